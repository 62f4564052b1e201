"""Search across languages: the index proposes, the text disposes.

::

    Asked ─▶ Query ─▶ engine: candidates ─▶ grouped by passage ─▶ one page, cut from stored text, checked again ─▶ hits
                         └─ facets                                  └─ beads ─▶ the same passage in other languages
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from statement_archive.analysis.query_language import Sought
from statement_archive.domain.actors import Actor
from statement_archive.domain.language import matches
from statement_archive.domain.query import Candidate, DocumentKey, Has, Matches, Query, Window
from statement_archive.workflow.alternatives import Alternative, alternatives
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.asked import MAX_QUERY, Asked, Prepared, held_languages, prepared
from statement_archive.workflow.grouping import Groups
from statement_archive.workflow.pairing import Matcher, matcher
from statement_archive.workflow.passages import Passage, beside, cut, holds_of

__all__ = ["MAX_QUERY", "Hit", "Passage", "Results", "held_languages", "instead", "look", "search"]
MAX_WINDOW = 1000
# Hits up to which all are grouped, so that passages are counted exactly: half a millisecond for each work.
COUNT_ALL = 100
_PER_RESULT = 3  # hits looked at first for each result wanted


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, and the same passage in the other held texts: the original first, then the
    reader's languages."""

    passage: Passage
    counterparts: tuple[Passage, ...]
    score: float

    @property
    def languages(self) -> tuple[str, ...]:
        """In which the passage bears out what was searched, the one that leads first."""
        return tuple(dict.fromkeys(p.lang for p in (self.passage, *self.counterparts) if p.matched))


@dataclass(frozen=True, slots=True)
class Results:
    """``total`` counts hits: paragraphs of any text; ``counted`` says that the count is exact. ``works``: in how many
    works; ``passages``: how many results there are, hits of one passage being one; None where there are too many
    hits to group them all. ``more``: there are results after these. ``facets``: works by value of each attribute
    asked for, of an attribute that narrows the search as if it did not. ``alternatives``: the nearest searches that
    find something, where this one finds nothing. ``searched`` says in words what was really
    searched."""

    hits: tuple[Hit, ...]
    total: int
    counted: bool
    searched: str
    sought: Sought
    works: int = 0
    passages: int | None = None
    more: bool = False
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
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
    each: bool = False,
    nearest: bool = True,
) -> Results:
    """Full text over all languages, as far as this actor may see; see :func:`look`."""
    asked = Asked(raw, superseded=superseded, unpublished=unpublished)
    asked = asked.with_value("lang", lang) if lang else asked
    asked = asked.with_value("original", "yes") if original_only else asked
    return look(archive, actor, asked, now, limit=limit, offset=offset, readers=readers, each=each, nearest=nearest)


def look(
    archive: Archive,
    actor: Actor,
    asked: Asked,
    now: datetime,
    *,
    limit: int = 20,
    offset: int = 0,
    readers: Sequence[str] = (),
    facets: Sequence[str] = (),
    each: bool = False,
    nearest: bool = False,
) -> Results:
    """One page of results. ``readers``: languages whose aligned passages come first after the original; ``each``:
    hits of one passage in several languages are several results; ``nearest``: look for alternatives where nothing is
    found.

    Raises InvalidInput for a query that is too long, a language or a filter that is none, NotAllowed where what is
    not public is asked for.
    """
    limit, offset = max(1, min(limit, MAX_WINDOW)), max(0, offset)
    wanted = prepared(archive, actor, asked)
    groups = Groups(archive, wanted.seer, now, each=each)
    engine = matcher(archive, wanted, now)
    matched, whole = walk(engine, wanted, groups, offset + limit + 1, facets)
    scores = {c.key: c.score for c in matched.candidates}
    last = matched.candidates[-1].score if len(matched.candidates) < matched.total else None
    first = [tag for tags in wanted.sought.languages for tag in tags]
    page = _Page(archive, wanted, groups, (*first, *readers), now, scores, last)
    leads = groups.leads[offset : offset + limit]  # only these are cut, and looked for in the other texts
    hits = [hit for lead in leads if (hit := page.hit(lead)) is not None]
    total = max(len(hits), matched.total - groups.dropped)
    return Results(
        tuple(hits),
        total,
        matched.exact,
        wanted.searched,
        wanted.sought,
        works=sum(matched.facets["kind"].values()),
        passages=len(groups.leads) if whole else None,
        more=len(groups.leads) > offset + limit,
        facets=_facets(engine, wanted.query, matched, facets),
        alternatives=_alternatives(archive, actor, asked, now) if nearest and not total else (),
    )


