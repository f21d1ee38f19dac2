"""Opening a measurement's road map as people left it, and saving what they change in it.

A plan is proposed until somebody touches it. The first change of any kind keeps it as it was
shown, in the same step; from then on actions stay in their semesters until a person takes a new
computation (`services.plan.edit`). Undo and redo are those of the measurement
(`services.measurement.undo.UndoService`): a change of the plan is a step of the same trail.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from topp_desktop.domain.roadmap import Kept, PlanEdits, PlanSettings
from topp_desktop.domain.roadmap.kept import kept_of
from topp_desktop.domain.roadmap.milestones import subject
from topp_desktop.services.measurement.assessments import AssessmentService
from topp_desktop.services.measurement.results import Results, standing_results
from topp_desktop.services.measurement.trail import Edit, Recorder, Step
from topp_desktop.services.plan.planner import GoingOn, Planner, PlanService, RoadMap
from topp_desktop.services.plan.ports import PlanStore, StoredPlan
from topp_desktop.services.ports import StoredAssessment


@dataclass(frozen=True, slots=True)
class OpenPlan:
    """A road map as it stands, with what it was made of.

    road_map: with the edits laid over it (`road_map.kept` says whether people own it);
    plan: what is stored.
    """

    stored: StoredAssessment
    settings: PlanSettings
    plan: StoredPlan
    road_map: RoadMap

    @property
    def edits(self) -> PlanEdits:
        return self.plan.edits

    @property
    def results(self) -> Results:
        return self.road_map.results


@dataclass(frozen=True, slots=True)
class PlanKeeper:
    """`open`, `proposal` on any thread; `record` on the writer thread."""

    store: PlanStore
    recorder: Recorder
    assessments: AssessmentService
    planner: Planner
    plans: PlanService

    def open(self, assessment_id: str) -> OpenPlan:
        """The road map as people left it. A full form takes up to a second while the plan is
        only proposed, some 50 ms once it is kept."""
        stored, results = self._results(assessment_id)
        plan = self.store.load(assessment_id)
        settings = self.plans.settings_from(stored.plan_settings)
        road_map = self.planner.road_map(results, settings, edits=plan.edits, kept=plan.kept)
        return OpenPlan(stored, settings, plan, road_map)

    def proposal(self, opened: OpenPlan, settings: PlanSettings | None = None) -> RoadMap:
        """What the method proposes now, with people's edits laid over it; nothing is saved."""
        chosen = settings or opened.settings
        return self.planner.road_map(
            opened.results, chosen, edits=opened.edits, going_on=self._going_on(opened.plan)
        )

    def _going_on(self, plan: StoredPlan) -> GoingOn | None:
        """Where a plan that people own stands today; None while it is only proposed."""
        if not plan.kept:
            return None
        begun = {
            name: planned.start
            for name, planned in plan.kept.items()
            if planned.start is not None
            and (said := plan.edits.follow_up.get(subject("action", name))) is not None
            and said.status in ("under-way", "done")
        }
        return GoingOn(self.plans.default_settings().start, begun)

    def laid_over(self, assessment_id: str, edits: PlanEdits, kept: Kept) -> RoadMap:
        """The kept plan with other edits than the stored ones; nothing is saved."""
        stored, results = self._results(assessment_id)
        settings = self.plans.settings_from(stored.plan_settings)
        return self.planner.road_map(results, settings, edits=edits, kept=kept)

    def _results(self, assessment_id: str) -> tuple[StoredAssessment, Results]:
        instrument, stored = self.assessments.open(assessment_id)
        return stored, standing_results(instrument, stored.assessment)

    def kept(self, assessment_id: str, plan: StoredPlan) -> Kept:
        """What is kept, or would be if somebody touched the plan now."""
        if plan.kept:
            return plan.kept
        road_map = self.open(assessment_id).road_map
        return kept_of(road_map.plan, road_map.proposed, {})

    def record(
        self,
        assessment_id: str,
        action: str,
        edits: Callable[[StoredPlan, Kept], Sequence[Edit]],
        *,
        run: str | None = None,
        keep: bool = False,
    ) -> Step | None:
        """Saves the edits as one step, with the plan itself if it was only proposed so far.

        edits: made from what is stored and what is kept; its faults leave nothing changed.
        None where nothing changes. keep: the plan is kept also where nothing is edited.
        """
        plan = self.store.load(assessment_id)
        kept = self.kept(assessment_id, plan)
        made = list(edits(plan, kept))
        if not made and (plan.kept or not keep):
            return None
        if not plan.kept:
            touched = {(edit.kind, edit.key) for edit in made}
            first = (Edit("plan-kept", (name,), planned) for name, planned in kept.items())
            made = [*(e for e in first if (e.kind, e.key) not in touched), *made]
        return self.recorder.record(assessment_id, action, made, run=run)
