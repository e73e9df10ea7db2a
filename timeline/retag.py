"""Words that the parser took for another part of speech, and the tree that follows from it: a name that looks like a
verb ("Said died"), a noun behind its article that looks like one ("This lockdown started"), a verb taken for a name or
for an adjective between its subject and its object ("Judge Rossi sentenced the man")."""

from __future__ import annotations

from dataclasses import replace

from timeline.syntax import Sentence, Word

__all__ = ["retag"]

_FINITE = ("VBD", "VBZ", "VBP")
_NOUN_LINKS = ("flat", "compound", "appos", "nmod", "nmod:desc", "amod", "conj", "dep")
_NOUN_LABEL = {"advcl": "obl", "acl": "nmod", "xcomp": "obj", "ccomp": "obj", "csubj": "nsubj"}
_OPENS_OBJECT = ("DT", "PRP$", "CD", "JJ", "NN", "NNS", "NNP", "NNPS", "PRP")


def retag(sentence: Sentence) -> Sentence:
    """The same words, where a tag cannot be right with another one and another place in the tree."""
    sentence = _plain_nouns(sentence)
    for word in sentence.words:
        if (word.tag in _FINITE or _heads_clause(sentence, word)) and _is_name(sentence, word):
            sentence = _as_noun(sentence, word.index, "NNP", _verb_below(sentence, word.index))
        elif word.tag in ("VBP", "VB", "VBD") and _stands_behind_article(sentence, word):
            sentence = _as_noun(sentence, word.index, "NN", _verb_below(sentence, word.index))
    sentence = _with_aside(_with_plea(sentence))
    hidden = _hidden_verb(sentence)
    return sentence if hidden is None else _as_root(sentence, hidden)


def _plain_nouns(sentence: Sentence) -> Sentence:
    """ "the police killing of two men": a form in "-ing" before "of" and behind a noun or an article is a noun; an
    article is no subject."""
    words = list(sentence.words)
    for word in sentence.words[1:-1]:
        before, after = sentence[word.index - 1], sentence[word.index + 1]
        if word.tag != "VBG" or after.text.lower() != "of" or before.tag not in ("DT", "PRP$", "JJ", "NN", "POS"):
            continue
        head, dep = word.head, _NOUN_LABEL.get(word.dep, word.dep)
        beside = word.head == before.head and before.dep.startswith(("obl", "obj", "nsubj", "nmod"))
        if before.tag == "NN" and (beside or word.head == before.index):  # "police killing"
            head, dep = before.head, before.dep
            words[before.index] = replace(before, head=word.index, dep="compound")
            for kid in sentence.children(before.index):
                words[kid] = replace(words[kid], head=word.index)
        words[word.index] = replace(word, tag="NN", head=head, dep=dep)
        for kid in sentence.children(word.index, "obl"):
            if kid > word.index:
                words[kid] = replace(words[kid], dep="nmod")
    for word in sentence.words:
        if word.tag == "DT" and word.dep == "nsubj" and word.text.lower() in ("the", "a", "an"):
            later = [k for k in sentence.children(word.head, "nsubj") if k > word.index]
            if later:
                words[word.index] = replace(word, dep="det", head=later[0])
    return sentence.mended(words)


def _is_name(sentence: Sentence, word: Word) -> bool:
    """A capital in the middle of a sentence that is no headline, right behind a name."""
    if word.index < 2 or not word.text[:1].isupper() or not word.text[1:].islower():
        return False
    before = sentence[word.index - 1]
    joined = before.is_name or (before.dep == "flat" and sentence[word.index - 2].is_name)
    small = sum(1 for w in sentence.words if w.text.islower() and w.text.isalpha())
    return joined and small * 2 > len(sentence)


def _heads_clause(sentence: Sentence, word: Word) -> bool:
    """A name over the tensed verb behind it, as if the verb hung on it."""
    below = _verb_below(sentence, word.index)
    return word.is_name and below is not None and sentence[below].tag in _FINITE and sentence[below].dep == "ccomp"


def _stands_behind_article(sentence: Sentence, word: Word) -> bool:
    """ "this", "the" or "a" right before a verb form that a past form follows: it is a noun."""
    at = word.index
    if at == 0 or sentence[at - 1].tag != "DT" or sentence[at - 1].text.lower() not in ("this", "the", "a", "an"):
        return False
    return sentence[at - 1].head == at and _verb_below(sentence, at) is not None


def _verb_below(sentence: Sentence, index: int) -> int | None:
    """The past form that stands right behind a word and hangs on it, and so is the verb of both."""
    after = index + 1
    if after >= len(sentence) or sentence[after].head != index or sentence[after].tag not in ("VBD", "VBN", *_FINITE):
        return None
    return after


