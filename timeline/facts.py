"""Facts that tell when a text was written: who held an office from which day to which (`rules/<language>/facts.toml`).

Nobody is called "President X" before the first day in office, nor "former President X" before the last. A sentence that
tells of today, Friday or last week and calls somebody by the office was written while it was held; without such a word
it may tell of the past.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from itertools import chain
from pathlib import Path
from typing import Any

__all__ = ["Facts", "FactsError", "Term", "load_facts"]

_LONGEST_NAME = 60
_BEFORE = 40  # characters before a title that may say that it is not, or no longer, or not yet held
_FORMER = re.compile(
    r"(?i)\b(?:former|ex|one-time|onetime|past)(?:\s|-)(?:(?!(?:of|to|for|by|with|under|from|and)\s)[\w.]+\s){0,2}$"
)
_NOT_HELD = re.compile(
    r"(?i)\b(?:then|deputy|vice|assistant|acting|interim|incoming|future|potential|possible|late|an?|of|after|named|honou?ring)[\s-]$"
)
_OF_NOW = re.compile(
    r"(?i)\b(?:today|yesterday|tonight|tomorrow|(?<!that\s)(?<!following\s)(?<!next\s)(?<!previous\s)(?:mon|tues|wednes"
    r"|thurs|fri|satur|sun)day"
    r"|this\s(?:week|month|morning|afternoon|evening)|last\s(?:week|night))\b"
)
_OFFICE_NOW = re.compile(r"\s(?:says|has|will|is|plans|wants)\b")
_OF_THEN = re.compile(r"(?i)\b(?:1[5-9]|20)\d\d\b|\bformer\b")
_SENTENCE = re.compile(r"[.!?][\"'”’)\]]*\s|\n")
_REACH = 400  # characters of a sentence on either side that are looked at


class FactsError(ValueError):
    """A table of facts that is none; the message names the file and the row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """The ISO days from which and until which somebody held an office; `last` is None while it lasts."""

    first: str
    last: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Who held an office when: by title, then by name as it stands after the title."""

    terms: Mapping[str, Mapping[str, tuple[Term, ...]]]
    titles: re.Pattern[str]
    names: Mapping[str, re.Pattern[str]]

    @classmethod
    def none(cls) -> Facts:
        """No facts at all."""
        return _made(())

    def bounds(self, text: str) -> Iterator[tuple[str, str, str]]:
        """For each holder of an office: the first day on which the text was written, the last, and why; "" for none."""
        for title in self.titles.finditer(text):
            name = self.names[title[0]].match(text, title.end(), title.end() + _LONGEST_NAME)
            before = text[max(0, title.start() - _BEFORE) : title.start()]
            if name is None or _NOT_HELD.search(before):
                continue
            terms = self.terms[title[0]][name[1]]
            words = f"“{title[0]} {name[1]}”"
            if _FORMER.search(before):
                if ends := [term.last for term in terms if term.last]:
                    yield min(ends), "", f"{words} is out of office"
                continue
            ends = [term.last or "" for term in terms]
            of_now = all(ends) and _tells_of_now(text, title.start(), name.end())
            yield min(term.first for term in terms), max(ends) if of_now else "", f"{words} is in office"


def _tells_of_now(text: str, start: int, end: int) -> bool:
    earliest = max(0, start - _REACH)
    begin = max((match.end() for match in _SENTENCE.finditer(text, earliest, start)), default=earliest)
    stop = _SENTENCE.search(text, end, end + _REACH)
    sentence = text[begin : stop.start() if stop else end + _REACH]
    of_now = _OF_NOW.search(sentence) or _OFFICE_NOW.match(text, end)
    return bool(of_now) and not _OF_THEN.search(sentence)


@cache
def load_facts(file: Path | None = None, *, language: str = "en") -> Facts:
    """The table that comes along, with the rows of `file` after it.

    A language without a table has no facts. Raises `FactsError` for a file that is no such table, `OSError` for one
    that cannot be read.
    """
    own = resources.files("timeline") / "rules" / language / "facts.toml"
    tables = [("facts.toml", own.read_text(encoding="utf-8"))] if own.is_file() else []
    if file is not None:
        tables.append((str(file), file.read_text(encoding="utf-8")))
    return _made(chain.from_iterable(_rows(place, table) for place, table in tables))


def _made(rows: Iterable[tuple[str, str, Term]]) -> Facts:
    terms: dict[str, dict[str, tuple[Term, ...]]] = {}
    for title, name, term in rows:
        known = terms.setdefault(title, {})
        known[name] = (*known.get(name, ()), term)
    return Facts(
        terms=terms,
        titles=re.compile(rf"\b(?:{_alternatives(terms)})(?=\s)" if terms else r"(?!)"),
        names={title: re.compile(rf"\s({_alternatives(names)})\b") for title, names in terms.items()},
    )


def _alternatives(words: Mapping[str, object]) -> str:
    """The longest first: "George W. Bush" before "George"."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _rows(place: str, table: str) -> Iterator[tuple[str, str, Term]]:
    try:
        offices = tomllib.loads(table).get("office", [])
    except tomllib.TOMLDecodeError as error:
        raise FactsError(f"{place}: {error}") from error
    for office in offices:
        for row in office.get("terms", ()):
            term = _term(row, place)
            for title in office.get("titles", ()):
                yield from ((title, name, term) for name in row[0].split("|"))


def _term(row: Any, place: str) -> Term:
    try:
        names, first, last = row
        if not names or date.fromisoformat(first) > date.fromisoformat(last or "9999-12-31"):
            raise ValueError("the last day lies before the first, or there is no name")
    except (TypeError, ValueError) as error:
        raise FactsError(f'{place}: {row!r} is no row ["name|name", "2001-01-20", "2009-01-20"]: {error}') from error
    return Term(first=first, last=last or None)
