"""Inputs to articles: tables of inputs and what comes out of them."""

from __future__ import annotations

import datetime
import errno
import io
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.model import Article, Diagnostic
from timeline.readers import PublishedError, count, parse_published, read
from timeline.readers.published import find_dateline, find_in_name

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

Files = dict[str, str | bytes]
Make = Callable[[Files], Path]


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """Writes files into an empty working folder."""

    def write(files: Files) -> Path:
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path

    monkeypatch.chdir(tmp_path)
    return write


def split(
    paths: Sequence[str], *, published: str | None = None, stdin: bytes | None = None
) -> tuple[list[Article], list[Diagnostic]]:
    results = list(read(paths, published=published, stdin=None if stdin is None else io.BytesIO(stdin)))
    return (
        [result for result in results if isinstance(result, Article)],
        [result for result in results if isinstance(result, Diagnostic)],
    )


# --- publication dates ---------------------------------------------------------------------------------------------

WRITTEN = [
    ("2024-11-18", "2024-11-18"),
    (" 2024-11-18 ", "2024-11-18"),
    ("2024/11/18", "2024-11-18"),
    ("20241118", "2024-11-18"),
    ("20241118T0930Z", "2024-11-18"),
    ("2024-11-18T09:30:00Z", "2024-11-18"),
    ("2024-11-18T23:30:00-05:00", "2024-11-18"),  # the day where it was published, not in Greenwich
    ("2024-11-18T09:30:00.123+0100", "2024-11-18"),
    ("2024-11-18 09:30", "2024-11-18"),
    ("18 November 2024", "2024-11-18"),
    ("November 18, 2024", "2024-11-18"),
    ("Nov. 18, 2024", "2024-11-18"),
    ("Sept 4 2024", "2024-09-04"),
    ("Mon, 18 Nov 2024 09:30:00 GMT", "2024-11-18"),
    ("Monday, November 18th, 2024", "2024-11-18"),
    ("2024-02-29", "2024-02-29"),
]


@pytest.mark.parametrize(("written", "day"), WRITTEN)
def test_dates_that_are_written_out_are_read(written: str, day: str) -> None:
    assert parse_published(written) == day


@pytest.mark.parametrize(
    "written",
    [
        "",
        "soon",
        "2024",
        "2024-11",
        "November 2024",
        "02/03/2024",
        "2023-02-29",
        "2024-13-01",
        "20241340",
        "Nov 18",
        "1",
    ],
)
def test_what_is_no_day_is_refused_by_name(written: str) -> None:
    with pytest.raises(PublishedError, match="YYYY-MM-DD") as caught:
        parse_published(written)
    assert repr(written) in str(caught.value)


DATELINES = [
    ("TEHRAN, March 12, 2025 — The letter arrived.", "2025-03-12"),
    ("WASHINGTON, D.C., March 12, 2025 (Agency) – The letter left.", "2025-03-12"),
    ("Tehran, 12 March 2025 - The letter arrived.", "2025-03-12"),
    ("NEW YORK/TEHRAN (Agency), Mar. 12, 2025 -- The letter arrived.", "2025-03-12"),
    ("Friday, January 4, 2019\nThe government is shut.", "2019-01-04"),
    ("A headline\n\n4 January 2019\n\nThe government is shut.", "2019-01-04"),
    ("A headline\nPublished: 2019-01-04\nUpdated: 2019-01-06\nText.", "2019-01-04"),
    ("A headline\nUpdated: 2019-01-06\nPublished on 4 January 2019 at 10:30 GMT\nText.", "2019-01-04"),
    ("A headline\nLast updated January 6, 2019\nText.", "2019-01-06"),
    ("By Ada Writer | 4 January 2019\nText.", "2019-01-04"),
    ("By Ada Writer, January 4, 2019 10:30 am\nText.", "2019-01-04"),
    ("January 4, 2019 | By Ada Writer\nText.", "2019-01-04"),
    ("**Published:** 4th of January 2019\nText.", "2019-01-04"),
]
NO_DATELINES = [
    "",
    "TEHRAN, March 12 — No year is given.",
    "On March 8, 2025, he announced a letter.",
    "On March 8, 2025 — a Saturday — he announced a letter.",
    "The report published on March 8, 2025 says so.",
    "Tehran fell silent on March 8, 2025: nobody spoke.",
    "By March 8, 2025, all had left.",
    "The 2015 agreement\nwas signed in July 2015.",
    "Dated: unknown",
    "A\nB\nC\nD\nE\nF\nJanuary 4, 2019\n",  # far down, it is part of the story
    "February 30, 2019\nText.",
]


