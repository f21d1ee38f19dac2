"""The trail: parts change in steps, and steps go back and forth. Core statements only."""

from __future__ import annotations

import json
import platform
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Literal
from uuid import uuid4

from sqlalchemy import BindParameter, Connection, Engine, bindparam, exists, func, select

from topp_desktop.persistence import tables
from topp_desktop.persistence import trail_tables as t
from topp_desktop.persistence.access import Access, refs_for
from topp_desktop.persistence.parts import PARTS, Key, read_part, write_part
from topp_desktop.persistence.rows import DocumentRefs, Row
from topp_desktop.services.measurement.trail import (
    Change,
    Device,
    Edit,
    Kind,
    Stamp,
    Step,
    UndoReach,
)

_MINE: BindParameter[str] = bindparam("mine")
"""The id of a measurement, in the statements below. An answer waits for them: made once, they
are compiled once."""

_UNDONE = (t.step.c.assessment_id == _MINE) & (t.step.c.state == "undone")
_DROP_UNDONE = t.step.update().where(_UNDONE).values(state="dropped")
_ROLE = select(tables.respondent.c.role).where(
    (tables.respondent.c.assessment_id == _MINE) & (tables.respondent.c.id == bindparam("by"))
)
_STANDING = (
    select(
        t.device.c.number,
        t.device.c.label,
        func.coalesce(_ROLE.scalar_subquery(), "").label("role"),
        exists().where(_UNDONE).label("undone"),
    )
    .order_by(t.device.c.number.desc())
    .limit(1)
)
"""This computer, the role of whoever acts, and whether steps are undone; no row on a computer
that has not been enrolled."""
_ADD_STEP = t.step.insert()
_ADD_CHANGES = t.change.insert()


def _text(row: Row | None) -> str | None:
    return None if row is None else json.dumps(row, ensure_ascii=False)


def _row(text: str | None) -> Any:
    return None if text is None else json.loads(text)


def enrol_device(connection: Connection, label: str, at: datetime) -> None:
    """From now on the trail calls this computer a new one."""
    connection.execute(
        t.device.insert().values(id=str(uuid4()), label=label, created=at.isoformat())
    )


