"""Terms of a glossary in a text, found by stem.

::

    "мирного урегулирования"  (ru)   stems  мирн  урегулирован      the longest term at a place wins
    text ──term_hits──▶ TermHit(concept, form, start, end)
    source, target ──missing_renderings──▶ Missing: no accepted term of the concept stands in the target

A term of several words is found where its stems stand side by side. In scripts without spaces it is found as it is
written. In a language without a stemmer a term is found in the form it is recorded in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from statement_archive.analysis.characters import UNITS
from statement_archive.analysis.tokens import Token, is_unspaced, tokenize
from statement_archive.domain.language import matches
from statement_archive.domain.terms import Concept, TermForm


@dataclass(frozen=True, slots=True)
class TermHit:
    """A term where it stands; ``start`` and ``end`` are code-point offsets into the text as given."""

    concept: Concept
    form: TermForm
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Missing:
    """A concept that the source names and the target does not in any accepted term. ``wanted``: terms that would
    do, preferred first; ``used``: deprecated terms that stand in the target instead, as hits in it."""

    source: TermHit
    wanted: tuple[TermForm, ...]
    used: tuple[TermHit, ...] = ()


class _Piece(NamedTuple):
    """What is compared, and where it stands."""

    form: str
    start: int
    end: int


def _pieces(tokens: Sequence[Token]) -> list[_Piece]:
    """Stems; of scripts without spaces, single characters."""
    found: list[_Piece] = []
    for at, token in enumerate(tokens):
        if not is_unspaced(token.exact):
            found.append(_Piece(token.stem, token.start, token.end))
            continue
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        joined = after is not None and after.start < token.end
        end = after.start if joined and after is not None else token.end
        tail = after.exact if joined and after is not None else ""
        own = token.exact[: -len(_first(tail))] if tail else token.exact
        found.append(_Piece(own, token.start, end))
    return found


def _first(bigram: str) -> str:
    """The character that a bigram shares with the one before it."""
    unit = UNITS.match(bigram)
    return unit[0] if unit else bigram


@lru_cache(maxsize=1 << 14)
def _term(text: str, lang: str) -> tuple[str, ...]:
    return tuple(p.form for p in _pieces(tokenize(text, lang)))


def term_hits(text: str, lang: str, concepts: Sequence[Concept]) -> tuple[TermHit, ...]:
    """Terms of a language in a text, in order; the longest at each place, none inside another. Two concepts that
    share a term are both found."""
    by_first = _by_first(lang, concepts)
    if not by_first:
        return ()
    pieces = _pieces(tokenize(text, lang))
    forms = [p.form for p in pieces]
    found: list[TermHit] = []
    at = 0
    while at < len(pieces):
        size = 0
        for wanted, concept, form in by_first.get(forms[at], ()):
            if len(wanted) < size:
                break
            if tuple(forms[at : at + len(wanted)]) == wanted:
                size = len(wanted)
                found.append(TermHit(concept, form, pieces[at].start, pieces[at + size - 1].end))
        at += size or 1
    return tuple(found)


_Wanted = tuple[tuple[str, ...], Concept, TermForm]


def _by_first(lang: str, concepts: Iterable[Concept]) -> Mapping[str, list[_Wanted]]:
    """Terms by their first piece, the longest first; a concept once for a spelling."""
    found: dict[str, list[_Wanted]] = {}
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for concept in concepts:
        for form in concept.forms:
            if not _of_language(form.lang, lang):
                continue
            wanted = _term(form.text, lang)
            if wanted and (concept.id, wanted) not in seen:
                seen.add((concept.id, wanted))
                found.setdefault(wanted[0], []).append((wanted, concept, form))
    for terms in found.values():
        terms.sort(key=lambda term: -len(term[0]))
    return found


def missing_renderings(
    source: str, target: str, concepts: Sequence[Concept], source_lang: str, target_lang: str
) -> tuple[Missing, ...]:
    """Concepts that the source names, that have an accepted term in the target's language, and of which none
    stands in the target. Named several times, a concept must be rendered once; named once, it is told once."""
    named = term_hits(source, source_lang, concepts)
    if not named:
        return ()
    there: dict[str, list[TermHit]] = {}
    for hit in term_hits(target, target_lang, concepts):
        there.setdefault(hit.concept.id, []).append(hit)
    return tuple(_missing(named, there, target_lang))


def _missing(named: Sequence[TermHit], there: Mapping[str, Sequence[TermHit]], target_lang: str) -> Iterator[Missing]:
    told: Counter[str] = Counter()
    for hit in named:
        accepted = tuple(f for f in hit.concept.forms if f.status != "deprecated" and _of_language(f.lang, target_lang))
        held = there.get(hit.concept.id, ())
        deprecated = tuple(h for h in held if h.form.status == "deprecated")
        told[hit.concept.id] += 1
        if told[hit.concept.id] > 1 or any(h.form.status != "deprecated" for h in held):
            continue
        if accepted or deprecated:
            yield Missing(hit, accepted, deprecated)


def _of_language(tag: str, wanted: str) -> bool:
    """``fr`` counts in ``fr-CA`` and the other way round; ``zh-Hant`` does not count in ``zh-Hans``."""
    return matches(tag, wanted) or matches(wanted, tag)
