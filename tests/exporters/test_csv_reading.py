"""Spreadsheets that somebody edited: reordered, re-typed, cut and extended."""

from __future__ import annotations

import csv
import io

import pytest

from exporters import ReadError
from exporters.base import BY_HAND
from exporters.csv_dates import CellError, day_order, read_cell
from exporters.csv_file import COLUMNS
from exporters.csv_reading import read_csv
from tests.exporters.conftest import Write
from tests.exporters.samples import event, hostile, story, timeline
from timeline.model import Timeline

Rows = list[dict[str, str]]


def _rows(file: bytes) -> Rows:
    return list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"), newline="")))


def _read(rows: Rows, *, columns: tuple[str, ...] = COLUMNS, delimiter: str = ",", encoding: str = "utf-8") -> Timeline:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, delimiter=delimiter, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return read_csv(io.BytesIO(text.getvalue().encode(encoding)), name="edited.csv")


def _text(text: str) -> Timeline:
    return read_csv(io.BytesIO(text.encode()), name="edited.csv")


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("2025-03-08", "2025-03-08"), ("2025-03-08 00:00:00", "2025-03-08"), ("2025-03-08T00:00:00", "2025-03-08"),
        ("2025/3/8", "2025-03-08"), ("2025-3-8", "2025-03-08"), ("2025.03.08", "2025-03-08"),
        ("3/18/2025", "2025-03-18"), ("18/3/2025", "2025-03-18"), ("18/03/25", "2025-03-18"), ("3/18/98", "1998-03-18"),
        ("8.3.2025", "2025-03-08"), ("08.03.25", "2025-03-08"), ("8-Mar-25", "2025-03-08"),
        ("08-Mar-2025", "2025-03-08"),
        ("8 March 2025", "2025-03-08"), ("March 8, 2025", "2025-03-08"), ("Mar 8, 2025", "2025-03-08"),
        ("3/3/2025", "2025-03-03"), ("45724", "2025-03-08"), ("45724.0", "2025-03-08"),
        ("1/1/1900 12:00 AM", "1900-01-01"),
        ("2025-03", "2025-03"), ("Mar-25", "2025-03"), ("March 2025", "2025-03"), ("2025", "2025"), ("199X", "199X"),
        ("2025-03~", "2025-03~"), ("2024-11-11/2024-11-17", "2024-11-11/2024-11-17"), (" 2025-03-08 ", "2025-03-08"),
        ("2025-03-08T17:30", "2025-03-08T17:30"), ("-0043-03-15", "-0043-03-15"), ("", None), ("  ", None),
    ],
)  # fmt: skip
def test_cells(cell: str, value: str | None) -> None:
    read = read_cell(cell, "start")
    assert (read.text if read else None) == value


@pytest.mark.parametrize(
    "cell", ["soon", "2025-02-30", "30/2/2025", "13/13/2025", "8 Foo 2025", "31 Feb 2025", "#NAME?", "#####", "1e5"]
)
def test_cells_that_are_no_date(cell: str) -> None:
    with pytest.raises(CellError, match="is no date; write it as 2025-03-08"):
        read_cell(cell, "start")


def test_a_cell_that_may_be_two_days_is_not_guessed() -> None:
    with pytest.raises(CellError, match="may be 2025-03-08 or 2025-08-03"):
        read_cell("3/8/2025", "start")


@pytest.mark.parametrize(
    ("cells", "order"),
    [(["3/8/2025", "3/18/2025"], "mdy"), (["3/8/2025", "18/3/2025"], "dmy"), (["3/8/2025"], None),
     (["18/3/2025", "3/18/2025"], None), (["18.3.2025"], None), ([], None)],
)  # fmt: skip
def test_the_order_of_day_and_month_is_that_of_the_other_cells(cells: list[str], order: str | None) -> None:
    assert day_order(cells) == order
    if order:
        read = read_cell("3/8/2025", "start", order=order)
        assert read is not None
        assert read.text == {"mdy": "2025-03-08", "dmy": "2025-08-03"}[order]


