"""The first hits of a query of tantivy, by score or by an attribute, and its documents counted by group.

::

    asked ──▶ {group: documents} ──▶ {least value: documents} ──▶ which values stand in the window
                                                                  └─ asked again for these only

An order by an attribute needs no column for it: how many documents each value has says where in the ranking they
stand, and only the values within the window are asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import tantivy
from tantivy import Occur
from tantivy import Query as Asked

from statement_archive.domain.query import Order, Window
from statement_archive.search.tantivy_layout import attribute_term

Hit = tuple[float, Any]  # the score and where the document lies
# Tantivy refuses more than 65,000 buckets in one answer.
_BUCKETS = 50_000
_PARTS = 16
_NUMBERS = 1 << 63


def group_counts(searcher: Any, schema: Any, asked: Asked) -> dict[int, int]:
    """Documents of each group among the hits."""
    return {bucket["key"]: bucket["doc_count"] for bucket in _buckets(searcher, schema, asked, 0, _NUMBERS)}


def group_lengths(searcher: Any, schema: Any, asked: Asked) -> dict[int, int]:
    """Tokens of each group among the hits."""
    found = _buckets(searcher, schema, asked, 0, _NUMBERS, {"tokens": {"sum": {"field": "length"}}})
    return {bucket["key"]: int(bucket["tokens"]["value"]) for bucket in found}


def _buckets(
    searcher: Any, schema: Any, asked: Asked, low: int, high: int, inner: Mapping[str, Any] | None = None
) -> list[Any]:
    """What is counted of the groups from number ``low`` up to ``high``; numbers are spread evenly, so parts are
    alike."""
    within = asked
    if (low, high) != (0, _NUMBERS):
        numbers = Asked.range_query(schema, "group", tantivy.FieldType.Unsigned, low, high, include_upper=False)
        within = Asked.boolean_query([(Occur.Must, asked), (Occur.Must, numbers)])
    wanted: dict[str, Any] = {"terms": {"field": "group", "size": _BUCKETS}}
    if inner:
        wanted["aggs"] = inner
    found = searcher.aggregate(within, {"group": wanted})["group"]
    if not found.get("sum_other_doc_count"):
        return list(found["buckets"])
    step = (high - low) // _PARTS
    buckets: list[Any] = []
    for n in range(_PARTS):
        end = high if n == _PARTS - 1 else low + (n + 1) * step
        buckets += _buckets(searcher, schema, asked, low + n * step, end, inner)
    return buckets


def first_hits(
    searcher: Any, schema: Any, asked: Asked, window: Window, least: Mapping[str, int], *, several: bool
) -> tuple[int, list[Hit]]:
    """The number of all hits, and those of the window. ``least``: documents for each least value of the attribute
    they are ordered by, where they are; ``several``: a document may have other values of it too."""
    shown = window.limit > 0 and window.offset + window.limit > 0
    if window.order is None or not shown:
        limit = max(1, min(window.limit, searcher.num_docs)) if shown else 1
        found = searcher.search(asked, limit, count=True, offset=max(0, window.offset) if shown else 0)
        return int(found.count), _hits(found) if shown else []
    return sum(least.values()), list(_in_order(searcher, schema, asked, window, window.order, least, several=several))


def _in_order(
    searcher: Any, schema: Any, asked: Asked, window: Window, order: Order, least: Mapping[str, int], *, several: bool
) -> Iterator[Hit]:
    values = sorted((v for v in least if v), reverse=order.descending)
    skip, wanted = window.offset, window.limit
    for value in [*values, *([""] if "" in least else [])]:
        if skip >= least[value]:
            skip -= least[value]
            continue
        smaller = [v for v in least if v and (not value or (several and v < value))]
        narrowed = _with_least(schema, asked, order.attribute, value, smaller)
        found = searcher.search(narrowed, min(wanted, least[value] - skip), count=False, offset=skip)
        hits = list(islice(_hits(found), wanted))
        yield from hits
        wanted -= len(hits)
        skip = 0
        if wanted <= 0:
            return


def first_by_date(searcher: Any, schema: Any, asked: Asked, window: Window, order: Order) -> tuple[int, list[Hit]]:
    """The same by the least date, which is a column: it says which hits stand in the window and of what dates.
    Hits of one date are ordered by score, so those of these dates are asked for again by score."""
    wanted = window.offset + window.limit
    if window.limit <= 0 or wanted <= 0:
        return int(searcher.search(asked, 1, count=True).count), []
    direction = tantivy.Order.Desc if order.descending else tantivy.Order.Asc
    dated = Asked.boolean_query([(Occur.Must, asked), (Occur.Must, Asked.exists_query("date"))])
    limit = max(1, min(wanted, searcher.num_docs))
    listed = searcher.search(dated, limit, count=True, order_by_field="date", order=direction)
    hits = _by_score(searcher, schema, asked, listed.hits, window.offset, descending=order.descending)
    without = Asked.boolean_query([(Occur.Must, asked), (Occur.MustNot, Asked.exists_query("date"))])
    skip = max(0, window.offset - listed.count)
    others = searcher.search(without, max(1, window.limit - len(hits)), count=True, offset=skip)
    if len(hits) < window.limit:
        hits += _hits(others)
    return int(listed.count + others.count), hits


def _by_score(
    searcher: Any, schema: Any, asked: Asked, listed: Sequence[Any], offset: int, *, descending: bool
) -> list[Hit]:
    """Hits listed by date, from ``offset`` on, those of one date by score."""
    if len(listed) <= offset:
        return []
    dates = [str(date) for date, _ in listed]
    begins = dates.index(dates[offset])
    ends = dates.index(dates[-1])  # of the last date there may be more than are listed, and better ones

    def of(wanted: Sequence[str], limit: int) -> list[Hit]:
        if not limit:
            return []
        either = [(Occur.Should, Asked.term_query(schema, "date", d, "basic")) for d in dict.fromkeys(wanted)]
        narrowed = Asked.const_score_query(Asked.boolean_query(either), 0.0)
        return _hits(
            searcher.search(Asked.boolean_query([(Occur.Must, asked), (Occur.Must, narrowed)]), limit, count=False)
        )

    date_of = {_place(address): date for date, (_, address) in zip(dates, listed, strict=True)}
    whole = of(dates[begins:ends], ends - begins)
    whole.sort(key=lambda hit: date_of[_place(hit[1])], reverse=descending)
    return [*whole, *of(dates[-1:], len(dates) - ends)][offset - begins :]


def _place(address: Any) -> tuple[int, int]:
    return address.segment_ord, address.doc


def _with_least(schema: Any, asked: Asked, name: str, value: str, smaller: list[str]) -> Asked:
    """Narrowed down to documents of which ``value`` is the least one; without any where it is empty."""
    parts = [(Occur.Must, asked)]
    if value:
        held = Asked.term_query(schema, "attribute", attribute_term(name, value), "basic")
        parts.append((Occur.Must, Asked.const_score_query(held, 0.0)))
    if smaller:
        others = Asked.term_set_query(schema, "attribute", [attribute_term(name, v) for v in smaller])
        parts.append((Occur.MustNot, others))
    return Asked.boolean_query(parts)


def _hits(found: Any) -> list[Hit]:
    return [(float(score), address) for score, address in found.hits]
