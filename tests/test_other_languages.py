"""Whole dates in other languages than English, and what of these is left alone."""

from __future__ import annotations

import json
import time
import tomllib
from pathlib import Path

import pytest

import timeline
from tests.conftest import Run
from timeline.normalize.locales import canonical, find_dates, is_known
from timeline.readers.dateline_abroad import read_dateline_abroad
from timeline.rulebook import RulebookError
from timeline.tagging import tag

MONTHS = Path(timeline.__file__).parent / "rules" / "other" / "months.toml"

# Language, text, and the dates in it.
FOUND: list[tuple[str, str, list[str]]] = [
    ("de", "Am 8. März 2025 und im April 2024.", ["2025-03-08", "2024-04"]),
    ("de", "Der 08.03.2025, der 8.3.2025, 2025-03-09.", ["2025-03-08", "2025-03-08", "2025-03-09"]),
    ("fr", "Le 1er mars 2025, le 14 juillet 2024, en août 2023.", ["2025-03-01", "2024-07-14", "2023-08"]),
    ("fr", "Le 12/03/2025", ["2025-03-12"]),
    (
        "es",
        "El 8 de marzo de 2025; el 1.º de enero del 2024; en mayo de 2023.",
        ["2025-03-08", "2024-01-01", "2023-05"],
    ),
    ("it", "L'8 marzo 2025, il 1° maggio 2024, nel giugno 2023.", ["2025-03-08", "2024-05-01", "2023-06"]),
    ("pt", "Em 8 de março de 2025; 1º de maio de 2024; em junho de 2023.", ["2025-03-08", "2024-05-01", "2023-06"]),
    ("nl", "Op 8 maart 2025, in mei 2024.", ["2025-03-08", "2024-05"]),
    ("sv", "Den 8 mars 2025.", ["2025-03-08"]),
    ("nb", "Den 8. mars 2025.", ["2025-03-08"]),
    ("fi", "8. maaliskuuta 2025, maaliskuussa 2024", ["2025-03-08", "2024-03"]),
    ("pl", "8 marca 2025 r., w marcu 2024", ["2025-03-08", "2024-03"]),
    ("cs", "8. března 2025", ["2025-03-08"]),
    ("ca", "El 8 de març de 2025 i el 8 d'abril de 2024", ["2025-03-08", "2024-04-08"]),
    ("ru", "8 марта 2025 года; март 2024; 12.03.2023", ["2025-03-08", "2024-03", "2023-03-12"]),
    ("ru", "В марте 2025 года, в мае 2024 года.", ["2025-03", "2024-05"]),
    ("uk", "У березні 2025 року", ["2025-03"]),
    ("sk", "V marci 2025", ["2025-03"]),
    ("sr", "У марту 2025", ["2025-03"]),
    ("sl", "V marcu 2025", ["2025-03"]),
    ("el", "Τον Μάρτιο 2025", ["2025-03"]),
    ("lv", "2025. gada martā, martā 2025", ["2025-03"]),
    ("et", "Märtsis 2025", ["2025-03"]),
    ("uk", "8 березня 2025 року", ["2025-03-08"]),
    ("el", "Στις 8 Μαρτίου 2025", ["2025-03-08"]),
    ("tr", "8 Mart 2025, Mayıs 2024", ["2025-03-08", "2024-05"]),
    ("ar", "في 8 مارس 2025 وفي ٩ مارس ٢٠٢٤ وفي مايو 2023", ["2025-03-08", "2024-03-09", "2023-05"]),
    ("he", "ב-8 במרץ 2025, במאי 2024", ["2025-03-08", "2024-05"]),
    ("vi", "ngày 8 tháng 3 năm 2025", ["2025-03-08"]),
    ("hu", "2025. március 8-án, 2024. május", ["2025-03-08", "2024-05"]),
    ("zh", "2025年3月8日和2024年5月", ["2025-03-08", "2024-05"]),
    ("ja", "2025年3月8日、2024年5月に", ["2025-03-08", "2024-05"]),
    ("ko", "2025년 3월 8일에 2024년 5월", ["2025-03-08", "2024-05"]),
]
REFUSED: list[tuple[str, str]] = [
    ("de", "Am 8. März, am Freitag, gestern, im Mai, 2025, seit dem 1. Januar."),
    ("de", "Am 45. März 2025"),
    ("de", "Am 31. Februar 2025"),
    ("de", "Er kaufte 1990 Sitze und mag 2025 Äpfel."),
    ("de", "März 20255, 108. März 2025"),
    ("de", "Version 1.8.3.2025"),
    ("de", "Vom 3. bis 5. Mai 2025, vom 3. bis zum 5. Mai 2025, zwischen Mai und Juli 2024"),
    ("fr", "Du 3 au 5 mai 2025"),
    ("es", "Entre mayo y julio de 2024"),
    ("fr", "Le 8 mars; or 2025; mar 2025"),
    ("es", "La mar 2025 veces; el 8 del mar"),
    ("es", "1 de enero de 2568"),
    ("it", "Set 2025 partite"),
    ("zh", "12/03/2025"),  # which of the two is the month nobody knows
    ("th", "8 มีนาคม 2568"),  # a year of the Buddhist era
    ("ar", "8 رمضان 1446"),
    ("ru", "8 марта, 2025 мест"),
]


