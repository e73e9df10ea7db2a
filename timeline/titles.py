"""Headlines made from a clause: its own words in their own order, the verb in headline tense, and what is not needed
left out, whole phrases at a time, until at most 12 words and 90 characters remain.
"""

from __future__ import annotations

import re
from typing import Protocol

from timeline.eventwords import EventWords
from timeline.headline import Headline
from timeline.pruning import turns
from timeline.reports import Content, content_of, opens_quoted
from timeline.syntax import Clause, Sentence
from timeline.verbforms import base_form, headline_verb, is_plural, past_participle, report_verb, third_person

__all__ = ["MAX_CHARACTERS", "MAX_WORDS", "title_of"]

MAX_WORDS = 12
MAX_CHARACTERS = 90


class Names(Protocol):
    """What a headline needs to know of the article's names."""

    def resolve(self, sentence: Sentence, index: int) -> str | None:
        """The name behind a pronoun, or None where it is not clear."""

    def is_person(self, name: str) -> bool:
        """Whether a word is (the last part of) a person's name."""

    def speaker(self, position: int) -> str | None:
        """The person who speaks at a place of the text, or None where that is not clear."""


_BEFORE_VERB = ("aux", "cop", "nsubj", "obj", "ccomp", "compound", "nummod", "det", "expl", "csubj")
_WITH_CONTENT = ("aux", "cop", "obj", "iobj", "compound", "expl", "advmod")  # what stays beside a reported clause
_ABBREVIATED = re.compile(r"\b[A-Za-z](?:\.[A-Za-z])+$")  # "p.m", whose last point was taken for the end
_SHORT = 3  # words; a title of no more keeps its date where it can
_LONG_OBJECT = 10  # words; a participle behind more than these hangs in the air
_POINTING = ("this", "that", "it", "these", "those", "which", "who")


def title_of(clause: Clause, *, dates: set[int], names: Names, words: EventWords) -> str:
    """A headline for the happening. `dates` are the words of its time expression, which the title leaves out."""
    draft = _Draft(clause, dates, names, words)
    text = draft.noun_title() if clause.kind == "noun" else draft.verb_title()
    text = _cut(_ABBREVIATED.sub(r"\g<0>.", text.strip(" ,;:-–—.")), words)
    if (clause.denied or clause.alleged) and text:
        text = f"{'Denied' if clause.denied else 'Alleged'}: {text[:1].upper()}{text[1:]}"
    return text[:1].upper() + text[1:]


def _cut(text: str, words: EventWords) -> str:
    """The last resort for a line that still does not fit: whole words go from its end, and what would dangle there."""
    kept = text.split()
    over = len(kept) > MAX_WORDS or len(text) > MAX_CHARACTERS
    while over and (len(kept) > MAX_WORDS or len(" ".join(kept)) > MAX_CHARACTERS):
        kept.pop()
    while len(kept) > 2 and words.has("dangling", kept[-1].strip(",")):
        kept.pop()
    return " ".join(kept).strip(" ,")


def _possessive(name: str | None) -> str:
    return f"{name}’s" if name else ""


