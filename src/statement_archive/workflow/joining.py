"""Sentences that a translation renders as one, and back: recorded, so that the reader sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from statement_archive.domain.actors import Actor
from statement_archive.domain.errors import InvalidInput, NotFound
from statement_archive.domain.translations import Translation, unit_views
from statement_archive.domain.units import Joined
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.reading import load_translation, see, version_of
from statement_archive.workflow.regrouping import regrouped
from statement_archive.workflow.targets import target_for
from statement_archive.workflow.translation_file import live_sources, sentences_of
from statement_archive.workflow.unit_commit import commit_units


def join(
    archive: Archive,
    actor: Actor,
    work_name: str,
    lang: str,
    expression: str,
    units: Sequence[str],
    now: datetime,
) -> Translation:
    """Make one unit of several that stand beside each other in a paragraph. It is filled with what they said.

    Raises NotAllowed, NotFound, Gone, InvalidInput.
    """
    return _regroup(archive, actor, work_name, lang, expression, " ".join(units), now, together=True)


def part(
    archive: Archive, actor: Actor, work_name: str, lang: str, expression: str, unit: str, now: datetime
) -> Translation:
    """Make sentences again of a unit that was joined. They say what they said before; as drafts, where the joined
    one was written anew since. Errors as for :func:`join`."""
    return _regroup(archive, actor, work_name, lang, expression, unit, now, together=False)


def _regroup(
    archive: Archive,
    actor: Actor,
    work_name: str,
    lang: str,
    expression: str,
    key: str,
    now: datetime,
    *,
    together: bool,
) -> Translation:
    with archive.ledger.exclusive():
        work = see(archive, work_name, actor, now)
        translation = target_for(work, lang, expression)
        actor.require("translate", translation.expression.facts.lang)
        if translation.grain != "sentence":
            raise InvalidInput("the units of this translation are paragraphs: work by the sentence first")
        source = version_of(work.expression(translation.source))
        sentences = sentences_of(archive, work.expression(translation.source), source)
        whole = sentences.named(key)
        if whole is None or len(whole.ids) < 2:
            raise InvalidInput("only sentences that stand beside each other in one paragraph are joined")
        if not together and whole.ids not in translation.joined:
            raise NotFound(f"{key[:80]} is not joined")
        parts = [unit for name in whole.ids if (unit := sentences.named(name))]
        if together:
            parts = [u for u in live_sources(archive, work, translation) if not set(u.ids).isdisjoint(whole.ids)]
            if any(not set(u.ids) <= set(whole.ids) for u in parts):
                raise InvalidInput("one of these sentences is joined with another one: part those first")
        joined = _with(translation, whole.ids) if together else translation.joined - {whole.ids}
        filled = regrouped(
            translation,
            unit_views(translation, parts),
            unit_views(translation, [whole]),
            "paragraph" if together else "sentence",
            source.n,
        )
        data = {
            "grain": translation.grain,
            "joined": sorted(list(ids) for ids in joined),
            "units": filled,
            "source_version": source.n,
            "via": "join" if together else "part",
        }
        target = replace(translation, joined=joined)
        commit_units(archive, actor, work, target, "regrouped", data, now)
    return load_translation(archive, work.id, translation.expression.id) or target


def _with(translation: Translation, ids: Joined) -> frozenset[Joined]:
    """The joined units with a new one, which takes the place of those it overlaps."""
    return frozenset(other for other in translation.joined if set(other).isdisjoint(ids)) | {ids}
