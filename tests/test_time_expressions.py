"""Time expressions: sentences with what is found in them and its value, and sentences in which there is no time.

All sentences are read as published on Monday, 18 November 2024.
"""

from __future__ import annotations

import pytest

from timeline.tagging import tag

PUBLISHED = "2024-11-18"

FOUND = [
    ("She was born on the 3rd of May 1961.", "the 3rd of May 1961=1961-05-03"),
    ("He arrived on Monday, 3 June 2024.", "Monday, 3 June 2024=2024-06-03"),
    ("Fri., Nov. 15, was cold.", "Fri., Nov. 15=2024-11-15"),
    ("It was 3/4/2024 when it began.", "3/4/2024=2024-03-04"),
    ("It was 25.12.2023 when it began.", "25.12.2023=2023-12-25"),
    ("On 2024-03-05T10:20Z it began.", "2024-03-05T10:20Z=2024-03-05T10:20"),
    ("As of 1 January 2025 it holds.", "1 January 2025=2025-01-01"),
    ("The talks ran from 2015 to 2018.", "2015=2015 2018=2018"),
    ("Between 3 and 5 May 2023 it rained.", "3=2023-05-03 5 May 2023=2023-05-05"),
    ("In January and February 2024 it snowed.", "January=2024-01 February 2024=2024-02"),
    ("On March 3 and April 4, 2024 it snowed.", "March 3=2024-03-03 April 4, 2024=2024-04-04"),
    ("It fell in the '90s and rose in the nineties.", "the '90s=199 the nineties=199"),
    ("In the mid-1980s he moved.", "the mid-1980s=198"),
    ("He lived in the eighteenth century.", "the eighteenth century=17"),
    ("Sales rose in Q3 2024 and in the second half of 2023.", "Q3 2024=2024-Q3 the second half of 2023=2023-H2"),
    ("In 2023's third quarter it fell.", "2023's third quarter=2023-Q3"),
    ("He came a week from Tuesday.", "a week from Tuesday=2024-11-26"),
    ("The day before yesterday they met.", "The day before yesterday=2024-11-16"),
    ("It happened a year ago today.", "a year ago today=2023-11-18"),
    ("He died two days after Christmas 2022.", "two days after Christmas 2022=2022-12-27"),
    ("We left at 5:30 p.m. EST on Friday.", "5:30 p.m. EST on Friday=2024-11-15T17:30"),
    ("Around 3am on Saturday a fire broke out.", "Around 3am on Saturday=2024-11-16T03:00"),
    ("Easter Monday 2024 was quiet.", "Easter Monday 2024=2024-04-01"),
    ("On Labor Day they marched.", "Labor Day=2024-09-02"),
    ("He'll be back this coming Friday.", "this coming Friday=2024-11-22"),
    ("The deadline is next Thursday.", "next Thursday=2024-11-21"),
    ("Last Thursday's vote failed.", "Last Thursday=2024-11-14"),
    ("It took place this past weekend.", "this past weekend=2024-W46-WE"),
    ("They will vote on Thursday.", "Thursday=2024-11-21"),
    ("They voted on Thursday.", "Thursday=2024-11-14"),
    ("They met on the last Friday of October.", "the last Friday of October=2024-10-25"),
    ("On Wednesday the 13th they came.", "Wednesday the 13th=2024-11-13"),
    ("The talks will open in March.", "March=2025-03"),
    ("The talks opened in August.", "August=2024-08"),
    ("The bill is payable Feb. 3.", "Feb. 3=2025-02-03"),
    ("They threatened to act, a right that they lose on February 18, with the treaty.", "February 18=2025-02-18"),
    ("To keep it they would have to begin in the summer.", "the summer=2025-SU"),
    ("He fell on May 15, 2017. He resigned on May 21.", "May 15, 2017=2017-05-15 May 21=2017-05-21"),
    ("The storm was expected to pass late Thursday.", "Thursday=2024-11-14"),
    ("The storm is expected to pass late Thursday.", "Thursday=2024-11-21"),
    ("The ship sank on Friday. It was hit at 4:30 a.m. by a wave.", "Friday=2024-11-15 4:30 a.m.=2024-11-15T04:30"),
    ("His trial has been scheduled for June.", "June=2025-06"),
    ("Sales stayed below the record set on Feb. 6.", "Feb. 6=2024-02-06"),
    ("The hearing is set for Feb. 6.", "Feb. 6=2025-02-06"),
    ("The team trained from July 13 to 17 of last year.", "July 13=2023-07-13 17 of last year=2023-07-17"),
    ("She is to be sentenced in June.", "June=2025-06"),
    ("The vote, first planned for October 3, was held.", "October 3=2024-10-03"),
    ("By mid-2026 it will be done.", "mid-2026=2026"),
    ("He will retire at the end of next year.", "the end of next year=2025"),
    ("Over the past three years it fell.", "the past three years=P3Y"),
    ("It lasted half a year, not two and a half years.", "half a year=P6M two and a half years=P2.5Y"),
    ("They meet every Tuesday and twice a month.", "every Tuesday=XXXX-WXX-2 twice a month=P1M"),
    ("They meet every other week.", "every other week=P2W"),
    ("Rome burned in AD 64, and Caesar died in 44 BC.", "AD 64=0064 44 BC.=BC0044"),
    ("Later that year, in early December, they met.", "Later that year=2024 early December=2024-12"),
    ("He signed in 2015 and left after three years.", "2015=2015 three years=P3Y"),
    ("On May 4 and 5 it rained.", "May 4=2024-05-04 5=2024-05-05"),
]  # fmt: skip

