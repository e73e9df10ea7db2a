"""What a reader is: bytes in, drafts of articles out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, Protocol

from timeline.model import Diagnostic

__all__ = ["Draft", "Metadata", "Origin", "Reader", "note", "unreadable"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What is said about an article outside of its text, as it was written there; "" where nothing is.

    `place` tells where it was said ("articles.csv line 3"), for messages; "" in the article's own file.
    """

    title: str = ""
    published: str = ""
    url: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where an article comes from: `name` for messages, `id` for an article that brings none."""

    name: str
    id: str
    suffix: str = ""
    row: Metadata = field(default_factory=Metadata)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One text with what came along with it. `place` names it in messages ("a.txt", "b.jsonl line 3")."""

    text: str
    place: str
    id: str = ""
    metadata: Metadata = field(default_factory=Metadata)


class Reader(Protocol):
    """One kind of input. `suffixes` are lower case, with their dot."""

    @property
    def name(self) -> str: ...

    @property
    def suffixes(self) -> tuple[str, ...]: ...

    def read(self, stream: BinaryIO, origin: Origin) -> Iterator[Draft | Diagnostic]:
        """The drafts in the order of the stream; what cannot be read comes as a `Diagnostic` in its place.

        Raises `OSError` when the stream fails; every other trouble is a `Diagnostic`.
        """
        ...


def unreadable(place: str, why: str) -> Diagnostic:
    """An input that gave no article, or no date that it promised."""
    return Diagnostic(kind="unreadable", article=place, message=f"{place}: {why}")


def note(place: str, what: str) -> Diagnostic:
    """Something about an input that was read all the same."""
    return Diagnostic(kind="note", article=place, message=f"{place}: {what}")
