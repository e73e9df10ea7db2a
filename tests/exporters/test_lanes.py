"""Layout as numbers: flags that do not touch, axes that keep their order, columns that are full."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporters.lanes import Flag, fill_columns, pack_flags, pack_tracks, spread
from exporters.scale import build_scale, calendar_steps, periods
from timeline.edtf import day_number

_SIZES = st.tuples(st.floats(20, 130), st.floats(12, 60))
_SPANS = st.lists(
    st.tuples(st.integers(1, 3_650_000), st.integers(0, 800)).map(lambda pair: (pair[0], pair[0] + pair[1])),
    min_size=1,
    max_size=60,
)


def _box(flag: Flag, size: tuple[float, float]) -> tuple[float, float, float, float]:
    width, height = size
    left = flag.stem - width if flag.mirrored else flag.stem
    return left, flag.bottom, left + width, flag.bottom + height


def _check(anchors: list[float], sizes: list[tuple[float, float]], height: float) -> bool:
    """Pack, and look for texts that touch each other, stems that cross texts, and flags out of bounds."""
    flags = pack_flags(anchors, sizes, left=0, right=800, height=height)
    if not flags:
        return False
    assert len(flags) == len(anchors)
    boxes = [_box(flag, size) for flag, size in zip(flags, sizes, strict=True)]
    for left, bottom, right, top in boxes:
        assert left >= -0.01
        assert right <= 800.01
        assert bottom >= 0
        assert top <= height + 0.01
    for a, b in combinations(boxes, 2):
        assert a[2] <= b[0] + 0.01 or b[2] <= a[0] + 0.01 or a[3] <= b[1] + 0.01 or b[3] <= a[1] + 0.01
    for one, (_, _, _, top) in zip(flags, boxes, strict=True):
        for other, (left, bottom, right, _) in zip(flags, boxes, strict=True):
            if other is not one and bottom < top - 0.01:
                assert not left + 0.01 < one.stem < right - 0.01, "a stem crosses a text"
    for before, after in pairwise(flags):
        assert before.stem <= after.stem + 0.01, "stems cross"
    return True


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.floats(0, 800), st.tuples(st.floats(20, 130), st.floats(12, 60))), min_size=1, max_size=14)
)
def test_flags_never_touch(labels: list[tuple[float, tuple[float, float]]]) -> None:
    labels = sorted(labels)
    _check([anchor for anchor, _ in labels], [size for _, size in labels], 230)


@pytest.mark.parametrize(
    "anchors",
    [[400.0], [0.0, 800.0], [400.0] * 12, [float(x) for x in range(0, 800, 66)], [790.0 + x for x in range(10)],
     [float(x) for x in range(10)], [0.0, *[600.0 + x for x in range(10)], 800.0]],
)  # fmt: skip
def test_flags_of_a_full_page_fit(anchors: list[float]) -> None:
    assert _check(anchors, [(120.0, 40.0)] * len(anchors), 230)


def test_flags_without_room_are_refused() -> None:
    assert pack_flags([400.0] * 40, [(120.0, 40.0)] * 40, left=0, right=800, height=200) == []
    assert pack_flags([10.0], [(900.0, 10.0)], left=0, right=800, height=200) == []


def test_a_lonely_flag_stands_straight_with_its_text_to_the_right() -> None:
    assert pack_flags([400.0], [(120.0, 40.0)], left=0, right=800, height=200) == [Flag(400.0, 0.0)]
    assert pack_flags([790.0], [(120.0, 40.0)], left=0, right=800, height=200) == [Flag(790.0, 0.0, mirrored=True)]


@given(st.lists(st.floats(0, 100), min_size=1, max_size=20), st.floats(0, 10))
def test_spread_keeps_order_and_distance(wanted: list[float], distance: float) -> None:
    wanted = sorted(wanted)
    count = len(wanted)
    found = spread(wanted, [distance] * (count - 1), [-1000.0] * count, [1000.0] * count)
    assert all(later - earlier >= distance - 1e-6 for earlier, later in pairwise(found))
    if all(later - earlier >= distance for earlier, later in pairwise(wanted)):
        assert found == pytest.approx(wanted)


def test_spread_shares_the_shift_and_keeps_bounds() -> None:
    assert spread([10, 10], [4], [0, 0], [20, 20]) == [8, 12]
    assert spread([19, 19], [4], [0, 0], [20, 20]) == [16, 20]
    assert spread([1, 1], [4], [0, 0], [20, 20]) == [0, 4]
    assert spread([10, 10], [30], [0, 0], [20, 20]) == []


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0, 30)), max_size=40))
def test_tracks_never_touch(intervals: list[tuple[float, float]]) -> None:
    spans = [(start, start + length) for start, length in intervals]
    tracks = pack_tracks(spans, gap=1)
    for (a, track_a), (b, track_b) in combinations(zip(spans, tracks, strict=True), 2):
        assert track_a != track_b or a[1] + 1 <= b[0] or b[1] + 1 <= a[0]


@given(st.lists(st.floats(5, 90), max_size=300), st.integers(1, 3))
def test_columns_hold_everything_in_order_and_within_the_height(heights: list[float], columns: int) -> None:
    filled = fill_columns(heights, columns=columns, height=200)
    assert [at for column in filled for at in column] == list(range(len(heights)))
    assert all(sum(heights[at] for at in column) <= 200.001 for column in filled)


def test_columns_are_balanced() -> None:
    assert [len(column) for column in fill_columns([10] * 20, columns=2, height=500)] == [10, 10]
    assert [len(column) for column in fill_columns([10] * 90, columns=2, height=300)] == [30, 30, 15, 15]


@given(_SPANS)
def test_an_axis_keeps_the_order_of_days_and_its_bounds(spans: list[tuple[int, int]]) -> None:
    scale = build_scale(spans, 36, 800)
    days = sorted({day for span in spans for day in span})
    places = [scale.place(day) for day in days]
    assert places == sorted(places)
    assert all(36 <= place <= 800 for place in places)
    assert scale.pieces[-1].end == pytest.approx(800)
    for before, after in pairwise(scale.pieces):
        assert before.last <= after.first
        assert before.end < after.start
    for piece in scale.pieces:
        assert piece.first < piece.last
        assert piece.start < piece.end
    assert all(any(piece.first <= day <= piece.last for piece in scale.pieces) for day in days)


def test_far_years_do_not_squeeze_a_crowded_month() -> None:
    early = [day_number(day) for day in ("2015-07-14", "2018-05-08", "2020-01-03")]
    march = list(range(day_number("2025-03-01"), day_number("2025-03-31")))
    scale = build_scale([(day, day) for day in early + march], 0, 770)
    assert len(scale.pieces) == 4
    assert scale.place(march[-1]) - scale.place(march[0]) > 400


def test_an_even_spread_is_not_broken() -> None:
    for step in (1, 30, 365, 4000):
        days = [700_000 + number * step for number in range(20)]
        assert len(build_scale([(day, day) for day in days], 0, 770).pieces) == 1
    assert len(build_scale([(1, 1), (700_000, 700_000)], 0, 770).pieces) == 1


@given(_SPANS)
def test_periods_cover_each_piece_once_and_names_fit(spans: list[tuple[int, int]]) -> None:
    def measure(text: str) -> float:
        return len(text) * 4.5

    for piece in build_scale(spans, 36, 800).pieces:
        for row in periods(piece, measure):
            for before, after in pairwise(row):
                assert before.end == pytest.approx(after.start)
            for period in row:
                assert not period.name or measure(period.name) <= period.end - period.start
            if row:
                assert [row[0].start, row[-1].end] == pytest.approx([piece.start, piece.end])


@pytest.mark.parametrize(
    ("first", "last", "unit", "step", "starts"),
    [
        ("2025-03-03", "2025-03-04", "day", 1, ["2025-03-03", "2025-03-04", "2025-03-05"]),
        ("2025-02-20", "2025-03-01", "day", 7, ["2025-02-15", "2025-02-22", "2025-03-01", "2025-03-08"]),
        ("2024-12-20", "2025-01-01", "month", 1, ["2024-12-01", "2025-01-01", "2025-02-01"]),
        ("2024-12-20", "2025-01-01", "month", 3, ["2024-10-01", "2025-01-01", "2025-04-01"]),
        ("1999-12-20", "2000-01-01", "year", 10, ["1990-01-01", "2000-01-01", "2010-01-01"]),
        ("-0001-06-01", "0000-06-01", "year", 1, ["-0001-01-01", "0000-01-01", "0001-01-01"]),
    ],
)
def test_calendar_steps(first: str, last: str, unit: str, step: int, starts: list[str]) -> None:
    assert calendar_steps(day_number(first), day_number(last), unit, step) == [day_number(day) for day in starts]
