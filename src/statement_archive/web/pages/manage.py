"""Manage a work: publish, describe, withdraw; each with its reason, each an event that stays."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug import Response

from statement_archive.domain.actors import Permission
from statement_archive.domain.errors import InvalidInput, NotFound
from statement_archive.web import here, posted
from statement_archive.web.forms import FormState
from statement_archive.web.pages.files import as_download
from statement_archive.web.presenters import choices, describing, three_way
from statement_archive.web.presenters.said import said
from statement_archive.web.presenters.work_facts import summary, texts_of
from statement_archive.web.say import _
from statement_archive.workflow.after import after_change
from statement_archive.workflow.describe import describe, publish
from statement_archive.workflow.reading import Work, see
from statement_archive.workflow.withdraw import withdraw

pages = Blueprint("manage", __name__)
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


@pages.get("/kept/<draft>")
def kept_file(draft: str) -> Response:
    """An upload that was refused, as it came."""
    person = here.person()
    file = here.accounts().drafts.file(person.id, draft) if person else None
    if file is None:
        raise NotFound("no such upload")
    return as_download(file)
