"""What new grants reach in a pool: all that follows from them, and nothing else is looked at."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.fuzz.world import World, X, Y, seed
from tests.support.age_writer import sealed
from topp_desktop.domain.exchange import History, Roster
from topp_desktop.packages.keys import SigningKey
from topp_desktop.services.exchange.receive import Receiver, receive


class Case:
    """A desk that knows the invitations, and what is sent to it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.world = World()
        self.world.known = [n for n in self.world.base if n.startswith(("pack", "invitation"))]
        self.files = 0

    def desk(self) -> Receiver:
        self.files += 1
        return self.world.desk(self.folder / f"pool-{self.files}")

    def send(self, desk: Receiver, *lines: bytes) -> dict[str, int]:
        self.files += 1
        path = self.folder / f"{self.files:04}.topp"
        public = self.world.keys.openers[0].public_raw
        path.write_bytes(
            sealed(b"".join(line + b"\n" for line in lines), [public], Random(self.files))
        )
        return receive(desk, [path]).counts

    def revision(self, who: str, institution: str, seq: int, *parents: bytes, level: int) -> bytes:
        rids = [self.world.rid(parent) for parent in parents]
        payload = self.world.revision(who, institution, seq, rids, level=level)
        return self.world.line(who, "topp-revision", payload)

    def word(self, who: str, what: str, **fields: Any) -> bytes:
        payload = self.world.small(f"topp-{what}", **fields, reason="")
        return self.world.line(who, f"topp-{what}", payload)


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return Case(tmp_path)


def _state(desk: Receiver) -> Any:
    with desk.store.read() as unit:
        rows = unit.with_status("admitted", "held-sender", "held-instrument", "unverified")
        objects = sorted((row.rid, row.status, row.outcome) for row in rows)
        return objects, sorted(unit.current(), key=lambda row: (row.institution, row.round))


def _ends_the_same(case: Case, *files: tuple[bytes, ...]) -> Any:
    """Whatever the order of the files, each of them received in a run of its own."""
    states = []
    for order in permutations(files):
        desk = case.desk()
        for lines in order:
            case.send(desk, *lines)
        states.append(_state(desk))
    assert all(state == states[0] for state in states)
    return states[0]


def _standing(state: Any, case: Case, line: bytes) -> str:
    return str({rid: status for rid, status, _ in state[0]}[case.world.rid(line)])


def test_a_revocation_leaves_what_its_frontier_builds_on(case: Case) -> None:
    """The ancestors lie in the pool from an earlier run, or come later."""
    enrolment = case.world.base["enrolment gone"]
    first = case.revision("gone", X, 1, level=1)
    second = case.revision("gone", X, 2, first, level=2)
    third = case.revision("gone", X, 3, second, level=3)
    frontier = [case.world.rid(line) for line in (enrolment, second)]
    kid = case.world.key("gone").kid
    revocation = case.word("root", "revocation", target=kid, frontier=frontier)
    state = _ends_the_same(case, (enrolment, first), (second,), (third,), (revocation,))
    found = [_standing(state, case, line) for line in (first, second, third)]
    assert found == ["admitted", "admitted", "held-sender"]


def test_an_alias_joins_what_lies_under_both_ids(case: Case) -> None:
    a1, b1 = (case.world.base[f"enrolment {name}"] for name in ("a1", "b1"))
    one = case.revision("a1", X, 1, level=1)
    other = case.revision("b1", Y, 1, one, level=2)
    alias = case.word("officer", "alias", institutions=[X, Y])
    state = _ends_the_same(case, (a1, one), (b1, other), (alias,))
    assert [(row.institution, row.heads, row.pending) for row in state[1]] == [(X, 1, False)]


def test_an_alias_of_an_officer_who_is_named_or_revoked_later(case: Case) -> None:
    case.world.known = [n for n in case.world.known if n != "pack" and n != "invitation y"]
    y = case.world.line("root", "topp-invitation", case.world.invitation(Y))
    a1, b1 = (case.world.base[f"enrolment {name}"] for name in ("a1", "b1"))
    one, other = case.revision("a1", X, 1, level=1), case.revision("b1", Y, 1, level=2)
    alias = case.word("officer", "alias", institutions=[X, Y])
    pack = case.world.base["pack"]
    said = (y, a1, b1, one, other)
    named = _ends_the_same(case, said, (alias,), (pack,))
    assert [row.institution for row in named[1]] == [X]
    revoked = case.word("root", "revocation", target=case.world.key("officer").kid, frontier=[])
    apart = _ends_the_same(case, said, (alias, pack), (revoked,))
    assert [row.institution for row in apart[1]] == [X, Y]


def test_a_revoked_invitation_that_vouched_for_a_computer(case: Case) -> None:
    enrolment, revision = case.world.base["enrolment a1"], case.revision("a1", X, 1, level=1)
    key = case.world.invitations[X].signer.kid
    revocation = case.word("officer", "revocation", target=key, frontier=[])
    state = _ends_the_same(case, (enrolment,), (revision,), (revocation,))
    assert _standing(state, case, revision) == "held-sender"
    assert state[1] == []


