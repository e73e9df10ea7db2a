"""Headlines made from a clause: its own words in their own order, the verb in headline tense, and what is not needed
left out, whole phrases at a time, until at most 12 words and 90 characters remain.
"""

from __future__ import annotations

import re

from timeline.draft import MAX_CHARACTERS, MAX_WORDS, Draft, Names
from timeline.eventwords import EventWords
from timeline.leads import bare_name, described_names, write_lead
from timeline.noun_titles import noun_title
from timeline.pruning import turns
from timeline.recast import doer_of
from timeline.reports import Content, content_of
from timeline.spoken_titles import own_words
from timeline.syntax import Clause
from timeline.verbforms import base_form, headline_verb, is_plural, report_verb, third_person

__all__ = ["MAX_CHARACTERS", "MAX_WORDS", "title_of"]

_BEFORE_VERB = ("aux", "cop", "nsubj", "obj", "ccomp", "compound", "nummod", "det", "expl", "csubj")
_WITH_CONTENT = ("aux", "cop", "obj", "iobj", "compound", "expl", "advmod")  # what stays beside a reported clause
_ABBREVIATED = re.compile(r"\b[A-Za-z](?:\.[A-Za-z])+$")  # "p.m", whose last point was taken for the end


def title_of(clause: Clause, *, dates: set[int], names: Names, words: EventWords) -> str:
    """A headline for the happening. `dates` are the words of its time expression, which the title leaves out."""
    draft = Draft(clause, dates, names, words)
    text = noun_title(draft) if clause.kind == "noun" else _verb_title(draft)
    text = _cut(_ABBREVIATED.sub(r"\g<0>.", text.strip(" ,;:-–—.")), words)
    if (clause.denied or clause.alleged) and text:
        text = f"{'Denied' if clause.denied else 'Alleged'}: {text[:1].upper()}{text[1:]}"
    return text[:1].upper() + text[1:]


def _cut(text: str, words: EventWords) -> str:
    """The last resort for a line that still does not fit: whole words go from its end, and what would dangle there."""
    kept = text.split()
    over = len(kept) > MAX_WORDS or len(text) > MAX_CHARACTERS
    while over and (len(kept) > MAX_WORDS or len(" ".join(kept)) > MAX_CHARACTERS):
        kept.pop()
    while len(kept) > 2 and words.has("dangling", kept[-1].strip(",")):
        kept.pop()
    return " ".join(kept).strip(" ,")


def _verb_title(draft: Draft) -> str:
    head = draft.matrix(draft.clause.trigger)
    told = _seen_by_time(draft, head) or own_words(draft)
    if told:
        return told
    _spare_dates(draft, head)
    content = content_of(draft.sentence, head, draft.words)
    subject = draft.subject(head)
    agent = doer_of(draft, head, subject)
    subject_words = draft.phrase(subject, head)
    body = draft.sentence.subtree(head) - draft.dates - subject_words
    body -= {k for k in draft.sentence.children(head, "nsubj", "obj") if draft.is_relative(k)}
    own = draft.sentence.child(head, "nsubj")
    if own is not None and subject is not None and own != subject:
        joined = draft.sentence[subject].dep in ("conj", "dep", "parataxis")
        other = joined and draft.sentence[subject].head in (own, head)
        if other or subject in draft.sentence.subtree(own):
            body -= draft.sentence.subtree(own)  # "minutes after the vote was held"
    gap = draft.gap(head, subject)
    content_words = draft.phrase(content.head, head) - subject_words if content else set()
    if agent is not None:
        agent_words = draft.phrase(agent, head) - set(draft.sentence.children(agent, "case"))
        patient = subject_words if not draft.is_pointing(subject) else set()
        patient -= set(draft.sentence.children(subject, "case", "mark")) if subject is not None else set()
        body -= draft.sentence.subtree(agent) | patient
        draft.line.segments = [sorted(agent_words), [*sorted(i for i in body - content_words if i <= head)]]
        draft.line.segments += [sorted(patient), sorted(i for i in body - content_words if i > head)]
        subject, subject_words = agent, agent_words
    else:
        draft.line.segments = [sorted(subject_words), sorted(body - content_words)]
    if gap is not None:
        after = [i for i in draft.line.segments[1] if i > head and draft.sentence[i].dep != "compound:prt"]
        before = [i for i in draft.line.segments[1] if i not in after]
        bare = draft.phrase(gap, head) - set(draft.sentence.children(gap, "case", "mark", "cc", "appos"))
        draft.line.segments[1:2] = [before, sorted(bare), after]
    draft.line.segments.append(sorted(content_words))
    draft.line.keep = {i for segment in draft.line.segments for i in segment}
    draft.line.drop_brackets(head)
    _drop_around(draft, head, subject_words, content)
    described_names(draft)
    if subject is not None:
        bare_name(draft, subject)
    _verb_group(draft, head, subject, active=agent is not None)
    _content(draft, head, content)
    write_lead(draft, subject, subject_words, head)
    if draft.clause.kind == "predicate" and not draft.line.keep & subject_words:
        draft.line.keep -= set(draft.sentence.children(head, "cop", "aux"))  # "which was the anniversary of …"
    _without_loose_ends(draft)
    heads = [i for i in (head, subject, content.head if content else None) if i is not None]
    draft.line.shorten([*heads, *sorted(draft.until)])
    return draft.line.text()


