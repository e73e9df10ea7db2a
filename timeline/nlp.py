"""Builds and caches the spaCy pipeline: our own English one, or any installed one by name.

Our own is trained from open treebanks (docs/pipeline.md) and ships in `weights/`. Labels are those of Universal
Dependencies 2, tags those of the Penn Treebank, names PERSON, ORG and LOC.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from importlib import resources
from typing import Any

import numpy as np
import spacy
import srsly  # type: ignore[import-untyped]
from spacy import about
from spacy.attrs import DEP, HEAD, ORTH
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc, Span, Token
from spacy.util import (
    compile_infix_regex,
    compile_prefix_regex,
    compile_suffix_regex,
    is_compatible_version,
    load_model_from_config,
    registry,
)
from thinc.api import Model, NumpyOps

__all__ = ["ModelError", "NumpyProducts", "load", "parse", "tokenizer", "universal_dependencies"]

_SURROGATE = re.compile(r"[\ud800-\udfff]")
_BATCH = 128

# The treebanks write "re-elected" and "mid-January" as one word, "peace-loving" as three.
_PREFIXES = (
    "anti", "co", "counter", "e", "ex", "extra", "inter", "mid", "multi", "non", "post", "pre", "pro", "re", "semi",
    "sub", "un", "wi",
)  # fmt: skip
_ABBREVIATIONS = (
    "approx.", "ca.", "Adm.", "Amb.", "Brig.", "Capt.", "Cmdr.", "Col.", "Cpl.", "Det.", "Ft.", "Hon.", "Insp.", "Lt.",
    "Maj.", "No.", "Nos.", "Pvt.", "Sept.", "Sgt.", "Supt.",
)  # fmt: skip

# The labels of spaCy's own English pipelines (ClearNLP style) by their Universal Dependencies names.
# `prep`, `pobj`, `attr` and `acomp` change the tree as well: see `universal_dependencies`.
_UNIVERSAL = {
    "ROOT": "ROOT", "acomp": "xcomp", "agent": "case", "attr": "xcomp", "auxpass": "aux:pass",
    "csubjpass": "csubj:pass", "dative": "iobj", "dobj": "obj", "intj": "discourse", "meta": "dep", "neg": "advmod",
    "nmod": "compound", "npadvmod": "obl:unmarked", "nsubjpass": "nsubj:pass", "oprd": "xcomp", "pcomp": "advcl",
    "pobj": "obl", "poss": "nmod:poss", "preconj": "cc:preconj", "predet": "det:predet", "prep": "case",
    "prt": "compound:prt", "quantmod": "advmod", "relcl": "acl:relcl",
}  # fmt: skip


class ModelError(Exception):
    """A pipeline is missing, broken, made for another release of spaCy, or not one for English sentences."""


def load(name: str | None = None, *, names: bool = False) -> Language:
    """Returns a pipeline, built once a process; every text that it gets is taken for one sentence.

    `name` is an installed spaCy pipeline or a folder; without it our own is loaded. `names` adds the named entities,
    which cost half as much again. Raises `ModelError`.
    """
    return _load(name or None, names)


@lru_cache(maxsize=4)
def _load(name: str | None, names: bool) -> Language:
    nlp = _load_ours(names) if name is None else _load_installed(name)
    nlp.add_pipe("timeline_one_sentence", first=True)
    return nlp


def parse(texts: Iterable[str], *, nlp: Language | None = None) -> Iterator[Doc]:
    """Parses chosen sentences of any number of articles, in batches; one `Doc` each, in order, never split again.

    A lone surrogate, which spaCy refuses, is read as U+FFFD.
    """
    yield from (nlp or load()).pipe((_SURROGATE.sub("\ufffd", text) for text in texts), batch_size=_BATCH)


@Language.component("timeline_one_sentence")
def _one_sentence(doc: Doc) -> Doc:
    """Tells the parser that no sentence begins inside the text."""
    for token in doc[1:]:
        token.is_sent_start = False
    return doc


# Our own pipeline


def _load_ours(names: bool) -> Language:
    parts = [_read_weights("parser")] + ([_read_weights("names")] if names else [])
    made_for = parts[0]["spacy_version"]
    if not is_compatible_version(about.__version__, made_for):
        raise ModelError(
            f"our English pipeline needs spaCy {made_for}, and spaCy {about.__version__} is installed;"
            " install that release, or name another pipeline with --model"
        )
    components = {name: part["components"][name] for part in parts for name in part["components"]}
    try:
        nlp = load_model_from_config(
            {
                "nlp": {
                    "lang": "en",
                    "pipeline": list(components),
                    "batch_size": _BATCH,
                    "tokenizer": {"@tokenizers": "timeline.English.v1"},
                },
                "components": {name: data["config"] for name, data in components.items()},
            },
            auto_fill=True,
            validate=False,
        )
        for part in parts:
            for word in part["strings"]:
                nlp.vocab.strings.add(word)
        for name, data in components.items():
            _restore(nlp.get_pipe(name), data)
        if names:
            nlp.add_pipe("timeline_known_names", last=True)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(f"our English pipeline cannot be built with spaCy {about.__version__}: {error}") from error
    return nlp


def _read_weights(part: str) -> dict[str, Any]:
    path = resources.files("timeline") / "weights" / f"{part}.msgpack"
    try:
        read = srsly.msgpack_loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise ModelError(f"the weights of our English pipeline ({part}) cannot be read: {error}") from error
    return dict(read)


class NumpyProducts(NumpyOps):  # type: ignore[misc]
    """thinc's operations, with matrix products by numpy, whose BLAS picks the processor's own kernel.

    The blis wheel takes a generic one on many processors and is three times slower.
    """

    def gemm(self, x: Any, y: Any, *, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
        return np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)


def _restore(component: Any, data: dict[str, Any]) -> None:
    component.from_bytes(data["state"], exclude=["vocab", "model"])
    message = dict(data["model"])
    message["params"] = [{k: _unpack(v) for k, v in layer.items()} for layer in message["params"]]
    if hasattr(component, "_resize"):
        component._resize()
    component.model.from_dict(message)
    products = NumpyProducts()
    for layer in list(component.model.walk()):
        layer.ops = products
        if layer.layers and layer.layers[0].name == "extract_features":
            component.model.replace_node(layer, Model("embed_once", _embed_once, layers=layer.layers, ops=products))


def _embed_once(model: Model[Any, Any], docs: list[Doc], is_train: bool) -> tuple[list[Any], Any]:
    """spaCy's embedding of words, done once for each different word of a batch: a twelfth of the time saved."""
    extract, _, embed, mix, _ = model.layers
    features = extract.predict(docs)
    rows = np.concatenate(features)
    keys = np.zeros(len(rows), dtype="uint64")
    for column in rows.T:
        keys = keys * np.uint64(0x9E3779B97F4A7C15) ^ column
    _, first, back = np.unique(keys, return_index=True, return_inverse=True)
    vectors = mix.layers[0].predict(embed.layers[0].predict(rows[first]))[back]
    return np.split(vectors, np.cumsum([len(f) for f in features])[:-1]), _no_training


