"""What somebody says about a text that is handed in: confirmed facts, by the names of the flags.

::

    flags / form fields ──DepositRequest──▶ WorkFacts, ExpressionFacts     (unknown where not given)

What the file says of itself is never read here: suggestions become facts only when a person confirms
them (:func:`with_suggestions` is that confirmation, all at once).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal, cast

from statement_archive.domain.dates import edtf_date
from statement_archive.domain.errors import InvalidInput
from statement_archive.domain.facts import (
    Basis,
    Body,
    DateClaim,
    ExpressionFacts,
    Maker,
    Party,
    Rights,
    Source,
    Speaker,
    Visibility,
    WorkFacts,
    dump_facts,
    load_facts,
)
from statement_archive.domain.language import MULTIPLE, UNDETERMINED, language_tag, matches, may_be_in
from statement_archive.domain.works import WorkState
from statement_archive.importing.cldr import country_of
from statement_archive.importing.dates import find_dates
from statement_archive.importing.suggestions import Suggestion

Rendition = Literal["delivered", "prepared", "record", "summary", "written", "translation", "unknown"]
RENDITIONS: tuple[str, ...] = Rendition.__args__  # type: ignore[attr-defined]  # a Literal has its values there


@dataclass(frozen=True, slots=True, kw_only=True)
class DepositRequest:
    """A text and the facts confirmed about it; an empty field is unknown, never a default."""

    content: bytes
    file_name: str
    lang: str
    rendition: str
    work: str = ""
    expression: str = ""
    encoding: str = ""
    media: str = ""
    sentences: Literal["auto", "lines"] = "auto"
    bridge: bool | tuple[int, ...] = False  # all offers, or those whose gaps begin here
    segment_langs: Mapping[str, str] = field(default_factory=dict)
    # the work
    kind: str = "statement"
    title: str = ""
    title_lang: str = ""
    date: str = ""
    place: str = ""
    forum: str = ""
    series: str = ""
    session: str = ""
    meeting: str = ""
    agenda_item: str = ""
    chair: str = ""
    statement_kind: str = ""
    symbols: tuple[str, ...] = ()
    speaker: str = ""
    speaker_role: str = ""
    body: str = ""
    body_kind: str = ""
    body_country: str = ""
    on_behalf_of: tuple[str, ...] = ()
    original_langs: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    # the expression
    translated_from: str = ""
    via: str = ""
    maker: str = ""
    maker_kind: str = ""
    method: str = ""
    standing: str = ""
    basis_by: str = ""
    basis_how: str = ""
    source_url: str = ""
    licence: str = ""
    draft: bool = False
    embargo_until: datetime | None = None


def _title_lang(request: DepositRequest) -> str:
    """Of the text, unless its own letters speak against it: then it is not known."""
    lang = language_tag(request.lang)
    return "" if lang == MULTIPLE or not may_be_in(request.title, lang) else lang


def work_facts(request: DepositRequest) -> WorkFacts:
    """Facts of a new work. Raises InvalidInput."""
    title_lang = language_tag(request.title_lang) if request.title_lang else _title_lang(request)
    data: dict[str, Any] = {
        "kind": request.kind,
        "titles": [{"value": request.title, "lang": title_lang}] if request.title else [],
        "speaker": dump_facts(Speaker(name=request.speaker, role=request.speaker_role)),
        "body": {
            k: v
            for k, v in (
                ("name", request.body),
                ("kind", request.body_kind),
                ("country", country_code(request.body_country, request.lang) if request.body_country else ""),
            )
            if v
        },
        "parties": [dump_facts(Party(body=Body(name=name), part="spoken_for")) for name in request.on_behalf_of],
        "dates": [dump_facts(date_claim(request.date, request.kind, request.lang))] if request.date else [],
        "place": request.place,
        "occasion": {
            k: v
            for k, v in (
                ("forum", request.forum),
                ("series", request.series),
                ("session", request.session),
                ("meeting", request.meeting),
                ("agenda_item", request.agenda_item),
                ("chair", request.chair),
                ("statement_kind", request.statement_kind),
                ("symbols", list(request.symbols)),
            )
            if v
        },
        "original_languages": original_languages(request),
        "topics": list(request.topics),
        "visibility": dump_facts(_visibility(request)),
    }
    return load_facts(WorkFacts, {k: v for k, v in data.items() if v})


def date_claim(raw: str, kind: str, lang: str = "en") -> DateClaim:
    """A date as given: EDTF, or words in any language the importer reads. Raises InvalidInput."""
    event = "adopted" if kind == "document" else "delivered"
    try:
        return DateClaim(raw=raw, edtf=edtf_date(raw), event=cast("Any", event))
    except InvalidInput:
        found = [d.edtf for d in find_dates(raw, lang) if d.edtf]
        if not found:
            raise
        return DateClaim(raw=raw, edtf=found[0], event=cast("Any", event))


def country_code(raw: str, lang: str) -> str:
    """ISO 3166 code of a country, by its code or by its name in this language or English. Raises
    InvalidInput."""
    if re.fullmatch(r"[A-Z]{2}", raw):
        return raw
    found = country_of(raw, lang) or country_of(raw, "en")
    if not found:
        raise InvalidInput(f"not a country: {raw!r} (ISO 3166 code, for example KZ, or its name)")
    return found


def original_languages(request: DepositRequest) -> list[str]:
    """Languages of delivery that this request confirms, in canonical form; none where they are said to be
    undetermined."""
    if _said_unknown(request):
        return []
    given = [language_tag(tag) for tag in request.original_langs]
    if not given and is_original(request):
        own = [request.lang] if request.lang != MULTIPLE else sorted(set(request.segment_langs.values()))
        given = [language_tag(tag) for tag in own]
    return list(dict.fromkeys(given))


def _said_unknown(request: DepositRequest) -> bool:
    """Whether somebody said that the language of delivery is unknown, which is more than not saying it."""
    return set(request.original_langs) == {UNDETERMINED}


def is_original(request: DepositRequest) -> bool:
    """Whether the words are themselves an original: delivered, prepared, written or recorded, and neither
    said to be translated nor in a language other than that of delivery."""
    if request.rendition not in ("delivered", "prepared", "written", "record") or request.translated_from:
        return False
    langs = [language_tag(tag) for tag in request.original_langs]
    return (
        not langs
        or request.lang == MULTIPLE
        or any(matches(request.lang, tag) or matches(tag, request.lang) for tag in langs)
    )


def expression_facts(request: DepositRequest, work: WorkState | None) -> ExpressionFacts:
    """Facts of the new expression. Raises InvalidInput, also for a source that is not of this work."""
    if request.rendition not in RENDITIONS:
        raise InvalidInput(f"not a rendition: {request.rendition!r}", choices=RENDITIONS)
    relation = "unknown" if request.rendition == "translation" else request.rendition
    data: dict[str, Any] = {
        "lang": language_tag(request.lang),
        "relation": relation,
        "source": dump_facts(_source(request, work)),
        "maker": dump_facts(Maker(name=request.maker, kind=cast("Any", request.maker_kind or "unknown"))),
        "method": request.method or "unknown",
        "standing": request.standing or "unknown",
        "basis": dump_facts(Basis(by=request.basis_by, how=cast("Any", request.basis_how or None))),
        "rights": dump_facts(Rights(licence=request.licence)),
        "visibility": dump_facts(_visibility(request)),
        "source_url": request.source_url,
    }
    return load_facts(ExpressionFacts, data)


def _visibility(request: DepositRequest) -> Visibility:
    if request.draft:
        return Visibility(state="draft")
    if request.embargo_until is not None:
        if request.embargo_until.tzinfo is None:
            raise InvalidInput("an embargo needs the zone of its time, for example 2026-12-01T10:00+01:00")
        return Visibility(state="embargoed", until=request.embargo_until)
    return Visibility()


def _source(request: DepositRequest, work: WorkState | None) -> Source:
    via = language_tag(request.via) if request.via else ""
    if request.translated_from:
        there = work.expressions if work else {}
        source = next((e for e in there.values() if e.id == request.translated_from), None)
        if source is None:
            raise InvalidInput(f"no expression {request.translated_from} of this work", choices=sorted(there))
        return Source(kind="expression", expression=source.id, version=len(source.versions) or None, via=via)
    if is_original(request):
        return Source(kind="original")
    if _said_unknown(request) or (request.rendition in ("unknown", "summary") and not request.original_langs):
        return Source(via=via)
    recorded = work.facts.original_languages if work else ()
    langs = [language_tag(tag) for tag in request.original_langs or recorded]
    if len(langs) != 1:
        return Source(via=via)
    held = work is not None and any(
        e.facts.is_original and matches(e.facts.lang, langs[0]) for e in work.expressions.values()
    )
    return Source(kind="unknown" if held else "not_held", lang=langs[0], via=via)


_SINGLE = {
    "title": "title",
    "place": "place",
    "speaker.name": "speaker",
    "speaker.role": "speaker_role",
    "body.name": "body",
    "body.kind": "body_kind",
    "body.country": "body_country",
    "standing": "standing",
    "method": "method",
    "occasion.forum": "forum",
    "occasion.session": "session",
    "occasion.meeting": "meeting",
    "occasion.chair": "chair",
    "source.via": "via",
}


def with_suggestions(request: DepositRequest, suggestions: Iterable[Suggestion]) -> DepositRequest:
    """The request with what the file says of itself, wherever nothing else was said: flags win."""
    changes: dict[str, Any] = {}
    for s in suggestions:
        if s.fact in _SINGLE and not getattr(request, _SINGLE[s.fact]):
            changes.setdefault(_SINGLE[s.fact], s.value)
        elif s.fact == "dates" and not request.date and s.value.get("edtf"):
            changes.setdefault("date", s.value["edtf"])
        elif s.fact.startswith("visibility.") and request.embargo_until is None:
            changes["draft"] = True  # a text that says it is not public waits until somebody publishes it
        elif s.fact == "original_languages" and not request.original_langs:
            changes.setdefault("original_langs", tuple(s.value))
        elif s.fact == "occasion.symbols" and not request.symbols:
            changes["symbols"] = (*changes.get("symbols", ()), *([s.value] if isinstance(s.value, str) else s.value))
    return replace(request, **changes)
