"""What the tree says about the happening that a time expression dates: the way up from it to a noun or a verb."""

from __future__ import annotations

from typing import Literal

from timeline.dateplace import PERIODS, DatePlace
from timeline.syntax import Sentence

__all__ = ["How", "climb", "event_below"]

How = Literal["verb", "noun", "predicate", "occasion", "heading", "shared", "near", "none"]
Found = tuple[int | None, How]

_BEFORE_NOUN = (
    "compound", "nummod", "amod", "nmod:poss", "nmod:unmarked", "nmod:desc", "nmod:tmod", "nmod:npmod",
)  # fmt: skip
_OCCASION = {"in", "during", "at", "amid"}
_NOTHING: Found = (None, "none")
_UNKNOWN: Found = (None, "near")


def climb(place: DatePlace) -> Found:
    """The word that the expression dates; "none" where it dates nothing, "near" where the tree does not tell."""
    sentence = place.sentence
    top = sentence.top(list(place.inside))
    if sentence[top].head == top or (sentence.children(top, "cop") and sentence.children(top, "nsubj")):
        return _date_is_root(place, top)
    head = sentence[top].head
    modifies = sentence[top].dep in _BEFORE_NOUN and head > top and not sentence.children(top, "case")
    before = sentence[place.low - 1].tag if place.low else ""
    modifies = modifies and (before not in ("IN", "TO") or place.is_event(head))
    possessive = any(sentence[k].tag == "POS" for k in sentence.children(top))
    if (modifies or possessive) and sentence[head].is_noun:
        return _dated_noun(place, head)
    at = top
    for _ in range(len(sentence)):
        head = sentence[at].head
        if head == at:
            break
        if sentence.is_clause(head):
            return _dated_verb(place, head, at)
        if place.is_event(head) and head not in place.inside:
            if at == top and sentence[at].dep == "nmod" and _cases(sentence, top) & {"for", "about", "like"}:
                return _NOTHING
            if at == top and "of" in _cases(sentence, top):
                return head, "noun"
            return _event_noun(place, head, at)
        at = head
    if sentence[at].is_noun and at not in place.inside and not _has_finite(sentence):
        return _heading(place, at)
    return _UNKNOWN


def event_below(place: DatePlace, index: int) -> int | None:
    """The first event noun of a phrase."""
    return next((i for i in sorted(place.sentence.subtree(index)) if place.is_event(i)), None)


def _has_finite(sentence: Sentence) -> bool:
    return any(w.tag in ("VBD", "VBZ", "VBP", "MD") for w in sentence.words)


def _cases(sentence: Sentence, index: int) -> set[str]:
    return {sentence[k].text.lower() for k in sentence.children(index, "case")}


def _date_is_root(place: DatePlace, top: int) -> Found:
    """ "The election is on 5 November", or a line without a verb."""
    sentence = place.sentence
    subject = sentence.child(top, "nsubj")
    if subject is not None:
        event = event_below(place, subject)
        if event is not None:
            return event, "predicate"
        return (subject, "predicate") if sentence[subject].is_noun else (top, "predicate")
    verbs = [k for k in sentence.children(top, "acl", "parataxis") if sentence[k].is_verb]
    if verbs:
        return verbs[0], "near"
    events = [w.index for w in sentence.words if place.is_event(w.index)]
    if events and not _has_finite(sentence):
        return events[0], "heading"
    return _UNKNOWN


def _dated_noun(place: DatePlace, noun: int) -> Found:
    """A date before a noun dates it when the noun names a happening, or the deed that happens on that occasion."""
    sentence = place.sentence
    if not place.is_event(noun):
        return _NOTHING
    later = [k for k in sentence.children(noun) if k > noun or sentence[k].dep in ("amod", "acl")]
    bare = not any(sentence[k].dep.split(":")[0] in ("nmod", "compound", "acl", "amod") for k in later)
    above = noun
    while bare and _cases(sentence, noun) & _OCCASION and sentence[above].head != above:
        if sentence[above].dep.split(":")[0] not in ("nmod", "conj", "obl", "obj", "appos"):
            break
        above = sentence[above].head
        if sentence[above].is_verb:
            return (noun, "noun") if _has_own_date(place, above) else (above, "occasion")
    return noun, "noun"


