"""How well articles and their days are read, as the tables of docs/readers.md.

    python tools/accuracy_readers.py ../shared [--pages] [--each] [--inferred]

`--pages`: saved web pages (`data/articles/html/*.html.gz`) against what they say of themselves: the title against
`og:title`, the day against `article:published_time` or JSON-LD `datePublished`, which are taken out of the page before
it is read a second time, so that the search for a day is measured too. `--inferred`: the interval that
`timeline.published.infer` draws from the text alone against the true day of news articles
(`data/articles/wikinews.jsonl`), their datelines cut off, and of `data/timelines/t17`.
"""

from __future__ import annotations

import argparse
import gzip
import html
import json
import re
import sys
import time
from collections import Counter
from pathlib import Path

from timeline.published import infer
from timeline.readers.base import Origin, UnreadableError
from timeline.readers.encodings import decode_markup
from timeline.readers.html_page import read_page
from timeline.readers.published import PublishedError, is_day, parse_published

_OG_TITLE = re.compile(r"<meta[^>]*og:title[^>]*>", re.IGNORECASE)
_CONTENT = re.compile(r"content=(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_META_DAY = re.compile(r"<meta[^>]*(?:article:published_time|datePublished|parsely-pub-date)[^>]*>", re.IGNORECASE)
_JSON_DAY = re.compile(r"\"date(?:Published|Created|Modified)\"\s*:\s*\"([^\"]*)\"", re.IGNORECASE)
_ANY_FIELD = re.compile(
    r"<meta[^>]*(?:date|time|pub|modified|issued)[^>]*>|\"date\w+\"\s*:\s*\"[^\"]*\"|<time\b[^>]*>", re.IGNORECASE
)
_DATELINE = re.compile(r"^\w+day, \w+ \d+, \d{4}\s*")


def main() -> None:
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("data", type=Path, help="the folder that holds data/articles/")
    cli.add_argument("--pages", action="store_true")
    cli.add_argument("--inferred", action="store_true")
    cli.add_argument("--each", action="store_true", help="a line for every page")
    args = cli.parse_args()
    articles = args.data / "data" / "articles"
    if not articles.is_dir():
        sys.exit(f"{articles}: no such folder, so nothing can be measured")
    if args.pages or not args.inferred:
        pages(sorted((articles / "html").glob("*.html.gz")), each=args.each)
    if args.inferred or not args.pages:
        inferred([articles / "wikinews.jsonl"], each=args.each)
        inferred(sorted((args.data / "data" / "timelines" / "t17").glob("*.articles.jsonl")), each=args.each)


def pages(files: list[Path], *, each: bool) -> None:
    """Print the table of web pages."""
    counts: Counter[str] = Counter()
    start = time.perf_counter()
    for file in files:
        counts["pages"] += 1
        markup, _ = decode_markup(gzip.decompress(file.read_bytes()))
        title, day = own_title(markup), own_day(markup)
        try:
            draft = read_page(markup, Origin(name=file.name, id=file.stem))
        except UnreadableError as error:
            print(f"{file.name[:8]} {error}")
            counts["no article"] += 1
            continue
        counts["characters"] += len(draft.text)
        counts["title"] += bool(draft.metadata.title)
        counts["day from fields"] += bool(draft.metadata.published)
        counts["day searched"] += bool(draft.guess)
        if title:
            counts["own title"] += 1
            counts["title right"] += same_title(draft.metadata.title, title)
        if day:
            counts["own day"] += 1
            counts["day right"] += is_day(draft.metadata.published) and parse_published(draft.metadata.published) == day
            blind = read_page(_ANY_FIELD.sub("", markup), Origin(name=file.name, id=file.stem))
            counts["day found blind"] += blind.guess is not None
            counts["day right blind"] += blind.guess is not None and blind.guess.day == day
            if each and (blind.guess is None or blind.guess.day != day):
                print(file.name[:8], day, "searched:", blind.guess)
        if each:
            got = draft.metadata.published or (draft.guess and f"? {draft.guess.day}")
            print(f"{file.name[:8]} {got} {draft.metadata.published_in} | {day} | {draft.metadata.title} | {title}")
    seconds = time.perf_counter() - start
    for name, value in counts.items():
        print(f"{name:<20}{value}")
    print(f"{seconds:.1f} s")


def inferred(files: list[Path], *, each: bool) -> None:
    """Print how often an interval is found, holds the true day, and how long it is."""
    counts: Counter[str] = Counter()
    widths: list[int] = []
    for line in (line for file in files for line in file.read_bytes().splitlines()):
        article = json.loads(line)
        counts["articles"] += 1
        found = infer(_DATELINE.sub("", article["text"]))
        if found is None:
            continue
        right = (found.first or "") <= article["published"] <= (found.last or "9999")
        counts["with an interval"] += 1
        counts["true day in it"] += right
        counts["with a first day"] += found.first is not None
        counts["with a last day"] += found.last is not None
        if found.days is not None:
            widths.append(found.days)
        if each and not right:
            print(article["id"], article["published"], found)
    for name, value in counts.items():
        print(f"{name:<20}{value}")
    print(f"lengths of the closed ones, in days: {sorted(widths)}")


def own_title(markup: str) -> str:
    tag = _OG_TITLE.search(markup)
    content = _CONTENT.search(tag[0]) if tag else None
    return " ".join(html.unescape(content[1] or content[2] or "").split()) if content else ""


def own_day(markup: str) -> str:
    """By plain search in the markup, independently of the reader."""
    written = [(_CONTENT.search(tag[0]) or ("", "", ""))[1] or "" for tag in _META_DAY.finditer(markup)]
    written += [match[1] for match in _JSON_DAY.finditer(markup) if "published" in match[0].lower()]
    for value in written:
        try:
            return parse_published(value)
        except PublishedError:
            continue
    return ""


def same_title(ours: str, theirs: str) -> bool:
    """The same words, less a name of the site at the end of one of them."""
    one, other = (" ".join(re.findall(r"\w+", title.lower())) for title in (ours, theirs))
    return bool(one) and (one.startswith(other) or other.startswith(one))


if __name__ == "__main__":
    main()
