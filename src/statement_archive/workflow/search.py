"""Search across languages: the index proposes, the text disposes.

::

    words ─▶ Query ─▶ engine: candidates ─▶ cut from stored text and checked again ─▶ hits
                                                        └─ beads ─▶ the same passage in other languages
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from statement_archive.analysis.matching import found_spans, holding
from statement_archive.analysis.query_language import Sought, describe_query, parse_query
from statement_archive.domain.actors import Actor
from statement_archive.domain.errors import ArchiveError, InvalidInput
from statement_archive.domain.ids import ExpressionId
from statement_archive.domain.language import language_tag, matches, ranges
from statement_archive.domain.query import Clause, DocumentKey, Query, Window
from statement_archive.domain.unit_states import UnitState
from statement_archive.domain.works import Expression, Version
from statement_archive.workflow.across import across, state_of
from statement_archive.workflow.aligning import originals
from statement_archive.workflow.alternatives import Alternative, Counting, alternatives
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.attributes import attributes_of
from statement_archive.workflow.indexing import passage_text
from statement_archive.workflow.query_fields import Fields
from statement_archive.workflow.reading import Work, readable, see, table_of, text_of, version_of

MAX_QUERY = 2000  # characters
MAX_WINDOW = 1000


@dataclass(frozen=True, slots=True)
class Passage:
    """Words cut from a stored text, with what they are. ``spans`` are offsets into ``text`` of what was
    searched; ``state`` is the unit state of a translation made here, lowest of the passage's units."""

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

    @property
    def original(self) -> bool:
        """Delivered (prepared, written) wording, not somebody's translation."""
        return self.expression.facts.is_original


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, and the same passage in the other held texts: the original first, then the
    reader's languages."""

    passage: Passage
    counterparts: tuple[Passage, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Results:
    """``searched`` says in words what was really searched; ``total`` counts all hits, ``counted`` says
    that the count is exact. ``alternatives``: the nearest searches that find something, where this one finds
    nothing."""

    hits: tuple[Hit, ...]
    total: int
    counted: bool
    searched: str
    sought: Sought
    alternatives: tuple[Alternative, ...] = ()


def search(
    archive: Archive,
    actor: Actor,
    raw: str,
    now: datetime,
    *,
    lang: str = "",
    original_only: bool = False,
    superseded: bool = False,
    unpublished: bool = False,
    limit: int = 20,
    offset: int = 0,
    readers: tuple[str, ...] = (),
    nearest: bool = True,
) -> Results:
    """Full text over all languages, as far as this actor may see. ``readers``: languages whose aligned
    passages come first after the original. ``nearest``: look for alternatives where nothing is found.

    Raises InvalidInput for a query that is too long, a language that is none, NotAllowed where what is
    not public is asked for.
    """
    if len(raw) > MAX_QUERY:
        raise InvalidInput(f"a query has at most {MAX_QUERY} characters")
    if unpublished:
        actor.require("see_unpublished")
    limit, offset = max(1, min(limit, MAX_WINDOW)), max(0, offset)
    filters = _filters(lang, original_only=original_only, superseded=superseded, unpublished=unpublished)
    fields = Fields(archive, {} if unpublished else {"public": frozenset({"yes"})})
    clause, sought = parse_query(raw, held_languages(archive, unpublished=unpublished), fields)
    seer = actor if unpublished else Actor()
    found: list[tuple[Passage, float]] = []
    dropped = 0
    at = 0
    window = offset + limit
    matched = archive.engine.match(Query(clause, filters), Window(window))
    while True:
        for candidate in matched.candidates[at:]:
            passage = _passage(archive, seer, candidate.key, clause, now)
            if passage is None:
                dropped += 1
            else:
                found.append((passage, candidate.score))
        at = len(matched.candidates)
        if len(found) >= offset + limit or at >= matched.total or at < window:
            break
        window *= 2  # candidates that the text did not bear out: ask for more
        matched = archive.engine.match(Query(clause, filters), Window(window))
    total = max(len(found), matched.total - dropped)
    shown = found[offset : offset + limit]  # only these are looked for in the other texts
    hits = tuple(Hit(p, tuple(_counterparts(archive, p, readers)), score) for p, score in shown)
    searched = _searched(describe_query(clause, sought), lang, original_only, superseded)
    instead: tuple[Alternative, ...] = ()
    if nearest and not total and raw.strip():
        count = _counting(archive, actor, now, superseded=superseded, unpublished=unpublished)
        instead = alternatives(archive.engine, raw, count, lang=lang, original_only=original_only)
    return Results(hits, total, matched.exact, searched, sought, instead)


def _counting(archive: Archive, actor: Actor, now: datetime, *, superseded: bool, unpublished: bool) -> Counting:
    """How many passages this actor finds by another query."""

    def count(query: str, lang: str = "", *, original_only: bool = False) -> int:
        if len(query) > MAX_QUERY:
            return 0
        found = search(
            archive,
            actor,
            query,
            now,
            lang=lang,
            original_only=original_only,
            superseded=superseded,
            unpublished=unpublished,
            limit=1,
            nearest=False,
        )
        return found.total

    return count


def _filters(lang: str, *, original_only: bool, superseded: bool, unpublished: bool) -> dict[str, frozenset[str]]:
    filters: dict[str, frozenset[str]] = {}
    if lang:
        filters["lang"] = frozenset({language_tag(lang)})
    if original_only:
        filters["original"] = frozenset({"yes"})
    if not superseded:
        filters["current"] = frozenset({"yes"})
    if not unpublished:
        filters["public"] = frozenset({"yes"})
    return filters


def _searched(clause: str, lang: str, original_only: bool, superseded: bool) -> str:
    parts = [clause]
    parts.append(f"in {lang}" if lang else "in every language")
    if original_only:
        parts.append("in original wording only")
    parts.append("in every version" if superseded else "in current versions")
    return ", ".join(parts)


def held_languages(archive: Archive, *, unpublished: bool = False) -> tuple[str, ...]:
    """Primary languages in the index, whose stemmers a query is run through; of public texts only, unless
    ``unpublished``: a language may not tell of a draft."""
    public = {} if unpublished else {"public": frozenset({"yes"})}
    return tuple(tag for tag in archive.engine.values("lang", public) if "-" not in tag)


def _passage(archive: Archive, actor: Actor, key: DocumentKey, clause: Clause, now: datetime) -> Passage | None:
    """A candidate, cut from the stored text; None where the text does not bear it out, or it may not be
    seen (the index may lag behind a withdrawal or an embargo: it fails closed)."""
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
    attributes = {**attributes_of(work, expression, version, now), "lang": ranges(own)}
    spans = found_spans(clause, passage_text(text, segment, table), own, holding(attributes))
    if spans is None:
        return None
    return Passage(
        work,
        expression,
        version,
        (segment.id,),
        segment.start,
        segment.end,
        segment.cut(text),
        own,
        spans,
        "found",
        *state_of(archive, work, expression, frozenset(s.id for s in table.sentences_of(segment))),
    )


def _counterparts(archive: Archive, passage: Passage, readers: tuple[str, ...]) -> Iterator[Passage]:
    """The same passage in every other held text, originals first, then the reader's languages.

    A passage of a superseded version has none: beads join the newest versions.
    """
    work, expression = passage.work, passage.expression
    if readable(expression) is not passage.version:
        return
    here = table_of(archive, passage.version)
    sentences = [s.id for name in passage.segments if (p := here.find(name)) for s in here.sentences_of(p)]
    for other in _ordered(work, expression.id, readers):
        found = across(archive, work, expression.id, sentences, other)
        if found is not None:
            yield Passage(
                work,
                other,
                found.version,
                found.names,
                found.segments[0].start,
                found.segments[-1].end,
                found.text,
                found.lang,
                (),
                found.how,
                found.state,
                found.outdated,
            )


def _ordered(work: Work, name: ExpressionId, readers: tuple[str, ...]) -> list[Expression]:
    first = [e.id for e in originals(work)]

    def rank(expression: Expression) -> tuple[int, int]:
        if expression.id in first:
            return 0, first.index(expression.id)
        wanted = [i for i, tag in enumerate(readers) if matches(expression.facts.lang, tag)]
        return (1, wanted[0]) if wanted else (2, 0)

    return sorted((e for e in work.expressions.values() if e.id != name), key=rank)