def _event_noun(place: DatePlace, noun: int, below: int) -> Found:
    """A date after an event noun dates it, unless a verb of saying or a light verb above holds the happening."""
    sentence, words = place.sentence, place.words
    chain, verb = noun, sentence[noun].head
    while not sentence[verb].is_verb and sentence[verb].head != verb:
        if not sentence[chain].dep.startswith(("nmod", "conj", "appos")):
            break
        chain, verb = verb, sentence[verb].head
    up, link, dep = sentence[verb], sentence[chain].dep.split(":")[0], sentence[noun].dep.split(":")[0]
    if not up.is_verb or chain == verb:
        return noun, "noun"
    medium = words.has("medium", sentence[noun].lemma) or words.has("medium", sentence[chain].lemma)
    if link == "obl" and medium and words.has("reporting", up.lemma):
        return verb, "verb"
    told = any(_cases(sentence, k) & {"of"} for k in sentence.children(noun, "nmod"))
    if dep == "obl" and not told and _cases(sentence, noun) & _OCCASION and sentence.is_finite(verb) and verb < noun:
        return (noun, "noun") if _has_own_date(place, verb) else (verb, "occasion")
    if place.ahead and dep == "obj" and words.has("planner", up.lemma):
        return noun, "noun"
    if dep == "obj" and words.has("light", up.lemma) and verb < noun:
        return verb, "verb"
    owned = bool(sentence.children(noun, "nmod:poss"))
    loose = any(words.has("circumstance", c) for c in _cases(sentence, noun))
    if chain == noun and not (told or owned or loose) and sentence.is_finite(verb) and verb < noun < below:
        return verb, "verb"
    if dep == "nsubj" and words.has("happen", up.lemma) and below > verb:
        return verb, "verb"
    return noun, "noun"


def _has_own_date(place: DatePlace, verb: int) -> bool:
    """Whether another time expression hangs on a verb."""
    tops = (place.sentence.top(list(other)) for other in place.others if other)
    return any(place.sentence[top].head == verb for top in tops)


def _dated_verb(place: DatePlace, verb: int, below: int) -> Found:
    """A date that hangs on a verb dates it, or the event noun that the verb only says to have taken place."""
    sentence, words = place.sentence, place.words
    if sentence[below].dep.startswith("nsubj") and below in place.inside:
        if words.has("witness", sentence[verb].lemma):
            return verb, "verb"
        return _NOTHING if place.low == 0 else _UNKNOWN
    inner = sentence.child(verb, "obj")
    if place.ahead and words.has("planner", sentence[verb].lemma) and inner is not None and place.is_event(inner):
        return inner, "noun"
    fiscal = _of_a_period(place, verb)
    if fiscal is not None:
        return fiscal, "noun"
    follows = sentence[verb].tag in ("VBZ", "VBP") and sentence[verb].lemma.lower() == "follow"
    if follows and inner is not None and inner < below and place.is_event(inner):
        return inner, "noun"
    subject = sentence.child(verb, "nsubj")
    if subject is not None and sentence[subject].is_noun:
        if sentence.children(verb, "expl") and subject > verb:
            return subject, "predicate"
        if sentence[verb].lemma == "be" and not sentence.children(verb, "aux") and place.is_event(subject):
            return subject, "predicate"
    return _become(sentence, _inner_verb(place, verb)), "verb"


def _inner_verb(place: DatePlace, verb: int) -> int:
    """ "is expected to resign": the infinitive below is the happening."""
    sentence = place.sentence
    if place.words.has("scheduled", sentence[verb].lemma):
        inner = sentence.child(verb, "xcomp")
        if inner is not None and sentence[inner].is_verb:
            return inner
    return verb


def _of_a_period(place: DatePlace, verb: int) -> int | None:
    """ "a loss for the quarter ended March 31", "compared with a profit a year earlier": the loss, the profit."""
    sentence, word = place.sentence, place.sentence[verb]
    if word.lemma.lower() == "compare" and word.tag == "VBN":
        return next((k for k in sentence.children(verb, "obl") if sentence[k].is_noun), None)
    if word.text.lower() not in ("ended", "ending") or sentence[word.head].lemma.lower() not in PERIODS:
        return None
    above = (a for a in sentence.ancestors(word.head) if place.is_event(a) or sentence[a].is_verb)
    return next(above, None)


def _become(sentence: Sentence, verb: int) -> int:
    """ "became the first woman to serve": the becoming."""
    word = sentence[verb]
    if word.tag != "VB" or word.dep != "acl":
        return verb
    noun = word.head
    above = sentence[noun].head
    if sentence[noun].dep.split(":")[0] in ("xcomp", "obj") and sentence[above].lemma.lower() == "become":
        return above
    return noun if sentence.children(noun, "cop") else verb


def _heading(place: DatePlace, at: int) -> Found:
    """Without a verb: the event noun nearest to the top; a picture of a person or a place shows no happening."""
    if place.is_event(at):
        return at, "heading"
    event = event_below(place, at)
    return (event, "heading") if event is not None else _NOTHING
