"""From a sentence to its events, with the parser that comes with the package: date, trigger, headline, status."""

from __future__ import annotations

import pytest

from timeline.boilerplate import boilerplate, is_dateline
from timeline.eventwords import load_words
from timeline.model import Article, Event, Span
from timeline.pipeline import extract_articles

PUBLISHED = "2024-05-15"  # a Wednesday


def events_of(text: str, published: str | None = PUBLISHED) -> tuple[Event, ...]:
    """The events of a text."""
    return next(iter(extract_articles([Article(id="a", text=text, published=published)]))).events


# sentence: (date, trigger, headline, status) of its only event
ONE = {
    "The court in Lagos sentenced the former governor to seven years on May 3, 2024.": (
        ("2024-05-03", "sentenced", "Court in Lagos sentences the former governor to seven years", "happened")
    ),
    "Villagers rebuilt the bridge in 2019.": ("2019", "rebuilt", "Villagers rebuild the bridge", "happened"),
    "The minister said on Friday that the dam would be closed.": (
        ("2024-05-10", "said", "Minister says dam will be closed", "happened")
    ),
    "The minister did not attend the ceremony on Friday.": (
        ("2024-05-10", "attend", "Minister does not attend the ceremony", "denied")
    ),
    "A second strike is planned for July 9.": ("2024-07-09", "planned", "Second strike planned", "scheduled"),
    "The company may sell its ferries in June.": (("2024-06", "sell", "Company may sell its ferries", "hypothetical")),
    "The treaty, signed in 1998, ended the dispute.": ("1998", "signed", "Treaty signed", "happened"),
    "The trial will begin on June 10.": ("2024-06-10", "begin", "Trial to begin", "scheduled"),
    "Three fishermen were rescued on Sunday.": ("2024-05-12", "rescued", "Three fishermen rescued", "happened"),
    "The election was held in March.": ("2024-03", "held", "Election held", "happened"),
    "The eruption of the volcano in 1902 destroyed the town.": (
        ("1902", "eruption", "Eruption of the volcano", "happened")
    ),
    "It was announced on Monday that the festival had been cancelled.": (
        ("2024-05-13", "announced", "Festival cancelled", "happened")
    ),
    "If the vote fails on June 3, the cabinet will resign.": (
        ("2024-06-03", "fails", "Cabinet to resign if vote fails", "hypothetical")
    ),
    "Bakers named Rui Tavares as their leader in 2019.": (
        ("2019", "named", "Bakers name Rui Tavares as their leader", "happened")
    ),
    "“We sleep badly on Mondays since March 2024,” said the baker.": (
        ("2024-03", "sleep", "Baker: We sleep badly on Mondays since March 2024", "happened")
    ),
    "On Tuesday Randy Sousa was in court.": ("2024-05-14", "court", "Randy Sousa is in court", "happened"),
    "On Friday, Rashid bin Said, the long-serving head of the port, died in Aden.": (
        ("2024-05-10", "died", "Rashid bin Said dies in Aden", "happened")
    ),
    "This closure started on May 3, 2024.": ("2024-05-03", "started", "Closure starts", "happened"),
    "Ana Sousa pleaded guilty to fraud on May 3, 2024.": (
        ("2024-05-03", "pleaded", "Ana Sousa pleads guilty to fraud", "happened")
    ),
    "On May 3, 2024, Bakers Bank also limited cash withdrawals to two a day.": (
        ("2024-05-03", "limited", "Bakers Bank limits cash withdrawals to two a day", "happened")
    ),
    "On Friday, the leader of the miners, Rui Tavares, imposed a ban on night work.": (
        ("2024-05-10", "imposed", "Leader of the miners imposes a ban on night work", "happened")
    ),
    "The 2019 Lisbon Marathon was the last of its kind.": ("2019", "Marathon", "2019 Lisbon Marathon", "happened"),
    "The talk with Ana Sousa that took place in March 2019 was long.": (
        ("2019-03", "took", "Talk with Ana Sousa takes place", "happened")
    ),
    "The harbour police said on Friday they had arrested two men.": (
        ("2024-05-10", "said", "Harbour police say they have arrested two men", "happened")
    ),
    "Twelve boats had been found by Friday, eight ferries and four tugs, according to the navy.": (
        ("2024-05-10", "found", "Twelve boats found", "happened")
    ),
    "Harbour Institute Director Ana Sousa said, “On May 3, 2024 we closed two piers.”": (
        ("2024-05-03", "closed", "Ana Sousa: We closed two piers", "happened")
    ),
    "Ana Sousa was tired. “The winter was long. In March 2024 we closed two piers,” she said.": (
        ("2024-03", "closed", "Ana Sousa: We closed two piers", "happened")
    ),
    "When it was first noticed on Sunday, the leak was small.": ("2024-05-12", "noticed", "Leak noticed", "happened"),
    "The town is full of clubs, some of which have closed their doors since March 2024.": (
        ("2024-03", "closed", "Some clubs close their doors", "happened")
    ),
    "A car bomb was on Monday placed under a bridge.": (
        ("2024-05-13", "placed", "Car bomb placed under a bridge", "happened")
    ),
    "The agency on Saturday reported a block of flats collapsed in Aleppo.": (
        ("2024-05-11", "reported", "Agency reports block of flats collapsed in Aleppo", "happened")
    ),
    "With the bridge scheduled to be closed in June, the mayor left.": (
        ("2024-06", "closed", "Bridge scheduled to be closed", "scheduled")
    ),
    "The unrest, stemming from the police killing of two miners in March, went on.": (
        ("2024-03", "killing", "Police killing of two miners", "happened")
    ),
    "On Friday, US singer and lyricist Rui Tavares died at his home in Beira.": (
        ("2024-05-10", "died", "Rui Tavares dies at his home in Beira", "happened")
    ),
    "The alleged attack on the ferry in May 2019 was never proven.": (
        ("2019-05", "attack", "Alleged attack on the ferry", "happened")
    ),
    "The Sena Police spoke. On Friday they arrested two men.": (
        ("2024-05-10", "arrested", "Sena Police arrest two men", "happened")
    ),
    "A candidate for the regional election to be held on June 9 resigned.": (
        ("2024-06-09", "held", "Regional election to be held", "scheduled")
    ),
    "On Monday former minister Ana Sousa sued the bank.": (
        ("2024-05-13", "sued", "Former minister Ana Sousa sues the bank", "happened")
    ),
    "Born Ana Sousa in Beira on June 23, 1941, she moved away.": (
        ("1941-06-23", "Born", "Ana Sousa born in Beira", "happened")
    ),
    "The council met on Monday, which pleased the mayor.": ("2024-05-13", "met", "Council meets", "happened"),
    "The accusation he robbed a bank in 1993, using a toy gun, was dropped.": (
        ("1993", "robbed", "Alleged: Bank robbed", "happened")
    ),
    "Miners alleged that the firm had closed two pits in 2019.": (
        ("2019", "closed", "Alleged: Firm closes two pits", "happened")
    ),
    "The claim that was filed in 2019 was settled.": ("2019", "filed", "Claim filed", "happened"),
    "The governor delayed the vote until June.": (
        "2024-06",
        "delayed",
        "Governor delays the vote until June",
        "scheduled",
    ),
    "A fire yesterday morning destroyed at least 200 makeshift homes in a slum in Beira.": (
        ("2024-05-14", "destroyed", "Fire destroys at least 200 makeshift homes in a slum in Beira", "happened")
    ),
    "In findings published Wednesday in Science Advances, researchers from Beira reported a new mechanism.": (
        ("2024-05-15", "published", "Findings published in Science Advances", "happened")
    ),
    "A rescue mission failed in the desert last month, and eight servicemen died.": (
        ("2024-04", "failed", "Rescue mission fails in the desert", "happened")
    ),
    "Parliament confirmed all nineteen ministers on May 3, the first time in two decades that none was turned down.": (
        ("2024-05-03", "confirmed", "Parliament confirms all nineteen ministers", "happened")
    ),
    "Leaders were to have met in Rome on March 4.": (
        ("2024-03-04", "met", "Leaders were to have met in Rome", "hypothetical")
    ),
    "Officials at the plant deny that any gas leaked on January 8.": (
        ("2024-01-08", "leaked", "Denied: Any gas leaks", "denied")
    ),
    "Neither Sousa nor the ministry commented on Friday.": (
        ("2024-05-10", "commented", "Neither Sousa nor the ministry comment", "denied")
    ),
    "Not until 2018 did the museum return the painting.": ("2018", "return", "Museum returns the painting", "happened"),
    "Engineers had warned in January it might fall.": ("2024-01", "warned", "Engineers warn it might fall", "happened"),
    "The minister, Ana Sousa, and her deputy resigned on Friday.": (
        ("2024-05-10", "resigned", "Ana Sousa and her deputy resign", "happened")
    ),
    "The miners said they had seen the smoke in April.": ("2024-04", "seen", "Miners see the smoke", "happened"),
    "The ferry ran from July 13 to 17 of last year.": ("2023-07-13/2023-07-17", "ran", "Ferry runs", "happened"),
    "Presenter, writer and teacher Ana Sousa, known as the Bear, died on Friday.": (
        ("2024-05-10", "died", "Ana Sousa known as the Bear dies", "happened")
    ),
    "Floods in Beira on March 4, 2019": ("2019-03-04", "Floods", "Floods in Beira", "happened"),
}


