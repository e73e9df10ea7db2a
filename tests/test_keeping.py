"""What a person changed in the spreadsheet survives a later build."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from exporters.base import BY_HAND
from timeline.cli import main
from timeline.edtf import Edtf
from timeline.keeping import Kept, keep
from timeline.model import Event, Source, Span, Timeline

HALL = (
    "Mayor Ana Ruiz resigned on 4 March 2025. The council elected Tom Berg on 9 March 2025. "
    "A fire destroyed the market on 12 March 2025."
)
LATER = "A flood damaged the harbour on 2 April 2025. Ana Ruiz resigned as mayor on 4 March 2025."
Row = dict[str, str]


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "hall.txt").write_text(HALL, encoding="utf-8")
    return folder


def build(articles: Path, out: Path, *more: str, formats: str = "csv,jsonl,ics") -> str:
    result = CliRunner().invoke(
        main, ["build", str(articles), "-o", str(out), "--formats", formats, *more], catch_exceptions=False
    )
    assert result.exit_code == 0, result.output
    return result.stderr


def edit(table: Path, change: Callable[[list[Row]], list[Row]]) -> None:
    with table.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream)
        rows, header = list(reader), list(reader.fieldnames or ())
    with table.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, header, restval="")
        writer.writeheader()
        writer.writerows(change(rows))


def edited(rows: list[Row]) -> list[Row]:
    resigns, elected, fire = rows
    assert fire["start"] == "2025-03-12"
    resigns["title"] = "Mayor steps down"
    elected["start"] = elected["end"] = "2025-03-10"
    return [resigns, elected, {"start": "2025-03-20", "title": "Market opens again"}]


def events(out: Path) -> dict[str, dict[str, Any]]:
    lines = (out / "timeline.jsonl").read_text(encoding="utf-8").splitlines()
    return {one["start"]: one for one in map(json.loads, lines) if "uid" in one}


@pytest.mark.parametrize("rounds", [1, 2, 3])
def test_what_was_edited_survives(articles: Path, tmp_path: Path, rounds: int) -> None:
    out = tmp_path / "out"
    build(articles, out)
    first = events(out)
    edit(out / "timeline.csv", edited)
    (articles / "later.txt").write_text(LATER, encoding="utf-8")
    for _ in range(rounds):
        build(articles, out, "--keep", str(out / "timeline.csv"))
    now = events(out)
    assert sorted(now) == ["2025-03-04", "2025-03-10", "2025-03-20", "2025-04-02"]  # no fire, a flood
    assert now["2025-03-04"]["title"] == "Mayor steps down"
    assert now["2025-03-04"]["uid"] == first["2025-03-04"]["uid"]
    assert now["2025-03-10"]["uid"] == first["2025-03-09"]["uid"]
    assert now["2025-03-20"]["title"] == "Market opens again"
    assert {s["article"] for s in now["2025-03-04"]["sources"]} == {"hall", "later", ""}
    by_hand = {day: [s["because"] for s in one["sources"] if s["rule"] == BY_HAND] for day, one in now.items()}
    assert by_hand == {
        "2025-03-04": ["edited by hand: title"],
        "2025-03-10": ["edited by hand: date, confidence"],
        "2025-03-20": ["row added by hand"],
        "2025-04-02": [],
    }
    calendar = (out / "timeline.ics").read_text(encoding="utf-8")
    assert first["2025-03-09"]["uid"] in calendar
    assert first["2025-03-12"]["uid"] not in calendar


def test_without_the_jsonl_a_row_that_differs_is_an_edited_one(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(articles, out, formats="csv")
    edit(out / "timeline.csv", edited)
    said = build(articles, out, "--keep", str(out / "timeline.csv"))
    assert "what was deleted is not known" in said
    now = events(out)
    assert sorted(now) == ["2025-03-04", "2025-03-10", "2025-03-12", "2025-03-20"]
    assert now["2025-03-04"]["title"] == "Mayor steps down"


def test_a_row_that_cannot_be_read_is_not_taken_for_a_deleted_one(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(articles, out)

    def spoil(rows: list[Row]) -> list[Row]:
        rows[0].update(start="soon", end="", edtf="", year="", month="", day="")
        return rows

    edit(out / "timeline.csv", spoil)
    command = ["build", str(articles), "-o", str(out), "--formats", "jsonl", "--keep", str(out / "timeline.csv")]
    assert CliRunner().invoke(main, command).exit_code == 1
    assert sorted(events(out)) == ["2025-03-04", "2025-03-09", "2025-03-12"]


def source(article: str, start: int = 0) -> Source:
    return Source(
        article=article, title="", url="", published=None, span=Span(start=start, end=start + 4), text="",
        trigger=None, quote="", rule="test", because="test",
    )  # fmt: skip


def event(uid: str, *sources: Source) -> Event:
    return Event(
        uid=uid, title=uid, when=Edtf("2025-03-04"), status="happened", certainty="stated", confidence=0.9,
        sources=sources,
    )  # fmt: skip


def kept(*rows: Event, edited: str = "", deleted: str = "") -> Kept:
    return Kept(rows=rows, edited=frozenset(edited.split()), deleted=frozenset(deleted.split()))


def test_an_edited_row_whose_event_grew_into_another_keeps_its_name() -> None:
    found = Timeline(events=(event("x", source("a"), source("b")),))
    row = replace(event("y", source("b")), title="Mine")
    merged = keep(found, kept(row, edited="y")).events
    assert [(e.uid, e.title, [s.article for s in e.sources]) for e in merged] == [("y", "Mine", ["a", "b"])]


def test_two_rows_that_would_now_be_one_stay_two() -> None:
    found = Timeline(events=(event("x", source("a"), source("b")),))
    rows = event("x", source("a")), replace(event("y", source("b")), title="Mine")
    assert sorted(e.uid for e in keep(found, kept(*rows, edited="y")).events) == ["x", "y"]


def test_what_was_left_in_is_not_lost_with_what_was_deleted() -> None:
    found = Timeline(events=(event("x", source("a"), source("b")), event("z", source("c"))))
    assert [e.uid for e in keep(found, kept(event("y", source("b")), deleted="x z")).events] == ["y"]


def test_an_edited_row_of_an_article_that_is_gone_stays() -> None:
    assert [e.uid for e in keep(Timeline(), kept(event("y", source("b")), edited="y")).events] == ["y"]


def test_an_older_article_does_not_rename_an_event() -> None:
    found = Timeline(events=(event("older", source("a"), source("b")), event("new", source("c"))))
    assert {e.uid for e in keep(found, kept(event("y", source("b")))).events} == {"y", "new"}
