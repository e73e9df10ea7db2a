"""The text around a time expression: where sentences end, which words look ahead or back, what stands in headings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from timeline.frames import MONTH_NAMES
from timeline.model import Timex

__all__ = ["Scene"]

_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+(?=[A-Z\"“‘'(])|\n\s*\n")
_WORD = re.compile(r"[A-Za-z]+(?:['’]t\b)?")  # "won't" is not "won"
_POSSESSIVE = re.compile(r"['’]s\b")
_SETTING = re.compile(
    r"(?:^|[.!?\n][\"'”’)]*\s*)(?:\w+ )?"
    r"(?:[Ii]n|[Bb]y|[Dd]uring|[Ff]rom|[Uu]ntil|of|[Ee]arly|[Ll]ate)(?: (?:the|early|late|mid|year))*[ -]*$"
)
_AFTER = re.compile(r"\b[Aa]fter\s+(?:just\s+|only\s+)?$")
_GOES_ON = re.compile(r"\s+(?:of|in|as|at)\b")
_ENDED = re.compile(r"\s+(?:that\s+)?end(?:ed|ing|s)\s+(?:on\s+)?([A-Z][a-z]+)")
_MONTH_NUMBERS = {name[:3].lower(): number for number, name in enumerate(MONTH_NAMES, 1)}
_NO_LONGER = (["was"], ["were"], ["first"], ["originally"], ["initially"])  # before "planned", "scheduled"
_HAS_BEEN_SET = (["on"], ["in"], ["by"])
_TO_BE = ("have", "has", "had", "was", "were")
_RELATIVE_PRONOUNS = ("that", "which", "who")
# Bounds in characters, so that a text costs in proportion to its length.
_REACH = 1000  # the longest sentence that is looked through
_HEADING = 80  # the longest heading
# How many words before and after an expression tell whether it lies ahead.
_WORDS_BEFORE, _WORDS_AFTER = 10, 6
_OWN_WORDS = 5  # with more words than these since the last comma, those before it are not asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One text and the cue words of its language. The questions are about one time expression of it."""

    text: str
    cues: Mapping[str, frozenset[str]]

    def apart(self, earlier: Timex, later: Timex) -> bool:
        """Whether a sentence ends between two expressions; more than `_REACH` characters always are apart."""
        start, end = earlier.span.end, later.span.start
        return end - start > _REACH or _SENTENCE_END.search(self.text, start, end + 1) is not None

    def in_paragraph(self, earlier: Timex, later: Timex) -> bool:
        """Whether two expressions stand in one paragraph, at most `_REACH` characters apart."""
        start, end = earlier.span.end, later.span.start
        return end - start <= _REACH and self.text.find("\n\n", start, end) < 0

    def leaning(self, timex: Timex) -> int:
        """1 where the words of the sentence look ahead ("will", "due"), -1 where they look back, else 0."""
        left, right = self._before(timex, 160), self._after(timex, 90)
        starts = [match.end() for match in _SENTENCE_END.finditer(left)]
        end = _SENTENCE_END.search(right)
        left = left[starts[-1] :] if starts else left
        own = _words(left[left.rfind(",") + 1 :])
        before = (own if len(own) > _OWN_WORDS else _words(left))[-_WORDS_BEFORE:]
        after = _words(right[: end.start()] if end else right)[:_WORDS_AFTER]
        if before[-2:] in (["soon", "as"], ["early", "as"]):
            return 1
        # The word nearest before decides; only where none does, the words after are asked.
        for words, places in ((before, reversed(range(len(before)))), (after, range(len(after)))):
            for at in places:
                if verdict := self._cue(words, at):
                    return verdict
        return 0

    def generic_day(self, timex: Timex) -> bool:
        """Whether "today" and "tomorrow" are the present and future at large: "today's world", "a better tomorrow"."""
        right = self._after(timex, 40)
        owned = _POSSESSIVE.match(right)
        if owned:
            return any(word in self.cues["generic"] for word in _words(right[owned.end() :])[:2])
        left = _WORD.findall(self._before(timex, 70))[-7:]
        lower = [word.lower() for word in left]
        if lower and lower[-1] in self.cues["generic_before"]:
            return True
        if len(lower) > 1 and lower[-2] in ("a", "of"):
            return timex.text.lower() == "tomorrow"
        if timex.text != "today":
            return False
        if right.startswith((" has ", " have ")) or (lower[-1:] in (["is"], ["are"]) and right[:1] in (",", ".")):
            return True  # "it today has a harbour", "such ships are today, as they were then, rare"
        # "the challenges that confront nations today": a relative clause in the plain present
        relative = next((at for at in range(len(left) - 2, -1, -1) if lower[at] in _RELATIVE_PRONOUNS), None)
        return relative is not None and left[relative + 1].islower() and self.leaning(timex) == 0

    def sets_scene(self, timex: Timex) -> bool:
        """Whether a year alone moves the narrative: it opens its sentence or stands in a heading."""
        if _SETTING.search(self._before(timex, 40)):
            return True
        start = self.text.rfind("\n", max(0, timex.span.start - _HEADING), timex.span.start)
        end = self.text.find("\n", timex.span.end, timex.span.end + _HEADING)
        line = self.text[start + 1 : end]
        return start >= 0 and end >= 0 and len(line) < _HEADING and not line.rstrip().endswith((".", ",", ";"))

    def owns(self, timex: Timex) -> bool:
        """Whether a possessive follows: "Friday's vote"."""
        return _POSSESSIVE.match(self.text, timex.span.end) is not None

    def month_of_end(self, timex: Timex) -> tuple[int, str] | None:
        """The month in which the text says that a period ended, number and word: "the quarter ended September 30"."""
        match = _ENDED.match(self.text, timex.span.end)
        month = _MONTH_NUMBERS.get(match[1][:3].lower()) if match else None
        return (month, match[1]) if match and month else None

    def counts_on(self, timex: Timex) -> bool:
        """Whether a length of time stands after "after" and ends there: "left after three years", not "… of war"."""
        return bool(_AFTER.search(self._before(timex, 12))) and not _GOES_ON.match(self._after(timex, 12))

    def _before(self, timex: Timex, reach: int) -> str:
        return self.text[max(0, timex.span.start - reach) : timex.span.start]

    def _after(self, timex: Timex, reach: int) -> str:
        return self.text[timex.span.end : timex.span.end + reach]

    def _cue(self, words: Sequence[str], at: int) -> int:
        """What one word says: 1 ahead, -1 back, 0 nothing."""
        word, before, after = words[at], words[max(0, at - 2) : at], words[at + 1 : at + 2]
        if word == "set" and after in _HAS_BEEN_SET:
            return -1  # "the record set on August 6"
        if word in self.cues["strong_future"]:
            # "was expected to pass", "had been scheduled": what lay ahead then may be over now
            over = before[-1:] in _NO_LONGER or before == ["had", "been"]
            return 0 if over and word.endswith("ed") else 1
        if word in _TO_BE and after == ["to"]:
            return 0  # "they have to", "his term was to end"
        if word not in self.cues["past"] and not _is_past_form(word, self.cues["no_past"]):
            return 0
        if before == ["to", "be"]:
            return 1  # "he is to be sentenced"
        if before[-1:] == ["to"] and word.endswith("ed") and word not in self.cues["past"]:
            return -1  # "by 31 votes to 20, adopted": no infinitive
        # "be paid", "to meet": the form belongs to what lies ahead
        return 0 if before[-1:] in (["be"], ["to"]) else -1


def _is_past_form(word: str, exceptions: frozenset[str]) -> bool:
    return len(word) > 4 and word.endswith("ed") and word not in exceptions


def _words(text: str) -> list[str]:
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]
