"""Every implementation of the ports of ``domain.people``; a further one is a further word in KINDS."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from statement_archive.accounts import Argon2Passwords, in_memory, open_sql
from statement_archive.domain.people import Accounts

KINDS = ("memory", "sql")


@pytest.fixture(params=KINDS)
def accounts(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Accounts]:
    cheap = Argon2Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    if request.param == "memory":
        opened = in_memory(passwords=cheap)
    else:
        opened = open_sql(tmp_path / "instance" / "accounts.sqlite", key=b"a key for tests", passwords=cheap)
    yield opened
    opened.close()


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 4, 28, 10, 0, tzinfo=UTC)
