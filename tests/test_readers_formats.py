"""Documents, mails, feeds, tables and archives: what comes out of them, and files that are built to do harm."""

from __future__ import annotations

import builtins
import os
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.readers.make import epub, odt, pdf, rtf, word, zipped
from timeline.model import Diagnostic
from timeline.readers import Found, Limits, UnreadableError, count, find
from timeline.readers.base import Origin
from timeline.readers.page_text import running_text
from timeline.readers.registry import BUILT_IN, reader_for

Rows = list[tuple[str, str, str | None, str]]


def read_files(
    folder: Path, files: dict[str, str | bytes], *, limits: Limits | None = None
) -> tuple[list[Found], list[str]]:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    results = list(find([str(folder / name) for name in files], limits=limits or Limits()))
    messages = [one.message.replace(f"{folder}/", "") for one in results if isinstance(one, Diagnostic)]
    return [one for one in results if isinstance(one, Found)], messages


def rows(found: list[Found]) -> Rows:
    return [(one.article.id, one.article.text, one.article.published, one.article.title) for one in found]


MAIL = (
    "From: a@example.org\r\nSubject: Fwd: Envoys meet\r\nDate: Mon, 18 Nov 2024 23:30:00 -0500\r\n"
    "MIME-Version: 1.0\r\nContent-Type: {}\r\n\r\n{}"
)
PARTS = (
    "--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>They <b>met</b>.</p><p>They left.</p>\r\n"
    "--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=report.txt\r\n\r\nA report.\r\n"
    "--b\r\nContent-Type: application/zip\r\nContent-Disposition: attachment; filename=x.zip\r\n\r\nx\r\n--b--\r\n"
)
RSS = (
    '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
    "<title>The Paper</title><item><title>Envoys meet</title><link>https://example.org/1</link>"
    "<pubDate>Mon, 18 Nov 2024 09:30:00 GMT</pubDate><description>Short.</description>"
    "<content:encoded><![CDATA[<p>They met.</p><p>They left.</p>]]></content:encoded></item>"
    "<item><title>Only a headline</title></item></channel></rss>"
)
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>The Paper</title><entry><title type="html">A &amp;amp; B</title>'
    '<link rel="self" href="https://example.org/self"/><link href="https://example.org/2"/>'
    "<updated>2024-11-20T09:30:00Z</updated><published>2024-11-18T09:30:00Z</published>"
    '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>They met.</p><p>They left.</p></div></content>'
    "</entry></feed>"
)
LINES = [
    "The envoys of the two governments met in Rome on March 8, 2025, and their negoti-",
    "ations went on until late in the night, as a well-known diplomat who took part in the",
    "talks told reporters.",
    "They will meet again in May.",
]
KINDS: list[tuple[str, str | bytes, Rows]] = [
    (
        "a.pdf",
        pdf([LINES], info="/Title (Envoys meet) /CreationDate (D:20250309120000Z)"),
        [
            (
                "a",
                (
                    "The envoys of the two governments met in Rome on March 8, 2025, and their negotiations went on "
                    "until late in the night, as a well-known diplomat who took part in the talks told reporters."
                    "\n\nThey will meet again in May."
                ),
                "2025-03-09",
                "Envoys meet",
            )
        ],
    ),
    (
        "a.docx",
        word(["They met.", "They left."], title="Envoys meet", table=[["Round", "Town"], ["1", "Rome"]]),
        [("a", "They met.\n\nRound | Town\n\n1 | Rome\n\nThey left.", "2024-11-18", "Envoys meet")],
    ),
    (
        "a.rtf",
        rtf(
            r"The {\b envoys} met in caf\'e9 \u8364?5.\par It was \ldblquote late\rdblquote ,\line they said.\par\par "
            r"\trowd\cellx9\intbl 1\cell Rome\cell\row {\header Head}{\footnote note}{\f1\'cc\'ee\'f1\'ea\'e2\'e0}. "
            r'{\field{\*\fldinst{HYPERLINK "https://example.org"}}{\fldrslt More}}. {\pict\pngblip '
            + "89504e47" * 99
            + r"}\u-10179?\u-8704?",
            info=r"{\title Envoys in a caf\'e9}{\creatim\yr2024\mo11\dy17}{\revtim\yr2024\mo11\dy18\hr9}",
        ),
        [
            (
                "a",
                "The envoys met in café €5.\n\nIt was “late”, they said.\n\n1 | Rome\n\nМосква. More. 😀",
                "2024-11-18",
                "Envoys in a café",
            )
        ],
    ),
    (
        "a.odt",
        odt(
            "<text:h>What came</text:h><text:p>They<text:s/>met<text:note>1</text:note> <text:span>there</text:span>."
            "</text:p><table:table><table:table-row><table:table-cell><text:p>1</text:p></table:table-cell>"
            "<table:table-cell><text:p>Rome</text:p></table:table-cell></table:table-row></table:table>",
            meta="<dc:title>Envoys meet</dc:title><dc:date>2024-11-18T09:30:00</dc:date>",
        ),
        [("a", "What came\n\nThey met there.\n\n1 | Rome", "2024-11-18", "Envoys meet")],
    ),
    (
        "a.epub",
        epub(["<h1>One</h1><p>They met.</p>", "", "<p>They left.</p>"], date="2024-11-18"),
        [("a-1", "One\n\nThey met.", "2024-11-18", "Book"), ("a-3", "They left.", "2024-11-18", "Book")],
    ),
    (
        "a.eml",
        MAIL.format("text/plain", "They met.\r\n\r\nThey left.\r\n"),
        [("a", "They met.\n\nThey left.", "2024-11-18", "Envoys meet")],
    ),
    (
        "a.eml",
        MAIL.format("multipart/mixed; boundary=b", PARTS),
        [("a", "They met.\n\nThey left.", "2024-11-18", "Envoys meet"), ("a-1", "A report.", "2024-11-18", "")],
    ),
    ("a.rss", RSS, [("a-1", "They met.\n\nThey left.", "2024-11-18", "Envoys meet")]),
    ("a.xml", ATOM, [("a-1", "They met.\n\nThey left.", "2024-11-18", "A & B")]),
    (
        "a.csv",
        '\ufeffid;headline;date;body\r\n7;Envoys meet;2024-11-18;"They met; they\r\nleft."\r\n;;;Undated.\r\n',
        [("7", "They met; they\nleft.", "2024-11-18", "Envoys meet"), ("a-2", "Undated.", None, "")],
    ),
    ("a.tsv", "text\tid\nThey met.\t7\n", [("7", "They met.", None, "")]),
    (
        "a.zip",
        zipped(
            {
                "x/a.txt": "A.",
                "x/b.txt": "B.",
                "y/a.txt": "C.",
                "x/articles.csv": "file,published,title\na.txt,2024-11-18,Envoys meet\n",
                "z.jsonl": '{"id": "n", "text": "N.", "published": "2024-11-19"}\n',
                "__MACOSX/x/._a.txt": "junk",
            }
        ),
        [
            ("x/a.txt", "A.", "2024-11-18", "Envoys meet"),
            ("b", "B.", None, ""),
            ("y/a.txt", "C.", None, ""),
            ("n", "N.", "2024-11-19", ""),
        ],
    ),
]


