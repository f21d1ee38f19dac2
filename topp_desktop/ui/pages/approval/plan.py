"""Validation and approval of the plan: by whom, when, with which letter; any change reopens it."""

from __future__ import annotations

from datetime import date

from topp_desktop.foundation.i18n import N_
from topp_desktop.services.measurement.approval import ApprovalStatus
from topp_desktop.services.plan.terms import PLAN_STATES
from topp_desktop.ui.pages.approval.page import ApprovalPage, ApprovalWords


class PlanApprovalPage(ApprovalPage):
    """The same steps as for the measurement, for its plan."""

    said = ApprovalWords(
        N_("Validation and approval of the plan"),
        PLAN_STATES,
        {
            "proposed": N_(
                "The program proposes this plan; nobody has kept or changed it yet. Validating it "
                "makes it the institution's."
            ),
            "draft": N_("Nobody has validated the plan yet."),
            "reviewed": N_("Somebody validated all of it; the approval is still missing."),
            "approved": N_("The plan is approved as it stands. Any change opens it again."),
            "reopened": N_(
                "The plan changed since it was validated or approved. Validate it again."
            ),
        },
        (
            N_("1. Validation"),
            N_("Whoever looked at the whole plan, with its milestones; no name is needed."),
            N_("Validate the plan"),
        ),
        (
            N_("2. Approval"),
            N_("The authority approves actions, milestones and needs as they stand."),
            N_("Record the approval"),
        ),
        N_("One or two pages with the plan, to sign by hand."),
        N_("Back to the plan"),
        "road-map",
    )

    def read_status(self, mine: str) -> ApprovalStatus:
        return self.desk.program.road_maps.approval.status(mine)

    def record_review(self, mine: str, position: str, on: date) -> ApprovalStatus:
        return self.desk.program.road_maps.approval.validate(mine, position=position, on=on)

    def record_approval(self, mine: str, position: str, on: date, letter: str) -> ApprovalStatus:
        return self.desk.program.road_maps.approval.approve(
            mine, position=position, on=on, letter=letter
        )

    def record_reopening(self, mine: str) -> None:
        self.desk.program.road_maps.approval.reopen(mine)
