"""What the translation memory holds against the stores: a difference of digests, as for the search index.

::

    newest version of every expression ──▶ works/<work>/<expression>   its sentences, and paragraphs of several
    imported memories in use           ──▶ memory/<id>                 their passages, in every language
    memory.holds ─ difference ─▶ put, forget

Visibility is not in it: who may see what is decided when a match is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from statement_archive.analysis.similarity import SIMILARITY_VERSION
from statement_archive.domain.errors import ArchiveError
from statement_archive.domain.events import sha256
from statement_archive.domain.ids import ExpressionId, WorkId
from statement_archive.domain.ports import Sentence
from statement_archive.domain.works import Expression, Version
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.reading import Work, load, readable, table_of, text_of, work_ids
from statement_archive.workflow.reference_memory import (
    ReferenceMemory,
    all_references,
    reference,
    units_of_reference,
)

_WORKS, _REFERENCES = "works/", "memory/"
Make = Callable[[], list[Sentence]]


@dataclass(frozen=True, slots=True)
class MemoryStatus:
    """Texts whose sentences the memory holds; those it misses, and those it holds that are not (or no longer) so."""

    texts: int
    missing: int
    stale: int


def owner_of(work: WorkId, expression: ExpressionId) -> str:
    return f"{_WORKS}{work}/{expression}"


def owner_of_reference(name: str) -> str:
    return f"{_REFERENCES}{name}"


def place_of(owner: str) -> tuple[WorkId, ExpressionId] | None:
    """Work and expression of an owner; None for an imported memory."""
    parts = owner.split("/")
    return (WorkId(parts[1]), ExpressionId(parts[2])) if parts[0] == "works" and len(parts) == 3 else None


def sentences(archive: Archive, expression: Expression, version: Version) -> list[Sentence]:
    """Sentences of a version, and its paragraphs of more than one."""
    text, table = text_of(archive, version), table_of(archive, version)
    found: list[Sentence] = []
    for paragraph in table.paragraphs:
        if paragraph.kind == "furniture":
            continue
        inside = table.sentences_of(paragraph)
        own = paragraph.lang or expression.facts.lang
        found += [Sentence(s.id, s.lang or own, s.cut(text)) for s in inside]
        if len(inside) > 1:
            found.append(Sentence(paragraph.id, own, paragraph.cut(text)))
    return found


def _of_work(archive: Archive, work: Work) -> Iterator[tuple[str, str, Make]]:
    for name, expression in work.expressions.items():
        version = readable(expression)
        if version is None:
            continue
        seed = f"{SIMILARITY_VERSION} {version.text.sha256} {version.table.sha256} {expression.facts.lang}"

        def make(expression: Expression = expression, version: Version = version) -> list[Sentence]:
            return sentences(archive, expression, version)

        yield owner_of(work.id, name), sha256(seed.encode()), make


def _of_reference(archive: Archive, memory: ReferenceMemory) -> Iterator[tuple[str, str, Make]]:
    def make() -> list[Sentence]:
        return [
            Sentence(f"{n}.{i}", tag, text)
            for n, unit in enumerate(units_of_reference(archive, memory))
            for i, (tag, text) in enumerate(unit.variants)
        ]

    if not memory.removed:
        seed = f"{SIMILARITY_VERSION} {memory.units.sha256}"
        yield owner_of_reference(memory.id), sha256(seed.encode()), make


def _everything(archive: Archive, names: Iterable[WorkId]) -> Iterator[tuple[str, str, Make]]:
    for name in names:
        try:
            yield from _of_work(archive, load(archive, name))
        except ArchiveError:
            continue  # a damaged ledger is for ``verify`` to report


def _all(archive: Archive) -> Iterator[tuple[str, str, Make]]:
    yield from _everything(archive, work_ids(archive))
    for memory in all_references(archive):
        yield from _of_reference(archive, memory)


def status(archive: Archive) -> MemoryStatus:
    """How the memory compares with the stores; writes nothing."""
    held = archive.memory.holds()
    wanted = {owner: digest for owner, digest, _ in _all(archive)}
    missing = sum(1 for owner in wanted if owner not in held)
    return MemoryStatus(len(held), missing, sum(1 for owner, digest in held.items() if wanted.get(owner) != digest))


def update(archive: Archive) -> int:
    """Bring the whole memory to what the ledgers say; returns the number of texts put or forgotten."""
    return _apply(archive, _all(archive), dict(archive.memory.holds()))


def update_work(archive: Archive, name: WorkId) -> int:
    """The same for one work, right after it changed."""
    return _apply(archive, _everything(archive, [name]), dict(archive.memory.holds(f"{_WORKS}{name}/")))


def update_reference(archive: Archive, name: str) -> int:
    """The same for one imported memory."""
    memory = reference(archive, name)
    owner = owner_of_reference(name)
    held = {k: v for k, v in archive.memory.holds(owner).items() if k == owner}
    return _apply(archive, _of_reference(archive, memory) if memory else (), held)


def _apply(archive: Archive, wanted: Iterable[tuple[str, str, Make]], held: dict[str, str]) -> int:
    done = 0
    for owner, digest, make in wanted:
        if held.pop(owner, None) == digest:
            continue
        try:
            archive.memory.put(owner, digest, make())
        except ArchiveError:
            archive.memory.forget(owner)  # a damaged text is reported by ``verify``; what it said before is not said
            continue
        done += 1
    for owner in held:  # what is left is in no ledger
        archive.memory.forget(owner)
    return done + len(held)
