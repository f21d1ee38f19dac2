"""From a scorecard to a dated, owned, explained plan. See docs/roadmap.md."""

from topp_desktop.domain.roadmap.actions import Action, ActionTag, ActionWords
from topp_desktop.domain.roadmap.catalogue import ActionCard, CardWording, Catalogue, worded
from topp_desktop.domain.roadmap.demand import Need, NeedEdit
from topp_desktop.domain.roadmap.edits import ActionEdit, OwnAction, PlanEdits
from topp_desktop.domain.roadmap.generate import ActionProposal, propose_actions
from topp_desktop.domain.roadmap.kept import Kept, PlanDifference
from topp_desktop.domain.roadmap.milestones import FollowUp, Milestone
from topp_desktop.domain.roadmap.needs import Needs, needs_of
from topp_desktop.domain.roadmap.plan import (
    Plan,
    PlanInput,
    PlannedAction,
    PlanSettings,
    make_plan,
)
from topp_desktop.domain.roadmap.priority import ScoredState
from topp_desktop.domain.roadmap.semester import Semester

__all__ = [
    "Action",
    "ActionEdit",
    "ActionWords",
    "ActionCard",
    "CardWording",
    "Catalogue",
    "PlanDifference",
    "FollowUp",
    "Kept",
    "Milestone",
    "Need",
    "NeedEdit",
    "Needs",
    "OwnAction",
    "Plan",
    "PlanEdits",
    "PlanInput",
    "PlanSettings",
    "PlannedAction",
    "ActionProposal",
    "ScoredState",
    "Semester",
    "ActionTag",
    "make_plan",
    "needs_of",
    "propose_actions",
    "worded",
]
