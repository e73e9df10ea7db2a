"""Text to time-expression spans. Takes a `str`; needs no trained model.

One pass cuts the text into tokens and gives each a class of the lexicon; the rules then run over the string of classes
(see `rulebook`). At each place the longest match wins, and among equals the rule that stands first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from timeline.model import Span, Timex
from timeline.rulebook import Rule, Rulebook, load

__all__ = ["Mention", "Token", "Tokens", "find", "tokenize"]

_TOKEN = re.compile(
    r"(?P<BREAK>\n[ \t\r]*\n\s*)"
    r"|(?P<ISO>(?<![\w/.-])\d{4}-[01]\d-[0-3]\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-]))"
    r"|(?P<NUMERIC>(?<![\w/.-])(?:\d{1,2}(?P<sep>[/.-])\d{1,2}(?P=sep)(?:\d{4}|\d\d)|\d{4}(?P<sep2>[/.])\d{1,2}(?P=sep2)\d{1,2})(?![\w/-]|[.]\d))"
    r"|(?P<CLOCK>(?<![\w:.])\d{1,2}:\d\d(?::\d\d)?(?![\w:]|-\d))"
    r"|(?P<DECADE>(?<![\w-])['’‘]?\d0['’]?s\b|(?<![\w,.])(?:1\d|20|\d)\d0['’]?s\b)"
    r"|(?P<YEAR2>(?<![\w'’‘])['’‘]\d\d(?!\w))"
    r"|(?P<ORDINAL>\d{1,3}(?:st|nd|rd|th)\b)"
    r"|(?P<MONEY>(?:[$£€¥#№]|US\$)\s?\d[\d,.]{0,20}\d|[$£€¥#№]\s?\d|\d[\d,.]{0,20}\s?(?:%|°|percent\b|per cent\b))"
    r"|(?P<NUMBER>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"|(?P<FYSHORT>FY\s?(?:20)?\d\d\b)"
    r"|(?P<SHORT>[QH][1-4]\b)"
    r"|(?P<OCLOCK>[oO]['’]clock\b)"
    r"|(?P<WORD>[^\W\d_]+(?:\.[^\W\d_](?![^\W\d_]))*)"
    r"|(?P<POSSESSIVE>['’]s?(?!\w))"
    r"|(?P<MARK>\S)"
)
_DASHES = {"–": "-", "—": "--", "‑": "-", "‐": "-"}


@dataclass(slots=True)
class Token:
    """One token with its value in the lexicon (a month's number, a number's value) and its class."""

    start: int
    end: int
    cls: str
    value: Any


@dataclass(slots=True)
class Tokens:
    """The tokens of a text and its string of class characters, one a token."""

    text: str
    items: list[Token]
    codes: str


@dataclass(slots=True)
class Mention:
    """A found time expression: the span and type-less match that `normalize` reads."""

    start: int
    end: int
    rule: Rule
    groups: dict[str, list[Token]]

    def timex(self, text: str, type_: Any) -> Timex:
        return Timex(
            span=Span(start=self.start, end=self.end), text=text[self.start : self.end], type=type_, rule=self.rule.id
        )


def _number(raw: str) -> tuple[str, Any]:
    plain = raw.replace(",", "")
    if "." in plain:
        return "DECIMAL", float(plain)
    value = int(plain) if len(plain) < 16 else 10**15
    if "," in raw or value > 2199:
        return "N", value
    length = len(plain)
    if length == 4:
        return ("Y" if value >= 1000 else "N"), value
    if length == 3:
        return "Y3", value
    if value == 0:
        return "N", value
    return ("D12" if value <= 12 else "D31" if value <= 31 else "D99"), value


def _word(book: Rulebook, word: str, lower: str) -> tuple[str, Any]:
    for entry in book.words.get(lower, ()):
        if not entry.capital or word[0].isupper():
            return entry.cls, entry.value
    if lower in book.literals:
        return f"'{lower}'", None
    return ("CAPITALISED" if word[0].isupper() else "WORD"), None


def _phrase(book: Rulebook, text: str, start: int, lower: str) -> tuple[int, Entry_] | None:
    for words, entry in book.phrases.get(lower, ()):
        position = start + len(lower)
        for word in words:
            gap = position
            while position < len(text) and text[position] in " \n\u00a0-":
                position += 1
            if (
                position == gap
                or position - gap > 2
                or text[position : position + len(word)].lower().replace("’", "'") != word
            ):
                break
            position += len(word)
        else:
            if (position >= len(text) or not text[position].isalnum()) and (not entry.capital or text[start].isupper()):
                return position, entry
    return None


def tokenize(text: str, *, language: str = "en") -> Tokens:
    """Tokens with their classes; linear in the length of the text."""
    book = load(language)
    items: list[Token] = []
    codes: list[str] = []
    position, chars = 0, book.classes
    word_char, cap_char = chars["WORD"], chars["CAPITALISED"]
    search, words, phrases, literals = _TOKEN.search, book.words, book.phrases, book.literals
    while (match := search(text, position)) is not None:
        kind = match.lastgroup
        start, end = match.span()
        value: Any = None
        if kind == "WORD" or kind == "SHORT":
            raw = match.group()
            lower = raw.lower()
            found = _phrase(book, text, start, lower) if lower in phrases else None
            if found is not None:
                end, entry = found
                cls, value = entry.cls, entry.value
            elif lower in words or lower in literals:
                cls, value = _word(book, raw, lower)
            else:
                cls = "CAPITALISED" if raw[0].isupper() else "WORD"
        elif kind == "NUMBER":
            cls, value = _number(match.group())
        elif kind == "MARK":
            mark = match.group()
            cls = f"'{_DASHES.get(mark, mark)}'"
        elif kind == "ORDINAL":
            cls, value = "ORDINAL", int(match.group()[:-2])
        elif kind == "POSSESSIVE":
            cls = "POSSESSIVE"
        else:
            cls, value = str(kind), match.group()
        position = end
        items.append(Token(start, end, cls, value))
        char = chars.get(cls)
        codes.append(
            char if char is not None else cap_char if cls == "CAPITALISED" else word_char if cls == "WORD" else "\uf8ff"
        )
    return Tokens(text, items, "".join(codes))


def find(tokens: Tokens, *, language: str = "en") -> Iterator[Mention]:
    """The time expressions of a tokenized text, left to right, not overlapping."""
    book = load(language)
    codes, items, by_first = tokens.codes, tokens.items, book.by_first
    position = 0
    starter = re.compile(f"[{re.escape(''.join(by_first))}]")
    while (hit := starter.search(codes, position)) is not None:
        at = hit.start()
        best, best_end = None, at
        for rule in by_first[codes[at]]:
            match = rule.regex.match(codes, at)
            if match is not None and match.end() > best_end:
                best, best_end, best_rule = match, match.end(), rule
        if best is None:
            position = at + 1
            continue
        position = best_end
        if best_rule.make == "none" or (
            best_rule.params.get("guard") == "year" and _is_count(tokens, at, best_end, book)
        ):
            continue
        groups: dict[str, list[Token]] = {}
        for name, text in best.groupdict().items():
            if text is not None:
                low, high = best.span(name)
                groups.setdefault(name.rpartition("_")[0], []).extend(items[low:high])
        yield from _split(Mention(items[at].start, items[best_end - 1].end, best_rule, groups), items, at, best_end)


def _is_count(tokens: Tokens, first: int, end: int, book: Rulebook) -> bool:
    """Whether four digits are a number and no year: "1990 seats", "Flight 1549", "a loss of 1500 jobs"."""
    items, text = tokens.items, tokens.text
    before = text[items[first - 1].start : items[first - 1].end] if first else ""
    after = text[items[end].start : items[end].end] if end < len(items) else ""
    year = items[end - 1].value
    if before.lower() in book.cues["numbered"] or (year < 1200 and before.lower() not in book.cues["year_leads"]):
        return True
    plural = after.islower() and len(after) > 3 and after.endswith("s") and not after.endswith(("ss", "us"))
    if plural and after not in book.cues["of_a_year"]:
        return before.lower() not in book.cues["year_leads"] and items[first - 1].cls not in ("POSSESSIVE", "POSSESSOR")
    if before == "-" and first > 1 and items[first - 2].cls in ("D12", "D31", "D99", "Y3", "N"):
        return True  # a telephone number
    if any(text[t.start : t.end].lower() in book.cues["streets"] for t in items[end : end + 3]) and after[:1].isupper():
        return True
    if after in ("people", "men", "women", "children", "km", "metres", "meters", "miles", "percent", "feet", "troops"):
        return True
    return before[:1].isupper() and items[first - 1].cls == "CAPITALISED" and not 1900 <= year <= 2099


def _split(mention: Mention, items: list[Token], first: int, end: int) -> Iterator[Mention]:
    """The two mentions of a pair that shares a part ("May 4 and 5", "490-480 BC"), or the mention itself."""
    join = mention.groups.pop("join", None)
    if join is None:
        yield mention
        return
    at = next(n for n in range(first, end) if items[n] is join[0])
    own = {name: tokens for name, tokens in mention.groups.items() if not name.startswith("then_")}
    late = {name[5:]: tokens for name, tokens in mention.groups.items() if name.startswith("then_")}
    second = at + len(join)
    while items[second].cls == "'the'" and items[second].value is None:
        second += 1
    shared = {name: tokens for name, tokens in late.items() if name not in own and name != "short"}
    yield Mention(mention.start, items[at - 1].end, mention.rule, own | shared)
    yield Mention(items[second].start, mention.end, mention.rule, own | late)