def _spare_dates(draft: Draft, head: int) -> None:
    """A time that is subject or object of its verb is no circumstance ("a strike reached its tenth day")."""
    verb = draft.sentence[head]
    for kid in draft.sentence.children(head, "nsubj", "obj"):
        inside = draft.sentence.subtree(kid)
        first = min(inside)
        if draft.sentence[kid].dep == "obj":
            after = draft.sentence.words[max(inside) + 1 : max(inside) + 2]
            spared = draft.words.has("into_time", verb.lemma) and first == head + 1
            spared = spared and not any(word.is_noun for word in after)
        else:
            spared = inside <= draft.dates and any(draft.sentence[i].is_name for i in inside)
        if kid in draft.dates and spared:
            draft.dates = draft.dates - inside
    moved = draft.words.has("rescheduling", verb.lemma)  # "moved to 2021" says when it happens instead
    if draft.clause.negated or moved:  # "not … until May" says that it happens in May
        ends = {"until", "to", "till"} if moved else {"until"}
        for kid in draft.sentence.children(head, "obl", "advcl"):
            cases = {draft.sentence[k].text.lower() for k in draft.sentence.children(kid, "case", "mark")}
            inside = draft.sentence.subtree(kid)
            fixed = any(draft.names_a_time(i) or draft.is_calendar_word(i) for i in inside)
            if cases & ends and kid in draft.dates and (fixed or not moved):
                draft.until = draft.sentence.subtree(kid) & draft.dates
                draft.dates = draft.dates - draft.until


def _without_loose_ends(draft: Draft) -> None:
    """A relative clause goes with the time that it belongs to; "this" and "that" before a noun point at nothing."""
    for index in sorted(draft.line.keep):
        word = draft.sentence[index]
        above = draft.sentence[word.head].lemma.lower()
        inside = [draft.sentence[i].text.lower() for i in sorted(draft.sentence.subtree(index))]
        told = above == "time" or {"which", "when", "where"} & set(inside[:2])
        if word.dep == "acl:relcl" and word.head in draft.dates and told:
            if draft.clause.trigger not in draft.sentence.subtree(index):
                draft.line.drop(index)
        elif word.dep == "acl" and index != draft.clause.trigger and _is_only_dated(draft, index):
            draft.line.drop(index)  # "the pact, signed in 2015, was abandoned"
        elif word.text in ("which", "whom") and word.dep == "nmod":  # "protests, some of which turned violent"
            before = [w.index for w in draft.sentence.words[: word.head] if w.is_noun]
            phrase = draft.short_phrase(before[-1]) if before else ""
            if phrase:
                draft.line.edits[index] = phrase
                draft.line.keep -= set(draft.sentence.children(index, "case"))
        elif word.dep in ("appos", "conj") and word.head in draft.dates and index not in draft.dates:
            complete = draft.clause.passive or draft.sentence.children(draft.clause.trigger, "obj", "ccomp", "xcomp")
            if complete and draft.clause.trigger not in draft.sentence.subtree(index):
                draft.line.drop(index)  # "found by Friday, eight ferries and four tugs"
        elif (
            word.dep == "det"
            and word.text.lower() in ("this", "that", "these", "those")
            and min(draft.line.keep) < index < word.head
            and not draft.line.colon
            and not draft.words.has("time_noun", above)
        ):
            draft.line.edits.setdefault(index, "the")


def _is_only_dated(draft: Draft, index: int) -> bool:
    """Whether nothing but a time is said of a participle that a comma sets off."""
    inside = draft.sentence.subtree(index)
    said = {i for i in inside - draft.dates if draft.sentence[i].dep not in ("punct", "case", "advmod")}
    before = min(inside) - 1
    apart = draft.sentence[min(inside)].text == "," or (before >= 0 and draft.sentence[before].text == ",")
    return said == {index} and bool(inside & draft.dates) and apart


