"""The command line's contract: keys, exit status, which stream says what."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest

from tests.conftest import ROOT, Run
from timeline import terminal
from timeline.cli import main
from timeline.edtf import Edtf

TEXT = b"The envoys met in Rome on March 8, 2025. The following day they signed a treaty. It lasted for three years."
HEAVY = ("spacy", "thinc", "numpy", "matplotlib", "ics", "dateparser", "rich", "yaml", "charset_normalizer")


def objects(lines: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines.splitlines()]


def fresh(code: str, *, cwd: Path = ROOT, **environment: str) -> str:
    """What a new Python process prints."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
    )
    return done.stdout


# --- start-up ------------------------------------------------------------------------------------------------------


def test_help_imports_nothing_heavy() -> None:
    code = f"import sys, timeline, timeline.cli; print([name for name in {HEAVY} if name in sys.modules])"
    assert fresh(code).strip() == "[]"


def test_tagging_loads_no_model_and_no_drawing(seeds: Path) -> None:
    code = (
        "import sys; from timeline.cli import main; "
        f"main(['tag', {str(seeds)!r}], standalone_mode=False); "
        "print([name for name in ('spacy', 'thinc', 'matplotlib', 'ics') if name in sys.modules])"
    )
    assert fresh(code).splitlines()[-1] == "[]"


def test_the_names_of_the_package_exist() -> None:
    import timeline

    for name in timeline.__all__:
        assert getattr(timeline, name) is not None, name
    with pytest.raises(AttributeError, match="no_such_name"):
        getattr(timeline, "no_such_name")  # noqa: B009 - the name is unknown on purpose


def test_a_text_is_tagged_from_python() -> None:
    import timeline

    dates = [str(dated.edtf) for dated in timeline.tag(TEXT.decode(), published="2025-03-20") if dated.edtf]
    assert dates == ["2025-03-08", "2025-03-09"]


# --- documentation -------------------------------------------------------------------------------------------------


def test_commands_are_those_of_the_contract() -> None:
    assert set(main.commands) == {"articles", "build", "tag", "extract", "explain", "export", "formats"}


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_and_option_is_documented(command: str) -> None:
    found = main.commands[command]
    assert found.help
    for parameter in found.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name
    assert f"timeline {command}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_version(run: Run) -> None:
    from timeline import __version__

    assert run("--version").stdout == f"timeline {__version__}\n"


# --- tag -----------------------------------------------------------------------------------------------------------


def test_tag_gives_an_object_an_article_with_the_keys_of_the_contract(run: Run) -> None:
    result = run("tag", "-", stdin=TEXT)
    (article,) = objects(result.stdout)
    assert list(article) == ["id", "published", "timexes"]
    assert (article["id"], article["published"]) == ("stdin", None)
    for timex in article["timexes"]:
        assert list(timex) == ["start", "end", "text", "type", "value", "mod", "edtf", "anchor", "rule", "because"]
        assert TEXT.decode()[timex["start"] : timex["end"]] == timex["text"]
    assert [(timex["text"], timex["edtf"]) for timex in article["timexes"]] == [
        ("March 8, 2025", "2025-03-08"),
        ("The following day", "2025-03-09"),
        ("three years", None),
    ]
    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.parametrize(
    ("published", "edtf"),
    [(["--published", "2025-04-10"], "2025-03"), (["--published", "10 June 2024"], "2024-05"), ([], None)],
)
def test_published_dates_what_brings_no_date(run: Run, published: list[str], edtf: str | None) -> None:
    (article,) = objects(run("tag", "-", *published, stdin=b"It was signed last month.").stdout)
    assert [timex["edtf"] for timex in article["timexes"]] == [edtf]


def test_tag_keeps_the_order_of_the_input(run: Run, seeds: Path) -> None:
    names = ["line-open-to-trump.txt", "how-they-stopped-talking.md", "fifth-round-in-rome.txt"]
    result = run("tag", *(seeds / name for name in names))
    assert [article["id"] for article in objects(result.stdout)] == [Path(name).stem for name in names]


def test_signs_of_all_scripts_leave_as_utf_8(run: Run) -> None:
    line = json.dumps({"id": "北京 \u2028 ☕", "text": "Café on March 8, 2025 ☕"})
    (article,) = objects(run("tag", "-", stdin=line.encode()).stdout_bytes.decode("utf-8").replace("\u2028", "\\u2028"))
    assert article["id"] == "北京 \u2028 ☕"


