"""Matches of the memory and renderings of a term: words cut from stored texts, with what they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from statement_archive.align.diff import Piece
from statement_archive.domain.terms import TermStatus
from statement_archive.web import here
from statement_archive.web.dates import show_day
from statement_archive.web.names import html_lang, language_name, sorted_by_name, text_direction
from statement_archive.web.people import person_name
from statement_archive.web.presenters.chips import METHODS, RELATIONS, STATES, Chip
from statement_archive.web.presenters.languages import UN
from statement_archive.web.say import N_, Later, _
from statement_archive.workflow.concordance import Given, Occurrence, Spans
from statement_archive.workflow.glossary import glossary
from statement_archive.workflow.memory import MemoryMatch
from statement_archive.workflow.search import held_languages

STATUSES: dict[TermStatus, Later] = {
    "preferred": N_("preferred"),
    "admitted": N_("admitted"),
    "deprecated": N_("not to be used"),
    "unknown": N_("status unknown"),
}
STATUS_CHIPS: dict[TermStatus, str] = {
    "preferred": "delivered",
    "admitted": "",
    "deprecated": "warn",
    "unknown": "unknown",
}


@dataclass(frozen=True, slots=True)
class Words:
    """Words with their language, for printing. ``pieces``: (text, whether marked)."""

    lang: str
    dir: str
    language: str
    pieces: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class MatchView:
    percent: int
    path: str
    title: str
    line: str
    chips: tuple[Chip, ...]
    diff: tuple[Piece, ...]
    source: Words
    target: Words


@dataclass(frozen=True, slots=True)
class GivenView:
    path: str
    words: Words
    chips: tuple[Chip, ...]
    line: str
    earlier: bool


@dataclass(frozen=True, slots=True)
class OccurrenceView:
    path: str
    title: str
    words: Words
    renderings: tuple[GivenView, ...]


def words_of(text: str, lang: str, spans: Spans = ()) -> Words:
    pieces: list[tuple[str, bool]] = []
    at = 0
    for start, end in spans:
        if start < at:
            continue
        pieces += [(text[at:start], False), (text[start:end], True)]
        at = end
    pieces.append((text[at:], False))
    shown = tuple(piece for piece in pieces if piece[0])
    return Words(html_lang(lang), text_direction(lang), language_name(lang), shown)


def match_view(match: MemoryMatch) -> MatchView:
    path = ""
    if match.work and match.kind != "earlier":
        path = f"/works/{match.work}/{match.target_expression}@{match.version}/{match.target_locator}"
    return MatchView(
        match.percent,
        path,
        match.title or match.origin,
        _line(match.by, match.claimed, match.at, made_here=match.state is not None),
        tuple(_match_chips(match)),
        match.diff,
        words_of(match.source, match.source_lang),
        words_of(match.target, match.target_lang),
    )


def _line(by: str, claimed: str, at: str, *, made_here: bool) -> str:
    """Who and when: of units made here, accounts by their names; else both as recorded."""
    who = ", ".join(map(person_name, by.split(", "))) if made_here and by else by
    return " · ".join(part for part in (claimed, who, _day(at)) if part)


def _day(at: str) -> str:
    try:
        return show_day(datetime.fromisoformat(at))
    except ValueError:
        return at


def _match_chips(match: MemoryMatch) -> Iterator[Chip]:
    if match.kind == "quoted":
        yield Chip("delivered", _("Quoted document"))
    elif match.kind == "earlier":
        yield Chip("unknown", _("Draft") if match.state == "initial" else _("Earlier rendering"))
    elif match.kind == "reference":
        yield Chip("", _("Imported memory"))
    yield from _facts(match)
    if match.how == "composed":
        yield Chip("", _("Aligned by way of a third text"))
    if match.wider:
        yield Chip("warn", _("Renders more than this passage"))


def _facts(fact: MemoryMatch | Given) -> Iterator[Chip]:
    if fact.original:
        kind, text = RELATIONS[fact.relation]
        yield Chip(kind, str(text))
    elif fact.relation == "summary":
        kind, text = RELATIONS["summary"]
        yield Chip(kind, str(text))
    if fact.method in METHODS:
        kind, text = METHODS[fact.method]
        yield Chip(kind, str(text))
    if fact.standing != "unknown":
        yield Chip("", _("Official") if fact.standing == "official" else _("Unofficial"))
    if fact.state and fact.state != "initial":
        yield Chip("", str(STATES[fact.state]))
    if fact.outdated:
        yield Chip("warn", _("Outdated"))


def occurrence_view(one: Occurrence) -> OccurrenceView:
    return OccurrenceView(
        f"/works/{one.work}/{one.expression}@{one.version}/{one.locator}",
        one.title or one.work,
        words_of(one.text, one.lang, one.spans),
        tuple(_given_view(one, given) for given in one.renderings),
    )


def _given_view(one: Occurrence, given: Given) -> GivenView:
    path = "" if given.earlier else f"/works/{one.work}/{given.expression}@{given.version}/{given.locator}"
    chips = list(_facts(given))
    if given.earlier:
        chips.insert(0, Chip("unknown", _("Draft") if given.state == "initial" else _("Earlier rendering")))
    return GivenView(
        path,
        words_of(given.text, given.lang, given.spans),
        tuple(chips),
        _line(given.by, given.claimed, given.at, made_here=given.state is not None),
        given.earlier,
    )


def languages(*chosen: str) -> list[tuple[str, str]]:
    """Languages to choose from: those of public texts and of terms, of the United Nations, and those chosen."""
    tags = {*held_languages(here.archive()), *glossary(here.archive()), *UN, *filter(None, chosen)}
    tags -= {"mul", "und", "zxx"}
    return sorted_by_name([(tag, language_name(tag)) for tag in tags], lambda pair: pair[1])
