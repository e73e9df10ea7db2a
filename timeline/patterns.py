"""The pattern language of the rules, and its way to a regular expression.

A text is read as a string of *classes*, one character a token, and a rule is a regular expression over that string.
So a rule speaks of "month, day, comma, year" instead of letters, and no rule can cost more than its own length: the
pattern language has no unbounded repetition.

    MONTH  'of'  ','      a class of the lexicon; a word as it stands (any case); a punctuation mark
    <day>                 a macro of the same folder
    name=ATOM             names what it matched, for the reading
    A B | C ( … ) ?       sequence, alternative, group, optional
    &( … )  !( … )        must follow, must not follow (not part of the match; names inside count)
    @( … )  ~( … )        the token before must be, must not be, one of these
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

__all__ = ["Alphabet", "Pattern", "PatternError", "translate"]

_ATOM = re.compile(
    r"\s*(?:(?P<name>[a-z][a-z0-9_]*)=|(?P<cls>[A-Z][A-Z0-9_]*)|'(?P<lit>[^']+)'|<(?P<macro>[a-z][a-z0-9_]*)>"
    r"|(?P<look>[&!@~])\(|(?P<mark>[()|?]))"
)
_OPENING = {"&": "(?=", "!": "(?!", "@": "(?<=", "~": "(?<!"}
_FIRST_CHAR = 0xE000  # start of the private use area: class characters never collide with text
_DEEPEST = 12  # macros within macros; more of them is a macro that uses itself


class PatternError(ValueError):
    """A pattern that cannot be read; the message names the place in it."""


@dataclass(frozen=True, slots=True)
class Alphabet:
    """The characters that stand for the classes and for the words that rules name."""

    classes: dict[str, str] = field(default_factory=dict)
    literals: dict[str, str] = field(default_factory=dict)

    def char(self, cls: str) -> str:
        """The character that stands for a class, given out on first use."""
        return self.classes.setdefault(cls, chr(_FIRST_CHAR + len(self.classes)))

    def literal(self, word: str) -> str:
        """The character that stands for a word or mark, which is a class of its own."""
        return self.literals.setdefault(word, self.char(f"'{word}'"))


class Pattern(NamedTuple):
    """A regular expression over class characters, the characters it can begin with, and whether it can be empty."""

    regex: str
    first: frozenset[str]
    empty: bool


def translate(source: str, *, macros: Mapping[str, str], alphabet: Alphabet) -> Pattern:
    """The regular expression of a pattern; new classes go into the alphabet. Raises `PatternError`.

    A group is called NAME_NUMBER: a name may stand in several alternatives, a group of `re` may not.
    """
    return _Translator(macros, alphabet).pattern(source)


class _Translator:
    """Recursive descent over one pattern. Each step takes a place among the tokens and gives the next one."""

    def __init__(self, macros: Mapping[str, str], alphabet: Alphabet) -> None:
        self.macros, self.alphabet = macros, alphabet
        self.depth = self.names = 0

    def pattern(self, source: str) -> Pattern:
        """A whole pattern, or a macro within one."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise PatternError("macros nest too deep (a macro that uses itself?)")
        tokens = list(_tokens(source))
        result, rest = self.alternatives(tokens, 0)
        if rest != len(tokens):
            raise PatternError(f"unbalanced bracket in {source!r}")
        self.depth -= 1
        return result

    def alternatives(self, tokens: Sequence[tuple[str, str]], at: int) -> tuple[Pattern, int]:
        """What stands between brackets: sequences parted by bars."""
        options = []
        while True:
            option, at = self.sequence(tokens, at)
            options.append(option)
            if at >= len(tokens) or tokens[at] != ("mark", "|"):
                break
            at += 1
        regex = "|".join(option.regex for option in options)
        first = frozenset[str]().union(*(option.first for option in options))
        return Pattern(regex, first, any(option.empty for option in options)), at

    def sequence(self, tokens: Sequence[tuple[str, str]], at: int) -> tuple[Pattern, int]:
        """Atoms up to a bar, a closing bracket or the end."""
        regex, first, empty = "", frozenset[str](), True
        while at < len(tokens) and tokens[at] not in (("mark", "|"), ("mark", ")")):
            atom, at = self.atom(tokens, at)
            if at < len(tokens) and tokens[at] == ("mark", "?"):
                atom, at = Pattern(f"(?:{atom.regex})?", atom.first, True), at + 1
            regex += atom.regex
            if empty:
                first |= atom.first
            empty = empty and atom.empty
        return Pattern(regex, first, empty), at

    def atom(self, tokens: Sequence[tuple[str, str]], at: int) -> tuple[Pattern, int]:
        """A name with its atom, a class, a word, a macro or a group."""
        if at >= len(tokens):
            raise PatternError("the pattern ends where something must follow")
        (kind, text), at = tokens[at], at + 1
        if kind == "name":
            inner, at = self.atom(tokens, at)
            self.names += 1
            return inner._replace(regex=f"(?P<{text}_{self.names}>{inner.regex})"), at
        if kind in ("cls", "lit"):
            char = self.alphabet.char(text) if kind == "cls" else self.alphabet.literal(text.lower())
            return Pattern(char, frozenset(char), False), at
        if kind == "macro":
            if text not in self.macros:
                raise PatternError(f"there is no macro <{text}>")
            inner = self.pattern(self.macros[text])
            return inner._replace(regex=f"(?:{inner.regex})"), at
        if kind == "look" or text == "(":
            return self.group(tokens, at, look=text if kind == "look" else None)
        raise PatternError(f"{text!r} out of place")

    def group(self, tokens: Sequence[tuple[str, str]], at: int, *, look: str | None) -> tuple[Pattern, int]:
        """A group after its opening bracket; `look` is the sign before the bracket of one that only looks."""
        inner, at = self.alternatives(tokens, at)
        if at >= len(tokens) or tokens[at] != ("mark", ")"):
            raise PatternError("a bracket is not closed")
        if look is not None:
            return Pattern(f"{_OPENING[look]}{inner.regex})", frozenset(), True), at + 1
        return inner._replace(regex=f"(?:{inner.regex})"), at + 1


def _tokens(source: str) -> Iterator[tuple[str, str]]:
    """The kinds and texts of the atoms of a pattern."""
    position = 0
    while position < len(source.rstrip()):
        match = _ATOM.match(source, position)
        if match is None or match.lastgroup is None:
            raise PatternError(f"cannot read {source[position : position + 20]!r} in {source!r}")
        yield match.lastgroup, match[match.lastgroup]
        position = match.end()
