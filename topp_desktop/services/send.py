"""An institution sends: the agreed picture of one round, signed, sealed, written and verified."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from topp_desktop.domain.assessment import Assessment, Institution
from topp_desktop.domain.errors import UserError
from topp_desktop.domain.exchange import (
    Consent,
    Enrolment,
    History,
    Resolution,
    Revision,
    Statement,
    node_of,
)
from topp_desktop.domain.exchange.aggregate import assessment_elements
from topp_desktop.domain.instrument import Instrument
from topp_desktop.formats.objects import Refused, check_payload, content_hash
from topp_desktop.services.exchange_ports import (
    Codec,
    DeviceProfile,
    KeptLine,
    Line,
    Membership,
    Signer,
    Written,
)
from topp_desktop.services.join import describe
from topp_desktop.services.moments import stamp
from topp_desktop.services.ports import Clock


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approved what is sent. date: YYYY-MM-DD."""

    position: str
    date: str
    letter: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What is about to be sent. elements: road map parts, such as "action:1.1-T.2"."""

    instrument: Instrument
    assessment: Assessment
    elements: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    consent: Consent = "secretariat"
    approval: Approval | None = None


@dataclass(frozen=True, slots=True)
class Departure:
    """What leaves and what stays, in numbers; readers: names of the secretariats."""

    institution: Institution
    answers: int
    notes: int
    documents: int
    actions: int
    respondents: int
    individual_answers: int
    private_notes: int
    readers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent. rid: of the version at the head; again: it had been made before."""

    rid: str
    written: Written
    readers: tuple[str, ...]
    again: bool


@dataclass(frozen=True, slots=True)
class Sender:
    """Sends for the institutions this device works for. app: this program's version."""

    codec: Codec
    profile: DeviceProfile
    clock: Clock
    app: str

    def preview(self, draft: Draft, membership: Membership) -> Departure:
        """What `send` would let out of this computer, and what it would not."""
        joined = describe(self.codec, membership)
        elements = assessment_elements(draft.instrument, draft.assessment)
        items = [e for name, e in elements.items() if name.startswith("item:")]
        return Departure(
            institution=joined.institution,
            answers=sum(1 for e in items if e["value"] is not None),
            notes=sum(1 for e in items if e.get("note") or e.get("missing")),
            documents=len({d for e in items for d in e.get("documents", ())}),
            actions=sum(1 for name in draft.elements if name.startswith("action:")),
            respondents=len(draft.assessment.respondents),
            individual_answers=len(draft.assessment.responses),
            private_notes=sum(1 for r in draft.assessment.responses if r.private_note),
            readers=joined.readers,
        )

    def send(self, draft: Draft, membership: Membership, out: Path) -> Sent:
        """Makes the next version and writes the file for it.

        The file carries the version with all its ancestors. Where nothing has changed since the
        last version, that one is sent again. UserError: cannot-describe(field), cannot-seal;
        EnvironmentFault: disk-full, cannot-write, written-differs.
        """
        pack = self.codec.payload(membership.pack)
        kept = self._history(membership, draft.assessment.round)
        device = self.codec.signer(membership.device_seed)
        payload = self._payload(draft, membership, pack, device, kept)
        head = kept.unchanged(payload)
        if head is None:
            line = self._sign(device, payload)
            # Kept before it is written: a number that was signed is never signed again.
            self.profile.keep(
                [KeptLine(line.rid, line.typ, membership.institution, payload["round"], line.raw)]
            )
            rid, lines = line.rid, [*kept.lines_before(), line.raw]
        else:
            rid, lines = head, kept.lines_before()
        written = self.codec.write_sealed(
            out,
            [*kept.enrolments(membership), *lines],
            pack["recipients"],
            self.codec.invitation(membership.code).opener,
        )
        readers = tuple(reader["name"] for reader in pack["audience"])
        return Sent(rid, written, readers, again=head is not None)

    def _sign(self, device: Signer, payload: dict[str, Any]) -> Line:
        try:
            check_payload("topp-revision", device.kid, payload)
        except Refused as fault:
            raise UserError("cannot-describe", field=fault.reason) from fault
        return self.codec.sign(device, "topp-revision", payload)

    def _history(self, membership: Membership, round_id: str) -> _Kept:
        lines = self.profile.lines(membership.institution, round_id)
        return _Kept(self.codec, lines)

    def _payload(
        self,
        draft: Draft,
        membership: Membership,
        pack: Mapping[str, Any],
        device: Signer,
        kept: _Kept,
    ) -> dict[str, Any]:
        assessment, instrument = draft.assessment, draft.instrument
        who = assessment.institution
        territory = {
            name: text
            for name in ("country", "subdivision", "local_code", "local_scheme")
            if (text := getattr(who, name))
        }
        elements = assessment_elements(instrument, assessment)
        elements.update((name, dict(value)) for name, value in draft.elements.items())
        payload: dict[str, Any] = {
            "format": "topp-revision",
            "version": 1,
            "institution": membership.institution,
            "territory": territory,
            "profile": {"name": who.name, "level": who.level, "type": who.type},
            "round": assessment.round,
            "form": assessment.form,
            "scope": assessment.scope,
            "method": assessment.method,
            "instrument": {
                "id": instrument.id,
                "version": instrument.version,
                "sha256": instrument.sha256,
            },
            "device": device.kid,
            "parents": list(kept.history.heads),
            "audience": [reader["id"] for reader in pack["audience"]],
            "approval": None,
            "consent": draft.consent,
            "app": self.app,
            "created": stamp(self.clock()),
            "seq": kept.last_number(device.kid) + 1,
            "elements": _without_zero(elements),
        }
        if assessment.participants is not None:
            payload["participants"] = assessment.participants
        if assessment.plans:
            payload["plans"] = list(assessment.plans)
        if draft.approval is not None:
            payload["approval"] = {
                "position": draft.approval.position,
                "date": draft.approval.date,
                "letter": draft.approval.letter,
                "content": content_hash(payload),
            }
        return payload


