"""Calendar files, checked line by line against RFC 5545 and read back with three readers that are not ours."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import icalendar
import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from exporters.base import BY_HAND, ExportError, Options
from exporters.ics_file import EXPORTER, fold
from exporters.registry import export
from tests.exporters.conftest import Write
from tests.exporters.samples import event, hostile, many, story, timeline
from timeline.model import Diagnostic, Event, Source, Span, Timeline

_REQUIRED = ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "SEQUENCE", "TRANSP", "STATUS", "CATEGORIES", "DESCRIPTION")


def _lines(file: bytes) -> list[str]:
    """Content lines, unfolded (3.1)."""
    return file.replace(b"\r\n ", b"").decode().removesuffix("\r\n").split("\r\n")


def _entries(file: bytes) -> list[dict[str, str]]:
    entries: list[dict[str, str]] = []
    for line in _lines(file):
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            entries.append({})
        elif entries and name != "END":
            assert name not in entries[-1], f"{name} twice"
            entries[-1][name] = value
    return entries


def _one(write: Write, one: Event, **options: Any) -> dict[str, str]:
    entries = _entries(write(timeline(one), "ics", **options))
    assert len(entries) == 1
    return entries[0]


@pytest.mark.parametrize("make", [story, hostile, timeline, lambda: many(300)])
def test_lines_are_folded_and_ended_as_the_standard_says(write: Write, make: Callable[[], Timeline]) -> None:
    file = write(make(), "ics")
    assert file.startswith(b"BEGIN:VCALENDAR\r\n")
    assert file.endswith(b"END:VCALENDAR\r\n")
    assert file.count(b"\r") == file.count(b"\n") == file.count(b"\r\n")
    assert max(map(len, file.split(b"\r\n"))) <= 75
    file.decode("utf-8")
    for line in file.split(b"\r\n"):
        line.decode("utf-8")  # no character is cut
    assert not set(file.decode()) & {chr(code) for code in (*range(10), 11, 12, *range(14, 32), 127, 0x85, 0x2028)}


def test_every_entry_has_what_calendars_need(write: Write) -> None:
    file = write(story(), "ics")
    entries = _entries(file)
    assert len(entries) == len(story().events)
    for entry in entries:
        names = {name.split(";")[0] for name in entry}
        assert names.issuperset(_REQUIRED)
        assert entry["TRANSP"] == "TRANSPARENT"
        assert entry["DTSTART;VALUE=DATE"] < entry["DTEND;VALUE=DATE"]
        assert "@" in entry["UID"]
    assert len({entry["UID"] for entry in entries}) == len(entries)
    starts = [entry["DTSTART;VALUE=DATE"] for entry in entries]
    assert starts == sorted(starts)
    lines = _lines(file)
    assert "X-WR-CALNAME:The dispute over the Toren dam" in lines
    assert "VERSION:2.0" in lines
    assert not any(line.startswith("METHOD") for line in lines)


@pytest.mark.parametrize(
    ("edtf", "start", "end", "summary"),
    [
        ("2025-03-08", "20250308", "20250309", "Talks"),
        ("2024-12-31", "20241231", "20250101", "Talks"),
        ("2024-02", "20240201", "20240301", "Talks (sometime in February 2024)"),
        ("2024", "20240101", "20250101", "Talks (sometime in 2024)"),
        ("2024~", "20240101", "20250101", "Talks (sometime around 2024)"),
        ("2024-21", "20240301", "20240601", "Talks (sometime in spring 2024)"),
        ("199X", "19900101", "20000101", "Talks (sometime in the 1990s)"),
        ("19XX", "19000101", "20000101", "Talks (sometime in the 20th century)"),
        ("2024-11-11/2024-11-17", "20241111", "20241118", "Talks (sometime in the week of 11 November 2024)"),
        ("2025-01-01/2025-03-31", "20250101", "20250401", "Talks (sometime in 1 January \u2013 31 March 2025)"),
        ("2024-11-12/2024-11-14", "20241112", "20241115", "Talks"),
        ("2025-03-08~", "20250308", "20250309", "Talks (about 8 March 2025)"),
        ("2021/..", "20210101", "20210102", "Talks (since 2021)"),
        ("../2018-05", "20180531", "20180601", "Talks (until May 2018)"),
        ("0001-01-01", "00010101", "00010102", "Talks"),
        ("9998", "99980101", "99990101", "Talks (sometime in 9998)"),
    ],
)
def test_days_and_spans(write: Write, edtf: str, start: str, end: str, summary: str) -> None:
    entry = _one(write, event(edtf, "Talks"))
    assert (entry["DTSTART;VALUE=DATE"], entry["DTEND;VALUE=DATE"]) == (start, end)
    assert entry["SUMMARY"] == summary


@pytest.mark.parametrize(
    ("edtf", "start"),
    [
        ("2025-03-08T17:30", "20250308T173000"),
        ("2025-03-08T17:30Z", "20250308T173000Z"),
        ("2025-03-08T17:30:15-05:00", "20250308T223015Z"),
        ("2025-03-08T23:30-05:00", "20250309T043000Z"),
        ("2025-03-08T01:00+02:00", "20250307T230000Z"),
    ],
)
def test_times_of_day(write: Write, edtf: str, start: str) -> None:
    entry = _one(write, event(edtf, "Talks"))
    assert entry["DTSTART"] == start
    assert not any(name.startswith("DTEND") for name in entry)


@pytest.mark.parametrize("edtf", ["2025-03-08T25:99", "2025-03-08T24:00"])
def test_a_time_that_is_none_makes_an_event_of_the_day(write: Write, edtf: str) -> None:
    assert _one(write, event(edtf, "Talks"))["DTSTART;VALUE=DATE"] == "20250308"


@pytest.mark.parametrize(
    ("edtf", "entries", "words"),
    [
        ("-0043-03-15", 0, "outside the years 1 to 9999"),
        ("0000", 0, "outside the years 1 to 9999"),
        ("2021/..", 1, "open end"),
        ("9998/9999", 1, "a day early"),
        ("9999-12-31", 0, "last day of all"),
        ("9999-12-30", 1, ""),
    ],
)
def test_what_a_calendar_cannot_say_is_reported(write: Write, edtf: str, entries: int, words: str) -> None:
    notes: list[Diagnostic] = []
    file = write(timeline(event(edtf, "Talks")), "ics", notes=notes)
    assert len(_entries(file)) == entries
    assert [words in note.message and "'Talks'" in note.message for note in notes] == ([True] if words else [])


def test_imprecise_events_as_the_user_wants_them(write: Write) -> None:
    month = event("2025-03", "Talks")
    assert _one(write, month, imprecise="first-day")["DTEND;VALUE=DATE"] == "20250302"
    assert "sometime in March 2025" in _one(write, month, imprecise="first-day")["SUMMARY"]
    notes: list[Diagnostic] = []
    assert not _entries(write(timeline(month), "ics", notes=notes, imprecise="skip"))
    assert "skipped" in notes[0].message


def test_status_and_categories(write: Write) -> None:
    denied = _one(write, event("2025-03-08", "Attack on the port", "denied", actors=("Besk", "Arland, the state")))
    assert (denied["SUMMARY"], denied["STATUS"]) == ("Denied: Attack on the port", "TENTATIVE")
    assert denied["CATEGORIES"] == "Denied,Arland\\, the state,Besk"
    assert _one(write, event("2025-03-08", "Denied: attack", "denied"))["SUMMARY"] == "Denied: attack"
    assert _one(write, event("2025-03-08", "Vote", "scheduled"))["STATUS"] == "CONFIRMED"
    assert _one(write, event("2025-03-08", "Vote", "hypothetical"))["SUMMARY"] == "Possible: Vote"


def test_the_description_has_quote_reason_and_source(write: Write) -> None:
    text = _one(write, event("2025-03-08", "Talks", sources=2))["DESCRIPTION"].replace("\\n", "\n").replace("\\,", ",")
    assert "\u201cTalks, people close to the matter said on Friday.\u201d" in text
    assert "before the publication on 10 March 2025" in text
    assert "- Harbour Gazette: what we know so far, 2025-03-10 https://example.org/0/story?id=0&lang=en" in text
    assert text.count("\n- ") == 2


def test_a_description_stays_within_what_importers_take(write: Write) -> None:
    one = event("2025-03-08", "Talks")
    sources = tuple(
        Source(article=str(number), title=f"Paper {number} " * 20, url="", published=None, span=Span(start=0, end=1),
               text="", trigger=None, quote="", rule="", because="")
        for number in range(100)
    )  # fmt: skip
    entry = _one(write, Event(uid="x", title="Talks", when=one.when, status="happened", certainty="stated",
                              confidence=1.0, sources=sources))  # fmt: skip
    assert len(entry["DESCRIPTION"]) < 8192
    assert entry["DESCRIPTION"].endswith(" more")


def test_the_stamp_never_comes_from_the_clock(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    one = event("2025-03-08", "Talks", paper=2)
    assert _one(write, one)["DTSTAMP"] == "20250313T000000Z", "latest publication date"
    bare = Timeline(events=(Event(uid="x", title="Talks", when=one.when, status="happened", certainty="stated",
                                  confidence=1.0),))  # fmt: skip
    assert _entries(write(bare, "ics"))[0]["DTSTAMP"] == "20250308T000000Z", "first day of the last event"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert _one(write, one)["DTSTAMP"] == "19700102T000000Z"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(ExportError, match=r"SOURCE_DATE_EPOCH.*yesterday"):
        write(bare, "ics")


def test_a_corrected_date_is_a_new_revision_of_the_same_entry(write: Write) -> None:
    before = _one(write, event("2025-03-08", "Talks", uid="same"))
    by_hand = Source(article="", title="", url="", published=None, span=Span(start=0, end=0), text="", trigger=None,
                     quote="", rule=BY_HAND, because="date edited by hand")  # fmt: skip
    moved = event("2025-03-09", "Talks", uid="same")
    after = _one(write, Event(uid="same", title="Talks", when=moved.when, status="happened", certainty="stated",
                              confidence=1.0, sources=(by_hand,)))  # fmt: skip
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == ("0", "1")
    assert _one(write, moved, sequence=4)["SEQUENCE"] == "4"


def test_the_parts_of_a_split_calendar_share_one_stamp() -> None:
    whole = many(1001)
    parts = EXPORTER.split(whole, options=Options())
    assert [len(part.events) for part in parts] == [1000, 1]
    assert {part.updated for part in parts} == {whole.updated}


def test_the_same_uid_twice_stays_two_entries(write: Write) -> None:
    file = write(timeline(event("2025-03-08", "A", uid="x"), event("2025-03-09", "B", uid="x")), "ics")
    assert [entry["UID"].split("@")[0] for entry in _entries(file)] == ["x", "x-2"]


def test_icalendar_reads_it(write: Write) -> None:
    calendar = icalendar.Calendar.from_ical(write(story(), "ics"))
    found = list(calendar.walk("VEVENT"))
    assert len(found) == len(story().events)
    for component, one in zip(found, story().events, strict=True):
        assert not component.errors
        assert str(component["SUMMARY"]).split(": ")[-1].startswith(one.title[:20].strip())
        assert one.quote in str(component["DESCRIPTION"])
        assert component.decoded("DTSTART") == date.fromisoformat(one.when.first or one.when.last or "")
        assert str(component["URL"]) == one.sources[0].url
        assert isinstance(component.decoded("DTSTAMP"), datetime)


def test_vobject_reads_it(write: Write) -> None:
    calendar = vobject.readOne(write(story(), "ics").decode())
    calendar.validate(raiseException=True)
    found = calendar.vevent_list
    assert len(found) == len(story().events)
    for component, one in zip(found, story().events, strict=True):
        assert one.quote in component.description.value
        assert component.dtstart.value == date.fromisoformat(one.when.first or one.when.last or "")


def test_ical_js_reads_it(tmp_path: Path, node: Callable[..., Any]) -> None:
    (path,) = export(story(), tmp_path, ["ics"])
    read = node("read_ics.mjs", path)
    assert read["name"] == story().title
    assert [entry["start"] for entry in read["events"]] == [one.when.first for one in story().events]
    assert all(one.quote in entry["description"] for entry, one in zip(read["events"], story().events, strict=True))
    assert all(entry["allDay"] and entry["start"] < entry["end"] for entry in read["events"])
    assert read["events"][0]["categories"] == ["Happened", "Arland", "Besk"]


def test_nothing_can_be_injected(write: Write, tmp_path: Path, node: Callable[..., Any]) -> None:
    whole = hostile()
    file = write(whole, "ics")
    kept = [one for one in whole.events if not one.when.text.startswith(("-", "0000", "9999-12-31"))]
    allowed = {*_REQUIRED, "URL", "LAST-MODIFIED", "DTEND"}
    assert {name.split(";")[0] for entry in _entries(file) for name in entry} <= allowed
    by_icalendar = [str(one["SUMMARY"]) for one in icalendar.Calendar.from_ical(file).walk("VEVENT")]
    by_vobject = [one.summary.value for one in vobject.readOne(file.decode()).vevent_list]
    path = tmp_path / "hostile.ics"
    path.write_bytes(file)
    by_ical_js = [entry["summary"] for entry in node("read_ics.mjs", path)["events"]]
    assert by_icalendar == by_vobject == by_ical_js
    assert len(by_icalendar) == len(kept)
    assert sum("END:VEVENT BEGIN:VEVENT SUMMARY:injected" in summary for summary in by_icalendar) == 1
    assert 'back\\slash; semicolon, comma: colon "quotes" | pipe \\| escaped' in by_icalendar


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_title_survives_folding(text: str) -> None:
    line = "SUMMARY:" + text.encode("utf-8", "replace").decode().replace("\r", " ").replace("\n", " ")
    folded = fold(line)
    assert max(map(len, folded.split(b"\r\n"))) <= 75
    assert folded.replace(b"\r\n ", b"") == line.encode() + b"\r\n"
