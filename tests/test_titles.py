"""Headlines from hand-made trees: what is said, in which form, and what is left out."""

from __future__ import annotations

import pytest

from tests.trees import tree
from timeline.clauses import clause_at
from timeline.eventwords import load_words
from timeline.syntax import Sentence
from timeline.titles import MAX_CHARACTERS, MAX_WORDS, title_of
from timeline.verbforms import base_form, third_person

WORDS = load_words()


class Names:
    """Knows one person."""

    def resolve(self, sentence: Sentence, index: int) -> str | None:
        """The name behind "she"."""
        return "Ana Sousa" if sentence[index].text.lower() in ("she", "her") else None

    def speaker(self, position: int) -> str | None:
        """Nobody speaks."""
        return None

    def is_person(self, name: str) -> bool:
        """Whether a word is her last name."""
        return name == "Rodrigues"


def headline(rows: str, trigger: int, dates: set[int] | None = None, lemmas: dict[str, str] | None = None) -> str:
    """The title of the clause at a word."""
    sentence = tree(rows, lemmas=lemmas)
    return title_of(clause_at(sentence, trigger, words=WORDS), dates=dates or set(), names=Names(), words=WORDS)


# tree, trigger, words of the date, title
VERBS = [
    ("The/DT/det>1 mayor/NN/nsubj>2 opened/VBD/root>2 a/DT/det>4 school/NN/obj>2", 2, set(), "Mayor opens a school"),
    ("Mayors/NNS/nsubj>1 met/VBD/root>1", 1, set(), "Mayors meet"),
    ("Ana/NNP/nsubj>3 and/CC/cc>2 Rui/NNP/conj>0 met/VBD/root>3", 3, set(), "Ana and Rui meet"),
    ("Rodrigues/NNPS/nsubj>1 resigned/VBD/root>1", 1, set(), "Rodrigues resigns"),
    ("Three/CD/nsubj:pass>2 were/VBD/aux:pass>2 freed/VBN/root>2", 2, set(), "Three freed"),
    ("Talks/NNS/nsubj>2 will/MD/aux>2 resume/VB/root>2", 2, set(), "Talks to resume"),
    ("Talks/NNS/nsubj>2 may/MD/aux>2 resume/VB/root>2", 2, set(), "Talks may resume"),
    ("Talks/NNS/nsubj>3 did/VBD/aux>3 not/RB/advmod>3 resume/VB/root>3", 3, set(), "Talks do not resume"),
    ("She/PRP/nsubj>2 has/VBZ/aux>2 resigned/VBN/root>2", 2, set(), "Ana Sousa resigns"),
    ("He/PRP/nsubj>2 is/VBZ/aux>2 leaving/VBG/root>2 Chad/NNP/obj>2", 2, set(), "He is leaving Chad"),
    ("Ana/NNP/nsubj>1 left/VBD/root>1 on/IN/case>3 Monday/NNP/obl>1", 1, {2, 3}, "Ana leaves"),
    ("But/CC/cc>2 Ana/NNP/nsubj>2 left/VBD/root>2 ,/,/punct>2 however/RB/advmod>2", 2, set(), "Ana leaves"),
    ("Ana/NNP/nsubj>1 plans/VBZ/root>1 to/TO/mark>3 resign/VB/xcomp>1", 3, set(), "Ana plans to resign"),
    ("The/DT/det>1 pact/NN/nsubj>4 signed/VBN/acl>1 there/RB/advmod>2 holds/VBZ/root>4", 2, set(), "Pact signed"),
    ("Men/NNS/nsubj>3 who/WP/nsubj>2 fled/VBD/acl:relcl>0 won/VBD/root>3", 2, set(), "Men flee"),
    ("We/PRP/nsubj>2 have/VBP/aux>2 closed/VBN/root>2 schools/NNS/obj>2", 2, set(), "Schools closed"),
    ("She/PRP/nsubj>1 hid/VBD/root>1 (/-LRB-/punct>3 or/CC/cc>1 )/-RRB-/punct>3", 1, set(), "Ana Sousa hides"),
    ("It/PRP/nsubj>2 will/MD/aux>2 end/VB/root>2", 2, set(), "It will end"),
    ("Rui/NNP/nsubj>1 won/VBD/root>1 but/CC/cc>3 Ana/NNP/conj>1", 1, set(), "Rui wins"),
    ("after/IN/case>2 the/DT/det>2 vote/NN/nsubj>3 ended/VBD/root>3", 3, set(), "Vote ends"),
    ("May/NNP/compound>1 8/CD/nsubj>3 was/VBD/cop>3 cold/JJ/root>3", 3, set(), "May 8 is cold"),
    ("It/PRP/nsubj>4 was/VBD/cop>4 the/DT/det>4 first/JJ/amod>4 strike/NN/root>4", 4, set(), "First strike"),
    ("It/PRP/nsubj>2 was/VBD/cop>2 chaos/NN/root>2", 2, set(), "It is chaos"),
    ("Ana/NNP/nsubj>1 won/VBD/root>1 that/DT/det>3 game/NN/obj>1", 1, set(), "Ana wins the game"),
    ("This/DT/nsubj>1 closed/VBD/root>1 two/CD/nummod>3 mines/NNS/obj>1", 1, set(), "Two mines closed"),
    ("Rui/NNP/nsubj>1 won/VBD/root>1 as/IN/case>3 mayor/NN/obl>1", 1, set(), "Rui wins as mayor"),
    (
        "Votes/NNS/nsubj>3 did/VBD/aux>3 not/RB/advmod>3 count/VB/root>3 until/IN/case>5 May/NNP/obl>3",
        3,
        {4, 5},
        "Votes do not count until May",
    ),
    ("Shops/NNS/nsubj>1 close/VBP/root>1 at/IN/case>4 2/CD/nummod>4 p.m./NN/obl>1", 1, set(), "Shops close at 2 p.m."),
    (
        "Ministry/NNP/nsubj>5 of/IN/case>2 Health/NNP/nmod>0 and/CC/cc>4 Services/NNS/conj>0 closed/VBD/root>5",
        5,
        set(),
        "Ministry of Health and Services closes",
    ),
    ("They/PRP/nsubj>1 lost/VBD/root>1 a/DT/det>3 game/NN/obj>1", 1, set(), "Game lost"),
    ("He/PRP/nsubj>1 closed/VBD/root>1 two/CD/nummod>3 mines/NNS/obj>1", 1, set(), "Two mines closed"),
    ("He/PRP/nsubj>1 took/VBD/root>1 two/CD/nummod>3 mines/NNS/obj>1", 1, set(), "He takes two mines"),
    ("This/DT/det>1 strike/NN/nsubj>2 ended/VBD/root>2", 2, set(), "Strike ends"),
    ("Monday/NNP/nsubj>1 saw/VBD/root>1 two/CD/nummod>4 big/JJ/amod>4 storms/NNS/obj>1", 1, {0}, "Two big storms"),
    ("Talks/NNS/nsubj>1 entered/VBD/root>1 May/NNP/obj>1", 1, {2}, "Talks enter May"),
    ("Rui/NNP/nsubj>1 met/VBD/root>1 May/NNP/obj>1", 1, {2}, "Rui meets"),
    ("It/PRP/nsubj:pass>2 was/VBD/aux:pass>2 given/VBN/root>2 land/NN/obj>2", 2, set(), "Land given"),
    ("Rules/NNS/nsubj:pass>3 themselves/PRP/nmod>0 were/VBD/aux:pass>3 signed/VBN/root>3", 3, set(), "Rules signed"),
    (
        "Minutes/NNS/nsubj:pass>5 after/IN/case>3 the/DT/det>3 mayor/NN/nmod>0 was/VBD/aux:pass>5 freed/VBN/root>5",
        5,
        set(),
        "Mayor freed",
    ),
    (
        "With/IN/mark>2 talks/NNS/nsubj>2 planned/VBD/advcl>4 Rui/NNP/nsubj>4 left/VBD/root>4",
        2,
        set(),
        "Talks planned",
    ),
    (
        "Rui/NNP/nsubj>1 paid/VBD/root>1 for/IN/case>3 what/WP/obl>1 Ana/NNP/nsubj>5 broke/VBD/acl:relcl>3",
        1,
        set(),
        "Rui pays for what Ana broke",
    ),
    ("The/DT/det>1 vote/NN/nsubj>3 was/VBD/cop>3 legal/JJ/root>3", 3, set(), "Vote is legal"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "trigger", "dates", "wanted"), VERBS)
