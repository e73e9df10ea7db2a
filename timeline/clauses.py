"""From the parse to clauses: what one word says happened, when seen from the clause, and how sure the text is of it.

The parser's `Doc` goes no further than `read_sentence`. Labels are those of Universal Dependencies 2.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from timeline.eventwords import EventWords, load_words
from timeline.syntax import Clause, Modality, Sentence, Tense, Word

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["clause_at", "read_sentence", "repair", "subject_of"]

_NOUN_LINKS = ("amod", "acl", "compound", "nmod", "flat", "appos")


def read_sentence(doc: Doc, *, offset: int = 0) -> Sentence:
    """The words of a parsed sentence as plain values; `offset` is its place in the article's text.

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
        start = offset + token.idx
        words.append(
            Word(
                index=n,
                start=start,
                end=start + len(token.text),
                text=token.text,
                lemma=token.lemma_ or token.lower_,
                tag=token.tag_,
                dep=dep.lower(),
                head=head,
            )
        )
    return repair(Sentence(tuple(words)))


def repair(sentence: Sentence) -> Sentence:
    """Mends what a small parser gets wrong and the tags show: a past tense that hangs on a noun as its modifier.

    "Abbas met officials" with `met` as a modifier of `officials` and no finite verb above: `met` becomes the root.
    """
    root = sentence.root if sentence.words else 0
    if not sentence.words or sentence.is_finite(root):
        return sentence
    for word in sentence.words:
        if word.tag == "VBD" and word.dep.split(":")[0] in ("amod", "acl", "compound") and word.dep != "acl:relcl":
            if sentence.children(word.index, "nsubj", "aux") or _has_relative(sentence, word.index):
                continue
            return _promote(sentence, word.index, root)
    return sentence


def _has_relative(sentence: Sentence, index: int) -> bool:
    return any(sentence[k].tag in ("WDT", "WP", "WP$", "WRB") for k in sentence.children(index))


def _promote(sentence: Sentence, verb: int, root: int) -> Sentence:
    """Makes a verb the root; what stood before it becomes its subject, the noun it hung on after it its object."""
    words = list(sentence.words)
    noun = words[verb].head
    chain = {noun, *sentence.ancestors(noun)}
    words[verb] = replace(words[verb], head=verb, dep="root")
    if noun > verb:
        words[noun] = replace(words[noun], head=verb, dep="obj")
        before = [k for k in sentence.children(noun) if k < verb and k != verb and words[k].is_noun]
        if before:
            words[before[-1]] = replace(words[before[-1]], head=verb, dep="nsubj")
    else:
        words[noun] = replace(words[noun], head=verb, dep="nsubj")
        after = [k for k in sentence.children(noun) if k > verb]
        for k in after:
            words[k] = replace(words[k], head=verb)
    if root != noun and root in chain:
        words[root] = replace(words[root], head=verb, dep="parataxis" if root > verb else "dep")
    elif root not in chain:
        words[root] = replace(words[root], head=verb, dep="parataxis")
    return Sentence(tuple(words))


def subject_of(sentence: Sentence, index: int) -> int | None:
    """The word that does (or suffers) what a verb says, also where it must be borrowed from a clause around it."""
    own = sentence.child(index, "nsubj", "csubj")
    if own is not None:
        return _antecedent(sentence, index, own)
    word = sentence[index]
    dep = word.dep.split(":")[0]
    if word.head == index:
        return None
    if word.dep == "acl:relcl" or (dep in ("acl", "amod") and sentence[word.head].is_noun):
        return word.head
    if dep in ("conj", "xcomp", "advcl", "parataxis", "ccomp"):
        return _borrowed(sentence, index, dep)
    return None


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
    if dep == "conj" and sentence[head].is_noun and not sentence.children(head, "cop"):
        return None
    return subject_of(sentence, head) if sentence[head].is_verb or sentence.children(head, "cop") else None


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
    passive = word.tag in ("VBN", "VBD") and (
        bool(sentence.children(trigger, "aux:pass", "nsubj:pass"))
        or any(sentence[k].dep in ("aux:pass", "nsubj:pass") for k in sentence.children(trigger))
        or (word.tag == "VBN" and (has_be or not aux) and cop is None)
    )
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


def _noun_clause(sentence: Sentence, trigger: int, words: EventWords) -> Clause:
    reporter, denied = _reporter(sentence, trigger, words)
    kids = [sentence[k] for k in sentence.children(trigger)]
    negated = any(k.dep == "det" and k.text.lower() == "no" for k in kids)
    hedged = any(words.has("hedged", k.lemma) for k in kids)
    planned = any(
        k.lemma.lower() in ("planned", "upcoming", "coming", "scheduled", "approaching", "plan") for k in kids
    )
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
    return sentence[below].dep in ("obj", "nsubj:pass") and (
        below == trigger
        or words.has("deny_object", sentence[below].lemma)
        or words.has("deny_object", sentence[below].text)
    )
