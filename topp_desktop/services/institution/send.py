"""An institution sends: the agreed picture of one round, signed, sealed, written and verified."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from topp_desktop.domain.assessment import Assessment, Institution
from topp_desktop.domain.errors import UserError
from topp_desktop.domain.exchange import Consent
from topp_desktop.domain.exchange.aggregate import assessment_elements
from topp_desktop.domain.instrument import Instrument
from topp_desktop.formats.objects import Refused, check_payload, content_hash, elements_of
from topp_desktop.services.exchange.ports import (
    Codec,
    DeviceProfile,
    KeptLine,
    Membership,
    SignedLine,
    Signer,
    StatedElements,
    Written,
)
from topp_desktop.services.exchange.values import stamp
from topp_desktop.services.institution.join import describe
from topp_desktop.services.institution.joining import (
    Kept,
    NextVersion,
    fingerprints,
    into_payload,
    join,
    plain,
)
from topp_desktop.services.ports import Clock


@dataclass(frozen=True, slots=True)
class SentApproval:
    """Who approved what is sent. date: YYYY-MM-DD."""

    position: str
    date: str
    letter: str


@dataclass(frozen=True, slots=True)
class PackageDraft:
    """What is about to be sent. elements: road map parts, such as "action:1.1-T.2".

    decisions: where several computers differ, element → rid of the version that counts, or
    `joining.HERE`; practice: made to try things out, `send` refuses it.
    """

    instrument: Instrument
    assessment: Assessment
    elements: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    consent: Consent = "secretariat"
    approval: SentApproval | None = None
    decisions: Mapping[str, str] = field(default_factory=dict)
    practice: bool = False


@dataclass(frozen=True, slots=True)
class Departure:
    """What leaves and what stays, in numbers; readers: names of the secretariats.

    taken: elements that come from other computers of the institution; undecided: elements on
    which they differ; approval_left_out: what was approved here is not all that leaves.
    """

    institution: Institution
    answers: int
    notes: int
    documents: int
    actions: int
    respondents: int
    individual_answers: int
    private_notes: int
    readers: tuple[str, ...]
    taken: int = 0
    undecided: int = 0
    approval_left_out: bool = False


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent. rid: of the version at the head; again: it had been made before; joined:
    what was taken from other computers, and what stays undecided."""

    rid: str
    written: Written
    readers: tuple[str, ...]
    again: bool
    joined: NextVersion
    approval_left_out: bool = False


@dataclass(frozen=True, slots=True)
class _Prepared:
    """The next version before it is signed. ours: what is said here alone."""

    kept: Kept
    payload: dict[str, Any]
    ours: Mapping[str, Any]
    joined: NextVersion
    approval_left_out: bool


