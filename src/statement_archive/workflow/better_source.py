"""Better sources: an original has come to what was translated by way of another language, or of a draft.

::

    translation ◀── prepared text, translation        held now: the delivered wording ──▶ offered, never taken
"""

from __future__ import annotations

from dataclasses import dataclass

from statement_archive.domain.translations import Translation
from statement_archive.domain.works import Expression
from statement_archive.workflow.aligning import edge, originals
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.reading import Work

# What words are, the nearest to what was said first; a translation of any of them comes after them all.
_NEARNESS = ("delivered", "written", "record", "prepared")


@dataclass(frozen=True, slots=True)
class BetterSource:
    """``source`` is nearer to what was said than what a translation is made from. ``joined``: whether it is known
    which sentences belong together, so that a new translation can be filled; ``taken_up``: translations from it
    that were filled from this one already."""

    source: Expression
    joined: bool
    taken_up: tuple[str, ...] = ()


def better_sources(archive: Archive, work: Work, translation: Translation) -> tuple[BetterSource, ...]:
    """Originals nearer to what was said than the source of a translation, the nearest first. An original in the
    language of the translation is no source for it."""
    current = work.expressions.get(translation.source)
    rank = _rank(current) if current else len(_NEARNESS) + 1
    lang = translation.expression.facts.lang
    return tuple(
        BetterSource(e, edge(archive, work, e.id, translation.source) is not None, _taken_up(work, translation, e))
        for e in originals(work)
        if _rank(e) < rank and e.facts.lang != lang
    )


def _rank(expression: Expression) -> int:
    facts = expression.facts
    return _NEARNESS.index(facts.relation) if facts.is_original and facts.relation in _NEARNESS else len(_NEARNESS)


def _taken_up(work: Work, translation: Translation, source: Expression) -> tuple[str, ...]:
    return tuple(
        name
        for name, other in work.translations.items()
        if other.rebased_from == translation.expression.id and other.source == source.id
    )