@pytest.mark.parametrize(("text", "day"), DATELINES)
def test_datelines_are_found(text: str, day: str) -> None:
    assert find_dateline(text) == day


@pytest.mark.parametrize("text", NO_DATELINES)
def test_dates_in_the_story_are_no_datelines(text: str) -> None:
    assert find_dateline(text) is None


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2024-11-18-title.txt", "2024-11-18"),
        ("title_20241118.txt", "2024-11-18"),
        ("https://example.org/2024/11/18/title", "2024-11-18"),
        ("2024.11.18 title", "2024-11-18"),
        ("2024-13-18-title.txt", None),
        ("002_459ca91499dbe62c.txt", None),
        ("99999999-a.txt", None),
        ("call-0041791234567.txt", None),
        ("2024-11.txt", None),
    ],
)
def test_days_in_names(name: str, day: str | None) -> None:
    assert find_in_name(name) == day


ORDER: list[tuple[str, Files, str | None, tuple[str | None, str]]] = [
    (
        "what a person wrote into the table before all",
        {
            "2024-01-05-a.txt": "---\npublished: 2024-01-01\n---\nROME, January 3, 2024 — x",
            "articles.csv": "file,published\n2024-01-05-a.txt,2024-01-02\n",
        },
        "2024-01-06",
        ("2024-01-02", "given"),
    ),
    (
        "then front matter",
        {"2024-01-05-a.txt": "---\npublished: 2024-01-01\n---\nROME, January 3, 2024 — x"},
        "2024-01-06",
        ("2024-01-01", "metadata"),
    ),
    ("then the dateline", {"2024-01-05-a.txt": "ROME, January 3, 2024 — x"}, "2024-01-06", ("2024-01-03", "dateline")),
    ("then the name", {"2024-01-05-a.txt": "x"}, "2024-01-06", ("2024-01-05", "inferred")),
    (
        "then the address",
        {"a.txt": "---\nurl: https://example.org/2024/01/04/a\n---\nx"},
        None,
        ("2024-01-04", "inferred"),
    ),
    ("then what was given", {"a.txt": "x"}, "2024-01-06", ("2024-01-06", "given")),
    ("else nobody knows", {"a.txt": "x"}, None, (None, "unknown")),
    ("a folder is no date", {"2024-01-05/a.txt": "x"}, None, (None, "unknown")),
    ("an empty cell is no date", {"a.txt": "x", "articles.csv": "file,published\na.txt,\n"}, None, (None, "unknown")),
    ("`date` is understood", {"a.md": "---\nDate: 2 January 2024\n---\nx"}, None, ("2024-01-02", "metadata")),
]


@pytest.mark.parametrize(("files", "given", "expected"), [row[1:] for row in ORDER], ids=[row[0] for row in ORDER])
def test_which_publication_date_wins(
    make: Make, files: Files, given: str | None, expected: tuple[str | None, str]
) -> None:
    make(files)
    articles, diagnostics = split(["."], published=given)
    assert diagnostics == []
    assert [(article.published, article.published_how) for article in articles] == [expected]


def test_a_bad_date_given_by_the_user_is_refused_before_anything_is_read() -> None:
    with pytest.raises(PublishedError):
        read(["nowhere"], published="last week")


# --- texts and their metadata --------------------------------------------------------------------------------------

