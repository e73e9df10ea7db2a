"""Cuts documents into training chunks and varies them the way news texts vary."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from .conllu import Document, Sentence, Token

__all__ = ["chunks", "to_example", "vary"]

# A third of all chunks is one sentence, since at run time the chosen sentences are parsed one by one.
_SIZES = (1, 1, 1, 2, 2, 3, 4, 6)
_CITIES = (
    "TEHRAN",
    "LONDON",
    "WASHINGTON",
    "PARIS",
    "BEIJING",
    "MOSCOW",
    "GENEVA",
    "CAIRO",
    "New Delhi",
    "KYIV",
    "NAIROBI",
    "SEOUL",
    "TOKYO",
    "BRUSSELS",
    "ANKARA",
    "MEXICO CITY",
    "LAGOS",
    "Jakarta",
    "SYDNEY",
    "OTTAWA",
)
_AGENCIES = ("Reuters", "AP", "AFP", "Xinhua", "")
_MONTHS = (
    "January",
    "Jan.",
    "February",
    "Feb.",
    "March",
    "April",
    "May",
    "June",
    "July",
    "Aug.",
    "August",
    "September",
    "Sept.",
    "October",
    "Oct.",
    "November",
    "Nov.",
    "December",
    "Dec.",
)
_OPENING = {"``", "-LRB-"}
_STRAIGHT = {"“": '"', "”": '"', "‘": "'", "’": "'"}


def chunks(document: Document, rng: random.Random) -> Iterator[list[Sentence]]:
    """Yields runs of one to six neighbouring sentences which together cover the document once."""
    start = 0
    while start < len(document.sentences):
        size = rng.choice(_SIZES)
        yield document.sentences[start : start + size]
        start += size


def vary(sentences: list[Sentence], rng: random.Random) -> list[Sentence]:
    """Returns a changed copy: quotes, letter case, lost full stops, list numbers, datelines.

    Every change keeps tags and tree. The rates are small, for the text as written is the best teacher.
    """
    curly = rng.random()
    out = [Sentence([replace(t) for t in s.tokens], s.sent_id, s.paragraph_start) for s in sentences]
    for sentence in out:
        if curly < 0.5:
            _set_quotes(sentence.tokens, curly=curly < 0.3)
        draw = rng.random()
        if draw < 0.06:
            _drop_full_stop(sentence)
        elif draw < 0.075:
            _capitalise(sentence)
            _drop_full_stop(sentence)
        elif draw < 0.085:
            _recase(sentence, str.upper)
        elif draw < 0.10:
            _recase(sentence, str.lower)
        elif draw < 0.115:
            _number(sentence, rng)
        elif draw < 0.13:
            _dateline(sentence, rng)
    return out


def _set_quotes(tokens: list[Token], *, curly: bool) -> None:
    for token in tokens:
        if not curly:
            token.form = "".join(_STRAIGHT.get(c, c) for c in token.form)
        elif token.form in {'"', "''", "``"}:
            token.form = "“" if token.xpos == "``" else "”"
        elif token.form == "'" and token.upos == "PUNCT":
            token.form = "‘" if token.xpos == "``" else "’"
        elif "'" in token.form and len(token.form) > 1 and token.form[0] not in "0123456789":
            token.form = token.form.replace("'", "’")


def _drop_full_stop(sentence: Sentence) -> None:
    last = len(sentence.tokens) - 1
    if last < 3 or sentence.tokens[last].form != ".":
        return
    if any(t.head == last for t in sentence.tokens[:last]):
        return
    sentence.tokens.pop()
    sentence.tokens[-1].space_after = True


def _capitalise(sentence: Sentence) -> None:
    for token in sentence.tokens:
        if token.upos not in {"ADP", "DET", "CCONJ"} and token.form[:1].isalpha():
            token.form = token.form[0].upper() + token.form[1:]


def _recase(sentence: Sentence, change: type[str] | object) -> None:
    for token in sentence.tokens:
        changed = change(token.form)  # type: ignore[operator]
        if len(changed) == len(token.form):
            token.form = changed


def _prepend(sentence: Sentence, words: list[Token]) -> None:
    """Puts words before a sentence; a head of -1 means the sentence's root."""
    shift = len(words)
    for token in sentence.tokens:
        token.head += shift
    root = next(i for i, t in enumerate(sentence.tokens) if t.head == i + shift) + shift
    for token in words:
        token.head = root if token.head < 0 else token.head
    sentence.tokens[:0] = words


