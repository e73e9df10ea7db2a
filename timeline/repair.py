"""Mends in a parse what a small parser gets wrong and the part-of-speech tags show."""

from __future__ import annotations

from dataclasses import replace

from timeline.eventwords import load_words
from timeline.roots import right_root
from timeline.syntax import Sentence, Word

__all__ = ["repair"]

_PERCEIVING = ("see", "observe", "find", "catch", "hear", "photograph", "film", "spot", "leave", "keep")
_CONTENT_LABELS = ("obl", "advcl", "conj", "obj", "dep", "parataxis", "nmod")


def repair(sentence: Sentence) -> Sentence:
    """The same words with a better tree.

    A past form between two nouns that hangs on the second as its modifier is a verb ("Abbas met officials"); a clause
    with "that" under a verb is its content, whatever its label.
    """
    sentence = right_root(sentence)
    for word in sentence.words:
        modifies = word.tag in ("VBD", "VBN") and word.dep in ("amod", "compound") and word.head > word.index
        if modifies and _stands_after_subject(sentence, word.index):
            sentence = _promote(sentence, word.index)
    words = list(sentence.words)
    for word, after in zip(sentence.words, sentence.words[1:], strict=False):
        if word.is_name and after.is_name and word.dep == after.dep == "nsubj" and word.head == after.head:
            words[after.index] = replace(after, head=word.index, dep="flat")
        elif word.dep == "conj" and word.tag == "NN" and after.is_name and after.dep == "nsubj":
            if sentence[word.head].dep == "nsubj" and sentence[word.head].head == after.head:
                words[after.index] = replace(after, head=word.index, dep="appos")  # "writer and teacher Ana Sousa"
        elif word.tag == "NN" and after.is_name and word.dep == after.dep == "nsubj" and word.head == after.head:
            words[after.index] = replace(after, head=word.index, dep="appos")  # "the newspaper Correio reported"
    sentence = Sentence(tuple(words))
    for word in sentence.words:
        if word.tag in ("VBD", "VBZ", "VBP") and word.dep == "conj" and not sentence.children(word.index, "nsubj"):
            _take_subject(sentence, words, word.index)
        if word.dep == "root" and any(
            sentence[k].text.lower() == "that" for k in sentence.children(word.index, "mark")
        ):
            _swap_root(sentence, words, word.index)
        told = word.tag == "VBD" and word.dep == "acl" and _reported_object(sentence, word.head) is not None
        if told or (word.tag in ("VBD", "VBZ", "VBP") and word.dep == "xcomp"):
            _take_object(sentence, words, word.index)
        if word.tag == "VBG" and word.dep == "advcl" and _shows_at_it(sentence, word):
            words[word.index] = replace(word, dep="xcomp")
    for word in sentence.words:
        if word.text.lower() == "that" and word.tag == "IN" and word.dep == "obj":
            _open_content(sentence, words, word.index)
        if word.dep == "nsubj" and word.is_noun:
            _free_listener(sentence, words, word.index)
            _free_time(sentence, words, word.index)
            _join_subject(sentence, words, word.index)
    sentence = Sentence(tuple(words))
    words = list(sentence.words)
    for word in words:
        if word.dep.split(":")[0] in _CONTENT_LABELS and word.head < word.index and sentence[word.head].is_verb:
            marks = [sentence[k].text.lower() for k in sentence.children(word.index, "mark")]
            if marks == ["that"] and sentence.children(word.index, "nsubj", "expl"):
                words[word.index] = replace(word, dep="ccomp")
    return Sentence(tuple(words))


