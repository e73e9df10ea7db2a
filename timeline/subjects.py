"""Who does, or suffers, what a verb says: the subject that the parser gave, one borrowed from the clause around, or the
noun that the parser gave another label."""

from __future__ import annotations

from timeline.eventwords import load_words
from timeline.syntax import Sentence

__all__ = ["subject_of"]


def subject_of(sentence: Sentence, index: int) -> int | None:
    """The word that does (or suffers) what a verb says, also where it must be borrowed from a clause around it."""
    own = sentence.child(index, "nsubj", "csubj")
    if own is not None:
        return _behind_span(sentence, _antecedent(sentence, index, own))
    word = sentence[index]
    dep = word.dep.split(":")[0]
    if sentence.is_finite(index) and word.dep != "acl:relcl":
        loose = [k for k in sentence.children(index) if k < index and _could_be_subject(sentence, k)]
        if loose:
            return loose[-1]
    if word.head == index:
        return _first_noun(sentence, index) if sentence.is_finite(index) else None
    if dep == "acl" and word.tag == "VBG" and _is_gerund(sentence, index):
        above = next((a for a in sentence.ancestors(index) if sentence.is_clause(a)), None)
        return subject_of(sentence, above) if above is not None else None  # "has the luxury of going back"
    if dep == "acl" and word.dep != "acl:relcl" and _is_set_off(sentence, index):
        return _whole_phrase(sentence, word.head)
    if word.dep == "acl:relcl" or (dep in ("acl", "amod") and sentence[word.head].is_noun):
        return _nearer_event(sentence, index) or _what_happened(sentence, index, word.head)
    if dep in ("conj", "xcomp", "advcl", "parataxis", "ccomp"):
        borrowed = _borrowed(sentence, index, dep)
        main = sentence.is_finite(index) and dep in ("conj", "parataxis")
        return _first_noun(sentence, index) if borrowed is None and main else borrowed
    return None


def _behind_span(sentence: Sentence, subject: int) -> int:
    """ "Minutes after the mayor was sworn in": no span of time is the subject, but what "after" leads in."""
    if sentence[subject].lemma.lower() not in ("second", "minute", "hour", "day", "week", "month", "year"):
        return subject
    for kid in sentence.children(subject, "nmod", "obl"):
        cases = [sentence[k].text.lower() for k in sentence.children(kid, "case", "mark")]
        if cases and cases[0] in ("after", "before"):
            return kid
    return subject


def _could_be_subject(sentence: Sentence, index: int) -> bool:
    """A bare noun before its verb that the parser gave another label."""
    word = sentence[index]
    base = word.dep.split(":")[0]
    return (
        word.is_noun
        and base in ("obl", "dep", "nmod", "appos", "vocative", "dislocated", "obj", "compound", "parataxis")
        and (not sentence.children(index, "case") and word.dep not in ("obl:unmarked", "obl:tmod", "obl:npmod"))
    )


def _is_gerund(sentence: Sentence, index: int) -> bool:
    """Whether a preposition stands right before a form in "-ing"."""
    return any(k == index - 1 for k in sentence.children(index, "mark", "case"))


def _is_set_off(sentence: Sentence, index: int) -> bool:
    first = min(sentence.subtree(index))
    return first > 0 and sentence[first - 1].text == ","


def _whole_phrase(sentence: Sentence, noun: int) -> int:
    """ "the pact with the unions, signed in 2015": what a comma sets off tells of the whole phrase."""
    cases = {sentence[k].text.lower() for k in sentence.children(noun, "case")}
    shared = sentence[noun].dep == "nmod" and cases & {"with", "between", "among"}
    return sentence[noun].head if shared and sentence[sentence[noun].head].is_noun else noun


def _first_noun(sentence: Sentence, verb: int) -> int | None:
    """For a main verb to which the parser gave no subject: that of the verb before, else the noun in front of it."""
    words = load_words()
    beside = _noun_beside(sentence, verb)
    if beside is not None:
        return beside
    for index in range(verb - 1, -1, -1):
        own = sentence.child(index, "nsubj") if sentence[index].is_verb and sentence.is_finite(index) else None
        if own is None or own > index or sentence[index].dep == "acl:relcl":
            continue
        if words.has("reporting", sentence[index].lemma) and sentence[verb].dep != "conj":
            return sentence.child(index, "obj")
        return _antecedent(sentence, index, own)
    tops = [
        w.index
        for w in sentence.words[:verb]
        if (w.is_noun or w.text.lower() in ("latter", "former"))
        and (not 0 <= w.head < verb or w.head == w.index or _touches_date(sentence, w.index))
        and not sentence.children(w.index, "case")
        and w.dep != "obl:unmarked"
    ]
    return tops[-1] if tops else None


