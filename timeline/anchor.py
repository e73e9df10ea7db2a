"""Readings to dates: the choice of the time that an expression is counted from.

The policy is that of `docs/anchoring.md`. A text is news (its expressions hang on the publication date) or narrative
(they hang on the dates of the text); what the text has established so far is the small state `Narrative`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from timeline.edtf import Edtf, EdtfError, is_day
from timeline.frames import Frame, holiday_day
from timeline.model import AnchorKind, Dated, Reading, Timex
from timeline.rulebook import load

__all__ = ["anchor"]

_UNIT_NAMES = {
    "D": "day", "W": "week", "2W": "fortnight", "WE": "weekend", "M": "month", "Q": "quarter", "S": "season", "H": "half-year",
    "Y": "year", "E": "decade", "C": "century", "L": "millennium", "TH": "hour", "TM": "minute", "TS": "second",
}  # fmt: skip
_MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_STEP = {"last": -1, "previous": -1, "next": 1, "following": 1, "this": 0, "that": 0, "latest": 0, "the": 0}
_NARRATIVE_RELS = frozenset({"that", "following", "previous"})
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+(?=[A-Z\"“‘'(])|\n\s*\n")
_REACH = 1000  # longest sentence, in characters, that is looked through
_BACKWARD = 3.0  # how much rarer a narrative goes back some months than on
_OLDER = 2.5  # months of distance that a date mentioned one earlier costs, as the one to run on from
_GENERAL = {0: "PRESENT_REF", 1: "FUTURE_REF", -1: "PAST_REF"}
_FUTURE_WEIGHT = 1.4  # how much farther a date ahead must look than one behind, where no word looks ahead
_WORD = re.compile(r"[A-Za-z]+")
_POSSESSIVE = re.compile(r"['’]s\b")
_SETTING = re.compile(
    r"(?:^|[.!?\n][\"'”’)]*\s*)(?:\w+ )?(?:[Ii]n|[Bb]y|[Dd]uring|[Ff]rom|[Uu]ntil|of|[Ee]arly|[Ll]ate)(?: (?:the|early|late|mid|year))*[ -]*$"
)
_AFTER = re.compile(r"\b[Aa]fter\s+(?:just\s+|only\s+)?$")
_GOES_ON = re.compile(r"\s+(?:of|in|as|at)\b")
_ENDED = re.compile(r"\s+(?:that\s+)?end(?:ed|ing|s)\s+(?:on\s+)?([A-Z][a-z]+)")
_MONTH_NUMBERS = {name[:3].lower(): number for number, name in enumerate(_MONTH_NAMES, 1)}


@dataclass(slots=True)
class Anchored:
    """A date that was found, with the reason."""

    frame: Frame | None
    because: str
    kind: AnchorKind
    value: str | None = None
    edtf: Edtf | None = None


@dataclass(slots=True)
class Narrative:
    """What the text has established: the last frame of each unit, and where."""

    frames: dict[str, tuple[Frame, Timex]] = field(default_factory=dict)
    latest: tuple[Frame, Timex] | None = None
    fine: list[tuple[Frame, Timex]] = field(default_factory=list)  # the last dates with a month, the newest first
    repeated: dict[int, int] = field(default_factory=dict)  # years named alone since then, and how often
    bare: tuple[Frame, Timex] | None = None  # a year alone, named since, that sets the scene
    named: tuple[Frame, Timex] | None = None  # the last year that the text wrote out
    period: Frame | None = None  # the quarter or year whose figures are reported, from which "a year earlier" counts

    def note(self, frame: Frame, timex: Timex) -> None:
        self.latest = (frame, timex)
        order = ("D", "W", "M", "Q", "S", "H", "Y", "E", "C")
        for unit in order:
            if unit == frame.unit or (unit in ("M", "Y", "E") and Frame("D", 1).widen(unit).size > frame.size):
                self.frames[unit] = (frame.widen(unit), timex)
            elif Frame("D", 1).widen(unit).size < frame.size:
                self.frames.pop(unit, None)

    def get(self, unit: str) -> tuple[Frame, Timex] | None:
        return self.frames.get(unit)


class _Anchorer:
    def __init__(self, text: str, published: str | None, narrative: bool, language: str) -> None:
        self.text = text
        self.published = Frame.parse(published) if published else None
        self.narrative = narrative
        self.state = Narrative()
        self.cues = load(language).cues

    # --- the surroundings ---

    def apart(self, earlier: Timex, later: Timex) -> bool:
        """Whether a sentence ends between two expressions; more than `_REACH` characters always are apart."""
        start, end = earlier.span.end, later.span.start
        return end - start > _REACH or _SENTENCE_END.search(self.text, start, end) is not None

    def leaning(self, timex: Timex) -> int:
        """1 where the words of the sentence look ahead ("will", "due"), -1 where they look back, 0 where they do not tell."""
        left = self.text[max(0, timex.span.start - 160) : timex.span.start]
        for match in _SENTENCE_END.finditer(left):
            left = " " * match.end() + left[match.end() :]
        right = self.text[timex.span.end : timex.span.end + 90]
        end = _SENTENCE_END.search(right)
        before = [w.lower() for w in _WORD.findall(left)[-10:]]
        after = [w.lower() for w in _WORD.findall(right[: end.start()] if end else right)[:6]]
        if before[-2:] in (["soon", "as"], ["early", "as"]):
            return 1
        for at in range(len(before) - 1, -1, -1):
            verdict = self._cue(before, at)
            if verdict:
                return verdict
        return next((verdict for at in range(len(after)) if (verdict := self._cue(after, at))), 0)

    def _cue(self, words: list[str], at: int) -> int:
        word = words[at]
        if word in self.cues["strong_future"]:
            return 1
        if word in self.cues["past"] or (len(word) > 4 and word.endswith("ed")):
            # "to be paid", "was to meet": the participle belongs to what lies ahead
            return 0 if at and words[at - 1] in ("be", "to") else -1
        return 0

    def remember(self, frame: Frame, timex: Timex, reading: Reading, anchored: Anchored) -> None:
        """Takes a date into the state of the text, unless it is only a comparison or, in a narrative, publication's."""
        if (frame.unit == "Q" and reading.quarter is not None and reading.kind == "date" and reading.year is None) or (frame.unit == "Y" and reading.fiscal):
            self.state.period = frame
        if self.narrative and anchored.kind == "publication":
            return
        if reading.kind == "shift" and frame.unit == "Q":
            return
        if self.narrative and (reading.direction < 0 or reading.rel in ("previous", "last")):
            return  # a look back does not move the narrative
        if reading.year is not None:
            self.state.named = (frame.widen("Y"), timex)
        state = self.state
        if frame.unit == "Y":
            state.repeated[frame.year] = state.repeated.get(frame.year, 0) + 1
            moved = bool(state.fine) and frame.year > state.fine[0][0].year and state.repeated[frame.year] > 1
            if reading.year is None or moved or self._sets_scene(timex):
                state.bare = (frame, timex)
        elif frame.size < 6:
            state.fine, state.bare = [(frame, timex), *state.fine[:2]], None
            state.repeated.clear()
        self.state.note(frame, timex)

    def _sets_scene(self, timex: Timex) -> bool:
        """Whether a year alone moves the narrative: it opens its sentence or stands in a heading."""
        before = self.text[max(0, timex.span.start - 40) : timex.span.start]
        if _SETTING.search(before):
            return True
        start = self.text.rfind("\n", max(0, timex.span.start - 80), timex.span.start)
        end = self.text.find("\n", timex.span.end, timex.span.end + 80)
        line = self.text[start + 1 : end]
        return start >= 0 and end >= 0 and len(line) < 80 and not line.rstrip().endswith((".", ",", ";"))

    def counts(self, reading: Reading, timex: Timex) -> bool:
        """Whether a reference is one of time here: "at that time" is so in a narrative, "soon" where words look ahead."""
        if reading.kind != "reference":
            return True
        if reading.rel == "that":
            return self.narrative
        return reading.value != "FUTURE_REF" or not (self.narrative or self.leaning(timex) < 0) or " " in timex.text

    # --- choices ---

    def choose(self, candidates: Sequence[Frame], timex: Timex, *, slack: int) -> tuple[Frame, str]:
        """The candidate nearest to publication, unless the words lean the other way by more than `slack` days."""
        assert self.published is not None
        today = self.published.number
        lean = self.leaning(timex)
        ahead = 1.0 if lean > 0 else _FUTURE_WEIGHT
        near = min(candidates, key=lambda f: _distance(f, today) * (ahead if f.number > today else 1.0))
        side = (near.number > today) - (near.last_number < today)
        if lean and side and side != lean and _distance(near, today) > slack:
            other = [f for f in candidates if (f.number > today if lean > 0 else f.last_number < today)]
            if other:
                near = min(other, key=lambda f: _distance(f, today))
                return (
                    near,
                    "the next one, as the words look ahead" if lean > 0 else "the last one, as the words look back",
                )
        return near, "the nearest to publication"

    def resolve(self, reading: Reading, timex: Timex) -> Anchored:
        if reading.kind in ("reference", "set"):
            return Anchored(None, "names no calendar time", "none", reading.value)
        if reading.kind == "duration":
            return self._duration(reading, timex)
        if reading.kind == "shift":
            return self._shift(reading, timex)
        return self._date(reading, timex)

    def _date(self, reading: Reading, timex: Timex) -> Anchored:
        if reading.century is not None:
            number = reading.century
            frame = Frame("C", (number - 1) * 100 if number > 0 else number * 100 + 100)
            return self._absolute(frame, reading)
        if reading.decade is not None:
            return self._decade(reading)
        if reading.rel == "of":
            inner = self._parts(reading, timex)
            if inner.frame is None:
                return inner
            return Anchored(inner.frame.widen("W"), f"the week of {_say(inner.frame)}", inner.kind)
        if reading.unit == "Q" and reading.rel in ("the", "latest"):
            return self._reported_quarter(reading, timex)
        if reading.rel == "year" and reading.year is not None:
            return self._year_period(reading)
        if reading.year is not None:
            return self._with_year(reading)
        if reading.unit is not None and reading.rel is not None:
            return self._relative_unit(reading, timex)
        return self._parts(reading, timex)

    def _absolute(self, frame: Frame, reading: Reading) -> Anchored:
        return Anchored(frame, f"stands for itself: {_say(frame)}", "absolute")

    def _decade(self, reading: Reading) -> Anchored:
        first = reading.decade or 0
        if reading.short_year:
            now = self.published.year if self.published else 2000
            known = self.state.get("Y") if self.narrative else None
            around = known[0].year if known else now
            first = min((first + c * 100 for c in range(15, 22)), key=lambda y: (y > around, abs(around - y)))
        frame = Frame("E", first + (1 if first < 0 else 0) - (1 if first < 0 else 0))
        return Anchored(frame, f"stands for itself: {_say(frame)}", "absolute")

    def _year_period(self, reading: Reading) -> Anchored:
        quarter = reading.quarter
        if quarter is None:
            known = self.state.get("Q")
            quarter = (known[0].month + 2) // 3 if known else None
        year = reading.year or 0
        frame = Frame("Q", year, quarter * 3 - 2) if quarter else Frame("Y", year)
        return self._absolute(frame, reading)

    def _reported_quarter(self, reading: Reading, timex: Timex) -> Anchored:
        """ "The quarter", "the latest period": the one that the text reports on, else the last one that is complete."""
        ended = _ENDED.match(self.text, timex.span.end)
        if self.state.period is not None and self.state.period.unit == "Q":
            frame, why = self.state.period, "the quarter that the text reports on"
        elif self.published is not None and not self.narrative:
            frame, why = self.published.widen("Q").shift(-1, "Q"), "the last full quarter before publication"
        else:
            return _unresolved("Q", "the text has named no quarter before")
        if ended and self.published is not None:
            month = _MONTH_NUMBERS.get(ended[1][:3].lower())
            if month:
                ends = [Frame("M", self.published.year + n, month).widen("Q") for n in (-1, 0)]
                frame = min(ends, key=lambda f: abs(f.last_number - self.published.number)) if self.published else frame
                why = f"the quarter that ended in {ended[1]}"
        if reading.amount:
            frame = frame.shift(-1, "Y")
        return Anchored(frame, why, "narrative")

    def _with_year(self, reading: Reading) -> Anchored:
        year = reading.year or 0
        if reading.short_year:
            known = self.state.get("Y")
            around = known[0].year if known and self.narrative else self.published.year if self.published else 2000
            year = min((year + c * 100 for c in range(10, 22)), key=lambda y: abs(around - y))
        frame = self._fill(reading, year)
        if frame is None:
            return Anchored(None, f"there is no such day in {year}", "none")
        return self._absolute(frame, reading)

    def _fill(self, reading: Reading, year: int) -> Frame | None:
        """The frame that the parts of the reading name within a year."""
        if reading.quarter is not None:
            return Frame("Q", year, reading.quarter * 3 - 2)
        if reading.half is not None:
            return Frame("H", year, 1 if reading.half == 1 else 7)
        if reading.season is not None:
            return Frame.season(year, reading.season)
        if reading.holiday is not None:
            return holiday_day(reading.holiday, year)
        if reading.month is None:
            return Frame("Y", year)
        if reading.day is None:
            return Frame("M", year, reading.month)
        return Frame("D", year, reading.month, reading.day) if is_day(year, reading.month, reading.day) else None

    # --- "last month", "the following day", "this year's third quarter" ---

    def _relative_unit(self, reading: Reading, timex: Timex) -> Anchored:
        unit, rel = reading.unit or "D", reading.rel or "this"
        base = self._base_for(unit, rel, timex, definite=timex.text.lower().startswith("the "))
        if base is None:
            return _unresolved(
                unit, "the text gives no earlier date to count from" if self.published else "no publication date"
            )
        start, said, kind = base
        frame = start.widen(unit) if unit != "WE" else _weekend(start, rel, kind)
        step = _STEP[rel] if unit != "WE" or kind == "narrative" else 0
        if (
            timex.text.lower().startswith("year")
            and reading.mod == "END"
            and self.leaning(timex) < 0
            and not self.narrative
        ):
            step = -1
        if rel == "latest" and unit == "Q":
            step = -1 if kind == "publication" else 0
        frame = frame.shift(step, unit)
        inside = self._inside(reading, frame)
        sign = {0: "the same", 1: "one later than", -1: "one earlier than"}[step]
        why = f"the {_UNIT_NAMES[unit]} {sign if step else 'of'} {said}"
        if inside is None:
            return Anchored(None, f"no such day in {_say(frame)}", "none")
        return Anchored(inside, why + (f", {_say(inside)} of it" if inside != frame else ""), kind)

    def _inside(self, reading: Reading, frame: Frame) -> Frame | None:
        if frame.unit == "Y":
            return self._fill(reading, frame.year)
        if frame.unit == "M" and reading.weekday is not None and reading.amount is not None:
            return holiday_day(f"nth:{frame.month}:{reading.weekday}:{reading.amount:.0f}", frame.year)
        if frame.unit == "M" and reading.day is not None:
            return (
                Frame("D", frame.year, frame.month, reading.day)
                if is_day(frame.year, frame.month, reading.day)
                else None
            )
        if frame.unit == "W" and reading.weekday is not None:
            return Frame.of_day(frame.number + reading.weekday - 1)
        return frame

    def _base_for(self, unit: str, rel: str, timex: Timex, *, definite: bool) -> tuple[Frame, str, AnchorKind] | None:
        """What "last", "this", "that", "the following" … count from: publication, or a date of the text."""
        known = self.state.get(unit if unit not in ("WE", "2W") else "D")
        if known is None and unit in ("W", "WE") and self.state.get("D"):
            known = self.state.get("D")
        textual = (
            rel in _NARRATIVE_RELS or (rel == "next" and definite and unit == "D") or (rel == "latest" and unit == "Q")
        )
        if (textual or self.narrative) and known is not None:
            return known[0], self._said(known, timex), "narrative"
        if self.published is not None and not self.narrative and not (textual and unit == "D"):
            return self.published, f"publication, {_say(self.published)}", "publication"
        return None

    def _said(self, known: tuple[Frame, Timex], timex: Timex) -> str:
        frame, source = known
        where = "before" if self.apart(source, timex) else "in the same sentence"
        return f"{_say(frame)}, from ‘{_flat(source.text)}’ {where}"

    # --- "October 26", "Friday", "in July", "the third quarter" ---

    def _parts(self, reading: Reading, timex: Timex) -> Anchored:
        if reading.weekday is not None and reading.month is None and reading.holiday is None:
            return self._weekday(reading, timex)
        if reading.month is None and reading.day is not None:
            return self._day_only(reading, timex)
        if reading.month is None and reading.season is None and reading.quarter is None and reading.holiday is None:
            return self._time_only(reading, timex)
        if self._follow_text(timex):
            known = self._narrative_year(reading, timex)
            if known is not None:
                return self._in_narrative(reading, known, timex)
            if self.narrative:
                return _unresolved("Y", "the text has named no year before")
        if self.published is None:
            return _unresolved("Y", "no publication date, and the text has named no year before")
        return self._near_publication(reading, timex)

    def _follow_text(self, timex: Timex) -> bool:
        return self.narrative

    def _narrative_year(self, reading: Reading, timex: Timex) -> tuple[Frame, Timex] | None:
        """The year that the text is in: of the year that set the scene last, or the one that lets the dates run on."""
        state = self.state
        named = state.named
        if named is not None and not self.apart(named[1], timex):
            return named
        if state.bare is not None or not state.fine:
            return state.bare or state.get("Y")
        if reading.rel is not None:
            return state.fine[0][0].widen("Y"), state.fine[0][1]
        choices = []
        for age, (fine, source) in enumerate(state.fine):
            for year in (fine.year, fine.year + 1, fine.year - 1):
                probe = self._fill(reading, year)
                if probe is not None:
                    steps = (year - fine.year) * 12 + probe.month - fine.month
                    cost = steps if steps >= 0 else -_BACKWARD * steps
                    choices.append(
                        (cost + _OLDER * age, len(choices), fine.widen("Y").shift(year - fine.year, "Y"), source)
                    )
        if not choices:
            return state.fine[0][0].widen("Y"), state.fine[0][1]
        _, _, frame, source = min(choices, key=lambda choice: choice[:2])
        return frame, source

    def _in_narrative(self, reading: Reading, known: tuple[Frame, Timex], timex: Timex) -> Anchored:
        year = known[0].year + _STEP.get(reading.rel or "this", 0)
        frame = self._fill(reading, year)
        if frame is None:
            return Anchored(None, f"there is no such day in {year}", "none")
        return Anchored(frame, f"in the year of {self._said(known, timex)}", "narrative")

    def _near_publication(self, reading: Reading, timex: Timex) -> Anchored:
        assert self.published is not None
        year = self.published.year
        frames = [f for f in (self._fill(reading, y) for y in (year - 1, year, year + 1)) if f is not None]
        if reading.weekday is not None and reading.day is not None:
            fits = [f for f in frames if (f.number - 1) % 7 + 1 == reading.weekday]
            frames = fits or frames
        if not frames:
            return Anchored(None, f"there is no such day around {year}", "none")
        today = self.published
        if reading.rel in ("last", "previous"):
            past = [f for f in frames if f.last_number < today.number]
            frame, how = max(past, key=lambda f: f.number), "the last one before publication"
        elif reading.rel in ("next", "following"):
            ahead = [f for f in frames if f.number > today.number]
            frame, how = min(ahead, key=lambda f: f.number), "the next one after publication"
        elif reading.rel == "this":
            frame = next(f for f in frames if f.year == year)
            how = "the one in the year of publication"
        else:
            frame, how = self.choose(frames, timex, slack=45)
        return Anchored(frame, f"{how}, {_say(today)}", "publication")

    def _weekday(self, reading: Reading, timex: Timex) -> Anchored:
        weekday, rel = reading.weekday or 1, reading.rel
        known = self.state.get("D")
        if (self.narrative or rel in _NARRATIVE_RELS) and known is not None:
            step = {"following": 1, "previous": -1}.get(rel or "", 0)
            base = known[0].number
            offset = (weekday - base) % 7
            if step < 0 or (step == 0 and not self.narrative and offset):
                offset -= 7
            elif step > 0 and offset == 0:
                offset = 7
            return Anchored(Frame.of_day(base + offset), f"the {timex.text} by {self._said(known, timex)}", "narrative")
        if self.published is None or self.narrative:
            return Anchored(None, "no day is known that it belongs to", "none", f"XXXX-WXX-{weekday}")
        today = self.published.number
        back = (today - weekday) % 7
        past, ahead = today - back, today - back + 7
        if rel in ("last", "previous"):
            number, how = today - (back or 7) - 7 * (int(reading.amount or 1) - 1), "the last one before publication"
        elif rel == "next":
            number, how = ahead, "the next one after publication"
        elif rel == "this":
            number, how = Frame.of_day(today, "W").number + weekday - 1, "the one in the week of publication"
        elif back == 0:
            number, how = today, "the day of publication itself"
        elif _POSSESSIVE.match(self.text, timex.span.end):
            number, how = past, "the last one on or before publication"
        elif self.leaning(timex) > 0:
            number, how = ahead, "the next one, as the words look ahead"
        else:
            number, how = past, "the last one on or before publication"
        return Anchored(Frame.of_day(number), f"{how}, {_say(self.published)}", "publication")

    def _day_only(self, reading: Reading, timex: Timex) -> Anchored:
        day = reading.day or 1
        known = self.state.get("M")
        if known is not None and (self.narrative or known[1].span.end > timex.span.start - 300):
            month = known[0]
            said, kind = self._said(known, timex), "narrative"
        elif self.published is not None:
            today = self.published
            months = [today.widen("M").shift(n, "M") for n in (-1, 0, 1)]
            days = [Frame("D", m.year, m.month, day) for m in months if is_day(m.year, m.month, day)]
            if not days:
                return Anchored(None, "there is no such day around publication", "none")
            frame, how = self.choose(days, timex, slack=0)
            return Anchored(frame, f"{how}, {_say(today)}", "publication")
        else:
            return _unresolved("D", "the text has named no month before")
        if not is_day(month.year, month.month, day):
            return Anchored(None, f"there is no such day in {_say(month)}", "none")
        return Anchored(Frame("D", month.year, month.month, day), f"in the month of {said}", kind)  # type: ignore[arg-type]

    def _time_only(self, reading: Reading, timex: Timex) -> Anchored:
        """A clock time or part of the day: of the day the text is at, else of publication."""
        rel = reading.rel
        known = self.state.get("D")
        near = known is not None and (
            self.narrative or not self.apart(known[1], timex)
        )
        textual = rel in _NARRATIVE_RELS or (rel == "next")
        if known is not None and (near or textual) and rel not in ("this", "last"):
            frame = known[0].shift(_STEP.get(rel or "this", 0), "D")
            return Anchored(frame, f"on {self._said(known, timex)}", "narrative")
        if self.published is None or self.narrative:
            return _unresolved("D", "no day is known that it belongs to")
        step = -1 if rel == "last" else 0
        return Anchored(
            self.published.shift(step, "D"),
            f"the day of publication{' before' if step else ''}, {_say(self.published)}",
            "publication",
        )

    # --- "three days ago", "a year later", "a week from Tuesday" ---

    def _shift(self, reading: Reading, timex: Timex) -> Anchored:
        unit = reading.unit or "D"
        if unit == "D" and reading.base == "publication" and timex.text.isalpha() and self._generic_day(timex):
            return Anchored(
                None,
                "the present, or the future, in general",
                "none",
                _GENERAL[reading.direction * bool(reading.amount)],
            )
        start: Frame | None = None
        kind: AnchorKind = "publication"
        said = ""
        if reading.base == "date" and reading.inner is not None:
            inner = self.resolve(reading.inner, timex)
            if inner.frame is None:
                return inner
            start, said, kind = inner.frame, f"{_say(inner.frame)}, {inner.because}", inner.kind
        elif reading.base == "narrative":
            known = self._antecedent(unit)
            if known is not None:
                start, said, kind = known[0], self._said(known, timex), "narrative"
            elif self.published is not None and not self.narrative and unit in ("Y", "Q", "M", "E"):
                start, said = self.published, f"publication, {_say(self.published)}"
        elif self.published is not None and not self.narrative:
            start, said = self.published, f"publication, {_say(self.published)}"
        if start is None:
            return _unresolved(
                unit,
                "no publication date"
                if reading.base == "publication"
                else "the text gives no earlier date to count from",
            )
        if reading.amount is None:
            return Anchored(
                None, "the words give no number", "none", "PAST_REF" if reading.direction < 0 else "FUTURE_REF"
            )
        return self._moved(reading, start, said, kind)

    def _generic_day(self, timex: Timex) -> bool:
        """Whether "today" and "tomorrow" are the present and future at large: "today's world", "a better tomorrow"."""
        left = _WORD.findall(self.text[max(0, timex.span.start - 70) : timex.span.start])[-7:]
        right = self.text[timex.span.end : timex.span.end + 40]
        owned = _POSSESSIVE.match(right)
        if owned:
            following = _WORD.findall(right[owned.end() :])[:2]
            return any(word.lower() in self.cues["generic"] for word in following)
        if left and (
            left[-1].lower() in self.cues["generic_before"] or (len(left) > 1 and left[-2].lower() in ("a", "of"))
        ):
            return left[-1].lower() in self.cues["generic_before"] or timex.text.lower() == "tomorrow"
        if timex.text != "today":
            return False
        # "the challenges that confront nations today": a relative clause in the plain present
        relative = next(
            (at for at in range(len(left) - 2, -1, -1) if left[at].lower() in ("that", "which", "who")), None
        )
        return relative is not None and left[relative + 1].islower() and self.leaning(timex) == 0

    def _antecedent(self, unit: str) -> tuple[Frame, Timex] | None:
        latest = self.state.latest
        if latest is None:
            return None
        if unit in ("D", "W", "2W") and latest[0].unit not in ("D",):
            return self.state.get("D") or (self.state.get("W") if unit == "W" else None)
        return latest

    def _moved(self, reading: Reading, start: Frame, said: str, kind: AnchorKind) -> Anchored:
        unit, amount = reading.unit or "D", reading.amount or 0.0
        if unit[0] == "T":
            return Anchored(None, "shorter than a day", "none", f"P{reading.unit and 'T'}{amount:g}{unit[-1]}")
        period = self.state.period
        if unit == "Y" and amount == 1 and not self.narrative and (reading.quarter is not None or period is not None):
            base = Frame("Q", start.year, reading.quarter * 3 - 2) if reading.quarter else period
            if base is not None:
                why = (
                    f"one year {'before' if reading.direction < 0 else 'after'} {_say(base)}, on which the text reports"
                )
                return Anchored(base.shift(reading.direction, "Y"), why, "narrative")
        whole = int(amount)
        moved = start.shift(reading.direction * whole, unit)
        if amount != whole:
            months = {"Y": 12, "E": 120, "C": 1200}.get(unit)
            moved = moved.shift(reading.direction * int((amount - whole) * months), "M") if months else moved
            frame = moved.widen("M") if unit == "Y" else moved
        else:
            wide = {"2W": "W", "E": "Y", "C": "Y", "L": "Y"}.get(unit, unit)
            frame = moved.widen(wide) if reading.inner is None and reading.day is None else moved
        if reading.weekday is not None and frame.unit == "W":
            frame = Frame.of_day(frame.number + reading.weekday - 1)
        sign = "+" if reading.direction > 0 else "-"
        if not amount:
            return Anchored(frame, f"the day of {said}", kind)
        return Anchored(
            frame,
            f"{said} {'+' if sign == '+' else '−'} {amount:g} {_UNIT_NAMES[unit]}{'s' if amount != 1 else ''}",
            kind,
        )

    # --- "the past four years" ---

    def _duration(self, reading: Reading, timex: Timex) -> Anchored:
        unit, amount = reading.unit or "D", reading.amount
        if unit == "M" and amount in (6, 9, 12) and self.published is not None and timex.text.lower().startswith("the"):
            self.state.period = self.published.widen("Y")  # "the first nine months": figures of the year so far
        nothing = Anchored(None, "a length of time, not a date", "none", reading.value)
        after = self._after(reading, timex)
        if after is not None:
            return after
        if amount is None or amount != int(amount) or unit[0] == "T" or self.published is None or self.narrative:
            return nothing
        step = {"last": -1, "previous": -1, "latest": -1, "next": 1, "following": 1}.get(reading.rel or "")
        if step is None or reading.rel in ("following", "previous"):
            return nothing
        wide = {"E": "Y", "C": "Y", "L": "Y", "2W": "D", "W": "D"}.get(unit, unit)
        here = self.published.widen(wide)
        there = here.shift(step * int(amount), unit)
        first, last = (there, here) if step < 0 else (here, there)
        edtf = _interval(first, last)
        why = (
            f"{amount:g} {_UNIT_NAMES[unit]}s up to publication, {_say(self.published)}"
            if step < 0
            else (f"{amount:g} {_UNIT_NAMES[unit]}s from publication, {_say(self.published)}")
        )
        return Anchored(None, why, "publication", reading.value, edtf)

    def _after(self, reading: Reading, timex: Timex) -> Anchored | None:
        """ "signed in 2015 …, and left after three years": a length after "after" counts on from a date of the sentence."""
        if reading.amount is None or reading.rel is not None or (reading.unit or "T")[0] == "T":
            return None
        if not _AFTER.search(self.text[max(0, timex.span.start - 12) : timex.span.start]) or _GOES_ON.match(self.text[timex.span.end : timex.span.end + 12]):
            return None
        latest = self.state.latest
        if latest is None or self.apart(latest[1], timex):
            return None
        moved = self._moved(replace(reading, direction=1), latest[0], self._said(latest, timex), "narrative")
        if moved.frame is None:
            return None
        return Anchored(None, moved.because, "narrative", reading.value, moved.frame.edtf)


