"""Tables of a study: who agreed, how long questions were open, the second rating. No trail."""

from __future__ import annotations

from sqlalchemy import Boolean, CheckConstraint, Column, ForeignKey, Integer, String, Table, Text

from topp_desktop.persistence.schema import metadata

study = Table(
    "study",
    metadata,
    Column("assessment_id", ForeignKey("assessment.id"), primary_key=True),
    Column("name", String(40), nullable=False),
    Column("wave", String(10), nullable=False),
    Column("timed", Boolean, nullable=False),
    Column("group", String(16), nullable=False),
    Column("saved", String(32)),
)

study_rater = Table(
    "study_rater",
    metadata,
    Column("assessment_id", ForeignKey("study.assessment_id"), primary_key=True),
    Column("respondent_id", String(100), primary_key=True),
    Column("pseudonym", String(16), nullable=False),
    CheckConstraint(
        "length(pseudonym) = 16 AND ltrim(pseudonym, '0123456789abcdef') = ''",
        name="ck_study_rater_pseudonym",
    ),
)
"""Who agreed; one who took it back has no row."""

study_seconds = Table(
    "study_seconds",
    metadata,
    Column("assessment_id", ForeignKey("study.assessment_id"), primary_key=True),
    Column("respondent_id", String(100), primary_key=True),
    Column("item", String(100), primary_key=True),
    Column("seconds", Integer, nullable=False),
)

verified = Table(
    "verified",
    metadata,
    Column("assessment_id", ForeignKey("assessment.id"), primary_key=True),
    Column("item", String(100), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("answer", Text, nullable=False),
    Column("evidence", Integer),
    Column("confidence", String(1)),
    Column("marks", Text, nullable=False),
    Column("remark", Text, nullable=False),
)
"""The second rating, question by question."""

verification = Table(
    "verification",
    metadata,
    Column("assessment_id", ForeignKey("assessment.id"), primary_key=True),
    Column("closed", String(32), nullable=False),
)
"""A row where the second rating is finished and may be compared."""
