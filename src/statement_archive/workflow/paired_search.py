"""One thing said in one language, and another in its translation.

::

    clause a in language a ──▶ paragraphs ─┐
    clause b in language b ──▶ paragraphs ─┴─ beads ─▶ pairs of one passage: direct ones, then by way of a third text

Which of the two is the original is no part of the question: the answer says it. This is for pairs to be looked at
side by side; ``in:ru(…) in:en(…)`` in a search finds the same passages as results.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from statement_archive.analysis.query_language import Sought
from statement_archive.domain.actors import Actor
from statement_archive.domain.errors import InvalidInput
from statement_archive.domain.query import DocumentKey, Window
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.asked import Asked, Prepared, prepared
from statement_archive.workflow.grouping import Groups
from statement_archive.workflow.pairing import MAX_EACH, Ways, by_text, same_among
from statement_archive.workflow.passages import Passage, cut


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
    there, ways = by_text(found[1].candidates), Ways(archive, groups)
    joined = [(here.key, other) for here in found[0].candidates for other in same_among(groups, here.key, there)]
    joined.sort(key=lambda keys: ways.of(*keys) == "composed")  # stable: else as they rank
    shown = joined[offset : offset + limit]
    pairs = [_pair(archive, sides, keys, ways.of(*keys), now) for keys in shown]
    return Pairs(
        tuple(pair for pair in pairs if pair is not None),
        len(joined),
        all(m.total <= MAX_EACH for m in found),
        len(joined) > offset + limit,
        sides[0].sought,
        sides[1].sought,
    )


def _pair(
    archive: Archive,
    sides: list[Prepared],
    keys: tuple[DocumentKey, DocumentKey],
    how: str,
    now: datetime,
) -> Pair | None:
    first = cut(archive, sides[0].seer, keys[0], sides[0].clause, now)
    second = cut(archive, sides[1].seer, keys[1], sides[1].clause, now)
    if first is None or second is None:
        return None
    return Pair(first, replace(second, how=how), how)