def _free_listener(sentence: Sentence, words: list[Word], noun: int) -> None:
    """ "told pupils that cheating was wrong": who was told is no subject, what follows "that" is."""
    content = words[noun].head
    verb = words[content].head
    if words[content].dep != "ccomp" or not verb < noun < content or sentence.children(verb, "obj", "iobj"):
        return
    for kid in sentence.children(noun, "acl"):
        that = [k for k in sentence.children(kid) if words[k].text.lower() == "that" and k == max(noun, kid - 1)]
        if that and words[kid].tag == "VBG" and kid < content:
            words[noun] = replace(words[noun], head=verb, dep="iobj")
            words[kid] = replace(words[kid], head=content, dep="csubj")
            words[that[0]] = replace(words[that[0]], head=content, dep="mark")
            return


def _join_subject(sentence: Sentence, words: list[Word], noun: int) -> None:
    """ "The minister, Ana Sousa, and her deputy resigned": what "and" leads in is no second subject, it is joined."""
    verb, first = sentence[noun].head, min(sentence.subtree(noun))
    others = [k for k in sentence.children(verb, "nsubj") if k < first and sentence[k].is_noun]
    joint = first - 1
    if others and joint > others[0] and sentence[joint].dep == "cc" and sentence[joint].head == verb:
        words[noun] = replace(words[noun], head=others[0], dep="conj")
        words[joint] = replace(words[joint], head=noun)


def _open_content(sentence: Sentence, words: list[Word], that: int) -> None:
    """ "deny that any gas leaked": "that" is no object, it opens what is denied."""
    verb = words[that].head
    for noun in sentence.children(verb, "obj"):
        deeds = [k for k in sentence.children(noun, "acl") if noun < k and words[k].tag in ("VBN", "VBD")]
        if noun > that and deeds:
            words[that] = replace(words[that], head=deeds[0], dep="mark")
            words[deeds[0]] = replace(words[deeds[0]], tag="VBD", head=verb, dep="ccomp")
            words[noun] = replace(words[noun], head=deeds[0], dep="nsubj")
            return


def _free_time(sentence: Sentence, words: list[Word], noun: int) -> None:
    """ "the wreck they found last June was that of a ship": a time behind a verb is no second subject."""
    above = load_words()
    before = noun - 1
    while before > 0 and words[before].head == noun:
        before -= 1
    others = [k for k in sentence.children(words[noun].head, "nsubj") if k < noun]
    time = above.has("names_not_persons", words[noun].text) or above.has("time_noun", words[noun].lemma)
    if time and sentence.children(noun, "case"):  # "A bomb was on Monday planted there"
        words[noun] = replace(words[noun], dep="obl")
        for kid in sentence.children(noun):
            if words[kid].dep.startswith(("nsubj", "cop", "aux")):
                dep = "nsubj:pass" if words[kid].dep.startswith("nsubj") else "aux:pass"
                passive = words[words[noun].head].tag in ("VBN", "VBD")
                words[kid] = replace(words[kid], head=words[noun].head, dep=dep if passive else words[kid].dep)
        return
    if time and others and words[before].is_verb and before > others[-1]:
        words[noun] = replace(words[noun], head=before, dep="obl:unmarked")


def _shows_at_it(sentence: Sentence, word: Word) -> bool:
    """ "was seen leaving the house": a participle right behind a passive of perceiving belongs to it."""
    above = sentence[word.head]
    return sentence.is_passive(word.head) and word.head == word.index - 1 and above.lemma.lower() in _PERCEIVING


def _take_subject(sentence: Sentence, words: list[Word], verb: int) -> None:
    """ "had received the message, and the minister indicated …": the last conjunct before the verb is its subject."""
    for index in range(verb - 1, words[verb].head, -1):
        if words[index].dep != "conj" or not words[index].is_noun or words[index].head == verb:
            continue
        joint = sentence.child(index, "cc")
        ends = max(sentence.subtree(index) - sentence.subtree(verb), default=index)
        between = range(ends + 1, verb)
        beside = [k for k in between if words[k].dep == "appos"]
        named = {i for k in beside for i in sentence.subtree(k)}
        if joint is None or sentence[joint - 1].text != ",":
            continue
        if any(words[k].dep != "punct" and k not in named for k in between):
            continue
        for k in beside:
            words[k] = replace(words[k], head=index)
        words[index] = replace(words[index], head=verb, dep="nsubj")
        words[joint] = replace(words[joint], head=verb)
        return


