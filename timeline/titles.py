"""Headlines made from a clause: its own words in their own order, the verb in headline tense, and what is not needed
left out, whole phrases at a time, until at most 12 words and 90 characters remain.

Method: sentence compression by pruning the dependency tree (Knight and Marcu 2002; Filippova and Strube 2008), with
weights by label instead of learned ones, so that every title is a grammatical part of its sentence.
"""

from __future__ import annotations

from collections.abc import Callable

from timeline.eventwords import EventWords
from timeline.syntax import Clause, Sentence
from timeline.verbforms import headline_verb, report_verb

__all__ = ["MAX_CHARACTERS", "MAX_WORDS", "title_of"]

MAX_WORDS = 12
MAX_CHARACTERS = 90

Resolve = Callable[[Sentence, int], str | None]

_NEVER, _AT_ONCE = 0.0, 40.0
_ALWAYS = {
    "discourse", "vocative", "parataxis", "dislocated", "reparandum", "acl:relcl", "advcl:relcl", "list", "dep",
    "orphan", "cc:preconj", "goeswith", "appos",
}  # fmt: skip
_TIGHT = {
    "obj", "iobj", "xcomp", "ccomp", "csubj", "nsubj", "aux", "cop", "compound", "flat", "fixed", "nummod", "case",
    "expl", "mark", "cc", "det", "clf",
}  # fmt: skip
_HONORIFICS = frozenset(["mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "sir"])


def title_of(clause: Clause, *, dates: set[int], resolve: Resolve, words: EventWords) -> str:
    """A headline for the happening. `dates` are the words of its time expression, which the title leaves out.

    `resolve` gives the name behind a pronoun, or None where it is not clear.
    """
    draft = _Draft(clause, dates, resolve, words)
    text = draft.noun_title() if clause.kind == "noun" else draft.verb_title()
    text = text.strip(" ,;:-–—.")
    if clause.denied and text:
        text = f"Denied: {text}"
    return text[:1].upper() + text[1:]


class _Draft:
    """The words that are still in, and how some of them are written."""

    def __init__(self, clause: Clause, dates: set[int], resolve: Resolve, words: EventWords) -> None:
        self.clause, self.sentence, self.dates = clause, clause.sentence, dates
        self.resolve, self.words = resolve, words
        self.edits: dict[int, str] = {}
        self.keep: set[int] = set()
        self.room = (MAX_WORDS, MAX_CHARACTERS - (8 if clause.denied else 0))
        if clause.denied:
            self.room = (MAX_WORDS - 1, self.room[1])

    # --- from a noun

    def noun_title(self) -> str:
        noun = self.clause.trigger
        self.keep = self.sentence.subtree(noun) - self.dates
        self._drop_marks(noun)
        self._shorten([noun], [])
        text = self._render([], self._ordered())
        if len(text.split()) < 2:
            text = self._with_date(noun) or text
        return text

    def _with_date(self, noun: int) -> str:
        """ "October 26 attack": a bare noun takes its date along, where the text has the two side by side."""
        before = [i for i in sorted(self.dates) if i < noun and self.sentence[i].tag not in ("IN", "DT", "TO")]
        if before and before[-1] in (noun - 1, noun - 2):
            self.keep |= set(before)
            return self._render([], self._ordered())
        return ""

    # --- from a verb

    def verb_title(self) -> str:
        head = self._matrix(self.clause.trigger)
        clause_words = self.sentence.subtree(head) - self.dates
        subject = self._subject(head)
        subject_words = (self.sentence.subtree(subject) - self.dates) if subject is not None else set()
        if subject is not None and head in subject_words:
            subject_words -= self.sentence.subtree(self._below(head, subject))
        content = self._quoted_content(head)
        self.keep = clause_words | subject_words
        if content is not None:
            self.keep |= self.sentence.subtree(content) - self.dates - self.sentence.subtree(head)
        self._drop_marks(head)
        self._drop_before(head, subject_words, content)
        heads = [head] + ([subject] if subject is not None else [])
        self._verb_group(head, subject)
        lead = self._lead(subject, subject_words)
        self._shorten(heads, lead)
        rest = [i for i in self._ordered() if i not in subject_words]
        if content is not None:
            inside = self.sentence.subtree(content) - self.sentence.subtree(head)
            rest = [i for i in rest if i not in inside] + [i for i in rest if i in inside]
        return self._render([i for i in self._ordered() if i in subject_words], rest)

    def _matrix(self, verb: int) -> int:
        """The verb to start from: "plans to resign" for "resign"."""
        for _ in range(4):
            word = self.sentence[verb]
            if word.dep != "xcomp" or not self.sentence.is_clause(word.head):
                return verb
            verb = word.head
        return verb

    def _below(self, index: int, ancestor: int) -> int:
        """The dependent of `ancestor` on the way down to `index`."""
        while self.sentence[index].head != ancestor and self.sentence[index].head != index:
            index = self.sentence[index].head
        return index

    def _subject(self, head: int) -> int | None:
        if head == self.clause.trigger:
            return self.clause.subject
        own = self.sentence.child(head, "nsubj", "csubj")
        return own if own is not None else self.clause.subject

    def _quoted_content(self, head: int) -> int | None:
        """What is said, where the verb of saying hangs on it ("…," he said)."""
        word = self.sentence[head]
        if (
            word.dep == "parataxis"
            and self.words.has("reporting", word.lemma)
            and not self.sentence.children(head, "ccomp")
        ):
            return word.head if self.sentence.is_clause(word.head) else None
        return None

    def _drop_marks(self, head: int) -> None:
        """Leaves out the head's own conjunctions, prepositions, coordinate clauses and what always goes."""
        for kid in self.sentence.children(head):
            dep = self.sentence[kid].dep
            if (
                dep in ("mark", "cc", "case", "punct")
                or (dep.split(":")[0] == "conj" and self.sentence[head].is_verb)
                or (dep == "conj" and self.sentence.is_clause(kid))
            ):
                self._drop(kid)
        depth = 0
        for word in self.sentence.words:
            depth += word.text in "([{"
            if depth and word.index != head:
                self.keep.discard(word.index)
            depth -= word.text in ")]}" and depth > 0

    def _drop_before(self, head: int, subject_words: set[int], content: int | None) -> None:
        """Leaves out what stands before the verb and is neither subject nor part of the verb group."""
        for kid in self.sentence.children(head):
            word = self.sentence[kid]
            base = word.dep.split(":")[0]
            if (
                kid > head
                or kid in subject_words
                or base in ("aux", "cop", "nsubj", "obj", "ccomp", "compound", "nummod", "det")
            ):
                continue
            if base in ("amod", "nmod") and not self.sentence[head].is_verb:
                continue
            if base == "advmod" and (
                self.words.has("negation", word.text) or kid == head - 1 or not self.sentence[head].is_verb
            ):
                continue
            self._drop(kid)

    def _drop(self, index: int) -> None:
        self.keep -= self.sentence.subtree(index)

    def _lead(self, subject: int | None, subject_words: set[int]) -> list[int]:
        """Writes the name for a pronoun; a description with a name beside it gives way to the name."""
        if subject is None:
            return []
        word = self.sentence[subject]
        if word.tag == "PRP":
            name = self.resolve(self.sentence, subject)
            if name:
                self.edits[subject] = name
        named = self._name_beside(subject)
        if named is not None:
            inside = self.sentence.subtree(named)
            self.keep -= subject_words - inside
        return sorted(subject_words)

    def _name_beside(self, noun: int) -> int | None:
        if self.sentence[noun].is_name:
            return None
        for kid in self.sentence.children(noun, "appos"):
            if self.sentence[kid].is_name:
                return kid
        return None

    # --- the verb group

    def _verb_group(self, head: int, subject: int | None) -> None:
        self.edits.update(headline_verb(self.sentence, head, subject, self.clause, self.words))
        for kid in self.sentence.children(head, "ccomp"):
            self._report(kid)

    def _report(self, head: int) -> None:
        """The content of a report: no "that", and the tense that it has for the reader of the headline."""
        for kid in self.sentence.children(head, "mark"):
            if self.sentence[kid].text.lower() == "that":
                self.keep.discard(kid)
        self.edits.update(report_verb(self.sentence, head))

    # --- shortening

    def _shorten(self, heads: list[int], lead: list[int]) -> None:
        units = self._units(heads)
        for weight, unit in units:
            if weight >= _AT_ONCE:
                self._drop(unit)
        loose = sorted(((w, u) for w, u in units if _NEVER < w < _AT_ONCE), reverse=True)
        while loose and not self._fits():
            _, unit = loose.pop(0)
            self._drop(unit)
        if not self._fits():
            for word in self.sentence.words:
                if word.dep == "det" and word.text.lower() in ("a", "an", "the"):
                    self.keep.discard(word.index)

    def _fits(self) -> bool:
        text = self._render([], self._ordered())
        return len(text.split()) <= self.room[0] and len(text) <= self.room[1]

    def _units(self, heads: list[int]) -> list[tuple[float, int]]:
        """Every phrase that may go, with its weight: the heavier, the sooner."""
        found = []
        for index in sorted(self.keep):
            word = self.sentence[index]
            if index in heads or word.head not in self.keep or word.dep == "punct":
                continue
            weight = self._weight(index)
            if weight > _NEVER:
                found.append((weight + index / 1000, index))
        return found

    def _weight(self, index: int) -> float:
        word, head = self.sentence[index], self.sentence[self.sentence[index].head]
        base = word.dep.split(":")[0]
        depth = sum(1 for a in self.sentence.ancestors(index) if a in self.keep)
        cases = [self.sentence[k].text.lower() for k in self.sentence.children(index, "case", "mark")]
        if word.dep in _ALWAYS or base in _ALWAYS:
            return 100.0
        if word.dep == "det:predet" or base in _TIGHT:
            return self._weight_of_title(index)
        if base == "advmod":
            return self._adverb_weight(index)
        if base == "obl":
            return self._oblique_weight(index, cases, depth)
        if base == "advcl":
            return 18.0 if word.tag == "VB" and "to" in cases else 45.0
        if base == "nmod":
            if word.dep == "nmod:poss":
                return 25.0 if word.tag == "PRP$" and head.head != head.index else _NEVER
            return (6.0 if cases[:1] == ["of"] else 10.0) + 3 * depth if cases else 9.0
        if base == "conj":
            return 100.0 if self.sentence.is_clause(index) and head.is_verb else 14.0 + depth
        return {"amod": 8.0, "acl": 16.0}.get(base, 30.0) + depth

    def _weight_of_title(self, index: int) -> float:
        """Words before a name ("Foreign Minister") may go; other parts of a phrase may not."""
        word, head = self.sentence[index], self.sentence[self.sentence[index].head]
        if word.dep == "compound" and head.is_name and not word.is_name:
            return 9.5
        if word.text.lower() in _HONORIFICS:
            return 50.0
        return _NEVER

    def _adverb_weight(self, index: int) -> float:
        word, head = self.sentence[index], self.sentence[self.sentence[index].head]
        if self.words.has("negation", word.text) or head.tag in ("CD", "JJ", "RB", "IN"):
            return _NEVER
        if self.words.has("empty_adverb", word.text) or word.tag == "WRB":
            return 60.0
        return 30.0 if head.is_verb else 12.0

    def _oblique_weight(self, index: int, cases: list[str], depth: int) -> float:
        if not cases:
            return 42.0
        if self.words.has("loose_case", cases[0]):
            return 44.0 if self.sentence.children(self.sentence[index].head, "obj", "obl") else 22.0
        if cases[0] == "by":
            return 7.0 + depth
        siblings = [k for k in self.sentence.children(self.sentence[index].head, "obl") if k in self.keep]
        first = siblings and siblings[0] == index
        has_object = bool(self.sentence.children(self.sentence[index].head, "obj", "ccomp", "xcomp"))
        return (12.0 if has_object else 4.0) + (0.0 if first else 8.0) + depth

    # --- writing

    def _ordered(self) -> list[int]:
        return sorted(i for i in self.keep if self.edits.get(i, "x"))

    def _render(self, lead: list[int], rest: list[int]) -> str:
        order = [i for i in lead + rest if not self._is_idle(i)]
        while (
            order
            and self.sentence[order[0]].dep == "det"
            and self.sentence[order[0]].text.lower() in ("a", "an", "the")
        ):
            order.pop(0)
        text, previous = "", None
        for index in order:
            word = self.sentence[index]
            joined = previous is not None and self.sentence[previous].end == word.start and previous == index - 1
            text += ("" if joined or not text or word.text in (",", "%") else " ") + self.edits.get(index, word.text)
            previous = index
        return " ".join(text.split())

    def _is_idle(self, index: int) -> bool:
        """Marks that a title does not need, and conjunctions whose second part is gone."""
        word = self.sentence[index]
        if word.dep == "cc":
            return word.head not in self.keep or not any(i in self.keep for i in range(index + 1, len(self.sentence)))
        if word.dep != "punct" and word.tag not in (",", ".", ":", "``", "''", "-LRB-", "-RRB-", "HYPH"):
            return False
        inside = index - 1 in self.keep and index + 1 in self.keep
        tight = inside and self.sentence[index - 1].end == word.start and index + 1 < len(self.sentence)
        if word.text in "-–—/" or word.tag == "HYPH":
            return not (tight and word.end == self.sentence[index + 1].start)
        if word.text == ",":
            return not (inside and self.sentence[word.head].dep == "conj" and word.head in self.keep)
        return True