TEXTS: list[tuple[str, str | bytes, str, str]] = [
    ("as it stands", " A \n\n b\tc \n", " A \n\n b\tc \n", ""),
    ("Windows line ends", "a\r\nb\r\n", "a\nb\n", ""),
    ("a lone carriage return stays", "a\rb", "a\rb", ""),
    ("byte order mark", b"\xef\xbb\xbfcaf\xc3\xa9", "café", ""),
    ("UTF-16 with its mark", "\ufeffcafé\r\n".encode("utf-16-le"), "café\n", ""),
    ("front matter", "---\ntitle: T\n---\na\n", "a\n", "T"),
    ("front matter from Windows", "---\r\ntitle: T\r\n---\r\na\r\n", "a\n", "T"),
    ("front matter closed by dots", "---\ntitle: 'A: b'\n...\n\na\n", "\na\n", "A: b"),
    ("keys that are not ours", "---\nTitle: T\ntags: [a, b]\nauthor: {name: x}\n---\na", "a", "T"),
    ("an empty block", "---\n---\na", "a", ""),
    ("a rule of dashes is no front matter", "---\nIt was over.\n---\nx", "---\nIt was over.\n---\nx", ""),
    ("dashes later on", "a\n---\ntitle: T\n---\n", "a\n---\ntitle: T\n---\n", ""),
    ("a Markdown heading is the title", "# The *news*\n\nText.", "# The *news*\n\nText.", "The *news*"),
    (
        "a headline is the title",
        "Envoys meet in Rome again\nThey met.",
        "Envoys meet in Rome again\nThey met.",
        "Envoys meet in Rome again",
    ),
    ("a sentence is no title", "The envoys met in Rome.\nThey spoke.", "The envoys met in Rome.\nThey spoke.", ""),
    ("nor is a text of one line", "Envoys meet in Rome again", "Envoys meet in Rome again", ""),
    ("nor is a date", "Friday, January 4, 2019\nText.", "Friday, January 4, 2019\nText.", ""),
]


@pytest.mark.parametrize(("content", "text", "title"), [row[1:] for row in TEXTS], ids=[row[0] for row in TEXTS])
def test_texts_are_kept_to_the_character(make: Make, content: str | bytes, text: str, title: str) -> None:
    make({"a.txt": content})
    articles, diagnostics = split(["a.txt"])
    assert diagnostics == []
    assert [(article.text, article.title) for article in articles] == [(text, title)]


FRENCH = "The minister’s café – “closed”, he said – reopened on 8 March 2025 in Besançon. "


@pytest.mark.parametrize(
    ("encoding", "named"),
    [("cp1252", "cp1252"), ("mac_roman", "mac_"), ("utf-16", None), ("utf-8", None)],
)
def test_other_encodings_are_detected_and_said(make: Make, encoding: str, named: str | None) -> None:
    make({"a.txt": (FRENCH * 3).encode(encoding)})
    articles, diagnostics = split(["a.txt"])
    assert [article.text for article in articles] == [FRENCH * 3]
    if named is None:
        assert diagnostics == []
    else:
        assert [diagnostic.kind for diagnostic in diagnostics] == ["note"]
        assert named in diagnostics[0].message


JSON_LINES = [
    ('{"id": "x", "text": "a"}', ("x", "a", "", "", None)),
    ('{"id": 7, "text": "a\\r\\nb"}', ("7", "a\r\nb", "", "", None)),  # offsets are those of the text as given
    ('{"text": "a", "title": null}', ("a-1", "a", "", "", None)),
    (
        '{"id": "x", "text": "a", "title": "T", "url": "u", "published": "2024-11-18"}',
        ("x", "a", "T", "u", "2024-11-18"),
    ),
    ('{"id": "x", "text": "a \\ud800 b", "other": [1]}', ("x", "a \ufffd b", "", "", None)),
    ('{"id": "x", "text": "\\ud83d\\ude00 a"}', ("x", "\U0001f600 a", "", "", None)),
]


@pytest.mark.parametrize(("line", "expected"), JSON_LINES)
def test_json_lines(make: Make, line: str, expected: tuple[str, str, str, str, str | None]) -> None:
    make({"a.jsonl": f"\ufeff{line}\n\n"})
    articles, diagnostics = split(["a.jsonl"])
    assert diagnostics == []
    assert [(a.id, a.text, a.title, a.url, a.published) for a in articles] == [expected]


