"""`python3 dev.py fuzz`: mutants of everything that travels, judged one by one.

The exit code is 1 when something altered was accepted, or something was raised; time and memory
are reported against their bounds, and never decide.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.fuzz.run import Summary, fuzz


def _folder() -> Path | None:
    """Memory rather than a disk, where there is such a folder."""
    memory = Path("/dev/shm")
    return memory if memory.is_dir() else None


def main(words: list[str]) -> int:
    """Runs and prints the summary."""
    parser = argparse.ArgumentParser(prog="dev.py fuzz")
    parser.add_argument("--mutants", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="number of the first mutant")
    parser.add_argument("--findings", type=Path, help="folder for the mutants that went wrong")
    options = parser.parse_args(words)

    def progress(summary: Summary) -> None:
        print(f"{summary.mutants} mutants, {len(summary.findings)} findings", flush=True)

    with tempfile.TemporaryDirectory(dir=_folder()) as folder:
        numbers = range(options.first, options.first + options.mutants)
        summary = fuzz(Path(folder), options.seed, numbers, options.findings, progress)
    print(summary.text())
    return 1 if summary.findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
