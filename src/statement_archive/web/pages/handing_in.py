"""One file of a translator is handed in: kept first, then submitted, and what became of it kept beside it."""

from __future__ import annotations

from dataclasses import dataclass

from statement_archive.domain.errors import ArchiveError
from statement_archive.domain.people import DraftFile, Person
from statement_archive.web import here
from statement_archive.web.presenters import submission
from statement_archive.workflow.after import after_change
from statement_archive.workflow.reading import see
from statement_archive.workflow.translate import SubmissionResult, submit

KIND = "submission"


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A file that is kept as ``draft``, with its result or the error for which it was refused as a whole."""

    draft: str
    file: DraftFile
    result: SubmissionResult | None = None
    error: ArchiveError | None = None


def hand_in(person: Person, file: DraftFile, *, work: str = "", expression: str = "") -> HandedIn:
    """``work`` and ``expression``: what the file must be for, where that is known. Raises StorageFull and the like
    only where the file could not even be kept."""
    archive, actor, now, drafts = here.archive(), here.actor(), here.now(), here.accounts().drafts
    data: dict[str, object] = {"work": work, "expression": expression}
    draft = drafts.save(person.id, KIND, data, now=now, file=file)
    try:
        result = submit(
            archive,
            actor,
            file.content,
            now,
            by="",
            file_name=file.name,
            work_name=work,
            expression=expression,
        )
    except ArchiveError as error:
        drafts.update(person.id, draft.id, {**data, "refused": error.message}, revision=draft.revision, now=now)
        return HandedIn(draft.id, file, error=error)
    after_change(archive, see(archive, result.work, actor, now).id, actor.person, now)
    data = {"work": result.work, "expression": result.expression, "result": submission.kept(result)}
    drafts.update(person.id, draft.id, data, revision=draft.revision, now=now)
    return HandedIn(draft.id, file, result)
