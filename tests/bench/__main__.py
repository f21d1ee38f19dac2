"""`python3 dev.py bench [NAME[=SIZE] …]`: every benchmark, or those whose names are given."""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path

from tests.bench.machine import description
from tests.bench.table import Table
from tools.places import OUT, shown
from tools.system import has_display


def main(wanted: list[str]) -> None:
    """Runs tests/bench/bench_*.py, each a module with `run(table)`, and writes out/bench.md.

    A size is for the module's `run(table, size)`.
    """
    if not has_display():
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    table = Table()
    sizes = {name: size for name, _, size in (word.partition("=") for word in wanted)}
    for path in sorted(Path(__file__).parent.glob("bench_*.py")):
        name = path.stem.removeprefix("bench_")
        if not wanted or name in sizes:
            print(f"… {name}", flush=True)
            size = sizes.get(name)
            module = importlib.import_module(f"tests.bench.{path.stem}")
            module.run(table, *([int(size)] if size else []))
    text = f"# Benchmarks\n\n{description()}\n\n{table.markdown()}"
    print("\n" + text)
    OUT.mkdir(exist_ok=True)
    (OUT / "bench.md").write_text(text, "utf-8")
    print(f"written to {shown(OUT / 'bench.md')}")


main(sys.argv[1:])
