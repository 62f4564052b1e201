"""Passages cut from stored texts, with what they are, and the same passage in the other texts of its work.

::

    key of a candidate ──see, cut, evaluate──▶ Passage      None where the text does not bear it out
    Passage ──across──▶ Passage in each other text           marked there too, where it bears the words out
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from statement_archive.analysis.matching import Holds, found_spans, holding
from statement_archive.domain.actors import Actor
from statement_archive.domain.errors import ArchiveError
from statement_archive.domain.ids import ExpressionId
from statement_archive.domain.language import matches, ranges
from statement_archive.domain.query import Clause, DocumentKey
from statement_archive.domain.segments import Segment, SegmentTable
from statement_archive.domain.unit_states import UnitState
from statement_archive.domain.works import Expression, Version
from statement_archive.workflow.across import Across, across, state_of
from statement_archive.workflow.aligning import originals
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.attributes import attributes_of
from statement_archive.workflow.indexing import passage_text
from statement_archive.workflow.reading import Work, readable, see, table_of, text_of, version_of


@dataclass(frozen=True, slots=True)
class Passage:
    """Words cut from a stored text, with what they are. ``spans`` are offsets into ``text`` of what was
    searched; ``matched``: what was searched is borne out here; ``state`` is the unit state of a translation made
    here, lowest of the passage's units."""

    work: Work
    expression: Expression
    version: Version
    segments: tuple[str, ...]
    start: int
    end: int
    text: str
    lang: str
    spans: tuple[tuple[int, int], ...] = ()
    how: str = ""
    state: UnitState | None = None
    outdated: bool = False
    matched: bool = False

    @property
    def original(self) -> bool:
        """Delivered (prepared, written) wording, not somebody's translation."""
        return self.expression.facts.is_original


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph that bears out what was searched, at ``spans`` of its words."""

    work: Work
    expression: Expression
    version: Version
    segment: Segment
    text: str
    table: SegmentTable
    lang: str
    spans: tuple[tuple[int, int], ...]


def place(archive: Archive, actor: Actor, key: DocumentKey, clause: Clause, now: datetime) -> Place | None:
    """A candidate in its stored text; None where the text does not bear it out, or it may not be seen (the index may
    lag behind a withdrawal or an embargo: it fails closed)."""
    try:
        work = see(archive, key.work, actor, now)
        expression = work.expression(key.expression)
        version = version_of(expression, key.version)
        text, table = text_of(archive, version), table_of(archive, version)
    except ArchiveError:
        return None
    segment = table.find(key.segment)
    if segment is None:
        return None
    own = segment.lang or expression.facts.lang
    holds = holds_of(archive, work, expression, version, own, now)
    spans = found_spans(clause, passage_text(text, segment, table), own, holds)
    return Place(work, expression, version, segment, text, table, own, spans) if spans is not None else None


def cut(archive: Archive, actor: Actor, key: DocumentKey, clause: Clause, now: datetime) -> Passage | None:
    """A candidate, cut from the stored text; None as :func:`place` says."""
    found = place(archive, actor, key, clause, now)
    if found is None:
        return None
    segment = found.segment
    names = frozenset(s.id for s in found.table.sentences_of(segment))
    return Passage(
        found.work,
        found.expression,
        found.version,
        (segment.id,),
        segment.start,
        segment.end,
        segment.cut(found.text),
        found.lang,
        found.spans,
        "found",
        *state_of(archive, found.work, found.expression, names),
        matched=True,
    )


def holds_of(archive: Archive, work: Work, expression: Expression, version: Version, lang: str, now: datetime) -> Holds:
    """What a paragraph in ``lang`` answers to a question for its attributes."""
    return holding({**attributes_of(archive, work, expression, version, now), "lang": ranges(lang)})


def beside(
    archive: Archive, passage: Passage, clause: Clause | None, readers: Sequence[str], now: datetime
) -> tuple[Passage, ...]:
    """The same passage in every other held text: originals first, then the reader's languages, then the others;
    among equals direct ones before those by way of a third text. With a ``clause``, marked where it is borne out.

    A passage of a superseded version has none: beads join the newest versions.
    """
    work = passage.work
    if readable(passage.expression) is not passage.version:
        return ()
    here = table_of(archive, passage.version)
    sentences = [s.id for name in passage.segments if (p := here.find(name)) for s in _sentences(here, p)]
    ranked = []
    for rank, other in _ranked(work, passage.expression.id, readers):
        found = across(archive, work, passage.expression.id, sentences, other)
        if found is not None:
            ranked.append((rank, found.how == "composed", _counterpart(archive, work, found, clause, now)))
    return tuple(made for _rank, _composed, made in sorted(ranked, key=lambda each: each[:2]))


def _sentences(table: SegmentTable, segment: Segment) -> tuple[Segment, ...]:
    return (segment,) if segment.level == "sentence" else table.sentences_of(segment)


def _ranked(work: Work, name: ExpressionId, readers: Sequence[str]) -> Iterator[tuple[tuple[int, int], Expression]]:
    first = [e.id for e in originals(work)]
    for expression in work.expressions.values():
        if expression.id == name:
            continue
        wanted = [i for i, tag in enumerate(readers) if matches(expression.facts.lang, tag)]
        if expression.id in first:
            yield (0, first.index(expression.id)), expression
        else:
            yield ((1, wanted[0]) if wanted else (2, 0)), expression


def _counterpart(archive: Archive, work: Work, found: Across, clause: Clause | None, now: datetime) -> Passage:
    first, last = found.segments[0], found.segments[-1]
    plain = Passage(
        work,
        found.expression,
        found.version,
        found.names,
        first.start,
        last.end,
        found.text,
        found.lang,
        (),
        found.how,
        found.state,
        found.outdated,
    )
    return marked(archive, plain, clause, now) if clause is not None else plain


def marked(archive: Archive, passage: Passage, clause: Clause, now: datetime) -> Passage:
    """A passage with what is borne out in its paragraphs; where that stands beside the sentences joined, the
    passage is widened to the whole of that paragraph, so that nothing found is out of sight."""
    text, table = text_of(archive, passage.version), table_of(archive, passage.version)
    start, end, names = passage.start, passage.end, passage.segments
    spans: list[tuple[int, int]] = []
    matched = False
    for paragraph in table.paragraphs:
        if paragraph.end <= passage.start or passage.end <= paragraph.start:
            continue
        own = paragraph.lang or passage.expression.facts.lang
        holds = holds_of(archive, passage.work, passage.expression, passage.version, own, now)
        found = found_spans(clause, passage_text(text, paragraph, table), own, holds)
        if found is None:
            continue
        matched = True
        places = [(paragraph.start + a, paragraph.start + b) for a, b in found]
        spans += places
        if any(a < passage.start or passage.end < b for a, b in places):
            start, end = min(start, paragraph.start), max(end, paragraph.end)
    if (start, end) != (passage.start, passage.end):
        names = tuple(s.id for s in table.sentences if start <= s.start and s.end <= end) or names
    return replace(
        passage,
        segments=names,
        start=start,
        end=end,
        text=text[start:end],
        spans=tuple((a - start, b - start) for a, b in spans),
        matched=matched,
    )
