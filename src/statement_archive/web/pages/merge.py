"""Two works found to be one: what is recorded of the one points to the other from then on."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug import Response

from statement_archive.domain.errors import ArchiveError, Refused
from statement_archive.web import here, posted
from statement_archive.web.forms import FormState
from statement_archive.web.presenters.said import said
from statement_archive.web.presenters.work_facts import summary
from statement_archive.web.say import _
from statement_archive.workflow.after import after_change
from statement_archive.workflow.reading import Work, see
from statement_archive.workflow.withdraw import merge

pages = Blueprint("merge", __name__)
Answer = str | Response | tuple[str, int]


@pages.route("/works/<work>/manage/merge", methods=["GET", "POST"])
def page(work: str) -> Answer:
    here.actor().require("administer")
    seen = see(here.archive(), work, here.actor(), here.now())
    if request.method == "GET":
        return _page(seen, FormState())
    values = posted.typed("into", "reason", "sure")
    into, wrong = _other(values["into"])
    if not values["reason"]:
        wrong["reason"] = _("Say why: the reason stays in the record.")
    if into is not None and not wrong and not values["sure"]:  # both are looked at before anything is recorded
        return _page(seen, FormState(values), into)
    if into is None or wrong:
        return _page(seen, FormState(values, wrong), into), 422
    try:
        merge(here.archive(), here.actor(), seen.id, into.id, values["reason"], here.now())
    except Refused as error:
        return _page(seen, FormState(values, {"into": said(error.message).words}), into), 422
    for each in (seen, into):
        after_change(here.archive(), each.id, here.actor().person, here.now())
    flash(_("The two are one now: the page of the other leads here."), "good")
    return redirect(url_for("works.work", work_name=into.id), 303)


def _other(name: str) -> tuple[Work | None, dict[str, str]]:
    """The work that stays, by its name or its address."""
    plain = name.rsplit("/works/", maxsplit=1)[-1].split("/", maxsplit=1)[0].split("?", maxsplit=1)[0]
    if plain:
        try:
            return see(here.archive(), plain, here.actor(), here.now()), {}
        except ArchiveError:
            pass
    return None, {"into": _("This archive holds no work of this name.")}


def _page(work: Work, form: FormState, into: Work | None = None) -> str:
    return render_template(
        "manage/merge.html",
        title=_("Merge"),
        work=summary(work),
        into=summary(into) if into else None,
        form=form,
    )
