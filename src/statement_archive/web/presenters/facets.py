"""What a search can be narrowed by, and what narrows it: counts with addresses that add or remove a filter.

::

    Results.facets, Asked ──▶ FacetView: choices with names in the interface's language, how many works, where they lead
                          ──▶ Active: what narrows now, with the address without it
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from statement_archive.web import here
from statement_archive.web.names import language_name, sorted_by_name, territory_name
from statement_archive.web.presenters.browsing import authority_labels
from statement_archive.web.say import N_, Later
from statement_archive.workflow.asked import SORTINGS, Asked, Sorting

Address = Callable[[Asked], str]
FACETS = ("lang", "original", "state", "body", "forum", "year", "person", "standing", "outdated", "kind")
SHOWN = 8  # choices of one facet; the others are folded away
MOST = 200


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    name: str
    count: int
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class FacetView:
    """``folded``: further choices."""

    name: str
    label: str
    choices: tuple[Choice, ...]
    folded: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Active:
    label: str
    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Turn:
    """A way of looking at the same results."""

    name: str
    href: str
    here: bool


LABELS: dict[str, Later] = {
    "lang": N_("Language of the text"),
    "original": N_("Original or translation"),
    "state": N_("State"),
    "body": N_("Body"),
    "forum": N_("Forum"),
    "year": N_("Year"),
    "person": N_("Speaker"),
    "standing": N_("Standing"),
    "kind": N_("Kind"),
    "country": N_("Country"),
    "body_kind": N_("Kind of body"),
    "speaker": N_("Speaker"),
    "series": N_("Series of meetings"),
    "meeting": N_("Meeting"),
    "symbol": N_("Symbol"),
    "month": N_("Month"),
    "day": N_("Day"),
    "relation": N_("Relation to delivery"),
    "method": N_("Method"),
    "outdated": N_("Translations made here"),
    "for": N_("On behalf of"),
    "maker": N_("Made by"),
    "statement_kind": N_("Kind of statement"),
    "topic": N_("Topic"),
    "original_lang": N_("Language of delivery"),
    "work": N_("Work"),
}
_NAMES: dict[tuple[str, str], Later] = {
    ("original", "yes"): N_("Original wording"),
    ("original", "no"): N_("Translation or record"),
    ("kind", "statement"): N_("Statement"),
    ("kind", "document"): N_("Document"),
    ("outdated", "yes"): N_("Outdated: the source was corrected since"),
    ("outdated", "no"): N_("Follows its source"),
    ("standing", "official"): N_("Official"),
    ("standing", "unofficial"): N_("Unofficial"),
    ("standing", "unknown"): N_("Standing unknown"),
}
_ORDERS: dict[Sorting, Later] = {
    "best": N_("Best match"),
    "newest": N_("Newest first"),
    "oldest": N_("Oldest first"),
    "added": N_("Last added first"),
}


def facet_views(counts: Mapping[str, Mapping[str, int]], asked: Asked, address: Address) -> list[FacetView]:
    """Facets with two choices or more, or with one that is chosen."""
    names = Names()
    views = []
    for facet in FACETS:
        chosen = asked.filters.get(facet, frozenset())
        held = {v: n for v, n in counts.get(facet, {}).items() if facet != "lang" or "-" not in v or v in chosen}
        if len(held) < 2 and not chosen:
            continue
        choices = [
            Choice(
                value,
                names.of(facet, value, counted=value in held),
                held.get(value, 0),
                address(asked.without(facet, value) if value in chosen else asked.with_value(facet, value)),
                value in chosen,
            )
            for value in {*held, *chosen}
        ]
        ordered = _ordered(facet, choices)[:MOST]
        views.append(FacetView(facet, str(LABELS[facet]), tuple(ordered[:SHOWN]), tuple(ordered[SHOWN:])))
    return views


def _ordered(facet: str, choices: list[Choice]) -> list[Choice]:
    """Chosen ones first; years from the newest, the others by how many works they have."""
    ordered = sorted_by_name(choices, lambda c: c.name)
    if facet == "year":
        newest = sorted(choices, key=lambda c: c.value, reverse=True)
        return sorted(newest, key=lambda c: not c.chosen)
    return sorted(ordered, key=lambda c: (not c.chosen, -c.count))


def active(asked: Asked, counts: Mapping[str, Mapping[str, int]], address: Address) -> list[Active]:
    """What narrows a search. A person or a body that no visible hit names is shown as it was asked for: its name
    may not be public."""
    names = Names()
    return [
        Active(
            str(LABELS[name]),
            names.of(name, value, counted=value in counts.get(name, {})),
            address(asked.without(name, value)),
        )
        for name, values in asked.filters.items()
        for value in sorted(values)
    ]


def orders(asked: Asked, with_order: Callable[[Sorting], str]) -> list[Turn]:
    return [Turn(str(_ORDERS[each]), with_order(each), each == asked.order) for each in SORTINGS]


class Names:
    """Names of values in the interface's language."""

    def __init__(self) -> None:
        self._labels: dict[str, Mapping[str, str]] = {}

    def of(self, attribute: str, value: str, *, counted: bool = True) -> str:
        """``counted``: a visible text has the value, so that its name may be told."""
        if attribute in ("lang", "original_lang"):
            return language_name(value)
        if (attribute, value) in _NAMES:
            return str(_NAMES[attribute, value])
        if not counted:
            return value
        if attribute in ("state", "country"):
            return territory_name(value)
        if attribute in ("body", "person", "for"):
            return self._authorities("people" if attribute == "person" else "bodies").get(value, value)
        return value

    def _authorities(self, kind: str) -> Mapping[str, str]:
        if kind not in self._labels:
            self._labels[kind] = authority_labels(here.archive(), kind)
        return self._labels[kind]
