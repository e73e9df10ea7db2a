"""Where labels go: numbers only, no drawing. All lengths in points.

Labels of a crowded axis are flags: a stem leaves the axis, is bent sideways as far as needed, and carries a text at
its side. Within a group of neighbours the earlier flag flies higher, so that no stem crosses a text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

__all__ = ["Flag", "fill_columns", "pack_flags", "pack_tracks", "spread"]


@dataclass(frozen=True, slots=True)
class Flag:
    """`stem` is where the stem stands, `bottom` the height of the text's lower edge above the foot of the stems.

    `mirrored` flags have their text to the left of the stem.
    """

    stem: float
    bottom: float
    mirrored: bool = False


def pack_tracks(intervals: Sequence[tuple[float, float]], *, gap: float = 0.0) -> list[int]:
    """A track for each interval, such that those of one track are at least `gap` apart; the fewest tracks possible."""
    tracks: list[float] = []
    result = [0] * len(intervals)
    for at in sorted(range(len(intervals)), key=lambda at: intervals[at]):
        start, end = intervals[at]
        free = next((track for track, used in enumerate(tracks) if used + gap <= start), len(tracks))
        if free == len(tracks):
            tracks.append(end)
        else:
            tracks[free] = end
        result[at] = free
    return result


def spread(
    wanted: Sequence[float], distances: Sequence[float], lowest: Sequence[float], highest: Sequence[float]
) -> list[float]:
    """Positions nearest to `wanted` (least squares) that keep their order and distances, or [] if there is no room.

    `distances[i]` is the least distance from position `i` to the next; `lowest[i]` and `highest[i]` bound position
    `i`. Pool-adjacent-violators (Ayer and others 1955) on positions less distances.
    """
    offsets = list(accumulate(distances[: len(wanted) - 1], initial=0.0))
    pools: list[tuple[float, int]] = []
    for position, offset in zip(wanted, offsets, strict=True):
        total, count = position - offset, 1
        while pools and pools[-1][0] / pools[-1][1] > total / count:
            before, number = pools.pop()
            total, count = total + before, count + number
        pools.append((total, count))
    shifted = [total / count for total, count in pools for _ in range(count)]
    lower = list(accumulate((low - offset for low, offset in zip(lowest, offsets, strict=True)), max))
    upper = [high - offset for high, offset in zip(highest, offsets, strict=True)]
    upper = list(accumulate(reversed(upper), min))[::-1]
    if any(low > high for low, high in zip(lower, upper, strict=True)):
        return []
    return [
        max(low, min(position, high)) + offset
        for position, low, high, offset in zip(shifted, lower, upper, offsets, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _Room:
    """What a packing keeps to."""

    anchors: tuple[float, ...]
    sizes: tuple[tuple[float, float], ...]
    left: float
    right: float
    height: float
    stem_gap: float
    gap: float


def pack_flags(
    anchors: Sequence[float],
    sizes: Sequence[tuple[float, float]],
    *,
    left: float,
    right: float,
    height: float,
    stem_gap: float = 9.0,
    gap: float = 7.0,
) -> list[Flag]:
    """A flag for each anchor (ascending), between `left` and `right` and not higher than `height`; [] if none fits.

    `sizes` are width and height of the texts, `stem_gap` the least distance of stems, `gap` that of texts. Neighbours
    are put into groups, and every group turns its texts to the side that moves stems least.
    """
    if not anchors or sum(width * tall for width, tall in sizes) > (right - left) * height:
        return []  # more text than room
    room = _Room(tuple(anchors), tuple(sizes), left, right, height, stem_gap, gap)
    most_high = int(height / min(tall for _, tall in sizes)) + 1
    best: tuple[float, list[Flag]] | None = None
    seen: set[tuple[int, ...]] = set()
    for most in range(1, min(len(anchors), most_high) + 1):
        for groups in (_group(room, most), _group_from_right(room, most)):
            key = tuple(map(len, groups))
            if key in seen:
                continue
            seen.add(key)
            if sum(max(sizes[at][0] for at in group) + gap for group in groups) - gap > right - left:
                continue  # no turning will make room
            found = _turn(room, groups)
            if found is not None and (best is None or found[0] < best[0]):
                best = found
    return best[1] if best is not None else []


def _turn(room: _Room, groups: Sequence[range]) -> tuple[float, list[Flag]] | None:
    """The cheapest packing of these groups, found by turning one after the other, from all right and from all left."""
    best: tuple[float, list[Flag]] | None = None
    for start in (False, True):
        mirrored = [start] * len(groups)
        current = _place(room, groups, mirrored)
        for _ in range(2):
            for at in range(len(groups)):
                mirrored[at] = not mirrored[at]
                turned = _place(room, groups, mirrored)
                if turned is not None and (current is None or turned[0] < current[0]):
                    current = turned
                else:
                    mirrored[at] = not mirrored[at]
        if current is not None and (best is None or current[0] < best[0]):
            best = current
    return best


def _place(room: _Room, groups: Sequence[range], mirrored: Sequence[bool]) -> tuple[float, list[Flag]] | None:
    """Stems and heights of these groups with their texts to these sides, and what they cost; None without room."""
    distances: list[float] = []
    tail = 0.0
    lowest, highest = [room.left] * len(room.anchors), [room.right] * len(room.anchors)
    for number, (group, turned) in enumerate(zip(groups, mirrored, strict=True)):
        widest = max(room.sizes[at][0] for at in group)
        for at in group:
            lowest[at] += room.sizes[at][0] if turned else 0.0
            highest[at] -= 0.0 if turned else room.sizes[at][0]
        if number:
            distances.append(room.gap + tail + (widest if turned else 0.0))
        distances += [room.stem_gap] * (len(group) - 1)
        tail = 0.0 if turned else widest
    stems = spread(room.anchors, distances, lowest, highest)
    if not stems:
        return None
    flags: list[Flag] = []
    for group, turned in zip(groups, mirrored, strict=True):
        flags += _raise(room, stems, group, turned)
    if any(flag.bottom + size[1] > room.height + 0.01 for flag, size in zip(flags, room.sizes, strict=True)):
        return None
    shift = sum((stem - anchor) ** 2 for stem, anchor in zip(stems, room.anchors, strict=True))
    # A text to the right of its stem reads better; low flags read better than high ones.
    return shift + 20 * sum(flag.bottom for flag in flags) + 600 * sum(flag.mirrored for flag in flags), flags


def _group(room: _Room, most: int) -> list[range]:
    """Neighbours whose texts would overlap to the right of the anchors, `most` at a time, as many as fit in height."""
    return _groups(room.anchors, room.sizes, most, room.height, room.gap)


def _group_from_right(room: _Room, most: int) -> list[range]:
    """The same, seen in a mirror."""
    turned = _groups([-x for x in reversed(room.anchors)], room.sizes[::-1], most, room.height, room.gap)
    count = len(room.anchors)
    return [range(count - group.stop, count - group.start) for group in reversed(turned)]


def _groups(
    anchors: Sequence[float], sizes: Sequence[tuple[float, float]], most: int, height: float, gap: float
) -> list[range]:
    starts: list[int] = []
    reach, stacked = float("-inf"), 0.0
    for at, (anchor, (width, tall)) in enumerate(zip(anchors, sizes, strict=True)):
        if not starts or anchor >= reach + gap or at - starts[-1] == most or stacked + tall > height:
            starts.append(at)
            reach, stacked = float("-inf"), 0.0
        reach, stacked = max(reach, anchor + width), stacked + tall + gap * 0.8
    return [range(start, stop) for start, stop in zip(starts, [*starts[1:], len(anchors)], strict=True)]


def _raise(room: _Room, stems: Sequence[float], group: range, turned: bool) -> list[Flag]:
    """Each flag of a group just above those nearer to its text's far end whose stems stand under its text."""
    flags: dict[int, Flag] = {}
    for at in group if turned else reversed(group):
        width, bottom = room.sizes[at][0] + room.gap, 0.0
        for other, flag in flags.items():
            if abs(flag.stem - stems[at]) < width:
                bottom = max(bottom, flag.bottom + room.sizes[other][1] + room.gap * 0.8)
        flags[at] = Flag(stems[at], bottom, turned)
    return [flags[at] for at in group]


