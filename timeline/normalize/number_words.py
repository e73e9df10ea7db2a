"""Numbers as the text writes them: "forty-six", "two and a half", "5 1/2", "a dozen", "nineteen ninety-four"."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.tokens import Token

__all__ = ["number_of", "year_of"]

_DIGITS = ("D12", "D31", "D99", "Y3", "Y", "N", "DECIMAL")
_THOUSAND = 1000


def number_of(tokens: Sequence[Token]) -> float:
    """Value of a number phrase; 1 where no word of it has one ("a", "an")."""
    total, current, seen = 0.0, 0.0, False
    values = [token for token in tokens if token.value is not None]
    digits = [token for token in values if token.cls in _DIGITS]
    if len(digits) == 3 and any(token.cls == "'/'" for token in tokens):  # "5 1/2"
        return float(digits[0].value) + float(digits[1].value) / float(digits[2].value)
    for token in values:
        value = _value_of(token)
        seen = True
        if token.cls == "DOZEN":
            current = (current or 1) * value
        elif token.cls == "MULTIPLE":
            current = (current or 1) * value
            if value >= _THOUSAND:
                total, current = total + current, 0.0
        else:
            current += value
    return total + current if seen else 1.0


def _value_of(token: Token) -> float:
    """Value of one word; "second" is a unit in the lexicon, so as a number it is named here."""
    if isinstance(token.value, str):
        return 2.0 if token.cls == "SECOND" else 0.0
    return float(token.value)


def year_of(tokens: Sequence[Token]) -> int | None:
    """A year in figures or words; None for words that name none ("thirty forty")."""
    values = [token for token in tokens if token.value is not None]
    if len(values) == 1 or any(token.cls == "MULTIPLE" for token in values):
        return int(number_of(values))
    first, second = values[0], values[1]
    if first.cls != "CARDINAL":
        return int(first.value)
    if not 10 <= first.value <= 20:
        return None
    if second.value >= 10:  # "nineteen ninety-four"
        return int(first.value) * 100 + sum(int(token.value) for token in values[1:])
    return int(first.value)
