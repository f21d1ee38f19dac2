"""An answer and an agreement may say which clauses of the levels are met."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_NOBODY_LOOKED = '{"met": [], "not_met": []}'


def upgrade() -> None:
    """Nobody has looked at a clause yet."""
    for name in ("response", "consensus"):
        with op.batch_alter_table(name) as table:
            table.add_column(
                sa.Column("marks", sa.Text, nullable=False, server_default=_NOBODY_LOOKED)
            )
        with op.batch_alter_table(name) as table:
            table.alter_column("marks", server_default=None)


def downgrade() -> None:
    """Forgets the marks."""
    for name in ("response", "consensus"):
        with op.batch_alter_table(name) as table:
            table.drop_column("marks")