@pytest.mark.parametrize(
    ("data", "ids"),
    [
        (b"They met on March 8, 2025.", ["stdin"]),
        (b'  {"id": "x", "text": "a"}\n{"text": "b"}', ["x", "stdin-2"]),
        ('\ufeff{"id": "x", "text": "caf\xe9"}\n'.encode("utf-16-le"), ["x"]),
        (b"\xef\xbb\xbf---\ntitle: T\n---\nText.", ["stdin"]),
    ],
)
def test_standard_input_is_text_or_json_lines(data: bytes, ids: list[str]) -> None:
    articles, diagnostics = split(["-", "-"], stdin=data)
    assert diagnostics == []
    assert [article.id for article in articles] == ids


# --- where articles are looked for ---------------------------------------------------------------------------------

TREE: Files = {
    "b.txt": "b",
    "a.md": "a",
    "sub/c.txt": "c",
    "sub/.hidden.txt": "h",
    ".git/d.txt": "d",
    "articles.csv": "file,title\na.md,A\nsub/c.txt,C\n",
}


@pytest.mark.parametrize(
    ("paths", "ids"),
    [
        (["."], ["a", "b", "c"]),
        (["b.txt", "a.md"], ["b", "a"]),
        (["*"], ["a", "b", "c"]),
        (["*.txt"], ["b"]),
        (["**/*.txt"], ["b", "c"]),
        (["sub", "."], ["c", "a", "b"]),
        (["b.txt", "./b.txt", "sub/../b.txt"], ["b"]),
        (["articles.csv"], []),
    ],
)
def test_paths_folders_and_patterns(make: Make, paths: list[str], ids: list[str]) -> None:
    make(TREE)
    articles, diagnostics = split(paths)
    assert diagnostics == []
    assert [article.id for article in articles] == ids


def test_the_table_of_a_folder_also_speaks_of_its_subfolders(make: Make) -> None:
    make(TREE)
    articles, _ = split(["."])
    assert [article.title for article in articles] == ["A", "", "C"]


@pytest.mark.parametrize(
    ("files", "paths", "ids"),
    [
        ({"x/a.txt": "1", "y/a.txt": "2", "y/b.txt": "3"}, ["."], ["x/a", "y/a", "b"]),
        ({"x/a.txt": "1", "y/a.txt": "2", "y/b.txt": "3"}, ["y", "x"], ["y/a", "b", "x/a"]),
        ({"x/a.txt": "1", "x/a.md": "2"}, ["x"], ["x/a.md", "x/a.txt"]),
        (
            {"a.jsonl": '{"id": "n", "text": "1"}\n{"id": "n", "text": "2"}\n{"id": "n-2", "text": "3"}'},
            ["."],
            ["n", "n-2", "n-2-2"],
        ),
    ],
)
def test_ids_are_unique_and_do_not_hang_on_the_order(
    make: Make, files: Files, paths: list[str], ids: list[str]
) -> None:
    make(files)
    assert [article.id for article in split(paths)[0]] == ids


def test_semicolons_and_quotes_in_the_table(make: Make) -> None:
    make({"a.txt": "x", "articles.csv": '\ufefffile;published;title\r\na.txt;2024-11-18;"A; b"\r\n'})
    articles, diagnostics = split(["a.txt"])
    assert diagnostics == []
    assert [(article.title, article.published) for article in articles] == [("A; b", "2024-11-18")]


def test_reading_is_lazy(make: Make) -> None:
    make({"a.jsonl": '{"id": "x", "text": "a"}\n' + "{broken\n" * 3, "b.txt": "b"})
    results = read(["a.jsonl", "b.txt"])
    first = next(results)
    Path("b.txt").unlink()
    rest = list(results)
    assert isinstance(first, Article)
    assert [isinstance(result, Diagnostic) for result in rest] == [True] * 4
    assert "b.txt" in str(rest[-1])


@pytest.mark.parametrize(
    ("files", "paths", "number"),
    [(TREE, ["."], 3), ({"a.txt": "", "b.jsonl": ""}, ["."], None), ({}, ["-"], None), ({}, ["nowhere"], 0)],
)
def test_the_number_of_articles_is_known_where_it_can_be(
    make: Make, files: Files, paths: list[str], number: int | None
) -> None:
    make(files)
    assert count(paths) == number


