"""Everything that people do with a road map, in one place."""

from __future__ import annotations

from topp_desktop.services.plan.approval import PlanApprovalService
from topp_desktop.services.plan.carrying import PlanCarrier
from topp_desktop.services.plan.edit import PlanEditService
from topp_desktop.services.plan.follow_up import FollowUpService
from topp_desktop.services.plan.keeping import PlanKeeper
from topp_desktop.services.plan.milestones import MilestoneService
from topp_desktop.services.plan.needs import NeedService
from topp_desktop.services.ports import Clock


class RoadMaps:
    """edit: actions and recomputation; milestones: with follow-up; needs; approval;
    follow_up: progress and the last round; carrier: what the next measurement takes over.

    Undo and redo are those of the measurement.
    """

    def __init__(self, keeper: PlanKeeper, clock: Clock) -> None:
        self.edit = PlanEditService(keeper)
        self.milestones = MilestoneService(keeper)
        self.needs = NeedService(keeper)
        self.approval = PlanApprovalService(keeper)
        self.follow_up = FollowUpService(keeper, clock)
        self.carrier = PlanCarrier(keeper.store, keeper.plans)
