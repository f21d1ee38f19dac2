"""Looking into a database file that is not ours to change: its version and what it holds."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlite

from topp_desktop.domain.errors import EnvironmentFault, UserError
from topp_desktop.persistence.engine import connect
from topp_desktop.persistence.migrate import KNOWN
from topp_desktop.services.safety import BackupContents, BackupRound

_ROUNDS = """
SELECT i.name, a.round, count(r.answer), max(r.saved)
FROM assessment a JOIN institution i ON i.id = a.institution_id
LEFT JOIN response r ON r.assessment_id = a.id AND r.answer IS NOT NULL
GROUP BY a.id ORDER BY i.name, a.created
"""

_STRANGE_FILES = """
SELECT 1 FROM document WHERE sha256 IS NOT NULL
AND (typeof(sha256) != 'text' OR length(sha256) != 64 OR sha256 GLOB '*[^0-9a-f]*')
"""


def contents_of(path: Path, key: bytes | None) -> BackupContents:
    """What a database holds. EnvironmentFault: database-too-new, database-damaged; UserError
    copy-not-ours: it names the file of a document by anything but its SHA-256."""
    damaged = EnvironmentFault("database-damaged", path=str(path), backups="backups")
    try:
        with closing(connect(path, key=key, read_only=True)) as connection:
            found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            if found is None:
                raise damaged
            if found[0] not in KNOWN:
                raise EnvironmentFault("database-too-new", path=str(path))
            if connection.execute(_STRANGE_FILES).fetchone():
                raise UserError("copy-not-ours", path=path.name)
            return _contents(connection)
    except sqlite.Error as fault:
        raise damaged from fault


def _contents(connection: Any) -> BackupContents:
    rows = connection.execute(_ROUNDS).fetchall()
    (institutions,) = connection.execute("SELECT count(*) FROM institution").fetchone()
    (documents,) = connection.execute("SELECT count(*) FROM document WHERE listed").fetchone()
    moments = [datetime.fromisoformat(row[3]) for row in rows if row[3]]
    return BackupContents(
        tuple(BackupRound(name, round_, answers) for name, round_, answers, _ in rows),
        institutions,
        sum(row[2] for row in rows),
        documents,
        max(moments, default=None),
    )