def test_dates_re_typed_by_excel_in_either_order_are_the_same(write: Write) -> None:
    for pattern in ("{1}/{2}/{0}", "{2}/{1}/{0}", "{2}.{1}.{0}", "{0}-{1:02}-{2:02} 00:00:00", "{1}/{2}/{0} 0:00"):
        rows = _rows(write(story(), "csv"))
        for row in rows:
            for name in ("start", "end"):
                if row[name]:
                    row[name] = pattern.format(*(int(part) for part in row[name].split("-")))
            if len(row["edtf"]) == 10:
                row["edtf"] = pattern.format(*(int(part) for part in row["edtf"].split("-")))
            if row["precision"] == "month" and "~" not in row["edtf"]:
                row["edtf"] = {"2021-06": "Jun-21", "2024-09": "Sep-24"}[row["edtf"]]
        assert _read(rows).events == story().events, pattern


def test_reordered_columns_other_separators_and_encodings(write: Write) -> None:
    rows = _rows(write(story(), "csv"))
    assert _read(rows, columns=COLUMNS[::-1]).events == story().events
    assert _read(rows, delimiter=";").events == story().events
    assert _read(rows, delimiter="\t", encoding="utf-16").events == story().events
    western = _read(rows, encoding="cp1252")
    assert western.events == story().events
    assert "Windows-1252" in western.diagnostics[0].message


def test_deleted_rows_and_columns(write: Write) -> None:
    rows = _rows(write(story(), "csv"))[:5]
    assert _read(rows).events == story().events[:5]
    few = _read(rows, columns=("title", "start", "end", "precision"))
    assert [one.title for one in few.events] == [one.title for one in story().events[:5]]
    assert [one.when for one in few.events] == [one.when for one in story().events[:5]]


def test_added_rows_need_a_date_and_a_title_only() -> None:
    read = _text("Date,Event\n2025-03-08,Talks begin\n2025-04,Talks go on\n,\n2025-03-09,Talks begin\n")
    assert [(one.when.text, one.title, one.status) for one in read.events] == [
        ("2025-03-08", "Talks begin", "happened"), ("2025-03-09", "Talks begin", "happened"),
        ("2025-04", "Talks go on", "happened")]  # fmt: skip
    assert len({one.uid for one in read.events}) == 3
    assert read.events[0].sources[0].rule == BY_HAND
    assert read.events[0].sources[0].because == "row added by hand"
    moved = _text("Date,Event\n2025-03-10,Talks begin\n")
    assert moved.events[0].uid == read.events[0].uid, "the uid does not depend on the date"


def test_start_and_end_may_be_spans() -> None:
    read = _text("start;end;title\n2025-03-08;2025-03-10;A\n2025-03-11;2025-03-11;B\n2025-04;;C\n;2026;D\n")
    assert [one.when.text for one in read.events] == ["2025-03-08/2025-03-10", "2025-03-11", "2025-04", "../2026"]


@pytest.mark.parametrize(
    ("edtf", "edit", "value", "changed"),
    [
        ("2025-03-08", {"start": "2025-03-09"}, "2025-03-09", "start, end"),
        ("2025-03-08", {"start": "2025-03-01"}, "2025-03-01", "start, end"),
        ("2025-03-08", {"end": "2025-03-10"}, "2025-03-08/2025-03-10", "start, end"),
        ("2025-03-08", {"start": "2025-03-09", "end": "2025-03-09"}, "2025-03-09", "start, end"),
        ("2025-03-08", {"start": "2025-03", "end": ""}, "2025-03", "start, end"),
        ("2025-03-08", {"edtf": "2025-03"}, "2025-03", "edtf"),
        ("2025-03-08", {"edtf": "2025-03-08~"}, "2025-03-08~", ""),
        ("2025-03-08", {"edtf": ""}, "2025-03-08", ""),
        ("2025-03-08", {"day": "9"}, "2025-03-09", "year, month, day"),
        ("2025-03-08", {"day": ""}, "2025-03-08", ""),
        ("2025-03", {"month": "4"}, "2025-04", "year, month, day"),
        ("2025-03", {"start": "2025-03-12", "end": "2025-03-12"}, "2025-03-12", "start, end"),
        ("2025-03", {"start": "2025-04-01", "end": "2025-04-30"}, "2025-04", "start, end"),
        ("2025-03", {"start": "2025-03-12"}, "2025-03-12/2025-03-31", "start, end"),
        ("2024", {"start": "2023-01-01", "end": "2023-12-31"}, "2023", "start, end"),
        ("2021/..", {"end": "2022-05-01"}, "2021-01-01/2022-05-01", "start, end"),
        ("2025-03-08T17:30", {}, "2025-03-08T17:30", ""),
        ("2024-21", {"edtf": "2024-21"}, "2024-21", ""),
    ],
)  # fmt: skip
def test_a_changed_date_counts_and_says_so(
    write: Write, edtf: str, edit: dict[str, str], value: str, changed: str
) -> None:
    (row,) = _rows(write(timeline(event(edtf, "Talks", uid="same")), "csv"))
    (one,) = _read([{**row, **edit}]).events
    assert one.when.text == value
    assert one.uid == "same"
    by_hand = [source.because for source in one.sources if source.rule == BY_HAND]
    assert by_hand == ([f"date edited by hand ({changed})"] if changed else [])
    assert one.certainty == "stated"


