"""What a new measurement takes over of the last one's road map (`domain.roadmap.carry`)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from topp_desktop.domain.instrument import Instrument
from topp_desktop.domain.roadmap.carry import carried
from topp_desktop.services.measurement.trail import Edit
from topp_desktop.services.plan.planner import PlanService, settings_edit
from topp_desktop.services.plan.ports import PlanStore
from topp_desktop.services.ports import StoredAssessment


@dataclass(frozen=True, slots=True)
class PlanCarrier:
    """Reads only; any thread."""

    store: PlanStore
    plans: PlanService

    def edits(self, before: StoredAssessment, instrument: Instrument) -> list[Edit]:
        """The parts of the new measurement that make its plan go on where this one stands.

        A plan that people own goes on with its settings and semesters. Of one that was only
        proposed the settings come along, and it begins when a new one would.
        """
        plan = self.store.load(before.id)
        edits, kept = carried(plan.edits, plan.kept, instrument)
        made = [Edit("plan-kept", (name,), planned) for name, planned in kept.items()]
        made += [Edit("plan-action", (name,), edit) for name, edit in edits.actions.items()]
        made += [Edit("plan-milestone", (name,), m) for name, m in edits.milestones.items()]
        made += [Edit("plan-need", (name,), need) for name, need in edits.needs.items()]
        made += [Edit("plan-follow-up", (name,), said) for name, said in edits.follow_up.items()]
        if before.plan_settings:
            settings = self.plans.settings_from(before.plan_settings)
            if not kept:
                first = max(settings.start, self.plans.default_settings().start)
                settings = replace(settings, start=first)
            made.append(settings_edit(settings))
        elif kept:
            made.append(settings_edit(self.plans.settings_from({})))
        return made
