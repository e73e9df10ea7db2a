"""Which happening a time expression dates: by the sentence's structure first, then by nearness.

"the 26 October attack" dates the noun, "said on Friday that three had been charged" the saying, "signed in 2015" in
the middle of a noun phrase the signing, and "the 2024 budget" nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from timeline.eventwords import EventWords
from timeline.model import Span
from timeline.syntax import Sentence

__all__ = ["Attachment", "How", "attach", "date_phrase"]

How = Literal["verb", "noun", "predicate", "occasion", "heading", "shared", "near"]

_BEFORE_NOUN = ("compound", "nummod", "amod", "nmod:poss", "nmod:unmarked", "nmod:desc", "nmod:tmod", "nmod:npmod")
_IN_CASES = ("in", "during", "at", "amid")
_DATE_CASES = ("in", "on", "at", "the", "of", "after", "by")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A time expression, the word whose happening it dates, and by what kind of evidence."""

    span: Span
    trigger: int
    how: How


def attach(
    sentence: Sentence, span: Span, others: list[Span], words: EventWords, *, share: bool = False
) -> list[Attachment]:
    """The happenings that a time expression dates: none, one, or several that share it.

    `others` are the other time expressions of the sentence; a clause that has its own shares none. With `share` a date
    in front also dates the clauses coordinated with the first.
    """
    inside = sentence.within(span)
    if not inside:
        return []
    top = sentence.top(inside)
    trigger, how = _after_be(sentence, inside, words)
    if trigger is None:
        trigger, how = _after_circumstance(sentence, inside, words)
    if trigger is None:
        trigger, how = _climb(sentence, top, inside, words)
    if trigger is None:
        if how == "none":
            return []
        trigger, how = _nearest(sentence, inside, words)
    if trigger is None:
        return []
    if sentence.is_clause(trigger) and trigger < min(inside):
        trigger = _first_after(sentence, inside) or trigger
        trigger = _inner_of_report(sentence, trigger, inside, words) or trigger
    if how == "verb" and trigger < min(inside):
        trigger = _later_conjunct(sentence, trigger, inside, others) or trigger
    trigger = _judgment(sentence, trigger, others, words)
    if _is_attribution(sentence, inside):
        return []
    low, high = sorted((trigger, min(inside)))
    if any(sentence[k].text == ";" for k in range(low, high)):
        trigger, how = _nearest(sentence, inside, words)
    taken = set(inside).union(*(sentence.within(other) for other in others))
    if trigger is not None and trigger > 0 and sentence[trigger].is_verb and sentence[trigger - 1].text == "-":
        trigger, how = _nearest(sentence, inside, words)
    if trigger is not None and sentence[trigger].tag in ("WRB", "WDT", "WP", "IN", "DT", "PRP", "EX", "TO"):
        trigger, how = _nearest(sentence, inside, words)
    if trigger is None or trigger in taken:
        return []
    found = [Attachment(span=span, trigger=trigger, how=how)]  # type: ignore[arg-type]
    if share and how == "verb":
        found += [Attachment(span=span, trigger=t, how="shared") for t in _sharers(sentence, trigger, inside, others)]
    return found


def date_phrase(sentence: Sentence, span: Span) -> set[int]:
    """The words of the expression with its preposition and determiner ("on the night of", "by", "in late")."""
    inside = set(sentence.within(span))
    if not inside:
        return set()
    top = sentence.top(sorted(inside))
    phrase = set(inside)
    for kid in sentence.children(top):
        if sentence[kid].dep in ("case", "det", "punct", "advmod", "mark") or kid in inside:
            phrase |= sentence.subtree(kid) if sentence[kid].dep != "punct" else set()
        elif sentence[kid].dep.startswith(("nmod", "amod", "nummod", "appos", "compound", "flat")):
            phrase |= sentence.subtree(kid)
    low = min(inside)
    while low - 1 >= 0 and sentence[low - 1].tag in ("IN", "TO") and sentence[low - 1].head in phrase:
        low -= 1
        phrase.add(low)
    return phrase


