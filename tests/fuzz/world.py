"""A small region whose every key and byte is known: what mutants are made from and judged by.

Everything is derived from fixed seeds, so that a file which was found once stays readable.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.support.exchange_world import AGENDA, CODEC, LIBRARY, SHORT, assessment, new_store
from topp_desktop.domain.exchange.aggregate import assessment_elements
from topp_desktop.formats.objects import content_hash, jwk
from topp_desktop.foundation.canonical import canonical_json
from topp_desktop.packages import base64url
from topp_desktop.packages.jws import rid_of
from topp_desktop.packages.keys import InvitationKeyring, SecretariatKeyring, SigningKey
from topp_desktop.services.exchange.ports import SignedLine
from topp_desktop.services.exchange.receive import Receiver, take_lines

Payload = dict[str, Any]
X, Y = "inst-x", "inst-y"
HERE, ABOVE = "sec-fuzz", "sec-above"
WHEN = "2026-03-01T12:00:00Z"


def seed(name: str) -> bytes:
    """32 bytes that belong to a name."""
    return hashlib.sha256(f"topp fuzz {name}".encode()).digest()


def header(kid: str, typ: str) -> bytes:
    return canonical_json({"alg": "Ed25519", "kid": kid, "typ": typ})


@dataclass
class Notary:
    """Signs, and remembers every signing input with its keys: nothing else may be accepted."""

    signed: dict[bytes, frozenset[str]] = field(default_factory=dict)

    def sign(self, key: SigningKey, head: bytes, payload: bytes) -> bytes:
        body = base64url.encode(head) + b"." + base64url.encode(payload)
        self.signed[body] = self.signed.get(body, frozenset()) | {key.kid}
        return body + b"." + base64url.encode(key.sign(body))


class World:
    """Two institutions (X on two laptops and a revoked one, Y on one), strangers, two offices."""

    def __init__(self) -> None:
        self.keys = SecretariatKeyring(
            HERE,
            "Secretaría",
            ((HERE, "Secretaría"), (ABOVE, "SICA")),
            seed("here"),
            (seed("old"),),
        )
        self.foreign = SecretariatKeyring("sec-foreign", "Otra", (), seed("foreign"))
        self.invitations = {i: InvitationKeyring(seed(i)[:16]) for i in (X, Y)}
        self.foreign_invitation = InvitationKeyring(seed("foreign x")[:16])
        names = ("a1", "a2", "b1", "gone", "stranger", "unknown", "theirs", "officer", "enemy")
        self.devices = {name: SigningKey(seed(name)) for name in names}
        self.signers = {**self.devices, "root": self.keys.root, "foreign": self.foreign.root}
        """Every key there is, by name."""
        self.names = {key.kid: name for name, key in self.signers.items()}
        self.speaks_for = {"a1": X, "a2": X, "b1": Y}
        """Devices that were admitted, and for whom."""
        self.notary = Notary()

    def key(self, name: str) -> SigningKey:
        return self.signers[name]

    def line(self, name: str, typ: str, payload: Payload) -> bytes:
        """A sound line."""
        key = self.key(name)
        return self.notary.sign(key, header(key.kid, typ), canonical_json(payload))

    # --- payloads ----------------------------------------------------------------------------

    def pack(self, number: int = 3, who: SecretariatKeyring | None = None) -> Payload:
        keys = who or self.keys
        officer = [{"jwk": jwk(self.key("officer").x), "position": "Oficial"}]
        return {
            "format": "topp-region-pack",
            "version": 1,
            "number": number,
            "secretariat": {"id": keys.id, "name": keys.name},
            "root": jwk(keys.root.x),
            "successors": [],
            "recipients": [opener.recipient for opener in keys.openers],
            "audience": [{"id": i, "name": n} for i, n in self.keys.audience],
            "instruments": [{"id": AGENDA.id, "version": "1", "sha256": AGENDA.sha256}],
            "officers": officer if keys is self.keys else [],
            "institutions": [self.profile(X)],
            "created": WHEN,
        }

    def profile(self, institution: str) -> Payload:
        return {
            "id": institution,
            "name": f"Municipio {institution}",
            "country": "GT",
            "level": "local",
            "type": "municipality",
            "subdivision": "GT-01",
        }

    def invitation(self, institution: str, who: SecretariatKeyring | None = None) -> Payload:
        own = self.invitations[institution] if who is None else self.foreign_invitation
        return {
            "format": "topp-invitation",
            "version": 1,
            "institution": self.profile(institution),
            "key": jwk(own.signer.x),
            "recipient": own.opener.recipient,
            "root": (who or self.keys).root.kid,
            "created": WHEN,
        }

    def enrolment(self, name: str, institution: str, vouched: bool = True) -> Payload:
        key, audience = self.key(name), [HERE, ABOVE]
        own = self.foreign_invitation if name == "theirs" else self.invitations[institution]
        proof = CODEC.proof(own, key.kid, institution, audience) if vouched else None
        return {
            "format": "topp-enrolment",
            "version": 1,
            "institution": institution,
            "device": jwk(key.x),
            "audience": audience,
            "invitation": jwk(own.signer.x) if vouched else None,
            "proof": proof,
            "app": "0.1.0",
            "created": WHEN,
        }

    def revision(
        self, name: str, institution: str, seq: int, parents: list[str], level: int = 2
    ) -> Payload:
        return {
            "format": "topp-revision",
            "version": 1,
            "institution": institution,
            "territory": {"country": "GT", "subdivision": "GT-01"},
            "profile": {"name": f"Municipio {institution}", "level": "local", "type": "other"},
            "round": "2026-1",
            "form": "short",
            "scope": "institution",
            "method": "self",
            "instrument": {"id": AGENDA.id, "version": "1", "sha256": AGENDA.sha256},
            "device": self.key(name).kid,
            "parents": parents,
            "audience": [HERE, ABOVE],
            "approval": None,
            "consent": "peers",
            "app": "0.1.0",
            "created": WHEN,
            "seq": seq,
            "elements": self.elements(level),
        }

    def approved(self, revision: Payload) -> Payload:
        """The revision with an approval of what it says."""
        approval = {"position": "Directora", "date": "2026-02-28", "letter": "OF-12"}
        return revision | {"approval": approval | {"content": content_hash(revision)}}

    def elements(self, level: int) -> Payload:
        """A few questions, and one element of every other kind."""
        found: Payload = dict(
            assessment_elements(AGENDA, assessment(dict.fromkeys(SHORT[:5], level)))
        )
        found[f"item:{SHORT[5]}"] = {"value": "NA", "n": 1, "given": 1, "note": "«ñ» \n=1+1"}
        found["target:1-T"] = {"value": 62.5}
        found["weight:area:1"] = {"value": 2}
        found["line:1"] = {"status": "planned", "year": 2027}
        found["action:a.1"] = {"id": "a.1", "item": SHORT[0], "from": 1, "to": 3, "effort": 1.5}
        found["action:a.1"] |= {"pinned": True, "after": ["a.0"], "cost": 1000, "title": "Acción"}
        found["milestone:m1"] = {"id": "m1", "action": "a.1", "date": "2027-01-31"}
        found["need:n1"] = {"id": "n1", "kind": "training", "persons": 4, "offers": False}
        found["feedback:1"] = {"text": "<img src=file:///x>"}
        return found

    def resolution(self, parents: list[str], picks: dict[str, str]) -> Payload:
        return {
            "format": "topp-resolution",
            "version": 1,
            "institution": X,
            "round": "2026-1",
            "parents": parents,
            "picks": picks,
            "reason": "Acordado",
            "created": WHEN,
        }

    def small(self, typ: str, **fields: Any) -> Payload:
        """A payload of one of the types that are a few names."""
        return {"format": typ, "version": 1, **fields, "created": WHEN}

    # --- what there is already ---------------------------------------------------------------

    @cached_property
    def base(self) -> dict[str, bytes]:
        """The lines of the base pool, by a name each."""
        lines = {
            "pack": self.line("root", "topp-region-pack", self.pack()),
            "invitation x": self.line("root", "topp-invitation", self.invitation(X)),
            "invitation y": self.line("officer", "topp-invitation", self.invitation(Y)),
        }
        for name, institution in (("a1", X), ("a2", X), ("b1", Y), ("gone", X)):
            payload = self.enrolment(name, institution)
            lines[f"enrolment {name}"] = self.line(name, "topp-enrolment", payload)
        for name, institution, seq, parents in (
            ("a1", X, 1, []),
            ("a1", X, 2, ["a1 1"]),
            ("a2", X, 1, ["a1 1"]),
            ("b1", Y, 1, []),
            ("gone", X, 1, []),
        ):
            rids = [self.rid(lines[f"revision {p}"]) for p in parents]
            payload = self.revision(name, institution, seq, rids, level=seq)
            lines[f"revision {name} {seq}"] = self.line(name, "topp-revision", payload)
        frontier = [
            self.rid(lines[n]) for n in ("invitation x", "enrolment gone", "revision gone 1")
        ]
        lines["revocation"] = self.line(
            "root",
            "topp-revocation",
            self.small(
                "topp-revocation",
                target=self.key("gone").kid,
                frontier=frontier,
                reason="robada",
            ),
        )
        return lines

    @cached_property
    def known(self) -> list[str]:
        """Names of base lines that a new pool is given; the rest arrives in mutants alone."""
        return [n for n in self.base if not n.startswith("revision a1 2")]

    @staticmethod
    def rid(line: bytes) -> str:
        return rid_of(line.rpartition(b".")[0])

    def desk(self, folder: Path) -> Receiver:
        """A fresh pool that holds the known lines."""
        desk = Receiver(CODEC, new_store(folder), self.keys, LIBRARY)
        take_lines(desk, [self.as_line(self.base[name]) for name in self.known])
        return desk

    def as_line(self, raw: bytes) -> SignedLine:
        found = CODEC.meaning(raw)
        return SignedLine(raw, str(CODEC.payload(raw)["format"]), found.rid, found.kid)
