"""The same passage in every other text of the work: what a translator looks at beside the source."""

from __future__ import annotations

from collections.abc import Sequence

from statement_archive.domain.ids import ExpressionId
from statement_archive.domain.language import matches
from statement_archive.workflow.across import Across, across
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.reading import Work


def beside(
    archive: Archive, work: Work, source: ExpressionId, ids: Sequence[str], leave_out: str, first: Sequence[str] = ()
) -> tuple[Across, ...]:
    """``ids``: sentences of the newest version of ``source``; ``leave_out``: the translation that is being made;
    ``first``: languages that come before the others. ``work`` is what the reader may see of it."""
    others = [e for e in work.expressions.values() if e.id not in (source, leave_out)]
    others.sort(key=lambda e: next((i for i, tag in enumerate(first) if matches(e.facts.lang, tag)), len(first)))
    return tuple(found for other in others if (found := across(archive, work, source, ids, other)))
