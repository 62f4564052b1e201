"""Reports on quotations that a person saves, and what became of them since.

::

    save ──▶ QuoteReport ── the archive changes ──▶ checked again: data of today, changes added ──▶ page, feed

A report may be confidential: it is its owner's alone, lives with the accounts and goes with them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from statement_archive.domain.errors import InvalidInput, TooLarge
from statement_archive.domain.ids import PersonId

MAX_REPORTS = 200  # of one person
MAX_NAME = 200  # characters
MAX_BYTES = 16 * 1024 * 1024  # of one report


@dataclass(frozen=True, slots=True)
class QuoteReport:
    """``data``: the report as JSON; ``state``: digest of the archive by which it was checked last; ``changes``: JSON
    list of what changed since it was saved, oldest first."""

    id: str
    person: PersonId
    name: str
    created_at: datetime
    state: str
    data: str
    changes: str = "[]"


class QuoteReports(Protocol):
    """Safe for threads and processes."""

    def add(self, person: PersonId, name: str, data: str, state: str, now: datetime) -> QuoteReport:
        """Keep one. Raises InvalidInput beyond MAX_REPORTS, TooLarge."""

    def of_person(self, person: str) -> Sequence[QuoteReport]:
        """The newest first."""

    def get(self, person: str, report: str) -> QuoteReport | None:
        """One of this person."""

    def update(self, report: QuoteReport, before: str) -> bool:
        """Put state, data and changes, where the state is still ``before``: two that look at once tell a change once.
        Whether it was."""

    def remove(self, person: str, report: str) -> bool:
        """Whether there was one of this person."""

    def forget(self, person: str) -> int:
        """Remove all of a person; how many there were."""


def check_report(name: str, data: str, kept: int) -> str:
    """The name as it is kept. Raises InvalidInput, TooLarge."""
    if kept >= MAX_REPORTS:
        raise InvalidInput(f"at most {MAX_REPORTS} reports are kept; remove one first")
    if len(data.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise TooLarge(f"a saved report has at most {MAX_BYTES // 1024 // 1024} MB")
    return " ".join("".join(c if c.isprintable() else " " for c in name).split())[:MAX_NAME] or "report"
