"""A time axis in pieces: days to points, with breaks where nothing happens for long, and periods to write on it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import floor
from statistics import median

from exporters.wording import MONTHS
from timeline.edtf import day_number, day_of_number, days_in_month

__all__ = ["Period", "Piece", "Scale", "build_scale", "calendar_steps", "periods"]

BREAK = 16.0
"""Width of a break in points."""

_LONELY = 54.0  # least width of a piece
_CROWDED = 9.0  # points between neighbours below which an axis may be broken
_MOST_BREAKS = 8


@dataclass(frozen=True, slots=True)
class Piece:
    """Days `first` to `last` (day numbers, the last exclusive) drawn from `start` to `end` in points."""

    first: float
    last: float
    start: float
    end: float

    @property
    def points_per_day(self) -> float:
        return (self.end - self.start) / (self.last - self.first)


@dataclass(frozen=True, slots=True)
class Scale:
    """Pieces in order, with breaks between them."""

    pieces: tuple[Piece, ...]

    def place(self, day: float) -> float:
        """The point of a moment; one in a break lies in the break, one beyond the ends at the end."""
        at = bisect_right([piece.first for piece in self.pieces], day) - 1
        if at < 0:
            return self.pieces[0].start
        piece = self.pieces[at]
        if day <= piece.last:
            return piece.start + (day - piece.first) * piece.points_per_day
        if at + 1 == len(self.pieces):
            return piece.end
        after = self.pieces[at + 1]
        return piece.end + (day - piece.last) / (after.first - piece.last) * (after.start - piece.end)


def build_scale(spans: Sequence[tuple[int, int]], start: float, end: float) -> Scale:
    """A scale from `start` to `end` points on which the first and last day of every span has its place.

    It is broken at the longest gaps as long as events would crowd on a whole axis, but not inside a span that
    nothing else shares. Days are day numbers, inclusive.
    """
    weights = Counter(day for span in spans for day in set(span))
    distinct = sorted(weights)
    gaps = [later - earlier for earlier, later in pairwise(distinct)]
    whole = set(spans)
    may_break = [(earlier, later) not in whole for earlier, later in pairwise(distinct)]
    broken = _breaks(gaps, may_break, end - start)
    bounds = [0, *(at + 1 for at in sorted(broken)), len(distinct)]
    clusters = [distinct[a:b] for a, b in pairwise(bounds)]
    room = end - start - BREAK * (len(clusters) - 1)
    return Scale(tuple(_pieces(clusters, [sum(weights[day] for day in cluster) for cluster in clusters], start, room)))


def _breaks(gaps: Sequence[int], may_break: Sequence[bool], length: float) -> set[int]:
    """The gaps to leave out: each much longer than the average, while neighbours stand too close."""
    broken: set[int] = set()
    while len(broken) < _MOST_BREAKS and len(gaps) - len(broken) > 1:
        kept = [at for at in range(len(gaps)) if at not in broken]
        total = sum(gaps[at] for at in kept)
        per_day = (length - len(broken) * (BREAK + _LONELY)) / total
        longest = max((at for at in kept if may_break[at]), key=lambda at: gaps[at], default=None)
        if longest is None:
            break
        others = (total - gaps[longest]) / (len(kept) - 1)
        crowded = median(gaps[at] for at in kept) * per_day < _CROWDED
        if not crowded or gaps[longest] < 0.12 * total or gaps[longest] < 4 * others:
            break
        broken.add(longest)
    return broken


def _pieces(clusters: Sequence[Sequence[int]], weights: Sequence[int], start: float, room: float) -> list[Piece]:
    """Widths: a lonely day gets the least, the rest is shared by the numbers of events, damped."""
    least = min(_LONELY, room / len(clusters))
    shares = [
        weight**0.7 if cluster[0] < cluster[-1] else 0.0 for cluster, weight in zip(clusters, weights, strict=True)
    ]
    if not any(shares):
        shares = [1.0] * len(clusters)
    free = room - least * len(clusters)
    pieces: list[Piece] = []
    for number, (cluster, share) in enumerate(zip(clusters, shares, strict=True)):
        width = least + free * share / sum(shares)
        # The piece may reach as far as the middle of the break, and not into what is drawn already.
        low = float("-inf") if not number else (clusters[number - 1][-1] + 1 + cluster[0]) / 2
        high = float("inf") if number + 1 == len(clusters) else (cluster[-1] + 1 + clusters[number + 1][0]) / 2
        bounds = _whole_periods(cluster[0], cluster[-1], width, low, high) if len(clusters) > 1 else None
        first, last = bounds or _padded(cluster[0], cluster[-1] + 1, width, whole=len(clusters) == 1)
        pieces.append(Piece(max(first, low), min(last, high), start, start + width))
        start += width + BREAK
    return pieces


def _whole_periods(first: int, last: int, width: float, low: float, high: float) -> tuple[float, float] | None:
    """The whole years of a narrow piece, else its whole months, if these have room for their names and break no bound.

    A lonely day in a month of 2002 thus stands in a piece that is called 2002.
    """
    for unit, least in (("year", 26.0), ("month", 48.0)):
        starts = calendar_steps(first, last, unit, 1)
        if least * (len(starts) - 1) <= width <= 130 and low <= starts[0] and starts[-1] <= high:
            return starts[0], starts[-1]
    return None


def _padded(first: float, last: float, width: float, *, whole: bool) -> tuple[float, float]:
    """Some room at both sides, so that no event stands on the edge; a short piece gets two or three weeks more."""
    side = 10.0 if width > 120 else width * 0.12
    span = last - first
    if span < 8:
        extra = (20 if whole else 12) - span / 2
        return first - extra, last + extra
    extra = span * side / (width - 2 * side)
    return first - extra, last + extra


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the axis with its name; `start` and `end` in points, cut at the ends of its piece."""

    start: float
    end: float
    name: str


