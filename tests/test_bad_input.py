"""Broken, huge and hostile files given to the command: what is said, the exit status, time and memory, and the rest."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.readers.make import pdf, rtf, zipped

_RUN = """
import sys
from timeline.cli import main
try:
    main(sys.argv[1:])
finally:
    peak = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
    print("peak", peak, file=sys.stderr)
"""
_SECONDS = 20
_KILOBYTES = 400_000  # half of it is the interpreter with the libraries
_MEGA = 1_000_000
GOOD = "The envoys met on March 8, 2025."
CAFE = "Le café fut fermé le soir même par les propriétaires, après une journée très longue. " * 4

UTF_16 = ("\ufeff" + GOOD).encode("utf-16-le")
Content = str | bytes | int
# What it is; the files (a number is the size of one full of nothing, a name after -> where a link points); the exit
# status; what is said.
BAD: list[tuple[str, dict[str, Content], int, str]] = [
    ("a truncated PDF", {"a.pdf": pdf([[GOOD]] * 3)[:400]}, 1, "a.pdf: is no PDF, or a damaged one"),
    ("an encrypted PDF", {"a.pdf": pdf([[GOOD]], password="secret")}, 1, "a.pdf: is encrypted"),
    ("a zip bomb", {"a.zip": zipped({"a.txt": b"a" * 200 * _MEGA})}, 1, "a.zip/a.txt: unpacks to more than 200 times"),
    ("200 MB of text", {"a.txt": 200 * _MEGA}, 1, "a.txt: is larger than 32 MB"),
    ("200 MB in a line", {"a.jsonl": 200 * _MEGA}, 1, "a.jsonl: line 1 is longer than 32 MB"),
    ("too much of Rich Text", {"a.rtf": rtf("x" * 33 * _MEGA)}, 1, "a.rtf: holds more than 32 MB of text"),
    ("a million nested tags", {"a.html": "<div>" * _MEGA}, 1, "a.html: is nested more than 1,000 elements deep"),
    ("bytes in no encoding", {"a.txt": b"\xff\xfe\xfd\0\x81" * 99}, 1, "a.txt: "),
    ("another encoding", {"a.txt": CAFE.encode("cp1252")}, 0, "a.txt: is not UTF-8; read as cp125"),
    ("UTF-16", {"a.txt": UTF_16}, 0, ""),
    ("an empty file", {"a.txt": b""}, 1, "a.txt: is empty"),
    ("a loop of folders", {"a/loop": "-> .."}, 0, ""),
    ("a loop of links", {"a.txt": "-> a.txt"}, 1, "a.txt: "),
    ("a link to nothing", {"a.txt": "-> gone.txt"}, 1, "a.txt: "),
]  # fmt: skip


def put(folder: Path, name: str, content: Content) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, int):
        with path.open("wb") as stream:
            stream.truncate(content)
    elif isinstance(content, str) and content.startswith("-> "):
        path.symlink_to(content[3:])
    else:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


@pytest.mark.skipif(sys.platform != "linux", reason="memory is measured the way of Linux")
@pytest.mark.parametrize(("files", "status", "message"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_what_is_bad_is_named_within_bounds_and_the_rest_is_done(
    tmp_path: Path, files: dict[str, Content], status: int, message: str
) -> None:
    for name, content in files.items():
        put(tmp_path, name, content)
    put(tmp_path, "good.txt", GOOD)
    named = [name for name in files if (tmp_path / name).is_symlink() and "/" not in name]
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", _RUN, "tag", *named, "."], cwd=tmp_path, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}, timeout=2 * _SECONDS,
    )  # fmt: skip
    assert time.perf_counter() - start < _SECONDS
    said, peak = done.stderr.rsplit("peak ", 1)
    assert done.returncode == status, said
    assert int(peak) < _KILOBYTES
    assert message in said
    assert "Traceback" not in said
    tagged = {
        one["id"]: [timex["edtf"] for timex in one["timexes"]] for one in map(json.loads, done.stdout.splitlines())
    }
    assert tagged["good"] == ["2025-03-08"]
    if files.get("a.txt") == UTF_16:
        assert tagged["a"] == ["2025-03-08"]
