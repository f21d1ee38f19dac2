"""Names of the choices and fields of a road map: the same words in the window and on paper."""

from __future__ import annotations

from collections.abc import Mapping

from topp_desktop.foundation.i18n import N_

FOLLOW_STATUSES: Mapping[str, str] = {
    "not-started": N_("Not begun"),
    "under-way": N_("Under way"),
    "done": N_("Done"),
    "dropped": N_("Given up"),
}
MILESTONE_STATES: Mapping[str, str] = {
    "draft": N_("Draft"),
    "validated": N_("Validated"),
    "approved": N_("Approved by the authority"),
}
PLAN_STATES: Mapping[str, str] = {
    "proposed": N_("Proposed by the program"),
    "draft": N_("Draft"),
    "reviewed": N_("Looked at and validated"),
    "approved": N_("Approved"),
    "reopened": N_("Reopened: something changed since"),
}
PEOPLE: Mapping[str, str] = {
    "authorities": N_("Authorities"),
    "middle-management": N_("Middle management"),
    "technical-staff": N_("Technical staff"),
}
PROPOSED = N_(
    "This plan is a proposal that the program computed from the answers. It becomes the "
    "institution's road map when somebody keeps it, changes it or approves it."
)
MODALITIES: Mapping[str, str] = {
    "in-person": N_("In person"),
    "online": N_("Online"),
    "blended": N_("Partly online"),
    "on-the-job": N_("On the job"),
}
NEED_KINDS: Mapping[str, str] = {
    "training": N_("Training"),
    "assistance": N_("Technical assistance"),
    "peers": N_("Exchange between institutions"),
}
NEED_REASONS: Mapping[str, str] = {
    "level": N_("The level is 0 or 1"),
    "gap": N_("The gap is 50 points or more"),
    "not-scheduled": N_("Its action found no semester"),
    "unfunded": N_("Its action lacks money"),
}
OUTCOMES: Mapping[str, str] = {
    "reached": N_("Level reached"),
    "partly": N_("Level rose, not so far"),
    "not-reached": N_("Level not reached"),
    "not-due": N_("Not due yet"),
    "unscheduled": N_("Had no semester"),
    "unknown": N_("Not known"),
}
FIELDS: Mapping[str, str] = {
    "title": N_("Title"),
    "activity": N_("Activity"),
    "result": N_("Result"),
    "verification": N_("Verification"),
    "indicator": N_("Indicator"),
    "unit": N_("Unit of the indicator"),
    "baseline": N_("Value today"),
    "target": N_("Value aimed at"),
    "owner_unit": N_("Responsible unit"),
    "owner_institution": N_("Responsible institution"),
    "owner_committee": N_("Committee"),
    "owner_country": N_("Country"),
    "partner": N_("Partner"),
    "budget": N_("Budget or programme code"),
    "cost": N_("Cost"),
    "currency": N_("Currency"),
    "funding_gap": N_("Missing money"),
    "effort": N_("Person-months"),
    "duration": N_("Semesters it takes"),
    "priority": N_("National priority"),
    "feasibility": N_("Feasibility"),
    "must": N_("Essential"),
    "start": N_("Semester of start"),
    "reason": N_("Reason"),
}
"""Fields of an action that people edit."""

TERMS: Mapping[str, str] = {
    "gain": N_("Gain in points"),
    "priority": N_("National priority"),
    "feasibility": N_("Feasibility"),
    "unlocks": N_("What it opens"),
    "effort": N_("Person-months"),
    "duration": N_("Semesters it takes"),
    "score": N_("Weight in the plan"),
    "tag": N_("How pressing"),
}
"""Terms that a new computation may change."""

BROKEN: Mapping[str, str] = {
    "capacity": N_("More work in a semester than there are people"),
    "prerequisite": N_("Begins before what it needs has ended"),
    "horizon": N_("Lies outside the semesters of the plan"),
}
"""What does not fit in a plan."""
