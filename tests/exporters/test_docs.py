"""The documentation of the exporters: its example works, and it names every format and option."""

from __future__ import annotations

import re
import sys
from importlib import metadata
from pathlib import Path
from types import ModuleType
from typing import Any, get_args

import pytest

from exporters import Options, export, formats
from exporters.base import ColorBy, Imprecise, Layout, Style
from tests.exporters.samples import story

_TEXT = (Path(__file__).parents[2] / "docs" / "exporters.md").read_text("utf-8")


def _blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", _TEXT, re.DOTALL)


def test_the_example_of_a_third_party_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = ModuleType("your_package")
    exec(compile(_blocks("python")[0], "docs/exporters.md", "exec"), module.__dict__)
    monkeypatch.setitem(sys.modules, "your_package", module)
    line = re.search(r'^plain = "(.*)"$', _blocks("toml")[0], re.MULTILINE)
    assert line is not None
    point = metadata.EntryPoint(name="plain", value=line[1], group="timeline.exporters")
    monkeypatch.setattr("exporters.registry.metadata.entry_points", lambda **_: [point])
    (path,) = export(story(), tmp_path, ["plain"])
    lines = path.read_text("utf-8").splitlines()
    assert path.name == "timeline.txt"
    assert lines[0] == "2018  Two coastal states sign the first water treaty"
    assert len(lines) == len(story().events)


def test_the_example_from_python_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {"timeline": story()}
    exec(compile(_blocks("python")[1], "docs/exporters.md", "exec"), names)
    assert sorted(path.name for path in Path("out").iterdir()) == ["timeline.ics", "timeline.png"]


def test_every_format_and_every_option_is_documented() -> None:
    for one in formats():
        assert not one.suffix or f"`{one.name}`" in _TEXT
    for choices in (Imprecise, Layout, ColorBy, Style):
        for value in get_args(choices):
            assert re.search(rf"`(--[a-z-]+ )?{value}`", _TEXT) or value in ("span",), value
    for name in ("imprecise", "layout", "color-by", "style", "size", "dpi"):
        assert f"--{name}" in _TEXT
    assert Options().size == "auto"
