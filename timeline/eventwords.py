"""Loads the word lists of the event stage (`rules/<language>/events*.toml`, `nouns*.toml`, `synonyms*.toml`)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

__all__ = ["EventWords", "load_words"]


_HARD = (
    "rt", "nt", "ct", "pt", "ft", "lt", "xt", "st", "ld", "nd", "rd", "ck", "sh", "ch", "ll", "ss", "rk", "nk", "lk",
    "mp", "lp", "rm", "rn", "wn", "lm", "ff", "sk", "wl", "rl", "er", "ow", "aw", "ew", "oy", "ay", "x",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class EventWords:
    """The lists of one language, by the name of their table; all words are lower case."""

    lists: dict[str, frozenset[str]]
    suffixes: tuple[str, ...]
    lines: re.Pattern[str]
    sentences: re.Pattern[str]
    tails: re.Pattern[str]
    biography: re.Pattern[str]
    irregular: dict[str, str]  # a form of an irregular verb: its base
    related: dict[str, str]
    groups: frozenset[str]  # every word of `related`

    def has(self, name: str, word: str) -> bool:
        """Whether a word stands in a list; an unknown list holds nothing."""
        return word.lower() in self.lists.get(name, frozenset())

    def is_event_noun(self, word: str, lemma: str = "") -> bool:
        """Whether a noun names a happening: by the list, else by its ending ("evacuation", "settlement")."""
        low, base = word.lower(), (lemma or word).lower()
        if low in self.lists["event"] or base in self.lists["event"]:
            return True
        if low in self.lists["not_event"] or base in self.lists["not_event"] or base in self.lists["thing"]:
            return False
        stem = base[:-1] if base.endswith("s") and not base.endswith("ss") else base
        return len(stem) > 6 and stem.endswith(self.suffixes) and stem not in self.lists["not_event"]

    def base(self, text: str, lemma: str) -> str:
        """The base form of a verb, from its form and the lemma that the parser guessed."""
        form, guess = text.lower(), lemma.lower()
        if form in self.irregular:
            return self.irregular[form]
        if form.endswith(("ed", "ing")):
            stem = form[:-2] if form.endswith("ed") else form[:-3]
            if stem.endswith(("c", "v", "iz", "dg")):
                return stem + "e"
            if len(stem) > 3 and stem[-1] == "l" and stem[-2] in "bcdfgkptz":
                return stem + "e"
            if stem + "e" in self.lists["silent_e"] or (
                stem.endswith(("iz", "yz", "v", "c", "dg", "rg", "ng")) and guess != stem
            ):
                return stem + "e"
            if stem.endswith("at") and len(stem) > 4 and not stem.endswith(("eat", "mbat", "rmat")):
                return stem + "e"
            if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] in "bdgmnprt":
                return stem[:-1]
            if guess == stem + "e" and guess not in self.lists["silent_e"] and stem.endswith(_HARD):
                return stem
            vowels = len(stem) > 3 and stem[-1] in "dlmnprtk" and stem[-2] in "aeiou" and stem[-3] in "aeiou"
            if vowels and guess == stem + "e" and guess not in self.lists["silent_e"]:
                return stem
            if guess == form or guess.endswith("i"):
                return stem[:-1] + "y" if stem.endswith("i") else stem
        return guess

    def root(self, lemma: str) -> str:
        """The name of the group that a verb or noun belongs to ("withdrawal" and "withdraw" share one)."""
        return self.related.get(lemma.lower(), lemma.lower())


def _merged(language: str) -> dict[str, Any]:
    folder = files("timeline") / "rules" / language
    tables: dict[str, Any] = {}
    for item in sorted(folder.iterdir(), key=lambda path: path.name):
        if item.name.endswith(".toml") and item.name.startswith(("events", "nouns", "synonyms")):
            tables.update(tomllib.loads(item.read_text(encoding="utf-8")))
    return tables


def _irregular(forms: str) -> dict[str, str]:
    """Every form of every irregular verb with its base; the first verb of the list wins where two share a form."""
    found: dict[str, str] = {}
    for entry in forms.split(";"):
        verb, *others = entry.split()
        for form in others or [verb]:  # "cut" has no other form
            found.setdefault(form, verb)
    return found


def _any_of(patterns: list[str], *, whole: bool) -> re.Pattern[str]:
    body = "|".join(f"(?:{p})" for p in patterns) or r"(?!)"
    return re.compile(rf"\s*(?:{body})\s*[.:]?\s*$" if whole else body, re.IGNORECASE)


@lru_cache(maxsize=8)
def load_words(language: str = "en") -> EventWords:
    """The word lists of a language, read once a process."""
    tables = _merged(language)
    related = {word: group[0] for group in tables.get("related", {}).get("groups", []) for word in group}
    cues = tables["boilerplate"]
    return EventWords(
        lists={name: frozenset(t["words"].lower().split()) for name, t in tables.items() if "words" in t},
        suffixes=tuple(tables["suffix"]["event"]),
        lines=_any_of(cues["lines"], whole=True),
        sentences=_any_of(cues["sentences"], whole=False),
        biography=_any_of(cues["biography"], whole=False),
        tails=_any_of(cues["tails"], whole=True),
        irregular=_irregular(tables["irregular"]["forms"]),
        related=related,
        groups=frozenset(related),
    )