# --- extract, explain, build, export, formats ----------------------------------------------------------------------

EVENT_KEYS = "uid title edtf start end precision status certainty confidence actors trigger quote sources"
SOURCE_KEYS = "article title url published start end text trigger_start trigger_end rule because"


def test_extract_gives_an_object_an_event_with_the_keys_of_the_contract(run: Run) -> None:
    result = run("extract", "-", stdin=TEXT)
    events = objects(result.stdout)
    assert [event["edtf"] for event in events] == ["2025-03-08", "2025-03-09"]
    for event in events:
        assert " ".join(event) == EVENT_KEYS
        assert event["quote"] in TEXT.decode()
        for source in event["sources"]:
            assert " ".join(source).startswith(SOURCE_KEYS)
            assert TEXT.decode()[source["start"] : source["end"]] == source["text"]
    assert result.exit_code == 0


def test_explain_shows_words_value_and_reason(run: Run) -> None:
    shown = run("explain", "-", stdin=TEXT).stdout
    assert "on [March 8, 2025]." in shown
    assert "2025-03-09 (day)" in shown
    assert "‘The following day’" in shown
    assert "(no calendar date)" in shown
    assert re.search(r"^  2025-03-08  .*met", shown, re.MULTILINE)


def test_build_writes_the_files_and_says_so(run: Run, seeds: Path, tmp_path: Path) -> None:
    folder, article = tmp_path / "deep" / "out", seeds / "line-open-to-trump.txt"
    result = run("build", article, "-o", folder, "--formats", "csv, jsonl,csv", "--title", "Talks")
    assert result.exit_code == 0
    assert sorted(path.name for path in folder.iterdir()) == ["timeline.csv", "timeline.jsonl"]
    events = objects((folder / "timeline.jsonl").read_text(encoding="utf-8"))
    heading = result.stdout.splitlines()[:2]
    assert heading[0].startswith("Talks")
    assert heading[1].split() == ["Date", "Precision", "What", "Sources"]
    for event in events:
        assert event["edtf"].split("/")[0] in result.stdout
    assert f"{len(events)} events from 1 article\n" in result.stderr
    assert f"written: {folder / 'timeline.csv'}\n" in result.stderr


def test_undated_expressions_are_named_with_their_reason(run: Run, tmp_path: Path) -> None:
    result = run("build", "-", "-o", tmp_path, "--formats", "csv", stdin=b"They met last month. A treaty was signed.")
    assert "Not dated (1):\n  “last month” in stdin: " in result.stderr
    assert result.exit_code == 0


@pytest.mark.parametrize(
    ("window", "years"),
    [
        (["--to", "1953"], {"1951", "1953"}),
        (["--from", "1979-01-16", "--to", "1979-02-01"], {"1979"}),
        (["--from", "2024-12", "--to", "2024-12-31"], {"2024"}),
    ],
)
def test_the_window_counts_whole_months_and_years(
    run: Run, seeds: Path, tmp_path: Path, window: list[str], years: set[str]
) -> None:
    run("build", seeds, "-o", tmp_path, "--formats", "jsonl", *window)
    events = objects((tmp_path / "timeline.jsonl").read_text(encoding="utf-8"))
    assert {event["end"][:4] for event in events} <= years
    assert events


def test_select_keeps_the_number_of_dates(run: Run, seeds: Path, tmp_path: Path) -> None:
    run("build", seeds, "-o", tmp_path, "--formats", "jsonl", "--select", "5")
    events = objects((tmp_path / "timeline.jsonl").read_text(encoding="utf-8"))
    assert 0 < len({event["edtf"] for event in events}) <= 5


def test_export_writes_the_same_again(run: Run, seeds: Path, tmp_path: Path) -> None:
    run("build", seeds, "-o", tmp_path / "a", "--formats", "ics,csv,jsonl")
    for source in ("timeline.jsonl", "timeline.csv"):
        result = run("export", tmp_path / "a" / source, "-o", tmp_path / source, "--formats", "ics,csv")
        assert result.exit_code == 0
        for name in ("timeline.ics", "timeline.csv"):
            assert (tmp_path / source / name).read_bytes() == (tmp_path / "a" / name).read_bytes(), (source, name)