class _Draft:
    """The words that are still in, how some of them are written, and in which order they come."""

    def __init__(self, clause: Clause, dates: set[int], names: Names, words: EventWords) -> None:
        self.clause, self.sentence, self.dates = clause, clause.sentence, dates
        self.names, self.words = names, words
        self.until: set[int] = set()
        marked = clause.denied or clause.alleged
        self.line = Headline(self.sentence, words, room=(MAX_WORDS - marked, MAX_CHARACTERS - 9 * marked))

    # --- from a noun

    def noun_title(self) -> str:
        noun = self.clause.trigger
        inside = self.sentence.subtree(noun) - self.dates
        self.line.keep = set(inside)
        self.line.drop_brackets(noun)
        for kid in self.sentence.children(noun):
            base = self.sentence[kid].dep.split(":")[0]
            lead = kid < noun and base in ("obl", "nmod") and self.sentence[kid].dep.endswith(("unmarked", "tmod"))
            if lead or base in ("mark", "cc", "case", "cop", "nsubj", "advmod") or (base == "conj" and kid > noun):
                self.line.drop(kid)
        owner = self.sentence.child(noun, "nmod:poss")
        if owner is not None and self.sentence[owner].tag == "PRP$":
            name = self.names.resolve(self.sentence, owner)
            self.line.edits[owner] = _possessive(name)
        self.line.segments = [sorted(inside)]
        self.line.shorten([noun])
        text = self.line.text()
        if len(text.split()) > 1:
            return self._with_date_in_front(noun) or text
        return self._with_date(noun) or text

    def _with_date_in_front(self, noun: int) -> str:
        """ "2019 Chicago Marathon": a date in front of a short noun phrase is a part of its name."""
        phrase = [i for i in self.line.segments[0] if i in self.line.keep]
        phrase_words = [i for i in phrase if self.sentence[i].is_noun or self.sentence[i].tag == "JJ"]
        ends = [i - 1 for i in phrase_words if i - 1 in self.dates and self._names_a_time(i - 1)]
        last = ends[0] if ends else -1
        first = last
        while first - 1 in self.dates and self.sentence[first - 1].is_name:
            first -= 1
        number, room = self.sentence[last].text.isdigit(), self.line.text().count(" ") + 1
        year = not number or (first == last and len(self.sentence[last].text) == len("2019"))
        belongs = last >= 0 and self.sentence[last].head in phrase
        if not belongs or (first == last and not year) or room > (2 * _SHORT if year else _SHORT):
            return ""
        date = range(first, last + 1)
        self.line.keep |= set(date)
        self.line.segments = [sorted([*date, *phrase])]
        return self.line.text()

    def _names_a_time(self, index: int) -> bool:
        """A number, or the end of a feast's name ("Bastille Day"), which is a name of a time without it."""
        word = self.sentence[index]
        return word.text.isdigit() or (word.is_name and not self._is_calendar_word(index))

    def _is_calendar_word(self, index: int) -> bool:
        return self.words.has("names_not_persons", self.sentence[index].text)

    def _with_date(self, noun: int) -> str:
        """ "October 26 attack": a bare noun takes its date along, where the text has the two side by side."""
        behind = [i for i in sorted(self.dates) if i > noun]
        if behind and behind[0] == noun + 1 and self.sentence[noun + 1].text.lower() == "of":
            behind = [i for n, i in enumerate(behind) if i == noun + 1 + n]
            if any(self.sentence[i].text.isdigit() for i in behind):
                self.line.keep |= set(behind)
                self.line.segments = [sorted({*self.line.segments[0], *behind})]
                return self.line.text()
        before = [i for i in sorted(self.dates) if i < noun and self.sentence[i].tag not in ("IN", "DT", "TO", "POS")]
        before = [i for i in before if self.sentence[i].text[:1].isupper() or self.sentence[i].text.isdigit()]
        if before and before[-1] in (noun - 1, noun - 2):
            self.line.keep |= set(before)
            self.line.segments = [sorted({*before, *self.line.segments[0]})]
            return self.line.text()
        return ""

    # --- from a verb

    def verb_title(self) -> str:
        head = self._matrix(self.clause.trigger)
        told = self._seen_by_time(head) or self._own_words()
        if told:
            return told
        self._spare_dates(head)
        content = content_of(self.sentence, head, self.words)
        subject = self._subject(head)
        agent = self._agent(head, subject)
        subject_words = self._phrase(subject, head)
        body = self.sentence.subtree(head) - self.dates - subject_words
        body -= {k for k in self.sentence.children(head, "nsubj", "obj") if self._is_relative(k)}
        own = self.sentence.child(head, "nsubj")
        if own is not None and subject is not None and own != subject:
            joined = self.sentence[subject].dep in ("conj", "dep", "parataxis")
            other = joined and self.sentence[subject].head in (own, head)
            if other or subject in self.sentence.subtree(own):
                body -= self.sentence.subtree(own)  # "minutes after the vote was held"
        gap = self._gap(head, subject)
        content_words = self._phrase(content.head, head) - subject_words if content else set()
        if agent is not None:
            agent_words = self._phrase(agent, head) - set(self.sentence.children(agent, "case"))
            patient = subject_words if not self._is_pointing(subject) else set()
            patient -= set(self.sentence.children(subject, "case", "mark")) if subject is not None else set()
            body -= self.sentence.subtree(agent) | patient
            self.line.segments = [sorted(agent_words), [*sorted(i for i in body - content_words if i <= head)]]
            self.line.segments += [sorted(patient), sorted(i for i in body - content_words if i > head)]
            subject, subject_words = agent, agent_words
        else:
            self.line.segments = [sorted(subject_words), sorted(body - content_words)]
        if gap is not None:
            after = [i for i in self.line.segments[1] if i > head and self.sentence[i].dep != "compound:prt"]
            before = [i for i in self.line.segments[1] if i not in after]
            bare = self._phrase(gap, head) - set(self.sentence.children(gap, "case", "mark", "cc", "appos"))
            self.line.segments[1:2] = [before, sorted(bare), after]
        self.line.segments.append(sorted(content_words))
        self.line.keep = {i for segment in self.line.segments for i in segment}
        self.line.drop_brackets(head)
        self._drop_around(head, subject_words, content)
        self._described_names()
        if subject is not None:
            self._bare_name(subject)
        self._verb_group(head, subject, active=agent is not None)
        self._content(head, content)
        self._lead(subject, subject_words, head)
        if self.clause.kind == "predicate" and not self.line.keep & subject_words:
            self.line.keep -= set(self.sentence.children(head, "cop", "aux"))  # "which was the anniversary of …"
        self._without_loose_ends()
        heads = [i for i in (head, subject, content.head if content else None) if i is not None]
        self.line.shorten([*heads, *sorted(self.until)])
        return self.line.text()

    def _spare_dates(self, head: int) -> None:
        """A time that is subject or object of its verb is no circumstance ("a strike reached its tenth day")."""
        verb = self.sentence[head]
        for kid in self.sentence.children(head, "nsubj", "obj"):
            inside = self.sentence.subtree(kid)
            first = min(inside)
            if self.sentence[kid].dep == "obj":
                after = self.sentence.words[max(inside) + 1 : max(inside) + 2]
                spared = self.words.has("into_time", verb.lemma) and first == head + 1
                spared = spared and not any(word.is_noun for word in after)
            else:
                spared = inside <= self.dates and any(self.sentence[i].is_name for i in inside)
            if kid in self.dates and spared:
                self.dates = self.dates - inside
        moved = self.words.has("rescheduling", verb.lemma)  # "moved to 2021" says when it happens instead
        if self.clause.negated or moved:  # "not … until May" says that it happens in May
            ends = {"until", "to", "till"} if moved else {"until"}
            for kid in self.sentence.children(head, "obl", "advcl"):
                cases = {self.sentence[k].text.lower() for k in self.sentence.children(kid, "case", "mark")}
                inside = self.sentence.subtree(kid)
                fixed = any(self._names_a_time(i) or self._is_calendar_word(i) for i in inside)
                if cases & ends and kid in self.dates and (fixed or not moved):
                    self.until = self.sentence.subtree(kid) & self.dates
                    self.dates = self.dates - self.until

    def _without_loose_ends(self) -> None:
        """A relative clause goes with the time that it belongs to; "this" and "that" before a noun point at nothing."""
        for index in sorted(self.line.keep):
            word = self.sentence[index]
            above = self.sentence[word.head].lemma.lower()
            inside = [self.sentence[i].text.lower() for i in sorted(self.sentence.subtree(index))]
            told = above == "time" or {"which", "when", "where"} & set(inside[:2])
            if word.dep == "acl:relcl" and word.head in self.dates and told:
                if self.clause.trigger not in self.sentence.subtree(index):
                    self.line.drop(index)
            elif word.text in ("which", "whom") and word.dep == "nmod":  # "protests, some of which turned violent"
                before = [w.index for w in self.sentence.words[: word.head] if w.is_noun]
                phrase = self._short_phrase(before[-1]) if before else ""
                if phrase:
                    self.line.edits[index] = phrase
                    self.line.keep -= set(self.sentence.children(index, "case"))
            elif word.dep in ("appos", "conj") and word.head in self.dates and index not in self.dates:
                complete = self.clause.passive or self.sentence.children(self.clause.trigger, "obj", "ccomp", "xcomp")
                if complete and self.clause.trigger not in self.sentence.subtree(index):
                    self.line.drop(index)  # "found by Friday, eight ferries and four tugs"
            elif (
                word.dep == "det"
                and word.text.lower() in ("this", "that", "these", "those")
                and min(self.line.keep) < index < word.head
                and not self.line.colon
                and not self.words.has("time_noun", above)
            ):
                self.line.edits.setdefault(index, "the")

    def _seen_by_time(self, head: int) -> str:
        """ "Last year saw 300 fires in the region": what a time saw is the headline."""
        subject, objects = self.sentence.child(head, "nsubj"), self.sentence.children(head, "obj")
        witness = self.words.has("witness", self.sentence[head].lemma) and subject in self.dates
        if not witness or len(objects) != 1 or not self.sentence[objects[0]].is_noun or objects[0] in self.dates:
            return ""
        inside = self.sentence.subtree(objects[0]) - self.dates
        self.line.keep = set(inside)
        self.line.segments = [sorted(inside)]
        self.line.shorten([objects[0]])
        text = self.line.text()
        return text if len(text.split()) > 2 else ""

    def _own_words(self) -> str:
        """A clause in the first or second person as its speaker's words ("Coach: We won"), where one is named."""
        verb = self._matrix(self.clause.trigger)
        subject = self._subject(verb)
        if subject is None or self.sentence[subject].text.lower() not in ("i", "we", "you"):
            return ""
        relative = self.sentence[verb].dep == "acl:relcl" or any(
            self.sentence[k].tag in ("WP", "WDT") for k in self.sentence.children(verb)
        )
        own = self.sentence.child(verb, "nsubj") == subject and not relative
        if not own or self.names.resolve(self.sentence, subject):
            return ""
        speaker = self._speaker_above(verb)
        name = self._name_of(speaker) if speaker is not None else None
        if speaker is None or not (self.sentence[speaker].is_noun or name):
            speaker, name = None, self.names.speaker(self.sentence[verb].start)
        if speaker is None and name is None:
            return ""
        by = self._phrase(speaker, verb)
        said = self.sentence.subtree(verb) - by
        for kid in self.sentence.children(verb):
            opens = kid < subject and self.sentence[kid].dep in ("cc", "mark", "advmod", "discourse")
            if opens or self.sentence[kid].dep in ("conj", "parataxis"):
                said -= self.sentence.subtree(kid)
        if speaker is not None and name:
            self.line.edits[speaker] = name
        self.line.colon = True
        self.line.opening = "" if speaker is not None else name or ""
        self.line.segments = [sorted(by), sorted(said)]
        self.line.keep = by | said
        if speaker is None and len(said - self.dates) > _SHORT:
            self.line.keep -= self.dates
        heads = [verb, subject, *(() if speaker is None else (speaker,))]
        self.line.shorten([*heads, *(self.dates & set(self.sentence.children(verb)))])
        return self.line.text()

    def _speaker_above(self, verb: int) -> int | None:
        """The subject of the verb of saying over a quoted clause."""
        word = self.sentence[verb]
        if word.dep not in ("ccomp", "parataxis") or not opens_quoted(self.sentence, verb):
            return None
        return self.sentence.child(word.head, "nsubj") if self.sentence[word.head].is_verb else None

    def _name_of(self, index: int) -> str | None:
        return self.names.resolve(self.sentence, index) if self.sentence[index].tag == "PRP" else None

    def _matrix(self, verb: int) -> int:
        """The verb to start from: "plans to resign" for "resign"."""
        for _ in range(4):
            word = self.sentence[verb]
            if word.dep != "xcomp" or not self.sentence.is_clause(word.head):
                return verb
            verb = word.head
        return verb

    def _subject(self, head: int) -> int | None:
        if head == self.clause.trigger:
            return self.clause.subject
        own = self.sentence.child(head, "nsubj", "csubj")
        return own if own is not None and not self._is_relative(own) else self.clause.subject

    def _phrase(self, index: int | None, head: int) -> set[int]:
        """The words below an index, without the clause of `head` when that lies below it too."""
        if index is None:
            return set()
        inside = self.sentence.subtree(index) - self.dates
        if head in inside and index != head:
            below = head
            while self.sentence[below].head != index:
                below = self.sentence[below].head
            inside -= self.sentence.subtree(below)
            if self.sentence[head].dep == "acl:relcl" and self.sentence.children(index, "cop"):
                # "This is the talk that took place there"
                for kid in self.sentence.children(index, "nsubj", "csubj", "cop", "aux", "advmod", "mark"):
                    inside -= self.sentence.subtree(kid)
        return inside

    def _gap(self, head: int, subject: int | None) -> int | None:
        """The noun before a relative clause that is its object ("the emergency he declared", "whom she divorced")."""
        word = self.sentence[head]
        if not word.dep.startswith("acl") or subject is None or subject == word.head or self.clause.passive:
            return None
        objects = self.sentence.children(head, "obj", "xcomp", "ccomp")
        if any(not self._is_relative(k) for k in objects) or not self.sentence[word.head].is_noun:
            return None
        return word.head

    def _is_list(self, index: int) -> bool:
        return bool(self.sentence.children(index, "conj"))

    def _is_relative(self, index: int) -> bool:
        return self.sentence[index].tag in ("WDT", "WP") or self.sentence[index].text.lower() == "that"

    def _is_pointing(self, subject: int | None) -> bool:
        return subject is not None and self.sentence[subject].text.lower() in _POINTING

    def _agent(self, head: int, subject: int | None) -> int | None:
        """The doer of a passive that reads better as an active ("statements made by X", "this was confirmed by X")."""
        if not self.clause.passive or head != self.clause.trigger:
            return None
        verb = self.sentence[head]
        if not (self._is_pointing(subject) or self.words.has("light", verb.lemma)):
            return None
        for kid in self.sentence.children(head, "obl"):
            cases = [self.sentence[k].text.lower() for k in self.sentence.children(kid, "case")]
            if cases == ["by"] and kid not in self.dates and self.sentence[kid].is_noun:
                return kid
        return None

    def _drop_around(self, head: int, subject_words: set[int], content: Content | None) -> None:
        """Leaves out the head's conjunctions, coordinate clauses, and what stands before it and is no part of it."""
        subject = self.line.keep & subject_words
        for kid in self.sentence.children(head):
            word = self.sentence[kid]
            base = word.dep.split(":")[0]
            if kid in subject_words or (content and kid == content.head):
                continue
            if content and (base not in _WITH_CONTENT or content.head in self.sentence.subtree(kid)):
                self.line.drop_but(kid, content.head)
            elif base == "case" and self.clause.kind == "predicate":
                continue
            elif (
                (word.text.lower() == "that" and kid < head and base != "det")
                or base in ("mark", "cc", "case", "punct")
                or (base == "conj" and self.sentence.is_clause(head))
            ):
                self.line.drop(kid)
            elif content and base in ("obl", "advcl", "parataxis", "nmod", "dep"):
                self.line.drop_but(kid, content.head)
            elif kid < head and base not in _BEFORE_VERB and not self._stays_before(kid, head):
                self.line.drop(kid)
        self.line.keep |= subject

    def _stays_before(self, kid: int, head: int) -> bool:
        base = self.sentence[kid].dep.split(":")[0]
        if base == "advmod":
            return turns(self.sentence, kid, self.words) or kid == head - 1
        return base in ("amod", "nmod") and not self.sentence[head].is_verb

    def _lead(self, subject: int | None, subject_words: set[int], head: int) -> None:
        """Writes the name for a pronoun; a description with a name beside it gives way to the name."""
        if subject is None:
            return
        word = self.sentence[subject]
        plain = not self.clause.negated and self.clause.modality == "fact"
        points = word.tag == "DT" and word.text.lower() in ("this", "that", "these", "those")
        if points and plain and not self._only_predicate(subject, head):
            self._turn_passive(subject, head)
        if word.tag == "PRP":
            happening = word.text.lower() == "it" and self.clause.kind == "predicate"
            name = None if happening else self._name_for(subject)
            if name:
                self.line.edits[subject] = name
                self._without_own_name(name, head)
            elif self.clause.passive and head == self.clause.trigger:
                self.line.keep -= subject_words
                self._object_first(head)
            elif plain and self._only_predicate(subject, head):
                pass
            elif not self.clause.denied and not happening:
                self._turn_passive(subject, head)
            if not name and subject in self.line.keep:
                self._full_auxiliaries(head)
        for kid in self.sentence.children(subject, "nmod:poss"):
            if self.sentence[kid].tag == "PRP$":
                self.line.edits[kid] = _possessive(self.names.resolve(self.sentence, kid))
        for kid in self.sentence.children(subject):
            loose = self.sentence[kid].dep.split(":")[0] in ("case", "mark", "cc", "advmod", "discourse")
            if loose and kid == min(subject_words & self.line.keep, default=-1):
                self.line.drop(kid)
        beside = self._name_beside(subject, subject_words)
        if beside is not None:
            self.line.keep -= subject_words - self.sentence.subtree(beside)

    def _without_own_name(self, name: str, head: int) -> None:
        """ "Born Ana Sousa in Beira, she …": the name is written once."""
        for kid in self.sentence.children(head, "xcomp"):
            first = sorted(self.sentence.subtree(kid))[: len(name.split())]
            if " ".join(self.sentence[i].text for i in first) == name:
                self.line.keep -= set(first)

    def _name_for(self, pronoun: int) -> str | None:
        name = self.names.resolve(self.sentence, pronoun) or self._named_above(pronoun)
        if not name and self.sentence[pronoun].text.lower() == "me":
            return self.names.speaker(self.sentence[pronoun].start)
        return name

    def _named_above(self, pronoun: int) -> str:
        """ "The ferry sank after it had left port in 2019": the subject around a pronoun, if it agrees."""
        low = self.sentence[pronoun].text.lower()
        for above in self.sentence.ancestors(self.sentence[pronoun].head):
            noun = self.sentence.child(above, "nsubj") if self.sentence.is_clause(above) else None
            if (
                noun is None
                or noun == pronoun
                or pronoun in self.sentence.subtree(noun)
                or not self.sentence[noun].is_noun
                or low not in ("it", "they")
            ):
                continue
            body = self.sentence[noun].is_name and self.words.has("body", self.sentence[noun].text)
            many = is_plural(self.sentence, noun, self.words)
            if (low == "they") == many or (low == "they" and body):
                return self._short_phrase(noun)
        return ""

    def _short_phrase(self, noun: int) -> str:
        """A noun with what stands before it, without the article; empty where that is long."""
        before = [
            k
            for k in self.sentence.subtree(noun)
            if self.sentence[k].dep.split(":")[0] in ("compound", "amod", "nummod", "flat") or k == noun
        ]
        words = [self.sentence[k].text for k in sorted(before) if k not in self.dates]
        return " ".join(words) if len(words) <= _SHORT + 1 else ""

    def _bare_name(self, subject: int) -> None:
        """A name stands alone where three words or a list of trades lead up to it ("singer, actor and author X")."""
        last = max(self.sentence.children(subject, "flat"), default=subject)
        if not self.sentence[subject].is_name or self.words.has("body", self.sentence[last].text):
            return
        name = self.sentence.subtree(subject) & {subject, *self.sentence.children(subject, "flat")}
        first = min(name)
        while (
            first - 1 in self.line.keep
            and self.sentence[first - 1].is_name
            and self.sentence[first - 1].dep in ("compound", "amod")
        ):
            first -= 1
        before = [k for k in self.sentence.subtree(subject) if k < first and k in self.line.keep]
        listed = any(self.sentence[k].dep in ("conj", "cc", "punct") for k in before)
        owned = any(self.sentence[k].dep == "nmod:poss" for k in before)
        if (len(before) >= 3 or listed) and not owned:
            self.line.keep -= set(before)

    def _described_names(self) -> None:
        """ "met with businessman and close ally X": the bare description gives way to the name joined to it."""
        for index in sorted(self.line.keep):
            word = self.sentence[index]
            if word.tag != "NN" or self.sentence.children(index, "det", "nmod:poss", "nummod"):
                continue
            for kid in self.sentence.children(index, "conj"):
                name = self._trailing_name(kid)
                if name:
                    self.line.keep -= self.sentence.subtree(index) - name - set(self.sentence.children(index, "case"))
                    break

    def _trailing_name(self, index: int) -> set[int]:
        """The name that a description ends with ("close ally Ana Sousa"); empty where it is no bare description."""
        if self.sentence.children(index, "det", "nmod:poss") or self.sentence[index].tag not in ("NN", "NNP"):
            return set()
        name: set[int] = set()
        for i in sorted(self.sentence.subtree(index), reverse=True):
            if not self.sentence[i].is_name:
                break
            name.add(i)
        return name

    def _turn_passive(self, subject: int, head: int) -> None:
        """ "we have pursued policies" without a name for "we": "Policies pursued"."""
        gap = self._gap(head, subject)
        objects = self.sentence.children(head, "obj") if gap is None else (gap,)
        participle = past_participle(self.sentence[head], self.words)
        plain = not self.clause.negated and self.clause.modality in ("fact", "future") and not self.clause.progressive
        plain = plain and not self.sentence.children(head, "xcomp", "ccomp", "iobj") and head == self.clause.trigger
        active = self.words.has("active_only", self.sentence[head].lemma)
        if not objects or participle is None or not self.sentence[objects[0]].is_noun or not plain or active:
            return
        inside = self.sentence.subtree(objects[0]) - (self.sentence.subtree(head) if gap is not None else set())
        inside -= set(self.sentence.children(objects[0], "case", "mark", "cc", "punct")) if gap is not None else set()
        length = len(inside & self.line.keep)
        single = self.sentence[subject].text.lower() in ("he", "she", "it", "this", "that")
        if length > _LONG_OBJECT or (single and length == 1) or self.sentence[objects[0]].lemma.lower() == "lot":
            return
        rest = [i for segment in self.line.segments for i in segment if i not in inside and i != subject]
        self.line.keep.discard(subject)
        for kid in self.sentence.children(head, "aux"):
            self.line.keep.discard(kid)
        self.line.edits[head] = f"to be {participle}" if self.clause.modality == "future" else participle
        self.line.segments = [sorted(inside - self.dates), rest]

    def _only_predicate(self, subject: int, head: int) -> bool:
        """ "It was an answer to the strike" without a name for "it": "Answer to the strike"."""
        low = self.sentence[subject].text.lower()
        if self.clause.kind != "predicate" or head != self.clause.trigger or not self.sentence[head].is_noun:
            return False
        inside = [k for k in self.sentence.children(head, "amod", "compound", "nmod") if k in self.line.keep]
        if low not in ("it", "this", "that", "he", "she") or not inside or self.clause.denied:
            return False
        self.line.keep.discard(subject)
        self.line.keep -= set(self.sentence.children(head, "cop", "aux"))
        return True

    def _full_auxiliaries(self, head: int) -> None:
        """Behind a pronoun the verb has its auxiliary ("It will happen"), which headlines leave out behind a noun."""
        for kid in self.sentence.children(head, "aux"):
            low = self.sentence[kid].text.lower()
            if low in ("will", "'ll", "’ll", "shall") and self.line.edits.get(kid) == "to":
                self.line.edits[kid] = "will"
            elif self.sentence[kid].dep == "aux:pass" and self.line.edits.get(kid) == "":
                present = {"was": "is", "were": "are", "is": "is", "are": "are"}
                self.line.edits[kid] = present.get(low, "")

    def _object_first(self, head: int) -> None:
        """ "(He was) awarded the medal" without a name: "Medal awarded"."""
        objects = self.sentence.children(head, "obj")
        if not objects or not self.sentence[objects[0]].is_noun or self.clause.negated:
            return
        inside = self.sentence.subtree(objects[0])
        rest = [i for segment in self.line.segments for i in segment if i not in inside]
        self.line.segments = [sorted(inside - self.dates), rest]

    def _name_beside(self, noun: int, subject_words: set[int]) -> int | None:
        word = self.sentence[noun]
        if not word.is_noun or (word.is_name and not self.words.has("honorific", word.text)):
            return None
        for index in sorted(subject_words):
            word = self.sentence[index]
            if word.dep == "appos" and word.is_name and index > noun:
                return index
        return None

    # --- the verb group and what is reported

    def _verb_group(self, head: int, subject: int | None, *, active: bool) -> None:
        if active:
            verb = self.sentence[head]
            self.line.edits.update(dict.fromkeys(self.sentence.children(head, "aux"), ""))
            plural = subject is not None and self.sentence[subject].tag == "NNS"
            base = base_form(verb, self.words)
            self.line.edits[head] = base if plural else third_person(base)
            return
        plural = is_plural(self.sentence, subject, self.words)
        inside = self.line.keep & self.sentence.subtree(subject) if subject is not None else set()
        if (
            subject is not None
            and plural
            and self._is_list(subject)
            and not any(self.sentence[k].dep == "conj" and k in inside for k in inside)
        ):
            plural = self.sentence[subject].tag in ("NNS", "NNPS")  # only one of the list is left
        if subject is not None and plural and self.sentence[subject].text[:1].isupper() and not self._is_list(subject):
            last = max(self.sentence.children(subject, "flat"), default=subject)
            plural = not self.names.is_person(self.sentence[last].text)
        if subject is not None and self.sentence[subject].text == "I":
            plural = self.names.resolve(self.sentence, subject) is None
        self.line.edits.update(headline_verb(self.sentence, head, plural, self.clause, self.words))

    def _content(self, head: int, content: Content | None) -> None:
        """What is said: without "that", in the tense that it has now; a quotation stands after a colon."""
        if content is None:
            return
        for kid in self.sentence.children(content.head):
            word = self.sentence[kid]
            if word.text.lower() == "that" and kid < content.head and word.dep != "det":
                self.line.keep.discard(kid)
            elif word.dep in ("advmod", "cc", "discourse") and kid < content.head and word.tag in ("RB", "CC", "UH"):
                if not turns(self.sentence, kid, self.words):
                    self.line.drop(kid)
            elif word.dep.split(":")[0] in ("obl", "advcl") and kid < (self.sentence.child(content.head, "nsubj") or 0):
                self.line.drop(kid)
        if content.quoted:
            self.line.colon = True
            self.line.keep -= set(self.line.segments[1])
            return
        self.line.edits.update(report_verb(self.sentence, content.head))
