"""The public names of the package are there, and loading an inner ring loads no outer one."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

import statement_archive


def test_every_public_name_is_there() -> None:
    assert all(getattr(statement_archive, name) for name in statement_archive.__all__)
    with pytest.raises(AttributeError):
        _ = statement_archive.nothing_of_the_kind


def test_a_home_is_made_and_opened(tmp_path: Path) -> None:
    statement_archive.make_home(tmp_path / "home", now=datetime(2026, 1, 1, tzinfo=UTC))
    assert list(statement_archive.open_home(tmp_path / "home").ledger.streams()) == []


def test_the_domain_loads_nothing_else() -> None:
    asked = """
import sys
import statement_archive.domain.works
print({"flask", "whoosh", "sqlalchemy", "polib"} & set(sys.modules))
"""
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
