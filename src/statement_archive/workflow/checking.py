"""Doubts about a unit: the checks over its source and a target, with what this archive knows.

::

    glossary, names of people and bodies ─┐
    source of the unit, target            ─┴─ checks.run ──▶ findings ── those let stand apart
"""

from __future__ import annotations

from dataclasses import dataclass

from statement_archive.checks import Finding, Pair, run
from statement_archive.domain.text import fold
from statement_archive.domain.translations import Dismissal, Translation, Unit
from statement_archive.domain.units import UnitSource
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.glossary import concepts, newest
from statement_archive.workflow.names import authorities

MAX_CHECKED = 5_000  # characters of either text: a longer one is pasted, and no sentence
_NAMED = ("people", "bodies", "states", "forums")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A finding; ``dismissed`` where somebody looked at this very finding and let it stand."""

    finding: Finding
    dismissed: Dismissal | None = None


def doubts(archive: Archive, translation: Translation, source: UnitSource, target: str) -> tuple[Doubt, ...]:
    """What the checks find in ``target`` as a rendering of a unit; nothing of a text too long to be one."""
    if len(source.text) > MAX_CHECKED or len(target) > MAX_CHECKED:
        return ()
    lang = translation.expression.facts.lang
    pair = Pair(source.text, target, source.lang, lang, source.kind, concepts(archive), _names(archive, source.text))
    stand = {d.fingerprint: d for d in translation.dismissals.get(source.key, ())}
    return tuple(Doubt(finding, stand.get(finding.fingerprint)) for finding in run(pair))


def doubts_of(archive: Archive, translation: Translation, unit: Unit) -> tuple[Doubt, ...]:
    """The same for a unit as it stands; a passage in the target language already, or left out, raises none."""
    if unit.verbatim or not unit.text:
        return ()
    key = ("doubts", translation.head_hash, unit.source.key, unit.source.digest, _heads(archive))
    return archive.memo.get(key, lambda: doubts(archive, translation, unit.source, unit.text))


def _heads(archive: Archive) -> tuple[int | str, ...]:
    """What the names and the glossary follow from."""
    return (*(authorities(archive, kind).head for kind in _NAMED), *newest(archive))


def _names(archive: Archive, text: str) -> tuple[tuple[str, ...], ...]:
    """The forms of every name known here that may stand in a text: one of its words begins as the name does."""
    begins = {word[:3] for word in fold(text).text.split()}
    forms = archive.memo.get(
        ("forms of names", *(authorities(archive, k).head for k in _NAMED)), lambda: _forms(archive)
    )
    return tuple(names for names, starts in forms if not starts.isdisjoint(begins))


def _forms(archive: Archive) -> tuple[tuple[tuple[str, ...], frozenset[str]], ...]:
    """Names with more than one form, each with the beginnings of its words."""
    found = []
    for kind in _NAMED:
        for entry in authorities(archive, kind).entries.values():
            names = tuple(dict.fromkeys(name.value for name in entry.names))
            if len(names) > 1:
                found.append((names, frozenset(word[:3] for name in names for word in fold(name).text.split())))
    return tuple(found)
