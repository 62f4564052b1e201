r"""BibTeX, written only: one ``@misc`` entry, UTF-8, for BibTeX and biber alike.

Names and titles stand in double braces: nothing is split into given name and family, no capital is changed. What TeX
would act upon is escaped (``\&``, ``\textbraceleft{}``: ``\{`` would count as a brace).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from statement_archive.exporting.csl_json import Item
from statement_archive.exporting.runs import without_marks

_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{c: f"\\{c}" for c in "#$%&_"},
}
_SPECIAL = re.compile(r"[\\{}~^#$%&_]")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def bibtex(item: Item) -> str:
    """A CSL-JSON item as one entry."""
    key = re.sub(r"[^A-Za-z0-9.-]+", "-", item["id"])
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(item))
    return f"@misc{{{key},\n{fields}}}\n"


def _fields(item: Item) -> Iterator[tuple[str, str]]:
    if author := item.get("author"):
        yield "author", "{" + " and ".join(f"{{{_escaped(name['literal'])}}}" for name in author) + "}"
    yield "title", f"{{{{{_escaped(item['title'])}}}}}"
    yield from _dates(item)
    for name, key in (("eventtitle", "event-title"), ("address", "event-place"), ("number", "number")):
        if item.get(key):
            yield name, f"{{{_escaped(item[key])}}}"
    where = [item.get(key, "") for key in ("genre", "event-title")]
    if any(where):
        yield "howpublished", f"{{{_escaped(', '.join(part for part in where if part))}}}"
    if item.get("language"):
        yield "language", f"{{{_escaped(item['language'])}}}"
    yield "url", "{" + item["URL"].replace("{", "%7B").replace("}", "%7D") + "}"
    year, month, day = item["accessed"]["date-parts"][0]
    yield "urldate", f"{{{year:04}-{month:02}-{day:02}}}"
    if item.get("note"):
        yield "note", f"{{{_escaped(item['note'])}}}"


def _dates(item: Item) -> Iterator[tuple[str, str]]:
    issued = item.get("issued", {})
    parts = issued.get("date-parts", [[]])[0]
    if "literal" in issued:
        yield "year", f"{{{_escaped(issued['literal'])}}}"
    if parts:
        yield "year", f"{{{parts[0]}}}"
        yield "date", "{" + "-".join(f"{part:02}" for part in parts) + "}"
    if len(parts) > 1:
        yield "month", _MONTHS[parts[1] - 1] if 1 <= parts[1] <= 12 else f"{{{parts[1]}}}"


def _escaped(value: str) -> str:
    return _SPECIAL.sub(lambda found: _ESCAPES[found[0]], without_marks(value))
