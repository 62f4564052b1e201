from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real texts beside the repository; the test is skipped where they are absent."""
    root = Path(os.environ.get("STATEMENT_ARCHIVE_SHARED", Path(__file__).resolve().parents[2].parent / "shared"))
    if not (root / "data").is_dir():
        pytest.skip("no ../shared/data beside this repository")
    return root / "data"
