"""What an index of passages holds against the stores: a difference of digests, as for the search index.

::

    newest version of every expression ──▶ works/<work>/<expression>   its sentences, and paragraphs of several
    index.holds ─ difference ─▶ put, forget

Translation memory and search by meaning ask for the same passages. Visibility is not in it: who may see what is
decided when a passage is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from statement_archive.domain.errors import ArchiveError
from statement_archive.domain.events import sha256
from statement_archive.domain.ids import ExpressionId, WorkId
from statement_archive.domain.ports import PassageIndex, Sentence
from statement_archive.domain.works import Expression, Version
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.reading import Work, load, readable, table_of, text_of

WORKS = "works/"
Make = Callable[[], list[Sentence]]
Wanted = tuple[str, str, Make]  # owner, digest, and how its passages are made


@dataclass(frozen=True, slots=True)
class PassageStatus:
    """Texts whose passages are held; those that are missing, and those held that are not (or no longer) so."""

    texts: int
    missing: int
    stale: int


def owner_of(work: WorkId, expression: ExpressionId) -> str:
    return f"{WORKS}{work}/{expression}"


def place_of(owner: str) -> tuple[WorkId, ExpressionId] | None:
    """Work and expression of an owner; None for what is no text of a work."""
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


def of_works(archive: Archive, names: Iterable[WorkId], index: PassageIndex) -> Iterator[Wanted]:
    """The texts of works, as an index is to hold them."""
    for name in names:
        try:
            yield from _of_work(archive, load(archive, name), index)
        except ArchiveError:
            continue  # a damaged ledger is for ``verify`` to report


def digests(work: Work, index: PassageIndex) -> tuple[tuple[str, str], ...]:
    """Of every text of a work its owner, and the digest under which its passages are to be held."""
    texts = ((e, readable(e)) for e in work.expressions.values())
    return tuple((owner_of(work.id, e.id), digest_of(index, e, version)) for e, version in texts if version)


def _of_work(archive: Archive, work: Work, index: PassageIndex) -> Iterator[Wanted]:
    for name, expression in work.expressions.items():
        version = readable(expression)
        if version is None:
            continue

        def make(expression: Expression = expression, version: Version = version) -> list[Sentence]:
            return sentences(archive, expression, version)

        yield owner_of(work.id, name), digest_of(index, expression, version), make


def digest_of(index: PassageIndex, expression: Expression, version: Version) -> str:
    """Under which the passages of a text are put: over its words, its segments, its language, and what the index
    makes of them."""
    seed = f"{index.version} {version.text.sha256} {version.table.sha256} {expression.facts.lang}"
    return sha256(seed.encode())


def status(index: PassageIndex, wanted: Iterable[Wanted]) -> PassageStatus:
    """How an index compares with the stores; writes nothing."""
    held = index.holds()
    digests = {owner: digest for owner, digest, _ in wanted}
    missing = sum(1 for owner in digests if owner not in held)
    return PassageStatus(len(held), missing, sum(1 for owner, digest in held.items() if digests.get(owner) != digest))


def bring(
    index: PassageIndex,
    wanted: Iterable[Wanted],
    held: dict[str, str],
    progress: Callable[[int], None] | None = None,
    going_on: Callable[[], bool] | None = None,
) -> int:
    """Bring an index to what is wanted; ``held``: what it has of it. Returns the number of texts put or forgotten.
    Where ``going_on`` says no, the rest is left for another time."""
    done = 0
    for owner, digest, make in wanted:
        if held.pop(owner, None) == digest:
            continue
        if going_on is not None and not going_on():
            return done
        try:
            index.put(owner, digest, make())
        except ArchiveError:
            index.forget(owner)  # a damaged text is reported by ``verify``; what it said before is not said
            continue
        done += 1
        if progress:
            progress(done)
    for owner in held:  # what is left is in no ledger
        index.forget(owner)
    return done + len(held)
