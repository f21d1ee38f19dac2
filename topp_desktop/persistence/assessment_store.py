"""The store of measurements. Core statements; no row leaves this module."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import LABEL_STYLE_TABLENAME_PLUS_COL as LABELS
from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from topp_desktop.domain.assessment import (
    Answer,
    Assessment,
    Consensus,
    Institution,
    Respondent,
    Response,
    Tally,
    Weights,
)
from topp_desktop.domain.errors import UserError
from topp_desktop.domain.instrument import InstrumentRef
from topp_desktop.persistence import tables as t
from topp_desktop.persistence.engine import DRIVER_FAULTS, WRITE, translate
from topp_desktop.services.ports import AssessmentSummary, Change, StoredAssessment


def _dump(answer: Answer | None) -> str | None:
    """An answer as JSON text: 3, "NA", ["e1"]; None where there is no answer."""
    if answer is None:
        return None
    return json.dumps(sorted(answer) if isinstance(answer, frozenset) else answer)


def _load(text: str | None) -> Answer | None:
    if text is None:
        return None
    value = json.loads(text)
    return frozenset(value) if isinstance(value, list) else value


_RESPONSE_TEXTS = ("reason", "note", "missing", "private_note")


def _response_row(assessment_id: str, response: Response, at: str) -> dict[str, Any]:
    return {
        "assessment_id": assessment_id,
        "respondent_id": response.respondent,
        "item": response.item,
        "answer": _dump(response.answer),
        "evidence": response.evidence,
        "confidence": response.confidence,
        "documents": json.dumps(response.documents, ensure_ascii=False),
        "flagged": response.flagged,
        "saved": at,
        **{name: getattr(response, name) for name in _RESPONSE_TEXTS},
    }


def _response(row: Any) -> Response:
    return Response(
        respondent=row.respondent_id,
        item=row.item,
        answer=_load(row.answer),
        evidence=row.evidence,
        confidence=row.confidence,
        documents=tuple(json.loads(row.documents)),
        flagged=bool(row.flagged),
        **{name: getattr(row, name) for name in _RESPONSE_TEXTS},
    )


def _response_json(response: Response | None) -> str | None:
    """A response as the trail keeps it: everything except the ids that its row carries."""
    if response is None:
        return None
    row = _response_row("", response, "")
    for name in ("assessment_id", "respondent_id", "item", "saved"):
        del row[name]
    return json.dumps(row, ensure_ascii=False)


def _response_from_json(respondent: str, item: str, text: str | None) -> Response | None:
    if text is None:
        return None
    values = json.loads(text)
    values["answer"] = _load(values["answer"])
    values["documents"] = tuple(json.loads(values["documents"]))
    return Response(respondent, item, **values)


class SqlAssessmentStore:
    """Implements `services.ports.AssessmentStore`; `name` stands for the database in faults."""

    def __init__(self, engine: Engine, name: str) -> None:
        self._engine = engine
        self._name = name

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        try:
            with self._engine.connect() as connection:
                yield connection
        except DRIVER_FAULTS as fault:
            raise translate(fault, self._name) from fault

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """One transaction; durable when the block has been left without a fault."""
        try:
            with (
                self._engine.connect().execution_options(**WRITE) as connection,
                connection.begin(),
            ):
                yield connection
        except DRIVER_FAULTS as fault:
            raise translate(fault, self._name) from fault

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
        with self._reading() as connection:
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
    ) -> None:
        at = created.isoformat()
        who = assessment.institution
        with self._writing() as connection:
            connection.execute(
                sqlite_insert(t.institution)
                .values(
                    **{name: getattr(who, name) for name in Institution.__slots__},
                    practice=practice,
                    created=at,
                )
                .on_conflict_do_nothing()
            )
            connection.execute(
                t.assessment.insert().values(
                    id=assessment_id,
                    institution_id=who.id,
                    round=assessment.round,
                    form=assessment.form,
                    instrument_id=instrument.id,
                    instrument_version=instrument.version,
                    instrument_sha256=instrument.sha256,
                    scope=assessment.scope,
                    method=assessment.method,
                    created=at,
                    weights=_dump_weights(assessment.weights),
                    plan_settings="{}",
                )
            )
            self._add_parts(connection, assessment_id, assessment, at)

    def _add_parts(
        self, connection: Connection, assessment_id: str, assessment: Assessment, at: str
    ) -> None:
        rows: dict[Any, list[dict[str, Any]]] = {
            t.respondent: [
                {
                    "assessment_id": assessment_id,
                    "id": r.id,
                    "position": n,
                    "role": r.role,
                    "name": "",
                    "items": None if r.items is None else json.dumps(sorted(r.items)),
                }
                for n, r in enumerate(assessment.respondents)
            ],
            t.response: [_response_row(assessment_id, r, at) for r in assessment.responses],
            t.consensus: [
                {
                    "assessment_id": assessment_id,
                    "item": c.item,
                    "answer": _dump(c.answer),
                    "evidence": c.evidence,
                    "confidence": c.confidence,
                    "reason": c.reason,
                    "rationale": c.rationale,
                    "dissent": c.dissent,
                    "saved": at,
                }
                for c in assessment.consensus
            ],
            t.tally: [
                {
                    "assessment_id": assessment_id,
                    "item": y.item,
                    "role": y.role,
                    "counts": json.dumps(y.counts),
                    "dk": y.dk,
                    "na": y.na,
                }
                for y in assessment.tallies
            ],
            t.target: _target_rows(assessment_id, assessment.targets),
        }
        for table, values in rows.items():
            if values:
                connection.execute(table.insert(), values)

    def load(self, assessment_id: str) -> StoredAssessment:
        query = (
            select(t.assessment, t.institution)
            .join(t.institution, t.institution.c.id == t.assessment.c.institution_id)
            .where(t.assessment.c.id == assessment_id)
            .set_label_style(LABELS)
        )
        with self._reading() as connection:
            head = connection.execute(query).first()
            if head is None:
                raise UserError("assessment-unknown", id=assessment_id)

            def rows(table: Any, *order: Any) -> Any:
                own = select(table).where(table.c.assessment_id == assessment_id)
                return connection.execute(own.order_by(*order))

            people = list(rows(t.respondent, t.respondent.c.position))
            assessment = Assessment(
                institution=_institution(head),
                form=head.assessment_form,
                round=head.assessment_round,
                respondents=tuple(
                    Respondent(
                        p.id, p.role, None if p.items is None else frozenset(json.loads(p.items))
                    )
                    for p in people
                ),
                responses=tuple(
                    _response(r)
                    for r in rows(t.response, t.response.c.respondent_id, t.response.c.item)
                ),
                consensus=tuple(_consensus(r) for r in rows(t.consensus, t.consensus.c.item)),
                tallies=tuple(
                    Tally(r.item, r.role, tuple(json.loads(r.counts)), r.dk, r.na)
                    for r in rows(t.tally, t.tally.c.item, t.tally.c.role)
                ),
                targets={r.cell: float(r.value) for r in rows(t.target, t.target.c.cell)},
                weights=Weights(**json.loads(head.assessment_weights)),
                scope=head.assessment_scope,
                method=head.assessment_method,
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
            names={p.id: p.name for p in people if p.name},
            plan_settings=json.loads(head.assessment_plan_settings),
        )

    def save_response(self, assessment_id: str, response: Response, at: datetime) -> None:
        row = _response_row(assessment_id, response, at.isoformat())
        own = (
            (t.response.c.assessment_id == assessment_id)
            & (t.response.c.respondent_id == response.respondent)
            & (t.response.c.item == response.item)
        )
        upsert = sqlite_insert(t.response).values(**row)
        with self._writing() as connection:
            _require(connection, assessment_id)
            found = connection.execute(select(t.response).where(own)).first()
            before = None if found is None else _response(found)
            if before == response:
                return
            connection.execute(
                upsert.on_conflict_do_update(index_elements=list(t.response.primary_key), set_=row)
            )
            connection.execute(
                t.change.insert().values(
                    assessment_id=assessment_id,
                    respondent_id=response.respondent,
                    item=response.item,
                    before=_response_json(before),
                    after=_response_json(response),
                    at=at.isoformat(),
                )
            )

    def _update(self, assessment_id: str, **values: Any) -> None:
        with self._writing() as connection:
            own = t.assessment.c.id == assessment_id
            done = connection.execute(t.assessment.update().where(own).values(**values))
            if done.rowcount == 0:
                raise UserError("assessment-unknown", id=assessment_id)

    def change_form(self, assessment_id: str, form: str) -> None:
        self._update(assessment_id, form=form)

    def save_weights(self, assessment_id: str, weights: Weights) -> None:
        self._update(assessment_id, weights=_dump_weights(weights))

    def save_plan_settings(self, assessment_id: str, settings: Mapping[str, object]) -> None:
        self._update(assessment_id, plan_settings=json.dumps(dict(settings)))

    def save_targets(self, assessment_id: str, targets: Mapping[str, float]) -> None:
        rows = _target_rows(assessment_id, targets)
        with self._writing() as connection:
            _require(connection, assessment_id)
            own = t.target.c.assessment_id == assessment_id
            connection.execute(t.target.delete().where(own))
            if rows:
                connection.execute(t.target.insert(), rows)

    def changes(self, assessment_id: str, limit: int) -> list[Change]:
        query = (
            select(t.change)
            .where(t.change.c.assessment_id == assessment_id)
            .order_by(t.change.c.id.desc())
            .limit(limit)
        )
        with self._reading() as connection:
            return [
                Change(
                    row.id,
                    row.respondent_id,
                    row.item,
                    _response_from_json(row.respondent_id, row.item, row.before),
                    _response_from_json(row.respondent_id, row.item, row.after),
                    datetime.fromisoformat(row.at),
                )
                for row in connection.execute(query)
            ]


def _require(connection: Connection, assessment_id: str) -> None:
    """Refuses an assessment that is not there; otherwise its foreign key would."""
    own = select(t.assessment.c.id).where(t.assessment.c.id == assessment_id)
    if connection.execute(own).first() is None:
        raise UserError("assessment-unknown", id=assessment_id)


def _institution(row: Any) -> Institution:
    return Institution(
        **{name: getattr(row, f"institution_{name}") for name in Institution.__slots__}
    )


def _consensus(row: Any) -> Consensus:
    answer = _load(row.answer)
    assert answer is not None
    return Consensus(
        row.item, answer, row.evidence, row.confidence, row.reason, row.rationale, row.dissent
    )


def _dump_weights(weights: Weights) -> str:
    return json.dumps({"items": dict(weights.items), "areas": dict(weights.areas)})


def _target_rows(assessment_id: str, targets: Mapping[str, float]) -> list[dict[str, Any]]:
    return [
        {"assessment_id": assessment_id, "cell": cell, "value": repr(float(value))}
        for cell, value in targets.items()
    ]
