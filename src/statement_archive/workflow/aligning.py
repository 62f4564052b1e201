"""Which passages of two expressions belong together: beads, kept or composed.

::

    one edge for each deposited expression: to its source where held, else to the hub of the work
    a unit-made translation: its units are the beads, exactly
    any other pair: composed over the edges, and said to be

Beads are an inference with a score; a stored edge counts only while both digests are those of today,
so a crash between a deposit and its alignment is repaired on the next reading.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from itertools import pairwise

from statement_archive.align.length import align
from statement_archive.domain.beads import Bead, Beads, compose, from_rows
from statement_archive.domain.events import Draft, Event, sha256
from statement_archive.domain.facts import ExpressionFacts
from statement_archive.domain.ids import ExpressionId, bead_stream
from statement_archive.domain.language import matches
from statement_archive.domain.segments import SegmentTable
from statement_archive.domain.translations import Translation
from statement_archive.domain.units import UnitSource
from statement_archive.domain.works import Expression, Version
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.commit import commit
from statement_archive.workflow.reading import Work, readable, table_of, text_of, version_of
from statement_archive.workflow.translation_file import source_units

# Sentences of one text up to which it is aligned unasked: a minute of work at this size, and it grows with
# the square. The align command takes longer ones.
MAX_SENTENCES = 8000
ALIGNER = "length-1"  # enters every stored edge: a better aligner aligns again


@dataclass(frozen=True, slots=True)
class Edge:
    """Sentence beads of two expressions, and how they are known: ``units`` (a record), ``aligned`` (an
    inference), ``composed`` (over a third expression). ``made_of``: digests of all that they follow from."""

    beads: Beads
    how: str
    made_of: tuple[Hashable, ...] = ()


def originals(work: Work) -> list[Expression]:
    """Held expressions whose words are an original: delivered first, then written, record, prepared."""
    order = ("delivered", "written", "record", "prepared")
    found = [
        e
        for e in work.expressions.values()
        if e.facts.is_original and e.facts.relation in order and readable(e) is not None
    ]
    return sorted(found, key=lambda e: order.index(e.facts.relation))


def missing_originals(work: Work) -> tuple[str, ...]:
    """Languages of delivery whose text is not held."""
    held = {e.facts.lang for e in originals(work)}
    if any(e.facts.lang == "mul" for e in originals(work)):
        return ()
    return tuple(tag for tag in work.state.facts.original_languages if tag not in held)


def hub(work: Work) -> Expression | None:
    """The expression that others are aligned to where their source is not held: an original where one is
    held, else the first text. It claims nothing."""
    found = originals(work)
    texts = [e for e in work.state.expressions.values() if readable(e) is not None]
    return found[0] if found else next(iter(texts), None)


def partner(work: Work, expression: Expression) -> Expression | None:
    """What an expression is aligned to: its source where held, else the hub."""
    source = expression.facts.source
    known = work.expressions
    if source.kind == "expression" and source.expression in known:
        found = known[ExpressionId(source.expression)]
        if found.id != expression.id and readable(found) is not None:
            return found
    wanted = source.lang or source.via
    same = [e for e in originals(work) if wanted and e.id != expression.id and matches(e.facts.lang, wanted)]
    centre = same[0] if same else hub(work)
    return centre if centre is not None and centre.id != expression.id else None


def versions_digest(version: Version) -> str:
    """Digest over text and segments: what an edge was made from."""
    return sha256(f"{version.text.sha256} {version.table.sha256}".encode())


def edge(archive: Archive, work: Work, a: ExpressionId, b: ExpressionId) -> Edge | None:
    """Beads between the newest versions of two expressions; None where they are not connected."""
    if a == b:
        return None
    return _direct(archive, work, a, b) or _composed(archive, work, a, b)


def _direct(archive: Archive, work: Work, a: ExpressionId, b: ExpressionId) -> Edge | None:
    for first, second in ((a, b), (b, a)):
        made = work.translations.get(first)
        if made is not None:
            if made.source != second:
                continue
            known = _unit_beads(archive, work, made)
        else:
            other = partner(work, work.expression(first)) if first in work.state.expressions else None
            if other is None or other.id != second:
                continue
            known = _aligned(archive, work, first, second)
        if known is not None and first == a:
            return known
        if known is not None:
            made_of = ("inverted", *known.made_of)
            return Edge(archive.memo.get(made_of, known.beads.invert), known.how, made_of)
    return None


def _composed(archive: Archive, work: Work, a: ExpressionId, b: ExpressionId) -> Edge | None:
    """Over the shortest chain of edges that connects the two."""
    neighbours = _neighbours(work)
    paths: list[list[ExpressionId]] = [[a]]
    seen = {a}
    while paths:
        path = paths.pop(0)
        for step in sorted(neighbours.get(path[-1], set()) - seen):
            seen.add(step)
            if step == b:
                return _chain(archive, work, [*path, b])
            paths.append([*path, step])
    return None


def _chain(archive: Archive, work: Work, path: list[ExpressionId]) -> Edge | None:
    steps = [_direct(archive, work, here, there) for here, there in pairwise(path)]
    edges = [step for step in steps if step is not None]
    if len(edges) < len(steps):
        return None
    made_of = ("composed", *(e.made_of for e in edges))
    beads = archive.memo.get(made_of, lambda: reduce(compose, (e.beads for e in edges)))
    return Edge(beads, "composed", made_of)


def _neighbours(work: Work) -> Mapping[ExpressionId, set[ExpressionId]]:
    found: dict[ExpressionId, set[ExpressionId]] = {}
    for name, expression in work.expressions.items():
        made = work.translations.get(name)
        if readable(expression) is None:
            continue
        other = made.source if made else (p.id if (p := partner(work, expression)) else None)
        if other is not None and other in work.expressions:
            found.setdefault(name, set()).add(other)
            found.setdefault(other, set()).add(name)
    return found


def _unit_beads(archive: Archive, work: Work, made: Translation) -> Edge | None:
    """The beads that a translation's units are, against the newest version of its source."""
    source = work.expressions.get(made.source)
    own = readable(made.expression)
    held = readable(source) if source else None
    if source is None or own is None or held is None:
        return None
    made_of = ("unit beads", made.grain, made.joined, own.text, own.table, held.text, held.table)
    units = source_units(archive, source, held, made.grain, made.joined)
    return Edge(archive.memo.get(made_of, lambda: _beads_of(units, table_of(archive, own))), "units", made_of)


