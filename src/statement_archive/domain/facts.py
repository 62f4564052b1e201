"""What is known about a work and its expressions: independent facts, each able to be unknown.

::

    WorkFacts       what was said, by whom, for whom, when, where, in which languages
    ExpressionFacts one language and form of words: relation to delivery, source, maker, method,
                    standing, basis, rights, visibility — no fact is derived from another

Facts are stored as JSON in the ledger with unknown ones left out. ``msgspec`` checks types on the way
in, so a mistyped fact is refused before it is written. Field names are the names on the command line
(``describe --set body.country=KZ``) and in ``work.toml``.
"""

from __future__ import annotations

from datetime import datetime
from types import UnionType
from typing import Annotated, Any, Literal, TypeVar

import msgspec
from msgspec import Meta, Struct

from statement_archive.domain.errors import InvalidInput
from statement_archive.domain.language import language_tag

Short = Annotated[str, Meta(max_length=1000)]
Long = Annotated[str, Meta(max_length=20000)]
Instant = Annotated[datetime, Meta(tz=True)]
Country = Annotated[str, Meta(pattern="^[A-Z]{2}$")]

WorkKind = Literal["statement", "document", "position"]
BodyKind = Literal["state", "ngo", "igo", "group", "person", "unknown"]
NameKind = Literal["official", "transliteration", "alias", "as_printed"]
PartyPart = Literal["spoken_for", "co_sponsor", "endorser", "aligned", "dissociated"]
DateEvent = Literal["delivered", "written", "published", "retrieved", "adopted", "unknown"]
StatementKind = Literal["general", "right_of_reply", "explanation_of_vote", "joint", "closing", "other"]
Relation = Literal["delivered", "prepared", "record", "summary", "written", "unknown"]
MakerKind = Literal["delegation", "organisation", "publisher", "person", "unknown"]
Method = Literal["human", "interpretation", "machine", "post-edited", "unknown"]
Standing = Literal["official", "unofficial", "unknown"]
SourceKind = Literal["original", "expression", "not_held", "unknown"]
BasisHow = Literal["recording", "record", "podium", "editor"]
VisibilityState = Literal["draft", "embargoed", "public"]
Form = Literal["text", "units"]


class Facts(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=False):
    """Base: immutable, compared by value, unknown facts left out of the stored form."""


class Name(Facts, frozen=True, kw_only=True):
    """One form of a name. Nothing is transliterated for display by itself."""

    value: Short
    lang: str = ""
    script: str = ""
    kind: NameKind = "as_printed"


class Speaker(Facts, frozen=True, kw_only=True):
    """Who spoke: ``person`` is an id of the authority file; name and role as given on the text."""

    name: Short = ""
    role: Short = ""
    person: str = ""


class Body(Facts, frozen=True, kw_only=True):
    """On whose behalf: its kind, and its country, *which does not speak*. ``country`` is ISO 3166-1
    alpha-2; ``body`` an id of the authority file."""

    name: Short = ""
    kind: BodyKind = "unknown"
    country: Country | None = None
    body: str = ""


class DateClaim(Facts, frozen=True, kw_only=True):
    """A date as somebody claims it: as written, as EDTF (ISO 8601-2), with calendar, zone and source."""

    raw: Short
    edtf: Short = ""
    event: DateEvent = "delivered"
    calendar: Short = "gregorian"
    zone: Short = ""
    source: Short = ""


class Party(Facts, frozen=True, kw_only=True):
    """A body beside the one that spoke, with the date and source of its part."""

    body: Body
    part: PartyPart
    date: DateClaim | None = None
    source: Short = ""


class Recording(Facts, frozen=True, kw_only=True):
    """Where the recording is and which part of it; ``start``/``end`` in seconds."""

    address: Short
    start: float | None = None
    end: float | None = None
    channel: Short = ""


class Occasion(Facts, frozen=True, kw_only=True):
    """The meeting, as the field records it."""

    forum: Short = ""
    series: Short = ""
    session: Short = ""
    meeting: Short = ""
    agenda_item: Short = ""
    cluster: Short = ""
    chair: Short = ""
    statement_kind: StatementKind | None = None
    replies_to: Short = ""
    symbols: tuple[Short, ...] = ()
    recording: Recording | None = None


class Visibility(Facts, frozen=True, kw_only=True):
    """``until`` is the instant at which an embargo ends; withdrawn is not here: it is an event."""

    state: VisibilityState = "public"
    until: Instant | None = None

    def shown(self, now: datetime) -> bool:
        """Whether everybody may see it at ``now``."""
        if self.state == "embargoed":
            return self.until is not None and now >= self.until
        return self.state == "public"


class WorkFacts(Facts, frozen=True, kw_only=True):
    """What is known about a work. ``original_languages`` empty: unknown in which it was delivered."""

    kind: WorkKind = "statement"
    titles: tuple[Name, ...] = ()
    speaker: Speaker = Speaker()
    body: Body = Body()
    parties: tuple[Party, ...] = ()
    dates: tuple[DateClaim, ...] = ()
    place: Short = ""
    occasion: Occasion = Occasion()
    original_languages: tuple[str, ...] = ()
    topics: tuple[Short, ...] = ()
    note: Long = ""
    visibility: Visibility = Visibility()

    @property
    def title(self) -> str:
        """The first title recorded, or nothing."""
        return self.titles[0].value if self.titles else ""

    def date(self, event: DateEvent = "delivered") -> DateClaim | None:
        """The first claim about an event; others that disagree stay in ``dates``."""
        return next((d for d in self.dates if d.event == event), None)


