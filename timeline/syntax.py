"""A parsed sentence as plain values: words, their heads and labels, and the clauses found among them.

Standard library only, so that every later stage can be tested without a trained model. Labels are those of
Universal Dependencies 2 (de Marneffe et al. 2021), tags those of the Penn Treebank (Marcus et al. 1993).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from timeline.model import Span

__all__ = ["Clause", "ClauseKind", "Modality", "Sentence", "Tense", "Word"]

ClauseKind = Literal["verb", "predicate", "noun"]
Modality = Literal["fact", "future", "planned", "possible", "conditional"]
Tense = Literal["past", "present", "future", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One token. `start` and `end` are positions in the article; `head` is the index of its head, a root is its own."""

    index: int
    start: int
    end: int
    text: str
    lemma: str
    tag: str
    dep: str
    head: int

    @property
    def is_verb(self) -> bool:
        """Whether the tag is that of a verb form (VB, VBD, VBG, VBN, VBP, VBZ)."""
        return self.tag.startswith("VB")

    @property
    def is_noun(self) -> bool:
        """Whether the tag is that of a common or proper noun."""
        return self.tag.startswith("NN")

    @property
    def is_name(self) -> bool:
        """Whether the tag is that of a proper noun."""
        return self.tag.startswith("NNP")


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of one sentence in order, with their tree. Indices count from the sentence's first word."""

    words: tuple[Word, ...]
    whole: Span | None = field(default=None, compare=False)  # where its text holds more than its words
    _children: tuple[tuple[int, ...], ...] = field(init=False, repr=False, compare=False)
    _ends: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        children: list[list[int]] = [[] for _ in self.words]
        for word in self.words:
            if word.head != word.index:
                children[word.head].append(word.index)
        object.__setattr__(self, "_children", tuple(map(tuple, children)))
        object.__setattr__(self, "_ends", tuple(word.end for word in self.words))

    def __len__(self) -> int:
        return len(self.words)

    def __getitem__(self, index: int) -> Word:
        return self.words[index]

    @property
    def span(self) -> Span:
        """Its place in the article; without `whole` from the first word to the last, of which there must be one."""
        if self.whole is not None:
            return self.whole
        return Span(start=self.words[0].start, end=self.words[-1].end)

    @property
    def root(self) -> int:
        """Index of the first word that is its own head."""
        return next((w.index for w in self.words if w.head == w.index), 0)

    def children(self, index: int, *deps: str) -> tuple[int, ...]:
        """Direct dependents in order; with labels, only those (`nsubj` also takes `nsubj:pass`)."""
        kids = self._children[index]
        if not deps:
            return kids
        return tuple(k for k in kids if self.words[k].dep in deps or self.words[k].dep.split(":")[0] in deps)

    def child(self, index: int, *deps: str) -> int | None:
        """First dependent with one of the labels."""
        kids = self.children(index, *deps)
        return kids[0] if kids else None

    def subtree(self, index: int) -> set[int]:
        """The word and everything below it."""
        found, open_ends = {index}, [index]
        while open_ends:
            for kid in self._children[open_ends.pop()]:
                if kid not in found:
                    found.add(kid)
                    open_ends.append(kid)
        return found

    def is_finite(self, index: int) -> bool:
        """Whether a word is the head of a clause with a tensed verb ("said", "has gone", "is ready")."""
        if self.words[index].tag in ("VBD", "VBZ", "VBP", "MD"):
            return True
        return any(self.words[k].tag in ("VBD", "VBZ", "VBP", "MD") for k in self.children(index, "aux", "cop"))

    def is_clause(self, index: int) -> bool:
        """Whether a word is the head of a clause: a verb, or a predicate with a copula."""
        return self.words[index].is_verb or bool(self.children(index, "cop"))

    def ancestors(self, index: int) -> Iterator[int]:
        """The heads above a word, nearest first."""
        seen = {index}
        while (head := self.words[index].head) not in seen:
            yield head
            seen.add(head)
            index = head

    def is_passive(self, index: int) -> bool:
        """Whether a verb has the auxiliary of a passive ("was elected")."""
        return any(self.words[k].dep == "aux:pass" for k in self.children(index, "aux"))

    def mended(self, words: Sequence[Word]) -> Sentence:
        """A sentence of these words, or this one where they are the same or no tree."""
        changed = tuple(words)
        if changed == self.words:
            return self
        other = Sentence(changed)
        return other if other._is_tree() else self

    def _is_tree(self) -> bool:
        """Whether every word leads up to a root."""
        for word in self.words:
            top = word.index
            for above in self.ancestors(word.index):
                top = above
            if self.words[top].head != top:
                return False
        return True

    def within(self, span: Span) -> list[int]:
        """Indices of the words that share a character with the span."""
        found = []
        for index in range(bisect_right(self._ends, span.start), len(self.words)):
            if self.words[index].start >= span.end:
                break
            found.append(index)
        return found

    def top(self, indices: list[int]) -> int:
        """The word of a group whose head lies outside it; the last one where there are several."""
        group = set(indices)
        tops = [i for i in indices if self.words[i].head not in group or self.words[i].head == i]
        return tops[-1] if tops else indices[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """What one word says happened. All numbers are word indices of the sentence."""

    sentence: Sentence
    trigger: int
    kind: ClauseKind
    tense: Tense = "none"
    negated: bool = False
    modality: Modality = "fact"
    passive: bool = False
    progressive: bool = False
    perfect: bool = False
    subject: int | None = None
    reporter: int | None = None
    denied: bool = False
    alleged: bool = False

    @property
    def word(self) -> Word:
        """The trigger."""
        return self.sentence.words[self.trigger]
