"""Dates for the expressions of a text whose day of publication nobody tells, where they do not hang on the very day.

What `timeline.published` infers is an interval. An expression that comes out the same on every day of it is dated, as
a guess and with the reason; all others stay as they are without a day. Only a text without a day pays for this.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from timeline.anchor import anchor
from timeline.facts import Facts
from timeline.model import Dated, Reading, Span, Timex
from timeline.published import Inferred, infer_from
from timeline.tagging import DateOrder, read_expressions

__all__ = ["date_within", "tag_undated"]

_LONGEST = 4000  # days: over more than a term of office or two nothing but a century comes out the same


def tag_undated(
    text: str, *, date_order: DateOrder = "MDY", language: str = "en", facts: Facts | None = None
) -> tuple[tuple[Dated, ...], Inferred | None]:
    """The time expressions of a text without a day of publication, and what it tells of that day.

    `facts` are those that come along, unless others are given.
    """
    found = read_expressions(text, date_order=date_order, language=language)
    plain = tuple(anchor(text, found, published=None, language=language))
    inferred = infer_from(text, plain, facts=facts)
    return plain if inferred is None else date_within(text, found, plain, inferred, language=language), inferred


def date_within(
    text: str,
    found: Sequence[tuple[Timex, Reading]],
    plain: Sequence[Dated],
    inferred: Inferred,
    *,
    language: str = "en",
) -> tuple[Dated, ...]:
    """The expressions `plain`, as they are dated without a day, with those that all days of the interval date alike.

    `found` is what `plain` was made of.
    """
    if inferred.days is None or inferred.days > _LONGEST:
        return tuple(plain)
    tried = [
        {one.timex.span: one for one in anchor(text, found, published=day, language=language)}
        for day in _days(inferred)
    ]
    return tuple(_agreed(one, tried, inferred) for one in plain)


def _days(inferred: Inferred) -> Sequence[str]:
    """Both ends and the turns of the years between: expressions move on with the day, and jump with the year."""
    assert inferred.first is not None
    assert inferred.last is not None
    years = range(date.fromisoformat(inferred.first).year + 1, date.fromisoformat(inferred.last).year + 1)
    return list(dict.fromkeys((inferred.first, *(f"{year:04}-01-01" for year in years), inferred.last)))


def _agreed(plain: Dated, tried: Sequence[dict[Span, Dated]], inferred: Inferred) -> Dated:
    """The expression as all days date it; as it is without a day where they do not, or where that is the same."""
    dated = [of_day.get(plain.timex.span) for of_day in tried]
    one = dated[0]
    if one is None or one.edtf is None or one.edtf == plain.edtf:
        return plain
    when = f"on {inferred.first}" if inferred.days == 1 else f"between {inferred.first} and {inferred.last}"
    why = f"the text seems to be written {when} ({inferred.reason})"
    if any(other is None or (other.edtf, other.value) != (one.edtf, one.value) for other in dated):
        return (
            plain
            if plain.edtf is not None
            else replace(plain, because=f"{plain.because}; {why}, which leaves more than one")
        )
    return replace(one, guessed=True, because=f"{one.because}; guessed, as {why}")
