"""A secretariat's identity over the years: card, rehearsal, restore, new keys, officers."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyrage
import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from tests.support.exchange_world import (
    AGENDA,
    CODEC,
    LIBRARY,
    SHORT,
    Laptop,
    assessment,
    clock,
    new_store,
)
from topp_desktop.domain.assessment import Institution
from topp_desktop.domain.errors import UserError
from topp_desktop.foundation.i18n import translator
from topp_desktop.packages.codec import AgeJwsCodec
from topp_desktop.packages.identity_folder import IdentityFolders
from topp_desktop.packages.profile_folder import ProfileFolder
from topp_desktop.reports.papers import FilePapers
from topp_desktop.services.exchange.ports import SecretariatKeys
from topp_desktop.services.exchange.receive import Receiver, receive, take_lines
from topp_desktop.services.institution.join import Membering
from topp_desktop.services.institution.send import PackageDraft
from topp_desktop.services.secretariat.identity import Invited, Secretariat, make_identity
from topp_desktop.services.secretariat.officers import Officers, officer_document, officer_number
from topp_desktop.services.secretariat.receipts import take_invitations, write_receipts
from topp_desktop.services.secretariat.recovery import Recovery
from topp_desktop.services.secretariat.trust import revoke

PASSPHRASE = "cuatro palabras bien largas"
VAULT = IdentityFolders()
RECOVERY = Recovery(VAULT, CODEC, FilePapers(), clock, "TOPP Desktop")
OFFICERS = Officers(VAULT, CODEC, clock)


@dataclass
class Bureau:
    """A secretariat with its identity in a folder."""

    folder: Path
    keys: SecretariatKeys

    @classmethod
    def found(cls, folder: Path) -> Bureau:
        return cls(folder, make_identity(VAULT, folder, "Secretaría", PASSPHRASE))

    @property
    def own(self) -> Secretariat:
        return Secretariat(VAULT, CODEC, self.keys, self.folder, clock)

    def publish(self, out: Path) -> Any:
        VAULT.note_rehearsal(self.folder, self.keys.root_kid, clock())
        return self.own.publish_region_pack(out, [AGENDA.ref])

    def invite(self, out: Path, name: str = "Municipio") -> Invited:
        return self.own.invite(Institution(name, "GT", "local", "municipality"), out)

    def desk(self, folder: Path) -> Receiver:
        return Receiver(CODEC, new_store(folder), self.keys, LIBRARY)


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An identity whose making is done once; every test works on a copy."""
    folder = tmp_path_factory.mktemp("founded") / "id"
    Bureau.found(folder)
    return folder


@pytest.fixture
def bureau(founded: Path, tmp_path: Path) -> Bureau:
    folder = tmp_path / "id"
    shutil.copytree(founded, folder)
    return Bureau(folder, VAULT.open(folder, PASSPHRASE))


def test_the_printed_card_can_be_typed_and_restores_everything(
    bureau: Bureau, tmp_path: Path
) -> None:
    path = tmp_path / "card.pdf"
    card = RECOVERY.write_card(bureau.keys, PASSPHRASE, path, translator("es"))
    (page,) = PdfReader(path).pages
    text = page.extract_text()
    assert "Secretaría" in text
    for line in card.lines:
        for group in line.split("-"):
            assert group in text
    resources = page["/Resources"].get_object()
    assert isinstance(resources, DictionaryObject)
    fonts = resources["/Font"].get_object()
    assert isinstance(fonts, DictionaryObject)
    for name in fonts:
        font = fonts[name].get_object()
        assert isinstance(font, DictionaryObject)
        assert "Helvetica" not in str(font["/BaseFont"])

    assert RECOVERY.rehearsed(bureau.folder, bureau.keys) is None
    with pytest.raises(UserError, match="restore-not-rehearsed"):
        bureau.own.publish_region_pack(tmp_path / "early.topp-region", [AGENDA.ref])
    RECOVERY.rehearse(bureau.folder, bureau.keys, "\n".join(card.lines), PASSPHRASE)
    assert RECOVERY.rehearsed(bureau.folder, bureau.keys) == clock()
    pack = bureau.publish(tmp_path / "r.topp-region")

    shutil.rmtree(bureau.folder)
    again = RECOVERY.restore(
        bureau.folder, card.qr, PASSPHRASE, "", pack=tmp_path / "r.topp-region"
    )
    assert (again.id, again.name, again.root_kid) == (
        bureau.keys.id,
        "Secretaría",
        bureau.keys.root_kid,
    )
    assert [o.secret for o in again.openers] == [o.secret for o in bureau.keys.openers]
    restored = Bureau(bureau.folder, VAULT.open(bureau.folder, PASSPHRASE))
    assert restored.publish(tmp_path / "r2.topp-region").number == pack.number + 1


