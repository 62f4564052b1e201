"""Where the words of a slip come from, as a sentence made of stored facts; what is unknown is said to be unknown.

::

    provenance (facts as stored) ──clauses──▶ (what it is, value)  ──sentence──▶ "Speaker: …; delivered: unknown; …"

The page has the same clauses in the reader's language (web/presenters/slip.py; a test compares the two).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["text", "words", "date", "languages", "instant", "code"]

LABELS: dict[str, str] = {
    "speaker": "speaker",
    "body": "on behalf of",
    "issuer": "body",
    "delivered": "delivered",
    "written": "written",
    "adopted": "adopted",
    "published": "published",
    "retrieved": "retrieved",
    "dated": "dated",
    "place": "place",
    "forum": "forum",
    "symbols": "symbols",
    "delivered_in": "language of delivery",
    "original_in": "original language",
    "language": "language of these words",
    "relation": "what they are",
    "basis": "basis",
    "made_from": "translated from",
    "via": "by way of",
    "maker": "translated by",
    "method": "method",
    "standing": "standing",
    "taken_in": "taken in",
    "file": "file as received",
    "source_url": "from the address",
}
CODES: dict[str, str] = {
    "unknown": "unknown",
    "not stated": "not stated",
    "none": "none",
    # kinds of body
    "state": "State",
    "ngo": "non-governmental organisation",
    "igo": "international organisation",
    "group": "group",
    "person": "in a personal capacity",
    # relation to delivery
    "delivered": "delivered wording",
    "prepared": "prepared text, to be checked against delivery",
    "record": "verbatim record",
    "summary": "summary record, not the speaker's own words",
    "written": "written text",
    "translation": "translation",
    # basis
    "recording": "confirmed by the recording",
    "by record": "after the record of the meeting",
    "podium": "after the file from the podium",
    "editor": "in the editor's judgement",
    # maker, method, standing
    "delegation": "the delegation",
    "human": "by a person",
    "interpretation": "interpretation, written down",
    "machine": "by machine",
    "post-edited": "by machine, edited by a person",
    "official": "official",
    "unofficial": "unofficial",
    # state of a unit
    "initial": "not translated yet",
    "translated": "translated, not reviewed",
    "reviewed": "reviewed",
    "final": "final",
    "outdated": "outdated: the source was changed since",
}


@dataclass(frozen=True, slots=True)
class Clause:
    """``values``: words as recorded, codes, tags of languages, or one date; none: unknown. ``notes``: codes beside
    them."""

    label: str
    kind: Kind
    values: tuple[str, ...]
    notes: tuple[str, ...] = ()


def clauses(provenance: Mapping[str, Any]) -> Iterator[Clause]:
    """In the order in which somebody asks: who, for whom, when, where, in which language; and what these words are."""
    document = provenance["kind"] == "document"
    if not document:
        yield _text("speaker", *(_some(provenance["speaker"], provenance["role"])))
    kind = provenance["body_kind"]
    of_kind = (kind,) if provenance["body"] and kind != "unknown" else ()
    yield Clause("issuer" if document else "body", "text", _some(provenance["body"]), of_kind)
    yield Clause(provenance["date_event"], "date", _some(provenance["date"]))
    yield _text("place", *_some(provenance["place"]))
    if not document or provenance["forum"]:
        yield _text("forum", *_some(provenance["forum"], provenance["meeting"]))
    if provenance["symbols"]:
        yield _text("symbols", *provenance["symbols"])
    languages = tuple(provenance["original_languages"])
    yield Clause("original_in" if document else "delivered_in", "languages", languages)
    yield Clause("language", "languages", (provenance["lang"],))
    yield from _translated(provenance) if provenance["translation"] else _as_it_was(provenance)
    yield Clause("taken_in", "instant", (provenance["taken_in"],))
    yield _text("file", *_some(provenance["file"])) if provenance["file"] else Clause("file", "code", ("none",))
    if provenance["source_url"]:
        yield _text("source_url", provenance["source_url"])


def _as_it_was(provenance: Mapping[str, Any]) -> Iterator[Clause]:
    yield Clause("relation", "code", (provenance["relation"],))
    basis = provenance["basis"]
    how = "by record" if basis["how"] == "record" else basis["how"]
    said = _some(basis["by"], basis["at"], basis["note"])
    if how or said:
        yield Clause("basis", "text", said, (how,) if how else ())
    elif provenance["relation"] == "delivered":
        yield Clause("basis", "code", ("not stated",))


def _translated(provenance: Mapping[str, Any]) -> Iterator[Clause]:
    summary = ("summary",) if provenance["relation"] == "summary" else ()
    prepared = ("prepared",) if provenance["relation"] == "prepared" else ()
    yield Clause("relation", "code", ("translation", *summary, *prepared))
    source = provenance["source"]
    if source["expression"]:
        at = f"{source['expression']}@{source['version']}" if source["version"] else source["expression"]
        yield _text("made_from", at)
    else:
        yield Clause("made_from", "languages", _some(source["lang"]))
    if source["via"]:
        yield Clause("via", "languages", (source["via"],))
    maker = provenance["maker"]
    names = _some(maker["name"]) or tuple(provenance["translators"])
    yield Clause("maker", "text", names, ("delegation",) if maker["kind"] == "delegation" else ())
    states = _some(provenance["state"], "outdated" if provenance["outdated"] else "")
    yield Clause("method", "code", (provenance["method"],))
    yield Clause("standing", "code", (provenance["standing"], *states))


def _some(*values: str | None) -> tuple[str, ...]:
    return tuple(value for value in values if value)


def _text(label: str, *values: str) -> Clause:
    return Clause(label, "text", values)


def sentence(provenance: Mapping[str, Any], language: Callable[[str], str]) -> str:
    """In English; ``language`` names a tag."""
    made = "; ".join(f"{LABELS[one.label]}: {_value(one, language)}" for one in clauses(provenance))
    return f"{made[:1].upper()}{made[1:]}."


def _value(one: Clause, language: Callable[[str], str]) -> str:
    shown = [CODES[v] if one.kind == "code" else language(v) if one.kind == "languages" else v for v in one.values]
    if one.kind == "instant":
        shown = [v[:10] for v in one.values]
    return with_notes(shown, [CODES[note] for note in one.notes]) or CODES["unknown"]


def with_notes(values: Sequence[str], notes: Sequence[str]) -> str:
    """``Centre for Peace (non-governmental organisation)``."""
    said, beside = ", ".join(values), ", ".join(notes)
    return f"{said} ({beside})" if said and beside else said or beside
