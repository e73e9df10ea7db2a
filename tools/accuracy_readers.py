"""How well articles and their days are read, as the tables of docs/readers.md.

    python tools/accuracy_readers.py ../shared [--pages] [--each] [--inferred]

`--pages`: saved web pages (`data/articles/html/*.html.gz`) against what they say of themselves: the title against
`og:title`, the day against `article:published_time` or JSON-LD `datePublished`, which are taken out of the page before
it is read a second time, so that the search for a day is measured too. `--inferred`: the interval that
`timeline.published.infer` draws from the text alone against the true day of news articles
(`data/articles/wikinews.jsonl`), their datelines cut off, and of `data/timelines/t17`, with and without the table of
facts; the expressions that it dates against what they are on the true day; and the same for intervals of given length
that are laid around the true day, as few texts tell of a short one.
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
from datetime import date, timedelta
from pathlib import Path

from timeline.anchor import anchor
from timeline.edtf import Edtf
from timeline.facts import Facts
from timeline.guessed import date_within, tag_undated
from timeline.model import Span
from timeline.published import Inferred, infer
from timeline.readers.base import Origin, UnreadableError
from timeline.readers.encodings import decode_markup
from timeline.readers.html_page import read_page
from timeline.readers.published import PublishedError, is_day, parse_published
from timeline.tagging import read_expressions, tag

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
    """Print how often an interval is found, holds the true day, how long it is, and what it dates."""
    counts: Counter[str] = Counter()
    widths: list[int] = []
    laid: dict[int, Counter[str]] = {days: Counter() for days in (1, 7, 31, 92, 366, 1461)}
    start = time.perf_counter()
    for line in (line for file in files for line in file.read_bytes().splitlines()):
        article = json.loads(line)
        text, day = _DATELINE.sub("", article["text"]), article["published"]
        counts["articles"] += 1
        bare = infer(text, facts=Facts.none())
        counts["with an interval, without facts"] += bare is not None
        counts["true day in it, without facts"] += bare is not None and _holds(bare, day)
        counts["closed, without facts"] += bare is not None and bare.days is not None
        dated, found = tag_undated(text)
        truth = {one.timex.span: one.edtf for one in tag(text, published=day)}
        for days, of_length in laid.items():
            of_length.update(_dates_within(text, _around(day, days, seed=counts["articles"]), truth))
        if found is None:
            continue
        right = _holds(found, day)
        counts["with an interval"] += 1
        counts["true day in it"] += right
        counts["with a first day"] += found.first is not None
        counts["with a last day"] += found.last is not None
        counts["closed"] += found.days is not None
        counts["narrower by facts"] += bare is None or (bare.first, bare.last) != (found.first, found.last)
        counts["expressions dated"] += sum(one.guessed for one in dated)
        counts["of them right"] += sum(one.guessed and truth.get(one.timex.span) == one.edtf for one in dated)
        if found.days is not None:
            widths.append(found.days)
        if each and not right:
            print(article["id"], day, found)
        if each:
            for one in (one for one in dated if one.guessed and truth.get(one.timex.span) != one.edtf):
                print(article["id"], day, one.timex.text, one.edtf, truth.get(one.timex.span), one.because)
    for name, value in counts.items():
        print(f"{name:<34}{value}")
    print(f"lengths of the closed ones, in days: {sorted(widths)}")
    for days, of_length in laid.items():
        print(f"within {days:>4} days around the true day: {dict(of_length)}")
    print(f"{time.perf_counter() - start:.1f} s")


def _holds(interval: Inferred, day: str) -> bool:
    return (interval.first or "") <= day <= (interval.last or "9999")


def _around(day: str, days: int, *, seed: int) -> Inferred:
    """An interval that holds the day, at a place in it that differs from article to article."""
    first = date.fromisoformat(day) - timedelta(days=seed * 7919 % days)
    return Inferred(first=first.isoformat(), last=(first + timedelta(days=days - 1)).isoformat(), reason="laid")


def _dates_within(text: str, interval: Inferred, truth: dict[Span, Edtf | None]) -> Counter[str]:
    found = read_expressions(text)
    plain = anchor(text, found, published=None)
    counts: Counter[str] = Counter()
    for before, after in zip(plain, date_within(text, found, plain, interval), strict=True):
        true = truth.get(after.timex.span)
        counts["undated without"] += before.edtf is None and true is not None
        counts["dated"] += after.guessed
        counts["right"] += after.guessed and after.edtf == true
        counts["changed"] += after.guessed and before.edtf is not None
        counts["changed, right before"] += after.guessed and before.edtf is not None and before.edtf == true
        counts["changed, right after"] += after.guessed and before.edtf is not None and after.edtf == true
    return counts


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
