"""The ledger as people read it: one line for each thing that came, with its present outcome."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any, Protocol

from topp_desktop.domain.exchange import Outcome
from topp_desktop.foundation.text import fold
from topp_desktop.services.exchange.ports import Codec

_STATEMENTS = frozenset({"topp-revision", "topp-resolution"})


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A recorded entry of some run. now: the outcome of the object as the pool stands today;
    None where nothing of it is in the pool."""

    at: str
    path: str
    typ: str | None
    rid: str | None
    outcome: str
    now: str | None
    reason: str
    institution: str | None
    round: str | None


class LedgerReader(Protocol):
    """What was recorded, oldest first."""

    def lines(self) -> Sequence[LedgerLine]: ...

    def invitations(self) -> Sequence[bytes]:
        """The signed lines of every invitation known here."""
        ...

    def rounds(self) -> Mapping[str, tuple[str, str]]:
        """Institution → (form, round) of its latest picture."""
        ...


@dataclass(frozen=True, slots=True)
class Invitee:
    """An invited institution. latest: (form, round) of what it sent last, None before that;
    invited: when its last invitation was made."""

    id: str
    name: str
    country: str
    level: str
    type: str
    latest: tuple[str, str] | None
    invited: datetime


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One line of the inbox. name, institution (its id): "" where it is not known; rid: of a
    version or decision in it, "" where nothing of it could be read."""

    outcome: Outcome
    name: str
    country: str
    file: str
    round: str
    at: datetime
    reason: str
    institution: str = ""
    rid: str = ""

    @property
    def needs_something(self) -> bool:
        """Whether a person has to do something about it."""
        return not self.outcome.settled


class Inbox:
    """Reads the ledger with the names that the invitations give."""

    def __init__(self, ledger: LedgerReader, codec: Codec) -> None:
        self._ledger = ledger
        self._codec = codec

    def rows(self) -> list[InboxRow]:
        """Versions, and whatever was refused or is held; keys and such only where they failed.

        A version that came several times is one line; each file that brought nothing new is one.
        """
        profiles = self._profiles()
        rows: dict[tuple[str, str], InboxRow] = {}
        lines = [(line, _outcome(line)) for line in self._ledger.lines()]
        told = {(line.path, outcome) for line, outcome in lines if line.typ in _STATEMENTS}
        for line, outcome in lines:
            if outcome is None:
                continue
            if line.rid and line.typ not in _STATEMENTS and (line.path, outcome) in told:
                # What waits with a version for the same reason needs no line of its own.
                continue
            who = profiles.get(line.institution or "", {})
            key = (line.rid or line.path, outcome.value if outcome is Outcome.DUPLICATE else "")
            rows[key] = InboxRow(
                outcome,
                str(who.get("name", "")),
                str(who.get("country", "")),
                PurePosixPath(line.path.replace("\\", "/")).name,
                line.round or "",
                datetime.fromisoformat(line.at),
                line.reason,
                line.institution or "",
                (line.rid or "") if line.typ in _STATEMENTS else "",
            )
        return list(reversed(rows.values()))

    def invitations(self) -> list[Invitee]:
        """Every invited institution by name."""
        latest = self._ledger.rounds()
        found = [
            Invitee(
                name,
                str(who["name"]),
                str(who["country"]),
                str(who["level"]),
                str(who["type"]),
                latest.get(name),
                made,
            )
            for name, (who, made) in self._invited().items()
        ]
        return sorted(found, key=lambda one: (one.country, fold(one.name)))

    def _profiles(self) -> dict[str, dict[str, Any]]:
        return {name: who for name, (who, _) in self._invited().items()}

    def _invited(self) -> dict[str, tuple[dict[str, Any], datetime]]:
        """Institution → (profile, moment) of its latest invitation."""
        found: dict[str, tuple[dict[str, Any], datetime]] = {}
        for raw in self._ledger.invitations():
            payload = self._codec.payload(raw)
            who, made = payload["institution"], datetime.fromisoformat(str(payload["created"]))
            known = found.get(str(who["id"]))
            if known is None or made >= known[1]:
                found[str(who["id"])] = (who, made)
        return found


def _outcome(line: LedgerLine) -> Outcome | None:
    """What a line says today; None where nobody needs to read it."""
    recorded = Outcome(line.outcome)
    if recorded is Outcome.DUPLICATE:
        return recorded if line.typ in _STATEMENTS else None
    now = Outcome(line.now) if line.now else recorded
    if line.typ in _STATEMENTS or now.refused:
        return now
    return now if now.held else None
