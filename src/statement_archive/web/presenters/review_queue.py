"""What waits for review, as lines of a list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from babel.dates import format_timedelta

from statement_archive.web.dates import show_day
from statement_archive.web.locale import interface_locale
from statement_archive.web.names import html_lang, language_name, show_number
from statement_archive.web.presenters.facts import title_of
from statement_archive.web.say import _, ngettext
from statement_archive.workflow.review_queue import Waiting


@dataclass(frozen=True, slots=True)
class QueueLine:
    work: str
    expression: str
    title: str
    title_lang: str
    language: str
    source: str
    units: str
    words: str
    since: str
    since_iso: str
    waited: str
    asked: str
    more: tuple[str, ...]


def queue_lines(waiting: Iterable[Waiting], now: datetime) -> tuple[QueueLine, ...]:
    return tuple(_line(each, now) for each in waiting)


def _line(waiting: Waiting, now: datetime) -> QueueLine:
    title, lang = title_of(waiting.work.state.facts)
    made = waiting.translation
    source = waiting.work.expressions.get(made.source)
    return QueueLine(
        waiting.work.id,
        made.expression.id,
        title,
        html_lang(lang),
        language_name(waiting.lang),
        language_name(source.facts.lang) if source else "",
        ngettext("%(num)d unit", "%(num)d units", waiting.units),
        ngettext("%(number)s word", "%(number)s words", waiting.words, number=show_number(waiting.words)),
        show_day(waiting.since),
        waiting.since.isoformat(timespec="seconds"),
        format_timedelta(now - waiting.since, locale=interface_locale()),
        _asked(waiting),
        tuple(_more(waiting)),
    )


def _asked(waiting: Waiting) -> str:
    read, cited = waiting.asked.read, waiting.asked.cited
    if not read and not cited:
        return _("not read lately")
    parts = []
    if read:
        parts.append(ngettext("read once", "read %(num)d times", read))
    if cited:
        parts.append(ngettext("cited once", "cited %(num)d times", cited))
    return ", ".join(parts)


def _more(waiting: Waiting) -> list[str]:
    found = []
    if waiting.own:
        found.append(ngettext("%(num)d of your own", "%(num)d of your own", waiting.own))
    if waiting.outdated:
        found.append(ngettext("%(num)d outdated", "%(num)d outdated", waiting.outdated))
    if waiting.comments:
        found.append(ngettext("%(num)d open comment", "%(num)d open comments", waiting.comments))
    return found
