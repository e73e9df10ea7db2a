"""From dated expressions and clauses to events: what happened, to whom, and how sure the text is of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from timeline.actors import NameIndex, index_names
from timeline.attach import Attachment, attach, date_phrase
from timeline.clauses import clause_at
from timeline.context import ArticleContext
from timeline.edtf import Edtf, day_number
from timeline.eventwords import EventWords, load_words
from timeline.model import Article, Certainty, Dated, Diagnostic, Event, Span, Status
from timeline.reports import content_of
from timeline.status import is_idle, status_of
from timeline.syntax import Clause, Sentence
from timeline.titles import MAX_CHARACTERS, MAX_WORDS, title_of

__all__ = ["find_events", "lead_event"]

# How often an event of a class has the right date for its happening; measured, see docs/accuracy.md.
_CONFIDENCE = {
    "verb": 0.9,
    "noun": 0.9,
    "predicate": 0.85,
    "occasion": 0.8,
    "heading": 0.75,
    "shared": 0.7,
    "near": 0.65,
}
_ADVERBIAL = ("obl", "advmod", "advcl", "nmod:unmarked", "nmod:tmod")
_ANCHOR_FACTOR = {"absolute": 1.0, "publication": 0.95, "narrative": 0.9, "none": 0.5}


def find_events(
    context: ArticleContext, parsed: Sequence[tuple[Sentence, Sequence[Dated]]]
) -> tuple[tuple[Event, ...], tuple[Diagnostic, ...]]:
    """The events of one article in text order, one for each happening and date, and what could not be dated.

    They have no identity yet.
    """
    article = context.article
    words = load_words(article.language)
    names = index_names(article.text, [s.start for s in context.sentences], words)
    events: list[Event] = []
    for sentence, dated in parsed:
        events += _of_sentence(article, sentence, dated, names, words)
    return tuple(events), tuple(_undated(article, context))


def _undated(article: Article, context: ArticleContext) -> Iterable[Diagnostic]:
    for d in context.dated:
        vague = d.value.endswith("_REF")  # "now", "recently": there is nothing to resolve
        if d.edtf is None and not vague and d.timex.type in ("DATE", "TIME") and d.anchor == "none" and d.because:
            yield Diagnostic(
                kind="undated", article=article.id, message=d.because, span=d.timex.span, text=d.timex.text
            )


def _of_sentence(
    article: Article, sentence: Sentence, dated: Sequence[Dated], names: NameIndex, words: EventWords
) -> list[Event]:
    spans = [d.timex.span for d in dated]
    chosen: list[tuple[Attachment, Dated]] = []
    for d in dated:
        others = [s for s in spans if s != d.timex.span]
        chosen += [
            (a, d) for a in attach(sentence, d.timex.span, others, words, share=_is_day(d), ahead=_is_ahead(article, d))
        ]
    if sentence.words[-1].text == "?":
        return []
    chosen = [(a, d) for a, d in _without_doubles(chosen) if not is_idle(sentence, a.trigger, d, words)]
    chosen.sort(key=lambda pair: (pair[1].timex.span.start, sentence[pair[0].trigger].start))
    return [_event(article, sentence, a, d, spans, names, words) for a, d in chosen]


def _is_clock(dated: Dated) -> bool:
    """A time of day without its day ("at 2:49 a.m."), whose day is only inferred."""
    return dated.timex.type == "TIME" and dated.anchor != "absolute" and not any(c.isupper() for c in dated.timex.text)


def _is_ahead(article: Article, dated: Dated) -> bool:
    """Whether the time begins after the day of publication."""
    first = dated.edtf.first if dated.edtf else None
    return article.published is not None and first is not None and day_number(first) > day_number(article.published)


def _is_day(dated: Dated) -> bool:
    """Coordinated clauses share a day; a longer time may hold them one after the other, or only the first."""
    return dated.edtf is not None and dated.edtf.precision == "day"


def _without_doubles(chosen: list[tuple[Attachment, Dated]]) -> list[tuple[Attachment, Dated]]:
    """Of two expressions for one happening, one within the other ("on Tuesday, March 8"), the finer stays."""
    kept = []
    for n, (a, d) in enumerate(chosen):
        for m, (b, other) in enumerate(chosen):
            if m == n or a.trigger != b.trigger or d.edtf is None or other.edtf is None:
                continue
            if _is_clock(d) and _is_day(other) and (not _is_clock(other) or m < n):
                break
            if d.edtf.contains(other.edtf) and (not other.edtf.contains(d.edtf) or m < n):
                break
        else:
            kept.append((a, d))
    return kept


def _event(
    article: Article,
    sentence: Sentence,
    attachment: Attachment,
    dated: Dated,
    spans: list[Span],
    names: NameIndex,
    words: EventWords,
) -> Event:
    assert dated.edtf is not None
    clause = clause_at(sentence, attachment.trigger, words=words)
    other = _other_subject(sentence, clause, dated.timex.span)
    if other is not None:
        clause = replace(clause, subject=other)
    dates = _date_words(sentence, dated.timex.span, spans, attachment.trigger) - {attachment.trigger}
    title = _headline(clause, dates, names, words)
    if clause.kind == "noun" and len(title.split()) == 1:
        title = _told_by_verb(clause, dates, names, words) or title
    title = title or clause.word.text.capitalize()
    trigger = Span(start=clause.word.start, end=clause.word.end)
    confidence = _CONFIDENCE[attachment.how] * _ANCHOR_FACTOR[dated.anchor]
    certainty: Certainty = "stated" if dated.anchor in ("absolute", "publication") else "implied"
    source = article.source(
        span=dated.timex.span,
        text=dated.timex.text,
        trigger=trigger,
        sentence=sentence.span,
        rule=f"{dated.timex.rule}; {attachment.how}",
        because=dated.because,
        edtf=dated.edtf.text,
    )
    return Event(
        uid="",
        title=title,
        when=dated.edtf,
        status=status_of(clause, dated.edtf, article.published),
        certainty="guessed" if attachment.how == "near" or dated.guessed else certainty,
        confidence=round(confidence, 2),
        actors=names.of_clause(sentence, _clause_words(clause, dates)),
        trigger=clause.word.text,
        quote=source.quote,
        sources=(source,),
    )


def _other_subject(sentence: Sentence, clause: Clause, span: Span) -> int | None:
    """ "Ana was elected in 2008, and Rui in 2012": whom the second date is told of (gapping: UD's `orphan`)."""
    inside = sentence.within(span)
    top = sentence.top(inside) if inside else clause.trigger
    noun = sentence[top].head
    first = noun
    while first > 0 and (sentence[first - 1].is_name or sentence[first - 1].dep in ("compound", "flat")):
        first -= 1
    apart = any(sentence[k].text == "," for k in range(noun, inside[0])) if inside else True
    joined = first > 0 and sentence[first - 1].text.lower() == "and" and not apart
    gapped = sentence[top].dep in ("orphan", "nmod", "obl") and sentence[noun].dep in ("conj", "dep", "parataxis")
    if not (gapped and joined and sentence[noun].is_noun and sentence[noun].text[:1].isupper()):
        return None
    return noun if clause.trigger < noun and sentence[noun].head in (clause.trigger, clause.subject) else None


def _reported(clause: Clause, words: EventWords) -> Clause:
    """ "It was announced that …" has no speaker: its headline is what was announced."""
    sentence, subject = clause.sentence, clause.subject
    it = subject is not None and sentence[subject].text.lower() == "it"
    empty = it or bool(sentence.children(clause.trigger, "expl"))
    if not clause.passive or not empty or clause.negated:
        return clause
    content = content_of(sentence, clause.trigger, words)
    return clause_at(sentence, content.head, words=words) if content is not None else clause


def _titled(clause: Clause, dates: set[int], words: EventWords) -> Clause:
    """The clause that the headline is made of: for a bare noun ("the May 3 landslide buried …") that of its verb."""
    sentence, noun = clause.sentence, clause.trigger
    there = sentence.child(noun, "nsubj") if sentence.children(noun, "expl") else None
    if there is not None and there > noun and sentence[there].is_noun:  # "There were reports of …"
        return clause_at(sentence, there, words=words)
    if clause.kind != "noun" or sentence[noun].dep != "nsubj":
        return _reported(clause, words)
    kids = {sentence[k].dep.split(":")[0] for k in sentence.children(noun) if k not in dates}
    verb = sentence[noun].head
    told = sentence[verb].is_verb and sentence.is_finite(verb) and not words.has("reporting", sentence[verb].lemma)
    return clause_at(sentence, verb, words=words) if told and not kids & {"nmod", "amod", "acl"} else clause


def _headline(clause: Clause, dates: set[int], names: NameIndex, words: EventWords) -> str:
    """The title; a condition follows what hangs on it ("Cabinet to resign if vote fails")."""
    sentence, trigger = clause.sentence, clause.trigger
    title = title_of(_titled(clause, dates, words), dates=dates, names=names, words=words)
    marks = [sentence[k].text.lower() for k in sentence.children(trigger, "mark")]
    above = sentence[trigger].head
    if sentence[trigger].dep != "advcl" or "if" not in marks or not sentence.is_clause(above):
        return title
    main = title_of(clause_at(sentence, above, words=words), dates=dates, names=names, words=words)
    joined = f"{main} if {title[:1].lower()}{title[1:]}" if not title[:2].isupper() else f"{main} if {title}"
    return joined if main and len(joined.split()) <= MAX_WORDS and len(joined) <= MAX_CHARACTERS else title


def _told_by_verb(clause: Clause, dates: set[int], names: NameIndex, words: EventWords) -> str | None:
    """For a noun that would stand alone ("yesterday's march") the headline of the clause around it."""
    sentence = clause.sentence
    for above in sentence.ancestors(clause.trigger):
        if sentence[above].is_verb and sentence.is_finite(above):
            title = title_of(clause_at(sentence, above, words=words), dates=dates, names=names, words=words)
            return title if clause.word.text.lower() in title.lower() else None
    return None


def _date_words(sentence: Sentence, own: Span, spans: list[Span], trigger: int) -> set[int]:
    """The words of the event's time expression, and of others that are adverbials; "the 2015 deal" keeps its year."""
    found = date_phrase(sentence, own)
    for span in spans:
        inside = sentence.within(span)
        if span == own or not inside:
            continue
        top = sentence[sentence.top(inside)]
        behind = (
            top.dep == "nmod" and top.index > top.head and (top.head == trigger or sentence[top.head].dep == "nsubj")
        )
        if top.dep.startswith(_ADVERBIAL) or behind or top.head in found:
            found |= date_phrase(sentence, span)
    return found


def _clause_words(clause: Clause, dates: set[int]) -> set[int]:
    """The words of a clause with its subject, without the clauses coordinated with it and without the date."""
    sentence, trigger = clause.sentence, clause.trigger
    inside = sentence.subtree(trigger) - dates
    for kid in sentence.children(trigger):
        if sentence[kid].dep in ("conj", "parataxis") and sentence.is_clause(kid):
            inside -= sentence.subtree(kid)
    if clause.subject is not None and clause.subject not in inside:
        inside |= sentence.subtree(clause.subject) - sentence.subtree(trigger)
    return inside


def lead_event(context: ArticleContext, sentence: Sentence) -> Event | None:
    """The article's own news, dated by its publication: a guess. None without a publication date or a clause."""
    article = context.article
    if article.published is None or not sentence.words:
        return None
    words = load_words(article.language)
    root = sentence.root
    if not sentence.is_finite(root):
        return None
    names = index_names(article.text, [s.start for s in context.sentences], words)
    clause = clause_at(sentence, root, words=words)
    when = Edtf(article.published)
    because = f"no time expression; the report was published on {article.published}"
    here = Span(start=clause.word.start, end=clause.word.end)
    source = article.source(
        span=here,
        text="",
        trigger=here,
        sentence=sentence.span,
        rule="publication",
        because=because,
        edtf=article.published,
    )
    status: Status = "denied" if clause.negated or clause.denied else "happened"
    if clause.modality in ("conditional", "possible"):
        status = "hypothetical"
    return Event(
        uid="",
        title=_headline(clause, set(), names, words) or clause.word.text.capitalize(),
        when=when,
        status=status,
        certainty="guessed",
        confidence=0.4,
        actors=names.of_clause(sentence, _clause_words(clause, set())),
        trigger=clause.word.text,
        quote=source.quote,
        sources=(source,),
    )
