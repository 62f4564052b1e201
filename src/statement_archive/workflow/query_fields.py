"""Fields of a query, as what documents hold: ``speaker:Ахметов`` as ids of people, ``state:Kazakhstan`` as ``KZ``.

::

    Field(name, values) ──▶ for each value: (attribute, values held) ... ──▶ Or(Has, Has) + what they are known as
                             ▲
                             └── authority files, CLDR, values that public documents have

Only values that a document the actor may search has are ever answered with, so that nothing tells of a draft.
A value that names nothing held matches nothing, and is told so.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import get_args

from statement_archive.analysis.query_language import Meaning, Meant
from statement_archive.analysis.query_language.aliases import value_named
from statement_archive.analysis.query_language.tree import Field
from statement_archive.domain.facts import BodyKind, StatementKind, WorkKind
from statement_archive.domain.query import Clause, Has, Or
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.cldr_names import countries_named, fits, languages_named, name_words, typed_words
from statement_archive.workflow.names import authorities
from statement_archive.workflow.symbols import is_part

Filters = Mapping[str, frozenset[str]]

# What ``is:`` may say: an attribute and its values.
IS: Mapping[str, tuple[str, frozenset[str]]] = {
    "original": ("original", frozenset({"yes"})),
    "translation": ("source", frozenset({"expression", "not_held"})),
    "outdated": ("outdated", frozenset({"yes"})),
    "official": ("standing", frozenset({"official"})),
    "unofficial": ("standing", frozenset({"unofficial"})),
    "machine": ("method", frozenset({"machine"})),
    "human": ("method", frozenset({"human"})),
    "interpretation": ("method", frozenset({"interpretation"})),
    "post-edited": ("method", frozenset({"post-edited"})),
    **{each: ("relation", frozenset({each})) for each in ("delivered", "prepared", "record", "summary", "written")},
}
_KINDS = {"body_kind": get_args(BodyKind), "kind": get_args(WorkKind), "statement_kind": get_args(StatementKind)}
_DAY = r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?"
_DATES = re.compile(rf"(?:{_DAY})?(\.\.|…)?(?:{_DAY})?")


@dataclass(frozen=True, slots=True)
class _Found:
    """Values of an attribute that one typed value names, and what to call them."""

    attribute: str
    values: frozenset[str]
    known: tuple[str, ...] = ()
    forms: int = 1


@dataclass(frozen=True, slots=True)
class Fields:
    """Resolves the fields of one query; ``filters`` let through what the actor may search."""

    archive: Archive
    filters: Filters
    _held: dict[str, frozenset[str]] = field(default_factory=dict)

    def __call__(self, asked: Field) -> Meaning:
        found: dict[str, set[str]] = {}
        meant: list[Meant] = []
        unknown: list[str] = []
        for typed in asked.values:
            named = [f for f in _READERS[asked.name](self, typed) if f.values]
            if not named:
                unknown.append(typed)
            for each in named:
                found.setdefault(each.attribute, set()).update(each.values)
                names = each.known or tuple(sorted(each.values))
                known = names if len(names) == 1 or each.attribute in _CODES else (typed,)
                forms = each.forms if len(names) == 1 else len(names)
                meant += [Meant(typed, name, 1 if len(known) > 1 else forms) for name in known]
        clauses: list[Clause] = [Has(name, frozenset(values)) for name, values in found.items()]
        clause = clauses[0] if len(clauses) == 1 else Or(tuple(clauses))
        if not clauses:
            clause = Has(asked.name, frozenset())
        return Meaning(clause, tuple(dict.fromkeys(meant)), tuple(unknown))

    def held(self, attribute: str) -> frozenset[str]:
        """The values that documents have."""
        if attribute not in self._held:
            self._held[attribute] = frozenset(self.archive.engine.values(attribute, self.filters))
        return self._held[attribute]


_Read = Callable[[Fields, str], Iterable[_Found]]
# Attributes whose values are shown one by one, by their names in the reader's language.
_CODES = frozenset({"state", "country", "lang", "original_lang"})


def _named(fields: Fields, typed: str, *, kind: str, attribute: str) -> Iterable[_Found]:
    """Entries of an authority file by any form of their name."""
    words, held = typed_words(typed), fields.held(attribute)
    for entry in authorities(fields.archive, kind).entries.values():
        if entry.id in held and any(fits(words, name_words(n.value)) for n in entry.names):
            yield _Found(attribute, frozenset({entry.id}), (entry.label,), len(entry.names))


def _printed(fields: Fields, typed: str, *, attribute: str) -> Iterable[_Found]:
    """Values as they stand in the facts, that hold every word typed."""
    words = typed_words(typed)
    yield _Found(attribute, frozenset(v for v in fields.held(attribute) if fits(words, name_words(v))))


def _speaker(fields: Fields, typed: str) -> Iterable[_Found]:
    named = list(_named(fields, typed, kind="people", attribute="person"))
    yield from named
    yield _silent(next(iter(_printed(fields, typed, attribute="speaker"))), named)


def _silent(found: _Found, named: list[_Found]) -> _Found:
    """Printed names need no mention where the person is known by name already."""
    known = tuple(name for each in named for name in each.known)
    return _Found(found.attribute, found.values, known[:1], named[0].forms) if known else found


def _country(fields: Fields, typed: str, *, attribute: str) -> Iterable[_Found]:
    codes = countries_named(typed) & fields.held(attribute)
    yield _Found(attribute, codes)


def _state(fields: Fields, typed: str) -> Iterable[_Found]:
    """By code, by any name in CLDR, or by a name in the authority file of bodies."""
    codes = countries_named(typed)
    words = name_words(typed)
    for entry in authorities(fields.archive, "bodies").entries.values():
        if entry.kind == "state" and entry.country and any(words == name_words(n.value) for n in entry.names):
            codes |= {entry.country}
    yield _Found("state", codes & fields.held("state"))


def _body(fields: Fields, typed: str) -> Iterable[_Found]:
    yield from _named(fields, typed, kind="bodies", attribute="body")


def _by(fields: Fields, typed: str) -> Iterable[_Found]:
    """Whoever spoke: a person, a body, a State."""
    yield from _speaker(fields, typed)
    yield from _body(fields, typed)
    yield from _state(fields, typed)


def _for(fields: Fields, typed: str) -> Iterable[_Found]:
    named = list(_named(fields, typed, kind="bodies", attribute="for"))
    yield from named
    yield from _country(fields, typed, attribute="for")
    if not named:
        yield from _printed(fields, typed, attribute="for")


def _lang(fields: Fields, typed: str, *, attribute: str) -> Iterable[_Found]:
    yield _Found(attribute, languages_named(typed) & fields.held(attribute))


def _maker(fields: Fields, typed: str) -> Iterable[_Found]:
    named = list(_named(fields, typed, kind="people", attribute="maker"))
    yield from named
    yield _silent(next(iter(_printed(fields, typed, attribute="maker"))), named)


def _symbol(fields: Fields, typed: str) -> Iterable[_Found]:
    yield _Found("symbol", frozenset(s for s in fields.held("symbol") if is_part(typed, s)))


def _date(fields: Fields, typed: str) -> Iterable[_Found]:
    """Documents dated wholly within: by year where a year lies within, else by month, else by day."""
    read = _DATES.fullmatch(typed.strip())
    if read is None or not any(read.group(1, 5)):
        return
    first, between, last = read.group(1, 2, 3), read[4], read.group(5, 6, 7)
    if not between and any(last):
        return
    low = _bound(first, "0000", "01", "01")
    high = _bound(last if between else first, "9999", "12", "31")
    years = frozenset(y for y in fields.held("year") if low <= f"{y}-01-01" and f"{y}-12-31" <= high)
    months = [m for m in fields.held("month") if low <= f"{m}-01" and f"{m}-31" <= high and m[:4] not in years]
    days = [d for d in fields.held("day") if low <= d <= high and d[:4] not in years and d[:7] not in months]
    for attribute, values in (("year", years), ("month", months), ("day", days)):
        yield _Found(attribute, frozenset(values), (typed.strip(),))


def _bound(parts: tuple[str | None, ...], year: str, month: str, day: str) -> str:
    """A day; what is not given of it by what the others say. Every month has a day 31 here."""
    return f"{parts[0] or year}-{parts[1] or month}-{parts[2] or day}"


def _is(_fields: Fields, typed: str) -> Iterable[_Found]:
    attribute, values = IS.get(value_named("is", typed), ("", frozenset()))
    yield _Found(attribute, values, (typed.lower(),))


def _kind(_fields: Fields, typed: str) -> Iterable[_Found]:
    """The kind of body that spoke, of work, or of statement; no two have a word in common but ``unknown``."""
    wanted = value_named("kind", typed).replace("-", "_")
    for attribute, kinds in _KINDS.items():
        if wanted in kinds:
            yield _Found(attribute, frozenset({wanted}))
            return


def _work(fields: Fields, typed: str) -> Iterable[_Found]:
    yield _Found("work", frozenset({typed.strip().lower()}) & fields.held("work"))


_READERS: Mapping[str, _Read] = {
    "speaker": _speaker,
    "by": _by,
    "state": _state,
    "country": partial(_country, attribute="country"),
    "body": _body,
    "on-behalf-of": _for,
    "kind": _kind,
    "forum": partial(_printed, attribute="forum"),
    "meeting": partial(_printed, attribute="meeting"),
    "series": partial(_printed, attribute="series"),
    "symbol": _symbol,
    "topic": partial(_printed, attribute="topic"),
    "lang": partial(_lang, attribute="lang"),
    "in": partial(_lang, attribute="lang"),
    "original-lang": partial(_lang, attribute="original_lang"),
    "maker": _maker,
    "date": _date,
    "year": _date,
    "is": _is,
    "work": _work,
}