def test_title_of_a_verb(rows: str, trigger: int, dates: set[int], wanted: str) -> None:
    lemmas = {
        "mines": "mine",
        "saw": "see",
        "entered": "enter",
        "Minutes": "minute",
        "took": "take",
        "won": "win",
        "opened": "open",
        "resigned": "resign",
        "plans": "plan",
    }
    assert headline(rows, trigger, dates, lemmas) == wanted


NOUNS = [
    ("The/DT/det>1 siege/NN/root>1 of/IN/case>3 Acre/NNP/nmod>1", 1, set(), "Siege of Acre"),
    ("Her/PRP$/nmod:poss>1 resignation/NN/root>1", 1, set(), "Ana Sousa’s resignation"),
    ("The/DT/det>2 May/NNP/compound>2 attack/NN/root>2", 2, {1}, "May attack"),
    ("The/DT/det>2 bloody/JJ/amod>2 siege/NN/root>2 which/WDT/nsubj>4 ended/VBD/acl:relcl>2", 2, set(), "Bloody siege"),
]


@pytest.mark.parametrize(("rows", "trigger", "dates", "wanted"), NOUNS)
def test_title_of_a_noun(rows: str, trigger: int, dates: set[int], wanted: str) -> None:
    assert headline(rows, trigger, dates) == wanted


