"""Several computers of one institution: nothing is lost, and nobody decides without seeing it."""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.support.exchange_world import AGENDA, CODEC, SHORT, Laptop, Office, assessment, clock
from topp_desktop.domain.errors import UserError
from topp_desktop.packages.profile_folder import ProfileFolder
from topp_desktop.persistence.exchange_profile import SqlDeviceProfile
from topp_desktop.services.exchange.pool_view import Pool
from topp_desktop.services.exchange.receive import receive
from topp_desktop.services.institution.join import Membering
from topp_desktop.services.institution.joining import HERE
from topp_desktop.services.institution.opening import Opening
from topp_desktop.services.institution.send import PackageDraft, Sender, Sent, SentApproval

FIRST, SECOND = SHORT[:6], SHORT[6:12]
A = f"item:{SHORT[0]}"


class Team:
    """Laptops of one institution that hand files to each other, and a secretariat."""

    def __init__(self, folder: Path, laptops: int = 2) -> None:
        self.office = Office(folder / "office")
        invited = self.office.invite()
        self.institution = invited.institution.id
        self.laptops = [Laptop(folder / str(n), invited) for n in range(laptops)]
        self.files = 0

    def send(self, laptop: Laptop, answers: dict[str, int], **draft: Any) -> Sent:
        self.files += 1
        return laptop.send(answers, f"{self.files}.topp", **draft)

    def opening(self, laptop: Laptop) -> Opening:
        return Opening(CODEC, laptop.profile, clock)

    def open(self, laptop: Laptop, sent: Sent) -> Any:
        return self.opening(laptop).take(sent.written.path)

    def secretariat_sees(self, *sent: Sent) -> Any:
        receive(self.office.desk, [s.written.path for s in sent])
        with self.office.store.read() as unit:
            return Pool(unit, CODEC).picture((self.institution, "2026-1")).view

    def levels(self, view: Any) -> dict[str, int]:
        return {
            name.removeprefix("item:"): element["value"] // 1000
            for name, element in view.elements.items()
            if name.startswith("item:")
        }


@pytest.fixture
def team(tmp_path: Path) -> Team:
    return Team(tmp_path)


def test_two_laptops_that_answered_two_areas_combine(team: Team) -> None:
    one, two = team.laptops
    first = team.send(one, dict.fromkeys(FIRST, 1))
    opened = team.open(two, first)
    assert (opened.versions, opened.rounds, opened.not_taken) == (1, ("2026-1",), 0)
    assert not opened.is_receipt
    second = team.send(two, dict.fromkeys(SECOND, 2))
    assert {t.element for t in second.joined.taken} == {f"item:{i}" for i in FIRST}
    view = team.secretariat_sees(second)
    assert view.heads == (second.rid,)
    assert team.levels(view) == {**dict.fromkeys(FIRST, 1), **dict.fromkeys(SECOND, 2)}
    assert not view.missing

    team.open(one, second)
    third = team.send(one, {**dict.fromkeys(FIRST, 1), FIRST[0]: 4})
    assert not third.joined.undecided
    view = team.secretariat_sees(third)
    assert view.heads == (third.rid,)
    assert team.levels(view)[FIRST[0]] == 4, "what was changed here"
    assert team.levels(view)[SECOND[0]] == 2, "what nobody touched here"


def test_different_answers_are_not_decided_unseen(team: Team) -> None:
    one, two = team.laptops
    first = team.send(one, dict.fromkeys(FIRST, 1))
    team.open(two, first)
    second = team.send(two, {**dict.fromkeys(FIRST, 1), FIRST[0]: 3})
    (open_,) = second.joined.undecided
    assert open_.element == A
    assert [(c.rid, c.value["value"]) for c in open_.choices] == [(HERE, 3000), (first.rid, 1000)]
    view = team.secretariat_sees(first, second)
    assert set(view.heads) == {first.rid, second.rid}
    assert set(view.conflicts) == {A}, "both values are with the secretariat"

    decided = team.send(
        two, {**dict.fromkeys(FIRST, 1), FIRST[0]: 3}, decisions={A: first.rid[:12]}
    )
    view = team.secretariat_sees(decided)
    assert (view.heads, dict(view.conflicts)) == ((decided.rid,), {})
    assert team.levels(view)[FIRST[0]] == 1
    team.open(one, decided)
    after = team.send(one, dict.fromkeys(FIRST, 1))
    assert team.levels(team.secretariat_sees(after)) == dict.fromkeys(FIRST, 1)


