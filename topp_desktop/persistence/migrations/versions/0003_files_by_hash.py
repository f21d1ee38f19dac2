"""A kept file is named by its SHA-256 and by nothing else: no foreign path is followed."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_HASH = "sha256 IS NULL OR (length(sha256) = 64 AND ltrim(sha256, '0123456789abcdef') = '')"


def upgrade() -> None:
    """Entries that name anything else lose their file, which was never one of this program."""
    op.execute(sa.text(f"UPDATE document SET sha256 = NULL WHERE NOT ({_HASH})"))  # noqa: S608 — a constant
    with op.batch_alter_table("document") as table:
        table.create_check_constraint(op.f("ck_document_sha256"), _HASH)


def downgrade() -> None:
    """Takes the rule away."""
    with op.batch_alter_table("document") as table:
        table.drop_constraint(op.f("ck_document_sha256"), type_="check")
