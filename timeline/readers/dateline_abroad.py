"""The day in the first lines of a text in another language than English: "Berlin, 9. März 2025", "Publié le 9 mars"."""

from __future__ import annotations

import re

from timeline.normalize.locales import find_dates
from timeline.readers.published import Dateline, first_lines

__all__ = ["read_dateline_abroad"]

# What may stand before the day: nothing, a place or weekday with a comma, or a word for publishing.
_BEFORE = re.compile(
    r"(?:[^\W\d_][\w.’'-]*(?:\s[^\W\d_][\w.’'-]*){0,3}(?:\s?\([^()]*\))?,"
    r"|(?i:publi\w*|pubbl\w*|veröffentlicht|erschienen|stand|опубл\w*|дата|date|datum|fecha|data|gepubliceerd)"
    r"(?:\s(?:le|am|el|il|em|op|den|a))?\s?:?)?\s*$"
)
_AFTER = re.compile(
    r"\s*(?:года|году|г\.|року|р\.|r\.)?,?\s*"
    r"(?:(?:à|um|a\sle|às)?\s?\d{1,2}[.:h]\d\d.{0,12}|[—–|·•(].*|-\s.*)?$"
)


def read_dateline_abroad(text: str, code: str) -> Dateline | None:
    """The first whole day that heads a line; a day in the run of a sentence is none. `code` is of a known language."""
    for line in first_lines(text):
        for timex, reading in find_dates(line, code):
            before, after = line[: timex.span.start], line[timex.span.end :]
            if reading.day is None or not _BEFORE.match(before) or not _AFTER.match(after):
                break
            if before[:1].islower() and before.rstrip().endswith(","):
                break  # the middle of a sentence
            day = f"{reading.year:04}-{reading.month:02}-{reading.day:02}"
            return Dateline(day=day, words=f"{before}{timex.text}".strip())
    return None