def _beads_of(units: Iterable[UnitSource], table: SegmentTable) -> Beads:
    there = {s.id for s in table.sentences}
    beads = [Bead((u.ids[0],), u.ids, 1.0) if u.ids[0] in there else Bead((), u.ids, 1.0) for u in units]
    used = {name for bead in beads for name in bead.a}
    beads += [Bead((name,), (), 1.0) for name in sorted(there - used)]
    return Beads(tuple(beads))


def _aligned(archive: Archive, work: Work, a: ExpressionId, b: ExpressionId) -> Edge | None:
    version_a, version_b = readable(work.expression(a)), readable(work.expression(b))
    if version_a is None or version_b is None:
        return None
    events = archive.ledger.read(bead_stream(work.id, a, b))
    if events and _holds(events[-1], version_a, version_b):
        made_of = ("beads", work.id, a, b, events[-1].hash)
        beads = archive.memo.get(made_of, lambda: from_rows(events[-1].data["beads"]))
        return Edge(beads, "aligned", made_of)
    if _too_long(archive, version_a) or _too_long(archive, version_b):
        return None
    beads = _align_now(archive, work.expression(a).facts, version_a, work.expression(b).facts, version_b)
    return Edge(beads, "aligned", _key_now(version_a, version_b))


def _key_now(a: Version, b: Version) -> tuple[Hashable, ...]:
    return ("aligned", a.text, a.table, b.text, b.table)


def _too_long(archive: Archive, version: Version) -> bool:
    return len(table_of(archive, version).sentences) > MAX_SENTENCES


def _holds(event: Event, a: Version, b: Version) -> bool:
    data = event.data
    return (data["a_digest"], data["b_digest"]) == (versions_digest(a), versions_digest(b)) and (
        data["maker"] in (ALIGNER, "hand")
    )


def _align_now(archive: Archive, facts_a: ExpressionFacts, a: Version, facts_b: ExpressionFacts, b: Version) -> Beads:
    return archive.memo.get(
        _key_now(a, b),
        lambda: align(
            text_of(archive, a),
            table_of(archive, a),
            text_of(archive, b),
            table_of(archive, b),
            lang_a=facts_a.lang,
            lang_b=facts_b.lang,
        ),
    )


def align_work(archive: Archive, work: Work, by: str, now: datetime) -> int:
    """Store every edge of a work that is missing or made from earlier texts; returns how many."""
    written = 0
    for name, expression in work.state.expressions.items():
        other = partner(work, expression)
        version = readable(expression)
        counter = readable(other) if other else None
        if other is None or version is None or counter is None or other.id in work.translations:
            continue
        if _too_long(archive, version) or _too_long(archive, counter):
            continue
        stream = bead_stream(work.id, name, other.id)
        with archive.ledger.exclusive():
            events = archive.ledger.read(stream)
            if events and _holds(events[-1], version, counter):
                continue
            beads = _align_now(archive, expression.facts, version, other.facts, counter)
            data = {
                "a": name,
                "b": other.id,
                "a_version": version.n,
                "b_version": counter.n,
                "a_digest": versions_digest(version),
                "b_digest": versions_digest(counter),
                "maker": ALIGNER,
                "beads": beads.rows(),
            }
            commit(archive, stream, Draft("aligned", by, now, data), head=len(events))
            written += 1
    return written


def align_pair(archive: Archive, work: Work, a: str, b: str) -> Beads:
    """Beads of two whole texts, aligned directly. Raises NotFound, Gone."""
    first, second = work.expression(a), work.expression(b)
    known = _direct(archive, work, first.id, second.id)
    if known is not None:
        return known.beads
    return _align_now(archive, first.facts, version_of(first), second.facts, version_of(second))
