"""Readings of words that point at a time without naming one: "now", "recently", "in the past", "at that time"."""

from __future__ import annotations

from timeline.model import Reading
from timeline.normalize.parts import Parts

__all__ = ["read_adjective", "read_reference", "read_textual"]

_VALUES = {"former": "PAST_REF", "future": "FUTURE_REF"}


def read_reference(parts: Parts) -> Reading | None:
    """A reference whose value the rule or the lexicon gives; the rule may give another type, too."""
    params = parts.params
    value = str(params.get("value") or parts.value("ref"))
    return Reading(kind="reference", type=params.get("type", "DATE"), value=value)


def read_adjective(parts: Parts) -> Reading | None:
    """ "Current", "recent"."""
    return Reading(kind="reference", value="PRESENT_REF" if parts.value("ref") is not None else "PAST_REF")


def read_textual(parts: Parts) -> Reading | None:
    """What is a time in a narrative only: "at that time", "the former ruler"."""
    word = (parts.words("word") or [""])[0]
    return Reading(kind="reference", rel="that", value=_VALUES.get(word, "PRESENT_REF"))
