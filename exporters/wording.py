"""Words that several formats share: dates for people, names of sources, text without control characters."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from timeline.edtf import Edtf
from timeline.model import Event, Source, Timeline

__all__ = [
    "MONTHS",
    "STATUS_WORDS",
    "cited_name",
    "clean",
    "imprecision",
    "one_line",
    "source_name",
    "subtitle",
    "web_address",
    "when_in_words",
    "year_in_words",
]

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
STATUS_WORDS = {
    "happened": "Happened",
    "scheduled": "Scheduled",
    "ongoing": "Ongoing",
    "denied": "Denied",
    "hypothetical": "Hypothetical",
}

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# C0 and C1 controls but tab and line feed, halves of surrogate pairs, byte order marks, noncharacters.
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff\ufdd0-\ufdef]")
# Marks that turn the direction of whatever follows, past the end of the text they came with (UAX #9).
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
_SPACES = re.compile(r"\s+")


def clean(text: str) -> str:
    """`text` with line feeds as the only line ends, and without characters that XML 1.0 and RFC 5545 forbid."""
    return _CONTROLS.sub("", _LINE_ENDS.sub("\n", text))


def one_line(text: str) -> str:
    """`text` cleaned, on one line, without marks that would turn the direction of the text around it."""
    return _SPACES.sub(" ", _DIRECTION.sub("", clean(text))).strip()


def source_name(source: Source) -> str:
    """What to call a source: its title, else the host of its address, else its article id."""
    return one_line(source.title) or _host(source.url) or one_line(source.article)


def cited_name(source: Source) -> str:
    """The name of a source with the page on which the expression stands, where it is known: "Report, p. 3"."""
    return source_name(source) if source.page is None else f"{source_name(source)}, p. {source.page}"


def _host(url: str) -> str:
    try:
        return one_line(urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def web_address(url: str) -> str:
    """The address if it is one of the web, with everything but ASCII percent-encoded (RFC 3986), else ""."""
    try:
        parts = urlsplit(clean(url).strip())
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return ""
    return quote(parts.geturl(), safe="%:/?#[]@!$&'()*+,;=~", errors="replace")


def when_in_words(when: Edtf, *, short: bool = False) -> str:
    """The value for a person, no more precise than it is: "8 March 2025", "October 2024", "since 2021".

    `short` gives months of three letters.
    """
    text = when.text
    about = "about " if when.approximate else ""
    if "/" not in text:
        return about + _single(text.rstrip("~?%"), short)
    left, right = (side.rstrip("~?%") for side in text.split("/"))
    if right == "..":
        return f"since {about}{_single(left, short)}"
    if left == "..":
        return f"until {about}{_single(right, short)}"
    if when.precision == "week":
        return f"{about}week of {_single(left, short)}"
    return about + _between(left, right, short)


def year_in_words(when: Edtf) -> str:
    """The year in which the value begins: "2025", "44 BC"."""
    day = when.first or when.last or ""
    return _single(day.rsplit("-", 2)[0], short=True)


def _single(text: str, short: bool) -> str:
    day, _, time = text.partition("T")
    if day.endswith("XX"):
        return _ordinal(int(day[:-2]) + 1) + " century" if not day.startswith("-") else f"{day.lstrip('-')} BC"
    if day.endswith("X"):
        return f"{day[:-1]}0s" if not day.startswith("-") else f"{day.lstrip('-')} BC"
    before_common_era = day.startswith(("-", "0000"))
    parts = day.lstrip("-").split("-")
    number = int(parts[0])
    year = f"{number + 1} BC" if before_common_era else str(number) if number > 99 else f"AD {number}"
    if len(parts) == 1:
        return year
    if parts[1] in _SEASONS:
        return f"{_SEASONS[parts[1]]} {year}"
    month = _month(parts[1], short)
    words = f"{month} {year}" if len(parts) == 2 else f"{int(parts[2])} {month} {year}"
    return f"{words}, {_time(time)}" if time else words


def _between(left: str, right: str, short: bool) -> str:
    first, last = left.split("-"), right.split("-")
    plain = not (left.startswith("-") or right.startswith("-") or "T" in left + right or "X" in left + right)
    if plain and first[0] == last[0] and len(first) == len(last) and first[1:2] not in ([s] for s in _SEASONS):
        if len(first) == 3 and first[1] == last[1]:
            return f"{int(first[2])}\u2013{int(last[2])} {_month(first[1], short)} {first[0]}"
        if len(first) == 3:
            return f"{int(first[2])} {_month(first[1], short)} \u2013 {_single(right, short)}"
        if len(first) == 2 and last[1] not in _SEASONS:
            return f"{_month(first[1], short)}\u2013{_single(right, short)}"
    if plain and len(first) == len(last) == 1:
        return f"{_single(left, short)}\u2013{_single(right, short)}"
    return f"{_single(left, short)} \u2013 {_single(right, short)}"


def _month(number: str, short: bool) -> str:
    name = MONTHS[int(number) - 1]
    return name[:3] if short else name


def _time(text: str) -> str:
    clock, zone = (text[:-1], "UTC") if text.endswith("Z") else (text, "")
    if clock[-6:-5] in ("+", "-") and clock[-3] == ":":
        hours = clock[-6:].replace("-", "\u2212")
        clock, zone = clock[:-6], f"UTC{hours}"
    return f"{clock} {zone}".strip()


def _ordinal(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def imprecision(event: Event) -> str:
    """What to add to a title whose entry would look more exact than it is: "sometime in October 2024", or ""."""
    when, words = event.when, when_in_words(event.when)
    if when.first is None or when.last is None:
        return words
    if when.precision == "day":
        return words if when.approximate else ""
    if when.precision == "week":
        return f"sometime in the {words.removeprefix('about ')}"
    if when.precision == "range":
        return words if when.approximate else ""
    if "/" in when.text:
        return f"sometime in {words}"
    article = "the " if when.precision in ("decade", "century") else ""
    return f"sometime around {words.removeprefix('about ')}" if when.approximate else f"sometime in {article}{words}"


def subtitle(timeline: Timeline) -> str:
    """Range, number of events and number of sources: "7 March 2024 – 28 June 2025 · 18 events · 4 sources"."""
    parts = []
    first = min((e.when for e in timeline.events if e.when.first), key=lambda when: when.sort_key, default=None)
    last = max((e.when for e in timeline.events if e.when.last), key=_end_key, default=None)
    if first and last:
        begin, end = _edge(first, at_start=True), _edge(last, at_start=False)
        parts.append(begin if begin == end else f"{begin} \u2013 {end}")
    names = {source_name(source) for event in timeline.events for source in event.sources}
    parts.append(f"{len(timeline.events):,} event{'s' if len(timeline.events) != 1 else ''}")
    if names:
        parts.append(f"{len(names):,} source{'s' if len(names) != 1 else ''}")
    return " \u00b7 ".join(parts)


def _end_key(when: Edtf) -> tuple[int, str]:
    return Edtf(when.last).sort_key[0] if when.last else 0, when.text


def _edge(when: Edtf, *, at_start: bool) -> str:
    """One end of the range, as precise as it is."""
    if "/" in when.text:
        day = when.first if at_start else when.last
        return when_in_words(Edtf(day)) if day else when_in_words(when)
    return when_in_words(Edtf(when.text.split("T")[0].rstrip("~?%")))