# --- what cannot be read: the message names it, the rest goes through ----------------------------------------------

GOOD: Files = {"good.txt": "Good."}
BAD: list[tuple[str, Files, list[str], list[str]]] = [
    ("an empty file", {"a.txt": ""}, ["a.txt"], ["a.txt: is empty"]),
    ("a file of spaces", {"a.txt": " \n\n"}, ["a.txt"], ["a.txt: is empty"]),
    ("an empty jsonl", {"a.jsonl": "\n"}, ["a.jsonl"], ["a.jsonl: is empty"]),
    (
        "a front matter and nothing else",
        {"a.txt": "---\ntitle: T\n---\n"},
        ["a.txt"],
        ["a.txt: has a front matter and no text"],
    ),
    ("a binary file", {"a.txt": bytes(range(256)) * 4}, ["a.txt"], ["a.txt: is a binary file"]),
    ("a PDF", {"a.txt": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"}, ["a.txt"], ["a.txt: is a binary file"]),
    ("a cut UTF-16 file", {"a.txt": b"\xff\xfea"}, ["a.txt"], ["a.txt: starts as UTF-16-LE, but is not"]),
    (
        "a folder without articles",
        {"empty/picture.png": b"\x89PNG"},
        ["empty"],
        ["empty: the folder holds no articles", "empty: left out, as no articles: picture.png"],
    ),
    ("a missing path", {}, ["nowhere.txt"], ["nowhere.txt: no such file or folder"]),
    ("a pattern that fits nothing", {}, ["*.jsonl"], ["*.jsonl: no file fits this pattern"]),
    (
        "an open front matter",
        {"a.txt": "---\ntitle: T\nText."},
        ["a.txt"],
        ["a.txt line 1: the front matter is not closed"],
    ),
    (
        "a front matter that is no YAML",
        {"a.txt": "---\nurl: u\ntitle: 'T\n---\nx"},
        ["a.txt"],
        ["a.txt line 4: broken front matter: "],
    ),
    (
        "a front matter without keys",
        {"a.txt": "---\n\njust words\n---\nx"},
        ["a.txt"],
        ["a.txt line 2: broken front matter: no `key: value` lines"],
    ),
    ("a kind that is not read", {"a.doc": b"x"}, ["a.doc"], ["a.doc: .doc files are not read; known are .txt"]),
    (
        "a table without files",
        {"t/a.txt": "x", "t/articles.csv": "name\n"},
        ["t"],
        ["t/articles.csv: has no column `file`"],
    ),
    (
        "a table that names nobody",
        {"t/a.txt": "x", "t/articles.csv": "file\na.txt\nb.txt\n"},
        ["t"],
        ["t/articles.csv line 3: names b.txt, which is not in the folder"],
    ),
    (
        "a table that repeats itself",
        {"t/a.txt": "x", "t/articles.csv": "file\na.txt\na.txt\n"},
        ["t"],
        ["t/articles.csv line 3: names a.txt a second time"],
    ),
    ("a binary table", {"t/a.txt": "x", "t/articles.csv": b"\0\1"}, ["t"], ["t/articles.csv: is a binary file"]),
]
BAD_LINES = [
    ("{", "is no JSON"),
    ("[1]", "is no JSON object"),
    ('{"id": "x"}', "has no `text`"),
    ('{"text": 3}', "has no `text`"),
    ('{"text": " "}', "has an empty `text`"),
    ('{"text": "a", "title": 3}', "has a `title` that is no text"),
    ("[" * 100_000, "is no JSON"),
    ('{"text": "caf\udce9"}', "is not UTF-8"),
]


@pytest.mark.parametrize(("files", "paths", "messages"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_what_cannot_be_read_is_named_and_the_rest_goes_through(
    make: Make, files: Files, paths: list[str], messages: list[str]
) -> None:
    make(files | GOOD)
    articles, diagnostics = split([*paths, "good.txt"])
    assert articles[-1].text == "Good."
    assert len(diagnostics) == len(messages)
    for diagnostic, message in zip(diagnostics, messages, strict=True):
        assert diagnostic.message.startswith(message)
        assert diagnostic.kind == ("note" if "left out" in message else "unreadable")


@pytest.mark.parametrize(("line", "message"), BAD_LINES, ids=[row[1] for row in BAD_LINES])
def test_a_bad_line_is_named_and_the_next_one_read(make: Make, line: str, message: str) -> None:
    make({"a.jsonl": line.encode("utf-8", "surrogateescape") + b'\n{"id": "good", "text": "Good."}\n'})
    articles, diagnostics = split(["a.jsonl"])
    assert [article.id for article in articles] == ["good"]
    assert [diagnostic.kind for diagnostic in diagnostics] == ["unreadable"]
    assert diagnostics[0].message.startswith(f"a.jsonl line 1: {message}")


@pytest.mark.parametrize(
    ("files", "place"),
    [
        ({"a.txt": "---\npublished: 02/03/2024\n---\nROME, March 2, 2024 — x"}, "a.txt"),
        (
            {"a.txt": "ROME, March 2, 2024 — x", "articles.csv": "file,published\na.txt,02/03/2024\n"},
            "articles.csv line 2",
        ),
        ({"a.jsonl": '{"text": "ROME, March 2, 2024 — x", "published": "02/03/2024"}'}, "a.jsonl line 1"),
    ],
)
def test_an_article_with_a_bad_date_is_read_without_it(make: Make, files: Files, place: str) -> None:
    make(files)
    articles, diagnostics = split(["."])
    assert [diagnostic.kind for diagnostic in diagnostics] == ["unreadable"]
    assert diagnostics[0].message.startswith(f"{place}: no publication date: '02/03/2024'")
    assert [(article.published, article.published_how) for article in articles] == [("2024-03-02", "dateline")]


def test_the_system_s_own_refusals_are_named(make: Make) -> None:
    make(GOOD)
    Path("loop.txt").symlink_to("loop.txt")
    Path("broken.txt").symlink_to("gone.txt")
    articles, diagnostics = split(["loop.txt", "broken.txt", "good.txt"])
    assert [article.id for article in articles] == ["good"]
    assert [diagnostic.message for diagnostic in diagnostics] == [
        f"loop.txt: {os.strerror(errno.ELOOP)}",
        f"broken.txt: {os.strerror(errno.ENOENT)}",
    ]


def test_no_permission_is_named(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    make({"secret.txt": "x", **GOOD})
    open_path = Path.open

    def refuse(path: Path, mode: str) -> object:
        if path.name == "secret.txt":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return open_path(path, mode)

    monkeypatch.setattr(Path, "open", refuse)
    articles, diagnostics = split(["."])
    assert [article.id for article in articles] == ["good"]
    assert [diagnostic.message for diagnostic in diagnostics] == [f"secret.txt: {os.strerror(errno.EACCES)}"]


@given(st.one_of(st.binary(max_size=300), st.text(max_size=200).map(str.encode)))
def test_no_bytes_at_all_end_the_reading(data: bytes) -> None:
    articles, diagnostics = split(["-"], stdin=data)
    assert articles or diagnostics
    for article in articles:
        assert article.text.encode("utf-8").decode("utf-8") == article.text


@given(st.text(alphabet="-\n\t :abc'#[]{}&*!|>%@`é\r", max_size=60))
def test_whatever_stands_before_it_the_text_is_the_end_of_the_file(before: str) -> None:
    text = f"{before}\nThe end."
    articles, diagnostics = split(["-"], stdin=text.encode())
    assert [text.replace("\r\n", "\n").endswith(article.text) for article in articles] == [True] * len(articles)
    assert articles or all("front matter" in diagnostic.message for diagnostic in diagnostics)


@given(st.dates())
def test_every_day_is_understood_as_it_is_usually_written(day: datetime.date) -> None:
    month = MONTHS[day.month - 1]
    year = f"{day.year:04}"
    for written in (
        f"{month} {day.day}, {year}",
        f"{day.day} {month} {year}",
        f"{month[:3]}. {day.day}, {year}",
        day.isoformat(),
    ):
        assert parse_published(written) == day.isoformat()
