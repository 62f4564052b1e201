"""Two wordings of a work in one language, word by word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from statement_archive.align.diff import Piece, word_diff
from statement_archive.domain.actors import Actor
from statement_archive.domain.errors import InvalidInput
from statement_archive.domain.language import primary
from statement_archive.domain.segments import SegmentTable
from statement_archive.domain.works import Expression, Version
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.reading import Work, table_of
from statement_archive.workflow.wording import Wording, wording


@dataclass(frozen=True, slots=True)
class ComparedParagraph:
    """A paragraph of the second text, and what the first had in its place. ``segment`` is its id."""

    segment: str
    kind: str
    pieces: tuple[Piece, ...]

    @property
    def same(self) -> bool:
        return all(piece.op == "same" for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Comparison:
    """``between``: the versions that led from the older of two versions of one text to the newer, each with its
    significance, reason and authority; none for two texts."""

    a: Wording
    b: Wording
    paragraphs: tuple[ComparedParagraph, ...]
    between: tuple[Version, ...] = ()


def compare(archive: Archive, actor: Actor, work_name: str, a: str, b: str, now: datetime) -> Comparison:
    """What changed from ``a`` to ``b``, both references as ``en.prepared@1``.

    Raises NotFound, Gone, InvalidInput where the two are not in one language.
    """
    first = wording(archive, actor, work_name, now, ref=a)
    second = wording(archive, actor, work_name, now, ref=b)
    langs = first.expression.facts.lang, second.expression.facts.lang
    if primary(langs[0]) != primary(langs[1]):
        raise InvalidInput(f"words of {langs[0]} and {langs[1]} cannot be compared: read them side by side")
    pieces = word_diff(first.text, second.text)
    paragraphs = tuple(paragraphs_of(pieces, table_of(archive, second.version)))
    return Comparison(first, second, paragraphs, _between(first, second))


def comparable(work: Work) -> dict[str, tuple[tuple[Expression, Version], ...]]:
    """Every version that can be read, the newest of each text first, by the language in which it can be compared
    with others; languages of which there is only one version are left out."""
    found: dict[str, list[tuple[Expression, Version]]] = {}
    for expression in work.expressions.values():
        if expression.tombstone is None:
            versions = (v for v in reversed(expression.versions) if v.tombstone is None)
            found.setdefault(primary(expression.facts.lang), []).extend((expression, v) for v in versions)
    return {lang: tuple(each) for lang, each in found.items() if len(each) > 1}


def _between(first: Wording, second: Wording) -> tuple[Version, ...]:
    if first.expression.id != second.expression.id:
        return ()
    low, high = sorted((first.version.n, second.version.n))
    return first.expression.versions[low:high]


def paragraphs_of(pieces: tuple[Piece, ...], table: SegmentTable) -> Iterator[ComparedParagraph]:
    """Pieces cut where a paragraph of the second text begins; what was removed stays where it was met, and before a
    paragraph is told with it."""
    bounds = [p.start for p in table.paragraphs[1:]]
    paragraphs = iter(table.paragraphs)
    at = 0  # in the second text
    held: list[Piece] = []
    current = next(paragraphs, None)
    for piece in pieces:
        rest = piece.text
        if piece.op == "removed" and bounds and at == bounds[0]:  # it stood where the next paragraph begins
            bounds.pop(0)
            if current is not None:
                yield ComparedParagraph(current.id, current.kind, tuple(held))
            held, current = [], next(paragraphs, None)
        while piece.op != "removed" and bounds and at + len(rest) > bounds[0]:
            cut = bounds.pop(0) - at
            if cut:
                held.append(Piece(piece.op, rest[:cut]))
            if current is not None:
                yield ComparedParagraph(current.id, current.kind, tuple(held))
            held, rest, at = [], rest[cut:], at + cut
            current = next(paragraphs, None)
        if piece.op != "removed":
            at += len(rest)
        held.append(Piece(piece.op, rest))
    if current is not None and held:
        yield ComparedParagraph(current.id, current.kind, tuple(held))
