"""`timeline articles`, and the table that it writes and that is read back."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.readers.make import zipped
from timeline.readers import Found, find
from timeline.readers.articles_csv import guard

FILES = {
    "a.txt": "Envoys meet in Rome again\nROME, March 12, 2025 — They met.",
    "b.txt": "They left.",
    "sub/c.md": "---\npublished: 2025-03-14\ntitle: '=1+1'\n---\nThey came back.",
    "d.jsonl": '{"id": "x", "text": "One."}\n{"id": "y", "text": "Two.", "published": "2025-03-15"}\n',
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(text, encoding="utf-8")
    return tmp_path


def days() -> dict[str, tuple[str | None, str, str]]:
    found = [one for one in find(["."]) if isinstance(one, Found)]
    return {one.article.id: (one.article.published, one.article.published_how, one.article.title) for one in found}


def test_articles_are_listed_with_their_evidence(run: Run, folder: Path) -> None:
    result = run("articles", "a.txt", "b.txt", "nowhere")
    assert result.exit_code == 1
    assert [line.split("  ")[0] for line in result.stdout.splitlines() if line[0] != " "] == [
        "2025-03-12",
        "????-??-??",
    ]
    assert "from “ROME, March 12, 2025”" in result.stdout
    assert "Envoys meet in Rome again" in result.stdout
    assert "nowhere" in result.stderr


def test_what_a_text_says_of_its_day_is_shown(run: Run, folder: Path) -> None:
    text = b"The treaty was signed on March 8, 2025."
    assert "not before 2025-03-08: “March 8, 2025” is told as past" in run("articles", "-", stdin=text).stdout
    assert "?" not in run("articles", "-", "--published", "2025-03-09", stdin=text).stdout.replace("  ?  ", "")
    assert "does not fit" in run("articles", "-", "--published", "2024-03-09", stdin=text).stdout


def test_days_that_contradict_each_other_are_said(run: Run, folder: Path) -> None:
    text = "---\npublished: {}\n---\nROME, March 12, 2025 — They met."
    for day, said in (("2025-03-14", False), ("2025-03-15", True)):
        result = run("articles", "-", stdin=text.format(day).encode())
        assert ("but 2025-03-12 by “ROME, March 12, 2025”; the first is used" in result.stderr) == said
        assert result.exit_code == 0


def test_the_table_comes_back_as_it_was_written(run: Run, folder: Path) -> None:
    before = days()
    assert run("articles", ".", "--write", "articles.csv").exit_code == 0
    assert days() == before
    assert before["c"] == ("2025-03-14", "metadata", "=1+1")


def test_corrections_in_the_table_win(run: Run, folder: Path) -> None:
    run("articles", ".", "--write", "articles.csv")
    table = Path("articles.csv")
    with table.open(encoding="utf-8-sig", newline="") as stream:
        rows = {row["file"]: row for row in csv.DictReader(stream)}
    assert list(rows) == ["a.txt", "b.txt", "d.jsonl#x", "d.jsonl#y", "sub/c.md"]
    assert rows["sub/c.md"]["title"] == "'=1+1"
    corrections = {"a.txt": "2025-03-01", "b.txt": "2025-03-02", "d.jsonl#x": "2025-03-03", "d.jsonl#y": "2025-03-04"}
    with table.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, ["file", "published", "title"], extrasaction="ignore")
        writer.writeheader()
        writer.writerows(row | {"published": corrections.get(file, "")} for file, row in rows.items())
    assert {name: day for name, (day, how, _) in days().items() if how == "given"} == {
        "a": "2025-03-01",
        "b": "2025-03-02",
        "x": "2025-03-03",
        "y": "2025-03-04",
    }
    assert days()["c"] == ("2025-03-14", "metadata", "=1+1")


def test_a_row_for_a_file_of_many_goes_after_what_they_say_themselves(folder: Path) -> None:
    Path("articles.csv").write_text("file,published\nd.jsonl,2025-01-01\n")
    assert [days()[name][:2] for name in "xy"] == [("2025-01-01", "given"), ("2025-03-15", "metadata")]


def test_rows_speak_of_members_of_an_archive(folder: Path) -> None:
    Path("e.zip").write_bytes(zipped({"m.txt": "M.", "n.txt": "N."}))
    Path("articles.csv").write_text("file,published\ne.zip#n,2025-01-01\n")
    assert [days()[name][:2] for name in "mn"] == [(None, "unknown"), ("2025-01-01", "given")]


def test_a_table_is_never_written_over_and_misplaced_ones_are_said(run: Run, folder: Path) -> None:
    result = run("articles", "a.txt", "--write", "sub/table.csv")
    assert result.exit_code == 0
    assert "a.txt: is not below sub, and has no row" in result.stderr
    assert "is read only under the name articles.csv" in result.stderr
    result = run("articles", "a.txt", "--write", "sub/table.csv")
    assert (result.exit_code, "exists already" in result.stderr) == (2, True)


@pytest.mark.parametrize(
    ("cell", "guarded"), [("=1", "'=1"), (" @x", "' @x"), ("'=1", "''=1"), ("a=1", "a=1"), ("", ""), ("'tis", "'tis")]
)
def test_cells_that_a_spreadsheet_would_run_are_guarded(cell: str, guarded: str) -> None:
    assert guard(cell) == guarded
