"""What a text is, each fact on its own: a shape, words, and only then a colour."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from statement_archive.domain.facts import ExpressionFacts, Visibility
from statement_archive.domain.language import matches
from statement_archive.domain.works import Expression
from statement_archive.web.dates import show_day
from statement_archive.web.names import language_name
from statement_archive.web.people import hands_of
from statement_archive.web.say import N_, Later, _, ngettext
from statement_archive.workflow.across import Across
from statement_archive.workflow.aligning import originals
from statement_archive.workflow.passages import Passage
from statement_archive.workflow.reading import Work


@dataclass(frozen=True, slots=True)
class Chip:
    """``kind`` is the class that gives shape and colour; ``note`` says more on hover, and in the facts."""

    kind: str
    text: str
    note: str = ""


RELATIONS: dict[str, tuple[str, Later]] = {
    "delivered": ("delivered", N_("Delivered wording")),
    "prepared": ("prepared", N_("Prepared text: check against delivery")),
    "record": ("delivered", N_("Verbatim record")),
    "summary": ("warn", N_("Summary record: not the speaker’s own words")),
    "written": ("delivered", N_("Written text")),
    "unknown": ("unknown", N_("Relation to delivery unknown")),
}
_BASES: dict[str, Later] = {
    "recording": N_("confirmed by the recording"),
    "record": N_("after the record of the meeting"),
    "podium": N_("after the file from the podium"),
    "editor": N_("in the editor’s judgement"),
}
METHODS: dict[str, tuple[str, Later]] = {
    "machine": ("machine", N_("Machine translation")),
    "post-edited": ("machine", N_("Machine translation, edited by a person")),
    "interpretation": ("translated", N_("Interpretation, written down")),
}
STATES: dict[str, Later] = {
    "initial": N_("Not translated yet"),
    "translated": N_("Translated, not reviewed"),
    "reviewed": N_("Reviewed"),
    "final": N_("Final"),
}


def chips(expression: Expression, work: Work, *, outdated: int = 0, how: str = "") -> tuple[Chip, ...]:
    """Chips of a text. ``outdated``: how many of its sentences; ``how`` it is joined to the first column."""
    return tuple(_chips(expression, work, outdated, how))


def _chips(expression: Expression, work: Work, outdated: int, how: str) -> Iterator[Chip]:
    facts = expression.facts
    if facts.is_original:
        yield _original(facts, document=work.state.facts.kind == "document")
    else:
        yield from _translation(facts, work, hands_of(work, expression))
    if facts.form == "units":
        yield from _progress(outdated)
    if how == "composed":
        yield Chip("", _("Aligned by way of a third text"))
    yield from visibility_chips(facts.visibility)
    if expression.tombstone:
        yield Chip("bad", _("Withdrawn"), expression.tombstone.reason)


def _original(facts: ExpressionFacts, *, document: bool) -> Chip:
    kind, text = RELATIONS[facts.relation]
    if facts.relation == "written" and document:
        return Chip(kind, _("Authentic text"))
    if facts.relation != "delivered":
        return Chip(kind, str(text))
    if facts.basis.how is None:
        return Chip("delivered", _("Delivered wording, basis not stated"))
    said = _("%(text)s, %(basis)s", text=text, basis=_BASES[facts.basis.how])
    return Chip("delivered", said, facts.basis.by)


def _translation(facts: ExpressionFacts, work: Work, hands: tuple[str, ...]) -> Iterator[Chip]:
    """``hands``: who submitted its sentences, of a translation made here."""
    yield Chip("translated", _from(facts, work))
    yield _maker(facts, hands)
    if facts.source.via:
        yield Chip("warn", _("By way of %(language)s", language=language_name(facts.source.via)))
    if facts.method in METHODS:
        kind, text = METHODS[facts.method]
        yield Chip(kind, str(text))
    if facts.standing != "unknown":
        yield Chip("", _("Official") if facts.standing == "official" else _("Unofficial"))
    if not hands and (unknown := _unknown(facts)):
        yield Chip("unknown", unknown)
    if facts.relation == "summary":
        yield Chip("warn", _("Summary record: not the speaker’s own words"))
    elif facts.relation == "prepared":
        yield Chip("prepared", _("Of the prepared text: check against delivery"))


def _unknown(facts: ExpressionFacts) -> str:
    """Unknown is a value too: said, and in one breath."""
    method, standing = facts.method == "unknown", facts.standing == "unknown"
    if method and standing:
        return _("Method and standing unknown")
    if method:
        return _("Method unknown")
    return _("Standing unknown") if standing else ""


def _from(facts: ExpressionFacts, work: Work) -> str:
    source = facts.source
    lang = source.lang
    if source.kind == "expression" and source.expression in work.expressions:
        lang = work.expression(source.expression).facts.lang
    # Recorded when it came in; an original that came later is beside it now.
    if source.kind == "not_held" and not any(matches(e.facts.lang, lang) for e in originals(work)):
        return _("Translation; its source in %(language)s is not held", language=language_name(lang))
    if lang:
        return _("Translation from: %(language)s", language=language_name(lang))
    return _("Translation; its source is unknown")


def _maker(facts: ExpressionFacts, hands: tuple[str, ...]) -> Chip:
    maker = facts.maker
    if maker.kind == "delegation":
        return Chip("", _("By the delegation"), maker.name)
    if maker.name:
        return Chip("", _("By %(name)s", name=maker.name))
    if hands:
        return Chip("", _("By %(name)s", name=", ".join(hands)))
    return Chip("unknown", _("Translator unknown"))


def _progress(outdated: int) -> Iterator[Chip]:
    yield Chip("", _("Made here, sentence by sentence"))
    if outdated:
        yield Chip(
            "warn",
            ngettext("Outdated: one sentence", "Outdated: %(num)d sentences", outdated),
            _("The source was changed after these sentences were translated."),
        )


def visibility_chips(visibility: Visibility) -> Iterator[Chip]:
    """For those who may see what is not public: that it is not."""
    if visibility.state == "draft":
        yield Chip("bad", _("Draft: not public"))
    elif visibility.state == "embargoed":
        until = show_day(visibility.until) if visibility.until else ""
        yield Chip("bad", _("Under embargo until %(date)s", date=until) if until else _("Under embargo"))


def passage_chips(passage: Passage) -> tuple[Chip, ...]:
    """What a passage found is: the text's own chips, and the state of its sentences."""
    found = list(chips(passage.expression, passage.work))
    if passage.state:
        found.append(Chip("unknown" if passage.state == "initial" else "", str(STATES[passage.state])))
    if passage.outdated:
        found.append(Chip("warn", _("Outdated")))
    return tuple(found)


def beside_chips(found: Across, work: Work) -> tuple[Chip, ...]:
    """What another text of the same passage is, and the state of its sentences."""
    chosen = list(chips(found.expression, work, how=found.how))
    if found.state:
        chosen.append(Chip("unknown" if found.state == "initial" else "", str(STATES[found.state])))
    if found.outdated:
        chosen.append(Chip("warn", _("Outdated")))
    return tuple(chosen)
