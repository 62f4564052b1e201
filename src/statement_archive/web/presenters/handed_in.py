"""A text as it was read: paragraphs to look at, what the file says of itself, what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from statement_archive.domain.errors import ArchiveError, InvalidInput, TooLarge, Undecodable
from statement_archive.domain.language import primary
from statement_archive.domain.segments import Segment
from statement_archive.importing import Imported, Suggestion
from statement_archive.web.names import html_lang, language_name, territory_name, text_direction
from statement_archive.web.presenters.choices import BODY_KINDS, METHODS, RENDITIONS, STANDINGS
from statement_archive.web.presenters.labels import FIELD_OF_FACT
from statement_archive.web.presenters.said import Said, all_said, said
from statement_archive.web.say import N_, Later, _

KINDS: dict[str, Later] = {
    "banner": N_("banner"),
    "title": N_("title"),
    "byline": N_("who speaks"),
    "dateline": N_("date and place"),
    "heading": N_("heading"),
    "salutation": N_("salutation"),
    "body": N_("paragraph"),
    "note": N_("note"),
    "stage": N_("stage direction"),
    "furniture": N_("page furniture"),
}
_FIRST, _LAST = 60, 5  # paragraphs shown of a long text
_QUOTED = 160  # characters of the words a suggestion came from
# These are asked: a suggestion stands beside them and chooses nothing.
_ASKED = frozenset({"rendition", "delivered_in", "body_kind"})


@dataclass(frozen=True, slots=True)
class Note:
    """Words of the file beside a field. ``reads``: what they are taken to say, in the reader's words."""

    field: str
    line: int
    quote: str
    reads: str
    value: str
    more: Said | None = None


@dataclass(frozen=True, slots=True)
class ShownSentence:
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class ShownParagraph:
    """``pieces``: sentences and what stands between them, in order."""

    id: str
    kind: str
    label: str
    number: str
    lang: str
    dir: str
    pieces: tuple[ShownSentence, ...]


