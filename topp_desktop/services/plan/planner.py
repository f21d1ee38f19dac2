"""Making the road map of an assessment, from the catalogue or from an actions file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from topp_desktop.domain.errors import UserError
from topp_desktop.domain.roadmap import (
    Action,
    Catalogue,
    Kept,
    Need,
    Needs,
    Plan,
    PlanEdits,
    PlanInput,
    PlanSettings,
    ScoredState,
    Semester,
    make_plan,
    needs_of,
    propose_actions,
)
from topp_desktop.domain.roadmap.demand import demand
from topp_desktop.domain.roadmap.edits import Edited, lay_over
from topp_desktop.domain.roadmap.kept import kept_plan
from topp_desktop.domain.roadmap.possible import fill_with_possible, reachable
from topp_desktop.domain.roadmap.schedule import Pin
from topp_desktop.services.library import Library
from topp_desktop.services.measurement.results import Results
from topp_desktop.services.measurement.trail import Edit, Recorder
from topp_desktop.services.ports import Clock


@dataclass(frozen=True, slots=True)
class GoingOn:
    """A plan under way. now: the first semester that can still be planned; begun: where actions
    began that are under way or done; they stay there."""

    now: Semester
    begun: Mapping[str, Semester]

    def pins(self, start: Semester) -> dict[str, Pin]:
        return {name: Pin(s.index - start.index) for name, s in self.begun.items()}


@dataclass(frozen=True, slots=True)
class RoadMap:
    """A plan with the needs that follow from it and what the catalogue could not serve.

    proposed: its actions before people's edits; edits: those edits; left_out: actions that
    people dropped (with the later steps on the same item); resting: ids of edits whose action
    is not proposed now; demand: the needs as people edited them, which is what leaves;
    kept: people own the plan, and a new computation waits until they take it; further: the
    steps beyond the targets that are no part of it, whether there is room for them or not.
    """

    results: Results
    catalogue: Catalogue | None
    plan: Plan
    needs: Needs
    without_card: tuple[str, ...] = ()
    proposed: tuple[Action, ...] = ()
    edits: PlanEdits = field(default_factory=PlanEdits)
    left_out: tuple[Action, ...] = ()
    resting: tuple[str, ...] = ()
    demand: tuple[Need, ...] = ()
    kept: bool = False
    further: tuple[Action, ...] = ()

    def state(self) -> ScoredState:
        """The scored state that the plan starts from; a few milliseconds."""
        return _state_of(self.results)


def _state_of(results: Results) -> ScoredState:
    assessment = results.assessment
    return ScoredState(results.instrument, assessment.form, results.values, assessment.weights)


class Planner:
    """Computes road maps; needs no store. Remembers what the last measurement's actions gain, so
    that other settings for it are planned at once."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._last: ScoredState | None = None

    def _state(self, results: Results) -> ScoredState:
        last, assessment = self._last, results.assessment
        if (
            last is not None
            and last.instrument is results.instrument
            and (last.form, last.weights) == (assessment.form, assessment.weights)
            and last.values == results.values
        ):
            return last
        self._last = _state_of(results)
        return self._last

    def road_map(
        self,
        results: Results,
        settings: PlanSettings,
        actions: Sequence[Action] | None = None,
        *,
        edits: PlanEdits | None = None,
        kept: Kept | None = None,
        going_on: GoingOn | None = None,
    ) -> RoadMap:
        """The road map; `actions` from an actions file replace the catalogue's proposal.

        A catalogue is made for one instrument; without one and without `actions` the road map
        is empty. edits: what people changed, laid over it. kept: the plan that people own;
        its actions stay in their semesters, and nothing is computed anew. going_on: of a plan
        that people own and that is computed again.
        """
        assessment, over = results.assessment, edits or PlanEdits()
        catalogue = self._library.catalogue(results.instrument)
        if catalogue is not None:
            catalogue = catalogue.spoken_to(assessment.institution)
        state = self._state(results)
        proposed: Sequence[Action] = actions or ()
        without_card: tuple[str, ...] = ()
        steps: Sequence[Action] = ()
        if actions is None and catalogue is not None:
            steps, _ = _proposal(results, catalogue, settings, to_the_top=True)
        if kept:
            proposed = [p.action for p in kept.values() if not p.action.own]
            plan, edited = kept_plan(state, kept, over, settings)
        else:
            if actions is None and catalogue is not None:
                proposed, without_card = _proposal(results, catalogue, settings)
                proposed = (*proposed, *_taken(steps, proposed, over))
            edited = lay_over(proposed, over.actions)
            pins = over.pins(settings.start)
            if going_on is not None:
                pins = going_on.pins(settings.start) | pins
            given = PlanInput(
                state,
                edited.actions,
                pins,
                automatic_tags=actions is None,
                not_before=None if going_on is None else going_on.now,
            )
            plan = make_plan(given, settings)
        known = {a.id for a in (*edited.actions, *edited.left_out)}
        further = reachable(
            [a.action for a in plan.scheduled],
            [step for step in steps if not step.establish and step.id not in known],
        )
        now = None if going_on is None else going_on.now
        plan = fill_with_possible(state, plan, further, now)
        needs = needs_of(
            results.instrument,
            catalogue,
            assessment.form,
            results.values,
            results.card,
            [a.action for a in plan.actions],
            plan.starts,
        )
        return RoadMap(
            results,
            catalogue,
            plan,
            needs,
            without_card,
            tuple(proposed),
            over,
            edited.left_out,
            edited.resting,
            demand(needs, over.needs, _unfunded(edited, over)),
            kept=bool(kept),
            further=tuple(further),
        )


