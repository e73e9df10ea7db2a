"""Mention to reading: what the words of a time expression say by themselves.

Dates written with month names are read from the lexicon values that found them; dates in figures go to dateparser, with
the stated order of day and month.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Literal

from timeline.edtf import is_day
from timeline.mentions import Mention, Token
from timeline.model import Reading

if TYPE_CHECKING:
    from datetime import datetime

__all__ = ["DateOrder", "normalize", "parse_published"]

DateOrder = Literal["MDY", "DMY"]
_VAGUE = "X"
_DECADES = {"E": (10, "Y"), "C": (100, "Y"), "L": (1000, "Y")}


def normalize(mention: Mention, *, date_order: DateOrder = "MDY") -> Reading | None:
    """The reading of a mention, or None where the words turn out to be no time ("31 February", "the 45th")."""
    return _BUILDERS[mention.rule.make](_Parts(mention, date_order))


class _Parts:
    """The named parts of a mention, each as a number or value."""

    def __init__(self, mention: Mention, date_order: DateOrder) -> None:
        self.groups, self.rule, self.date_order = mention.groups, mention.rule, date_order

    def has(self, name: str) -> bool:
        return bool(self.groups.get(name))

    def value(self, name: str) -> Any:
        """Value of the last token of a part that has one."""
        for token in reversed(self.groups.get(name, ())):
            if token.value is not None:
                return token.value
        return None

    def number(self, name: str) -> float | None:
        tokens = self.groups.get(name)
        return _number_of(tokens) if tokens else None

    def integer(self, name: str) -> int | None:
        number = self.number(name)
        return None if number is None else int(number)

    @property
    def mod(self) -> str | None:
        tokens = self.groups.get("mod")
        if not tokens:
            return None
        words = [t.cls.strip("'") for t in tokens]
        if "than" in words or "least" in words or "most" in words or "up" in words:
            phrase = " ".join(words)
            if "least" in words or phrase.startswith(("no less", "no fewer")):
                return "EQUAL_OR_MORE"
            if "most" in words or "up" in words or phrase.startswith(("no more", "not more")):
                return "EQUAL_OR_LESS"
            return "MORE_THAN" if "more" in words else "LESS_THAN"
        value = self.value("mod")
        if value is None:
            return "END" if "late" in words or "latter" in words else "START" if "early" in words else None
        return str(value) if isinstance(value, str) and value not in ("last",) else "END"

    @property
    def year(self) -> int | None:
        tokens = self.groups.get("year")
        short = self.integer("short")
        if short is not None and tokens:  # the second of "1915-16"
            first = _year_of(tokens) or 0
            return first // 100 * 100 + short
        if not tokens:
            return None
        year = _year_of(tokens)
        return 1 - year if year is not None and self.value("era") == -1 else year


def _number_of(tokens: list[Token]) -> float:
    """Value of a number phrase: "forty-six", "two and a half", "5 1/2", "a dozen", "three hundred and six"."""
    total, current, seen = 0.0, 0.0, False
    values = [t for t in tokens if t.value is not None]
    digits = [t for t in values if t.cls in ("D12", "D31", "D99", "Y3", "Y", "N", "DECIMAL")]
    if len(digits) == 3 and any(t.cls == "'/'" for t in tokens):
        return float(digits[0].value) + float(digits[1].value) / float(digits[2].value)
    for token in values:
        value = float(token.value) if not isinstance(token.value, str) else 2.0 if token.cls == "SECOND" else 0.0
        seen = True
        if token.cls == "MULTIPLE":
            current = (current or 1) * value
            if value >= 1000:
                total, current = total + current, 0.0
        elif token.cls == "DOZEN":
            current = (current or 1) * value
        else:
            current += value
    return total + current if seen else 1.0


def _year_of(tokens: list[Token]) -> int | None:
    values = [t for t in tokens if t.value is not None]
    if len(values) == 1 or any(t.cls == "MULTIPLE" for t in values):
        return int(_number_of(values))
    if values[0].cls == "CARDINAL" and not 10 <= values[0].value <= 20:
        return None
    if values[0].cls == "CARDINAL" and 10 <= values[0].value <= 20 and values[1].value >= 10:  # nineteen ninety-four
        return int(values[0].value) * 100 + sum(int(t.value) for t in values[1:])
    return int(values[0].value)


def _base(parts: _Parts) -> dict[str, Any] | None:
    """The parts that every kind of date may have; None for a day that no calendar has."""
    month, day, year = parts.integer("month"), parts.integer("day"), parts.year
    if year is None and parts.has("year"):
        return None
    if day is not None and not (
        1 <= day <= 31 and (month is None or is_day(2000 if year is None else year, month, day))
    ):
        return None
    pod = parts.value("pod")
    fields: dict[str, Any] = {
        "year": year,
        "month": month,
        "day": day,
        "weekday": parts.value("wd"),
        "part_of_day": pod if pod is None or len(pod) == 2 else None,
        "clock": pod if pod is not None and len(pod) > 2 else None,
        "unit": parts.value("unit"),
        "rel": parts.value("rel"),
        "mod": parts.mod,
        "fiscal": parts.has("fiscal"),
        "zone": parts.value("zone"),
    }
    if parts.has("year2"):
        fields["year"], fields["short_year"] = int(parts.value("year2")[1:]), True
    if fields["part_of_day"] or fields["clock"]:
        fields["type"] = "TIME"
    return fields


def _date(parts: _Parts) -> Reading | None:
    if parts.has("iso"):
        return _iso(parts.value("iso"))
    fields = _base(parts)
    if fields is None:
        return None
    if parts.has("qshort"):
        fields["quarter"] = parts.value("qshort")
    if parts.has("hshort"):
        fields["half"] = parts.value("hshort")
    if parts.has("q"):
        fields["quarter"] = parts.integer("q")
        if not 1 <= (fields["quarter"] or 0) <= 4:
            return None
    if parts.has("half"):
        number = parts.value("half")
        fields["half"] = 1 if number == 1 else 2
        if fields["unit"] is not None and fields["rel"] is None:
            fields["rel"] = "the"
    if parts.has("century"):
        era = -1 if parts.value("era") == -1 else 1
        fields["century"] = era * (parts.integer("century") or 1)
        if not 1 <= abs(fields["century"]) <= 30:
            return None
    fields["season"] = parts.value("season")
    return Reading(kind="date", **fields)


def _iso(text: str) -> Reading | None:
    year, month, day = int(text[:4]), int(text[5:7]), int(text[8:10])
    if not is_day(year, month, day):
        return None
    clock, zone = (text[11:], None) if len(text) > 10 else (None, None)
    if clock:
        for at, char in enumerate(clock):
            if char in "Z+-":
                clock, zone = clock[:at], clock[at:]
                break
    return Reading(
        kind="date", type="TIME" if clock else "DATE", year=year, month=month, day=day, clock=clock, zone=zone
    )


@lru_cache(maxsize=4)
def _parser(order: DateOrder) -> Any:
    from dateparser.date import DateDataParser

    settings = {
        "PARSERS": ["absolute-time"],
        "STRICT_PARSING": True,
        "DATE_ORDER": order,
        "RETURN_AS_TIMEZONE_AWARE": False,
    }
    return DateDataParser(languages=["en"], settings=settings)


@lru_cache(maxsize=65536)
def _parse(text: str, order: DateOrder) -> datetime | None:
    found: datetime | None = _parser(order).get_date_data(text[:40]).date_obj
    return found


def parse_published(text: str, *, date_order: DateOrder = "MDY") -> str | None:
    """The ISO day that a full date names ("March 12, 2025", "2025-03-12T08:00Z", "12/03/2025"), or None."""
    found = _parse(text.strip(), date_order)
    return found.date().isoformat() if found else None


def _numeric(parts: _Parts) -> Reading | None:
    text = str(parts.value("numeric"))
    found = _parse(text, parts.date_order)
    if found is None:  # 25/12/2024 where months come first: the only order that names a day
        found = _parse(text, "DMY" if parts.date_order == "MDY" else "MDY")
    if found is None:
        return None
    return Reading(kind="date", year=found.year, month=found.month, day=found.day)


def _year(parts: _Parts) -> Reading | None:
    year = parts.year
    return Reading(kind="date", year=year, mod=parts.mod, fiscal=parts.has("fiscal"))


def _fiscal_short(parts: _Parts) -> Reading | None:
    digits = "".join(c for c in str(parts.value("fy")) if c.isdigit())
    return Reading(kind="date", year=int(digits) + (2000 if len(digits) == 2 else 0), fiscal=True)


def _nth_weekday(parts: _Parts) -> Reading | None:
    """ "The first Monday in September": the month, and which of its weekdays (-1 for the last)."""
    fields = _base(parts)
    if fields is None:
        return None
    nth = -1 if parts.groups["nth"][0].cls in ("LAST", "'final'") else parts.integer("nth")
    weekday, fields["weekday"] = fields["weekday"], None
    month = fields["month"]
    if month is None:
        return Reading(kind="date", amount=float(nth or 1), weekday=weekday, unit="M", rel=fields["rel"])
    fields |= {"month": None, "holiday": f"nth:{month}:{weekday}:{nth}"}
    return Reading(kind="date", **fields)


def _weekdays_ago(parts: _Parts) -> Reading | None:
    number = parts.integer("num")
    return Reading(kind="date", weekday=parts.value("wds"), rel="last", amount=float(number or 1))


def _year_period(parts: _Parts) -> Reading | None:
    return Reading(kind="date", year=parts.year, quarter=parts.integer("q"), unit="Q", rel="year")


def _decade(parts: _Parts) -> Reading | None:
    if parts.has("tens"):
        return Reading(kind="date", decade=int(parts.value("tens")) * 10, short_year=True, mod=parts.mod)
    digits = "".join(c for c in str(parts.value("decade")) if c.isdigit())
    short = len(digits) == 2 and not parts.has("era")
    if len(digits) == 3 and not parts.has("era"):
        return None
    first = int(digits)
    if parts.value("era") == -1:
        first = -first
    return Reading(kind="date", decade=first, short_year=short, mod=parts.mod)


def _the_unit(parts: _Parts) -> Reading | None:
    return Reading(kind="date", unit=parts.value("unit"), rel="the", mod=parts.mod)


def _period(parts: _Parts) -> Reading | None:
    return Reading(
        kind="date", unit="Q", rel="latest" if parts.has("rel") else "the", amount=1.0 if parts.has("rel2") else None
    )


def _adjective(parts: _Parts) -> Reading | None:
    return Reading(kind="reference", value="PRESENT_REF" if parts.value("ref") is not None else "PAST_REF")


def _textual(parts: _Parts) -> Reading | None:
    word = parts.groups["word"][0].cls.strip("'") if parts.has("word") else ""
    value = {"former": "PAST_REF", "future": "FUTURE_REF"}.get(word, "PRESENT_REF")
    return Reading(kind="reference", rel="that", value=value)


def _weekend(parts: _Parts) -> Reading | None:
    return Reading(kind="date", unit="WE", rel="the", mod=parts.mod)


def _relday(parts: _Parts) -> Reading | None:
    offset = parts.value("relday")
    if parts.has("beyond"):
        offset = parts.value("beyond")
        offset += -1 if parts.has("beyond") and offset < 0 else 1
        if offset == 1 or offset == -1:
            return None
    pod = parts.value("pod")
    return Reading(
        kind="shift",
        type="TIME" if pod else "DATE",
        unit="D",
        amount=float(abs(offset or 0)),
        direction=-1 if (offset or 0) < 0 else 1,
        base="publication",
        part_of_day=pod if pod and len(pod) == 2 else None,
        clock=pod if pod and len(pod) > 2 else None,
        mod=parts.mod,
    )


def _holiday(parts: _Parts) -> Reading | None:
    fields = _base(parts)
    if fields is None:
        return None
    return Reading(kind="date", holiday=parts.value("holiday"), **fields)


def _clock_text(parts: _Parts) -> str | None:
    if parts.has("noon"):
        return str(parts.value("noon"))
    if parts.has("clock"):
        hour, minute = (int(p) for p in str(parts.value("clock")).split(":")[:2])
    else:
        hour, minute = parts.integer("hour") or 0, 0
    half = parts.value("ampm") or {"MO": "am", "AF": "pm", "EV": "pm", "NI": "pm"}.get(parts.value("pod") or "")
    if half == "pm" and hour < 12:
        hour += 12
    if half == "am" and hour == 12:
        hour = 0
    return f"{hour:02}:{minute:02}" if hour <= 24 and minute < 60 else None


def _clock(parts: _Parts) -> Reading | None:
    clock, fields = _clock_text(parts), _base(parts)
    if clock is None or fields is None:
        return None
    fields |= {"type": "TIME", "clock": clock, "part_of_day": None}
    if parts.has("relday"):
        offset = parts.value("relday")
        return Reading(
            kind="shift",
            unit="D",
            amount=float(abs(offset)),
            direction=-1 if offset < 0 else 1,
            base="publication",
            type="TIME",
            clock=clock,
            zone=fields["zone"],
        )
    return Reading(kind="date", **fields)


def _amount(parts: _Parts) -> float | None:
    """The number before a unit; None where it is vague ("a few")."""
    if parts.has("vague"):
        return 2.0 if any(t.cls == "COUPLE" for t in parts.groups["vague"]) else None
    if parts.has("num"):
        return parts.number("num")
    return 1.0 if parts.rule.id in ("unit_before", "unit_from_date", "later_earlier") else None


def _shift(parts: _Parts) -> Reading | None:
    params = parts.rule.params
    direction = int(params.get("direction", 0))
    if parts.has("later"):
        words = {t.value if t.value is not None else t.cls.strip("'") for t in parts.groups["later"]}
        direction = -1 if words & {"START", "before", "previously", "beforehand"} else 1
    inner = None
    if params["base"] == "date":
        fields = _base(parts)
        if fields is None:
            return None
        fields["unit"] = None
        if fields["weekday"] is not None and fields["rel"] is None and direction > 0:
            fields["rel"] = "next"  # "a week from Tuesday"
        inner = (
            Reading(kind="date", holiday=parts.value("holiday"), **fields)
            if not parts.has("relday")
            else _relday(parts)
        )
    unit = parts.value("unit")
    amount = _amount(parts)
    if parts.rule.id == "later_earlier" and not parts.has("num") and not parts.has("vague"):
        amount = None if str(unit) and parts.groups["unit"][0].cls == "UNITS" else 1.0
    return Reading(
        kind="shift",
        unit=unit,
        amount=amount,
        direction=direction,
        base=params["base"],
        inner=inner,
        mod=parts.mod,
        weekday=parts.value("wd") if inner is None else None,
        day=0 if parts.has("exact") else None,
    )


def _year_earlier(parts: _Parts) -> Reading | None:
    direction = -1 if any(t.value in (-1, "START") or t.cls == "'ago'" for t in parts.groups["later"]) else 1
    return Reading(
        kind="shift", unit="Y", amount=1.0, direction=direction, base="publication", quarter=parts.integer("q")
    )


def _week_of(parts: _Parts) -> Reading | None:
    fields = _base(parts)
    if fields is None:
        return None
    fields |= {"unit": "W", "rel": "of"}
    return Reading(kind="date", **fields)


def duration_value(amount: float | None, unit: str) -> str:
    """The TIMEX3 value of a length: P3Y, PT5H30M, PXD; decades and centuries count in years (P20Y)."""
    if unit == "Y" and amount == 0.5:
        amount, unit = 6.0, "M"
    if unit == "2W":
        amount, unit = (None if amount is None else amount * 2), "W"
    if unit in _DECADES and amount is not None:
        amount, unit = amount * _DECADES[unit][0], "Y"
    if amount is None:
        return f"P{'T' if unit[0] == 'T' else ''}X{unit[-1]}"
    if unit in ("TH", "TM") and amount % 1 == 0.5:
        return f"PT{f'{int(amount)}{unit[1]}' if amount > 1 else ''}30{'M' if unit == 'TH' else 'S'}"
    text = f"{amount:g}" if amount < 1e6 else str(int(amount))
    return f"P{'T' if unit[0] == 'T' else ''}{text}{unit[-1]}"


def _duration(parts: _Parts) -> Reading | None:
    unit = str(parts.value("unit"))
    amount = _amount(parts)
    if amount is None and not parts.has("vague"):
        amount = None if parts.groups["unit"][0].cls == "UNITS" else 1.0
    if amount is not None and parts.has("plus"):
        amount += 0.5
    value = duration_value(amount, unit)
    return Reading(
        kind="duration", type="DURATION", unit=unit, amount=amount, value=value, rel=parts.value("rel"), mod=parts.mod
    )


def _vague_units(parts: _Parts) -> Reading | None:
    word = parts.groups["vagueref"][0]
    rel = word.value if word.value is not None else word.cls.strip("'")
    unit = str(parts.value("unit"))
    if rel in ("recent", "last", "previous"):
        value = "PAST_REF" if unit in ("Y", "Q", "E") else duration_value(None, unit)
        return Reading(kind="reference", type="DATE" if value == "PAST_REF" else "DURATION", value=value)
    return Reading(kind="duration", type="DURATION", unit=unit, value=duration_value(None, unit), rel=None)


def _set(parts: _Parts) -> Reading | None:
    return Reading(kind="set", type="SET", value=_set_value(parts))


def _set_value(parts: _Parts) -> str:
    if parts.has("frequency"):
        return str(parts.value("frequency"))
    pod = parts.value("pod") or ""
    if parts.has("wds"):
        return f"XXXX-WXX-{parts.value('wds')}"
    if parts.has("wd"):
        return f"XXXX-WXX-{parts.value('wd')}" + (f"T{pod}" if pod else "")
    if parts.has("month"):
        return f"XXXX-{parts.value('month'):02}"
    if parts.has("season"):
        return f"XXXX-{parts.value('season')}"
    if pod:
        return f"XXXX-XX-XXT{pod}"
    unit = str(parts.value("unit"))
    if unit == "WE":
        return "XXXX-WXX-WE"
    amount = parts.number("num") if parts.has("num") else 1.0
    return duration_value(2.0 if any(t.cls == "'other'" for t in parts.groups.get("num", ())) else amount, unit)


def _reference(parts: _Parts) -> Reading | None:
    params = parts.rule.params
    return Reading(
        kind="reference", type=params.get("type", "DATE"), value=str(params.get("value") or parts.value("ref"))
    )


_BUILDERS: dict[str, Callable[[_Parts], Reading | None]] = {
    "date": _date,
    "numeric": _numeric,
    "year": _year,
    "fiscal_short": _fiscal_short,
    "nth_weekday": _nth_weekday,
    "weekdays_ago": _weekdays_ago,
    "year_period": _year_period,
    "decade": _decade,
    "the_unit": _the_unit,
    "period": _period,
    "adjective": _adjective,
    "textual": _textual,
    "weekend": _weekend,
    "relday": _relday,
    "holiday": _holiday,
    "clock": _clock,
    "shift": _shift,
    "year_earlier": _year_earlier,
    "week_of": _week_of,
    "duration": _duration,
    "vague_units": _vague_units,
    "set": _set,
    "ref": _reference,
}
