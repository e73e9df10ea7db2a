"""What a reader is: bytes in, drafts of articles out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO, Protocol

from timeline.model import Diagnostic

if TYPE_CHECKING:
    from timeline.readers.limits import Limits

__all__ = [
    "Draft",
    "Guess",
    "Metadata",
    "MissingExtraError",
    "Origin",
    "Reader",
    "UnreadableError",
    "note",
    "unreadable",
]


class UnreadableError(Exception):
    """What is wrong with an input, in words that follow its name: "is empty"."""


class MissingExtraError(UnreadableError):
    """A library that is not installed; the message names the extra that brings it."""

    def __init__(self, extra: str, what: str) -> None:
        super().__init__(f'{what} are read with an extra: pip install "article-timeline[{extra}]"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What is said about an article outside of its text, as it was written there; "" where nothing is.

    `place` tells where it was said ("articles.csv line 3"), for messages; "" in the article's own file.
    `published_in` names the field that gave the date ("the front matter", "meta article:published_time").
    """

    title: str = ""
    published: str = ""
    url: str = ""
    place: str = ""
    published_in: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """An ISO day that may be the one of publication, and why; used where nothing better is known."""

    day: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where an article comes from: `name` for messages, `id` for an article that brings none.

    `row` is what `articles.csv` says of the file, `rows` what it says of single articles in it, by id. `latest` is
    the ISO day after which the file was not changed any more, None where nobody knows: no article in it is younger.
    `named` tells a file that the user named from one that was found in a folder, `inner` one that lies within another
    file. `url` is the address from which it was loaded. `limits` is None for the default.
    """

    name: str
    id: str
    suffix: str = ""
    row: Metadata = field(default_factory=Metadata)
    rows: Mapping[str, Metadata] = field(default_factory=dict)
    latest: str | None = None
    named: bool = True
    inner: bool = False
    url: str = ""
    limits: Limits | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One text with what came along with it. `place` names it in messages ("a.txt", "b.jsonl line 3").

    `origin` is set where the article lies in a file within the file that was opened (an archive), and
    `shared` where that may hold more articles. `pages` are those of `Article`.
    """

    text: str
    place: str
    id: str = ""
    metadata: Metadata = field(default_factory=Metadata)
    guess: Guess | None = None
    origin: Origin | None = None
    shared: bool = False
    pages: tuple[int, ...] = ()


class Reader(Protocol):
    """One kind of input. `suffixes` are lower case, with their dot; `many`: a file may hold any number of articles."""

    @property
    def name(self) -> str: ...

    @property
    def suffixes(self) -> tuple[str, ...]: ...

    @property
    def many(self) -> bool: ...

    def read(self, stream: BinaryIO, origin: Origin) -> Iterator[Draft | Diagnostic]:
        """The drafts in the order of the stream; what cannot be read comes as a `Diagnostic` in its place.

        Raises `OSError` when the stream fails and `UnreadableError` when nothing (more) can be read from it.
        """
        ...


def unreadable(place: str, why: str) -> Diagnostic:
    """An input that gave no article, or no date that it promised."""
    return Diagnostic(kind="unreadable", article=place, message=f"{place}: {why}")


def note(place: str, what: str) -> Diagnostic:
    """Something about an input that was read all the same."""
    return Diagnostic(kind="note", article=place, message=f"{place}: {what}")
