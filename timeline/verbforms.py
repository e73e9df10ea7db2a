"""English verb forms for headlines: "announced" becomes "announces", "was elected" "elected", "will meet" "to meet"."""

from __future__ import annotations

import re

from timeline.eventwords import EventWords
from timeline.syntax import Clause, Sentence, Word

__all__ = ["base_form", "headline_verb", "is_arranged", "is_plural", "past_participle", "report_verb", "third_person"]

_PAST_BE = {"was": "is", "were": "are", "'s": "is", "’s": "is", "'re": "are", "’re": "are", "'m": "is", "’m": "is"}

# Ends of a regular verb without "ed" or "ing" that tell whether a silent "e" was there; a stressed vowel with one
# consonant would have doubled it ("scarred", "scared").
_SILENT = re.compile(
    r"(?:[^s]s|[^aeiou][aeiou]d|[^aeiou][aiou]k|[^aeiouw]ib|[^aeiou]am|[^aeiou]i[nlr]|[^aeiou]u[lnt]|[aeiou]{2}qu?ir|s[iu]m"
    r"|[^aeiou][ae]g|[^gh][ae]ng|[^aeiou]ar|[^aeiomc]ur|[^aeioum]at|[^aeiou]ap|[^g]u|[^aeiou][bct]r)$"
)
_OPEN = re.compile(
    r"(?:mb|gn|mn|rb|[io]ng|[^v]en|on|or|it|et|[aeo]i[mlr]|[aeiou]{2}f|igh|op|om|el|ot|ey|dd|wd|ght|ph|gnal)$"
)
_BARE = {"focus", "bias", "canvas", "caucus", "chorus", "gas", "fulfil", "pencil", "council", "rebut", "debut"}


def base_form(verb: Word, words: EventWords) -> str:
    """The base form of a verb, with the "e" that its spelling demands ("climbed" gives "climb", "scared" "scare")."""
    form = verb.text.lower()
    base = words.base(form, verb.lemma)
    stem = form.removesuffix("ed").removesuffix("ing")
    if form in words.irregular or stem == form or words.has("silent_e", base) or len(stem) < 3:
        return base
    if re.search(r"(?:c|v|[^r]n|p|b)ell$", stem) and len(stem) > 5:
        return stem[:-1]  # "cancelled", "travelled"
    if base == f"{stem}e" and (stem in _BARE or _OPEN.search(stem)):
        return stem
    closes = _SILENT.search(stem) or (form.endswith("eed") and stem.endswith("re"))
    if base == stem and stem not in _BARE and closes:
        return f"{stem}e"
    return base


def third_person(lemma: str) -> str:
    """The form with -s of the present tense ("go" gives "goes", "deny" "denies", "have" "has")."""
    fixed = {
        "be": "is",
        "have": "has",
        "do": "does",
        "go": "goes",
        "undergo": "undergoes",
        "veto": "vetoes",
        "echo": "echoes",
    }
    if lemma in fixed:
        return fixed[lemma]
    if lemma.endswith("y") and lemma[-2:-1] not in ("a", "e", "i", "o", "u"):
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh")) else "s")


def past_participle(verb: Word, words: EventWords) -> str | None:
    """The participle as the text gives it, of an irregular verb the one in the list; None where neither is sure."""
    if verb.tag == "VBN" or (verb.tag == "VBD" and verb.text.lower().endswith("ed")):
        return verb.text.lower()
    base = _base(verb, words)
    forms = [form for form, verb_base in words.irregular.items() if verb_base == base]
    if forms:
        return forms[-1]  # the list gives the past tense, then the participle
    return f"{base}d" if base.endswith("e") else None


def is_plural(sentence: Sentence, subject: int | None, words: EventWords) -> bool:
    """Whether a subject takes the plural of the verb."""
    if subject is None:
        return False
    word = sentence[subject]
    if word.text.lower() == "i":
        return True
    if _is_description(sentence, subject) or _joined_inside(sentence, subject, words):
        return False
    if any(sentence[k].dep == "conj" and not sentence.is_clause(k) for k in sentence.children(subject)):
        first = sentence.child(subject, "cc") is not None or any(
            sentence[d].text.lower() in ("and", "&")
            for k in sentence.children(subject, "conj")
            for d in sentence.children(k, "cc")
        )
        if first:
            return True
    if word.tag == "NNS" or words.has("plural", word.text):
        return True
    if word.tag == "CD" and subject > 0 and words.has("names_not_persons", sentence[subject - 1].text):
        return False  # a day of a month
    if word.tag == "CD":
        return word.text.lower() not in ("one", "1")
    if word.tag == "NNPS" and word.index == 0 and not sentence.children(subject, "flat", "compound"):
        return True  # a common noun with the capital of the sentence
    if word.text.endswith(("ans", "ists", "crats", "lis", "nis", "qis")):
        return word.tag == "NNPS"
    the = any(sentence[k].text.lower() == "the" for k in sentence.children(subject, "det"))
    return (
        word.tag == "NNPS"
        and the
        and word.text.lower() not in ("states", "nations", "times", "emirates", "netherlands")
    )


