"""Tables of the road map: what people changed in it, milestones, needs, follow-up, what is kept.

A column that is empty (NULL) says: as it is proposed.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, ForeignKey, Integer, String, Table, Text

from topp_desktop.persistence.schema import metadata

plan_action = Table(
    "plan_action",
    metadata,
    Column("assessment_id", ForeignKey("assessment.id"), primary_key=True),
    Column("action", String(100), primary_key=True),
    Column("title", Text),
    Column("activity", Text),
    Column("result", Text),
    Column("verification", Text),
    Column("indicator", Text),
    Column("unit", Text),
    Column("baseline", Text),
    Column("target", Text),
    Column("owner_unit", Text),
    Column("owner_institution", Text),
    Column("owner_committee", Text),
    Column("owner_country", Text),
    Column("partner", Text),
    Column("budget", Text),
    Column("cost", Float),
    Column("currency", Text),
    Column("funding_gap", Float),
    Column("effort", String(40)),
    Column("duration", Integer),
    Column("priority", Float),
    Column("feasibility", Float),
    Column("must", Boolean, nullable=False),
    Column("start", String(6)),
    Column("dropped", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
    Column("own", Text),
)
"""own: what an action of the institution's own raises (JSON), NULL for a proposed one."""

plan_milestone = Table(
    "plan_milestone",
    metadata,
    Column("assessment_id", ForeignKey("assessment.id"), primary_key=True),
    Column("id", String(100), primary_key=True),
    Column("activity", Text, nullable=False),
    Column("result", Text, nullable=False),
    Column("start", String(6)),
    Column("action", String(100), nullable=False),
    Column("combo", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("recorded", String(12), nullable=False),
    Column("bound", String(64), nullable=False),
)

plan_need = Table(
    "plan_need",
    metadata,
    Column("assessment_id", ForeignKey("assessment.id"), primary_key=True),
    Column("id", String(150), primary_key=True),
    Column("kind", String(12)),
    Column("topic", Text),
    Column("item", String(100)),
    Column("action", String(100)),
    Column("level", String(20)),
    Column("persons", Integer),
    Column("modality", String(20)),
    Column("semester", String(6)),
    Column("offers", Boolean, nullable=False),
    Column("note", Text),
    Column("dropped", Boolean, nullable=False),
)

plan_follow_up = Table(
    "plan_follow_up",
    metadata,
    Column("assessment_id", ForeignKey("assessment.id"), primary_key=True),
    Column("subject", String(120), primary_key=True),
    Column("status", String(12), nullable=False),
    Column("day", String(10)),
    Column("evidence", Text, nullable=False),
    Column("comment", Text, nullable=False),
)
"""subject: action:… or milestone:…"""

plan_kept = Table(
    "plan_kept",
    metadata,
    Column("assessment_id", ForeignKey("assessment.id"), primary_key=True),
    Column("action", String(100), primary_key=True),
    Column("planned", Text, nullable=False),
)
"""An action as it was proposed when the plan was kept, with its terms and semesters (JSON)."""

plan_approval = Table(
    "plan_approval",
    metadata,
    Column("assessment_id", ForeignKey("assessment.id"), primary_key=True),
    Column("state", String(12), nullable=False),
    Column("position", Text, nullable=False),
    Column("date", String(10), nullable=False),
    Column("content", String(64), nullable=False),
    Column("letter", Text, nullable=False),
)
