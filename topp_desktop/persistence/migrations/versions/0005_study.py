"""A study of the questions, and a second rating."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_TABLES = ("verification", "verified", "study_seconds", "study_rater", "study")


def upgrade() -> None:
    """Nobody takes part in a study yet."""
    op.create_table(
        "study",
        sa.Column("assessment_id", sa.String(36), sa.ForeignKey("assessment.id"), primary_key=True),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("wave", sa.String(10), nullable=False),
        sa.Column("timed", sa.Boolean, nullable=False),
        sa.Column("group", sa.String(16), nullable=False),
        sa.Column("saved", sa.String(32)),
    )
    op.create_table(
        "study_rater",
        sa.Column(
            "assessment_id", sa.String(36), sa.ForeignKey("study.assessment_id"), primary_key=True
        ),
        sa.Column("respondent_id", sa.String(100), primary_key=True),
        sa.Column("pseudonym", sa.String(16), nullable=False),
        sa.CheckConstraint(
            "length(pseudonym) = 16 AND ltrim(pseudonym, '0123456789abcdef') = ''",
            name="ck_study_rater_pseudonym",
        ),
    )
    op.create_table(
        "study_seconds",
        sa.Column(
            "assessment_id", sa.String(36), sa.ForeignKey("study.assessment_id"), primary_key=True
        ),
        sa.Column("respondent_id", sa.String(100), primary_key=True),
        sa.Column("item", sa.String(100), primary_key=True),
        sa.Column("seconds", sa.Integer, nullable=False),
    )
    op.create_table(
        "verified",
        sa.Column("assessment_id", sa.String(36), sa.ForeignKey("assessment.id"), primary_key=True),
        sa.Column("item", sa.String(100), primary_key=True),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("evidence", sa.Integer),
        sa.Column("confidence", sa.String(1)),
        sa.Column("marks", sa.Text, nullable=False),
        sa.Column("remark", sa.Text, nullable=False),
    )
    op.create_table(
        "verification",
        sa.Column("assessment_id", sa.String(36), sa.ForeignKey("assessment.id"), primary_key=True),
        sa.Column("closed", sa.String(32), nullable=False),
    )


def downgrade() -> None:
    """Forgets them."""
    for name in _TABLES:
        op.drop_table(name)
