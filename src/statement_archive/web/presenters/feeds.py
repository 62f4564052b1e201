"""Feeds: what a reader of the archive may follow, as entries of Atom.

::

    news, findings, translations, happenings, piles of my work ──▶ Entry: title of the work, and what happened

The title keeps its own language; what happened is told in that of the interface. People are not named: what a feed
reader has fetched cannot be erased.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime

from statement_archive.domain.facts import WorkFacts
from statement_archive.domain.ids import ExpressionId
from statement_archive.formats.atom import Category, Entry
from statement_archive.web.locale import interface
from statement_archive.web.names import html_lang, language_name
from statement_archive.web.presenters.desks import conflict_address, desk_address, review_address
from statement_archive.web.presenters.facts import title_of
from statement_archive.web.presenters.history import history_line
from statement_archive.web.presenters.mine import SIGNIFICANCE, amount
from statement_archive.web.presenters.missing import TITLES, why
from statement_archive.web.say import N_, Later, _, ngettext
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.history import history
from statement_archive.workflow.missing import Item
from statement_archive.workflow.my_work import MyWork, Pile
from statement_archive.workflow.news import News
from statement_archive.workflow.overview import Sheet, WorkSheet
from statement_archive.workflow.reading import Work, readable

Absolute = Callable[[str], str]
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
# Kinds of event that tell something to a reader; what translators say among themselves does not.
FOLLOWED = (
    "deposited",
    "corrected",
    "described",
    "withdrawn",
    "merged",
    "absorbed",
    "submitted",
    "rebased",
    "reviewed",
)
_KINDS: dict[str, Later] = {
    "rebased": N_("Translation made anew from a better source"),
    "reviewed": N_("Translation reviewed"),
}


def news_entries(found: Sequence[WorkSheet], absolute: Absolute) -> list[Entry]:
    """New and corrected texts, newest first."""
    every = [(news, work) for work in found for news in work.news]
    every.sort(key=lambda pair: (pair[0].at, pair[0].key), reverse=True)
    return [_news(news, work, absolute) for news, work in every]


def _news(news: News, work: WorkSheet, absolute: Absolute) -> Entry:
    path = f"/works/{work.work}"
    if news.expression:
        path += f"/{news.expression}@{news.version}"
    return _entry(news.key, work.facts, news.at, absolute(path), _news_words(news, work), (news.kind, _news_kind(news)))


def _news_kind(news: News) -> str:
    if news.kind == "corrected":
        return _("corrected")
    return _("another text") if news.kind == "text" else _("new")


def _news_words(news: News, work: WorkSheet) -> str:
    expression = work.expressions.get(ExpressionId(news.expression))
    if expression is None:
        return _("New in the archive; no text of it is held yet.")
    language = language_name(expression.facts.lang)
    if news.kind == "corrected":
        return _(
            "Corrected: version %(n)s in %(language)s (%(significance)s). %(reason)s",
            n=news.version,
            language=language,
            significance=SIGNIFICANCE.get(news.significance, news.significance),
            reason=news.reason,
        )
    if news.kind == "text":
        return _("Another text of it is held: %(language)s.", language=language)
    return _("New in the archive: %(language)s.", language=language)


def finding_entries(items: Iterable[Item], absolute: Absolute) -> list[Entry]:
    """A register, newest first."""
    return [_finding(item, absolute) for item in items]


def _finding(item: Item, absolute: Absolute) -> Entry:
    found = item.finding
    path = f"/works/{found.work}"
    if found.expression:
        path += f"?text={found.expression}&view=one"
    kind = (found.register, str(TITLES[found.register]))
    return _entry(f"{item.born} {found.key}", item.facts, found.at, absolute(path), why(item), kind)


def translation_entries(found: Sequence[WorkSheet], lang: str, absolute: Absolute) -> list[Entry]:
    """Translations into a language, made here or come as a whole; the one that changed last first."""
    entries = [
        _made(work, sheet, absolute) for work in found for sheet in work.made if sheet.lang == lang and sheet.begun
    ]
    for work in found:
        entries += _whole(work, lang, absolute)
    return sorted(entries, key=lambda entry: (entry.updated, entry.key), reverse=True)


def _made(work: WorkSheet, sheet: Sheet, absolute: Absolute) -> Entry:
    said = ngettext("%(done)s of one unit", "%(done)s of %(num)d units", sheet.total.units, done=sheet.begun)
    reviewed = sheet.states["reviewed"].units + sheet.states["final"].units
    words = [_("Translation into %(language)s: %(said)s.", language=language_name(sheet.lang), said=said)]
    if reviewed:
        words.append(ngettext("One of them is reviewed.", "%(num)d of them are reviewed.", reviewed))
    if sheet.outdated.units:
        words.append(ngettext("One unit is outdated.", "%(num)d units are outdated.", sheet.outdated.units))
    href = absolute(f"/works/{work.work}?text={sheet.expression}&view=one")
    at = sheet.changed_at or work.since
    return _entry(f"{work.born} {sheet.expression}", work.facts, at, href, " ".join(words), ("translation", ""))


def _whole(work: WorkSheet, lang: str, absolute: Absolute) -> Iterator[Entry]:
    made = {sheet.expression for sheet in work.made}
    for news in work.news:
        expression = work.expressions.get(ExpressionId(news.expression))
        if expression is None or news.expression in made or news.kind == "corrected":
            continue
        if expression.facts.lang == lang and not expression.facts.is_original and readable(expression) is not None:
            href = absolute(f"/works/{work.work}/{news.expression}@{news.version}")
            said = _("A translation into %(language)s came as a whole.", language=language_name(lang))
            yield _entry(news.key, work.facts, news.at, href, said, ("translation", ""))


def happening_entries(archive: Archive, work: Work, born: str, absolute: Absolute, expression: str = "") -> list[Entry]:
    """What happened to a work, or to one of its texts, newest first."""
    entries: list[Entry] = []
    seen: Counter[str] = Counter()
    for each in reversed(history(archive, work)):
        if each.kind not in FOLLOWED or (expression and each.expression != expression):
            continue
        stands = work.expressions.get(ExpressionId(each.expression))
        if each.expression and stands is not None and stands.tombstone and each.kind != "withdrawn":
            continue
        known = f"{born} {each.at.isoformat()} {each.kind} {each.expression} {each.version}"
        seen[known] += 1
        line = history_line(each, lambda _person: "")
        what = str(_KINDS.get(each.kind, line.what))
        reason = each.reason if each.kind in ("corrected", "withdrawn", "merged") else ""
        told = [part for part in (what, each.expression, reason) if part]
        path = f"/works/{work.id}"
        if line.ref and stands is not None and not stands.tombstone:
            path += f"/{line.ref}"
        key = f"{known} {seen[known]}" if seen[known] > 1 else known
        entries.append(_entry(key, work.state.facts, each.at, absolute(path), ". ".join(told) + ".", (each.kind, what)))
    return entries[::-1]


def my_entries(mine: MyWork, person: str, absolute: Absolute) -> list[Entry]:
    """What waits for one translator: one entry for each translation and reason."""
    piles: list[tuple[str, str, Sequence[Pile], Callable[[str, str], str]]] = [
        ("sent-back", _("Sent back"), mine.sent_back, desk_address),
        ("conflict", _("In conflict"), mine.conflicts, conflict_address),
        ("outdated", _("Outdated"), mine.outdated, desk_address),
        ("remark", _("Open comments"), mine.commented, desk_address),
    ]
    entries = [
        _pile(each, kind, label, f"{person} {kind}", absolute(address(each.work, each.expression)))
        for kind, label, found, address in piles
        for each in found
    ]
    for new in mine.new:
        language = language_name(new.lang)
        words = ngettext("one word", "%(num)d words", new.words)
        said = _("New: nothing in %(language)s yet (%(words)s).", language=language, words=words)
        key = f"{person} new {new.work} {new.lang}"
        entries.append(_entry(key, new.facts, new.at, absolute(f"/works/{new.work}"), said, ("new", _("new"))))
    return sorted(entries, key=lambda entry: (entry.updated, entry.key), reverse=True)


def review_entries(piles: Iterable[Pile], person: str, absolute: Absolute) -> list[Entry]:
    """What waits for one reviewer."""
    label = _("Waiting for your review")
    entries = [
        _pile(each, "review", label, f"{person} review", absolute(review_address(each.work, each.expression)))
        for each in piles
    ]
    return sorted(entries, key=lambda entry: (entry.updated, entry.key), reverse=True)


def _pile(pile: Pile, kind: str, label: str, key: str, href: str) -> Entry:
    said = _(
        "%(what)s: %(amount)s, into %(language)s.", what=label, amount=amount(pile), language=language_name(pile.lang)
    )
    # The same pile, grown or shrunk, is the same entry; it is newer when something in it is.
    times = [*(r.at for r in pile.reviews), *(s.at for s in pile.since), *([pile.at] if pile.at else [])]
    at = max(times, default=_LONG_AGO)
    return _entry(f"{key} {pile.work} {pile.expression}", pile.facts, at, href, said, (kind, label))


def _entry(key: str, facts: WorkFacts, at: datetime, href: str, summary: str, kind: tuple[str, str]) -> Entry:
    title, lang = title_of(facts)
    tag = html_lang(lang) if facts.titles else interface().tag
    return Entry(key, title, at, href, tag, summary, interface().tag, (Category(*kind),))
