"""The store of institutions."""

from __future__ import annotations

from sqlalchemy import Engine, func, select

from topp_desktop.domain.assessment import Institution
from topp_desktop.domain.errors import UserError
from topp_desktop.persistence import tables as t
from topp_desktop.persistence.access import Access
from topp_desktop.persistence.parts import PARTS
from topp_desktop.persistence.trail_store import forget_trail
from topp_desktop.services.measurement.institutions import KnownInstitution

_FIELDS = Institution.__slots__


class SqlInstitutionStore:
    """Implements `services.measurement.institutions.InstitutionStore`."""

    def __init__(self, engine: Engine, name: str) -> None:
        self._access = Access(engine, name)

    def institutions(self) -> list[KnownInstitution]:
        count = (
            select(func.count())
            .where(t.assessment.c.institution_id == t.institution.c.id)
            .scalar_subquery()
        )
        query = select(t.institution, count.label("n")).order_by(t.institution.c.created)
        with self._access.reading() as connection:
            return [
                KnownInstitution(
                    Institution(**{name: getattr(row, name) for name in _FIELDS}),
                    bool(row.practice),
                    row.n,
                )
                for row in connection.execute(query)
            ]

    def save(self, institution: Institution) -> None:
        own = t.institution.c.id == institution.id
        values = {name: getattr(institution, name) for name in _FIELDS}
        with self._access.writing() as connection:
            done = connection.execute(t.institution.update().where(own).values(**values))
            if done.rowcount == 0:
                raise UserError("institution-unknown")

    def reset(self, institution_id: str) -> int:
        own = t.assessment.c.institution_id == institution_id
        with self._access.writing() as connection:
            emptied = [row.id for row in connection.execute(select(t.assessment.c.id).where(own))]
            forget_trail(connection, emptied)
            for part in PARTS.values():
                if part.table in (t.assessment, t.respondent):
                    continue
                rows = part.table.c.assessment_id.in_(emptied)
                connection.execute(part.table.delete().where(rows))
            for assessment_id in emptied:
                people = t.respondent.c.assessment_id == assessment_id
                first = select(func.min(t.respondent.c.position)).where(people).scalar_subquery()
                others = people & (t.respondent.c.position != first)
                connection.execute(t.respondent.delete().where(others))
            empty = {"weights": '{"items": {}, "areas": {}}', "plan_settings": "{}", "plans": "[]"}
            connection.execute(t.assessment.update().where(own).values(**empty))
        return len(emptied)
