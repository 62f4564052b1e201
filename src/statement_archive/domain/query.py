"""A search, built from objects: a quotation never goes through a query parser.

::

    Query ── clause (And | Or | Not | Near | Phrase | Word | Prefix | Has | Everything)
          ── filters on attributes of documents
    Document = one paragraph of one version, as tokens and attributes: never as words to be shown

Semantics, which every engine follows and :mod:`statement_archive.analysis.matching` states in code: a
:class:`Phrase` and an exact :class:`Word` compare exact tokens (case and typography folded, nothing else);
a :class:`Word` with stems is found by its exact token or by a stem, of each language by that language's
stemmer; ``Not`` is a mask; an empty ``And`` is everything, an empty ``Or`` and an empty ``Phrase`` nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True, slots=True, order=True)
class DocumentKey:
    """One paragraph of one version of one expression of one work."""

    work: str
    expression: str
    version: int
    segment: str


@dataclass(frozen=True, slots=True)
class Document:
    """What an engine is given: ``exact`` tokens in order, ``stems`` of the same positions (already
    prefixed with their language, ``ru:слов``; ``""`` where a token has none), ``attributes`` to filter
    and count by, ``digest`` over text, segments, facts and the version of the analysis."""

    key: DocumentKey
    digest: str
    exact: tuple[str, ...]
    stems: tuple[str, ...]
    attributes: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Change:
    """Put a document, or remove its key where ``document`` is None."""

    key: DocumentKey
    document: Document | None


@dataclass(frozen=True, slots=True)
class Word:
    """One word: its exact token, and its stem in each language asked (``ru:слов``).

    With no stems it is an exact word. A word that analysis cuts into several tokens (Chinese) is a
    :class:`Phrase`.
    """

    token: str
    stems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Phrase:
    """Exact tokens, adjacent and in this order; with ``open`` the last may be the beginning of a longer one."""

    tokens: tuple[str, ...]
    open: bool = False


@dataclass(frozen=True, slots=True)
class Prefix:
    """Any exact token that begins so."""

    start: str


@dataclass(frozen=True, slots=True)
class Near:
    """Two clauses within ``distance`` tokens of each other, in either order: neighbours are at distance 1,
    overlapping places are no pair."""

    first: Clause
    second: Clause
    distance: int


@dataclass(frozen=True, slots=True)
class And:
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Or:
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Documents that the clause does not match."""

    clause: Clause


@dataclass(frozen=True, slots=True)
class Has:
    """Documents with one of these values of an attribute (``lang``, ``state``); it has no place in the text."""

    attribute: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class Everything:
    """Every document that the filters let through."""


Clause: TypeAlias = Word | Phrase | Prefix | Near | And | Or | Not | Has | Everything


@dataclass(frozen=True, slots=True)
class Query:
    """``filters``: for each attribute the values of which one must be held by the document."""

    clause: Clause
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Order:
    """By the first value of an attribute as text, ``descending`` or not; documents without one come last. Equal
    ones stand by score, then by key."""

    attribute: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Window:
    """Which part of the ranking is wanted; without an ``order`` the best score comes first."""

    limit: int
    offset: int = 0
    facets: tuple[str, ...] = ()
    order: Order | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    key: DocumentKey
    score: float


@dataclass(frozen=True, slots=True)
class Matches:
    """``total`` counts all matching documents; ``exact`` says that neither it nor the candidates hold
    too many; ``facets`` maps attribute to value to number of works with a matching document of that value."""

    candidates: tuple[Candidate, ...]
    total: int
    exact: bool
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Term:
    token: str
    documents: int
