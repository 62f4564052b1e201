"""What a clause means, over the tokens of one document: the one statement of query semantics.

::

    clause + tokens ──evaluate──▶ None: no match
                                  [Span(first, last), ...]: the places that make it match

Scan is this function over every document; other engines must find the same set; highlights are these
spans. A negation, :class:`Has` or :class:`Everything` matches without a place, so a match may have no spans.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from statement_archive.analysis.tokens import Token, tokenize
from statement_archive.domain.query import And, Clause, Everything, Has, Near, Not, Or, Phrase, Prefix, Word


class Span(NamedTuple):
    """Tokens ``first`` to ``last``, both included; ``opened`` where the last was found by its beginning."""

    first: int
    last: int
    opened: bool = False


Holds = Callable[[Has], bool]


def holding(attributes: Mapping[str, Sequence[str]]) -> Holds:
    """Whether a document with these attributes has what is asked."""
    return lambda has: not has.values.isdisjoint(attributes.get(has.attribute, ()))


no_attributes = holding({})


def evaluate(  # noqa: PLR0911  # one return for each kind of clause
    clause: Clause, exact: Sequence[str], stems: Sequence[str], holds: Holds = no_attributes
) -> list[Span] | None:
    """Places where ``clause`` holds, in order, or None where it does not.

    ``exact`` and ``stems`` are the two forms of the same positions, as in a ``Document``; ``holds`` answers
    for its attributes (:func:`holding`).
    """
    match clause:
        case Word(token, wanted):
            stem_set = {s for s in wanted if s}
            spans = [Span(i, i) for i, t in enumerate(exact) if t == token]
            if stem_set:
                spans = sorted({*spans, *(Span(i, i) for i, s in enumerate(stems) if s in stem_set)})
            return spans or None
        case Phrase():
            return _phrase(clause, exact) or None
        case Prefix(start):
            return [Span(i, i, opened=True) for i, t in enumerate(exact) if t.startswith(start)] or None
        case Near(first, second, distance):
            return _near(evaluate(first, exact, stems, holds), evaluate(second, exact, stems, holds), distance) or None
        case And(clauses):
            return _all(clauses, exact, stems, holds)
        case Or(clauses):
            found = [places for c in clauses if (places := evaluate(c, exact, stems, holds)) is not None]
            return sorted({s for places in found for s in places}) if found else None
        case Not(inner):
            return [] if evaluate(inner, exact, stems, holds) is None else None
        case Has():
            return [] if holds(clause) else None
        case Everything():
            return []


def _all(clauses: Sequence[Clause], exact: Sequence[str], stems: Sequence[str], holds: Holds) -> list[Span] | None:
    found: set[Span] = set()
    for clause in clauses:
        spans = evaluate(clause, exact, stems, holds)
        if spans is None:
            return None
        found.update(spans)
    return sorted(found)


def _phrase(phrase: Phrase, exact: Sequence[str]) -> list[Span]:
    size = len(phrase.tokens)
    if not size:
        return []
    head, last = phrase.tokens[:-1], phrase.tokens[-1]
    spans: list[Span] = []
    for i in range(len(exact) - size + 1):
        end = exact[i + size - 1]
        fits = end.startswith(last) if phrase.open else end == last
        if fits and tuple(exact[i : i + size - 1]) == head:
            spans.append(Span(i, i + size - 1, phrase.open and end != last))
    return spans


def _near(first: list[Span] | None, second: list[Span] | None, distance: int) -> list[Span]:
    found: set[Span] = set()
    for a in first or ():
        for b in second or ():
            if 0 < b.first - a.last <= distance or 0 < a.first - b.last <= distance:
                found.update((a, b))
    return sorted(found)


def found_spans(
    clause: Clause, text: str, lang: str, holds: Holds = no_attributes
) -> tuple[tuple[int, int], ...] | None:
    """Code-point spans of ``text`` to be marked, merged where they touch or overlap; None where the text does
    not match. What lacks a word may match and have nothing to mark."""
    tokens = tokenize(text, lang)
    spans = evaluate(clause, [t.exact for t in tokens], [t.stem for t in tokens], holds)
    if spans is None:
        return None
    merged: list[tuple[int, int]] = []
    for start, end in sorted((tokens[s.first].start, _end(tokens, s)) for s in spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _end(tokens: Sequence[Token], span: Span) -> int:
    """Where a span ends; a bigram found by its first character ends before the character it shares."""
    token = tokens[span.last]
    after = tokens[span.last + 1] if span.opened and span.last + 1 < len(tokens) else None
    return after.start if after is not None and after.start < token.end else token.end
