"""Names in an article: which there are, the most complete form of each, and whom a pronoun means."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass

from timeline.eventwords import EventWords, load_words
from timeline.speakers import between, speaker_at, turns_of
from timeline.syntax import Sentence

__all__ = ["NameIndex", "index_names"]

_JOINING = frozenset("of the de del la al bin van von der and".split())
_PERSONAL = frozenset("de del la al bin van von der".split())
_WORD = r"[A-ZÀ-Þ][\w’'&.-]*\w"
_NAME = re.compile(rf"{_WORD}(?:(?:[ ](?:{'|'.join(sorted(_JOINING))})){{0,2}}[ ]{_WORD})*|[A-Z]\.(?:[A-Z]\.)+")
_OPENING = 12  # a name within so many characters of the start of a sentence is taken for its subject
_MAIN = 3  # mentions of the person whom an article is about, at least
_LONG_NAME = 4  # words of a person's name
_REACH = 900  # characters that a pronoun may look back
_HE = frozenset(("he", "she", "him", "her", "his", "hers"))
_IT = frozenset(("it", "its"))
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class NameIndex:
    """The names of one article in text order."""

    mentions: tuple[_Mention, ...]
    persons: dict[str, str]  # last word of a person's name, or the whole name: the most complete form
    bodies: frozenset[str]
    starts: tuple[int, ...]  # where sentences begin
    text: str = ""
    people: tuple[_Mention, ...] = ()  # the mentions that name persons
    turns: tuple[tuple[int, str], ...] = ()  # where each begins to speak, in a transcript
    main: str | None = None  # whom the article is about, where it names one person far more often than others

    def complete(self, name: str) -> str:
        """The most complete form in which the article gives a name ("Trump" gives "Donald Trump")."""
        name = _POSSESSIVE.sub("", name)
        return self.persons.get(name, name)

    def is_person(self, name: str) -> bool:
        """Whether a word is (the last part of) a person's name."""
        return name in self.persons

    def speaker(self, position: int) -> str | None:
        """The person who speaks at a place of the text, or None where that is not clear."""
        name = speaker_at(self.text, position, names=self.people, turns=self.turns, meant=self._meant)
        return None if name is None else self.complete(name)

    def resolve(self, sentence: Sentence, index: int) -> str | None:
        """The name behind a pronoun of a sentence, or None where it is not clear."""
        pronoun = sentence[index].text.lower()
        if pronoun in ("i", "we", "my"):
            return _speaker(sentence, index) if pronoun != "we" else None
        if pronoun == "they":
            return self._force(sentence[index].start)
        if pronoun not in _HE and pronoun not in _IT:
            return None
        near = _own_subject(sentence, index)
        if near is not None and sentence[index].tag == "PRP$":
            return self.complete(near)
        return self._meant(sentence[index].start, pronoun)

    def _force(self, at: int) -> str | None:
        """The police, forces or party that the sentence before "they" begins with."""
        words = load_words()
        for low, high in self._windows(at)[1:2]:
            found = [m for m in between(self.mentions, low, high) if m.text not in self.persons]
            opens = [m for m in found if m.start <= low + _OPENING and words.has("plural", m.text.split()[-1])]
            return opens[0].text if opens else None
        return None

    def _meant(self, at: int, pronoun: str) -> str | None:
        """Whom a pronoun at a place of the text means, by the names before it."""
        for n, (low, high) in enumerate(self._windows(at)):
            found = between(self.mentions, low, high)
            chosen = [m for m in found if self._fits(m.text, pronoun)]
            chosen = [m for m in chosen if not self._owns(m)] or chosen
            if chosen:
                alone = len({self.complete(m.text) for m in chosen}) == 1
                opens = chosen[0].start <= low + _OPENING
                clear = opens and chosen[0] is found[0] if pronoun in _IT else alone or opens
                if pronoun in _HE and self.main and not opens:
                    in_passing = n > 0  # a name inside an earlier sentence; the article goes on about its main person
                    if in_passing or self.main in {self.complete(m.text) for m in chosen}:
                        return self.main
                return self.complete(chosen[0].text) if clear else None
        return None

    def _owns(self, mention: _Mention) -> bool:
        """Whether a name is an owner ("Okoro's predecessor"), and so not whom the sentence is about."""
        return self.text[mention.end : mention.end + 2] in ("'s", "’s")

    def _windows(self, at: int) -> list[tuple[int, int]]:
        """The sentence up to the pronoun, then up to three sentences before it."""
        last = bisect_right(self.starts, at)
        begins = [s for s in self.starts[max(0, last - 4) : last] if s > at - _REACH]
        return [(low, high) for low, high in zip(reversed(begins), [at, *reversed(begins[1:])], strict=False)]

    def _fits(self, name: str, pronoun: str) -> bool:
        person = name in self.persons
        return person if pronoun in _HE else not person and name in self.bodies

    def of_clause(self, sentence: Sentence, indices: set[int]) -> tuple[str, ...]:
        """The actors among some words of a sentence: runs of proper nouns, each in its most complete form."""
        found: list[str] = []
        run: list[int] = []
        for word in sentence.words:
            if word.is_name and word.index in indices and word.tag != "POS":
                run.append(word.index)
                continue
            if word.text.lower() in _JOINING and run and _continues(sentence, word.index, indices):
                run.append(word.index)
                continue
            _close(sentence, run, found)
            run = []
        _close(sentence, run, found)
        names = [self.complete(name) for name in found]
        return tuple(dict.fromkeys(names))


