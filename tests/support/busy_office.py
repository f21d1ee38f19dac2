"""A secretariat of the window's program with one of everything in its inbox."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pyrage

from tests.support.disputes import HIGH, LOW
from tests.support.exchange_world import CODEC, SHORT, Laptop, clock
from tests.support.secretariats import found_secretariat
from topp_desktop.domain.assessment import Institution
from topp_desktop.packages.keys import SealingKey
from topp_desktop.services.institution.withdrawing import Withdrawing
from topp_desktop.services.program import Program
from topp_desktop.services.secretariat.identity import Invited
from topp_desktop.services.tasks import Task

PASSPHRASE = "a long passphrase"


def town(name: str, country: str = "GT") -> Institution:
    return Institution(name, country, "local", "municipality")


@dataclass
class BusyOffice:
    """Institutions by what became of their files; the names say it."""

    program: Program
    folder: Path
    invited: dict[str, Invited] = field(default_factory=dict)
    laptops: dict[str, Laptop] = field(default_factory=dict)
    files: list[Path] = field(default_factory=list)

    def found(self) -> None:
        """Makes the secretariat and invites."""
        found_secretariat(self.program, "Secretaría técnica", PASSPHRASE, self.folder / "card")
        names = ("Norte", "Sur", "Este", "Oeste", "Centro")
        towns = [town(f"Municipio Ejemplo del {name}") for name in names]
        for one in self.program.office.invite(towns, self.folder / "invitations"):
            self.invited[one.institution.name.rpartition(" ")[2]] = one

    def laptop(self, key: str, invited: Invited) -> Laptop:
        """A computer that opened an invitation."""
        self.laptops[key] = Laptop(self.folder / key, invited)
        return self.laptops[key]

    def send_all(self) -> None:
        """One of everything, as files."""
        sent = self.files
        for key, answers in (("n1", LOW), ("n2", {**HIGH, SHORT[9]: 2})):
            laptop = self.laptop(key, self.invited["Norte"])
            sent.append(laptop.send(answers, "out.topp").written.path)
        south = self.laptop("s1", self.invited["Sur"])
        south.send(LOW, "first.topp")
        sent.append(self._torn(south.send(HIGH, "second.topp").written.path))
        sent.append(self.laptop("e1", self._hidden("Este")).send(LOW).written.path)
        west = self.laptop("o1", self.invited["Oeste"])
        sent.append(west.send(LOW).written.path)
        taking = Withdrawing(CODEC, west.profile, clock)
        out = self.folder / "back.topp"
        taking.withdraw(west.membership, "round", "2026-1", "", out)
        sent.append(out)
        centre = self.laptop("c1", self.invited["Centro"])
        sent.append(centre.send(dict.fromkeys(SHORT, 2), "old.topp").written.path)
        sent.append(centre.send(dict.fromkeys(SHORT, 3), "new.topp").written.path)
        damaged = self.folder / "short.topp"
        damaged.write_bytes(sent[-1].read_bytes()[:700])
        sent.append(damaged)

    def receive(self) -> None:
        """Everything, as the inbox does."""
        self.program.office.receive(self.files, Task())

    def _hidden(self, name: str) -> Invited:
        """An invitation that this computer does not know: another officer wrote it."""
        own = self.program.office._secretariat
        return own.invite(self.invited[name].institution, self.folder / f"{name}.topp-invite")

    def _torn(self, path: Path) -> Path:
        """The newest version without the one it builds on."""
        keys = self.program.office.keys
        (opener, *_) = keys.openers
        assert isinstance(opener, SealingKey)
        lines = pyrage.decrypt(path.read_bytes(), [opener.identity]).splitlines()
        torn = path.with_name("torn.topp")
        recipient = pyrage.x25519.Recipient.from_str(keys.openers[0].recipient)
        torn.write_bytes(pyrage.encrypt(b"\n".join([lines[0], lines[-1]]) + b"\n", [recipient]))
        return torn


def busy_office(program: Program, folder: Path) -> BusyOffice:
    """A secretariat that received one of everything; its keys are at hand."""
    office = BusyOffice(program, folder)
    office.found()
    office.send_all()
    office.receive()
    return office
