"""An institution opens what comes back or from a colleague: a receipt, a decision, a version.

Both are sealed files (`.topp`); what is in them decides what they are. Everything is verified as
a secretariat would: only computers of this institution, and only its own secretariat, are heard.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from topp_desktop.domain.errors import UserError
from topp_desktop.domain.exchange import (
    TYP,
    Enrolment,
    Outcome,
    Receipt,
    Resolution,
    Revision,
    Roster,
    Withdrawal,
)
from topp_desktop.domain.exchange.pool import GRANTS, ancestry_in
from topp_desktop.formats.objects import public_keys
from topp_desktop.services.exchange.check_number import digits_of, spoken
from topp_desktop.services.exchange.outcome_texts import outcome_phrase
from topp_desktop.services.exchange.ports import (
    Answered,
    Codec,
    DeviceProfile,
    KeptLine,
    Membership,
    ReadFile,
    ReadLine,
)
from topp_desktop.services.exchange.values import answers_in, stamp
from topp_desktop.services.institution.join import JoinedSecretariat, describe
from topp_desktop.services.ports import Clock

FILE, SPOKEN = "file", "spoken"


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A version of this institution of which the secretariat said something.

    outcome: see `services.exchange.outcome_texts`; answers: questions with an answer; at: when it
    was said (by the secretariat's clock; of a spoken code, when it was typed here).
    """

    rid: str
    round: str
    outcome: Outcome
    answers: int
    at: datetime
    how: str
    withdrawal: bool = False


@dataclass(frozen=True, slots=True)
class DecisionNews:
    """What the secretariat decided between versions. elements: those that were picked."""

    rid: str
    round: str
    reason: str
    created: datetime
    elements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """What a file held. confirmed: what was sent from here or is known here; elsewhere: entries
    of receipts about versions that this computer does not have; rounds: with new versions;
    versions: how many are new; not_taken: objects of computers that are not known."""

    institution: JoinedSecretariat
    confirmed: tuple[Confirmed, ...]
    elsewhere: int
    decisions: tuple[DecisionNews, ...]
    rounds: tuple[str, ...]
    versions: int
    withdrawals: int
    not_taken: int

    @property
    def is_receipt(self) -> bool:
        return bool(self.confirmed or self.elsewhere or self.decisions)


@dataclass(frozen=True, slots=True)
class Opening:
    """Opens sealed files with the keys of the institutions this device works for."""

    codec: Codec
    profile: DeviceProfile
    clock: Clock

    def preview(self, path: Path, institution: str = "") -> Opened:
        """What `take` would bring in; nothing is changed.

        UserError: file-not-found, not-joined, file-not-for-institution, package-refused(said).
        """
        return self._look(path, institution).opened

    def take(self, path: Path, institution: str = "") -> Opened:
        """Keeps what a file brings: receipts, decisions, and the versions of other computers."""
        found = self._look(path, institution)
        self.profile.keep(found.lines)
        self.profile.put_answered(found.answered)
        return found.opened

    def confirm(self, code: str, institution: str = "") -> Confirmed:
        """Recognises the code that the secretariat read out over the phone, and remembers it.

        UserError: not-joined, code-not-recognised.
        """
        typed = digits_of(code)
        for membership in self._memberships(institution):
            key = self.codec.invitation(membership.code).receipt_key
            for line in self._sent(membership):
                if digits_of(spoken(key, line.rid)) == typed:
                    answer = Answered(
                        line.rid,
                        membership.institution,
                        Outcome.ACCEPTED.value,
                        stamp(self.clock()),
                        SPOKEN,
                    )
                    known = {a.rid for a in self.profile.answered(membership.institution)}
                    if line.rid not in known:
                        self.profile.put_answered([answer])
                    return self._confirmed(line, answer)
        raise UserError("code-not-recognised")

    def confirmed(self, institution: str, round_id: str | None = None) -> tuple[Confirmed, ...]:
        """What the secretariat said of what is kept here, the latest first."""
        membership = self._memberships(institution)[0]
        answers = {a.rid: a for a in self.profile.answered(membership.institution)}
        found = [
            self._confirmed(line, answers[line.rid])
            for line in self._sent(membership)
            if line.rid in answers and round_id in (None, line.round)
        ]
        return tuple(sorted(found, key=lambda c: (c.at, c.rid), reverse=True))

    # --- reading ------------------------------------------------------------------------------

    def _memberships(self, institution: str) -> Sequence[Membership]:
        found = [m for m in self.profile.memberships() if institution in ("", m.institution)]
        if not found:
            raise UserError("not-joined")
        return found

    def _sent(self, membership: Membership) -> list[KeptLine]:
        """Versions and withdrawals of the institution that are kept here."""
        name = membership.institution
        found = {
            line.rid: line
            for round_id in ("", *self.profile.rounds(name))
            for line in self.profile.lines(name, round_id)
            if line.typ in ("topp-revision", "topp-withdrawal")
        }
        return list(found.values())

    def _confirmed(self, line: KeptLine, answer: Answered) -> Confirmed:
        return Confirmed(
            line.rid,
            line.round,
            Outcome(answer.outcome),
            answers_in(self.codec.payload(line.raw)),
            datetime.fromisoformat(answer.at),
            answer.how,
            line.typ == "topp-withdrawal",
        )

    def _look(self, path: Path, institution: str) -> _Look:
        if not path.is_file():
            raise UserError("file-not-found", path=str(path))
        file, membership = self._open(path, institution)
        return _Look(self.codec, self.profile, membership, file)

    def _open(self, path: Path, institution: str) -> tuple[ReadFile, Membership]:
        """The file, read with the key that opens it."""
        for membership in self._memberships(institution):
            opener = self.codec.invitation(membership.code).opener
            pack = self.codec.payload(membership.pack)
            reader = self.codec.reader([opener], None)
            file = reader.read_file(path, public_keys("topp-region-pack", pack))
            if file.outcome is None:
                return file, membership
            if file.outcome is not Outcome.WRONG_KEY:
                said = outcome_phrase(file.outcome)
                raise UserError("package-refused", path=str(path), said=said)
        raise UserError("file-not-for-institution", path=str(path))


