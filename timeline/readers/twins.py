"""Nearly the same text twice, as when two papers print one agency's report: found by sketches of their wording.

Bottom-k sketches of shingles (Broder 1997, "On the resemblance and containment of documents"): of all runs of four
words of a text the `_SKETCH` smallest hashes are kept; the share that two sketches have in common estimates the share
that the texts have in common (Jaccard).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from zlib import crc32

__all__ = ["Twins"]

_WORD = re.compile(r"\w+")
_SHINGLE = 4
_FEWEST_WORDS = 30
_SKETCH, _KEYS = 256, 24
_ALIKE = 0.5
_COPY = 0.8  # from here on two texts are one report, printed twice
_CROWD = 50  # texts looked at for one shingle: what more than these have in common is boilerplate


@dataclass(slots=True)
class Twins:
    """The texts so far; bounded by some kilobytes a text."""

    _sketches: dict[str, tuple[int, ...]] = field(default_factory=dict)
    _by_key: dict[int, list[str]] = field(default_factory=dict)
    _originals: dict[str, str] = field(default_factory=dict)

    def add(self, identity: str, text: str) -> tuple[str, float] | None:
        """The earlier text that is most like this one, and how much they share (0.5 to 1); None if there is none."""
        words = _WORD.findall(text.lower())
        if len(words) < _FEWEST_WORDS:
            return None
        shingles = {crc32(" ".join(words[n : n + _SHINGLE]).encode()) for n in range(len(words) - _SHINGLE + 1)}
        sketch = tuple(sorted(shingles)[:_SKETCH])
        near = dict.fromkeys(other for key in sketch[:_KEYS] for other in self._by_key.get(key, ()))
        scored = [(_shared(sketch, self._sketches[other]), other) for other in near]
        share, best = max(scored, key=lambda pair: pair[0], default=(0.0, ""))
        self._sketches[identity] = sketch
        for key in sketch[:_KEYS]:
            crowd = self._by_key.setdefault(key, [])
            if len(crowd) < _CROWD:
                crowd.append(identity)
        if share >= _COPY:
            self._originals[identity] = self.original(best) or best
        return (best, share) if share >= _ALIKE else None

    def original(self, identity: str) -> str:
        """The first text of which this one is a copy, "" where it is none."""
        return self._originals.get(identity, "")


def _shared(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    smallest = sorted({*one, *other})[:_SKETCH]
    both = {*one} & {*other}
    return sum(value in both for value in smallest) / len(smallest)
