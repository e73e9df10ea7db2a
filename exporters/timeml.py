"""TimeML: an article with its time expressions marked inline, in the layout of the TempEval-3 shared task.

Source: TimeML 1.2.1 (Pustejovsky et al. 2005), TIMEX3 with `tid`, `type`, `value`, `mod`; the publication date stands
in `<DCT>` as t0. Positions are those of the article's text, which stands in `<TEXT>` character by character; XML 1.0
has no place for control characters, so each becomes a space.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from timeline.model import Article, Dated

__all__ = ["timeml"]

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def timeml(article: Article, dated: Iterable[Dated]) -> str:
    """The article as a TimeML document. Expressions that overlap an earlier one are left out."""
    pieces: list[str] = []
    position = 0
    for number, one in enumerate(sorted(dated, key=lambda d: d.timex.span.start), 1):
        span = one.timex.span
        if span.start < position:
            continue
        pieces += [_text(article.text[position : span.start]), _timex(number, one)]
        position = span.end
    pieces.append(_text(article.text[position:]))
    day = article.published or ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<TimeML>\n\n'
        f"<DOCID>{_text(article.id)}</DOCID>\n\n"
        f'<DCT><TIMEX3 tid="t0" type="DATE" value="{day}" temporalFunction="false" functionInDocument="CREATION_TIME">'
        f"{day}</TIMEX3></DCT>\n\n"
        f"<TITLE>{_text(article.title)}</TITLE>\n\n"
        f"<TEXT>{''.join(pieces)}</TEXT>\n\n</TimeML>\n"
    )


def _timex(number: int, one: Dated) -> str:
    mod = f" mod={quoteattr(one.mod)}" if one.mod else ""
    head = f'<TIMEX3 tid="t{number}" type="{one.timex.type}" value={quoteattr(one.value)}{mod}>'
    return f"{head}{_text(one.timex.text)}</TIMEX3>"


def _text(text: str) -> str:
    return escape(_NOT_XML.sub(" ", text)).replace("\r", "&#13;")
