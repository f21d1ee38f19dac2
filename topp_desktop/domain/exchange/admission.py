"""Who may say what: a pure function of a set of objects, never of the order they came in.

A `Roster` only ever gains objects and answers questions about the set it holds. The chain of
trust has four links, so that nothing depends on itself: the trusted roots → the officers their
packs name (unless a root revoked them) → what officers admit, invite, alias and revoke → devices.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from topp_desktop.domain.exchange.objects import (
    Admission,
    Alias,
    Enrolment,
    ExchangeObject,
    Grant,
    Invitation,
    Receipt,
    RegionPack,
    Resolution,
    Revision,
    Revocation,
    Withdrawal,
)
from topp_desktop.domain.exchange.reach import Conclusions

Trusted = Callable[[Iterable[str]], frozenset[str]]
"""From frontier rids to those rids and all their ancestors."""


def frontier_alone(frontier: Iterable[str]) -> frozenset[str]:
    """The frontier without ancestors; enough for objects that have no parents."""
    return frozenset(frontier)


class Roster:
    """The grants known so far and what follows from them.

    roots: kids trusted from outside (the secretariat's own, or the pinned one).
    ancestry: how a revocation's frontier reaches its ancestors.
    """

    def __init__(self, roots: Iterable[str], ancestry: Trusted = frontier_alone) -> None:
        self._anchors = frozenset(roots)
        self._ancestry = ancestry
        self._packs: dict[str, RegionPack] = {}
        self._revocations: dict[str, Revocation] = {}
        self._aliases: dict[str, Alias] = {}
        self._invitations: dict[str, dict[str, Invitation]] = defaultdict(dict)
        self._enrolments: dict[str, dict[str, Enrolment]] = defaultdict(dict)
        self._admissions: dict[str, dict[str, Admission]] = defaultdict(dict)
        self._devices_by_invitation: dict[str, set[str]] = defaultdict(set)
        # Conclusions about one key each; without them a device with thousands of enrolments would
        # be looked at thousands of times in each of them.
        self._vouched: dict[str, frozenset[str]] = {}
        self._speaks_for: dict[str, frozenset[str]] = {}

    def add(self, grant: Grant) -> None:
        """Adds one grant; adding it twice changes nothing."""
        match grant:
            case Enrolment():
                self._enrolments[grant.kid][grant.rid] = grant
                self._speaks_for.pop(grant.kid, None)
                if grant.invitation is not None:
                    self._devices_by_invitation[grant.invitation].add(grant.kid)
                return
            case Invitation():
                self._invitations[grant.key][grant.rid] = grant
                self._vouched.pop(grant.key, None)
                self._speaks_for.clear()
                return
            case Admission():
                self._admissions[grant.device][grant.rid] = grant
                self._speaks_for.pop(grant.device, None)
                return
            case RegionPack():
                self._packs[grant.rid] = grant
            case Revocation():
                self._revocations[grant.rid] = grant
            case Alias():
                self._aliases[grant.rid] = grant
        self.reconsider()

    def reconsider(self) -> None:
        """Drops conclusions; for the owner of `ancestry`, when more ancestors became known."""
        for name in (
            "roots",
            "highest_pack",
            "_officers",
            "_officer_limits",
            "_limits",
            "_classes",
        ):
            self.__dict__.pop(name, None)
        self._vouched.clear()
        self._speaks_for.clear()

    @cached_property
    def roots(self) -> frozenset[str]:
        """The trusted roots and their successors, each named by the one before."""
        found = set(self._anchors)
        waiting = list(self._packs.values())
        while True:
            named = {s for p in waiting if p.kid in found for s in p.successors} - found
            if not named:
                return frozenset(found)
            found |= named

    @cached_property
    def _officers(self) -> frozenset[str]:
        packs = (p for p in self._packs.values() if p.kid in self.roots)
        return frozenset(kid for pack in packs for kid in pack.officers)

    @property
    def authorities(self) -> frozenset[str]:
        """Roots and officers, whether limited by a revocation or not."""
        return self.roots | self._officers

    @cached_property
    def highest_pack(self) -> int:
        """The highest version among packs under a trusted root; 0 without one."""
        return max((p.version for p in self._packs.values() if p.kid in self.roots), default=0)

    def _limits_by(self, signers: Callable[[Revocation], bool]) -> dict[str, frozenset[str]]:
        """Revoked kid → rids of it that stay; several revocations leave what all of them trust."""
        limits: dict[str, frozenset[str]] = {}
        for revocation in self._revocations.values():
            if signers(revocation):
                trusted = self._ancestry(revocation.frontier)
                known = limits.get(revocation.target)
                limits[revocation.target] = trusted if known is None else known & trusted
        return limits

    @cached_property
    def _officer_limits(self) -> dict[str, frozenset[str]]:
        return self._limits_by(lambda r: r.kid in self.roots)

    @cached_property
    def _limits(self) -> dict[str, frozenset[str]]:
        """Limits of devices and invitation keys; roots are never among them."""
        return self._limits_by(lambda r: self.has_authority(r.kid, r.rid))

    def has_authority(self, kid: str, rid: str) -> bool:
        """Whether the object `rid`, signed by `kid`, speaks for the secretariat."""
        if kid in self.roots:
            return True
        if kid not in self._officers:
            return False
        limit = self._officer_limits.get(kid)
        return limit is None or rid in limit

    def _within_limit(self, kid: str, rid: str) -> bool:
        limit = self._limits.get(kid)
        return limit is None or rid in limit

    def is_limited(self, kid: str) -> bool:
        """Whether a revocation leaves only a frontier of what `kid` signed."""
        return kid in self._limits or kid in self._officer_limits

    @cached_property
    def _classes(self) -> Mapping[str, str]:
        parent: dict[str, str] = {}

        def find(name: str) -> str:
            while parent.get(name, name) != name:
                name = parent[name]
            return name

        for alias in self._aliases.values():
            if self.has_authority(alias.kid, alias.rid):
                one, other = sorted(map(find, alias.institutions))
                parent[other] = one
        names = {name for alias in self._aliases.values() for name in alias.institutions}
        return {name: find(name) for name in names}

    @property
    def conclusions(self) -> Conclusions:
        """What follows from the grants for everybody."""
        return Conclusions(
            self.authorities, self.highest_pack, self._officer_limits, self._limits, self._classes
        )

    def institution(self, institution: str) -> str:
        """The id that stands for an institution and its aliases: the smallest of them."""
        return self._classes.get(institution, institution)

    def aliases_of(self, institution: str) -> frozenset[str]:
        """Every id of the same institution, its own included."""
        one = self.institution(institution)
        return frozenset({n for n, c in self._classes.items() if c == one} | {institution, one})

    def institutions_of(self, device: str) -> frozenset[str]:
        """The institutions (by the id that stands for them) a device was admitted for."""
        known = self._speaks_for.get(device)
        if known is None:
            known = self._speaks_for[device] = self._admitted_for(device)
        return known

    def _admitted_for(self, device: str) -> frozenset[str]:
        admitted = {
            self.institution(a.institution)
            for a in self._admissions.get(device, {}).values()
            if self.has_authority(a.kid, a.rid)
        }
        for enrolment in self._enrolments.get(device, {}).values():
            if self._invited(enrolment):
                admitted.add(self.institution(enrolment.institution))
        return frozenset(admitted)

    def _invited(self, enrolment: Enrolment) -> bool:
        key = enrolment.invitation
        return (
            key is not None
            and self._within_limit(key, enrolment.rid)
            and self.institution(enrolment.institution) in self._vouched_by(key)
        )

    def _vouched_by(self, key: str) -> frozenset[str]:
        """The institutions that an invitation key was made for."""
        known = self._vouched.get(key)
        if known is None:
            known = self._vouched[key] = frozenset(
                self.institution(invitation.institution)
                for invitation in self._invitations.get(key, {}).values()
                if self.has_authority(invitation.kid, invitation.rid)
            )
        return known

    def devices_invited_by(self, key: str) -> frozenset[str]:
        """Devices whose enrolment names this invitation key."""
        return frozenset(self._devices_by_invitation.get(key, ()))

    def admits(self, subject: ExchangeObject) -> bool:
        """Whether the object's signer may say what it says."""
        match subject:
            case RegionPack():
                return subject.kid in self.roots
            case Revision() | Withdrawal() | Enrolment():
                return self._within_limit(subject.kid, subject.rid) and self.institution(
                    subject.institution
                ) in self.institutions_of(subject.kid)
            case Revocation() if subject.target in self._officers:
                return subject.kid in self.roots
            case Invitation() | Admission() | Revocation() | Alias() | Resolution() | Receipt():
                return self.has_authority(subject.kid, subject.rid)
