"""The way from text to dated time expressions: mentions, readings, anchors. No trained model, no clock, no network."""

from __future__ import annotations

from timeline.anchor import anchor
from timeline.mentions import find
from timeline.model import Dated, Reading, Timex
from timeline.normalize import DateOrder, normalize
from timeline.tokens import tokenize

__all__ = ["DateOrder", "read_expressions", "tag"]


def tag(
    text: str, *, published: str | None = None, date_order: DateOrder = "MDY", language: str = "en"
) -> tuple[Dated, ...]:
    """The time expressions of a text with their values, in text order.

    `published` is the ISO day that "last month" and the like are counted from; without it they stay undated, and say
    so. `date_order` decides 03/08/2025 (MDY: month first). Raises `RulebookError` for a language without rules.
    """
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
