"""One event for each happening: what is merged, what is not, whatever the order; and which dates a selection keeps."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.edtf import Edtf
from timeline.merge import merge_events
from timeline.model import Event, Source, Span, Status
from timeline.ranking import select_dates, weigh_dates


def event(
    title: str,
    when: str,
    *,
    trigger: str,
    article: str = "a",
    published: str = "2024-06-01",
    status: Status = "happened",
    actors: tuple[str, ...] = (),
    at: int = 0,
    text: str = "Friday",
    rule: str = "test",
) -> Event:
    """An event with one source, whose sentence is the title."""
    source = Source(
        article=article,
        title="",
        url="",
        published=published,
        span=Span(start=at, end=at + 4),
        text=text,
        trigger=Span(start=at + 5, end=at + 9),
        quote=f"{title} {article} {at}",
        rule=rule,
        because="test",
        edtf=when,
    )
    return Event(
        uid=f"{article}-{at}-{trigger}",
        title=title,
        when=Edtf(when),
        status=status,
        certainty="stated",
        confidence=0.9,
        actors=actors,
        trigger=trigger,
        quote=source.quote,
        sources=(source,),
    )


ATTACK = event("Rebels attack the port of Pemba", "2024-05-03", trigger="attack", actors=("Pemba",))
SAME = [
    # the same day, in other words
    event("Attack on the port of Pemba", "2024-05-03", trigger="Attack", article="b", actors=("Pemba",)),
    # a verb and its noun
    event("Port of Pemba bombed by rebels", "2024-05-03", trigger="bombed", article="b", actors=("Pemba",)),
    # the month in which the day lies
    event("Rebels attack the port of Pemba", "2024-05", trigger="attack", article="b", actors=("Pemba",)),
    # a bare mention in the same article
    event("May 3 attack", "2024-05-03", trigger="attack", at=90, actors=()),
]
OTHER = [
    event("Rebels attack the port of Pemba", "2024-05-19", trigger="attack", article="b", actors=("Pemba",)),
    event("Rebels attack the airport of Nampula", "2024-05-03", trigger="attack", article="b", actors=("Nampula",)),
    event("Minister visits the port of Pemba", "2024-05-03", trigger="visits", article="b", actors=("Pemba",)),
    event("Rebels attack the port of Pemba", "2024-05-03", trigger="attack", article="b", status="denied"),
    event("Rebels attack the port of Pemba", "2024-04", trigger="attack", article="b", actors=("Pemba",)),
]


@pytest.mark.parametrize("other", SAME, ids=lambda e: e.title)
def test_merged(other: Event) -> None:
    merged, conflicts = merge_events([ATTACK, other])
    assert [e.when.text for e in merged] == ["2024-05-03"]
    assert len(merged[0].sources) == 2
    assert conflicts == ()


@pytest.mark.parametrize("other", OTHER, ids=lambda e: f"{e.title} {e.when} {e.status}")
def test_kept_apart(other: Event) -> None:
    assert len(merge_events([ATTACK, other])[0]) == 2


def test_a_bare_mention_of_another_article_is_not_guessed_into_a_month() -> None:
    bare = event("Attack", "2024-05", trigger="attack", article="b")
    assert len(merge_events([ATTACK, bare])[0]) == 2


SUMMIT = event("Finance ministers meet in Pemba", "2024-05-03", trigger="meet")
PRICE = event("Price of maize falls to 30 cents", "2024-05", trigger="falls", rule="verb")
PAIRS = [
    # a verb without anything else is no mention of what is known
    (SUMMIT, event("I meet", "2024-05-03", trigger="meet", article="b", rule="verb"), 2),
    (SUMMIT, event("Meeting", "2024-05-03", trigger="meeting", article="b", rule="noun"), 1),
    # other figures, in a month or in one article
    (PRICE, event("Price of maize falls to 50 cents", "2024-05", trigger="falls", article="b", rule="verb"), 2),
    (PRICE, event("Price of maize falls to 30 cents", "2024-05", trigger="falls", article="b", rule="verb"), 1),
    # the verb says next to nothing
    (
        event("Wheat market goes down", "2024-05-03", trigger="goes", rule="verb"),
        event("Wheat deliveries go ashore", "2024-05-03", trigger="go", article="b", rule="verb"),
        2,
    ),
    # nothing in common but the name of who did it
    (
        event(
            "Harbour Board of Pemba sends boats", "2024-05-03", trigger="sends", actors=("Harbour Board of Pemba",),
        ),
        event(
            "Harbour Board of Pemba votes", "2024-05-03", trigger="votes", article="b",
            actors=("Harbour Board of Pemba",),
        ),
        2,
    ),
    # a year that stands before the noun names what happened
    (
        event("Accord known as the Small Peace", "2015", trigger="accord", at=10, text="2015", rule="year; noun"),
        event("Fishing accord with the islands", "2015", trigger="accord", at=90, text="2015", rule="year; noun"),
        1,
    ),
    # one sentence in two articles
    (
        replace(SUMMIT, title="They go"),
        replace(SUMMIT, title="They go", uid="b", sources=(replace(SUMMIT.sources[0], article="b"),)),
        1,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "count"), PAIRS, ids=lambda v: getattr(v, "title", str(v)))
def test_what_makes_two_happenings_one(one: Event, other: Event, count: int) -> None:
    assert len(merge_events([one, other])[0]) == count


@pytest.mark.parametrize(
    ("days", "count"), [(["2015-07-14"], 1), (["2015-07-14", "2015-09-02"], 3), (["2016-07-14"], 2)]
)
def test_what_all_know_by_its_year_is_the_only_day_of_its_kind(days: list[str], count: int) -> None:
    known = [event("Islands accord with the mainland", "2015", trigger="accord", article=a) for a in "abc"]
    dated = [
        event(f"Treaty signed at Pemba {n}", day, trigger="signed", article="d", at=n) for n, day in enumerate(days)
    ]
    assert len(merge_events([*known, *dated])[0]) == count


def test_a_happening_told_often_has_the_title_that_most_agree_on() -> None:
    told = [
        event("Rebels attack the port of Pemba", "2024-05-03", trigger="attack", article=str(n), actors=("Pemba",))
        for n in range(5)
    ]
    odd = "Insurers reckon with huge losses at Pemba, where rebels attack the port"
    merged, _ = merge_events([*told, event(odd, "2024-05-03", trigger="attack", article="z", actors=("Pemba",))])
    assert [e.title for e in merged] == ["Rebels attack the port of Pemba"]


def test_sources_that_disagree_on_the_day_are_one_event_and_a_conflict() -> None:
    title = "Ferry Estrela sinks off Pemba with ninety pilgrims"
    events = [
        event(title, "2024-05-03", trigger="sinks", article="a"),
        event(title, "2024-05-04", trigger="sinks", article="b"),
        event(title, "2024-05-04", trigger="sinks", article="c"),
    ]
    merged, conflicts = merge_events(events)
    assert [(e.when.text, len(e.sources)) for e in merged] == [("2024-05-04", 3)]
    assert [c.kind for c in conflicts] == ["conflict"]
    assert "2024-05-03" in conflicts[0].message


def test_the_eldest_source_gives_the_identity() -> None:
    old = event("Rebels attack the port of Pemba", "2024-05-03", trigger="attack", published="2024-05-04")
    new = event("Attack on the port of Pemba", "2024-05-03", trigger="Attack", article="b", published="2024-05-09")
    assert merge_events([new, old])[0][0].uid == old.uid


WORDS = ["port", "Pemba", "rebels", "ferry", "minister", "strike", "union", "bridge"]
EVENTS = st.builds(
    lambda trigger, words, when, article, at: event(
        " ".join([*words[:2], trigger, *words[2:]]), when, trigger=trigger, article=article, at=at
    ),
    st.sampled_from(["attacks", "visits", "opens", "closes", "attack"]),
    st.lists(st.sampled_from(WORDS), min_size=0, max_size=5, unique=True),
    st.sampled_from(["2024-05-03", "2024-05-04", "2024-05", "2024", "2024-05-19", "2024-05-01/2024-05-07"]),
    st.sampled_from("abc"),
    st.integers(0, 300),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(EVENTS, max_size=12, unique_by=lambda e: e.uid), st.randoms(use_true_random=False))
def test_order_does_not_matter_and_again_changes_nothing(events: list[Event], random: object) -> None:
    merged, _ = merge_events(events)
    shuffled = list(events)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert merge_events(shuffled)[0] == merged
    assert merge_events(merged)[0] == merged
    assert sum(len(e.sources) for e in merged) == sum(len(e.sources) for e in events)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(EVENTS, max_size=10, unique_by=lambda e: e.uid),
    st.lists(EVENTS, max_size=10, unique_by=lambda e: e.uid),
)
def test_later_articles_rename_no_event(before: list[Event], later: list[Event]) -> None:
    added = [
        replace(e, uid=f"later-{e.uid}", sources=(replace(s, article=f"later-{s.article}", published="2024-07-01"),))
        for e in later
        for s in e.sources
    ]
    earlier = merge_events(before)[0]
    for merged in merge_events([*before, *added])[0]:
        sources = set(merged.sources)
        grown_from = [e for e in earlier if sources.intersection(e.sources)]
        if len(grown_from) == 1 and sources.issuperset(grown_from[0].sources):
            assert merged.uid == grown_from[0].uid
        assert not grown_from or not merged.uid.startswith("later-")


def test_a_day_that_others_come_back_to_weighs_more() -> None:
    events = [
        event("Dam breaks", "2024-05-03", trigger="breaks", article=str(n), published=f"2024-06-{n + 10}", text="May 3")
        for n in range(3)
    ] + [event("Ball held", "2024-05-04", trigger="held", article=str(n), published="2024-05-04") for n in range(3)]
    weights = weigh_dates(events)
    assert weights["2024-05-03"] > weights["2024-05-04"] > 0


SELECTIONS = [
    (None, None, None, ["2024-05", "2024-05-03", "2024-05-19"]),
    (1, None, None, ["2024-05-03"]),
    (2, None, None, ["2024-05-03", "2024-05-19"]),
    (3, None, None, ["2024-05", "2024-05-03", "2024-05-19"]),
    (None, "2024-05-10", None, ["2024-05", "2024-05-19"]),
    (None, None, "2024-05-10", ["2024-05", "2024-05-03"]),
    (1, "2024-05-10", "2024-05-30", ["2024-05-19"]),
]


@pytest.mark.parametrize(("select", "first", "last", "wanted"), SELECTIONS)
def test_select(select: int | None, first: str | None, last: str | None, wanted: list[str]) -> None:
    events = [
        event("Talks continue", "2024-05", trigger="continue"),
        event("Dam breaks", "2024-05-03", trigger="breaks", text="May 3"),
        event("Dam breaks again", "2024-05-19", trigger="breaks"),
    ]
    assert [e.when.text for e in select_dates(events, select=select, first=first, last=last)] == wanted


def test_select_refuses_nothing() -> None:
    with pytest.raises(ValueError, match="0"):
        select_dates([ATTACK], select=0)
