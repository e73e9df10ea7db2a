"""A headline before it is written: the words of a clause that are still in, their forms and their order."""

from __future__ import annotations

from typing import Protocol

from timeline.eventwords import EventWords
from timeline.headline import Headline
from timeline.syntax import Clause, Sentence

__all__ = ["MAX_CHARACTERS", "MAX_WORDS", "SHORT", "Draft", "Names", "possessive"]

MAX_WORDS = 12
MAX_CHARACTERS = 90
SHORT = 3  # words; a title of no more keeps its date where it can
_POINTING = ("this", "that", "it", "these", "those", "which", "who")


class Names(Protocol):
    """What a headline needs to know of the article's names."""

    def resolve(self, sentence: Sentence, index: int) -> str | None:
        """The name behind a pronoun, or None where it is not clear."""

    def is_person(self, name: str) -> bool:
        """Whether a word is (the last part of) a person's name."""

    def speaker(self, position: int) -> str | None:
        """The person who speaks at a place of the text, or None where that is not clear."""


def possessive(name: str | None) -> str:
    """ "Ana Sousa’s", or nothing where there is no name."""
    return f"{name}’s" if name else ""


class Draft:
    """A clause on its way to a headline; `dates` are the words of its time expression, which are left out."""

    def __init__(self, clause: Clause, dates: set[int], names: Names, words: EventWords) -> None:
        self.clause, self.sentence, self.dates = clause, clause.sentence, dates
        self.names, self.words = names, words
        self.until: set[int] = set()
        marked = clause.denied or clause.alleged
        self.line = Headline(self.sentence, words, room=(MAX_WORDS - marked, MAX_CHARACTERS - 9 * marked))

    def names_a_time(self, index: int) -> bool:
        """A number, or the end of a feast's name ("Bastille Day"), which is a name of a time without it."""
        word = self.sentence[index]
        return word.text.isdigit() or (word.is_name and not self.is_calendar_word(index))

    def is_calendar_word(self, index: int) -> bool:
        """Whether a word is the name of a month or a weekday."""
        return self.words.has("names_not_persons", self.sentence[index].text)

    def matrix(self, verb: int) -> int:
        """The verb to start from: "plans to resign" for "resign"."""
        for _ in range(4):
            word = self.sentence[verb]
            if word.dep != "xcomp" or not self.sentence.is_clause(word.head):
                return verb
            verb = word.head
        return verb

    def subject(self, head: int) -> int | None:
        """The subject of the verb that the headline starts from; for "who" and "which" the noun before."""
        if head == self.clause.trigger:
            return self.clause.subject
        own = self.sentence.child(head, "nsubj", "csubj")
        return own if own is not None and not self.is_relative(own) else self.clause.subject

    def phrase(self, index: int | None, head: int) -> set[int]:
        """The words below an index, without the clause of `head` when that lies below it too."""
        if index is None:
            return set()
        inside = self.sentence.subtree(index) - self.dates
        if head in inside and index != head:
            below = head
            while self.sentence[below].head != index:
                below = self.sentence[below].head
            inside -= self.sentence.subtree(below)
            if self.sentence[head].dep == "acl:relcl" and self.sentence.children(index, "cop"):
                # "This is the talk that took place there"
                for kid in self.sentence.children(index, "nsubj", "csubj", "cop", "aux", "advmod", "mark"):
                    inside -= self.sentence.subtree(kid)
        return inside

    def gap(self, head: int, subject: int | None) -> int | None:
        """The noun before a relative clause that is its object ("the emergency he declared", "whom she divorced")."""
        word = self.sentence[head]
        if not word.dep.startswith("acl") or subject is None or subject == word.head or self.clause.passive:
            return None
        objects = self.sentence.children(head, "obj", "xcomp", "ccomp")
        if any(not self.is_relative(k) for k in objects) or not self.sentence[word.head].is_noun:
            return None
        return word.head

    def is_list(self, index: int) -> bool:
        """Whether others are joined to a word."""
        return bool(self.sentence.children(index, "conj"))

    def is_relative(self, index: int) -> bool:
        """Whether a word is "who", "which" or "that"."""
        return self.sentence[index].tag in ("WDT", "WP") or self.sentence[index].text.lower() == "that"

    def is_pointing(self, subject: int | None) -> bool:
        """Whether a subject only points at something ("this", "which")."""
        return subject is not None and self.sentence[subject].text.lower() in _POINTING

    def short_phrase(self, noun: int) -> str:
        """A noun with what stands before it, without the article; empty where that is long."""
        before = [
            k
            for k in self.sentence.subtree(noun)
            if self.sentence[k].dep.split(":")[0] in ("compound", "amod", "nummod", "flat") or k == noun
        ]
        words = [self.sentence[k].text for k in sorted(before) if k not in self.dates]
        return " ".join(words) if len(words) <= SHORT + 1 else ""
