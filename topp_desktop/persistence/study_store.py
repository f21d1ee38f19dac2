"""The store of studies and second ratings. Core statements only."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Engine, func, select
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from topp_desktop.domain.study.model import LONGEST_SECONDS, Rating, Wave
from topp_desktop.persistence import study_tables as t
from topp_desktop.persistence import tables
from topp_desktop.persistence.access import Access
from topp_desktop.persistence.rows import dump_answer, dump_marks, load_answer, load_marks
from topp_desktop.services.measurement.study import Study


class SqlStudyStore:
    """Implements `services.measurement.study.StudyStore`."""

    def __init__(self, engine: Engine, name: str) -> None:
        self._access = Access(engine, name)

    # --- a study --------------------------------------------------------------------------------

    def study(self, assessment_id: str) -> Study | None:
        with self._access.reading() as connection:
            head = connection.execute(
                select(t.study).where(t.study.c.assessment_id == assessment_id)
            ).first()
            if head is None:
                return None
            raters = connection.execute(
                select(t.study_rater.c.respondent_id, t.study_rater.c.pseudonym)
                .join(
                    tables.respondent,
                    (tables.respondent.c.assessment_id == t.study_rater.c.assessment_id)
                    & (tables.respondent.c.id == t.study_rater.c.respondent_id),
                )
                .where(t.study_rater.c.assessment_id == assessment_id)
                .order_by(tables.respondent.c.position)
            ).all()
        saved = None if head.saved is None else datetime.fromisoformat(head.saved)
        agreed = {row.respondent_id: row.pseudonym for row in raters}
        return Study(head.name, head.wave, bool(head.timed), head.group, agreed, saved)

    def group_of(self, assessment_id: str, name: str) -> str | None:
        mine = select(tables.assessment.c.institution_id).where(
            tables.assessment.c.id == assessment_id
        )
        query = (
            select(t.study.c.group)
            .join(tables.assessment, tables.assessment.c.id == t.study.c.assessment_id)
            .where(
                t.study.c.name == name,
                tables.assessment.c.institution_id == mine.scalar_subquery(),
            )
        )
        with self._access.reading() as connection:
            return connection.execute(query).scalars().first()

    def begin(self, assessment_id: str, name: str, wave: Wave, *, timed: bool, group: str) -> None:
        row = {"assessment_id": assessment_id, "name": name, "wave": wave, "timed": timed}
        with self._access.writing() as connection:
            connection.execute(t.study.insert().values({**row, "group": group}))

    def end(self, assessment_id: str) -> None:
        with self._access.writing() as connection:
            for table in (t.study_seconds, t.study_rater, t.study):
                connection.execute(table.delete().where(table.c.assessment_id == assessment_id))

    def agree(self, assessment_id: str, respondent: str, pseudonym: str) -> None:
        row = (assessment_id, respondent, pseudonym)
        insert = sqlite_insert(t.study_rater).values(row)
        with self._access.writing() as connection:
            connection.execute(
                insert.on_conflict_do_update(
                    index_elements=list(t.study_rater.primary_key), set_={"pseudonym": pseudonym}
                )
            )

    def take_back(self, assessment_id: str, respondent: str) -> None:
        with self._access.writing() as connection:
            for table in (t.study_seconds, t.study_rater):
                mine = (table.c.assessment_id == assessment_id) & (
                    table.c.respondent_id == respondent
                )
                connection.execute(table.delete().where(mine))

    def note_saved(self, assessment_id: str, at: datetime) -> None:
        mine = t.study.c.assessment_id == assessment_id
        with self._access.writing() as connection:
            connection.execute(t.study.update().where(mine).values(saved=at.isoformat()))

    def add_seconds(self, assessment_id: str, respondent: str, item: str, seconds: int) -> None:
        bounded = min(seconds, LONGEST_SECONDS)
        insert = sqlite_insert(t.study_seconds).values((assessment_id, respondent, item, bounded))
        more = func.min(LONGEST_SECONDS, t.study_seconds.c.seconds + bounded)
        with self._access.writing() as connection:
            connection.execute(
                insert.on_conflict_do_update(
                    index_elements=list(t.study_seconds.primary_key), set_={"seconds": more}
                )
            )

    def seconds(self, assessment_id: str) -> Mapping[tuple[str, str], int]:
        found = t.study_seconds
        query = select(found).where(found.c.assessment_id == assessment_id)
        with self._access.reading() as connection:
            rows = connection.execute(query).all()
        return {(row.respondent_id, row.item): row.seconds for row in rows}

    # --- the second rating ----------------------------------------------------------------------

    def verified(self, assessment_id: str) -> Mapping[str, Rating]:
        query = select(t.verified).where(t.verified.c.assessment_id == assessment_id)
        with self._access.reading() as connection:
            rows = connection.execute(query).all()
        return {
            row.item: Rating(
                row.item,
                row.revision,
                load_answer(row.answer),
                row.evidence,
                row.confidence,
                load_marks(row.marks),
                remark=row.remark,
            )
            for row in rows
        }

    def put_verified(self, assessment_id: str, rating: Rating) -> None:
        row = {
            "assessment_id": assessment_id,
            "item": rating.item,
            "revision": rating.revision,
            "answer": dump_answer(rating.answer),
            "evidence": rating.evidence,
            "confidence": rating.confidence,
            "marks": dump_marks(rating.marks),
            "remark": rating.remark,
        }
        insert = sqlite_insert(t.verified).values(row)
        with self._access.writing() as connection:
            connection.execute(
                insert.on_conflict_do_update(
                    index_elements=list(t.verified.primary_key),
                    set_={name: insert.excluded[name] for name in row},
                )
            )

    def closed(self, assessment_id: str) -> datetime | None:
        query = select(t.verification.c.closed).where(
            t.verification.c.assessment_id == assessment_id
        )
        with self._access.reading() as connection:
            found = connection.execute(query).scalar()
        return None if found is None else datetime.fromisoformat(found)

    def close(self, assessment_id: str, at: datetime) -> None:
        insert = sqlite_insert(t.verification).values((assessment_id, at.isoformat()))
        with self._access.writing() as connection:
            connection.execute(insert.on_conflict_do_nothing())

    def forget_verified(self, assessment_id: str) -> None:
        with self._access.writing() as connection:
            for table in (t.verified, t.verification):
                connection.execute(table.delete().where(table.c.assessment_id == assessment_id))
