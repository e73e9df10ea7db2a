"""Events of many articles that tell of the same happening become one, at the most precise date, with every source.

Pairs are looked for only among events that share a rare word (or the kind of happening) and a day, month or year, so
that the work grows with the number of events, not with its square. The result depends on the set of events alone:
pairs are taken in the order of their likeness, ties by what the events say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from timeline.edtf import Edtf, day_number
from timeline.eventwords import EventWords, load_words
from timeline.likeness import SAME, Features, compatible, describe, likeness, says_much, weights_of
from timeline.model import Diagnostic, Event, Source
from timeline.oneness import doubtful_among

__all__ = ["LENT", "merge_events"]

LENT = "year lent"  # ends the rule of a source whose year is that of another: it supports no date

_KEYS = 5  # how many of its rarest words an event is looked up by
_ALIKE = 4  # events of so many words are compared with those of the same words on other days
_CROWD = 60  # a word that so many events of one day share tells nothing
_PASSES = 6
_KNOWN = 3  # articles that name a happening by its year, so that it is the one of its kind
_OFTEN = 5  # sources, from which on a title is what they have in common


def merge_events(events: Iterable[Event], *, language: str = "en") -> tuple[tuple[Event, ...], tuple[Diagnostic, ...]]:
    """One event for each happening, in chronological order, and the conflicts between sources.

    The order of the input does not matter, and merging the result again changes nothing. Where sources disagree on
    the day, the date with more sources wins (the earlier among equals); each source keeps its own in `Source.edtf`.
    """
    words = load_words(language)
    current = sorted(events, key=_identity)
    for _ in range(_PASSES):
        merged = _pass(current, words)
        if len(merged) == len(current):
            break
        current = sorted(merged, key=_identity)
    ordered = tuple(sorted(current, key=lambda e: (e.when.sort_key, e.title, _identity(e))))
    return ordered, tuple(_conflicts(ordered))


def _identity(event: Event) -> tuple[object, ...]:
    first = event.sources[0] if event.sources else None
    place = first.place if first else ("", 0, 0)
    return (event.when.sort_key, *place, event.trigger, event.title, event.uid)


def _pass(events: Sequence[Event], words: EventWords) -> list[Event]:
    features = [describe(event, words) for event in events]
    weights = weights_of(features)
    doubtful = doubtful_among(len(events))
    scored = []
    for i, j in sorted(_candidates(events, features, weights)):
        if _may_join(events[i], events[j]):
            score = likeness(features[i], features[j], events[i].when, events[j].when, weights, doubtful=doubtful)
            if score >= SAME:
                scored.append((-round(score, 6), i, j))
    scored += [(-SAME, i, j) for i, j in _only_days(events, features)]
    owner = list(range(len(events)))
    groups: dict[int, list[int]] = {i: [i] for i in owner}
    for _, i, j in sorted(scored):
        a, b = owner[i], owner[j]
        if a != b and _fit_together([events[k] for k in groups[a] + groups[b]]):
            a, b = min(a, b), max(a, b)
            groups[a] += groups.pop(b)
            for k in groups[a]:
                owner[k] = a
    return [_joined([events[k] for k in sorted(group)], features, sorted(group), weights) for group in groups.values()]


def _only_days(events: Sequence[Event], features: Sequence[Features]) -> Iterator[tuple[int, int]]:
    """What several articles date by its year alone, and the day of that year if just one has such a happening."""
    days: dict[tuple[str, str], list[int]] = {}
    years: list[tuple[int, tuple[str, str]]] = []
    for n, (event, f) in enumerate(zip(events, features, strict=True)):
        if event.status != "happened" or event.when.first is None or not says_much(f.kind):
            continue
        key = (f.kind, event.when.first.rsplit("-", 2)[0])
        if event.when.precision == "day":
            days.setdefault(key, []).append(n)
        elif event.when.precision == "year" and len({s.report for s in event.sources}) >= _KNOWN:
            years.append((n, key))
    named = Counter(key for _, key in years)
    for n, key in years:
        only = days.get(key, [])
        if len(only) == 1 and named[key] == 1:
            yield n, only[0]


def _may_join(a: Event, b: Event) -> bool:
    """What did not happen, or is only talked of, is not what happened."""
    real = ("happened", "ongoing", "scheduled")
    return a.status == b.status or (a.status in real and b.status in real)


def _fit_together(events: Sequence[Event]) -> bool:
    """Whether all dates agree on one; near days of a conflict may differ if there are no more than two of them."""
    dates = {e.when.text: e.when for e in events}
    wrong = sum(not compatible(x, y) for x, y in combinations(dates.values(), 2))
    days = [d for d in dates.values() if d.precision == "day"]
    return wrong == 0 or (wrong == 1 and len(days) == 2 and len(dates) == 2)


def _candidates(
    events: Sequence[Event], features: Sequence[Features], weights: dict[str, float]
) -> Iterator[tuple[int, int]]:
    by_key: dict[tuple[str, str], list[int]] = {}
    for n, (event, f) in enumerate(zip(events, features, strict=True)):
        rare = sorted(f.stems | f.names, key=lambda s: (-weights[s], s))[:_KEYS]
        for key in [*rare, *(f"={kind}" for kind in f.kinds)]:
            for bucket in _buckets(event.when):
                by_key.setdefault((bucket, key), []).append(n)
        if event.when.precision == "day" and len(rare) >= _ALIKE:
            by_key.setdefault(("", " ".join(sorted(f.stems))), []).append(n)  # the same words on another day
    seen: set[tuple[int, int]] = set()
    for (bucket, _), members in by_key.items():
        coarse = [n for n in members if not bucket or _bucket_of(events[n].when) == bucket]
        if len(coarse) > _CROWD:
            continue
        partners = members if len(members) <= _CROWD else members[:_CROWD]
        for i in coarse:
            for j in partners:
                pair = (min(i, j), max(i, j))
                if i != j and pair not in seen:
                    seen.add(pair)
                    yield pair


def _bucket_of(when: Edtf) -> str:
    """The day, month or year that a date is compared in."""
    first, last = when.first or when.last or "", when.last or when.first or ""
    if first == last:
        return first
    if first.rsplit("-", 1)[0] == last.rsplit("-", 1)[0]:
        return first.rsplit("-", 1)[0]
    return first.rsplit("-", 2)[0]


def _buckets(when: Edtf) -> list[str]:
    """The date's own bucket and the coarser ones around it."""
    own = _bucket_of(when)
    found = [own]
    while "-" in own.lstrip("-"):
        own = own.rsplit("-", 1)[0]
        found.append(own)
    return found


