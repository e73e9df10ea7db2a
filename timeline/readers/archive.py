"""`.zip` of any other kind of input: unpacked in memory, member by member, in the order of their names."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import BinaryIO

from timeline.model import Diagnostic
from timeline.readers.articles_csv import ARTICLES_CSV, ArticlesTable, parse_articles_csv
from timeline.readers.base import Draft, Metadata, Origin, UnreadableError, note, unreadable
from timeline.readers.limits import DEFAULT_LIMITS
from timeline.readers.zipped import Package, SpentError

__all__ = ["CONTAINERS", "ArchiveReader", "read_inner"]

# Not opened within another container: a few kilobytes of nested archives unpack to more than any disk holds.
CONTAINERS = (".zip", ".eml")
_JUNK = ("__MACOSX/", ".")


class ArchiveReader:
    """Each member by the reader of its suffix; an `articles.csv` inside speaks of the members beside it."""

    name = "zip"
    suffixes = (".zip",)
    many = True

    def read(self, stream: BinaryIO, origin: Origin) -> Iterator[Draft | Diagnostic]:
        from timeline.readers.registry import suffixes

        limits = origin.limits or DEFAULT_LIMITS
        package = Package(stream, limits)
        tables = _tables(package, origin, limits.text)
        for table in tables.values():
            yield from table.diagnostics
        wanted: list[tuple[str, PurePosixPath]] = []
        others: list[tuple[str, PurePosixPath]] = []
        for name in sorted(package.names):
            path = PurePosixPath(name.replace("\\", "/"))
            if any(part.startswith(_JUNK) and part != ".." for part in path.parts) or path.name == ARTICLES_CSV:
                continue
            (wanted if path.suffix.lower() in suffixes() else others).append((name, path))
        if others:
            yield note(origin.name, f"left out, as no articles: {len(others)} files, such as {others[0][0]}")
        if not wanted:
            yield unreadable(origin.name, "holds no articles")
        stems = Counter(path.stem for _, path in wanted)
        for name, path in wanted:
            place = f"{origin.name}/{path}"
            try:
                _check_path(path)
                data = package.read(name, limits.document)
            except SpentError as error:
                raise UnreadableError(f"{error}; {path} and what follows are not read") from error
            except UnreadableError as error:
                yield unreadable(place, str(error))
                continue
            table = tables.get(path.parent) or ArticlesTable()
            inner = replace(
                origin,
                name=place,
                id=path.stem if stems[path.stem] == 1 else str(path),
                suffix=path.suffix.lower(),
                row=table.rows.get(path.name) or Metadata(),
                rows=table.within(path.name),
                inner=True,
            )
            yield from read_inner(data, inner)


def read_inner(data: bytes, origin: Origin) -> Iterator[Draft | Diagnostic]:
    """The drafts of a file that lies within another; what cannot be read is a `Diagnostic`, never an error."""
    from timeline.readers.registry import reader_for

    reader = reader_for(origin.suffix, data[:4096])
    if reader is None:
        yield unreadable(origin.name, f"{origin.suffix} files are not read")
        return
    try:
        for result in reader.read(io.BytesIO(data), origin):
            if isinstance(result, Draft) and result.origin is None:
                result = replace(result, origin=origin, shared=reader.many)
            yield result
    except UnreadableError as error:
        yield unreadable(origin.name, str(error))
    except RecursionError:
        yield unreadable(origin.name, "is nested too deeply")


def _check_path(path: PurePosixPath) -> None:
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        raise UnreadableError("has a name that points out of the archive; it is not read")
    if path.suffix.lower() == ".zip":
        raise UnreadableError("is an archive within an archive; unpack it first")


def _tables(package: Package, origin: Origin, limit: int) -> dict[PurePosixPath, ArticlesTable]:
    tables = {}
    for name in package.names:
        path = PurePosixPath(name)
        if path.name == ARTICLES_CSV:
            place = f"{origin.name}/{path}"
            try:
                tables[path.parent] = parse_articles_csv(package.read(name, limit), place)
            except UnreadableError as error:
                tables[path.parent] = ArticlesTable(diagnostics=(unreadable(place, str(error)),))
    return tables
