"""Options of the commands that are not files: order of day and month, TimeML, what is kept of a timeline."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from timeline.cli import main

TEXT = "They met on 03/08/2025 in the town hall. Mayor Ana Ruiz resigned the following day."


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "hall.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, list(arguments), catch_exceptions=False)
    return result.exit_code, result.stdout


@pytest.mark.parametrize(
    ("order", "values"), [("MDY", ["2025-03-08", "2025-03-09"]), ("DMY", ["2025-08-03", "2025-08-04"])]
)
def test_the_order_of_day_and_month_is_the_users(article: Path, order: str, values: list[str]) -> None:
    _, tagged = run("tag", str(article), "--date-order", order)
    assert [one["value"] for one in json.loads(tagged)["timexes"]] == values
    _, found = run("extract", str(article), "--date-order", order)
    assert [json.loads(line)["edtf"] for line in found.splitlines()] == values


def test_timeml_goes_to_standard_output_or_into_a_folder(article: Path, tmp_path: Path) -> None:
    status, text = run("tag", str(article), "--format", "timeml", "--published", "2025-04-01")
    assert status == 0
    assert [t.get("value") for t in ElementTree.fromstring(text).iter("TIMEX3")] == [
        "2025-04-01",
        "2025-03-08",
        "2025-03-09",
    ]
    status, nothing = run("tag", str(article), "--format", "timeml", "-o", str(tmp_path / "out"))
    assert (status, nothing) == (0, "")
    body = ElementTree.parse(tmp_path / "out" / "hall.tml").find("TEXT")
    assert body is not None
    assert "".join(body.itertext()) == TEXT


def test_a_folder_is_for_timeml_only(article: Path, tmp_path: Path) -> None:
    assert run("tag", str(article), "-o", str(tmp_path / "out"))[0] == 2


def test_a_timeline_is_cut_when_it_is_built_and_when_it_is_written_again(article: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("build", str(article), "-o", str(out), "--formats", "jsonl,csv", "--from", "2025-03-09")[0] == 0
    lines = (out / "timeline.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["start"] for line in lines] == ["2025-03-09"]
    assert run("build", str(article), "-o", str(out), "--formats", "jsonl")[0] == 0
    again = tmp_path / "again"
    assert (
        run("export", str(out / "timeline.jsonl"), "-o", str(again), "--formats", "jsonl", "--to", "2025-03-08")[0] == 0
    )
    lines = (again / "timeline.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["end"] for line in lines] == ["2025-03-08"]


def test_another_pipeline_is_named_by_option_or_environment(article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    option = CliRunner().invoke(main, ["extract", str(article), "--model", "no_such_pipeline"])
    monkeypatch.setenv("TIMELINE_MODEL", "no_such_pipeline")
    environment = CliRunner().invoke(main, ["extract", str(article)])
    for result in (option, environment):
        assert result.exit_code == 2
        assert "no_such_pipeline" in result.stderr
