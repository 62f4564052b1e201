"""Correct a text: the file as it should be, or an earlier version again; and what that did to translations.

::

    form (head, file or version) ── stale head ──▶ refused: base, theirs and mine shown, the file kept
                                 ── stored ─────▶ what changed, and every translation unit that it touched
"""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug import Response

from statement_archive.domain.errors import ArchiveError, Conflict, InvalidInput, NotAllowed, NotFound, Refused
from statement_archive.domain.people import DraftFile
from statement_archive.domain.works import Version
from statement_archive.web import here, posted
from statement_archive.web.errors import status_of
from statement_archive.web.forms import FormState
from statement_archive.web.presenters.corrections import Clash, clash, corrected_page
from statement_archive.web.presenters.handed_in import trouble
from statement_archive.web.presenters.said import Said, said
from statement_archive.web.presenters.work_facts import TextLine, summary, texts_of
from statement_archive.web.say import _
from statement_archive.workflow.after import after_change
from statement_archive.workflow.correct import Corrected, correct
from statement_archive.workflow.reading import Work, readable, see, version_of

pages = Blueprint("correcting", __name__)
KEPT = "correction"
FIELDS = ("significance", "reason", "authority", "date", "encoding", "harmless", "back", "kept", "version")
Answer = str | Response | tuple[str, int]


def _see(work: str) -> Work:
    """Raises NotAllowed, NotFound, Gone."""
    here.actor().require("correct")
    return see(here.archive(), work, here.actor(), here.now())


def _text(work: Work, expression: str) -> TextLine:
    """Raises NotFound."""
    found = next((each for each in texts_of(work) if each.id == expression and not each.made_here), None)
    if found is None:
        raise NotFound(f"no text {expression[:80]} of {work.id} that could be corrected")
    return found


@pages.get("/works/<work>/manage/correct/<expression>")
def form(work: str, expression: str) -> str:
    """The form; with ``back``, for the words of an earlier version."""
    seen = _see(work)
    values = {"back": request.args.get("back", "")}
    again = _again(seen, expression, values["back"])
    if again:
        values["reason"] = _("The words of version %(n)s were right.", n=again.n)
    return _form(seen, expression, FormState(values))


def _again(work: Work, expression: str, raw: str) -> Version | None:
    """The earlier version whose words are to stand again. Raises NotFound, Gone."""
    if not raw:
        return None
    return version_of(work.expression(expression), int(raw) if raw.isdecimal() and len(raw) < 7 else 0)


def _form(work: Work, expression: str, form: FormState, detail: Said | None = None, met: Clash | None = None) -> str:
    return render_template(
        "manage/correct.html",
        title=_("Correct"),
        work=summary(work),
        text=_text(work, expression),
        form=form,
        head=work.state.head,
        again=_again(work, expression, form.values.get("back", "")),
        kept=form.values.get("kept", ""),
        detail=detail,
        clash=met,
    )


@pages.post("/works/<work>/manage/correct/<expression>")
def store(work: str, expression: str) -> Answer:
    seen = _see(work)
    _text(seen, expression)
    values = posted.typed(*FIELDS)
    again = _again(seen, expression, values["back"])
    file = _file(seen, expression, again, values["kept"])
    wrong = _check(values, file)
    if file is None or wrong:
        return _form(seen, expression, FormState(_with_kept(values, file, again), wrong)), 422
    try:
        done = _correct(seen, expression, values, file, again)
    except NotAllowed:
        raise
    except (Refused, Conflict) as error:
        values = _with_kept(values, file, again)
        met = _clash(seen, expression, values, file) if isinstance(error, Conflict) else None
        errors = {} if met else {_field(error): _said(error)}
        return _form(seen, expression, FormState(values, errors), said(error.message), met), status_of(error)
    after_change(here.archive(), seen.id, here.actor().person, here.now())
    _forget(values["kept"])
    flash(_("Version %(n)s is in the archive. The one before stays readable.", n=done.version), "good")
    for warning in done.warnings:
        flash(_("Reported on the way in: %(warning)s", warning=said(warning).words), "warn")
    return redirect(url_for("correcting.done", work=seen.id, expression=expression, n=done.version), 303)


