"""The stages joined: articles in, events out, lazily, and one timeline of many articles."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from timeline.choice import Choice
from timeline.model import Article
from timeline.pipeline import build_timeline, extract_articles, tag_articles

FERRY = "The ferry Estrela sank off Pemba on Monday. It had ninety pilgrims on board."
COURT = "A court in Maputo fined the owner of the ferry Estrela last week. Ana Sousa spoke for the families."


def article(name: str, text: str, published: str | None = "2024-05-15") -> Article:
    """An article of a Wednesday in May."""
    return Article(id=name, text=text, published=published)


def test_tagging_needs_no_parser() -> None:
    ((_, dated),) = tag_articles([article("a", FERRY)])
    assert [d.edtf.text for d in dated if d.edtf] == ["2024-05-13"]


def test_extraction_is_lazy_and_keeps_the_order() -> None:
    asked = []

    def endless() -> Iterator[Article]:
        for n in range(10**6):
            asked.append(n)
            yield article(str(n), FERRY)

    results = extract_articles(endless())
    assert [next(results).article.id for _ in range(3)] == ["0", "1", "2"]
    assert len(asked) < 1000


def test_an_article_without_dates_gives_its_lead_when_asked() -> None:
    text = "A court in Maputo fined the owner of a ferry. The families wept."
    (plain,) = extract_articles([article("a", text)])
    (asked,) = extract_articles([article("a", text)], undated="publication")
    assert plain.events == ()
    assert [(e.when.text, e.certainty) for e in asked.events] == [("2024-05-15", "guessed")]
    assert asked.events[0].title == "Court in Maputo fines the owner of a ferry"


def test_a_relative_time_without_publication_date_is_told() -> None:
    (result,) = extract_articles([article("a", "The owner was fined last week.", None)])
    assert result.events == ()
    assert [(d.kind, d.text) for d in result.diagnostics] == [("undated", "last week")]


def test_an_empty_article_gives_nothing() -> None:
    (result,) = extract_articles([article("a", "")])
    assert (result.events, result.dated, result.diagnostics) == ((), (), ())


def test_a_timeline_is_merged_sorted_and_cut() -> None:
    articles = [
        article("court", COURT),
        article("ferry", FERRY),
        article("again", "The ferry Estrela sank off Pemba on May 13.", "2024-05-20"),
    ]
    timeline = build_timeline(articles, title="Estrela")
    assert timeline.title == "Estrela"
    days = [e.when.text for e in timeline.events]
    assert days == sorted(days)
    (sinking,) = [e for e in timeline.events if e.when.text == "2024-05-13"]
    assert [s.article for s in sinking.sources] == ["ferry", "again"]
    assert {e.when.text for e in build_timeline(articles, choice=Choice(select=1)).events} == {"2024-05-13"}
    assert build_timeline(articles, choice=Choice(first="2024-05-14")).events == tuple(
        e for e in timeline.events if (e.when.last or "") >= "2024-05-14"
    )


def test_the_order_of_the_articles_does_not_matter() -> None:
    articles = [article("court", COURT), article("ferry", FERRY)]
    assert build_timeline(articles).events == build_timeline(articles[::-1]).events


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Rovers won their first cup since 1987.", []),
        ("It was the deadliest fire in the town since 2003.", []),
        ("The mayor has led the council since 2019.", ["2019"]),
        ("Since 2019 the mayor has led the council.", ["2019"]),
    ],
)
def test_a_comparison_with_an_earlier_time_dates_nothing(text: str, dates: list[str]) -> None:
    [found] = extract_articles([Article(id="a", text=text, published="2024-05-20")])
    assert [event.when.text for event in found.events] == dates
