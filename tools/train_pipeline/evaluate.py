"""Measures a pipeline on raw text of treebanks and prints the tables of docs/pipeline.md.

    python -m tools.train_pipeline.evaluate --treebank FILE.conllu ... [--names FILE.iob2=FILE.conllu ...]
        [--model NAME]

Scores are F1 over words of equal position, with full labels. UAS and LAS leave out punctuation, as spaCy's own scorer
and its published figures do; "LAS+" counts it (the treebanks do not agree on where a comma hangs). The text of a
document is split by our rules and each sentence parsed alone, as the program does it, and once more by the parser.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from timeline.nlp import load
from timeline.sentences import sentences

from .conllu import Document, read_conllu

__all__ = ["main"]

Word = tuple[int, int]


@dataclass(slots=True)
class Layer:
    """What is known of one text, by word position."""

    words: set[Word] = field(default_factory=set)
    sentences: set[Word] = field(default_factory=set)
    tags: dict[Word, tuple[str, str, str]] = field(default_factory=dict)
    heads: dict[Word, tuple[Word, str]] = field(default_factory=dict)
    names: set[tuple[int, int, str]] = field(default_factory=set)


def gold_layer(document: Document) -> tuple[str, Layer]:
    """The text of a document, paragraphs apart, and its annotation."""
    layer = Layer()
    text = ""
    for sentence in document.sentences:
        if text:
            text += "\n\n" if sentence.paragraph_start else " "
        start = len(text)
        places: list[Word] = []
        for token in sentence.tokens:
            places.append((len(text), len(text) + len(token.form)))
            text += token.form + (" " if token.space_after else "")
        text = text.rstrip()
        layer.sentences.add((start, len(text)))
        for place, token in zip(places, sentence.tokens, strict=True):
            layer.words.add(place)
            layer.tags[place] = (token.xpos, token.upos, token.lemma)
            label = "ROOT" if token.deprel == "root" else token.deprel
            layer.heads[place] = (places[token.head], label)
        layer.names |= set(_gold_names([t.entity for t in sentence.tokens], places))
    return text, layer


def _gold_names(marks: list[str], places: list[Word]) -> Iterator[tuple[int, int, str]]:
    start = -1
    for i, mark in enumerate([*marks, "O"]):
        if start >= 0 and not mark.startswith("I-"):
            yield places[start][0], places[i - 1][1], marks[start][2:]
            start = -1
        if mark.startswith("B-"):
            start = i


def add_doc(layer: Layer, doc: Doc, offset: int) -> None:
    """Adds a parsed text that begins at `offset`; white space is no word."""
    kept = [t for t in doc if not t.is_space]
    for token in kept:
        place = (offset + token.idx, offset + token.idx + len(token.text))
        head = (offset + token.head.idx, offset + token.head.idx + len(token.head.text))
        layer.words.add(place)
        layer.tags[place] = (token.tag_, token.pos_, token.lemma_)
        layer.heads[place] = (head, token.dep_)
    for sent in doc.sents:
        words = [t for t in sent if not t.is_space]
        if words:
            layer.sentences.add((offset + words[0].idx, offset + words[-1].idx + len(words[-1].text)))
    layer.names |= {(offset + e.start_char, offset + e.end_char, e.label_) for e in doc.ents}


def parse_texts(nlp: Language, texts: list[str], *, split: bool) -> tuple[list[Layer], float]:
    """Returns the layers and the words a second of processor time."""
    jobs = [(n, span) for n, text in enumerate(texts) for span in (sentences(text) if split else [(0, len(text))])]
    layers = [Layer() for _ in texts]
    began = time.process_time()
    docs = list(nlp.pipe(texts[n][a:b] for n, (a, b) in jobs))
    seconds = time.process_time() - began
    for (n, (start, _)), doc in zip(jobs, docs, strict=True):
        add_doc(layers[n], doc, start)
    return layers, sum(map(len, docs)) / seconds


def scores(gold: list[Layer], found: list[Layer]) -> dict[str, float]:
    """F1 by kind, 0 to 1."""
    right: Counter[str] = Counter()
    for g, f in zip(gold, found, strict=True):
        both = g.words & f.words
        right["words"] += len(both)
        right["sentences"] += len(g.sentences & f.sentences)
        for word in both:
            for kind, a, b in zip(("tag", "upos", "lemma"), g.tags[word], f.tags[word], strict=True):
                right[kind] += a == b
            # A root is its own head; a head counts where both name the same word.
            right["las+"] += g.heads[word] == f.heads[word]
            if g.heads[word][1] != "punct" != f.heads[word][1]:
                right["uas"] += g.heads[word][0] == f.heads[word][0]
                right["las"] += g.heads[word] == f.heads[word]
    total = sum(len(g.words) for g in gold) + sum(len(f.words) for f in found)
    out = {k: 2 * right[k] / total for k in ("words", "tag", "upos", "lemma", "las+")}
    total = sum(label != "punct" for layer in (*gold, *found) for _, label in layer.heads.values())
    out |= {k: 2 * right[k] / total for k in ("uas", "las")}
    out["sentences"] = 2 * right["sentences"] / (sum(len(x.sentences) for x in (*gold, *found)) or 1)
    return out


def name_scores(gold: list[Layer], found: list[Layer]) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 by label, and together."""
    out = {}
    for label in ("PERSON", "ORG", "LOC", "all"):
        g = [{n for n in x.names if label in {"all", n[2]}} for x in gold]
        f = [{n for n in x.names if label in {"all", n[2]}} for x in found]
        right = sum(len(a & b) for a, b in zip(g, f, strict=True))
        precision, recall = right / (sum(map(len, f)) or 1), right / (sum(map(len, g)) or 1)
        out[label] = (precision, recall, 2 * precision * recall / ((precision + recall) or 1))
    return out


