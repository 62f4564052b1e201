"""A search as lines: each find in the middle, the words around it on both sides, the aligned words beneath.

::

    candidates ──cut──▶ finds ──sorted by the words before or after──▶ one page of lines ──across──▶ the line beneath

Sorting needs every find, so it is over the first :data:`MAX_LOOKED` paragraphs of the ranking, and that is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, get_args

from statement_archive.analysis.query_language import Sought
from statement_archive.analysis.tokens import tokenize
from statement_archive.domain.actors import Actor
from statement_archive.domain.language import matches
from statement_archive.domain.query import Window
from statement_archive.workflow.across import Across, across
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.asked import Asked, prepared
from statement_archive.workflow.pairing import matcher
from statement_archive.workflow.passages import Place, place
from statement_archive.workflow.reading import readable

MAX_LOOKED = 1000  # paragraphs
AROUND = 90  # characters of context on either side
_WORDS = 6  # of context that sorting looks at
LineOrder = Literal["rank", "left", "right"]
LINE_ORDERS: tuple[LineOrder, ...] = get_args(LineOrder)


@dataclass(frozen=True, slots=True)
class Line:
    """``start`` and ``end``: of the find, in the text of the version; ``left`` and ``right`` stand beside it there.
    ``segment``: the sentence it begins in."""

    place: Place
    segment: str
    start: int
    end: int
    left: str
    found: str
    right: str
    beneath: Across | None = None


@dataclass(frozen=True, slots=True)
class Lines:
    """``total``: paragraphs found; ``looked``: of how many of them the finds are here; ``finds``: how many those are,
    None where not all were counted."""

    lines: tuple[Line, ...]
    total: int
    looked: int
    finds: int | None
    more: bool
    searched: str
    sought: Sought


def lines(
    archive: Archive,
    actor: Actor,
    asked: Asked,
    now: datetime,
    *,
    by: LineOrder = "rank",
    nth: int = 1,
    beneath: str = "",
    limit: int = 50,
    offset: int = 0,
) -> Lines:
    """One page of lines. ``by``: in the order of the search, or by the words before or after the find, beginning with
    the ``nth``; ``beneath``: language of the line beneath; where it is empty, the original, or the second of
    the languages in which one passage is sought. Raises InvalidInput,
    NotAllowed.
    """
    limit, offset, nth = max(1, min(limit, MAX_LOOKED)), max(0, offset), max(1, min(nth, _WORDS))
    wanted = prepared(archive, actor, asked)
    beneath = beneath or next((tag for tags in wanted.sought.languages[1:] for tag in tags), "")
    matched = matcher(archive, wanted, now).match(wanted.query, Window(MAX_LOOKED, order=wanted.order))
    found: list[Line] = []
    looked = 0
    for candidate in matched.candidates:
        if by == "rank" and len(found) > offset + limit:
            break
        looked += 1
        at = place(archive, wanted.seer, candidate.key, wanted.clause, now)
        found += list(_lines_of(at)) if at else []
    if by != "rank":
        found.sort(key=lambda line: _context(line, by, nth))
    counted = looked == len(matched.candidates)
    return Lines(
        tuple(_with_beneath(archive, line, beneath) for line in found[offset : offset + limit]),
        matched.total,
        looked if by != "rank" else len(matched.candidates),
        len(found) if counted else None,
        len(found) > offset + limit,
        wanted.searched,
        wanted.sought,
    )


def _lines_of(at: Place) -> Iterator[Line]:
    """The finds of a paragraph; where nothing is marked, as for what lacks a word, there is no line."""
    first, last = at.segment.start, at.segment.end
    sentences = at.table.sentences_of(at.segment)
    for a, b in at.spans:
        start, end = first + a, first + b
        segment = next((s.id for s in sentences if s.start <= start < s.end), at.segment.id)
        yield Line(
            at,
            segment,
            start,
            end,
            _before(at.text[max(first, start - AROUND) : start], whole=start - AROUND <= first),
            at.text[start:end],
            _after(at.text[end : min(last, end + AROUND)], whole=end + AROUND >= last),
        )


def _before(text: str, *, whole: bool) -> str:
    """From a whole word on, where one begins soon."""
    space = next((i for i, c in enumerate(text[: AROUND // 3]) if c.isspace()), None)
    return text if whole or space is None else text[space + 1 :]


def _after(text: str, *, whole: bool) -> str:
    tail = len(text) - AROUND // 3
    space = next((i for i in range(len(text) - 1, max(tail, 0), -1) if text[i].isspace()), None)
    return text if whole or space is None else text[:space]


def _context(line: Line, by: LineOrder, nth: int) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """Words beside the find from the nearest on, then those on its other side; what has none stands first."""
    before = tuple(t.exact for t in tokenize(line.left, line.place.lang))[::-1][:_WORDS]
    after = tuple(t.exact for t in tokenize(line.right, line.place.lang))[:_WORDS]
    first, second = (before, after) if by == "left" else (after, before)
    return first[nth - 1 :], second, line.found


def _with_beneath(archive: Archive, line: Line, lang: str) -> Line:
    at = line.place
    if readable(at.expression) is not at.version:
        return line
    sentences = [s.id for s in at.table.sentences_of(at.segment) if s.start < line.end and line.start < s.end]
    found = [
        passage
        for other in at.work.expressions.values()
        if other.id != at.expression.id
        and (matches(other.facts.lang, lang) if lang else other.facts.is_original)
        and (passage := across(archive, at.work, at.expression.id, sentences, other)) is not None
    ]
    best = min(found, key=lambda passage: passage.how == "composed", default=None)  # the first of equals
    return Line(at, line.segment, line.start, line.end, line.left, line.found, line.right, best)
