"""Search by meaning: words in one language, passages in another that mean something like it.

::

    words ─▶ whole, and sentence by sentence ─▶ nearest passages ─▶ their paragraphs, cut from stored text ─▶ hits
                                                                     └─ beads ─▶ the same in other languages

It is a guess by a model, always said to be one, and never mixed with what holds the words themselves. A language
the model does not know is told: its texts are reached through the texts beside them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from statement_archive.analysis.query_language import Sought
from statement_archive.domain.actors import Actor
from statement_archive.domain.errors import ArchiveError, InvalidInput, NotFound
from statement_archive.domain.language import language_tag, primary
from statement_archive.domain.ports import Alike
from statement_archive.domain.query import Has
from statement_archive.domain.segments import Segment
from statement_archive.domain.works import Expression, Version
from statement_archive.importing.sentences import sentences
from statement_archive.workflow.across import state_of
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.asked import MAX_QUERY, Asked, held_languages, prepared
from statement_archive.workflow.held_passages import digests, place_of
from statement_archive.workflow.passages import Passage, beside, holds_of
from statement_archive.workflow.reading import Work, readable, see, table_of, text_of
from statement_archive.workflow.search import Hit
from statement_archive.workflow.visible import visible

# Cosine below which a passage has nothing to do with what was asked: of 30 articles of the Declaration in six
# languages the right one had 0.47 or more, the best wrong one mostly less than 0.4.
FLOOR = 0.35
MOST = 200  # hits; further ones are no longer alike


@dataclass(frozen=True, slots=True)
class MeantResults:
    """``hits``: paragraphs; the score of each is its likeness, from 0 to 1, and ``spans`` of its passage mark the
    sentence that is nearest, where it has several. ``available``: there is an encoder. ``asked_known``: it knows the
    language of the words, as far as that was said. ``unknown``: languages held that it does not know. ``missing``:
    texts the actor may see whose passages have no vectors yet, or those of an earlier wording, which are not
    shown."""

    hits: tuple[Hit, ...]
    sought: Sought
    more: bool
    available: bool
    asked_known: bool
    unknown: tuple[str, ...]
    missing: int


def search_by_meaning(
    archive: Archive,
    actor: Actor,
    asked: Asked,
    now: datetime,
    *,
    words_in: str = "",
    limit: int = 20,
    offset: int = 0,
    readers: Sequence[str] = (),
) -> MeantResults:
    """One page of passages in current texts that mean something like ``asked.words`` and are let through by its
    filters, the nearest first. ``words_in``: the language of the words, where it is known.

    Raises InvalidInput for a query that is too long, a language or a filter that is none; NotAllowed where what is
    not public is asked for.
    """
    wanted = prepared(archive, actor, asked)
    if asked.superseded:
        raise InvalidInput("passages are found by meaning in current versions only")
    index = archive.meaning
    held = held_languages(archive, unpublished=asked.unpublished)
    unknown = tuple(tag for tag in held if not index.knows(tag))
    known = not words_in or index.knows(language_tag(words_in))
    if not index.version:
        return MeantResults((), wanted.sought, more=False, available=False, asked_known=False, unknown=held, missing=0)
    passages = index.holds()
    texts = visible(
        archive, wanted.seer, now, "texts read for meaning", lambda work: digests(work, index), index.version
    )
    read = {owner: passages.get(owner) == digest for work in texts for owner, digest in work}
    missing = sum(not done for done in read.values())
    limit, offset = max(1, limit), max(0, offset)
    tags = wanted.query.filters.get("lang")
    langs = frozenset(map(primary, tags)) if tags else None
    filters = [Has(name, values) for name, values in wanted.query.filters.items()]
    found: dict[tuple[str, str, str], tuple[Alike, Passage]] = {}
    window, seen = 4 * (offset + limit), 0
    asked_parts = parts(asked.words)
    while True:
        alike = [a for a in index.alike(asked_parts, langs=langs, limit=window) if a.likeness >= FLOOR]
        for each in alike[seen:]:
            # What was read of an earlier wording no longer stands there.
            passage = _passage(archive, wanted.seer, each, filters, now) if read.get(each.owner) else None
            if passage is not None:
                found.setdefault((passage.work.id, passage.expression.id, passage.segments[0]), (each, passage))
        if len(alike) < window or len(found) > offset + limit or window > 4 * MOST:
            break
        seen, window = len(alike), window * 2
    page = list(found.values())[offset : offset + limit]
    hits = tuple(Hit(p, beside(archive, p, None, readers, now), min(a.likeness, 1.0)) for a, p in page)
    return MeantResults(hits, wanted.sought, len(found) > offset + limit, True, known, unknown, missing)


def parts(words: str) -> tuple[str, ...]:
    """What is asked for: all of it, and each of its sentences where there are several."""
    if len(words) > MAX_QUERY:
        raise InvalidInput(f"a query has at most {MAX_QUERY} characters")
    lines = [" ".join(line.split()) for line in words.splitlines()]
    each = [line[a:b] for line in lines if line for a, b in sentences(line, "und")]
    whole = " ".join(filter(None, lines))
    return tuple(dict.fromkeys([whole, *(each if len(each) > 1 else ())]))


def _passage(archive: Archive, actor: Actor, found: Alike, filters: Sequence[Has], now: datetime) -> Passage | None:
    """The paragraph of what was found, in the newest version; None where it may not be seen, is filtered out, or is
    no longer there (vectors may lag behind)."""
    try:
        work, expression, version = _text(archive, actor, found.owner, now)
        text, table = text_of(archive, version), table_of(archive, version)
    except ArchiveError:
        return None
    nearest = table.find(found.segment)
    paragraph = next(_around(table.paragraphs, nearest), None) if nearest else None
    if nearest is None or paragraph is None:
        return None
    own = paragraph.lang or expression.facts.lang
    if not all(map(holds_of(archive, work, expression, version, own, now), filters)):
        return None
    inside = nearest.level == "sentence" and len(table.sentences_of(paragraph)) > 1
    return Passage(
        work,
        expression,
        version,
        (paragraph.id,),
        paragraph.start,
        paragraph.end,
        paragraph.cut(text),
        own,
        ((nearest.start - paragraph.start, nearest.end - paragraph.start),) if inside else (),
        "meaning",
        *state_of(archive, work, expression, frozenset(s.id for s in table.sentences_of(paragraph))),
    )


def _text(archive: Archive, actor: Actor, owner: str, now: datetime) -> tuple[Work, Expression, Version]:
    """Raises NotFound, Gone."""
    place = place_of(owner)
    if place is None:
        raise NotFound(f"{owner} is no text of a work")
    work = see(archive, place[0], actor, now)
    expression = work.expression(place[1])
    version = readable(expression)
    if version is None:
        raise NotFound(f"{owner} holds no text")
    return work, expression, version


def _around(paragraphs: Sequence[Segment], inner: Segment) -> Iterator[Segment]:
    return (p for p in paragraphs if p.start <= inner.start and inner.end <= p.end)
