"""The search index against the stores: a difference of digests, not a stream that can be lost.

::

    ledgers ──documents──▶ {key: digest}  ─┐
    engine  ──holds──────▶ {key: digest}  ─┴─ difference ──▶ apply

A crash, a restore, an edit by hand, a mirrored copy are all repaired the same way. Every version is
indexed, superseded ones marked; whether the public may see a document is an attribute decided here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice

from statement_archive.analysis.tokens import ANALYSIS_VERSION, tokenize
from statement_archive.domain.errors import ArchiveError
from statement_archive.domain.events import sha256
from statement_archive.domain.ids import WorkId
from statement_archive.domain.language import ranges
from statement_archive.domain.query import Change, Document, DocumentKey
from statement_archive.domain.segments import Segment, SegmentTable
from statement_archive.domain.works import Expression, Version
from statement_archive.workflow import meaning_sync, memory_sync
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.attributes import Attributes, attributes_of
from statement_archive.workflow.held_passages import PassageStatus
from statement_archive.workflow.reading import Work, load, table_of, text_of, work_ids

# Changes in one commit. They are made while the engine takes them, so memory holds few; other writers wait for
# seconds meanwhile. With 2,000 indexing took two times as long, and left many small segments to search.
BATCH = 10_000


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """Documents in the index; those it misses, and those it holds that are not (or no longer) so. ``memory``: the
    same of the translation memory, by texts; ``meaning``: of the vectors of search by meaning."""

    documents: int
    missing: int
    stale: int
    memory: PassageStatus
    meaning: PassageStatus


def _listed(archive: Archive, work: Work, now: datetime) -> Iterator[tuple[Expression, Version, Attributes, str]]:
    """Every version whose words may be indexed, with a digest over all that goes into its documents."""
    for expression in work.expressions.values():
        for version in expression.versions:
            if expression.tombstone or version.tombstone:
                continue
            attributes = attributes_of(archive, work, expression, version, now)
            listed = sorted((k, v) for k, v in attributes.items())
            seed = f"{ANALYSIS_VERSION} {version.text.sha256} {version.table.sha256} {expression.facts.lang} {listed}"
            yield expression, version, attributes, sha256(seed.encode())


def _keys(work: Work, archive: Archive, now: datetime) -> Iterator[tuple[DocumentKey, str, Callable[[], Document]]]:
    for expression, version, attributes, digest in _listed(archive, work, now):
        table = table_of(archive, version)
        for paragraph in table.paragraphs:
            key = DocumentKey(work.id, expression.id, version.n, paragraph.id)

            def make(
                key: DocumentKey = key,
                paragraph: Segment = paragraph,
                table: SegmentTable = table,
                version: Version = version,
                lang: str = expression.facts.lang,
                attributes: Attributes = attributes,
                digest: str = digest,
            ) -> Document:
                return document(key, text_of(archive, version), paragraph, table, lang, attributes, digest)

            yield key, digest, make


def document(
    key: DocumentKey, text: str, paragraph: Segment, table: SegmentTable, lang: str, attributes: Attributes, digest: str
) -> Document:
    """A paragraph as tokens and attributes."""
    own = paragraph.lang or lang
    tokens = tokenize(passage_text(text, paragraph, table), own)
    langs = attributes if not paragraph.lang else {**attributes, "lang": ranges(own)}
    return Document(key, digest, tuple(t.exact for t in tokens), tuple(t.stem for t in tokens), langs)


def passage_text(text: str, segment: Segment, table: SegmentTable) -> str:
    """A segment with its furniture (page numbers, Markdown marks) blanked, offsets unchanged: what is
    analysed, so that a phrase runs across a page break; never what is shown."""
    cut = segment.cut(text)
    for inline in table.inlines_of(segment):
        if inline.kind == "furniture":
            start, end = inline.start - segment.start, inline.end - segment.start
            blank = "\u200b" if inline.end - inline.start < 4 and not inline.cut(text)[0].isalnum() else " "
            cut = cut[:start] + blank * (end - start) + cut[end:]
    return cut


def _works(archive: Archive, names: Iterable[WorkId]) -> Iterator[Work]:
    for name in names:
        try:
            yield load(archive, name)
        except ArchiveError:
            continue  # a damaged ledger is for ``verify`` to report; it must not stop the others


def _difference(
    archive: Archive, now: datetime, names: Iterable[WorkId], held: dict[DocumentKey, str]
) -> Iterator[Change]:
    """Changes that bring the index to what the ledgers say; empties ``held`` of what is as it should be."""
    for work in _works(archive, names):
        try:
            for key, digest, make in _keys(work, archive, now):
                if held.pop(key, None) != digest:
                    yield Change(key, make())
        except ArchiveError:
            continue  # a damaged text or table: reported by ``verify``


def status(archive: Archive, now: datetime) -> IndexStatus:
    """How the index compares with the stores; writes nothing."""
    held = dict(archive.engine.holds())
    count = len(held)
    wanted = {
        key: digest for work in _works(archive, work_ids(archive)) for key, digest, _ in _keys(work, archive, now)
    }
    missing = sum(1 for key in wanted if key not in held)
    stale = sum(1 for key, digest in held.items() if wanted.get(key) != digest)
    return IndexStatus(count, missing, stale, memory_sync.status(archive), meaning_sync.status(archive))


def update(archive: Archive, now: datetime, progress: Callable[[int], None] | None = None) -> int:
    """Bring index and memory to what the ledgers say; returns the number of changes applied to the index."""
    held = dict(archive.engine.holds())
    done = _apply(archive, _difference(archive, now, work_ids(archive), held), held, progress)
    memory_sync.update(archive)
    return done


def _apply(
    archive: Archive,
    changes: Iterable[Change],
    held: dict[DocumentKey, str],
    progress: Callable[[int], None] | None = None,
) -> int:
    done = 0

    def every() -> Iterator[Change]:
        nonlocal done
        for change in changes:
            done += 1
            yield change
        for key in held:  # what is left is in no ledger
            done += 1
            yield Change(key, None)

    pending = every()
    while (change := next(pending, None)) is not None:
        archive.engine.apply(chain((change,), islice(pending, BATCH - 1)))
        if progress:
            progress(done)
    return done


def update_work(archive: Archive, name: WorkId, now: datetime) -> int:
    """The same for one work, right after it changed."""
    held = dict(archive.engine.holds(name))
    done = _apply(archive, _difference(archive, now, [name], held), held)
    memory_sync.update_work(archive, name)
    return done


def rebuild(archive: Archive, now: datetime, progress: Callable[[int], None] | None = None) -> int:
    """Forget index, memory and vectors, and make index and memory again; vectors follow (``meaning_sync``)."""
    archive.engine.clear()
    archive.memory.clear()
    archive.meaning.clear()
    return update(archive, now, progress)
