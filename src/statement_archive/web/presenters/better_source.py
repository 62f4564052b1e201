"""A better source than the one a translation was made from, in a line."""

from __future__ import annotations

from dataclasses import dataclass

from statement_archive.domain.translations import Translation
from statement_archive.web.names import language_name
from statement_archive.web.presenters.choices import RENDITIONS
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.better_source import better_sources
from statement_archive.workflow.reading import Work


@dataclass(frozen=True, slots=True)
class BetterLine:
    """``joined``: whether a new translation can be filled; ``taken_up``: translations begun from it already."""

    source: str
    language: str
    relation: str
    joined: bool
    taken_up: tuple[str, ...]


def better_lines(archive: Archive, work: Work, translation: Translation) -> tuple[BetterLine, ...]:
    return tuple(
        BetterLine(
            each.source.id,
            language_name(each.source.facts.lang),
            str(RENDITIONS[each.source.facts.relation]),
            each.joined,
            each.taken_up,
        )
        for each in better_sources(archive, work, translation)
    )
