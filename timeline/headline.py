"""A headline in the making: the words of a sentence that are still in, their order and their form, and the shortening.

Method: sentence compression by pruning the dependency tree (Knight and Marcu 2002; Filippova and Strube 2008), with
weights by label instead of learned ones, so that every headline is a grammatical part of its sentence.
"""

from __future__ import annotations

import re

from timeline.eventwords import EventWords
from timeline.pruning import AT_ONCE, NEVER, phrase_weight
from timeline.syntax import Sentence

__all__ = ["Headline"]

_ARTICLE = re.compile(r"\b(a)n? (\w[\w’'-]*)")
_CORE = 17.0  # phrases below this weight stay longer than articles


def _article(match: re.Match[str]) -> str:
    """ "an" before what sounds like a vowel, where the word between has gone ("an [Israeli] player")."""
    word = match[2]
    vowel = word[0].lower() in "aeiou" and not word.lower().startswith(("uni", "use", "eu", "one"))
    silent = word.lower().startswith(("hour", "honest", "honor", "honour", "heir"))
    if word.isupper() or word[0].isdigit():
        return match[0]
    return f"{match[1]}{'n' if vowel or silent else ''} {word}"


class Headline:
    """Words by segments that are written one after the other. `keep` are those still in, `edits` their new forms."""

    def __init__(self, sentence: Sentence, words: EventWords, *, room: tuple[int, int]) -> None:
        """`room` is how many words and characters there may be."""
        self.sentence, self.words, self.room = sentence, words, room
        self.edits: dict[int, str] = {}
        self.keep: set[int] = set()
        self.segments: list[list[int]] = []
        self.colon = False
        self.opening = ""  # who speaks, where the sentence does not name him

    def drop(self, index: int) -> None:
        """Leaves a phrase out."""
        self.keep -= self.sentence.subtree(index)

    def drop_but(self, index: int, inner: int) -> None:
        """Leaves a phrase out but for one below it."""
        inside = self.sentence.subtree(index)
        self.keep -= inside - (self.sentence.subtree(inner) if inner in inside else set())

    def drop_brackets(self, head: int) -> None:
        """Leaves out what stands in brackets, unless it is the head."""
        depth = 0
        for word in self.sentence.words:
            depth += word.text in "([{"
            if depth and word.index != head:
                self.keep.discard(word.index)
            depth -= word.text in ")]}" and depth > 0

    def shorten(self, heads: list[int]) -> None:
        """Leaves out phrases until the line fits; `heads` stay whatever happens."""
        units = sorted(self._units(heads), reverse=True)
        for weight, unit in units:
            if weight >= AT_ONCE:
                self.drop(unit)
        for weight, unit in units:
            if weight < AT_ONCE and not self._fits():
                if weight < _CORE:
                    self._telegraph(heads)
                if not self._fits():
                    self.drop(unit)
        if not self._fits():
            self._telegraph(heads)

    def _telegraph(self, heads: list[int]) -> None:
        """Headline style, where room is short: no articles, no auxiliaries of a passive that is reported."""
        self.keep -= {i for i in self.keep if self._is_article(i)}
        for head in heads[1:]:
            aux = self.sentence.children(head, "aux")
            modal = any(self.sentence[k].tag == "MD" or self.edits.get(k) == "will" for k in aux)
            if any(self.sentence[k].dep == "aux:pass" for k in aux) and not modal:
                self.keep -= set(aux)

    def _fits(self) -> bool:
        text = self.text()
        return len(text.split()) <= self.room[0] and len(text) <= self.room[1]

    def _units(self, heads: list[int]) -> list[tuple[float, int]]:
        """Every phrase that may go, with its weight; among equals the later one first."""
        found = []
        for index in sorted(self.keep):
            word = self.sentence[index]
            if index in heads or word.head not in self.keep or word.dep == "punct":
                continue
            weight = phrase_weight(self.sentence, index, self.keep, self.words)
            if weight > NEVER:
                found.append((weight + index / 1000, index))
        return found

    def text(self) -> str:
        """The line as it stands."""
        parts = [self._join([i for i in segment if i in self.keep]) for segment in self.segments]
        parts[0] = parts[0] or self.opening
        if self.colon and parts[0]:
            parts[-1] = parts[-1][:1].upper() + parts[-1][1:]
            return f"{parts[0].strip(' ,')}: {parts[-1]}"
        return " ".join(part for part in parts if part)

    def _join(self, indices: list[int]) -> str:
        order = [i for i in indices if self.edits.get(i, "x") and not self._is_idle(i)]
        while order and (self._is_article(order[0]) or self._dangles(order[0]) or self._points(order)):
            order.pop(0)
        text, previous = "", None
        for index in order:
            word = self.sentence[index]
            clitic = word.text.lower() in ("'s", "’s", "n't", "n’t", "'", "’", "'re", "'ll", "'ve")
            joined = previous is not None and (clitic or self.sentence[previous].end == word.start)
            written = self.edits.get(index, word.text)
            if index == 0 and (text or self._opened_before(indices)) and self._has_borrowed_capital(written):
                written = written[:1].lower() + written[1:]
            text += ("" if joined or not text or word.text in (",", "%") else " ") + written
            previous = index
        return _ARTICLE.sub(_article, " ".join(text.split()).strip(" ,"))

    def _has_borrowed_capital(self, written: str) -> bool:
        """Whether the first word of the sentence has its capital from there, and is no name or part of one."""
        word = self.sentence[0]
        named = word.is_name or (word.head == 1 and self.sentence[1].is_name)
        return not named and not written[:2].isupper() and written != "I"

    def _opened_before(self, indices: list[int]) -> bool:
        """Whether words of another segment come before these."""
        earlier = self.segments[: next((n for n, s in enumerate(self.segments) if s and s[0] == indices[0]), 0)]
        return any(i in self.keep and self.edits.get(i, "x") for segment in earlier for i in segment)

    def _dangles(self, index: int) -> bool:
        """A word that cannot begin a phrase of a headline: an owner without a name, a conjunction."""
        word = self.sentence[index]
        return (word.tag == "PRP$" and index not in self.edits) or word.dep == "cc" or word.text.lower() == "which"

    def _points(self, order: list[int]) -> bool:
        """A word that points at what was said before ("this study"), in front of its noun."""
        word = self.sentence[order[0]]
        low = word.text.lower()
        opens = order[0] == min(self.keep, default=-1) and word.tag in ("IN", "WRB", "CC")
        if opens and (order[0] in self.segments[0] or (word.dep == "mark" and not self.colon)):
            return word.dep in ("case", "mark", "cc") and self.words.has("opener", low)
        return word.dep == "det" and low in ("this", "that", "these", "those", "such") and word.head in order[1:]

    def _is_article(self, index: int) -> bool:
        return self.sentence[index].dep == "det" and self.sentence[index].text.lower() in ("a", "an", "the")

    def _is_idle(self, index: int) -> bool:
        """Marks that a title does not need, and conjunctions whose second part is gone."""
        word = self.sentence[index]
        if word.dep == "cc" and word.head != index:
            return word.head not in self.keep
        office = word.dep == "amod" and word.text.islower() and self.sentence[word.head].is_name
        if office and self.words.has("privative", word.text):
            return not self.keep & set(range(index + 1, word.head))  # "former [minister] Ana Sousa"
        if word.dep != "punct" and word.tag not in (",", ".", ":", "``", "''", "-LRB-", "-RRB-", "HYPH"):
            return False
        inside = index - 1 in self.keep and index + 1 in self.keep
        if inside and self.sentence[index - 1].end == word.start and word.end == self.sentence[index + 1].start:
            return False
        if word.text == ",":
            if inside and self.sentence[index - 1].is_name and self.sentence[index + 1].is_name:
                return False
            return not (inside and self.sentence[word.head].dep == "conj" and word.head in self.keep)
        return True