def test_a_restore_never_replaces_an_identity_and_a_foreign_card_is_no_rehearsal(
    bureau: Bureau, tmp_path: Path
) -> None:
    lines = "\n".join(VAULT.card(bureau.keys, PASSPHRASE))
    with pytest.raises(UserError, match="identity-exists"):
        RECOVERY.restore(bureau.folder, lines, PASSPHRASE, "x")
    other = Bureau.found(tmp_path / "other")
    foreign = "\n".join(VAULT.card(other.keys, PASSPHRASE))
    with pytest.raises(UserError, match="card-of-another"):
        RECOVERY.rehearse(bureau.folder, bureau.keys, foreign, PASSPHRASE)
    assert RECOVERY.rehearsed(bureau.folder, bureau.keys) is None
    other.publish(tmp_path / "other.topp-region")
    with pytest.raises(UserError, match="pack-other-root"):
        RECOVERY.restore(tmp_path / "new", lines, PASSPHRASE, "x", tmp_path / "other.topp-region")


def test_new_keys_open_old_files_and_institutions_follow(bureau: Bureau, tmp_path: Path) -> None:
    bureau.publish(tmp_path / "1.topp-region")
    desk = bureau.desk(tmp_path / "store")
    invited = bureau.invite(tmp_path / "i.topp-invite")
    take_invitations(desk, clock, [invited])
    laptop = Laptop(tmp_path / "laptop", invited)
    before = laptop.send(dict.fromkeys(SHORT, 1), "before.topp")

    RECOVERY.rehearse(
        bureau.folder, bureau.keys, "".join(VAULT.card(bureau.keys, PASSPHRASE)), PASSPHRASE
    )
    old = bureau.keys
    RECOVERY.rotate(bureau.folder, bureau.keys, PASSPHRASE)
    bureau.keys = VAULT.open(bureau.folder, PASSPHRASE)
    assert bureau.keys.root_kid != old.root_kid
    assert set(bureau.keys.anchors) == {old.root_kid, bureau.keys.root_kid}
    assert RECOVERY.rehearsed(bureau.folder, bureau.keys) is None, "the old card is not enough"
    with pytest.raises(UserError, match="pack-missing"):
        bureau.invite(tmp_path / "too-early.topp-invite")

    published = bureau.publish(tmp_path / "2.topp-region")
    pack = CODEC.payload(published.line.raw)
    assert pack["recipients"] == [o.recipient for o in bureau.keys.openers]
    (handover,) = [CODEC.payload(line.raw) for line in published.handover]
    assert handover["successors"] == [pack["root"]]
    assert 1 < handover["number"] < published.number
    assert bureau.publish(tmp_path / "3.topp-region").handover == published.handover

    joined = Membering(CODEC, laptop.profile, clock, "0.1.0").open_region_pack(
        tmp_path / "3.topp-region", laptop.membership.institution
    )
    assert joined.membership.root == bureau.keys.root_kid, "the old root vouched for it"
    laptop.membership = joined.membership
    after = laptop.send(dict.fromkeys(SHORT, 2), "after.topp")
    sealed = after.written.path.read_bytes()
    assert pyrage.decrypt(sealed, [bureau.keys.openers[0].identity])  # type: ignore[attr-defined]

    new_desk = Receiver(CODEC, desk.store, bureau.keys, desk.instruments)
    found = receive(new_desk, [before.written.path, after.written.path])
    assert found.counts == {"accepted": 2, "duplicate": 2, "superseded": 1}

    card = VAULT.card(bureau.keys, PASSPHRASE)
    assert len(card) == 7
    again = RECOVERY.restore(tmp_path / "again", "\n".join(card), PASSPHRASE, "Secretaría")
    assert [o.secret for o in again.openers] == [o.secret for o in bureau.keys.openers]


def test_a_stranger_cannot_hand_over(bureau: Bureau, tmp_path: Path) -> None:
    bureau.publish(tmp_path / "1.topp-region")
    laptop = Laptop(tmp_path / "laptop", bureau.invite(tmp_path / "i.topp-invite"))
    stranger = Bureau.found(tmp_path / "stranger")
    stranger.publish(tmp_path / "s.topp-region")
    RECOVERY.rotate(stranger.folder, stranger.keys, PASSPHRASE)
    stranger.keys = VAULT.open(stranger.folder, PASSPHRASE)
    stranger.publish(tmp_path / "s2.topp-region")
    with pytest.raises(UserError, match="pack-other-root"):
        Membering(CODEC, laptop.profile, clock, "0.1.0").open_region_pack(
            tmp_path / "s2.topp-region", laptop.membership.institution
        )


@dataclass
class Team:
    """A root, and an officer named in its second pack."""

    root: Bureau
    officer: Bureau
    pack: Path


@pytest.fixture
def team(bureau: Bureau, tmp_path: Path) -> Team:
    bureau.publish(tmp_path / "1.topp-region")
    folder = tmp_path / "officer"
    request = tmp_path / "o.topp-officer"
    OFFICERS.new_officer(folder, tmp_path / "1.topp-region", PASSPHRASE, "Técnica", request)
    bureau.keys = OFFICERS.name_officer(
        bureau.folder, bureau.keys, OFFICERS.read(request, bureau.keys)
    )
    bureau.keys = VAULT.open(bureau.folder, PASSPHRASE)
    pack = tmp_path / "2.topp-region"
    bureau.publish(pack)
    officer = Bureau(folder, VAULT.open(folder, PASSPHRASE))
    assert OFFICERS.take_pack(folder, officer.keys, pack) == 2
    return Team(bureau, officer, pack)


