"""Headlines of happenings that a noun names ("2019 Lisbon Marathon", "Attack on the ferry")."""

from __future__ import annotations

from timeline.draft import SHORT, Draft, possessive

__all__ = ["noun_title"]


def noun_title(draft: Draft) -> str:
    noun = draft.clause.trigger
    inside = draft.sentence.subtree(noun) - draft.dates
    draft.line.keep = set(inside)
    draft.line.drop_brackets(noun)
    for kid in draft.sentence.children(noun):
        base = draft.sentence[kid].dep.split(":")[0]
        lead = kid < noun and base in ("obl", "nmod") and draft.sentence[kid].dep.endswith(("unmarked", "tmod"))
        if lead or base in ("mark", "cc", "case", "cop", "nsubj", "advmod") or (base == "conj" and kid > noun):
            draft.line.drop(kid)
    owner = draft.sentence.child(noun, "nmod:poss")
    if owner is not None and draft.sentence[owner].tag == "PRP$":
        name = draft.names.resolve(draft.sentence, owner)
        draft.line.edits[owner] = possessive(name)
    draft.line.segments = [sorted(inside)]
    draft.line.shorten([noun])
    text = draft.line.text()
    if len(text.split()) > 1:
        return _with_date_in_front(draft, noun) or text
    return _with_date(draft, noun) or text


def _with_date_in_front(draft: Draft, noun: int) -> str:
    """ "2019 Chicago Marathon": a date in front of a short noun phrase is a part of its name."""
    phrase = [i for i in draft.line.segments[0] if i in draft.line.keep]
    phrase_words = [i for i in phrase if draft.sentence[i].is_noun or draft.sentence[i].tag == "JJ"]
    ends = [i - 1 for i in phrase_words if i - 1 in draft.dates and draft.names_a_time(i - 1)]
    last = ends[0] if ends else -1
    first = last
    while first - 1 in draft.dates and draft.sentence[first - 1].is_name:
        first -= 1
    number, room = draft.sentence[last].text.isdigit(), draft.line.text().count(" ") + 1
    year = not number or (first == last and len(draft.sentence[last].text) == len("2019"))
    belongs = last >= 0 and draft.sentence[last].head in phrase
    if not belongs or (first == last and not year) or room > (2 * SHORT if year else SHORT):
        return ""
    date = range(first, last + 1)
    draft.line.keep |= set(date)
    draft.line.segments = [sorted([*date, *phrase])]
    return draft.line.text()


def _with_date(draft: Draft, noun: int) -> str:
    """ "October 26 attack": a bare noun takes its date along, where the text has the two side by side."""
    behind = [i for i in sorted(draft.dates) if i > noun]
    if behind and behind[0] == noun + 1 and draft.sentence[noun + 1].text.lower() == "of":
        behind = [i for n, i in enumerate(behind) if i == noun + 1 + n]
        if any(draft.sentence[i].text.isdigit() for i in behind):
            draft.line.keep |= set(behind)
            draft.line.segments = [sorted({*draft.line.segments[0], *behind})]
            return draft.line.text()
    before = [i for i in sorted(draft.dates) if i < noun and draft.sentence[i].tag not in ("IN", "DT", "TO", "POS")]
    before = [i for i in before if draft.sentence[i].text[:1].isupper() or draft.sentence[i].text.isdigit()]
    if before and before[-1] in (noun - 1, noun - 2):
        draft.line.keep |= set(before)
        draft.line.segments = [sorted({*before, *draft.line.segments[0]})]
        return draft.line.text()
    return ""
