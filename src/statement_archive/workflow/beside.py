"""The same passage in every other text of the work: what a translator looks at beside the source.

::

    source sentences ──edge──▶ the passage in each other held text, cut from its newest version
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from statement_archive.domain.ids import ExpressionId
from statement_archive.domain.language import matches
from statement_archive.domain.unit_states import UnitState
from statement_archive.domain.works import Expression, Version
from statement_archive.workflow.aligning import edge
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.reading import Work, readable, table_of, text_of
from statement_archive.workflow.search import state_of


@dataclass(frozen=True, slots=True)
class Beside:
    """A passage in another text of the work. ``how`` it is known to be the same: ``units``, ``aligned``,
    ``composed``; ``state`` and ``outdated`` of the units it is, where that text is made here."""

    expression: Expression
    version: Version
    text: str
    lang: str
    locator: str
    how: str
    state: UnitState | None
    outdated: bool


def beside(
    archive: Archive, work: Work, source: ExpressionId, ids: Sequence[str], leave_out: str, first: Sequence[str] = ()
) -> tuple[Beside, ...]:
    """``ids``: sentences of the newest version of ``source``; ``leave_out``: the translation that is being made;
    ``first``: languages that come before the others. ``work`` is what the reader may see of it."""
    others = [e for e in work.expressions.values() if e.id not in (source, leave_out)]
    others.sort(key=lambda e: next((i for i, tag in enumerate(first) if matches(e.facts.lang, tag)), len(first)))
    return tuple(found for other in others for found in _passage(archive, work, source, ids, other))


def _passage(
    archive: Archive, work: Work, source: ExpressionId, ids: Sequence[str], other: Expression
) -> Iterator[Beside]:
    version = readable(other)
    joined = edge(archive, work, source, other.id) if version else None
    if version is None or joined is None:
        return
    names = frozenset(name for s in ids if (bead := joined.beads.of_a(s)) for name in bead.b)
    table = table_of(archive, version)
    known = sorted(filter(None, map(table.find, names)), key=lambda s: s.start)
    if not known:
        return
    text = text_of(archive, version)[known[0].start : known[-1].end]
    lang = known[0].lang or other.facts.lang
    state, outdated = state_of(archive, work, other, names)
    yield Beside(other, version, text, lang, known[0].id, joined.how, state, outdated)
