"""The value types that pass between the stages. Positions are Python string positions of the article's text."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

from timeline.edtf import Edtf

__all__ = [
    "AnchorKind",
    "Article",
    "Certainty",
    "Dated",
    "Diagnostic",
    "Event",
    "PublishedHow",
    "Reading",
    "Source",
    "Span",
    "Status",
    "Timeline",
    "Timex",
    "TimexType",
]

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
AnchorKind = Literal["absolute", "publication", "narrative", "none"]
PublishedHow = Literal["given", "metadata", "dateline", "inferred", "unknown"]
Status = Literal["happened", "scheduled", "ongoing", "denied", "hypothetical"]
Certainty = Literal["stated", "implied", "guessed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Half-open range of characters: `text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One text as it was read. `published` is an ISO day, None when nobody knows it.

    `pages` are the positions at which the pages of a printed text begin, in order; a page without text begins where
    the next one does. Empty for a text without pages. `copy_of` is the id of an article read before with nearly the
    same text; the two are one report.
    """

    id: str
    text: str
    title: str = ""
    url: str = ""
    published: str | None = None
    published_how: PublishedHow = "unknown"
    language: str = "en"
    pages: tuple[int, ...] = ()
    copy_of: str = ""

    def page_at(self, position: int) -> int | None:
        """The number of the page that holds a position, counted from 1; None in a text without pages."""
        return bisect_right(self.pages, position) or None

    def source(
        self, *, span: Span, text: str, trigger: Span | None, sentence: Span, rule: str, because: str, edtf: str
    ) -> Source:
        """A place of this article as the source of an event; `sentence` is what is quoted."""
        return Source(
            article=self.id,
            title=self.title,
            url=self.url,
            published=self.published,
            span=span,
            text=text,
            trigger=trigger,
            quote=self.text[sentence.start : sentence.end],
            rule=rule,
            because=because,
            edtf=edtf,
            page=self.page_at(span.start),
            copy_of=self.copy_of,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex:
    """A time expression as it stands in the text, before any date is given to it (TimeML's TIMEX3 span and type)."""

    span: Span
    text: str
    type: TimexType
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the words of a time expression say by themselves, before any context.

    `year` is astronomical (0 is 1 BC). `unit` is D, W, M, Q, Y, E (decade), C (century), TH, TM, TS, WE (weekend).
    `rel` says how a unit or part hangs on another time: last, this, next, previous, following, that, latest.
    `amount` is None where the words are vague ("a few years"). `base` is the time a shift counts from.
    """

    kind: Literal["date", "shift", "duration", "set", "reference"]
    type: TimexType = "DATE"
    year: int | None = None
    short_year: bool = False  # "'99": the century is open
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    quarter: int | None = None
    half: int | None = None
    season: str | None = None
    decade: int | None = None  # first year of it
    century: int | None = None  # 20 for the twentieth, negative before the common era
    holiday: str | None = None
    part_of_day: str | None = None
    clock: str | None = None
    zone: str | None = None
    unit: str | None = None
    rel: str | None = None
    amount: float | None = None
    direction: int = 0
    base: Literal["publication", "narrative", "date"] | None = None
    inner: Reading | None = None
    value: str | None = None
    mod: str | None = None
    fiscal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A time expression with its values.

    `value` and `mod` are TIMEX3 attributes (TimeML 1.2.1); `edtf` is None where the expression denotes no calendar
    time ("three years", "every Tuesday", "recently"). `because` gives the reason in words. `guessed` tells that the day
    of publication that it hangs on was inferred from the text.
    """

    timex: Timex
    value: str
    mod: str | None = None
    edtf: Edtf | None = None
    anchor: AnchorKind = "absolute"
    because: str = ""
    guessed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One place that reports an event. `span` is the time expression, `trigger` the word that names the happening.

    `page` is the page on which the expression stands, where the article has pages. `copy_of` is that of the article.
    """

    article: str
    title: str
    url: str
    published: str | None
    span: Span
    text: str
    trigger: Span | None
    quote: str
    rule: str
    because: str
    edtf: str | None = None  # the date that this source gives, where merged sources differ
    page: int | None = None
    copy_of: str = ""

    @property
    def place(self) -> tuple[str, int, int]:
        """Article, time expression and happening: where it stands; the last is -1 where no word names the happening."""
        return (self.article, self.span.start, self.trigger.start if self.trigger else -1)

    @property
    def report(self) -> str:
        """The article, or the one whose text it repeats: what counts as one report, however often it was printed."""
        return self.copy_of or self.article


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened, or is said to, at a calendar time.

    `confidence` is a probability between 0 and 1 that the date is the right one for this happening. `uid` does not
    depend on the date, so that a corrected date updates the same entry of a calendar.
    """

    uid: str
    title: str
    when: Edtf
    status: Status
    certainty: Certainty
    confidence: float
    actors: tuple[str, ...] = ()
    trigger: str = ""
    quote: str = ""
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """Something a person should know: an input that could not be read, an expression that could not be dated."""

    kind: Literal["unreadable", "undated", "conflict", "note"]
    article: str
    message: str
    span: Span | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Events in chronological order, and what did not become one."""

    title: str = "Timeline"
    events: tuple[Event, ...] = ()
    articles: tuple[Article, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def updated(self) -> str | None:
        """Latest publication date among the sources and articles (ISO day), None when none is known."""
        days = [a.published for a in self.articles if a.published]
        days += [s.published for e in self.events for s in e.sources if s.published]
        return max(days, default=None)
