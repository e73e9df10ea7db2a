"""What the tests of the exporters share: writing into memory, and readers that are not ours."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from exporters import Options, load
from timeline.model import Diagnostic, Timeline

Write = Callable[..., bytes]
Office = Callable[[Path, str], Path]

_NODE = Path(__file__).parent / "node"
_PACKAGES = json.loads((_NODE / "package.json").read_text("utf-8"))["dependencies"]


@pytest.fixture(autouse=True)
def _no_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


@pytest.fixture
def write() -> Write:
    """Writes a timeline in a format and returns the file; reports go to the list `notes`, if one is given."""

    def in_memory(timeline: Timeline, name: str, *, notes: list[Diagnostic] | None = None, **options: Any) -> bytes:
        stream = BytesIO()
        found = load(name).write(timeline, stream, options=Options(**options))
        if notes is not None:
            notes.extend(found)
        return stream.getvalue()

    return in_memory


@pytest.fixture(scope="session")
def node() -> Callable[..., Any]:
    """Runs a script of `tests/exporters/node` on files and returns the JSON that it prints."""
    program, installer = shutil.which("node"), shutil.which("npm")
    if program is None or installer is None:
        pytest.skip("node and npm are not installed")
    if not all((_NODE / "node_modules" / name).exists() for name in _PACKAGES):
        done = subprocess.run([installer, "ci", "--no-audit", "--no-fund"], cwd=_NODE, capture_output=True, check=False)
        if done.returncode:
            pytest.skip("npm could not install the readers of tests/exporters/node")

    def run(script: str, *files: Path) -> Any:
        done = subprocess.run([program, _NODE / script, *files], capture_output=True, check=False, timeout=120)
        assert not done.returncode, done.stderr.decode()
        return json.loads(done.stdout)

    return run


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Opens a file in LibreOffice and saves it in another format."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    home = tmp_path_factory.mktemp("office")

    def convert(path: Path, target: str) -> Path:
        folder = tmp_path_factory.mktemp("converted")
        # 44: comma, 34: quote, 76: UTF-8, 1: from the first line; no columns named, so that all are recognised
        done = subprocess.run(
            [program, f"-env:UserInstallation={home.as_uri()}", "--headless", "--infilter=CSV:44,34,76,1,,0,false,true",
             "--convert-to", target, "--outdir", folder, path],
            capture_output=True, check=False, timeout=180, env={**os.environ, "HOME": str(home)},
        )  # fmt: skip
        assert not done.returncode, done.stderr.decode()
        return next(folder.iterdir())

    return convert