@pytest.mark.parametrize(("code", "text", "dates"), FOUND)
def test_whole_dates_are_found(code: str, text: str, dates: list[str]) -> None:
    dated = tag(text, language=code)
    assert [str(one.edtf) for one in dated] == dates
    assert {one.timex.rule for one in dated} == {"other-language"}
    assert all(f"“{code}”" in one.because for one in dated)
    assert all(text[one.timex.span.start : one.timex.span.end] == one.timex.text for one in dated)


@pytest.mark.parametrize(("code", "text"), REFUSED)
def test_what_is_no_whole_date_is_left_alone(code: str, text: str) -> None:
    assert tag(text, language=code) == ()


@pytest.mark.parametrize("code", tomllib.loads(MONTHS.read_text(encoding="utf-8"))["forms"])
def test_every_form_of_a_month_is_that_month(code: str) -> None:
    forms = tomllib.loads(MONTHS.read_text(encoding="utf-8"))["forms"][code]
    read = [reading for form in forms for _, reading in find_dates(f"{form} 2025", code)]
    assert [(reading.year, reading.month) for reading in read] == [(2025, month) for month in range(1, 13)]


def test_languages_without_months_are_refused() -> None:
    assert [code for code in ("en", "xx", "", "deutsch") if is_known(code)] == []
    assert [canonical(code) for code in (" DE ", "no", "iw")] == ["de", "nb", "he"]
    with pytest.raises(RulebookError):
        tag("8. März 2025", language="xx")
    with pytest.raises(ValueError, match="'xx'"):
        list(find_dates("8. März 2025", "xx"))


