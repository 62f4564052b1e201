"""Facets of the list of works, with their names in the interface's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from statement_archive.web.names import language_name, sorted_by_name
from statement_archive.web.say import N_, Later
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.browsing import Facet
from statement_archive.workflow.names import authorities


@dataclass(frozen=True, slots=True)
class FacetView:
    """``options``: value, name, how many works."""

    name: str
    label: str
    chosen: str
    options: tuple[tuple[str, str, int], ...]


_LABELS: dict[Facet, Later] = {
    "body": N_("State or body"),
    "speaker": N_("Speaker"),
    "forum": N_("Forum"),
    "year": N_("Year"),
    "language": N_("Language of a text"),
    "held": N_("Original"),
}
_HELD: dict[str, Later] = {
    "held": N_("held"),
    "missing": N_("missing: not held"),
    "unknown": N_("language of delivery unknown"),
}
_ORDERS: dict[str, Later] = {
    "newest": N_("Newest first"),
    "oldest": N_("Oldest first"),
    "title": N_("By title"),
    "added": N_("Last added first"),
}


def order_names() -> list[tuple[str, str]]:
    return [(key, str(label)) for key, label in _ORDERS.items()]


def facet_views(
    archive: Archive, counts: Mapping[Facet, Mapping[str, int]], chosen: Mapping[Facet, str]
) -> tuple[FacetView, ...]:
    """In alphabetical order of the interface's language; years from the newest."""
    names = {"body": authority_labels(archive, "bodies"), "speaker": authority_labels(archive, "people")}
    views: list[FacetView] = []
    for facet, label in _LABELS.items():
        values = set(counts[facet]) | ({chosen[facet]} if chosen[facet] else set())
        # What no visible work counts under is shown as it was asked: its name may not be public.
        known = {v: _name(facet, v, names.get(facet, {})) for v in counts[facet]}
        options = [(v, known.get(v, v), counts[facet].get(v, 0)) for v in values]
        ordered = sorted_by_name(options, lambda option: option[1])
        views.append(FacetView(facet, str(label), chosen[facet], tuple(ordered[::-1] if facet == "year" else ordered)))
    return tuple(views)


def _name(facet: Facet, value: str, names: Mapping[str, str]) -> str:
    if facet == "language":
        return language_name(value)
    if facet == "held":
        return str(_HELD.get(value, value))
    return names.get(value, value)


def authority_labels(archive: Archive, kind: str) -> dict[str, str]:
    return {key: entry.label for key, entry in authorities(archive, kind).entries.items()}
