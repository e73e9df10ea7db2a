"""What a headline can do without: a weight for every phrase of a clause, by its label; the heavier goes first."""

from __future__ import annotations

from timeline.eventwords import EventWords
from timeline.syntax import Sentence

__all__ = ["AT_ONCE", "NEVER", "phrase_weight", "turns"]

NEVER = 0.0
AT_ONCE = 40.0  # from here on a phrase goes even where there is room

_ALWAYS = {
    "discourse", "vocative", "parataxis", "dislocated", "reparandum", "acl:relcl", "advcl:relcl", "list", "dep",
    "orphan", "cc:preconj", "goeswith", "appos",
}  # fmt: skip
_TIGHT = {
    "obj", "iobj", "xcomp", "ccomp", "csubj", "nsubj", "aux", "cop", "compound", "flat", "fixed", "nummod", "case",
    "expl", "mark", "cc", "det", "clf", "obl:agent",
}  # fmt: skip
_LEAN = {"amod": 8.0, "acl": 16.0}


def phrase_weight(sentence: Sentence, index: int, keep: set[int], words: EventWords) -> float:
    """The weight of the phrase below a word: `NEVER` where the rest would not stand without it."""
    word = sentence[index]
    base = word.dep.split(":")[0]
    depth = sum(1 for a in sentence.ancestors(index) if a in keep)
    cases = [sentence[k].text.lower() for k in sentence.children(index, "case", "mark")]
    if word.text.lower().rstrip(".") in ("mr", "mrs", "ms", "dr"):
        return 50.0
    if base == "appos" and word.is_name and sentence[word.head].tag in ("NN", "NNS") and index - word.head <= 3:
        return 5.0
    if word.dep == "acl:relcl" and sentence[word.head].tag == "WP":
        return NEVER  # "what it called a plot"
    if base == "cc" and word.text.lower() in ("neither", "either"):
        return NEVER
    joint = sentence.child(index, "cc") if base == "conj" else None
    if joint is not None and sentence[joint].text.lower() == "but" and word.is_noun:
        return 100.0
    if base == "conj" and any(sentence[k].text.lower() in ("neither", "either") for k in sentence.children(word.head)):
        return NEVER
    if word.tag == "PRP" and word.text.lower().endswith(("self", "selves")) and base not in ("obj", "iobj", "obl"):
        return 50.0  # "the agreement itself"
    first = min(sentence.subtree(index))
    aside = first > 0 and sentence[first].tag == "WDT" and sentence[first - 1].text == ","
    if aside or word.dep in _ALWAYS or base in _ALWAYS:
        return 100.0
    marks = {sentence[k].text.lower() for k in sentence.children(index, "mark")}
    if "that" in marks and sentence.children(index, "cc"):
        return 100.0
    if (
        word.tag in ("VBD", "VBZ", "VBP") or (base in ("acl", "amod", "nmod") and sentence.is_finite(index))
    ) and base not in ("ccomp", "csubj", "xcomp", "aux", "cop", "root"):
        return 100.0
    if base == "advmod":
        return _adverb(sentence, index, words)
    if base == "obj" and _is_aside(sentence, index):
        return 45.0
    if base == "obl":
        return _oblique(sentence, index, cases, depth, keep, words)
    if base == "advcl":
        return _adverbial(sentence, index, cases, words)
    if base == "nmod":
        return _of_noun(sentence, index, cases, depth)
    if base in _TIGHT:
        return _before_name(sentence, index, words)
    if base == "conj":
        return 100.0 if _is_new_clause(sentence, index) else _joined(sentence, index, depth)
    if base == "amod" and words.has("privative", word.text):
        return NEVER  # "alleged attack", "former minister"
    if base == "amod" and index > word.head and sentence.children(index, "advmod"):
        return NEVER  # "turned the sky dark enough to …"
    if base == "amod" and sentence[word.head].is_name and not word.is_name and word.text[:1].islower():
        return 19.6  # "new Vice President X" loses "new" before the office
    if base == "acl" and index > 0 and sentence[min(sentence.subtree(index)) - 1].text == ",":
        return 45.0
    return _LEAN.get(base, 30.0) + depth


def _is_aside(sentence: Sentence, index: int) -> bool:
    """ "Ten were found, four women and six men": what a comma sets off behind a passive is no object of it."""
    first, head = min(sentence.subtree(index)), sentence[index].head
    return sentence.is_passive(head) and head < first and sentence[first - 1].text == ","


