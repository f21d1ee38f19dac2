"""Tables of an institution's own work: who it is, its measurements, every answer, the plan.

Wherever documents are listed (JSON), an entry is a title, or {"d": id} for one of the
institution's own list, so that a new title shows everywhere.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Integer, String, Table, Text

from topp_desktop.persistence.schema import metadata

institution = Table(
    "institution",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("name", Text, nullable=False),
    Column("country", String(2), nullable=False),
    Column("level", String(20), nullable=False),
    Column("type", String(30), nullable=False),
    Column("subdivision", String(20), nullable=False, default=""),
    Column("local_code", String(40), nullable=False, default=""),
    Column("local_scheme", String(40), nullable=False, default=""),
    Column("practice", Boolean, nullable=False, default=False),
    Column("created", String(32), nullable=False),
)

assessment = Table(
    "assessment",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("institution_id", ForeignKey("institution.id"), nullable=False, index=True),
    Column("round", String(40), nullable=False),
    Column("form", String(40), nullable=False),
    Column("instrument_id", String(100), nullable=False),
    Column("instrument_version", String(40), nullable=False),
    Column("instrument_sha256", String(64), nullable=False),
    Column("scope", String(20), nullable=False),
    Column("method", String(20), nullable=False),
    Column("created", String(32), nullable=False),
    Column("weights", Text, nullable=False, default="{}"),
    Column("plan_settings", Text, nullable=False, default="{}"),
    Column("participants", Integer),
    Column("plans", Text, nullable=False, default="[]"),
)

respondent = Table(
    "respondent",
    metadata,
    Column("assessment_id", ForeignKey("assessment.id"), primary_key=True),
    Column("id", String(100), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("role", String(20), nullable=False),
    Column("name", Text, nullable=False, default=""),
    Column("items", Text),
    Column("unit", Text, nullable=False, default=""),
    Column("components", Text, nullable=False, default="[]"),
    Column("due", String(10)),
)

response = Table(
    "response",
    metadata,
    Column("assessment_id", ForeignKey("assessment.id"), primary_key=True),
    Column("respondent_id", String(100), primary_key=True),
    Column("item", String(100), primary_key=True),
    Column("answer", Text),
    Column("evidence", Integer),
    Column("confidence", String(1)),
    Column("reason", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("missing", Text, nullable=False),
    Column("documents", Text, nullable=False),
    Column("private_note", Text, nullable=False),
    Column("flagged", Boolean, nullable=False),
    Column("marks", Text, nullable=False),
    Column("saved", String(32), nullable=False),
)

consensus = Table(
    "consensus",
    metadata,
    Column("assessment_id", ForeignKey("assessment.id"), primary_key=True),
    Column("item", String(100), primary_key=True),
    Column("answer", Text, nullable=False),
    Column("evidence", Integer),
    Column("confidence", String(1)),
    Column("reason", Text, nullable=False),
    Column("rationale", Text, nullable=False),
    Column("dissent", Text, nullable=False),
    Column("documents", Text, nullable=False, default="[]"),
    Column("marks", Text, nullable=False),
    Column("saved", String(32), nullable=False),
)

tally = Table(
    "tally",
    metadata,
    Column("assessment_id", ForeignKey("assessment.id"), primary_key=True),
    Column("item", String(100), primary_key=True),
    Column("role", String(20), primary_key=True),
    Column("counts", Text, nullable=False),
    Column("dk", Integer, nullable=False),
    Column("na", Integer, nullable=False),
)

target = Table(
    "target",
    metadata,
    Column("assessment_id", ForeignKey("assessment.id"), primary_key=True),
    Column("cell", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)
