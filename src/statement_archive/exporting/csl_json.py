"""CSL-JSON: what reference managers and citation processors read.

A statement is a ``speech``, a document or position a ``document``: whether it is a treaty is not among the facts.
Names are ``literal``, since nobody recorded which part of a name is the family's. ``custom`` holds the version.
"""

from __future__ import annotations

import re
from typing import Any

from statement_archive.exporting.phrases import phrase, spoken
from statement_archive.exporting.record import Record

Item = dict[str, Any]
_DAY = r"(-?\d{4,})(?:-(\d{2})(?:-(\d{2}))?)?"
_DATE = re.compile(rf"{_DAY}([?~%]?)")
_SEASON = re.compile(r"(\d{4})-(2[1-4])")  # EDTF: 21 is spring
_SPAN = re.compile(rf"{_DAY}[?~%]?/{_DAY}[?~%]?")


def csl_item(record: Record, note: str, lang: str) -> Item:
    """Empty facts are left out. ``lang``: the language of the citation, in which kinds of statement are named."""
    said = spoken(lang)
    item: Item = {
        "id": record.id,
        "type": "speech" if record.kind == "statement" else "document",
        "title": record.title or f"[{genre(record, said, with_body=bool(record.author))}]",
        "author": [{"literal": name} for name in (record.author or record.body,) if name],
        "genre": genre(record, said, with_body=bool(record.author)) if record.title else "",
        "event-title": ", ".join(record.event),
        "event-place": record.place,
        "issued": csl_date(record.date) if record.date else {},
        "number": ", ".join(record.symbols),
        "language": record.lang,
        "URL": record.url,
        "accessed": {"date-parts": [[record.accessed.year, record.accessed.month, record.accessed.day]]},
        "note": note,
        "custom": {"version": record.version, "sha256": record.sha256} if record.version else {},
    }
    return {key: value for key, value in item.items() if value}


def genre(record: Record, lang: str, *, with_body: bool) -> str:
    """“joint statement, Norvenia”: the kind, and the body where the author is the person who spoke."""
    key: str = record.kind
    if key == "document" and record.title:
        return ""
    if key == "statement" and record.statement_kind not in (None, "general", "other"):
        key = str(record.statement_kind)
    parts = [phrase(lang, key), record.body if with_body else ""]
    return ", ".join(part for part in parts if part)


def csl_date(raw: str) -> dict[str, Any]:
    """EDTF as CSL's parts with the precision it has; anything else as it was written."""
    if span := _SPAN.fullmatch(raw):
        parts = span.groups()
        return {"date-parts": [_parts(parts[:3]), _parts(parts[3:])]}
    if season := _SEASON.fullmatch(raw):
        return {"date-parts": [[int(season[1])]], "season": int(season[2]) - 20}
    if found := _DATE.fullmatch(raw):
        year, month, day, doubt = found.groups()
        return {"date-parts": [_parts((year, month, day))], **({"circa": True} if doubt else {})}
    return {"literal": raw}


def _parts(given: tuple[str | None, ...]) -> list[int]:
    return [int(part) for part in given if part is not None]