@pytest.mark.parametrize(("name", "content", "expected"), KINDS, ids=[f"{n}{row[0]}" for n, row in enumerate(KINDS)])
def test_every_kind_gives_its_articles(tmp_path: Path, name: str, content: str | bytes, expected: Rows) -> None:
    found, messages = read_files(tmp_path, {name: content})
    assert rows(found) == expected
    allowed = ("entry 2: has no text", "the attachment x.zip is not read")
    assert [message for message in messages if not message.endswith(allowed) and "headlines" not in message] == []


def test_a_page_saved_as_one_file(tmp_path: Path) -> None:
    text = "The envoys met in Rome on Monday and talked about the treaty for three hours, their hosts said. " * 3
    html = f"<html><head><title>Envoys meet</title></head><body><article><p>{text}</p></article></body></html>"
    content = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/2024/11/18/envoys\r\n"
        "Subject: Envoys meet\r\nDate: Wed, 20 Nov 2024 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\n'
        "Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        f"Content-Location: https://example.org/2024/11/18/envoys\r\n\r\n{html.replace('=', '=3D')}\r\n--b--\r\n"
    )
    (found,), messages = read_files(tmp_path, {"a.mhtml": content})
    assert messages == []
    assert found.article.text == text.strip()
    assert found.article.url == "https://example.org/2024/11/18/envoys"
    assert (found.article.published, found.evidence[0].words) == ("2024-11-18", "the address")


