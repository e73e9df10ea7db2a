"""The way from text to dated time expressions: mentions, readings, anchors. No trained model, no clock, no network.

A language without rules of its own has its whole dates read, by the names that dateparser knows for its months.
"""

from __future__ import annotations

from dataclasses import replace

from timeline.anchor import anchor
from timeline.mentions import find
from timeline.model import Dated, Reading, Timex
from timeline.normalize import DateOrder, locales, normalize
from timeline.tokens import tokenize

__all__ = ["DateOrder", "read_expressions", "tag"]

_RULED = "en"  # the language that has rules


def tag(
    text: str, *, published: str | None = None, date_order: DateOrder = "MDY", language: str = "en"
) -> tuple[Dated, ...]:
    """The time expressions of a text with their values, in text order.

    `published` is the ISO day that "last month" and the like are counted from; without it they stay undated, and say
    so. `date_order` decides 03/08/2025 (MDY: month first). Of a `language` other than English only whole dates are
    read. Raises `RulebookError` for one whose months are not known either.
    """
    if language != _RULED and locales.is_known(language):
        return _tag_whole_dates(text, language)
    found = read_expressions(text, date_order=date_order, language=language)
    return tuple(anchor(text, found, published=published, language=language))


def read_expressions(text: str, *, date_order: DateOrder = "MDY", language: str = "en") -> list[tuple[Timex, Reading]]:
    """The time expressions of a text with what their words say, before any day is known to date them by."""
    found: list[tuple[Timex, Reading]] = []
    for mention in find(tokenize(text, language=language), language=language):
        reading = normalize(mention, date_order=date_order)
        if reading is not None:
            found.append((mention.timex(text, reading.type), reading))
    return found


def _tag_whole_dates(text: str, language: str) -> tuple[Dated, ...]:
    dated = anchor(text, list(locales.find_dates(text, language)), published=None)
    why = f"read by the month names of “{language}”, of which only whole dates are understood"
    return tuple(replace(one, because=f"{one.because}; {why}") for one in dated)
