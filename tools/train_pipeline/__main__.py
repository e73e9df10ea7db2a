"""From treebanks to the weights in the package, in one command of about three hours on two cores.

    OMP_NUM_THREADS=1 python -m tools.train_pipeline --data DATA --work DIR --out timeline/weights

`DATA` holds `treebank/ewt`, `treebank/gum`, `treebank/pud`, `ner/uner-ewt`, `ner/uner-pud`, `ner/wikigold` and
`ner/crossner` (docs/pipeline.md names versions and licences).
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

__all__ = ["main"]


def main() -> int:
    """Trains both halves, packs them and prints the tables of docs/pipeline.md."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--data", type=Path, required=True)
    arguments.add_argument("--work", type=Path, required=True, help="folder for the trained pipelines")
    arguments.add_argument("--out", type=Path, required=True, help="folder of the package for the weights")
    options = arguments.parse_args()
    trees = options.data / "treebank"
    banks = ["--treebank", str(trees / "ewt"), "--treebank", str(trees / "gum")]
    parser, names = str(options.work / "parser"), str(options.work / "names")
    marks = options.data / "ner"
    test = [("pud", "en_pud-ud-test"), ("ewt", "en_ewt-ud-test")]
    steps = [
        ["train", "parser", *banks, "--names", str(marks), "--out", parser],
        ["train", "names", *banks, "--names", str(marks), "--start", parser, "--out", names],
        ["export", "--parser", parser, "--names", names, "--out", str(options.out)],
        ["evaluate"]
        + [f"--treebank={trees}/{bank}/{name}.conllu" for bank, name in test]
        + [f"--names={marks}/uner-{bank}/{name}.iob2={trees}/{bank}/{name}.conllu" for bank, name in test],
    ]
    for module, *words in steps:
        subprocess.run([sys.executable, "-m", f"tools.train_pipeline.{module}", *words], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