def test_one_may_insist_on_what_is_said_here(team: Team) -> None:
    one, two = team.laptops
    first = team.send(one, dict.fromkeys(FIRST, 1))
    team.send(two, dict.fromkeys(FIRST, 2))
    team.open(two, first)
    answers = dict.fromkeys(FIRST, 2)
    draft = PackageDraft(AGENDA, assessment(answers))
    open_ = two.sender.compare(draft, two.membership).undecided
    assert {o.element for o in open_} == {f"item:{i}" for i in FIRST}
    own = {o.element: next(c.rid for c in o.choices if not c.number) for o in open_}
    sent = team.send(two, answers, decisions=own)
    view = team.secretariat_sees(sent)
    assert (view.heads, team.levels(view)) == ((sent.rid,), answers)


def test_a_decision_for_a_version_that_is_not_here_is_refused(team: Team) -> None:
    one, two = team.laptops
    team.open(two, team.send(one, {FIRST[0]: 1}))
    with pytest.raises(UserError, match="version-unknown"):
        team.send(two, {FIRST[0]: 3}, decisions={A: "abc"})


def test_what_was_taken_stays_until_it_is_changed_here(team: Team) -> None:
    """The measurement on this computer does not hold it; it is sent along all the same."""
    one, two = team.laptops
    team.open(two, team.send(one, dict.fromkeys(FIRST, 1)))
    mine = dict.fromkeys(SECOND, 2)
    for n in range(3):
        sent = team.send(two, {**mine, SECOND[0]: n})
        view = team.secretariat_sees(sent)
        assert team.levels(view)[FIRST[0]] == 1
    sent = team.send(two, {**mine, FIRST[0]: 4})
    assert team.levels(team.secretariat_sees(sent))[FIRST[0]] == 4
    sent = team.send(two, mine)
    assert FIRST[0] not in team.levels(team.secretariat_sees(sent)), "erased here, so it is blank"


def test_nothing_new_makes_nothing_new(team: Team) -> None:
    one, two = team.laptops
    first = team.send(one, dict.fromkeys(FIRST, 1))
    assert team.send(one, dict.fromkeys(FIRST, 1)).again
    team.open(two, first)
    second = team.send(two, {})
    assert not second.again
    again = team.send(two, {})
    assert (again.rid, again.again) == (second.rid, True)
    view = team.secretariat_sees(again)
    assert team.levels(view) == dict.fromkeys(FIRST, 1)


def test_an_approval_covers_only_what_was_approved(team: Team) -> None:
    one, two = team.laptops
    approval = SentApproval("Directora", "2026-02-28", "OF-1")
    first = team.send(one, dict.fromkeys(FIRST, 1), approval=approval)
    assert not first.approval_left_out
    team.open(two, first)
    draft = PackageDraft(AGENDA, assessment(dict.fromkeys(SECOND, 2)), approval=approval)
    looked = two.sender.preview(draft, two.membership)
    assert (looked.answers, looked.taken, looked.undecided) == (12, 6, 0)
    assert looked.approval_left_out
    second = team.send(two, dict.fromkeys(SECOND, 2), approval=approval)
    assert second.approval_left_out
    receive(team.office.desk, [second.written.path])
    with team.office.store.read() as unit:
        payload = CODEC.payload(unit.raw([second.rid])[second.rid])
    assert payload["approval"] is None


