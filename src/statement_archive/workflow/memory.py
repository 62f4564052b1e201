"""What was said before for a similar source: matches from every text the archive holds.

::

    asked ──MemoryIndex.similar──▶ passages alike ──edge──▶ the same passage in the target language
          ──quoted──────────────▶ held documents it quotes ──edge──▶ their wording, offered first
    a unit found ──history──▶ what was submitted for it earlier
    imported memories ──▶ their other language; for translators only

The index proposes, the text disposes: both sides of a match are cut from stored texts that this actor may see, and
the percentage is counted again on what was cut.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from statement_archive.align.diff import Piece, word_diff
from statement_archive.analysis.similarity import DEFAULT_FLOOR, compare
from statement_archive.domain.actors import Actor
from statement_archive.domain.errors import ArchiveError, InvalidInput
from statement_archive.domain.ids import ExpressionId, WorkId
from statement_archive.domain.language import language_tag, primary
from statement_archive.domain.ports import Similar
from statement_archive.domain.reference import ReferenceUnit
from statement_archive.domain.text import plain
from statement_archive.domain.unit_states import UnitState
from statement_archive.domain.works import Expression
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.counterparts import Earlier, Source, counterparts, earlier, serves, source_of
from statement_archive.workflow.held_passages import place_of
from statement_archive.workflow.quoted import quoted_passages
from statement_archive.workflow.reading import Work, see
from statement_archive.workflow.reference_memory import ReferenceMemory, reference, units_of_reference

MAX_TEXT = 20_000  # characters of a passage asked for
MAX_MATCHES = 100
MAX_PROPOSED = 2000  # passages that are looked at for one answer
Kind = Literal["quoted", "held", "earlier", "reference"]


@dataclass(frozen=True, slots=True)
class MemoryMatch:
    """A passage like the one asked for and what stands for it in the target language.

    ``kind``: ``quoted`` (a held document that is quoted), ``held`` (a text, or the last state of a unit),
    ``earlier`` (what a unit said before), ``reference`` (an imported memory). ``diff`` leads from ``source`` to what
    was asked. ``how``: ``units``, ``aligned``, ``composed``, ``imported``. ``wider``: the target renders more than
    the passage found. ``by``: who made it, as recorded; accounts for what was submitted here, and
    ``claimed`` the names given with it instead.
    """

    kind: Kind
    percent: int
    source: str
    target: str
    diff: tuple[Piece, ...]
    source_lang: str
    target_lang: str
    origin: str
    title: str
    how: str
    by: str = ""
    claimed: str = ""
    at: str = ""
    work: str = ""
    source_expression: str = ""
    target_expression: str = ""
    version: int = 0
    locator: str = ""
    target_locator: str = ""
    relation: str = "unknown"
    standing: str = "unknown"
    method: str = "unknown"
    original: bool = False
    official: bool = False
    state: UnitState | None = None
    outdated: bool = False
    wider: bool = False


@dataclass(frozen=True, slots=True)
class _Asked:
    text: str
    source_lang: str
    target_lang: str
    floor: int


def matches(
    archive: Archive,
    actor: Actor,
    text: str,
    source_lang: str,
    target_lang: str,
    now: datetime,
    *,
    exclude: tuple[str, str, str] | None = None,
    limit: int = 8,
    floor: int = DEFAULT_FLOOR,
) -> tuple[MemoryMatch, ...]:
    """What this actor may see that was said in ``target_lang`` for something like ``text``: documents that it quotes
    first, then by percent, then by standing. ``exclude``: work, expression and unit of a translation that is being
    made, which is no match for itself.

    Raises InvalidInput (no language, a floor below 60, a text that is too long).
    """
    if len(text) > MAX_TEXT:
        raise InvalidInput(f"a passage to compare has at most {MAX_TEXT} characters")
    asked = _Asked(text, language_tag(source_lang), language_tag(target_lang), floor)
    if not text.strip():
        return ()
    limit = max(1, min(limit, MAX_MATCHES))
    see_work = _Seen(archive, actor, now)
    found = list(_quoted(archive, see_work, actor, asked))
    window = max(32, 4 * limit)
    done = 0
    reference_for = actor.may("translate", asked.target_lang)
    while True:
        proposed = archive.memory.similar(text, asked.source_lang, limit=window, floor=floor)
        for similar in proposed[done:]:
            found += _of(archive, see_work, asked, similar, exclude, translator=reference_for)
        done = len(proposed)
        if done < window or window >= MAX_PROPOSED or len(_without_copies(found)) >= limit:
            break
        window *= 4
    return tuple(sorted(_without_copies(found), key=_rank)[:limit])


class _Seen:
    """Works as the actor may see them, each loaded once for an answer."""

    def __init__(self, archive: Archive, actor: Actor, now: datetime) -> None:
        self._archive, self._actor, self._now = archive, actor, now
        self._held: dict[WorkId, Work | None] = {}

    def __call__(self, name: WorkId) -> Work | None:
        if name not in self._held:
            try:
                self._held[name] = see(self._archive, name, self._actor, self._now)
            except ArchiveError:
                self._held[name] = None
        return self._held[name]


def _rank(match: MemoryMatch) -> tuple[object, ...]:
    kinds = ("quoted", "held", "reference", "earlier")
    order = ("final", "reviewed", "translated", "initial")
    return (
        match.kind != "quoted",
        (not match.original, not match.official) if match.kind == "quoted" else (),
        match.relation == "summary",  # somebody's report of the words renders none of them
        -match.percent,
        match.wider,
        not match.original,
        not match.official,
        match.outdated,
        match.method == "machine",
        kinds.index(match.kind),
        order.index(match.state) if match.state else 1,
        match.how == "composed",
        match.work,
        match.locator,
        match.target_expression,
        -match.version,
    )


def _without_copies(found: Iterable[MemoryMatch]) -> list[MemoryMatch]:
    """The best match of those that say the same for the same."""
    best: dict[tuple[str, str, bool], MemoryMatch] = {}
    for match in sorted(found, key=_rank):
        best.setdefault((plain(match.source), plain(match.target), match.kind == "earlier"), match)
    quoted = {plain(m.target) for m in best.values() if m.kind == "quoted"}
    said = {plain(m.target) for m in best.values() if m.kind != "earlier"}
    return [
        m
        for m in best.values()
        if not (m.kind == "earlier" and plain(m.target) in said)
        and (m.kind == "quoted" or plain(m.target) not in quoted)
    ]


def _quoted(archive: Archive, see_work: _Seen, actor: Actor, asked: _Asked) -> Iterator[MemoryMatch]:
    unpublished = actor.may("see_unpublished")
    for work_name, name, ids in quoted_passages(archive, asked.text, asked.source_lang, unpublished=unpublished):
        source = _source(archive, see_work(work_name), name, ids)
        if source is not None:
            yield from _held(archive, source, asked, "quoted")


def _source(archive: Archive, work: Work | None, name: ExpressionId, ids: Sequence[str]) -> Source | None:
    expression = work.expressions.get(name) if work else None
    return source_of(archive, work, expression, ids) if work and expression else None


def _of(
    archive: Archive,
    see_work: _Seen,
    asked: _Asked,
    similar: Similar,
    exclude: tuple[str, str, str] | None,
    *,
    translator: bool,
) -> Iterator[MemoryMatch]:
    place = place_of(similar.owner)
    if place is None:
        if translator:
            yield from _imported(archive, asked, similar)
        return
    source = _source(archive, see_work(place[0]), place[1], (similar.segment,))
    if source is None or compare(asked.text, source.text, asked.source_lang) < asked.floor:
        return
    for match in _held(archive, source, asked, "held"):
        if exclude is None or not _is(match, source, exclude):
            yield match
    if translator:
        yield from (_before(source, asked, each) for each in earlier(source, asked.target_lang))


def _is(match: MemoryMatch, source: Source, exclude: tuple[str, str, str]) -> bool:
    work, expression, unit = exclude
    return (match.work, match.target_expression) == (work, expression) and set(source.ids) <= set(unit.split())


def _held(archive: Archive, source: Source, asked: _Asked, kind: Kind) -> Iterator[MemoryMatch]:
    """A passage of a text in every text of the target language that it is joined to."""
    for other in counterparts(archive, source, asked.target_lang):
        facts = other.expression.facts
        yield replace(
            _match(kind, source, asked, other.expression, other.text),
            target_lang=other.lang,
            how=other.how,
            by=other.by,
            claimed=other.claimed,
            at=other.version.at.isoformat(),
            version=other.version.n,
            target_locator=other.locator,
            original=facts.is_original,
            official=facts.is_original or facts.standing == "official",
            state=other.state,
            outdated=other.outdated,
            wider=other.wider,
        )


def _match(kind: Kind, source: Source, asked: _Asked, expression: Expression, target: str) -> MemoryMatch:
    """What holds for every match from a work."""
    facts = expression.facts
    return MemoryMatch(
        kind=kind,
        percent=compare(asked.text, source.text, asked.source_lang),
        source=source.text,
        target=target,
        diff=word_diff(source.text, asked.text),
        source_lang=source.lang,
        target_lang=facts.lang,
        origin=source.work.id,
        title=source.work.state.facts.title,
        how="units",
        work=source.work.id,
        source_expression=source.expression.id,
        target_expression=expression.id,
        locator=source.locator,
        target_locator=source.locator,
        relation=facts.relation,
        standing=facts.standing,
        method=facts.method,
    )


def _before(source: Source, asked: _Asked, each: Earlier) -> MemoryMatch:
    said = each.rendering
    return replace(
        _match("earlier", source, asked, each.expression, said.text),
        by="" if said.claimed else said.by,
        claimed=said.claimed,
        at=said.at.isoformat(),
        version=said.version,
        state=said.state,
        outdated=each.outdated,
    )


def _reference_unit(archive: Archive, similar: Similar) -> tuple[ReferenceMemory, ReferenceUnit, int] | None:
    """Memory, unit and number of the variant found; None where the index lags behind the stores."""
    number, _, variant = similar.segment.partition(".")
    try:
        memory = reference(archive, similar.owner.removeprefix("memory/"))
        if memory is None or memory.removed:
            return None
        unit = units_of_reference(archive, memory)[int(number)]
        return memory, unit, range(len(unit.variants))[int(variant)]
    except (ArchiveError, ValueError, IndexError):
        return None


def _imported(archive: Archive, asked: _Asked, similar: Similar) -> Iterator[MemoryMatch]:
    known = _reference_unit(archive, similar)
    if known is None:
        return
    memory, unit, at = known
    tag, source = unit.variants[at]
    percent = compare(asked.text, source, asked.source_lang)
    if percent < asked.floor:
        return
    for i, (lang, target) in enumerate(unit.variants):
        if i != at and serves(lang, asked.target_lang) and target.strip() and primary(lang) != primary(tag):
            yield MemoryMatch(
                kind="reference",
                percent=percent,
                source=source,
                target=target,
                diff=word_diff(source, asked.text),
                source_lang=tag,
                target_lang=lang,
                origin=memory.id,
                title=memory.name,
                how="imported",
                by=unit.by,
                at=unit.at,
                locator=similar.segment,
            )