def _joined_inside(sentence: Sentence, subject: int, words: EventWords) -> bool:
    """ "Ministry of Health and Sports", "ticket of Rui for mayor and Ana": the "and" joins what stands behind "of"."""
    word, joined = sentence[subject], sentence.children(subject, "conj")
    if word.tag not in ("NN", "NNP") or len(joined) != 1 or not sentence[joined[0]].text[:1].isupper():
        return False
    inner = [k for k in sentence.children(subject, "nmod") if subject < k < joined[0] and sentence[k].is_name]
    of = any(sentence[c].text.lower() == "of" for k in inner for c in sentence.children(k, "case"))
    return of and (word.tag == "NN" or words.has("body", word.text))


def _is_description(sentence: Sentence, subject: int) -> bool:
    """ "singer and lyricist Ana Sousa": trades without an article, joined before one name."""
    word, joined = sentence[subject], sentence.children(subject, "conj")
    if word.tag != "NN" or not joined or sentence.children(subject, "det"):
        return False
    bare = all(sentence[k].tag in ("NN", "NNP") and not sentence.children(k, "det") for k in joined)
    inside = sorted(sentence.subtree(subject))
    names = [i for i in inside if sentence[i].is_name and not (i - 1 in inside and sentence[i - 1].is_name)]
    names = [i for i in names if i > subject]  # "US singer and lyricist Ana Sousa"
    return bare and len(names) == 1


def headline_verb(sentence: Sentence, head: int, plural: bool, clause: Clause, words: EventWords) -> dict[int, str]:
    """How the words of the verb group are written in the headline, by index; an empty string leaves a word out."""
    verb = sentence[head]
    aux = list(sentence.children(head, "aux"))
    cop = sentence.child(head, "cop")
    if cop is not None and verb.tag == "VBG":  # "is approaching", with the copula that some treebanks see in it
        aux, cop = sorted([*aux, cop]), None
    texts = [sentence[k].text.lower() for k in aux]
    edits: dict[int, str] = {}
    modal = next((t for t in texts if words.has("possible", t)), None)
    future = any(t in ("will", "'ll", "’ll", "shall", "wo") for t in texts)
    passive = clause.passive if head == clause.trigger else _is_passive(sentence, head)
    passive = passive or (not aux and is_arranged(sentence, head, words))
    if modal is not None:
        return {}
    have = {k: t for k, t in zip(aux, texts, strict=True) if t in ("was", "were")}
    if "have" in texts and have and any(sentence[k].text.lower() == "to" for k in sentence.children(head, "mark")):
        return {k: f"{t} to" for k, t in have.items()}  # "were to have met"
    if future:
        return _future(sentence, aux, cop, head, passive)
    if cop is not None and verb.tag == "VB":  # "was to end", with the copula that some treebanks see in it
        return {**dict.fromkeys(aux, ""), cop: "to"}
    if cop is not None and not verb.is_verb:
        edits = dict.fromkeys(aux, "")
        subject = sentence.child(head, "nsubj")
        first = subject is not None and sentence[subject].text == "I"
        edits[cop] = "am" if first else "are" if plural else "is"
        return edits
    if passive:
        to = any(sentence[k].text.lower() == "to" for k in sentence.children(head, "mark"))
        be = next((k for k in aux if sentence[k].tag == "VB" and _is_be(sentence[k])), None)
        if to and be is not None:  # "the election to be held in May"
            return {**dict.fromkeys(aux, ""), be: "to be"}
        return {k: "" for k in aux if sentence[k].tag != "RB"}
    if verb.tag == "VBG" and any(_is_be(sentence[k]) for k in aux):
        subject = sentence.child(head, "nsubj")
        first = subject is not None and sentence[subject].text == "I"
        return {**_progressive(sentence, aux, plural), **({aux[-1]: "am"} if first else {})}
    subject = sentence.child(head, "nsubj")
    inverted = subject is not None and any(k < subject for k in aux) and not clause.negated
    if any(t in ("did", "does", "do") for t in texts) and not inverted:
        return dict.fromkeys(aux, "do" if plural else "does")
    if verb.tag == "VB" and any(_is_be(sentence[k]) for k in aux):  # "is to present"
        return dict.fromkeys(aux, "to")
    if verb.tag == "VB" and not aux and any(sentence[k].text.lower() == "to" for k in sentence.children(head, "mark")):
        return {head: f"to {verb.lemma.lower()}"}  # "agreement to build", "conspiracy to defraud"
    if clause.negated and head == clause.trigger and verb.is_verb:
        return _negative(sentence, head, aux, plural, words)
    edits = dict.fromkeys(aux, "")
    if verb.is_verb:
        base = _base(verb, words)
        edits[head] = base if plural else third_person(base)
    return edits