@dataclass(frozen=True, slots=True)
class Sender:
    """Sends for the institutions this device works for. app: this program's version."""

    codec: Codec
    profile: DeviceProfile
    clock: Clock
    app: str

    def preview(self, draft: PackageDraft, membership: Membership) -> Departure:
        """What `send` would let out of this computer, and what it would not."""
        described = describe(self.codec, membership)
        prepared = self._prepare(draft, membership)
        items = [e for name, e in prepared.payload["elements"].items() if name.startswith("item:")]
        return Departure(
            institution=described.institution,
            answers=sum(1 for e in items if e["value"] is not None),
            notes=sum(1 for e in items if e.get("note") or e.get("missing")),
            documents=len({d for e in items for d in e.get("documents", ())}),
            actions=sum(1 for name in prepared.payload["elements"] if name.startswith("action:")),
            respondents=len(draft.assessment.respondents),
            individual_answers=len(draft.assessment.responses),
            private_notes=sum(1 for r in draft.assessment.responses if r.private_note),
            readers=described.readers,
            taken=len(prepared.joined.taken),
            undecided=len(prepared.joined.undecided),
            approval_left_out=prepared.approval_left_out,
        )

    def compare(self, draft: PackageDraft, membership: Membership) -> NextVersion:
        """What the next version would take from other computers, and what has to be decided."""
        return self._prepare(draft, membership).joined

    def content(self, draft: PackageDraft, membership: Membership) -> list[Mapping[str, Any]]:
        """Everything that the next file would hold, as it would travel: the next version first,
        then the earlier ones that go with it, the latest first."""
        prepared = self._prepare(draft, membership)
        kept = prepared.kept
        same = _unchanged(kept, prepared.payload)
        before = [kept.payload(node.rid) for node in reversed(kept.history.order)]
        versions: list[Mapping[str, Any]] = [
            payload for payload in before if payload["format"] == "topp-revision"
        ]
        return versions if same is not None else [prepared.payload, *versions]

    def send(self, draft: PackageDraft, membership: Membership, out: Path) -> Sent:
        """Makes the next version and writes the file for it.

        The version builds on everything known here; the file carries it with all its ancestors.
        Where nothing has changed since the last version, that one is sent again. UserError:
        practice-not-sent, cannot-describe(field), cannot-seal, round-withdrawn,
        version-unknown(rid); EnvironmentFault: disk-full, cannot-write, written-differs.
        """
        if draft.practice:
            raise UserError("practice-not-sent")
        pack = self.codec.payload(membership.pack)
        prepared = self._prepare(draft, membership)
        kept, payload = prepared.kept, prepared.payload
        if kept.picture.view.withdrawn:
            raise UserError("round-withdrawn", round=payload["round"])
        if prepared.joined.unknown:
            raise UserError("version-unknown", rid=prepared.joined.unknown[0][:64])
        same = _unchanged(kept, payload)
        institution, round_id = membership.institution, payload["round"]
        said = StatedElements(institution, round_id, fingerprints(prepared.ours))
        if same is None:
            line = self._sign(self.codec.signer(membership.device_seed), payload)
            # Kept before it is written: a number that was signed is never signed again.
            kept_line = KeptLine(line.rid, line.typ, institution, round_id, line.raw)
            self.profile.keep([kept_line], said)
            rid, lines = line.rid, [*kept.lines_before(), line.raw]
        else:
            rid, lines = same, kept.lines_before()
        written = self.codec.write_sealed(
            out,
            [*kept.enrolments(membership), *lines],
            pack["recipients"],
            self.codec.invitation(membership.code).opener,
        )
        readers = tuple(reader["name"] for reader in pack["audience"])
        return Sent(
            rid,
            written,
            readers,
            again=same is not None,
            joined=prepared.joined,
            approval_left_out=prepared.approval_left_out,
        )

    def _prepare(self, draft: PackageDraft, membership: Membership) -> _Prepared:
        """The next version, not signed yet."""
        institution, round_id = membership.institution, draft.assessment.round
        device = self.codec.signer(membership.device_seed)
        kept = Kept(
            self.codec,
            self.profile.lines(institution, round_id),
            device.kid,
            self.profile.answered(institution),
        )
        payload = self._payload(draft, membership, device, kept)
        local = content_hash(payload)
        ours = plain(elements_of(payload))
        said = self.profile.said(institution, round_id)
        joined = join(kept, ours, said, draft.decisions)
        into_payload(payload, joined.elements)
        payload["parents"] = list(joined.parents)
        covered = content_hash(payload) == local
        if draft.approval is not None and covered:
            payload["approval"] = {
                "position": draft.approval.position,
                "date": draft.approval.date,
                "letter": draft.approval.letter,
                "content": content_hash(payload),
            }
        return _Prepared(kept, payload, ours, joined, draft.approval is not None and not covered)

    def _sign(self, device: Signer, payload: dict[str, Any]) -> SignedLine:
        try:
            check_payload("topp-revision", device.kid, payload)
        except Refused as fault:
            raise UserError("cannot-describe", field=fault.reason) from fault
        return self.codec.sign(device, "topp-revision", payload)

    def _payload(
        self,
        draft: PackageDraft,
        membership: Membership,
        device: Signer,
        kept: Kept,
    ) -> dict[str, Any]:
        """What is said here, before it is joined with what others said."""
        pack = self.codec.payload(membership.pack)
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
            "parents": [],
            "audience": [reader["id"] for reader in pack["audience"]],
            "approval": None,
            "consent": draft.consent,
            "app": self.app,
            "created": stamp(self.clock()),
            "seq": kept.last_number() + 1,
            "elements": _without_zero(elements),
        }
        if assessment.participants is not None:
            payload["participants"] = assessment.participants
        if assessment.plans:
            payload["plans"] = list(assessment.plans)
        return payload


_ENVELOPE = frozenset({"created", "seq", "parents", "app"})


def _unchanged(kept: Kept, payload: Mapping[str, Any]) -> str | None:
    """This device's last version, where the next one would say the same and build on it alone."""
    own = kept.own
    if own is None or payload["parents"] != [own.rid]:
        return None
    last = kept.payload(own.rid)
    names = (last.keys() | payload.keys()) - _ENVELOPE
    same = all(last.get(name) == payload.get(name) for name in names)
    return own.rid if same else None


def _without_zero(value: Any) -> Any:
    """Texts without NUL, which no reader of this format takes."""
    if isinstance(value, str):
        return value.replace("\x00", "")
    if isinstance(value, dict):
        return {name: _without_zero(v) for name, v in value.items()}
    if isinstance(value, list):
        return [_without_zero(v) for v in value]
    return value
