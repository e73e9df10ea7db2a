"""How sure it is that two events are one happening, by everything that can be compared of them together.

A logistic regression on 779 pairs of events that a reader judged (docs/merging.md), each counted as often as pairs of
its kind occur. It is the second opinion on what the rules of `likeness` say: a pair that it doubts is not joined, one
that it finds evident is.
"""

from __future__ import annotations

__all__ = ["DOUBTFUL", "EVIDENT", "log_odds"]

DOUBTFUL = 0.0  # even odds: pairs below stay apart, whatever the headlines say
EVIDENT = 2.2  # of 0.9: pairs from here on are joined, whatever the verbs are

_BIAS = -3.7


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
    shares = 2.4 * alike + 1.9 * in_sentence + 2.9 * of_sentence
    signs = 1.7 * related + 0.75 * exact + 1.2 * same_status - 2.9 * other_figures - 1.6 * weak
    return _BIAS + shares + signs
