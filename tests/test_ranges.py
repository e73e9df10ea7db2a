"""Two dates that name the ends of one stretch of time become one."""

from __future__ import annotations

import pytest

from timeline.ranges import join_ranges
from timeline.tagging import tag

ROWS = [
    ("The talks ran from 2015 to 2018.", "2015/2018"),
    ("It rained between 3 and 5 May 2023.", "2023-05-03/2023-05-05"),
    ("The fair of May 3–5, 2023 was dull.", "2023-05-03/2023-05-05"),
    ("The 2015-2018 talks failed.", "2015/2018"),
    ("It was open from March 2019 until June 2021, and again in 2023.", "2019-03/2021-06 2023"),
    ("It rained on 3 and 5 May 2023.", "2023-05-03 2023-05-05"),
    ("In 2015 and 2018 it rained.", "2015 2018"),
    ("He went from bad in 2015 to worse in 2018.", "2015 2018"),
    ("They moved it from 2018 to 2015.", "2018 2015"),
    ("No time here.", ""),
]


@pytest.mark.parametrize(("sentence", "wanted"), ROWS, ids=[s for s, _ in ROWS])
def test_ranges(sentence: str, wanted: str) -> None:
    joined = join_ranges(sentence, tag(sentence, published="2024-11-18"))
    assert " ".join(d.edtf.text for d in joined if d.edtf) == wanted
    assert all(sentence[d.timex.span.start : d.timex.span.end] == d.timex.text for d in joined)
