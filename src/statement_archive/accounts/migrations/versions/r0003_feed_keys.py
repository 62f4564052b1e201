"""Keys of private feeds."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "feed_key",
        sa.Column("person", sa.String(40), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name="fk_feed_key_person_person", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person", name="pk_feed_key"),
        sa.UniqueConstraint("digest", name="uq_feed_key_digest"),
    )
