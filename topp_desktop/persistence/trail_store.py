"""The trail: parts change in steps, and steps go back and forth. Core statements only."""

from __future__ import annotations

import json
import platform
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Engine, func, select

from topp_desktop.persistence import tables
from topp_desktop.persistence import trail_tables as t
from topp_desktop.persistence.access import Access, institution_of, refs_of
from topp_desktop.persistence.parts import PARTS, read_part, write_part
from topp_desktop.persistence.rows import DocumentRefs, Row
from topp_desktop.services.trail import Change, Device, Edit, Reach, Stamp, Step


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
    """Implements `services.trail.TrailStore`."""

    def __init__(self, engine: Engine, name: str, host: Callable[[], str] = platform.node) -> None:
        self._access = Access(engine, name)
        self._host = host

    def _device(self, connection: Connection, at: datetime) -> int:
        newest = select(func.max(t.device.c.number))
        found = connection.execute(newest).scalar()
        if found is None:
            enrol_device(connection, self._host(), at)
            found = connection.execute(newest).scalar()
        return int(found or 0)

    def apply(self, assessment_id: str, edits: Sequence[Edit], stamp: Stamp) -> Step | None:
        at = stamp.at.isoformat()
        with self._access.writing() as connection:
            refs = refs_of(connection, institution_of(connection, assessment_id))
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
            self._drop_undone(connection, assessment_id)
            step_id = self._add_step(connection, assessment_id, stamp.action, stamp)
            connection.execute(
                t.change.insert(),
                [
                    {
                        "step_id": step_id,
                        "number": number,
                        "kind": edit.kind,
                        "key": json.dumps(edit.key, ensure_ascii=False),
                        "before": _text(before),
                        "after": _text(after),
                    }
                    for number, (edit, before, after) in enumerate(changed)
                ],
            )
            return self._steps(connection, refs, t.step.c.id == step_id)[0]

    def _drop_undone(self, connection: Connection, assessment_id: str) -> None:
        undone = (t.step.c.assessment_id == assessment_id) & (t.step.c.state == "undone")
        connection.execute(t.step.update().where(undone).values(state="dropped"))

    def _add_step(
        self, connection: Connection, assessment_id: str, action: str, stamp: Stamp, **more: Any
    ) -> int:
        person = (tables.respondent.c.assessment_id == assessment_id) & (
            tables.respondent.c.id == stamp.by
        )
        role = connection.execute(select(tables.respondent.c.role).where(person)).scalar()
        added = connection.execute(
            t.step.insert().values(
                assessment_id=assessment_id,
                action=action,
                run=stamp.run,
                device=self._device(connection, stamp.at),
                respondent_id=stamp.by,
                role=role or "",
                at=stamp.at.isoformat(),
                **{"state": "done", **more},
            )
        )
        return int(added.inserted_primary_key[0])  # type: ignore[index]

    def undo(self, assessment_id: str, at: datetime) -> list[Step]:
        return self._go(assessment_id, at, back=True)

    def redo(self, assessment_id: str, at: datetime) -> list[Step]:
        return self._go(assessment_id, at, back=False)

    def _go(self, assessment_id: str, at: datetime, *, back: bool) -> list[Step]:
        with self._access.writing() as connection:
            refs = refs_of(connection, institution_of(connection, assessment_id))
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
            self._add_step(
                connection, assessment_id, stamp.action, stamp, state="log", of_id=chosen[-1]
            )
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

    def reach(self, assessment_id: str) -> Reach:
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

            return Reach(
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
            refs = refs_of(connection, institution_of(connection, assessment_id))
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
            changes[row.step_id].append(_change(row, refs))
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
            number = self._device(connection, at)
            own = t.device.c.number == number
            connection.execute(t.device.update().where(own).values(label=label))


def _change(row: Any, refs: DocumentRefs) -> Change:
    part, key = PARTS[row.kind], tuple(json.loads(row.key))

    def value(text: str | None) -> Any:
        return None if text is None else part.from_row(key, json.loads(text), refs)

    return Change(row.kind, key, value(row.before), value(row.after))


def forget_trail(connection: Connection, assessment_ids: Iterable[str]) -> None:
    """Removes every step of these measurements; only for practice."""
    own = select(t.step.c.id).where(t.step.c.assessment_id.in_(list(assessment_ids)))
    connection.execute(t.change.delete().where(t.change.c.step_id.in_(own)))
    connection.execute(t.step.delete().where(t.step.c.assessment_id.in_(list(assessment_ids))))
