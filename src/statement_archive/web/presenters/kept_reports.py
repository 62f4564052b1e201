"""Saved reports on quotations: how many of each verdict, what changed, and each quotation in a line or two."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from statement_archive.formats.atom import Category, Entry
from statement_archive.web.dates import show_day
from statement_archive.web.locale import interface
from statement_archive.web.names import html_lang, text_direction
from statement_archive.web.presenters.checked import RELATIONS, VERDICTS
from statement_archive.web.say import _
from statement_archive.workflow.kept_reports import Change, Followed

Absolute = Callable[[str], str]
_SHORT = 90  # characters of a quotation in a title


@dataclass(frozen=True, slots=True)
class ChangeLine:
    n: int
    quotation: str
    said: str
    kind: str
    day: str
    reason: str


@dataclass(frozen=True, slots=True)
class ItemLine:
    """A quotation and its verdict today. ``wording`` is what stands there, where that is not the same."""

    n: int
    quotation: str
    kind: str
    name: str
    relation: str
    path: str
    wording: str
    lang: str
    dir: str
    omitted: tuple[str, ...]


def report_tallies(found: Followed) -> list[tuple[str, str, int]]:
    """Class, name, and number of quotations of each verdict."""
    return [(*_named(verdict), n) for verdict, n in found.data["counts"].items()]


def change_lines(found: Followed) -> list[ChangeLine]:
    """Oldest first."""
    return [ChangeLine(c.n, c.quotation, _said(c), _named(c.after)[0], show_day(c.at), c.reason) for c in found.changes]


def item_lines(found: Followed) -> list[ItemLine]:
    lines = []
    for n, item in enumerate(found.data["checks"], start=1):
        kind, name = _named(item["verdict"] or "")
        lang = item.get("lang") or ""
        relation = RELATIONS.get(item.get("relation"))
        same = item["verdict"] in ("exact", "typography", None)
        path = f"/works/{item['reference']}" if item.get("reference") else ""
        wording = "" if same else item.get("wording") or ""
        omitted = tuple(item.get("omitted") or ())
        said = str(relation) if relation else ""
        direction = text_direction(lang) if lang else "auto"
        lines.append(
            ItemLine(n, item["quotation"], kind, name, said, path, wording, html_lang(lang), direction, omitted)
        )
    return lines


def change_entries(found: Iterable[Followed], absolute: Absolute) -> list[Entry]:
    """What changed in all reports of somebody, the newest first."""
    entries = []
    for each in found:
        for k, change in enumerate(each.changes):
            words = change.quotation if len(change.quotation) <= _SHORT else f"{change.quotation[:_SHORT]}…"
            summary = " ".join((_said(change), _("Reason given:"), change.reason)) if change.reason else _said(change)
            href = absolute(f"/reports/{each.report.id}#q{change.n}")
            entries.append(
                Entry(
                    f"{each.report.id} {k}",
                    words,
                    change.at,
                    href,
                    "",
                    summary,
                    interface().tag,
                    (Category(change.after, _named(change.after)[1]),),
                )
            )
    return sorted(entries, key=lambda entry: (entry.updated, entry.key), reverse=True)


def _said(change: Change) -> str:
    return _("It was: %(before)s. Now: %(after)s.", before=_named(change.before)[1], after=_named(change.after)[1])


def _named(verdict: str) -> tuple[str, str]:
    for known, (kind, name, _meaning) in VERDICTS.items():
        if known == verdict:
            return kind, str(name)
    return "unknown", _("Not checked")
