"""RIS: lines of two letters and a value, for reference managers that read nothing newer.

A statement is ``SLIDE``, which Zotero reads as a presentation, its type for speeches (RIS has none); anything else is
``GEN``. RIS cannot escape: a line break in a value is a space.
"""

from __future__ import annotations

from collections.abc import Iterator

from statement_archive.exporting.csl_json import Item
from statement_archive.exporting.runs import without_marks


def ris(item: Item) -> str:
    """A CSL-JSON item as one record, lines ended by CR LF."""
    lines = [f"{tag}  - {without_marks(value)}" for tag, value in _lines(item) if value]
    return "\r\n".join(("TY  - " + ("SLIDE" if item["type"] == "speech" else "GEN"), *lines, "ER  - ", ""))


def _lines(item: Item) -> Iterator[tuple[str, str]]:
    yield "ID", item["id"]
    for name in item.get("author", ()):
        yield "AU", name["literal"]
    yield "TI", item["title"]
    yield "M3", item.get("genre", "")
    yield "T2", item.get("event-title", "")
    yield "CY", item.get("event-place", "")
    yield from _dates(item)
    yield "M1", item.get("number", "")
    yield "LA", item.get("language", "")
    yield "UR", item.get("URL", "")
    yield "N1", item.get("note", "")
    year, month, day = item["accessed"]["date-parts"][0]
    yield "Y2", f"{year:04}/{month:02}/{day:02}/"


def _dates(item: Item) -> Iterator[tuple[str, str]]:
    issued = item.get("issued", {})
    parts = issued.get("date-parts", [[]])[0]
    if parts:
        year, month, day = (*(f"{part:02}" for part in parts), "", "")[:3]
        yield "PY", year.zfill(4)
        yield "DA", f"{year.zfill(4)}/{month}/{day}/"
    elif "literal" in issued:
        yield "DA", f"///{issued['literal']}"
