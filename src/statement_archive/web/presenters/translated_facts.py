"""Title, role and body as translations made here have them, each with its language and state."""

from __future__ import annotations

from statement_archive.domain.translations import Unit
from statement_archive.web.names import html_lang, language_name
from statement_archive.web.presenters.facts import Line
from statement_archive.web.presenters.unit_words import STATES, reviewed_by
from statement_archive.web.say import _
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.reading import Work
from statement_archive.workflow.translation_file import units_of


def translated_lines(archive: Archive, work: Work) -> dict[str, list[Line]]:
    """By fact; drafts are no reader's business."""
    found: dict[str, list[Line]] = {}
    for translation in work.translations.values():
        if translation.expression.tombstone:
            continue
        lang = translation.expression.facts.lang
        for unit in units_of(archive, work, translation):
            if unit.source.is_fact and unit.text and unit.state != "initial":
                line = Line(unit.text, _note(unit, lang), lang=html_lang(lang), other=True)
                found.setdefault(unit.source.key, []).append(line)
    return found


def _note(unit: Unit, lang: str) -> str:
    parts = [language_name(lang), reviewed_by([unit]) or str(STATES[unit.state][1])]
    parts += [_("Outdated")] if unit.outdated else []
    return " · ".join(parts)