def is_arranged(sentence: Sentence, verb: int, words: EventWords) -> bool:
    """ "the launch scheduled to follow": such a past form before an infinitive is a passive, but of "plan"."""
    word = sentence[verb]
    if word.tag not in ("VBD", "VBN") or not words.has("scheduled", word.lemma) or word.lemma.lower() == "plan":
        return False
    inner = sentence.child(verb, "xcomp")
    return inner is not None and any(sentence[k].text.lower() == "to" for k in sentence.children(inner, "mark"))


def _is_be(word: Word) -> bool:
    return word.lemma.lower() == "be" or word.text.lower() in ("be", "is", "are", "was", "were", "am", *_PAST_BE)


def _is_passive(sentence: Sentence, head: int) -> bool:
    return any(sentence[k].dep in ("aux:pass", "nsubj:pass") for k in sentence.children(head))


def _base(verb: Word, words: EventWords) -> str:
    return base_form(verb, words) if verb.tag in ("VBD", "VBN", "VBG") else verb.lemma.lower()


def _negative(sentence: Sentence, head: int, aux: list[int], plural: bool, words: EventWords) -> dict[int, str]:
    """ "has not voted" stays, with its auxiliary in the present; a verb that has none gets "does not"."""
    perfect = [k for k in aux if sentence[k].lemma.lower() == "have"]
    if perfect:
        return {k: ("have" if plural else "has") if k == perfect[0] else "" for k in aux}
    not_ = [k for k in sentence.children(head, "advmod") if sentence[k].text.lower() in ("not", "n't", "n’t")]
    if not_:
        does = "do not" if plural else "does not"
        return {**dict.fromkeys(aux, ""), not_[0]: does, head: _base(sentence[head], words)}
    base = _base(sentence[head], words)
    if any(sentence[k].text.lower() == "without" for k in sentence.children(head, "mark", "case")):
        return {head: f"{'do' if plural else 'does'} not {base}"}
    return {**dict.fromkeys(aux, ""), head: base if plural else third_person(base)}


def _future(sentence: Sentence, aux: list[int], cop: int | None, head: int, passive: bool) -> dict[int, str]:
    """ "will meet" to "to meet", "will be elected" to "to be elected"; "wo n't" to "will not"."""
    negated = any(sentence[k].text.lower() in ("n't", "n’t", "not") for k in sentence.children(head, "advmod"))
    edits = {}
    for k in aux:
        if sentence[k].text.lower() in ("will", "'ll", "’ll", "shall", "wo"):
            edits[k] = "will" if negated else "to"
    for k in sentence.children(head, "advmod"):
        if sentence[k].text.lower() in ("n't", "n’t"):
            edits[k] = "not"
    return edits


def _progressive(sentence: Sentence, aux: list[int], plural: bool) -> dict[int, str]:
    edits = {}
    for k in aux:
        low = sentence[k].text.lower()
        edits[k] = (
            ("are" if plural else "is")
            if (sentence[k].lemma.lower() == "be" and low != "been") or low in _PAST_BE
            else ""
        )
    if not any(edits.values()) and aux:
        edits[aux[-1]] = "are" if plural else "is"
    return edits


def report_verb(sentence: Sentence, head: int) -> dict[int, str]:
    """Undoes the back-shift of reported speech: "had received" to "has received", "would" to "will", "was" to "is"."""
    edits = {}
    subject = sentence.child(head, "nsubj")
    many = subject is not None and (
        sentence[subject].tag in ("NNS", "NNPS")
        or sentence[subject].text.lower() in ("they", "we", "you", "i")
        or bool(sentence.children(subject, "conj"))
    )
    passive_past = _is_passive(sentence, head) and not any(
        sentence[k].text.lower() in ("being", "had", "been") for k in sentence.children(head, "aux")
    )
    if sentence.children(head, "expl") and sentence[head].text.lower() in ("was", "were"):
        edits[head] = _PAST_BE[sentence[head].text.lower()]
    for k in sentence.children(head, "aux", "cop"):
        low = sentence[k].text.lower()
        if low == "had":
            edits[k] = "have" if many else "has"
        elif low == "would":
            edits[k] = "will"
        elif low in ("was", "were") and not passive_past:
            edits[k] = _PAST_BE[low]
        elif low == "did" and sentence[head].tag == "VB":
            edits[k] = "do" if many else "does"
    return edits
