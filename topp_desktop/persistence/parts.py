"""The parts of a measurement: which rows hold them, and how one is read and replaced.

Every change of a measurement is a change of parts. The trail keeps their rows as they were and
are, so that whatever can be saved can be undone the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from sqlalchemy import Connection, Delete, Select, Table, Update, and_, bindparam, select
from sqlalchemy.dialects.sqlite import Insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from topp_desktop.persistence import plan_rows, plan_tables, rows, tables, team_tables
from topp_desktop.persistence.rows import DocumentRefs, Row

Key = tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """keys: the columns that name one part within its measurement; none for those that are
    columns of the measurement itself, which are always there."""

    table: Table
    keys: tuple[str, ...]
    to_row: Callable[[Any, DocumentRefs], Row]
    from_row: Callable[[Key, Row, DocumentRefs], Any]
    columns: tuple[str, ...]

    @property
    def own(self) -> str:
        """The column that names the measurement."""
        return "id" if self.table is tables.assessment else "assessment_id"

    @cached_property
    def _where(self) -> Any:
        """The condition that finds one part; its values come from `place`."""
        names = (self.own, *self.keys)
        return and_(*(self.table.c[name] == bindparam(f"at_{name}") for name in names))

    def place(self, assessment_id: str, key: Key) -> Row:
        """The values for the statements below."""
        named = zip(self.keys, key, strict=True)
        return {f"at_{self.own}": assessment_id, **{f"at_{name}": value for name, value in named}}

    # An answer waits for these statements: made once, they are compiled once.

    @cached_property
    def find(self) -> Select[Any]:
        return select(*(self.table.c[name] for name in self.columns)).where(self._where)

    @cached_property
    def remove(self) -> Delete:
        return self.table.delete().where(self._where)

    @cached_property
    def change(self) -> Update:
        return self.table.update().where(self._where)

    def key_of(self, row: Any) -> Key:
        """What names the part that a row holds."""
        return tuple(row[name] for name in self.keys)

    def values_of(self, row: Any) -> Row:
        """The columns of a row that say what the part is."""
        return {name: row[name] for name in self.columns}


def _part(
    table: Table,
    keys: tuple[str, ...],
    to_row: Callable[[Any, DocumentRefs], Row],
    from_row: Callable[[Key, Row, DocumentRefs], Any],
    columns: tuple[str, ...] = (),
) -> Part:
    rest = {"assessment_id", "saved", *keys}
    return Part(
        table,
        keys,
        to_row,
        from_row,
        columns or tuple(c.name for c in table.c if c.name not in rest),
    )


PARTS: Mapping[str, Part] = {
    "response": _part(tables.response, ("respondent_id", "item"), rows.response_row, rows.response),
    "consensus": _part(tables.consensus, ("item",), rows.consensus_row, rows.consensus),
    "tally": _part(tables.tally, ("item", "role"), rows.tally_row, rows.tally),
    "respondent": _part(tables.respondent, ("id",), rows.member_row, rows.member),
    "target": _part(tables.target, ("cell",), rows.target_row, rows.target),
    "line": _part(team_tables.line_status, ("line",), rows.line_row, rows.line),
    "feedback": _part(team_tables.item_feedback, ("item",), rows.feedback_row, rows.feedback),
    "proposal": _part(
        team_tables.proposal, ("respondent_id", "item"), rows.proposal_row, rows.proposal
    ),
    "approval": _part(team_tables.approval, (), rows.approval_row, rows.approval),
    "details": _part(
        tables.assessment,
        (),
        rows.details_row,
        rows.details,
        ("form", "round", "scope", "method", "participants", "plans"),
    ),
    "weights": _part(tables.assessment, (), rows.weights_row, rows.weights, ("weights",)),
    "plan": _part(tables.assessment, (), rows.plan_row, rows.plan, ("plan_settings",)),
    "plan-action": _part(
        plan_tables.plan_action, ("action",), plan_rows.action_edit_row, plan_rows.action_edit
    ),
    "plan-milestone": _part(
        plan_tables.plan_milestone, ("id",), plan_rows.milestone_row, plan_rows.milestone
    ),
    "plan-need": _part(plan_tables.plan_need, ("id",), plan_rows.need_row, plan_rows.need),
    "plan-follow-up": _part(
        plan_tables.plan_follow_up, ("subject",), plan_rows.follow_up_row, plan_rows.follow_up
    ),
    "plan-kept": _part(plan_tables.plan_kept, ("action",), plan_rows.kept_row, plan_rows.kept),
    "plan-approval": _part(plan_tables.plan_approval, (), rows.approval_row, rows.approval),
}
"""By the word that the trail knows them under; a part's name never changes."""


def read_part(connection: Connection, part: Part, assessment_id: str, key: Key) -> Row | None:
    """The part's row as it is; None where there is none."""
    found = connection.execute(part.find, part.place(assessment_id, key)).first()
    return None if found is None else dict(zip(part.columns, found, strict=True))


def write_part(
    connection: Connection, part: Part, assessment_id: str, key: Key, row: Row | None, at: str
) -> None:
    """Makes the part what `row` says; removes it for None."""
    if row is None:
        connection.execute(part.remove, part.place(assessment_id, key))
        return
    if part.table is tables.assessment:
        connection.execute(part.change, {**part.place(assessment_id, key), **row})
        return
    values = {part.own: assessment_id, **dict(zip(part.keys, key, strict=True)), **row}
    if "saved" in part.table.c:
        values["saved"] = at
    connection.execute(_put(part.table, tuple(values)), values)


@cache
def _put(table: Table, names: tuple[str, ...]) -> Insert:
    """Writes these columns of a row, whether it is there or not. A row that the trail kept for
    long may lack columns that were added since."""
    insert = sqlite_insert(table)
    keys = list(table.primary_key)
    values = {name: insert.excluded[name] for name in names}
    return insert.on_conflict_do_update(index_elements=keys, set_=values)


def parts_of(
    connection: Connection, kind: str, assessment_id: str, refs: DocumentRefs
) -> dict[Key, Any]:
    """Every part of one kind, by what names it within its measurement."""
    part = PARTS[kind]
    query = select(part.table).where(part.table.c[part.own] == assessment_id)
    return {
        (key := part.key_of(row)): part.from_row(key, part.values_of(row), refs)
        for row in connection.execute(query).mappings()
    }
