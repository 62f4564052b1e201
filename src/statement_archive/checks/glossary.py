"""Terms: where one stands in the source, the target has a form of its concept that is not deprecated.

Terms are matched by stem, so cases and numbers do not matter; the longest term of a place counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from statement_archive.analysis.tokens import Token, tokenize
from statement_archive.checks.pair import Finding, Pair, Span
from statement_archive.domain.language import primary
from statement_archive.domain.terms import Concept, TermForm


def glossary(pair: Pair) -> Iterator[Finding]:
    """``missing``: the term and what it should be; ``deprecated``: the form used and what it should be."""
    if not pair.concepts or primary(pair.source_lang) == primary(pair.target_lang):
        return
    for concept, span in _longest(pair):
        forms = [f for f in concept.forms if primary(f.lang) == primary(pair.target_lang)]
        good = [f for f in forms if f.status != "deprecated"]
        if not good:
            continue
        if any(_places(pair.target, pair.target_lang, form) for form in good):
            continue
        wanted = " / ".join(f.text for f in ([f for f in good if f.status == "preferred"] or good))
        bad = [(f, place) for f in forms if f.status == "deprecated" for place in _places(pair.target, f.lang, f)]
        if bad:
            yield Finding("glossary", ("deprecated", bad[0][0].text, wanted), (span,), tuple(p for _, p in bad))
        else:
            yield Finding("glossary", ("missing", pair.source[span[0] : span[1]], wanted), (span,))


def _longest(pair: Pair) -> list[tuple[Concept, Span]]:
    """Concepts of the source and where; a term within a longer one does not count, nor a concept twice."""
    hits = [
        (concept, span)
        for concept in pair.concepts
        for form in concept.forms
        if primary(form.lang) == primary(pair.source_lang)
        for span in _places(pair.source, pair.source_lang, form)
    ]
    hits.sort(key=lambda hit: (hit[1][0] - hit[1][1], hit[1][0]))
    taken: list[Span] = []
    found: dict[str, tuple[Concept, Span]] = {}
    for concept, (start, end) in hits:
        if not any(start < e and s < end and (s, e) != (start, end) for s, e in taken):
            taken.append((start, end))
            found.setdefault(concept.id, (concept, (start, end)))
    return sorted(found.values(), key=lambda hit: hit[1])


# A match by stem of this check's own, to be replaced by the glossary of the analysis ring.
@lru_cache(maxsize=256)
def _tokens(text: str, lang: str) -> tuple[Token, ...]:
    return tokenize(text, lang)


@lru_cache(maxsize=64)
def _starts(text: str, lang: str) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for i, token in enumerate(_tokens(text, lang)):
        found.setdefault(token.stem or token.exact, []).append(i)
    return found


def _places(text: str, lang: str, form: TermForm) -> list[Span]:
    tokens = _tokens(text, primary(lang))
    wanted = [t.stem or t.exact for t in _tokens(form.text, primary(lang))]
    if len(wanted) > 1 and not _tokens(form.text, primary(lang))[-1].stem:
        wanted = wanted[:-1]  # the last character of a run without spaces is in the bigram before it
    found = []
    for i in _starts(text, primary(lang)).get(wanted[0], ()) if wanted else ():
        there = tokens[i : i + len(wanted)]
        if [t.stem or t.exact for t in there] == wanted:
            found.append((there[0].start, there[-1].end))
    return found
