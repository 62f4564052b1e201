"""How to cite a work, a text of it, or a passage: in a style, in a language, with what the words are.

::

    work [expression[@n] [locator]] ──see, cut──▶ Record, Words, Place ──exporting──▶ Citation
    no expression named             ──▶ the one delivered text, else the work alone: no other text is put in its place

A citation names the version by its permanent address and the place by the paragraph's number; ids of segments stand in
links alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from statement_archive.domain.actors import Actor
from statement_archive.domain.facts import WorkFacts
from statement_archive.domain.language import language_tag, matches, primary
from statement_archive.domain.segments import SegmentTable
from statement_archive.exporting.csl_json import Item, csl_item
from statement_archive.exporting.fragments import text_fragment
from statement_archive.exporting.note import note as note_of
from statement_archive.exporting.note import place_words
from statement_archive.exporting.phrases import REVIEWED, spoken
from statement_archive.exporting.places import place_of
from statement_archive.exporting.record import Place, Record, Words
from statement_archive.exporting.rendering import locale_for, render
from statement_archive.exporting.style_file import Style
from statement_archive.workflow.across import state_of
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.credit import credit_of
from statement_archive.workflow.describing_works import date_of
from statement_archive.workflow.paragraph_numbers import numbered
from statement_archive.workflow.reading import Work, see, table_of, text_of
from statement_archive.workflow.wording import Wording, delivered, wording

_HANDS = 3  # of a translation made here, by name

Names = Callable[[str], str]


def nobody(_person: str) -> str:
    """For callers that know no accounts."""
    return ""


@dataclass(frozen=True, slots=True)
class Citation:
    """``text`` and ``html`` are the reference with its ``note``; ``in_text`` stands beside it in styles that list
    references. ``path`` leads to the passage, ``url`` to the version cited, ``link`` is ``path`` with the base,
    ``fragment`` the same with a text fragment. ``told``: ``terms`` and ``note`` where English took the place of a
    language that has none, ``unreviewed`` where no native reader has gone through the words of the note."""

    work: str
    expression: str
    version: int
    sha256: str
    start: int
    end: int
    locator: str
    style: str
    lang: str
    text: str
    html: str
    in_text: str
    note: str
    place: str
    path: str
    url: str
    link: str
    fragment: str
    told: tuple[str, ...]
    csl: Item


def cite(
    archive: Archive,
    actor: Actor,
    work: str,
    ref: str,
    locator: str,
    style: Style,
    lang: str,
    now: datetime,
    *,
    base: str = "",
    names: Names = nobody,
) -> Citation:
    """``lang``: of the citation, a BCP 47 tag. ``base``: what stands before paths in addresses, without a slash at its
    end. ``names``: of accounts, for translations made here.

    Raises NotFound, NoDeliveredText, Ambiguous, Gone, InvalidInput, DigestMismatch.
    """
    lang = language_tag(lang)
    seen = see(archive, work, actor, now)
    if not ref and not locator and len(delivered(seen)) != 1:
        return _of_work(seen, style, lang, now, base)
    found = wording(archive, actor, work, now, ref=ref, locator=locator)
    table = numbered(archive, found.work, found.expression, table_of(archive, found.version))
    place = place_of(found.start, found.end, table) if locator else Place()
    pinned = f"/works/{found.work.id}/{found.expression.id}@{found.version.n}"
    path = f"{pinned}/{locator}" if locator else pinned
    text = text_of(archive, found.version)
    fragment = text_fragment(text, found.start, found.end, table) if locator else ""
    record = _record(found.work, now, base + pinned, lang, found)
    words = _words(archive, names, found, table, whole=not locator)
    made = _written(record, words, place, style, lang)
    return Citation(
        work=found.work.id,
        expression=found.expression.id,
        version=found.version.n,
        sha256=found.sha256,
        start=found.start,
        end=found.end,
        locator=locator,
        path=path,
        url=record.url,
        link=base + path,
        fragment=f"{base}{path}{fragment}",
        **made,
    )


def _of_work(work: Work, style: Style, lang: str, now: datetime, base: str) -> Citation:
    """Of a work of which no delivered text is held, or several: nothing of it is quoted."""
    path = f"/works/{work.id}"
    facts = work.state.facts
    words = Words(
        document=facts.kind == "document",
        languages=facts.original_languages,
        held=bool(delivered(work)),
        named=False,
    )
    made = _written(_record(work, now, base + path, lang), words, Place(), style, lang)
    link = base + path
    return Citation(work.id, "", 0, "", 0, 0, "", path=path, url=link, link=link, fragment=link, **made)


def _written(record: Record, words: Words, place: Place, style: Style, lang: str) -> dict[str, Any]:
    """The fields of a citation that are words."""
    said = spoken(lang)
    note = note_of(words, place, said)
    item = csl_item(record, note, lang)
    made = render(style, item, lang, place.numbers)
    text, html = made.text, made.html
    if not style.own:
        # Styles of others print no note, or leave it out of some kinds of source: it is said behind them.
        rest = note_of(words, Place(), said) if made.locator_printed and not place.sentences else note
        if rest and note not in text:
            text, html = f"{text} ({rest})", f"{html} ({_escaped(rest)})"
    return {
        "style": style.name or style.title,
        "lang": lang,
        "text": text,
        "html": html,
        "in_text": made.in_text,
        "note": note,
        "place": place_words(place, said),
        "told": _told(style, lang, said),
        "csl": item,
    }


def _told(style: Style, lang: str, said: str) -> tuple[str, ...]:
    found = []
    if not locale_for(style, lang):
        found.append("terms")
    if said != primary(lang):
        found.append("note")
    elif said not in REVIEWED:
        found.append("unreviewed")
    return tuple(found)


def _record(work: Work, now: datetime, url: str, lang: str, found: Wording | None = None) -> Record:
    facts = work.state.facts
    own = found.expression.facts.lang if found else ""
    title, title_lang = _title(facts, own, lang)
    occasion = facts.occasion
    return Record(
        id=f"{work.id}/{found.expression.id}@{found.version.n}" if found else work.id,
        kind=facts.kind,
        url=url,
        accessed=now.date(),
        lang=own,
        version=found.version.n if found else 0,
        sha256=found.sha256 if found else "",
        title=title,
        title_lang=title_lang,
        author=facts.speaker.name,
        body=facts.body.name,
        statement_kind=occasion.statement_kind,
        event=tuple(part for part in (occasion.forum, occasion.series, occasion.session, occasion.meeting) if part),
        place=facts.place,
        date=date_of(facts),
        symbols=occasion.symbols,
    )


def _title(facts: WorkFacts, own: str, lang: str) -> tuple[str, str]:
    """As recorded: in the language of the words, else in that of the citation, else the first."""
    for wanted in (own, lang):
        for name in facts.titles:
            if wanted and name.lang and matches(name.lang, primary(wanted)):
                return name.value, name.lang
    return (facts.titles[0].value, facts.titles[0].lang) if facts.titles else ("", "")


def _words(archive: Archive, names: Names, found: Wording, table: SegmentTable, *, whole: bool) -> Words:
    work, facts = found.work, found.expression.facts
    touched = [s for s in table.sentences if s.start < found.end and found.start < s.end]
    state, outdated = None, False
    if found.newest and not facts.is_original:
        state, outdated = state_of(archive, work, found.expression, frozenset(s.id for s in touched))
    return Words(
        document=work.state.facts.kind == "document",
        lang=facts.lang,
        original=facts.is_original,
        relation=facts.relation,
        languages=work.state.facts.original_languages,
        passage=() if whole else _languages(found, table),
        method=facts.method,
        standing=facts.standing,
        makers=_makers(archive, names, found),
        by_delegation=facts.maker.kind == "delegation",
        via=facts.source.via,
        held=bool(delivered(work)),
        reviewed=state in (None, "reviewed", "final"),
        outdated=outdated,
        version=found.version.n,
        superseded=not found.newest,
    )


def _languages(found: Wording, table: SegmentTable) -> tuple[str, ...]:
    """Languages of the passage that are not the text's own."""
    inside = [s for s in (*table.paragraphs, *table.sentences) if s.start < found.end and found.start < s.end]
    own = found.expression.facts.lang
    return tuple(dict.fromkeys(s.lang for s in inside if s.lang and s.lang != own))


def _makers(archive: Archive, names: Names, found: Wording) -> tuple[str, ...]:
    facts = found.expression.facts
    if facts.is_original:
        return ()
    if facts.maker.name:
        return (facts.maker.name,)
    made = credit_of(archive, names, found.work, found.expression).translators
    known = [each.name for each in made if each.name]
    return (*known[:_HANDS], *(["…"] if len(known) > _HANDS else []))


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
