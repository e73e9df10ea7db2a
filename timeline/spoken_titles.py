"""Headlines in the first or second person, as words of their speaker ("Coach: We won")."""

from __future__ import annotations

from timeline.draft import SHORT, Draft
from timeline.reports import opens_quoted

__all__ = ["own_words"]


def own_words(draft: Draft) -> str:
    """A clause in the first or second person as its speaker's words ("Coach: We won"), where one is named."""
    verb = draft.matrix(draft.clause.trigger)
    subject = draft.subject(verb)
    if subject is None or draft.sentence[subject].text.lower() not in ("i", "we", "you"):
        return ""
    relative = draft.sentence[verb].dep == "acl:relcl" or any(
        draft.sentence[k].tag in ("WP", "WDT") for k in draft.sentence.children(verb)
    )
    own = draft.sentence.child(verb, "nsubj") == subject and not relative
    if not own or draft.names.resolve(draft.sentence, subject):
        return ""
    speaker = _speaker_above(draft, verb)
    name = _name_of(draft, speaker) if speaker is not None else None
    if speaker is None or not (draft.sentence[speaker].is_noun or name):
        speaker, name = None, draft.names.speaker(draft.sentence[verb].start)
    if speaker is None and name is None:
        return ""
    by = draft.phrase(speaker, verb)
    said = draft.sentence.subtree(verb) - by
    for kid in draft.sentence.children(verb):
        opens = kid < subject and draft.sentence[kid].dep in ("cc", "mark", "advmod", "discourse")
        if opens or draft.sentence[kid].dep in ("conj", "parataxis"):
            said -= draft.sentence.subtree(kid)
    if speaker is not None and name:
        draft.line.edits[speaker] = name
    draft.line.colon = True
    draft.line.opening = "" if speaker is not None else name or ""
    draft.line.segments = [sorted(by), sorted(said)]
    draft.line.keep = by | said
    if speaker is None and len(said - draft.dates) > SHORT:
        draft.line.keep -= draft.dates
    heads = [verb, subject, *(() if speaker is None else (speaker,))]
    draft.line.shorten([*heads, *(draft.dates & set(draft.sentence.children(verb)))])
    return draft.line.text()


def _speaker_above(draft: Draft, verb: int) -> int | None:
    """The subject of the verb of saying over a quoted clause."""
    word = draft.sentence[verb]
    if word.dep not in ("ccomp", "parataxis") or not opens_quoted(draft.sentence, verb):
        return None
    return draft.sentence.child(word.head, "nsubj") if draft.sentence[word.head].is_verb else None


def _name_of(draft: Draft, index: int) -> str | None:
    return draft.names.resolve(draft.sentence, index) if draft.sentence[index].tag == "PRP" else None
