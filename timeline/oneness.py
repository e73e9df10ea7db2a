"""How sure it is that two events are one happening, by everything that can be compared of them together.

A logistic regression on 1,172 pairs of events that a reader judged (docs/merging.md), each counted as often as pairs of
its kind occur. It is the second opinion on what the rules of `likeness` say: a pair that it doubts is not joined, one
that it finds evident is.
"""

from __future__ import annotations

from math import log

__all__ = ["EVIDENT", "doubtful_among", "log_odds"]

EVIDENT = 2.4  # log odds of 0.92: pairs from here on are joined, whatever the verbs are

_DOUBTFUL = 0.6  # of 0.65
_JUDGED = 2_000  # events in the collections of which pairs were judged, about
_BIAS = -3.35


def doubtful_among(events: int) -> float:
    """The log odds below which a pair of so many events stays apart, whatever the headlines say.

    Among fewer events two that are alike are more often one: the odds before looking fall with their number.
    """
    return _DOUBTFUL + min(0.0, log(max(events, 1) / _JUDGED))


def log_odds(
    *,
    alike: float,
    in_sentence: float,
    of_sentence: float,
    related: bool,
    exact: bool,
    other_figures: bool,
    same_status: bool,
    weak: bool,
) -> float:
    """The logarithm of the odds that two events are one.

    The first three are shares of weighted words, from 0 to 1: `alike` of two headlines, `in_sentence` of the shorter
    of two sentences, `of_sentence` of both together. `related` tells that the kinds of happening are, `exact` that
    the dates are the same, `other_figures` that the headlines hold different numbers, `weak` that a verb says little
    ("say").
    """
    shares = 2.1 * alike + 1.7 * in_sentence + 3.2 * of_sentence
    signs = 1.5 * related + 0.75 * exact + 1.05 * same_status - 2.9 * other_figures - 1.5 * weak
    return _BIAS + shares + signs
