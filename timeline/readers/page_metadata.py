"""What a web page says of itself: JSON-LD, meta tags, `<time>`.

Sources: schema.org `Article`, the Open Graph protocol, Dublin Core, and the names that news systems use besides.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from timeline.readers.published import is_day, parse_published

__all__ = ["PageDates", "find_page_dates", "find_saved_from"]

_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "rnews:datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "bt:pubdate",
    "cxenseparse:recs:publishtime",
    "publishdate",
    "publish-date",
    "publish_date",
    "published-date",
    "publication_date",
    "originalpublicationdate",
    "pubdate",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.date",
    "dc.date",
    "citation_publication_date",
    "date",
)
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified")
_ARTICLES = re.compile(r"Article|Posting|Report|Review")
_TIME_CLASSES = re.compile(r"publish|(?:entry|post|article)[-_]?date", re.IGNORECASE)
_UPDATED = re.compile(r"updat|modif", re.IGNORECASE)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://[^\s>]+)\s*-->")
_MOST_OBJECTS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PageDates:
    """When a page was published, as it was written there, and the ISO day on which it was changed; "" where unknown.

    Each with the field that gave it.
    """

    published: str = ""
    published_in: str = ""
    modified: str = ""
    modified_in: str = ""


def find_page_dates(tree: Any) -> PageDates:
    """The day on which a page says that it was published, and changed; `tree` is an lxml element.

    JSON-LD of an article goes before meta tags, those before `<time>`; values that are no days are passed over.
    """
    objects = list(_json_objects(tree))
    metas = _metas(tree)
    published = _first_day([*_from_json(objects, "datePublished"), *_from_metas(metas, _PUBLISHED), *_times(tree)])
    modified = _first_day([*_from_json(objects, "dateModified"), *_from_metas(metas, _MODIFIED)])
    return PageDates(published=published[0], published_in=published[1], modified=modified[0], modified_in=modified[1])


def find_saved_from(markup: str) -> str:
    """The address that a browser noted when it saved the page ("saved from url=…"), or ""."""
    match = _SAVED_FROM.search(markup[:4096])
    return match[1] if match else ""


def _first_day(candidates: list[tuple[str, str]]) -> tuple[str, str]:
    for written, field in candidates:
        if is_day(written):
            return written, field
    return "", ""


def _json_objects(tree: Any) -> Iterator[dict[str, Any]]:
    """Every object in every JSON-LD script, outermost first."""
    seen = 0
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            stack: list[Any] = [json.loads((script.text or "").strip().rstrip(";"), strict=False)]
        except (json.JSONDecodeError, RecursionError):
            continue
        while stack and seen < _MOST_OBJECTS:
            value = stack.pop(0)
            seen += 1
            if isinstance(value, dict):
                yield value
                stack += [inner for inner in value.values() if isinstance(inner, dict | list)]
            elif isinstance(value, list):
                stack += value


def _from_json(objects: list[dict[str, Any]], key: str) -> Iterator[tuple[str, str]]:
    for of_article in (True, False):
        for one in objects:
            kinds = one.get("@type")
            is_article = bool(_ARTICLES.search(" ".join(map(str, kinds)) if isinstance(kinds, list) else str(kinds)))
            if is_article == of_article and isinstance(one.get(key), str):
                yield one[key], f"JSON-LD {key}"


def _metas(tree: Any) -> dict[str, str]:
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        content = (meta.get("content") or meta.get("datetime") or "").strip()
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (meta.get(attribute) or "").strip().lower()
            if name and content:
                metas.setdefault(name, content)
    return metas


def _from_metas(metas: dict[str, str], names: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(metas[name], f"meta {name}") for name in names if name in metas]


def _times(tree: Any) -> list[tuple[str, str]]:
    """`<time>` elements that say they are the publication; else the day on which all of an article's agree."""
    sure: list[tuple[str, str]] = []
    others: set[str] = set()
    for time in tree.iter("time"):
        written = (time.get("datetime") or time.get("content") or "".join(time.itertext())).strip()
        words = f"{time.get('class') or ''} {time.get('itemprop') or ''} {time.get('id') or ''}"
        if _UPDATED.search(words):
            continue
        if time.get("pubdate") is not None or _TIME_CLASSES.search(words):
            sure.append((written, "<time> of the publication"))
        else:
            others |= {parse_published(written)} if is_day(written) else set()
    return sure or [(day, "the only day in <time>") for day in others if len(others) == 1]
