"""Makes the files of the age vectors: `python -m tests.vectors.age.make` from the checkout.

Files of more than a few kilobytes are not kept; the table in the README has their SHA-256.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from tests.vectors.age.cases import Vector, vectors

FOLDER = Path(__file__).resolve().parent
README = FOLDER / "README.md"
KEPT = 4096
"""Larger files are made when they are needed."""

_HEAD = "| case | what | outcome | reason | bytes | SHA-256 starts |\n|---|---|---|---|---|---|\n"


def with_table(text: str, found: list[Vector]) -> str:
    """The README with its table made anew."""
    rows = [
        f"| {v.name} | {v.what} | {v.outcome} | {v.reason} | {len(v.data)}"
        f" | {hashlib.sha256(v.data).hexdigest()[:16]} |\n"
        for v in found
    ]
    return text.partition("| case ")[0] + _HEAD + "".join(rows)


if __name__ == "__main__":
    made = vectors()
    for vector in made:
        if len(vector.data) <= KEPT:
            (FOLDER / f"{vector.name}.age").write_bytes(vector.data)
    README.write_text(with_table(README.read_text("utf-8"), made), "utf-8", newline="\n")
