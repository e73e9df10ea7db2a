"""What the tests of the exporters share: writing into memory, and readers that are not ours."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import time
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
def node(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Any]:
    """Runs a script of `tests/exporters/node` on files and returns the JSON that it prints."""
    program, installer = shutil.which("node"), shutil.which("npm")
    if program is None or installer is None:
        pytest.skip("node and npm are not installed")
    lock = hashlib.sha256((_NODE / "package-lock.json").read_bytes()).hexdigest()[:12]
    cache: pytest.Cache | None = getattr(request.config, "cache", None)
    folder = cache.mkdir(f"node-{lock}") if cache else tmp_path_factory.mktemp("node")
    if not _installed(folder, installer):
        pytest.skip("npm could not install the readers of tests/exporters/node")

    scripts = folder / str(os.getpid())  # below the packages, where node looks for them
    shutil.copytree(_NODE, scripts, dirs_exist_ok=True, ignore=shutil.ignore_patterns("node_modules", "*.json"))

    def run(script: str, *files: Path) -> Any:
        words: list[str | Path] = [program, scripts / script, *files]
        done = subprocess.run(words, capture_output=True, check=False, timeout=120)
        assert not done.returncode, done.stderr.decode()
        return json.loads(done.stdout)

    return run


def _installed(folder: Path, installer: str) -> bool:
    """Whether the packages are in the folder; of several processes, the first one puts them there."""
    ready, busy = folder / "ready", folder / "busy"
    try:
        busy.mkdir()
    except FileExistsError:
        for _ in range(1200):
            if ready.exists() or not busy.exists():
                break
            time.sleep(0.1)
        return ready.exists()
    try:
        if not ready.exists():
            for name in ("package.json", "package-lock.json"):
                shutil.copy(_NODE / name, folder / name)
            subprocess.run([installer, "ci", "--no-audit", "--no-fund"], cwd=folder, capture_output=True, check=True,
                           timeout=110)  # fmt: skip
            ready.touch()
    except (subprocess.SubprocessError, OSError):
        return False
    finally:
        busy.rmdir()
    return True


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
