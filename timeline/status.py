"""Whether a happening took place, is to come, goes on, is denied or only thought of; and times that date nothing."""

from __future__ import annotations

from timeline.clauses import clause_at
from timeline.edtf import Edtf, day_number
from timeline.eventwords import EventWords
from timeline.model import Dated, Status
from timeline.syntax import Clause, Sentence

__all__ = ["is_idle", "status_of"]

_HABITUAL = (
    "the",
    "around",
    "about",
    "at",
    "winter",
    "summer",
    "spring",
    "autumn",
    "fall",
    "morning",
    "evening",
    "night",
)


def status_of(clause: Clause, when: Edtf, published: str | None) -> Status:
    """Status as seen from the day of publication; without one, from the words alone."""
    if clause.negated or clause.denied:
        return "denied"
    ahead = published is not None and when.first is not None and day_number(when.first) > day_number(published)
    if clause.modality in ("conditional", "possible"):
        return "hypothetical"
    if ahead:
        return "scheduled"
    told = any(word.tag == "VBD" for word in clause.sentence.words)
    if published is None and (clause.modality == "future" or (clause.modality == "planned" and not told)):
        return "scheduled"
    if clause.modality in ("future", "planned") and published is not None and when.contains(Edtf(published)):
        return "scheduled"
    if _goes_on(clause, when, published):
        return "ongoing"
    return "happened"


def _goes_on(clause: Clause, when: Edtf, published: str | None) -> bool:
    """A stretch of time that reaches the day of publication, under a perfect, progressive or present tense."""
    if "/" not in when.text or when.precision in ("week", "day", "month", "season", "quarter"):
        return False
    reaches = when.last is None or (published is not None and when.last[:4] >= published[:4])
    return reaches and (clause.perfect or clause.progressive or clause.tense in ("present", "none"))


def is_idle(sentence: Sentence, trigger: int, dated: Dated, words: EventWords) -> bool:
    """ "what matters today", "are busy in the morning": the days as such, in which nothing happens."""
    if _nobody_named(sentence, trigger):
        return True
    text = dated.timex.text.lower()
    if dated.anchor == "publication" and text.split()[0] in _HABITUAL:
        clause = clause_at(sentence, trigger, words=words)
        return clause.tense == "present" and not clause.progressive and not clause.perfect
    if text not in ("today", "tomorrow", "yesterday", "tonight", "now"):
        return False
    inside = sentence.within(dated.timex.span)
    if inside and any(
        sentence[k].dep in ("amod", "det", "nmod:poss", "case") and sentence[k].tag != "POS"
        for k in sentence.children(inside[0])
    ):
        return sentence[inside[0]].dep.startswith(("nmod", "obj", "nsubj", "obl")) and text != "yesterday"
    word = sentence[trigger]
    clause = clause_at(sentence, trigger, words=words)
    return text == "today" and word.tag in ("VBZ", "VBP", "JJ") and clause.tense == "present" and not clause.progressive


def _nobody_named(sentence: Sentence, trigger: int) -> bool:
    """ "I was tired that day": the first or second person, whom no verb of saying names, and nothing acted on."""
    own = sentence.child(trigger, "nsubj")
    if own is None or sentence[own].text.lower() not in ("i", "we", "you", "me"):
        return False
    if sentence[trigger].dep == "acl:relcl" or any(sentence[k].is_noun for k in sentence.children(trigger, "obj")):
        return False
    for above in sentence.ancestors(trigger):
        speaker = sentence.child(above, "nsubj") if sentence[above].is_verb else None
        if speaker is not None and sentence[speaker].text.lower() not in ("i", "we", "you"):
            return False
    return True
