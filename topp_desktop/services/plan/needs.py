"""Needs as people edit them: training, technical assistance, what could be taught or learnt.

What stands is `RoadMap.demand`; it leaves with the file to send
(`services.institution.send_parts`), the topics between peers only with consent.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import uuid4

from topp_desktop.domain.errors import UserError
from topp_desktop.domain.instrument import Wording
from topp_desktop.domain.roadmap import Catalogue, Kept, Need, NeedEdit, Semester
from topp_desktop.domain.roadmap.demand import NEED_FIELDS, NeedKind, check_need
from topp_desktop.services.measurement.trail import Edit, Step
from topp_desktop.services.plan.keeping import PlanKeeper
from topp_desktop.services.plan.ports import StoredPlan


class NeedService:
    """Runs on the writer thread; every method is one step to undo, None where nothing changes.

    UserError: invalid-plan-edit (field), plan-text-too-long, plan-text-unreadable.
    """

    def __init__(self, keeper: PlanKeeper) -> None:
        self._keeper = keeper

    def change(self, assessment_id: str, need: str, **changes: Any) -> Step | None:
        """Sets fields of a need by its id in `RoadMap.demand`; None: as proposed.

        Names of `NeedEdit`: topic, level, persons, modality, semester ("2026-1"), note, item,
        action, offers, dropped.
        """
        _check_names(changes)
        texts = ("topic", "note")
        run = f"{need}/{next(iter(changes))}" if len(changes) == 1 else None
        if run is not None and next(iter(changes)) not in texts:
            run = None

        def edits(plan: StoredPlan, _: Kept) -> list[Edit]:
            before = plan.edits.needs.get(need, NeedEdit(need))
            after = _checked(replace(before, **_stripped(changes)))
            return [Edit("plan-need", (need,), None if after == NeedEdit(need) else after)]

        return self._keeper.record(assessment_id, "plan-need", edits, run=run)

    def drop(self, assessment_id: str, need: str) -> Step | None:
        """Leaves a proposed need out; one of people's own goes."""

        def edits(plan: StoredPlan, _: Kept) -> list[Edit]:
            before = plan.edits.needs.get(need, NeedEdit(need))
            gone = None if before.kind is not None else replace(before, dropped=True)
            return [Edit("plan-need", (need,), gone)]

        return self._keeper.record(assessment_id, "plan-need", edits)

    def reset(self, assessment_id: str, need: str) -> Step | None:
        """A proposed need as it was proposed, also one that was left out."""
        return self._keeper.record(
            assessment_id, "plan-need", lambda *_: [Edit("plan-need", (need,), None)]
        )

    def add(self, assessment_id: str, kind: NeedKind, topic: str, **fields: Any) -> str:
        """Adds a need; returns its id. For peers `offers` says: can teach it; else: wants to
        learn it."""
        _check_names(fields)
        name = f"own.{uuid4().hex[:12]}"
        need = NeedEdit(name, kind, topic=topic.strip(), **_stripped(fields))
        if not need.topic:
            raise UserError("invalid-plan-edit", field="topic")
        _checked(need)
        self._keeper.record(
            assessment_id, "plan-need", lambda *_: [Edit("plan-need", (name,), need)]
        )
        return name


def _check_names(changes: dict[str, Any]) -> None:
    unknown = changes.keys() - NEED_FIELDS
    if unknown:
        raise TypeError(f"no field of a need: {sorted(unknown)}")


def _stripped(changes: dict[str, Any]) -> dict[str, Any]:
    return {n: v.strip() if isinstance(v, str) else v for n, v in changes.items()}


def _checked(need: NeedEdit) -> NeedEdit:
    check_need(need)
    if need.semester:
        try:
            semester = str(Semester.parse(need.semester))
        except ValueError as fault:
            raise UserError("invalid-plan-edit", field="semester") from fault
        return replace(need, semester=semester)
    return need


def need_topic(need: Need, catalogue: Catalogue | None, wording: Wording) -> str:
    """A need's topic: a person's, else the catalogue's, else what the question is about."""
    if need.topic:
        return need.topic
    if catalogue is not None and need.card in catalogue.by_id:
        card = catalogue.wording(need.card or "", wording.language)
        return card.training_topic if need.kind == "training" else card.assistance_topic
    if need.component is not None:
        return wording.component(need.component)
    known = wording.instrument.by_id.get(need.item or "")
    if known is None:
        return ""
    return wording.objective(known.objective) if known.objective else wording.stem(known.id)
