"""What a page says of itself to browsers that collect references: Dublin Core, Highwire, and Zotero's own type."""

from __future__ import annotations

from collections.abc import Iterator

from statement_archive.exporting.csl_json import Item

Tag = tuple[str, str]


def meta_tags(item: Item) -> tuple[Tag, ...]:
    """Names and contents of ``meta`` elements; what is not known has none."""
    return tuple((name, content) for name, content in _tags(item) if content)


def _tags(item: Item) -> Iterator[Tag]:
    speech = item["type"] == "speech"
    yield "z:itemType", "presentation" if speech else "document"
    yield "citation_title", item["title"]
    yield "DC.title", item["title"]
    for name in item.get("author", ()):
        yield "citation_author", name["literal"]
        yield "DC.creator", name["literal"]
    parts = item.get("issued", {}).get("date-parts", [[]])[0]
    yield "citation_publication_date", "/".join(f"{part:02}" for part in parts)
    yield "DC.date", "-".join(f"{part:02}" for part in parts)
    yield "citation_language", item.get("language", "")
    yield "DC.language", item.get("language", "")
    yield "DC.type", item.get("genre", "")
    yield "DC.coverage", item.get("event-place", "")
    yield "citation_public_url", item["URL"]
    yield "DC.identifier", item["URL"]
    yield "DC.description", item.get("note", "")