def _speaker(sentence: Sentence, index: int) -> str | None:
    """Who says a clause in the first person: the subject of the verb of saying above it."""
    words = load_words()
    for above in sentence.ancestors(index):
        word = sentence[above]
        subject = sentence.child(word.index, "nsubj") if word.is_verb and words.has("spoken", word.lemma) else None
        if subject is not None and sentence[subject].is_name:
            run: list[str] = []
            _close(sentence, [subject, *sentence.children(subject, "flat")], run)
            return run[0] if run else None
    return None


def _own_subject(sentence: Sentence, index: int) -> str | None:
    """The name that is the subject of the clause around a word."""
    for above in sentence.ancestors(index):
        subject = sentence.child(above, "nsubj") if sentence.is_clause(above) else None
        if subject is not None:
            if not sentence[subject].is_name or index in sentence.subtree(subject):
                return None
            run: list[str] = []
            _close(sentence, [subject, *(k for k in sentence.children(subject, "flat") if k > subject)], run)
            return run[0] if run else None
    return None


def _continues(sentence: Sentence, index: int, indices: set[int]) -> bool:
    after = index + 1
    if after < len(sentence) and sentence[index].text.lower() == "of" and sentence[after].text.lower() == "the":
        after += 1
    return (
        after < len(sentence) and sentence[index].text.lower() != "and" and sentence[after].is_name and after in indices
    )


def _close(sentence: Sentence, run: list[int], found: list[str]) -> None:
    while run and not sentence[run[-1]].is_name:
        run.pop()
    if run:
        text, last = "", None
        for i in run:
            gap = "" if last is None or sentence[last].end == sentence[i].start else " "
            text, last = text + gap + sentence[i].text, i
        found.append(text)


def index_names(text: str, starts: list[int], words: EventWords) -> NameIndex:
    """Reads the names of a text by their capitals. `starts` are the first characters of its sentences."""
    begins = set(starts)
    mentions = []
    lower = Counter(re.findall(r"\b[a-z][\w’'-]+", text))
    for match in _NAME.finditer(text):
        start, name = match.start(), match.group()
        first, _, rest = name.partition(" ")
        if words.has("function", first) or (start in begins and lower[first.lower()]):
            if not rest:
                continue
            start, name = start + len(first) + 1, rest
        name = _POSSESSIVE.sub("", name).strip()
        if not name or words.has("names_not_persons", name.split()[0]) or words.has("function", name):
            continue
        mentions += _office_and_holder(start, name, words)
    persons, bodies = _persons(mentions, text, words)
    people = tuple(m for m in mentions if m.text in persons)
    return NameIndex(
        mentions=tuple(mentions),
        persons=persons,
        bodies=bodies,
        starts=tuple(starts),
        text=text,
        people=people,
        turns=turns_of(text, people),
        main=_main_person(mentions, persons),
    )


def _office_and_holder(start: int, name: str, words: EventWords) -> list[_Mention]:
    """ "Harbour Institute Director Ana Sousa" names an office and a person: what stands behind the last title."""
    parts = name.split()
    titles = [n for n, part in enumerate(parts[:-2]) if n > 0 and words.has("honorific", part)]
    cut = titles[-1] + 1 if titles else 0
    holder = parts[cut:]
    office = any(words.has("body", part) for part in parts[:cut])
    if not office or len(holder) > _LONG_NAME or any(words.has("body", p) or p in _JOINING for p in holder):
        return [_Mention(start, start + len(name), name)]
    person, at = " ".join(holder), start + len(name) - len(" ".join(holder))
    return [_Mention(start, at - 1, name[: at - 1 - start]), _Mention(at, at + len(person), person)]


def _main_person(mentions: list[_Mention], persons: dict[str, str]) -> str | None:
    """The person with at least three mentions and twice as many as the next."""
    count = Counter(persons[m.text] for m in mentions if m.text in persons)
    first, second = [*count.most_common(2), ("", 0), ("", 0)][:2]
    return first[0] if first[1] >= _MAIN and first[1] >= 2 * second[1] else None


def _persons(mentions: list[_Mention], text: str, words: EventWords) -> tuple[dict[str, str], frozenset[str]]:
    """People are names of two or more words without a word of an organisation, and the last words of such names."""
    full: dict[str, Counter[str]] = {}
    alone = Counter(m.text for m in mentions)
    for m in mentions:
        parts = m.text.split()
        titled = [p for p in parts if words.has("honorific", p)]
        parts = [p for p in parts if p not in titled]
        body = any(words.has("body", p) or p.lower() in _JOINING - _PERSONAL for p in parts)
        the = text[max(0, m.start - 4) : m.start].lower() == "the "
        if len(parts) >= 2 and not body and not the and not parts[-1].isupper():
            full.setdefault(parts[-1], Counter())[" ".join(parts)] += 1
        elif titled and len(parts) == 1:
            full.setdefault(parts[0], Counter())[parts[0]] += 1
    persons: dict[str, str] = {}
    for last, forms in full.items():
        best = max(forms, key=lambda f: (forms[f] + alone[f], len(f), f))
        if len({form.split()[0] for form in forms}) == 1:  # else two people share the last name
            persons[last] = best
        else:
            persons[last] = last
        same = {form: max((f for f in forms if f.split()[0] == form.split()[0]), key=len) for form in forms}
        persons.update(same)
    return persons, frozenset(m.text for m in mentions if m.text not in persons)
