"""Days without a year, in articles without a day, and articles that are printed twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from timeline.model import Article, Event, Timeline
from timeline.pipeline import build_timeline

KNOWN = Article(
    id="known",
    published="2024-11-01",
    text="The army struck two bridges near Sena on October 26, killing four soldiers.",
)
DAYLESS = Article(id="dayless", text="The army's strike on two bridges near Sena on October 26 killed four soldiers.")


def told(timeline: Timeline) -> dict[str, list[str]]:
    """The articles of each event, by its date."""
    return {event.when.text: [source.article for source in event.sources] for event in timeline.events}


def strike(timeline: Timeline) -> Event:
    """The event of 26 October 2024."""
    return next(event for event in timeline.events if event.when.text == "2024-10-26")


def test_the_year_is_lent_by_the_same_happening_elsewhere() -> None:
    timeline = build_timeline([DAYLESS, KNOWN])
    assert told(timeline) == {"2024-10-26": ["known", "dayless"]}
    lent = strike(timeline).sources[1]
    assert lent.because == "“October 26” names no year; 2024 is that of the same happening in known (“October 26”)"
    assert strike(timeline).confidence == strike(build_timeline([KNOWN])).confidence
    assert not timeline.diagnostics


LEFT_OPEN = {
    "another happening": [KNOWN, replace(DAYLESS, text="A school in Beira was opened on October 26 by the mayor.")],
    "two years": [
        KNOWN,
        replace(KNOWN, id="older", published="2022-11-01"),
        DAYLESS,
    ],
    "nobody else": [DAYLESS, replace(DAYLESS, id="second")],
}


@pytest.mark.parametrize("articles", LEFT_OPEN.values(), ids=LEFT_OPEN)
def test_no_year_is_guessed(articles: list[Article]) -> None:
    timeline = build_timeline(articles)
    assert all("dayless" not in names for names in told(timeline).values())
    assert [d.text for d in timeline.diagnostics if d.article == "dayless" and d.kind == "undated"] == ["October 26"]


def test_a_report_that_is_printed_twice_counts_once() -> None:
    copy = replace(KNOWN, id="copy", copy_of="known")
    event = strike(build_timeline([KNOWN, copy]))
    assert [source.article for source in event.sources] == ["copy", "known"]
    assert {source.report for source in event.sources} == {"known"}
    assert event.confidence == strike(build_timeline([KNOWN])).confidence
    other = replace(KNOWN, id="other")
    assert strike(build_timeline([KNOWN, other])).confidence > event.confidence
