"""Texts without a day of publication: what their offices tell of it, and what may be dated all the same."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest

from tests.conftest import Run
from timeline.facts import FactsError, load_facts
from timeline.guessed import tag_undated
from timeline.model import Article
from timeline.pipeline import extract_articles
from timeline.published import infer
from timeline.tagging import tag

APRIL = "The envoys met on April 12, 2025. They will meet again on May 4, 2025. "
TWENTIES = "The summit of 2021 failed, it was said in 2021. Chancellor Scholz spoke on Friday. "

# Text, the first day on which it was written, the last.
OFFICES: list[tuple[str, str | None, str | None]] = [
    ("President Obama met the envoys.", "2009-01-20", None),
    ("President Barack Obama met the envoys on Friday.", "2009-01-20", "2017-01-20"),
    ("President Obama says that the envoys met.", "2009-01-20", "2017-01-20"),
    ("Former President Obama met the envoys on Friday.", "2017-01-20", None),
    ("The former US President Barack Obama met the envoys.", "2017-01-20", None),
    ("President Bush spoke on Friday.", "1989-01-20", "2009-01-20"),  # which of the two nobody knows
    ("President George W. Bush spoke on Friday.", "2001-01-20", "2009-01-20"),
    ("President Obama spoke on Friday. He followed President Bush.", "2009-01-20", "2017-01-20"),
    ("On Friday President Obama met Prime Minister Gordon Brown.", "2009-01-20", "2010-05-11"),
    ("On Friday President Obama recalled how former President Bush spoke.", "2009-01-20", None),
    ("President Obama met the envoys in 2011, he said on Friday.", "2011-01-01", None),
    ("On Friday President Trump spoke.", "2017-01-20", None),  # in office again, for how long is not known
    ("Chancellor Merkel spoke yesterday.", "2005-11-22", "2021-12-08"),
    ("Pope Francis spoke today.", "2013-03-13", "2025-04-21"),
    ("Vice President Biden spoke today.", "2009-01-20", "2017-01-20"),
]
NO_OFFICE = [
    "A President Obama would meet the envoys on Friday.",
    "Then-President Obama met the envoys.",
    "Deputy Prime Minister Blair spoke.",
    "President-elect Obama spoke on Friday.",
    "President Smith of the chess club spoke on Friday.",
    "The president spoke on Friday. Obama listened.",
    "Presidents Obama and Sarkozy met.",
    "A statue of President Obama was unveiled on Tuesday.",
    "Pope Leo XIII spoke on Friday.",
]

# Text, expression, what it is dated to; None where it stays undated.
DATED: list[tuple[str, str, str | None]] = [
    (APRIL + "Talks broke down in July.", "July", "2024-07"),
    (APRIL + "On Friday, October 25, they failed.", "Friday, October 25", "2024-10-25"),
    (APRIL + "They failed yesterday.", "yesterday", None),
    (APRIL + "They fail tomorrow.", "tomorrow", None),
    (APRIL + "They went home two days ago.", "two days ago", None),
    ("They met yesterday, March 8, 2025. They failed last week.", "last week", "2025-02-24/2025-03-02"),
    ("They met yesterday, March 8, 2025. They failed three days ago.", "three days ago", "2025-03-06"),
    (TWENTIES + "It is the hottest summer of this decade.", "this decade", "202X"),
    (TWENTIES + "They met last year.", "last year", "2020"),  # of the narrative, as without any interval
    (TWENTIES + "They met last month.", "last month", None),
    ("They met in May 2025. They failed yesterday.", "yesterday", None),  # open at one end
]


@pytest.mark.parametrize(("text", "first", "last"), OFFICES)
def test_who_holds_an_office_tells_the_time(text: str, first: str | None, last: str | None) -> None:
    found = infer(text)
    assert found is not None
    assert (found.first, found.last) == (first, last)


def test_a_former_aide_is_no_former_president() -> None:
    found = infer("A former aide to President Obama spoke.")
    assert found is not None
    assert (found.first, found.last) == ("2009-01-20", None)


@pytest.mark.parametrize("text", ["He came yesterday, March 15, 44 BC.", "He died last year, in 44 BC."])
def test_days_before_the_first_year_tell_nothing(text: str) -> None:
    assert infer(text) is None


@pytest.mark.parametrize("text", NO_OFFICE)
def test_who_does_not_hold_it_tells_nothing(text: str) -> None:
    assert infer(text) is None


def test_two_offices_that_meet_on_the_day_of_the_change_tell_nothing() -> None:
    assert infer("President Obama will sign it early. On Friday President George W. Bush spoke.") is None


def test_dates_count_where_an_office_contradicts_them() -> None:
    found = infer("They met in 2015. On Friday Prime Minister Gordon Brown spoke.")
    assert found is not None
    assert (found.first, found.last) == ("2015-01-01", None)


@pytest.mark.parametrize(("text", "words", "value"), DATED)
def test_what_is_the_same_on_all_days_is_dated(text: str, words: str, value: str | None) -> None:
    dated, _ = tag_undated(text)
    (one,) = (one for one in dated if one.timex.text == words)
    assert (one.edtf and one.edtf.text) == value
    before = next(before for before in tag(text) if before.timex == one.timex)
    assert one.guessed == (one.edtf != before.edtf)
    assert ("the text seems to be written" in one.because) == (
        one.guessed or (value is None and "between" in one.because)
    )


def test_an_undated_expression_tells_between_which_days_the_text_was_written() -> None:
    (result,) = extract_articles([Article(id="a", text=APRIL + "They failed yesterday.")])
    (diagnostic,) = result.diagnostics
    assert diagnostic.text == "yesterday"
    assert "between 2025-04-12 and 2025-05-04" in diagnostic.message


def test_events_dated_so_are_guessed() -> None:
    (result,) = extract_articles([Article(id="a", text=APRIL + "Talks broke down in July.")])
    certainties = {event.when.text: event.certainty for event in result.events}
    assert certainties == {"2025-04-12": "stated", "2025-05-04": "stated", "2024-07": "guessed"}
    assert result.article.published is None


def test_an_article_has_the_day_that_its_text_names(run: Run) -> None:
    text = b"The envoys met yesterday, March 8, 2025, in the town hall."
    assert json.loads(run("tag", "-", stdin=text).stdout)["published"] == "2025-03-09"
    assert "published 2025-03-09 (from its" in run("explain", "-", stdin=text).stdout
    assert run("articles", "-", stdin=text).stdout.startswith("2025-03-09  inferred")
    (event,) = (json.loads(line) for line in run("extract", "-", stdin=text).stdout.splitlines())
    assert (event["edtf"], event["sources"][0]["published"]) == ("2025-03-08", "2025-03-09")


def test_the_user_adds_facts(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "clubs.toml"
    table.write_text('[[office]]\ntitles = ["Chairman"]\nterms = [["Ana Smith|Smith", "2019-03-01", "2021-02-28"]]\n')
    text = b"Chairman Smith spoke on Friday. It is the worst season of this century."
    (plain,), (helped,) = (
        [one["edtf"] for one in json.loads(run("tag", "-", *more, stdin=text).stdout)["timexes"][-1:]]
        for more in ([], ["--facts", str(table)])
    )
    assert (plain, helped) == (None, "20XX")
    assert (
        "not before 2019-03-01, not after 2021-02-28" in run("articles", "-", "--facts", str(table), stdin=text).stdout
    )


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("[[office", "facts.toml"),
        ('[[office]]\ntitles = ["Chairman"]\nterms = [["Smith", "2019-03-01"]]', "is no row"),
        ('[[office]]\ntitles = ["Chairman"]\nterms = [["Smith", "2019-03-01", "2018-01-01"]]', "lies before the first"),
        ('[[office]]\ntitles = ["Chairman"]\nterms = [["Smith", "2019-02-30", ""]]', "is no row"),
    ],
)
def test_a_table_that_is_none_is_refused(run: Run, tmp_path: Path, table: str, message: str) -> None:
    file = tmp_path / "facts.toml"
    file.write_text(table)
    with pytest.raises(FactsError, match=message):
        load_facts(file)
    result = run("tag", "-", "--facts", str(file), stdin=b"They met.")
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())


def test_terms_of_one_name_follow_each_other() -> None:
    for names in load_facts().terms.values():
        for terms in names.values():
            ends = [term.last or "9999" for term in terms]
            assert [*ends] == sorted(ends)
            assert all(one.last is not None and one.last < two.first for one, two in pairwise(terms))
