"""What lies beside a unit that is worked on: doubts, matches, terms, other texts, comments, history.

::

    checks ──▶ doubts    memory ──▶ matches    glossary ──▶ terms    aligning ──▶ the same passage elsewhere
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from statement_archive.align.diff import Piece, word_diff
from statement_archive.analysis.glossary import missing_renderings, term_hits
from statement_archive.domain.actors import Actor
from statement_archive.domain.language import matches as matches_tag
from statement_archive.domain.translations import Rendering, Review, Translation, Unit
from statement_archive.web.locale import interface_locale
from statement_archive.web.names import html_lang, language_title, text_direction
from statement_archive.web.presenters.chips import Chip, beside_chips
from statement_archive.web.presenters.clock import Moment, moment
from statement_archive.web.presenters.findings import check_name, finding_words
from statement_archive.web.presenters.remembering import match_view
from statement_archive.web.presenters.unit_words import who
from statement_archive.web.say import N_, Later, _
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.beside import beside
from statement_archive.workflow.checking import doubts as checked
from statement_archive.workflow.desk import Desk, Opened
from statement_archive.workflow.glossary import concepts
from statement_archive.workflow.memory import MAX_TEXT, matches

_HOW: dict[str, Later] = {
    "confirmed": N_("confirmed as still valid"),
    "reverted": N_("an earlier one restored"),
    "rebased": N_("carried over from another source"),
    "memory": N_("from memory"),
    "copied": N_("copied from the source"),
}
_VERDICTS: dict[str, Later] = {
    "accept": N_("accepted"),
    "finish": N_("made final"),
    "send back": N_("sent back"),
}


@dataclass(frozen=True, slots=True)
class Doubt:
    """A finding of a check; ``fingerprint`` is what a dismissal counts for."""

    check: str
    name: str
    words: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Match:
    """``changes`` lead from the matched source to this one; ``origin`` is recorded where its words are taken."""

    percent: int
    target: str
    changes: tuple[Piece, ...]
    title: str
    href: str
    line: str
    origin: str
    chips: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class Term:
    source: str
    wanted: tuple[str, ...]
    note: str
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Other:
    """The same passage in another text of the work."""

    heading: str
    name: str
    href: str
    text: str
    lang: str
    dir: str
    chips: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    id: str
    who: str
    when: Moment
    text: str
    open: bool


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of the history, newest first: words given, or a review. ``event`` can be restored where it is not 0."""

    who: str
    when: Moment
    what: str
    text: str
    changes: tuple[Piece, ...]
    reason: str
    event: int


@dataclass(frozen=True, slots=True)
class Help:
    findings: tuple[Doubt, ...]
    matches: tuple[Match, ...]
    terms: tuple[Term, ...]
    others: tuple[Other, ...]
    comments: tuple[Remark, ...]
    history: tuple[Happened, ...]


def help_for(archive: Archive, actor: Actor, desk: Desk, found: Opened, text: str, now: datetime) -> Help:
    """``text``: what stands in the field."""
    unit = found.unit
    return Help(
        findings=doubts(archive, desk, unit, text),
        matches=tuple(_matches(archive, actor, desk, unit, now)),
        terms=tuple(_terms(archive, desk, unit, text)),
        others=tuple(_others(archive, desk, unit)),
        comments=tuple(
            Remark(c.id, who(c.by, c.claimed), moment(c.at), c.text, c.open)
            for c in sorted(found.comments, key=lambda c: not c.open)
        ),
        history=history(desk.translation, unit),
    )


def doubts(archive: Archive, desk: Desk, unit: Unit, text: str) -> tuple[Doubt, ...]:
    """What checks find in these words, without what somebody let stand."""
    found = checked(archive, desk.translation, unit.source, text) if text.strip() else ()
    return tuple(
        Doubt(f.check, check_name(f.check), finding_words(f), f.fingerprint)
        for f in (each.finding for each in found if each.dismissed is None)
    )


def _matches(archive: Archive, actor: Actor, desk: Desk, unit: Unit, now: datetime) -> Iterator[Match]:
    source = unit.source
    if not html_lang(source.lang) or len(source.text) > MAX_TEXT:
        return
    own = (desk.work.id, desk.name, source.key)
    for each in matches(archive, actor, source.text, source.lang, desk.lang, now, exclude=own):
        shown = match_view(each)
        place = (
            f"{each.work} {each.target_expression}@{each.version} {each.target_locator}" if each.work else each.origin
        )
        yield Match(each.percent, each.target, shown.diff, shown.title, shown.path, shown.line, place, shown.chips)


def _terms(archive: Archive, desk: Desk, unit: Unit, text: str) -> Iterator[Term]:
    """Terms that the source names, each once, with what the glossary says for them."""
    known, source = concepts(archive), unit.source
    lost = {m.source.concept.id for m in missing_renderings(source.text, text, known, source.lang, desk.lang)}
    told: set[str] = set()
    for hit in term_hits(source.text, source.lang, known):
        wanted = [f for f in hit.concept.forms if matches_tag(f.lang, desk.lang) and f.status != "deprecated"]
        wanted.sort(key=lambda f: f.status != "preferred")
        if wanted and hit.concept.id not in told:
            told.add(hit.concept.id)
            said = source.text[hit.start : hit.end]
            yield Term(
                said,
                tuple(f.text for f in wanted),
                hit.concept.definition,
                bool(text.strip()) and hit.concept.id in lost,
            )


def _others(archive: Archive, desk: Desk, unit: Unit) -> Iterator[Other]:
    if unit.source.is_fact:
        return
    mine = (desk.lang, interface_locale().language)
    for each in beside(archive, desk.work, desk.source.id, unit.source.ids, desk.name, mine):
        name = each.expression.id
        yield Other(
            language_title(each.lang),
            name,
            f"/works/{desk.work.id}/{name}@{each.version.n}/{each.locator}",
            each.text,
            html_lang(each.lang),
            text_direction(each.lang),
            beside_chips(each, desk.work),
        )


def history(made: Translation, unit: Unit) -> tuple[Happened, ...]:
    """Everything that was given for a unit and decided about it, newest first."""
    key = unit.source.key
    lines: list[tuple[int, Happened]] = []
    before = ""
    given = made.history.get(key, ())
    for rendering in given:
        lines.append((rendering.event, _given(rendering, before, rendering is not given[-1])))
        before = rendering.text
    lines += [(r.event, _decided(r)) for r in made.reviews.get(key, ())]
    return tuple(line for _event, line in sorted(lines, key=lambda pair: -pair[0]))


def _given(rendering: Rendering, before: str, restorable: bool) -> Happened:
    what = (
        str(_HOW[rendering.how])
        if rendering.how in _HOW
        else (_("draft") if rendering.state == "initial" else _("saved"))
    )
    left = rendering.departure
    if left and left.kind == "omission" and not rendering.text:
        what = _("left out on purpose")
    return Happened(
        who(rendering.by, rendering.claimed),
        moment(rendering.at),
        what,
        rendering.text,
        word_diff(before, rendering.text) if before and before != rendering.text else (),
        left.reason if left else "",
        rendering.event if restorable and rendering.present else 0,
    )


def _decided(review: Review) -> Happened:
    return Happened(
        who(review.by, review.claimed),
        moment(review.at),
        str(_VERDICTS[review.verdict]),
        "",
        (),
        review.reason,
        0,
    )
