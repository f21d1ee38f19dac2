"""Which computer and role changed what and when. Read from the trail; never leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from topp_desktop.domain.instrument import Wording
from topp_desktop.foundation.i18n import N_, Translator
from topp_desktop.services.measurement.trail import Change, Device, Step, TrailStore
from topp_desktop.services.ports import Clock
from topp_desktop.services.terms import ROLES, term

ACTIONS: Final[Mapping[str, str]] = {
    "answer": N_("Answer saved"),
    "objective-zeros": N_("Objective marked as not started"),
    "respondent-added": N_("Participant added"),
    "respondent-renamed": N_("Participant's name changed"),
    "respondent-unit": N_("Participant's office changed"),
    "respondent-role": N_("Participant's role changed"),
    "respondent-removed": N_("Participant removed, with the answers"),
    "assigned": N_("Questions assigned"),
    "agreement": N_("Group agreement recorded"),
    "agreement-removed": N_("Group agreement removed"),
    "votes": N_("Votes counted"),
    "brought-in": N_("A colleague's answers brought in"),
    "proposal-confirmed": N_("Earlier answer confirmed"),
    "proposal-changed": N_("Earlier answer changed"),
    "details": N_("Details of the measurement changed"),
    "form": N_("Short or full form chosen"),
    "target": N_("Target changed"),
    "weights": N_("Weights changed"),
    "line": N_("Line of action updated"),
    "feedback": N_("Feedback on a question written"),
    "plan-settings": N_("Road map settings changed"),
    "plan-action": N_("Action of the road map changed"),
    "plan-moved": N_("Action of the road map moved"),
    "plan-dropped": N_("Action of the road map left out"),
    "plan-taken": N_("Possible step taken into the road map"),
    "plan-own-action": N_("Own action added to the road map"),
    "plan-milestone": N_("Milestone changed"),
    "plan-milestone-state": N_("Milestones marked as validated or approved"),
    "plan-follow-up": N_("Follow-up recorded"),
    "plan-need": N_("Need changed"),
    "plan-kept": N_("Road map kept as it was proposed"),
    "plan-recomputed": N_("Road map computed again"),
    "plan-reset": N_("Action of the road map set back to the proposal"),
    "plan-validated": N_("Road map marked as validated"),
    "plan-approved": N_("Road map approved"),
    "plan-reopened": N_("Road map reopened"),
    "reviewed": N_("Marked as reviewed"),
    "approved": N_("Approved"),
    "reopened": N_("Reopened"),
    "undo": N_("Change taken back"),
    "redo": N_("Change repeated"),
}
"""Every action of the trail by its code."""


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One line of the trail in words. role "" where it is not known."""

    step: Step
    what: str
    device: str
    role: str
    about: str


class AuditService:
    """Reads the trail; names and renames this computer."""

    def __init__(self, store: TrailStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def steps(
        self, assessment_id: str, limit: int = 200, before: int | None = None
    ) -> Sequence[Step]:
        """The newest steps first; for the next page, those before the last one's id."""
        return self._store.steps(assessment_id, limit, before)

    def device(self) -> Device:
        """How the trail calls this computer."""
        return self._store.device()

    def rename_device(self, label: str) -> None:
        """Gives this computer another name in the trail, for past steps too."""
        self._store.rename_device(label.strip(), self._clock())


def audit_line(step: Step, wording: Wording, words: Translator) -> AuditLine:
    """A step in words; `about` lists the questions or cells concerned, at most five."""
    subjects = list(dict.fromkeys(s for c in step.changes if (s := _subject(c, wording))))
    about = ", ".join(subjects[:5])
    if len(subjects) > 5:
        about = words.gettext("{list} and {n} more").format(list=about, n=len(subjects) - 5)
    return AuditLine(
        step,
        term(ACTIONS, step.action, words),
        step.device,
        term(ROLES, step.role, words),
        about,
    )


def _subject(change: Change, wording: Wording) -> str:
    """What a change is about: a question's code, a cell, a line; "" for the rest."""
    if change.kind in ("response", "proposal"):
        item = change.key[1]
    elif change.kind in ("consensus", "tally", "feedback"):
        item = change.key[0]
    else:
        return change.key[0] if change.kind in ("target", "line") else ""
    found = wording.instrument.by_id.get(item)
    return wording.item_code(found) if found else item
