"""The index brought to what the ledgers say, in parts."""

from __future__ import annotations

import pytest
from tests.workflow.conftest import Desk

from statement_archive.domain.query import Change, Document, DocumentKey
from statement_archive.workflow import indexing


def test_every_change_is_applied_and_counted_in_parts(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.deposit("One.\n\nTwo.\n\nThree.\n\nFour.\n\nFive.", "en", "delivered", work="talks")
    monkeypatch.setattr(indexing, "BATCH", 2)
    shown: list[int] = []
    assert indexing.rebuild(desk.archive, desk.now, shown.append) == 5
    assert shown == [2, 4, 5]
    found = indexing.status(desk.archive, desk.now)
    assert (found.documents, found.missing, found.stale) == (5, 0, 0)


def test_what_no_ledger_knows_goes(desk: Desk) -> None:
    desk.deposit("One.\n\nTwo.", "en", "delivered", work="talks")
    indexing.rebuild(desk.archive, desk.now)
    strange = DocumentKey("gone", "en.delivered", 1, "p1")
    desk.archive.engine.apply([Change(strange, Document(strange, "d", ("word",), ("",), {}))])
    assert indexing.update(desk.archive, desk.now) == 1
    assert strange not in desk.archive.engine.holds()
    assert indexing.update(desk.archive, desk.now) == 0
