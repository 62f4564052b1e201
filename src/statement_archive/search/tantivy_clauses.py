"""A clause as a query of tantivy, with nothing lost: where tantivy cannot say it, documents are looked at.

::

    Word            any of its terms                 Not      everything, without
    Phrase, Near    positions, by offsets            Has      attribute terms, scoring nothing
    Near of what has no fixed width                  documents with both, each line verified

Offsets count tokens and stems in turn (:mod:`.tantivy_layout`): neighbours are two apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import tantivy
from tantivy import Occur
from tantivy import Query as Asked

from statement_archive.analysis.matching import evaluate, holding
from statement_archive.domain.query import (
    And,
    Clause,
    Everything,
    Has,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Word,
)
from statement_archive.search.groups import Groups
from statement_archive.search.places import places_of
from statement_archive.search.tantivy_layout import attribute_term, key_text, parse_ref, spelt, stem_term, tokens_of

# Beginnings that are asked as so many words each; more are one pattern, which is slower to set up.
MOST_ENDINGS = 50
# Values of an attribute that are asked for one by one: four times as fast as a set of terms.
MOST_VALUES = 64
# Phrase queries that one Near may become; beyond, documents are looked at.
MOST_PAIRS = 400


@dataclass(frozen=True, slots=True)
class _Place:
    """Terms of a line side by side; ``parity`` 1 where they are stems."""

    terms: tuple[str, ...]
    parity: int


class Translator:
    """Clauses for one state of an index."""

    def __init__(self, searcher: tantivy.Searcher, schema: tantivy.Schema, groups: Groups) -> None:
        self._searcher = searcher
        self._schema = schema
        self._groups = groups

    def asked(self, query: Query) -> Asked:
        """A query with its filters, which score nothing."""
        filters = [self._has(name, values) for name, values in query.filters.items()]
        return self._clause(query.clause, filters)

    def _clause(self, clause: Clause, filters: Sequence[Asked] = ()) -> Asked:
        """``filters`` narrow it down from inside, where that is quicker."""
        if isinstance(clause, And):
            return self._all(clause, filters)
        if not filters:
            return self._leaf(clause, filters)
        if isinstance(clause, Not):
            return Asked.boolean_query([*_must(filters), (Occur.MustNot, self._clause(clause.clause))])
        return Asked.boolean_query([(Occur.Must, self._leaf(clause, filters)), *_must(filters)])

    def _all(self, clause: And, filters: Sequence[Asked]) -> Asked:
        wanted = [(Occur.Must, self._leaf(c, filters)) for c in clause.clauses if not isinstance(c, Not)]
        without = [(Occur.MustNot, self._clause(c.clause)) for c in clause.clauses if isinstance(c, Not)]
        if not wanted:
            wanted = _must(filters) or [(Occur.Must, _everything())]
            return Asked.boolean_query([*wanted, *without])
        return Asked.boolean_query([*wanted, *_must(filters), *without])

    def _leaf(self, clause: Clause, filters: Sequence[Asked]) -> Asked:  # noqa: PLR0911  # one return a kind
        match clause:
            case Word():
                return _any([self._line(term) for term in _terms(clause)])
            case Phrase():
                return self._phrase(clause)
            case Prefix(start):
                if not _sayable(start):
                    return Asked.empty_query()
                if not start:  # any token, and no stem
                    return Asked.regex_query(self._schema, "line", "[^\x01].*")
                return Asked.fuzzy_term_query(self._schema, "line", spelt(start), 0, prefix=True)
            case Near():
                return self._near(clause, filters)
            case And():
                return self._all(clause, ())
            case Or(clauses):
                return _any([self._leaf(c, filters) for c in clauses])
            case Not(inner):
                return Asked.boolean_query([(Occur.Must, _everything()), (Occur.MustNot, self._clause(inner))])
            case Has(attribute, values):
                return self._has(attribute, values)
            case Everything():
                return _everything()

    def _line(self, term: str) -> Asked:
        return Asked.term_query(self._schema, "line", term, "freq")

    def _has(self, name: str, values: Iterable[str]) -> Asked:
        terms = [attribute_term(name, v) for v in sorted(values) if _sayable(name + v)]
        if not terms:
            return Asked.empty_query()
        if len(terms) > MOST_VALUES:
            return Asked.const_score_query(Asked.term_set_query(self._schema, "attribute", terms), 0.0)
        each = [Asked.term_query(self._schema, "attribute", term, "basic") for term in terms]
        return Asked.const_score_query(_any(each), 0.0)

    # -- phrases --------------------------------------------------------------------------------------

    def _phrase(self, phrase: Phrase) -> Asked:
        if not phrase.tokens or not _sayable("".join(phrase.tokens)):
            return Asked.empty_query()
        if not phrase.open:
            return self._side_by_side([(2 * i, spelt(t)) for i, t in enumerate(phrase.tokens)])
        if len(phrase.tokens) == 1:
            return self._leaf(Prefix(phrase.tokens[0]), ())
        head = [(2 * i, spelt(t)) for i, t in enumerate(phrase.tokens[:-1])]
        last, at = spelt(phrase.tokens[-1]) if phrase.tokens[-1] else "", 2 * len(head)
        endings = self._searcher.terms_with_prefix("line", last, limit=MOST_ENDINGS + 1) if last else []
        if last and len(endings) <= MOST_ENDINGS:
            return _any([self._side_by_side([*head, (at, term)]) for term, _ in endings])
        patterns = [(offset, _pattern(term)) for offset, term in head]
        ending = f"{_pattern(last)}.*" if last else "[^\x01].*"
        return Asked.regex_phrase_query(self._schema, "line", [*patterns, (at, ending)])

    def _side_by_side(self, terms: Sequence[tuple[int, str]]) -> Asked:
        if len(terms) == 1:
            return self._line(terms[0][1])
        return Asked.phrase_query(self._schema, "line", [(at - terms[0][0], term) for at, term in terms])

    # -- near -----------------------------------------------------------------------------------------

    def _near(self, near: Near, filters: Sequence[Asked]) -> Asked:
        first, second = _places(near.first), _places(near.second)
        if first is None or second is None:
            return self._looked_at(near, filters)
        pairs = list(product(filter(self._held, first), filter(self._held, second)))
        if len(pairs) * 2 * near.distance > MOST_PAIRS:
            return self._looked_at(near, filters)
        return _any([asked for a, b in pairs for asked in self._pair(a, b, near.distance)])

    def _held(self, place: _Place) -> bool:
        return all(self._searcher.doc_freq("line", term) for term in place.terms)

    def _pair(self, a: _Place, b: _Place, distance: int) -> Iterator[Asked]:
        """Queries one of which finds ``a`` within ``distance`` of ``b``."""
        if len(a.terms) == len(b.terms) == 1 and distance > 0 and not self._overlap(a, b):
            together: list[str | tuple[int, str]] = [(a.parity, a.terms[0]), (b.parity, b.terms[0])]
            yield Asked.phrase_query(self._schema, "line", together, slop=2 * distance)
            return
        for left, right in ((a, b), (b, a)):
            for step in range(1, distance + 1):
                after = 2 * (len(left.terms) - 1 + step)
                placed = [(2 * i + left.parity, t) for i, t in enumerate(left.terms)]
                placed += [(2 * i + right.parity + after, t) for i, t in enumerate(right.terms)]
                low = placed[0][0]
                yield Asked.phrase_query(self._schema, "line", [(at - low, t) for at, t in placed])

    def _overlap(self, a: _Place, b: _Place) -> bool:
        """Whether the same place anywhere is both: within some distance of each other is no test then."""
        if a.parity == b.parity:
            return a.terms == b.terms
        exact, stem = (a, b) if a.parity == 0 else (b, a)
        both = Asked.phrase_query(self._schema, "line", [(0, exact.terms[0]), (1, stem.terms[0])])
        return bool(self._searcher.search(both, 1).hits)

    def _looked_at(self, near: Near, filters: Sequence[Asked]) -> Asked:
        """Documents that hold both, each verified in its line."""
        both = Asked.boolean_query([(Occur.Must, self._leaf(c, ())) for c in (near.first, near.second)])
        narrowed = Asked.boolean_query([(Occur.Must, both), *_must(filters)])
        candidates = self._searcher.search(narrowed, max(1, self._searcher.num_docs)).hits
        spelling = _spelt_clause(near)
        names: list[str] = []
        for _, address in candidates:
            document = self._searcher.doc(address)
            held = holding(self._groups.attributes(self._searcher, int(document["group"][0])))
            if evaluate(spelling, *tokens_of(document.get_first("line") or ""), held) is not None:
                names.append(key_text(parse_ref(str(document.get_first("ref")))[0]))
        if not names:
            return Asked.empty_query()
        found = Asked.const_score_query(Asked.term_set_query(self._schema, "key", names), 0.0)
        return Asked.boolean_query([(Occur.Must, found), (Occur.Should, both)])


def _must(filters: Sequence[Asked]) -> list[tuple[Occur, Asked]]:
    return [(Occur.Must, each) for each in filters]


def _any(asked: Sequence[Asked]) -> Asked:
    if not asked:
        return Asked.empty_query()
    return asked[0] if len(asked) == 1 else Asked.boolean_query([(Occur.Should, each) for each in asked])


def _everything() -> Asked:
    return Asked.const_score_query(Asked.all_query(), 0.0)


def _sayable(text: str) -> bool:
    """A lone surrogate, which only a query can hold, is in no document."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _terms(word: Word) -> list[str]:
    found = [spelt(word.token)] if _sayable(word.token) else []
    return found + [stem_term(s) for s in dict.fromkeys(word.stems) if s and _sayable(s)]


