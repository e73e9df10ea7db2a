"""Text to time-expression spans. Takes a `str`; needs no trained model.

The rules run over the string of token classes (see `patterns`). At each place the longest match wins, and among equals
the rule that stands first. A rule may name a guard, which then looks at the words themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from timeline.model import Span, Timex, TimexType
from timeline.rulebook import Rule, Rulebook, load
from timeline.tokens import Token, Tokens

__all__ = ["Mention", "find"]

_SECOND = "then_"  # begins the names of the parts that only the second mention of a pair has
_LAST_PAIR = 2199  # beside a greater number the first is a number too
_FIRST_YEAR = 1200  # smaller numbers are years only after a word like "in"
_RECENT_YEARS = range(1900, 2100)  # years that a name may stand before ("Windows 2000")


@dataclass(frozen=True, slots=True)
class Mention:
    """A found time expression: its place in the text, the rule, and the tokens of each part that the rule names."""

    start: int
    end: int
    rule: Rule
    groups: dict[str, list[Token]]

    def timex(self, text: str, type_: TimexType) -> Timex:
        """The expression as it stands in the text that it was found in."""
        span = Span(start=self.start, end=self.end)
        return Timex(span=span, text=text[self.start : self.end], type=type_, rule=self.rule.id)


def find(tokens: Tokens, *, language: str = "en") -> Iterator[Mention]:
    """The time expressions of a tokenized text, left to right, not overlapping."""
    book = load(language)
    position = 0
    while (hit := book.starter.search(tokens.codes, position)) is not None:
        first = hit.start()
        rule, groups, position = _longest(tokens, first, book)
        if rule is None:
            position = first + 1
        elif rule.make != "none" and not (
            rule.params.get("guard") == "year" and _is_count(tokens, first, position, book)
        ):
            yield from _mentions(tokens, first, position, rule, groups)


def _longest(tokens: Tokens, first: int, book: Rulebook) -> tuple[Rule | None, dict[str, list[Token]], int]:
    """The rule with the longest match at a token, the tokens of its parts, and the token after the match."""
    codes = tokens.codes
    best, best_rule, best_end = None, None, first
    for rule in book.by_first[codes[first]]:
        match = rule.regex.match(codes, first)
        if match is not None and match.end() > best_end:
            best, best_rule, best_end = match, rule, match.end()
    groups: dict[str, list[Token]] = {}
    if best is not None:
        for name, text in best.groupdict().items():
            if text is not None:
                low, high = best.span(name)
                groups.setdefault(name.rpartition("_")[0], []).extend(tokens.items[low:high])
    return best_rule, groups, best_end


def _mentions(tokens: Tokens, first: int, end: int, rule: Rule, groups: dict[str, list[Token]]) -> Iterator[Mention]:
    """One mention; the two of a pair that shares a part ("May 4 and 5", "490-480 BC")."""
    items = tokens.items
    join = groups.pop("join", None)
    if join is None:
        yield Mention(items[first].start, items[end - 1].end, rule, groups)
        return
    at = next(n for n in range(first, end) if items[n] is join[0])
    own = {name: part for name, part in groups.items() if not name.startswith(_SECOND)}
    late = {name.removeprefix(_SECOND): part for name, part in groups.items() if name.startswith(_SECOND)}
    second = at + len(join)
    while items[second].cls == "'the'":
        second += 1
    # "3 and 5 May": the first has the month too; "1915-16" shortens the second year only.
    shared = {name: part for name, part in late.items() if name not in own and name != "short"}
    yield Mention(items[first].start, items[at - 1].end, rule, own | shared)
    yield Mention(items[second].start, items[end - 1].end, rule, own | late)


def _is_count(tokens: Tokens, first: int, end: int, book: Rulebook) -> bool:
    """Whether four digits are a number and no year: "1990 seats", "Flight 1549", "a loss of 1500 jobs"."""
    items, text, cues = tokens.items, tokens.text, book.cues
    before = text[items[first - 1].start : items[first - 1].end] if first else ""
    after = text[items[end].start : items[end].end] if end < len(items) else ""
    year = items[end - 1].value
    led = before.lower() in cues["year_leads"] or (before.lower() == "of" and _looks_like_year(year))
    if before.lower() in cues["numbered"] or (year < _FIRST_YEAR and not led):
        return True
    if after in ("or", "to", "and", "-") and end + 1 < len(items):
        beside = items[end + 1]  # "2000 or 3000 visitors"
        if beside.cls == "N" or (beside.cls == "Y" and beside.value > _LAST_PAIR):
            return True
    if _is_plural(after) and after not in cues["of_a_year"]:
        return not led and items[first - 1].cls not in ("POSSESSIVE", "POSSESSOR")
    if before == "-" and first > 1 and items[first - 2].cls in ("D12", "D31", "D99", "Y3", "N"):
        return True  # a telephone number
    if after[:1].isupper() and any(text[t.start : t.end].lower() in cues["streets"] for t in items[end : end + 3]):
        return True
    if after in cues["counted"]:
        return True
    return before[:1].isupper() and items[first - 1].cls == "CAPITALISED" and year not in _RECENT_YEARS


def _looks_like_year(number: int) -> bool:
    """Whether four digits are rather a year than a quantity: of our times, and not round."""
    return 1900 < number <= 2099 and number % 10 != 0


def _is_plural(word: str) -> bool:
    return word.islower() and len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us"))