REPORTS = [
    (
        "Ana/NNP/nsubj>1 said/VBD/root>1 that/IN/mark>5 Rui/NNP/nsubj>5 had/VBD/aux>5 left/VBN/ccomp>1",
        "Ana says Rui has left",
    ),
    ("Ana/NNP/nsubj>1 said/VBD/root>1 Rui/NNP/nsubj>4 would/MD/aux>4 win/VB/ccomp>1", "Ana says Rui will win"),
    (
        "Ana/NNP/nsubj>1 said/VBD/root>1 in/IN/case>3 Rome/NNP/obl>1 that/IN/mark>6 it/PRP/nsubj>6 ended/VBD/ccomp>1",
        "Ana says it ended",
    ),
    ("“/``/punct>1 Stop/VB/ccomp>5 ,/,/punct>1 ”/''/punct>1 Ana/NNP/nsubj>5 said/VBD/root>5", "Ana: Stop"),
]


@pytest.mark.parametrize(("rows", "wanted"), REPORTS)
def test_a_report_carries_what_was_said(rows: str, wanted: str) -> None:
    trigger = next(w.index for w in tree(rows).words if w.text == "said")
    assert headline(rows, trigger, lemmas={"said": "say"}) == wanted


OWN = [
    ("“/``/punct>2 We/PRP/nsubj>2 won/VBD/ccomp>5 ”/''/punct>2 Rui/NNP/nsubj>5 said/VBD/root>5", "Rui: We won"),
    (
        "“/``/punct>2 You/PRP/nsubj>2 sleep/VBP/ccomp>5 ”/''/punct>2 coaches/NNS/nsubj>5 said/VBD/root>5",
        "Coaches: You sleep",
    ),
    ("“/``/punct>2 We/PRP/nsubj>2 won/VBD/ccomp>5 ”/''/punct>2 they/PRP/nsubj>5 said/VBD/root>5", "We win"),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "wanted"), OWN)
def test_the_first_person_has_a_speaker(rows: str, wanted: str) -> None:
    assert headline(rows, 2, lemmas={"said": "say", "won": "win"}) == wanted


def test_what_stands_before_the_verb_of_saying() -> None:
    rows = "Ana/NNP/nsubj>1 left/VBD/advcl>4 ,/,/punct>1 police/NNS/nsubj>4 said/VBD/root>4"
    assert headline(rows, 4, lemmas={"said": "say"}) == "Police: Ana left"


