"""Files that were taken in whole, so that they are passed over when they come again."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Makes the table; it fills with what is received from now on."""
    op.create_table(
        "exchange_file",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("rids", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_exchange_file")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Drops the table; files are opened again."""
    op.drop_table("exchange_file")
