"""The concordance of a term: every passage that has it, with every rendering that was ever given.

::

    words ──clause──▶ engine: paragraphs ──▶ the sentence that bears them, cut from the stored text
                                             ├─ counterparts: the passage in held texts
                                             └─ earlier: what units said before (translators only)
    each rendering ──glossary──▶ the term of the same concept that stands in it, by which renderings are counted
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from statement_archive.analysis.glossary import term_hits
from statement_archive.analysis.matching import found_spans
from statement_archive.analysis.query_language import parse_query
from statement_archive.domain.actors import Actor
from statement_archive.domain.errors import ArchiveError, InvalidInput
from statement_archive.domain.language import language_tag, primary
from statement_archive.domain.query import Clause, DocumentKey, Query, Window
from statement_archive.domain.terms import Concept
from statement_archive.domain.unit_states import UnitState
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.counterparts import Source, counterparts, earlier, source_of
from statement_archive.workflow.glossary import concepts
from statement_archive.workflow.reading import see, table_of, text_of, version_of

MAX_WORDS = 500  # characters
MAX_PASSAGES = 500
_WIDER = 4  # candidates looked at for each passage wanted: some have the words in another sentence or no rendering
Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Given:
    """A rendering that somebody gave. ``term`` and ``concept``: the glossary's term that stands in it, at
    ``spans``; ``earlier``: it is not what stands now, or only a draft; ``claimed``: names that were given with it
    instead of the accounts ``by``."""

    expression: str
    version: int
    locator: str
    lang: str
    text: str
    spans: Spans
    term: str
    concept: str
    how: str
    by: str
    at: str
    relation: str
    standing: str
    method: str
    original: bool
    state: UnitState | None
    outdated: bool
    earlier: bool
    claimed: str = ""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A sentence that has the words, at ``spans``, and every rendering of it."""

    work: str
    title: str
    expression: str
    version: int
    locator: str
    lang: str
    text: str
    spans: Spans
    original: bool
    renderings: tuple[Given, ...]


@dataclass(frozen=True, slots=True)
class Concordance:
    """``counts``: how often each term of the glossary renders the words, the most frequent first; the empty term
    counts renderings in which none was recognised. ``more``: there are further passages."""

    occurrences: tuple[Occurrence, ...]
    counts: tuple[tuple[str, int], ...]
    concepts: tuple[Concept, ...]
    more: bool


def concordance(
    archive: Archive, actor: Actor, words: str, lang: str, target_lang: str, now: datetime, *, limit: int = 50
) -> Concordance:
    """What ``words`` were rendered by, as far as this actor may see; the oldest and newest alike. Raises InvalidInput.

    Words are read as in a search: in any form, quotation marks ask for exact ones.
    """
    if len(words) > MAX_WORDS:
        raise InvalidInput(f"at most {MAX_WORDS} characters")
    source_lang, target = language_tag(lang), language_tag(target_lang)
    limit = max(1, min(limit, MAX_PASSAGES))
    clause, sought = parse_query(words, (source_lang,))
    if sought.kind in ("everything", "nothing"):
        return Concordance((), (), (), more=False)
    filters = {"lang": frozenset({primary(source_lang)}), "current": frozenset({"yes"})}
    if not actor.may("see_unpublished"):
        filters["public"] = frozenset({"yes"})
    matched = archive.engine.match(Query(clause, filters), Window(limit * _WIDER))
    glossary = concepts(archive)
    meant = tuple({h.concept.id: h.concept for h in term_hits(words, source_lang, glossary)}.values())
    found: list[Occurrence] = []
    looked_at = 0
    for candidate in matched.candidates:
        if len(found) >= limit:
            break
        looked_at += 1
        for source, spans in _sources(archive, actor, candidate.key, clause, now):
            given = tuple(_given(archive, actor, source, target, meant))
            if given:
                found.append(_occurrence(source, spans, given))
    counts = Counter(given.term for each in found for given in each.renderings)
    ordered = sorted(counts.items(), key=lambda item: (not item[0], -item[1], item[0]))
    return Concordance(tuple(found), tuple(ordered), meant, matched.total > looked_at)


def _sources(
    archive: Archive, actor: Actor, key: DocumentKey, clause: Clause, now: datetime
) -> Iterator[tuple[Source, Spans]]:
    """Sentences of a paragraph that bear the words out; the paragraph, where only all of it does."""
    try:
        work = see(archive, key.work, actor, now)
        expression = work.expression(key.expression)
        version = version_of(expression)
        text, table = text_of(archive, version), table_of(archive, version)
    except ArchiveError:
        return
    paragraph = table.find(key.segment)
    if paragraph is None or version.n != key.version:
        return
    borne = 0
    for segment in (*table.sentences_of(paragraph), paragraph):
        if segment is paragraph and borne:
            return
        spans = found_spans(clause, segment.cut(text), segment.lang or paragraph.lang or expression.facts.lang)
        source = source_of(archive, work, expression, (segment.id,)) if spans else None
        if source is not None and spans:
            borne += 1
            yield source, spans


def _given(
    archive: Archive, actor: Actor, source: Source, target_lang: str, meant: Sequence[Concept]
) -> Iterator[Given]:
    for other in counterparts(archive, source, target_lang):
        facts = other.expression.facts
        term, concept, spans = _recognised(other.text, other.lang, meant)
        yield Given(
            expression=other.expression.id,
            version=other.version.n,
            locator=other.locator,
            lang=other.lang,
            text=other.text,
            spans=spans,
            term=term,
            concept=concept,
            how=other.how,
            by=other.by,
            at=other.version.at.isoformat(),
            relation=facts.relation,
            standing=facts.standing,
            method=facts.method,
            original=facts.is_original,
            state=other.state,
            outdated=other.outdated,
            earlier=False,
            claimed=other.claimed,
        )
    if not actor.may("translate", target_lang):
        return
    for before in earlier(source, target_lang):
        facts, said = before.expression.facts, before.rendering
        term, concept, spans = _recognised(said.text, facts.lang, meant)
        yield Given(
            expression=before.expression.id,
            version=said.version,
            locator=source.locator,
            lang=facts.lang,
            text=said.text,
            spans=spans,
            term=term,
            concept=concept,
            how="units",
            by="" if said.claimed else said.by,
            at=said.at.isoformat(),
            relation=facts.relation,
            standing=facts.standing,
            method=facts.method,
            original=False,
            state=said.state,
            outdated=before.outdated,
            earlier=True,
            claimed=said.claimed,
        )


def _recognised(text: str, lang: str, meant: Sequence[Concept]) -> tuple[str, str, Spans]:
    hits = term_hits(text, lang, meant)
    if not hits:
        return "", "", ()
    return hits[0].form.text, hits[0].concept.id, tuple(sorted({(h.start, h.end) for h in hits}))


def _occurrence(source: Source, spans: Spans, given: tuple[Given, ...]) -> Occurrence:
    return Occurrence(
        source.work.id,
        source.work.state.facts.title,
        source.expression.id,
        source.version.n,
        source.locator,
        source.lang,
        source.text,
        spans,
        source.expression.facts.is_original,
        given,
    )
