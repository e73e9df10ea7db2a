"""Readings of lengths of time, of distances from another time, and of what recurs."""

from __future__ import annotations

from timeline.model import Reading
from timeline.normalize.clocks import read_near_day
from timeline.normalize.parts import QUARTERS, Parts, date_fields

__all__ = ["read_duration", "read_set", "read_shift", "read_vague_units", "read_year_earlier"]

_YEARS = {"E": 10, "C": 100, "L": 1000}
_BACKWARD = frozenset({"START", "before", "previously", "beforehand"})  # "earlier" has the value START
_VAGUE_PAST = ("recent", "last", "previous")


def _amount(parts: Parts, *, bare: bool) -> float | None:
    """The number before a unit; None where it is vague ("a few"). `bare`: a unit alone is one of it."""
    if parts.has("vague"):
        return 2.0 if any(token.cls == "COUPLE" for token in parts.groups["vague"]) else None
    if parts.has("num"):
        return parts.number("num")
    return 1.0 if bare and parts.groups["unit"][0].cls != "UNITS" else None


def _timex_value(amount: float | None, unit: str) -> str:
    """The TIMEX3 value of a length: P3Y, PT5H30M, PXD; decades and centuries count in years (P20Y)."""
    if unit == "Y" and amount == 0.5:
        amount, unit = 6.0, "M"
    if unit == "2W":
        amount, unit = (None if amount is None else amount * 2), "W"
    if unit in _YEARS and amount is not None:
        amount, unit = amount * _YEARS[unit], "Y"
    if amount is None:
        return f"P{'T' if unit[0] == 'T' else ''}X{unit[-1]}"
    if unit in ("TH", "TM") and amount % 1 == 0.5:
        return f"PT{f'{int(amount)}{unit[1]}' if amount > 1 else ''}30{'M' if unit == 'TH' else 'S'}"
    text = f"{amount:g}" if amount < 1e6 else str(int(amount))
    return f"P{'T' if unit[0] == 'T' else ''}{text}{unit[-1]}"


def read_duration(parts: Parts) -> Reading | None:
    """ "Three years", "the past four years", "month-long", "a few days"."""
    unit, amount = str(parts.value("unit")), _amount(parts, bare=True)
    if amount is not None and parts.has("plus"):  # "a year and a half"
        amount += 0.5
    value = _timex_value(amount, unit)
    rel = parts.value("rel")
    return Reading(kind="duration", type="DURATION", unit=unit, amount=amount, value=value, rel=rel, mod=parts.mod)


def read_vague_units(parts: Parts) -> Reading | None:
    """ "Recent years", "the coming weeks": the past at large, or a length without a number."""
    word, unit = parts.groups["vagueref"][0], str(parts.value("unit"))
    rel = word.value if word.value is not None else word.cls.strip("'")
    value = _timex_value(None, unit)
    if rel not in _VAGUE_PAST:
        return Reading(kind="duration", type="DURATION", unit=unit, value=value)
    if unit in ("Y", "Q", "E"):
        return Reading(kind="reference", type="DATE", value="PAST_REF")
    return Reading(kind="reference", type="DURATION", value=value)


def read_shift(parts: Parts) -> Reading | None:
    """A distance: "three days ago", "two weeks later", "a week from Tuesday".

    The rule says by `base` what it counts from and by `direction` which way, unless its part `later` does.
    """
    params = parts.params
    direction = int(params.get("direction", 0))
    if parts.has("later"):
        words = {t.value if t.value is not None else t.cls.strip("'") for t in parts.groups["later"]}
        direction = -1 if words & _BACKWARD else 1
    inner = None
    if params["base"] == "date":
        inner = _inner(parts, direction=direction)
        if inner is None:
            return None
    return Reading(
        kind="shift",
        unit=parts.value("unit"),
        amount=_amount(parts, bare=params.get("bare", False)),
        direction=direction,
        base=params["base"],
        inner=inner,
        mod=parts.mod,
        weekday=parts.value("wd") if inner is None else None,
        day=0 if parts.has("exact") else None,  # "a year ago today" is a day
    )


def _inner(parts: Parts, *, direction: int) -> Reading | None:
    """The date that a distance is counted from."""
    fields = date_fields(parts)
    if fields is None:
        return None
    if parts.has("relday"):
        return read_near_day(parts)
    fields["unit"] = None
    if fields["weekday"] is not None and fields["rel"] is None and direction > 0:
        fields["rel"] = "next"  # "a week from Tuesday"
    return Reading(kind="date", holiday=parts.value("holiday"), **fields)


def read_year_earlier(parts: Parts) -> Reading | None:
    """ "The year-ago quarter", "the year-earlier period"."""
    quarter = parts.integer("q")
    if quarter is not None and quarter not in QUARTERS:
        return None
    back = any(token.value == "START" or token.cls == "'ago'" for token in parts.groups["later"])
    return Reading(
        kind="shift",
        unit="Y",
        amount=1.0,
        direction=-1 if back else 1,
        base="publication",
        quarter=quarter,
    )


def read_set(parts: Parts) -> Reading | None:
    """What recurs: "every Tuesday", "each month", "daily"."""
    return Reading(kind="set", type="SET", value=_recurrence(parts))


def _recurrence(parts: Parts) -> str:
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
    if parts.has("vague"):  # "every few years", "every couple of months"
        return _timex_value(_amount(parts, bare=False), unit)
    amount = 2.0 if "other" in parts.words("num") else parts.number("num")
    return _timex_value(1.0 if amount is None else amount, unit)
