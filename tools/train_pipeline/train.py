"""Trains one half of the pipeline: `parser` (sentences, tags, lemmas, tree) or `names`.

    python -m tools.train_pipeline.train parser --treebank DIR [--treebank DIR ...] --out DIR
    python -m tools.train_pipeline.train names  --treebank DIR ... --names DIR --out DIR

The same data, configuration and seed give the same weights, up to the rounding of the machine's BLAS, unless
`--minutes` cuts the run short.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.training import Example
from spacy.util import load_model_from_config
from thinc.api import Adam, Config, fix_random_seed

from timeline.nlp import tokenizer

from .chunks import chunks, to_example, vary
from .conllu import Document, read_conllu
from .fast import DeferredGradients, use_numpy_products
from .names import Names, mark_names, names_epoch, read_names

__all__ = ["main"]

# Transcripts of talk teach little about news; the share of their documents that an epoch takes.
_SHARES = {"vlog": 0.5, "court": 0.5}
# News, weblogs and encyclopaedic prose are taken again with this probability.
_AGAIN = {"news": 0.7, "bio": 0.5, "interview": 0.2, "weblog": 0.5, "newsgroup": 0.4}
# The Santa Barbara recordings may not be changed (CC BY-ND).
_NOT_FREE = ("GUM_conversation_",)


def read_treebanks(folders: list[Path]) -> tuple[list[Document], list[Document]]:
    """Returns the documents to train on and those to choose by; test parts are never read.

    A fifth of EWT's development part chooses, the rest is trained on; GUM keeps to its own `splits.md`.
    """
    train: list[Document] = []
    choose: list[Document] = []
    for folder in folders:
        splits = _gum_splits(folder / "splits.md")
        for path in sorted(folder.glob("*.conllu")):
            if path.name.startswith(_NOT_FREE) or "-test" in path.name or path.stem in splits.get("test", ()):
                continue
            documents = list(read_conllu(path))
            if "-dev" in path.name:
                choose += documents[::5]
                train += [d for i, d in enumerate(documents) if i % 5]
            else:
                (choose if path.stem in splits.get("dev", ()) else train).extend(documents)
    return train, choose


def _gum_splits(path: Path) -> dict[str, set[str]]:
    splits: dict[str, set[str]] = {}
    part = ""
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        if line.startswith("## "):
            part = line[3:].strip()
        elif line.strip().startswith("* "):
            splits.setdefault(part, set()).add(line.strip()[2:])
    return splits


def genre(document: Document) -> str:
    """`GUM_news_clock` → `news`, `weblog-blogspot.com_…` → `weblog`."""
    name = document.name
    return name.split("_")[1] if name.startswith("GUM_") else name.split("-")[0]


def parser_epoch(
    nlp: Language, documents: list[Document], rng: random.Random, *, names: Names | None = None
) -> Iterator[Example]:
    """Yields a fresh set of varied chunks of the documents, two fifths of them with other names."""
    for document in documents:
        kind = genre(document)
        for _ in range((rng.random() < _SHARES.get(kind, 1.0)) + (rng.random() < _AGAIN.get(kind, 0.0))):
            for chunk in chunks(document, rng):
                varied = vary(chunk, rng)
                if names and rng.random() < 0.4:
                    for sentence in varied:
                        names.swap_words(sentence, rng)
                yield to_example(nlp, varied, break_paragraphs=rng.random() < 1 / 3)


def batches(examples: list[Example], words: int, rng: random.Random) -> list[list[Example]]:
    """Groups examples of like length, `words` words a batch: the parser walks a batch in step."""
    ordered = sorted(examples, key=lambda e: len(e.reference) * rng.uniform(0.7, 1.4))
    out: list[list[Example]] = [[]]
    size = 0
    for example in ordered:
        if size >= words:
            out.append([])
            size = 0
        out[-1].append(example)
        size += len(example.reference)
    rng.shuffle(out)
    return out


def learn_rate(progress: float, step: int, schedule: dict[str, Any]) -> float:
    """Rises over the first steps, then falls along a cosine to a hundredth; `progress` runs from 0 to 1."""
    warm = min(1.0, (step + 1) / schedule["warmup_steps"])
    return float(schedule["learn_rate"] * warm * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * min(1.0, progress)))))


def train(
    nlp: Language,
    epoch: Callable[[random.Random], Iterator[Example]],
    choose: list[Example],
    schedule: dict[str, Any],
    out: Path,
    *,
    minutes: float | None,
    score: Callable[[dict[str, Any]], float],
) -> None:
    """Trains until `max_steps` or `minutes`, keeping the best model in `out`."""
    rng = random.Random(schedule["seed"])
    fix_random_seed(schedule["seed"])
    began, best, step = time.monotonic(), -1.0, 0
    queue: list[list[Example]] = []
    optimizer = Adam(0.001, L2=0.01, grad_clip=1.0)
    gradients = DeferredGradients(nlp)
    losses: dict[str, float] = {}
    words = 0
    while True:
        elapsed = (time.monotonic() - began) / 60
        progress = max(step / schedule["max_steps"], elapsed / minutes if minutes else 0.0)
        if step and (step % schedule["evaluate_every"] == 0 or progress >= 1):
            figures = nlp.evaluate([Example(nlp.make_doc(e.reference.text), e.reference) for e in choose])
            value = score(figures)
            _report(step, words, elapsed, losses, figures, value)
            losses = {}
            if value > best:
                best = value
                nlp.to_disk(out)
        if progress >= 1:
            return
        if not queue:
            queue = batches(list(epoch(rng)), schedule["batch_words"], rng)
        batch = queue.pop()
        words += sum(len(e.reference) for e in batch)
        optimizer.learn_rate = learn_rate(progress, step, schedule)
        gradients.update(batch, sgd=optimizer, drop=schedule["dropout"], losses=losses)
        step += 1


def _report(
    step: int, words: int, elapsed: float, losses: dict[str, float], figures: dict[str, Any], value: float
) -> None:
    keys = ("tag_acc", "morph_acc", "lemma_acc", "dep_uas", "dep_las", "sents_f", "ents_p", "ents_r", "ents_f")
    shown = {k: round(float(figures[k]), 4) for k in keys if figures.get(k) is not None}
    if figures.get("ents_per_type"):
        shown |= {k: round(v["f"], 3) for k, v in figures["ents_per_type"].items()}
    line = {
        "step": step,
        "words": words,
        "minutes": round(elapsed, 1),
        "score": round(value, 4),
        **shown,
        "losses": {k: round(float(v)) for k, v in losses.items()},
    }
    print(json.dumps(line), flush=True)


def _score_parser(figures: dict[str, Any]) -> float:
    return float(
        0.7 * figures["dep_las"] + 0.15 * figures["tag_acc"] + 0.05 * figures["lemma_acc"] + 0.1 * figures["sents_f"]
    )


def _score_names(figures: dict[str, Any]) -> float:
    return float(figures["ents_f"] or 0.0)


def main(argv: list[str] | None = None) -> int:
    """Runs the command line; returns the exit status."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("part", choices=["parser", "names"])
    arguments.add_argument("--treebank", type=Path, action="append", required=True, help="folder of .conllu files")
    arguments.add_argument("--names", type=Path, help="folder that holds uner-ewt, wikigold, crossner, re3d, ...")
    arguments.add_argument("--start", type=Path, help="trained parser to go on from; names take its tok2vec")
    arguments.add_argument("--learn-rate", type=float, help="another peak than the configuration's")
    arguments.add_argument("--out", type=Path, required=True)
    arguments.add_argument("--minutes", type=float, help="stop by then, with the learning rate brought down in time")
    options = arguments.parse_args(argv)
    use_numpy_products()
    np.seterr(all="ignore")
    config = Config().from_disk(Path(__file__).parent / f"{options.part}.cfg")
    schedule = config.pop("schedule")
    fix_random_seed(schedule["seed"])
    schedule["learn_rate"] = options.learn_rate or schedule["learn_rate"]
    nlp = load_model_from_config(config, auto_fill=True)
    if options.start and options.part == "parser":
        nlp = spacy.load(options.start)
        lemmatizer: Any = nlp.get_pipe("trainable_lemmatizer")
        # spaCy does not restore what it needs for training on.
        lemmatizer.tree2label = {tree: label for label, tree in enumerate(lemmatizer.cfg["labels"])}
    nlp.tokenizer = tokenizer(nlp)
    if options.part == "parser":
        documents, held = read_treebanks(options.treebank)
        rng = random.Random(0)
        choose = [to_example(nlp, chunk, break_paragraphs=False) for d in held for chunk in chunks(d, rng)]
        plain = [to_example(nlp, chunk, break_paragraphs=True) for d in documents for chunk in chunks(d, rng)]

        if options.names:
            mark_names(documents, options.names)
        lists = Names({}) if options.names else None

        def epoch(rng: random.Random) -> Iterator[Example]:
            return parser_epoch(nlp, documents, rng, names=lists)

        score = _score_parser
    else:
        sources, chunked = read_names(options.names, options.treebank)
        choose = [to_example(nlp, s, break_paragraphs=False, entities=True) for s in chunked]
        plain = list(names_epoch(nlp, sources, random.Random(0)))

        def epoch(rng: random.Random) -> Iterator[Example]:
            return names_epoch(nlp, sources, rng)

        score = _score_names
    print(json.dumps({"examples": len(plain), "words": sum(len(e.reference) for e in plain), "held": len(choose)}))
    if not (options.start and options.part == "parser"):
        nlp.initialize(lambda: plain)
    if options.start and options.part == "names":
        trained = (options.start / "tok2vec" / "model").read_bytes()
        nlp.get_pipe("ner").model.get_ref("tok2vec").layers[0].from_bytes(trained)  # type: ignore[attr-defined]
    train(nlp, epoch, choose, schedule, options.out, minutes=options.minutes, score=score)
    return 0


if __name__ == "__main__":
    sys.exit(main())
