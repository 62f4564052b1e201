"""One thing said in one language, and another in its translation.

::

    clause a in language a ──▶ paragraphs ─┐
    clause b in language b ──▶ paragraphs ─┴─ beads ─▶ pairs of one passage: direct ones, then by way of a third text

Which of the two is the original is no part of the question: the answer says it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from statement_archive.analysis.query_language import Sought
from statement_archive.domain.actors import Actor
from statement_archive.domain.errors import InvalidInput
from statement_archive.domain.ids import ExpressionId
from statement_archive.domain.query import DocumentKey, Window
from statement_archive.workflow.aligning import edge
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.asked import Asked, Prepared, prepared
from statement_archive.workflow.grouping import Groups
from statement_archive.workflow.passages import Passage, cut

MAX_EACH = 5000  # paragraphs of either side


@dataclass(frozen=True, slots=True)
class Pair:
    """Two passages, each bearing out its own words. ``how`` they are known to be the same: ``units``, ``aligned``, or
    ``composed``, by way of a third text."""

    first: Passage
    second: Passage
    how: str


@dataclass(frozen=True, slots=True)
class Pairs:
    """``counted``: both sides were looked at whole, so that ``total`` is exact."""

    pairs: tuple[Pair, ...]
    total: int
    counted: bool
    more: bool
    first: Sought
    second: Sought


def paired(
    archive: Archive,
    actor: Actor,
    a: str,
    lang_a: str,
    b: str,
    lang_b: str,
    now: datetime,
    *,
    limit: int = 20,
    offset: int = 0,
    unpublished: bool = False,
) -> Pairs:
    """One page of pairs, in the rank of their first passages. Raises InvalidInput where a word or a language is
    missing, NotAllowed."""
    if not (a.strip() and b.strip()):
        raise InvalidInput("say what to look for in both languages")
    if not (lang_a and lang_b):
        raise InvalidInput("say both languages")
    limit, offset = max(1, min(limit, MAX_EACH)), max(0, offset)
    sides = [
        prepared(archive, actor, Asked(words, unpublished=unpublished).with_value("lang", lang))
        for words, lang in ((a, lang_a), (b, lang_b))
    ]
    found = [archive.engine.match(side.query, Window(MAX_EACH)) for side in sides]
    groups = Groups(archive, sides[0].seer, now)
    there: dict[str, dict[str, set[DocumentKey]]] = defaultdict(lambda: defaultdict(set))
    for candidate in found[1].candidates:
        there[candidate.key.work][candidate.key.expression].add(candidate.key)
    joined = [
        (here.key, other)
        for here in found[0].candidates
        if here.key.work in there and groups.work(here.key.work) is not None
        for expression, keys in there[here.key.work].items()
        if expression != here.key.expression
        for other in sorted(groups.same(here.key, expression) & keys)
    ]
    ways = {place: _how(archive, groups, *place) for place in {_place(*keys) for keys in joined}}
    joined.sort(key=lambda keys: ways[_place(*keys)] == "composed")  # stable: else as they rank
    shown = joined[offset : offset + limit]
    pairs = [_pair(archive, sides, keys, ways, now) for keys in shown]
    return Pairs(
        tuple(pair for pair in pairs if pair is not None),
        len(joined),
        all(m.total <= MAX_EACH for m in found),
        len(joined) > offset + limit,
        sides[0].sought,
        sides[1].sought,
    )


_Place = tuple[str, str, str]


def _place(a: DocumentKey, b: DocumentKey) -> _Place:
    return a.work, a.expression, b.expression


def _how(archive: Archive, groups: Groups, work: str, a: str, b: str) -> str:
    seen = groups.work(work)
    joined = edge(archive, seen, ExpressionId(a), ExpressionId(b)) if seen else None
    return joined.how if joined else "composed"


def _pair(
    archive: Archive,
    sides: list[Prepared],
    keys: tuple[DocumentKey, DocumentKey],
    ways: Mapping[_Place, str],
    now: datetime,
) -> Pair | None:
    first = cut(archive, sides[0].seer, keys[0], sides[0].clause, now)
    second = cut(archive, sides[1].seer, keys[1], sides[1].clause, now)
    if first is None or second is None:
        return None
    how = ways[_place(*keys)]
    return Pair(first, replace(second, how=how), how)
