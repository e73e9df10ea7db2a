"""Clauses read from trees: what mends a wrong tree, and what a clause says of its happening."""

from __future__ import annotations

import pytest

from tests.trees import tree
from timeline.clauses import clause_at
from timeline.eventwords import load_words
from timeline.model import Span
from timeline.repair import repair
from timeline.simplify import shorten
from timeline.subjects import subject_of

WORDS = load_words()

# tree, trigger, tense, passive, negated, modality, subject
CLAUSES = [
    ("Police/NNS/nsubj>1 left/VBD/root>1", 1, "past", False, False, "fact", 0),
    ("Police/NNS/nsubj>3 did/VBD/aux>3 not/RB/advmod>3 leave/VB/root>3", 3, "past", False, True, "fact", 0),
    ("No/DT/det>1 one/NN/nsubj>2 left/VBD/root>2", 2, "past", False, True, "fact", 1),
    ("Police/NNS/nsubj>2 will/MD/aux>2 leave/VB/root>2", 2, "future", False, False, "future", 0),
    ("Police/NNS/nsubj>2 may/MD/aux>2 leave/VB/root>2", 2, "present", False, False, "possible", 0),
    ("If/IN/mark>2 we/PRP/nsubj>2 go/VBP/advcl>4 he/PRP/nsubj>4 goes/VBZ/root>4", 2, "present", False, False,
     "conditional", 1),
    ("Two/CD/nsubj:pass>2 were/VBD/aux:pass>2 freed/VBN/root>2", 2, "past", True, False, "fact", 0),
    ("A/DT/det>1 pact/NN/nsubj>4 signed/VBN/acl>1 now/RB/advmod>2 holds/VBZ/root>4", 2, "none", True, False, "fact", 1),
    ("Men/NNS/nsubj>3 who/WP/nsubj>2 fled/VBD/acl:relcl>0 won/VBD/root>3", 2, "past", False, False, "fact", 0),
    ("He/PRP/nsubj>1 plans/VBZ/root>1 to/TO/mark>3 resign/VB/xcomp>1", 3, "none", False, False, "planned", 0),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "trigger", "tense", "passive", "negated", "modality", "subject"), CLAUSES)
def test_clause_says(
    rows: str, trigger: int, tense: str, passive: bool, negated: bool, modality: str, subject: int
) -> None:
    clause = clause_at(tree(rows), trigger, words=WORDS)
    found = (clause.tense, clause.passive, clause.negated, clause.modality, clause.subject)
    assert found == (tense, passive, negated, modality, subject)


def test_a_denial_reaches_what_was_denied() -> None:
    rows = "They/PRP/nsubj>1 denied/VBD/root>1 reports/NNS/obj>1 that/IN/mark>5 ships/NNS/nsubj>5 sank/VBD/acl>2"
    clause = clause_at(tree(rows, lemmas={"denied": "deny", "reports": "report"}), 5, words=WORDS)
    assert (clause.denied, clause.reporter) == (True, 1)


def test_a_rejected_statement_was_made() -> None:
    rows = "They/PRP/nsubj>1 rejected/VBD/root>1 statements/NNS/obj>1 made/VBN/acl>2 today/NN/obl>3"
    clause = clause_at(tree(rows, lemmas={"rejected": "reject", "made": "make"}), 3, words=WORDS)
    assert not clause.denied


