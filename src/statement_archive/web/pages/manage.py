"""Manage a work: publish, describe, correct, withdraw; each with its reason, each an event that stays."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug import Response

from statement_archive.domain.actors import Permission
from statement_archive.domain.errors import ArchiveError, Conflict, InvalidInput, NotAllowed, NotFound, Refused
from statement_archive.domain.people import DraftFile
from statement_archive.web import here, posted
from statement_archive.web.errors import status_of
from statement_archive.web.forms import FormState
from statement_archive.web.pages.files import as_download
from statement_archive.web.presenters import choices, describing, three_way
from statement_archive.web.presenters.corrections import corrected_page
from statement_archive.web.presenters.handed_in import trouble
from statement_archive.web.presenters.said import Said, said
from statement_archive.web.presenters.work_facts import TextLine, summary, texts_of
from statement_archive.web.say import _
from statement_archive.workflow.after import after_change
from statement_archive.workflow.correct import correct
from statement_archive.workflow.describe import describe, publish
from statement_archive.workflow.reading import Work, readable, see
from statement_archive.workflow.withdraw import withdraw

pages = Blueprint("manage", __name__)
KEPT = "correction"
Answer = str | Response | tuple[str, int]


def _see(work: str, needs: Permission = "describe") -> Work:
    """Raises NotAllowed, NotFound, Gone."""
    here.actor().require(needs)
    return see(here.archive(), work, here.actor(), here.now())


def _done(work: Work, said: str) -> Response:
    after_change(here.archive(), work.id, here.actor().person, here.now())
    flash(said, "good")
    return redirect(url_for("manage.overview", work=work.id), 303)


@pages.get("/works/<work>/manage")
def overview(work: str) -> str:
    return _overview(_see(work), FormState())


def _overview(work: Work, form: FormState) -> str:
    return render_template(
        "manage/overview.html",
        title=_("Manage"),
        work=summary(work),
        texts=texts_of(work),
        waiting=_waiting(work),
        form=form,
    )


def _waiting(work: Work) -> str:
    """In words, why the work as a whole is not public; empty where it is."""
    visibility = work.state.facts.visibility
    if visibility.shown(here.now()):
        return ""
    if visibility.state == "embargoed" and visibility.until:
        return _("Under embargo until %(when)s.", when=visibility.until.strftime("%Y-%m-%d %H:%M %Z"))
    return _("A draft: only editors see it.")


# --- publish -------------------------------------------------------------------------------------


@pages.post("/works/<work>/manage/publish")
def publish_now(work: str) -> Answer:
    seen = _see(work)
    values = posted.typed("expression", "reason")
    if not values["reason"]:
        return _overview(seen, FormState(values, {"reason": _("Say why it may be seen now.")})), 422
    archive, actor, now = here.archive(), here.actor(), here.now()
    publish(archive, actor, seen.id, values["reason"], now, expression=values["expression"])
    return _done(seen, _("It is public now."))


# --- describe ------------------------------------------------------------------------------------


@pages.get("/works/<work>/manage/describe")
def describing_page(work: str) -> str:
    seen = _see(work)
    expression = request.args.get("expression", "")
    return _describing(seen, expression, FormState(describing.held(seen, expression)))


def _describing(work: Work, expression: str, form: FormState) -> str:
    return render_template(
        "manage/describe.html",
        title=_("Describe"),
        work=summary(work),
        expression=expression,
        form=form,
        choices=choices,
        base=three_way.pack(describing.held(work, expression)),
    )


@pages.post("/works/<work>/manage/describe")
def describe_facts(work: str) -> Answer:
    seen = _see(work)
    expression = request.form.get("expression", "")
    names = describing.FIELDS_OF_TEXT if expression else describing.FIELDS_OF_WORK
    values = posted.typed(*names, "reason")
    held = describing.held(seen, expression)
    base = three_way.unpack(request.form.get("base", ""))
    values, met = describing.since(base, held, values)
    if met:  # typed here and in another window: mine stays on the page, and sending it again records it
        return _describing(seen, expression, FormState(values, met)), 409
    changes, wrong = describing.changes(seen, expression, values)
    if not values["reason"]:
        wrong["reason"] = _("Say why: the reason stays in the record.")
    if not changes and not wrong:
        wrong["reason"] = _("Nothing was changed.")
    if wrong:
        return _describing(seen, expression, FormState(values, wrong)), 422
    try:
        describe(here.archive(), here.actor(), seen.id, changes, values["reason"], here.now(), expression=expression)
    except InvalidInput as error:
        refused = _("This is not a value that is recorded: %(detail)s", detail=said(error.message).words)
        return _describing(seen, expression, FormState(values, {"reason": refused})), 422
    return _done(seen, _("Recorded. What was recorded before stays in the history."))


# --- withdraw ------------------------------------------------------------------------------------


@pages.route("/works/<work>/manage/withdraw", methods=["GET", "POST"])
def withdraw_text(work: str) -> Answer:
    seen = _see(work, "withdraw")
    ref = request.values.get("ref", "")
    values = {**posted.typed("reason", "authority", "redact", "sure"), "ref": ref}
    if ref and ref not in seen.expressions:
        raise NotFound(f"no expression {ref[:80]} of {seen.id}")
    wrong: dict[str, str] = {}
    if request.method == "POST":
        if not values["reason"]:
            wrong["reason"] = _("Say why: the reason is shown in the place of the text.")
        if values["redact"] and not values["authority"]:
            wrong["authority"] = _("Say on whose authority it is removed for good.")
        if not values["sure"]:
            wrong["sure"] = _("Tick this to go on.")
        if not wrong:
            return _withdraw(seen, values)
    page = render_template(
        "manage/withdraw.html", title=_("Withdraw"), work=summary(seen), ref=ref, form=FormState(values, wrong)
    )
    return (page, 422) if wrong else page


def _withdraw(work: Work, values: Mapping[str, str]) -> Response:
    archive, actor, now = here.archive(), here.actor(), here.now()
    redact = bool(values["redact"])
    withdraw(archive, actor, work.id, values["reason"], values["authority"], now, ref=values["ref"], redact=redact)
    after_change(archive, work.id, actor.person, now)
    flash(_("Withdrawn. What was here, since when it is gone and why stays in the record."), "good")
    return redirect(url_for("manage.overview", work=work.id) if values["ref"] else url_for("home.first"), 303)


# --- correct -------------------------------------------------------------------------------------


def _text(work: Work, expression: str) -> TextLine:
    """Raises NotFound."""
    found = next((each for each in texts_of(work) if each.id == expression and not each.made_here), None)
    if found is None:
        raise NotFound(f"no text {expression[:80]} of {work.id} that could be corrected")
    return found


@pages.get("/works/<work>/manage/correct/<expression>")
def correcting(work: str, expression: str) -> str:
    return _correcting(_see(work, "correct"), expression, FormState())


def _correcting(work: Work, expression: str, form: FormState, kept: str = "", detail: Said | None = None) -> str:
    return render_template(
        "manage/correct.html",
        title=_("Correct"),
        work=summary(work),
        text=_text(work, expression),
        form=form,
        head=work.state.head,
        kept=kept,
        detail=detail,
    )


@pages.post("/works/<work>/manage/correct/<expression>")
def correct_text(work: str, expression: str) -> Answer:
    seen = _see(work, "correct")
    _text(seen, expression)
    values = posted.typed("significance", "reason", "authority", "date", "encoding")
    file = posted.upload("file")
    wrong = _check_correction(values, file)
    if file is None or wrong:
        kept = _keep(file)
        return _correcting(seen, expression, FormState(values, wrong), kept), 422
    head = request.form.get("head", "")
    try:
        done = correct(
            here.archive(),
            here.actor(),
            seen.id,
            expression,
            file.content,
            here.now(),
            file_name=file.name,
            significance=values["significance"],
            reason=values["reason"],
            authority=values["authority"],
            date=values["date"],
            encoding=values["encoding"],
            head=int(head) if head.isdecimal() and len(head) < 10 else None,
        )
    except NotAllowed:
        raise
    except (Refused, Conflict) as error:
        return _correcting(
            seen, expression, FormState(values, {_field(error): _said(error)}), _keep(file), said(error.message)
        ), status_of(error)
    after_change(here.archive(), seen.id, here.actor().person, here.now())
    flash(_("Version %(n)s is in the archive. The one before stays readable.", n=done.version), "good")
    for warning in done.warnings:
        flash(_("Reported on the way in: %(warning)s", warning=said(warning).words), "warn")
    return redirect(url_for("manage.corrected", work=seen.id, expression=expression, n=done.version), 303)


def _check_correction(values: Mapping[str, str], file: DraftFile | None) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if file is None:
        wrong["file"] = _("Choose the file with the whole corrected text.")
    if values["significance"] not in ("typo", "minor", "major"):
        wrong["significance"] = _("Say how much it changes.")
    if not values["reason"]:
        wrong["reason"] = _("Say why: the reason stays in the record.")
    return wrong


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


def _keep(file: DraftFile | None) -> str:
    """The id under which a refused upload is kept; empty where there was none."""
    person = here.person()
    if file is None or person is None:
        return ""
    return here.accounts().drafts.save(person.id, KEPT, {}, now=here.now(), file=file).id


@pages.get("/kept/<draft>")
def kept_file(draft: str) -> Response:
    """An upload that was refused, as it came."""
    person = here.person()
    file = here.accounts().drafts.file(person.id, draft) if person else None
    if file is None:
        raise NotFound("no such upload")
    return as_download(file)


@pages.get("/works/<work>/manage/correct/<expression>/<int:n>")
def corrected(work: str, expression: str, n: int) -> str:
    """What a correction changed, and which translations it made outdated."""
    seen = _see(work, "correct")
    text = seen.expression(expression)
    if text.version(n) is None or readable(text) is None:
        raise NotFound(f"no version {n} of {expression}")
    return render_template(
        "manage/corrected.html",
        title=_("What the correction changed"),
        work=summary(seen),
        page=corrected_page(here.archive(), seen, text, n),
    )
