"""The tables of accounts, as SQLAlchemy maps them.

::

    person ──< person_role        draft        one_time        attempt
       ├────< person_role_language
       ├────< session
       ├────- feed_key
       └────< saved_search
    claim, claim_taken        presence        typed        reading        (desks: no person of their own)

Portable between SQLite and PostgreSQL: no type of one dialect, JSON kept as ASCII text (so that NUL and
half surrogate pairs survive both), times as UTC. Every change here needs a migration; a test compares.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, ForeignKey, Index, LargeBinary, MetaData, String, Text, TypeDecorator
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship


class UtcDateTime(TypeDecorator[datetime]):
    """An aware time, stored as UTC. SQLite forgets the zone; it is put back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - signature of TypeDecorator
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - signature of TypeDecorator
        if not isinstance(value, datetime):
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    # Every constraint has a name, so that a later migration can drop it on every database.
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: UtcDateTime}  # noqa: RUF012 - read by SQLAlchemy, shared on purpose


class PersonRow(Base):
    __tablename__ = "person"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    login: Mapped[str] = mapped_column(String(40), unique=True)
    display_name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str | None] = mapped_column(String(254))
    password_hash: Mapped[str] = mapped_column(String(255))
    active: Mapped[bool]
    created_at: Mapped[datetime]
    # True for the account made by the set-up page, null for all others: the unique constraint lets one
    # of two racing set-ups through on every database, without a table lock.
    founder: Mapped[bool | None] = mapped_column(unique=True)
    erased_at: Mapped[datetime | None]
    roles: Mapped[list[RoleRow]] = relationship(cascade="all, delete-orphan", lazy="selectin")
    limits: Mapped[list[RoleLanguageRow]] = relationship(cascade="all, delete-orphan", lazy="selectin")


class RoleRow(Base):
    __tablename__ = "person_role"

    person: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    role: Mapped[str] = mapped_column(String(20), primary_key=True)


class RoleLanguageRow(Base):
    """A language to which a role is held; a role without one counts for all."""

    __tablename__ = "person_role_language"

    person: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    role: Mapped[str] = mapped_column(String(20), primary_key=True)
    lang: Mapped[str] = mapped_column(String(100), primary_key=True)


class SessionRow(Base):
    __tablename__ = "session"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    person: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    agent: Mapped[str] = mapped_column(String(120))
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime] = mapped_column(index=True)


class FeedKeyRow(Base):
    """The key of a person's private feeds, hashed."""

    __tablename__ = "feed_key"

    person: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]


class SavedSearchRow(Base):
    """``address``: what was asked, percent-encoded."""

    __tablename__ = "saved_search"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    person: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    address: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]


class QuoteReportRow(Base):
    """``data``: the report as JSON; ``changes``: what changed since it was saved; ``state``: of the archive then."""

    __tablename__ = "quote_report"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    person: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(64))
    data: Mapped[str] = mapped_column(Text)
    changes: Mapped[str] = mapped_column(Text)


class DraftRow(Base):
    """The file lies beside the data, deferred: lists never load it."""

    __tablename__ = "draft"

    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    # No foreign key: visitors' drafts have the empty owner.
    owner: Mapped[str] = mapped_column(String(40), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    data: Mapped[str] = mapped_column(Text)
    file_name: Mapped[str | None] = mapped_column(String(255))
    file: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    revision: Mapped[int]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class OneTimeRow(Base):
    __tablename__ = "one_time"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    purpose: Mapped[str] = mapped_column(String(20))
    subject: Mapped[str] = mapped_column(String(40), index=True)
    data: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class AttemptRow(Base):
    __tablename__ = "attempt"

    id: Mapped[int] = mapped_column(primary_key=True)
    login_key: Mapped[str] = mapped_column(String(64), index=True)
    network_key: Mapped[str] = mapped_column(String(64), index=True)
    at: Mapped[datetime] = mapped_column(index=True)


class ClaimRow(Base):
    """No foreign key to a person, here and below: the command line acts as somebody without an account."""

    __tablename__ = "claim"

    work: Mapped[str] = mapped_column(String(120), primary_key=True)
    expression: Mapped[str] = mapped_column(String(120), primary_key=True)
    lang: Mapped[str] = mapped_column(String(100))
    person: Mapped[str] = mapped_column(String(40), index=True)
    taken_at: Mapped[datetime]
    until: Mapped[datetime] = mapped_column(index=True)
    note: Mapped[str] = mapped_column(Text)


class TakenOverRow(Base):
    __tablename__ = "claim_taken"

    id: Mapped[int] = mapped_column(primary_key=True)
    work: Mapped[str] = mapped_column(String(120))
    expression: Mapped[str] = mapped_column(String(120))
    lang: Mapped[str] = mapped_column(String(100))
    person: Mapped[str] = mapped_column(String(40), index=True)
    by: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime] = mapped_column(index=True)


class PresenceRow(Base):
    __tablename__ = "presence"

    work: Mapped[str] = mapped_column(String(120), primary_key=True)
    expression: Mapped[str] = mapped_column(String(120), primary_key=True)
    person: Mapped[str] = mapped_column(String(40), primary_key=True)
    tab: Mapped[str] = mapped_column(String(64), primary_key=True)
    unit: Mapped[str] = mapped_column(Text)
    seen_at: Mapped[datetime] = mapped_column(index=True)


class TypedRow(Base):
    """``unit_key``: the SHA-256 of ``unit``, which may be longer than an index takes. ``size``: characters of
    ``text`` as it is kept; with the owner in one index, since it is summed up at each keystroke."""

    __tablename__ = "typed"
    __table_args__ = (Index("ix_typed_owner_size", "owner", "size"),)

    owner: Mapped[str] = mapped_column(String(40), primary_key=True)
    work: Mapped[str] = mapped_column(String(120), primary_key=True)
    expression: Mapped[str] = mapped_column(String(120), primary_key=True)
    unit_key: Mapped[str] = mapped_column(String(64), primary_key=True)
    tab: Mapped[str] = mapped_column(String(64), primary_key=True)
    unit: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    size: Mapped[int]
    base: Mapped[int]
    at: Mapped[datetime]


class ReadingRow(Base):
    """``day``: YYYY-MM-DD, so that days compare alike in every database."""

    __tablename__ = "reading"

    work: Mapped[str] = mapped_column(String(120), primary_key=True)
    kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    day: Mapped[str] = mapped_column(String(10), primary_key=True, index=True)
    count: Mapped[int]
