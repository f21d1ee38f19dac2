"""What the send page needs: who will read, what is missing, what was sent before."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from topp_desktop.domain.assessment import Institution
from topp_desktop.domain.exchange import Consent, Outcome, Revision
from topp_desktop.services.exchange import Exchange
from topp_desktop.services.exchange_ports import DeviceProfile, Membership
from topp_desktop.services.join import Joined, describe
from topp_desktop.services.joining import Joined as Together
from topp_desktop.services.opening import Confirmed, Opened
from topp_desktop.services.receipts import answers_in
from topp_desktop.services.secretariat import check_number
from topp_desktop.services.send import Departure, Draft, Sent
from topp_desktop.services.withdrawing import TakenBack, What


@dataclass(frozen=True, slots=True)
class Earlier:
    """One version that was made or opened on this computer.

    received: what the secretariat said of it, None as long as no receipt came back; here: whether
    this computer made it.
    """

    rid: str
    created: datetime
    form: str
    answers: int
    consent: Consent
    approval: Mapping[str, Any] | None
    received: Outcome | None = None
    here: bool = True


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an institution stands with its secretariat. joined None: no invitation opened yet."""

    joined: Joined | None
    others: tuple[Joined, ...]
    earlier: tuple[Earlier, ...]


class SendingService:
    """Runs on the writer thread: it reads and writes this computer's keys and versions."""

    def __init__(self, exchange: Exchange, profile: DeviceProfile) -> None:
        self._codec = exchange.codec
        self._profile = profile
        self._membering = exchange.membering(profile)
        self._sender = exchange.sender(profile)
        self._opening = exchange.opening(profile)
        self._withdrawing = exchange.withdrawing(profile)

    def standing(self, institution: Institution, round_id: str, chosen: str = "") -> Standing:
        """The membership for an institution, by choice, id, name, or because it is the only one;
        and the versions of a round, newest first."""
        known = [describe(self._codec, m) for m in self._profile.memberships()]
        joined = _best(known, institution, chosen)
        earlier = self._earlier(joined.membership, round_id) if joined else ()
        return Standing(joined, tuple(known), earlier)

    def open_file(self, path: Path, institution: str = "") -> Joined:
        """Takes an invitation, or a newer region pack for an institution that has joined."""
        if path.suffix.lower() == ".topp-region" and institution:
            return self._membering.open_region_pack(path, institution)
        return self._membering.open_invitation(path)

    def device_number(self, membership: Membership) -> str:
        """Twelve digits that tell this computer from others, to compare by phone."""
        return check_number(self._codec.signer(membership.device_seed).kid)

    # --- what comes back, and from colleagues -------------------------------------------------

    def preview_package(self, path: Path, institution: str = "") -> Opened:
        """What `open_package` would bring in; nothing is changed. See `opening.Opening`."""
        return self._opening.preview(path, institution)

    def open_package(self, path: Path, institution: str = "") -> Opened:
        """Takes a receipt of the secretariat, or the file of another computer."""
        return self._opening.take(path, institution)

    def confirm_by_phone(self, code: str, institution: str = "") -> Confirmed:
        """Recognises the code that the secretariat read out."""
        return self._opening.confirm(code, institution)

    def confirmed(self, institution: str, round_id: str | None = None) -> tuple[Confirmed, ...]:
        """What the secretariat said of the versions kept here, the latest first."""
        return self._opening.confirmed(institution, round_id)

    def compare(self, draft: Draft, membership: Membership) -> Together:
        """What the next version takes from other computers, and what has to be decided first."""
        return self._sender.compare(draft, membership)

    def preview(self, draft: Draft, membership: Membership) -> Departure:
        """What leaves and what stays, in numbers."""
        return self._sender.preview(draft, membership)

    def withdraw(
        self, membership: Membership, what: What, round_id: str | None, reason: str, path: Path
    ) -> TakenBack:
        """Writes the file that takes back a round or consent; see `withdrawing.Withdrawing`."""
        return self._withdrawing.withdraw(membership, what, round_id, reason, path)

    def withdrawn(self, membership: Membership, round_id: str) -> bool:
        """Whether a round was taken back."""
        return self._withdrawing.withdrawn(membership, round_id)

    # --- sending ------------------------------------------------------------------------------

    def send(self, draft: Draft, membership: Membership, path: Path) -> Sent:
        """Writes the file to send and verifies it; see `send.Sender.send`."""
        return self._sender.send(draft, membership, path)

    def _earlier(self, membership: Membership, round_id: str) -> tuple[Earlier, ...]:
        found = []
        device = self._codec.signer(membership.device_seed).kid
        answers = {a.rid: a for a in self._profile.answered(membership.institution)}
        for line in self._profile.lines(membership.institution, round_id):
            if line.typ != "topp-revision":
                continue
            revision = self._codec.meaning(line.raw)
            payload = self._codec.payload(line.raw)
            assert isinstance(revision, Revision)
            said = answers.get(line.rid)
            found.append(
                (
                    revision.seq,
                    Earlier(
                        line.rid,
                        datetime.fromisoformat(payload["created"]),
                        payload["form"],
                        answers_in(payload),
                        payload["consent"],
                        payload["approval"],
                        None if said is None else Outcome(said.outcome),
                        revision.kid == device,
                    ),
                )
            )
        found.sort(key=lambda pair: (pair[1].created, pair[0]), reverse=True)
        return tuple(entry for _, entry in found)


def _best(known: Sequence[Joined], institution: Institution, chosen: str) -> Joined | None:
    tests: tuple[Callable[[Institution], bool], ...] = (
        lambda other: bool(chosen) and other.id == chosen,
        lambda other: other.id == institution.id,
        lambda other: other.name.casefold() == institution.name.casefold(),
        lambda _: len(known) == 1,
    )
    for fits in tests:
        for joined in known:
            if fits(joined.institution):
                return joined
    return None
