"""An institution writes to its secretariat: who will read, what was sent, and what came back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from topp_desktop.domain.assessment import Institution
from topp_desktop.domain.errors import ToppError
from topp_desktop.domain.exchange import Consent, Outcome
from topp_desktop.services.exchange.check_number import check_number
from topp_desktop.services.exchange.ports import (
    Answered,
    Codec,
    DeviceProfile,
    KeptLine,
    Membership,
)
from topp_desktop.services.exchange.values import answers_in
from topp_desktop.services.institution.decided import Decision, decisions_of
from topp_desktop.services.institution.join import JoinedSecretariat, Membering, describe
from topp_desktop.services.institution.joining import NextVersion
from topp_desktop.services.institution.opening import Confirmed, Opened, Opening
from topp_desktop.services.institution.send import Departure, PackageDraft, Sender, Sent
from topp_desktop.services.institution.withdrawing import TakenBack, What, Withdrawing
from topp_desktop.services.ports import Clock


@dataclass(frozen=True, slots=True)
class Earlier:
    """One version, or one withdrawal, that was made or opened on this computer.

    received: what the secretariat said of it, None as long as no receipt came back, with when
    and how ("file", "spoken"); here: whether this computer made it; number: of the computer;
    what: of a withdrawal, what it takes back, round "" for every measurement; carried: a later
    file of the same computer holds it too.
    """

    rid: str
    round: str
    created: datetime
    form: str = ""
    answers: int = 0
    consent: Consent = "secretariat"
    approval: Mapping[str, Any] | None = None
    received: Outcome | None = None
    received_at: datetime | None = None
    how: str = ""
    here: bool = True
    what: What | None = None
    number: str = ""
    carried: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an institution stands with its secretariat. joined None: no invitation opened yet.

    earlier: of all rounds, the newest first; decisions: of this round; taken_back: what of this
    round; number: twelve digits that tell this computer from others; copied: the secretariat
    said that another computer sends as this one does.
    """

    joined: JoinedSecretariat | None
    others: tuple[JoinedSecretariat, ...]
    earlier: tuple[Earlier, ...]
    decisions: tuple[Decision, ...] = ()
    taken_back: frozenset[What] = field(default_factory=frozenset)
    number: str = ""
    copied: bool = False


