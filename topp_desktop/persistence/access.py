"""Reading and writing with faults translated; what every store here is made of."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, bindparam, select

from topp_desktop.domain.errors import EnvironmentFault, UserError
from topp_desktop.persistence import tables
from topp_desktop.persistence.engine import WRITE, database_faults, translate
from topp_desktop.persistence.rows import DocumentRefs
from topp_desktop.persistence.team_tables import document


class Access:
    """Connections of one database; `name` stands for it in faults, its path where none is given."""

    def __init__(self, engine: Engine, name: str = "") -> None:
        self._engine = engine
        self._name = name or engine.url.database or ""

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for looking only."""
        with database_faults(self._name), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction; durable when the block has been left without a fault."""
        with (
            database_faults(self._name, _of_change),
            self._engine.connect().execution_options(**WRITE) as connection,
            connection.begin(),
        ):
            yield connection


def _of_change(fault: Exception, path: str) -> Exception:
    """Whoever waited for a change in vain has to be told that it was not saved."""
    known = translate(fault, path)
    if getattr(known, "code", "") == "database-locked":
        return EnvironmentFault("store-busy", path=path)
    return known


_OF_MEASUREMENT = (
    select(document.c.id, document.c.title)
    .select_from(tables.assessment)
    .outerjoin(document, document.c.institution_id == tables.assessment.c.institution_id)
    .where(tables.assessment.c.id == bindparam("mine"))
)
"""One row without a document where the institution has none; no row without the measurement."""


def refs_for(connection: Connection, assessment_id: str) -> DocumentRefs:
    """As `refs_of` the institution of a measurement; UserError("assessment-unknown")."""
    found = connection.execute(_OF_MEASUREMENT, {"mine": assessment_id}).all()
    if not found:
        raise UserError("assessment-unknown", id=assessment_id)
    return DocumentRefs({row.id: row.title for row in found if row.id is not None})


def refs_of(connection: Connection, institution_id: str) -> DocumentRefs:
    """The institution's own list of documents, as references."""
    query = select(document.c.id, document.c.title).where(
        document.c.institution_id == institution_id
    )
    return DocumentRefs({row.id: row.title for row in connection.execute(query)})