def _joined(
    group: Sequence[Event], features: Sequence[Features], places: Sequence[int], weights: dict[str, float]
) -> Event:
    """One event of a group: the finest date that most sources give, the title that tells most, all sources."""
    if len(group) == 1:
        return group[0]
    when = _date_of(group)
    of_date = [e for e in group if e.when.text == when.text] or list(group)
    told = _shared_words(group, [features[n] for n in places], weights)
    best = max(group, key=lambda e: (_title_score(e, features[places[group.index(e)]], told), _reverse(e.title)))
    eldest = min(group, key=lambda e: (_source_key(e.sources[0]) if e.sources else ("", "", 0, 0), e.uid))
    lead = max(of_date, key=lambda e: (e.confidence, _reverse(e.title)))
    sources = sorted({s for e in group for s in e.sources}, key=_source_key)
    actors = Counter(actor for e in group for actor in e.actors)
    doubt, counted = 1.0, set[str]()
    for event in sorted(of_date, key=lambda e: (-e.confidence, e.uid)):
        reports = {s.report for s in event.sources if not s.rule.endswith(LENT)}
        if reports - counted or not event.sources:  # a report that was printed twice counts once
            doubt *= 1 - event.confidence
        counted |= reports
    return replace(
        lead,
        uid=eldest.uid,
        title=best.title,
        trigger=best.trigger,
        quote=best.quote,
        when=when,
        confidence=round(min(0.99, max(1 - doubt, lead.confidence)), 2),
        actors=tuple(sorted(actors, key=lambda a: (-actors[a], a))),
        sources=tuple(sources),
    )


def _date_of(group: Sequence[Event]) -> Edtf:
    told = {(s.edtf or e.when.text, s.report) for e in group for s in e.sources if not s.rule.endswith(LENT)}
    support = Counter(date for date, _ in told)
    inner = {e.when.text: e.when for e in group}.values()
    finest = [d for d in inner if not any(d.contains(o) and not o.contains(d) for o in inner)]
    return min(finest, key=lambda d: (-support[d.text], d.sort_key))


def _shared_words(group: Sequence[Event], features: Sequence[Features], weights: dict[str, float]) -> dict[str, float]:
    """The weights of words; in a happening told often, what one source alone says of it counts against a title."""
    sources = sum(len(e.sources) for e in group)
    if sources < _OFTEN:
        return weights
    counts: Counter[str] = Counter()
    for event, f in zip(group, features, strict=True):
        counts.update(dict.fromkeys(f.stems, len(event.sources)))
    return {s: weights.get(s, 1.0) * (count / sources if count > 1 else -0.3) for s, count in counts.items()}


def _title_score(event: Event, features: Features, weights: dict[str, float]) -> float:
    """Titles that say who did what, in rare words but not many, from a sure reading."""
    length = len(event.title.split())
    known = sorted((weights.get(s, 1.0) for s in features.stems), reverse=True)
    told = sum(known[:6]) + sum(w for w in known[6:] if w < 0)
    vague = event.title.split()[:1] in (["It"], ["He"], ["She"], ["They"], ["This"], ["That"], ["We"], ["I"])
    return round(told + 4 * event.confidence - 6 * vague - (3 if length < 3 else 0), 6)


def _reverse(text: str) -> tuple[int, ...]:
    return tuple(-ord(c) for c in text)


def _source_key(source: Source) -> tuple[str, str, int, int]:
    return (source.published or "9999", *source.place)


def _apart(a: Edtf, b: Edtf) -> bool:
    """Whether two dates share no day."""
    return bool(a.last and b.first and day_number(a.last) < day_number(b.first)) or bool(
        b.last and a.first and day_number(b.last) < day_number(a.first)
    )


def _conflicts(events: Iterable[Event]) -> Iterator[Diagnostic]:
    """Events whose sources name different days."""
    for event in events:
        if len(event.sources) < 2:
            continue
        dates = {s.edtf: Edtf(s.edtf) for s in event.sources if s.edtf}
        if not any(_apart(a, b) for a, b in combinations(dates.values(), 2)):
            continue
        told = "; ".join(f"{s.edtf} ({s.article})" for s in event.sources if s.edtf)
        yield Diagnostic(
            kind="conflict",
            article=event.sources[0].article,
            message=f"sources disagree on the date of “{event.title}”: {told}; kept {event.when}",
            span=event.sources[0].span,
            text=event.sources[0].text,
        )
