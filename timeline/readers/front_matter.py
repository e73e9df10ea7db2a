"""The block of YAML keys with which a text file may start, between two lines of three dashes."""

from __future__ import annotations

import re

from timeline.readers.base import Metadata

__all__ = ["FrontMatterError", "split_front_matter"]

_OPENING = re.compile(r"---[ \t]*\n(?=[ \t]*(?:#.*)?\n|[ \t]*[\"']?\w[\w .-]*[\"']?[ \t]*:|---)")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
# `date` is what most site generators call it.
_PUBLISHED_KEYS = ("published", "date")


class FrontMatterError(ValueError):
    """A front matter block that is not closed or is no YAML mapping; `line` counts from 1 in the file."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


def split_front_matter(text: str) -> tuple[Metadata, str]:
    """The metadata of a text, and the text without its front matter block, otherwise as it stands.

    A text that starts with a rule of dashes and no `key:` below it has no front matter. Raises `FrontMatterError`.
    """
    opening = _OPENING.match(text)
    if opening is None:
        return Metadata(), text
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        raise FrontMatterError("the front matter is not closed by a line of three dashes", 1)
    values = _load(text[opening.end() : closing.start()])
    published = next((values[key] for key in _PUBLISHED_KEYS if values.get(key)), "")
    metadata = Metadata(
        title=values.get("title", ""), published=published, url=values.get("url", ""), published_in="the front matter"
    )
    return metadata, text[closing.end() :]


def _load(block: str) -> dict[str, str]:
    import yaml

    # The base loader keeps every value as it is written: a date stays text, and "no" is not False.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        values = yaml.load(block, Loader=loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "not YAML"
        raise FrontMatterError(f"broken front matter: {problem}", mark.line + 2 if mark else 1) from error
    if values in (None, ""):
        return {}
    if not isinstance(values, dict):
        raise FrontMatterError("broken front matter: no `key: value` lines", 2)
    return {str(key).lower(): value.strip() for key, value in values.items() if isinstance(value, str)}