def main(argv: list[str] | None = None) -> int:
    """Runs the command line; returns the exit status."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--treebank", type=Path, action="append", default=[], help=".conllu file")
    arguments.add_argument("--names", action="append", default=[], help="FILE.iob2=FILE.conllu")
    arguments.add_argument("--model", help="another installed spaCy pipeline")
    options = arguments.parse_args(argv)
    print("| text | split by | words/s | sentences | tag | upos | lemma | UAS | LAS | LAS+ |\n" + "|---" * 10 + "|")
    nlp = load(options.model)
    for path in options.treebank:
        texts, gold = zip(*map(gold_layer, read_conllu(path)), strict=True)
        for split in (True, False):
            if not split:
                nlp.disable_pipe("timeline_one_sentence")
            found, speed = parse_texts(nlp, list(texts), split=split)
            if not split:
                nlp.enable_pipe("timeline_one_sentence")
            row = scores(list(gold), found)
            kinds = ("sentences", "tag", "upos", "lemma", "uas", "las", "las+")
            figures = " | ".join(f"{100 * row[k]:.2f}" for k in kinds)
            print(f"| {path.stem} | {'rules' if split else 'parser'} | {speed:.0f} | {figures} |")
    if options.names:
        print("\n| names | words/s | PERSON P R F | ORG P R F | LOC P R F | all P R F |\n|---|---|---|---|---|---|")
        nlp = load(options.model, names=True)
    for pair in options.names:
        marks, trees = (Path(p) for p in pair.split("="))
        texts, gold = zip(*map(gold_layer, _named(marks, trees)), strict=True)
        found, speed = parse_texts(nlp, list(texts), split=True)
        rows = name_scores(list(gold), found).values()
        print(f"| {marks.stem} | {speed:.0f} | {' | '.join(' '.join(f'{100 * x:.1f}' for x in row) for row in rows)} |")
    return 0


def _named(marks: Path, trees: Path) -> Iterator[Document]:
    """The treebank with the names of a corpus over the same sentences, found by their letters.

    The releases differ in the order and numbers of their sentences, and cut some into other words.
    """
    from .names import read_marks

    by_letters = {"".join(form for form, _ in row): row for row in read_marks(marks).values()}
    for document in read_conllu(trees):
        for sentence in document.sentences:
            row = by_letters.get("".join(t.form for t in sentence.tokens), [])
            starts = dict(zip(itertools.accumulate((len(form) for form, _ in row), initial=0), row, strict=False))
            place = 0
            for token in sentence.tokens:
                token.entity = starts.get(place, ("", "O"))[1]
                place += len(token.form)
        yield document


if __name__ == "__main__":
    sys.exit(main())
