"""A secretariat's files and an institution's sending, end to end on real files."""

from __future__ import annotations

import errno
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyrage
import pytest

from tests.support.exchange_world import (
    AGENDA,
    CODEC,
    SHORT,
    Laptop,
    Office,
    assessment,
    clock,
    new_store,
)
from topp_desktop.domain.assessment import Feedback, Institution, LineStatus
from topp_desktop.domain.errors import EnvironmentFault, UserError
from topp_desktop.formats.objects import content_hash
from topp_desktop.packages.identity_folder import IdentityFolders
from topp_desktop.packages.profile_folder import ProfileFolder
from topp_desktop.persistence.exchange_profile import SqlDeviceProfile
from topp_desktop.services.exchange.check_number import check_number
from topp_desktop.services.exchange.receive import receive
from topp_desktop.services.institution.join import Membering
from topp_desktop.services.institution.send import PackageDraft, Sender, SentApproval
from topp_desktop.services.secretariat.identity import Secretariat, make_identity, read_institutions

LISTS = Path(__file__).parents[1] / "vectors" / "lists"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tmp_path_factory.mktemp("office"))


def _inside(office: Office, path: Path) -> list[dict[str, Any]]:
    data = pyrage.decrypt(path.read_bytes(), [office.keys.openers[0].identity])
    return [CODEC.payload(line) for line in data.splitlines()]


def test_an_identity_opens_with_its_passphrase_only(tmp_path: Path) -> None:
    vault, folder = IdentityFolders(), tmp_path / "sec"
    made = make_identity(vault, folder, "  Secretaría   de Planificación ", "cuatro palabras")
    assert made.name == "Secretaría de Planificación"
    opened = vault.open(folder, "cuatro palabras")
    assert (opened.id, opened.root_kid) == (made.id, made.root_kid)
    assert opened.openers[0].secret == made.openers[0].secret
    with pytest.raises(UserError, match="wrong-passphrase"):
        vault.open(folder, "otra")
    with pytest.raises(UserError, match="identity-exists"):
        make_identity(vault, folder, "x", "cuatro palabras")
    with pytest.raises(UserError, match="identity-not-found"):
        vault.open(tmp_path / "none", "x")
    secret = made.openers[0].secret.encode()
    assert all(secret not in p.read_bytes() for p in folder.iterdir())
    text = (folder / "identity.json").read_text("utf-8")
    for damaged in (text.replace(made.signer.x, "A" * 43), text[:-20]):
        (folder / "identity.json").write_text(damaged, "utf-8")
        with pytest.raises(UserError, match="identity-damaged"):
            vault.open(folder, "cuatro palabras")


def test_small_mistakes_are_said(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="name-missing"):
        make_identity(IdentityFolders(), tmp_path, " ", "long enough")
    with pytest.raises(UserError, match="passphrase-too-short"):
        make_identity(IdentityFolders(), tmp_path, "x", "short")
    assert not list(tmp_path.iterdir())


def test_pack_numbers_only_rise(tmp_path: Path) -> None:
    office = Office(tmp_path / "o")
    assert office.pack.number == 1
    assert office.publish().number == 2
    again = Secretariat(office.own.vault, CODEC, office.keys, office.folder, clock)
    assert again.publish_region_pack(tmp_path / "x.topp-region", [AGENDA.ref]).number == 3
    digits = check_number(office.keys.root.kid)
    assert len(digits.replace(" ", "")) == 12


def test_invitations_from_a_list(office: Office, tmp_path: Path) -> None:
    source = tmp_path / "lista.csv"
    source.write_text(
        "\ufeffname;country;level;type;local_code\n"
        "Municipio Ñandú;gt;local;municipality;0101\n\nAlcaldía Ñandú;PE;local;municipality;\n",
        "utf-8",
    )
    found = read_institutions(source)
    assert [(i.name, i.country, i.local_code) for i in found] == [
        ("Municipio Ñandú", "GT", "0101"),
        ("Alcaldía Ñandú", "PE", ""),
    ]
    invited = office.own.invite_all(found, tmp_path / "out")
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == sorted(
        i.written.path.name for i in invited
    )
    assert len({i.code for i in invited}) == 2


