"""The pipeline: loading, one sentence a text, words, trees of other pipelines brought to Universal Dependencies."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from timeline import nlp as module
from timeline.nlp import ModelError, load, parse, tokenizer, universal_dependencies

SENTENCE = "The minister met officials in Geneva on March 8, 2025."


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


@pytest.fixture
def fresh(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """No pipeline from the cache in this test, and none of this test's left in it."""
    module._load.cache_clear()
    monkeypatch.setattr(module, "_load", module._load.__wrapped__)
    return monkeypatch


def test_pipeline_is_built_once() -> None:
    assert load() is load("")
    assert load() is load(None, names=False)


def test_tags_lemmas_and_tree(nlp: Language) -> None:
    doc = nlp(SENTENCE)
    met = doc[2]
    assert (met.tag_, met.lemma_, met.dep_) == ("VBD", "meet", "ROOT")
    assert {(t.text, t.dep_) for t in met.children} >= {("minister", "nsubj"), ("officials", "obj")}
    assert doc[6].dep_ == "case"


def test_names_are_found_when_asked_for() -> None:
    doc = load(names=True)("Angela Merkel met Vladimir Putin in Moscow on Tuesday.")
    assert [(e.text, e.label_) for e in doc.ents] == [
        ("Angela Merkel", "PERSON"), ("Vladimir Putin", "PERSON"), ("Moscow", "LOC"),
    ]  # fmt: skip
    assert not load()("Angela Merkel left.").ents


@pytest.mark.parametrize(
    "text",
    ["He left. She stayed. They slept.", "“Why?” he asked. Nobody knew.", "U.S. officials met. Twice.", "One\nTwo"],
)
def test_a_text_is_one_sentence(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert [t.i for t in doc if t.is_sent_start] == [0]


def test_parse_keeps_the_order_and_takes_odd_texts() -> None:
    texts = ["", " ", ".", SENTENCE, "\n", "日本語", "a" * 5000, "x " * 3000, "🙂 \u200b\u202e"]
    docs = list(parse(texts * 30))
    assert [d.text for d in docs] == texts * 30


def test_same_text_gives_same_tree_in_any_batch(nlp: Language) -> None:
    alone = [(t.dep_, t.head.i, t.tag_) for t in nlp(SENTENCE)]
    among = list(parse(["It rained all day in the north of the country.", SENTENCE, "He left."]))[1]
    assert [(t.dep_, t.head.i, t.tag_) for t in among] == alone


WORDS = [
    ("re-elected mid-January", ["re-elected", "mid-January"]),
    ("peace-loving people", ["peace", "-", "loving", "people"]),
    ("£16bn at 10am", ["£", "16", "bn", "at", "10", "am"]),
    ("Gen. Poe met Sgt. Bell", ["Gen.", "Poe", "met", "Sgt.", "Bell"]),
    ("in 2010–2012", ["in", "2010", "–", "2012"]),
    ("the U.S.'s vote", ["the", "U.S.", "'s", "vote"]),
    ("on 3/14/2025 and 2025-03-14", ["on", "3/14/2025", "and", "2025", "-", "03", "-", "14"]),
    ("can’t go", ["ca", "n’t", "go"]),
    ("see https://example.org/a-b/c", ["see", "https://example.org/a-b/c"]),
]


@pytest.mark.parametrize(("text", "words"), WORDS)
def test_words(text: str, words: list[str]) -> None:
    blank = spacy.blank("en")
    assert [t.text for t in tokenizer(blank)(text)] == words


# Words, tags, heads and labels as spaCy's own English pipelines give them; heads and labels as we want them.
TREES = [
    (
        "He met her on Monday .", "PRP VBD PRP IN NNP .",
        [1, 1, 1, 1, 3, 1], "nsubj ROOT dobj prep pobj punct",
        [1, 1, 1, 4, 1, 1], "nsubj ROOT obj case obl punct",
    ),
    (
        "talks in Geneva ended", "NNS IN NNP VBD",
        [3, 0, 1, 3], "nsubj prep pobj ROOT",
        [3, 2, 0, 3], "nsubj case nmod ROOT",
    ),
    (
        "It was signed by Iran", "PRP VBD VBN IN NNP",
        [2, 2, 2, 2, 3], "nsubjpass auxpass ROOT agent pobj",
        [2, 2, 2, 4, 2], "nsubj:pass aux:pass ROOT case obl:agent",
    ),
    (
        "They are ready today", "PRP VBP JJ NN",
        [1, 1, 1, 1], "nsubj ROOT acomp npadvmod",
        [2, 2, 2, 2], "nsubj cop ROOT obl:unmarked",
    ),
    (
        "He left after seeing it", "PRP VBD IN VBG PRP",
        [1, 1, 1, 2, 3], "nsubj ROOT prep pcomp dobj",
        [1, 1, 3, 1, 3], "nsubj ROOT mark advcl obj",
    ),
    (
        "men who did not go", "NNS WP VBD RB VB",
        [0, 4, 4, 4, 0], "ROOT nsubj aux neg relcl",
        [0, 4, 4, 4, 0], "ROOT nsubj aux advmod acl:relcl",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "tags", "heads", "labels", "new_heads", "new_labels"), TREES)
def test_other_pipelines_trees(
    text: str, tags: str, heads: list[int], labels: str, new_heads: list[int], new_labels: str
) -> None:
    words = text.split()
    lemmas = ["be" if w in {"was", "are"} else w for w in words]
    pos = ["VERB" if t.startswith("VB") else "X" for t in tags.split()]
    vocab = spacy.blank("en").vocab
    doc = Doc(vocab, words, heads=heads, deps=labels.split(), tags=tags.split(), lemmas=lemmas, pos=pos)
    changed = universal_dependencies(doc)
    assert [t.head.i for t in changed] == new_heads
    assert [t.dep_ for t in changed] == new_labels.split()


def test_missing_pipeline_is_named() -> None:
    with pytest.raises(ModelError, match="no_such_pipeline"):
        load("no_such_pipeline")


def test_pipeline_without_parser_is_refused(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path)
    with pytest.raises(ModelError, match="parser"):
        load(str(tmp_path))


def test_other_release_of_spacy_is_named(fresh: pytest.MonkeyPatch) -> None:
    fresh.setattr("spacy.about.__version__", "4.1.0")
    with pytest.raises(ModelError, match=r"4\.1\.0"):
        load()


def test_broken_weights_are_named(fresh: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "weights").mkdir()
    (tmp_path / "weights" / "parser.msgpack").write_bytes(b"")
    fresh.setattr("timeline.nlp.resources.files", lambda _: tmp_path)
    with pytest.raises(ModelError, match="weights"):
        load()


def test_weights_are_small_and_licensed() -> None:
    folder = resources.files("timeline") / "weights"
    assert sum(len(f.read_bytes()) for f in folder.iterdir() if f.is_file()) < 12_000_000
    assert "CC BY-SA 4.0" in (folder / "NOTICE.md").read_text(encoding="utf-8")