# --- what a stranger costs -------------------------------------------------------------------


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """How many objects' standing is worked out, and how many histories."""
    counts = {"standing": 0, "history": 0}

    def counted(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def counting(*args: Any) -> Any:
            counts[name] += 1
            return work(*args)

        return counting

    monkeypatch.setattr(Roster, "admits", counted("standing", Roster.admits))
    monkeypatch.setattr(History, "__init__", counted("history", History.__init__))
    return counts


WORDS: dict[str, Callable[[Case], bytes]] = {
    "alias": lambda c: c.word("stranger", "alias", institutions=[X, Y]),
    "revocation": lambda c: c.word(
        "stranger", "revocation", target=c.world.key("a1").kid, frontier=[]
    ),
    "of an invitation": lambda c: c.word(
        "stranger", "revocation", target=c.world.invitations[X].signer.kid, frontier=[]
    ),
    "admission": lambda c: c.word(
        "stranger", "admission", institution=X, device=c.world.key("stranger").kid
    ),
    "pack": lambda c: c.world.line("foreign", "topp-region-pack", c.world.pack(9, c.world.foreign)),
    "a device's alias": lambda c: c.word("a1", "alias", institutions=[X, Y]),
}


@pytest.mark.parametrize("name", WORDS)
def test_what_counts_for_nothing_reaches_nothing(
    case: Case, looks: dict[str, int], name: str
) -> None:
    """Work that is counted: the same in a pool of ten versions and in one of a hundred."""
    seen = []
    for versions in (10, 100):
        desk = case.desk()
        case.send(desk, *(case.world.base[f"enrolment {n}"] for n in ("a1", "b1")))
        made = [case.revision("a1", X, seq, level=seq % 5) for seq in range(1, versions + 1)]
        case.send(desk, *made)
        before = _state(desk)[1]
        looks.update(standing=0, history=0)
        stranger = case.world.line(
            "stranger", "topp-enrolment", case.world.enrolment("stranger", X, vouched=False)
        )
        counts = case.send(desk, stranger, WORDS[name](case))
        assert counts["held-sender"] == 2
        assert _state(desk)[1] == before
        seen.append(dict(looks))
    assert seen[0] == seen[1]
    assert seen[0]["history"] == 0
    assert seen[0]["standing"] <= 4


def test_the_secretariats_own_word_reaches_those_it_speaks_of(
    case: Case, looks: dict[str, int]
) -> None:
    desk = case.desk()
    case.send(desk, *(case.world.base[f"enrolment {n}"] for n in ("a1", "b1")))
    case.send(desk, *(case.revision("a1", X, seq, level=1) for seq in range(1, 60)))
    case.send(desk, case.revision("b1", Y, 1, level=1))
    looks.update(standing=0, history=0)
    kid = case.world.key("b1").kid
    case.send(desk, case.word("officer", "revocation", target=kid, frontier=[]))
    assert looks == {"standing": 3, "history": 0}
    assert [row.institution for row in _state(desk)[1]] == [X]


# --- what one file costs ---------------------------------------------------------------------


def _enrolments_of_one(case: Case, count: int) -> list[bytes]:
    base = case.world.enrolment("a1", X)
    return [case.world.line("a1", "topp-enrolment", base | {"app": str(n)}) for n in range(count)]


def _computers_and_invitations(case: Case, count: int) -> list[bytes]:
    """As many computers of one invitation as strangers' invitations that name its key."""
    lines = []
    for n in range(count):
        name = f"computer {n}"
        case.world.signers[name] = SigningKey(seed(name))
        lines.append(case.world.line(name, "topp-enrolment", case.world.enrolment(name, X)))
        invitation = case.world.invitation(X) | {"root": case.world.key("stranger").kid}
        invitation["institution"] = case.world.profile(f"inst-{n}")
        lines.append(case.world.line("a2", "topp-invitation", invitation))
    return [case.world.base["enrolment a2"], *lines]


def _words_of_a_stranger(case: Case, count: int) -> list[bytes]:
    stranger = case.world.enrolment("stranger", X, vouched=False)
    aliases = [
        case.word("stranger", "alias", institutions=[f"inst-{n}", f"inst-{n + 1}"])
        for n in range(count)
    ]
    target = case.world.key("a1").kid
    revocations = [
        case.word("stranger", "revocation", target=target, frontier=[f"{n:064x}"])
        for n in range(count)
    ]
    enrolment = case.world.line("stranger", "topp-enrolment", stranger)
    return [enrolment, *aliases, *revocations]


@pytest.mark.parametrize(
    "made", [_enrolments_of_one, _computers_and_invitations, _words_of_a_stranger]
)
def test_a_file_of_very_many_grants_is_looked_at_once_each(
    case: Case, monkeypatch: pytest.MonkeyPatch, made: Callable[[Case, int], list[bytes]]
) -> None:
    """Work that is counted: twice the lines ask twice as often who may say so, not four times."""
    asked = 0
    authority, invited = Roster.has_authority, Roster._invited

    def counting(work: Callable[..., bool]) -> Callable[..., bool]:
        def counted(*args: Any) -> bool:
            nonlocal asked
            asked += 1
            return work(*args)

        return counted

    monkeypatch.setattr(Roster, "has_authority", counting(authority))
    monkeypatch.setattr(Roster, "_invited", counting(invited))
    seen = []
    for count in (60, 120):
        desk, lines = case.desk(), made(case, count)
        asked = 0
        case.send(desk, *lines)
        seen.append(asked)
    assert seen[1] <= 2.2 * seen[0]
    assert seen[1] <= 20 * 2 * 120
