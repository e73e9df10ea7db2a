"""How much two events tell of the same happening: shared words weighted by how rare they are in the collection."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from timeline.edtf import Edtf, day_number
from timeline.eventwords import EventWords
from timeline.model import Event, Source
from timeline.oneness import EVIDENT, log_odds

__all__ = ["SAME", "Features", "compatible", "describe", "likeness", "says_much", "weights_of"]

_WORD = re.compile(r"[^\W_]+(?:[.’'-][^\W_]+)*")
_OWNER = re.compile(r"[’']s?$")
_ENDINGS = ("ians", "ian", "ings", "ing", "ese", "ish", "ies", "ied", "ia", "an", "ed", "es", "e", "s", "i", "a", "y")
_FIGURE = re.compile(r"(?<![\w.,])(?![12]\d{3}\b)\d[\d.,]*(?<=\d)(?!\w)")
_NEARLY = 0.8
_ROOT = 4  # letters of a word that others can be made of
_LONG = 4  # words of a title that is not the same by chance
_LABEL = 30  # characters between a date and the noun that it names
SAME = 0.5  # from here on two are one
_QUOTED = "“"  # marks the words of a sentence among the weights
_NEAR_DAYS = 4  # sources that differ by more speak of different happenings


@dataclass(frozen=True, slots=True)
class Features:
    """What an event is compared by: stems of title and actors, the kinds of happening it names, where it stands."""

    stems: frozenset[str]
    names: frozenset[str]
    kinds: frozenset[str]
    kind: str
    places: frozenset[tuple[str, str]]  # article and sentence of each source
    named: frozenset[str] = frozenset()  # stems of the title that are part of an actor's name
    figures: frozenset[str] = frozenset()  # numbers of the title
    words: tuple[str, ...] = ()  # of the title, in their order
    told: frozenset[str] = frozenset()  # what the sentence says, in words that carry meaning
    status: str = ""
    is_told: bool = False  # a verb tells it; "I arrive" is no mention of what is known already
    is_label: bool = False  # its date stands before the noun like a name ("the 2015 deal")

    @property
    def is_bare(self) -> bool:
        """Whether the title names nothing but the kind of happening and its date ("October 26 attack")."""
        return not self.stems and not self.is_told


def _stem(word: str) -> str:
    low = _OWNER.sub("", word.lower()).replace(".", "")
    for ending in _ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= 4:
            return low[: -len(ending)]
    return low


def describe(event: Event, words: EventWords) -> Features:
    """The features of an event, from its title, trigger and actors."""
    kind = _kind_of(event, words)
    stems, kinds = set(), {kind}
    for word in _WORD.findall(event.title):
        low = _OWNER.sub("", word.lower())
        if words.has("function", low) or words.has("plural", low) or low.isdigit() or len(low) < 2 or low in _BE:
            continue
        root = words.root(words.base(low, low[:-1] if low.endswith("s") else low))
        if root in words.groups or low in words.groups:
            kinds.add(words.related.get(low, root))
        else:
            stems.add(_stem(low))
    names = {_stem(part) for actor in event.actors for part in _WORD.findall(actor)[-1:]}
    stems.discard(_stem(kind))
    of_actors = {_stem(part) for actor in event.actors for part in _WORD.findall(actor)}
    return Features(
        stems=frozenset(stems),
        names=frozenset(names),
        kinds=frozenset(kinds),
        kind=kind,
        places=frozenset((s.article, s.quote) for s in event.sources),
        named=frozenset(stems & of_actors),
        words=tuple(_WORD.findall(event.title.lower())),
        told=frozenset(_QUOTED + word for word in _WORD.findall(event.quote.lower()) if _says(word, words)),
        figures=frozenset(_FIGURE.findall(event.title)),
        status=event.status,
        is_told=all(s.rule.endswith("verb") for s in event.sources),
        is_label=any(_is_label(s) for s in event.sources),
    )


def _says(word: str, words: EventWords) -> bool:
    return len(word) > 2 and word not in _BE and not words.has("function", word)


def _kind_of(event: Event, words: EventWords) -> str:
    """The happening of the trigger; of a verb that only says that something took place, the noun that did."""
    base = words.base(event.trigger, event.trigger.lower().rstrip("s"))
    title = [word.lower() for word in _WORD.findall(event.title)]
    if words.has("occurring", base) or (base == "take" and "place" in title):
        nouns = [word for word in title if words.is_event_noun(word, word.removesuffix("s"))]
        if nouns:
            return words.root(nouns[0].removesuffix("s") if nouns[0] not in words.groups else nouns[0])
    return words.root(base)


def _akin(a: str, b: str) -> bool:
    """Whether two kinds are the same or one is made of the other ("bail", "bailout")."""
    short, long = sorted((a, b), key=len)
    return a == b or (len(short) >= _ROOT and long.startswith(short) and short not in _WEAK_KINDS)


def _is_short(when: Edtf) -> bool:
    """Whether a date is fine enough, a month at most, that few happenings of one kind fall into it."""
    return when.precision in ("day", "week", "month", "range")


def _is_long(when: Edtf) -> bool:
    """Whether something went on for more than a week, so that what happened on a day of it is something else."""
    if when.precision != "range" or when.first is None or when.last is None:
        return when.precision == "range"
    return day_number(when.last) - day_number(when.first) > 7


def _same_words(a: Features, b: Features) -> bool:
    """Whether one sentence stands in two articles, or two sentences give the same title of some length."""
    copied = bool({p[1] for p in a.places} & {p[1] for p in b.places})
    return a.words == b.words and (copied or len(a.words) >= _LONG)


def _is_label(source: Source) -> bool:
    if source.trigger is None or not source.rule.endswith("noun") or not any(c.isdigit() for c in source.text):
        return False
    return 0 <= source.trigger.start - source.span.end <= _LABEL


def weights_of(features: Iterable[Features]) -> dict[str, float]:
    """Weight of each stem, and of each word of a sentence: the logarithm of how rare it is among the events."""
    rows = list(features)
    counts = Counter(stem for f in rows for stem in f.stems | f.names | f.told)
    return {stem: math.log(1 + len(rows) / count) for stem, count in counts.items()}


def says_much(kind: str) -> bool:
    """Whether a kind of happening says more than that something was said or done."""
    return kind not in _WEAK


def compatible(left: Edtf, right: Edtf) -> bool:
    """Whether two dates can be the same: one lies within the other."""
    return left.contains(right) or right.contains(left)


def likeness(
    a: Features, b: Features, left: Edtf, right: Edtf, weights: dict[str, float], *, doubtful: float = 0.0
) -> float:
    """From 0 (different happenings) to 1; from 0.5 on they are taken for one. Dates must be compatible or near.

    Below the log odds `doubtful` what the headlines say is not enough.
    """
    if a.places & b.places and a.kind != b.kind:
        return 0.0
    strong = (a.kinds & b.kinds) - _WEAK
    crossed = (a.kind in b.kinds and a.kind not in _WEAK) or (b.kind in a.kinds and b.kind not in _WEAK)
    related = _akin(a.kind, b.kind) or crossed or bool(strong)
    inside, alike = _shares(a.stems, b.stems, weights)
    if not compatible(left, right):
        return _conflict(a, b, left, right, alike)
    same_article = bool({p[0] for p in a.places} & {p[0] for p in b.places})
    exact = _is_exact(left, right)
    day = exact and left.precision == "day"
    if not exact and (_is_long(left) or _is_long(right)):
        return 0.0
    if exact and a.kind == b.kind and _same_words(a, b):
        return 1.0
    if a.is_bare or b.is_bare:
        both = a.is_bare and b.is_bare
        if left.precision in _VAGUE or a.kind in _WEAK_KINDS or b.kind in _WEAK_KINDS:
            return 0.0
        return 0.55 if related and (exact or same_article) and (same_article or both or day) else 0.0
    if exact and same_article and a.is_label and b.is_label and a.kind == b.kind and a.kind not in _WEAK:
        return 0.55
    other_figures = bool(a.figures and b.figures) and not a.figures & b.figures
    if other_figures and (same_article or not day):
        return 0.0
    in_sentence, of_sentence = _shares(a.told, b.told, weights)
    odds = log_odds(
        alike=alike,
        in_sentence=in_sentence,
        of_sentence=of_sentence,
        related=related,
        exact=exact,
        other_figures=other_figures,
        same_status=a.status == b.status,
        weak=a.kind in _WEAK_KINDS or b.kind in _WEAK_KINDS,
    )
    if a.kind in _WEAK_KINDS and b.kind in _WEAK_KINDS:
        related = False
    headlines = _headlines(a, b, left, right, alike, inside, related=related)
    if headlines >= SAME:
        told_again = same_article and not exact  # "last month", then "on October 26"
        return headlines if told_again or odds >= doubtful else 0.0
    own = (a.stems & b.stems) - a.named - b.named  # one body may do two things on a day
    return SAME + (1 - SAME) * max(alike, of_sentence) if own and odds >= EVIDENT else 0.0


def _headlines(
    a: Features, b: Features, left: Edtf, right: Edtf, alike: float, inside: float, *, related: bool
) -> float:
    """The likeness by headlines and actors alone. `alike` and `inside` are the shares of words that they have in
    common, of both together and of the smaller one.
    """
    exact = _is_exact(left, right)
    day = exact and left.precision == "day"
    common = (a.stems | a.names) & (b.stems | b.names)
    told = a.stems & b.stems
    if related and common:
        bar = 0.3 if day else 0.45 if exact else 0.5 if _is_short(left) and _is_short(right) else 0.65
        if (inside >= bar and (exact or len(common) > 1 or inside == 1)) or (day and not told and len(common) > 1):
            return min(1.0, 0.5 + 0.5 * alike + 0.1 * (inside - bar))
    if not related and not exact:
        return 0.0
    bar = 0.5 if day else 0.6
    enough = (
        alike >= bar
        and len(told) >= 2
        and (related or a.figures & b.figures or len(told - a.named - b.named) >= (1 if alike >= _NEARLY else 2))
    )
    return min(1.0, 0.5 + 0.5 * alike) if enough else 0.0


def _is_exact(left: Edtf, right: Edtf) -> bool:
    """Whether two dates are the same days, whatever the time of day."""
    return (left.first, left.last) == (right.first, right.last)


def _shares(a: frozenset[str], b: frozenset[str], weights: dict[str, float]) -> tuple[float, float]:
    """The weighted share of words that two sets have in common: of the smaller one, and of both together."""
    both, smaller = _sum(a & b, weights), min(_sum(a, weights), _sum(b, weights))
    either = _sum(a | b, weights)
    return (both / smaller if smaller else 0.0), (both / either if either else 0.0)


_BE = frozenset(("be", "is", "are", "was", "were", "been", "due"))
_LIGHT = ("be", "become", "come", "feel", "get", "go", "have", "make", "run", "see", "take", "tell", "update", "write")
_WEAK_KINDS = frozenset(("say", *_LIGHT))
_WEAK = frozenset(("say", "launch", "end", "announce", "release", *_LIGHT))
_VAGUE = frozenset(("decade", "century", "range"))


def _sum(stems: frozenset[str], weights: dict[str, float]) -> float:
    return sum(weights.get(s, 1.0) for s in stems)


def _conflict(a: Features, b: Features, left: Edtf, right: Edtf, alike: float) -> float:
    """Near-identical reports from different articles whose days differ by a few: one happening, dates in conflict."""
    if {p[0] for p in a.places} & {p[0] for p in b.places} or left.precision != "day" or right.precision != "day":
        return 0.0
    if left.first is None or right.first is None or a.kind != b.kind or a.kind in _WEAK_KINDS:
        return 0.0
    near = abs(day_number(left.first) - day_number(right.first)) <= _NEAR_DAYS
    return 0.5 if near and alike >= 0.85 and len(a.stems & b.stems) >= 4 else 0.0