def test_details_of_the_measurement_are_joined_too(team: Team) -> None:
    from dataclasses import replace

    one, two = team.laptops
    with_plans = replace(assessment({FIRST[0]: 1}), plans=("Plan municipal",), participants=7)
    one.sender.send(PackageDraft(AGENDA, with_plans), one.membership, one.folder / "x.topp")
    team.opening(two).take(one.folder / "x.topp")
    sent = team.send(two, {SECOND[0]: 2})
    view = team.secretariat_sees(sent)
    assert view.elements["meta:plans"]["value"] == ["Plan municipal"]
    assert view.elements["meta:participants"]["value"] == 7


def test_a_strangers_file_is_not_a_colleagues(team: Team, tmp_path: Path) -> None:
    one, _ = team.laptops
    other = Team(tmp_path / "other")
    foreign = other.send(other.laptops[0], {FIRST[0]: 1})
    with pytest.raises(UserError, match="file-not-for-institution"):
        team.open(one, foreign)
    with pytest.raises(UserError, match="file-not-found"):
        team.opening(one).take(tmp_path / "none.topp")
    with pytest.raises(UserError, match="not-joined"):
        Opening(CODEC, ProfileFolder(tmp_path / "empty"), clock).take(foreign.written.path)


def test_the_database_of_the_window_keeps_the_same(team: Team, tmp_path: Path) -> None:
    """The profile in the local database behaves as the one in a folder."""
    from tests.support.exchange_world import new_store

    one, two = team.laptops
    store = new_store(tmp_path, "local.sqlite")
    profile = SqlDeviceProfile(store.engine)
    for membership in two.profile.memberships():
        profile.put_membership(membership)
    two.profile = profile  # type: ignore[assignment]
    two.sender = Sender(CODEC, profile, clock, "0.1.0")
    team.open(two, team.send(one, dict.fromkeys(FIRST, 1)))
    assert profile.rounds(team.institution) == ["2026-1"]
    sent = team.send(two, dict.fromkeys(SECOND, 2))
    assert team.send(two, dict.fromkeys(SECOND, 2)).rid == sent.rid
    view = team.secretariat_sees(sent)
    assert team.levels(view) == {**dict.fromkeys(FIRST, 1), **dict.fromkeys(SECOND, 2)}
    assert profile.said(team.institution, "2026-1") is not None


@pytest.mark.parametrize("seed", range(6))
def test_any_exchange_of_files_ends_with_every_answer(tmp_path: Path, seed: int) -> None:
    """Three laptops, each with its own questions, open and send in any order: what was last said
    is what the secretariat sees, or one of the values that compete (three versions may have no
    common ground that tells an old answer from a new one)."""
    random = Random(seed)
    team = Team(tmp_path, laptops=3)
    said: list[dict[str, int]] = [{}, {}, {}]
    sent: list[Sent] = []
    for _ in range(12):
        n = random.randrange(3)
        laptop = team.laptops[n]
        if sent and random.random() < 0.5:
            team.open(laptop, random.choice(sent))
        item = SHORT[n * 4 + random.randrange(4)]
        said[n][item] = random.randrange(5)
        result = team.send(laptop, said[n])
        assert not result.joined.undecided
        sent.append(result)
    files = list(sent)
    random.shuffle(files)
    view = team.secretariat_sees(*files)
    assert not view.missing
    last, levels = said[0] | said[1] | said[2], team.levels(view)
    for item, level in last.items():
        found = view.conflicts.get(f"item:{item}")
        if found is None:
            assert levels[item] == level
        else:
            assert 1000 * level in [v["value"] for v in found.values if v is not None]


def test_joining_again_keeps_what_is_known(team: Team, tmp_path: Path) -> None:
    one, two = team.laptops
    sent = team.send(one, dict.fromkeys(FIRST, 1))
    team.open(two, sent)
    again = Membering(CODEC, two.profile, clock, "0.1.0").open_invitation(
        next((tmp_path / "office").glob("*.topp-invite"))
    )
    assert again.membership == two.membership
    assert len(team.send(two, {}).joined.taken) == len(FIRST)
