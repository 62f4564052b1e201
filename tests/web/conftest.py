"""The application over an archive in memory."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from tests.web.audit import AuditingClient, audited
from werkzeug.routing import Rule

from statement_archive.accounts.memory import in_memory
from statement_archive.bootstrap import memory_archive
from statement_archive.domain.actors import HOME_ADMINISTRATOR as EDITOR
from statement_archive.domain.ids import WorkId
from statement_archive.domain.people import Accounts
from statement_archive.settings import Settings
from statement_archive.web.app import create_app
from statement_archive.workflow.after import after_change
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.deposit import deposit
from statement_archive.workflow.deposit_request import DepositRequest

# Each test makes an application of its own, of the same hundred and sixty addresses. The code that builds an address
# depends on its rule alone (it asks ``self`` for converters), and making it takes most of the time: it is made once.
_COMPILE = Rule._compile_builder  # werkzeug has no public way
_built: dict[tuple[object, ...], Any] = {}


def _once(rule: Rule, append_unknown: bool = True) -> Any:  # as werkzeug calls it
    key = (rule.rule, append_unknown, rule.subdomain, rule.host, str(rule.defaults))
    if key not in _built:
        _built[key] = _COMPILE(rule, append_unknown)
    return _built[key]


Rule._compile_builder = _once  # type: ignore[method-assign,assignment]  # as above

NOW = datetime(2026, 11, 21, 17, 0, tzinfo=UTC)


def put(archive: Archive, work: str, expression: str, text: str, *, at: datetime = NOW, **stated: Any) -> None:
    """Deposit a text through the verb, index and beads after it."""
    request = DepositRequest(
        content=text.encode(), file_name=stated.pop("file_name", "file.txt"), work=work, expression=expression, **stated
    )
    deposit(archive, EDITOR, request, at)
    after_change(archive, WorkId(work), EDITOR.person, at)


@pytest.fixture
def archive() -> Archive:
    return memory_archive()


@pytest.fixture
def accounts() -> Accounts:
    return in_memory()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path, secret_key="k" * 40, rate_limit="10000 per minute")


@pytest.fixture
def app(archive: Archive, accounts: Accounts, settings: Settings) -> Flask:
    return create_app(archive, accounts, settings, clock=lambda: NOW, testing=True)


@pytest.fixture
def client(app: Flask) -> AuditingClient:
    return audited(app)
