"""A short run of the fuzzing harness, and every file it ever found (tests/fuzz/oracle.py)."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from tests.fuzz.mutants import Maker
from tests.fuzz.oracle import Altered, Judge, Mutant
from tests.fuzz.run import fuzz
from tests.fuzz.world import World
from tests.support.age_writer import sealed

CORPUS = sorted((Path(__file__).parents[1] / "vectors" / "fuzz").glob("*.topp*"))
MUTANTS = 800


def test_mutants_harm_nothing(tmp_path: Path) -> None:
    summary = fuzz(tmp_path, 2026, range(MUTANTS))
    assert not summary.findings, summary.text()
    assert summary.mutants == MUTANTS
    # Where nothing gets through, nothing has been tried.
    assert len(summary.outcomes) > 8
    assert summary.outcomes["accepted"] > MUTANTS / 20


def test_a_mutant_is_known_by_its_number() -> None:
    one, other = Maker(World(), 5), Maker(World(), 5)
    for number in (3, 14, 159):
        assert one.make(number) == other.make(number)
    assert one.make(3) != Maker(World(), 6).make(3)


@pytest.mark.parametrize("path", CORPUS, ids=[path.name for path in CORPUS])
def test_what_was_found_once_stays_harmless(path: Path, tmp_path: Path) -> None:
    """Everything in these files is refused or held."""
    world = World()
    judge = Judge(world, tmp_path)
    mutant = Mutant("corpus", path.name, path.read_bytes(), tuple(world.base.values()))
    received = judge.judge(mutant)
    judge.verify(mutant)
    assert received.ledger
    assert all(
        e.outcome.refused or e.outcome.held or e.rid in judge.before.admitted
        for e in received.ledger
    )


def test_the_judge_sees_what_no_file_may_do(tmp_path: Path) -> None:
    """The oracle itself: each of these is a lie about what was signed, or by whom."""
    world = World()
    judge = Judge(world, tmp_path)
    line = world.base["revision a1 2"]
    lines = (world.base["enrolment a1"], line)
    data = sealed(
        b"".join(raw + b"\n" for raw in lines), [world.keys.openers[0].public_raw], Random(1)
    )
    sound = Mutant("", "a.topp", data, lines)
    judge.judge(sound)
    signed = line.rpartition(b".")[0]
    signers = world.notary.signed.pop(signed)
    with pytest.raises(Altered, match="nobody signed this"):
        judge.judge(sound)
    world.notary.signed[signed] = frozenset({world.key("a2").kid})
    with pytest.raises(Altered, match="signed by another key"):
        judge.judge(sound)
    world.notary.signed[signed] = signers
    with pytest.raises(Altered, match="does not stand in the file"):
        judge.judge(Mutant("", "a.topp", data, lines[:1]))
    with pytest.raises(Altered, match="a changed file was opened"):
        judge.judge(Mutant("", "a.topp", data, lines, whole=False))
    world.speaks_for["a1"] = "inst-y"
    with pytest.raises(Altered, match="may not say so"):
        judge.judge(sound)
