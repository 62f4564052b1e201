"""The memory for pure results stays within its bounds and never makes twice what it holds."""

from __future__ import annotations

from itertools import count

from statement_archive.workflow.archive import Memo


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