PRINTED: list[tuple[str, list[str], list[str]]] = [
    ("nothing", [], []),
    ("ligatures and soft hyphens", ["The oﬀi\u00adcer ﬁnds it\u00a0ﬁne."], ["The officer finds it fine."]),
    (
        "running heads and page numbers",
        [
            f"The Daily Paper, page {n}\nText of page {n} is about {'x' * n}\nand ends with {n * 'y'}.\n- {n} -"
            for n in range(1, 5)
        ],
        [f"Text of page {n} is about {'x' * n} and ends with {n * 'y'}." for n in range(1, 5)],
    ),
    (
        "a hyphen that is meant",
        ["A well-known man spoke and the other well-\nknown man said nothing at all."],
        ["A well-known man spoke and the other well-known man said nothing at all."],
    ),
    (
        "a name is no cut word",
        ["This is what the minister in charge of Anglo-\nIranian talks said."],
        ["This is what the minister in charge of Anglo-Iranian talks said."],
    ),
    ("bullets", ["Two things were said:\n• one\n• another"], ["Two things were said:", "• one", "• another"]),
]


@pytest.mark.parametrize(("pages", "expected"), [row[1:] for row in PRINTED], ids=[row[0] for row in PRINTED])
def test_printed_lines_become_paragraphs(pages: list[str], expected: list[str]) -> None:
    text, starts = running_text(pages)
    assert text == "\n\n".join(expected)
    assert len(starts) == (len(pages) if expected else 0)


# --- what cannot be read -------------------------------------------------------------------------------------------


def bomb() -> bytes:
    return zipped({"a.txt": b"a" * 20_000_000, "b.txt": "B."})


def many_entities() -> str:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE rss [<!ENTITY e0 "ha">{levels}]><rss><channel><item><title>&e9;</title></item></channel></rss>'


def encrypted_zip() -> bytes:
    data = bytearray(zipped({"a.txt": "A."}))
    data[6] |= 1  # the flags of the member, in its own header and in the directory
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