@pytest.mark.parametrize(("sentence", "wanted"), ONE.items(), ids=[s[:40] for s in ONE])
def test_one_event(sentence: str, wanted: tuple[str, str, str, str]) -> None:
    found = [(e.when.text, e.trigger, e.title, e.status) for e in events_of(sentence)]
    assert found == [wanted]


def test_a_lone_word_and_broken_text_give_no_error() -> None:
    assert [event.title for event in events_of("m2019down")] in ([], ["M2019down"])
    assert len(events_of("Ana \ud83d Sousa left on May 3, 2024.")) == 1


def test_a_lead_has_an_identity_of_its_own() -> None:
    lead = "The army attacked the town with tanks and planes."
    article = Article(
        id="a", text=f"{lead}\nThe army attacked the town with tanks and planes on May 3.", published=PUBLISHED
    )
    undated, dated = next(iter(extract_articles([article], undated="publication"))).events
    assert (undated.certainty, undated.title) == ("guessed", dated.title)
    assert undated.uid != dated.uid == events_of(article.text)[0].uid


def test_a_second_date_has_a_subject_of_its_own() -> None:
    found = [(e.when.text, e.title) for e in events_of("Ana Sousa was elected in 2008, and Rui Tavares in 2012.")]
    assert found == [("2008", "Ana Sousa elected"), ("2012", "Rui Tavares elected")]


