"""Text to tokens, each with its class of the lexicon: one pass, linear in the length of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from timeline.rulebook import Entry, Rulebook, load

__all__ = ["Token", "Tokens", "tokenize"]

# The name of a group is the class of its tokens, but for NUMBER, SHORT, WORD and MARK, which are looked at again.
_TOKEN = re.compile(
    r"(?P<BREAK>\n[ \t\r]*\n\s*)"
    r"|(?P<ISO>(?<![\w/.-])\d{4}-[01]\d-[0-3]\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-]))"
    r"|(?P<NUMERIC>(?<![\w/.-])(?:\d{1,2}(?P<sep>[/.-])\d{1,2}(?P=sep)(?:\d{4}|\d\d)"
    r"|\d{4}(?P<sep2>[/.])\d{1,2}(?P=sep2)\d{1,2})(?![\w/-]|[.]\d))"
    r"|(?P<LAP>(?<![\w:.])\d{1,2}:\d\d:\d\d(?![\w:]|-\d))"
    r"|(?P<CLOCK>(?<![\w:.])\d{1,2}:\d\d(?![\w:]|-\d))"
    r"|(?P<DECADE>(?<![\w-])['’‘]?\d0['’]?s\b|(?<![\w,.])(?:1\d|20|\d)\d0['’]?s\b)"
    r"|(?P<YEAR2>(?<![\w'’‘])['’‘]\d\d(?!\w))"
    r"|(?P<ORDINAL>\d{1,3}(?:st|nd|rd|th)\b)"
    r"|(?P<MONEY>(?:[$£€¥#№]|US\$)\s?\d[\d,.]{0,20}\d|[$£€¥#№]\s?\d"
    r"|\d[\d,.]{0,20}\s?(?:%|°|percent\b|per cent\b))"
    r"|(?P<NUMBER>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"|(?P<FYSHORT>FY\s?(?:20)?\d\d\b)"
    r"|(?P<SHORT>[QH][1-4]\b)"
    r"|(?P<OCLOCK>[oO]['’]clock\b)"
    r"|(?P<WORD>[^\W\d_]+(?:\.[^\W\d_](?![^\W\d_]))*)"
    r"|(?P<POSSESSIVE>['’]s?(?!\w))"
    r"|(?P<MARK>\S)"
)
_DASHES = {"–": "-", "—": "--", "‑": "-", "‐": "-"}
_UNKNOWN = "\uf8ff"  # the class character of marks that no rule names
_LAST_YEAR = 2199  # a greater number of four digits is a count
_HUGE = 10**15


class Token(NamedTuple):
    """One token: its place in the text, its class, and its value (that of the lexicon, of a number, or its text)."""

    start: int
    end: int
    cls: str
    value: Any


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text and its string of class characters, one a token."""

    text: str
    items: list[Token]
    codes: str


def tokenize(text: str, *, language: str = "en") -> Tokens:
    """Tokens with their classes. A phrase of the lexicon ("good friday") is one token."""
    book = load(language)
    chars, phrases = book.alphabet.classes, book.phrases
    items: list[Token] = []
    codes: list[str] = []
    position = 0
    while (match := _TOKEN.search(text, position)) is not None:
        kind, raw = match.lastgroup, match.group()
        start, position = match.span()
        if kind == "WORD" or kind == "SHORT":
            lower = raw.lower()
            found = _phrase(text, start, phrases[lower], first=lower) if lower in phrases else None
            if found is not None:
                position, entry = found
                cls, value = entry.cls, entry.value
            else:
                cls, value = _word(raw, lower, book)
        else:
            cls, value = _figures(str(kind), raw)
        items.append(Token(start, position, cls, value))
        codes.append(chars.get(cls, _UNKNOWN))
    return Tokens(text, items, "".join(codes))


def _word(raw: str, lower: str, book: Rulebook) -> tuple[str, Any]:
    """Class and value of a word: of the lexicon, else its own where a rule names it."""
    for entry in book.words.get(lower, ()):
        if not entry.capital or raw[0].isupper():
            return entry.cls, entry.value
    if lower in book.alphabet.literals:
        return f"'{lower}'", None
    return ("CAPITALISED" if raw[0].isupper() else "WORD"), None


def _phrase(
    text: str, start: int, options: Sequence[tuple[tuple[str, ...], Entry]], *, first: str
) -> tuple[int, Entry] | None:
    """End and entry of the longest phrase at a place; blanks, one line end or a hyphen may part its words."""
    for words, entry in options:
        position = start + len(first)
        for word in words:
            gap = position
            while position < len(text) and text[position] in " \n\u00a0-":
                position += 1
            here = text[position : position + len(word)].lower().replace("’", "'")
            if not 0 < position - gap <= 2 or here != word:
                break
            position += len(word)
        else:
            if (position >= len(text) or not text[position].isalnum()) and (not entry.capital or text[start].isupper()):
                return position, entry
    return None


def _figures(kind: str, raw: str) -> tuple[str, Any]:
    """Class and value of what is no word."""
    if kind == "NUMBER":
        return _number(raw)
    if kind == "MARK":
        return f"'{_DASHES.get(raw, raw)}'", None
    if kind == "ORDINAL":
        return kind, int(raw[:-2])
    return kind, None if kind == "POSSESSIVE" else raw


def _number(raw: str) -> tuple[str, Any]:
    """Class and value of a number: what it can be in a date, by its size and its digits.

    DECIMAL; Y a year of four digits; Y3 three digits; D12 a month, day or hour; D31 a day; D99 two digits; N another.
    """
    plain = raw.replace(",", "")
    if "." in plain:
        return "DECIMAL", float(plain)
    value = int(plain) if len(plain) < 16 else _HUGE
    length = len(plain)
    if "," in raw or value > _LAST_YEAR or value == 0 or length > 4:
        return "N", value
    if length == 4:
        return ("Y" if value >= 1000 else "N"), value
    if length == 3:
        return "Y3", value
    return ("D12" if value <= 12 else "D31" if value <= 31 else "D99"), value