def _no_training(_: Any) -> Any:
    raise NotImplementedError("our pipeline is for use, not for training")


def _unpack(stored: Any) -> Any:
    """16-bit weights, or 8-bit rows with a scale each, to the 32 bits that thinc calculates with."""
    if isinstance(stored, dict):
        return stored["rows"].astype("float32") * stored["scale"][:, None]
    return None if stored is None else np.ascontiguousarray(stored, dtype="float32")


@lru_cache(maxsize=1)
def _known_names() -> dict[str, frozenset[str]]:
    lists = tomllib.loads((resources.files("timeline") / "weights" / "names.toml").read_text(encoding="utf-8"))
    return {kind: frozenset(raw.replace("\n", "|").split("|")) - {""} for kind, raw in lists.items()}


@Language.component("timeline_known_names")
def _correct_names(doc: Doc) -> Doc:
    """Gives well-known names their kind, takes titles off persons ("King Henry") and adds numerals ("Henry VIII")."""
    lists = _known_names()
    corrected = []
    for ent in doc.ents:
        start, end, label, plain = ent.start, ent.end, ent.label_, ent.text.removeprefix("the ")
        if plain in lists["places"]:
            label = "LOC"
        elif plain in lists["organisations"]:
            label = "ORG"
        elif label == "PERSON":
            while start < end - 1 and doc[start].text in lists["titles"]:
                start += 1
            if end < len(doc) and doc[end].text in lists["numerals"] and not doc[end].ent_type_:
                end += 1
        corrected.append(Span(doc, start, end, label))
    doc.ents = tuple(corrected)
    return doc


