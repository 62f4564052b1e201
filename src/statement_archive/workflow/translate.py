"""Translate: a file goes out, comes back, and is taken in unit by unit.

::

    export ──▶ PO, XLIFF or TMX for an expression in units (made here, or about to be)
    Submission ──▶ each unit: unchanged | accepted | conflict | refused ──▶ one ``submitted`` line
                   with the text and segments of the new version; conflicts keep base, theirs and mine
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from statement_archive.domain.actors import Actor
from statement_archive.domain.claimed import claimed_as
from statement_archive.domain.errors import InvalidInput, Refused
from statement_archive.domain.ids import ExpressionId
from statement_archive.domain.submissions import RefusedUnit, Submission
from statement_archive.domain.translations import Translation
from statement_archive.domain.units import Grain
from statement_archive.formats.exchange import FileFormat
from statement_archive.formats.sniff import read_submission
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.credit import Names
from statement_archive.workflow.exchange import nobody, translation_file
from statement_archive.workflow.reading import Work, load_translation, see, version_of
from statement_archive.workflow.regrouping import regrouped
from statement_archive.workflow.targets import target_for
from statement_archive.workflow.translation_file import units_of
from statement_archive.workflow.unit_commit import commit_units
from statement_archive.workflow.unit_decisions import Conflict, Decision, Question

PO_SIZE = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class SubmissionResult:
    """What became of every unit of a submission. ``version`` is the newest version afterwards; ``sent_back``:
    accepted units that were reviewed before and are to be reviewed again; ``notes`` say what was left out of units
    that were taken."""

    work: str
    expression: ExpressionId
    version: int
    accepted: tuple[str, ...]
    unchanged: int
    outdated: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    refused: tuple[RefusedUnit, ...]
    questions: tuple[Question, ...] = ()
    ended: dict[str, tuple[str, ...]] = field(default_factory=dict)
    sent_back: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def export(
    archive: Archive,
    actor: Actor,
    work_name: str,
    lang: str,
    now: datetime,
    *,
    expression: str = "",
    source: str = "",
    grain: Grain | None = None,
    file_format: FileFormat = "po",
    names: Names = nobody,
) -> tuple[Translation, bytes]:
    """The file a translator works in. A different grain is recorded as a ``regrouped`` event. ``names``: of accounts,
    for the credits.

    Raises NotFound, Gone, Ambiguous, InvalidInput, NotAllowed (a regrouping needs the permission).
    """
    work = see(archive, work_name, actor, now)
    translation = target_for(work, lang, expression, source)
    if grain and grain != translation.grain:
        translation = regroup(archive, actor, work, translation, grain, now)
        work = see(archive, work_name, actor, now)
    return translation, translation_file(archive, work, translation, file_format, names=names)


def regroup(
    archive: Archive, actor: Actor, work: Work, translation: Translation, grain: Grain, now: datetime
) -> Translation:
    """Units by paragraph or by sentence: filled from what the other grain said last. Nothing that was typed is
    lost, for a unit's history stays under its key."""
    actor.require("translate", translation.expression.facts.lang)
    if not translation.head:
        return replace(translation, grain=grain)
    target = replace(translation, grain=grain)
    source = version_of(work.expression(translation.source))
    by_grain = {t.grain: units_of(archive, work, t) for t in (translation, target)}
    filled = regrouped(translation, by_grain["sentence"], by_grain["paragraph"], grain, source.n)
    data = {"grain": grain, "units": filled, "source_version": source.n, "via": "regroup"}
    commit_units(archive, actor, work, target, "regrouped", data, now)
    made = load_translation(archive, work.id, translation.expression.id)
    return made or target


def submit(
    archive: Archive,
    actor: Actor,
    content: bytes,
    now: datetime,
    *,
    by: str,
    file_name: str = "",
    via: str = "",
    work_name: str = "",
    expression: str = "",
) -> SubmissionResult:
    """Take a PO or XLIFF file back; which it is, its content says. ``work_name`` and ``expression``, where given,
    must be what the file says.

    Raises NotAllowed, InvalidInput, Undecodable, Refused (nothing is stored then).
    """
    actor.require("translate")
    if len(content) > PO_SIZE:
        raise Refused(f"the file is larger than {PO_SIZE // 1024 // 1024} MB")
    submission, kind = read_submission(content)
    result = submit_units(
        archive,
        actor,
        submission,
        now,
        by=by,
        via=via or kind,
        work_name=work_name,
        expression=expression,
        upload=(content, file_name),
    )
    return replace(result, notes=submission.notes)


