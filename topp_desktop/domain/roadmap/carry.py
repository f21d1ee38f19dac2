"""A plan from one measurement to the next: what people own goes on, what is closed stays behind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from topp_desktop.domain.instrument import Instrument
from topp_desktop.domain.roadmap.edits import PlanEdits
from topp_desktop.domain.roadmap.kept import Kept
from topp_desktop.domain.roadmap.milestones import subject

T = TypeVar("T")


def carried(edits: PlanEdits, kept: Kept, instrument: Instrument) -> tuple[PlanEdits, Kept]:
    """What the next measurement begins with, asked with `instrument`.

    Actions, own ones too, with what was changed and where they are fixed; milestones, as drafts
    of the new plan, with their follow-up; needs. Not what was done or given up, nor actions whose
    question or place of the map is no longer asked.
    """

    def is_open(name: str) -> bool:
        found = edits.follow_up.get(name)
        return found is None or found.status not in ("done", "dropped")

    def asked(item: str | None, cell: str | None) -> bool:
        return (item is None or item in instrument.by_id) and (
            cell is None or cell in instrument.cells
        )

    known = {
        name
        for name, planned in kept.items()
        if is_open(subject("action", name)) and asked(planned.action.item, planned.action.cell)
    }
    milestones = {
        name: replace(found.marked("draft"), action=found.action if found.action in known else "")
        for name, found in edits.milestones.items()
        if is_open(subject("milestone", name))
    }
    subjects = {subject("action", name) for name in known}
    subjects |= {subject("milestone", name) for name in milestones}
    over = PlanEdits(
        actions=_only(edits.actions, known),
        milestones=milestones,
        needs=edits.needs,
        follow_up=_only(edits.follow_up, subjects),
    )
    return over, _only(kept, known)


def _only(entries: Mapping[str, T], names: set[str]) -> dict[str, T]:
    return {name: entry for name, entry in entries.items() if name in names}
