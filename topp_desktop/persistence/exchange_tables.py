"""Tables of the exchange: the pool of signed objects, the ledger, and this device's profile.

The signed bytes are the truth. Every other column is read from them and can be read again;
`exchange_current` is a projection for regional figures.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
)

from topp_desktop.persistence.schema import metadata

exchange_object = Table(
    "exchange_object",
    metadata,
    Column("rid", String(64), primary_key=True),
    Column("typ", String(32), nullable=False),
    Column("kid", String(43), nullable=False),
    Column("institution", String(100), nullable=False),
    Column("round", String(40), nullable=False),
    Column("seq", Integer),
    Column("subject", String(100), nullable=False),
    Column("public_key", String(43), nullable=False),
    Column("instrument", String(64), nullable=False),
    Column("status", String(20), nullable=False),
    Column("outcome", String(24), nullable=False),
    sqlite_with_rowid=False,
)
Index("ix_exchange_object_place", exchange_object.c.institution, exchange_object.c.round)
Index(
    "ix_exchange_object_waiting",
    exchange_object.c.status,
    sqlite_where=exchange_object.c.status != "admitted",
    postgresql_where=exchange_object.c.status != "admitted",
)

exchange_bytes = Table(
    "exchange_bytes",
    metadata,
    Column("rid", String(64), primary_key=True),
    Column("raw", LargeBinary, nullable=False),
)

exchange_edge = Table(
    "exchange_edge",
    metadata,
    Column("child", String(64), primary_key=True),
    Column("parent", String(64), primary_key=True),
    Index("ix_exchange_edge_parent", "parent"),
    sqlite_with_rowid=False,
)

exchange_current = Table(
    "exchange_current",
    metadata,
    Column("institution", String(100), primary_key=True),
    Column("round", String(40), primary_key=True),
    Column("scoring_version", Integer, nullable=False),
    Column("consent", String(20), nullable=False),
    Column("heads", Integer, nullable=False),
    Column("pending", Boolean, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    Column("country", String(2), nullable=False),
    Column("level", String(100), nullable=False),
    Column("type", String(100), nullable=False),
    Column("subdivision", String(100), nullable=False),
    Column("form", String(100), nullable=False),
    Column("method", String(100), nullable=False),
    Column("instrument", String(64), nullable=False),
    Column("levels", LargeBinary, nullable=False),
    Column("cells", LargeBinary, nullable=False),
)

exchange_run = Table(
    "exchange_run",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", String(20), nullable=False),
    Column("digest", String(64), nullable=False),
    Column("fingerprint", String(64), nullable=False, index=True),
)

exchange_entry = Table(
    "exchange_entry",
    metadata,
    Column("run", ForeignKey("exchange_run.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("path", Text, nullable=False),
    Column("typ", String(100)),
    Column("rid", String(64)),
    Column("outcome", String(24), nullable=False),
    Column("reason", Text, nullable=False),
    Column("institution", String(100)),
    Column("round", String(40)),
)

exchange_file = Table(
    "exchange_file",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("rids", Text, nullable=False),
    sqlite_with_rowid=False,
)

exchange_receipt_key = Table(
    "exchange_receipt_key",
    metadata,
    Column("invitation", String(43), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)

exchange_act = Table(
    "exchange_act",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", String(20), nullable=False),
    Column("act", String(40), nullable=False),
    Column("institution", String(100), nullable=False),
    Column("round", String(40), nullable=False),
    Column("subject", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("signer", String(43), nullable=False),
)

exchange_membership = Table(
    "exchange_membership",
    metadata,
    Column("institution", String(100), primary_key=True),
    Column("root", String(43), nullable=False),
    Column("code", String(40), nullable=False),
    Column("device_seed", LargeBinary, nullable=False),
    Column("invitation", LargeBinary, nullable=False),
    Column("pack", LargeBinary, nullable=False),
    Column("enrolment", LargeBinary, nullable=False),
)

exchange_kept = Table(
    "exchange_kept",
    metadata,
    Column("rid", String(64), primary_key=True),
    Column("typ", String(32), nullable=False),
    Column("institution", String(100), nullable=False),
    Column("round", String(40), nullable=False),
    Column("raw", LargeBinary, nullable=False),
    Index("ix_exchange_kept_place", "institution", "round"),
)

exchange_said = Table(
    "exchange_said",
    metadata,
    Column("institution", String(100), primary_key=True),
    Column("round", String(40), primary_key=True),
    Column("elements", Text, nullable=False),
)

exchange_answered = Table(
    "exchange_answered",
    metadata,
    Column("rid", String(64), primary_key=True),
    Column("institution", String(100), nullable=False, index=True),
    Column("outcome", String(24), nullable=False),
    Column("at", String(20), nullable=False),
    Column("how", String(10), nullable=False),
)
