"""From the parse to clauses: what one word says happened, when seen from the clause, and how sure the text is of it.

The parser's `Doc` goes no further than `read_sentence`. Labels are those of Universal Dependencies 2.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from timeline.eventwords import EventWords, load_words
from timeline.repair import repair
from timeline.simplify import Shortened
from timeline.syntax import Clause, Modality, Sentence, Tense, Word

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["clause_at", "read_sentence", "subject_of"]


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
    return replace(repair(Sentence(tuple(words))), whole=origin.span if origin else None)


def subject_of(sentence: Sentence, index: int) -> int | None:
    """The word that does (or suffers) what a verb says, also where it must be borrowed from a clause around it."""
    own = sentence.child(index, "nsubj", "csubj")
    if own is not None:
        return _antecedent(sentence, index, own)
    word = sentence[index]
    dep = word.dep.split(":")[0]
    if sentence.is_finite(index) and word.dep != "acl:relcl":
        loose = [k for k in sentence.children(index) if k < index and _could_be_subject(sentence, k)]
        if loose:
            return loose[-1]
    if word.head == index:
        return _first_noun(sentence, index) if sentence.is_finite(index) else None
    if dep == "acl" and word.dep != "acl:relcl" and _is_set_off(sentence, index):
        return _whole_phrase(sentence, word.head)
    if word.dep == "acl:relcl" or (dep in ("acl", "amod") and sentence[word.head].is_noun):
        return word.head
    if dep in ("conj", "xcomp", "advcl", "parataxis", "ccomp"):
        borrowed = _borrowed(sentence, index, dep)
        main = sentence.is_finite(index) and dep in ("conj", "parataxis")
        return _first_noun(sentence, index) if borrowed is None and main else borrowed
    return None


def _could_be_subject(sentence: Sentence, index: int) -> bool:
    """A bare noun before its verb that the parser gave another label."""
    word = sentence[index]
    base = word.dep.split(":")[0]
    return (
        word.is_noun
        and base in ("obl", "dep", "nmod", "appos", "vocative", "dislocated", "obj", "compound", "parataxis")
        and (not sentence.children(index, "case") and word.dep not in ("obl:unmarked", "obl:tmod", "obl:npmod"))
    )


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
        return sentence[verb].head
    if sentence[subject].tag in ("WDT", "WP") and sentence[verb].dep == "conj":
        return _antecedent(sentence, sentence[verb].head, subject)
    return subject


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
    passive = cop is None and _is_passive(sentence, trigger, has_be=has_be, bare=not aux)
    reporter, denied = _reporter(sentence, trigger, words)
    return Clause(
        sentence=sentence,
        trigger=trigger,
        kind="predicate" if cop is not None and not word.is_verb else "verb",
        tense=_tense(lead, forms),
        negated=_negated(sentence, trigger, words),
        modality=_modality(sentence, trigger, words, forms),
        passive=passive,
        progressive=word.tag == "VBG" and has_be,
        perfect=bool({"have", "has", "had"} & forms) and word.tag in ("VBN", "VBD"),
        subject=subject_of(sentence, trigger),
        reporter=reporter,
        denied=denied,
    )


def _is_passive(sentence: Sentence, trigger: int, *, has_be: bool, bare: bool) -> bool:
    """By its auxiliary or subject; a lone participle unless it has the subject of an active verb."""
    if sentence[trigger].tag not in ("VBN", "VBD"):
        return False
    deps = {sentence[k].dep for k in sentence.children(trigger)}
    if bare and "nsubj" not in deps and sentence[trigger].dep in ("acl", "amod"):
        return True
    if bare and "nsubj" not in deps and sentence[trigger].dep == "advcl":
        return sentence[trigger].tag == "VBN" or "obj" not in deps
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
    if any(words.has("conditional", m) for m in marks):
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


def _denied_object(sentence: Sentence, below: int, trigger: int, words: EventWords) -> bool:
    """Whether a denied object leads to the trigger ("denied reports that they met")."""
    word = sentence[below]
    named = words.has("deny_object", word.lemma) or words.has("deny_object", word.text)
    stated = bool(sentence.children(trigger, "nsubj", "mark")) and sentence[trigger].dep != "acl:relcl"
    return word.dep in ("obj", "nsubj:pass") and (below == trigger or (named and stated))
