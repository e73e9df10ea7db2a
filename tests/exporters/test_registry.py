"""Finding exporters, and writing whole files or none."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from exporters import ExportError, Format, Options, export, formats, load
from tests.exporters.samples import many, story
from timeline.model import Diagnostic, Timeline


class _Titles:
    """A third party's format."""

    name = "titles"
    suffix = ".txt"

    def write(self, timeline: Timeline, stream: BinaryIO, *, options: Options) -> Sequence[Diagnostic]:
        stream.write("\n".join(event.title for event in timeline.events).encode())
        return [Diagnostic(kind="note", article="", message=options.extra.get("word", ""))]


class _Broken(_Titles):
    def write(self, timeline: Timeline, stream: BinaryIO, *, options: Options) -> Sequence[Diagnostic]:
        stream.write(b"half of it")
        raise RuntimeError("no more")


TITLES, BROKEN, NOTHING = _Titles(), _Broken(), object()


@pytest.fixture
def third_parties(monkeypatch: pytest.MonkeyPatch) -> None:
    names = {"titles": "TITLES", "broken": "BROKEN", "nothing": "NOTHING", "gone": "GONE", "csv": "TITLES"}
    points = [
        metadata.EntryPoint(name=name, value=f"{__name__}:{attribute}", group="timeline.exporters")
        for name, attribute in names.items()
    ]
    points.append(metadata.EntryPoint(name="missing", value="no_such_package:X", group="timeline.exporters"))

    def entry_points(**wanted: Any) -> list[metadata.EntryPoint]:
        return points if wanted == {"group": "timeline.exporters"} else []

    monkeypatch.setattr("exporters.registry.metadata.entry_points", entry_points)


@pytest.mark.parametrize("one", formats(), ids=lambda one: str(one.name))
def test_every_built_in_format_loads_and_is_called_what_the_table_says(one: Format) -> None:
    if one.name in ("xlsx", "parquet"):
        library = {"xlsx": "xlsxwriter", "parquet": "pyarrow"}[one.name]
        pytest.importorskip(library, reason=f"{library} is not installed")
    exporter = load(one.name)
    assert (exporter.name, exporter.suffix) == (one.name, one.suffix)
    assert one.suffix.startswith(".")
    assert one.summary


def test_a_format_whose_library_is_missing_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    monkeypatch.delitem(sys.modules, "exporters.xlsx_file", raising=False)
    with pytest.raises(ExportError, match=r"'xlsx' needs a package that is not installed: .*xlsxwriter"):
        load("xlsx")


def test_listing_the_formats_loads_no_library() -> None:
    program = (
        "import sys, exporters.registry as r; r.formats()\n"
        "print([name for name in ('ics', 'matplotlib', 'numpy', 'arrow', 'jinja2') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_files_are_written_in_the_order_of_the_formats_and_nothing_else_is_left(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "folder"
    paths = export(story(), folder, ["jsonl", "csv", "jsonl"])
    assert [path.name for path in paths] == ["timeline.jsonl", "timeline.csv"]
    assert sorted(path.name for path in folder.iterdir()) == ["timeline.csv", "timeline.jsonl"]
    assert export(story(), folder, ["csv"], stem="other") == [folder / "other.csv"]


def test_large_calendars_are_split_and_the_parts_are_numbered(tmp_path: Path) -> None:
    paths = export(many(2100), tmp_path, ["ics"])
    assert [path.name for path in paths] == ["timeline-1.ics", "timeline-2.ics", "timeline-3.ics"]
    counts = [path.read_bytes().count(b"BEGIN:VEVENT\r\n") for path in paths]
    assert counts == [1000, 1000, 100]


def test_an_unknown_format_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="unknown format 'docx'; choose from ics, csv"):
        export(story(), tmp_path / "out", ["csv", "docx"])
    assert not (tmp_path / "out").exists()


def test_a_folder_that_takes_no_files_is_named(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    with pytest.raises(ExportError, match=r"cannot write into .*file"):
        export(story(), blocked, ["csv"])
    (tmp_path / "timeline.csv").mkdir()
    with pytest.raises(ExportError, match=r"cannot write .*timeline\.csv"):
        export(story(), tmp_path, ["csv"])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "timeline.csv"]


@pytest.mark.usefixtures("third_parties")
def test_third_parties_are_listed_loaded_and_given_their_options(tmp_path: Path) -> None:
    assert [one.name for one in formats()][-4:] == ["gone", "missing", "nothing", "titles"]
    assert load("csv").suffix == ".csv", "a third party takes no name of ours"
    notes: list[Diagnostic] = []
    paths = export(story(), tmp_path, ["titles"], options=Options(extra={"word": "said"}), report=notes.append)
    assert paths[0].read_text().startswith("Two coastal states")
    assert [note.message for note in notes] == ["said"]


@pytest.mark.usefixtures("third_parties")
@pytest.mark.parametrize(
    ("name", "message"), [("nothing", "is no exporter"), ("gone", "does not exist"), ("missing", "no_such_package")]
)
def test_a_third_party_that_is_no_exporter_is_named(name: str, message: str) -> None:
    with pytest.raises(ExportError, match=f"{name}.*{message}"):
        load(name)


@pytest.mark.usefixtures("third_parties")
def test_a_failing_exporter_leaves_the_old_file_and_no_half_of_a_new_one(tmp_path: Path) -> None:
    (tmp_path / "timeline.txt").write_text("old")
    with pytest.raises(RuntimeError):
        export(story(), tmp_path, ["broken"])
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("timeline.txt", "old")]


@pytest.mark.parametrize(
    ("option", "value"),
    [("imprecise", "maybe"), ("layout", "round"), ("color_by", "mood"), ("style", "neon"), ("sequence", -1),
     ("dpi", 10), ("dpi", 5000), ("size", "a3"), ("size", "1x1"), ("size", "900x900")],
)  # fmt: skip
def test_an_option_outside_its_bounds_is_named(option: str, value: Any) -> None:
    with pytest.raises(ExportError, match=f"--{option.replace('_', '-')} "):
        Options(**{option: value})


@pytest.mark.parametrize(("size", "inches"), [("12x7", (12, 7)), ("300x200mm", (11.811, 7.874)), ("a4", None)])
def test_sizes(size: str, inches: tuple[float, float] | None) -> None:
    assert Options(size=size).page() == (pytest.approx(inches, abs=0.001) if inches else None)