def _joined(sentence: Sentence, index: int, depth: int) -> float:
    """What is said of two together need not hold of one: a second subject goes last, a second adjective never."""
    first = sentence[sentence[index].head]
    if any(sentence[k].text.lower() == "between" for k in sentence.children(first.index, "case")):
        return NEVER
    within = [k for k in sentence.children(first.index, "nmod") if first.is_name and first.index < k < index]
    if within:
        return 14.0 + depth  # "Department of Health and Human Services"
    if first.dep.split(":")[0] in ("amod", "nummod", "compound"):
        return NEVER
    return (3.0 if first.dep.startswith("nsubj") else 14.0) + depth


def _is_new_clause(sentence: Sentence, index: int) -> bool:
    """Whether a conjunct is another statement: a clause beside a verb, or the only conjunct, set off by a comma."""
    word = sentence[index]
    if sentence.is_clause(index) and (sentence[word.head].is_verb or sentence.children(index, "mark")):
        return True
    joint = sentence.child(index, "cc")
    alone = len(sentence.children(word.head, "conj")) == 1
    return alone and joint is not None and joint > 0 and sentence[joint - 1].text == ","


def turns(sentence: Sentence, index: int, words: EventWords) -> bool:
    """Whether a phrase turns or weakens what is said ("no longer", "nearly", "allegedly") and must stay."""
    return any(
        words.has("negation", sentence[i].text) or words.has("weakening", sentence[i].text)
        for i in sentence.subtree(index)
    )


def _before_name(sentence: Sentence, index: int, words: EventWords) -> float:
    """Words before a name ("Foreign Minister") may go; other parts of a phrase may not."""
    word, head = sentence[index], sentence[sentence[index].head]
    if word.dep == "compound" and head.is_name and not word.is_name:
        return 9.5
    return NEVER


def _of_noun(sentence: Sentence, index: int, cases: list[str], depth: int) -> float:
    word = sentence[index]
    if word.dep == "nmod:desc":
        return NEVER if sentence.children(word.head, "nmod:poss") else 19.0  # "Spain's King Juan"
    if word.dep == "nmod:poss":
        return 25.0 if word.tag == "PRP$" else NEVER
    if not cases:
        return 9.0
    if word.tag == "PRP":
        return 45.0
    return (6.0 if cases[0] == "of" else 10.0) + 3 * depth


def _adverb(sentence: Sentence, index: int, words: EventWords) -> float:
    word, head = sentence[index], sentence[sentence[index].head]
    of_participle = head.dep == "amod" and head.is_verb and index == head.index - 1
    if turns(sentence, index, words) or of_participle or head.tag in ("CD", "JJ", "RB", "IN"):
        return NEVER
    if words.has("empty_adverb", word.text) or word.tag == "WRB":
        return 60.0
    return 30.0 if head.is_verb else 12.0


def _adverbial(sentence: Sentence, index: int, cases: list[str], words: EventWords) -> float:
    word = sentence[index]
    if word.tag == "VB" and "to" in cases:
        return 18.0
    if cases and cases[0] == "as" and word.is_noun and not sentence.children(index, "nsubj", "cop"):
        return 19.0
    if cases and cases[0] in ("with", "of", "for", "from", "by", "against", "into", "in", "on", "to"):
        return 11.0
    return 45.0


def _oblique(sentence: Sentence, index: int, cases: list[str], depth: int, keep: set[int], words: EventWords) -> float:
    head = sentence[index].head
    if not cases:
        counted = sentence[index].tag in ("CD", "$") or bool(sentence.children(index, "nummod"))
        return 5.0 if counted else 42.0
    if cases[0] == "as" and sentence[index].is_noun:
        if min(sentence.subtree(index)) == head + 1:
            return 5.0  # "serves as mayor"
        loose = sentence.children(head, "obj", "xcomp", "ccomp") or sentence[index].text.lower() == "part"
        return 19.0 if loose else 13.0  # "names Ana as deputy"
    if words.has("loose_case", cases[0]):
        return 44.0 if sentence.children(head, "obj", "obl", "ccomp", "xcomp")[:1] != (index,) else 22.0
    if cases[0] == "by":
        return 7.0 + depth
    after = [k for k in sentence.children(head, "obl") if k in keep and k > head]
    has_object = bool(sentence.children(head, "obj", "ccomp", "xcomp"))
    return (12.0 if has_object else 4.0) + (0.0 if after and after[0] == index else 8.0) + depth
