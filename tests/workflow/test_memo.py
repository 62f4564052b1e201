"""The memory for pure results stays within its bounds and never makes twice what it holds."""

from __future__ import annotations

from itertools import count

from tests.workflow.conftest import RUSSIAN, Desk, fill

from statement_archive.domain.ids import ExpressionId, translation_stream
from statement_archive.domain.translation_events import fold_translation
from statement_archive.workflow.archive import Memo
from statement_archive.workflow.reading import load_translation


def test_what_is_held_is_not_made_again() -> None:
    memo = Memo()
    numbers = count(1)
    assert [memo.get("k", lambda: next(numbers)) for _ in range(3)] == [1, 1, 1]
    memo.clear()
    assert memo.get("k", lambda: next(numbers)) == 2


def test_what_was_used_last_stays() -> None:
    memo = Memo(size=2)
    memo.get("a", lambda: "a")
    memo.get("b", lambda: "b")
    memo.get("a", lambda: "other")
    memo.get("c", lambda: "c")
    assert memo.get("a", lambda: "again") == "a"
    assert memo.get("b", lambda: "again") == "again"


def test_huge_results_push_out_others_and_the_last_always_stays() -> None:
    memo = Memo(budget=10_000)
    memo.get("small", lambda: "x")
    memo.get("huge", lambda: "x" * 20_000)
    assert memo.get("huge", lambda: "again") == "x" * 20_000
    assert memo.get("small", lambda: "again") == "again"


def test_what_is_known_is_said_without_making_it() -> None:
    memo = Memo()
    memo.get("k", lambda: 1)
    assert (memo.known("k"), memo.known("other")) == (1, None)


def test_a_fold_that_goes_on_is_the_fold_from_the_beginning(desk: Desk) -> None:
    done = desk.deposit(RUSSIAN, "ru", "delivered", work="2026-01-05-memo")
    name = ExpressionId("fr.translation")
    for n in range(4):
        for unit in ("p1.s1", "p2.s1"):
            desk.submit(fill(desk.export(done.work, "fr"), {unit: f"Texte {n}."}))
            went_on = load_translation(desk.archive, done.work, name)
            events = desk.archive.ledger.read(translation_stream(done.work, name))
            assert went_on is not None
            assert went_on == fold_translation(name, events)
