"""What was read, for a person: lines for the terminal, and the `articles.csv` to correct and feed back."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

from timeline.readers.articles_csv import guard
from timeline.readers.finish import Found

__all__ = ["COLUMNS", "describe", "write_articles_csv"]

COLUMNS = ("file", "published", "title", "url", "how", "evidence", "language", "characters", "warnings")
_LONGEST_TITLE = 70


def describe(found: Found) -> Iterator[str]:
    """A line with day, how it is known, length, language, id and title; below it the evidence and the warnings."""
    article = found.article
    title = article.title if len(article.title) <= _LONGEST_TITLE else article.title[: _LONGEST_TITLE - 1] + "…"
    words = len(article.text.split())
    language = found.language or "?"
    yield (
        f"{article.published or '????-??-??'}  {article.published_how:<8}  {words:>6} words  {language:<2}  "
        f"{article.id}  {title}"
    ).rstrip()
    for number, evidence in enumerate(found.evidence):
        yield f"    {'from' if number == 0 else f'also {evidence.day} from'} {evidence.words}"
    for warning in found.warnings:
        yield f"    ! {warning}"


def write_articles_csv(found: Iterable[Found], stream: TextIO, folder: Path) -> list[str]:
    """Writes the table for `folder`; returns the names of inputs that it cannot speak of, as they lie elsewhere.

    The columns after `url` are for the reader of the table and are not read back. A cell that a spreadsheet would
    take for a formula gets an apostrophe before it, which is taken away again when the table is read.
    """
    rows = csv.writer(stream)
    rows.writerow(COLUMNS)
    elsewhere: list[str] = []
    for one in found:
        article = one.article
        file = os.path.relpath(one.file, folder).replace(os.sep, "/")
        if file.startswith("../") or not Path(one.file).is_file():
            elsewhere.append(one.file)
            continue
        best = one.evidence[0].words if one.evidence else ""
        cells = (
            f"{file}#{article.id}" if one.shared else file,
            article.published or "",
            article.title,
            article.url,
            article.published_how,
            best,
            one.language,
            len(article.text),
            "; ".join(one.warnings),
        )
        rows.writerow([guard(str(cell)) for cell in cells])
    return list(dict.fromkeys(elsewhere))
