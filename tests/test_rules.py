"""Every rule's examples and refusals, which stand beside the rule in `timeline/rules/en/time_rules.toml`."""

from __future__ import annotations

import pytest

from timeline.rulebook import Rule, load
from timeline.tagging import tag

REFERENCE = "2024-11-18"  # a Monday
RULES = load("en").rules
EXAMPLES = [(rule, text, value) for rule in RULES for text, value in rule.examples]
REFUSALS = [(rule, text) for rule in RULES for text in rule.refusals]


@pytest.mark.parametrize(("rule", "text", "value"), EXAMPLES, ids=[f"{r.id}: {t}" for r, t, _ in EXAMPLES])
def test_examples(rule: Rule, text: str, value: str) -> None:
    """The whole example is found and has its value; several values stand for several expressions."""
    frame = text if text.split()[0].lower() in _LEADS else f"It came {text}."
    found = tag(frame, published=REFERENCE)
    assert " ".join(d.value for d in found) == value, [(d.timex.text, d.timex.rule, d.because) for d in found]


@pytest.mark.parametrize(("rule", "text"), REFUSALS, ids=[f"{r.id}: {t}" for r, t in REFUSALS])
def test_refusals(rule: Rule, text: str) -> None:
    """Words that look like the rule's times and are none get no date."""
    found = [d for d in tag(text, published=REFERENCE) if d.edtf is not None or d.timex.type in ("DURATION", "SET")]
    assert not found, [(d.timex.text, d.value, d.timex.rule) for d in found]


_LEADS = ("in", "on", "by", "since", "until", "for", "within", "from", "between", "the")