_ENVELOPE = frozenset({"created", "seq", "parents", "app"})


class _Kept:
    """What this device has of one institution and round."""

    def __init__(self, codec: Codec, lines: Sequence[KeptLine]) -> None:
        self._codec = codec
        self._raw = {line.rid: line.raw for line in lines}
        self._statements: dict[str, Statement] = {}
        self._enrolments: dict[str, bytes] = {}
        for line in lines:
            found = codec.meaning(line.raw)
            if isinstance(found, Revision | Resolution):
                self._statements[found.rid] = found
            elif isinstance(found, Enrolment):
                self._enrolments[line.rid] = line.raw
        self.history = History(node_of(s) for s in self._statements.values())

    def last_number(self, kid: str) -> int:
        """The highest number a device has signed; 0 before the first."""
        own = (s.seq for s in self._statements.values() if isinstance(s, Revision) and s.kid == kid)
        return max(own, default=0)

    def lines_before(self) -> list[bytes]:
        """Every version kept, ancestors first."""
        return [self._raw[node.rid] for node in self.history.order]

    def enrolments(self, membership: Membership) -> Iterable[bytes]:
        """This device's first, then those of the devices whose versions travel along."""
        yield membership.enrolment
        signers = {s.kid for s in self._statements.values()}
        for raw in self._enrolments.values():
            if raw != membership.enrolment and self._codec.meaning(raw).kid in signers:
                yield raw

    def unchanged(self, payload: Mapping[str, Any]) -> str | None:
        """The only head, if it says the same already."""
        heads = self.history.heads
        if len(heads) != 1 or not isinstance(self._statements[heads[0]], Revision):
            return None
        last = self._codec.payload(self._raw[heads[0]])
        names = (last.keys() | payload.keys()) - _ENVELOPE
        same = all(last.get(name) == payload.get(name) for name in names)
        return heads[0] if same else None


def _without_zero(value: Any) -> Any:
    """Texts without NUL, which no reader of this format takes."""
    if isinstance(value, str):
        return value.replace("\x00", "")
    if isinstance(value, dict):
        return {name: _without_zero(v) for name, v in value.items()}
    if isinstance(value, list):
        return [_without_zero(v) for v in value]
    return value
