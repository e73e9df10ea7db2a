"""Loads, checks and compiles the rules: the lexicon, the time-expression rules and their cue words, which are data.

A text is read as a string of *classes*, one character a token, and a rule is a regular expression over that string.
So a rule speaks of "month, day, comma, year" instead of letters, and no rule can cost more than its own length: the
pattern language has no unbounded repetition.

The pattern language of `rules/<language>/*.toml`:

    MONTH  'of'  ','      a class of the lexicon; a word as it stands (any case); a punctuation mark
    <day>                 a macro of the same folder
    name=ATOM             names what it matched, for the reading
    A B | C ( … ) ?       sequence, alternative, group, optional
    &( … )  !( … )        must follow, must not follow (not part of the match; names inside count)
    @( … )  ~( … )        the token before must be, must not be, one of these
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any

__all__ = ["Entry", "Rule", "Rulebook", "RulebookError", "load"]

_ATOM = re.compile(
    r"\s*(?:(?P<name>[a-z][a-z0-9_]*)=|(?P<cls>[A-Z][A-Z0-9_]*)|'(?P<lit>[^']+)'|<(?P<macro>[a-z][a-z0-9_]*)>"
    r"|(?P<look>[&!@~])\(|(?P<mark>[()|?]))"
)
_FIRST_CHAR = 0xE000  # start of the private use area: class characters never collide with text


class RulebookError(ValueError):
    """A rule file that cannot be used; the message names the rule and the place in its pattern."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One word or phrase of the lexicon: its class and its value there ("october" is a MONTH with value 10)."""

    cls: str
    value: Any = None
    capital: bool = False  # only where the text writes it with a capital letter


@dataclass(frozen=True, slots=True)
class Rule:
    """One compiled time-expression rule. `make` names the reading; `params` are its constants."""

    id: str
    regex: re.Pattern[str]
    first: frozenset[str]
    make: str
    params: Mapping[str, Any]
    rank: int
    examples: tuple[tuple[str, str], ...] = ()
    refusals: tuple[str, ...] = ()


@dataclass(slots=True)
class Rulebook:
    """Everything the finder needs to know of one language."""

    language: str
    classes: dict[str, str] = field(default_factory=dict)
    words: dict[str, list[Entry]] = field(default_factory=dict)
    phrases: dict[str, list[tuple[tuple[str, ...], Entry]]] = field(default_factory=dict)
    literals: dict[str, str] = field(default_factory=dict)
    by_first: dict[str, tuple[Rule, ...]] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    cues: dict[str, frozenset[str]] = field(default_factory=dict)

    def char(self, cls: str) -> str:
        """The character that stands for a class, given out on first use."""
        if cls not in self.classes:
            self.classes[cls] = chr(_FIRST_CHAR + len(self.classes))
        return self.classes[cls]


class _Parser:
    """Recursive descent over one pattern: gives the regular expression, its first characters, whether it can be empty."""

    def __init__(self, book: Rulebook, macros: Mapping[str, str], rule: str) -> None:
        self.book, self.macros, self.rule = book, macros, rule
        self.depth = self.names = 0

    def pattern(self, source: str) -> tuple[str, frozenset[str], bool]:
        tokens = list(self._tokens(source))
        self.depth += 1
        if self.depth > 12:
            raise RulebookError(f"rule {self.rule}: macros nest too deep (a macro that uses itself?)")
        result, rest = self._alternatives(tokens, 0)
        if rest != len(tokens):
            raise RulebookError(f"rule {self.rule}: unbalanced bracket in {source!r}")
        self.depth -= 1
        return result

    def _tokens(self, source: str) -> Iterator[tuple[str, str]]:
        position = 0
        while position < len(source.rstrip()):
            match = _ATOM.match(source, position)
            if match is None:
                raise RulebookError(f"rule {self.rule}: cannot read {source[position : position + 20]!r} in {source!r}")
            assert match.lastgroup is not None
            yield match.lastgroup, match[match.lastgroup]
            position = match.end()

    def _alternatives(self, tokens: list[tuple[str, str]], at: int) -> tuple[tuple[str, frozenset[str], bool], int]:
        parts: list[str] = []
        firsts: frozenset[str] = frozenset()
        empty = False
        while True:
            (regex, first, nullable), at = self._sequence(tokens, at)
            parts.append(regex)
            firsts |= first
            empty = empty or nullable
            if at >= len(tokens) or tokens[at] != ("mark", "|"):
                break
            at += 1
        return ("|".join(parts) if len(parts) > 1 else parts[0], firsts, empty), at

    def _sequence(self, tokens: list[tuple[str, str]], at: int) -> tuple[tuple[str, frozenset[str], bool], int]:
        out: list[str] = []
        firsts: frozenset[str] = frozenset()
        nullable = True
        while at < len(tokens) and tokens[at] not in (("mark", "|"), ("mark", ")")):
            (regex, first, empty), at = self._atom(tokens, at)
            if at < len(tokens) and tokens[at] == ("mark", "?"):
                regex, empty, at = f"(?:{regex})?", True, at + 1
            out.append(regex)
            if nullable:
                firsts |= first
            nullable = nullable and empty
        return ("".join(out), firsts, nullable), at

    def _atom(self, tokens: list[tuple[str, str]], at: int) -> tuple[tuple[str, frozenset[str], bool], int]:
        kind, text = tokens[at]
        at += 1
        if kind == "name":
            (regex, first, empty), at = self._atom(tokens, at)
            self.names += 1  # a name may stand in several alternatives, a group of `re` may not
            return (f"(?P<{text}_{self.names}>{regex})", first, empty), at
        if kind == "cls":
            char = self.book.char(text)
            return (char, frozenset(char), False), at
        if kind == "lit":
            char = self.book.literals.setdefault(text.lower(), self.book.char(f"'{text.lower()}'"))
            return (char, frozenset(char), False), at
        if kind == "macro":
            if text not in self.macros:
                raise RulebookError(f"rule {self.rule}: there is no macro <{text}>")
            regex, first, empty = self.pattern(self.macros[text])
            return (f"(?:{regex})", first, empty), at
        if kind == "look" or (kind, text) == ("mark", "("):
            (regex, first, empty), at = self._alternatives(tokens, at)
            if at >= len(tokens) or tokens[at] != ("mark", ")"):
                raise RulebookError(f"rule {self.rule}: a bracket is not closed")
            opening = {"&": "(?=", "!": "(?!", "@": "(?<=", "~": "(?<!"}.get(text, "(?:")
            if kind == "look":
                return (f"{opening}{regex})", frozenset(), True), at + 1
            return (f"(?:{regex})", first, empty), at + 1
        raise RulebookError(f"rule {self.rule}: {text!r} out of place")


