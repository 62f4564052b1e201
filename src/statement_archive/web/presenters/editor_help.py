"""What lies beside a unit that is worked on: doubts, matches, terms, other texts, comments, history.

The neighbours that know them are asked in one place each: ``_findings``, ``_matches``, ``_terms``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from statement_archive.align.diff import Piece, word_diff
from statement_archive.checks import Pair, run
from statement_archive.domain.translations import Rendering, Review, Translation, Unit
from statement_archive.web.locale import interface_locale
from statement_archive.web.names import html_lang, language_title, text_direction
from statement_archive.web.people import person_name
from statement_archive.web.presenters.chips import Chip, beside_chips
from statement_archive.web.presenters.clock import Moment, moment
from statement_archive.web.presenters.findings import check_name, finding_words
from statement_archive.web.say import N_, Later, _
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.beside import beside
from statement_archive.workflow.desk import Desk, Opened
from statement_archive.workflow.names import authorities

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
_NAMED = ("people", "bodies")


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
    origin: str
    chips: tuple[Chip, ...]
    how: str = "memory"


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


def help_for(archive: Archive, desk: Desk, found: Opened, text: str) -> Help:
    """``text``: what stands in the field."""
    unit = found.unit
    return Help(
        findings=doubts(archive, desk, unit, text),
        matches=_matches(archive, desk, unit),
        terms=_terms(archive, desk, unit, text),
        others=tuple(_others(archive, desk, unit)),
        comments=tuple(
            Remark(c.id, person_name(c.by), moment(c.at), c.text, c.open)
            for c in sorted(found.comments, key=lambda c: not c.open)
        ),
        history=history(desk.translation, unit),
    )


def doubts(archive: Archive, desk: Desk, unit: Unit, text: str) -> tuple[Doubt, ...]:
    """What checks find in these words, without what somebody let stand."""
    let_stand = {(d.check, d.fingerprint) for d in desk.translation.dismissals.get(unit.source.key, ())}
    found = _findings(archive, desk, unit, text) if text.strip() else ()
    return tuple(d for d in found if (d.check, d.fingerprint) not in let_stand)


def _findings(archive: Archive, desk: Desk, unit: Unit, text: str) -> tuple[Doubt, ...]:
    source = unit.source
    pair = Pair(source.text, text, source.lang, desk.lang, source.kind, (), _names_in(archive, source.text))
    return tuple(Doubt(f.check, check_name(f.check), finding_words(f), f.fingerprint) for f in run(pair))


def _names_in(archive: Archive, text: str) -> tuple[tuple[str, ...], ...]:
    """Recorded names of which a form stands in the source, each with all its forms."""
    known = [[n.value for n in entry.names] for kind in _NAMED for entry in authorities(archive, kind).entries.values()]
    return tuple(tuple(forms) for forms in known if len(forms) > 1 and any(form in text for form in forms))


def _matches(_archive: Archive, _desk: Desk, _unit: Unit) -> tuple[Match, ...]:
    return ()


def _terms(_archive: Archive, _desk: Desk, _unit: Unit, _text: str) -> tuple[Term, ...]:
    return ()


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
        rendering.claimed or person_name(rendering.by),
        moment(rendering.at),
        what,
        rendering.text,
        word_diff(before, rendering.text) if before and before != rendering.text else (),
        left.reason if left else "",
        rendering.event if restorable and rendering.present else 0,
    )


def _decided(review: Review) -> Happened:
    return Happened(
        review.claimed or person_name(review.by),
        moment(review.at),
        str(_VERDICTS[review.verdict]),
        "",
        (),
        review.reason,
        0,
    )
