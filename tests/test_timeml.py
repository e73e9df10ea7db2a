"""The TimeML writer, read back with an XML parser."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from exporters.timeml import timeml
from timeline.model import Article
from timeline.tagging import tag

TEXTS = [
    "They met on March 8, 2025 & left <early> the following day.",
    "No time here.",
    "Yesterday\x00 it fell, \x0bas “we” said: 5 < 6.",
    "\nA line\r\nLast month it rose.\n",
]


@pytest.mark.parametrize("text", TEXTS)
def test_the_text_survives_and_the_expressions_are_marked(text: str) -> None:
    article = Article(id="a&b", text=text, title="<T>", published="2024-11-18")
    dated = tag(text, published=article.published)
    root = ElementTree.fromstring(timeml(article, dated))
    element = root.find("TEXT")
    assert element is not None
    assert "".join(element.itertext()) == text.replace("\x00", " ").replace("\x0b", " ")
    assert [(t.text, t.get("type"), t.get("value")) for t in element] == [
        (d.timex.text, d.timex.type, d.value) for d in dated
    ]
    creation = root.find("DCT/TIMEX3")
    assert creation is not None
    assert creation.get("value") == "2024-11-18"
