"""A region's sendings with planted faults: the ledger counts what was planted, in any order."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.support.exchange_world import CODEC, LIBRARY, new_store
from tests.support.region_of_faults import Region
from topp_desktop.domain.exchange import Outcome
from topp_desktop.services.exchange.receive import Receiver, receive, take_lines

ORDERS = 10


class Sent:
    """A region whose files lie in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.region = Region(12, 60)
        self.paths = self.region.write(folder / "stick")

    def desk(self, folder: Path) -> Receiver:
        desk = Receiver(CODEC, new_store(folder), self.region.keys, LIBRARY)
        take_lines(desk, self.region.grants)
        return desk


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Sent:
    return Sent(tmp_path_factory.mktemp("region"))


def _state(desk: Receiver) -> Any:
    """What the store concludes, whatever it was told first."""
    with desk.store.read() as unit:
        rows = unit.with_status("admitted", "held-sender", "held-instrument", "unverified")
        objects = sorted((row.rid, row.status, row.outcome) for row in rows)
        return objects, sorted(unit.current(), key=lambda row: (row.institution, row.round))


def test_every_outcome_is_planted(sent: Sent) -> None:
    assert set(sent.region.counts()) == {outcome.value for outcome in Outcome}
    assert len({planted.cause for planted in sent.region.files}) > 25


def test_the_ledger_counts_what_was_planted(sent: Sent, tmp_path: Path) -> None:
    found = receive(sent.desk(tmp_path), [sent.folder / "stick"])
    said = [(Path(entry.path).name, entry.outcome.value) for entry in found.ledger]
    assert said == list(sent.region.ledger())
    assert found.counts == dict(sent.region.counts())


def test_orders_repetitions_and_groupings_leave_no_trace(sent: Sent, tmp_path: Path) -> None:
    reference = sent.desk(tmp_path / "reference")
    whole = receive(reference, sent.paths)
    expected = _state(reference)
    before = {path: path.read_bytes() for path in sent.paths if path.stat().st_size < 1_000_000}
    random = Random(5)
    for n in range(ORDERS):
        desk = sent.desk(tmp_path / str(n))
        files = [*sent.paths, *random.sample(sent.paths, 20)]
        random.shuffle(files)
        while files:
            size = random.choice([1, 5, 30, 80])
            receive(desk, files[:size])
            files = files[size:]
        assert _state(desk) == expected
        again = receive(desk, sent.paths)
        assert again.digest == whole.digest
        # What is known is named a duplicate; all else is said again in the same words.
        assert [e.outcome for e in again.ledger] == [
            e.outcome if e.outcome.refused or e.outcome.held else Outcome.DUPLICATE
            for e in whole.ledger
        ]
    assert {path: path.read_bytes() for path in before} == before