# wrong tree, word, its head and label afterwards
MENDED = [
    # "met" is no modifier of "officials"
    ("Ana/NNP/compound>2 met/VBD/amod>2 officials/NNS/root>2", 1, 1, "root"),
    ("Ana/NNP/compound>2 met/VBD/amod>2 officials/NNS/root>2", 2, 1, "obj"),
    # a clause with "that" is what was said
    ("Ana/NNP/nsubj>1 said/VBD/root>1 that/IN/mark>4 it/PRP/nsubj>4 ended/VBD/advcl>1", 4, 1, "ccomp"),
    # and never the main clause
    ("Ana/NNP/nsubj>1 said/VBD/advcl>4 that/IN/mark>4 it/PRP/nsubj>4 ended/VBD/root>4", 1, 1, "root"),
    # two names in a row are one
    ("Ana/NNP/nsubj>2 Sousa/NNP/nsubj>2 left/VBD/root>2", 1, 0, "flat"),
    # the last conjunct before a verb without subject is its subject
    (
        "Ana/NNP/nsubj>1 read/VBD/root>1 mail/NN/obj>1 ,/,/punct>5 and/CC/cc>5 Rui/NNP/conj>2 slept/VBD/conj>1",
        5,
        6,
        "nsubj",
    ),
]


@pytest.mark.parametrize(("rows", "index", "head", "label"), MENDED)
def test_repair(rows: str, index: int, head: int, label: str) -> None:
    word = repair(tree(rows))[index]
    assert (word.head, word.dep) == (head, label)


KEPT = [
    "The/DT/det>2 continued/VBN/amod>2 talks/NNS/nsubj>3 failed/VBD/root>3",
    "Peru/NNP/nmod:poss>3 's/POS/case>0 broken/VBN/amod>3 bridge/NN/nsubj>4 fell/VBD/root>4",
    "We/PRP/nsubj>1 know/VBP/root>1 that/DT/det>3 man/NN/obj>1",
]


@pytest.mark.parametrize("rows", KEPT)
def test_repair_leaves_right_trees_alone(rows: str) -> None:
    assert repair(tree(rows)) == tree(rows)


def test_a_conjunct_takes_the_subject_of_the_first_verb() -> None:
    rows = "Ana/NNP/nsubj>1 came/VBD/root>1 and/CC/cc>3 left/VBD/conj>1"
    assert subject_of(tree(rows), 3) == 0


# text, time expressions, what the parser gets
SHORTENED = [
    ("It sank on March 3, 2021, off Malta.", ["March 3, 2021"], "It sank on March 3 off Malta."),
    ("It sank in May 2021.", ["May 2021"], "It sank in May 2021."),
    ("The paper “Correio Novo” wrote it.", [], "The paper Correio Novo wrote it."),
    ("The Free Port Act (FPA) passed.", [], "The Free Port Act passed."),
    ("It fell (in 2019).", ["2019"], "It fell (in 2019)."),
    ("In this context, Ana Sousa agreed.", [], "Ana Sousa agreed."),
    ("Ana Sousa, a lawyer from Porto, agreed.", [], "Ana Sousa agreed."),
    ("In Porto, a court ruled, as expected.", [], "In Porto, a court ruled, as expected."),
    ("“Stop,” he said.", [], "“Stop,” he said."),
]


@pytest.mark.parametrize(("text", "dates", "short"), SHORTENED)
def test_shorten_keeps_the_way_back(text: str, dates: list[str], short: str) -> None:
    spans = [Span(start=text.index(d), end=text.index(d) + len(d)) for d in dates]
    made = shorten(
        "…" + text, Span(start=1, end=len(text) + 1), [Span(start=s.start + 1, end=s.end + 1) for s in spans]
    )
    assert made.text == short
    for word in short.rstrip(".").split():
        place = made.text.index(word)
        origin, end = made.origin(place), made.origin(place + len(word), is_end=True)
        assert ("…" + text)[origin:end] == word


def test_who_is_told_is_no_subject() -> None:
    rows = (
        "Ana/NNP/nsubj>1 told/VBD/root>1 pupils/NNS/nsubj>6 that/WDT/nsubj>4 cheating/VBG/acl:relcl>2 "
        "was/VBD/cop>6 wrong/JJ/ccomp>1"
    )
    fixed = repair(tree(rows))
    assert [(w.head, w.dep) for w in fixed.words[2:5]] == [(1, "iobj"), (6, "mark"), (6, "csubj")]