def test_a_spreadsheet_that_was_edited_is_exported(run: Run, seeds: Path, tmp_path: Path) -> None:
    run("build", seeds, "-o", tmp_path, "--formats", "csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "timeline.csv").read_text(encoding="utf-8-sig"))))
    rows[0]["title"] = "A title of my own"
    with (tmp_path / "edited.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0])
        writer.writeheader()
        writer.writerows(rows[:2])
    run("export", tmp_path / "edited.csv", "-o", tmp_path, "--formats", "jsonl")
    events = objects((tmp_path / "timeline.jsonl").read_text(encoding="utf-8"))
    assert len(events) == 2
    assert "A title of my own" in {event["title"] for event in events}


def test_formats_lists_what_can_be_written(run: Run) -> None:
    lines = run("formats").stdout.splitlines()
    assert {line.split()[0] for line in lines} >= {"ics", "csv", "png", "svg", "pdf", "jsonl"}
    assert all(len(line.split()) > 1 for line in lines)


# --- exit status: 1 some input could not be read, the rest done ----------------------------------------------------

UNREADABLE: list[tuple[str, dict[str, bytes], str]] = [
    ("an empty file", {"bad.txt": b""}, "bad.txt: is empty"),
    ("a binary file", {"bad.txt": bytes(256)}, "bad.txt: is a binary file"),
    ("a missing path", {}, "bad.txt: no such file or folder"),
    ("a folder without articles", {"bad.txt/x.png": b"x"}, "bad.txt: the folder holds no articles"),
    ("a broken front matter", {"bad.txt": b"---\ntitle: 'x\n---\nx"}, "bad.txt line 3: broken front matter"),
    ("a bad date", {"bad.txt": b"---\npublished: soon\n---\nx"}, "bad.txt: no publication date: 'soon'"),
]


@pytest.mark.parametrize("command", ["build", "tag", "extract", "explain"])
@pytest.mark.parametrize(("files", "message"), [row[1:] for row in UNREADABLE], ids=[row[0] for row in UNREADABLE])
def test_what_cannot_be_read_is_named_and_the_rest_is_done(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, files: dict[str, bytes], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, content in ({"good.txt": TEXT} | files).items():
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_bytes(content)
    output = ["-o", "out", "--formats", "csv"] if command == "build" else []
    result = run(command, "bad.txt", "good.txt", *output)
    assert f"timeline: {message}" in result.stderr
    assert result.exit_code == 1
    assert "bad.txt: " not in result.stdout
    assert "2025-03-08" in result.stdout


def test_nothing_is_written_when_nothing_was_read(run: Run, tmp_path: Path) -> None:
    result = run("build", tmp_path / "nowhere", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "No article could be read; nothing was written." in result.stderr
    assert list((tmp_path / "out").iterdir()) == []


def test_bad_rows_of_a_spreadsheet_are_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("start,title\nsoon,A\n2025-03-08,B\n", encoding="utf-8")
    result = run("export", tmp_path / "t.csv", "-o", tmp_path, "--formats", "jsonl")
    assert result.exit_code == 1
    assert "t.csv, row 2" in result.stderr
    assert len(objects((tmp_path / "timeline.jsonl").read_text(encoding="utf-8"))) == 1


# --- exit status: 2 wrong usage ------------------------------------------------------------------------------------

WRONG: list[tuple[list[str], str]] = [
    (["tag"], "PATH"),
    (["build", "a.txt"], "--output"),
    (["tag", "a.txt", "--published", "last week"], "no publication date: 'last week'"),
    (["build", "a.txt", "-o", "out", "--published", "2023-02-29"], "no publication date: '2023-02-29'"),
    (["build", "a.txt", "-o", "out", "--formats", "ics,docx"], "unknown format docx; choose from ics, csv, png"),
    (["build", "a.txt", "-o", "out", "--formats", ","], "unknown format ','"),
    (["build", "a.txt", "-o", "out", "--from", "2025-13"], "no such date: '2025-13'"),
    (["build", "a.txt", "-o", "out", "--from", "soon"], "write 2024-11-18, 2024-11 or 2024"),
    (["build", "a.txt", "-o", "out", "--from", "2025", "--to", "2024"], "--from 2025-01-01 lies after --to 2024-12-31"),
    (["build", "a.txt", "-o", "out", "--select", "0"], "--select"),
    (["build", "a.txt", "-o", "out", "--imprecise", "never"], "--imprecise 'never': choose one of span"),
    (["build", "a.txt", "-o", "out", "--layout", "round"], "--layout 'round'"),
    (["build", "a.txt", "-o", "out", "--style", "loud"], "--style 'loud'"),
    (["build", "a.txt", "-o", "out", "--size", "huge"], "--size 'huge'"),
    (["build", "a.txt", "-o", "a.txt/out"], "cannot write into a.txt/out: Not a directory"),
    (["build", "a.txt", "-o", "a.txt"], "cannot write into a.txt: File exists"),
    (["export", "nowhere.jsonl", "-o", "out"], "nowhere.jsonl"),
    (["export", "a.txt", "-o", "out"], "a timeline is read from .jsonl or .csv"),
    (["export", "broken.jsonl", "-o", "out"], "broken.jsonl, line 1"),
    (["build", "a.txt", "-o", "out", "--model", "no_such_model"], "no_such_model"),
    (["extract", "a.txt", "--model", "no_such_model"], "no_such_model"),
    (["explain", "a.txt", "--model", "a.txt"], "a.txt"),
    (["rebuild"], "rebuild"),
]


@pytest.mark.parametrize(("words", "message"), WRONG, ids=[" ".join(row[0]) for row in WRONG])
def test_wrong_usage_is_refused_before_any_work(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_bytes(TEXT)
    Path("broken.jsonl").write_bytes(b"{}\n")
    result = run(*words)
    assert message in result.stderr
    assert (result.exit_code, result.stdout) == (2, "")


# --- the same input gives the same bytes ---------------------------------------------------------------------------


def test_bytes_do_not_hang_on_zone_hash_seed_or_order(seeds: Path, tmp_path: Path) -> None:
    code = "import sys; from timeline.cli import main; main(sys.argv[1:])"
    files = sorted(seeds.glob("*.[tm]*"))
    written: list[dict[str, bytes]] = []
    for number, (zone, seed, order) in enumerate(
        [("Pacific/Kiritimati", "1", files), ("America/Los_Angeles", "2", files[::-1])]
    ):
        folder = tmp_path / str(number)
        subprocess.run(
            [sys.executable, "-c", code, "build", *order, "-o", folder, "--formats", "ics,csv,png,jsonl"],
            check=True,
            capture_output=True,
            cwd=ROOT,
            env=os.environ | {"TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": "C"},
        )
        written.append({path.name: path.read_bytes() for path in sorted(folder.iterdir())})
    assert list(written[0]) == ["timeline.csv", "timeline.ics", "timeline.jsonl", "timeline.png"]
    assert written[0] == written[1]


# --- the terminal --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("edtf", "readable"),
    [
        ("2025-03-08", "2025-03-08"),
        ("2025-03-08T17:30", "2025-03-08 17:30"),
        ("2025-03", "2025-03"),
        ("2025-03~", "about 2025-03"),
        ("2024-11-11/2024-11-17", "2024-11-11 – 2024-11-17"),
        ("2021/..", "since 2021"),
        ("../2018", "until 2018"),
        ("199X", "199X"),
    ],
)
def test_dates_for_people(edtf: str, readable: str) -> None:
    assert terminal.readable_date(Edtf(edtf)) == readable


def test_articles_cannot_command_the_terminal(run: Run, tmp_path: Path) -> None:
    text = b"\x1b[2J\x9b2J They signed \x1b]0;owned\x07 a treaty on March 8, 2025."
    for result in (run("explain", "-", stdin=text), run("build", "-", "-o", tmp_path, "--formats", "csv", stdin=text)):
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", result.stdout + result.stderr)


@pytest.mark.parametrize("total", [3, 20, None])
def test_progress_passes_every_item_through(total: int | None, capfd: pytest.CaptureFixture[str]) -> None:
    number = total or 15
    assert list(terminal.with_progress(iter(range(number)), total=total)) == list(range(number))
    assert capfd.readouterr().out == ""