def _climb(sentence: Sentence, top: int, inside: list[int], words: EventWords) -> tuple[int | None, str]:
    """Walks from the expression up to the word it dates. (None, "none") where it dates no happening."""
    at, dep = top, sentence[top].dep
    if sentence[top].head == top or (dep == "parataxis" and sentence.children(top, "cop", "nsubj")):
        return _date_is_root(sentence, top, words)
    if sentence.children(top, "cop") and sentence.children(top, "nsubj"):
        return _date_is_root(sentence, top, words)
    head = sentence[top].head
    modifies = dep in _BEFORE_NOUN and sentence[head].is_noun and head > top and not sentence.children(top, "case")
    possessive = any(sentence[k].tag == "POS" for k in sentence.children(top))
    if (modifies or possessive) and sentence[head].is_noun:
        return _dated_noun(sentence, head, words)
    for _ in range(12):
        head = sentence[at].head
        if head == at:
            break
        link, up = sentence[at].dep, sentence[head]
        if up.is_verb or sentence.children(head, "cop"):
            return _dated_verb(sentence, head, at, inside, words)
        if up.is_noun and words.is_event_noun(up.text, up.lemma) and head not in inside:
            if at == top and link == "nmod" and _cases(sentence, top) & {"for", "about", "like"}:
                return None, "none"
            return _event_noun(sentence, head, at, words)
        if link in ("root",):
            break
        at = head
    if sentence[at].is_noun and at not in inside and not _has_finite(sentence):
        return _heading(sentence, at, words)
    return None, "near"


def _inner_of_report(sentence: Sentence, verb: int, inside: list[int], words: EventWords) -> int | None:
    """ "denied that they had met last week": a date right behind the content dates the content, not the saying."""
    if not words.has("reporting", sentence[verb].lemma) or sentence[min(inside) - 1].text in (",", "”", '"', "''"):
        return None
    for index in range(min(inside) - 1, verb, -1):
        word = sentence[index]
        if word.text in (",", ";", "”", '"', "''"):
            return None
        if word.is_verb and sentence.is_finite(index) and word.dep not in ("aux", "cop", "aux:pass"):
            return index
    return None


def _later_conjunct(sentence: Sentence, verb: int, inside: list[int], others: list[Span]) -> int | None:
    """ "left in 2018, reimposed …, and struck … in 2020": the second date belongs to the verb nearer to it."""
    between = [max(found) for other in others if (found := sentence.within(other)) and verb < max(found) < min(inside)]
    if not between:
        return None
    for index in range(min(inside) - 1, max(between), -1):
        word = sentence[index]
        joined = sentence[index - 1].text in (",", "and", "but", "or") or word.dep == "conj"
        if word.tag in ("VBD", "VBN", "VBZ", "VBP") and word.dep not in ("aux", "cop", "aux:pass") and joined:
            return index
    return None


def _is_attribution(sentence: Sentence, inside: list[int]) -> bool:
    """ "…, according to police on Thursday": the day of the word of others, not of a happening."""
    for index in range(min(inside) - 1, max(-1, min(inside) - 7), -1):
        if sentence[index].text.lower() == "according":
            return True
        if sentence[index].text in (",", ";") or sentence[index].is_verb:
            return False
    return False


def _judgment(sentence: Sentence, trigger: int, others: list[Span], words: EventWords) -> int:
    """ "convicted of lying to the court in 2010": the conviction, unless it has a date of its own."""
    word = sentence[trigger]
    if word.tag not in ("VBG", "VB") or word.dep.split(":")[0] not in ("advcl", "acl", "xcomp", "conj"):
        return trigger
    for above in sentence.ancestors(trigger):
        if not sentence[above].is_verb:
            continue
        if words.has("judicial", sentence[above].lemma):
            own = sentence.subtree(above) - sentence.subtree(trigger)
            return trigger if any(own & set(sentence.within(other)) for other in others) else above
        if sentence.is_finite(above):
            break
    return trigger


def _first_after(sentence: Sentence, inside: list[int]) -> int | None:
    """A date that opens a clause ("…, and this month the court ruled") dates what follows, not what went before."""
    at = min(inside) - 1
    while (
        at >= 0
        and sentence[at].tag in ("IN", "DT", "RB", "JJ")
        and sentence[at].dep in ("case", "det", "advmod", "amod")
    ):
        at -= 1
    if at < 0 or not (sentence[at].tag == "CC" or sentence[at].text.lower() == "that"):
        return None
    for index in range(max(inside) + 1, len(sentence)):
        if sentence[index].text in (";", ":"):
            break
        if (
            sentence[index].is_verb
            and sentence.is_finite(index)
            and sentence[index].dep not in ("aux", "cop", "aux:pass")
        ):
            return index
    return None


def _has_finite(sentence: Sentence) -> bool:
    return any(w.tag in ("VBD", "VBZ", "VBP", "MD") for w in sentence.words)