def submit_units(
    archive: Archive,
    actor: Actor,
    submission: Submission,
    now: datetime,
    *,
    by: str,
    via: str,
    work_name: str = "",
    expression: str = "",
    upload: tuple[bytes, str] | None = None,
    decided_here: bool = False,
) -> SubmissionResult:
    """Decide on every unit of a submission and record the outcome as one event.

    ``decided_here``: a person looked at each of these units and answers for it, so the same text counts
    too: it settles a conflict for what stands, or says that an outdated target is still valid.

    Raises NotAllowed, InvalidInput, NotFound, Gone.
    """
    actor.require("translate")
    with archive.ledger.exclusive():
        work = see(archive, _agreed("work", submission.work, work_name), actor, now)
        translation = _translation_for(work, submission, expression)
        actor.require("translate", translation.expression.facts.lang)
        decided = Decision(archive, work, translation, submission, decided_here=decided_here).run()
        touched = decided.accepted or decided.conflicts or decided.refused
        version = len(translation.expression.versions)
        if touched:
            data: dict[str, Any] = {
                "units": decided.accepted,
                "source_version": submission.source_version,
                "base": submission.base_version,
                **claimed_as(by),
                "via": via,
            }
            if decided.conflicts:
                data["conflicts"] = [
                    {
                        "unit": c.segment,
                        "base": {"text": c.base},
                        "theirs": {"text": c.theirs},
                        "mine": {"text": c.mine},
                    }
                    for c in decided.conflicts
                ]
            if decided.refused:
                data["refused"] = [
                    {"unit": r.segment, "reason": r.reason, "line": r.line, "text": r.target} for r in decided.refused
                ]
            commit_units(archive, actor, work, translation, "submitted", data, now, upload)
            version += 1
    return SubmissionResult(
        work=work.id,
        expression=translation.expression.id,
        version=version,
        accepted=tuple(u["unit"] for u in decided.accepted),
        unchanged=decided.unchanged,
        outdated=tuple(decided.outdated),
        conflicts=tuple(decided.conflicts),
        refused=tuple(decided.refused),
        questions=tuple(decided.questions),
        ended=decided.ended,
        sent_back=tuple(decided.sent_back),
    )


def _agreed(noun: str, said: str, wanted: str) -> str:
    if said and wanted and said != wanted:
        raise InvalidInput(f"the file is for another {noun}: {said}, not {wanted}", said=said, wanted=wanted)
    if not said and not wanted:
        raise InvalidInput(f"the file does not say for which {noun} it is (its header was lost): name it")
    return said or wanted


def _translation_for(work: Work, submission: Submission, expression: str) -> Translation:
    """The translation a file is for; its language and source must be those of the file."""
    name = submission.expression or expression
    if submission.expression and expression and submission.expression != expression:
        raise InvalidInput(f"the file is for {submission.expression}, not for {expression}")
    if not name and not submission.lang:
        raise InvalidInput("the file does not say for which translation it is (its header was lost): name it")
    known = work.translations.get(ExpressionId(name)) if name else None
    lang = submission.lang or (known.expression.facts.lang if known else "")
    if not lang:
        raise InvalidInput(f"there is no translation {name} yet, and the file does not say its language")
    translation = target_for(work, lang, name, submission.source_expression)
    if not translation.head and any(" " in unit.unit for unit in submission.units):
        translation = replace(translation, grain="paragraph")  # no event says yet in which units it was exported
    if submission.lang and translation.expression.facts.lang != submission.lang:
        raise InvalidInput(
            f"the file is in {submission.lang}, {translation.expression.id} is in {translation.expression.facts.lang}"
        )
    if submission.source_expression and translation.source != submission.source_expression:
        raise InvalidInput(f"the file was made from {submission.source_expression}, not from {translation.source}")
    return translation
