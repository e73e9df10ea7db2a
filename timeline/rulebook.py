"""Loads, checks and compiles the rules: the lexicon, the time-expression rules and their cue words, which are data.

The files are `rules/<language>/time_*.toml`; `patterns` has the language in which they are written.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from timeline.patterns import Alphabet, PatternError, translate

__all__ = ["Entry", "Rule", "Rulebook", "RulebookError", "load"]

_OTHER_CLASSES = ("WORD", "CAPITALISED", "BREAK")  # of words that neither the lexicon nor a rule names
_KEYS = ("id", "pattern", "make", "examples", "refusals")  # of a rule; what else it has are its constants


class RulebookError(ValueError):
    """A rule file that cannot be used; the message names the rule and the place in its pattern."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One word or phrase of the lexicon: its class and its value there ("october" is a MONTH with value 10)."""

    cls: str
    value: Any = None
    capital: bool = False  # only where the text writes it with a capital letter


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One compiled time-expression rule. `make` names the reading; `params` are its constants."""

    id: str
    regex: re.Pattern[str]
    first: frozenset[str]  # the class characters that it can begin with
    make: str
    params: Mapping[str, Any]
    examples: tuple[tuple[str, str], ...]  # text and TIMEX3 values
    refusals: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulebook:
    """Everything the finder needs to know of one language."""

    alphabet: Alphabet
    words: Mapping[str, Sequence[Entry]]  # by the word in small letters
    phrases: Mapping[
        str, Sequence[tuple[tuple[str, ...], Entry]]
    ]  # by their first word: the other words, longest first
    rules: tuple[Rule, ...]  # in the order in which equally long matches win
    by_first: Mapping[str, tuple[Rule, ...]]
    starter: re.Pattern[str]  # a class character that some rule can begin with
    cues: Mapping[str, frozenset[str]]


@lru_cache(maxsize=8)
def load(language: str = "en") -> Rulebook:
    """The compiled rules of a language, once a process.

    Raises `RulebookError` for a language without rules, and for rules that cannot be used.
    """
    data = _read(language)
    alphabet = Alphabet()
    for cls in (*_OTHER_CLASSES, *data["lexicon"]):
        alphabet.char(cls)
    words, phrases = _lexicon(data["lexicon"])
    rules = _rules(data["rule"], macros=data["macros"], alphabet=alphabet)
    shadowed = [word for word in alphabet.literals if any(not entry.capital for entry in words.get(word, ()))]
    if shadowed:
        raise RulebookError(f"the lexicon holds {', '.join(shadowed)}: a rule must name the class, not the word")
    by_first = {
        char: tuple(r for r in rules if char in r.first) for char in sorted({c for r in rules for c in r.first})
    }
    return Rulebook(
        alphabet=alphabet,
        words=words,
        phrases=phrases,
        rules=rules,
        by_first=by_first,
        starter=re.compile(f"[{''.join(by_first)}]"),
        cues={name: frozenset(cues) for name, cues in data["cues"].items()},
    )


def _read(language: str) -> dict[str, Any]:
    """The rule files of a language as one, in the order of their names."""
    merged: dict[str, Any] = {"lexicon": {}, "macros": {}, "rule": [], "cues": {}}
    folder = files("timeline") / "rules" / language
    names = [item.name for item in folder.iterdir()] if folder.is_dir() else []
    names = sorted(name for name in names if name.startswith("time_") and name.endswith(".toml"))
    if not names:
        raise RulebookError(f"there are no time rules for language {language!r}")
    for name in names:
        for key, value in tomllib.loads((folder / name).read_text(encoding="utf-8")).items():
            if key not in merged:
                raise RulebookError(f"{name}: {key!r} is no part of a rule file")
            if isinstance(value, list):
                merged[key] += value
            else:
                merged[key].update(value)
    return merged


def _lexicon(
    classes: Mapping[str, Mapping[str, Any]],
) -> tuple[dict[str, list[Entry]], dict[str, list[tuple[tuple[str, ...], Entry]]]]:
    """Words, and phrases by their first word. A key with a capital letter counts only where the text has it, too."""
    words: dict[str, list[Entry]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    for cls, entries in classes.items():
        for text, value in entries.items():
            entry = Entry(cls, value, capital=text != text.lower())
            first, *rest = text.lower().split()
            if rest:
                phrases.setdefault(first, []).append((tuple(rest), entry))
            else:
                words.setdefault(first, []).append(entry)
    for options in phrases.values():
        options.sort(key=lambda option: -len(option[0]))
    return words, phrases


def _rules(tables: Sequence[Mapping[str, Any]], *, macros: Mapping[str, str], alphabet: Alphabet) -> tuple[Rule, ...]:
    rules: dict[str, Rule] = {}
    for table in tables:
        if table["id"] in rules:
            raise RulebookError(f"rule {table['id']}: the name is taken")
        rules[table["id"]] = _rule(table, macros=macros, alphabet=alphabet)
    # Among equally long matches a rule that says "no time" wins, then one with a priority, then the first.
    return tuple(sorted(rules.values(), key=lambda rule: (rule.make != "none", -rule.params.get("priority", 0))))


def _rule(table: Mapping[str, Any], *, macros: Mapping[str, str], alphabet: Alphabet) -> Rule:
    try:
        pattern = translate(table["pattern"], macros=macros, alphabet=alphabet)
    except PatternError as error:
        raise RulebookError(f"rule {table['id']}: {error}") from error
    if pattern.empty:
        raise RulebookError(f"rule {table['id']}: the pattern can match nothing")
    return Rule(
        id=table["id"],
        regex=re.compile(pattern.regex),
        first=pattern.first,
        make=table["make"],
        params={key: value for key, value in table.items() if key not in _KEYS},
        examples=tuple((text, value) for text, value in table.get("examples", ())),
        refusals=tuple(table.get("refusals", ())),
    )
