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
from statement_archive.domain.errors import Ambiguous, InvalidInput, NotFound, Refused
from statement_archive.domain.events import Draft, Event
from statement_archive.domain.facts import ExpressionFacts, Source, dump_facts
from statement_archive.domain.ids import (
    ExpressionId,
    expression_id,
    translation_stream,
    unit_table_path,
    unit_text_path,
    upload_path,
)
from statement_archive.domain.language import LanguageTag, language_tag
from statement_archive.domain.segments import to_tsv
from statement_archive.domain.submissions import RefusedUnit, Submission
from statement_archive.domain.translations import (
    Grain,
    Rendering,
    Translation,
    Unit,
    compose,
    unit_views,
)
from statement_archive.domain.works import Expression
from statement_archive.formats.exchange import FileFormat
from statement_archive.formats.sniff import extension_of, read_submission
from statement_archive.workflow.aligning import hub, originals
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.commit import Write, blob, commit
from statement_archive.workflow.reading import Work, gone, load_translation, readable, see, version_of
from statement_archive.workflow.regrouping import regrouped
from statement_archive.workflow.translation_file import (
    source_units,
    stale_segments,
    translation_file,
    units_of,
)
from statement_archive.workflow.unit_decisions import Conflict, Decision, Question

PO_SIZE = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class SubmissionResult:
    """What became of every unit of a submission. ``version`` is the newest version afterwards; ``notes`` say what was
    left out of units that were taken."""

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
    notes: tuple[str, ...] = ()


def source_for(work: Work, wanted: str = "") -> Expression:
    """What a new translation is made from: the named expression, the one original held, or else the only
    text there is. Raises NotFound, Ambiguous."""
    if wanted:
        source = work.expression(wanted)
        version_of(source)
        return source
    found = [e for e in originals(work) if e.facts.relation != "prepared"] or originals(work)
    if len(found) > 1:
        names = [e.id for e in found]
        raise Ambiguous(f"{work.id} has several originals: name one of {', '.join(names)}", choices=names)
    centre = found[0] if found else hub(work)
    if centre is None:
        raise NotFound(f"no text of {work.id} is held: there is nothing to translate from")
    return centre


def target_for(work: Work, lang: str, wanted: str = "", source: str = "") -> Translation:
    """The translation into a language that is made here, or a new one that nothing was submitted to yet.

    Raises Ambiguous where there are several, InvalidInput where the name is that of a whole text, Gone where
    it is that of a translation that was withdrawn.
    """
    tag = language_tag(lang)
    if wanted:
        name = expression_id(wanted)
        if name in work.translations:
            named = work.translations[name]
            if named.expression.tombstone:
                raise gone(f"{name} was withdrawn", named.expression.tombstone)
            return named
        if name in work.state.expressions:
            raise InvalidInput(f"{name} was deposited as a whole text: it is corrected, not submitted to")
        return _new(work, name, tag, source)
    made = [
        t
        for t in work.translations.values()
        if t.expression.facts.lang == tag and source in ("", t.source) and not t.expression.tombstone
    ]
    if len(made) > 1:
        names = [t.expression.id for t in made]
        raise Ambiguous(f"{work.id} has several translations into {tag}: name one of {', '.join(names)}", choices=names)
    if made:
        return made[0]
    base = f"{tag.lower()}.translation"
    taken = work.expressions.keys() | work.hidden
    name = next(ExpressionId(n) for n in (base, *(f"{base}-{i}" for i in range(2, 10_000))) if n not in taken)
    return _new(work, name, tag, source)


def _new(work: Work, name: ExpressionId, lang: LanguageTag, source: str) -> Translation:
    """A translation that nothing was submitted to: no more public than what it is made from."""
    made_from = source_for(work, source)
    via = "" if made_from.facts.is_original else made_from.facts.lang
    facts = ExpressionFacts(
        lang=lang,
        source=Source(kind="expression", expression=made_from.id, version=len(made_from.versions), via=via),
        visibility=made_from.facts.visibility,
        form="units",
    )
    return Translation(Expression(name, facts), made_from.id, "sentence", 0, "")


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
) -> tuple[Translation, bytes]:
    """The file a translator works in. A different grain is recorded as a ``regrouped`` event.

    Raises NotFound, Gone, Ambiguous, InvalidInput, NotAllowed (a regrouping needs the permission).
    """
    work = see(archive, work_name, actor, now)
    translation = target_for(work, lang, expression, source)
    if grain and grain != translation.grain:
        translation = regroup(archive, actor, work, translation, grain, now)
        work = see(archive, work_name, actor, now)
    return translation, translation_file(archive, work, translation, file_format)


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
    _commit(archive, actor, work, target, "regrouped", data, now)
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
                "as": by[:200],
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
            _commit(archive, actor, work, translation, "submitted", data, now, upload)
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


def _commit(
    archive: Archive,
    actor: Actor,
    work: Work,
    translation: Translation,
    kind: str,
    data: dict[str, Any],
    now: datetime,
    upload: tuple[bytes, str] | None = None,
) -> Event:
    """One line, with the text and segments that the translation has after it."""
    name = translation.expression.id
    n = len(translation.expression.versions) + 1
    facts = translation.expression.facts
    if not translation.head:
        data["expression"] = {"facts": dump_facts(facts)}
        data["source"] = translation.source
        data["grain"] = translation.grain
    units = _after(archive, work, translation, data["units"], n, actor.person, now)
    text, table = compose(units, facts.lang)
    wording = blob(unit_text_path(work.id, name, n), text.encode("utf-8"))
    segments = blob(unit_table_path(work.id, name, n), to_tsv(table).encode("utf-8"))
    writes: list[Write] = [wording, segments]
    data["version"] = {
        "n": n,
        "wording": {"path": wording[0].path, "sha256": wording[0].sha256, "characters": len(text)},
        "table": {"path": segments[0].path, "sha256": segments[0].sha256},
    }
    if upload:
        kept = blob(upload_path(work.id, po_digest(upload[0]), extension_of(upload[0])), upload[0])
        writes.append(kept)
        data["upload"] = {"path": kept[0].path, "sha256": kept[0].sha256, "name": upload[1][:200]}
    draft = Draft(kind, actor.person, now, data)
    return commit(archive, translation_stream(work.id, name), draft, head=translation.head, writes=writes)


def po_digest(content: bytes) -> str:
    return blob("", content)[0].sha256


def _after(
    archive: Archive,
    work: Work,
    translation: Translation,
    changes: list[dict[str, Any]],
    n: int,
    by: str,
    now: datetime,
) -> tuple[Unit, ...]:
    """The units as they will be after these changes."""
    history = dict(translation.history)
    for c in changes:
        made = Rendering(c["text"], c["state"], c["made_from"], c["source_version"], n, by, now)
        history[c["unit"]] = (*history.get(c["unit"], ()), made)
    after = replace(translation, history=history)
    source = work.expression(translation.source)
    version = readable(source)
    if version is None:
        return ()
    sources = source_units(archive, source, version, translation.grain)
    return unit_views(after, sources, stale_segments(archive, work, translation.source))
