"""What the translation memory holds: the passages of every text, and of every imported memory in use.

::

    newest version of every expression ──▶ works/<work>/<expression>
    imported memories in use           ──▶ memory/<id>                 their passages, in every language
"""

from __future__ import annotations

from collections.abc import Iterator

from statement_archive.domain.events import sha256
from statement_archive.domain.ids import WorkId
from statement_archive.domain.ports import Sentence
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.held_passages import WORKS, PassageStatus, Wanted, bring, of_works
from statement_archive.workflow.held_passages import status as status_of
from statement_archive.workflow.reading import work_ids
from statement_archive.workflow.reference_memory import (
    ReferenceMemory,
    all_references,
    reference,
    units_of_reference,
)

_REFERENCES = "memory/"


def owner_of_reference(name: str) -> str:
    return f"{_REFERENCES}{name}"


def _of_reference(archive: Archive, memory: ReferenceMemory) -> Iterator[Wanted]:
    def make() -> list[Sentence]:
        return [
            Sentence(f"{n}.{i}", tag, text)
            for n, unit in enumerate(units_of_reference(archive, memory))
            for i, (tag, text) in enumerate(unit.variants)
        ]

    if not memory.removed:
        seed = f"{archive.memory.version} {memory.units.sha256}"
        yield owner_of_reference(memory.id), sha256(seed.encode()), make


def _all(archive: Archive) -> Iterator[Wanted]:
    yield from of_works(archive, work_ids(archive), archive.memory)
    for memory in all_references(archive):
        yield from _of_reference(archive, memory)


def status(archive: Archive) -> PassageStatus:
    """How the memory compares with the stores; writes nothing."""
    return status_of(archive.memory, _all(archive))


def update(archive: Archive) -> int:
    """Bring the whole memory to what the ledgers say; returns the number of texts put or forgotten."""
    return bring(archive.memory, _all(archive), dict(archive.memory.holds()))


def update_work(archive: Archive, name: WorkId) -> int:
    """The same for one work, right after it changed."""
    wanted = of_works(archive, [name], archive.memory)
    return bring(archive.memory, wanted, dict(archive.memory.holds(f"{WORKS}{name}/")))


def update_reference(archive: Archive, name: str) -> int:
    """The same for one imported memory."""
    memory = reference(archive, name)
    owner = owner_of_reference(name)
    held = {k: v for k, v in archive.memory.holds(owner).items() if k == owner}
    return bring(archive.memory, _of_reference(archive, memory) if memory else (), held)
