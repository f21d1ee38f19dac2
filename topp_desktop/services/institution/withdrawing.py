"""An institution takes back a round or its consent; a secretariat erases what was withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from topp_desktop.services.exchange.ports import (
    Codec,
    DeviceProfile,
    KeptLine,
    Membership,
    Written,
)
from topp_desktop.services.exchange.values import stamp
from topp_desktop.services.institution.joining import Kept
from topp_desktop.services.ports import Clock

What = Literal["consent", "round"]


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A withdrawal that was signed and written. readers: names of the secretariats."""

    rid: str
    written: Written
    readers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Withdrawing:
    """Withdraws for the institutions this device works for. It cannot be undone: a withdrawal
    holds for whatever was or will be sent of the round."""

    codec: Codec
    profile: DeviceProfile
    clock: Clock

    def withdraw(
        self, membership: Membership, what: What, round_id: str | None, reason: str, out: Path
    ) -> TakenBack:
        """Writes the file that takes back a round, or consent to it; None: every round.

        The same withdrawal is handed out again where it was made before. EnvironmentFault:
        disk-full, cannot-write, written-differs.
        """
        pack = self.codec.payload(membership.pack)
        device = self.codec.signer(membership.device_seed)
        line = self._earlier(membership, what, round_id)
        if line is None:
            payload = {
                "format": "topp-withdrawal",
                "version": 1,
                "institution": membership.institution,
                "round": round_id,
                "what": what,
                "audience": [reader["id"] for reader in pack["audience"]],
                "reason": reason.strip(),
                "created": stamp(self.clock()),
            }
            made = self.codec.sign(device, "topp-withdrawal", payload)
            line = KeptLine(made.rid, made.typ, membership.institution, round_id or "", made.raw)
            self.profile.keep([line])
        written = self.codec.write_sealed(
            out,
            [membership.enrolment, line.raw],
            pack["recipients"],
            self.codec.invitation(membership.code).opener,
        )
        return TakenBack(line.rid, written, tuple(r["name"] for r in pack["audience"]))

    def _earlier(self, membership: Membership, what: What, round_id: str | None) -> KeptLine | None:
        device = self.codec.signer(membership.device_seed).kid
        for line in self.profile.lines(membership.institution, round_id or ""):
            if line.typ == "topp-withdrawal" and self.codec.meaning(line.raw).kid == device:
                payload = self.codec.payload(line.raw)
                if (payload["what"], payload["round"]) == (what, round_id):
                    return line
        return None

    def withdrawn(self, membership: Membership, round_id: str) -> bool:
        """Whether a round was taken back, here or on another computer, as far as known here."""
        lines = self.profile.lines(membership.institution, round_id)
        kept = Kept(self.codec, lines, self.codec.signer(membership.device_seed).kid)
        return kept.picture.view.withdrawn
