# ruff: noqa: E501 — sentences stay on one line, so that a search finds them
"""What is said about the road map; part of `texts`."""

from __future__ import annotations

from collections.abc import Mapping

from topp_desktop.foundation.i18n import N_
from topp_desktop.services.errors.text import ErrorText

PLAN_TEXTS: Mapping[str, ErrorText] = {
    "action-needs-target": ErrorText(
        N_("An action does not say what it raises"),
        N_(
            "Action {action} has to name either a question or a cell, and only one of them. Nothing was changed."
        ),
        N_("Correct the action and try again."),
    ),
    "action-skips-level": ErrorText(
        N_("An action jumps over a level"),
        N_("Action {action} does not go up exactly one level. Nothing was changed."),
        N_("Split it into one action per level."),
    ),
    "prerequisite-cycle": ErrorText(
        N_("Actions wait for each other"),
        N_("These actions need each other in a circle: {cycle}. Nothing was changed."),
        N_("Remove one of these dependencies."),
    ),
    "unknown-prerequisite": ErrorText(
        N_("An action needs one that does not exist"),
        N_("Action {action} needs {prerequisite}, which is not in the plan. Nothing was changed."),
        N_("Add that action or remove the dependency."),
    ),
    "invalid-plan-setting": ErrorText(
        N_("A value of the plan is out of range"),
        N_("The value for {setting} cannot be used. Nothing was changed."),
        N_(
            "Correct it: at least one semester and more than zero capacity; priorities from 0.5 to 2."
        ),
    ),
    "unknown-action": ErrorText(
        N_("The action is not in the road map"),
        N_("There is no action {action} in this road map any more. Nothing was changed."),
        N_("Open the road map again and choose an action from it."),
    ),
    "invalid-plan-edit": ErrorText(
        N_("A value does not fit"),
        N_(
            "One of the values is missing or outside what a road map can hold. Nothing was changed."
        ),
        N_(
            "Correct the marked value: at least half a person-month and one semester, priority from 0.5 to 2, feasibility from 0 to 1, amounts of zero or more."
        ),
    ),
    "plan-text-too-long": ErrorText(
        N_("The text is too long"),
        N_("A text of the road map has more than {limit} characters here. Nothing was changed."),
        N_("Shorten it, or put the rest into a document and name that."),
    ),
    "plan-text-unreadable": ErrorText(
        N_("The text has signs that cannot be kept"),
        N_("It probably came in by copying from another program. Nothing was changed."),
        N_("Type the text again, or copy it as plain text."),
    ),
    "plan-reason-missing": ErrorText(
        N_("A reason is missing"),
        N_("An action of the proposal was left out without saying why. Nothing was changed."),
        N_("Write the reason in one sentence."),
    ),
    "plan-changed-meanwhile": ErrorText(
        N_("The road map has changed in the meantime"),
        N_("What was shown is no longer what would be taken. Nothing was changed."),
        N_("Look again at what would change, then take it."),
    ),
    "unknown-milestone": ErrorText(
        N_("The milestone is not in the road map"),
        N_("It was removed in the meantime. Nothing was changed."),
        N_("Open the milestones again and choose one of them."),
    ),
    "milestone-not-validated": ErrorText(
        N_("The milestone has not been validated"),
        N_("«{milestone}» is a draft, or was changed since it was validated. Nothing was changed."),
        N_("Validate it first, then approve it."),
    ),
}
