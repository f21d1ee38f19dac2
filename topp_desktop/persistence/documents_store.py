"""The institution's list of documents. Answers refer to its entries, see `persistence.tables`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, Table, select
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from topp_desktop.domain.errors import UserError
from topp_desktop.persistence import tables as t
from topp_desktop.persistence import team_tables as tt
from topp_desktop.persistence.access import Access, refs_of
from topp_desktop.services.measurement.documents import Attachment, Document, DocumentUse

_LISTS: tuple[tuple[Table, str], ...] = (
    (t.response, "documents"),
    (t.consensus, "documents"),
    (tt.proposal, "documents"),
    (t.assessment, "plans"),
)
"""Every column that lists documents."""


class SqlDocumentStore:
    """Implements `services.measurement.documents.DocumentStore`."""

    def __init__(self, engine: Engine, name: str) -> None:
        self._access = Access(engine, name)

    def entries(self, institution_id: str) -> list[Document]:
        own = (tt.document.c.institution_id == institution_id) & tt.document.c.listed
        with self._access.reading() as connection:
            return [_document(row) for row in connection.execute(select(tt.document).where(own))]

    def institution_of(self, document_id: str) -> str:
        with self._access.reading() as connection:
            return _institution_of(connection, document_id)

    def put(self, institution_id: str, document: Document, created: str) -> None:
        file = document.attachment
        row = {
            "id": document.id,
            "institution_id": institution_id,
            "title": document.title,
            "hierarchy": document.hierarchy,
            "period_from": document.period_from,
            "period_to": document.period_to,
            "place": document.place,
            "sha256": file.sha256 if file else None,
            "file_name": file.name if file else "",
            "size": file.size if file else None,
            "listed": True,
        }
        with self._access.writing() as connection:
            insert = sqlite_insert(tt.document).values(**row, created=created)
            connection.execute(insert.on_conflict_do_update(index_elements=["id"], set_=row))
            refs = refs_of(connection, institution_id)
            for assessment_id in _assessments(connection, institution_id):
                for table, column, place, text in _lists(connection, assessment_id):
                    kept = refs.keep(refs.read(text))
                    if kept != text:
                        connection.execute(table.update().where(place).values({column: kept}))

    def find_unlisted(self, institution_id: str, title: str) -> str | None:
        own = (tt.document.c.institution_id == institution_id) & ~tt.document.c.listed
        query = select(tt.document.c.id).where(own & (tt.document.c.title == title))
        with self._access.reading() as connection:
            return connection.execute(query).scalar()

    def unlist(self, document_id: str) -> None:
        gone = {"listed": False, "sha256": None, "file_name": "", "size": None}
        with self._access.writing() as connection:
            _institution_of(connection, document_id)
            own = tt.document.c.id == document_id
            connection.execute(tt.document.update().where(own).values(**gone))

    def uses(self, document_id: str) -> Sequence[DocumentUse]:
        with self._access.reading() as connection:
            found = []
            institution = _institution_of(connection, document_id)
            for assessment_id, round_ in _assessments(connection, institution).items():
                lists = [text for *_, text in _lists(connection, assessment_id)]
                times = sum(1 for text in lists if {"d": document_id} in json.loads(text))
                if times:
                    found.append(DocumentUse(assessment_id, round_, times))
            return found

    def attachments(self) -> Sequence[str]:
        query = select(tt.document.c.sha256).where(tt.document.c.sha256.is_not(None)).distinct()
        with self._access.reading() as connection:
            return [str(row.sha256) for row in connection.execute(query)]


def _institution_of(connection: Connection, document_id: str) -> str:
    own = tt.document.c.id == document_id
    found = connection.execute(select(tt.document.c.institution_id).where(own)).scalar()
    if found is None:
        raise UserError("document-unknown")
    return str(found)


def _assessments(connection: Connection, institution_id: str) -> dict[str, str]:
    """Id → round of the institution's measurements, oldest first."""
    own = t.assessment.c.institution_id == institution_id
    query = select(t.assessment.c.id, t.assessment.c.round).where(own)
    return {r.id: r.round for r in connection.execute(query.order_by(t.assessment.c.created))}


def _lists(connection: Connection, assessment_id: str) -> Iterator[tuple[Table, str, Any, str]]:
    """(table, column, the row's condition, stored list) of every list that is not empty."""
    for table, column in _LISTS:
        owner = table.c["id" if table is t.assessment else "assessment_id"]
        own = (owner == assessment_id) & (table.c[column] != "[]")
        for row in list(connection.execute(select(table).where(own)).mappings()):
            place: Any = owner == assessment_id
            for key in table.primary_key:
                place &= key == row[key.name]
            yield table, column, place, row[column]


def _document(row: Any) -> Document:
    file = None if row.sha256 is None else Attachment(row.sha256, row.file_name, row.size)
    return Document(
        row.id, row.title, row.hierarchy, row.period_from, row.period_to, row.place, file
    )
