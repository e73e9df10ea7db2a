"""The time expressions as a component of any spaCy pipeline: `nlp.add_pipe("timeline_timex")`.

It fills `doc.spans["timex"]`; each span is labelled with the TIMEX3 type and carries `span._.timex_value`, `timex_mod`,
`timex_edtf` and `timex_because`. The publication date comes from the component's configuration or, for one text, from
`doc.user_data["published"]` (ISO days). Found by spaCy through the entry-point group `spacy_factories`.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

from timeline.tagging import tag

__all__ = ["KEY", "TimexTagger", "create"]

KEY = "timex"
_EXTENSIONS = ("timex_value", "timex_mod", "timex_edtf", "timex_because")


class TimexTagger:
    """Marks the time expressions of a doc. `published` is an ISO day or None."""

    def __init__(self, *, published: str | None = None) -> None:
        self.published = published
        for name in _EXTENSIONS:
            if not Span.has_extension(name):
                Span.set_extension(name, default=None)

    def __call__(self, doc: Doc) -> Doc:
        published = doc.user_data.get("published") or self.published
        spans = []
        for one in tag(doc.text, published=published):
            where = one.timex.span
            span = doc.char_span(where.start, where.end, label=one.timex.type, alignment_mode="expand")
            if span is None:
                continue
            values = (one.value, one.mod, one.edtf.text if one.edtf else None, one.because)
            for name, value in zip(_EXTENSIONS, values, strict=True):
                setattr(span._, name, value)
            spans.append(span)
        doc.spans[KEY] = spans
        return doc


@Language.factory("timeline_timex", default_config={"published": None}, assigns=["doc.spans"])
def create(nlp: Language, name: str, published: str | None) -> TimexTagger:
    """The factory that spaCy calls."""
    del nlp, name
    return TimexTagger(published=published)