def _noun_beside(sentence: Sentence, verb: int) -> int | None:
    """The noun phrase that ends right before a verb, unless a preposition leads it."""
    at = verb - 1
    while at > 0 and sentence[at].tag == "RB":
        at -= 1
    if at < 0 or not (sentence[at].is_noun or sentence[at].text.lower() in ("latter", "former")):
        return None
    while sentence[at].dep.split(":")[0] in ("nmod", "flat", "compound") and 0 <= sentence[at].head < verb:
        if sentence[at].head == at:
            break
        at = sentence[at].head
    cases = [k for k in sentence.children(at, "case") if sentence[k].tag != "POS"]
    done = sentence[at].dep.startswith(("obj", "nsubj")) and sentence[at].head != verb
    return None if cases or done or not (sentence[at].is_noun or sentence[at].tag == "JJ") else at


def _touches_date(sentence: Sentence, index: int) -> bool:
    """ "Last week Ana Sousa said …": a name taken for an apposition to the time in front of it, without a comma."""
    head, dep = sentence[index].head, sentence[index].dep
    between = range(head + 1, index)
    bare = dep in ("appos", "flat", "compound") and sentence[head].dep in ("obl:unmarked", "obl", "obl:tmod")
    return bare and not any(sentence[k].dep == "punct" for k in between)


def _antecedent(sentence: Sentence, verb: int, subject: int) -> int:
    """For "who", "which" and "that" the noun before the relative clause."""
    if sentence[subject].tag in ("WDT", "WP") and sentence[verb].dep == "acl:relcl":
        return _what_happened(sentence, verb, sentence[verb].head)
    if sentence[subject].tag in ("WDT", "WP") and sentence[verb].dep == "conj":
        return _antecedent(sentence, sentence[verb].head, subject)
    return subject


def _nearer_event(sentence: Sentence, verb: int) -> int | None:
    """ "a candidate for the election to be held in May": the happening right before the verb is what takes place."""
    words, before = load_words(), verb - 1
    while before > 0 and sentence[before].tag in ("TO", "VB", "RB"):
        before -= 1
    noun = sentence[before]
    if sentence[verb].lemma.lower() not in ("hold", "begin", "start", "schedule", "end", "open"):
        return None
    below = noun.is_noun and sentence[verb].head != before and sentence[verb].head in sentence.ancestors(before)
    return before if below and words.is_event_noun(noun.text, noun.lemma) else None


def _what_happened(sentence: Sentence, verb: int, noun: int) -> int:
    """ "the interview with Ana Sousa that took place there": it is no person that takes place."""
    lemma = sentence[verb].lemma.lower()
    place = any(sentence[k].text.lower() == "place" for k in sentence.children(verb, "obj"))
    if not (lemma in ("occur", "happen") or (lemma == "take" and place)):
        return noun
    above = sentence[noun].head
    inner = sentence[noun].is_name and sentence[noun].dep == "nmod" and sentence[above].is_noun
    return above if inner and load_words().is_event_noun(sentence[above].text, sentence[above].lemma) else noun


def _borrowed(sentence: Sentence, index: int, dep: str) -> int | None:
    head = sentence[index].head
    if dep == "xcomp":
        inner = sentence.child(head, "obj")
        if inner is not None and inner < index and sentence[index].tag in ("VB", "VBG"):
            return inner
    if dep == "ccomp" and sentence[index].tag not in ("VB", "VBG"):
        return None
    if dep == "parataxis":
        return None
    if dep == "advcl" and sentence[index].tag in ("VBD", "VBN") and sentence.children(index, "mark"):
        beside = _noun_beside(sentence, index)
        if beside is not None:
            return beside
    if dep == "conj" and not sentence.is_clause(head):
        return sentence.child(head, "nsubj")
    if sentence.is_clause(head) or sentence[head].dep in ("xcomp", "acl", "advcl"):
        return subject_of(sentence, head)
    return None