SOUND_PDF = pdf([LINES] * 3)
BAD: list[tuple[str, str, str | bytes, str]] = [
    ("a truncated PDF", "a.pdf", SOUND_PDF[:300], "a.pdf: "),
    ("a PDF of noise", "a.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 20, "a.pdf: is no PDF, or a damaged one"),
    ("an empty PDF", "a.pdf", b"", "a.pdf: is empty"),
    ("an encrypted PDF", "a.pdf", pdf([LINES], password="secret"), "a.pdf: is encrypted"),
    ("a scan", "a.pdf", pdf([[]]), "a.pdf: holds no text; it may be a scan"),
    ("a truncated Word file", "a.docx", word(["x"])[:2000], "a.docx: is no Word file, or a damaged one"),
    ("an archive called a Word file", "a.docx", zipped({"a.txt": "x"}), "a.docx: is no Word file, or a damaged one"),
    ("an encrypted Word file", "a.docx", b"\xd0\xcf\x11\xe0" * 9, "a.docx: is encrypted"),
    (
        "a Word file that is a bomb",
        "a.docx",
        zipped({"word/document.xml": b" " * 9_000_000}),
        "a.docx: unpacks to more",
    ),
    ("an empty Rich Text file", "a.rtf", b"", "a.rtf: is empty"),
    ("text called a Rich Text file", "a.rtf", "They met.", "a.rtf: is no Rich Text file"),
    ("a Rich Text file without text", "a.rtf", rtf(""), "a.rtf: holds no text"),
    ("a truncated Rich Text file", "a.rtf", rtf("They met.\\par They left.")[:-7], "a.rtf: ends in the middle"),
    (
        "a broken sign in Rich Text",
        "a.rtf",
        rtf("They met.\\u99999999?"),
        "a.rtf: is no Rich Text file, or a damaged one",
    ),
    ("fonts without end", "a.rtf", b"{\\rtf1{\\fonttbl" + b"\\f0\\fcharset0 " * 90_000, "a.rtf: has a table of fonts"),
    ("an odt that is none", "a.odt", zipped({"a.txt": "x"}), "a.odt: holds no content.xml"),
    ("an odt of deep nesting", "a.odt", odt("<text:p>" * 999 + "</text:p>" * 999), "a.odt: is nested more than 200"),
    ("an epub that is none", "a.epub", zipped({"a.txt": "x"}), "a.epub: holds no META-INF/container.xml"),
    ("an empty mail", "a.eml", "", "a.eml: is empty"),
    ("a mail without text", "a.eml", "Subject: x\n\n", "a.eml: holds no text"),
    ("an archive of a page without one", "a.mhtml", "Subject: x\n\nx", "a.mhtml: holds no web page"),
    ("a feed that declares entities", "a.xml", many_entities(), "a.xml: declares entities"),
    ("the same in UTF-16", "a.xml", many_entities().encode("utf-16"), "a.xml: declares entities"),
    ("broken XML", "a.rss", "<rss><channel>", "a.rss: is no XML"),
    ("deep XML", "a.xml", "<rss>" + "<a>" * 1_000_000, "a.xml: is nested more than 200 elements deep"),
    ("other XML", "a.xml", "<html/>", "a.xml: is no RSS or Atom feed"),
    ("a feed without entries", "a.xml", "<rss/>", "a.xml: is a feed without entries"),
    ("a table of something else", "a.csv", "name,age\nx,3\n", "a.csv: has no column `text`"),
    ("an empty table", "a.csv", "", "a.csv: is empty"),
    ("an empty cell", "a.csv", "id,text\n1,\n", "a.csv row 1: has an empty `text`"),
    ("a zip bomb", "a.zip", bomb(), "a.zip/a.txt: unpacks to more than 200 times its size"),
    (
        "an archive in an archive",
        "a.zip",
        zipped({"b.zip": zipped({"a.txt": "x"})}),
        "a.zip/b.zip: is an archive within",
    ),
    (
        "a path out of the archive",
        "a.zip",
        zipped({"../../a.txt": "x"}),
        "a.zip/../../a.txt: has a name that points out",
    ),
    ("an absolute path", "a.zip", zipped({"/etc/a.txt": "x"}), "a.zip//etc/a.txt: has a name that points out"),
    ("a truncated archive", "a.zip", zipped({"a.txt": "x" * 999})[:60], "a.zip: is no ZIP archive, or a damaged one"),
    ("an archive without articles", "a.zip", zipped({}), "a.zip: holds no articles"),
    ("an encrypted archive", "a.zip", encrypted_zip(), "a.zip/a.txt: is encrypted"),
    ("a broken file in an archive", "a.zip", zipped({"a.txt": b"\0\1"}), "a.zip/a.txt: is a binary file"),
    ("text in no encoding", "a.txt", bytes(range(128, 256)) * 9 + b"\0", "a.txt: is a binary file"),
]


@pytest.mark.parametrize(("name", "content", "message"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_what_cannot_be_read_is_named_in_bounded_time_and_the_rest_goes_through(
    tmp_path: Path, name: str, content: str | bytes, message: str
) -> None:
    start = time.perf_counter()
    found, messages = read_files(tmp_path, {name: content, "good.txt": "Good."})
    assert time.perf_counter() - start < 20
    assert found[-1].article.text == "Good."
    assert any(one.startswith(message) for one in messages), messages


SMALL = Limits(text=100, document=400, archive=250, members=3, pages=1, ratio=5)
TOO_LARGE: list[tuple[str, str, str | bytes, str]] = [
    ("a text", "a.txt", "x" * 101, "a.txt: is larger than 101 bytes".replace("101", "100")),
    ("a line", "a.jsonl", '{"text": "a"}\n' + "x" * 101, "a.jsonl: line 2 is longer than 100 bytes"),
    ("a document", "a.pdf", "x" * 401, "a.pdf: is larger than 400 bytes"),
    ("a Word file", "a.docx", zipped({"word/document.xml": "x" * 101}), "a.docx: holds more than 100 bytes of text"),
    ("a Rich Text file", "a.rtf", rtf("x" * 401), "a.rtf: is larger than 400 bytes"),
    ("text in it", "a.rtf", rtf("x" * 101), "a.rtf: holds more than 100 bytes of text"),
    ("a feed", "a.xml", "x" * 101, "a.xml: is larger than 100 bytes"),
    ("a member", "a.zip", zipped({"a.txt": "x" * 101}), "a.zip/a.txt: is larger than 100 bytes"),
    ("all members", "a.zip", zipped({f"{n}.csv": "x" * 249 for n in "abc"}), "a.zip: more than 250 bytes come out"),
    ("too many members", "a.zip", zipped({f"{n}.txt": "x" for n in "abcd"}), "a.zip: holds more than 3 files"),
]


@pytest.mark.parametrize(("name", "content", "message"), [row[1:] for row in TOO_LARGE], ids=[r[0] for r in TOO_LARGE])
def test_limits_hold(tmp_path: Path, name: str, content: str | bytes, message: str) -> None:
    found, messages = read_files(tmp_path, {name: content, "good.txt": "Good."}, limits=SMALL)
    assert found[-1].article.text == "Good."
    assert any(one.startswith(message) for one in messages), messages


def test_pages_above_the_limit_are_left_out_and_said(tmp_path: Path) -> None:
    (found,), messages = read_files(tmp_path, {"a.pdf": pdf([["One."], ["Two."]])}, limits=Limits(pages=1))
    assert found.article.text == "One."
    assert messages == ["a.pdf: has 2 pages; the first 1 are read"]


@pytest.mark.parametrize("limits", [Limits(drawing=150), Limits(operations=12)])
def test_pages_that_draw_without_end_are_left_out_and_said(tmp_path: Path, limits: Limits) -> None:
    (found,), messages = read_files(tmp_path, {"a.pdf": pdf([["One."], ["Two."] * 50])}, limits=limits)
    assert found.article.text == "One."
    assert messages == ["a.pdf: pages are damaged or too large, and left out: 1 of 2"]


@pytest.mark.parametrize(("name", "library"), [("a.pdf", "pypdf"), ("a.docx", "docx"), ("a.rtf", "striprtf")])
def test_without_the_extra_the_message_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, library: str
) -> None:
    real = builtins.__import__

    def without(wanted: str, *args: Any, **kwargs: Any) -> Any:
        if wanted.partition(".")[0] == library:
            raise ImportError(wanted)
        return real(wanted, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without)
    _, (message,) = read_files(tmp_path, {name: b"x"})
    assert f'pip install "article-timeline[{name[2:]}]"' in message


@settings(deadline=None)  # the libraries are imported on the way
@given(st.binary(max_size=300), st.sampled_from([reader.suffixes[0] for reader in BUILT_IN]))
def test_no_bytes_at_all_end_the_reading_of_any_kind(data: bytes, suffix: str) -> None:
    from timeline.readers.archive import read_inner

    for beginning in (b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<rss>", b"{\\rtf1 "):
        list(read_inner(beginning + data, Origin(name=f"a{suffix}", id="a", suffix=suffix)))


SLOW: list[tuple[str, bytes]] = [
    *((".xml", f"<rss><item><description><![CDATA[{piece * 300_000}]]></description></item></rss>".encode())
      for piece in ("<a ", "<a b='", "<!--", "&", "<script>")),
    (".eml", b"Subject: " + b"a b " * 300_000 + b"\n\nx"),
    (".eml", b"Subject: " + b"=?utf-8?q?a?= " * 100_000 + b"\n\nx"),
    (".eml", b"Content-Type: text/plain; " + b"a=b; " * 100_000 + b"\n\nx"),
    (".eml", b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 300_000),
    (".eml", b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000))),
    (".csv", b"text\n" + b'"' * 1_000_001),
    *((".rtf", b"{\\rtf1 " + piece * 300_000)
      for piece in (b"{", b"}", b"\\u", b"\\'", b"\\f0\\fcharset0 ", b"\\pict\\bin")),
    (".rtf", b"{\\rtf1 " + b'{\\field{\\*\\fldinst{HYPERLINK "' * 300_000),
    (".html", b"<html><body><p>" + b"<a b='" * 300_000),
    (".html", b"<html><head>" + b"<!--" * 300_000),
]  # fmt: skip


@pytest.mark.parametrize(("suffix", "data"), SLOW, ids=[f"{n}{row[0]}" for n, row in enumerate(SLOW)])
def test_files_that_are_built_to_take_long_take_seconds(suffix: str, data: bytes) -> None:
    from timeline.readers.archive import read_inner

    start = time.perf_counter()
    list(read_inner(data, Origin(name=f"a{suffix}", id="a", suffix=suffix)))
    assert time.perf_counter() - start < 15


# --- folders and the system ----------------------------------------------------------------------------------------


def test_a_folder_of_mixed_files(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "a.txt": "A.",
        "b.pdf": SOUND_PDF[:300],
        "c.docx": word(["C."]),
        "d.csv": "name,age\n",
        "e.xml": "<html/>",
        "f.zip": zipped({"g.txt": "G."}),
    }
    read_files(tmp_path, files)
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    results = list(find([str(tmp_path)]))
    assert [one.article.text for one in results if isinstance(one, Found)] == ["A.", "C.", "G."]
    kinds = {Path(one.article).name: one.kind for one in results if isinstance(one, Diagnostic)}
    assert kinds == {"b.pdf": "unreadable", "d.csv": "note", "e.xml": "note"}
    assert count([str(tmp_path)]) is None


def test_timelines_that_were_written_before_are_no_articles(tmp_path: Path) -> None:
    read_files(
        tmp_path, {"a.txt": "A.", "out/timeline.md": "# Timeline", "out/timeline.jsonl": "{}", "timeline.txt": "B."}
    )
    results = list(find([str(tmp_path)]))
    assert [one.article.text for one in results if isinstance(one, Found)] == ["A.", "B."]
    (left_out,) = [one for one in results if isinstance(one, Diagnostic)]
    assert left_out.kind == "note"
    assert left_out.message.endswith("left out, as no articles: out/timeline.jsonl, out/timeline.md")
    named = list(find([str(tmp_path / "out" / "timeline.md")]))
    assert [isinstance(one, Found) for one in named] == [True]


def test_a_file_that_shrinks_or_goes_while_it_is_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"a.txt": "A."}))
    good = tmp_path / "b.txt"
    good.write_text("Good.")
    results = find([str(good), str(path)])
    next(results)
    path.unlink()
    assert [one.message for one in results if isinstance(one, Diagnostic)] == [f"{path}: {os.strerror(2)}"]

    path.write_bytes(zipped({"a.txt": "A."}))

    def fail(*_: object) -> bytes:
        raise OSError(5, os.strerror(5))

    monkeypatch.setattr(zipfile.ZipFile, "open", fail)
    (message,) = [one.message for one in find([str(path)]) if isinstance(one, Diagnostic)]
    assert message == f"{path}/a.txt: is damaged, or compressed in a way that is not known"


