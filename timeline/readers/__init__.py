"""Files, folders, patterns and standard input to articles.

One module a format behind the `Reader` protocol (`base`), one row each in `registry`. What cannot be read comes as a
`Diagnostic` in its place, and the rest goes on.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO, cast

from timeline.model import Article, Diagnostic
from timeline.normalize.locales import is_known
from timeline.readers.base import Draft, Guess, Metadata, Origin, Reader, UnreadableError, note, unreadable
from timeline.readers.finish import Evidence, Found, dateline_evidence, finish, with_evidence
from timeline.readers.language import UNNAMED, detect_language, language_name
from timeline.readers.limits import DEFAULT_LIMITS, Limits
from timeline.readers.locate import STDIN, Located, is_address, locate
from timeline.readers.published import PublishedError, parse_published
from timeline.readers.registry import reader_for
from timeline.readers.twins import Twins

if TYPE_CHECKING:
    from timeline.readers.fetch import Fetch

__all__ = [
    "STDIN",
    "Draft",
    "Evidence",
    "Found",
    "Guess",
    "Limits",
    "Metadata",
    "Origin",
    "PublishedError",
    "Reader",
    "UnreadableError",
    "count",
    "find",
    "parse_published",
    "read",
]

_PEEK = 4096


def read(
    paths: Sequence[str],
    *,
    published: str | None = None,
    stdin: BinaryIO | None = None,
    limits: Limits = DEFAULT_LIMITS,
    fetch: Fetch | None = None,
    language: str | None = None,
) -> Iterator[Article | Diagnostic]:
    """The articles of the paths, one at a time, in the order of the paths and sorted within folders.

    `published` is the publication date of articles that bring none. `stdin` is what the path `-` reads. `fetch` loads
    the paths that are addresses of the web (`timeline.readers.fetch.fetch`); without it they are not read. `language`
    is the ISO 639-1 code of what all texts are in; without it each is looked at. Raises `PublishedError` at once where
    `published` is no date.
    """
    found = find(paths, published=published, stdin=stdin, limits=limits, fetch=fetch, language=language)
    return (one.article if isinstance(one, Found) else one for one in found)


def find(
    paths: Sequence[str],
    *,
    published: str | None = None,
    stdin: BinaryIO | None = None,
    limits: Limits = DEFAULT_LIMITS,
    fetch: Fetch | None = None,
    language: str | None = None,
) -> Iterator[Found | Diagnostic]:
    """As `read`, each article with the evidence of its publication and what is remarkable about it."""
    fallback = None if published is None else parse_published(published)
    return _find_all(paths, fallback, stdin, limits, fetch, language)


def count(paths: Sequence[str]) -> int | None:
    """How many articles `read` will come to at most, None where one file or stream may hold any number."""
    located = [entry for entry in locate(paths) if isinstance(entry, Located)]
    for entry in located:
        reader = reader_for(entry.origin.suffix, b"") if entry.origin.suffix else None
        if entry.path is None or reader is None or reader.many:
            return None
    return len(located)


def _find_all(
    paths: Sequence[str],
    fallback: str | None,
    stdin: BinaryIO | None,
    limits: Limits,
    fetch: Fetch | None,
    language: str | None,
) -> Iterator[Found | Diagnostic]:
    ids: Counter[str] = Counter()
    twins = Twins()
    for entry in locate(paths):
        if isinstance(entry, Diagnostic):
            yield entry
            continue
        entry = replace(entry, origin=replace(entry.origin, limits=limits))
        for result in _read_one(entry, fallback, stdin, fetch):
            if isinstance(result, Found):
                identity = result.article.id
                ids[identity] += 1
                if ids[identity] > 1:
                    unique = _next_free(identity, ids)
                    yield note(identity, f"a second article has this id; it is now {unique}")
                    result = replace(result, article=replace(result.article, id=unique))
                result = _remarked(result, twins, language)
                yield result
                yield from (note(result.place, warning) for warning in result.warnings)
            else:
                yield result


def _remarked(found: Found, twins: Twins, given: str | None) -> Found:
    """With its language, and what a person should know before the article is used."""
    article = found.article
    language = given or detect_language(article.text)
    warnings: list[str] = []
    if language not in ("en", ""):
        read = language != UNNAMED and is_known(language)
        if given is None:
            how = "only its whole dates are read" if read else "only English is understood"
            hint = "; with --language its whole dates are read" if language == UNNAMED else ""
            warnings.append(f"seems to be in {language_name(language)}; {how}{hint}")
        article = replace(article, language=language if read else "en")
        if read:
            found = with_evidence(replace(found, article=article), dateline_evidence(article.text, language))
            article = found.article
    if twin := twins.add(article.id, article.text):
        other, share = twin
        alike = "the same text as" if share == 1 else f"nearly the same text as ({share:.0%})"
        original = twins.original(article.id)
        warnings.append(f"is {alike} {other}" + ("; they count as one source" if original else ""))
        article = replace(article, copy_of=original)
    return replace(found, article=article, language=language, warnings=(*found.warnings, *warnings))


def _next_free(identity: str, ids: Counter[str]) -> str:
    while True:
        unique = f"{identity}-{ids[identity]}"
        if unique not in ids:
            ids[unique] = 1
            return unique
        ids[identity] += 1


def _read_one(
    entry: Located, fallback: str | None, stdin: BinaryIO | None, fetch: Fetch | None
) -> Iterator[Found | Diagnostic]:
    origin = entry.origin
    try:
        if entry.path is None and is_address(origin.name):
            origin, stdin = _fetched(origin, fetch)
        with _open(entry, stdin) as stream:
            reader = reader_for(origin.suffix, stream.peek(_PEEK))
            if reader is None:
                yield unreadable(origin.name, f"{origin.suffix} files are not read")
                return
            for result in reader.read(stream, origin):
                if isinstance(result, Diagnostic):
                    yield result
                else:
                    yield from finish(result, origin, fallback=fallback, shared=reader.many)
    except UnreadableError as error:
        yield unreadable(origin.name, str(error))
    except RecursionError:
        yield unreadable(origin.name, "is nested too deeply")
    except OSError as error:
        yield unreadable(origin.name, error.strerror or "cannot be read")


def _fetched(origin: Origin, fetch: Fetch | None) -> tuple[Origin, BinaryIO]:
    if fetch is None:
        raise UnreadableError("is an address of the web, which is loaded only with --fetch")
    loaded = fetch(origin.name, origin.limits or DEFAULT_LIMITS)
    return replace(origin, suffix=loaded.suffix, url=loaded.url), io.BytesIO(loaded.data)


def _open(entry: Located, stdin: BinaryIO | None) -> AbstractContextManager[io.BufferedReader]:
    if entry.path is not None:
        return entry.path.open("rb")
    stream = stdin or io.BytesIO()
    # To close standard input is the caller's business.
    return nullcontext(
        stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stream))
    )
