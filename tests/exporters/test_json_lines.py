"""JSON Lines: the contract's object, and nothing lost on the way back."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO

import pytest

from exporters import ReadError
from exporters.json_lines import event_to_dict, event_to_json, read_jsonl
from tests.exporters.conftest import Write
from tests.exporters.samples import event, hostile, many, story, timeline

_EVENT_KEYS = ["uid", "title", "edtf", "start", "end", "precision", "status", "certainty", "confidence", "actors",
               "trigger", "quote", "sources"]  # fmt: skip
_SOURCE_KEYS = ["article", "title", "url", "published", "start", "end", "text", "trigger_start", "trigger_end", "rule",
                "because"]  # fmt: skip


def test_the_object_is_that_of_the_contract() -> None:
    fields = event_to_dict(event("2025-03", "Talks begin"))
    assert list(fields) == _EVENT_KEYS
    assert list(fields["sources"][0]) == _SOURCE_KEYS
    assert (fields["start"], fields["end"], fields["precision"]) == ("2025-03-01", "2025-03-31", "month")


def test_an_open_end_is_null() -> None:
    assert event_to_dict(event("2021/..", "Sanctions apply"))["end"] is None


def test_merged_sources_keep_what_differs() -> None:
    merged = event("2025-03-08", "Talks begin", sources=2)
    other = replace(merged.sources[1], quote="They spoke on Saturday.", edtf="2025-03-09", trigger=None)
    merged = replace(merged, sources=(merged.sources[0], other))
    assert list(event_to_dict(merged)["sources"][1]) == [*_SOURCE_KEYS, "quote", "edtf"]
    assert read_jsonl(BytesIO(event_to_json(merged))).events == (merged,)


def test_reading_back_loses_nothing(write: Write) -> None:
    for one in (story(), hostile(), many(200)):
        assert read_jsonl(BytesIO(write(one, "jsonl"))).events == one.events


def test_every_line_is_one_event_for_every_reader(write: Write) -> None:
    text = write(hostile(), "jsonl").decode()
    assert len(text.splitlines()) == len(hostile().events)
    assert all(list(json.loads(line)) == _EVENT_KEYS for line in text.splitlines())


def test_a_bad_line_is_named_and_the_others_are_read() -> None:
    good = event_to_json(event("2025-03-08", "Talks begin"))
    fields = event_to_dict(event("2025-03-08", "Talks begin"))
    bad = [b"{", b"[]", json.dumps({**fields, "edtf": "2025-02-30"}).encode(),
           json.dumps({**fields, "status": "maybe"}).encode(),
           json.dumps({key: value for key, value in fields.items() if key != "title"}).encode()]  # fmt: skip
    read = read_jsonl(BytesIO(b"\n".join([good, *bad, b"", good])), name="x.jsonl")
    assert len(read.events) == 2
    messages = [diagnostic.message for diagnostic in read.diagnostics]
    assert [message.split(":")[0] for message in messages] == [f"x.jsonl, line {number}" for number in range(2, 7)]
    assert "2025-02-30" in messages[2]
    assert "'status' is 'maybe'" in messages[3]
    assert "'title' is missing" in messages[4]


def test_a_file_without_events_is_refused() -> None:
    with pytest.raises(ReadError, match=r"x\.jsonl, line 1"):
        read_jsonl(BytesIO(b"no JSON at all"), name="x.jsonl")


def test_an_empty_timeline_is_an_empty_file(write: Write) -> None:
    assert write(timeline(), "jsonl") == b""
    assert read_jsonl(BytesIO(b"")).events == ()
