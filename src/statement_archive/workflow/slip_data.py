"""What a slip says, from a check and what is held: plain data, facts as they are stored."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from babel import Locale

from statement_archive.domain.events import stamp
from statement_archive.domain.facts import Source, dump_facts
from statement_archive.domain.segments import Segment, SegmentTable
from statement_archive.domain.works import Expression, Version
from statement_archive.workflow.aligning import originals
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.credit import Names, hands
from statement_archive.workflow.passages import Passage
from statement_archive.workflow.quote_check import Check
from statement_archive.workflow.quote_data import check_data
from statement_archive.workflow.reading import Work

# Of a check, beside where it stands: what the contract says is always shown.
SHOWN = (
    "verdict",
    "also",
    "fragments",
    "omitted",
    "omitted_words",
    "alarm",
    "folded",
    "adapted",
    "diff",
    "reordered",
    "starts_inside",
    "stops_inside",
    "disagrees",
    "superseded_by",
    "missing",
)
_CLDR = Locale("en")


def shown_of(check: Check) -> dict[str, Any]:
    data = check_data(check)
    return {name: data[name] for name in SHOWN}


def text_field(work: Work, expression: Expression, version: Version) -> dict[str, Any]:
    file = version.file
    received = (
        {"name": file.name, "path": file.key.path, "sha256": file.key.sha256, "bytes": file.size} if file else None
    )
    return {
        "work": work.id,
        "expression": expression.id,
        "version": version.n,
        "versions": len(expression.versions),
        "lang": expression.facts.lang,
        "path": version.text.path,
        "sha256": version.text.sha256,
        "characters": version.characters,
        "file": received,
    }


def paragraph_numbers(table: SegmentTable, start: int, end: int) -> list[str]:
    """Numbers of the paragraphs that the span touches, as printed or counted; what has no number (a heading) is left
    out: an internal id is never given as a number."""
    touched = (p for p in table.paragraphs if p.start < end and start < p.end)
    return [p.number for p in touched if p.number]


def language_at(table: SegmentTable, start: int, expression: Expression) -> str:
    """The language of the words that begin there."""
    inside: Sequence[Segment] = [s for s in (*table.sentences, *table.paragraphs) if s.start <= start < s.end]
    return next((s.lang for s in inside if s.lang), expression.facts.lang)


def beside_field(passage: Passage) -> dict[str, Any]:
    """The same passage in another text of the work."""
    facts = passage.expression.facts
    return {
        "expression": passage.expression.id,
        "version": passage.version.n,
        "sha256": passage.version.text.sha256,
        "segments": list(passage.segments),
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "lang": passage.lang,
        "original": passage.original,
        "relation": facts.relation,
        "source": _source(facts.source),
        "maker": {"kind": facts.maker.kind, "name": facts.maker.name},
        "method": facts.method,
        "standing": facts.standing,
        "state": passage.state,
        "outdated": passage.outdated,
        "joined": passage.how,
    }


def original_field(work: Work, expression: Expression, others: Sequence[Passage]) -> dict[str, Any]:
    """Where the original of quoted words is: they are it themselves, it stands among ``beside``, its sentence is not
    aligned with them, or it is not held."""
    if expression.facts.is_original:
        state = "quoted"
    elif any(other.original for other in others):
        state = "held"
    else:
        state = "not aligned" if originals(work) else "not held"
    return {"state": state, "languages": list(work.state.facts.original_languages)}


def provenance(archive: Archive, names: Names, work: Work, passage: Passage) -> dict[str, Any]:
    """Who delivered what, when, where, in which language; by whom translated, from what. Empty: unknown."""
    facts, expression, version = work.state.facts, passage.expression, passage.version
    made = expression.facts
    claim = facts.date("delivered") or facts.date("adopted") or (facts.dates[0] if facts.dates else None)
    event = claim.event if claim else "adopted" if facts.kind == "document" else "delivered"
    occasion = facts.occasion
    return {
        "kind": facts.kind,
        "title": facts.title,
        "speaker": facts.speaker.name,
        "role": facts.speaker.role,
        "body": facts.body.name,
        "body_kind": facts.body.kind,
        "country": facts.body.country or "",
        "date": (claim.edtf or claim.raw) if claim else "",
        "date_event": "dated" if event == "unknown" else event,
        "place": facts.place,
        "forum": occasion.forum,
        "meeting": ", ".join(part for part in (occasion.series, occasion.session, occasion.meeting) if part),
        "symbols": list(occasion.symbols),
        "original_languages": list(facts.original_languages),
        "lang": passage.lang,
        "translation": not made.is_original,
        "relation": made.relation,
        "basis": {"how": "", "by": "", "at": "", "note": "", **dump_facts(made.basis)},
        "source": _source(made.source),
        "maker": {"kind": made.maker.kind, "name": made.maker.name},
        "translators": _translators(archive, names, work, expression),
        "method": made.method,
        "standing": made.standing,
        "state": passage.state,
        "outdated": passage.outdated,
        "taken_in": stamp(version.at),
        "file": version.file.name if version.file else "",
        "source_url": made.source_url,
    }


def _source(source: Source) -> dict[str, Any]:
    return {"kind": "unknown", "expression": "", "version": None, "lang": "", "via": "", **dump_facts(source)}


def _translators(archive: Archive, names: Names, work: Work, expression: Expression) -> list[str]:
    """Of a translation made here whose words stand in it, most first; erased names are not told."""
    made = work.translations.get(expression.id)
    if made is None:
        return []
    found = hands(archive, work, made)
    ordered = sorted(found, key=lambda hand: (-found[hand], hand.claimed, hand.person))
    told = (hand.claimed or (names(hand.person) if hand.person else "") for hand in ordered)
    return list(dict.fromkeys(name for name in told if name))


def english(tag: str) -> str:
    """The name of a language in English; the tag itself where CLDR has none."""
    return str(_CLDR.languages.get(tag) or _CLDR.languages.get(tag.partition("-")[0]) or tag)