def test_an_officer_invites_receives_and_writes_receipts(team: Team, tmp_path: Path) -> None:
    desk = team.officer.desk(tmp_path / "store")
    invited = team.officer.invite(tmp_path / "i.topp-invite")
    take_invitations(desk, clock, [invited])
    laptop = Laptop(tmp_path / "laptop", invited)
    sent = laptop.send(dict.fromkeys(SHORT, 2))
    found = receive(desk, [sent.written.path])
    assert found.counts == {"accepted": 2}
    (file,) = write_receipts(desk, clock, tmp_path / "out").files
    from topp_desktop.services.institution.opening import Opening

    opened = Opening(AgeJwsCodec(), laptop.profile, clock).take(file.written.path)
    assert [c.rid for c in opened.confirmed] == [sent.rid]

    root = team.root.desk(tmp_path / "root-store")
    take_lines(root, [*invited.lines])
    assert receive(root, [sent.written.path]).digest == found.digest


def test_officers_have_limits(team: Team, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="officer-cannot"):
        team.officer.publish(tmp_path / "x.topp-region")
    for act in (
        lambda: VAULT.card(team.officer.keys, PASSPHRASE),
        lambda: VAULT.rotate(team.officer.folder, team.officer.keys, PASSPHRASE),
        lambda: VAULT.name_officers(team.officer.folder, team.officer.keys, ()),
    ):
        with pytest.raises(UserError, match="officer-cannot"):
            act()
    desk = team.officer.desk(tmp_path / "store")
    invited = team.officer.invite(tmp_path / "i.topp-invite")
    take_invitations(desk, clock, [invited])
    with pytest.raises(UserError, match="officer-cannot"):
        revoke(desk, clock, team.officer.keys.signer.kid, "no")
    with pytest.raises(UserError, match="root-cannot-be-revoked"):
        revoke(desk, clock, team.root.keys.root_kid, "no")


def test_a_revoked_officers_invitations_stay_and_new_ones_do_not_count(
    team: Team, tmp_path: Path
) -> None:
    desk = team.root.desk(tmp_path / "store")
    take_lines(desk, team.root.own.publish_region_pack(tmp_path / "3.topp-region", []).lines)
    good = team.officer.invite(tmp_path / "good.topp-invite", "Bueno")
    take_lines(desk, good.lines)
    revoke(desk, clock, team.officer.keys.signer.kid, "se fue")
    bad = team.officer.invite(tmp_path / "bad.topp-invite", "Malo")
    take_lines(desk, bad.lines)
    files = [
        Laptop(tmp_path / name, one).send({}).written.path
        for name, one in (("good", good), ("bad", bad))
    ]
    counts = [receive(desk, [path]).counts for path in files]
    assert counts == [{"accepted": 2}, {"held-sender": 2}]


def test_officers_can_be_removed_and_their_files_are_checked(team: Team, tmp_path: Path) -> None:
    (card,) = team.root.keys.officers
    keys = OFFICERS.remove_officer(team.root.folder, team.root.keys, officer_number(card))
    assert keys.officers == ()
    with pytest.raises(UserError, match="device-unknown"):
        OFFICERS.remove_officer(team.root.folder, keys, "0000 0000 0000")
    stranger = Bureau.found(tmp_path / "stranger")
    request = tmp_path / "o.topp-officer"
    document = officer_document(team.officer.keys, "Técnica")
    request.write_text(json.dumps(document), "utf-8")
    with pytest.raises(UserError, match="officer-other-secretariat"):
        OFFICERS.read(request, stranger.keys)
    for damaged in ({"x": "?"}, {"recipient": "age1x"}, {"position": ""}, {"version": 2}):
        request.write_text(json.dumps({**document, **damaged}), "utf-8")
        with pytest.raises(UserError, match="wrong-format"):
            OFFICERS.read(request, team.root.keys)


def test_what_is_sent_is_sealed_to_officers_too(team: Team, tmp_path: Path) -> None:
    profile = ProfileFolder(tmp_path / "p")
    invited = team.root.invite(tmp_path / "i.topp-invite")
    joined = Membering(CODEC, profile, clock, "0").open_invitation(invited.written.path)
    from topp_desktop.services.institution.send import Sender

    out = tmp_path / "x.topp"
    Sender(CODEC, profile, clock, "0").send(
        PackageDraft(AGENDA, assessment({})), joined.membership, out
    )
    for keys in (team.root.keys, team.officer.keys):
        assert pyrage.decrypt(out.read_bytes(), [keys.openers[0].identity])  # type: ignore[attr-defined]