def _places(clause: Clause) -> list[_Place] | None:
    """Every way a clause can stand in a line; None where that is no list of words."""
    found = places_of(clause)
    if found is None:
        return None
    return [
        _Place(tuple(stem_term(t) if place.stem else spelt(t) for t in place.terms), int(place.stem))
        for place in found
        if _sayable("".join(place.terms))
    ]


def _spelt_clause(clause: Clause) -> Clause:  # noqa: PLR0911  # one return a kind
    """A clause with its words as they are spelt in a line."""
    match clause:
        case Word(token, stems):
            return Word(spelt(token), tuple(spelt(s) for s in stems if s))
        case Phrase(tokens, is_open):
            last = [spelt(t) if t or not is_open else "" for t in tokens[-1:]]
            return Phrase((*(spelt(t) for t in tokens[:-1]), *last), is_open)
        case Prefix(start):
            return Prefix(spelt(start) if start else "")
        case Near(first, second, distance):
            return Near(_spelt_clause(first), _spelt_clause(second), distance)
        case And(clauses):
            return And(tuple(map(_spelt_clause, clauses)))
        case Or(clauses):
            return Or(tuple(map(_spelt_clause, clauses)))
        case Not(inner):
            return Not(_spelt_clause(inner))
        case Has() | Everything():
            return clause


def _pattern(term: str) -> str:
    """A word as a regular expression; only what means something in one may be escaped."""
    return re.sub(r"([\\.+*?()|\[\]{}^$#&~-])", r"\\\1", term)
