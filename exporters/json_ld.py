"""JSON-LD with schema.org's Event, for search engines and knowledge graphs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, BinaryIO

from exporters.base import Options
from exporters.wording import clean, one_line, source_name, web_address
from timeline.edtf import Edtf
from timeline.model import Diagnostic, Event, Source, Timeline

__all__ = ["EXPORTER", "JsonLd"]


class JsonLd:
    """Exporter for `.jsonld`: an ItemList of Events. `temporalCoverage` keeps the EDTF value where no date can."""

    name = "jsonld"
    suffix = ".jsonld"

    def write(self, timeline: Timeline, stream: BinaryIO, *, options: Options) -> Sequence[Diagnostic]:
        """One JSON document; "<" is escaped, so that it may be put into a page."""
        events = [_event(event) for event in timeline.events]
        document = {
            "@context": "https://schema.org",
            "@type": "ItemList",
            "name": one_line(timeline.title) or "Timeline",
            "numberOfItems": len(events),
            "itemListElement": [
                {"@type": "ListItem", "position": number, "item": event} for number, event in enumerate(events, start=1)
            ],
        }
        text = json.dumps(document, ensure_ascii=False, indent=1).replace("<", "\\u003c")
        stream.write(text.encode("utf-8", "replace") + b"\n")
        return ()


def _event(event: Event) -> dict[str, Any]:
    fields: dict[str, Any] = {"@type": "Event", "identifier": clean(event.uid), "name": one_line(event.title)}
    start, end = _date(event.when, first=True), _date(event.when, first=False)
    if start:
        fields["startDate"] = start
    if end and end != start:
        fields["endDate"] = end
    fields["temporalCoverage"] = event.when.text
    if event.status == "scheduled":
        fields["eventStatus"] = "https://schema.org/EventScheduled"
    fields["additionalProperty"] = [
        {"@type": "PropertyValue", "name": "status", "value": event.status},
        {"@type": "PropertyValue", "name": "certainty", "value": event.certainty},
        {"@type": "PropertyValue", "name": "confidence", "value": event.confidence},
    ]
    if event.quote:
        fields["description"] = clean(event.quote)
    if event.actors:
        fields["actor"] = [{"@type": "Thing", "name": one_line(actor)} for actor in event.actors]
    if event.sources:
        fields["subjectOf"] = [_article(source) for source in event.sources]
    return fields


def _date(when: Edtf, *, first: bool) -> str | None:
    """A date of ISO 8601, no more precise than it is known; None where the value has no such end."""
    if when.precision in ("day", "month", "year") and "/" not in when.text and "X" not in when.text:
        return when.text.rstrip("~?%")
    return when.first if first else when.last


def _article(source: Source) -> dict[str, Any]:
    fields: dict[str, Any] = {"@type": "NewsArticle", "headline": source_name(source)}
    if web_address(source.url):
        fields["url"] = web_address(source.url)
    if source.published:
        fields["datePublished"] = source.published
    return fields


EXPORTER = JsonLd()
