"""Who speaks at a place of a text."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from timeline.speakers import speaker_at, turns_of

KNOWN = ("Ana Sousa", "Sousa", "Rui Tavares", "Tavares")


@dataclass(frozen=True)
class Name:
    """A name at its place."""

    start: int
    text: str


def speaker(text: str, word: str) -> str | None:
    """Who speaks at the first place of a word."""
    pattern = "|".join(sorted(KNOWN, key=len, reverse=True))
    names = [Name(start=m.start(), text=m[0]) for m in re.finditer(pattern, text)]
    turns = turns_of(text, names)
    return speaker_at(text, text.index(word), names=names, turns=turns, meant=lambda at, pronoun: f"{pronoun} at {at}")


TRANSCRIPT = "Ana Sousa: When did it end?\nRui Tavares: In May. It was late.\nAna Sousa: Why?\nRui Tavares: Rain."
SPOKEN = [
    ("“We closed it,” said Ana Sousa.", "closed", "Ana Sousa"),
    ("“We closed it,” Sousa told the paper.", "closed", "Sousa"),
    ("Tavares wrote: “It was late. We closed it.”", "closed", "Tavares"),
    ("Sousa was late. Tavares said, “We closed it.”", "closed", "Tavares"),
    ("Sousa was late. She said, “We closed it.”", "closed", "she at 16"),
    ('"We closed it", he said.', "closed", "he at 16"),
    ("“We closed it,” the mayor said.", "closed", None),
    ("Sousa said they closed it.", "closed", None),
    ("“It rained.” Sousa said they closed it.", "closed", None),
    ("Sousa said it. “We closed it.”", "closed", None),
    (TRANSCRIPT, "late", "Rui Tavares"),
    (TRANSCRIPT, "Why", "Ana Sousa"),
    ("Ana Sousa: It rained.\nThe bridge was closed.", "closed", None),
]


@pytest.mark.parametrize(("text", "word", "wanted"), SPOKEN)
def test_the_speaker_stands_beside_the_quotation(text: str, word: str, wanted: str | None) -> None:
    assert speaker(text, word) == wanted
