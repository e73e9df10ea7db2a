"""Every format at once: hostile text, empty timelines, the same bytes, and readers that are not ours."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import time
from collections.abc import Callable
from datetime import datetime
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from exporters import Options, formats, load
from exporters.registry import export
from tests.exporters.conftest import Write
from tests.exporters.samples import HOSTILE_TITLES, event, hostile, many, story, timeline
from timeline.model import Timeline

_NAMES = [one.name for one in formats() if one.suffix]
_PICTURES = ("png", "svg", "pdf")


_EXTRAS = {"xlsx": "xlsxwriter", "parquet": "pyarrow"}


def _skip_without_its_library(name: str) -> None:
    if name in _EXTRAS:
        pytest.importorskip(_EXTRAS[name], reason=f"{_EXTRAS[name]} is not installed")


def _beginning(title: str) -> str:
    """The title as far as every format keeps it as it is."""
    return re.split("[\r\x00\u202e\ud800\ufeff]", title)[0].strip()[:60]


@pytest.mark.parametrize("name", _NAMES)
@pytest.mark.parametrize("make", [timeline, hostile, story, lambda: Timeline()])
def test_every_format_writes_every_timeline_and_repeats_its_bytes(
    name: str, make: Callable[[], Timeline], write: Write
) -> None:
    _skip_without_its_library(name)
    assert write(make(), name) == write(make(), name)


@pytest.mark.parametrize("name", [name for name in _NAMES if name not in _PICTURES])
def test_a_thousand_events_are_written_in_a_second(name: str) -> None:
    _skip_without_its_library(name)
    exporter, whole = load(name), many(1000)
    start = time.process_time()
    exporter.write(whole, io.BytesIO(), options=Options())
    assert time.process_time() - start < 1


def test_markdown_shows_every_title_as_text(write: Write) -> None:
    for whole in (hostile(), story()):
        html = MarkdownIt().render(write(whole, "markdown").decode())
        assert html.count("<li>\n<p><strong>") + html.count("<li><strong>") == len(whole.events)
        assert "<script" not in html
        text = unescape(html)
        for one in whole.events:
            assert (
                one.title.split("\r")[0]
                .split("\x00")[0]
                .split("\u202e")[0]
                .split("\ud800")[0]
                .split("\ufeff")[0]
                .strip()[:60]
                in text
            )


def test_google_calendar_gets_its_columns(write: Write) -> None:
    rows = list(csv.DictReader(io.StringIO(write(story(), "csv-google").decode(), newline="")))
    assert list(rows[0]) == [
        "Subject",
        "Start Date",
        "Start Time",
        "End Date",
        "End Time",
        "All Day Event",
        "Description",
    ]
    assert len(rows) == len(story().events)
    for row in rows:
        assert datetime.strptime(row["Start Date"], "%m/%d/%Y") <= datetime.strptime(row["End Date"], "%m/%d/%Y")  # noqa: DTZ007
    assert (rows[0]["Subject"], rows[0]["End Date"]) == (
        "Two coastal states sign the first water treaty (sometime in 2018)", "12/31/2018")  # fmt: skip


def test_timelinejs_gets_its_sheet(write: Write) -> None:
    rows = list(csv.DictReader(io.StringIO(write(story(), "csv-timelinejs").decode(), newline="")))
    assert list(rows[0])[:9] == [
        "Year",
        "Month",
        "Day",
        "Time",
        "End Year",
        "End Month",
        "End Day",
        "End Time",
        "Display Date",
    ]
    assert (rows[0]["Type"], rows[0]["Headline"]) == ("title", story().title)
    assert [rows[1][name] for name in ("Year", "Month", "Day", "Display Date")] == ["2018", "", "", "2018"]
    week = next(row for row in rows if row["Headline"].startswith("Talks in the lake town"))
    assert [week[name] for name in ("Month", "Day", "End Month", "End Day")] == ["11", "11", "11", "17"]


@pytest.mark.parametrize(
    ("edtf", "start", "end"),
    [
        ("2025-03-08", {"year": 2025, "month": 3, "day": 8}, None),
        ("2025-03-08T17:30Z", {"year": 2025, "month": 3, "day": 8}, None),
        ("2025-03~", {"year": 2025, "month": 3}, None),
        ("2025", {"year": 2025}, None),
        ("-0043-03-15", {"year": -43, "month": 3, "day": 15}, None),
        ("199X", {"year": 1990, "month": 1, "day": 1}, {"year": 1999, "month": 12, "day": 31}),
        ("2024-11-11/2024-11-17", {"year": 2024, "month": 11, "day": 11}, {"year": 2024, "month": 11, "day": 17}),
        ("2021/..", {"year": 2021, "month": 1, "day": 1}, None),
        ("../2018", {"year": 2018, "month": 12, "day": 31}, None),
    ],
)
def test_timelinejs_dates(write: Write, edtf: str, start: dict[str, int], end: dict[str, int] | None) -> None:
    (slide,) = json.loads(write(timeline(event(edtf, "Talks")), "timelinejs"))["events"]
    assert (slide["start_date"], slide.get("end_date")) == (start, end)


def test_timelinejs_texts_are_escaped(write: Write) -> None:
    file = write(hostile(), "timelinejs")
    assert b"<" not in file
    slides = json.loads(file)["events"]
    assert len(slides) == len(hostile().events)
    headlines = [slide["text"]["headline"] for slide in slides]
    assert "&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;" in headlines
    assert len({slide["unique_id"] for slide in slides}) == len(slides)


def test_json_ld(write: Write) -> None:
    file = write(hostile(), "jsonld")
    assert b"<" not in file
    items = [element["item"] for element in json.loads(file)["itemListElement"]]
    assert len(items) == len(hostile().events)
    assert {"@type": "Event", "startDate": "2025", "temporalCoverage": "2025"}.items() <= json.loads(
        write(timeline(event("2025", "A")), "jsonld")
    )["itemListElement"][0]["item"].items()


def test_excel_reads_every_cell_and_no_formula(write: Write) -> None:
    pytest.importorskip("xlsxwriter", reason="XlsxWriter is not installed")
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
    for whole in (hostile(), story()):
        sheet = openpyxl.load_workbook(io.BytesIO(write(whole, "xlsx"))).active
        rows = list(sheet.iter_rows(min_row=2))
        assert len(rows) == len(whole.events)
        header = [cell.value for cell in sheet[1]]
        assert not [cell for row in rows for cell in row if cell.data_type == "f"]
        titles = [str(row[header.index("title")].value) for row in rows]
        assert sheet.freeze_panes == "A2"
        for one, row, title in zip(whole.events, rows, titles, strict=True):
            assert _beginning(one.title) in title
            start = row[header.index("start")]
            if one.when.first and one.when.first >= "1900-03-01" and len(one.when.first) == 10:
                assert start.is_date
                assert start.value.date().isoformat() == one.when.first
            else:
                assert start.value == one.when.first
    assert '=HYPERLINK("http://example.org";"click")' in HOSTILE_TITLES


def test_a_data_frame_holds_every_event_with_its_sources(write: Write) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    for whole in (hostile(), story()):
        rows = parquet.read_table(io.BytesIO(write(whole, "parquet"))).to_pylist()
        assert [row["uid"] for row in rows] == [one.uid.encode("utf-8", "replace").decode() for one in whole.events]
        assert [row["start"] for row in rows] == [one.when.first for one in whole.events]
        assert [len(row["sources"]) for row in rows] == [len(one.sources) for one in whole.events]
        assert all(_beginning(one.title) in row["title"] for one, row in zip(whole.events, rows, strict=True))


def test_timelinejs_loads_every_slide(tmp_path: Path, node: Callable[..., Any]) -> None:
    if shutil.which("chromium") is None:
        pytest.skip("Chromium is not installed")
    for whole in (hostile(), story(), many(300)):
        (path,) = export(whole, tmp_path, ["timelinejs"])
        seen = node("load_timelinejs.mjs", path)
        assert (seen["events"], seen["errors"], seen["ready"]) == (len(whole.events), [], True)
        assert (seen["scripts"], seen["dialogs"]) == (0, 0)
