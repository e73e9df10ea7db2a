"""Saved web pages: the article, its title, address and day, and pages that are built to do harm."""

from __future__ import annotations

import builtins
import io
import time
from pathlib import Path
from typing import Any

import pytest

from timeline.model import Diagnostic
from timeline.readers import Found, Limits, find

BODY = (
    "<p>The envoys met in Rome on Monday and talked about the treaty for three hours, their hosts said.</p>"
    "<h2>What comes next</h2>"
    "<p>They will meet again <b>next month</b>, if the two governments agree on a place&nbsp;and a date for it.</p>"
    "<ul><li>Point one of the agenda is oil</li><li>Point two of the agenda is gas</li></ul>"
    "<table><tr><td>Round</td><td>Town</td></tr><tr><td>First</td><td>Muscat</td></tr></table>"
    "<p>Nobody spoke to the reporters who had been waiting in front of the embassy since early morning.</p>"
)
MENU = "<nav><a href='/a'>Home</a> <a href='/b'>Sport</a></nav>"


def page(head: str = "", body: str = BODY, *, comment: str = "") -> str:
    return (
        f"<!DOCTYPE html>{comment}<html lang='en'><head><meta charset='utf-8'><title>Envoys meet</title>{head}</head>"
        f"<body>{MENU}<article><h1>Envoys meet</h1>{body}</article>"
        "<footer>Copyright 2031. <a href='/c'>Imprint</a></footer></body></html>"
    )


def read_file(
    folder: Path, name: str, content: str | bytes, *, published: str | None = None, limits: Limits | None = None
) -> tuple[list[Found], list[str]]:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    results = list(find([str(path)], published=published, limits=limits or Limits()))
    messages = [one.message.removeprefix(f"{path}: ") for one in results if isinstance(one, Diagnostic)]
    return [one for one in results if isinstance(one, Found)], messages


def test_the_article_comes_without_what_stands_around_it(tmp_path: Path) -> None:
    (found,), messages = read_file(tmp_path, "a.html", page())
    assert messages == []
    assert found.article.text.split("\n\n") == [
        "The envoys met in Rome on Monday and talked about the treaty for three hours, their hosts said.",
        "What comes next",
        "They will meet again next month, if the two governments agree on a place and a date for it.",
        "Point one of the agenda is oil",
        "Point two of the agenda is gas",
        "Round | Town",
        "First | Muscat",
        "Nobody spoke to the reporters who had been waiting in front of the embassy since early morning.",
    ]
    assert found.article.title == "Envoys meet"


def test_a_page_laid_out_by_a_table_keeps_its_paragraphs(tmp_path: Path) -> None:
    said = [
        f"The envoys met for round {n} in Rome and talked about the treaty for three hours, they said." for n in "abc"
    ]
    body = "".join(f"<p>{line}</p>" for line in said)
    cells = f"<td><a href='/'>Home</a></td><td><h1>Envoys meet</h1>{body}</td>"
    markup = f"<html><body><table><tr>{cells}</tr></table></body></html>"
    (found,), _ = read_file(tmp_path, "a.html", markup)
    assert found.article.text.split("\n\n")[-3:] == said


def json_ld(content: str) -> str:
    return f'<script type="application/ld+json">{content}</script>'


def meta(name: str, content: str) -> str:
    return f'<meta name="{name}" content="{content}">'


ARTICLE = '{"@type": "NewsArticle", "datePublished": "2019-11-18T21:00:00-05:00", "dateModified": "2019-11-30"}'
UPDATED = '<time class="updated" datetime="2019-11-30">x</time>'
ENTRY = '<time class="entry-date" datetime="2019-11-18T08:00">x</time>'
DAYS: list[tuple[str, str, str, str]] = [
    ("JSON-LD", json_ld(ARTICLE), "", "JSON-LD datePublished"),
    ("in a graph", json_ld(f'{{"@graph": [{{"@type": "WebSite"}}, {ARTICLE}]}}'), "", "JSON-LD datePublished"),
    (
        "the article before the page",
        json_ld(f'[{{"@type": "WebPage", "datePublished": "2010-01-01"}}, {ARTICLE}]'),
        "",
        "JSON-LD datePublished",
    ),
    (
        "a change is no publication",
        json_ld('{"@type": "NewsArticle", "dateModified": "2019-11-30"}')
        + meta("article:published_time", "2019-11-18T09:00:00Z"),
        "",
        "meta article:published_time",
    ),
    ("broken JSON", json_ld("{") + meta("date", "18 November 2019"), "", "meta date"),
    ("an ambiguous value", meta("date", "02/03/2019") + meta("dc.date", "2019-11-18"), "", "meta dc.date"),
    ("a time", "", UPDATED + ENTRY, "<time> of the publication"),
    ("the only time", "", '<p>Rome, <time datetime="2019-11-18">Monday</time></p>', "the only day in <time>"),
]


@pytest.mark.parametrize(("head", "body", "words"), [row[1:] for row in DAYS], ids=[row[0] for row in DAYS])
def test_the_day_is_the_one_that_the_page_names(tmp_path: Path, head: str, body: str, words: str) -> None:
    (found,), messages = read_file(tmp_path, "a.html", page(head, body + BODY), published="2001-01-01")
    assert messages == []
    assert (found.article.published, found.article.published_how) == ("2019-11-18", "metadata")
    assert found.evidence[0].words == words


def test_a_day_that_had_to_be_searched_goes_after_the_given_one(tmp_path: Path) -> None:
    content = page().replace("<article>", "<div class='date'>November 18, 2019</div><article>")
    for given, expected in ((None, ("2019-11-18", "inferred")), ("2019-11-20", ("2019-11-20", "given"))):
        (found,), _ = read_file(tmp_path, "a.html", content, published=given)
        assert (found.article.published, found.article.published_how) == expected


