"""Roles held to languages, names that were erased, and the desks: claims, presence, typing, readings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("person", sa.Column("erased_at", _TIME))
    op.create_table(
        "person_role_language",
        sa.Column("person", sa.String(40), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("lang", sa.String(100), nullable=False),
        sa.ForeignKeyConstraint(
            ["person"], ["person.id"], name="fk_person_role_language_person_person", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person", "role", "lang", name="pk_person_role_language"),
    )
    op.create_table(
        "claim",
        sa.Column("work", sa.String(120), nullable=False),
        sa.Column("expression", sa.String(120), nullable=False),
        sa.Column("lang", sa.String(100), nullable=False),
        sa.Column("person", sa.String(40), nullable=False),
        sa.Column("taken_at", _TIME, nullable=False),
        sa.Column("until", _TIME, nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("work", "expression", name="pk_claim"),
    )
    op.create_index("ix_claim_person", "claim", ["person"])
    op.create_index("ix_claim_until", "claim", ["until"])
    op.create_table(
        "claim_taken",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("work", sa.String(120), nullable=False),
        sa.Column("expression", sa.String(120), nullable=False),
        sa.Column("lang", sa.String(100), nullable=False),
        sa.Column("person", sa.String(40), nullable=False),
        sa.Column("by", sa.String(40), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_claim_taken"),
    )
    op.create_index("ix_claim_taken_person", "claim_taken", ["person"])
    op.create_index("ix_claim_taken_at", "claim_taken", ["at"])
    op.create_table(
        "presence",
        sa.Column("work", sa.String(120), nullable=False),
        sa.Column("expression", sa.String(120), nullable=False),
        sa.Column("person", sa.String(40), nullable=False),
        sa.Column("tab", sa.String(64), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("seen_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("work", "expression", "person", "tab", name="pk_presence"),
    )
    op.create_index("ix_presence_seen_at", "presence", ["seen_at"])
    op.create_table(
        "typed",
        sa.Column("owner", sa.String(40), nullable=False),
        sa.Column("work", sa.String(120), nullable=False),
        sa.Column("expression", sa.String(120), nullable=False),
        sa.Column("unit_key", sa.String(64), nullable=False),
        sa.Column("tab", sa.String(64), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("owner", "work", "expression", "unit_key", "tab", name="pk_typed"),
    )
    op.create_index("ix_typed_owner_size", "typed", ["owner", "size"])
    op.create_table(
        "reading",
        sa.Column("work", sa.String(120), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("work", "kind", "day", name="pk_reading"),
    )
    op.create_index("ix_reading_day", "reading", ["day"])