def test_a_long_sentence_fits_and_ends_well() -> None:
    rows = (
        "The/DT/det>1 court/NN/nsubj>2 ordered/VBD/root>2 the/DT/det>5 big/JJ/amod>5 company/NN/obj>2 "
        "to/TO/mark>7 pay/VB/xcomp>2 a/DT/det>9 fine/NN/obj>7 of/IN/case>12 two/CD/nummod>12 dollars/NNS/nmod>9 "
        "in/IN/case>15 the/DT/det>15 case/NN/obl>7 of/IN/case>19 the/DT/det>19 oil/NN/compound>19 spill/NN/nmod>15 "
        "off/IN/case>22 the/DT/det>22 coast/NN/nmod>19 of/IN/case>24 Angola/NNP/nmod>22"
    )
    title = headline(rows, 2, lemmas={"ordered": "order"})
    assert title.startswith("Court orders ")
    assert len(title.split()) <= MAX_WORDS
    assert len(title) <= MAX_CHARACTERS
    assert title.split()[-1] not in ("of", "the", "a", "to", "in", "off")


FORMS = [("go", "goes"), ("deny", "denies"), ("play", "plays"), ("have", "has"), ("pass", "passes"), ("veto", "vetoes")]


@pytest.mark.parametrize(("base", "wanted"), FORMS)
def test_third_person(base: str, wanted: str) -> None:
    assert third_person(base) == wanted


# form, the parser's lemma, base
BASES = [
    ("withdrew", "withdrew", "withdraw"),
    ("banned", "bann", "ban"),
    ("dissipated", "dissipat", "dissipate"),
    ("defeated", "defeat", "defeat"),
    ("killed", "kill", "kill"),
    ("denied", "deni", "deny"),
    ("decided", "decid", "decide"),
    ("announced", "announced", "announce"),
    ("founded", "found", "found"),
]


@pytest.mark.parametrize(("form", "lemma", "wanted"), BASES)
def test_base_form(form: str, lemma: str, wanted: str) -> None:
    assert WORDS.base(form, lemma) == wanted


# form, the parser's lemma, base with the silent "e" that its spelling demands
SPELLED = [
    ("climbed", "climbe", "climb"),
    ("instituted", "institut", "institute"),
    ("tendered", "tendere", "tender"),
    ("misled", "misl", "mislead"),
    ("shed", "sh", "shed"),
    ("panicked", "panick", "panic"),
    ("floated", "floate", "float"),
    ("lay", "lay", "lie"),
    ("scared", "scar", "scare"),
    ("travelled", "travell", "travel"),
    ("signed", "signe", "sign"),
    ("collapsed", "collaps", "collapse"),
    ("focused", "focuse", "focus"),
    ("visited", "visite", "visit"),
    ("restored", "restor", "restore"),
    ("disagreed", "disagre", "disagree"),
    ("longed", "longe", "long"),
]


@pytest.mark.parametrize(("form", "lemma", "wanted"), SPELLED)
def test_base_form_of_a_verb(form: str, lemma: str, wanted: str) -> None:
    sentence = tree(f"They/PRP/nsubj>1 {form}/VBD/root>1", lemmas={form: lemma})
    assert base_form(sentence[1], WORDS) == wanted


def test_the_article_fits_the_word_behind_it() -> None:
    rows = (
        "Ana/NNP/nsubj>1 met/VBD/root>1 an/DT/det>4 old/JJ/amod>4 friend/NN/obj>1 of/IN/case>8 the/DT/det>8 "
        "big/JJ/amod>8 family/NN/nmod>4 near/IN/case>12 the/DT/det>12 old/JJ/amod>12 station/NN/obl>1 of/IN/case>15 "
        "the/DT/det>15 town/NN/nmod>12 by/IN/case>18 the/DT/det>18 river/NN/nmod>15"
    )
    title = headline(rows, 1)
    assert " an friend" not in title
    assert " a old" not in title