def test_changed_titles_and_statuses_are_taken_as_they_are(write: Write) -> None:
    (row,) = _rows(write(timeline(event("2025-03-08", "Talks")), "csv"))
    (one,) = _read([{**row, "title": "Talks begin in Merrow", "status": "Denied", "confidence": "50%"}]).events
    assert (one.title, one.status, one.confidence) == ("Talks begin in Merrow", "denied", 0.5)


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        ({"start": "soon"}, "edited.csv, row 3, column 'start': 'soon' is no date"),
        ({"end": "2025-01-01", "start": "2025-03-08"}, "row 3, column 'end': 2025-01-01 lies before the start"),
        ({"title": " "}, "row 3, column 'title': the row has no title"),
        ({"status": "perhaps"}, "row 3, column 'status': 'perhaps' is not one of happened"),
        ({"confidence": "high"}, "row 3, column 'confidence': 'high' is no number"),
        ({"confidence": "7"}, "row 3, column 'confidence': '7' does not lie between 0 and 1"),
        ({"month": "March"}, "row 3, column 'month': 'March' is no number"),
        ({"day": "31", "month": "2"}, "row 3, column 'day'"),
        (
            {"start": "", "end": "", "edtf": "", "year": "", "month": "", "day": ""},
            "column 'start': the row has no date",
        ),
    ],
)
def test_a_bad_row_is_named_and_the_others_are_read(write: Write, edit: dict[str, str], message: str) -> None:
    rows = _rows(write(timeline(event("2025-03-07", "A"), event("2025-03-08", "B"), event("2025-03-09", "C")), "csv"))
    read = _read([rows[0], {**rows[1], **edit}, rows[2]])
    assert [one.title for one in read.events] == ["A", "C"]
    (diagnostic,) = read.diagnostics
    assert message in diagnostic.message
    assert diagnostic.kind == "unreadable"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is empty"),
        ("\n\n", "is empty"),
        ("a,b\n1,2\n", "no column 'title'"),
        ("title,x\nA,1\n", "no column 'start'"),
    ],
)
def test_a_file_that_is_no_table_is_refused(text: str, message: str) -> None:
    with pytest.raises(ReadError, match=f"edited.csv.*{message}"):
        _text(text)


def test_excels_hint_of_the_separator_and_ragged_rows() -> None:
    read = _text("sep=;\nstart;title;status\n2025-03-08;A, and more\n2025-03-09;B;denied;;;\n")
    assert [(one.title, one.status) for one in read.events] == [("A, and more", "happened"), ("B", "denied")]


def test_with_the_events_it_was_made_from_a_spreadsheet_says_what_was_changed(write: Write) -> None:
    whole = hostile()
    rows = _rows(write(whole, "csv"))
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    for row in rows:
        if row["title"] == "-2+3" or row["title"] == "'-2+3":
            row.update(title="Two and three", status="denied")
        writer.writerow(row)
    read = read_csv(io.BytesIO(text.getvalue().encode()), original=whole.events)
    changed = [one for one in read.events if one not in whole.events]
    assert [one.title for one in changed] == ["Two and three"]
    assert changed[0].sources[-1].because == "edited by hand: title, status"
    assert len(read.events) == len(whole.events)
