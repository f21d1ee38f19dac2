"""How far the approval is, and who approved."""

from __future__ import annotations

from topp_desktop.domain.assessment.work import APPROVAL_STANDING, Approval
from topp_desktop.foundation.i18n import Translator
from topp_desktop.services.measurement.approval import ApprovalStatus
from topp_desktop.services.terms import APPROVAL_STATES, term
from topp_desktop.ui.widgets import Tag


def show_status(tag: Tag, status: ApprovalStatus | None, words: Translator) -> None:
    """The state as a word in its colours; hidden as long as it is not known."""
    tag.setVisible(status is not None)
    if status is not None:
        name = term(APPROVAL_STATES, status.state, words)
        tag.show_state(name, APPROVAL_STANDING[status.state])


def told(approval: Approval, words: Translator) -> str:
    """Such as "Director of planning · 1 March 2026 · letter DP-1"."""
    parts = [approval.position, words.date(approval.date)]
    if approval.letter:
        parts.append(words.gettext("letter {number}").format(number=approval.letter))
    return " · ".join(parts)
