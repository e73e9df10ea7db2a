"""Which happening a time expression dates: by the sentence's structure first, then by word order, then by nearness.

"the 26 October attack" dates the noun, "said on Friday that three had been charged" the saying, "signed in 2015" in
the middle of a noun phrase the signing, and "the 2024 budget" nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from timeline import dateplace
from timeline.climb import How, climb
from timeline.dateplace import DatePlace
from timeline.eventwords import EventWords
from timeline.model import Span
from timeline.syntax import Sentence

__all__ = ["Attachment", "attach", "date_phrase"]

_NO_TRIGGER = ("WRB", "WDT", "WP", "IN", "DT", "PRP", "EX", "TO")
_COMMA = 5  # a comma between a date and a verb counts as so many words


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A time expression, the word whose happening it dates, and by what kind of evidence."""

    span: Span
    trigger: int
    how: How


def attach(
    sentence: Sentence,
    span: Span,
    others: Sequence[Span],
    words: EventWords,
    *,
    share: bool = False,
    ahead: bool = False,
) -> list[Attachment]:
    """The happenings that a time expression dates: none, one, or several that share it.

    `others` are the other time expressions of the sentence; a clause that has its own shares none. With `share` a date
    in front also dates the clauses coordinated with the first. `ahead` tells that the time is still to come.
    """
    inside = tuple(sentence.within(span))
    if not inside:
        return []
    spans = [tuple(sentence.within(other)) for other in others]
    place = DatePlace(sentence=sentence, inside=inside, others=spans, words=words, ahead=ahead)
    trigger, how = _find(place)
    if (
        trigger is None
        or dateplace.in_attribution(place)
        or dateplace.is_of_a_thing(place)
        or trigger in {*inside, *(i for s in spans for i in s)}
    ):
        return []
    found = [Attachment(span=span, trigger=trigger, how=how)]
    if share and how == "verb":
        found += [Attachment(span=span, trigger=t, how="shared") for t in _sharers(place, trigger)]
    return found


def _find(place: DatePlace) -> tuple[int | None, How]:
    sentence = place.sentence
    trigger: int | None = dateplace.after_be(place)
    how: How = "predicate"
    if trigger is None:
        trigger, how = dateplace.after_circumstance(place), "noun"
    if trigger is None:
        trigger, how = dateplace.after_verb(place), "verb"
    if trigger is None:
        trigger, how = dateplace.before_verb(place), "verb"
    if trigger is None:
        trigger, how = climb(place)
        if how == "none":
            return None, how
    if trigger is None:
        trigger, how = _nearest(place)
    if trigger is None:
        return None, how
    if sentence.is_clause(trigger):
        trigger = _mend(place, trigger)
    low, high = sorted((trigger, place.low))
    broken = any(sentence[k].text == ";" for k in range(low, high))
    hyphen = trigger > 0 and sentence[trigger].is_verb and sentence[trigger - 1].text == "-"
    if broken or hyphen or sentence[trigger].tag in _NO_TRIGGER:
        return _nearest(place)
    return trigger, how


def _mend(place: DatePlace, trigger: int) -> int:
    """Moves from the verb that the tree gives to the one that word order gives."""
    if trigger < place.low:
        trigger = dateplace.opens_clause(place) or trigger
    if trigger < place.low:
        trigger = dateplace.inner_clause(place, trigger) or trigger
        trigger = dateplace.later_conjunct(place, trigger) or trigger
    trigger = dateplace.past_relative(place, trigger)
    return dateplace.higher_verb(place, dateplace.judgment(place, trigger))


def _nearest(place: DatePlace) -> tuple[int | None, How]:
    """The nearest finite verb, a comma or semicolon counting as five words; else the nearest event noun, else noun."""
    sentence = place.sentence

    def distance(index: int) -> int:
        between = range(index + 1, place.low) if index < place.low else range(place.high + 1, index)
        return len(between) + _COMMA * sum(sentence[k].text in (",", ";", ":", "—", "–") for k in between)

    free = [w.index for w in sentence.words if w.index not in place.inside]
    verbs = [i for i in free if place.is_main(i) and not (i > 0 and sentence[i - 1].text == "-")]
    finite = [v for v in verbs if sentence.is_finite(v)]
    events = [i for i in free if place.is_event(i)]
    nouns = [i for i in free if sentence[i].is_noun]
    for group in (finite, verbs, events, nouns):
        if group:
            return min(group, key=lambda i: (distance(i), i)), "near"
    return None, "near"


def _sharers(place: DatePlace, verb: int) -> list[int]:
    """Coordinated clauses with a subject of their own that a date at the front dates too, where they have no date."""
    if place.high > verb:
        return []
    sentence, shared = place.sentence, []
    for kid in sentence.children(verb, "conj"):
        own = sentence.subtree(kid)
        dated = any(own & set(other) for other in place.others)
        if not dated and sentence[kid].is_verb and sentence.is_finite(kid) and sentence.children(kid, "nsubj"):
            shared.append(kid)
    return shared


def date_phrase(sentence: Sentence, span: Span) -> set[int]:
    """The words of the expression with its preposition and determiner ("on the night of", "by", "in late")."""
    inside = set(sentence.within(span))
    if not inside:
        return set()
    tops = [i for i in sorted(inside) if sentence[i].head not in inside or sentence[i].head == i]
    phrase = set(inside)
    for kid in (k for top in tops for k in sentence.children(top)):
        dep = sentence[kid].dep
        if dep == "det" and sentence[kid + 1].tag == "IN":  # "Both on Thursday …"
            continue
        if (
            dep in ("case", "det", "advmod", "mark")
            or kid in inside
            or dep.startswith(("nmod", "amod", "nummod", "compound", "flat"))
        ):
            phrase |= sentence.subtree(kid)
    low = min(inside)
    while low - 1 >= 0 and sentence[low - 1].tag in ("IN", "TO") and sentence[low - 1].head in phrase:
        low -= 1
        phrase.add(low)
    return phrase