def _after_be(sentence: Sentence, inside: list[int], words: EventWords) -> tuple[int | None, str]:
    """ "The election is on 5 November", "the latest of which was in mid-January": the date is all that is said."""
    at, after = min(inside) - 1, max(inside) + 1
    while at >= 0 and sentence[at].tag in ("IN", "DT", "RB", "TO"):
        at -= 1
    if at < 1 or sentence[at].text.lower() not in ("is", "was", "are", "were", "be", "been"):
        return None, "near"
    if after < len(sentence) and (sentence[after].is_verb or sentence[after].tag in ("IN", "NN", "JJ", "NNS")):
        return None, "near"
    for index in range(at - 1, -1, -1):
        word = sentence[index]
        if word.is_noun and words.is_event_noun(word.text, word.lemma):
            return index, "predicate"
        finite = word.is_verb and word.dep not in ("aux", "cop", "aux:pass") and sentence.is_finite(index)
        if finite and not any(sentence[k].tag == "WDT" for k in range(index, at)):
            break
    return None, "near"


def _after_circumstance(sentence: Sentence, inside: list[int], words: EventWords) -> tuple[int | None, str]:
    """ "has kept to it since the withdrawal in 2018": a date right behind such a noun phrase belongs to the noun."""
    at = min(inside) - 1
    while at >= 0 and sentence[at].text.lower() in _DATE_CASES:
        at -= 1
    if at < 1:
        return None, "near"
    for index in range(at, max(-1, at - 8), -1):
        word = sentence[index]
        if word.is_verb or word.text in (",", ";", ":"):
            break
        if word.is_noun and words.is_event_noun(word.text, word.lemma):
            cases = {sentence[k].text.lower() for k in sentence.children(index, "case", "mark")}
            if any(words.has("coming", sentence[k].text) for k in range(max(0, index - 2), index)):
                return index, "noun"
            return (index, "noun") if any(words.has("circumstance", c) for c in cases) else (None, "near")
    return None, "near"


def _date_is_root(sentence: Sentence, top: int, words: EventWords) -> tuple[int | None, str]:
    """ "The election is on 5 November", "the latest of which was in mid-January"."""
    subject = sentence.child(top, "nsubj")
    if subject is not None:
        for index in [subject, *sorted(sentence.subtree(subject))]:
            word = sentence[index]
            if word.is_noun and words.is_event_noun(word.text, word.lemma):
                return index, "predicate"
        if sentence[top].dep.startswith("acl"):
            for index in range(top - 1, -1, -1):
                if sentence[index].is_noun and words.is_event_noun(sentence[index].text, sentence[index].lemma):
                    return index, "predicate"
        if sentence[subject].is_noun:
            return subject, "predicate"
        return top, "predicate"
    verbs = [
        k
        for k in sentence.children(top)
        if sentence[k].is_verb and sentence[k].dep.split(":")[0] in ("acl", "parataxis")
    ]
    if verbs:
        return verbs[0], "near"
    nouns = [w.index for w in sentence.words if w.is_noun and words.is_event_noun(w.text, w.lemma)]
    if nouns and not _has_finite(sentence):
        return nouns[0], "heading"
    return None, "near"


def _dated_noun(sentence: Sentence, noun: int, words: EventWords) -> tuple[int | None, str]:
    """A date before a noun dates it when the noun names a happening, or the deed that happens on that occasion."""
    word = sentence[noun]
    if not words.is_event_noun(word.text, word.lemma):
        return None, "none"
    cases = {sentence[k].text.lower() for k in sentence.children(noun, "case")}
    later = [k for k in sentence.children(noun) if k > noun or sentence[k].dep in ("amod", "acl")]
    bare = not any(sentence[k].dep.split(":")[0] in ("nmod", "compound", "acl", "amod") for k in later)
    if bare and cases & set(_IN_CASES):
        above = noun
        while (
            sentence[above].dep.split(":")[0] in ("nmod", "conj", "obl", "obj", "appos")
            and sentence[above].head != above
        ):
            above = sentence[above].head
            if sentence[above].is_verb:
                return above, "occasion"
    return noun, "noun"


def _event_noun(sentence: Sentence, noun: int, below: int, words: EventWords) -> tuple[int | None, str]:
    """A date after an event noun dates it, unless a verb of saying or a light verb above holds the happening."""
    verb = sentence[noun].head
    dep = sentence[noun].dep.split(":")[0]
    chain = noun
    while (
        not sentence[verb].is_verb
        and sentence[verb].head != verb
        and sentence[chain].dep.startswith(("nmod", "conj", "appos"))
    ):
        chain, verb = verb, sentence[verb].head
    up = sentence[verb]
    link = sentence[chain].dep.split(":")[0]
    medium = words.has("medium", sentence[noun].lemma) or words.has("medium", sentence[chain].lemma)
    if up.is_verb and chain != verb:
        if link == "obl" and medium and words.has("reporting", up.lemma):
            return verb, "verb"
        cases = _cases(sentence, noun)
        if dep == "obl" and cases & set(_IN_CASES) and sentence.is_finite(verb) and verb < noun:
            return verb, "occasion"
        if dep == "obj" and words.has("light", up.lemma) and verb < noun:
            return verb, "verb"
        if dep == "nsubj" and words.has("happen", up.lemma) and below > verb:
            return verb, "verb"
    return noun, "noun"


