"""The page: complete without scripts, and used in a real browser with them."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from exporters.quotes import highlight
from exporters.registry import export
from tests.exporters.conftest import Write
from tests.exporters.samples import event, hostile, many, story, timeline
from timeline.edtf import Edtf
from timeline.model import Event, Source, Span

_VOID = {"meta", "input"}


class _Tree(HTMLParser):
    """Checks that elements close in order, and collects what a reader gets."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.names: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.attributes += attrs
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def _parse(file: bytes) -> _Tree:
    tree = _Tree()
    tree.feed(file.decode())
    tree.close()
    assert tree.open == []
    return tree


@pytest.fixture(scope="session")
def browse(node: Callable[..., Any]) -> Callable[[Path], Any]:
    """Opens a page in Chromium, uses it, and returns what happened."""
    if shutil.which("chromium") is None:
        pytest.skip("Chromium is not installed")
    return lambda path: node("read_page.mjs", path)


def test_the_page_is_whole_without_scripts_and_needs_nothing_else(write: Write) -> None:
    file = write(story(), "html")
    tree = _parse(file)
    assert tree.names.count("details") == len(story().events)
    for one in story().events:
        assert one.title.replace("'", "&#39;") in file.decode()
    assert tree.names.count("script") == 1
    assert not {"img", "link", "iframe", "object", "embed", "form action"} & set(tree.names)
    assert not [value for name, value in tree.attributes if name in ("src", "srcset", "action", "style")]
    assert not [name for name, _ in tree.attributes if name.startswith("on")]
    assert b"script-src 'sha256-" in file
    assert b"default-src 'none'" in file


def test_the_bytes_repeat(write: Write) -> None:
    assert write(story(), "html") == write(story(), "html")


def test_hostile_text_stays_text(write: Write) -> None:
    file = write(hostile(), "html")
    tree = _parse(file)
    assert tree.names.count("script") == 1
    assert tree.names.count("title") == 1
    assert tree.names.count("details") == len(hostile().events)
    assert not set(file.decode()) & {"\x00", "\x07", "\ufeff"}


def test_only_addresses_of_the_web_become_links(write: Write) -> None:
    bad = ("javascript:alert(1)", "data:text/html,x", "//example.org", "file:///etc/passwd", "http://[bad", "")
    sources = tuple(
        Source(article="a", title="Paper", url=url, published=None, span=Span(start=0, end=1), text="", trigger=None,
               quote="", rule="", because="")
        for url in (*bad, "https://example.org/a b?x=1&y=\"'<>")
    )  # fmt: skip
    one = Event(uid="x", title="Talks", when=Edtf("2025-03-08"), status="happened", certainty="stated", confidence=1.0,
                sources=sources)  # fmt: skip
    links = [value or "" for name, value in _parse(write(timeline(one), "html")).attributes if name == "href"]
    assert [link for link in links if not link.startswith("#")] == ["https://example.org/a%20b?x=1&y=%22'%3C%3E"]


def test_ids_are_unique_and_do_not_depend_on_the_date(write: Write) -> None:
    def ids(*events: Event) -> list[str]:
        return re.findall(r'<li id="(\w+)"', write(timeline(*events), "html").decode())

    first = ids(event("2025-03-08", "A", uid="x"), event("2025-03-09", "B", uid="x"), event("2025-03-10", "C", uid="y"))
    assert len(set(first)) == 3
    assert ids(event("2025-04-08", "A", uid="x"))[0] == first[0]


_QUOTE = "On Friday they met in Merrow, and on Friday they broke off."


def _marked(text: str, start: int, trigger: tuple[int, int] | None, *, offset: int = 100, article: str | None = None,
            quote: str = _QUOTE, word: str = "") -> list[tuple[str, str]]:  # fmt: skip
    span = Span(start=offset + start, end=offset + start + len(text))
    cause = Span(start=offset + trigger[0], end=offset + trigger[1]) if trigger else None
    source = Source(article="a", title="", url="", published=None, span=span, text=text, trigger=cause, quote=quote,
                    rule="", because="")  # fmt: skip
    one = Event(uid="x", title="Talks", when=Edtf("2025-03-07"), status="happened", certainty="stated", confidence=1.0,
                trigger=word, quote=quote, sources=(source,))  # fmt: skip
    return [(piece, kind) for piece, kind in highlight(source, one, article) if kind]


@pytest.mark.parametrize(
    ("marked", "pieces"),
    [
        (_marked("Friday", 3, (15, 18)), [("Friday", "when"), ("met", "trigger")]),
        (_marked("Friday", 37, (49, 54), word="broke"), [("Friday", "when"), ("broke", "trigger")]),
        (_marked("Friday", 3, None), [("Friday", "when")]),
        (_marked("Monday", 3, (15, 18)), []),
        (_marked("", 3, None), []),
        (_marked("Friday", 3, (15, 18), quote="They met on Friday."), [("Friday", "when")]),
        (_marked("Friday", 37, (49, 54), article="x" * 100 + _QUOTE), [("Friday", "when"), ("broke", "trigger")]),
    ],
)
def test_the_time_expression_and_the_trigger_are_found_in_the_quote(
    marked: list[tuple[str, str]], pieces: list[tuple[str, str]]
) -> None:
    assert marked == pieces


def test_marks_never_change_the_quote() -> None:
    for one in many(50).events:
        for source in one.sources:
            assert "".join(text for text, _ in highlight(source, one)) == source.quote


def test_a_thousand_events_are_written_in_time(tmp_path: Path) -> None:
    export(story(), tmp_path, ["html"])
    start = time.process_time()
    export(many(1000), tmp_path, ["html"])
    assert time.process_time() - start < 1


def test_a_reader_can_use_the_page(tmp_path: Path, browse: Callable[[Path], Any]) -> None:
    (path,) = export(story(), tmp_path, ["html"])
    seen = browse(path)
    assert seen["all"] == seen["reset"] == seen["searched"] == len(story().events)
    assert seen["titles"] == [one.title for one in story().events]
    assert (seen["nothing"], seen["noneShown"]) == (0, True)
    assert (seen["byStatus"], seen["status"]) == (2, "2 of 18 events")
    assert seen["byActor"] == sum("Arland" in one.actors for one in story().events)
    assert seen["byDate"] == 2
    assert seen["opened"]
    assert seen["openAll"]
    assert seen["theme"] == "dark"
    assert seen["requests"] == []
    assert seen["errors"] == []
    assert seen["violations"] == []
    assert seen["darkViolations"] == []


def test_hostile_text_does_nothing_in_a_browser(tmp_path: Path, browse: Callable[[Path], Any]) -> None:
    (path,) = export(hostile(), tmp_path, ["html"])
    seen = browse(path)
    assert seen["all"] == len(hostile().events)
    assert seen["scripts"] == 1
    assert "</script><script>alert(1)</script>" in seen["titles"]
    assert seen["requests"] == []
    assert seen["errors"] == []
    assert seen["violations"] == []


def test_thousands_of_events_stay_smooth(tmp_path: Path, browse: Callable[[Path], Any]) -> None:
    (path,) = export(many(5000, days=3000), tmp_path, ["html"])
    seen = browse(path)
    assert seen["all"] == 5000
    assert seen["filterTime"] < 100  # milliseconds
    assert seen["errors"] == []