def _as_noun(sentence: Sentence, noun: int, tag: str, verb: int | None) -> Sentence:
    """Makes a word the noun that it is: the end of the name before it, and subject of the verb behind it."""
    words = list(sentence.words)
    old = words[noun]
    if verb is None:
        return sentence
    words[verb] = replace(words[verb], tag="VBD", head=verb if old.head == noun else old.head, dep=old.dep)
    start = noun
    if tag == "NNP":
        start = noun - 1
        while words[start].dep == "flat" and words[start].head < start:
            start = words[start].head
    for kid in sentence.children(noun):
        if kid not in (start, verb, noun - 1) and not (tag == "NN" and words[kid].dep in ("det", "amod", "compound")):
            words[kid] = replace(words[kid], head=verb)
    words[start] = replace(words[start], head=verb, dep="nsubj")
    if start != noun:
        words[noun] = replace(old, tag=tag, head=start, dep="flat")
    else:
        words[noun] = replace(old, tag=tag, head=verb, dep="nsubj")
    return sentence.mended(words)


def _with_aside(sentence: Sentence) -> Sentence:
    """ "the leader of the miners, Rui Tavares, left": one noun behind a comma, without "and", is the same person."""
    for word in sentence.words:
        first = min((k for k in sentence.subtree(word.index) if sentence[k].dep != "punct"), default=0)
        if word.dep != "conj" or not word.text[:1].isupper() or not word.is_noun or first == 0:
            continue
        joined = [k for k in sentence.subtree(word.head) if sentence[k].dep == "cc"]
        if joined or len(sentence.children(word.head, "conj")) != 1 or sentence[first - 1].text != ",":
            continue
        head = word.head
        while sentence[head].dep == "nmod" and sentence[sentence[head].head].is_noun:
            head = sentence[head].head
        words = list(sentence.words)
        words[word.index] = replace(word, dep="appos", head=head, tag="NNP" if word.tag == "NN" else word.tag)
        return sentence.mended(words)
    return sentence


def _with_plea(sentence: Sentence) -> Sentence:
    """ "pleaded guilty to fraud": what follows "to" is a crime, and no verb."""
    for word in sentence.words[1:-2]:
        to, crime = sentence[word.index + 1], sentence[word.index + 2]
        plea = word.text.lower() == "guilty" and sentence[word.index - 1].lemma.lower() in ("plead", "not")
        if plea and to.text.lower() == "to" and crime.tag == "VB" and not sentence.children(crime.index, "obj"):
            words = list(sentence.words)
            words[to.index] = replace(to, tag="IN", dep="case", head=crime.index)
            words[crime.index] = replace(crime, tag="NN", dep="obl")
            return sentence.mended(words)
    return sentence


def _hidden_verb(sentence: Sentence) -> int | None:
    """A past form in a sentence without any verb of its own: taken for a part of a name or for an adjective."""
    if any(sentence.is_finite(w.index) and w.dep not in _NOUN_LINKS for w in sentence.words):
        return None
    for word in sentence.words[1:-1]:
        past = word.text.islower() and word.text.endswith("ed") and word.tag in ("VBD", "VBN", "JJ", "NN")
        if not past or word.dep not in _NOUN_LINKS:
            continue
        before, after = sentence[word.index - 1], sentence[word.index + 1]
        adverb = before.tag == "RB" and word.index > 1
        subject = sentence[word.index - 2] if adverb else before
        known = word.tag == "VBD" or adverb
        if known and subject.is_noun and subject.dep not in ("obl", "obl:unmarked") and after.tag in _OPENS_OBJECT:
            return word.index
    return None


def _as_root(sentence: Sentence, verb: int) -> Sentence:
    """Makes a past form the verb of its sentence: the noun before it is its subject, the noun behind it its object."""
    last = verb - 1 if sentence[verb - 1].is_noun else verb - 2
    row = _row_before(sentence, last)
    end = next((w.index for w in sentence.words[verb + 1 :] if w.is_noun and _ends_row(sentence, w.index)), None)
    span = set() if end is None else set(range(verb + 1, end))
    words = list(sentence.words)
    for old in sentence.words:
        index, base = old.index, old.dep.split(":")[0]
        crosses = (index < verb) != (old.head < verb) or old.head in (verb, index)
        if index == verb:
            words[index] = replace(old, tag="VBD", head=verb, dep="root")
        elif index in (last, end):
            words[index] = replace(old, head=verb, dep="nsubj" if index == last else "obj")
        elif index in row:
            words[index] = replace(old, head=last, dep="compound" if old.is_noun else base)
        elif index in span:
            words[index] = replace(old, head=end or verb, dep="compound" if old.is_noun else base)
        elif crosses or (old.head in row and old.head != last):
            phrase = old.is_noun and bool(sentence.children(index, "case"))
            dated = index < last and old.is_noun and not phrase
            words[index] = replace(old, head=verb, dep="obl" if phrase else "obl:unmarked" if dated else old.dep)
    return sentence.mended(words)


def _row_before(sentence: Sentence, noun: int) -> set[int]:
    """The words of a noun phrase that lead up to its last noun: names, descriptions, the article."""
    row: set[int] = set()
    for index in range(noun - 1, -1, -1):
        word = sentence[index]
        if not (word.is_noun or word.tag in ("JJ", "DT", "CD", "POS", "PRP$")):
            break
        row.add(index)
        if word.tag in ("DT", "PRP$"):
            break
    return row


def _ends_row(sentence: Sentence, index: int) -> bool:
    """Whether a noun is the last of its row."""
    after = index + 1
    return after >= len(sentence) or not sentence[after].is_noun
