"""What many tests need: the articles of the demonstration, and the command line in this process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from timeline.cli import main

Run = Callable[..., Result]

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the five articles that come with the project."""
    return ROOT / "seeds"


@pytest.fixture
def run() -> Run:
    """Runs `timeline` with the given words; `stdin` is what `-` reads."""

    def invoke(*words: str | Path, stdin: bytes = b"") -> Result:
        return CliRunner().invoke(main, [str(word) for word in words], input=stdin, catch_exceptions=False)

    return invoke
