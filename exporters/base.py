"""What an exporter is, and the options it may be given."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import BinaryIO, Literal, Protocol, get_args, runtime_checkable

from timeline.model import Diagnostic, Timeline

__all__ = [
    "BY_HAND",
    "ColorBy",
    "ExportError",
    "Exporter",
    "Imprecise",
    "Layout",
    "Options",
    "ReadError",
    "SplittingExporter",
    "Style",
]

Imprecise = Literal["span", "first-day", "skip"]
Layout = Literal["auto", "horizontal", "vertical", "overview"]
ColorBy = Literal["status", "source", "actor"]
Style = Literal["light", "dark", "print"]

BY_HAND = "by-hand"
"""Rule id of a source that stands for what a person wrote into a spreadsheet."""

_SIZES = ("auto", "a4", "a4-landscape", "a4-portrait", "letter", "letter-landscape", "letter-portrait", "slide")
_MEASURED = re.compile(r"(\d+(?:\.\d+)?)x(\d+(?:\.\d+)?)(in|mm)?")
_MM = 25.4


class ExportError(Exception):
    """A timeline that could not be written: an unknown format or option, or a folder that takes no files."""


class ReadError(ExportError):
    """A file that is no timeline. The message names the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Choices of the user, for all exporters together; each reads those that concern it.

    `imprecise` says what a calendar does with months, years and ranges; `calendar_name` defaults to the timeline's
    title; `sequence` is the revision number of calendar entries (RFC 5545, 3.8.7.4). `size` is a named page or
    ``WIDTHxHEIGHT`` in inches (``12x7``) or millimetres (``300x200mm``), 3 to 60 inches a side; `dpi` 50 to 600.
    `extra` carries options of third-party exporters. Raises `ExportError` for a value outside these.
    """

    imprecise: Imprecise = "span"
    calendar_name: str | None = None
    sequence: int = 0
    layout: Layout = "auto"
    color_by: ColorBy = "status"
    style: Style = "light"
    size: str = "auto"
    dpi: int = 200
    extra: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        for name, allowed in (("imprecise", Imprecise), ("layout", Layout), ("color_by", ColorBy), ("style", Style)):
            value = getattr(self, name)
            if value not in get_args(allowed):
                option = name.replace("_", "-")
                raise ExportError(f"--{option} {value!r}: choose one of {', '.join(get_args(allowed))}")
        if self.sequence < 0:
            raise ExportError(f"--sequence {self.sequence}: must be 0 or more")
        if not 50 <= self.dpi <= 600:
            raise ExportError(f"--dpi {self.dpi}: must lie between 50 and 600")
        if self.size not in _SIZES and self.page() is None:
            raise ExportError(f"--size {self.size!r}: choose one of {', '.join(_SIZES)}, or WIDTHxHEIGHT such as 12x7")

    def page(self) -> tuple[float, float] | None:
        """Width and height in inches that `size` measures out, None for a named size or sides outside 3 to 60."""
        match = _MEASURED.fullmatch(self.size)
        if match is None:
            return None
        unit = _MM if match[3] == "mm" else 1.0
        width, height = float(match[1]) / unit, float(match[2]) / unit
        return (width, height) if 3 <= width <= 60 and 3 <= height <= 60 else None


@runtime_checkable
class Exporter(Protocol):
    """One format. `name` is what a user types, `suffix` ends the file name and starts with a dot (".ics")."""

    @property
    def name(self) -> str: ...

    @property
    def suffix(self) -> str: ...

    def write(self, timeline: Timeline, stream: BinaryIO, *, options: Options) -> Sequence[Diagnostic]:
        """Write the whole file and return what could not be said in this format (empty when all could)."""


@runtime_checkable
class SplittingExporter(Exporter, Protocol):
    """An exporter whose readers choke on large files."""

    def split(self, timeline: Timeline, *, options: Options) -> Sequence[Timeline]:
        """The timelines to write into files of their own; one when it fits."""