class SendingService:
    """Runs on the writer thread: it reads and writes a device's keys and versions. app: this
    program's version."""

    def __init__(self, codec: Codec, profile: DeviceProfile, clock: Clock, app: str) -> None:
        self._codec = codec
        self._profile = profile
        self._membering = Membering(codec, profile, clock, app)
        self._sender = Sender(codec, profile, clock, app)
        self._opening = Opening(codec, profile, clock)
        self._withdrawing = Withdrawing(codec, profile, clock)

    def memberships(self) -> Sequence[Membership]:
        """The institutions that this device works for."""
        return self._profile.memberships()

    def standing(self, institution: Institution, round_id: str, chosen: str = "") -> Standing:
        """The membership for an institution, by choice, id, name, or because it is the only one;
        what was sent, and what came back."""
        known = [describe(self._codec, m) for m in self._profile.memberships()]
        joined = _best(known, institution, chosen)
        if joined is None:
            return Standing(None, tuple(known), ())
        membership = joined.membership
        earlier = self.sent(membership)
        return Standing(
            joined,
            tuple(known),
            earlier,
            decisions_of(self._codec, self._profile, membership, round_id),
            frozenset(e.what for e in earlier if e.what and e.round in ("", round_id)),
            self.device_number(membership),
            any(e.here and e.received is Outcome.COPIED_INSTALLATION for e in earlier),
        )

    # --- joining ------------------------------------------------------------------------------

    def invited(self, path: Path) -> Institution | None:
        """Whom a file of the secretariat is for; see `join.Membering.invited`."""
        return self._membering.invited(path)

    def open_file(self, path: Path, institution: str = "") -> JoinedSecretariat:
        """Takes an invitation, or a newer region pack for an institution that has joined."""
        if path.suffix.lower() == ".topp-region" and institution:
            return self._membering.open_region_pack(path, institution)
        return self._membering.open_invitation(path)

    def join_by_code(self, code: str, path: Path) -> JoinedSecretariat:
        """Joins with a typed code and the secretariat's file that holds the invitation."""
        return self._membering.join_by_code(code, path)

    def renew(self, membership: Membership) -> JoinedSecretariat:
        """Makes this another device of its institution; see `join.Membering.renew`."""
        return self._membering.renew(membership.institution)

    def device_number(self, membership: Membership) -> str:
        """Twelve digits that tell this computer from others, to compare by phone."""
        return check_number(self._codec.signer(membership.device_seed).kid)

    # --- what comes back, and from colleagues -------------------------------------------------

    def opens(self, path: Path) -> bool:
        """Whether a sealed file is for an institution that this computer works for."""
        try:
            self._opening.preview(path)
        except ToppError as fault:
            # What is damaged but ours is told to whom it was meant for.
            return fault.code == "package-refused"
        return True

    def look_into(self, path: Path, institution: str = "") -> Opened:
        """What `open_package` would bring in; nothing is changed."""
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

    # --- taking back --------------------------------------------------------------------------

    def withdraw(
        self, membership: Membership, what: What, round_id: str | None, reason: str, path: Path
    ) -> TakenBack:
        """Writes the file that takes back a round or consent; see `withdrawing.Withdrawing`."""
        return self._withdrawing.withdraw(membership, what, round_id, reason, path)

    def withdrawn(self, membership: Membership, round_id: str) -> bool:
        """Whether a round was taken back."""
        return self._withdrawing.withdrawn(membership, round_id)

    # --- sending ------------------------------------------------------------------------------

    def compare(self, draft: PackageDraft, membership: Membership) -> NextVersion:
        """What the next version takes from other computers, and what has to be decided first."""
        return self._sender.compare(draft, membership)

    def preview(self, draft: PackageDraft, membership: Membership) -> Departure:
        """What leaves and what stays, in numbers."""
        return self._sender.preview(draft, membership)

    def content(self, draft: PackageDraft, membership: Membership) -> list[Mapping[str, Any]]:
        """Everything that leaves; see `send.Sender.content`."""
        return self._sender.content(draft, membership)

    def send(self, draft: PackageDraft, membership: Membership, path: Path) -> Sent:
        """Writes the file to send and verifies it; see `send.Sender.send`."""
        return self._sender.send(draft, membership, path)

    # --- what was sent ------------------------------------------------------------------------

    def sent(self, membership: Membership) -> tuple[Earlier, ...]:
        """Every version and withdrawal that was made or opened here, of all rounds, the newest
        first."""
        name = membership.institution
        device = self._codec.signer(membership.device_seed).kid
        answers = {a.rid: a for a in self._profile.answered(name)}
        lines = {
            line.rid: line
            for round_id in ("", *self._profile.rounds(name))
            for line in self._profile.lines(name, round_id)
            if line.typ in ("topp-revision", "topp-withdrawal")
        }
        found = []
        for line in lines.values():
            payload = self._codec.payload(line.raw)
            kid = self._codec.meaning(line.raw).kid
            entry = _earlier(line, payload, answers.get(line.rid), here=kid == device)
            found.append((payload.get("seq", 0), replace(entry, number=check_number(kid))))
        found.sort(key=lambda pair: (pair[1].created, pair[0], pair[1].rid), reverse=True)
        later: set[tuple[str, str]] = set()
        marked = []
        for _, entry in found:
            line_of = (entry.number, entry.round)
            carried = entry.what is None and line_of in later
            marked.append(replace(entry, carried=carried))
            later |= {line_of} if entry.what is None else set()
        return tuple(marked)


def _earlier(
    line: KeptLine, payload: Mapping[str, Any], answer: Answered | None, *, here: bool
) -> Earlier:
    revision = line.typ == "topp-revision"
    return Earlier(
        line.rid,
        line.round,
        datetime.fromisoformat(payload["created"]),
        payload["form"] if revision else "",
        answers_in(payload),
        payload["consent"] if revision else "secretariat",
        payload["approval"] if revision else None,
        None if answer is None else Outcome(answer.outcome),
        None if answer is None else datetime.fromisoformat(answer.at),
        "" if answer is None else answer.how,
        here,
        None if revision else payload["what"],
    )


def _best(
    known: Sequence[JoinedSecretariat], institution: Institution, chosen: str
) -> JoinedSecretariat | None:
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