# A time that dates no happening, a question, a credit.
NONE = [
    "I slept badly in March 2019.",
    "You were lucky in 2019.",
    "The 2023 budget was too small.",
    "She drives a 2015 model.",
    "Will the port open on Friday?",
    "The bridge in 2019 (Photo: Ana Sousa)",
    "May 3, 2024",
    "Article first published on May 3, 2024",
    "The project will take three years.",
    "The council meets every Tuesday.",
    "The ferry was full, according to police on Thursday.",
]


@pytest.mark.parametrize("sentence", NONE)
def test_no_event(sentence: str) -> None:
    assert [e.title for e in events_of(sentence)] == []


# sentence: dates and triggers of its events
SEVERAL = {
    "Police said on Friday that two men had been charged last week.": [
        ("2024-05-10", "said"),
        ("2024-05-06/2024-05-12", "charged"),
    ],
    "On Monday the bank opened its doors, and on Tuesday it closed them.": [
        ("2024-05-13", "opened"),
        ("2024-05-14", "closed"),
    ],
    "He left the party in 2018, wrote a book, and founded a school in 2020.": [
        ("2018", "left"),
        ("2020", "founded"),
    ],
    "The club, founded in 1911, won the cup in 2023.": [("1911", "founded"), ("2023", "won")],
}


@pytest.mark.parametrize(("sentence", "wanted"), SEVERAL.items(), ids=[s[:40] for s in SEVERAL])
def test_several_events(sentence: str, wanted: list[tuple[str, str]]) -> None:
    assert [(e.when.text, e.trigger) for e in events_of(sentence)] == wanted


