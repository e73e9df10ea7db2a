"""Readings of clock times and of the days next to publication: "5:30 p.m. EST", "noon Saturday", "late yesterday"."""

from __future__ import annotations

from typing import Any

from timeline.model import Reading
from timeline.normalize.parts import Parts, date_fields, time_fields

__all__ = ["read_clock", "read_near_day"]

_HALVES = {"MO": "am", "AF": "pm", "EV": "pm", "NI": "pm"}  # of the day, by its parts
_NOON = 12


def read_near_day(parts: Parts) -> Reading | None:
    """ "Yesterday", "tomorrow night", "the day before yesterday"."""
    offset = parts.value("relday") or 0
    if parts.has("beyond"):
        offset = parts.value("beyond") + (1 if "after" in parts.words("side") else -1)
    return _near_day(offset, mod=parts.mod, **time_fields(parts))


def read_clock(parts: Parts) -> Reading | None:
    """A clock time, with its day where that is said; None for "27:60"."""
    clock, fields = _clock_of(parts), date_fields(parts)
    if clock is None or fields is None:
        return None
    if parts.has("relday"):
        return _near_day(parts.value("relday"), type="TIME", clock=clock, zone=fields["zone"])
    return Reading(kind="date", **fields | {"type": "TIME", "clock": clock, "part_of_day": None})


def _near_day(offset: int, **fields: Any) -> Reading:
    """A day by its distance from publication, in days."""
    direction = -1 if offset < 0 else 1
    return Reading(kind="shift", unit="D", amount=float(abs(offset)), direction=direction, base="publication", **fields)


def _clock_of(parts: Parts) -> str | None:
    """HH:MM on 24 hours."""
    if parts.has("noon"):
        return str(parts.value("noon"))
    if parts.has("clock"):
        hour, minute = (int(part) for part in str(parts.value("clock")).split(":")[:2])
    elif parts.has("four"):
        hour, minute = divmod(parts.integer("four") or 0, 100)
    else:
        hour, minute = parts.integer("hour") or 0, 0
    half = parts.value("ampm") or _HALVES.get(parts.value("pod") or "")
    if half == "pm" and hour < _NOON:
        hour += _NOON
    if half == "am" and hour == _NOON:
        hour = 0
    return f"{hour:02}:{minute:02}" if hour <= 24 and minute < 60 else None