class Source(Facts, frozen=True, kw_only=True):
    """What the words were made from: ``original`` (themselves), an ``expression`` and version, a
    language whose text is ``not_held``, or ``unknown``. ``via`` is the relay language."""

    kind: SourceKind = "unknown"
    expression: str = ""
    version: int | None = None
    lang: str = ""
    via: str = ""


class Maker(Facts, frozen=True, kw_only=True):
    """Who made a translation."""

    kind: MakerKind = "unknown"
    name: Short = ""
    person: str = ""


class Basis(Facts, frozen=True, kw_only=True):
    """Who says that this is the delivered wording, by what, when."""

    by: Short = ""
    how: BasisHow | None = None
    at: Short = ""
    note: Short = ""


class Rights(Facts, frozen=True, kw_only=True):
    """Holder, licence, permission; ``redistribute`` None means unknown."""

    holder: Short = ""
    licence: Short = ""
    permission: Short = ""
    redistribute: bool | None = None


class ExpressionFacts(Facts, frozen=True, kw_only=True):
    """What is known about one expression; see the module."""

    lang: str
    relation: Relation = "unknown"
    source: Source = Source()
    maker: Maker = Maker()
    method: Method = "unknown"
    standing: Standing = "unknown"
    basis: Basis = Basis()
    rights: Rights = Rights()
    visibility: Visibility = Visibility()
    form: Form = "text"
    source_url: Short = ""

    @property
    def is_original(self) -> bool:
        """Whether these words are themselves an original (delivered, prepared or written in this
        language), by the recorded source and never by the expression's name."""
        return self.source.kind == "original"


F = TypeVar("F", bound=Facts)


def load_facts(kind: type[F], data: object) -> F:
    """Typed facts from JSON data. Raises InvalidInput with the place and the reason."""
    try:
        facts = msgspec.convert(data, kind, strict=True)
    except msgspec.ValidationError as error:
        raise InvalidInput(f"not a fact this archive records: {error}") from error
    for tag in _tags(facts):
        if language_tag(tag) != tag:
            raise InvalidInput(f"language tag not in canonical form: {tag!r}", value=tag)
    return facts


def dump_facts(facts: Facts) -> dict[str, Any]:
    """Facts as JSON data, unknown ones left out."""
    dumped: dict[str, Any] = msgspec.to_builtins(facts)
    return dumped


def _tags(facts: Facts) -> tuple[str, ...]:
    if isinstance(facts, ExpressionFacts):
        return tuple(t for t in (facts.lang, facts.source.lang, facts.source.via) if t)
    if isinstance(facts, WorkFacts):
        return facts.original_languages
    return ()


def set_fact(kind: type[F], facts: F, key: str, value: object) -> F:
    """``facts`` with the dotted ``key`` set; ``value`` as JSON data, None or an empty string to make it
    unknown again. Raises InvalidInput for a key that does not exist or a value that does not fit."""
    if not key:
        raise InvalidInput("an empty name of a fact")
    _check_key(kind, key)
    data = dump_facts(facts)
    at = data
    *path, last = key.split(".")
    for step in path:
        at = at.setdefault(step, {})
    if value is None or value == "":
        at.pop(last, None)
    else:
        at[last] = value
    return load_facts(kind, data)


def _check_key(kind: type[Facts], key: str) -> None:
    """Raises InvalidInput unless the dotted key names a field reachable through single structs."""
    at: Any = kind
    for step in key.split("."):
        fields = {f.name: f for f in msgspec.structs.fields(at)} if isinstance(at, type) else {}
        if step not in fields:
            raise InvalidInput(f"no such fact: {key}", choices=sorted(fields))
        at = fields[step].type
        if isinstance(at, UnionType):  # Optional[Struct]; a list is set as a whole
            at = next((t for t in at.__args__ if isinstance(t, type) and issubclass(t, Facts)), None)


def check_named(facts: Facts, key: str, value: object) -> None:
    """Raises InvalidInput where ``value``, just set as ``key`` of ``facts``, names something that this archive
    does not record. A ledger may hold such names (a newer program wrote them); nobody may add one by mistyping.
    """
    at: object = facts
    for step in key.split("."):
        at = getattr(at, step)
    _check_named(key, at, value)


def _check_named(where: str, fact: object, value: object) -> None:
    if isinstance(value, dict) and isinstance(fact, Facts):
        for name, inner in value.items():
            if not hasattr(fact, name):
                choices = sorted(f.name for f in msgspec.structs.fields(fact))
                raise InvalidInput(f"no such fact: {where}.{name}", choices=choices)
            _check_named(f"{where}.{name}", getattr(fact, name), inner)
    elif isinstance(value, list) and isinstance(fact, tuple):
        for one, inner in zip(fact, value, strict=True):
            _check_named(where, one, inner)
