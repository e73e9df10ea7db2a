"""Invented timelines for the tests of the exporters: realistic, crowded, and hostile ones."""

from __future__ import annotations

import random
from collections.abc import Sequence

from timeline.edtf import Edtf, day_of_number
from timeline.model import Article, Event, Source, Span, Status, Timeline

PAPERS = ("Harbour Gazette", "The Northern Courier", "Port Weekly", "Delta Wire")

# date, title, status, actors, index of the paper
_STORY: Sequence[tuple[str, str, Status, tuple[str, ...], int]] = (
    ("2018", "Two coastal states sign the first water treaty", "happened", ("Arland", "Besk"), 0),
    ("2021-06", "Arland begins to build a dam on the upper Toren", "happened", ("Arland",), 1),
    ("2024-07-02", "Besk recalls its ambassador from Arland", "happened", ("Besk",), 0),
    ("2024-09", "Mediators from Corvia meet both sides in secret", "happened", ("Corvia",), 2),
    ("2024-10-26", "Power stations near the border lose electricity for nine hours", "happened", ("Besk",), 1),
    ("2024-10-27", "Arland denies that it opened the sluices of the dam", "denied", ("Arland",), 3),
    ("2024-11-11/2024-11-17", "Talks in the lake town of Merrow break off without a date for another round",
     "happened", ("Arland", "Besk", "Corvia"), 0),
    ("2024-12-05", "Fishermen block the port of Salvin", "happened", ("Fishermen's Union",), 2),
    ("2025-01~", "Corvia sends a letter with new terms", "happened", ("Corvia",), 1),
    ("2025-01-15", "Parliament of Besk votes for sanctions", "happened", ("Besk",), 3),
    ("2025-02-20", "Engineers publish a report on the state of the dam", "happened", ("Institute of Hydrology",), 0),
    ("2025-03-07", "President of Arland offers direct talks in a televised speech", "happened", ("Arland",), 1),
    ("2025-03-08", "Foreign minister of Besk rejects talks under pressure", "happened", ("Besk",), 1),
    ("2025-03-09", "Both armies move artillery towards the valley", "hypothetical", ("Arland", "Besk"), 2),
    ("2025-03-12", "Envoy delivers the reply in the capital of Corvia", "happened", ("Corvia",), 0),
    ("2025-03-20/..", "Water rationing in the districts along the lower river", "ongoing", ("Besk",), 3),
    ("2025-04-15", "Deadline for an answer to the letter", "scheduled", ("Corvia",), 0),
    ("2025-06-28", "Presidential election in Besk", "scheduled", ("Besk",), 2),
)  # fmt: skip

_SUBJECTS = ("The council", "Port workers", "The energy ministry", "A court in Salvin", "Besk's parliament",
             "Opposition leaders", "The central bank", "Border guards", "Mediators", "The dam operator")  # fmt: skip
_VERBS = ("approves", "rejects", "suspends", "announces", "investigates", "signs", "withdraws from", "questions")
_OBJECTS = ("the water agreement", "a plan for emergency power", "the sale of fishing licences in the estuary",
            "a ban on exports", "talks with the neighbouring state about the level of the reservoir", "new tariffs",
            "the budget", "an inquiry into the night of the power cut")  # fmt: skip


def event(edtf: str, title: str, status: Status = "happened", *, actors: tuple[str, ...] = (), paper: int = 0,
          uid: str = "", sources: int = 1, confidence: float = 0.9) -> Event:  # fmt: skip
    """One event whose quote is made from its title."""
    quote = f"{title}, people close to the matter said on Friday."
    return Event(
        uid=uid or f"{edtf}-{title[:24]}".strip(),
        title=title,
        when=Edtf(edtf),
        status=status,
        certainty="stated",
        confidence=confidence,
        actors=actors,
        trigger=title.split(" ")[1] if " " in title else title,
        quote=quote,
        sources=tuple(source((paper + number) % len(PAPERS), quote) for number in range(sources)),
    )


