"""Spreadsheets, read by the csv module and by LibreOffice."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporters.csv_file import COLUMNS, guard, join, unguard
from exporters.csv_reading import read_csv, split
from exporters.registry import export
from tests.exporters.conftest import Office, Write
from tests.exporters.samples import HOSTILE_TITLES, event, hostile, many, story, timeline


def _rows(file: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"), newline=""), strict=True))


def test_the_bytes_are_what_excel_needs(write: Write) -> None:
    file = write(story(), "csv")
    assert file.startswith(b"\xef\xbb\xbfstart,end,title,")
    assert file.endswith(b"\r\n")
    assert b"\n" not in file.replace(b"\r\n", b"")


def test_one_row_an_event_with_whole_days_and_the_precision(write: Write) -> None:
    rows = {row["title"]: row for row in _rows(write(story(), "csv"))}
    assert len(rows) == len(story().events)
    month = rows["Arland begins to build a dam on the upper Toren"]
    assert [month[name] for name in ("start", "end", "edtf", "precision", "year", "month", "day")] == [
        "2021-06-01", "2021-06-30", "2021-06", "month", "2021", "6", ""]  # fmt: skip
    ongoing = rows["Water rationing in the districts along the lower river"]
    assert (ongoing["start"], ongoing["end"], ongoing["status"]) == ("2025-03-20", "", "ongoing")
    talks = rows["Talks in the lake town of Merrow break off without a date for another round"]
    assert talks["actors"] == "Arland | Besk | Corvia"


def test_sources_are_joined_readably_and_in_the_same_order(write: Write) -> None:
    (row,) = _rows(write(timeline(event("2025-03-08", "Talks", sources=2)), "csv"))
    assert row["sources"] == "Harbour Gazette: what we know so far | The Northern Courier: what we know so far"
    assert row["published"] == "2025-03-10 | 2025-03-11"
    assert row["places"] == "42-48 0-3 | 42-48 0-3"


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@A1", " =1", "  \u00a0=1", "\t=1", "\n=1", "\uff1d1", "'=1", "''=1", "\r1", "\tx"]
)
def test_formulas_are_guarded_and_come_back(text: str) -> None:
    assert guard(text) == f"'{text}"
    assert unguard(guard(text)) == text


@pytest.mark.parametrize("text", ["", "plain", "it's", "a=1", "'quoted'", "8 March", "\u2212 5 degrees"])
def test_other_texts_are_left_alone(text: str) -> None:
    assert guard(text) == text
    assert unguard(text) == text


@given(st.text(alphabet="'= +-@\t\nab", max_size=6))
def test_guarding_can_always_be_undone(text: str) -> None:
    assert unguard(guard(text)) == text
    assert not re.match(r"\s*[=+\-@]", guard(text))


@given(st.lists(st.text(alphabet="a|\\ ;", min_size=1, max_size=5).map(str.strip).filter(bool), max_size=4))
def test_joined_values_come_apart_again(values: list[str]) -> None:
    assert split(join(values)) == values


def test_hostile_text_stays_in_its_cell(write: Write) -> None:
    rows = _rows(write(hostile(), "csv"))
    assert len(rows) == len(hostile().events)
    for row in rows:
        assert set(row) == set(COLUMNS)
        for name, cell in row.items():
            if name not in ("year", "confidence"):
                assert not re.match(r"[\s\u00a0]*[=+\-@\uff1d]", cell), (name, cell)
            assert not set(cell) & {"\x00", "\x07", "\x0b", "\u2028", "\r"}


def test_reading_back_loses_nothing(write: Write) -> None:
    for one in (story(), many(120)):
        read = read_csv(io.BytesIO(write(one, "csv")))
        assert read.events == one.events
        assert not read.diagnostics


def test_libreoffice_reads_every_cell(tmp_path: Path, office: Office) -> None:
    (path,) = export(hostile(), tmp_path, ["csv"])
    saved = office(path, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false")
    ours, theirs = _rows(path.read_bytes()), _rows(saved.read_bytes())
    assert len(theirs) == len(ours)
    for our, their in zip(ours, theirs, strict=True):
        for name in ("title", "quote", "sources", "urls", "reasons", "status", "uid", "actors", "start", "end"):
            assert their[name].replace("\r\n", "\n") == our[name], name


def test_a_round_trip_through_libreoffice_loses_nothing(tmp_path: Path, office: Office, write: Write) -> None:
    (path,) = export(story(), tmp_path, ["csv"])
    for target in ("csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false",
                   "csv:Text - txt - csv (StarCalc):44,34,76"):  # fmt: skip
        with office(path, target).open("rb") as stream:
            assert read_csv(stream).events == story().events


def test_long_words_and_many_rows(write: Write) -> None:
    rows = _rows(write(many(1000), "csv"))
    assert len(rows) == 1000
    assert any(len(title) > 4999 for title in HOSTILE_TITLES)
