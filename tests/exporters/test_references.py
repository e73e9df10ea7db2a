"""The pictures, compared with those that were looked at and kept in `tests/references`.

After a change that is meant, look at the new pictures and keep them:
``python -m tests.exporters.test_references``.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import matplotlib
import numpy as np
import pytest
from PIL import Image

from exporters import Options, load
from tests.exporters.samples import crowded, many, story
from timeline.model import Timeline

_FOLDER = Path(__file__).parents[1] / "references"
_DRAWN_WITH = (3, 11)
_PICTURES: dict[str, tuple[Timeline, dict[str, Any]]] = {
    "horizontal": (story(), {}),
    "vertical": (crowded(), {}),
    "overview": (many(300), {"color_by": "source"}),
    "dark": (story(), {"style": "dark", "layout": "vertical"}),
    "print": (many(20), {"style": "print", "size": "slide"}),
}


def _draw(name: str) -> Image.Image:
    whole, options = _PICTURES[name]
    stream = BytesIO()
    load("png").write(whole, stream, options=Options(dpi=60, **options))
    return Image.open(stream).convert("RGB")


@pytest.mark.parametrize("name", _PICTURES)
def test_the_picture_is_the_one_that_was_looked_at(name: str) -> None:
    if tuple(matplotlib.__version_info__[:2]) != _DRAWN_WITH:
        pytest.skip("the pictures were drawn with another version of matplotlib, whose letters differ")
    ours, kept = _draw(name), Image.open(_FOLDER / f"{name}.png").convert("RGB")
    assert ours.size == kept.size
    # Another build of the font library may shade the edges of letters differently.
    difference = np.abs(np.asarray(ours, dtype=float) - np.asarray(kept, dtype=float))
    assert difference.mean() < 1.0
    assert (difference.max(axis=2) > 120).mean() < 0.003


if __name__ == "__main__":
    for picture in _PICTURES:
        _draw(picture).quantize(64).save(_FOLDER / f"{picture}.png", optimize=True)