class SqlTrailStore:
    """Implements `services.measurement.trail.TrailStore`."""

    def __init__(self, engine: Engine, name: str, host: Callable[[], str] = platform.node) -> None:
        self._access = Access(engine, name)
        self._host = host

    def _standing(self, connection: Connection, assessment_id: str, stamp: Stamp) -> Any:
        values = {"mine": assessment_id, "by": stamp.by}
        found = connection.execute(_STANDING, values).first()
        if found is None:
            enrol_device(connection, self._host(), stamp.at)
            found = connection.execute(_STANDING, values).one()
        return found

    def apply(self, assessment_id: str, edits: Sequence[Edit], stamp: Stamp) -> Step | None:
        at = stamp.at.isoformat()
        with self._access.writing() as connection:
            refs = refs_for(connection, assessment_id)
            changed: list[tuple[Edit, Row | None, Row | None]] = []
            for edit in edits:
                part = PARTS[edit.kind]
                before = read_part(connection, part, assessment_id, edit.key)
                after = None if edit.value is None else part.to_row(edit.value, refs)
                if before != after:
                    write_part(connection, part, assessment_id, edit.key, after, at)
                    changed.append((edit, before, after))
            if not changed:
                return None
            standing = self._standing(connection, assessment_id, stamp)
            if standing.undone:
                connection.execute(_DROP_UNDONE, {"mine": assessment_id})
            step = _add_step(connection, assessment_id, stamp, standing)
            connection.execute(
                _ADD_CHANGES,
                [
                    {
                        "step_id": step.id,
                        "number": number,
                        "kind": edit.kind,
                        "key": json.dumps(edit.key, ensure_ascii=False),
                        "before": _text(before),
                        "after": _text(after),
                    }
                    for number, (edit, before, after) in enumerate(changed)
                ],
            )
            return replace(
                step,
                changes=tuple(
                    _change(edit.kind, edit.key, before, after, refs)
                    for edit, before, after in changed
                ),
            )

    def undo(self, assessment_id: str, at: datetime) -> list[Step]:
        return self._go(assessment_id, at, back=True)

    def redo(self, assessment_id: str, at: datetime) -> list[Step]:
        return self._go(assessment_id, at, back=False)

    def _go(self, assessment_id: str, at: datetime, *, back: bool) -> list[Step]:
        with self._access.writing() as connection:
            refs = refs_for(connection, assessment_id)
            chosen = self._next(connection, assessment_id, back=back)
            if not chosen:
                return []
            steps = {s.id: s for s in self._steps(connection, refs, t.step.c.id.in_(chosen))}
            for step_id in chosen:
                changes = t.change.c.step_id == step_id
                order = t.change.c.number.desc() if back else t.change.c.number
                for row in connection.execute(select(t.change).where(changes).order_by(order)):
                    write_part(
                        connection,
                        PARTS[row.kind],
                        assessment_id,
                        tuple(json.loads(row.key)),
                        _row(row.before if back else row.after),
                        at.isoformat(),
                    )
            state = "undone" if back else "done"
            connection.execute(t.step.update().where(t.step.c.id.in_(chosen)).values(state=state))
            stamp = Stamp("undo" if back else "redo", at, steps[chosen[-1]].respondent)
            standing = self._standing(connection, assessment_id, stamp)
            _add_step(connection, assessment_id, stamp, standing, undone_or_redone=chosen[-1])
            return [steps[step_id] for step_id in chosen]

    def _next(self, connection: Connection, assessment_id: str, *, back: bool) -> list[int]:
        """The next step in this direction, and those of its run that follow it directly."""
        state = "done" if back else "undone"
        order = t.step.c.id.desc() if back else t.step.c.id
        query = (
            select(t.step.c.id, t.step.c.run)
            .where((t.step.c.assessment_id == assessment_id) & (t.step.c.state == state))
            .order_by(order)
        )
        chosen: list[int] = []
        run = None
        for row in connection.execute(query):
            if chosen and (run is None or row.run != run):
                break
            chosen.append(row.id)
            run = row.run
        return chosen

    def reach(self, assessment_id: str) -> UndoReach:
        own = t.step.c.assessment_id == assessment_id
        with self._access.reading() as connection:
            counts = {
                row.state: row.n
                for row in connection.execute(
                    select(t.step.c.state, func.count().label("n"))
                    .where(own)
                    .group_by(t.step.c.state)
                )
            }

            def action(state: str, order: Any) -> str:
                query = select(t.step.c.action).where(own & (t.step.c.state == state))
                return connection.execute(query.order_by(order).limit(1)).scalar() or ""

            return UndoReach(
                action("done", t.step.c.id.desc()),
                action("undone", t.step.c.id),
                counts.get("done", 0),
                counts.get("undone", 0),
            )

    def steps(self, assessment_id: str, limit: int, before: int | None = None) -> list[Step]:
        place: Any = t.step.c.assessment_id == assessment_id
        if before is not None:
            place &= t.step.c.id < before
        with self._access.reading() as connection:
            refs = refs_for(connection, assessment_id)
            return self._steps(connection, refs, place, limit)

    def _steps(
        self, connection: Connection, refs: DocumentRefs, place: Any, limit: int | None = None
    ) -> list[Step]:
        """Steps with their changes, newest first."""
        query = (
            select(t.step, t.device.c.label)
            .join(t.device, t.device.c.number == t.step.c.device)
            .where(place)
            .order_by(t.step.c.id.desc())
        )
        heads = list(connection.execute(query if limit is None else query.limit(limit)))
        changes: dict[int, list[Change]] = {head.id: [] for head in heads}
        own = t.change.c.step_id.in_(list(changes))
        order = (t.change.c.step_id, t.change.c.number)
        for row in connection.execute(select(t.change).where(own).order_by(*order)):
            key = tuple(json.loads(row.key))
            before, after = _row(row.before), _row(row.after)
            changes[row.step_id].append(_change(row.kind, key, before, after, refs))
        return [
            Step(
                head.id,
                head.assessment_id,
                head.action,
                head.state,
                head.of_id,
                head.label,
                head.respondent_id,
                head.role,
                datetime.fromisoformat(head.at),
                tuple(changes[head.id]),
            )
            for head in heads
        ]

    def device(self) -> Device:
        query = select(t.device).order_by(t.device.c.number.desc()).limit(1)
        with self._access.reading() as connection:
            found = connection.execute(query).first()
        return Device("", self._host()) if found is None else Device(found.id, found.label)

    def rename_device(self, label: str, at: datetime) -> None:
        with self._access.writing() as connection:
            newest = select(func.max(t.device.c.number))
            number = connection.execute(newest).scalar()
            if number is None:
                enrol_device(connection, label, at)
                return
            own = t.device.c.number == number
            connection.execute(t.device.update().where(own).values(label=label))


def _add_step(
    connection: Connection,
    assessment_id: str,
    stamp: Stamp,
    standing: Any,
    undone_or_redone: int | None = None,
) -> Step:
    """Adds a step that was done, or the log entry of an undo or redo; without its changes."""
    state: Literal["done", "log"] = "done" if undone_or_redone is None else "log"
    added = connection.execute(
        _ADD_STEP,
        {
            "assessment_id": assessment_id,
            "action": stamp.action,
            "run": stamp.run,
            "state": state,
            "of_id": undone_or_redone,
            "device": standing.number,
            "respondent_id": stamp.by,
            "role": standing.role,
            "at": stamp.at.isoformat(),
        },
    )
    return Step(
        int(added.inserted_primary_key[0]),  # type: ignore[index]
        assessment_id,
        stamp.action,
        state,
        undone_or_redone,
        standing.label,
        stamp.by,
        standing.role,
        stamp.at,
        (),
    )


def _change(
    kind: Kind, key: Key, before: Row | None, after: Row | None, refs: DocumentRefs
) -> Change:
    part = PARTS[kind]

    def value(row: Row | None) -> Any:
        return None if row is None else part.from_row(key, row, refs)

    return Change(kind, key, value(before), value(after))


def forget_trail(connection: Connection, assessment_ids: Iterable[str]) -> None:
    """Removes every step of these measurements; only for practice."""
    own = select(t.step.c.id).where(t.step.c.assessment_id.in_(list(assessment_ids)))
    connection.execute(t.change.delete().where(t.change.c.step_id.in_(own)))
    connection.execute(t.step.delete().where(t.step.c.assessment_id.in_(list(assessment_ids))))
