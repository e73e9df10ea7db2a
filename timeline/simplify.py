"""Makes a sentence easier to parse by leaving out what carries no structure: the year of a full date with its commas,
quotation marks around names, brackets. Positions can be mapped back."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from timeline.model import Span

__all__ = ["Shortened", "shorten"]

_NAME_QUOTES = re.compile(
    r"“((?:[A-Z0-9][\w’'&.-]*)(?: [\w’'&.-]+){0,3})”|\"((?:[A-Z0-9][\w’'&.-]*)(?: [\w’'&.-]+){0,3})\""
)
_BRACKETS = re.compile(r" ?\([^()]{1,60}\)")
_LEAD = re.compile(
    r"(?:In|On|At|For|By|As|With|Under|However|Meanwhile|Moreover|Furthermore|Nevertheless|Additionally|Indeed|Instead|Still)"
    r"(?: [a-z’'-]+){0,4}, (?=[A-Z]|the |a |an )"
)
_VERB = (
    r"(?:[a-z]+(?:ed|id|ld|te|ote|poke)|was|were|is|are|has|had|have|will|would|won|went|took|made|came|became|left|met"
    r"|began|gave|led|lost|ran|saw|set|says|put|sent|told|fell|found|rose|spoke|stood|became|grew|held|kept)\b"
)
_APPOSITION = re.compile(
    r", (?:(?:a|an|the|former|one of|who is|who was)\b|(?:[a-z-]+ ){1,3}(?:of|at|for)\b"
    r"|(?:without |while |after |before )?[a-z]+ing\b)"
    rf"[^,;:“”()]{{3,90}}(?:, [A-Z][\w ]{{2,30}})?,(?= {_VERB})"
)
_NAME_BEFORE = re.compile(
    r"(?:^|, |\bthat |\band |\b(?:day|week|month|year|\d) |[“(])(?:[A-ZÀ-Þ][\w.’'-]*)"
    r"(?: (?:[A-ZÀ-Þ][\w.’'-]*|bin|al|de|la|van|von|of|the))*$"
)
_NAME_ENDS = re.compile(r"[A-ZÀ-Þ][\w.’'-]+ (?:(?:bin|al|de|la|van|von) )*[A-ZÀ-Þ][\w’'-]+$")
_AGE = re.compile(r"(?<=[\w.]), (?:now |then )?(?:aged |age )?\d{1,3}(?:,|(?=[.;]?$))")
_GOES_ON = re.compile(
    r"\s*,\s+(?:that|which|in|on|at|by|for|with|to|from|after|before|when|while|as|during|against|over|under|through"
    r"|because|off|near|outside|inside|around|along|across|between|among|within|without|about|above|below|towards?|into"
    r"|onto|upon|until|and|but|or|according|following|[a-z]+ing)\b"
)
_FRONT = re.compile(
    r" (?!(?:of|in|at|on|and|or|to|until|when|with|for|by|from|that|but|after|before|through|as|than|is|was|were|are"
    r"|will|has|had|s|morning|afternoon|evening|night)\b)[A-Za-zÀ-þ]"
)
_PREPOSITION = re.compile(r"\s*“?(?:On|In|By|Since|During|At|Until|From)(?: (?:early|late|mid))? ")
_ADVERBIAL = re.compile(
    r"(?:Last|This|Next|Yesterday|Today|Tomorrow|Earlier|Later|The (?:following|next|same|previous)|(?:One|Two|Three"
    r"|Four|Five|Six|Seven|Eight|Nine|Ten|A) \w+ (?:later|earlier|ago|before))\b"
)
_COMMA = re.compile(r"\s*,")


class Shortened:
    """A text with stretches left out, and the way back to positions of the whole article."""

    def __init__(self, text: str, offset: int, edits: Sequence[tuple[int, int, str]]) -> None:
        """`edits` are half-open ranges of `text` with what replaces them, in order; `offset` is its place."""
        self.span = Span(start=offset, end=offset + len(text))
        parts, self._starts, self._shifts, at, length = [], [0], [offset], 0, 0
        for start, end, new in edits:
            parts.append(text[at:start] + new)
            length += len(parts[-1])
            self._starts.append(length)
            self._shifts.append(offset + end - length)
            at = end
        self.text = "".join([*parts, text[at:]])

    def origin(self, position: int, *, is_end: bool = False) -> int:
        """The article's position of a character of the short text; an end is one behind the character before it."""
        if is_end and position > 0:
            return self.origin(position - 1) + 1
        n = bisect_right(self._starts, position) - 1
        return position + self._shifts[n]


def shorten(text: str, span: Span, dates: Sequence[Span]) -> Shortened:
    """The stretch `span` of a text without what disturbs a parser. `dates` are the time expressions, which stay."""
    sentence = text[span.start : span.end]
    inside = [(d.start - span.start, d.end - span.start) for d in dates if span.start <= d.start < span.end]
    removed: list[tuple[int, int]] = []
    for start, end in inside:
        comma = sentence.find(",", start, end)
        if comma > start:
            after = _COMMA.match(sentence, end) if _GOES_ON.match(sentence, end) else None
            removed.append((comma, after.end() if after and after.end() < len(sentence) else end))
    for match in _NAME_QUOTES.finditer(sentence):
        if not sentence[match.start() - 2 : match.start()].strip(" ").endswith((",", ":")):
            removed += [(match.start(), match.start() + 1), (match.end() - 1, match.end())]
    lead = _LEAD.match(sentence)
    if lead and not any(start < lead.end() for start, _ in inside):
        removed.append(lead.span())
    for match in _APPOSITION.finditer(sentence):
        free = not any(match.start() <= end and start < match.end() for start, end in inside)
        if free and _NAME_BEFORE.search(sentence[: match.start()]):
            removed.append(match.span())
    for match in _AGE.finditer(sentence):
        free = not any(match.start() <= end and start < match.end() for start, end in inside)
        if free and _NAME_ENDS.search(sentence[: match.start()]):
            removed.append(match.span())
    for match in _BRACKETS.finditer(sentence):
        if match.start() > 0 and not any(match.start() < end and start < match.end() for start, end in inside):
            removed.append(match.span())
    edits: list[tuple[int, int, str]] = []
    for start, end in sorted(removed):
        if not edits or start >= edits[-1][1]:
            edits.append((start, end, ""))
    wanted = _missing_comma(sentence, inside)
    if wanted is not None and not any(start < wanted < end for start, end, _ in edits):
        edits = sorted([*edits, (wanted, wanted, ",")])
    return Shortened(sentence.replace("\n", " "), span.start, edits)


def _missing_comma(sentence: str, dates: Sequence[tuple[int, int]]) -> int | None:
    """Where a time in front wants a comma to be told from the subject ("On March 14 diplomats from China met")."""
    if not dates or not _FRONT.match(sentence, dates[0][1]):
        return None
    start, end = dates[0]
    before, date = sentence[:start], sentence[start:end]
    opens = _PREPOSITION.fullmatch(before) or (not before.strip('“" ') and _ADVERBIAL.match(date))
    return end if opens else None
