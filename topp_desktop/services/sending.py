"""What the send page needs: who will read, what is missing, what was sent before."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from topp_desktop.domain.assessment import Institution
from topp_desktop.domain.exchange import Consent, Revision
from topp_desktop.services.exchange_ports import Codec, DeviceProfile, Membership
from topp_desktop.services.join import Joined, Membering, describe
from topp_desktop.services.send import Draft, Sender, Sent


@dataclass(frozen=True, slots=True)
class Earlier:
    """One version that was made or opened on this computer."""

    rid: str
    created: datetime
    form: str
    answers: int
    consent: Consent
    approval: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an institution stands with its secretariat. joined None: no invitation opened yet."""

    joined: Joined | None
    others: tuple[Joined, ...]
    earlier: tuple[Earlier, ...]


class SendingService:
    """Runs on the writer thread: it reads and writes this computer's keys and versions."""

    def __init__(
        self, codec: Codec, profile: DeviceProfile, membering: Membering, sender: Sender
    ) -> None:
        self._codec = codec
        self._profile = profile
        self._membering = membering
        self._sender = sender

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

    def send(self, draft: Draft, membership: Membership, path: Path) -> Sent:
        """Writes the file to send and verifies it; see `send.Sender.send`."""
        return self._sender.send(draft, membership, path)

    def _earlier(self, membership: Membership, round_id: str) -> tuple[Earlier, ...]:
        found = []
        for line in self._profile.lines(membership.institution, round_id):
            if line.typ != "topp-revision":
                continue
            revision = self._codec.meaning(line.raw)
            payload = self._codec.payload(line.raw)
            assert isinstance(revision, Revision)
            answers = sum(
                1
                for name, element in payload["elements"].items()
                if name.startswith("item:") and element["value"] is not None
            )
            found.append(
                (
                    revision.seq,
                    Earlier(
                        line.rid,
                        datetime.fromisoformat(payload["created"]),
                        payload["form"],
                        answers,
                        payload["consent"],
                        payload["approval"],
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
