"""My work in words: each line a translation, how much of it waits, since when, and where to go on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from statement_archive.web.dates import show_day
from statement_archive.web.names import html_lang, language_name, show_number
from statement_archive.web.people import person_name
from statement_archive.web.presenters.desks import begin_address, conflict_address, desk_address, review_address
from statement_archive.web.presenters.facts import title_of
from statement_archive.web.say import N_, Later, _, ngettext
from statement_archive.workflow.my_work import Claimed, MyWork, New, Pile

MOST = 4  # reasons told on one line


@dataclass(frozen=True, slots=True)
class Line:
    """``why``: further sentences; ``soon``: its time is nearly over; ``languages``: where one begins in each, and
    its name."""

    title: str
    title_lang: str
    href: str
    language: str
    amount: str
    when: str
    why: tuple[str, ...] = ()
    soon: bool = False
    languages: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """``nothing``: what to read where there is nothing."""

    name: str
    title: str
    lines: tuple[Line, ...]
    nothing: str
    words: str


_TITLES: dict[str, Later] = {
    "claimed": N_("Claimed"),
    "sent_back": N_("Sent back"),
    "outdated": N_("Outdated"),
    "conflicts": N_("In conflict"),
    "commented": N_("Open comments"),
    "to_review": N_("Waiting for your review"),
    "new": N_("New"),
}
_NOTHING: dict[str, Later] = {
    "claimed": N_("You have claimed nothing. Claim a translation where you begin it, so that others know."),
    "sent_back": N_("Nothing was sent back to you."),
    "outdated": N_("No source was corrected under your translations."),
    "conflicts": N_("No change of yours met another."),
    "commented": N_("No comment on your sentences is open."),
    "to_review": N_("Nothing waits for your review."),
    "new": N_("Everything is translated, or begun, into your languages."),
}
SIGNIFICANCE: dict[str, Later] = {
    "typo": N_("a slip"),
    "minor": N_("small changes"),
    "major": N_("the sense changed"),
}


def sections(mine: MyWork, now: datetime, *, reviews: bool) -> list[Section]:
    """In the order in which they press. ``reviews``: whether this person reviews at all."""
    made = [
        _section("sent_back", [_pile(p, desk_address, _returned) for p in mine.sent_back], mine.sent_back),
        _section("conflicts", [_pile(p, _to_conflict, _no_reasons) for p in mine.conflicts], mine.conflicts),
        _section("outdated", [_pile(p, desk_address, _corrections) for p in mine.outdated], mine.outdated),
        _section("commented", [_pile(p, desk_address, _remarks) for p in mine.commented], mine.commented),
        _section("claimed", [_claimed(c, now) for c in mine.claimed], [], sum(c.words for c in mine.claimed)),
    ]
    if reviews:
        lines = [_pile(p, _to_review, _no_reasons) for p in mine.to_review]
        made.append(_section("to_review", lines, mine.to_review))
    made.append(_section("new", _news(mine.new), [], sum(n.words for n in mine.new)))
    return made


def _section(name: str, lines: Sequence[Line], piles: Sequence[Pile], words: int = 0) -> Section:
    total = words or sum(p.amount.words for p in piles)
    said = ngettext("one word", "%(total)s words", total, total=show_number(total)) if total else ""
    return Section(name, str(_TITLES[name]), tuple(lines), str(_NOTHING[name]), said)


def _pile(pile: Pile, address: Callable[[str, str, str], str], why: Callable[[Pile], tuple[str, ...]]) -> Line:
    title, lang = title_of(pile.facts)
    when = _("since %(date)s", date=show_day(pile.at)) if pile.at else ""
    href = address(pile.work, pile.expression, pile.units[0] if pile.units else "")
    return Line(title, html_lang(lang), href, language_name(pile.lang), amount(pile), when, why(pile))


def amount(pile: Pile) -> str:
    units = ngettext("one unit", "%(num)d units", pile.amount.units)
    if not pile.amount.words:
        return units
    words = ngettext("one word", "%(total)s words", pile.amount.words, total=show_number(pile.amount.words))
    return f"{units}, {words}"


def _to_conflict(work: str, expression: str, _unit: str) -> str:
    return conflict_address(work, expression)


def _to_review(work: str, expression: str, _unit: str) -> str:
    return review_address(work, expression)


def _no_reasons(_pile: Pile) -> tuple[str, ...]:
    return ()


def _returned(pile: Pile) -> tuple[str, ...]:
    """Who sent it back, and why, each reason once."""
    told = dict.fromkeys((r.claimed or person_name(r.by), r.reason) for r in pile.reviews)
    return tuple(f"\u2068{who}\u2069: \u2068{reason}\u2069" if reason else who for who, reason in list(told)[:MOST])


def _corrections(pile: Pile) -> tuple[str, ...]:
    if not pile.since:
        return (_("Its source, itself a translation, is outdated, or a fact of the work was changed."),)
    return tuple(
        _(
            "since version %(n)s of the source, %(date)s (%(significance)s): %(reason)s",
            n=each.version,
            date=show_day(each.at),
            significance=SIGNIFICANCE.get(each.significance, each.significance),
            reason=f"\u2068{each.reason}\u2069",
        )
        for each in pile.since[:MOST]
    )


def _remarks(pile: Pile) -> tuple[str, ...]:
    return (ngettext("one comment", "%(num)d comments", pile.comments),)


def _claimed(claimed: Claimed, now: datetime) -> Line:
    claim = claimed.claim
    title, lang = title_of(claimed.facts) if claimed.facts else (claim.work, "")
    left = ngettext("one word left", "%(total)s words left", claimed.words, total=show_number(claimed.words))
    if claimed.facts is None:
        left = _("no longer to be seen by you")
    elif claimed.sheet is None:
        left = _("not begun; %(left)s", left=left)
    elif not claimed.words:
        left = _("everything has words")
    last = claim.until - timedelta(microseconds=1)  # a claim until Friday ends when Saturday begins
    soon = claim.until - now < timedelta(days=2)
    note = (f"\u2068{claim.note}\u2069",) if claim.note else ()
    href = desk_address(claim.work, claim.expression) if claimed.sheet else begin_address(claim.work, claim.lang)
    until = _("until %(date)s", date=show_day(last))
    return Line(title, html_lang(lang), href, language_name(claim.lang), left, until, note, soon)


def _news(new: Sequence[New]) -> list[Line]:
    """One line for each work, with every language in which there is nothing of it."""
    by_work: dict[str, list[New]] = {}
    for each in new:
        by_work.setdefault(each.work, []).append(each)
    return [_new(of_one) for of_one in by_work.values()]


def _new(into: Sequence[New]) -> Line:
    new = into[0]
    title, lang = title_of(new.facts)
    words = ngettext("one word", "%(total)s words", new.words, total=show_number(new.words))
    came = _("came on %(date)s", date=show_day(new.at))
    source = _("from: %(language)s", language=language_name(new.source_lang))
    read = ngettext("read once lately", "read %(num)d times lately", new.read) if new.read else ""
    when = ", ".join(part for part in (source, came, read) if part)
    begin = tuple((begin_address(each.work, each.lang), language_name(each.lang)) for each in into)
    return Line(title, html_lang(lang), f"/works/{new.work}", "", words, when, languages=begin)
