"""Clauses turned round for a headline: a passive that reads better as an active, an active without a known doer as a
passive.
"""

from __future__ import annotations

from timeline.draft import Draft
from timeline.verbforms import past_participle

__all__ = ["doer_of", "full_auxiliaries", "object_first", "only_predicate", "turn_passive"]

_LONG_OBJECT = 10  # words; a participle behind more than these hangs in the air


def doer_of(draft: Draft, head: int, subject: int | None) -> int | None:
    """The doer of a passive that reads better as an active ("statements made by X", "this was confirmed by X")."""
    if not draft.clause.passive or head != draft.clause.trigger:
        return None
    verb = draft.sentence[head]
    if not (draft.is_pointing(subject) or draft.words.has("light", verb.lemma)):
        return None
    for kid in draft.sentence.children(head, "obl"):
        cases = [draft.sentence[k].text.lower() for k in draft.sentence.children(kid, "case")]
        if cases == ["by"] and kid not in draft.dates and draft.sentence[kid].is_noun:
            return kid
    return None


def turn_passive(draft: Draft, subject: int, head: int) -> None:
    """ "we have pursued policies" without a name for "we": "Policies pursued"."""
    gap = draft.gap(head, subject)
    objects = draft.sentence.children(head, "obj") if gap is None else (gap,)
    participle = past_participle(draft.sentence[head], draft.words)
    plain = not draft.clause.negated and draft.clause.modality in ("fact", "future") and not draft.clause.progressive
    plain = plain and not draft.sentence.children(head, "xcomp", "ccomp", "iobj") and head == draft.clause.trigger
    active = draft.words.has("active_only", draft.sentence[head].lemma)
    if not objects or participle is None or not draft.sentence[objects[0]].is_noun or not plain or active:
        return
    inside = draft.sentence.subtree(objects[0]) - (draft.sentence.subtree(head) if gap is not None else set())
    inside -= set(draft.sentence.children(objects[0], "case", "mark", "cc", "punct")) if gap is not None else set()
    length = len(inside & draft.line.keep)
    single = draft.sentence[subject].text.lower() in ("he", "she", "it", "this", "that")
    if length > _LONG_OBJECT or (single and length == 1) or draft.sentence[objects[0]].lemma.lower() == "lot":
        return
    rest = [i for segment in draft.line.segments for i in segment if i not in inside and i != subject]
    draft.line.keep.discard(subject)
    for kid in draft.sentence.children(head, "aux"):
        draft.line.keep.discard(kid)
    draft.line.edits[head] = f"to be {participle}" if draft.clause.modality == "future" else participle
    draft.line.segments = [sorted(inside - draft.dates), rest]


def only_predicate(draft: Draft, subject: int, head: int) -> bool:
    """ "It was an answer to the strike" without a name for "it": "Answer to the strike"."""
    low = draft.sentence[subject].text.lower()
    if draft.clause.kind != "predicate" or head != draft.clause.trigger or not draft.sentence[head].is_noun:
        return False
    inside = [k for k in draft.sentence.children(head, "amod", "compound", "nmod") if k in draft.line.keep]
    if low not in ("it", "this", "that", "he", "she") or not inside or draft.clause.denied:
        return False
    draft.line.keep.discard(subject)
    draft.line.keep -= set(draft.sentence.children(head, "cop", "aux"))
    return True


def full_auxiliaries(draft: Draft, head: int) -> None:
    """Behind a pronoun the verb has its auxiliary ("It will happen"), which headlines leave out behind a noun."""
    for kid in draft.sentence.children(head, "aux"):
        low = draft.sentence[kid].text.lower()
        if low in ("will", "'ll", "’ll", "shall") and draft.line.edits.get(kid) == "to":
            draft.line.edits[kid] = "will"
        elif draft.sentence[kid].dep == "aux:pass" and draft.line.edits.get(kid) == "":
            present = {"was": "is", "were": "are", "is": "is", "are": "are"}
            draft.line.edits[kid] = present.get(low, "")


def object_first(draft: Draft, head: int) -> None:
    """ "(He was) awarded the medal" without a name: "Medal awarded"."""
    objects = draft.sentence.children(head, "obj")
    if not objects or not draft.sentence[objects[0]].is_noun or draft.clause.negated:
        return
    inside = draft.sentence.subtree(objects[0])
    rest = [i for segment in draft.line.segments for i in segment if i not in inside]
    draft.line.segments = [sorted(inside - draft.dates), rest]
