"""What other computers of the institution said, and what is said here: put together element by
element, so that the next version builds on all of them and decides nothing unseen.

Three sides: what this device said last (its last version), what is said here now, and the merged
picture of every version known here. See docs/exchange.md, "Several computers".
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from topp_desktop.domain.exchange import (
    Element,
    Enrolment,
    Open,
    Resolution,
    Revision,
    Statement,
    Withdrawal,
)
from topp_desktop.domain.exchange.aggregate import PROFILE
from topp_desktop.formats.objects import META
from topp_desktop.foundation.canonical import canonical_json, sha256_hex
from topp_desktop.services.exchange.check_number import check_number
from topp_desktop.services.exchange.pool_view import RoundPicture, picture_of
from topp_desktop.services.exchange.ports import Answered, Codec, KeptLine, Membership

HERE = "here"
"""In place of a rid: what is said on this computer."""

_OURS = frozenset({META + "instrument"})
"""Questions are this computer's own: an answer belongs to the questionnaire it was given in."""


@dataclass(frozen=True, slots=True)
class CompetingValue:
    """One of several values of an element. rid: `HERE` for this computer's; number: of the
    computer that says it, "" for this one; value None: left blank."""

    rid: str
    number: str
    created: datetime | None
    value: Element
    by_secretariat: bool = False


