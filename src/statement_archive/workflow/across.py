"""A passage of one text, found again in another text of its work.

::

    sentences of the newest version ──edge──▶ their segments in the other text, cut from its newest version

Search, the editor, memory and concordance ask here. What the reader may see is in the work that is handed in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from statement_archive.domain.beads import Beads
from statement_archive.domain.ids import ExpressionId
from statement_archive.domain.segments import Segment, SegmentTable
from statement_archive.domain.unit_states import STATES, UnitState
from statement_archive.domain.works import Expression, Version
from statement_archive.workflow.aligning import edge
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.reading import Work, readable, table_of, text_of
from statement_archive.workflow.translation_file import units_of


@dataclass(frozen=True, slots=True)
class Across:
    """The passage in another text. ``how`` it is known to be the same: ``units``, ``aligned``, ``composed``;
    ``state`` and ``outdated`` of the units it is, where that text is made here; ``wider``: it renders more than
    the sentences asked for."""

    expression: Expression
    version: Version
    segments: tuple[Segment, ...]
    text: str
    how: str
    state: UnitState | None
    outdated: bool
    wider: bool

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(s.id for s in self.segments)

    @property
    def lang(self) -> str:
        return self.segments[0].lang or self.expression.facts.lang

    @property
    def locator(self) -> str:
        return locator(self.segments)


def across(archive: Archive, work: Work, source: ExpressionId, ids: Sequence[str], other: Expression) -> Across | None:
    """``ids``: sentences of the newest version of ``source``. None where nothing of ``other`` is joined to them."""
    version = readable(other)
    joined = edge(archive, work, source, other.id) if version else None
    if version is None or joined is None:
        return None
    beads = [bead for name in ids if (bead := joined.beads.of_a(name)) is not None]
    names = frozenset(name for bead in beads for name in bead.b)
    table = table_of(archive, version)
    segments = tuple(sorted(filter(None, map(table.find, names)), key=lambda s: s.start))
    if not segments:
        return None
    return Across(
        other,
        version,
        segments,
        text_of(archive, version)[segments[0].start : segments[-1].end],
        joined.how,
        *state_of(archive, work, other, names),
        {name for bead in beads for name in bead.a} > set(ids),
    )


def paragraphs_across(
    archive: Archive, work: Work, source: ExpressionId, other: ExpressionId
) -> Mapping[str, frozenset[str]]:
    """Of each paragraph of the newest version of ``source`` the paragraphs of the other text that any of its sentences
    is joined to; empty where the two are not connected."""
    joined = edge(archive, work, source, other)
    here, there = readable(work.expression(source)), readable(work.expression(other))
    if joined is None or here is None or there is None:
        return {}

    def make() -> dict[str, frozenset[str]]:
        return _by_paragraph(joined.beads, table_of(archive, here), table_of(archive, there))

    return archive.memo.get(("paragraphs across", joined.made_of, here.table, there.table), make)


def _by_paragraph(beads: Beads, here: SegmentTable, there: SegmentTable) -> dict[str, frozenset[str]]:
    home = {s.id: p.id for p in there.paragraphs for s in there.sentences_of(p)}
    found: dict[str, frozenset[str]] = {}
    for paragraph in here.paragraphs:
        held = [bead for s in here.sentences_of(paragraph) if (bead := beads.of_a(s.id)) is not None]
        same = frozenset(home[name] for bead in held for name in bead.b if name in home)
        if same:
            found[paragraph.id] = same
    return found


def locator(segments: Sequence[Segment]) -> str:
    """What names these segments, which stand in order."""
    first, last = segments[0].id, segments[-1].id
    return first if first == last else f"{first}-{last}"


def state_of(
    archive: Archive, work: Work, expression: Expression, ids: frozenset[str]
) -> tuple[UnitState | None, bool]:
    """Lowest unit state and whether any is outdated, of the units that sentences of a translation are."""
    translation = work.translations.get(expression.id)
    if translation is None:
        return None, False
    units = [u for u in units_of(archive, work, translation) if ids.intersection(u.source.ids) and not u.verbatim]
    if not units:
        return None, False
    return min((u.state for u in units), key=STATES.index), any(u.outdated for u in units)