def test_a_denied_report_is_denied() -> None:
    (event,) = events_of("The union denied reports that its members had blocked the port on Monday.")
    assert (event.status, event.trigger) == ("denied", "blocked")
    assert event.title.startswith("Denied: ")


STATUS = [
    ("The minister said the dam would close in June.", "scheduled"),
    ("The dam would close in June.", "hypothetical"),
    ("The dam may close in June.", "hypothetical"),
    ("The dam will close in June.", "scheduled"),
    ("The dam closed in March.", "happened"),
    ("The dam never closed in March.", "denied"),
    ("Two men who had not been charged left the country in March.", "happened"),
]


@pytest.mark.parametrize(("sentence", "status"), STATUS)
def test_status(sentence: str, status: str) -> None:
    assert [e.status for e in events_of(sentence)] == [status]


TURNS = ["no longer", "never", "nearly", "allegedly"]


@pytest.mark.parametrize("word", TURNS)
def test_a_headline_keeps_what_turns_it(word: str) -> None:
    verb = "needs" if word == "no longer" else "hit"
    (event,) = events_of(f"The mayor said on Friday that the city {word} {verb} the dam.")
    assert word in event.title


def test_a_pronoun_gives_way_to_a_clear_name() -> None:
    (event,) = events_of("Ines Ferreira grew up in Beira. She was elected mayor in 2020.")
    assert event.title == "Ines Ferreira elected mayor"


def test_a_pronoun_stays_where_two_could_be_meant() -> None:
    (event,) = events_of("After the debate Ines Ferreira thanked Marta Dias. She was elected mayor in 2020.")
    assert "Ferreira" not in event.title
    assert "Dias" not in event.title


def test_the_most_complete_name_is_the_actor() -> None:
    event = events_of("Ines Ferreira spoke. On May 2 Ferreira opened the clinic.")[-1]
    assert event.actors == ("Ines Ferreira",)


def test_an_event_can_be_checked() -> None:
    text = "Nothing. The ferry sank on May 2 off Pemba."
    (event,) = events_of(text)
    (source,) = event.sources
    assert text[source.span.start : source.span.end] == source.text == "May 2"
    assert source.trigger is not None
    assert text[source.trigger.start : source.trigger.end] == event.trigger == "sank"
    assert source.quote == "The ferry sank on May 2 off Pemba."
    assert "2 May 2024" in source.because or "2024" in source.because


def test_the_identity_of_an_event_does_not_depend_on_its_date() -> None:
    one, other = (events_of("The ferry sank last week.", day)[0] for day in ("2024-05-15", "2023-05-15"))
    assert one.when != other.when
    assert one.uid == other.uid


BOILERPLATE = [
    "Leave a Comment",
    "Related Articles",
    "© Ana Sousa/Agency",
    "Photo: Ana Sousa",
    "Last updated on May 3, 2024",
    "This article was originally published on May 3, 2024.",
    "Copyright 2024 The Example. All rights reserved.",
]


@pytest.mark.parametrize("line", BOILERPLATE)
def test_boilerplate(line: str) -> None:
    text = f"The ferry sank.\n{line}\nThe crew swam."
    assert any(text[s.start : s.end].startswith(line) for s in boilerplate(text, load_words()))


NOT_BOILERPLATE = ["The comment was left on May 3.", "By Friday the water had gone.", "Published reports differ."]


@pytest.mark.parametrize("line", NOT_BOILERPLATE)
def test_not_boilerplate(line: str) -> None:
    assert boilerplate(f"{line}\nThe ferry sank off the coast. Its crew swam ashore.", load_words()) == []


# text, its date, whether the date only heads the text
DATELINES = [
    ("LAGOS, March 3 (Agency) — The ferry sank.", "March 3", True),
    ("March 3, 2024\nIt sank.", "March 3, 2024", True),
    ("On March 3 it sank.", "March 3", False),
    ("Lagos on March 3 was calm.", "March 3", False),
]


@pytest.mark.parametrize(("text", "date", "wanted"), DATELINES)
def test_dateline(text: str, date: str, wanted: bool) -> None:
    at = text.index(date)
    assert is_dateline(text, Span(start=at, end=at + len(date))) is wanted