@dataclass(frozen=True, slots=True)
class Undecided:
    """An element that several computers changed in different ways."""

    element: str
    choices: tuple[CompetingValue, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """An element that comes from elsewhere because nobody here touched it since."""

    element: str
    choice: CompetingValue


@dataclass(frozen=True, slots=True)
class NextVersion:
    """What the next version says. parents: what it builds on; undecided: as long as there are
    any, it continues this device's own line alone, so that nothing is decided unseen."""

    parents: tuple[str, ...]
    elements: Mapping[str, Element]
    taken: tuple[Taken, ...] = ()
    undecided: tuple[Undecided, ...] = ()
    unknown: tuple[str, ...] = ()


class Kept:
    """What this device has of one institution and round.

    Versions that the secretariat keeps outside (of a computer it does not know) are left out, as
    long as they are not this device's: building on them would leave a gap.
    """

    def __init__(
        self,
        codec: Codec,
        lines: Sequence[KeptLine],
        device: str,
        answered: Iterable[Answered] = (),
    ) -> None:
        self._codec = codec
        self._device = device
        self._raw = {line.rid: line.raw for line in lines}
        self._enrolments: dict[str, bytes] = {}
        self.withdrawals: list[bytes] = []
        held = {a.rid for a in answered if a.outcome == "held-sender"}
        statements: dict[str, Statement] = {}
        taken_back: list[Withdrawal] = []
        for line in lines:
            if line.typ == "topp-receipt":
                continue
            found = codec.meaning(line.raw)
            if isinstance(found, Revision | Resolution):
                if found.kid == device or found.rid not in held:
                    statements[found.rid] = found
            elif isinstance(found, Enrolment):
                self._enrolments[line.rid] = line.raw
            elif isinstance(found, Withdrawal):
                self.withdrawals.append(line.raw)
                taken_back.append(found)
        place = (lines[0].institution, lines[0].round) if lines else ("", "")
        self.picture: RoundPicture = picture_of(
            place, statements.values(), self._created, taken_back
        )
        self.history = self.picture.history
        self._statements = statements

    def _created(self, rid: str) -> datetime:
        return datetime.fromisoformat(str(self._codec.payload(self._raw[rid])["created"]))

    def payload(self, rid: str) -> dict[str, Any]:
        return self._codec.payload(self._raw[rid])

    def last_number(self) -> int:
        """The highest number this device has signed; 0 before the first."""
        return max((s.seq for s in self._own()), default=0)

    def _own(self) -> list[Revision]:
        found = self._statements.values()
        return [s for s in found if isinstance(s, Revision) and s.kid == self._device]

    @property
    def own(self) -> Revision | None:
        """This device's last version."""
        return max(self._own(), key=lambda s: s.seq, default=None)

    def lines_before(self) -> list[bytes]:
        """Every version kept, ancestors first, then withdrawals."""
        return [*(self._raw[node.rid] for node in self.history.order), *self.withdrawals]

    def enrolments(self, membership: Membership) -> Iterable[bytes]:
        """This device's first, then those of the devices whose versions travel along."""
        yield membership.enrolment
        signers = {s.kid for s in self._statements.values()}
        for raw in self._enrolments.values():
            if raw != membership.enrolment and self._codec.meaning(raw).kid in signers:
                yield raw

    def choice(self, rid: str, value: Element) -> CompetingValue:
        found = self.picture.said(rid, value)
        number = "" if found.kid == self._device else check_number(found.kid)
        return CompetingValue(rid, number, found.created, value, found.by_secretariat)

    def says(self, rid: str, element: str) -> Element:
        """What a version says of an element; of a decision, what it was decided to be."""
        found = self._statements.get(rid)
        if isinstance(found, Revision):
            return found.elements.get(element)
        return self.picture.view.elements.get(element)


def fingerprints(elements: Mapping[str, Element]) -> dict[str, str]:
    """Element id → SHA-256 of what is said; see `exchange_values.Said`."""
    return {name: _fingerprint(value) for name, value in elements.items()}


def _fingerprint(value: Element) -> str:
    return "" if value is None else sha256_hex(canonical_json(value))


def plain(elements: Mapping[str, Any]) -> dict[str, Element]:
    """The elements as they will be read again."""
    return dict(json.loads(canonical_json(elements)))


class _Joining:
    """One element after the other."""

    def __init__(
        self, kept: Kept, ours: Mapping[str, Element], said: Mapping[str, str] | None
    ) -> None:
        self._kept = kept
        self._ours = ours
        own = kept.own
        self._own = own
        self._before: Mapping[str, Element] = own.elements if own is not None else {}
        # A renewed device has no version of its own yet, but it knows what was said here.
        self._said = said if own is not None or said is not None else {}
        self._view = kept.picture.view

    def changed_here(self, element: str) -> bool:
        now = self._ours.get(element)
        if self._said is None:
            return bool(now != self._before.get(element))
        return _fingerprint(now) != self._said.get(element, "")

    def _same_as_before(self, element: str, theirs: Element) -> bool:
        """Whether nobody elsewhere changed it since the last version made here."""
        if self._own is None and self._said is not None:
            return _fingerprint(theirs) == self._said.get(element, "")
        return bool(theirs == self._before.get(element))

    def stays(self, element: str) -> Element:
        """What this device's own line goes on to say."""
        if element in _OURS or self._own is None or self.changed_here(element):
            return self._ours.get(element)
        return self._before.get(element)

    def theirs(self, element: str) -> Element:
        """The merged value, `Open` where it is not decided."""
        found = self._view.conflicts.get(element)
        return self._view.elements.get(element) if found is None else found

    def choices(self, element: str) -> tuple[CompetingValue, ...]:
        theirs = self.theirs(element)
        if isinstance(theirs, Open):
            found = [self._kept.choice(c.rid, c.value) for c in theirs.candidates]
        else:
            found = [self._kept.choice(self._source(element, theirs), theirs)]
        if self.changed_here(element):
            mine = CompetingValue(HERE, "", None, self._ours.get(element))
            found = [c for c in found if self._own is None or c.rid != self._own.rid]
            found.insert(0, mine)
        return tuple(found)

    def _source(self, element: str, value: Element) -> str:
        """A head that says the value; the first one where several do."""
        heads = self._view.heads
        return next((rid for rid in heads if self._kept.says(rid, element) == value), heads[0])

    def value(self, element: str, decision: str) -> tuple[Element, str]:
        """(value, where it comes from): "ours", "theirs" or "undecided"."""
        ours, theirs = self._ours.get(element), self.theirs(element)
        if element in _OURS:
            return ours, "ours"
        if decision:
            if decision == HERE:
                return self.stays(element), "ours"
            return self._kept.says(decision, element), "theirs"
        if not self.changed_here(element):
            if isinstance(theirs, Open):
                return None, "undecided"
            return theirs, "ours" if theirs == ours else "theirs"
        if isinstance(theirs, Open):
            return None, "undecided"
        if theirs == ours or self._same_as_before(element, theirs):
            return ours, "ours"
        return None, "undecided"


def join(
    kept: Kept,
    ours: Mapping[str, Element],
    said: Mapping[str, str] | None,
    decisions: Mapping[str, str],
) -> NextVersion:
    """What the next version says, and what it builds on.

    ours: what is said here now, as `plain`; said: what was said here when this device last made a
    version; decisions: element → rid of the version that counts, or `HERE`. A cut rid is enough.
    """
    heads = kept.history.heads
    if not heads:
        return NextVersion((), dict(ours))
    work = _Joining(kept, ours, said)
    view = kept.picture.view
    names = {*ours, *view.elements, *view.conflicts}
    if kept.own is not None:
        names |= kept.own.elements.keys()
    chosen, unknown = _full(decisions, kept)
    elements: dict[str, Element] = {}
    taken, undecided = [], []
    for name in sorted(names):
        value, source = work.value(name, chosen.get(name, ""))
        if source == "undecided":
            undecided.append(Undecided(name, work.choices(name)))
        elif source == "theirs" and value != ours.get(name):
            rid = chosen.get(name) or work._source(name, value)
            taken.append(Taken(name, kept.choice(rid, value)))
        elements[name] = value
    parents = heads
    if undecided:
        parents = (kept.own.rid,) if kept.own is not None else ()
        elements = {name: work.stays(name) for name in names}
    found = {name: value for name, value in elements.items() if value is not None}
    return NextVersion(parents, found, tuple(taken), tuple(undecided), unknown)


def _full(decisions: Mapping[str, str], kept: Kept) -> tuple[dict[str, str], tuple[str, ...]]:
    """Decisions with whole rids; those that name no version here."""
    full, unknown = {}, []
    rids = kept.picture.statements
    for element, rid in decisions.items():
        found = [HERE] if rid == HERE else [r for r in rids if rid and r.startswith(rid)]
        if len(found) == 1:
            full[element] = found[0]
        else:
            unknown.append(rid)
    return full, tuple(unknown)


def into_payload(payload: dict[str, Any], elements: Mapping[str, Element]) -> None:
    """Puts joined elements where a revision's payload has them."""
    payload["elements"] = {
        name: value for name, value in elements.items() if not name.startswith((PROFILE, META))
    }
    for part in ("profile", "territory"):
        for name in set(payload[part]) | _names_of(part):
            found = elements.get(PROFILE + name)
            if found is not None:
                payload[part][name] = found["value"]
    for name in ("form", "scope", "method", "participants", "plans"):
        found = elements.get(META + name)
        if found is not None:
            payload[name] = found["value"]
        else:
            payload.pop(name, None)


def _names_of(part: str) -> frozenset[str]:
    if part == "profile":
        return frozenset({"name", "level", "type"})
    return frozenset({"country", "subdivision", "local_code", "local_scheme"})
