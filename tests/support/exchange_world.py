"""A small world for exchange tests: a secretariat with its store, institutions, their devices.

Everything is the real thing (age, Ed25519, SQLite); only the passphrase's work is left out.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from topp_desktop.domain.assessment import Assessment, Institution, Respondent, Response
from topp_desktop.domain.instrument import Instrument
from topp_desktop.packages.codec import AgeJwsCodec
from topp_desktop.packages.identity_folder import IdentityFolders
from topp_desktop.packages.keys import SecretariatKeyring
from topp_desktop.packages.profile_folder import ProfileFolder
from topp_desktop.persistence import exchange_tables
from topp_desktop.persistence.engine import open_engine
from topp_desktop.persistence.exchange_store import SqlExchangeStore
from topp_desktop.persistence.schema import metadata
from topp_desktop.services.exchange.ports import Membership
from topp_desktop.services.exchange.receive import Receiver, take_lines
from topp_desktop.services.institution.join import Membering
from topp_desktop.services.institution.send import PackageDraft, Sender, Sent
from topp_desktop.services.library import Library
from topp_desktop.services.secretariat.identity import Invited, Published, Secretariat

CODEC = AgeJwsCodec()
LIBRARY = Library()
AGENDA: Instrument = LIBRARY.agenda


def clock() -> datetime:
    return datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


class EmptyLibrary(Library):
    """A library that lacks every questionnaire: what is sent waits until it is installed."""

    @property
    def known(self) -> frozenset[str]:
        return frozenset()

    def by_hash(self, sha256: str) -> Instrument | None:
        return None


def new_store(folder: Path, name: str = "store.sqlite") -> SqlExchangeStore:
    """An empty store in a file."""
    folder.mkdir(parents=True, exist_ok=True)
    engine = open_engine(folder / name)
    assert exchange_tables.exchange_object.metadata is metadata
    metadata.create_all(engine)
    return SqlExchangeStore(engine)


@dataclass
class Office:
    """A secretariat: keys, folder, store."""

    folder: Path
    seed: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    name: str = "Secretaría de prueba"

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        identity = "sec-" + self.seed.hex()[:8]
        self.keys = SecretariatKeyring(identity, self.name, ((identity, self.name),), self.seed)
        self.own = Secretariat(IdentityFolders(), CODEC, self.keys, self.folder, clock)
        self.pack: Published = self.publish()
        self.store = new_store(self.folder)
        self.desk = Receiver(CODEC, self.store, self.keys, LIBRARY)
        take_lines(self.desk, [self.pack.line])

    def publish(self) -> Published:
        self.own.vault.note_rehearsal(self.folder, self.keys.root_kid, clock())
        return self.own.publish_region_pack(self.folder / "pack.topp-region", [AGENDA.ref])

    def invite(self, name: str = "Municipio de Ejemplo", *, remember: bool = True) -> Invited:
        institution = Institution(name=name, country="GT", level="local", type="municipality")
        invited = self.own.invite(institution, self.folder / f"{secrets.token_hex(4)}.topp-invite")
        if remember:
            take_lines(self.desk, invited.lines)
        return invited

    def other_desk(self, folder: Path, *lines: Any) -> Receiver:
        """Another machine of the same secretariat, that knows the pack and these lines."""
        desk = Receiver(CODEC, new_store(folder), self.keys, LIBRARY)
        take_lines(desk, [self.pack.line, *lines])
        return desk


class Laptop:
    """A device of an institution."""

    def __init__(self, folder: Path, invited: Invited) -> None:
        self.folder = folder
        self.profile = ProfileFolder(folder / "profile")
        joined = Membering(CODEC, self.profile, clock, "0.1.0").open_invitation(
            invited.written.path
        )
        self.membership: Membership = joined.membership
        self.sender = Sender(CODEC, self.profile, clock, "0.1.0")

    def send(self, answers: dict[str, int], name: str = "out.topp", **draft: Any) -> Sent:
        """Sends a short form with these levels."""
        return self.sender.send(
            PackageDraft(AGENDA, assessment(answers), **draft), self.membership, self.folder / name
        )


SHORT = [item.id for item in AGENDA.form_items("short")]


def assessment(answers: dict[str, int], round_id: str = "2026-1") -> Assessment:
    """One respondent's levels on the short form."""
    return Assessment(
        Institution("Municipio de Ejemplo", "GT", "local", "municipality"),
        "short",
        round_id,
        (Respondent("r1", "technical"),),
        tuple(Response("r1", item, level) for item, level in answers.items()),
    )
