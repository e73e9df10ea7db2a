"""Drafts to articles: which title, which address, which publication date, and on what evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from timeline.model import Article, Diagnostic, PublishedHow
from timeline.readers.base import Draft, Metadata, Origin, unreadable
from timeline.readers.dateline_abroad import read_dateline_abroad
from timeline.readers.published import PublishedError, find_in_name, in_greenwich, parse_published, read_dateline

__all__ = ["Evidence", "Found", "dateline_evidence", "finish", "with_evidence"]

_LONGEST_HEADLINE = 160
_FEWEST_WORDS = 4
_ADDRESS, _OPTION = "the address", "--published"
_DAYS_APART = 2  # a report reaches a site a day or two after its agency sent it


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One reason to take an ISO day for that of publication; `words` say where it was read."""

    day: str
    how: PublishedHow
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An article with all the evidence of its publication, the best first.

    `file` is the path or name of what was opened, `place` names the article in messages, `shared` tells that the
    file may hold more articles, `language` is what the text seems to be in ("" where nobody can tell).
    """

    article: Article
    file: str
    place: str
    evidence: tuple[Evidence, ...] = ()
    shared: bool = False
    language: str = ""
    warnings: tuple[str, ...] = ()


def finish(draft: Draft, origin: Origin, *, fallback: str | None, shared: bool = False) -> Iterator[Found | Diagnostic]:
    """The article of a draft, after a `Diagnostic` for each date in its metadata that is none.

    The publication date is the first of: the row of `articles.csv`, which a person wrote; the article's own metadata;
    a dateline in the first lines; a day in the file name or address; a line that tells of a change; `fallback` (an
    ISO day) for an article that brings none; a guess of the reader. A row for a file of many articles goes after
    what they bring themselves, unless it names the article.
    """
    file, given = origin.name, origin.rows
    origin = draft.origin or origin
    identity = draft.id or origin.id
    own_row = given.get(identity) or origin.rows.get(identity)
    row = own_row or origin.row
    evidence: list[Evidence] = []
    told = (
        [(row, "given"), (draft.metadata, "metadata")]
        if own_row or not shared
        else [(draft.metadata, "metadata"), (row, "given")]
    )
    for metadata, how in told:
        result = _told(metadata, how, draft)  # type: ignore[arg-type]
        if isinstance(result, Diagnostic):
            yield result
        elif result:
            evidence.append(result)
    url = row.url or draft.metadata.url or origin.url
    evidence += _look_for_dates(draft, origin, url, fallback)
    if evidence and evidence[0].how == "given":
        # A row that repeats what the article says itself adds nothing to it.
        agreeing = [one for one in evidence[1:] if one.day == evidence[0].day]
        evidence = [*agreeing[:1], *evidence] if agreeing else evidence
        evidence = list(dict.fromkeys(evidence))
    evidence = _in_the_place(evidence, draft.metadata.published)
    best = evidence[0] if evidence else None
    yield Found(
        article=Article(
            id=identity,
            text=draft.text,
            title=row.title or draft.metadata.title or _headline(draft.text),
            url=url,
            published=best.day if best else None,
            published_how=best.how if best else "unknown",
            pages=draft.pages,
        ),
        file=file,
        place=draft.place,
        evidence=tuple(evidence),
        shared=shared,
        warnings=tuple(_conflicts(evidence)),
    )


def dateline_evidence(text: str, language: str) -> Evidence | None:
    """The day in the first lines of a text in another language than English, whose months are known."""
    dateline = read_dateline_abroad(text, language)
    return Evidence(day=dateline.day, how="dateline", words=f"“{dateline.words}”") if dateline else None


def with_evidence(found: Found, evidence: Evidence | None) -> Found:
    """The same with the day of a dateline, in its place among the evidence: after what is told, before what is not."""
    if evidence is None:
        return found
    known = list(found.evidence)
    weaker = (n for n, one in enumerate(known) if one.how == "inferred" or one.words == _OPTION)
    at = next(weaker, len(known))
    known.insert(at, evidence)
    best = known[0]
    article = replace(found.article, published=best.day, published_how=best.how)
    return replace(found, article=article, evidence=tuple(known))


def _told(metadata: Metadata, how: PublishedHow, draft: Draft) -> Evidence | Diagnostic | None:
    if not metadata.published:
        return None
    try:
        day = parse_published(metadata.published)
    except PublishedError as error:
        return unreadable(metadata.place or draft.place, f"{error}; the article is read without it")
    return Evidence(day=day, how=how, words=metadata.published_in or metadata.place or draft.place)


def _look_for_dates(draft: Draft, origin: Origin, url: str, fallback: str | None) -> Iterator[Evidence]:
    dateline = read_dateline(draft.text)
    if dateline and not dateline.updated:
        yield Evidence(day=dateline.day, how="dateline", words=f"“{dateline.words}”")
    # The folders above a file are about the person who keeps it, not about the article.
    for name, words in ((origin.name.replace("\\", "/").rpartition("/")[2], "the file name"), (url, _ADDRESS)):
        if day := find_in_name(name):
            yield Evidence(day=day, how="inferred", words=words)
    if dateline and dateline.updated:
        yield Evidence(day=dateline.day, how="dateline", words=f"“{dateline.words}”")
    if fallback:
        yield Evidence(day=fallback, how="given", words=_OPTION)
    if draft.guess:
        yield Evidence(day=draft.guess.day, how="inferred", words=draft.guess.reason)


def _conflicts(evidence: list[Evidence]) -> Iterator[str]:
    """Days in metadata and first lines that cannot both be that of publication; a person's correction ends it."""
    best = evidence[0] if evidence else None
    for other in evidence[1:]:
        told = best is not None and {best.how, other.how} == {"metadata", "dateline"} and "pdated" not in other.words
        if best is not None and told:
            apart = abs((date.fromisoformat(best.day) - date.fromisoformat(other.day)).days)
            if apart > _DAYS_APART:
                yield f"was published {best.day} by {best.words}, but {other.day} by {other.words}; the first is used"


def _in_the_place(evidence: list[Evidence], written: str) -> list[Evidence]:
    """Where metadata gives the time of Greenwich, the address or first lines give the day before or after it, on
    which the paper appeared where it is at home; "on Monday" is that Monday."""
    if not (evidence and evidence[0].how == "metadata" and in_greenwich(written)):
        return evidence
    day = date.fromisoformat(evidence[0].day)
    near = [one for one in evidence[1:] if abs((date.fromisoformat(one.day) - day).days) == 1]
    local = [one for one in near if one.how == "dateline" or one.words == _ADDRESS]
    return [*local[:1], *(one for one in evidence if one not in local[:1])]


def _headline(text: str) -> str:
    """The first line, where it reads like a headline: a Markdown heading, or a few words that end no sentence."""
    line = text.lstrip()[: _LONGEST_HEADLINE + 1].partition("\n")[0].strip()
    if line.startswith("#"):
        return line.lstrip("#").strip()
    wordy = len(line.split()) >= _FEWEST_WORDS and len(line) <= _LONGEST_HEADLINE
    return line if wordy and line != text.strip() and line[-1] not in ".:;," and not read_dateline(line) else ""