def test_no_day_after_the_file_was_saved_is_found_by_searching(tmp_path: Path) -> None:
    import os

    path = tmp_path / "a.html"
    path.write_text(page(body=f"<div class='date'>Tickets for November 18, 2030</div>{BODY}"))
    os.utime(path, (1_574_000_000, 1_574_000_000))  # 17 November 2019
    (found,) = [one for one in find([str(path)]) if isinstance(one, Found)]
    assert (found.article.published or "") <= "2019-11-17"


def test_the_address_is_known_from_the_page_or_from_the_browser(tmp_path: Path) -> None:
    canonical = '<link rel="canonical" href="https://example.org/2019/11/18/envoys">'
    saved = "<!-- saved from url=(0039)https://example.org/2019/11/18/envoys -->"
    for content in (page(canonical), page(comment=saved)):
        (found,), _ = read_file(tmp_path, "a.html", content)
        assert found.article.url == "https://example.org/2019/11/18/envoys"
        assert (found.article.published, found.evidence[0].words) == ("2019-11-18", "the address")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Envoys meet | The Rome Paper", "Envoys meet"),
        ("Envoys meet – romepaper.example", "Envoys meet"),
        ("Envoys meet - again", "Envoys meet - again"),
        ("The Rome Paper", "The Rome Paper"),
    ],
)
def test_the_name_of_the_site_is_no_part_of_the_title(tmp_path: Path, title: str, expected: str) -> None:
    head = "".join(
        f'<meta property="og:{name}" content="{value}">'
        for name, value in (
            ("title", title),
            ("site_name", "The Rome Paper"),
            ("url", "https://www.romepaper.example/x"),
        )
    )
    (found,), _ = read_file(tmp_path, "a.html", page(head))
    assert found.article.title == expected


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2019-11-19T01:30:00Z", "2019-11-18"),  # an evening in America
        ("2019-11-19T01:30:00+00:00", "2019-11-18"),
        ("2019-11-19T01:30:00-05:00", "2019-11-19"),
        ("2019-11-21T01:30:00Z", "2019-11-21"),
        ("2019-11-19", "2019-11-19"),
    ],
)
def test_the_day_of_the_place_goes_before_that_of_greenwich(tmp_path: Path, written: str, day: str) -> None:
    head = meta("article:published_time", written) + '<link rel="canonical" href="https://example.org/2019/11/18/x">'
    (found,), _ = read_file(tmp_path, "a.html", page(head))
    assert found.article.published == day


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("utf-8", "utf-8"), ("cp1252", "iso-8859-1"), ("utf-16", "utf-8"), ("koi8-r", "koi8-r"), ("utf-8-sig", "koi8-r")],
)
def test_the_encoding_is_the_one_that_the_page_is_in(tmp_path: Path, encoding: str, declared: str) -> None:
    sign = "Москва" if encoding == "koi8-r" else "café"
    content = page(body=f"<p>{sign} is where they met.</p>{BODY}").replace("charset='utf-8'", f"charset='{declared}'")
    (found,), messages = read_file(tmp_path, "a.html", content.encode(encoding))
    assert messages == []
    assert found.article.text.startswith(sign)


HARMFUL: list[tuple[str, str, str]] = [
    ("empty", " \n", "is empty"),
    ("no page", "<p>x", "is no web page"),
    ("nothing to read", "<html><head><title>T</title></head><body><img></body></html>", "no article was found"),
    ("a million elements within each other", page(body="<div>" * 1_000_000), "is nested more than 1,000 elements deep"),
    ("a million elements side by side", page(body="<i>x</i>" * 1_000_000), "has more than 150,000 elements"),
    ("a tag without end", page(body="<" + "a" * 3_000_000), ""),
    ("opening signs", page(body="<a" * 1_000_000), ""),
]


@pytest.mark.parametrize(("content", "message"), [row[1:] for row in HARMFUL], ids=[row[0] for row in HARMFUL])
def test_pages_that_cannot_be_read_are_named_in_bounded_time(tmp_path: Path, content: str, message: str) -> None:
    start = time.perf_counter()
    _, messages = read_file(tmp_path, "a.html", content)
    assert time.perf_counter() - start < 30
    if message:
        assert len(messages) == 1
        assert messages[0].startswith(message)


def test_a_page_above_the_limit_is_not_loaded(tmp_path: Path) -> None:
    _, messages = read_file(tmp_path, "a.html", page(), limits=Limits(text=500))
    assert messages == ["is larger than 500 bytes, which is the most that is read"]


def test_without_the_extra_the_message_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *args: Any, **kwargs: Any) -> Any:
        if name.partition(".")[0] in ("trafilatura", "htmldate"):
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    _, messages = read_file(tmp_path, "a.html", page())
    assert messages == ['web pages are read with an extra: pip install "article-timeline[web]"']


def test_the_folder_of_a_page_s_pictures_is_no_place_of_articles(tmp_path: Path) -> None:
    (tmp_path / "a_files").mkdir()
    (tmp_path / "a_files" / "frame.html").write_text("<p>advertisement")
    (tmp_path / "b_files").mkdir()
    (tmp_path / "b_files" / "note.txt").write_text("A text.")
    (tmp_path / "a.html").write_text(page())
    results = list(find([str(tmp_path)]))
    assert [one.article.id for one in results if isinstance(one, Found)] == ["a", "note"]
    assert len(results) == 2


def test_a_page_comes_through_standard_input_as_text_only() -> None:
    results = list(find(["-"], stdin=io.BytesIO(b"Just a text.")))
    assert [one.article.text for one in results if isinstance(one, Found)] == ["Just a text."]