def test_invitations_never_replace_one_another(office: Office, tmp_path: Path) -> None:
    found = read_institutions(LISTS / "same_prefix.csv")
    for files in (2, 4):
        office.own.invite_all(found, tmp_path)
        assert len(list(tmp_path.glob("*.topp-invite"))) == files


@pytest.mark.parametrize(
    ("text", "row", "column"),
    [
        ("", 1, "name"),
        ("name,country,level\n", 1, "type"),
        ("name,country,level,type,phone\n", 1, "phone"),
        ("name,country,level,type\nx,GT,local\n", 2, "type"),
        ("name,country,level,type\nx,GTM,local,municipality\n", 2, "country"),
        ("name,country,level,type\nx,GT,planet,municipality\n", 2, "level"),
        ("name,country,level,type\n,GT,local,municipality\n", 2, "name"),
    ],
)
def test_faults_of_a_list_name_their_place(
    tmp_path: Path, text: str, row: int, column: str
) -> None:
    source = tmp_path / "list.csv"
    source.write_text(text, "utf-8")
    with pytest.raises(UserError, match="invalid-list") as fault:
        read_institutions(source)
    assert (fault.value.params["row"], fault.value.params["column"]) == (row, column)


def test_a_version_carries_its_ancestors_and_says_who_made_it(
    office: Office, tmp_path: Path
) -> None:
    laptop = Laptop(tmp_path / "a", office.invite())
    laptop.send({SHORT[0]: 1})
    approval = SentApproval("Directora", "2026-02-28", "OF-12")
    sent = laptop.send({SHORT[0]: 2}, approval=approval, consent="peers")
    enrolment, first, second = _inside(office, sent.written.path)
    assert enrolment["format"] == "topp-enrolment"
    assert (first["seq"], second["seq"]) == (1, 2)
    assert first["parents"] == []
    assert second["consent"] == "peers"
    assert second["approval"]["content"] == content_hash(second)
    assert second["institution"] == laptop.membership.institution
    assert sent.written.objects == 3
    assert sent.written.path.stat().st_size == sent.written.size
    assert not list(tmp_path.rglob("*.part"))


def test_sending_the_same_again_makes_no_new_version(office: Office, tmp_path: Path) -> None:
    laptop = Laptop(tmp_path / "a", office.invite())
    one, two = laptop.send({SHORT[0]: 1}), laptop.send({SHORT[0]: 1})
    assert (one.rid, two.again) == (two.rid, True)
    assert len(_inside(office, two.written.path)) == 2
    assert not laptop.send({SHORT[0]: 2}).again


def test_the_institution_opens_what_it_sent(office: Office, tmp_path: Path) -> None:
    invited = office.invite()
    laptop = Laptop(tmp_path / "a", invited)
    data = laptop.send({}).written.path.read_bytes()
    opener = CODEC.invitation(invited.code).opener
    assert pyrage.decrypt(data, [pyrage.x25519.Identity.from_str(opener.secret)])


def test_an_invitation_opens_twice_as_one_device(office: Office, tmp_path: Path) -> None:
    invited = office.invite()
    profile = ProfileFolder(tmp_path)
    joining = Membering(CODEC, profile, clock, "0.1.0")
    one = joining.open_invitation(invited.written.path).membership
    two = joining.open_invitation(invited.written.path)
    assert one == two.membership
    assert two.institution.name == "Municipio de Ejemplo"
    assert two.readers == (office.name,)
    assert len(profile.lines(one.institution, "")) == 1


