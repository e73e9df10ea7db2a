"""The spaCy component, found through its entry point."""

from __future__ import annotations

import spacy


def test_a_pipeline_marks_time_expressions() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("timeline_timex", config={"published": "2024-11-18"})
    doc = nlp("They met last month, and again on Friday.")
    found = [(span.text, span.label_, span._.timex_value, span._.timex_edtf) for span in doc.spans["timex"]]
    assert found == [("last month", "DATE", "2024-10", "2024-10"), ("Friday", "DATE", "2024-11-15", "2024-11-15")]


def test_each_text_may_have_its_own_date() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("timeline_timex")
    doc = nlp.make_doc("They met yesterday.")
    doc.user_data["published"] = "2020-03-01"
    [span] = nlp(doc).spans["timex"]
    assert span._.timex_value == "2020-02-29"
    undated = nlp("They met yesterday.")
    assert [span._.timex_edtf for span in undated.spans["timex"]] == [None]
