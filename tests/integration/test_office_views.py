"""What a secretariat looks up: an institution with its computers, a version in words, officers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.disputes import HIGH, LOW, Case
from tests.support.exchange_world import AGENDA, CODEC, LIBRARY, EmptyLibrary, clock
from tests.support.secretariats import found_secretariat
from topp_desktop.bootstrap import compose
from topp_desktop.domain.assessment import Institution
from topp_desktop.domain.errors import UserError
from topp_desktop.domain.instrument import Wording
from topp_desktop.foundation.i18n import translator
from topp_desktop.services.exchange.receive import receive
from topp_desktop.services.exchange.version_words import as_text
from topp_desktop.services.institution.withdrawing import Withdrawing
from topp_desktop.services.secretariat.held import held
from topp_desktop.services.secretariat.institution_view import (
    frontier_up_to,
    institution_view,
    version_content,
)
from topp_desktop.services.secretariat.purge import purge
from topp_desktop.services.secretariat.trust import alias, revoke

PASSPHRASE = "a long passphrase"


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return Case(tmp_path)


def test_an_institution_with_its_computers_and_versions(case: Case) -> None:
    first, second = case.disagree()
    found = institution_view(case.desk.store, CODEC, "Municipio de Ejemplo")
    assert found.name == "Municipio de Ejemplo"
    assert found.entries[0].invited == clock()
    assert {v.rid: v.outcome for v in found.versions} == {first: "conflict", second: "conflict"}
    assert sorted(c.versions for c in found.computers) == sorted([(first,), (second,)])
    assert all(c.trusted and not c.by_phone for c in found.computers)
    assert [(r.round, r.withdrawn, r.purgeable) for r in found.rounds] == [("2026-1", False, False)]
    assert found.invitations == 1
    with pytest.raises(UserError, match="institution-unknown"):
        institution_view(case.desk.store, CODEC, "Nadie")


def test_only_the_good_versions_of_a_computer_stay(case: Case) -> None:
    first = case.one.send(LOW, "1.topp")
    second = case.one.send(HIGH, "2.topp")
    receive(case.desk, [first.written.path, second.written.path])
    kid = CODEC.signer(case.one.membership.device_seed).kid
    good = frontier_up_to(case.desk.store, kid, [first.rid])
    revoke(case.desk, clock, kid, "Se perdió el 2 de marzo", good)
    found = institution_view(case.desk.store, CODEC, case.institution)
    assert {v.rid: v.admitted for v in found.versions} == {first.rid: True, second.rid: False}
    (computer,) = found.computers
    assert not computer.trusted
    assert computer.versions == (first.rid,)
    (waiting,) = held(case.desk.store, CODEC)
    assert (waiting.reason, waiting.rids) == ("revoked", (second.rid,))


def test_joined_entries_and_a_round_that_was_taken_back(case: Case) -> None:
    case.disagree()
    again = case.invite("Municipalidad de Ejemplo")
    alias(case.desk, clock, case.institution, again.institution.id, "Dos veces invitada")
    found = institution_view(case.desk.store, CODEC, again.institution.id)
    assert {e.name for e in found.entries} == {"Municipio de Ejemplo", "Municipalidad de Ejemplo"}
    assert found.entries[0].id == min(case.institution, again.institution.id)
    assert found.invitations == 2
    withdrawing = Withdrawing(CODEC, case.one.profile, clock)
    out = case.folder / "w.topp"
    taken = withdrawing.withdraw(case.one.membership, "round", "2026-1", "", out)
    receive(case.desk, [taken.written.path])
    (round_,) = institution_view(case.desk.store, CODEC, case.institution).rounds
    assert round_.purgeable
    purge(case.desk, clock, case.institution, "2026-1", "Lo pidieron")
    after = institution_view(case.desk.store, CODEC, case.institution)
    assert after.versions == ()
    assert not any(r.purgeable for r in after.rounds)


def test_a_version_is_told_in_words(case: Case) -> None:
    first, _ = case.disagree()
    words, shelf = translator("es"), LIBRARY
    name, sections = version_content(case.desk.store, CODEC, shelf, first, ["Secretaría"], words)
    text = as_text(name, sections)
    assert name == "Municipio de Ejemplo"
    assert Wording(AGENDA, "es").level(1) in text
    assert "item:" not in text
    with pytest.raises(UserError, match="version-unknown"):
        version_content(case.desk.store, CODEC, shelf, "00" * 32, [], words)
    with pytest.raises(UserError, match="instrument-unknown"):
        version_content(case.desk.store, CODEC, EmptyLibrary(), first, [], words)


def test_an_officer_begins_is_named_and_takes_the_pack_over(tmp_path: Path) -> None:
    root, desk = compose(tmp_path / "root"), compose(tmp_path / "officer")
    found_secretariat(root, "Secretaría", PASSPHRASE, tmp_path / "card")
    pack = tmp_path / "region.topp-region"
    root.office.publish(pack)
    out = tmp_path / "me.topp-officer"
    with pytest.raises(UserError, match="name-missing"):
        desk.office.become_officer(pack, PASSPHRASE, "  ", out)
    number = desk.office.become_officer(pack, PASSPHRASE, "Punto focal", out)
    assert desk.office.is_officers()
    assert not root.office.is_officers()
    root.office.name_officer(out)
    assert [(n, o.position) for n, o in root.office.officers()] == [(number, "Punto focal")]
    root.office.publish(pack)
    assert desk.office.take_pack(pack) == 2
    town = Institution("Municipio", "GT", "local", "municipality")
    (invited,) = desk.office.invite([town], tmp_path / "out")
    assert desk.office.institution("Municipio").entries[0].id == invited.institution.id
    with pytest.raises(UserError, match="officer-cannot"):
        desk.office.publish(pack)
    for program in (root, desk):
        program.close()
