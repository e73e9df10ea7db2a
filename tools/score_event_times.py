"""Scores dated events against the event times of 27 news articles (Reimers et al. 2016).

    python tools/score_event_times.py EVENT_TIMES.tab TIMEBANK_DIR [--published-from-text] [--errors]

EVENT_TIMES.tab has a row for every annotated event of an article: document, sentence, word, "event", event id, "1",
"time", value. TIMEBANK_DIR holds the same articles in TimeML, which give the words of the events their positions.

How a value is read (ACL 2016, "Temporal Anchoring of Events for the TimeBank Corpus", section 3):

- `1998-01-08`: the event happened on that day and took no more than a day;
- `before1998-01-08`, `after1998-01-08`: on an unknown day before, after (not on) it;
- both together, `after1998-01-01before1998-01-08`: on an unknown day between;
- `beginPoint=… endPoint=…`: it took longer; each point is one of the above;
- `n/a`, or `xxxx-xx-xx` for a point: no time, or an unknown one; several values, divided by commas: any of them.

We agree with a value when our date, an interval of days, can be true under it: our day is the day, or lies in the
interval; our month, year or range holds the day, or overlaps the interval. `tight` counts only agreements with a
value that names a day or an interval with a known day at both ends.

Printed: how many events of the articles we date (coverage), and how many of those agree.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from timeline.edtf import Edtf, day_number
from timeline.model import Article, Event
from timeline.pipeline import extract_articles

_DAY = re.compile(r"(before|after)?(\d{4}-\d\d-\d\d)")
_FAR = 10**7


@dataclass(frozen=True, slots=True)
class Times:
    """The days between which an event begins and ends, as day numbers, inclusive: earliest to latest of each."""

    begin: tuple[int, int]
    end: tuple[int, int]

    @property
    def is_tight(self) -> bool:
        """Whether both days are known."""
        return self.begin[0] == self.begin[1] and self.end[0] == self.end[1]


def read_times(value: str) -> list[Times]:
    """The readings of one value of the table; none for "n/a"."""
    found = []
    for part in value.split(","):
        if "beginPoint" in part:
            begin, _, end = part.partition("endPoint=")
            low, high = _point(begin.removeprefix("beginPoint=")), _point(end)
            found.append(Times(low, high))
        elif (point := _point(part)) != (-_FAR, _FAR):
            found.append(Times(point, point))
    return found


def _point(text: str) -> tuple[int, int]:
    low, high = -_FAR, _FAR
    for relation, day in _DAY.findall(text):
        number = day_number(day)
        if relation == "after":
            low = number + 1
        elif relation == "before":
            high = number - 1
        else:
            low = high = number
    return low, high


def agrees(when: Edtf, times: Times) -> bool:
    """Whether our interval of days can be true: it shares a day with one that the value allows."""
    first = day_number(when.first) if when.first else -_FAR
    last = day_number(when.last) if when.last else _FAR
    if times.begin == times.end:  # within a day, on some day of the range
        return first <= times.end[1] and last >= times.begin[0]
    return first <= times.end[1] and last >= times.begin[0]


def read_article(path: Path) -> tuple[Article, dict[str, tuple[int, int]]]:
    """The plain text of a TimeML file, its creation day, and the positions of its events."""
    root = ElementTree.fromstring(path.read_text(encoding="utf-8"))
    published, body = "", root.find(".//TEXT")
    for time in root.iter("TIMEX3"):
        if time.get("functionInDocument") in ("CREATION_TIME", "PUBLICATION_TIME"):
            published = (time.get("value") or "")[:10]
            break
    parts: list[str] = []
    places: dict[str, tuple[int, int]] = {}
    if body is None:
        raise ValueError(f"{path}: no TEXT element")
    _flatten(body, parts, places)
    text = "".join(parts)
    return Article(id=path.stem, text=text, published=published or None, published_how="metadata"), places


def _flatten(node: ElementTree.Element, parts: list[str], places: dict[str, tuple[int, int]]) -> None:
    start = sum(map(len, parts))
    parts.append(node.text or "")
    for child in node:
        _flatten(child, parts, places)
        parts.append(child.tail or "")
    if node.tag == "EVENT":
        end = sum(map(len, parts))
        places[node.get("eid") or ""] = (start, end)


def read_table(path: Path) -> dict[str, dict[str, str]]:
    """Event values by document and event id."""
    table: dict[str, dict[str, str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) >= 8:
            table.setdefault(cells[0], {})[cells[4]] = cells[7]
    return table


def matched(events: tuple[Event, ...], places: dict[str, tuple[int, int]]) -> Iterator[tuple[Event, str]]:
    """Our events whose trigger is an annotated event, with its id."""
    for event in events:
        trigger = event.sources[0].trigger
        for eid, (start, end) in places.items():
            if trigger is not None and trigger.start < end and start < trigger.end:
                yield event, eid
                break


def main() -> int:
    """Runs the scorer; 0 when done."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("table", type=Path)
    cli.add_argument("timebank", type=Path)
    cli.add_argument("--errors", action="store_true", help="show what does not agree")
    args = cli.parse_args()
    table = read_table(args.table)
    read = {doc: read_article(args.timebank / f"{doc}.tml") for doc in sorted(table)}
    count: Counter[str] = Counter()
    classes: dict[float, list[bool]] = {}
    for result in extract_articles(article for article, _ in read.values()):
        doc, places = result.article.id, read[result.article.id][1]
        count["events"] += len(table[doc])
        count["extracted"] += len(result.events)
        for event, eid in matched(result.events, places):
            times = read_times(table[doc].get(eid, "n/a"))
            if not times:
                continue
            right = any(agrees(event.when, t) for t in times)
            count["dated"] += 1
            count["agree"] += right
            tight = any(t.is_tight for t in times)
            count["tight"] += tight
            count["tight agree"] += tight and right
            classes.setdefault(event.confidence, []).append(right)
            if args.errors and not right:
                print(f"{doc} {eid} {table[doc][eid]}: {event.when} {event.sources[0].text!r} {event.title!r}")
    print(
        f"events in the table {count['events']}, extracted {count['extracted']}, on an annotated event {count['dated']}"
    )
    print(f"coverage {count['dated'] / max(1, count['events']):.3f}")
    print(f"agree {count['agree'] / max(1, count['dated']):.3f} ({count['agree']} of {count['dated']})")
    print(f"agree, where the day is known {count['tight agree'] / max(1, count['tight']):.3f} ({count['tight']})")
    for confidence, rows in sorted(classes.items(), reverse=True):
        print(f"  confidence {confidence:.2f}: {sum(rows) / len(rows):.2f} of {len(rows)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
