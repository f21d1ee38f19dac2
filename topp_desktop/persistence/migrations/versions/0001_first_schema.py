"""The first schema: measurements and exchange."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes every table."""
    op.create_table(
        "device",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("created", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_device")),
    )
    op.create_table(
        "exchange_act",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=20), nullable=False),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("institution", sa.String(length=100), nullable=False),
        sa.Column("round", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("signer", sa.String(length=43), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exchange_act")),
    )
    op.create_table(
        "exchange_answered",
        sa.Column("rid", sa.String(length=64), nullable=False),
        sa.Column("institution", sa.String(length=100), nullable=False),
        sa.Column("outcome", sa.String(length=24), nullable=False),
        sa.Column("at", sa.String(length=20), nullable=False),
        sa.Column("how", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("rid", name=op.f("pk_exchange_answered")),
    )
    op.create_index(
        op.f("ix_exchange_answered_institution"), "exchange_answered", ["institution"], unique=False
    )
    op.create_table(
        "exchange_bytes",
        sa.Column("rid", sa.String(length=64), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("rid", name=op.f("pk_exchange_bytes")),
    )
    op.create_table(
        "exchange_current",
        sa.Column("institution", sa.String(length=100), nullable=False),
        sa.Column("round", sa.String(length=40), nullable=False),
        sa.Column("scoring_version", sa.Integer(), nullable=False),
        sa.Column("consent", sa.String(length=20), nullable=False),
        sa.Column("heads", sa.Integer(), nullable=False),
        sa.Column("pending", sa.Boolean(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("level", sa.String(length=100), nullable=False),
        sa.Column("type", sa.String(length=100), nullable=False),
        sa.Column("subdivision", sa.String(length=100), nullable=False),
        sa.Column("form", sa.String(length=100), nullable=False),
        sa.Column("method", sa.String(length=100), nullable=False),
        sa.Column("instrument", sa.String(length=64), nullable=False),
        sa.Column("levels", sa.LargeBinary(), nullable=False),
        sa.Column("cells", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("institution", "round", name=op.f("pk_exchange_current")),
    )
    op.create_table(
        "exchange_edge",
        sa.Column("child", sa.String(length=64), nullable=False),
        sa.Column("parent", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("child", "parent", name=op.f("pk_exchange_edge")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_exchange_edge_parent", "exchange_edge", ["parent"], unique=False)
    op.create_table(
        "exchange_kept",
        sa.Column("rid", sa.String(length=64), nullable=False),
        sa.Column("typ", sa.String(length=32), nullable=False),
        sa.Column("institution", sa.String(length=100), nullable=False),
        sa.Column("round", sa.String(length=40), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("rid", name=op.f("pk_exchange_kept")),
    )
    op.create_index(
        "ix_exchange_kept_place", "exchange_kept", ["institution", "round"], unique=False
    )
    op.create_table(
        "exchange_membership",
        sa.Column("institution", sa.String(length=100), nullable=False),
        sa.Column("root", sa.String(length=43), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("device_seed", sa.LargeBinary(), nullable=False),
        sa.Column("invitation", sa.LargeBinary(), nullable=False),
        sa.Column("pack", sa.LargeBinary(), nullable=False),
        sa.Column("enrolment", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("institution", name=op.f("pk_exchange_membership")),
    )
    op.create_table(
        "exchange_object",
        sa.Column("rid", sa.String(length=64), nullable=False),
        sa.Column("typ", sa.String(length=32), nullable=False),
        sa.Column("kid", sa.String(length=43), nullable=False),
        sa.Column("institution", sa.String(length=100), nullable=False),
        sa.Column("round", sa.String(length=40), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=True),
        sa.Column("subject", sa.String(length=100), nullable=False),
        sa.Column("public_key", sa.String(length=43), nullable=False),
        sa.Column("instrument", sa.String(length=64), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("outcome", sa.String(length=24), nullable=False),
        sa.PrimaryKeyConstraint("rid", name=op.f("pk_exchange_object")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_exchange_object_place", "exchange_object", ["institution", "round"], unique=False
    )
    op.create_index(
        "ix_exchange_object_waiting",
        "exchange_object",
        ["status"],
        unique=False,
        sqlite_where=sa.text("status != 'admitted'"),
        postgresql_where=sa.text("status != 'admitted'"),
    )
    op.create_table(
        "exchange_receipt_key",
        sa.Column("invitation", sa.String(length=43), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("invitation", name=op.f("pk_exchange_receipt_key")),
    )
    op.create_table(
        "exchange_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=20), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exchange_run")),
    )
    op.create_index(
        op.f("ix_exchange_run_fingerprint"), "exchange_run", ["fingerprint"], unique=False
    )
    op.create_table(
        "exchange_said",
        sa.Column("institution", sa.String(length=100), nullable=False),
        sa.Column("round", sa.String(length=40), nullable=False),
        sa.Column("elements", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("institution", "round", name=op.f("pk_exchange_said")),
    )
    op.create_table(
        "institution",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("level", sa.String(length=20), nullable=False),
        sa.Column("type", sa.String(length=30), nullable=False),
        sa.Column("subdivision", sa.String(length=20), nullable=False),
        sa.Column("local_code", sa.String(length=40), nullable=False),
        sa.Column("local_scheme", sa.String(length=40), nullable=False),
        sa.Column("practice", sa.Boolean(), nullable=False),
        sa.Column("created", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_institution")),
    )
    op.create_table(
        "assessment",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("institution_id", sa.String(length=36), nullable=False),
        sa.Column("round", sa.String(length=40), nullable=False),
        sa.Column("form", sa.String(length=40), nullable=False),
        sa.Column("instrument_id", sa.String(length=100), nullable=False),
        sa.Column("instrument_version", sa.String(length=40), nullable=False),
        sa.Column("instrument_sha256", sa.String(length=64), nullable=False),
        sa.Column("scope", sa.String(length=20), nullable=False),
        sa.Column("method", sa.String(length=20), nullable=False),
        sa.Column("created", sa.String(length=32), nullable=False),
        sa.Column("weights", sa.Text(), nullable=False),
        sa.Column("plan_settings", sa.Text(), nullable=False),
        sa.Column("participants", sa.Integer(), nullable=True),
        sa.Column("plans", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_assessment_institution_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
    )
    op.create_index(
        op.f("ix_assessment_institution_id"), "assessment", ["institution_id"], unique=False
    )
    op.create_table(
        "document",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("institution_id", sa.String(length=36), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("hierarchy", sa.String(length=20), nullable=False),
        sa.Column("period_from", sa.Integer(), nullable=True),
        sa.Column("period_to", sa.Integer(), nullable=True),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.Column("created", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_document_institution_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
    )
    op.create_index(
        op.f("ix_document_institution_id"), "document", ["institution_id"], unique=False
    )
    op.create_table(
        "exchange_entry",
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("typ", sa.String(length=100), nullable=True),
        sa.Column("rid", sa.String(length=64), nullable=True),
        sa.Column("outcome", sa.String(length=24), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("institution", sa.String(length=100), nullable=True),
        sa.Column("round", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["run"], ["exchange_run.id"], name=op.f("fk_exchange_entry_run")),
        sa.PrimaryKeyConstraint("run", "position", name=op.f("pk_exchange_entry")),
    )
    op.create_table(
        "approval",
        sa.Column("assessment_id", sa.String(length=36), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("position", sa.Text(), nullable=False),
        sa.Column("date", sa.String(length=10), nullable=False),
        sa.Column("content", sa.String(length=64), nullable=False),
        sa.Column("letter", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_approval_assessment_id")
        ),
        sa.PrimaryKeyConstraint("assessment_id", name=op.f("pk_approval")),
    )
    op.create_table(
        "consensus",
        sa.Column("assessment_id", sa.String(length=36), nullable=False),
        sa.Column("item", sa.String(length=100), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Integer(), nullable=True),
        sa.Column("confidence", sa.String(length=1), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("rationale", sa.Text(), nullable=False),
        sa.Column("dissent", sa.Text(), nullable=False),
        sa.Column("documents", sa.Text(), nullable=False),
        sa.Column("saved", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_consensus_assessment_id")
        ),
        sa.PrimaryKeyConstraint("assessment_id", "item", name=op.f("pk_consensus")),
    )
    op.create_table(
        "item_feedback",
        sa.Column("assessment_id", sa.String(length=36), nullable=False),
        sa.Column("item", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_item_feedback_assessment_id")
        ),
        sa.PrimaryKeyConstraint("assessment_id", "item", name=op.f("pk_item_feedback")),
    )
    op.create_table(
        "line_status",
        sa.Column("assessment_id", sa.String(length=36), nullable=False),
        sa.Column("line", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_line_status_assessment_id")
        ),
        sa.PrimaryKeyConstraint("assessment_id", "line", name=op.f("pk_line_status")),
    )
    op.create_table(
        "plan_action",
        sa.Column("assessment_id", sa.String(length=36), nullable=False),
        sa.Column("action", sa.String(length=100), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("activity", sa.Text(), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("verification", sa.Text(), nullable=True),
        sa.Column("indicator", sa.Text(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("baseline", sa.Text(), nullable=True),
        sa.Column("target", sa.Text(), nullable=True),
        sa.Column("owner_unit", sa.Text(), nullable=True),
        sa.Column("owner_institution", sa.Text(), nullable=True),
        sa.Column("owner_committee", sa.Text(), nullable=True),
        sa.Column("owner_country", sa.Text(), nullable=True),
        sa.Column("partner", sa.Text(), nullable=True),
        sa.Column("budget", sa.Text(), nullable=True),
        sa.Column("cost", sa.Float(), nullable=True),
        sa.Column("currency", sa.Text(), nullable=True),
        sa.Column("funding_gap", sa.Float(), nullable=True),
        sa.Column("effort", sa.String(length=40), nullable=True),
        sa.Column("duration", sa.Integer(), nullable=True),
        sa.Column("priority", sa.Float(), nullable=True),
        sa.Column("feasibility", sa.Float(), nullable=True),
        sa.Column("must", sa.Boolean(), nullable=False),
        sa.Column("start", sa.String(length=6), nullable=True),
        sa.Column("dropped", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("own", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_plan_action_assessment_id")
        ),
        sa.PrimaryKeyConstraint("assessment_id", "action", name=op.f("pk_plan_action")),
    )
    op.create_table(
        "plan_approval",
        sa.Column("assessment_id", sa.String(length=36), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("position", sa.Text(), nullable=False),
        sa.Column("date", sa.String(length=10), nullable=False),
        sa.Column("content", sa.String(length=64), nullable=False),
        sa.Column("letter", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_plan_approval_assessment_id")
        ),
        sa.PrimaryKeyConstraint("assessment_id", name=op.f("pk_plan_approval")),
    )
    op.create_table(
        "plan_follow_up",
        sa.Column("assessment_id", sa.String(length=36), nullable=False),
        sa.Column("subject", sa.String(length=120), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_plan_follow_up_assessment_id")
        ),
        sa.PrimaryKeyConstraint("assessment_id", "subject", name=op.f("pk_plan_follow_up")),
    )
    op.create_table(
        "plan_kept",
        sa.Column("assessment_id", sa.String(length=36), nullable=False),
        sa.Column("action", sa.String(length=100), nullable=False),
        sa.Column("planned", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_plan_kept_assessment_id")
        ),
        sa.PrimaryKeyConstraint("assessment_id", "action", name=op.f("pk_plan_kept")),
    )
    op.create_table(
        "plan_milestone",
        sa.Column("assessment_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=100), nullable=False),
        sa.Column("activity", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("start", sa.String(length=6), nullable=True),
        sa.Column("action", sa.String(length=100), nullable=False),
        sa.Column("combo", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("recorded", sa.String(length=12), nullable=False),
        sa.Column("bound", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_plan_milestone_assessment_id")
        ),
        sa.PrimaryKeyConstraint("assessment_id", "id", name=op.f("pk_plan_milestone")),
    )
    op.create_table(
        "plan_need",
        sa.Column("assessment_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=150), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=True),
        sa.Column("topic", sa.Text(), nullable=True),
        sa.Column("item", sa.String(length=100), nullable=True),
        sa.Column("action", sa.String(length=100), nullable=True),
        sa.Column("level", sa.String(length=20), nullable=True),
        sa.Column("persons", sa.Integer(), nullable=True),
        sa.Column("modality", sa.String(length=20), nullable=True),
        sa.Column("semester", sa.String(length=6), nullable=True),
        sa.Column("offers", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("dropped", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_plan_need_assessment_id")
        ),
        sa.PrimaryKeyConstraint("assessment_id", "id", name=op.f("pk_plan_need")),
    )
    op.create_table(
        "proposal",
        sa.Column("assessment_id", sa.String(length=36), nullable=False),
        sa.Column("respondent_id", sa.String(length=100), nullable=False),
        sa.Column("item", sa.String(length=100), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Integer(), nullable=True),
        sa.Column("confidence", sa.String(length=1), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("missing", sa.Text(), nullable=False),
        sa.Column("documents", sa.Text(), nullable=False),
        sa.Column("dissent", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("change_note", sa.Text(), nullable=False),
        sa.Column("since", sa.String(length=10), nullable=True),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_proposal_assessment_id")
        ),
        sa.PrimaryKeyConstraint("assessment_id", "respondent_id", "item", name=op.f("pk_proposal")),
    )
    op.create_table(
        "respondent",
        sa.Column("assessment_id", sa.String(length=36), nullable=False),
        sa.Column("id", sa.String(length=100), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("items", sa.Text(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("components", sa.Text(), nullable=False),
        sa.Column("due", sa.String(length=10), nullable=True),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_respondent_assessment_id")
        ),
        sa.PrimaryKeyConstraint("assessment_id", "id", name=op.f("pk_respondent")),
    )
    op.create_table(
        "response",
        sa.Column("assessment_id", sa.String(length=36), nullable=False),
        sa.Column("respondent_id", sa.String(length=100), nullable=False),
        sa.Column("item", sa.String(length=100), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("evidence", sa.Integer(), nullable=True),
        sa.Column("confidence", sa.String(length=1), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("missing", sa.Text(), nullable=False),
        sa.Column("documents", sa.Text(), nullable=False),
        sa.Column("private_note", sa.Text(), nullable=False),
        sa.Column("flagged", sa.Boolean(), nullable=False),
        sa.Column("saved", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_response_assessment_id")
        ),
        sa.PrimaryKeyConstraint("assessment_id", "respondent_id", "item", name=op.f("pk_response")),
    )
    op.create_table(
        "step",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("assessment_id", sa.String(length=36), nullable=False),
        sa.Column("action", sa.String(length=30), nullable=False),
        sa.Column("run", sa.String(length=250), nullable=True),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("of_id", sa.Integer(), nullable=True),
        sa.Column("device", sa.Integer(), nullable=False),
        sa.Column("respondent_id", sa.String(length=100), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_step_assessment_id")
        ),
        sa.ForeignKeyConstraint(["device"], ["device.number"], name=op.f("fk_step_device")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_step")),
    )
    op.create_index(
        "ix_step_assessment_id_state_id", "step", ["assessment_id", "state", "id"], unique=False
    )
    op.create_table(
        "tally",
        sa.Column("assessment_id", sa.String(length=36), nullable=False),
        sa.Column("item", sa.String(length=100), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.Column("dk", sa.Integer(), nullable=False),
        sa.Column("na", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_tally_assessment_id")
        ),
        sa.PrimaryKeyConstraint("assessment_id", "item", "role", name=op.f("pk_tally")),
    )
    op.create_table(
        "target",
        sa.Column("assessment_id", sa.String(length=36), nullable=False),
        sa.Column("cell", sa.String(length=40), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["assessment_id"], ["assessment.id"], name=op.f("fk_target_assessment_id")
        ),
        sa.PrimaryKeyConstraint("assessment_id", "cell", name=op.f("pk_target")),
    )
    op.create_table(
        "change",
        sa.Column("step_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["step_id"], ["step.id"], name=op.f("fk_change_step_id")),
        sa.PrimaryKeyConstraint("step_id", "number", name=op.f("pk_change")),
    )


def downgrade() -> None:
    """Drops every table."""
    op.drop_table("change")
    op.drop_table("target")
    op.drop_table("tally")
    op.drop_index("ix_step_assessment_id_state_id", table_name="step")
    op.drop_table("step")
    op.drop_table("response")
    op.drop_table("respondent")
    op.drop_table("proposal")
    op.drop_table("plan_need")
    op.drop_table("plan_milestone")
    op.drop_table("plan_kept")
    op.drop_table("plan_follow_up")
    op.drop_table("plan_approval")
    op.drop_table("plan_action")
    op.drop_table("line_status")
    op.drop_table("item_feedback")
    op.drop_table("consensus")
    op.drop_table("approval")
    op.drop_table("exchange_entry")
    op.drop_index(op.f("ix_document_institution_id"), table_name="document")
    op.drop_table("document")
    op.drop_index(op.f("ix_assessment_institution_id"), table_name="assessment")
    op.drop_table("assessment")
    op.drop_table("institution")
    op.drop_table("exchange_said")
    op.drop_index(op.f("ix_exchange_run_fingerprint"), table_name="exchange_run")
    op.drop_table("exchange_run")
    op.drop_table("exchange_receipt_key")
    op.drop_index(
        "ix_exchange_object_waiting",
        table_name="exchange_object",
        sqlite_where=sa.text("status != 'admitted'"),
        postgresql_where=sa.text("status != 'admitted'"),
    )
    op.drop_index("ix_exchange_object_place", table_name="exchange_object")
    op.drop_table("exchange_object")
    op.drop_table("exchange_membership")
    op.drop_index("ix_exchange_kept_place", table_name="exchange_kept")
    op.drop_table("exchange_kept")
    op.drop_index("ix_exchange_edge_parent", table_name="exchange_edge")
    op.drop_table("exchange_edge")
    op.drop_table("exchange_current")
    op.drop_table("exchange_bytes")
    op.drop_index(op.f("ix_exchange_answered_institution"), table_name="exchange_answered")
    op.drop_table("exchange_answered")
    op.drop_table("exchange_act")
    op.drop_table("device")
