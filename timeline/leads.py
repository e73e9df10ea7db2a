"""How a headline begins: the name for a pronoun or a description, and nothing that leads up to it."""

from __future__ import annotations

from timeline.draft import Draft, possessive
from timeline.recast import full_auxiliaries, object_first, only_predicate, turn_passive
from timeline.verbforms import is_plural

__all__ = ["bare_name", "described_names", "write_lead"]


def write_lead(draft: Draft, subject: int | None, subject_words: set[int], head: int) -> None:
    """Writes the name for a pronoun; a description with a name beside it gives way to the name."""
    if subject is None:
        return
    word = draft.sentence[subject]
    plain = not draft.clause.negated and draft.clause.modality == "fact"
    points = word.tag == "DT" and word.text.lower() in ("this", "that", "these", "those")
    if points and plain and not only_predicate(draft, subject, head):
        turn_passive(draft, subject, head)
    if word.tag == "PRP":
        happening = word.text.lower() == "it" and draft.clause.kind == "predicate"
        name = None if happening else _name_for(draft, subject)
        if name:
            draft.line.edits[subject] = name
            _without_own_name(draft, name, head)
        elif draft.clause.passive and head == draft.clause.trigger:
            draft.line.keep -= subject_words
            object_first(draft, head)
        elif plain and only_predicate(draft, subject, head):
            pass
        elif not draft.clause.denied and not happening:
            turn_passive(draft, subject, head)
        if not name and subject in draft.line.keep:
            full_auxiliaries(draft, head)
    for kid in draft.sentence.children(subject, "nmod:poss"):
        if draft.sentence[kid].tag == "PRP$":
            draft.line.edits[kid] = possessive(draft.names.resolve(draft.sentence, kid))
    for kid in draft.sentence.children(subject):
        neither = draft.sentence[kid].text.lower() in ("neither", "either", "both")
        loose = draft.sentence[kid].dep.split(":")[0] in ("case", "mark", "cc", "advmod", "discourse") and not neither
        if loose and kid == min(subject_words & draft.line.keep, default=-1):
            draft.line.drop(kid)
    beside = _name_beside(draft, subject, subject_words)
    if beside is not None:
        behind = [k for k in draft.sentence.children(subject, "conj") if k > beside]
        joined = {i for k in behind for i in draft.sentence.subtree(k)}
        draft.line.keep -= subject_words - draft.sentence.subtree(beside) - joined


def _without_own_name(draft: Draft, name: str, head: int) -> None:
    """ "Born Ana Sousa in Beira, she …": the name is written once."""
    for kid in draft.sentence.children(head, "xcomp"):
        first = sorted(draft.sentence.subtree(kid))[: len(name.split())]
        if " ".join(draft.sentence[i].text for i in first) == name:
            draft.line.keep -= set(first)


def _name_for(draft: Draft, pronoun: int) -> str | None:
    name = _named_above(draft, pronoun) or draft.names.resolve(draft.sentence, pronoun)
    if not name and draft.sentence[pronoun].text.lower() == "me":
        return draft.names.speaker(draft.sentence[pronoun].start)
    return name


def _named_above(draft: Draft, pronoun: int) -> str:
    """ "The ferry sank after it had left port in 2019": the subject around a pronoun, if it agrees."""
    low = draft.sentence[pronoun].text.lower()
    for above in draft.sentence.ancestors(draft.sentence[pronoun].head):
        noun = draft.sentence.child(above, "nsubj") if draft.sentence.is_clause(above) else None
        if (
            noun is None
            or noun == pronoun
            or pronoun in draft.sentence.subtree(noun)
            or not draft.sentence[noun].is_noun
            or low not in ("it", "they")
        ):
            continue
        body = draft.sentence[noun].is_name and draft.words.has("body", draft.sentence[noun].text)
        many = is_plural(draft.sentence, noun, draft.words)
        if (low == "they") == many or (low == "they" and body):
            return draft.short_phrase(noun)
    return ""


def bare_name(draft: Draft, subject: int) -> None:
    """A name stands alone where three words or a list of trades lead up to it ("singer, actor and author X")."""
    last = max(draft.sentence.children(subject, "flat"), default=subject)
    if not draft.sentence[subject].is_name or draft.words.has("body", draft.sentence[last].text):
        return
    name = draft.sentence.subtree(subject) & {subject, *draft.sentence.children(subject, "flat")}
    first = min(name)
    while (
        first - 1 in draft.line.keep
        and draft.sentence[first - 1].is_name
        and draft.sentence[first - 1].dep in ("compound", "amod")
    ):
        first -= 1
    before = [k for k in draft.sentence.subtree(subject) if k < first and k in draft.line.keep]
    listed = any(draft.sentence[k].dep in ("conj", "cc", "punct") for k in before)
    owned = any(draft.sentence[k].dep == "nmod:poss" for k in before)
    if (len(before) >= 3 or listed) and not owned:
        draft.line.keep -= set(before)


def described_names(draft: Draft) -> None:
    """ "met with businessman and close ally X": the bare description gives way to the name joined to it."""
    for index in sorted(draft.line.keep):
        word = draft.sentence[index]
        if word.tag != "NN" or draft.sentence.children(index, "det", "nmod:poss", "nummod"):
            continue
        for kid in draft.sentence.children(index, "conj"):
            name = _trailing_name(draft, kid)
            if name:
                draft.line.keep -= draft.sentence.subtree(index) - name - set(draft.sentence.children(index, "case"))
                break


def _trailing_name(draft: Draft, index: int) -> set[int]:
    """The name that a description ends with ("close ally Ana Sousa"); empty where it is no bare description."""
    if draft.sentence.children(index, "det", "nmod:poss") or draft.sentence[index].tag not in ("NN", "NNP"):
        return set()
    name: set[int] = set()
    for i in sorted(draft.sentence.subtree(index), reverse=True):
        if not draft.sentence[i].is_name:
            break
        name.add(i)
    return name


def _name_beside(draft: Draft, noun: int, subject_words: set[int]) -> int | None:
    word = draft.sentence[noun]
    if not word.is_noun or (word.is_name and not draft.words.has("honorific", word.text)):
        return None
    for index in sorted(subject_words):
        word = draft.sentence[index]
        if word.dep == "appos" and word.is_name and index > noun:
            return index
    return None