# --- the table of readers ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", BUILT_IN, ids=lambda row: row.name)
def test_rows_of_the_table_say_what_the_readers_say(row: Any) -> None:
    reader = row.load()
    assert (reader.name, reader.suffixes, reader.many) == (row.name, row.suffixes, row.many)
    assert all(reader_for(suffix, b"") is row for suffix in row.suffixes)


def test_other_packages_may_bring_readers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import importlib.metadata

    from timeline.readers import registry
    from timeline.readers.base import Draft

    class Shouting:
        name, suffixes, many = "shout", (".shout", ".txt"), False

        def read(self, stream: Any, origin: Origin) -> Any:
            if not (text := stream.read().decode()):
                raise UnreadableError("is silent")
            yield Draft(text=text.upper(), place=origin.name)

    point = importlib.metadata.EntryPoint("shout", "x:y", registry.GROUP)
    monkeypatch.setattr(importlib.metadata.EntryPoint, "load", lambda _: Shouting)
    monkeypatch.setattr(importlib.metadata, "entry_points", lambda **_: [point])
    registry.readers.cache_clear()
    registry.suffixes.cache_clear()
    try:
        found, messages = read_files(tmp_path, {"a.shout": "They met.", "b.shout": "", "c.txt": "They left."})
    finally:
        registry.readers.cache_clear()
        registry.suffixes.cache_clear()
    assert [one.article.text for one in found] == ["THEY MET.", "They left."]
    assert messages == ["b.shout: is silent"]
