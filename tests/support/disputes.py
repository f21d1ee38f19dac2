"""One institution on two laptops, before a secretariat that decides."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.support.exchange_world import (
    AGENDA,
    CODEC,
    SHORT,
    Laptop,
    Office,
    clock,
)
from topp_desktop.domain.exchange import Trust, evaluate
from topp_desktop.services.exchange.ports import HELD
from topp_desktop.services.exchange.receive import Receiver, digest, receive
from topp_desktop.services.institution.opening import Opening
from topp_desktop.services.secretariat.conflicts import resolve
from topp_desktop.services.secretariat.identity import Invited
from topp_desktop.services.secretariat.receipts import take_invitations, write_receipts

A, B, C = (f"item:{item}" for item in SHORT[:3])
LOW, HIGH = dict.fromkeys(SHORT[:8], 1), {**dict.fromkeys(SHORT[:8], 1), SHORT[0]: 3, SHORT[1]: 4}


class Case:
    """One institution on two laptops that answered some questions differently."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.office = Office(folder / "office")
        self.invited = self.invite()
        self.one = Laptop(folder / "one", self.invited)
        self.two = Laptop(folder / "two", self.invited)

    def invite(self, name: str = "Municipio de Ejemplo") -> Invited:
        invited = self.office.invite(name, remember=False)
        take_invitations(self.office.desk, clock, [invited])
        return invited

    @property
    def desk(self) -> Receiver:
        return self.office.desk

    @property
    def institution(self) -> str:
        return self.invited.institution.id

    def disagree(self) -> tuple[str, str]:
        """Both send; returns the two rids."""
        first = self.one.send(LOW, "one.topp")
        second = self.two.send({**HIGH, SHORT[9]: 2}, "two.topp")
        receive(self.desk, [first.written.path, second.written.path])
        return first.rid, second.rid

    def resolve(self, **how: Any) -> Any:
        return resolve(
            self.desk,
            clock,
            "Municipio de Ejemplo",
            "2026-1",
            "Por teléfono con la alcaldía",
            **how,
        )

    def opening(self, laptop: Laptop) -> Opening:
        return Opening(CODEC, laptop.profile, clock)

    def receipt(self, name: str = "rec") -> Path:
        (file,) = write_receipts(self.desk, clock, self.folder / name).files
        return file.written.path

    def admitted(self) -> list[Any]:
        """Everything in the pool, read from its bytes."""
        with self.desk.store.read() as unit:
            rows = unit.with_status("admitted", *HELD)
            return [CODEC.meaning(raw) for raw in unit.raw([r.rid for r in rows]).values()]

    def same_as_definition(self) -> None:
        """The store concludes what `evaluate` does."""
        trust = Trust(frozenset(self.office.keys.anchors), frozenset({AGENDA.sha256}))
        whole = evaluate(self.admitted(), trust)
        with self.desk.store.read() as unit:
            rows = unit.with_status("admitted", *HELD)
        assert {r.rid: r.outcome for r in rows} == {k: v.value for k, v in whole.outcomes.items()}
        assert digest(self.desk.store)["digest"] == whole.digest
