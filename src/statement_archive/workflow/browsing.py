"""Browsing: the works an actor may see, by what is known about them.

::

    works ──see──▶ entries ──filters──▶ counted by facet, sorted, one page cut

Reads the ledgers that have changed; what follows from the others is remembered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Literal, get_args

from statement_archive.domain.actors import Actor
from statement_archive.domain.dates import sort_key
from statement_archive.domain.language import primary
from statement_archive.workflow.aligning import missing_originals
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.describing_works import date_of
from statement_archive.workflow.public_since import work_since
from statement_archive.workflow.reading import Work, readable
from statement_archive.workflow.visible import visible

Facet = Literal["body", "speaker", "forum", "year", "language", "held"]
Order = Literal["newest", "oldest", "title", "added"]
FACETS: tuple[Facet, ...] = get_args(Facet)
ORDERS: tuple[Order, ...] = get_args(Order)
PAGE = 20


@dataclass(frozen=True, slots=True)
class Entry:
    """A work in a list. ``values``: what it counts under, by facet; ``date`` is EDTF or as written; ``since``: when
    it came, or became public."""

    work: Work
    date: str
    values: Mapping[Facet, frozenset[str]]
    missing: tuple[str, ...]
    languages: tuple[str, ...]
    since: datetime


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of entries; ``counts``: of each facet, what the other choices leave of each value."""

    entries: tuple[Entry, ...]
    total: int
    page: int
    pages: int
    counts: Mapping[Facet, Mapping[str, int]]
    everything: int


def entries(archive: Archive, actor: Actor, now: datetime) -> list[Entry]:
    """Every work the actor may see; merged ones are shown by their survivor, withdrawn ones not at all."""
    return visible(archive, actor, now, "entry seen", partial(entry, archive))


def entry(archive: Archive, work: Work) -> Entry:
    facts = work.state.facts
    date = date_of(facts)
    held = [e for e in work.expressions.values() if readable(e) is not None]
    languages = tuple(dict.fromkeys(e.facts.lang for e in held))
    missing = missing_originals(work)
    bodies = [facts.body.body, *(p.body.body for p in facts.parties)]
    values: dict[Facet, frozenset[str]] = {
        "body": frozenset(filter(None, [*bodies, *(p.body.name for p in facts.parties if not p.body.body)])),
        "speaker": frozenset(filter(None, [facts.speaker.person])),
        "forum": frozenset(filter(None, [facts.occasion.forum])),
        "year": frozenset(filter(None, [sort_key(date)[:4]])),
        "language": frozenset(primary(tag) for tag in languages),
        "held": frozenset(["missing" if missing else "held"] if facts.original_languages or not held else ["unknown"]),
    }
    return Entry(work, date, values, missing, languages, work_since(archive, work))


def browse(
    archive: Archive,
    actor: Actor,
    now: datetime,
    *,
    chosen: Mapping[Facet, str],
    order: Order = "newest",
    page: int = 1,
) -> Listing:
    """One page of the works that fit every choice; a page beyond the last is the last."""
    everything = entries(archive, actor, now)
    fitting = [e for e in everything if _fits(e, chosen)]
    pages = max(1, -(-len(fitting) // PAGE))
    page = min(max(1, page), pages)
    cut = _sorted(fitting, order)[(page - 1) * PAGE : page * PAGE]
    return Listing(tuple(cut), len(fitting), page, pages, _counts(everything, chosen), len(everything))


def _fits(one: Entry, chosen: Mapping[Facet, str], but: Facet | None = None) -> bool:
    return all(value in one.values[facet] for facet, value in chosen.items() if value and facet != but)


def _counts(everything: Sequence[Entry], chosen: Mapping[Facet, str]) -> dict[Facet, dict[str, int]]:
    return {
        facet: dict(Counter(v for e in everything if _fits(e, chosen, facet) for v in e.values[facet]))
        for facet in FACETS
    }


def _sorted(found: Sequence[Entry], order: Order) -> list[Entry]:
    """By the earliest day a date can mean; what has no date comes last in either direction."""
    if order == "title":
        return sorted(found, key=lambda e: (e.work.state.facts.title.casefold() or "\uffff", e.work.id))
    if order == "added":
        return sorted(found, key=lambda e: (e.since, e.work.id), reverse=True)
    dated = sorted((e for e in found if sort_key(e.date)), key=lambda e: (sort_key(e.date), e.work.id))
    undated = [e for e in found if not sort_key(e.date)]
    return [*(dated if order == "oldest" else reversed(dated)), *undated]
