"""The day of publication out of the text: intervals, and texts that tell nothing."""

from __future__ import annotations

import pytest

from timeline.published import Inferred, infer

INFERRED: list[tuple[str, str | None, str | None]] = [
    ("The treaty was signed on March 8, 2025. It was welcomed.", "2025-03-08", None),
    ("The treaty was signed in March 2025, after talks that began in 2024.", "2025-03-01", None),
    ("The treaty was signed in 2015. It was left in 2018.", "2018-01-01", None),
    ("The envoys will meet again on May 4, 2025.", None, "2025-05-04"),
    ("The launch is scheduled for May 2025.", None, "2025-05-31"),
    ("They met on April 12, 2025. They will meet again on May 4, 2025.", "2025-04-12", "2025-05-04"),
    ("They met yesterday, March 8, 2025, in Rome.", "2025-03-09", "2025-03-09"),
    ("On March 8, 2025, yesterday, they met in Rome.", "2025-03-09", "2025-03-09"),
    ("They meet tomorrow, March 8, 2025, in Rome.", "2025-03-07", "2025-03-07"),
    ("They met last month, in December 2024.", "2025-01-01", "2025-01-31"),
    ("They will meet again, worse prepared than in 2004. They met in 2015.", "2015-01-01", None),
    ("They met last year (2024).", "2025-01-01", "2025-12-31"),
]
NOTHING = [
    "The storm will be even stronger than 2004.",
    "The court set them free, setting a new date of March 8, 2025.",
    "",
    "They met on Monday.",
    "They met yesterday.",
    "The candidates of the 2028 election met.",  # the name of an election tells no time of the meeting
    "They would meet in 2028, he said.",
    "The quake struck at 4:53 a.m. (2053 UTC).",
    "The film was set in 2049.",
    "They met on March 8, 2025. They will meet again on May 4, 2024.",  # contradictory
    "1990 seats were sold.",
    "Saturday, April 20, 2019\n\nYesterday they met.",  # a dateline over the first sentence
]


@pytest.mark.parametrize(("text", "first", "last"), INFERRED)
def test_texts_that_tell_when_they_were_written(text: str, first: str | None, last: str | None) -> None:
    found = infer(text)
    assert found is not None
    assert (found.first, found.last) == (first, last)
    assert "“" in found.reason


@pytest.mark.parametrize("text", NOTHING)
def test_texts_that_tell_nothing(text: str) -> None:
    assert infer(text) is None


def test_only_a_text_that_names_its_day_has_it() -> None:
    named = infer("They met yesterday, March 8, 2025, in Rome.")
    met = infer("They met on March 8, 2025. They will meet again on March 8, 2025.")
    assert named is not None
    assert met is not None
    assert (named.day, met.day, met.days) == ("2025-03-09", None, 1)


def test_the_length_of_an_interval_counts_both_ends() -> None:
    assert Inferred(first="2025-03-08", last="2025-03-09", reason="").days == 2
    assert Inferred(first="2025-03-08", last=None, reason="").days is None
