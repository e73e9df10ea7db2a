"""Where a time expression stands in its sentence, and what the order of the words says about the happening it dates.

Each function gives the index of a word, or None where it has nothing to say. The parse alone errs most on what stands
behind its verb; these are the cases where word order is the better witness.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.eventwords import EventWords
from timeline.syntax import Sentence

__all__ = [
    "PERIODS",
    "DatePlace",
    "after_be",
    "after_circumstance",
    "after_verb",
    "before_verb",
    "higher_verb",
    "in_attribution",
    "inner_clause",
    "is_of_a_thing",
    "judgment",
    "later_conjunct",
    "opens_clause",
    "past_relative",
]

_BE = ("is", "was", "are", "were", "be", "been")
_QUOTES = ("”", '"', "''", "“", "``")
_DATE_CASES = ("in", "on", "at", "the", "of", "after", "by")
PERIODS = ("quarter", "year", "period", "month", "half", "week", "season")
_NOUN_REACH = 8  # words between an event noun and a date that belongs to it


@dataclass(frozen=True, slots=True, kw_only=True)
class DatePlace:
    """The words of a time expression, those of the others in the sentence, and whether its time is still to come."""

    sentence: Sentence
    inside: tuple[int, ...]
    others: Sequence[tuple[int, ...]]
    words: EventWords
    ahead: bool = False

    @property
    def low(self) -> int:
        """Index of the expression's first word."""
        return self.inside[0]

    @property
    def high(self) -> int:
        """Index of the expression's last word."""
        return self.inside[-1]

    def is_main(self, index: int) -> bool:
        """Whether a word is a verb that is no auxiliary."""
        word = self.sentence[index]
        if word.text.lower() in ("according", "including", "regarding"):
            return False
        return word.is_verb and word.dep not in ("aux", "cop", "aux:pass")

    def is_event(self, index: int) -> bool:
        """Whether a word is a noun that names a happening."""
        word = self.sentence[index]
        return word.is_noun and self.words.is_event_noun(word.text, word.lemma)

    def before(self, *tags: str) -> int:
        """Index of the last word before the expression that has none of the tags, -1 where there is none."""
        at = self.low - 1
        while at >= 0 and self.sentence[at].tag in tags:
            at -= 1
        return at


def after_be(place: DatePlace) -> int | None:
    """ "The election is on 5 November", "their last meeting was in May": the date is all that is said."""
    sentence, at, after = place.sentence, place.before("IN", "DT", "RB", "TO"), place.high + 1
    if at < 1 or sentence[at].text.lower() not in _BE:
        return None
    if after < len(sentence) and (sentence[after].is_verb or sentence[after].tag in ("IN", "NN", "JJ", "NNS")):
        return None
    for index in range(at - 1, -1, -1):
        if place.is_event(index):
            return index
        finite = place.is_main(index) and sentence.is_finite(index)
        if finite and not any(sentence[k].tag == "WDT" for k in range(index, at)):
            break
    return None


def after_verb(place: DatePlace) -> int | None:
    """ "said Thursday he had left": a date right behind a tensed verb or a participle belongs to it."""
    at = place.low - 1
    if at >= 0 and place.sentence[at].text.lower() in ("on", "in"):
        at -= 1
    if at < 1 or not place.is_main(at) or place.sentence[at].text.lower() in (*_BE, "has", "have", "had"):
        return None
    word = place.sentence[at]
    if word.text.lower() in ("ended", "ending") and place.sentence[word.head].lemma.lower() in PERIODS:
        return None
    return at if word.tag in ("VBD", "VBZ", "VBP", "VBN") and word.dep not in ("amod", "compound") else None


def before_verb(place: DatePlace) -> int | None:
    """ "the court Thursday refused to …": a date between a subject and its verb."""
    sentence, at = place.sentence, place.high + 1
    if place.low == 0 or not (sentence[place.low - 1].is_noun or sentence[place.low - 1].tag in ("PRP", "WP", "WDT")):
        return None
    while at < len(sentence) and sentence[at].tag == "RB":
        at += 1
    if at < len(sentence) and place.is_main(at) and sentence[at].tag in ("VBD", "VBZ", "VBP"):
        return at
    return None


def after_circumstance(place: DatePlace) -> int | None:
    """ "has kept to it since the withdrawal in 2018": a date right behind such a noun phrase belongs to the noun."""
    sentence, at = place.sentence, place.low - 1
    while at >= 0 and sentence[at].text.lower() in _DATE_CASES:
        at -= 1
    if at < 1:
        return None
    touching = at < place.low - 1 and place.is_event(at)
    for index in range(at, max(-1, at - _NOUN_REACH), -1):
        word = sentence[index]
        if word.is_verb or word.text in (",", ";", ":"):
            return None
        if place.is_event(index):
            cases = {sentence[k].text.lower() for k in sentence.children(index, "case", "mark")}
            coming = any(place.words.has("coming", sentence[k].text) for k in range(max(0, index - 2), index))
            loose = any(place.words.has("circumstance", c) for c in cases)
            above = sentence[sentence[index].head]
            judged = sentence[index].dep == "obj" and place.words.has("attitude", above.lemma) and at < place.low - 1
            if judged:
                return index
            return index if coming or loose or (touching and cases & {"of", "for", "against", "by"}) else None
    return None


