"""Drafts to articles: which title, which address, which publication date."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.model import Article, Diagnostic, PublishedHow
from timeline.readers.base import Draft, Origin, unreadable
from timeline.readers.published import PublishedError, find_dateline, find_in_name, parse_published

__all__ = ["finish"]

_LONGEST_HEADLINE = 160
_FEWEST_WORDS = 4


def finish(draft: Draft, origin: Origin, *, fallback: str | None) -> Iterator[Article | Diagnostic]:
    """The article of a draft, after a `Diagnostic` for each date in its metadata that is none.

    The publication date is the first of: the article's own metadata, the row of `articles.csv`, a dateline in the
    first lines, a day in the file name or address, and `fallback` (an ISO day) for an article that brings none.
    """
    published: str | None = None
    how: PublishedHow = "unknown"
    for metadata in (draft.metadata, origin.row):
        if published is None and metadata.published:
            try:
                published, how = parse_published(metadata.published), "metadata"
            except PublishedError as error:
                yield unreadable(metadata.place or draft.place, f"{error}; the article is read without it")
    url = draft.metadata.url or origin.row.url
    if published is None:
        published, how = _look_for_date(draft, origin, url, fallback)
    yield Article(
        id=draft.id or origin.id,
        text=draft.text,
        title=draft.metadata.title or origin.row.title or _headline(draft.text),
        url=url,
        published=published,
        published_how=how,
    )


def _look_for_date(draft: Draft, origin: Origin, url: str, fallback: str | None) -> tuple[str | None, PublishedHow]:
    if day := find_dateline(draft.text):
        return day, "dateline"
    # The folders above a file are about the person who keeps it, not about the article.
    if day := find_in_name(origin.name.replace("\\", "/").rpartition("/")[2]) or find_in_name(url):
        return day, "inferred"
    return (fallback, "given") if fallback else (None, "unknown")


def _headline(text: str) -> str:
    """The first line, where it reads like a headline: a Markdown heading, or a few words that end no sentence."""
    line = text.lstrip()[: _LONGEST_HEADLINE + 1].partition("\n")[0].strip()
    if line.startswith("#"):
        return line.lstrip("#").strip()
    wordy = len(line.split()) >= _FEWEST_WORDS and len(line) <= _LONGEST_HEADLINE
    return line if wordy and line != text.strip() and line[-1] not in ".:;," and not find_dateline(line) else ""
