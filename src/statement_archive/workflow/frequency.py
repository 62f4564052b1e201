"""How often something was said: by year, state, body, language or speaker; raw, and for each million words.

::

    hits ── each cut and counted, up to COUNT_EACH of them ──▶ occurrences        by value of an attribute
         └─ beyond: as many as the engine counts            ──▶ passages with it
    engine.lengths ──▶ words of all texts that the same filters let through       by the same values

A word is a token of the analysis: in scripts without spaces a pair of characters. Translations count as texts of their
own, so a frequency means most within one language, or within original wording.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from statement_archive.analysis.query_language import Sought
from statement_archive.domain.actors import Actor
from statement_archive.domain.language import primary
from statement_archive.domain.query import Matches, Query, Window
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.asked import Asked, Prepared, prepared
from statement_archive.workflow.attributes import attributes_of
from statement_archive.workflow.pairing import Matcher, matcher
from statement_archive.workflow.passages import place

By = Literal["year", "state", "body", "lang", "person"]
GROUPS: tuple[By, ...] = get_args(By)
Counting = Literal["occurrences", "passages"]
COUNT_EACH = 2000  # paragraphs: about a second
MAX_ROWS = 400


@dataclass(frozen=True, slots=True)
class Rate:
    """``value`` is empty where the attribute is not known; ``words``: of all texts with this value."""

    value: str
    count: int
    words: int

    @property
    def per_million(self) -> float:
        return 1_000_000 * self.count / self.words if self.words else 0.0


@dataclass(frozen=True, slots=True)
class Frequency:
    """``rates``: every value of which there are words, those too that have no hit; years from the earliest, others from
    the most frequent. ``counting``: what is counted."""

    by: By
    rates: tuple[Rate, ...]
    counting: Counting
    total: int
    words: int
    searched: str
    sought: Sought


def frequency(archive: Archive, actor: Actor, asked: Asked, by: By, now: datetime) -> Frequency:
    """Raises InvalidInput, NotAllowed."""
    wanted = prepared(archive, actor, asked)
    filters = dict(wanted.query.filters)
    if wanted.sought.sides:  # counted is what stands in the texts of the first language
        filters.setdefault("lang", frozenset(wanted.sought.languages[0]))
    words = _words(archive.engine.lengths(by, filters), by)
    everything = sum(archive.engine.lengths("kind", filters).values())
    engine = matcher(archive, wanted, now)
    matched = engine.match(wanted.query, Window(COUNT_EACH))
    counting: Counting = "occurrences" if matched.total <= COUNT_EACH else "passages"
    counts = _occurrences(archive, wanted, matched, by, now) if counting == "occurrences" else Counter[str]()
    if matched.total and not counts.total():  # too many; or nothing is marked, as in what lacks a word
        counting, counts = "passages", _passages(engine, wanted.query, by, words, matched.total)
    words[""] = max(0, everything - sum(words.values()))
    rates = [Rate(value, counts.get(value, 0), n) for value, n in words.items() if n or counts.get(value)]
    return Frequency(
        by,
        tuple(_sorted(rates, by)[:MAX_ROWS]),
        counting,
        sum(counts.values()),
        everything,
        wanted.searched,
        wanted.sought,
    )


def _words(lengths: Mapping[str, int], by: By) -> dict[str, int]:
    """A paragraph in zh-Hans is one in zh: only the primary languages, which leave nothing out."""
    return {value: n for value, n in lengths.items() if by != "lang" or "-" not in value}


def _occurrences(archive: Archive, wanted: Prepared, matched: Matches, by: By, now: datetime) -> Counter[str]:
    counts: Counter[str] = Counter()
    for candidate in matched.candidates:
        found = place(archive, wanted.seer, candidate.key, wanted.clause, now)
        if found is None:
            continue
        if by == "lang":
            values: Sequence[str] = (primary(found.lang),)
        else:
            values = attributes_of(archive, found.work, found.expression, found.version, now).get(by, ())
        counts.update(dict.fromkeys(values or ("",), len(found.spans)))
    return counts


def _passages(engine: Matcher, query: Query, by: By, values: Mapping[str, int], total: int) -> Counter[str]:
    """As many as the engine counts, value by value."""
    counts: Counter[str] = Counter()
    wanted = query.filters.get(by)
    for value in sorted(values)[:MAX_ROWS]:
        if wanted is None or value in wanted:
            narrowed = Query(query.clause, {**query.filters, by: frozenset({value})})
            counts[value] = engine.match(narrowed, Window(0)).total
    counts[""] = max(0, total - sum(counts.values()))
    return counts


def _sorted(rates: Sequence[Rate], by: By) -> list[Rate]:
    if by == "year":
        return sorted(rates, key=lambda rate: (not rate.value, rate.value))
    return sorted(rates, key=lambda rate: (not rate.value, -rate.per_million, -rate.words, rate.value))