def _toml(language: str) -> dict[str, Any]:
    merged: dict[str, Any] = {"lexicon": {}, "macros": {}, "rule": [], "cues": {}, "absorb": {}}
    folder = files("timeline") / "rules" / language
    names = sorted(
        item.name for item in folder.iterdir() if item.name.startswith("time_") and item.name.endswith(".toml")
    )
    if not names:
        raise RulebookError(f"there are no time rules for language {language!r}")
    for name in names:
        data = tomllib.loads((folder / name).read_text(encoding="utf-8"))
        for key, value in data.items():
            if isinstance(merged.get(key), list):
                merged[key] += value
            else:
                merged.setdefault(key, {}).update(value)
    return merged


def _add_word(book: Rulebook, text: str, entry: Entry) -> None:
    words = tuple(text.lower().split())
    if len(words) == 1:
        book.words.setdefault(words[0], []).append(entry)
    else:
        book.phrases.setdefault(words[0], []).append((words[1:], entry))


def _compile(language: str) -> Rulebook:
    data = _toml(language)
    book = Rulebook(language=language)
    for cls in ("WORD", "CAPITALISED", "BREAK"):
        book.char(cls)
    for cls, words in data["lexicon"].items():
        book.char(cls)
        for text, value in words.items():
            capital = text != text.lower()
            _add_word(book, text, Entry(cls, value, capital))
    for options in book.phrases.values():
        options.sort(key=lambda option: -len(option[0]))
    rules = []
    seen: set[str] = set()
    for rank, raw in enumerate(data["rule"]):
        if raw["id"] in seen:
            raise RulebookError(f"rule {raw['id']}: the name is taken")
        seen.add(raw["id"])
        regex, first, empty = _Parser(book, data["macros"], raw["id"]).pattern(raw["pattern"])
        if empty:
            raise RulebookError(f"rule {raw['id']}: the pattern can match nothing")
        params = {k: v for k, v in raw.items() if k not in ("id", "pattern", "make", "examples", "refusals")}
        examples = tuple((text, value) for text, value in raw.get("examples", []))
        rules.append(
            Rule(
                raw["id"], re.compile(regex), first, raw["make"], params, rank, examples, tuple(raw.get("refusals", ()))
            )
        )
    # Among equally long matches a rule that says "no time" wins, then one with a priority, then the first.
    rules.sort(key=lambda rule: (rule.make != "none", -rule.params.get("priority", 0), rule.rank))
    book.rules = tuple(rules)
    shadowed = [word for word in book.literals if any(not entry.capital for entry in book.words.get(word, ()))]
    if shadowed:
        raise RulebookError(f"the lexicon holds {', '.join(shadowed)}: a rule must name the class, not the word")
    for char in {c for rule in rules for c in rule.first}:
        book.by_first[char] = tuple(rule for rule in rules if char in rule.first)
    book.cues = {name: frozenset(words) for name, words in data["cues"].items()}
    return book


@lru_cache(maxsize=8)
def load(language: str = "en") -> Rulebook:
    """The compiled rules of a language, once a process. Raises `RulebookError` for a language without rules."""
    return _compile(language)