def test_the_code_can_be_typed(office: Office, tmp_path: Path) -> None:
    who = Institution("Municipio de Ejemplo", "GT", "local", "municipality")
    invited = office.own.invite(who, tmp_path / "open.topp-invite", code_apart=True)
    assert invited.code.encode() not in invited.written.path.read_bytes()
    joining = Membering(CODEC, ProfileFolder(tmp_path / "p"), clock, "0.1.0")
    joined = joining.join_by_code(invited.code.lower(), tmp_path / "open.topp-invite")
    assert joined.membership.institution == invited.institution.id
    other = office.invite()
    with pytest.raises(UserError, match="code-needed"):
        joining.open_invitation(invited.written.path)
    with pytest.raises(UserError, match="code-of-another"):
        joining.join_by_code(other.code, tmp_path / "open.topp-invite")
    with pytest.raises(UserError, match="wrong-code"):
        joining.join_by_code("ABCD", tmp_path / "open.topp-invite")


def test_a_pinned_root_is_never_replaced(tmp_path: Path) -> None:
    office, stranger = Office(tmp_path / "o"), Office(tmp_path / "s")
    invited = office.invite()
    profile = ProfileFolder(tmp_path / "p")
    joining = Membering(CODEC, profile, clock, "0.1.0")
    joined = joining.open_invitation(invited.written.path).membership
    with pytest.raises(UserError, match="pack-other-root"):
        joining.open_region_pack(stranger.pack.written.path, joined.institution)
    same_id = stranger.own.invite(replace(invited.institution), tmp_path / "forged.topp-invite")
    with pytest.raises(UserError, match="pack-other-root"):
        joining.open_invitation(same_id.written.path)
    old = tmp_path / "old.topp-region"
    old.write_bytes(office.pack.written.path.read_bytes())
    newer = office.publish()
    assert joining.open_region_pack(newer.written.path, joined.institution).membership.pack == (
        newer.line.raw
    )
    with pytest.raises(UserError, match="pack-older"):
        joining.open_region_pack(old, joined.institution)
    # The old invitation still opens, and keeps the newer pack.
    assert joining.open_invitation(invited.written.path).membership.pack == newer.line.raw
    for path in (tmp_path / "none", old):
        with pytest.raises(UserError, match=r"file-not-found|not-an-invitation"):
            joining.open_invitation(path)


def test_a_profile_in_the_database_does_the_same(office: Office, tmp_path: Path) -> None:
    store = new_store(tmp_path)
    invited = office.invite("Ministerio")
    profile = SqlDeviceProfile(store.engine)
    joined = Membering(CODEC, profile, clock, "0.1.0").open_invitation(invited.written.path)
    sender = Sender(CODEC, profile, clock, "0.1.0")
    out = tmp_path / "x.topp"
    for level in (1, 2):
        draft = PackageDraft(AGENDA, assessment({SHORT[0]: level}))
        sender.send(draft, joined.membership, out)
    assert [p.get("seq") for p in _inside(office, out)] == [None, 1, 2]
    again = SqlDeviceProfile(store.engine).memberships()
    assert list(again) == [joined.membership]
    assert receive(office.desk, [tmp_path / "x.topp"]).counts == {"accepted": 2, "superseded": 1}


def test_road_map_parts_travel_and_rubbish_does_not(office: Office, tmp_path: Path) -> None:
    laptop = Laptop(tmp_path / "a", office.invite())
    action = {"id": "a1", "item": SHORT[0], "from": 1, "to": 2, "effort": 2.5, "title": "Norma"}
    need = {"kind": "training", "topic": "Datos", "persons": 3}
    sent = laptop.send({}, elements={"action:a1": action, "need:n1": need})
    assert _inside(office, sent.written.path)[1]["elements"] == {
        "action:a1": action,
        "need:n1": need,
    }
    before = sent.written.path.read_bytes()
    with pytest.raises(UserError, match="cannot-describe") as fault:
        laptop.send({}, elements={"action:a1": {"colour": "red"}})
    assert "action:a1.colour" in fault.value.params["field"]
    assert sent.written.path.read_bytes() == before


