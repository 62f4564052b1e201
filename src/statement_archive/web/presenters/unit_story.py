"""The story of a unit as a page tells it: what it is now, and what happened to it, newest first."""

from __future__ import annotations

from dataclasses import dataclass

from statement_archive.align.diff import Piece, word_diff
from statement_archive.domain.translations import Translation
from statement_archive.web.dates import show_day
from statement_archive.web.links import editor_address, unit_address
from statement_archive.web.names import html_lang, text_direction
from statement_archive.web.presenters.chips import Chip
from statement_archive.web.presenters.history import SIGNIFICANCE
from statement_archive.web.presenters.labels import unit_label
from statement_archive.web.presenters.review_desk import Remark, remark
from statement_archive.web.presenters.unit_words import STATES, VERDICTS, how_words, unit_chips, who
from statement_archive.web.say import _
from statement_archive.workflow.reading import Work
from statement_archive.workflow.unit_story import Story, Told


@dataclass(frozen=True, slots=True)
class Tale:
    """One thing that happened. ``words``: as they stood then, against those before (``target``: they are of the
    translation); ``source``: what changed in the source for it."""

    kind: str
    what: str
    day: str
    iso: str
    who: str
    words: tuple[Piece, ...]
    source: tuple[Piece, ...]
    made_from: str
    reason: str
    about: str
    redacted: bool
    three: tuple[str, str, tuple[Piece, ...]] | None
    restore: int


@dataclass(frozen=True, slots=True)
class UnitPage:
    """``was``: the words of a unit whose passage has ended; ``stale``: whether it can be said to be still valid, and
    ``waivable``: that the change is harmless."""

    key: str
    label: str
    source: str
    text: str
    was: str
    live: bool
    chips: tuple[Chip, ...]
    reason: str
    stale: bool
    head: int
    version: int
    tales: tuple[Tale, ...]
    remarks: tuple[Remark, ...]
    related: tuple[tuple[str, str], ...]
    editor: str
    source_lang: str
    source_dir: str
    lang: str
    dir: str


def unit_page(work: Work, translation: Translation, told: Story) -> UnitPage:
    unit = told.unit
    name = translation.expression.id
    last = translation.last(told.key)
    source_lang = unit.source.lang if unit else work.expression(translation.source).facts.lang
    lang = translation.expression.facts.lang
    published = any(t.kind == "rendering" and last and t.event == last.event for t in told.told)
    return UnitPage(
        told.key,
        unit_label(told.key),
        told.source,
        unit.text if unit and published else "",
        last.text if last and not unit and published else "",
        unit is not None,
        unit_chips(unit) if unit else (Chip("unknown", _("This passage has ended")),),
        unit.departure.reason if unit and unit.departure else "",
        bool(unit and unit.outdated and not unit.relayed and unit.text),
        translation.head,
        len(translation.expression.versions),
        tuple(_tale(t) for t in reversed(told.told) if t.kind not in ("comment", "resolved", "reopened")),
        tuple(remark(c) for c in translation.comments if c.unit == told.key),
        tuple((key, unit_address(work.id, name, key)) for key in told.related),
        editor_address(work.id, name, told.key) if unit else "",
        html_lang(source_lang),
        text_direction(source_lang),
        html_lang(lang),
        text_direction(lang),
    )


def _tale(told: Told) -> Tale:
    rendering = told.kind == "rendering"
    words: tuple[Piece, ...] = ()
    if rendering and told.text and told.text != told.before:
        words = word_diff(told.before, told.text) if told.before else (Piece("same", told.text),)
    source: tuple[Piece, ...] = ()
    if told.kind == "correction" and not told.redacted:
        source = word_diff(told.before, told.source)
    elif rendering and told.source_before and told.source:
        source = word_diff(told.source_before, told.source)
    return Tale(
        told.kind,
        _what(told),
        show_day(told.at),
        told.at.isoformat(timespec="seconds"),
        who(told.by, told.claimed),
        words,
        source,
        _made_from(told) if rendering else "",
        told.reason,
        told.about if told.kind == "correction" else "",
        told.redacted,
        (told.before, told.text, word_diff(told.text, told.mine)) if told.kind == "conflict" else None,
        told.event if told.restorable else 0,
    )


def _made_from(told: Told) -> str:
    if told.source:
        return _("from version %(n)s of the source", n=told.source_version)
    return _("from version %(n)s of the source, in words that are no longer held", n=told.source_version)


def _what(told: Told) -> str:
    if told.kind == "rendering":
        return _rendered(told)
    if told.kind == "review":
        return str(VERDICTS[told.how])
    if told.kind == "correction":
        return _("Source, version %(n)s: %(what)s", n=told.event, what=str(SIGNIFICANCE.get(told.how, told.how)))
    if told.kind == "waiver":
        return _("Change of the source declared harmless")
    if told.kind == "conflict":
        return _("Two people wrote it at once")
    return _("A finding was let stand: %(check)s", check=told.about)


def _rendered(told: Told) -> str:
    if told.departure == "omission":
        return _("Left out on purpose")
    said = how_words(told.how, first=not told.before)
    if told.origin:
        said = _("%(what)s (%(origin)s)", what=said, origin=told.origin)
    if told.departure == "addition":
        said = _("%(what)s, with words added on purpose", what=said)
    return _("%(what)s: %(state)s", what=said, state=str(STATES["initial"][1])) if told.state == "initial" else said