class _Look:
    """One file, judged with the keys of one institution."""

    def __init__(
        self, codec: Codec, profile: DeviceProfile, membership: Membership, file: ReadFile
    ) -> None:
        self._codec = codec
        self._membership = membership
        name = membership.institution
        rounds = ["", *profile.rounds(name)]
        self._known = {k.rid: k for r in rounds for k in profile.lines(name, r)}
        self._answers = {a.rid: a for a in profile.answered(name)}
        sound = [line for line in file.lines if line.found is not None]
        self._roster = self._trust(sound)
        heard = [line for line in sound if self._is_ours(line)]
        refused = [line for line in file.lines if line.found is None]
        strangers = [line for line in sound if _travels(line) and line not in heard]
        self.lines = [self._keep(line) for line in heard if line.rid not in self._known]
        self.answered = self._newest(heard)
        self.opened = self._opened(heard, len(refused) + len(strangers))

    def _trust(self, lines: Sequence[ReadLine]) -> Roster:
        codec, membership = self._codec, self._membership
        edges = {
            f.rid: f.parents
            for f in (line.found for line in lines)
            if isinstance(f, Revision | Resolution)
        }
        roster = Roster({membership.root}, lambda frontier: ancestry_in(edges, frontier))
        for raw in (membership.pack, membership.invitation):
            found = codec.meaning(raw)
            if isinstance(found, GRANTS):
                roster.add(found)
        for line in lines:
            if isinstance(line.found, GRANTS):
                roster.add(line.found)
        return roster

    def _is_ours(self, line: ReadLine) -> bool:
        found = line.found
        if not isinstance(found, Enrolment | Revision | Resolution | Receipt | Withdrawal):
            return False
        same = self._roster.institution(found.institution) == self._roster.institution(
            self._membership.institution
        )
        return same and self._roster.admits(found)

    def _keep(self, line: ReadLine) -> KeptLine:
        found = line.found
        assert line.rid is not None
        round_id = ""
        if isinstance(found, Revision | Resolution | Withdrawal):
            round_id = found.round or ""
        typ = TYP[type(found)]
        return KeptLine(line.rid, typ, self._membership.institution, round_id, line.raw)

    def _newest(self, heard: Sequence[ReadLine]) -> list[Answered]:
        """What receipts say, the latest word on each; a spoken one gives way to a file."""
        latest = {rid: a for rid, a in self._answers.items() if a.how == FILE}
        changed: dict[str, Answered] = {}
        for line in heard:
            if isinstance(line.found, Receipt) and line.payload is not None:
                at = str(line.payload["created"])
                for rid, outcome in line.found.outcomes.items():
                    if outcome not in _OUTCOMES:
                        continue
                    before = latest.get(rid)
                    if before is None or before.at < at:
                        name = self._membership.institution
                        changed[rid] = latest[rid] = Answered(rid, name, outcome, at, FILE)
        return list(changed.values())

    def _opened(self, heard: Sequence[ReadLine], not_taken: int) -> Opened:
        known = {**self._known, **{line.rid: line for line in self.lines}}
        said = {
            rid: outcome
            for line in heard
            if isinstance(line.found, Receipt)
            for rid, outcome in line.found.outcomes.items()
        }
        answers = {**self._answers, **{a.rid: a for a in self.answered}}
        confirmed = [
            Confirmed(
                rid,
                known[rid].round,
                Outcome(answers[rid].outcome),
                answers_in(self._codec.payload(known[rid].raw)),
                datetime.fromisoformat(answers[rid].at),
                FILE,
                known[rid].typ == "topp-withdrawal",
            )
            for rid in said
            if rid in known and rid in answers
        ]
        new = [line for line in self.lines if line.typ == "topp-revision"]
        changed = ("topp-revision", "topp-resolution")
        return Opened(
            describe(self._codec, self._membership),
            tuple(sorted(confirmed, key=lambda c: (c.at, c.rid), reverse=True)),
            sum(rid not in known for rid in said),
            tuple(self._decision(line) for line in heard if isinstance(line.found, Resolution)),
            tuple(sorted({line.round for line in self.lines if line.typ in changed})),
            len(new),
            sum(line.typ == "topp-withdrawal" for line in self.lines),
            not_taken,
        )

    def _decision(self, line: ReadLine) -> DecisionNews:
        found = line.found
        assert isinstance(found, Resolution)
        assert line.payload is not None
        created = datetime.fromisoformat(str(line.payload["created"]))
        return DecisionNews(
            found.rid, found.round, found.reason, created, tuple(sorted(found.picks))
        )


_OUTCOMES = frozenset(outcome.value for outcome in Outcome)


def _travels(line: ReadLine) -> bool:
    return isinstance(line.found, Revision | Resolution | Receipt | Withdrawal)
