"""What is asked of a search, whoever asks: the words, what narrows them, the order; and its one address.

::

    q=… & language=ru & state=KZ & year=2019 & order=newest  ◀─ pairs ─▶  Asked  ──prepared──▶ Query, in words

Parameters are named by the attributes of a document (:mod:`statement_archive.workflow.indexing`), but for ``lang``,
which on a page is the language of the interface: there it is ``language``. The same ``Asked`` always has the same
address, so that a link, a saved search and a feed can be compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, get_args
from urllib.parse import parse_qsl, urlencode

from statement_archive.analysis.query_language import Sought, describe_query, parse_query
from statement_archive.domain.actors import Actor
from statement_archive.domain.errors import InvalidInput
from statement_archive.domain.language import language_tag
from statement_archive.domain.query import Clause, Order, Query
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.query_fields import Fields

MAX_QUERY = 2000  # characters
MAX_VALUES = 50  # of one attribute
Sorting = Literal["best", "newest", "oldest", "added"]
SORTINGS: tuple[Sorting, ...] = get_args(Sorting)
FILTERS = (
    "lang", "original", "kind", "state", "country", "body", "body_kind", "person", "speaker", "forum", "series",
    "meeting", "symbol", "year", "month", "day", "relation", "standing", "method", "outdated", "for", "maker",
    "statement_kind", "topic", "original_lang", "work",
)  # fmt: skip
_ORDERS: dict[Sorting, Order | None] = {
    "best": None,
    "newest": Order("date", descending=True),
    "oldest": Order("date"),
    "added": Order("added", descending=True),
}
_YES = frozenset({"yes"})


@dataclass(frozen=True, slots=True)
class Asked:
    """``filters``: of each attribute the values of which one is to be had. ``superseded``: earlier versions too;
    ``unpublished``: what is not public too."""

    words: str
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    order: Sorting = "best"
    superseded: bool = False
    unpublished: bool = False

    def with_value(self, attribute: str, value: str) -> Asked:
        held = self.filters.get(attribute, frozenset())
        return replace(self, filters={**self.filters, attribute: held | {value}})

    def without(self, attribute: str, value: str | None = None) -> Asked:
        """Without a value of an attribute, or without any."""
        left = {name: values for name, values in self.filters.items() if name != attribute}
        still = self.filters.get(attribute, frozenset()) - {value} if value is not None else frozenset()
        return replace(self, filters={**left, attribute: still} if still else left)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A query that an engine understands, and who looks at what it finds."""

    query: Query
    sought: Sought
    order: Order | None
    seer: Actor
    searched: str

    @property
    def clause(self) -> Clause:
        return self.query.clause


def prepared(archive: Archive, actor: Actor, asked: Asked) -> Prepared:
    """Raises InvalidInput for a query that is too long, a filter or a language that is none; NotAllowed where
    what is not public is asked for."""
    if len(asked.words) > MAX_QUERY:
        raise InvalidInput(f"a query has at most {MAX_QUERY} characters")
    if asked.unpublished:
        actor.require("see_unpublished")
    fields = Fields(archive, {} if asked.unpublished else {"public": _YES})
    clause, sought = parse_query(asked.words, held_languages(archive, unpublished=asked.unpublished), fields)
    filters = _filters(asked)
    return Prepared(
        Query(clause, filters),
        sought,
        _ORDERS[asked.order],
        actor if asked.unpublished else Actor(),
        _searched(describe_query(clause, sought), asked),
    )


def _filters(asked: Asked) -> dict[str, frozenset[str]]:
    filters: dict[str, frozenset[str]] = {}
    for name, values in asked.filters.items():
        if name not in FILTERS:
            raise InvalidInput(f"no such filter: {name}", choices=sorted(FILTERS))
        if len(values) > MAX_VALUES:
            raise InvalidInput(f"at most {MAX_VALUES} values of one filter")
        if values:
            filters[name] = frozenset(map(language_tag, values)) if name == "lang" else frozenset(values)
    if not asked.superseded:
        filters["current"] = _YES
    if not asked.unpublished:
        filters["public"] = _YES
    return filters


def _searched(clause: str, asked: Asked) -> str:
    """In plain English, for the command line."""
    filters = asked.filters
    languages = sorted(filters.get("lang", ()))
    parts = [clause, f"in {' or '.join(languages)}" if languages else "in every language"]
    if filters.get("original") == _YES:
        parts.append("in original wording only")
    parts += [
        f"{name}: {' or '.join(sorted(values))}"
        for name, values in sorted(filters.items())
        if values and name != "lang" and (name, values) != ("original", _YES)
    ]
    parts.append("in every version" if asked.superseded else "in current versions")
    return ", ".join(parts)


def held_languages(archive: Archive, *, unpublished: bool = False) -> tuple[str, ...]:
    """Primary languages in the index, whose stemmers a query is run through; of public texts only, unless
    ``unpublished``: a language may not tell of a draft."""
    public = {} if unpublished else {"public": _YES}
    return tuple(tag for tag in archive.engine.values("lang", public) if "-" not in tag)


# --- the address ---------------------------------------------------------------------------------


def parameter(attribute: str) -> str:
    """How an attribute is called in an address."""
    return "language" if attribute == "lang" else attribute


def pairs(asked: Asked) -> list[tuple[str, str]]:
    """Names and values of the address, always in this order."""
    found = [("q", asked.words)]
    for name in FILTERS:
        found += [(parameter(name), value) for value in sorted(asked.filters.get(name, ()))]
    if asked.order != "best":
        found.append(("order", asked.order))
    if asked.superseded:
        found.append(("superseded", "yes"))
    return found


def address(asked: Asked) -> str:
    """As it stands after the question mark."""
    return urlencode(pairs(asked), safe="/:")


def asked_of(given: Iterable[tuple[str, str]]) -> Asked:
    """What names and values of an address ask for; what it does not know it leaves out."""
    held: dict[str, list[str]] = {}
    for name, value in given:
        held.setdefault(name, []).append(value.strip())
    filters = {name: frozenset(filter(None, _first(held.get(parameter(name), ())))) for name in FILTERS}
    if "yes" in held.get("originals", ()):  # the older name of original=yes
        filters["original"] = _YES
    wanted = held.get("order", [""])[0]
    order: Sorting = next((each for each in SORTINGS if each == wanted), "best")
    return Asked(
        held.get("q", [""])[0],
        {name: values for name, values in filters.items() if values},
        order,
        superseded="yes" in held.get("superseded", ()),
    )


def asked_at(raw: str) -> Asked:
    """What an address asks for that was kept as a string."""
    return asked_of(parse_qsl(raw, keep_blank_values=True))


def _first(values: Sequence[str]) -> list[str]:
    return [value[:200] for value in values[:MAX_VALUES]]
