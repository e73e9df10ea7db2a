"""Paths, folders, patterns and `-` to the places where articles lie."""

from __future__ import annotations

import glob
import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path, PurePosixPath

from timeline.model import Diagnostic
from timeline.readers.articles_csv import ARTICLES_CSV, ArticlesTable, read_articles_csv
from timeline.readers.base import Metadata, Origin, note, unreadable
from timeline.readers.registry import suffixes

__all__ = ["STDIN", "Located", "is_address", "locate"]

STDIN = "-"
_NAMED_AT_MOST = 5
# What `timeline build` writes. To take a timeline for an article would make its events their own witnesses.
_OUTPUT = re.compile(r"timeline\.(?:csv|google\.csv|html|jsonl|md|pdf|timelinejs\.csv)$", re.IGNORECASE)
_FIRST_WEB_YEAR = 1991
_PAGES = frozenset({".html", ".htm", ".xhtml"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """A file to read, or where `path` is None an address of the web (the name of its origin) or standard input."""

    path: Path | None
    origin: Origin


def locate(paths: Sequence[str]) -> list[Located | Diagnostic]:
    """The files that the paths name, in their order and sorted within folders, each once; no article is opened.

    Folders are searched with their subfolders, less hidden ones. What is missing, and a folder without articles,
    comes as a `Diagnostic` in its place.
    """
    found: list[Located | Diagnostic] = []
    seen: set[str] = set()
    tables = _Tables()
    for path in paths:
        for entry in _expand(path, tables):
            if isinstance(entry, Located):
                key = entry.origin.name if entry.path is None else os.path.realpath(entry.path)
                if key in seen:
                    continue
                seen.add(key)
            found.append(entry)
    return _with_unique_ids([*tables.diagnostics, *found])


class _Tables:
    """The `articles.csv` of every folder that is touched, read once."""

    def __init__(self) -> None:
        self.diagnostics: list[Diagnostic] = []
        self.of = cache(self._read)

    def _read(self, folder: Path) -> ArticlesTable:
        table = read_articles_csv(folder)
        self.diagnostics.extend(table.diagnostics)
        return table

    def origin(self, path: Path, root: Path | None) -> Origin:
        """The file with what the table beside it says, else the table of the folder that was asked for."""
        tables = [(self.of(path.parent), path.name)]
        if root is not None and root != path.parent:
            tables.append((self.of(root), path.relative_to(root).as_posix()))
        rows = (table.rows[name] for table, name in tables if name in table.rows)
        within = (table.within(name) for table, name in tables)
        return Origin(
            name=str(path),
            id=path.stem,
            suffix=path.suffix.lower(),
            row=next(rows, Metadata()),
            rows=next((inner for inner in within if inner), {}),
            latest=_last_change(path),
            named=root is None,
        )


def _expand(path: str, tables: _Tables) -> Iterator[Located | Diagnostic]:
    if path == STDIN:
        yield Located(path=None, origin=Origin(name="standard input", id="stdin"))
    elif is_address(path):
        yield Located(path=None, origin=Origin(name=path, id=_id_of(path)))
    elif Path(path).is_dir():
        yield from _expand_folder(Path(path), tables)
    elif os.path.lexists(path):
        yield from _expand_file(Path(path), tables)
    elif glob.has_magic(path):
        matches = sorted(glob.glob(path, recursive=True))
        if not matches:
            yield unreadable(path, "no file fits this pattern")
        for match in matches:
            yield from _expand(match, tables)
    else:
        yield unreadable(path, "no such file or folder")


def _expand_file(path: Path, tables: _Tables) -> Iterator[Located | Diagnostic]:
    suffix = path.suffix.lower()
    if path.name == ARTICLES_CSV:  # named by a pattern such as seeds/*: it is about the articles, and none itself
        return
    if suffix and suffix not in suffixes():
        yield unreadable(str(path), f"{suffix} files are not read; known are {', '.join(suffixes())}")
        return
    yield Located(path=path, origin=tables.origin(path, None))


def _expand_folder(folder: Path, tables: _Tables) -> Iterator[Located | Diagnostic]:
    articles: list[Path] = []
    others: list[str] = []
    troubles: list[OSError] = []
    for base, folders, names in os.walk(folder, onerror=troubles.append):
        pages = {Path(name).stem for name in names if Path(name).suffix.lower() in _PAGES}
        folders[:] = sorted(name for name in folders if not (name.startswith(".") or _is_of_page(name, pages)))
        for name in names:
            path = Path(base, name)
            if name == ARTICLES_CSV or name.startswith("."):
                continue
            if path.suffix.lower() in suffixes() and not _OUTPUT.match(name):
                articles.append(path)
            else:
                others.append(path.relative_to(folder).as_posix())
    for trouble in troubles:
        yield unreadable(str(trouble.filename), trouble.strerror or "cannot be listed")
    for name in sorted(tables.of(folder).rows):
        if not (folder / name).exists() and not (folder / name.rpartition("#")[0]).is_file():
            yield unreadable(tables.of(folder).rows[name].place, f"names {name}, which is not in the folder")
    if not articles and not troubles:
        yield unreadable(str(folder), f"the folder holds no articles ({', '.join(suffixes())})")
    if others:
        more = f" and {len(others) - _NAMED_AT_MOST} more" if len(others) > _NAMED_AT_MOST else ""
        yield note(str(folder), f"left out, as no articles: {', '.join(sorted(others)[:_NAMED_AT_MOST])}{more}")
    for path in sorted(articles, key=lambda path: path.relative_to(folder).as_posix()):
        yield Located(path=path, origin=tables.origin(path, folder))


def _is_of_page(folder: str, pages: set[str]) -> bool:
    """Whether a browser put the pictures and frames of a saved page into the folder ("page_files" of "page.html")."""
    stem, separator, word = folder.rpartition("_")
    return bool(separator) and word == "files" and stem in pages


def is_address(path: str) -> bool:
    """Whether a path is an address of the web."""
    return path.lower().startswith(("http://", "https://"))


def _id_of(address: str) -> str:
    """The last part of an address that has a name, as a file of it would be called."""
    parts = [part for part in address.partition("?")[0].split("/")[2:] if part]
    return (PurePosixPath(parts[-1]).stem or parts[-1]) if parts else address


def _last_change(path: Path) -> str | None:
    """The ISO day (UTC) of the last change of a file, unless it is one that archives put where they know none."""
    try:
        changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except (OSError, OverflowError, ValueError):
        return None
    return changed.date().isoformat() if changed.year >= _FIRST_WEB_YEAR else None


def _with_unique_ids(entries: list[Located | Diagnostic]) -> list[Located | Diagnostic]:
    """Ids are file stems; where stems meet, the folder goes before them, then the whole path takes their place."""
    located = [entry for entry in entries if isinstance(entry, Located)]
    stems = Counter(entry.origin.id for entry in located)
    folders = Counter(_with_folder(entry) for entry in located)
    unique: list[Located | Diagnostic] = []
    for entry in entries:
        if isinstance(entry, Located) and stems[entry.origin.id] > 1:
            longer = _with_folder(entry)
            identity = longer if folders[longer] == 1 else entry.origin.name.replace(os.sep, "/")
            entry = replace(entry, origin=replace(entry.origin, id=identity))
        unique.append(entry)
    return unique


def _with_folder(entry: Located) -> str:
    return f"{entry.path.absolute().parent.name}/{entry.origin.id}" if entry.path else entry.origin.id
