"""Dated events out of news articles: find the time expressions, resolve them, merge what was reported.

The names below are loaded on first use, so that `import timeline` costs nothing::

    >>> import timeline
    >>> [(dated.timex.text, str(dated.edtf)) for dated in timeline.tag("They met on March 8, 2025.")]
    [('March 8, 2025', '2025-03-08')]
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from timeline.edtf import Edtf, EdtfError
    from timeline.model import Article, Dated, Diagnostic, Event, Source, Span, Timeline, Timex
    from timeline.pipeline import ArticleEvents, build_timeline, extract_articles, tag_articles
    from timeline.readers import read
    from timeline.tagging import tag

__all__ = [
    "Article",
    "ArticleEvents",
    "Dated",
    "Diagnostic",
    "Edtf",
    "EdtfError",
    "Event",
    "Source",
    "Span",
    "Timeline",
    "Timex",
    "__version__",
    "build_timeline",
    "extract_articles",
    "read",
    "tag",
    "tag_articles",
]

__version__ = "0.1.0"

_HOMES = {
    "timeline.edtf": ("Edtf", "EdtfError"),
    "timeline.model": ("Article", "Dated", "Diagnostic", "Event", "Source", "Span", "Timeline", "Timex"),
    "timeline.pipeline": ("ArticleEvents", "build_timeline", "extract_articles", "tag_articles"),
    "timeline.readers": ("read",),
    "timeline.tagging": ("tag",),
}


def __getattr__(name: str) -> Any:
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(module), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
