"""`python3 dev.py monkey --seed 7 --minutes 5`: chance before the real window.

Clicks, keys, texts of up to 20,000 characters, files, sizes, languages and colours; every few
seconds the program is killed. The exit code is 1 when it crashed, hung, warned, raised, lost an
answer or damaged its database. The log names every deed: a seed does the same again, as far as the
machine is as fast.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.monkey.run import run


def main(words: list[str]) -> int:
    """Runs and prints what was found."""
    parser = argparse.ArgumentParser(prog="dev.py monkey")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--log", type=Path, help="file for every deed; out/monkey-SEED.log")
    options = parser.parse_args(words)
    path = options.log or Path("out") / f"monkey-{options.seed}.log"
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, path.open("w", encoding="utf-8") as log:
        summary = run(Path(folder), options.seed, options.minutes, log)
        log.write(summary.text())
    print(summary.text())
    print(f"every deed: {path}")
    return 1 if summary.findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