def _distance(frame: Frame, day: int) -> int:
    if frame.number <= day <= frame.last_number:
        return 0
    return frame.number - day if frame.number > day else day - frame.last_number


def _weekend(start: Frame, rel: str, kind: AnchorKind) -> Frame:
    """The weekend that "last", "this", "next" or "the" names, seen from a day."""
    saturday = start.number - (start.number - 6) % 7  # the latest Saturday on or before
    running = start.number - saturday <= 1
    if kind == "narrative" or rel == "this":
        return (
            Frame.of_day(start.number, "W").widen("WE")
            if rel != "this" or not running
            else Frame.of_day(saturday, "WE")
        )
    if rel == "next":
        return Frame.of_day(saturday + 7, "WE")
    if rel == "last" and running:
        saturday -= 7
    return Frame.of_day(saturday, "WE")


def _interval(first: Frame, last: Frame) -> Edtf | None:
    left = first.edtf.text.split("/")[0]
    right = last.edtf.text.split("/")[-1]
    try:
        return Edtf(f"{left}/{right}")
    except EdtfError:
        return None


def _unresolved(unit: str, why: str) -> Anchored:
    value = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX", "WE": "XXXX-WXX-WE"}.get(unit, "XXXX")
    return Anchored(None, why, "none", value)


def _say(frame: Frame) -> str:
    """A frame in words: 8 March 2025, March 2025, 2025, the week of 3 March 2025."""
    year = f"{1 - frame.year} BC" if frame.year <= 0 else str(frame.year)
    if frame.unit == "D":
        return f"{frame.day} {_MONTH_NAMES[frame.month - 1]} {year}"
    if frame.unit in ("W", "WE"):
        return f"the {_UNIT_NAMES[frame.unit]} of {frame.day} {_MONTH_NAMES[frame.month - 1]} {year}"
    if frame.unit == "M":
        return f"{_MONTH_NAMES[frame.month - 1]} {year}"
    if frame.unit == "Y":
        return year
    if frame.unit == "Q":
        return f"the {('first', 'second', 'third', 'fourth')[(frame.month - 1) // 3]} quarter of {year}"
    if frame.unit == "S":
        return f"{ {3: 'spring', 6: 'summer', 9: 'autumn', 12: 'winter'}[frame.month] } {year}"
    if frame.unit == "H":
        return f"the {'first' if frame.month == 1 else 'second'} half of {year}"
    if frame.unit == "E":
        return f"the {year}s" if frame.year > 0 else f"the decade of {year}"
    return f"the century that begins in {year}"


