"""Calendar arithmetic on frames: a day, week, month, … century as one thing that can be moved and printed.

A frame has a unit and a start day; it prints as a TIMEX3 value (TimeML 1.2.1, section 2.3) and as EDTF. Years are
astronomical (0 is 1 BC), the calendar is the proleptic Gregorian one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dateutil.easter import easter

from timeline.edtf import Edtf, day_number, day_of_number, days_in_month, is_day

__all__ = ["Frame", "holiday_day", "parse_day"]

_MONTHS = {"M": 1, "Q": 3, "S": 3, "H": 6, "Y": 12, "E": 120, "C": 1200, "L": 12000}
_SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_SIZE = {"D": 0, "WE": 1, "W": 2, "M": 3, "Q": 4, "S": 4, "H": 5, "Y": 6, "E": 7, "C": 8, "L": 9}


def parse_day(text: str) -> tuple[int, int, int]:
    """Year, month and day of an ISO day."""
    sign, body = (-1, text[1:]) if text.startswith("-") else (1, text)
    year, month, day = body.split("-")
    return sign * int(year), int(month), int(day)


@dataclass(frozen=True, slots=True)
class Frame:
    """A stretch of the calendar: `unit` D, W, WE, M, Q, S (season), H (half), Y, E, C, and its first day's numbers.

    For E and C, `year` is the first year (1990, 1900); before the common era the last one in time (-0049 for the 40s BC
    prints by its digits). `month` is the first month of M, Q, S and H.
    """

    unit: str
    year: int
    month: int = 1
    day: int = 1

    @classmethod
    def of_day(cls, number: int, unit: str = "D") -> Frame:
        """The frame of a unit that holds the day with this number (see `edtf.day_number`)."""
        year, month, day = parse_day(day_of_number(number))
        return cls("D", year, month, day).widen(unit)

    @classmethod
    def parse(cls, day: str) -> Frame:
        """The day frame of an ISO day."""
        return cls("D", *parse_day(day))

    @property
    def number(self) -> int:
        """Day number of the first day."""
        return day_number(self.iso)

    @property
    def iso(self) -> str:
        """First day, ISO."""
        return f"{'-' if self.year < 0 else ''}{abs(self.year):04}-{self.month:02}-{self.day:02}"

    @property
    def size(self) -> int:
        """Rank of the unit, from day (0) to century."""
        return _SIZE[self.unit]

    @property
    def last_number(self) -> int:
        """Day number of the last day, inclusive."""
        if self.unit == "D":
            return self.number
        if self.unit in ("W", "WE"):
            return self.number + (6 if self.unit == "W" else 1)
        return self.shift(1, self.unit).number - 1

    def widen(self, unit: str) -> Frame:
        """The frame of a larger unit around this one's first day; itself where it is as large already."""
        if unit == self.unit or _SIZE[unit] < self.size:
            return self
        year, month = self.year, self.month
        if unit in ("W", "WE"):
            monday = self.number - (self.number - 1) % 7
            return Frame(unit, *parse_day(day_of_number(monday + (5 if unit == "WE" else 0))))
        if unit == "M":
            return Frame("M", year, month)
        if unit == "Q":
            return Frame("Q", year, (month - 1) // 3 * 3 + 1)
        if unit == "S":
            start = month // 3 * 3 or 12
            return Frame("S", year - (month < 3), start)
        if unit == "H":
            return Frame("H", year, 1 if month <= 6 else 7)
        span = {"Y": 1, "E": 10, "C": 100, "L": 1000}[unit]
        return Frame(unit, year // span * span)

    def shift(self, amount: int, unit: str) -> Frame:
        """This frame moved by a number of units; a day that the target month lacks becomes its last day."""
        if unit in ("D", "W", "WE", "2W"):
            days = amount * {"D": 1, "W": 7, "WE": 7, "2W": 14}[unit]
            if self.unit in ("D", "W", "WE"):
                return Frame(self.unit, *parse_day(day_of_number(self.number + days)))
            return Frame.of_day(self.number + days, self.unit)
        months = self.year * 12 + self.month - 1 + amount * _MONTHS[unit]
        year, month = months // 12, months % 12 + 1
        if self.unit in ("W", "WE"):
            return Frame("D", year, month, min(self.day, days_in_month(year, month))).widen(self.unit)
        return Frame(self.unit, year, month, min(self.day, days_in_month(year, month)))

    @property
    def timex(self) -> str:
        """The TIMEX3 value: 2024-11-08, 2024-W46, 2024-W46-WE, 2024-11, 2024-Q3, 2024-SU, 2024-H1, 2024, 199, 19, BC0218."""
        year = f"BC{1 - self.year:04}" if self.year <= 0 else f"{self.year:04}"
        if self.unit == "D":
            return f"{year}-{self.month:02}-{self.day:02}"
        if self.unit in ("W", "WE"):
            iso_year, week = _iso_week(self.number)
            return f"{iso_year:04}-W{week:02}" + ("-WE" if self.unit == "WE" else "")
        if self.unit == "M":
            return f"{year}-{self.month:02}"
        if self.unit == "Q":
            return f"{year}-Q{(self.month + 2) // 3}"
        if self.unit == "S":
            return f"{year}-{ {3: 'SP', 6: 'SU', 9: 'FA', 12: 'WI'}[self.month] }"
        if self.unit == "H":
            return f"{year}-H{1 if self.month == 1 else 2}"
        if self.unit == "Y":
            return year
        cut = {"E": 1, "C": 2, "L": 3}[self.unit]
        if self.year <= 0:
            return f"BC{-self.year:04}"[:-cut]
        return year[:-cut]

    @property
    def edtf(self) -> Edtf:
        """The calendar value: weeks as day intervals, quarters, seasons and halves as month intervals."""
        year = f"{'-' if self.year < 0 else ''}{abs(self.year):04}"
        if self.unit == "D":
            return Edtf(self.iso)
        if self.unit in ("W", "WE"):
            return Edtf(f"{self.iso}/{day_of_number(self.last_number)}")
        if self.unit == "M":
            return Edtf(self.iso[:-3])
        if self.unit in ("Q", "S", "H"):
            return Edtf(f"{self.iso[:-3]}/{day_of_number(self.last_number)[:-3]}")
        if self.unit == "Y":
            return Edtf(year)
        if self.year <= 0:
            span = {"E": 10, "C": 100, "L": 1000}[self.unit]
            return Edtf(f"-{-self.year + span - 1:04}/{'-' if self.year else ''}{-self.year:04}")
        if self.unit == "L":
            return Edtf(f"{self.year:04}/{self.year + 999:04}")
        return Edtf(year[:-1] + "X" if self.unit == "E" else year[:-2] + "XX")

    @classmethod
    def season(cls, year: int, name: str) -> Frame:
        """A season of a year; winter is the one that begins in December of it."""
        return cls("S", year, _SEASON_START[name])


def _iso_week(number: int) -> tuple[int, int]:
    thursday = number - (number - 1) % 7 + 3
    year = parse_day(day_of_number(thursday))[0]
    return year, (thursday - Frame("D", year).number) // 7 + 1


@lru_cache(maxsize=4096)
def holiday_day(code: str, year: int) -> Frame:
    """The day of an observance in a year; codes as in the lexicon: MM-DD, easter+N, nth:MONTH:WEEKDAY:N[+DAYS], election."""
    if code.startswith("easter"):
        return Frame.of_day(easter(min(max(year, 1583), 4099)).toordinal() + int(code[6:]))
    if code == "election":  # United States: the Tuesday after the first Monday of November
        return Frame.of_day(holiday_day("nth:11:1:1", year).number + 1)
    if code.startswith("nth:"):
        _, month, weekday, rest = code.split(":")
        nth, _, plus = rest.partition("+")
        return Frame.of_day(_nth_weekday(year, int(month), int(weekday), int(nth)) + int(plus or 0))
    month, day = (int(part) for part in code.split("-"))
    return Frame("D", year, month, day if is_day(year, month, day) else 28)


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> int:
    first = Frame("D", year, month).number
    if nth < 0:
        last = first + days_in_month(year, month) - 1
        return last - (last - weekday) % 7
    return first + (weekday - first) % 7 + 7 * (nth - 1)
