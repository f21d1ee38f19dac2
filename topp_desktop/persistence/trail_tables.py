"""Tables of the trail: which device and role changed what and when; undo goes back along it."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text

from topp_desktop.persistence.schema import metadata

device = Table(
    "device",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", String(36), nullable=False),
    Column("label", Text, nullable=False),
    Column("created", String(32), nullable=False),
)
"""Computers on which this database was worked with; the newest is this one."""

step = Table(
    "step",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("assessment_id", ForeignKey("assessment.id"), nullable=False),
    Column("action", String(30), nullable=False),
    Column("run", String(250)),
    Column("state", String(8), nullable=False),
    Column("of_id", Integer),
    Column("device", ForeignKey("device.number"), nullable=False),
    Column("respondent_id", String(100), nullable=False),
    Column("role", String(20), nullable=False),
    Column("at", String(32), nullable=False),
    Index("ix_step_assessment_id_state_id", "assessment_id", "state", "id"),
)
"""What a person did at once. state: done, undone, dropped (undone, then something else was done),
log (an undo or redo of step of_id). run: steps in a row with the same run go back together."""

change = Table(
    "change",
    metadata,
    Column("step_id", ForeignKey("step.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("key", Text, nullable=False),
    Column("before", Text),
    Column("after", Text),
)
"""One part of a measurement as its row was and is (JSON); None where there was or is none."""
