"""A work in a few lines, for pages that add to it."""

from __future__ import annotations

from dataclasses import dataclass

from statement_archive.web.dates import show_edtf
from statement_archive.web.names import html_lang, language_name, text_direction
from statement_archive.web.presenters.choices import BODY_KINDS, RENDITIONS
from statement_archive.web.say import _
from statement_archive.workflow.reading import Work, readable


@dataclass(frozen=True, slots=True)
class WorkSummary:
    id: str
    title: str
    title_lang: str
    address: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class TextLine:
    """One expression: ``state`` in words where it is not public."""

    id: str
    lang: str
    dir: str
    language: str
    relation: str
    state: str
    visibility: str
    version: int
    made_here: bool


def summary(work: Work) -> WorkSummary:
    facts = work.state.facts
    date = facts.date() or (facts.dates[0] if facts.dates else None)
    title = facts.titles[0] if facts.titles else None
    said = (
        (_("Body"), " · ".join(part for part in (facts.body.name, str(BODY_KINDS[facts.body.kind])) if part)),
        (_("Speaker"), facts.speaker.name or _("not known")),
        (_("Date"), (show_edtf(date.edtf) if date.edtf else date.raw) if date else _("not known")),
        (_("Place"), facts.place),
        (_("Delivered in"), ", ".join(language_name(tag) for tag in facts.original_languages) or _("not known")),
    )
    return WorkSummary(
        work.id,
        title.value if title else work.id,
        html_lang(title.lang) if title else "",
        f"/works/{work.id}",
        tuple((name, value) for name, value in said if value),
    )


def texts_of(work: Work) -> list[TextLine]:
    """Every expression that can still be read, deposited ones first."""
    lines = []
    for name, expression in work.expressions.items():
        version = readable(expression)
        if version is None:
            continue
        facts = expression.facts
        translation = facts.source.kind in ("expression", "not_held") and facts.relation == "unknown"
        relation = _("translation") if translation else str(RENDITIONS[facts.relation])
        state = {"draft": _("draft"), "embargoed": _("under embargo")}.get(facts.visibility.state, "")
        lines.append(
            TextLine(
                name,
                html_lang(facts.lang),
                text_direction(facts.lang),
                language_name(facts.lang),
                relation,
                state,
                facts.visibility.state,
                version.n,
                name in work.translations,
            )
        )
    return lines