def _alternatives(archive: Archive, actor: Actor, asked: Asked, now: datetime) -> tuple[Alternative, ...]:
    languages = asked.filters.get("lang", frozenset())
    lang = next(iter(languages)) if len(languages) == 1 else ""

    def count(query: str, lang: str = "", *, original_only: bool = False) -> int:
        """How many passages this actor finds by another query."""
        if len(query) > MAX_QUERY:
            return 0
        other = instead(asked, Alternative("spelling", query, 0, lang, original_only))
        return look(archive, actor, other, now, limit=1).total

    original_only = "yes" in asked.filters.get("original", ())
    if not asked.words.strip():
        return ()
    return alternatives(archive.engine, asked.words, count, lang=lang, original_only=original_only)


def instead(asked: Asked, other: Alternative) -> Asked:
    """What to ask for another search, beside the same other filters."""
    plain = replace(asked.without("lang").without("original"), words=other.query)
    plain = plain.with_value("lang", other.lang) if other.lang else plain
    return plain.with_value("original", "yes") if other.original_only else plain


def walk(
    engine: Matcher, wanted: Prepared, groups: Groups, count: int, facets: Sequence[str] = ()
) -> tuple[Matches, bool]:
    """Group candidates until there are ``count`` results, or no more candidates; all, where they are few. The answer
    is the last one of the engine, with the facets, and whether all were grouped."""
    size = max(COUNT_ALL, _PER_RESULT * count)
    names = tuple(dict.fromkeys(("kind", *facets)))  # each work has one kind, so that its facet counts the works
    matched = engine.match(wanted.query, Window(size, facets=names, order=wanted.order))
    counted = matched.facets
    at = 0
    while True:
        for candidate in matched.candidates[at:]:
            if len(groups.leads) >= count and matched.total > COUNT_ALL:
                return replace(matched, facets=counted), False
            groups.add(candidate)
        at = len(matched.candidates)
        if at >= matched.total or at < size:
            return replace(matched, facets=counted), True
        if len(groups.leads) >= count:
            return replace(matched, facets=counted), False
        size *= 2
        matched = engine.match(wanted.query, Window(size, order=wanted.order))


def _facets(engine: Matcher, query: Query, matched: Matches, names: Sequence[str]) -> dict[str, Mapping[str, int]]:
    """Of an attribute that narrows: what each of its values would give, beside the other filters."""
    found: dict[str, Mapping[str, int]] = {}
    for name in names:
        if name not in query.filters:
            found[name] = matched.facets[name]
            continue
        wider = {key: values for key, values in query.filters.items() if key != name}
        found[name] = engine.match(Query(query.clause, wider), Window(0, facets=(name,))).facets[name]
    return found


@dataclass(frozen=True, slots=True)
class _Page:
    """What the results of one page are made with. ``scores``: of all candidates looked at; ``last``: what any other
    has at most, None where there is no other."""

    archive: Archive
    wanted: Prepared
    groups: Groups
    readers: Sequence[str]
    now: datetime
    scores: Mapping[DocumentKey, float]
    last: float | None

    def hit(self, lead: Candidate) -> Hit | None:
        """None where the text does not bear it out, or cannot be read."""
        passage = cut(self.archive, self.wanted.seer, lead.key, self.wanted.clause, self.now)
        if passage is None:
            return None
        wanted = self.wanted.sought
        hit = Hit(passage, beside(self.archive, passage, self.wanted.clause, self.readers, self.now), lead.score)
        if not all(any(matches(lang, t) for lang in hit.languages for t in tags) for tags in wanted.languages):
            return None  # sought in several languages, and the text of one of them does not bear it out any more
        return hit if self.groups.each else self._led_by_original(lead, hit) or hit

    def _led_by_original(self, lead: Candidate, hit: Hit) -> Hit | None:
        """The original leads where it is a hit and ranks no lower: by score, or by a date, which is one for all texts
        of a work. It is left where it is when it is several paragraphs: each may be what was looked for."""
        first = hit.counterparts[0] if hit.counterparts else None
        if hit.passage.original or first is None or not (first.original and first.matched):
            return None
        keys = self.groups.same(lead.key, first.expression.id)
        if len(keys) != 1:
            return None
        (key,) = keys
        score = self.scores.get(key, self.last)
        if self.wanted.order is None and (score is None or score < lead.score):
            return None
        passage = cut(self.archive, self.wanted.seer, key, self.wanted.clause, self.now)
        if passage is None or not self._let_through(passage):
            return None
        found = beside(self.archive, passage, self.wanted.clause, self.readers, self.now)
        return Hit(passage, found, lead.score)

    def _let_through(self, passage: Passage) -> bool:
        """Whether it is a hit beside the filters too."""
        holds = holds_of(self.archive, passage.work, passage.expression, passage.version, passage.lang, self.now)
        return all(holds(Has(name, values)) for name, values in self.wanted.query.filters.items())
