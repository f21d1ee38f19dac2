"""The actions file, `topp-actions` version 1 (docs/file-formats.md, "Actions")."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from topp_desktop.domain.errors import UserError
from topp_desktop.domain.instrument import Instrument
from topp_desktop.domain.roadmap import Action
from topp_desktop.formats.strict import Strict, check_format, parse, read_limited
from topp_desktop.formats.strict_json import loads_strict

FORMAT = "topp-actions"
VERSION = 1

_Id = Annotated[str, Field(min_length=1, max_length=100)]
_Level = Annotated[int, Field(ge=0, le=4)]


class _Action(Strict):
    id: _Id
    item: _Id | None = None
    cell: _Id | None = None
    start_level: Annotated[_Level, Field(alias="from")]
    end_level: Annotated[_Level, Field(alias="to")]
    effort: Annotated[float, Field(ge=0.5, le=1_000)]
    duration: Annotated[int, Field(ge=1, le=40)]
    priority: Annotated[float, Field(ge=0.5, le=2)] = 1.0
    feasibility: Annotated[float, Field(ge=0, le=1)] = 1.0
    after: list[_Id] = []
    must: bool = False


class ActionsFile(Strict):
    format: Literal["topp-actions"]
    version: Literal[1]
    actions: Annotated[list[_Action], Field(max_length=2_000)]


def read_actions(path: Path, instrument: Instrument) -> tuple[Action, ...]:
    """Reads the actions; an action names an item or a cell, and takes exactly one level."""
    data = loads_strict(read_limited(path), path=str(path))
    file = parse(ActionsFile, check_format(data, FORMAT, VERSION, path=str(path)), path=str(path))
    seen: set[str] = set()
    actions = []
    for entry in file.actions:
        if entry.id in seen:
            raise UserError("repeated-entry", entry=entry.id)
        seen.add(entry.id)
        if (entry.item is None) == (entry.cell is None):
            raise UserError("action-needs-target", action=entry.id)
        if entry.item is not None and entry.item not in instrument.by_id:
            raise UserError("unknown-item", item=entry.item)
        if entry.cell is not None and entry.cell not in instrument.cells:
            raise UserError("unknown-cell", cell=entry.cell)
        if entry.end_level != entry.start_level + 1:
            raise UserError("action-skips-level", action=entry.id)
        actions.append(
            Action(
                id=entry.id,
                start_level=entry.start_level,
                end_level=entry.end_level,
                effort=Fraction(str(entry.effort)),
                duration=entry.duration,
                item=entry.item,
                cell=entry.cell,
                priority=entry.priority,
                feasibility=entry.feasibility,
                after=tuple(entry.after),
                must=entry.must,
            )
        )
    return tuple(actions)