def fill_columns(
    heights: Sequence[float], *, columns: int, height: float, at_top: Sequence[float] | None = None
) -> list[list[int]]:
    """The indices of blocks in columns of at most `height`, in order, about equally full; as many columns as needed.

    Columns beyond `columns` belong to further pages. A block that is higher than a column stands alone. `at_top` are
    the heights of blocks that stand first in a column, where these differ.
    """
    at_top = heights if at_top is None else at_top
    filled = _fill(heights, at_top, height)
    if not filled:
        return []
    last_page = filled[(len(filled) - 1) // columns * columns :]
    start = last_page[0][0]
    rest, rest_at_top = heights[start:], at_top[start:]
    low, high = max(rest_at_top), height
    for _ in range(20):
        middle = (low + high) / 2
        if len(_fill(rest, rest_at_top, middle)) <= columns:
            high = middle
        else:
            low = middle
    balanced = [[at + start for at in column] for column in _fill(rest, rest_at_top, high)]
    return filled[: len(filled) - len(last_page)] + (balanced if len(balanced) <= columns else last_page)


def _fill(heights: Sequence[float], at_top: Sequence[float], height: float) -> list[list[int]]:
    columns: list[list[int]] = []
    used = 0.0
    for at, tall in enumerate(heights):
        if not columns or used + tall > height:
            columns.append([at])
            used = at_top[at]
        else:
            columns[-1].append(at)
            used += tall
    return columns
