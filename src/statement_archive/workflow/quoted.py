"""Held documents that a passage quotes.

::

    “…four words or more…”            ──phrase──▶ a paragraph of a document ──▶ the sentences it covers
    four words at a time, all through ──phrase──▶ a paragraph ──▶ each sentence that stands in the passage whole

A document is a work of that kind: a treaty, a resolution, a charter. A sentence of fewer than seven words is found
between quotation marks only. Everything is borne out by the stored text, typography and capitals aside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from statement_archive.analysis.tokens import tokenize
from statement_archive.domain.errors import ArchiveError
from statement_archive.domain.ids import ExpressionId, WorkId
from statement_archive.domain.language import primary
from statement_archive.domain.query import DocumentKey, Or, Phrase, Query, Window
from statement_archive.domain.segments import Segment
from statement_archive.domain.text import QUOTATION_MARKS, fold
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.reading import load, readable, table_of, text_of

LEAST_WORDS = 4  # of a quotation; fewer are anybody's words
_STEP = 4
_MAX_TOKENS = 400  # of a passage that are looked for
_MAX_PARAGRAPHS = 40
_SPANS = re.compile(f"[{QUOTATION_MARKS}]([^{QUOTATION_MARKS}]+)[{QUOTATION_MARKS}]")
Quoted = tuple[WorkId, ExpressionId, tuple[str, ...]]


def quoted_passages(archive: Archive, text: str, lang: str, *, unpublished: bool = False) -> list[Quoted]:
    """Sentences of held documents in this language that ``text`` quotes: work, expression, ids in order. What the
    reader may see of them is for the caller to decide."""
    spans = [m[1].strip() for m in _SPANS.finditer(text)]
    phrases = [p for span in spans if (p := _tokens(span, lang)) and _long_enough(p)]
    whole = _tokens(text, lang)[:_MAX_TOKENS]
    windows = [whole[at : at + _STEP] for at in range(0, max(len(whole) - _STEP + 1, 0), _STEP)]
    if not phrases and not windows:
        return []
    clause = Or(tuple(Phrase(p) for p in (*phrases, *windows)))
    filters = {"kind": frozenset({"document"}), "lang": frozenset({primary(lang)}), "current": frozenset({"yes"})}
    if not unpublished:
        filters["public"] = frozenset({"yes"})
    proposed = archive.engine.match(Query(clause, filters), Window(_MAX_PARAGRAPHS))
    folded = fold(text).text
    quotations = [fold(span).text.strip(" .,;:") for span in spans if _long_enough(_tokens(span, lang))]
    found = [q for c in proposed.candidates if (q := _borne_out(archive, c.key, folded, quotations))]
    return list(dict.fromkeys(found))


def _tokens(text: str, lang: str) -> tuple[str, ...]:
    return tuple(t.exact for t in tokenize(text, lang))


def _long_enough(tokens: Sequence[str]) -> bool:
    return len(tokens) >= LEAST_WORDS


def _borne_out(archive: Archive, key: DocumentKey, asked: str, quotations: Sequence[str]) -> Quoted | None:
    try:
        work = load(archive, key.work)
        expression = work.expression(key.expression)
        version = readable(expression)
        if version is None or version.n != key.version:
            return None
        text, table = text_of(archive, version), table_of(archive, version)
    except ArchiveError:
        return None
    paragraph = table.find(key.segment)
    if paragraph is None:
        return None
    sentences = table.sentences_of(paragraph)
    ids = tuple(s.id for s in sentences if _stands(s, text, asked))
    for quotation in () if ids else quotations:
        ids = ids or tuple(_covered(sentences, paragraph, text, quotation))
    return (work.id, expression.id, ids) if ids else None


def _stands(sentence: Segment, text: str, asked: str) -> bool:
    words = fold(sentence.cut(text)).text.strip(" .,;:")
    return len(words.split()) + len(words) // 8 >= LEAST_WORDS and words in asked


def _covered(sentences: Sequence[Segment], paragraph: Segment, text: str, quotation: str) -> Iterator[str]:
    """Sentences that a quotation lies in."""
    folded = fold(paragraph.cut(text))
    at = folded.text.find(quotation)
    if at < 0 or not quotation:
        return
    start, end = (paragraph.start + x for x in folded.span(at, at + len(quotation)))
    yield from (s.id for s in sentences if s.start < end and start < s.end)
