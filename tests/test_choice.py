"""What of a timeline is kept, and that what was left out is counted."""

from __future__ import annotations

import pytest

from timeline.choice import Choice, choose
from timeline.edtf import Edtf
from timeline.model import Event, Source, Span, Status, Timeline


def event(when: str, *, status: Status = "happened", actors: tuple[str, ...] = (), articles: int = 1) -> Event:
    sources = tuple(
        Source(
            article=f"a{n}",
            title="",
            url="",
            published="2024-05-20",
            span=Span(start=0, end=4),
            text="then",
            trigger=None,
            quote="",
            rule="r",
            because="",
        )
        for n in range(articles)
    )
    return Event(
        uid=f"{when}{status}",
        title=when,
        when=Edtf(when),
        status=status,
        certainty="stated",
        confidence=0.9,
        actors=actors,
        sources=sources,
    )


EVENTS = (
    event("2015", articles=3),
    event("2024-05-01", actors=("Ana Ruiz",)),
    event("2024-05-02", status="denied", articles=2),
    event("2024-05-03", actors=("Harbour Board",), articles=2),
    event("2025-01/..", status="scheduled"),
)

ROWS = [
    (Choice(), ["2015", "2024-05-01", "2024-05-02", "2024-05-03", "2025-01/.."], []),
    (Choice(first="2024-05-02"), ["2024-05-02", "2024-05-03", "2025-01/.."], ["2 events were left out by --from"]),
    (Choice(last="2024-05-02"), ["2015", "2024-05-01", "2024-05-02"], ["2 events were left out by --to"]),
    (Choice(min_sources=2), ["2015", "2024-05-02", "2024-05-03"], ["2 events were left out by --min-sources 2"]),
    (Choice(statuses=("denied", "scheduled")), ["2024-05-02", "2025-01/.."], ["3 events were left out by --status"]),
    (Choice(actors=("ruiz", "BOARD")), ["2024-05-01", "2024-05-03"], ["3 events were left out by --actor"]),
    (Choice(actors=("nobody",)), [], ["5 events were left out by --actor nobody"]),
    (
        Choice(first="2024-05-01", min_sources=2),
        ["2024-05-02", "2024-05-03"],
        ["1 event was left out by --from", "2 events were left out by --min-sources 2"],
    ),
]


@pytest.mark.parametrize(("choice", "kept", "notes"), ROWS)
def test_choices(choice: Choice, kept: list[str], notes: list[str]) -> None:
    chosen = choose(Timeline(events=EVENTS), choice)
    assert [e.when.text for e in chosen.events] == kept
    assert len(chosen.diagnostics) == len(notes)
    assert all(one.message.startswith(note) for one, note in zip(chosen.diagnostics, notes, strict=True))


def test_the_dates_that_matter_most_are_kept_last() -> None:
    chosen = choose(Timeline(events=EVENTS), Choice(last="2024-12-31", select=1))
    assert len(chosen.events) == 1
    assert [d.message.rpartition(" by ")[2] for d in chosen.diagnostics] == ["--to 2024-12-31", "--select 1"]
