"""The age format's failure cases through our reader: tests/vectors/age."""

from __future__ import annotations

import pytest

from tests.vectors.age.cases import KEY, Vector, vectors
from tests.vectors.age.make import FOLDER, KEPT, README, with_table
from topp_desktop.packages.reader import StrictReader

ALL = vectors()


@pytest.mark.parametrize("vector", ALL, ids=[v.name for v in ALL])
def test_each_case_has_its_outcome(vector: Vector) -> None:
    read = StrictReader([KEY], None).read_bytes(vector.data, {})
    outcome = "opens" if read.outcome is None else read.outcome.value
    assert (outcome, read.reason) == (vector.outcome, vector.reason)
    assert bool(read.lines) is (outcome == "opens")


def test_the_files_and_their_table_are_what_the_script_makes() -> None:
    kept = {f"{v.name}.age": v.data for v in ALL if len(v.data) <= KEPT}
    assert {path.name: path.read_bytes() for path in FOLDER.glob("*.age")} == kept
    text = README.read_text("utf-8")
    assert text == with_table(text, ALL)
