"""Of every test: no model is loaded but by those that ask for it; a server of its own would take seconds for one."""

from __future__ import annotations

import os

import pytest

os.environ["STATEMENT_ARCHIVE_ENCODER"] = "none"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A property runs the same lines hundreds of times, which the examples beside it run too: it is not traced."""
    for item in items:
        if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker(pytest.mark.no_cover)
