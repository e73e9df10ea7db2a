"""Calendars imported into a CalDAV server (RFC 4791), twice and after a correction; and read by node-ical."""

from __future__ import annotations

import http.client
import re
import socket
import subprocess
import sys
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import icalendar
import pytest

from exporters.registry import export
from tests.exporters.conftest import Write
from tests.exporters.samples import hostile, story
from timeline.edtf import Edtf
from timeline.model import Timeline

_HOME = "/reader/story/"


class _Server:
    """A server on the loopback that a calendar program would be pointed at."""

    def __init__(self, port: int) -> None:
        self._port = port

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=20)
        user = b64encode(b"reader:any").decode()
        connection.request(method, path, body, {"Authorization": f"Basic {user}", **headers})
        answer = connection.getresponse()
        return answer.status, answer.read().decode()

    def put_all(self, file: bytes) -> None:
        """As calendar programs import a file: one resource an entry, named by its UID."""
        for entry in icalendar.Calendar.from_ical(file).walk("VEVENT"):
            calendar = icalendar.Calendar()
            calendar.add("version", "2.0")
            calendar.add("prodid", "-//test//EN")
            calendar.add_component(entry)
            path = _HOME + quote(str(entry["UID"]), safe="") + ".ics"
            status, text = self.ask("PUT", path, calendar.to_ical(), **{"Content-Type": "text/calendar"})
            assert status in (200, 201, 204), (status, text, str(entry["SUMMARY"])[:80])

    def starts(self) -> dict[str, str]:
        """The first day of each entry that the server now has, by title."""
        status, text = self.ask("GET", _HOME)
        assert status == 200
        entries = icalendar.Calendar.from_ical(text).walk("VEVENT")
        return {str(entry["SUMMARY"]): entry.decoded("DTSTART").isoformat()[:10] for entry in entries}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[_Server]:
    pytest.importorskip("radicale", reason="Radicale is not installed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = {"server-hosts": f"127.0.0.1:{port}", "auth-type": "none", "rights-type": "owner_only",
               "storage-filesystem-folder": str(tmp_path / "calendars"), "logging-level": "error"}  # fmt: skip
    words = [f"--{name}={value}" for name, value in options.items()]
    process = subprocess.Popen([sys.executable, "-m", "radicale", "--config", "", *words])
    try:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        one = _Server(port)
        status, text = one.ask("MKCALENDAR", _HOME)
        assert status == 201, text
        yield one
    finally:
        process.terminate()
        process.wait(20)


def _moved(whole: Timeline, title: str, day: str) -> Timeline:
    events = tuple(replace(one, when=Edtf(day)) if one.title == title else one for one in whole.events)
    return replace(whole, events=events)


def test_importing_again_updates_and_adds_nothing(server: _Server, write: Write) -> None:
    title = "Parliament of Besk votes for sanctions"
    server.put_all(write(story(), "ics"))
    first = server.starts()
    assert len(first) == len(story().events)
    server.put_all(write(story(), "ics"))
    assert server.starts() == first
    server.put_all(write(_moved(story(), title, "2025-01-16"), "ics"))
    assert server.starts() == {**first, title: "2025-01-16"}


def test_a_server_takes_hostile_text_as_text(server: _Server, write: Write) -> None:
    file = write(hostile(), "ics")
    server.put_all(file)
    assert len(server.starts()) == file.count(b"BEGIN:VEVENT\r\n")


def test_a_server_takes_the_whole_file(server: _Server, write: Write) -> None:
    file = write(story(), "ics")
    status, text = server.ask("PUT", "/reader/whole/", file, **{"Content-Type": "text/calendar"})
    assert status == 201, text
    status, text = server.ask("GET", "/reader/whole/")
    assert len(re.findall("BEGIN:VEVENT", text)) == len(story().events)


def test_node_ical_reads_it(tmp_path: Path, node: Callable[..., Any]) -> None:
    for whole in (story(), hostile()):
        (path,) = export(whole, tmp_path, ["ics"])
        read = node("read_ics_with_node_ical.mjs", path)
        kept = [one for one in whole.events if not one.when.text.startswith(("-", "0000", "9999-12-31"))]
        assert len(read) == len(kept)
        assert [entry["summary"] for entry in read if "VEVENT" in entry["summary"]] == (
            ["Talks end END:VEVENT BEGIN:VEVENT SUMMARY:injected"] if len(kept) > 20 else []
        )
    (path,) = export(story(), tmp_path, ["ics"])
    days = ["{:04}-{:02}-{:02}".format(*entry["day"]) for entry in node("read_ics_with_node_ical.mjs", path)]
    assert days == [one.when.first for one in story().events]