def test_what_leaves_and_what_stays(office: Office, tmp_path: Path) -> None:
    laptop = Laptop(tmp_path / "a", office.invite())
    said = assessment({SHORT[0]: 1, SHORT[1]: 2})
    said = replace(
        said,
        responses=(
            replace(said.responses[0], note="pública", documents=("Ley",), private_note="no"),
            said.responses[1],
        ),
    )
    found = laptop.sender.preview(PackageDraft(AGENDA, said), laptop.membership)
    assert (found.answers, found.notes, found.documents) == (2, 1, 1)
    assert (found.respondents, found.individual_answers, found.private_notes) == (1, 2, 1)
    assert found.readers == (office.name,)


def test_a_write_that_fails_leaves_what_was_there(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop = Laptop(tmp_path / "a", office.invite())
    sent = laptop.send({SHORT[0]: 1})
    before = sent.written.path.read_bytes()

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    draft = PackageDraft(AGENDA, assessment({SHORT[0]: 1}))
    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(EnvironmentFault, match="disk-full"):
        laptop.sender.send(draft, laptop.membership, sent.written.path)
    monkeypatch.undo()
    assert sent.written.path.read_bytes() == before
    assert not list(tmp_path.rglob("*.part"))
    with pytest.raises(EnvironmentFault, match="cannot-write"):
        laptop.sender.send(draft, laptop.membership, tmp_path / "no" / "x.topp")


def test_without_readers_nothing_is_written(office: Office, tmp_path: Path) -> None:
    laptop = Laptop(tmp_path / "a", office.invite())
    pack = CODEC.payload(laptop.membership.pack) | {"recipients": ["age1broken"]}
    line = CODEC.sign(office.keys.root, "topp-region-pack", pack)
    out = tmp_path / "x.topp"
    with pytest.raises(UserError, match="cannot-seal"):
        laptop.sender.send(
            PackageDraft(AGENDA, assessment({})), replace(laptop.membership, pack=line.raw), out
        )
    assert not out.exists()


def test_sizes_are_small(office: Office, tmp_path: Path) -> None:
    laptop = Laptop(tmp_path / "a", office.invite())
    short = laptop.send(dict.fromkeys(SHORT, 3), "short.topp")
    assert short.written.size <= 15_000
    full = assessment({item.id: 3 for item in AGENDA.items}, "2026-2")
    full = replace(
        full,
        form="full",
        responses=tuple(replace(r, note="Justificación. " * 12) for r in full.responses),
    )
    actions = {
        f"action:{n}": {"id": str(n), "title": "Título " * 8, "activity": "Actividad " * 20}
        for n in range(40)
    }
    sent = laptop.sender.send(
        PackageDraft(AGENDA, full, actions), laptop.membership, tmp_path / "full.topp"
    )
    assert sent.written.size <= 100_000


def test_institution_without_a_name_is_refused(office: Office, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="invalid-institution"):
        office.own.invite(Institution(" ", "GT", "local", "municipality"), tmp_path / "x")
    assert not list(tmp_path.iterdir())


def test_lines_of_action_feedback_and_method_travel(office: Office, tmp_path: Path) -> None:
    laptop = Laptop(tmp_path / "a", office.invite())
    said = replace(
        assessment({SHORT[0]: 1}),
        participants=7,
        plans=("Plan Nacional",),
        lines={"1.1.1": LineStatus("done", 2024, "ley")},
        feedback={SHORT[0]: Feedback("unclear", "texto")},
    )
    sent = laptop.sender.send(PackageDraft(AGENDA, said), laptop.membership, tmp_path / "x.topp")
    revision = _inside(office, sent.written.path)[1]
    assert (revision["participants"], revision["plans"]) == (7, ["Plan Nacional"])
    assert revision["elements"]["line:1.1.1"] == {"status": "done", "year": 2024, "note": "ley"}
    assert revision["elements"][f"feedback:{SHORT[0]}"] == {"kind": "unclear", "text": "texto"}
    assert receive(office.desk, [sent.written.path]).counts == {"accepted": 2}