@dataclass(frozen=True, slots=True)
class ShownBridge:
    """Both ends of what a page break seems to have cut."""

    before: str
    after: str
    end: str
    start: str
    applied: bool


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why the file cannot be read as it is. ``candidates``: encoding and first words in it."""

    title: str
    what: str
    detail: Said
    candidates: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """Everything the page shows of the text."""

    lang: str
    dir: str
    language: str
    paragraphs: tuple[ShownParagraph, ...]
    left_out: int
    last: tuple[ShownParagraph, ...]
    characters: int
    sentences: int
    counted: int
    encoding: str
    step: Said
    warnings: tuple[Said, ...]
    bridges: tuple[ShownBridge, ...]
    notes: dict[str, list[Note]] = field(default_factory=dict)


def look(imported: Imported, lang: str) -> Look:
    paragraphs = imported.table.paragraphs
    cut = len(paragraphs) > _FIRST + _LAST
    shown = list(_paragraphs(imported, paragraphs[:_FIRST] if cut else paragraphs, lang))
    notes: dict[str, list[Note]] = {}
    for note in _notes(imported.suggestions, lang):
        notes.setdefault(note.field, []).append(note)
    return Look(
        lang=html_lang(lang),
        dir=text_direction(lang),
        language=language_name(lang),
        paragraphs=tuple(shown),
        left_out=len(paragraphs) - _FIRST - _LAST if cut else 0,
        last=tuple(_paragraphs(imported, paragraphs[-_LAST:], lang)) if cut else (),
        characters=len(imported.text),
        sentences=len(imported.table.sentences),
        counted=len(paragraphs),
        encoding=imported.encoding,
        step=said(imported.step),
        warnings=all_said(imported.warnings),
        bridges=tuple(_bridges(imported)),
        notes=notes,
    )


def _paragraphs(imported: Imported, paragraphs: tuple[Segment, ...], lang: str) -> Iterator[ShownParagraph]:
    inside: dict[str, list[Segment]] = {p.id: [] for p in paragraphs}
    last = paragraphs[-1].end if paragraphs else 0
    at = 0
    for sentence in imported.table.sentences:
        if sentence.start >= last:
            break
        while at < len(paragraphs) and paragraphs[at].end <= sentence.start:
            at += 1
        if at < len(paragraphs) and sentence.start >= paragraphs[at].start:
            inside[paragraphs[at].id].append(sentence)
    for p in paragraphs:
        pieces = inside[p.id] or [p]
        own = p.lang or lang
        yield ShownParagraph(
            p.id,
            p.kind,
            str(KINDS[p.kind]),
            p.number,
            html_lang(own),
            text_direction(own),
            tuple(ShownSentence(s.id, s.cut(imported.text)) for s in pieces),
        )


def _bridges(imported: Imported) -> Iterator[ShownBridge]:
    for bridge in imported.bridges:
        end = imported.text[max(0, bridge.start - 90) : bridge.start]
        start = imported.text[bridge.end : bridge.end + 90]
        yield ShownBridge(
            bridge.before, bridge.after, end.partition(" ")[2] or end, start.rpartition(" ")[0] or start, bridge.applied
        )


def _notes(suggestions: tuple[Suggestion, ...], lang: str) -> Iterator[Note]:
    for s in suggestions:
        name = FIELD_OF_FACT.get(s.fact)
        if name is None:
            continue
        quote = " ".join(s.quote.split())
        quote = quote if len(quote) <= _QUOTED else quote[: _QUOTED - 1] + "…"
        yield Note(name, s.line, quote, _reads(s), _value(s), said(s.note) if s.note else None)
        if s.fact == "original_languages" and not any(primary(tag) == primary(lang) for tag in s.value):
            yield Note("rendition", s.line, quote, _("this text would then be a translation"), "")


def _value(s: Suggestion) -> str:
    """As a person would type it."""
    if s.fact == "dates":
        # As printed: the record keeps the words of a date beside what they mean.
        return str(s.value["raw"]) if s.value["edtf"] else ""
    if isinstance(s.value, list | tuple):
        return ", ".join(str(each) for each in s.value)
    return str(s.value)


def _reads(s: Suggestion) -> str:
    """Where the words and what they are taken to say differ."""
    if s.fact == "original_languages":
        return ", ".join(language_name(tag) for tag in s.value)
    if s.fact == "body.country":
        return territory_name(str(s.value))
    if s.fact == "dates":
        return str(s.value["edtf"])
    known: dict[str, dict[str, Any]] = {
        "body.kind": BODY_KINDS,
        "relation": RENDITIONS,
        "standing": STANDINGS,
        "method": METHODS,
    }
    return str(known.get(s.fact, {}).get(str(s.value), ""))


def prefilled(notes: dict[str, list[Note]]) -> dict[str, str]:
    """What the form begins with where nobody has typed yet; facts that are asked stay open."""
    values = {name: beside[0].value for name, beside in notes.items() if name not in _ASKED}
    if "symbols" in notes:
        values["symbols"] = ", ".join(note.value for note in notes["symbols"])
    if "delivered_in" in notes:
        values["original_langs"] = notes["delivered_in"][0].value
    return {name: value for name, value in values.items() if value}


def trouble(error: ArchiveError) -> Trouble:
    """Why a file that is kept cannot be read yet, and what would help."""
    if isinstance(error, Undecodable):
        found = error.details.get("candidates") or ()
        candidates = tuple((c["encoding"], c["preview"]) for c in found if isinstance(c, dict))  # type: ignore[attr-defined]  # a tuple of dicts, as importing.candidates makes it
        if candidates:
            return Trouble(
                _("Which encoding is this file in?"),
                _("It is not UTF-8, and several encodings would fit. Choose the one in which the words are right."),
                said(error.message),
                candidates,
            )
        return Trouble(
            _("This file cannot be read as text"),
            _("Its bytes are text in no encoding that is certain. Name the encoding, or hand in another file."),
            said(error.message),
        )
    if isinstance(error, TooLarge):
        return Trouble(
            _("This file is too large"),
            _("It is more than the archive takes in one piece. Hand in a shorter one in its place, or several parts."),
            said(error.message),
        )
    if isinstance(error, InvalidInput):
        return Trouble(
            _("This cannot be read as said"), _("Change what is said below and look again."), said(error.message)
        )
    return Trouble(
        _("There is no text in this file"),
        _("Hand in another file in its place, or discard the draft."),
        said(error.message),
    )