def _number(sentence: Sentence, rng: random.Random) -> None:
    number = str(rng.randint(1, 12))
    mark, glued = rng.choice(((".", True), (")", True), ("-", True), ("-", False)))
    xpos = {".": ".", ")": "-RRB-", "-": ":"}[mark]
    _prepend(
        sentence,
        [
            Token(number, number, "X", "LS", "", -1, "discourse", not glued),
            Token(mark, mark, "PUNCT", xpos, "", 0, "punct", True),
        ],
    )


def _dateline(sentence: Sentence, rng: random.Random) -> None:
    city = rng.choice(_CITIES).split()
    words = [Token(w, w, "PROPN", "NNP", "Number=Sing", len(city) - 1, "compound", True, "I-LOC") for w in city]
    words[0].entity = "B-LOC"
    words[-1].head, words[-1].deprel = -1, "parataxis"
    place = len(city) - 1
    if rng.random() < 0.6:
        words[-1].space_after = False
        month = len(words) + 1
        name = rng.choice(_MONTHS)
        day = str(rng.randint(1, 28))
        words += [
            Token(",", ",", "PUNCT", ",", "", month + 1, "punct", True),
            Token(name, name, "PROPN", "NNP", "Number=Sing", month + 1, "nmod:unmarked", True),
            Token(day, day, "NUM", "CD", "NumForm=Digit|NumType=Card", place, "nmod:unmarked", True),
        ]
    agency = rng.choice(_AGENCIES)
    if agency:
        centre = len(words) + 1
        words += [
            Token("(", "(", "PUNCT", "-LRB-", "", centre, "punct", False),
            Token(agency, agency, "PROPN", "NNP", "Number=Sing", place, "appos", False, "B-ORG"),
            Token(")", ")", "PUNCT", "-RRB-", "", centre, "punct", True),
        ]
    words.append(Token(rng.choice(("-", "--", "—", "–")), "-", "PUNCT", ":", "", place, "punct", True))
    _prepend(sentence, words)


def to_example(nlp: Language, sentences: list[Sentence], *, break_paragraphs: bool, entities: bool = False) -> Example:
    """Builds spaCy's training example: our tokenizer's words against the treebank's.

    With `break_paragraphs` a newline stands before every sentence that opens a paragraph; it is a word of its
    own that hangs on the word before it, as spaCy has it.
    """
    words: list[str] = []
    spaces: list[bool] = []
    columns: dict[str, list[str]] = {k: [] for k in ("tags", "pos", "morphs", "lemmas", "deps", "ents")}
    heads: list[int] = []

    def add(token: Token, head: int) -> None:
        words.append(token.form)
        spaces.append(token.space_after)
        heads.append(head)
        columns["tags"].append(token.xpos)
        columns["pos"].append(token.upos)
        columns["morphs"].append(token.feats)
        columns["lemmas"].append(token.lemma)
        columns["deps"].append("ROOT" if token.deprel == "root" else token.deprel)
        columns["ents"].append(token.entity)

    for sentence in sentences:
        if words and break_paragraphs and sentence.paragraph_start:
            spaces[-1] = False
            newline = Token("\n", "\n", "SPACE", "_SP", "", 0, "dep", False)
            add(newline, len(words) - 1)
        elif words:
            spaces[-1] = True
        offset = len(words)
        for token in sentence.tokens:
            add(token, token.head + offset)
    reference = Doc(
        nlp.vocab,
        words=words,
        spaces=spaces,
        tags=columns["tags"],
        pos=columns["pos"],
        morphs=columns["morphs"],
        lemmas=columns["lemmas"],
        heads=heads,
        deps=columns["deps"],
        ents=columns["ents"] if entities else None,
    )
    return Example(nlp.make_doc(reference.text), reference)