def _flat(text: str) -> str:
    return " ".join(text.split())


def _is_narrative(readings: Iterable[Reading], published: str | None) -> bool:
    """Whether the dates of the text, not its publication, are what its expressions hang on."""
    if published is None:
        return True
    year = int(published[:4])
    far = deictic = 0
    for reading in readings:
        if reading.kind == "date" and reading.year is not None and not reading.short_year:
            far += abs(reading.year - year) >= 2
        elif (reading.kind == "shift" and reading.base == "publication") or (reading.kind == "date" and reading.rel in ("last", "next", "this") and reading.unit is not None) or (reading.kind == "date" and reading.weekday is not None and reading.month is None):
            deictic += 1
    return far >= 5 and deictic * 6 < far


def anchor(
    text: str,
    found: Sequence[tuple[Timex, Reading]],
    *,
    published: str | None,
    language: str = "en",
) -> list[Dated]:
    """Dates for the readings of one text, in text order.

    `published` is an ISO day or None. An expression that cannot be dated keeps `edtf` None and says why.
    """
    worker = _Anchorer(text, published, _is_narrative((r for _, r in found), published), language)
    return [_dated(worker, timex, reading) for timex, reading in found if worker.counts(reading, timex)]


def _dated(worker: _Anchorer, timex: Timex, reading: Reading) -> Dated:
    anchored = worker.resolve(reading, timex)
    frame = anchored.frame
    if frame is None:
        value = anchored.value or reading.value or "XXXX"
        return Dated(
            timex=timex,
            value=value,
            mod=reading.mod,
            edtf=anchored.edtf,
            anchor=anchored.kind,
            because=anchored.because,
        )
    worker.remember(frame, timex, reading, anchored)
    value, edtf = frame.timex, frame.edtf
    if reading.last_day is not None and is_day(frame.year, frame.month, reading.last_day):
        last = Frame("D", frame.year, frame.month, reading.last_day)
        value, edtf = f"{frame.timex}/{last.timex}", Edtf(f"{frame.iso}/{last.iso}")
    if frame.unit == "D" and reading.part_of_day:
        value += f"T{reading.part_of_day}"
    elif frame.unit == "D" and reading.clock:
        value += f"T{reading.clock[:5]}"
        if reading.clock < "24":
            edtf = Edtf(f"{frame.iso}T{reading.clock}{reading.zone or ''}")
    if reading.mod == "APPROX" and "/" not in edtf.text:
        edtf = Edtf(edtf.text + "~")
    because = f"‘{_flat(timex.text)}’: {anchored.because}"
    return Dated(timex=timex, value=value, mod=reading.mod, edtf=edtf, anchor=anchored.kind, because=because)
