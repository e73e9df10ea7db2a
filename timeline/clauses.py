"""From the parse to clauses: what one word says happened, when seen from the clause, and how sure the text is of it.

The parser's `Doc` goes no further than `read_sentence`. Labels are those of Universal Dependencies 2.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from timeline.eventwords import EventWords, load_words
from timeline.repair import repair
from timeline.retag import retag
from timeline.simplify import Shortened
from timeline.subjects import subject_of
from timeline.syntax import Clause, Modality, Sentence, Tense, Word
from timeline.verbforms import is_arranged

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["clause_at", "read_sentence"]


def read_sentence(doc: Doc, origin: Shortened | None = None) -> Sentence:
    """The words of a parsed sentence as plain values; `origin` leads back to positions of the article's text.

    Where the parser cut the sentence, the later roots hang on the first one as `parataxis`. White space is left out.
    """
    kept = [token for token in doc if not token.is_space]
    place = {token.i: n for n, token in enumerate(kept)}
    words: list[Word] = []
    first_root: int | None = None
    for n, token in enumerate(kept):
        head, dep = place.get(token.head.i, n), token.dep_
        if head == n:
            dep = "root" if first_root is None else "parataxis"
            first_root = n if first_root is None else first_root
            head = first_root if dep == "parataxis" else n
        end = token.idx + len(token.text)
        words.append(
            Word(
                index=n,
                start=origin.origin(token.idx) if origin else token.idx,
                end=origin.origin(end, is_end=True) if origin else end,
                text=token.text,
                lemma=token.lemma_ or token.lower_,
                tag=token.tag_,
                dep=dep.lower(),
                head=head,
            )
        )
    return replace(repair(retag(Sentence(tuple(words)))), whole=origin.span if origin else None)


def clause_at(sentence: Sentence, trigger: int, *, words: EventWords | None = None) -> Clause:
    """The clause whose head a word is: tense, voice, polarity, modality, subject, and who reports it."""
    words = words or load_words()
    word = sentence[trigger]
    cop = sentence.child(trigger, "cop")
    if not word.is_verb and cop is None:
        return _noun_clause(sentence, trigger, words)
    aux = [sentence[k] for k in sentence.children(trigger, "aux", "cop")]
    forms = {a.text.lower() for a in aux} | {a.lemma.lower() for a in aux}
    lead = aux[0] if aux else word
    has_be = any(a.lemma.lower() == "be" or a.text.lower() in ("'s", "’s", "was", "were", "is", "are") for a in aux)
    passive = cop is None and _is_passive(sentence, trigger, words, has_be=has_be, bare=not aux)
    reporter, denied = _reporter(sentence, trigger, words)
    modality = _modality(sentence, trigger, words, forms)
    if _was_to_have(sentence, trigger, forms):
        modality, passive = "possible", "been" in forms
    if modality == "possible" and "would" in forms and reporter is not None:
        modality = "future"  # "said that the dam would close": the future, seen from the saying
    return Clause(
        sentence=sentence,
        trigger=trigger,
        kind="predicate" if cop is not None and not word.is_verb else "verb",
        tense=_tense(lead, forms),
        negated=_negated(sentence, trigger, words),
        modality=modality,
        passive=passive,
        progressive=word.tag == "VBG" and has_be,
        perfect=bool({"have", "has", "had"} & forms) and word.tag in ("VBN", "VBD"),
        subject=subject_of(sentence, trigger),
        reporter=reporter,
        denied=denied,
        alleged=_alleged(sentence, trigger, words),
    )


def _was_to_have(sentence: Sentence, trigger: int, forms: set[str]) -> bool:
    """ "were to have met": what was planned and is not said to have come about."""
    to = any(sentence[k].text.lower() == "to" for k in sentence.children(trigger, "mark", "aux"))
    return to and "have" in forms and bool(forms & {"was", "were"})


def _alleged(sentence: Sentence, trigger: int, words: EventWords) -> bool:
    """Whether a clause says what an accusation is about ("the claim that he had sold it")."""
    below = trigger
    for above in sentence.ancestors(trigger):
        head = sentence[above]
        content = sentence[below].dep in ("acl", "acl:relcl", "ccomp") and sentence[below].is_verb
        if content and head.is_noun and words.has("claim_noun", head.lemma):
            return not _is_relative(sentence, below)
        if content and head.is_verb and words.has("claim_verb", head.lemma):
            return True
        below = above
    return False


def _is_passive(sentence: Sentence, trigger: int, words: EventWords, *, has_be: bool, bare: bool) -> bool:
    """By its auxiliary or subject; a lone participle unless it has the subject of an active verb."""
    if sentence[trigger].tag not in ("VBN", "VBD"):
        return False
    deps = {sentence[k].dep for k in sentence.children(trigger)}
    if bare and "nsubj" not in deps and sentence[trigger].dep in ("acl", "amod"):
        return True
    if bare and is_arranged(sentence, trigger, words):
        return True
    shared = sentence[trigger].tag == "VBN" and not deps & {"nsubj", "obj", "ccomp", "xcomp"}
    above = sentence[trigger].head
    joined = shared and sentence[trigger].dep == "conj"
    if bare and joined and sentence.is_passive(above):
        return True  # "was elected in 1981 and admitted in 1992"
    if bare and "nsubj" not in deps and sentence[trigger].dep == "advcl":
        return sentence[trigger].tag == "VBN" or "obj" not in deps
    marks = {sentence[k].text.lower() for k in sentence.children(trigger, "mark", "case")}
    if bare and sentence[trigger].dep == "advcl" and "with" in marks:
        return "obj" not in deps  # "with the launch scheduled for May"
    if bare and "nsubj:pass" in deps and deps & {"obj", "ccomp"}:
        return False
    if deps & {"aux:pass", "nsubj:pass"}:
        return True
    return sentence[trigger].tag == "VBN" and (has_be or (bare and "nsubj" not in deps))


def _noun_clause(sentence: Sentence, trigger: int, words: EventWords) -> Clause:
    reporter, denied = _reporter(sentence, trigger, words)
    kids = [sentence[k] for k in sentence.children(trigger)]
    negated = any(k.dep == "det" and k.text.lower() == "no" for k in kids)
    hedged = any(words.has("hedged", k.lemma) for k in kids)
    planned = any(words.has("coming", k.text) for k in kids)
    modality: Modality = "possible" if hedged else "planned" if planned else "fact"
    subject = sentence.child(trigger, "nmod:poss")
    return Clause(
        sentence=sentence,
        trigger=trigger,
        kind="noun",
        negated=negated,
        modality=modality,
        subject=subject,
        reporter=reporter,
        denied=denied,
    )


def _tense(lead: Word, forms: set[str]) -> Tense:
    if forms & {"will", "'ll", "’ll", "shall", "wo", "gonna"}:
        return "future"
    if lead.tag == "VBD" or lead.text.lower() in ("was", "were", "had", "did"):
        return "past"
    if lead.tag in ("VBZ", "VBP", "MD"):
        return "present"
    return "none"


def _negated(sentence: Sentence, trigger: int, words: EventWords) -> bool:
    for k in sentence.children(trigger):
        kid = sentence[k]
        if kid.dep in ("mark", "case") and kid.text.lower() == "without":
            return True
        if kid.dep.startswith("nsubj") and any(
            sentence[d].text.lower() == "neither" for d in sentence.children(k, "cc")
        ):
            return True
        if kid.dep.startswith(("advmod", "cc", "det", "aux")) and words.has("negation", kid.text):
            return True
        if kid.dep.startswith(("nsubj", "obj")) and (
            kid.text.lower() in ("none", "nobody", "nothing", "no-one")
            or any(sentence[d].text.lower() in ("no", "neither") for d in sentence.children(k, "det"))
        ):
            return True
    return False


def _modality(sentence: Sentence, trigger: int, words: EventWords, forms: set[str]) -> Modality:
    marks = {sentence[k].text.lower() for k in sentence.children(trigger, "mark")}
    if any(words.has("conditional", m) for m in marks) or _is_inverted(sentence, trigger):
        return "conditional"
    if forms & {"will", "'ll", "’ll", "shall", "wo"}:
        return "future"
    if any(words.has("possible", f) for f in forms):
        return "possible"
    word = sentence[trigger]
    if word.dep in ("xcomp", "acl", "advcl", "ccomp", "conj") and word.tag == "VB" and "to" in marks:
        return "planned"
    if word.tag == "VBG" and sentence.children(trigger, "xcomp") and word.lemma == "go":
        return "future"
    if words.has("scheduled", word.lemma) and word.tag == "VBN":
        return "planned"
    return _inherited(sentence, trigger, words)


def _is_inverted(sentence: Sentence, trigger: int) -> bool:
    """ "Had the dam burst, …": a condition without "if"; a question is none."""
    opens = sentence[0].text in ("Had", "Were", "Should") and sentence.words[-1].text != "?"
    return opens and (trigger == 0 or 0 in sentence.children(trigger, "aux", "cop"))


def _inherited(sentence: Sentence, trigger: int, words: EventWords) -> Modality:
    """A conjunct shares the modal of the first verb where it has no tense of its own ("may sue and win")."""
    word = sentence[trigger]
    if word.dep == "conj" and word.tag == "VB" and sentence[word.head].tag == "VB":
        forms = {sentence[k].text.lower() for k in sentence.children(word.head, "aux")}
        return _modality(sentence, word.head, words, forms)
    return "fact"


def _reporter(sentence: Sentence, trigger: int, words: EventWords) -> tuple[int | None, bool]:
    """The verb under which the clause is reported, and whether that verb denies it."""
    below = trigger
    for above in sentence.ancestors(trigger):
        link, head = sentence[below].dep.split(":")[0], sentence[above]
        if words.has("denial", head.lemma) and head.is_verb:
            negated = _negated(sentence, above, words)
            if link in ("ccomp", "xcomp", "advcl") or _denied_object(sentence, below, trigger, words):
                return above, not negated
            return None, False
        if head.is_verb and words.has("reporting", head.lemma) and link in ("ccomp", "xcomp", "parataxis"):
            return above, False
        if link in ("advcl", "parataxis", "conj") and head.is_verb:
            return None, False
        below = above
    return None, False


def _is_relative(sentence: Sentence, trigger: int) -> bool:
    """Whether the clause needs the noun above it: one with a subject and an object lacks nothing."""
    if sentence[trigger].dep != "acl:relcl":
        return False
    lacks_nothing = all(
        any(sentence[child].tag not in ("WDT", "WP") for child in sentence.children(trigger, role))
        for role in ("nsubj", "obj")
    )
    return not lacks_nothing


def _denied_object(sentence: Sentence, below: int, trigger: int, words: EventWords) -> bool:
    """Whether a denied object leads to the trigger ("denied reports that they met")."""
    word = sentence[below]
    named = words.has("deny_object", word.lemma) or words.has("deny_object", word.text)
    stated = bool(sentence.children(trigger, "nsubj", "mark")) and not _is_relative(sentence, trigger)
    return word.dep in ("obj", "nsubj:pass") and (below == trigger or (named and stated))
