"""The few facts that a page changes; any other is changed by command (``describe --set``)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from statement_archive.domain.dates import edtf_date
from statement_archive.domain.errors import InvalidInput
from statement_archive.domain.facts import DateClaim, ExpressionFacts, WorkFacts, dump_facts
from statement_archive.web.presenters.languages import tags_in
from statement_archive.web.presenters.three_way import three_way
from statement_archive.web.say import _
from statement_archive.workflow.deposit_request import country_code, date_claim
from statement_archive.workflow.reading import Work

FIELDS_OF_WORK = (
    "title", "date", "place", "forum", "session", "meeting", "agenda_item", "speaker", "speaker_role", "body",
    "body_kind", "body_country", "original_langs", "symbols", "topics",
)  # fmt: skip
FIELDS_OF_TEXT = (
    "rendition", "maker", "maker_kind", "method", "standing", "via", "basis_by", "basis_how", "source_url", "licence",
    "holder",
)  # fmt: skip
# Field of the page -> dotted name of the fact, where the value is a plain one.
_PLAIN = {
    "place": "place",
    "forum": "occasion.forum",
    "session": "occasion.session",
    "meeting": "occasion.meeting",
    "agenda_item": "occasion.agenda_item",
    "speaker": "speaker.name",
    "speaker_role": "speaker.role",
    "body": "body.name",
    "body_kind": "body.kind",
    "rendition": "relation",
    "maker": "maker.name",
    "maker_kind": "maker.kind",
    "method": "method",
    "standing": "standing",
    "basis_by": "basis.by",
    "basis_how": "basis.how",
    "source_url": "source_url",
    "licence": "rights.licence",
    "holder": "rights.holder",
}


def held(work: Work, expression: str) -> dict[str, str]:
    """What is recorded, as the form shows it. Raises NotFound."""
    return of_text(work.expression(expression).facts) if expression else of_work(work.state.facts)


def since(
    base: Mapping[str, str], now: Mapping[str, str], typed: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """What the form means, where it was opened on ``base`` and ``now`` is recorded: a field that nobody touched
    here is what is recorded; one that was changed here and by somebody else is kept, with a message by field."""
    joined, differences = three_way({**now, **base}, now, {**now, **typed})
    values = {**typed, **{name: joined[name] for name in typed if name in now}}
    met = {
        d.field: _(
            "Somebody else wrote here in the meantime: %(theirs)s. Send it again to record yours.",
            theirs=d.theirs or "—",
        )
        for d in differences
        if d.both and d.field in now
    }
    return values, met


def of_work(facts: WorkFacts) -> dict[str, str]:
    date = facts.date() or facts.date("adopted")
    return {
        "title": facts.title,
        "date": date.raw if date else "",
        "place": facts.place,
        "forum": facts.occasion.forum,
        "session": facts.occasion.session,
        "meeting": facts.occasion.meeting,
        "agenda_item": facts.occasion.agenda_item,
        "speaker": facts.speaker.name,
        "speaker_role": facts.speaker.role,
        "body": facts.body.name,
        "body_kind": facts.body.kind,
        "body_country": facts.body.country or "",
        "original_langs": ", ".join(facts.original_languages),
        "symbols": ", ".join(facts.occasion.symbols),
        "topics": ", ".join(facts.topics),
    }


def of_text(facts: ExpressionFacts) -> dict[str, str]:
    return {
        "rendition": facts.relation,
        "maker": facts.maker.name,
        "maker_kind": facts.maker.kind,
        "method": facts.method,
        "standing": facts.standing,
        "via": facts.source.via,
        "basis_by": facts.basis.by,
        "basis_how": facts.basis.how or "",
        "source_url": facts.source_url,
        "licence": facts.rights.licence,
        "holder": facts.rights.holder,
    }


def changes(work: Work, expression: str, values: Mapping[str, str]) -> tuple[dict[str, object], dict[str, str]]:
    """Facts to set by dotted name, only those that differ from what is recorded; and messages by field."""
    before = held(work, expression)
    found: dict[str, object] = {}
    wrong: dict[str, str] = {}
    for name, value in values.items():
        if name not in before or value == before[name]:
            continue
        try:
            if name in _PLAIN:
                found[_PLAIN[name]] = value
            else:
                fact, made = _READ[name](work, value)
                found[fact] = made
        except InvalidInput:
            wrong[name] = _wrong()[name]
    return found, wrong


def _title(work: Work, value: str) -> tuple[str, object]:
    """The first title; others stay."""
    recorded = [dump_facts(each) for each in work.state.facts.titles]
    own = (recorded[0] if recorded else {}) | {"value": value}
    return "titles", [*([own] if value else []), *recorded[1:]]


def _date(work: Work, value: str) -> tuple[str, object]:
    """The first claim of its kind; others stay."""
    facts = work.state.facts
    old = facts.date("adopted" if facts.kind == "document" else "delivered")
    others = [d for d in facts.dates if d is not old]
    claims: list[DateClaim] = [date_claim(value, facts.kind), *others] if value else others
    for claim in claims:
        if claim.edtf:
            edtf_date(claim.edtf)
    return "dates", [dump_facts(d) for d in claims]


def _country(_work: Work, value: str) -> tuple[str, object]:
    return "body.country", country_code(value, "en") if value else None


def _languages(_work: Work, value: str) -> tuple[str, object]:
    return "original_languages", tags_in(value)


def _symbols(_work: Work, value: str) -> tuple[str, object]:
    return "occasion.symbols", _apart(value)


def _topics(_work: Work, value: str) -> tuple[str, object]:
    return "topics", _apart(value)


def _apart(value: str) -> list[str]:
    return [each.strip() for each in value.split(",") if each.strip()]


def _via(_work: Work, value: str) -> tuple[str, object]:
    tags = tags_in(value)
    if len(tags) > 1:
        raise InvalidInput("one relay language")
    return "source.via", tags[0] if tags else None


_READ: dict[str, Callable[[Work, str], tuple[str, Any]]] = {
    "title": _title,
    "date": _date,
    "body_country": _country,
    "original_langs": _languages,
    "symbols": _symbols,
    "topics": _topics,
    "via": _via,
}


def _wrong() -> dict[str, str]:  # a table that is translated when it is read
    return {
        "title": _("This is not a title."),
        "date": _("This is not read as a date. Write it as 2018-08-29, 2018-08 or 2018?, or in words with the year."),
        "body_country": _("No country has this name or code."),
        "symbols": _("These are not document symbols."),
        "topics": _("These are not topics."),
        "original_langs": _("These are not language tags. Tags look like ru, pt-BR or zh-Hans."),
        "via": _("These are not language tags. Tags look like ru, pt-BR or zh-Hans."),
    }
