"""Sentence splitting without a model. In every row a ¦ stands where a sentence ends and another begins."""

from __future__ import annotations

import itertools
import random
import time
from pathlib import Path

import pytest

from timeline.sentences import sentences

ROWS = [
    # plain
    "One ended. ¦Two began.",
    "Who won? ¦Nobody knows! ¦It was late.",
    "The vote was held in 2010. ¦He won it.",
    "It rose to 3.5 percent. ¦It fell to 2.1 percent in May.",
    "See www.example.org/a.b?c=d.e for more. ¦It is free.",
    "Write to press@example.org. ¦Replies take a day.",
    "The firm Node.js grew. ¦So did others.",
    "It has twelve wheels (two are spare). ¦It stopped.",
    "(The ministry denied it.) ¦It later agreed.",
    "The agreement was signed; it took effect in June.",
    "The talks ended.[3] ¦A truce followed.[12][a] ¦It held.",
    "The plan failed.¦The ministry said so. ¦It was over.",
    # titles
    "He met Gen. Smith on May 5. ¦She left.",
    "Sen. Ann Lee and Rep. Bo Day voted. ¦Gov. Poe did not.",
    "Mr. Hall saw Mrs. Hall. ¦Dr. Ito came later.",
    "Prof. Lang wrote to Lt. Col. Moss. ¦Nothing happened.",
    "The fort at St. Albans fell. ¦Mt. Erebus erupted in 1974.",
    "It was Smith vs. Jones. ¦Jones won.",
    # initials
    "J. R. Ewing died in 2012. ¦George W. Bush spoke.",
    "A. Noel Cook was nominated by H.W. Finch. ¦He declined.",
    "They took vitamin C. ¦The doctors agreed.",
    "Group A beat Group B. ¦It rained.",
    "He chose plan B. ¦But it failed.",
    # acronyms
    "He flew to the U.S. ¦The visit lasted a week.",
    "The U.S. President met the U.N. Secretary-General. ¦They spoke.",
    "Officials in Washington, D.C. and London agreed. ¦They said no.",
    "The U.S. Army withdrew in Dec. 2011. ¦It came back in 2014.",
    "The U.K. and the E.U. signed. ¦In July it took effect.",
    "She holds a Ph.D. in law. ¦He does not.",
    # clock times
    "The bomb went off at 9 a.m. Monday. ¦Two died.",
    "It began at 5 p.m. EST on Friday. ¦It ended at 7 p.m. ¦Police left.",
    "They met at 10 a.m. (CDT) in Houston. ¦Nobody spoke.",
    "Polls close at 8 p.m. ¦The count begins at once.",
    "At 11 a.m. on 3 May it rained. ¦It stopped at noon.",
    # months and weekdays
    "It opened on Dec. 7, 1941. ¦It closed on Jan. 2.",
    "Sales fell in Nov. ¦The firm blamed rain.",
    "He was born Feb. 29 in Rome. ¦He died Sept. 11 in Oslo.",
    "The hearing is on Tues. Oct. 4. ¦A ruling is due later.",
    "They marched in the sun. ¦Nine fainted.",
    "It orbits Mars. ¦Jan. 5 was its last day.",
    # firms, places, other abbreviations
    "Apple Inc. reported on Thursday. ¦Shares rose.",
    "He left Acme Corp. ¦The board was told.",
    "Lehman Bros. Holdings fell in 2008. ¦It never rose.",
    "Martin Luther King Jr. spoke in 1963. ¦He was killed in 1968.",
    "He came from Springfield, Ill. ¦He died in Miami, Fla., in 1999.",
    "It is No. 1 in the list. ¦Was it ever No. 2? ¦Once.",
    "Bread, milk, etc. were scarce. ¦Prices rose.",
    "It grew by approx. 5 percent. ¦Rents grew, too.",
    "Smith et al. found it in 2003. ¦Others did not.",
    "The man said no. ¦The woman said yes.",
    # quotes
    "“We won.” ¦He smiled.",
    "“Why now?” he asked. ¦Nobody answered.",
    "“Why now?” Smith asked on Friday. ¦“I do not know.”",
    '"Stop!" Officer Ann Bell shouted. ¦They ran.',
    "He said: “She told me ‘never again.’” ¦It was true.",
    "“It is over,” he said. ¦“We are leaving on Monday.”",
    'She called it "a big mistake." ¦The ministry did not.',
    "He said, ‘The war ended in 1945.’ ¦It had.",
    '“It was late. ”\n¦He left. "\n\n¦Nobody saw it.',
    "They argued Roe v. Wade again. ¦They lost.",
    "They spoke of “Dr. No.” ¦Then they left.",
    'He shouted "Fire!" in the hall. ¦Two ran.',
    # ellipsis, repeated marks
    "He waited ... and left. ¦Nobody came.",
    "It was late... ¦The train had gone.",
    "What?! ¦It cannot be.",
    "I never said that . . . ¦But I meant it.",
    "Yahoo! is a firm. ¦It was sold in 2017.",
    # lists
    "1. The army left. ¦2. The king returned.",
    "1- Frustration: prices rose. ¦2- Change: a new plan came.",
    "2. Talks resumed on May 3.\n¦3. They ended on May 9.",
    "a) The deal\n¦b) The price\n¦c) The date",
    "The steps:\n¦- sign the deal\n¦- lift the ban",
    "It needs: ¦• money ¦• time",
    "1.2. Scope of the treaty\n¦It covers both states.",
    # lines: headlines, bylines, captions
    "Minister resigns over leak\n¦By Ann Bell\n¦12 March 2024\n¦The minister resigned on Monday. ¦He gave no reason.",
    "Photo: A bridge in Basra, May 2004\n¦The bridge fell on Tuesday.",
    "The market fell\n\n¦Shares lost 3 percent on Friday",
    "Updated 9:15 a.m.\n¦The road is closed.",
    "A line that an editor has wrapped in the middle of\na sentence goes on. ¦It ends here.",
    "He was asked by the committee, which met on the 4th of March,\nwhether he knew.\n\n¦He did not.",
    (
        "The committee met the prime minister in the old town hall of\nGeneva and talked to the deputy of the party "
        "that had left in\nMarch 2004 because of the law on the state of the union of "
        "the\nislands. ¦It ended.\n¦Short line."
    ),
    "First.\r\n¦Second one\r\n\r\n¦Third.",
    # datelines
    "TEHRAN, March 12 (Reuters) - ¦Iran said on Tuesday it would answer. ¦It did not say how.",
    "WASHINGTON (AP) — ¦The president left on Monday.",
    "NEW YORK -- ¦Stocks fell.",
    "LONDON — ¦A fire broke out on Sunday.",
    "Leaders meet\n¦BEIJING, Oct. 3 (Xinhua) -- ¦Leaders met on Monday.",
    "Cairo, May 4 (AFP) – ¦Talks began.",
    "The pact - which grew in 2004 - met on Friday.",
    "NATO - which grew in 2004 - met on Friday.",
    "The World Health Organization (WHO) - which is in Geneva - said no.",
    "Foreign Minister of China (PRC) Wang Yi left on Monday.",
    "“I left (in 2004) - and never came back,” he said. ¦He lied.",
    # tokenised text
    "He left . ¦She stayed .",
    "`` It is over , '' he said . ¦It was .",
]


