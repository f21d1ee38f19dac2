"""The store of measurements: begin, list, read. Changes go through `persistence.trail_store`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import LABEL_STYLE_TABLENAME_PLUS_COL as LABELS
from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from topp_desktop.domain.assessment import Assessment, Institution
from topp_desktop.domain.assessment.work import Member, Proposal, details_of
from topp_desktop.domain.errors import UserError
from topp_desktop.domain.instrument import InstrumentRef
from topp_desktop.persistence import tables as t
from topp_desktop.persistence.access import Access, refs_of
from topp_desktop.persistence.parts import PARTS, Key, parts_of, write_part
from topp_desktop.persistence.rows import details_row, weights_row
from topp_desktop.services.ports import AssessmentSummary, Part, StoredAssessment


class SqlAssessmentStore:
    """Implements `services.ports.AssessmentStore`; `name` stands for the database in faults."""

    def __init__(self, engine: Engine, name: str) -> None:
        self._access = Access(engine, name)

    def summaries(self) -> list[AssessmentSummary]:
        answered = (
            select(t.response.c.assessment_id, func.count().label("n"))
            .where(t.response.c.answer.is_not(None))
            .group_by(t.response.c.assessment_id)
            .subquery()
        )
        query = (
            select(t.assessment, t.institution, answered.c.n.label("answered"))
            .join(t.institution, t.institution.c.id == t.assessment.c.institution_id)
            .outerjoin(answered, answered.c.assessment_id == t.assessment.c.id)
            .order_by(t.assessment.c.created, t.assessment.c.id)
            .set_label_style(LABELS)
        )
        with self._access.reading() as connection:
            return [
                AssessmentSummary(
                    row.assessment_id,
                    _institution(row),
                    bool(row.institution_practice),
                    row.assessment_round,
                    row.assessment_form,
                    datetime.fromisoformat(row.assessment_created),
                    row.answered or 0,
                )
                for row in connection.execute(query)
            ]

    def add(
        self,
        assessment_id: str,
        assessment: Assessment,
        instrument: InstrumentRef,
        created: datetime,
        *,
        practice: bool = False,
        members: Sequence[Member] = (),
        proposals: Sequence[Proposal] = (),
        parts: Sequence[Part] = (),
    ) -> None:
        at = created.isoformat()
        who = assessment.institution
        with self._access.writing() as connection:
            connection.execute(
                sqlite_insert(t.institution)
                .values(
                    **{name: getattr(who, name) for name in Institution.__slots__},
                    practice=practice,
                    created=at,
                )
                .on_conflict_do_nothing()
            )
            refs = refs_of(connection, who.id)
            connection.execute(
                t.assessment.insert().values(
                    id=assessment_id,
                    institution_id=who.id,
                    instrument_id=instrument.id,
                    instrument_version=instrument.version,
                    instrument_sha256=instrument.sha256,
                    created=at,
                    plan_settings="{}",
                    **details_row(details_of(assessment), refs),
                    **weights_row(assessment.weights, refs),
                )
            )
            for kind, key, value in (*_parts(assessment, members, proposals), *parts):
                part = PARTS[kind]
                write_part(connection, part, assessment_id, key, part.to_row(value, refs), at)

    def load(self, assessment_id: str) -> StoredAssessment:
        query = (
            select(t.assessment, t.institution)
            .join(t.institution, t.institution.c.id == t.assessment.c.institution_id)
            .where(t.assessment.c.id == assessment_id)
            .set_label_style(LABELS)
        )
        with self._access.reading() as connection:
            head = connection.execute(query).first()
            if head is None:
                raise UserError("assessment-unknown", id=assessment_id)
            return _stored(connection, assessment_id, head)


def _stored(connection: Connection, assessment_id: str, head: Any) -> StoredAssessment:
    refs = refs_of(connection, head.assessment_institution_id)

    def found(kind: str) -> dict[Key, Any]:
        return dict(sorted(parts_of(connection, kind, assessment_id, refs).items()))

    members: list[Member] = sorted(found("respondent").values(), key=lambda m: m.position)
    details = found("details")[()]
    assessment = Assessment(
        institution=_institution(head),
        respondents=tuple(m.respondent for m in members),
        responses=tuple(found("response").values()),
        consensus=tuple(found("consensus").values()),
        tallies=tuple(found("tally").values()),
        targets={key[0]: value for key, value in found("target").items()},
        lines={key[0]: value for key, value in found("line").items()},
        feedback={key[0]: value for key, value in found("feedback").items()},
        weights=found("weights")[()],
        **{name: getattr(details, name) for name in type(details).__slots__},
    )
    return StoredAssessment(
        id=assessment_id,
        assessment=assessment,
        instrument=InstrumentRef(
            head.assessment_instrument_id,
            head.assessment_instrument_version,
            head.assessment_instrument_sha256,
        ),
        practice=bool(head.institution_practice),
        created=datetime.fromisoformat(head.assessment_created),
        names={m.respondent.id: m.name for m in members if m.name},
        plan_settings=json.loads(head.assessment_plan_settings),
        members={m.respondent.id: m for m in members},
        proposals=tuple(found("proposal").values()),
        approval=found("approval").get(()),
    )


def _parts(
    assessment: Assessment, members: Sequence[Member], proposals: Sequence[Proposal]
) -> Iterable[tuple[str, Key, Any]]:
    """Everything of a measurement that has rows of its own."""
    known = {m.respondent.id: m for m in members}
    for position, person in enumerate(assessment.respondents):
        yield "respondent", (person.id,), known.get(person.id) or Member(person, position)
    for response in assessment.responses:
        yield "response", (response.respondent, response.item), response
    for agreed in assessment.consensus:
        yield "consensus", (agreed.item,), agreed
    for tally in assessment.tallies:
        yield "tally", (tally.item, tally.role), tally
    for proposal in proposals:
        yield "proposal", (proposal.respondent, proposal.item), proposal
    for cell, target in assessment.targets.items():
        yield "target", (cell,), target
    for line, status in assessment.lines.items():
        yield "line", (line,), status
    for item, said in assessment.feedback.items():
        yield "feedback", (item,), said


def _institution(row: Any) -> Institution:
    return Institution(
        **{name: getattr(row, f"institution_{name}") for name in Institution.__slots__}
    )