def opens_clause(place: DatePlace) -> int | None:
    """A date that opens a clause ("…, and this month the court ruled") dates what follows, not what went before."""
    sentence, at = place.sentence, place.low - 1
    while at >= 0 and sentence[at].tag in ("IN", "DT", "RB", "JJ") and sentence[at].text.lower() != "that":
        at -= 1
    if at < 0 or not (sentence[at].tag == "CC" or sentence[at].text.lower() == "that"):
        return None
    for index in range(place.high + 1, len(sentence)):
        if sentence[index].text in (";", ":"):
            break
        if place.is_main(index) and sentence.is_finite(index):
            return index
    return None


def inner_clause(place: DatePlace, verb: int) -> int | None:
    """ "denied that they had met last week", "worked there when he was abducted in March": the clause nearer to it."""
    sentence = place.sentence
    if sentence[place.low - 1].text in (",", *_QUOTES):
        return None
    says = place.words.has("reporting", sentence[verb].lemma)
    for index in range(place.low - 1, verb, -1):
        word = sentence[index]
        if word.text in (",", ";", *_QUOTES):
            return None
        if place.is_main(index) and sentence.is_finite(index):
            marks = {sentence[k].text.lower() for k in sentence.children(index, "mark", "advmod") if k < index}
            opened = any(place.words.has("opener", m) for m in marks)
            return index if says or opened else None
    return None


def later_conjunct(place: DatePlace, verb: int) -> int | None:
    """ "left in 2018, reimposed …, and struck … in 2020": the second date belongs to the verb nearer to it."""
    sentence = place.sentence
    between = [other[-1] for other in place.others if other and verb < other[-1] < place.low]
    if not between:
        return None
    for index in range(place.low - 1, max(between), -1):
        word = sentence[index]
        joined = sentence[index - 1].text in (",", "and", "but", "or") or word.dep == "conj"
        if word.tag in ("VBD", "VBN", "VBZ", "VBP") and place.is_main(index) and joined:
            return index
    return None


def higher_verb(place: DatePlace, trigger: int) -> int:
    """ "voted to support the plan on Friday", "was found clinging to a tube": the tensed verb, unless it only plans."""
    sentence = place.sentence
    for _ in range(3):
        word = sentence[trigger]
        base, above = word.dep.split(":")[0], word.head
        if base not in ("xcomp", "advcl", "acl") or not sentence[above].is_verb or above == trigger:
            break
        marks = {sentence[k].text.lower() for k in sentence.children(trigger, "mark")}
        bare = word.tag == "VB" and "to" in marks
        if not (bare or (word.tag == "VBG" and base == "xcomp")) or above > trigger:
            break
        if place.ahead or place.words.has("scheduled", sentence[above].lemma):
            break
        if any(above < other[-1] < trigger for other in place.others if other):
            break
        trigger = above
    return trigger


def _set_off(sentence: Sentence, index: int) -> bool:
    """Whether a comma or a preposition stands before a participle and what belongs to it."""
    first = min(sentence.subtree(index))
    before = sentence[max(0, min(first, index) - 1)]
    return (
        before.text == "," or sentence[first].tag == "IN" or sentence[index - 1].text in (",", "without", "by", "after")
    )


def past_relative(place: DatePlace, trigger: int) -> int:
    """ "On that day the minister who had signed it resigned": a date in front goes past a relative clause."""
    sentence = place.sentence
    if not 0 <= place.high < trigger or trigger == sentence.root:
        return trigger
    between = range(place.high + 1, trigger)
    relative = [k for k in between if sentence[k].tag in ("WP", "WDT") and sentence[k - 1].text.lower() != "that"]
    opened = bool(relative) and not any(place.is_main(k) and sentence.is_finite(k) for k in range(relative[0], trigger))
    loose = sentence[trigger].tag in ("VBN", "VBG") and not sentence.is_finite(trigger) and _set_off(sentence, trigger)
    if not (opened or loose):
        return trigger
    if sentence.root > trigger and place.is_main(sentence.root) and sentence.is_finite(sentence.root):
        return sentence.root
    later = (k for k in range(trigger + 1, len(sentence)) if place.is_main(k) and sentence.is_finite(k))
    return next(later, trigger)


def judgment(place: DatePlace, trigger: int) -> int:
    """ "convicted of lying to the court in 2010": the conviction, unless it has a date of its own."""
    sentence, word = place.sentence, place.sentence[trigger]
    deed = word.tag in ("VBG", "VB") and word.dep.split(":")[0] in ("advcl", "acl", "xcomp", "conj")
    crime = word.tag in ("NN", "NNS") and place.low > trigger and not sentence.children(trigger, "det", "nmod:poss")
    if not (deed or (crime and word.dep.split(":")[0] in ("obl", "nmod", "obj"))):
        return trigger
    for above in sentence.ancestors(trigger):
        if not sentence[above].is_verb:
            continue
        if place.words.has("judicial", sentence[above].lemma):
            own = sentence.subtree(above) - sentence.subtree(trigger)
            return trigger if any(own & set(other) for other in place.others) else above
        if sentence.is_finite(above):
            break
    return trigger


def is_of_a_thing(place: DatePlace) -> bool:
    """ "its forecast for 2024": the year that a thing is made for."""
    at = place.low - 1
    if at < 1 or place.sentence[at].text.lower() != "for":
        return False
    return place.sentence[at - 1].is_noun and not place.is_event(at - 1)


def in_attribution(place: DatePlace) -> bool:
    """ "…, according to police on Thursday": the day of the word of others, not of a happening."""
    for index in range(place.low - 1, max(-1, place.low - 7), -1):
        if place.sentence[index].text.lower() == "according":
            return True
        if place.sentence[index].text in (",", ";") or place.sentence[index].is_verb:
            return False
    return False