# Unit, step, and the least points for a name of that unit.
_LADDER: tuple[tuple[str, int], ...] = (
    ("day", 1), ("day", 7), ("month", 1), ("month", 3), ("year", 1), ("year", 2), ("year", 5), ("year", 10),
    ("year", 20), ("year", 50), ("year", 100), ("year", 200), ("year", 500), ("year", 1000), ("year", 2000),
)  # fmt: skip


def periods(piece: Piece, measure: Callable[[str], float]) -> tuple[list[Period], list[Period]]:
    """The periods of a piece: fine ones that have room for their names, and the coarser ones that hold them.

    The coarse list is empty where the fine one are years.
    """
    for unit, step in _LADDER:
        days_per_unit = {"day": 1.0, "month": 30.4, "year": 365.25}[unit] * step
        sample = {
            "day": "30",
            "month": "Mar" if step == 1 else "Jan\u2013Mar",
            "year": "2025" if step == 1 else "2020s" if step == 10 else "2020\u201324",
        }[unit]
        if piece.points_per_day * days_per_unit >= measure(sample) + (3 if unit == "day" else 6):
            return _list(piece, unit, step, measure), _coarse(piece, unit, measure)
    return [], []


def _coarse(piece: Piece, unit: str, measure: Callable[[str], float]) -> list[Period]:
    if unit == "day":
        return _list(piece, "month", 1, measure, long=True)
    return _list(piece, "year", 1, measure) if unit == "month" else []


def _list(piece: Piece, unit: str, step: int, measure: Callable[[str], float], *, long: bool = False) -> list[Period]:
    found: list[Period] = []
    day = _floor(floor(piece.first), unit, step)
    while day < piece.last:
        after = _next(day, unit, step)
        start, end = max(day, piece.first), min(after, piece.last)
        if end > start:
            left = piece.start + (start - piece.first) * piece.points_per_day
            right = piece.start + (end - piece.first) * piece.points_per_day
            names = _names(day, unit, step, long=long)
            found.append(Period(left, right, next((name for name in names if measure(name) + 4 <= right - left), "")))
        day = after
    return found


def calendar_steps(first: int, last: int, unit: str, step: int) -> list[int]:
    """The day numbers at which periods begin, from the one that holds day `first` to the one after day `last`.

    `unit` is "day", "month" or "year"; steps of 7 days begin on the 1st, 8th, 15th and 22nd of each month.
    """
    starts = [_floor(first, unit, step)]
    while starts[-1] <= last:
        starts.append(_next(starts[-1], unit, step))
    return starts


def _ymd(day: int) -> tuple[int, int, int]:
    text = day_of_number(day)
    year, month, of_month = (int(part) for part in text.lstrip("-").split("-"))
    return (-year if text.startswith("-") else year), month, of_month


def _number(year: int, month: int, day: int) -> int:
    return day_number(f"{'-' if year < 0 else ''}{abs(year):04}-{month:02}-{day:02}")


def _floor(day: int, unit: str, step: int) -> int:
    year, month, of_month = _ymd(day)
    if unit == "day":
        return day if step == 1 else _number(year, month, min((of_month - 1) // 7 * 7 + 1, 22))
    if unit == "month":
        return _number(year, (month - 1) // step * step + 1, 1)
    return _number(year // step * step, 1, 1)


def _next(day: int, unit: str, step: int) -> int:
    year, month, of_month = _ymd(day)
    if unit == "day":
        return day + 1 if step == 1 else day + (7 if of_month < 22 else days_in_month(year, month) + 1 - of_month)
    if unit == "month":
        month += step
        return _number(year + (month > 12), (month - 1) % 12 + 1, 1)
    return _number(year + step, 1, 1)


def _names(day: int, unit: str, step: int, *, long: bool) -> list[str]:
    """Names from the longest to the shortest."""
    year, month, of_month = _ymd(day)
    in_words = f"{1 - year} BC" if year < 1 else str(year)
    if unit == "day":
        return [str(of_month)]
    if unit == "year":
        return _names_of_years(year, step)
    name = MONTHS[month - 1]
    if long:
        return [f"{name} {in_words}", f"{name[:3]} {in_words}", name[:3]]
    return [name, name[:3]] if step == 1 else [f"{name[:3]}\u2013{MONTHS[month + step - 2][:3]}"]


def _names_of_years(year: int, step: int) -> list[str]:
    """A year, a decade, or the first and last of a stretch of years."""
    if step == 1:
        return [f"{1 - year} BC" if year < 1 else str(year)]
    if step == 10 and year > 0:
        return [f"{year}s"]
    last = year + step - 1
    if year < 1:
        return [f"{1 - year} BC \u2013 {f'{1 - last} BC' if last < 1 else last}", f"{1 - year} BC"]
    return [f"{year}\u2013{last % 100:02}" if year // 100 == last // 100 else f"{year}\u2013{last}"]
