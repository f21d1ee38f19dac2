"""Tables around the answers: lines of action, feedback, proposals, approval, documents."""

from __future__ import annotations

from sqlalchemy import Boolean, CheckConstraint, Column, ForeignKey, Integer, String, Table, Text

from topp_desktop.persistence.schema import metadata

line_status = Table(
    "line_status",
    metadata,
    Column("assessment_id", ForeignKey("assessment.id"), primary_key=True),
    Column("line", String(40), primary_key=True),
    Column("state", String(20), nullable=False),
    Column("year", Integer),
    Column("note", Text, nullable=False),
)

item_feedback = Table(
    "item_feedback",
    metadata,
    Column("assessment_id", ForeignKey("assessment.id"), primary_key=True),
    Column("item", String(100), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("text", Text, nullable=False),
)

proposal = Table(
    "proposal",
    metadata,
    Column("assessment_id", ForeignKey("assessment.id"), primary_key=True),
    Column("respondent_id", String(100), primary_key=True),
    Column("item", String(100), primary_key=True),
    Column("answer", Text, nullable=False),
    Column("evidence", Integer),
    Column("confidence", String(1)),
    Column("reason", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("missing", Text, nullable=False),
    Column("documents", Text, nullable=False),
    Column("dissent", Text, nullable=False),
    Column("state", String(12), nullable=False),
    Column("change_note", Text, nullable=False),
    Column("since", String(10)),
)
"""The last round's answers; respondent_id is empty for what the group had agreed."""

approval = Table(
    "approval",
    metadata,
    Column("assessment_id", ForeignKey("assessment.id"), primary_key=True),
    Column("state", String(12), nullable=False),
    Column("position", Text, nullable=False),
    Column("date", String(10), nullable=False),
    Column("content", String(64), nullable=False),
    Column("letter", Text, nullable=False),
)

document = Table(
    "document",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("institution_id", ForeignKey("institution.id"), nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("hierarchy", String(20), nullable=False),
    Column("period_from", Integer),
    Column("period_to", Integer),
    Column("place", Text, nullable=False),
    Column("sha256", String(64)),
    Column("file_name", Text, nullable=False),
    Column("size", Integer),
    Column("listed", Boolean, nullable=False),
    Column("created", String(32), nullable=False),
    CheckConstraint(
        "sha256 IS NULL OR (length(sha256) = 64 AND ltrim(sha256, '0123456789abcdef') = '')",
        name="ck_document_sha256",
    ),
)
"""One that is no longer listed stays for the answers that name it."""