def _correct(
    work: Work, expression: str, values: Mapping[str, str], file: DraftFile, again: Version | None
) -> Corrected:
    head = request.form.get("head", "")
    return correct(
        here.archive(),
        here.actor(),
        work.id,
        expression,
        file.content,
        here.now(),
        file_name=file.name,
        significance=values["significance"],
        reason=values["reason"],
        authority=values["authority"],
        date=values["date"],
        encoding="" if again else values["encoding"],
        media=again.media if again else "",
        sentences=again.sentences if again else None,
        head=int(head) if head.isdecimal() and len(head) < 10 else None,
        harmless=values["harmless"],
    )


def _file(work: Work, expression: str, again: Version | None, kept: str) -> DraftFile | None:
    """What was handed in: a file, the one that was kept before, or the words of an earlier version."""
    if again:
        return DraftFile(f"{work.id}.{expression}.{again.n}.txt", here.archive().blobs.get(again.text))
    given = posted.upload("file")
    person = here.person()
    if given or not kept or person is None:
        return given
    return here.accounts().drafts.file(person.id, kept)


def _with_kept(values: Mapping[str, str], file: DraftFile | None, again: Version | None) -> dict[str, str]:
    """The values, with the id under which a refused upload is kept."""
    person = here.person()
    if file is None or again or person is None:
        return dict(values)
    before = here.accounts().drafts.file(person.id, values["kept"]) if values["kept"] else None
    if before == file:
        return dict(values)
    made = here.accounts().drafts.save(person.id, KEPT, {}, now=here.now(), file=file)
    return {**values, "kept": made.id}


def _forget(kept: str) -> None:
    person = here.person()
    if person and kept and here.accounts().drafts.file(person.id, kept):
        here.accounts().drafts.delete(person.id, kept)


def _check(values: Mapping[str, str], file: DraftFile | None) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if file is None:
        wrong["file"] = _("Choose the file with the whole corrected text.")
    if values["significance"] not in ("typo", "minor", "major"):
        wrong["significance"] = _("Say how much it changes.")
    elif values["harmless"] and values["significance"] != "typo":
        wrong["harmless"] = _("Only a misprint can be harmless for translations: leave this empty.")
    if not values["reason"]:
        wrong["reason"] = _("Say why: the reason stays in the record.")
    return wrong


def _clash(work: Work, expression: str, values: Mapping[str, str], file: DraftFile) -> Clash | None:
    """Base, theirs and mine, where the text itself was corrected meanwhile."""
    base = int(values["version"]) if values["version"].isdecimal() and len(values["version"]) < 7 else 0
    return clash(here.archive(), work.expression(expression), base, file, values["encoding"])


def _field(error: ArchiveError) -> str:
    return "date" if isinstance(error, InvalidInput) and "date" in error.message else "file"


def _said(error: ArchiveError) -> str:
    if isinstance(error, Conflict):
        return _("This work was changed after you had opened the page. Look at what changed, then send it again.")
    if "already" in error.message:
        return _("This is the text that is held already: there is nothing to correct.")
    if _field(error) == "date":
        return _("This is not read as a date. Write it as 2018-08-29.")
    return trouble(error).what


@pages.get("/works/<work>/manage/correct/<expression>/<int:n>")
def done(work: str, expression: str, n: int) -> str:
    """What a correction changed, and what became of every translation."""
    seen = _see(work)
    text = seen.expression(expression)
    if text.version(n) is None or readable(text) is None:
        raise NotFound(f"no version {n} of {expression}")
    return render_template(
        "manage/corrected.html",
        title=_("What the correction changed"),
        work=summary(seen),
        page=corrected_page(here.archive(), seen, text, n),
        here=url_for("correcting.done", work=seen.id, expression=expression, n=n),
    )
