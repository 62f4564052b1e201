"""Settle: one unit decided on a page, after a conflict or a question.

::

    conflict (base, theirs, mine) ── theirs | mine | edited ──▶ one unit, submitted against what stands now
    "still valid?"                ── the same text ────────────▶
"""

from __future__ import annotations

from datetime import datetime

from statement_archive.domain.actors import Actor
from statement_archive.domain.errors import InvalidInput, NotFound
from statement_archive.domain.submissions import Submission, SubmittedUnit
from statement_archive.domain.translations import Translation
from statement_archive.domain.units import UnitSource
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.reading import Work, see, version_of
from statement_archive.workflow.targets import made_here
from statement_archive.workflow.translate import SubmissionResult, submit_units
from statement_archive.workflow.translation_file import live_sources, sentences_of


def settle(
    archive: Archive,
    actor: Actor,
    work_name: str,
    expression: str,
    unit: str,
    text: str,
    base: int,
    now: datetime,
    *,
    by: str,
) -> SubmissionResult:
    """Decide one unit for ``text``; an empty one stands for words that are left out now. ``base``: the version of the
    translation that was looked at; where the unit was changed after it, the answer is a conflict again and nothing
    is overwritten.

    Raises NotAllowed, NotFound, Gone, InvalidInput.
    """
    actor.require("translate")
    work = see(archive, work_name, actor, now)
    translation = made_here(work, expression)
    last = translation.last(unit)
    left = last.departure if last and last.present and not last.text else None
    if not text.strip() and left is None:
        raise InvalidInput("a unit cannot be settled for an empty text")
    source, version = _source(archive, work, translation, unit)
    submission = Submission(
        work=work.id,
        expression=expression,
        lang=translation.expression.facts.lang,
        source_expression=translation.source,
        source_version=version,
        base_version=min(base, len(translation.expression.versions)),
        translator=by,
        units=(SubmittedUnit(unit, source.text, text, draft=False, line=0, departure=None if text.strip() else left),),
    )
    return submit_units(archive, actor, submission, now, by=by, via="page", decided_here=True)


def _source(archive: Archive, work: Work, translation: Translation, unit: str) -> tuple[UnitSource, int]:
    """The unit in the newest version of the source that has it. Raises NotFound."""
    source = work.expression(translation.source)
    facts = (u for u in live_sources(archive, work, translation) if u.is_fact and u.key == unit)
    fact = next(facts, None)
    for held in reversed(source.versions):
        if held.tombstone is None:
            version = version_of(source, held.n)
            found = fact or sentences_of(archive, source, version).named(unit)
            if found:
                return found, held.n
    raise NotFound(f"no unit {unit[:80]!r} in {source.id}")
