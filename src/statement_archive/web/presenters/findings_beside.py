"""What checks have found in a unit, in the reader's words; those that somebody let stand are not told again.

The one place where pages of review ask for checks.
"""

from __future__ import annotations

from statement_archive.domain.translations import Translation, Unit
from statement_archive.web.presenters.findings import finding_words
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.checking import doubts_of


def findings_beside(archive: Archive, translation: Translation, unit: Unit) -> tuple[str, ...]:
    """One sentence each."""
    return tuple(finding_words(d.finding) for d in doubts_of(archive, translation, unit) if d.dismissed is None)
