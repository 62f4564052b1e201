"""Where the real texts are that stay outside the repository."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared real texts; the test is skipped where it is absent."""
    root = Path(__file__).resolve().parents[2]
    folder = Path(os.environ.get("STATEMENT_ARCHIVE_SHARED", root.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"real texts not found at {folder}")
    return folder
