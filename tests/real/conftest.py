"""Real texts that are not part of the project: tests skip, and say so, where they are absent."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def shared() -> Path:
    """The folder of shared texts beside the repository."""
    folder = Path(os.environ.get("STATEMENT_ARCHIVE_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"no shared texts at {folder}")
    return folder