@pytest.mark.parametrize(
    ("code", "text"), [("de", "Im März 2025 "), ("es", "8 "), ("zh", "2025年3"), ("fr", "1er mars ")]
)
def test_time_grows_with_the_length(code: str, text: str) -> None:
    start = time.perf_counter()
    list(find_dates(text * (400_000 // len(text)), code))
    assert time.perf_counter() - start < 5


GERMAN = (
    "Berlin, 9. März 2025\n\nDie Gesandten trafen sich am 8. März 2025 in Rom und sprachen drei Stunden lang über den "
    "Vertrag. Gestern geschah nichts. Sie werden sich am 4. Mai 2025 wieder treffen, wie ihre Gastgeber sagten."
)


DATELINES: list[tuple[str, str, str | None]] = [
    ("de", "Berlin, 9. März 2025\n\nSie trafen sich.", "2025-03-09"),
    ("de", "Ein Treffen\nBERLIN (dpa), 9. März 2025 – Sie trafen sich.", "2025-03-09"),
    ("de", "Sonntag, 9. März 2025, 10:30 Uhr\nSie trafen sich.", "2025-03-09"),
    ("fr", "Publié le 9 mars 2025 à 10h30\nIls se sont vus.", "2025-03-09"),
    ("es", "Fecha: 9 de marzo de 2025", "2025-03-09"),
    ("ru", "Москва, 9 марта 2025 г.\nОни встретились.", "2025-03-09"),
    ("de", "Am 9. März 2025 trafen sie sich.", None),
    ("de", "Rom, 9. März 2025 war ein Tag wie jeder.", None),
    ("de", "wie gesagt, 9. März 2025", None),
    ("de", "Berlin, März 2025", None),
    ("de", "Berlin, 9. März", None),
    ("fr", "Ils se sont vus le 9 mars 2025", None),
]


@pytest.mark.parametrize(("code", "text", "day"), DATELINES)
def test_first_lines_tell_the_day(code: str, text: str, day: str | None) -> None:
    found = read_dateline_abroad(text, code)
    assert (found and found.day) == day


@pytest.mark.parametrize(
    ("words", "day", "how"),
    [
        (["--published", "2025-03-20"], "2025-03-09", "dateline"),
        ([], "2025-03-09", "dateline"),
        (["--language", "fr", "--published", "2025-03-20"], "2025-03-20", "given"),
    ],
)
def test_the_first_lines_go_before_the_option(run: Run, words: list[str], day: str, how: str) -> None:
    assert run("articles", "-", *words, stdin=GERMAN.encode()).stdout.startswith(f"{day}  {how}")


def test_metadata_go_before_the_first_lines(run: Run) -> None:
    text = f"---\npublished: 2025-03-10\n---\n{GERMAN}"
    shown = run("articles", "-", stdin=text.encode()).stdout
    assert shown.startswith("2025-03-10  metadata")
    assert "also 2025-03-09 from “Berlin, 9. März 2025”" in shown


def test_every_command_reads_them(run: Run) -> None:
    for words in ((), ("--language", "de")):
        tagged = run("tag", "-", *words, stdin=GERMAN.encode())
        assert [one["edtf"] for one in json.loads(tagged.stdout)["timexes"]] == [
            "2025-03-09",
            "2025-03-08",
            "2025-05-04",
        ]
        assert ("seems to be in German" in tagged.stderr) == (not words)
    extracted = run("extract", "-", stdin=GERMAN.encode())
    events = [json.loads(line) for line in extracted.stdout.splitlines()]
    assert [(one["edtf"], one["status"], one["certainty"]) for one in events] == [
        ("2025-03-08", "happened", "guessed"),
        ("2025-05-04", "scheduled", "guessed"),
    ]
    assert events[1]["title"] == "Sie werden sich am 4. Mai 2025 wieder treffen, wie ihre Gastgeber sagten"
    assert len({one["uid"] for one in events}) == 2
    assert "rule other-language" in run("explain", "-", stdin=GERMAN.encode()).stdout


def test_a_timeline_of_articles_in_two_languages(run: Run, tmp_path: Path) -> None:
    (folder := tmp_path / "in").mkdir()
    (folder / "a.txt").write_text(GERMAN, encoding="utf-8")
    (folder / "b.txt").write_text("The envoys of the two governments met in Oslo on March 1, 2025.", encoding="utf-8")
    result = run("build", folder, "-o", tmp_path / "out", "--formats", "jsonl")
    assert result.exit_code == 0
    written = (tmp_path / "out" / "timeline.jsonl").read_text(encoding="utf-8")
    assert [json.loads(line)["edtf"] for line in written.splitlines()] == ["2025-03-01", "2025-03-08", "2025-05-04"]


def test_an_unknown_language_is_wrong_usage(run: Run) -> None:
    result = run("tag", "-", "--language", "xx", stdin=b"They met.")
    assert result.exit_code == 2
    assert "'xx'" in result.stderr