def _dated_verb(
    sentence: Sentence, verb: int, below: int, inside: list[int], words: EventWords
) -> tuple[int | None, str]:
    """A date that hangs on a verb dates it, or the event noun that the verb only says to have taken place."""
    if sentence[below].dep.startswith("nsubj") and sentence[verb].is_verb and below in inside:
        return (verb, "verb") if words.has("witness", sentence[verb].lemma) else (None, "none")
    if sentence[verb].tag in ("VBZ", "VBP") and sentence[verb].lemma.lower() == "follow":
        inner = sentence.child(verb, "obj")
        if inner is not None and inner < below and words.is_event_noun(sentence[inner].text, sentence[inner].lemma):
            return inner, "noun"
    if sentence[verb].lemma == "be" and not sentence.children(verb, "aux"):
        subject = sentence.child(verb, "nsubj")
        if subject is not None and words.is_event_noun(sentence[subject].text, sentence[subject].lemma):
            return subject, "predicate"
    if sentence.children(verb, "expl"):
        subject = sentence.child(verb, "nsubj")
        if subject is not None and subject > verb and sentence[subject].is_noun:
            return subject, "predicate"
    inner = _become(sentence, _inner_verb(sentence, verb, words))
    return inner, "verb"


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


def _inner_verb(sentence: Sentence, verb: int, words: EventWords) -> int:
    """ "is expected to resign", "began to withdraw": the infinitive below is the happening."""
    if words.has("aspect", sentence[verb].lemma) or words.has("scheduled", sentence[verb].lemma):
        inner = sentence.child(verb, "xcomp")
        if inner is not None and sentence[inner].is_verb:
            return inner
    return verb


def _cases(sentence: Sentence, index: int) -> set[str]:
    return {sentence[k].text.lower() for k in sentence.children(index, "case")}


def _heading(sentence: Sentence, at: int, words: EventWords) -> tuple[int | None, str]:
    """Without a verb: the event noun nearest to the top; a picture of a person or a place shows no happening."""
    if words.is_event_noun(sentence[at].text, sentence[at].lemma):
        return at, "heading"
    for index in sorted(sentence.subtree(at)):
        word = sentence[index]
        if word.is_noun and words.is_event_noun(word.text, word.lemma):
            return index, "heading"
    return None, "none"


def _nearest(sentence: Sentence, inside: list[int], words: EventWords) -> tuple[int | None, str]:
    """The nearest finite verb, a comma or semicolon counting as five words; else the nearest event noun, else noun."""
    low, high = min(inside), max(inside)

    def distance(index: int) -> int:
        between = range(index + 1, low) if index < low else range(high + 1, index)
        return len(between) + 5 * sum(sentence[k].text in (",", ";", ":", "—", "–") for k in between)

    verbs = [
        w.index
        for w in sentence.words
        if w.is_verb
        and sentence[w.index - 1].text != "-"
        and w.dep not in ("aux", "cop", "aux:pass")
        and w.index not in inside
    ]
    finite = [v for v in verbs if sentence.is_finite(v)]
    nouns = [w.index for w in sentence.words if w.is_noun and w.index not in inside]
    events = [n for n in nouns if words.is_event_noun(sentence[n].text, sentence[n].lemma)]
    for group in (finite, verbs, events, nouns):
        if group:
            return min(group, key=lambda i: (distance(i), i)), "near"
    return None, "near"


def _sharers(sentence: Sentence, verb: int, inside: list[int], others: list[Span]) -> list[int]:
    """Coordinated clauses with a subject of their own that a date at the front dates too, where they have no date."""
    if max(inside) > verb:
        return []
    shared = []
    for kid in sentence.children(verb, "conj"):
        own = sentence.subtree(kid)
        dated = any(own & set(sentence.within(other)) for other in others)
        if not dated and sentence[kid].is_verb and sentence.is_finite(kid) and sentence.children(kid, "nsubj"):
            shared.append(kid)
    return shared
