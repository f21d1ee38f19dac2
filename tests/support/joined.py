"""An institution's program that has joined, and what comes to it: for the pages around sending."""

from __future__ import annotations

from pathlib import Path

from tests.support.exchange_world import AGENDA, Laptop, Office, assessment
from topp_desktop.services.exchange.ports import Membership
from topp_desktop.services.exchange.receive import receive
from topp_desktop.services.institution.send import PackageDraft, Sent
from topp_desktop.services.program import Program
from topp_desktop.services.secretariat.conflicts import resolve
from topp_desktop.services.secretariat.identity import Invited
from topp_desktop.services.secretariat.receipts import ReceiptFile, take_invitations, write_receipts

ROUND = "2026-1"


class Joined:
    """A secretariat, the window's program, and a second laptop of the same institution."""

    def __init__(self, program: Program, folder: Path) -> None:
        self.program = program
        self.folder = folder
        self.office = Office(folder / "office", name="Regional secretariat")
        self.invited: Invited = self.office.invite()
        take_invitations(self.office.desk, program.clock, [self.invited])
        self.other = Laptop(folder / "other", self.invited)
        self._files = 0

    @property
    def membership(self) -> Membership:
        return self.program.device.memberships()[0]

    def join(self) -> None:
        """The window's program opens the invitation."""
        self.program.sending.open_file(self.invited.written.path)

    def path(self, name: str = "") -> Path:
        """A new place for a file."""
        self._files += 1
        return self.folder / (name or f"{self._files}.topp")

    def from_other(self, answers: dict[str, int], round_id: str = ROUND) -> Sent:
        """What the second laptop sends."""
        draft = PackageDraft(AGENDA, assessment(answers, round_id))
        return self.other.sender.send(draft, self.other.membership, self.path())

    def send(self, assessment_id: str) -> Sent:
        """What the window's program sends, without the window."""
        draft = self.program.drafting.draft(assessment_id, "secretariat", "en")
        return self.program.sending.send(draft, self.membership, self.path())

    def received(self, *paths: Path) -> None:
        """The secretariat receives files."""
        receive(self.office.desk, list(paths))

    def receipt(self) -> ReceiptFile:
        """A receipt of the secretariat for the institution."""
        (found,) = write_receipts(self.office.desk, self.program.clock, self.path("receipts")).files
        return found

    def decide(self, picks: dict[str, str], reason: str, round_id: str = ROUND) -> None:
        """The secretariat decides."""
        institution = self.invited.institution.id
        resolve(self.office.desk, self.program.clock, institution, round_id, reason, picks)


def fill(program: Program, assessment_id: str, folder: Path) -> Joined:
    """Everything that the pages around sending can show: a difference to decide, entries from
    elsewhere, a decision, a receipt."""
    world = Joined(program, folder)
    world.join()
    round_id = program.assessments.open(assessment_id)[1].assessment.round
    items = [item.id for item in program.library.agenda.form_items("short")]
    mine = world.send(assessment_id)
    theirs = world.from_other({items[0]: 4, items[1]: 4, items[9]: 3}, round_id)
    world.received(mine.written.path, theirs.written.path)
    reason = "Por teléfono con la alcaldía"
    world.decide({f"item:{items[0]}": theirs.rid}, reason, round_id)
    program.sending.open_package(world.receipt().written.path)
    return world
