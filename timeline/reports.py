"""What is said under a verb of saying, wherever in the sentence it stands."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.eventwords import EventWords
from timeline.syntax import Sentence

__all__ = ["Content", "content_of", "opens_quoted"]

_QUOTES = '“”"‘«»'


@dataclass(frozen=True, slots=True)
class Content:
    """The head of the reported clause, and whether it is a quotation."""

    head: int
    quoted: bool


def content_of(sentence: Sentence, head: int, words: EventWords) -> Content | None:
    """The reported clause of a verb of saying, or None where the verb says nothing or is none."""
    verb = sentence[head]
    if not verb.is_verb or not words.has("reporting", verb.lemma):
        return None
    for kid in sentence.children(head, "ccomp"):
        if sentence.is_clause(kid) or _is_that_clause(sentence, kid, words):
            said = any(sentence[k].text.lower() == "that" for k in sentence.children(kid, "mark"))
            return Content(kid, not said and opens_quoted(sentence, kid))
    below = sorted(i for i in sentence.subtree(head) if i > head)
    for index in below:
        aside = _hangs_elsewhere(sentence, index, head)
        if not aside and _is_that_clause(sentence, index, words) and _reaches(sentence, index, head, words):
            return Content(index, False)
    if (
        not sentence.is_passive(head)
        and verb.dep == "parataxis"
        and verb.head != head
        and sentence.is_clause(verb.head)
    ):
        return Content(verb.head, True)
    for kid in sentence.children(head, "advcl"):
        if _comes_first(sentence, kid, head, words):
            return Content(kid, True)
    for kid in sentence.children(head, "advcl", "parataxis", "dep", "csubj", "obj"):
        if opens_quoted(sentence, kid) and (sentence.is_clause(kid) or kid < head):
            return Content(kid, True)
    return None


def _hangs_elsewhere(sentence: Sentence, index: int, head: int) -> bool:
    """ "confirmed the ministers, the first time that all won": a clause under a noun beside the object."""
    objects = [k for k in sentence.children(head, "obj") if sentence[k].is_noun or sentence[k].tag == "CD"]
    above = set(sentence.ancestors(index))
    return sentence[index].dep.startswith("acl") and bool(objects) and not above & set(objects)


def _comes_first(sentence: Sentence, index: int, head: int, words: EventWords) -> bool:
    """ "She left the country, police revealed": what is said, in front of the verb, and nothing subordinates it."""
    subject, speaker = sentence.child(index, "nsubj"), sentence.child(head, "nsubj")
    if subject is None or speaker is None or not sentence.is_finite(index) or sentence.children(head, "obj", "ccomp"):
        return False
    inside = sentence.subtree(index)
    if words.has("names_not_persons", sentence[speaker].text):
        return False
    opened = words.has("opener", sentence[min(inside)].text) or sentence.children(index, "mark")
    wh = any(sentence[k].tag == "WRB" for k in sentence.children(index))
    return not opened and not wh and max(inside) < speaker


def _is_that_clause(sentence: Sentence, index: int, words: EventWords) -> bool:
    """A clause that "that" opens, also where the parser took it for a relative clause of the medium or the date."""
    kids = [sentence[k] for k in sentence.children(index)]
    opener = next((k for k in kids if k.text.lower() == "that" and k.index < index and k.dep != "det"), None)
    if opener is None:
        return False
    rest = [k for k in kids if k is not opener]
    if (
        not any(k.dep.startswith(("nsubj", "csubj", "cop", "aux", "expl")) for k in rest)
        and not sentence[index].is_verb
    ):
        return False
    if opener.dep == "mark":
        return True
    above = sentence[sentence[index].head]
    loose = words.has("medium", above.lemma) or words.has("names_not_persons", above.text)
    loose = loose or above.lemma.lower() in ("day", "week", "month") or above.tag == "CD"
    return loose and any(k.dep.startswith(("nsubj", "expl")) for k in rest)


def _reaches(sentence: Sentence, index: int, head: int, words: EventWords) -> bool:
    """Whether nothing but nouns and further verbs of saying lie between the clause and the verb."""
    for above in sentence.ancestors(index):
        if above == head:
            return True
        if sentence.is_clause(above) and not words.has("reporting", sentence[above].lemma):
            return False
    return False


def opens_quoted(sentence: Sentence, index: int) -> bool:
    """Whether a quotation mark opens the phrase below a word."""
    first = min(sentence.subtree(index))
    return (
        sentence[first].text in _QUOTES
        or (first > 0 and sentence[first - 1].text in _QUOTES)
        or sentence[first].text == "``"
    )
