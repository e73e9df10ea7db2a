"""Sentences in which the parser took a participle, a time or a noun for the root instead of the verb."""

from __future__ import annotations

from dataclasses import replace

from timeline.eventwords import load_words
from timeline.syntax import Sentence

__all__ = ["right_root"]


def right_root(sentence: Sentence) -> Sentence:
    """The same words, with the verb of the main clause as root where another word stood in its place."""
    for mend in (
        _fronted_participle,
        _time_between,
        _published_findings,
        _time_without_rank,
        _joined_to_a_verb,
        _past_form_without_verb,
    ):
        sentence = mend(sentence)
    return sentence


def _fronted_participle(sentence: Sentence) -> Sentence:
    """ "Born Ana Sousa in Beira, she left in 1960": what a participle opens is a clause, with the noun in it."""
    first = sentence[0]
    noun, verb = sentence[first.head], sentence[sentence[first.head].head]
    others = [k for k in sentence.children(verb.index, "nsubj") if k > noun.index]
    if first.tag != "VBN" or first.dep != "amod" or not noun.dep.startswith("nsubj") or not others:
        return sentence
    if not any(sentence[k].text == "," for k in range(noun.index, others[-1])):
        return sentence
    words = list(sentence.words)
    words[0] = replace(first, head=verb.index, dep="advcl")
    words[noun.index] = replace(noun, head=0, dep="xcomp")
    for kid in sentence.children(noun.index, "nmod", "obl"):
        words[kid] = replace(words[kid], head=0, dep="obl")
    return sentence.mended(words)


def _time_between(sentence: Sentence) -> Sentence:
    """ "A fire yesterday morning destroyed the hall": the noun before the time is the subject, the verb behind it the
    verb."""
    root = sentence.root
    verb = root + 1
    first = root
    lists = load_words()
    while first > 0 and (
        lists.has("time_noun", sentence[first].text)
        or sentence[first].text.lower() in ("yesterday", "today", "last", "this", "early", "late")
        or lists.has("names_not_persons", sentence[first].text)
    ):
        first -= 1
    if first == root or not sentence[first].is_noun or verb >= len(sentence) or sentence[verb].head != root:
        return sentence
    if sentence[verb].tag not in ("VBD", "VBN") or not sentence.children(verb, "obj"):
        return sentence
    words = list(sentence.words)
    words[verb] = replace(words[verb], tag="VBD", head=verb, dep="root")
    words[root] = replace(words[root], head=verb, dep="obl:unmarked")
    words[first] = replace(words[first], head=verb, dep="nsubj")
    for kid in sentence.children(root):
        if kid < first:
            words[kid] = replace(words[kid], head=first)
        elif kid > verb:
            words[kid] = replace(words[kid], head=verb)
    return sentence.mended(words)


def _published_findings(sentence: Sentence) -> Sentence:
    """ "In findings published on Friday, a team reported …": the participle behind the noun is no main verb."""
    root = sentence.root
    noun = sentence[root - 1] if root > 1 else sentence[root]
    led = noun.is_noun and noun.head == root and bool(sentence.children(noun.index, "case"))
    later = [
        k
        for k in sentence.children(root, "ccomp", "parataxis", "conj")
        if sentence.is_finite(k) and sentence.children(k, "nsubj") and "," in (w.text for w in sentence.words[root:k])
    ]
    if not led or sentence[root].tag not in ("VBD", "VBN") or not later or sentence.children(root, "nsubj", "aux"):
        return sentence
    if any(sentence[k].text.lower() == "that" for k in sentence.children(later[0], "mark")):
        return sentence
    words = list(sentence.words)
    words[later[0]] = replace(words[later[0]], head=later[0], dep="root")
    words[noun.index] = replace(noun, head=later[0], dep="obl")
    words[root] = replace(words[root], tag="VBN", head=noun.index, dep="acl")
    return sentence.mended(words)


def _time_without_rank(sentence: Sentence) -> Sentence:
    """ "A bomb was on Monday placed there": the participle behind the time is the verb, not the time."""
    root = sentence.root
    verb = root + 1
    be = sentence.children(root, "cop")
    if not be or verb >= len(sentence) or sentence[verb].tag != "VBN" or sentence[verb].head != root:
        return sentence
    if not sentence.children(root, "case") or not load_words().has("names_not_persons", sentence[root].text):
        return sentence
    words = list(sentence.words)
    words[verb] = replace(words[verb], head=verb, dep="root")
    words[root] = replace(words[root], head=verb, dep="obl")
    for kid in sentence.children(root):
        if kid != verb and sentence[kid].dep.split(":")[0] not in ("case", "det", "amod", "nummod", "nmod"):
            dep = {"nsubj": "nsubj:pass", "cop": "aux:pass"}.get(sentence[kid].dep, sentence[kid].dep)
            words[kid] = replace(words[kid], head=verb, dep=dep)
    return sentence.mended(words)


def _joined_to_a_verb(sentence: Sentence) -> Sentence:
    """ "A mission failed there, and two men died": what a clause is joined to is a clause, its noun the subject."""
    root = sentence.root
    verb = root + 1
    if not sentence[root].is_noun or verb >= len(sentence) or sentence[verb].head != root:
        return sentence
    joined = [k for k in sentence.children(verb, "conj") if sentence[k].tag == "VBD" and sentence.child(k, "nsubj")]
    if sentence[verb].tag != "VBN" or sentence[verb].dep != "acl" or not joined:
        return sentence
    words = list(sentence.words)
    words[verb] = replace(words[verb], tag="VBD", head=verb, dep="root")
    words[root] = replace(words[root], head=verb, dep="nsubj")
    for kid in sentence.children(root):
        if kid > verb or (kid < root and sentence[kid].dep in ("obl", "punct", "advmod", "cc")):
            words[kid] = replace(words[kid], head=verb)
    return sentence.mended(words)


def _past_form_without_verb(sentence: Sentence) -> Sentence:
    """ "A judge sentenced Ann Bell": where the root is no verb, a noun in "-ed" between two nouns is the past form."""
    root = sentence.root
    if sentence[root].is_verb:
        return sentence
    words = list(sentence.words)
    for before, word, after in zip(words, words[1:], words[2:], strict=False):
        past = word.tag in ("NN", "JJ") and word.text.islower() and word.text.endswith("ed") and len(word.text) > 4
        if past and before.is_noun and (after.is_name or after.tag in ("DT", "PRP", "PRP$", "CD")):
            following = root if root > word.index else after.index
            words[word.index] = replace(word, tag="VBD", head=following, dep="amod")
            subjects = sentence.children(root, "nsubj")
            cases = sentence.children(word.index, "case")
            for k in cases:
                words[k] = replace(words[k], head=before.index)
            if (cases or sentence.children(before.index, "case")) and subjects:  # "a judge in Leeds sentenced …"
                words[before.index] = replace(before, head=subjects[0], dep="nmod")
                words[subjects[0]] = replace(words[subjects[0]], head=word.index)
            elif before.head == word.index:
                words[before.index] = replace(before, head=following, dep="nsubj")
            return sentence.mended(words)
    return sentence
