"""Packs trained pipelines into the package: 8-bit embedding rows, 16-bit weights, and only what run time needs.

python -m tools.train_pipeline.export --parser DIR [--names DIR] --out timeline/weights
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

import numpy as np
import spacy
import srsly
from spacy.language import Language

__all__ = ["main", "pack"]

_LARGE = 100_000  # bytes; below, 16 bits cost nothing


def pack(nlp: Language) -> dict[str, Any]:
    """Returns the components of a pipeline as plain values and small arrays."""
    components: dict[str, Any] = {}
    strings: set[str] = set()
    for name, trained in nlp.pipeline:
        component: Any = trained
        message = component.model.to_dict()
        message["params"] = [{k: _small(k, v) for k, v in layer.items()} for layer in message["params"]]
        components[name] = {
            "config": dict(nlp.config["components"][name]),
            "state": component.to_bytes(exclude=["vocab", "model"]),
            "model": message,
        }
        strings.update(label for label in getattr(component, "labels", ()) if isinstance(label, str))
        if name == "trainable_lemmatizer":
            strings.update(_tree_strings(nlp, component))
    return {"spacy_version": ">=3.8.0,<3.9.0", "strings": sorted(strings), "components": components}


def _small(name: str, array: Any) -> Any:
    if array is None:
        return None
    if name == "E" and array.nbytes > _LARGE:
        scale = np.maximum(np.abs(array).max(axis=1), 1e-8).astype("float32") / 127
        return {"rows": np.round(array / scale[:, None]).astype("int8"), "scale": scale}
    return array.astype("float16")


def _tree_strings(nlp: Language, lemmatizer: Any) -> set[str]:
    found: set[str] = set()
    for tree in srsly.msgpack_loads(lemmatizer.trees.to_bytes())["trees"]:
        for key in ("orig", "subst"):
            if tree.get(key):
                found.add(nlp.vocab.strings[tree[key]])
    return found


def main(argv: list[str] | None = None) -> int:
    """Runs the command line; returns the exit status."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--parser", type=Path, required=True)
    arguments.add_argument("--names", type=Path)
    arguments.add_argument("--out", type=Path, required=True)
    options = arguments.parse_args(argv)
    options.out.mkdir(parents=True, exist_ok=True)
    for part in ("parser", "names"):
        folder = getattr(options, part)
        if folder:
            data = srsly.msgpack_dumps(pack(spacy.load(folder)))
            (options.out / f"{part}.msgpack").write_bytes(data)
            print(f"{part}: {len(data) / 1e6:.2f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