def _taken(
    steps: Sequence[Action], proposed: Sequence[Action], edits: PlanEdits
) -> tuple[Action, ...]:
    """The further steps that a person fixed to a semester: they are planned, beyond the targets."""
    known = {action.id for action in proposed}
    return tuple(
        step
        for step in steps
        if step.id not in known
        and (edit := edits.actions.get(step.id)) is not None
        and edit.start is not None
    )


def _proposal(
    results: Results, catalogue: Catalogue, settings: PlanSettings, *, to_the_top: bool = False
) -> tuple[tuple[Action, ...], tuple[str, ...]]:
    assessment = results.assessment
    proposal = propose_actions(
        results.instrument,
        catalogue,
        assessment.form,
        results.values,
        results.card,
        settings.priorities,
        settings.feasibilities,
        to_the_top=to_the_top,
    )
    return proposal.actions, proposal.without_card


def _unfunded(edited: Edited, edits: PlanEdits) -> list[tuple[str, str | None, str | None]]:
    """Actions with a funding gap: (id, item, card)."""
    return [
        (action.id, action.item, action.card)
        for action in edited.actions
        if (edit := edits.actions.get(action.id)) is not None and edit.funding_gap
    ]


class PlanService:
    """Keeps the settings of a measurement's road map."""

    def __init__(self, recorder: Recorder, clock: Clock) -> None:
        self._recorder = recorder
        self._clock = clock

    def default_settings(self) -> PlanSettings:
        """Of a plan that is made today (`PlanSettings.usual`)."""
        return PlanSettings.usual(self._clock().date())

    def settings_from(self, stored: Mapping[str, Any]) -> PlanSettings:
        """The settings that were saved with a measurement, over the defaults."""
        default = self.default_settings()
        if not stored:
            return default
        return PlanSettings(
            start=Semester.parse(str(stored["start"])),
            semesters=int(stored["semesters"]),
            people=int(stored["people"]),
            hours=int(stored["hours"]),
            reduced=dict(stored.get("reduced", {})),
            priorities=dict(stored.get("priorities", {})),
            feasibilities=dict(stored.get("feasibilities", {})),
        )

    def save_settings(self, assessment_id: str, settings: PlanSettings) -> None:
        """Checks and keeps the settings; UserError("invalid-plan-setting")."""
        edits = [settings_edit(settings)]
        self._recorder.record(assessment_id, "plan-settings", edits)


def settings_edit(settings: PlanSettings) -> Edit:
    """The edit that keeps checked settings; UserError("invalid-plan-setting")."""
    settings.check()
    kept = {
        "start": str(settings.start),
        "semesters": settings.semesters,
        "people": settings.people,
        "hours": settings.hours,
        "reduced": dict(settings.reduced),
        "priorities": dict(settings.priorities),
        "feasibilities": dict(settings.feasibilities),
    }
    return Edit("plan", (), kept)


def settings_from_command(
    capacity: str, start: str, semesters: int | None, today: date
) -> PlanSettings:
    """Plan settings from what was typed, "" and None standing for what is usual today;
    UserError("invalid-plan-setting")."""
    usual = PlanSettings.usual(today)
    try:
        amount = Fraction(capacity)
    except (ValueError, ZeroDivisionError) as fault:
        raise UserError("invalid-plan-setting", setting="capacity") from fault
    try:
        first = Semester.parse(start) if start else usual.start
    except ValueError as fault:
        raise UserError("invalid-plan-setting", setting="start") from fault
    count = usual.semesters if semesters is None else semesters
    settings = PlanSettings(first, count, capacity=amount)
    settings.check()
    return settings


def road_map_json(road_map: RoadMap) -> dict[str, Any]:
    """The result of `topp roadmap --json` (docs/file-formats.md, "Road map result")."""
    by_id = road_map.results.instrument.by_id

    def entry(planned: Any) -> dict[str, Any]:
        action, ranked = planned.action, planned.ranked
        cell = action.cell or (by_id[action.item].cell if action.item else None)
        return {
            "id": action.id,
            "item": action.item,
            "cell": cell,
            "from": action.start_level,
            "to": action.end_level,
            "effort": float(action.effort),
            "duration": action.duration,
            "priority": action.priority,
            "feasibility": action.feasibility,
            "unlocks": ranked.unlocks,
            "gain": ranked.gain,
            "gain_of": ranked.kind,
            "score": ranked.score,
            "tag": ranked.tag.value,
            "card": action.card,
            "after": list(action.after),
            "dropped": list(action.dropped),
            "establish": action.establish,
            "start": None if planned.start is None else str(planned.start),
            "end": None if planned.end is None else str(planned.end),
            "pinned": planned.pinned,
        }

    needs = road_map.needs
    return {
        "actions": [entry(p) for p in road_map.plan.scheduled],
        "overall_at_end": dict(road_map.plan.overall_at_end),
        "needs": {
            "training": [
                {
                    "component": n.component,
                    "item": n.item,
                    "card": n.card,
                    "level": n.level,
                    "indicative": n.indicative,
                    "semester": n.semester,
                }
                for n in needs.training
            ],
            "assistance": [
                {"item": n.item, "card": n.card, "reason": n.reason} for n in needs.assistance
            ],
            "peers": [{"item": n.item, "level": n.level} for n in needs.peers],
        },
        "not_scheduled": [entry(p) | {"why": p.unplaced} for p in road_map.plan.not_scheduled],
        "without_card": list(road_map.without_card),
    }
