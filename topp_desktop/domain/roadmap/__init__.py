"""From a scorecard to a dated, owned, explained plan. See docs/roadmap.md."""

from topp_desktop.domain.roadmap.actions import Action, ActionWords, Tag
from topp_desktop.domain.roadmap.catalogue import Card, CardWording, Catalogue, worded
from topp_desktop.domain.roadmap.demand import Need, NeedEdit
from topp_desktop.domain.roadmap.edits import ActionEdit, OwnAction, PlanEdits
from topp_desktop.domain.roadmap.generate import Proposal, propose_actions
from topp_desktop.domain.roadmap.kept import Difference, Kept
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
    "Card",
    "CardWording",
    "Catalogue",
    "Difference",
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
    "Proposal",
    "ScoredState",
    "Semester",
    "Tag",
    "make_plan",
    "needs_of",
    "propose_actions",
    "worded",
]
