"""The other end: a laptop of institution X opens what was meant to do it harm.

It has joined with the invitation of the base. Whatever it opens, as an invitation, as a region
pack, as a receipt or a colleague's file: nothing but a plain fault is raised; the root that was
pinned stays; a pack is taken over only with a higher number and under that root; every line that
is kept stands in the file, and was signed by the key it names, which is one of the institution's
computers or speaks for the secretariat.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from tests.fuzz.oracle import Altered, Mutant
from tests.fuzz.world import World, X
from tests.support.exchange_world import CODEC, clock
from topp_desktop.domain.errors import EnvironmentFault, UserError
from topp_desktop.services.exchange.ports import Answered, KeptLine, Membership, StatedElements
from topp_desktop.services.institution.join import Membering
from topp_desktop.services.institution.opening import Opening

_HEARD = {"a1", "a2", "gone", "root", "officer"}


class Memory:
    """A device's profile that forgets everything when it is let go; a `DeviceProfile`."""

    def __init__(self) -> None:
        self._memberships: dict[str, Membership] = {}
        self.kept: dict[str, KeptLine] = {}
        self._answered: dict[str, Answered] = {}

    def memberships(self) -> Sequence[Membership]:
        return list(self._memberships.values())

    def put_membership(self, membership: Membership) -> None:
        self._memberships[membership.institution] = membership

    def lines(self, institution: str, round_id: str) -> Sequence[KeptLine]:
        found = self.kept.values()
        return [k for k in found if k.institution == institution and k.round in ("", round_id)]

    def rounds(self, institution: str) -> Sequence[str]:
        found = self.kept.values()
        return sorted({k.round for k in found if k.institution == institution and k.round})

    def keep(self, lines: Iterable[KeptLine], said: StatedElements | None = None) -> None:
        for line in lines:
            self.kept.setdefault(line.rid, line)

    def said(self, institution: str, round_id: str) -> Mapping[str, str] | None:
        return None

    def answered(self, institution: str) -> Sequence[Answered]:
        return [a for a in self._answered.values() if a.institution == institution]

    def put_answered(self, answers: Iterable[Answered]) -> None:
        self._answered.update((a.rid, a) for a in answers)


class Institution:
    """Opens mutants on a laptop of X, a fresh one for each."""

    def __init__(self, world: World, folder: Path) -> None:
        self.world = world
        first = folder / "first.topp-invite"
        code = world.invitations[X].code.encode()
        lines = [b"code " + code, world.base["pack"], world.base["invitation x"]]
        first.write_bytes(b"\n".join(lines) + b"\n")
        profile = Memory()
        joined = Membering(CODEC, profile, clock, "0.1.0").open_invitation(first)
        self._membership = joined.membership
        self._enrolment = dict(profile.kept)

    def judge(self, mutant: Mutant, path: Path) -> None:
        """Opens the file in every way there is."""
        profile = Memory()
        profile.put_membership(self._membership)
        profile.kept.update(self._enrolment)
        membering = Membering(CODEC, profile, clock, "0.1.0")
        opening = Opening(CODEC, profile, clock)
        ways: list[Callable[[], object]] = [
            lambda: membering.open_invitation(path),
            lambda: membering.open_region_pack(path, X),
            lambda: opening.preview(path),
            lambda: opening.take(path, X),
            lambda: opening.confirmed(X),
        ]
        for way in ways:
            try:
                way()
            except (UserError, EnvironmentFault):
                continue
        self._check(mutant, profile)

    def _check(self, mutant: Mutant, profile: Memory) -> None:
        world = self.world
        for membership in profile.memberships():
            if membership.institution == X and membership.root != self._membership.root:
                raise Altered("the root that was pinned is another one")
            signed = membership.pack.rpartition(b".")[0]
            if membership.root not in world.notary.signed.get(signed, ()):
                raise Altered("a pack that the root did not sign")
            now, before = (CODEC.payload(m.pack) for m in (membership, self._membership))
            if membership.institution == X and now["number"] < before["number"]:
                raise Altered("an older pack")
        device = CODEC.signer(self._membership.device_seed).kid
        for line in profile.kept.values():
            signed = line.raw.rpartition(b".")[0]
            kid = CODEC.meaning(line.raw).kid
            if line.typ == "topp-enrolment" and (kid == device or line.raw not in mutant.lines):
                continue  # this laptop's own, with another pack
            if line.raw not in mutant.lines or kid not in world.notary.signed.get(signed, ()):
                raise Altered("kept, though nobody signed it")
            if not mutant.authority and world.names[kid] not in _HEARD:
                raise Altered("kept, though its key may not speak here")