def tokenizer(nlp: Language) -> Tokenizer:
    """Returns spaCy's English tokenizer, with word boundaries brought nearer to Universal Dependencies."""
    unsplit = "".join(rf"(?<!\b(?i:{prefix}))" for prefix in _PREFIXES)
    rules = [rule for rule in nlp.Defaults.infixes or [] if isinstance(rule, str)]
    infixes = [unsplit + rule if "(?:-|–|—|--" in rule else rule for rule in rules]
    infixes.append(r"(?<=[0-9])–(?=[0-9])")
    suffixes = [*(nlp.Defaults.suffixes or []), r"(?<=[0-9])(?:bn|mn|tn|am|pm)"]
    defaults = nlp.Defaults
    return Tokenizer(
        nlp.vocab,
        rules={**(defaults.tokenizer_exceptions or {}), **{word: [{ORTH: word}] for word in _ABBREVIATIONS}},
        prefix_search=compile_prefix_regex(defaults.prefixes or []).search,
        suffix_search=compile_suffix_regex(suffixes).search,
        infix_finditer=compile_infix_regex(infixes).finditer,
        token_match=defaults.token_match,
        url_match=defaults.url_match,
    )


@registry.tokenizers("timeline.English.v1")  # type: ignore[untyped-decorator]
def _tokenizer() -> Callable[[Language], Tokenizer]:
    return tokenizer


# Installed pipelines


def _load_installed(name: str) -> Language:
    try:
        nlp = spacy.load(name)
    except (OSError, ImportError) as error:
        raise ModelError(f"no spaCy pipeline named {name!r} is installed") from error
    except Exception as error:
        raise ModelError(f"the spaCy pipeline {name!r} does not load: {error}") from error
    made_for = nlp.meta.get("spacy_version", "")
    if made_for and is_compatible_version(about.__version__, made_for) is False:
        raise ModelError(f"the pipeline {name!r} needs spaCy {made_for}, and spaCy {about.__version__} is installed")
    if nlp.lang != "en" or "parser" not in nlp.pipe_names:
        raise ModelError(f"the pipeline {name!r} is not one for English with a parser")
    if "dobj" in nlp.pipe_labels.get("parser", []):
        nlp.add_pipe("timeline_universal_dependencies", after="parser")
    return nlp


@Language.component("timeline_universal_dependencies")
def universal_dependencies(doc: Doc) -> Doc:
    """Rewrites the tree of spaCy's own English pipelines to the shape and labels of Universal Dependencies.

    Nouns take the place of their prepositions ("met *on* Monday"), predicates that of their copula ("*is* ready").
    """
    heads = [token.head.i for token in doc]
    labels = [_UNIVERSAL.get(token.dep_, token.dep_) for token in doc]
    for token in doc:
        if token.dep_ in {"prep", "agent", "dative"}:
            inner = next((c for c in token.children if c.dep_ in {"pobj", "pcomp"}), None)
            if inner is not None:
                label = "obl:agent" if token.dep_ == "agent" else _phrase_label(token, inner)
                _promote(heads, labels, token.i, inner.i, below="case" if inner.dep_ == "pobj" else "mark", label=label)
    for token in doc:
        if token.lemma_ == "be" and token.dep_ not in {"aux", "auxpass"}:
            inner = next((c for c in token.children if c.dep_ in {"attr", "acomp"}), None)
            if inner is not None:
                _promote(heads, labels, token.i, inner.i, below="cop", label=labels[token.i])
    columns: Any = np.array(
        [((head - i) % 2**64, doc.vocab.strings.add(label))
         for i, (head, label) in enumerate(zip(heads, labels, strict=True))], dtype="uint64"
    ).reshape(-1, 2)  # fmt: skip
    return doc.from_array([HEAD, DEP], columns) if len(doc) else doc


def _phrase_label(preposition: Token, inner: Token) -> str:
    verbal = preposition.head.pos_ in {"VERB", "AUX", "ADJ", "ADV"} or preposition.head.tag_.startswith("VB")
    if inner.dep_ == "pcomp":
        return "advcl" if verbal else "acl"
    return "obl" if verbal else "nmod"


def _promote(heads: list[int], labels: list[str], old: int, new: int, *, below: str, label: str) -> None:
    """Puts the word `new` where its head `old` hung, with `old` and all that hung on it below."""
    above = heads[old]
    for i, head in enumerate(heads):
        if head == old:
            heads[i] = new
    heads[new] = new if above == old else above
    heads[old] = new
    labels[new], labels[old] = ("ROOT" if above == old else label), below
