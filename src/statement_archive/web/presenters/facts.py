"""The facts of a work in a reader's words. An organisation *from* a country is never shown as the country."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from statement_archive.domain.dates import sort_key
from statement_archive.domain.facts import Body, DateClaim, Party, WorkFacts
from statement_archive.web.dates import show_edtf
from statement_archive.web.names import language_name, territory_name
from statement_archive.web.say import N_, Later, _
from statement_archive.workflow.browsing import Entry
from statement_archive.workflow.reading import Work


@dataclass(frozen=True, slots=True)
class Line:
    """A value as recorded, and what is to be said beside it in the interface's language. ``other``: a translation of
    the value above it, in ``lang``."""

    text: str
    note: str = ""
    href: str = ""
    lang: str = ""
    other: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A work in a list."""

    id: str
    title: str
    lang: str
    date: str
    speaker: str
    body: str
    body_note: str
    forum: str
    languages: tuple[str, ...]
    missing: tuple[str, ...]
    kind: str


_BODIES: dict[str, Later] = {
    "state": N_("State"),
    "ngo": N_("non-governmental organisation"),
    "igo": N_("international organisation"),
    "group": N_("group"),
    "person": N_("in a personal capacity"),
    "unknown": N_("kind of body unknown"),
}
_PARTS: dict[str, Later] = {
    "spoken_for": N_("spoken for"),
    "co_sponsor": N_("co-sponsor"),
    "endorser": N_("endorsed it"),
    "aligned": N_("aligned itself"),
    "dissociated": N_("dissociated itself"),
}
_EVENTS: dict[str, Later] = {
    "delivered": N_("Delivered"),
    "written": N_("Written"),
    "published": N_("Published"),
    "retrieved": N_("Retrieved"),
    "adopted": N_("Adopted"),
    "unknown": N_("Date of unknown kind"),
}
_KINDS: dict[str, Later] = {
    "general": N_("General statement"),
    "right_of_reply": N_("Right of reply"),
    "explanation_of_vote": N_("Explanation of vote"),
    "joint": N_("Joint statement"),
    "closing": N_("Closing statement"),
    "other": N_("Other statement"),
}


def title_of(facts: WorkFacts) -> tuple[str, str]:
    """Title and its language; where none is recorded that is said, none is made up."""
    if facts.titles:
        return facts.titles[0].value, facts.titles[0].lang
    name = facts.body.name or facts.speaker.name
    return (_("Untitled: %(name)s", name=name) if name else _("Untitled")), ""


def body_note(body: Body) -> str:
    """Its kind, and its country, which does not speak."""
    kind = str(_BODIES[body.kind])
    if body.country and body.kind not in ("state", "unknown"):
        return _("%(kind)s from: %(country)s; it does not speak for the State", kind=kind, country=_country(body))
    return kind


def _country(body: Body) -> str:
    return territory_name(body.country)


Translated = Mapping[str, Sequence[Line]]


def rows(work: Work, translated: Translated = MappingProxyType({})) -> tuple[Row, ...]:
    """Everything known about a work, in the order in which a reader asks. ``translated``: role and body as
    translations have them, by fact; they stand below what was recorded."""
    return tuple(row for row in _rows(work.state.facts, translated) if row.lines)


def _rows(facts: WorkFacts, translated: Translated) -> Iterator[Row]:
    speaker = facts.speaker
    if facts.kind != "document":
        named = (Line(speaker.name, speaker.role),) if speaker.name else (Line("", _("unknown")),)
        yield Row(_("Speaker"), (*named, *translated.get("speaker.role", ())))
    body = Line(facts.body.name, body_note(facts.body)) if facts.body.name else Line("", _("unknown"))
    yield Row(_("On behalf of") if facts.kind != "document" else _("Body"), (body, *translated.get("body.name", ())))
    yield Row(_("Parties"), tuple(party_line(p) for p in facts.parties))
    yield from _date_rows(facts)
    yield Row(_("Place"), _lines(facts.place))
    yield from _occasion(facts)
    languages = ", ".join(language_name(tag) for tag in facts.original_languages) or _("unknown")
    yield Row(_("Original language") if facts.kind == "document" else _("Language of delivery"), (Line("", languages),))
    yield Row(_("Topics"), _lines(", ".join(facts.topics)))
    yield Row(_("Note"), _lines(facts.note))


def _lines(value: str) -> tuple[Line, ...]:
    return (Line(value),) if value else ()


def party_line(party: Party) -> Line:
    """A party with its part, its kind, and how that is known."""
    note = [str(_PARTS[party.part]), body_note(party.body)]
    if party.date:
        note.append(show_edtf(party.date.edtf) if party.date.edtf else party.date.raw)
    if party.source:
        note.append(_("source: %(source)s", source=party.source))
    return Line(party.body.name, "; ".join(note))


def _date_rows(facts: WorkFacts) -> Iterator[Row]:
    """Claims by what they are dates of; those that disagree stand together, each with its source."""
    for event, label in _EVENTS.items():
        claims = [d for d in facts.dates if d.event == event]
        lines = [_claim(d) for d in claims]
        if len({sort_key(d.edtf) or d.raw for d in claims}) > 1:
            lines.append(Line("", _("The sources disagree; both dates are kept.")))
        yield Row(str(label), tuple(lines))


def _claim(claim: DateClaim) -> Line:
    shown = show_edtf(claim.edtf) if claim.edtf else claim.raw
    notes = []
    if claim.edtf and claim.raw not in (claim.edtf, shown):
        notes.append(_("as written: %(date)s", date=claim.raw))
    if claim.source:
        notes.append(_("source: %(source)s", source=claim.source))
    return Line(shown, "; ".join(notes))


def _occasion(facts: WorkFacts) -> Iterator[Row]:
    o = facts.occasion
    meeting = ", ".join(part for part in (o.series, o.session, o.meeting) if part)
    yield Row(_("Forum"), _lines(o.forum))
    yield Row(_("Meeting"), _lines(meeting))
    yield Row(_("Agenda item"), _lines(o.agenda_item))
    yield Row(_("Cluster"), _lines(o.cluster))
    yield Row(_("Chair"), _lines(o.chair))
    yield Row(_("Kind"), (Line("", str(_KINDS[o.statement_kind])),) if o.statement_kind else ())
    yield Row(_("In reply to"), _lines(o.replies_to))
    yield Row(_("Symbols"), _lines(", ".join(o.symbols)))
    if o.recording:
        web = o.recording.address.startswith(("https://", "http://"))
        yield Row(_("Recording"), (Line(o.recording.address, href=o.recording.address if web else ""),))


def card(entry: Entry) -> Card:
    facts = entry.work.state.facts
    title, lang = title_of(facts)
    return Card(
        id=entry.work.id,
        title=title,
        lang=lang,
        date=show_edtf(entry.date) if entry.date else _("date unknown"),
        speaker=facts.speaker.name,
        body=facts.body.name,
        body_note=str(_BODIES[facts.body.kind]) if facts.body.kind != "state" and facts.body.name else "",
        forum=facts.occasion.forum,
        languages=tuple(entry.languages),
        missing=entry.missing,
        kind=facts.kind,
    )
