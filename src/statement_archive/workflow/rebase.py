"""Rebase: a better source has come, the Russian original of what was translated from English.

::

    old translation (from en) ── beads en~ru ──▶ new translation (from ru), prefilled as ``initial``, with its origin
                                                 the old one stays as it is
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from statement_archive.domain.actors import Actor
from statement_archive.domain.beads import Beads
from statement_archive.domain.claimed import claimed_as
from statement_archive.domain.composing import joint
from statement_archive.domain.errors import InvalidInput, NotFound, Refused
from statement_archive.domain.ids import ExpressionId
from statement_archive.domain.translations import Translation, Unit
from statement_archive.workflow.aligning import edge
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.reading import Work, load_translation, see, version_of
from statement_archive.workflow.targets import made_here, target_for
from statement_archive.workflow.translation_file import live_sources, units_of
from statement_archive.workflow.unit_commit import commit_units


def rebase(
    archive: Archive,
    actor: Actor,
    work_name: str,
    expression: str,
    source: str,
    now: datetime,
    *,
    name: str = "",
    by: str = "",
) -> Translation:
    """A new translation from ``source``, filled with the words of ``expression`` where beads join them; every unit
    is a draft until somebody has looked at it. ``name``: of the new one.

    Raises NotAllowed, NotFound, Gone, InvalidInput, Refused (no beads join the two sources).
    """
    with archive.ledger.exclusive():
        work = see(archive, work_name, actor, now)
        old = made_here(work, expression)
        lang = old.expression.facts.lang
        actor.require("translate", lang)
        better = work.expression(source)
        version = version_of(better)
        if better.id == old.source:
            raise InvalidInput(f"{expression} is made from {source} already")
        if better.id == old.expression.id:
            raise InvalidInput("a translation cannot be made from itself")
        joined = edge(archive, work, better.id, old.source)
        if joined is None:
            raise Refused(f"nothing joins {better.id} and {old.source}: there is nothing to fill it with")
        new = target_for(work, lang, name or _free(work, lang), better.id)
        if new.head:
            raise InvalidInput(f"{new.expression.id} has begun already: choose another name", field="name")
        units = _filled(archive, work, old, new, joined.beads, version.n)
        if not units:
            raise NotFound(f"{expression} has no words that belong to {better.id}")
        data: dict[str, Any] = {
            "units": units,
            "source_version": version.n,
            "base": None,
            "via": "rebase",
            "from": {"expression": old.expression.id, "version": len(old.expression.versions)},
            **claimed_as(by),
        }
        commit_units(archive, actor, work, new, "rebased", data, now)
    return load_translation(archive, work.id, new.expression.id) or new


def _free(work: Work, lang: str) -> str:
    base = f"{lang.lower()}.translation"
    taken = work.expressions.keys() | work.hidden
    return next(n for n in (base, *(f"{base}-{i}" for i in range(2, 10_000))) if ExpressionId(n) not in taken)


def _filled(
    archive: Archive, work: Work, old: Translation, new: Translation, beads: Beads, source_version: int
) -> list[dict[str, Any]]:
    """Each unit of the old translation goes, once, to the first unit of the new source that its sentences stand
    beside; facts go where they were."""
    given = {name: u for u in units_of(archive, work, old) if u.text for name in u.source.ids}
    between = joint(old.expression.facts.lang)
    used: set[str] = set()
    filled: list[dict[str, Any]] = []
    for unit in live_sources(archive, work, new):
        ids = unit.ids if unit.is_fact else [b for name in unit.ids if (bead := beads.of_a(name)) for b in bead.b]
        parts: list[Unit] = []
        for name in ids:
            part = given.get(name)
            if part is not None and part.source.key not in used:
                used.add(part.source.key)
                parts.append(part)
        if parts:
            filled.append(
                {
                    "unit": unit.key,
                    "text": between.join(p.text for p in parts),
                    "state": "initial",
                    "made_from": unit.digest,
                    "source_version": source_version,
                    "how": "rebased",
                    "from": [p.source.key for p in parts],
                    "authors": sorted({name for p in parts for name in p.authors}),
                    "origin": f"{old.expression.id} {', '.join(p.source.key for p in parts)}"[:200],
                }
            )
    return filled
