"""Pages of a printed text: where each begins, and the page of an event's source in every format that names it."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from exporters.csv_reading import read_csv
from exporters.json_lines import read_jsonl
from exporters.registry import export
from tests.conftest import Run
from tests.readers.make import pdf
from timeline.model import Article
from timeline.readers.page_text import running_text

# Pages, and what each begins with in the text.
PAGES: list[tuple[str, list[str], list[str]]] = [
    ("paragraphs", ["They met.", "They left."], ["They met.", "They left."]),
    ("in the middle of one", ["The envoys of the two governments", "met in Rome and left."], ["The envoys", "met in"]),
    ("in a word", ["The envoys of the two govern-", "ments met in Rome."], ["The envoys", "ments met"]),
    ("in a word with a soft hyphen", ["The two go\u00advern\u00ad", "ments met."], ["The two", "ments met."]),
    ("without text between", ["They met.", "", "They left."], ["They met.", "They left.", "They left."]),
    ("without text at the end", ["They met.", ""], ["They met.", ""]),
    ("without text at the beginning", ["", "They met."], ["They met.", "They met."]),
]


@pytest.mark.parametrize(("pages", "begins"), [row[1:] for row in PAGES], ids=[row[0] for row in PAGES])
def test_pages_begin_where_they_did(pages: list[str], begins: list[str]) -> None:
    text, starts = running_text(pages)
    assert len(starts) == len(pages)
    assert all(text[at:].startswith(words) for at, words in zip(starts, begins, strict=True))


def test_no_text_has_no_pages() -> None:
    assert running_text(["", "\n"]) == ("", ())


@pytest.mark.parametrize(("position", "page"), [(0, 2), (9, 2), (10, 4), (11, 4), (99, 4)])
def test_a_position_lies_on_a_page(position: int, page: int) -> None:
    assert Article(id="a", text="", pages=(0, 0, 10, 10)).page_at(position) == page
    assert Article(id="a", text="").page_at(position) is None


REPORT = [
    ["The envoys of the two governments met in the town hall on March 8, 2025, and talked.", "Both left together."],
    ["The treaty was signed by the two governments in the town hall on April 12, 2025."],
]


def test_the_page_goes_with_the_source_into_every_format(run: Run, tmp_path: Path) -> None:
    (tmp_path / "report.pdf").write_bytes(pdf(REPORT, info="/Title (Report)"))
    out = tmp_path / "out"
    formats = "jsonl,csv,html,markdown,ics,xlsx,parquet"
    assert run("build", tmp_path / "report.pdf", "-o", out, "--formats", formats).exit_code == 0
    events = [json.loads(line) for line in (out / "timeline.jsonl").read_text().splitlines()]
    assert [[source["page"] for source in event["sources"]] for event in events] == [[1], [2]]
    assert "- Report, p. 2" in (out / "timeline.md").read_text()
    assert "Report, p. 2" in (out / "timeline.html").read_text()
    assert "- Report\\, p. 1" in (out / "timeline.ics").read_text().replace("\n ", "")
    with (out / "timeline.jsonl").open("rb") as stream:
        timeline = read_jsonl(stream)
    with (out / "timeline.csv").open("rb") as stream:
        assert [[one.page for one in event.sources] for event in read_csv(stream).events] == [[1], [2]]
    again = tmp_path / "again"
    again.mkdir()
    export(timeline, again, ("jsonl",), stem="timeline")
    assert (again / "timeline.jsonl").read_bytes() == (out / "timeline.jsonl").read_bytes()


def test_a_text_without_pages_names_none(run: Run) -> None:
    (line,) = run("extract", "-", stdin=b"The envoys met on March 8, 2025.").stdout.splitlines()
    assert "page" not in json.loads(line)["sources"][0]
    (event,) = read_jsonl(io.BytesIO(line.encode())).events
    assert event.sources[0].page is None