REFUSED = [
    "It may sue, and the judge may not like it.",
    "They march on, second to none.",
    "The Sun said the Washington Post was wrong.",
    "They may spring a trap, and prices may fall.",
    "The score was 3-2 before 1990 seats were sold.",
    "Call 555-2019 or 1-800-2020.",
    "They are open 24/7 and fly the Boeing 747.",
    "He read Catch-22.",
    "April Ryan and June Carter met Theresa May.",
    "In today's world a better tomorrow is far.",
    "The IP address 10.12.20.24 answered.",
    "He paid $2019 for flight 1812.",
    "It rose 1990 percent, to 2,020 points.",
    "A man in his forties and a woman in her 20s came.",
]

DATED = [
    ("He signed in 2015 and left after three years.", "three years", "2018"),
    ("Over the past four years it fell.", "the past four years", "2020/2024"),
    ("Last week it fell.", "Last week", "2024-11-11/2024-11-17"),
    ("In the third quarter it fell.", "the third quarter", "2024-07/2024-09"),
    ("It fell in the 1990s.", "the 1990s", "199X"),
    ("It fell around May 3.", "around May 3", "2024-05-03~"),
    ("They met on April 12, 2024, and a week later again.", "a week later", "2024-04-19~"),
    ("They met two weeks ago.", "two weeks ago", "2024-11-04/2024-11-10"),
    ("For three years it fell.", "three years", None),
    ("In recent years it fell.", "recent years", None),
]


@pytest.mark.parametrize(("sentence", "wanted"), FOUND, ids=[s for s, _ in FOUND])
def test_found(sentence: str, wanted: str) -> None:
    found = " ".join(f"{d.timex.text}={d.value}" for d in tag(sentence, published=PUBLISHED))
    assert found == wanted


@pytest.mark.parametrize("sentence", REFUSED)
def test_refused(sentence: str) -> None:
    assert [(d.timex.text, d.timex.rule) for d in tag(sentence, published=PUBLISHED) if d.edtf is not None] == []


@pytest.mark.parametrize(("sentence", "text", "edtf"), DATED, ids=[s for s, _, _ in DATED])
def test_calendar_value(sentence: str, text: str, edtf: str | None) -> None:
    [dated] = [d for d in tag(sentence, published=PUBLISHED) if d.timex.text == text]
    assert (dated.edtf.text if dated.edtf else None) == edtf


def test_nothing_is_dated_without_a_publication_date() -> None:
    """Never today's date: the expressions are found, have no calendar value, and say why."""
    found = tag("Yesterday he said that they had met last month, on Friday and on October 26.", published=None)
    assert [d.edtf for d in found] == [None] * 4
    assert all(d.because for d in found)


def test_spans_are_positions_of_the_text() -> None:
    text = "A line.\n\nOn March\n8, 2025 they met; the  following day they left."
    for dated in tag(text, published=None):
        assert text[dated.timex.span.start : dated.timex.span.end] == dated.timex.text
    assert [d.value for d in tag(text, published=None)] == ["2025-03-08", "2025-03-09"]


def test_a_history_reads_months_from_its_own_years() -> None:
    text = (
        "In May 1861 the war began. In July the armies met. In December 1861 the rivers froze. "
        "In January the snow came, and on 3 March they marched. The following day they fought. In 1863 peace was near. "
        "In 1864, 1865 and 1866 they rested."
    )
    values = [d.value for d in tag(text, published="2009-12-19")]
    assert values[:6] == ["1861-05", "1861-07", "1861-12", "1862-01", "1862-03-03", "1862-03-04"]


@pytest.mark.parametrize(
    ("published", "value"), [("2024-01-17", "2023-WI"), ("2023-12-20", "2023-WI"), ("2023-10-02", "2023-WI")]
)
def test_this_winter_is_the_one_that_is_on_or_comes(published: str, value: str) -> None:
    [found] = tag("It is the third storm this winter.", published=published)
    assert found.value == value
