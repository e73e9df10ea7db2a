"""Dates as spreadsheets re-type them, and the date that a row means when somebody changed one of its cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from exporters.wording import MONTHS
from timeline.edtf import Edtf, EdtfError, day_number, day_of_number, is_day

__all__ = ["CellError", "day_order", "read_cell", "row_date"]

_MIDNIGHT = re.compile(r"[ T]0?0:00(:00(\.0+)?)?( ?AM)?Z?$|[ T]12:00(:00)? ?AM$", re.IGNORECASE)
_NUMBERS = re.compile(r"(\d{1,2})([/.\-])(\d{1,2})\2(\d{4}|\d{2})$")
_YEAR_FIRST = re.compile(r"(\d{4})([/.\-])(\d{1,2})\2(\d{1,2})$")
_DAY_MONTH = re.compile(r"(\d{1,2})[ .\-/]+([A-Za-z]{3,9})\.?[ ,\-/]+(\d{4}|\d{2})$")
_MONTH_DAY = re.compile(r"([A-Za-z]{3,9})\.?[ \-](\d{1,2}),?[ \-](\d{4}|\d{2})$")
_MONTH_YEAR = re.compile(r"([A-Za-z]{3,9})\.?[ \-](\d{4}|\d{2})$")
_SERIAL = re.compile(r"\d{5}(\.0+)?$")
_SERIAL_ZERO = 693594  # 1899-12-30, day 0 of spreadsheets (ISO/IEC 29500-1, 18.17.4.1)


class CellError(ValueError):
    """A cell that cannot be understood. `column` names it."""

    def __init__(self, column: str, message: str) -> None:
        super().__init__(message)
        self.column = column


def day_order(cells: Iterable[str]) -> str | None:
    """Whether dates such as 3/8/2025 have the day first ("dmy") or the month ("mdy"), None when no cell tells."""
    found = set()
    for cell in cells:
        match = _NUMBERS.match(_MIDNIGHT.sub("", cell.strip()))
        if match and match[2] == ".":
            continue  # the day comes first wherever dots are written
        if match and int(match[1]) > 12:
            found.add("dmy")
        elif match and int(match[3]) > 12:
            found.add("mdy")
    return found.pop() if len(found) == 1 else None


def read_cell(cell: str, column: str, *, order: str | None = None, hints: Iterable[str] = ()) -> Edtf | None:
    """The value in a cell, None when it is empty.

    `order` is that of `day_order`; `hints` are ISO days or months that decide between 8 March and 3 August where
    one of the two agrees. Raises `CellError` when nothing decides, or when the cell is no date.
    """
    text = _MIDNIGHT.sub("", cell.strip().replace("\u2212", "-"))
    if not text:
        return None
    for parse in (_plain, _named, _serial):
        value = parse(text)
        if value is not None:
            return value
    match = _NUMBERS.match(text)
    if match is None:
        raise CellError(column, f"{cell!r} is no date; write it as 2025-03-08, 2025-03 or 2025")
    return _numbers(match, cell, column, order, hints)


def _plain(text: str) -> Edtf | None:
    match = _YEAR_FIRST.match(text)
    if match and is_day(int(match[1]), int(match[3]), int(match[4])):
        return Edtf(f"{match[1]}-{int(match[3]):02}-{int(match[4]):02}")
    try:
        return Edtf(text.replace(" ", ""))
    except EdtfError:
        return None


def _named(text: str) -> Edtf | None:
    for pattern, places in ((_DAY_MONTH, (3, 2, 1)), (_MONTH_DAY, (3, 1, 2)), (_MONTH_YEAR, (2, 1, 0))):
        match = pattern.match(text)
        if match is None:
            continue
        year, name, day = places
        month = next((n for n, month in enumerate(MONTHS, 1) if month.lower().startswith(match[name].lower())), 0)
        number = int(match[day]) if day else 1
        if month and is_day(_year(match[year]), month, number):
            return Edtf(f"{_year(match[year]):04}-{month:02}" + (f"-{number:02}" if day else ""))
    return None


def _serial(text: str) -> Edtf | None:
    return Edtf(day_of_number(_SERIAL_ZERO + int(float(text)))) if _SERIAL.match(text) else None


def _year(digits: str) -> int:
    """Years of two digits as Excel reads them: 00 to 29 are 2000 to 2029."""
    number = int(digits)
    return number if len(digits) == 4 else 2000 + number if number < 30 else 1900 + number


def _numbers(match: re.Match[str], cell: str, column: str, order: str | None, hints: Iterable[str]) -> Edtf:
    first, second, year = int(match[1]), int(match[3]), _year(match[4])
    readings = {
        "dmy": f"{year:04}-{second:02}-{first:02}" if is_day(year, second, first) else "",
        "mdy": f"{year:04}-{first:02}-{second:02}" if is_day(year, first, second) and match[2] != "." else "",
    }
    possible = sorted(set(filter(None, readings.values())))
    if not possible:
        raise CellError(column, f"{cell!r} is no date; write it as 2025-03-08, 2025-03 or 2025")
    if order is not None and readings[order]:
        possible = [readings[order]]
    if len(possible) > 1:
        known = [hint for hint in hints if hint]
        possible = [day for day in possible if any(day.startswith(hint) for hint in known)] or possible
    if len(possible) > 1:
        raise CellError(column, f"{cell!r} may be {possible[0]} or {possible[1]}; write it as one of these")
    return Edtf(possible[0])


def row_date(row: Mapping[str, str], *, order: str | None = None) -> tuple[Edtf, str]:
    """The date of a row, and the names of the cells that somebody changed by hand ("" for none).

    A row states its date three times: in `start` and `end`, in `edtf`, and in `year`, `month` and `day`. Where two
    agree, the third is the one that was changed, and it counts; where none agree, `start` and `end` count.
    Raises `CellError`.
    """
    exact = _exact(row.get("edtf", ""), order)
    numbers = _Numbers.of(row)
    hints = (numbers.text, (exact.first or "") if exact else "", (exact.last or "") if exact else "")
    start = read_cell(row.get("start", ""), "start", order=order, hints=hints)
    end = read_cell(row.get("end", ""), "end", order=order, hints=hints)
    if start is None and end is None:
        value = exact or numbers.value()
        if value is None:
            raise CellError("start", "the row has no date")
        return value, ""
    if exact is None:
        return _from_bounds(start, end, None, row.get("precision", "")), ""
    if (start.first if start else None, end.last if end else None) == (exact.first, exact.last):
        changed = None if numbers.agree_with(exact) else numbers.value()
        return (changed, "year, month, day") if changed else (exact, "")
    if not numbers.agree_with(exact) and numbers.agree_with(_from_bounds(start, end, None, row.get("precision", ""))):
        return exact, "edtf"
    return _from_bounds(start, end, exact, row.get("precision", "")), "start, end"


def _exact(cell: str, order: str | None) -> Edtf | None:
    try:
        return read_cell(cell, "edtf", order=order)
    except CellError:
        return None  # re-typed beyond recognition; the other cells still say it


@dataclass(frozen=True, slots=True)
class _Numbers:
    """The cells `year`, `month` and `day`, None where empty."""

    year: int | None
    month: int | None
    day: int | None

    @classmethod
    def of(cls, row: Mapping[str, str]) -> _Numbers:
        found: list[int | None] = []
        for column in ("year", "month", "day"):
            text = row.get(column, "").strip().removesuffix(".0")
            if text and not re.fullmatch(r"-?\d{1,4}", text):
                raise CellError(column, f"{text!r} is no number")
            found.append(int(text) if text else None)
        return cls(*found)

    @property
    def text(self) -> str:
        """The ISO day or month, "" where the numbers give neither."""
        if self.year is None or self.year < 0 or self.month is None:
            return ""
        return f"{self.year:04}-{self.month:02}" + (f"-{self.day:02}" if self.day else "")

    def agree_with(self, value: Edtf) -> bool:
        """Whether the numbers that are there are those of the value's first day."""
        first = value.first or value.last or ""
        year, month, day = (int(part) for part in first.lstrip("-").split("-"))
        expected = (-year if first.startswith("-") else year, month, day)
        given = (self.year, self.month, self.day)
        return all(number in (None, want) for number, want in zip(given, expected, strict=True))

    def value(self) -> Edtf | None:
        """The day, month or year that the numbers name, None where there is no year. Raises `CellError`."""
        if self.year is None:
            return None
        text = self.text or (f"-{-self.year:04}" if self.year < 0 else f"{self.year:04}")
        try:
            return Edtf(text)
        except EdtfError as error:
            raise CellError("day" if self.day else "month", str(error)) from error


def _from_bounds(start: Edtf | None, end: Edtf | None, before: Edtf | None, precision: str) -> Edtf:
    """The value of `start` and `end` cells; `before` is what the row said before they were changed."""
    if start is None:
        if end is None:
            raise CellError("start", "the row has no date")
        return Edtf(f"../{end.text}") if "/" not in end.text else end
    if end is None:
        return start
    moved = before is not None and end.last == before.last and start.first != before.first
    if moved and (start.precision != "day" or (before is not None and before.precision == "day")):
        return start  # only the start was changed: an event of one day moved with it
    first, last = start.first or start.last or "", end.last or end.first or ""
    if day_number(first) > day_number(last):
        raise CellError("end", f"{last} lies before the start, {first}")
    if first == last:
        return start if start.precision == "day" else Edtf(first)
    sign, (year, month, _) = ("-" if first.startswith("-") else ""), first.lstrip("-").split("-")
    for name, text in (("month", f"{sign}{year}-{month}"), ("year", f"{sign}{year}")):
        if precision.strip().lower() == name and (Edtf(text).first, Edtf(text).last) == (first, last):
            return Edtf(text)
    return Edtf(f"{first}/{last}")