def _seen_by_time(draft: Draft, head: int) -> str:
    """ "Last year saw 300 fires in the region": what a time saw is the headline."""
    subject, objects = draft.sentence.child(head, "nsubj"), draft.sentence.children(head, "obj")
    witness = draft.words.has("witness", draft.sentence[head].lemma) and subject in draft.dates
    if not witness or len(objects) != 1 or not draft.sentence[objects[0]].is_noun or objects[0] in draft.dates:
        return ""
    inside = draft.sentence.subtree(objects[0]) - draft.dates
    draft.line.keep = set(inside)
    draft.line.segments = [sorted(inside)]
    draft.line.shorten([objects[0]])
    text = draft.line.text()
    return text if len(text.split()) > 2 else ""


def _drop_around(draft: Draft, head: int, subject_words: set[int], content: Content | None) -> None:
    """Leaves out the head's conjunctions, coordinate clauses, and what stands before it and is no part of it."""
    subject = draft.line.keep & subject_words
    for kid in draft.sentence.children(head):
        word = draft.sentence[kid]
        base = word.dep.split(":")[0]
        if kid in subject_words or (content and kid == content.head):
            continue
        if content and (base not in _WITH_CONTENT or content.head in draft.sentence.subtree(kid)):
            draft.line.drop_but(kid, content.head)
        elif base == "case" and draft.clause.kind == "predicate":
            continue
        elif (
            (word.text.lower() == "that" and kid < head and base != "det")
            or base in ("mark", "cc", "case", "punct")
            or (base == "conj" and draft.sentence.is_clause(head))
        ):
            draft.line.drop(kid)
        elif content and base in ("obl", "advcl", "parataxis", "nmod", "dep"):
            draft.line.drop_but(kid, content.head)
        elif kid < head and base not in _BEFORE_VERB and not _stays_before(draft, kid, head):
            draft.line.drop(kid)
    draft.line.keep |= subject


def _stays_before(draft: Draft, kid: int, head: int) -> bool:
    base = draft.sentence[kid].dep.split(":")[0]
    if base == "advmod":
        return turns(draft.sentence, kid, draft.words) or kid == head - 1
    return base in ("amod", "nmod") and not draft.sentence[head].is_verb


def _verb_group(draft: Draft, head: int, subject: int | None, *, active: bool) -> None:
    if active:
        verb = draft.sentence[head]
        draft.line.edits.update(dict.fromkeys(draft.sentence.children(head, "aux"), ""))
        plural = subject is not None and draft.sentence[subject].tag == "NNS"
        base = base_form(verb, draft.words)
        draft.line.edits[head] = base if plural else third_person(base)
        return
    plural = is_plural(draft.sentence, subject, draft.words)
    inside = draft.line.keep & draft.sentence.subtree(subject) if subject is not None else set()
    if (
        subject is not None
        and plural
        and draft.is_list(subject)
        and not any(draft.sentence[k].dep == "conj" and k in inside for k in inside)
    ):
        plural = draft.sentence[subject].tag in ("NNS", "NNPS")  # only one of the list is left
    if subject is not None and plural and draft.sentence[subject].text[:1].isupper() and not draft.is_list(subject):
        last = max(draft.sentence.children(subject, "flat"), default=subject)
        plural = not draft.names.is_person(draft.sentence[last].text)
    if subject is not None and draft.sentence[subject].text == "I":
        plural = draft.names.resolve(draft.sentence, subject) is None
    draft.line.edits.update(headline_verb(draft.sentence, head, plural, draft.clause, draft.words))


def _content(draft: Draft, head: int, content: Content | None) -> None:
    """What is said: without "that", in the tense that it has now; a quotation stands after a colon."""
    if content is None:
        return
    for kid in draft.sentence.children(content.head):
        word = draft.sentence[kid]
        if word.text.lower() == "that" and kid < content.head and word.dep != "det":
            draft.line.keep.discard(kid)
        elif word.dep in ("advmod", "cc", "discourse") and kid < content.head and word.tag in ("RB", "CC", "UH"):
            if not turns(draft.sentence, kid, draft.words):
                draft.line.drop(kid)
        elif word.dep.split(":")[0] in ("obl", "advcl") and kid < (draft.sentence.child(content.head, "nsubj") or 0):
            draft.line.drop(kid)
    if content.quoted:
        draft.line.colon = True
        draft.line.keep -= set(draft.line.segments[1])
        return
    draft.line.edits.update(report_verb(draft.sentence, content.head))