def source(paper: int, quote: str) -> Source:
    """A source in one of the invented papers."""
    return Source(
        article=f"article-{paper}.txt",
        title=f"{PAPERS[paper]}: what we know so far",
        url=f"https://example.org/{paper}/story?id={paper}&lang=en",
        published=f"2025-03-{10 + paper}",
        span=Span(start=len(quote) - 7, end=len(quote) - 1),
        text="Friday",
        trigger=Span(start=0, end=3),
        quote=quote,
        rule="weekday",
        because=f"‘Friday’ before the publication on {10 + paper} March 2025",
    )


def timeline(*events: Event, title: str = "The dispute over the Toren dam") -> Timeline:
    """The events in order of time, with the articles they came from."""
    articles = tuple(
        Article(id=f"article-{paper}.txt", text="", title=f"{PAPERS[paper]}: what we know so far",
                published=f"2025-03-{10 + paper}", published_how="given")
        for paper in range(len(PAPERS))
    )  # fmt: skip
    return Timeline(title=title, events=tuple(sorted(events, key=lambda one: one.when.sort_key)), articles=articles)


def story() -> Timeline:
    """Eighteen events over seven years, with every status and every precision that news has."""
    return timeline(*(event(edtf, title, status, actors=actors, paper=paper)
                      for edtf, title, status, actors, paper in _STORY))  # fmt: skip


def many(count: int, *, seed: int = 1, days: int = 400, start: int = 739000) -> Timeline:
    """`count` invented events, spread at random over `days` days from day number `start`; every ninth is imprecise."""
    chance = random.Random(seed)
    events = []
    for number in range(count):
        day = day_of_number(start + int(chance.triangular(0, days, days * 0.8)))
        edtf = day[:7] if number % 9 == 4 else day
        title = f"{chance.choice(_SUBJECTS)} {chance.choice(_VERBS)} {chance.choice(_OBJECTS)}"
        status: Status = chance.choices(
            ("happened", "scheduled", "denied", "ongoing", "hypothetical"), (30, 3, 3, 2, 2)
        )[0]
        events.append(event(edtf, title, status, uid=f"e{number}", paper=chance.randrange(4),
                            sources=1 + int(chance.expovariate(1.2)) % 4))  # fmt: skip
    return timeline(*events)


def crowded() -> Timeline:
    """2015, 2018 and 2020, then forty events in March 2025."""
    early = [event("2015-07-14", "Arland and Besk sign the river accord"),
             event("2018-05-08", "Arland leaves the river accord"),
             event("2020-01-03", "Chief engineer of the dam is arrested at the airport")]  # fmt: skip
    return timeline(*early, *many(40, seed=7, days=30, start=739310).events)


HOSTILE_TITLES = (
    "Talks end\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:injected",
    '=HYPERLINK("http://example.org";"click")',
    "  +1+cmd|' /C calc'!A0",
    "@SUM(A1:A9)",
    "-2+3",
    "\t=1+1",
    "'=already guarded",
    "</script><script>alert(1)</script>",
    "Price rises from $5 to $10 and $\\frac{1}$ stays",
    "NUL \x00 and BEL \x07 and VT \x0b and \u2028 separator",
    "Right-to-left \u202egnirts override",
    "Emoji 🚀🧑‍🚀 and flags 🇪🇺",
    "محادثات السلام تبدأ في جنيف",
    "北京で会談が始まり、両国は共同声明を発表した",
    "W" + "o" * 4998 + "w",
    'back\\slash; semicolon, comma: colon "quotes" | pipe \\| escaped',
    "half a pair \ud800 here",
    "ï»¿ BOM at the start \ufeff and inside",
)


def hostile() -> Timeline:
    """Titles, actors, sources and quotes that try to break out of every format, and dates at the ends of time."""
    days = ["0001-01-01", "9999-12-31", "9998/9999", "-0043-03-15", "0000", "199X", "19XX", "../2018", "2021/..",
            "2024-02-29T23:59:59+14:00", "2024-02-29T17:30", "2025-03-08T17:30Z", "2025-03-08T25:99"]  # fmt: skip
    titles = [event("2025-03-08", text, uid=f"title-{number}\r\nX-INJECTED:1", actors=(text, "a,b;c"))
              for number, text in enumerate(HOSTILE_TITLES)]  # fmt: skip
    dates = [event(day, f"Event at {day}", uid=f"date {number}") for number, day in enumerate(days)]
    return timeline(*titles, *dates, title="Hostile\r\nX-WR-CALNAME:injected; =1+1 </title>")