def _swap_root(sentence: Sentence, words: list[Word], content: int) -> None:
    """A clause with "that" is no main clause: the finite verb before it that hangs on it is."""
    opener = next(k for k in sentence.children(content, "mark") if sentence[k].text.lower() == "that")
    before = [k for k in sentence.children(content) if k < opener and sentence[k].is_verb and sentence.is_finite(k)]
    if before:
        words[before[-1]] = replace(words[before[-1]], head=before[-1], dep="root")
        words[content] = replace(words[content], head=before[-1], dep="ccomp")


def _take_object(sentence: Sentence, words: list[Word], verb: int) -> None:
    """ "noted authorities seized …": a tensed verb under another has the noun between them as its subject."""
    above, noun = words[verb].head, _reported_object(sentence, words[verb].head)
    if words[verb].dep == "acl" and noun is not None:
        above = words[noun].head
    between = [k for k in sentence.children(above, "obj") if above < k < verb]
    words[verb] = replace(words[verb], head=above, dep="ccomp")
    if between and not sentence.children(verb, "nsubj"):
        words[between[-1]] = replace(words[between[-1]], head=verb, dep="nsubj")


def _reported_object(sentence: Sentence, noun: int) -> int | None:
    """The object of a verb of saying that a noun is or belongs to ("reported a block of flats collapsed")."""
    while sentence[noun].dep == "nmod":
        noun = sentence[noun].head
    said = sentence[sentence[noun].head]
    told = sentence[noun].dep == "obj" and said.is_verb and load_words().has("reporting", said.lemma)
    return noun if told else None


def _stands_after_subject(sentence: Sentence, index: int) -> bool:
    """Whether a noun stands right before a past form and is no owner of what follows ("Tehran's continued …")."""
    if sentence.children(index, "nsubj"):
        return True
    if index == 0:
        return False
    before = sentence[index - 1]
    return (before.is_noun or before.tag == "PRP") and before.dep not in ("case", "nmod:poss")


def _promote(sentence: Sentence, verb: int) -> Sentence:
    """Makes a modifier the verb of its clause: what stood before it is its subject, the noun after it its object."""
    words = list(sentence.words)
    noun = words[verb].head
    finite = [a for a in sentence.ancestors(noun) if sentence.is_finite(a)]
    marks = [words[k].text.lower() for k in sentence.children(verb, "mark")]
    root = sentence.root
    if finite:
        dep = "ccomp" if "that" in marks else "advcl" if marks else "parataxis"
        words[verb] = replace(words[verb], head=finite[0], dep=dep)
    else:
        words[verb] = replace(words[verb], head=verb, dep="root")
        if root not in (verb, noun):
            words[root] = replace(words[root], head=noun if root > noun else verb, dep="acl" if root > noun else "dep")
    words[noun] = replace(words[noun], head=verb, dep="obj")
    if not sentence.children(verb, "nsubj") and verb > 0:
        first = verb - 1
        while words[first].head < first and words[first].dep.split(":")[0] in (
            "flat",
            "appos",
            "nmod",
            "conj",
            "fixed",
        ):
            first = words[first].head
        opener = next((k for k in sentence.children(words[first].head, "mark") if k < first), None)
        words[first] = replace(words[first], head=verb, dep="nsubj")
        for k in sentence.children(noun):
            if k < first and (words[k].is_name or words[k].tag in ("DT", "JJ", "NN")):
                words[k] = replace(words[k], head=first, dep="compound" if words[k].is_noun else words[k].dep)
        if opener is not None and words[verb].dep == "parataxis":
            words[opener] = replace(words[opener], head=verb)
            words[verb] = replace(words[verb], dep="advcl")
    return sentence.mended(words)