@pytest.mark.parametrize("row", ROWS)
def test_rows(row: str) -> None:
    wanted = [part.strip() for part in row.split("¦")]
    text = row.replace("¦", "")
    assert [text[start:end] for start, end in sentences(text)] == wanted


def test_there_are_enough_rows() -> None:
    assert len(ROWS) >= 60


@pytest.mark.parametrize("text", ["", " ", "\n\n \t\n", ".", "…", "\u00a0", "Mr.", "...", "\r\n"])
def test_small_texts_do_not_fail(text: str) -> None:
    assert all(0 <= start < end <= len(text) for start, end in sentences(text))


def test_spans_cover_everything_but_white_space() -> None:
    rng = random.Random(7)
    pieces = ["A", "b", ". ", "? ", "\n", "\n\n", " ", "“", "”", "(", ")", "Mr.", "U.S.", "a.m.", "12", "—", "’", "é"]
    pieces += ["中", "\u2028"]
    for _ in range(500):
        text = "".join(rng.choices(pieces, k=40))
        spans = sentences(text)
        assert all(a < b for a, b in spans)
        assert all(left[1] <= right[0] for left, right in itertools.pairwise(spans))
        assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())


@pytest.mark.parametrize(
    "unit",
    [". ", "\n", "a", "A. ", '"', "A B. ", "AB ", "(AB ", "x\n", "1. ", '."', "\t", "! ", "AB, ", "A.", "[1]", "''"],
)
def test_time_grows_with_length_only(unit: str) -> None:
    text = unit * (400_000 // len(unit))
    began = time.process_time()
    sentences(text)
    assert time.process_time() - began < 4.0


def test_sentences_of_a_treebank() -> None:
    path = Path(__file__).parents[2] / "shared" / "data" / "treebank" / "pud" / "en_pud-ud-test.conllu"
    if not path.exists():
        pytest.skip("the PUD treebank is not beside the project (../shared/data/treebank)")
    documents: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newdoc"):
            documents.append([])
        elif line.startswith("# text = "):
            documents[-1].append(line.removeprefix("# text = "))
    right = found = 0
    for wanted in documents:
        text = " ".join(wanted)
        got = [text[start:end] for start, end in sentences(text)]
        right += len(set(got) & set(wanted))
        found += len(got)
    assert 2 * right / (found + sum(map(len, documents))) > 0.99
