"""Erasing names: one's own, somebody's, and those that ledgers claim. Each is asked twice."""

from __future__ import annotations

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from werkzeug import Response

from statement_archive.domain.errors import InvalidInput, NotAllowed, NotFound, Refused
from statement_archive.domain.people import LastAdministrator, Person, SignInThrottled
from statement_archive.web import here, posted, security
from statement_archive.web.forms import FormState
from statement_archive.web.presenters.people import field_errors, wait_message
from statement_archive.web.say import _, ngettext
from statement_archive.workflow.accounts import prove
from statement_archive.workflow.after import after_change
from statement_archive.workflow.erase_name import (
    ErasedPerson,
    UnfinishedWork,
    claimed_names,
    erase_claimed_name,
    erase_person,
    unfinished,
)

pages = Blueprint("erasing", __name__)
Answer = str | Response | tuple[str, int]


# --- of an account -------------------------------------------------------------------------------


@pages.route("/account/erase", methods=["GET", "POST"])
def own() -> Answer:
    """By request of the person: allowed to all but the last administrator."""
    me = here.person()
    if me is None:
        return redirect(url_for("account.sign_in", next=url_for("erasing.own")), 303)
    return _account(me, own=True)


@pages.route("/people/<person>/erase", methods=["GET", "POST"])
def person(person: str) -> Answer:
    here.actor().require("administer")
    found = here.accounts().people.by_id(person)
    if found is None or found.erased_at:
        raise NotFound("no such person")
    return _account(found, own=found.id == here.actor().person)


def _account(found: Person, *, own: bool) -> Answer:
    drafts, typed = unfinished(here.accounts(), here.actor(), found.id)

    def page(form: FormState) -> str:
        return render_template(
            "people/erase.html",
            title=_("Erase your name") if own else _("Erase a name"),
            person=found,
            own=own,
            unfinished=drafts + typed,
            form=form,
        )

    if request.method == "GET":
        return page(FormState())
    values = posted.typed("reason")
    wrong = _asked_twice(values["reason"], own=own)
    done = None if wrong else _erase(found, values["reason"], wrong, own=own)
    if done is None:
        return page(FormState(values, wrong)), 422
    return _erased(done, own=own)


def _erase(found: Person, reason: str, wrong: dict[str, str], *, own: bool) -> ErasedPerson | None:
    """None, and messages in ``wrong``, where something is to be said first."""
    reason = reason or "by request of the person"
    confirmed = _ticked("unfinished")
    try:
        if own:
            password = posted.secret("password")
            prove(here.accounts(), here.actor(), password, address=request.remote_addr or "", now=here.now())
        return erase_person(
            here.accounts(), here.archive(), here.actor(), found.id, reason, here.now(), confirmed=confirmed
        )
    except SignInThrottled as error:
        wrong["password"] = wait_message(error.wait)
    except NotAllowed:
        if not own:
            raise
        wrong["password"] = _("The password is wrong.")
    except UnfinishedWork:
        wrong["unfinished"] = _("Tick this: it cannot be brought back.")
    except LastAdministrator as error:
        wrong["sure"] = field_errors(error)["roles"]
    except InvalidInput as error:
        wrong.update(_at_reason(error))
    return None


def _erased(done: ErasedPerson, *, own: bool) -> Response:
    flash(_("The name is erased. What was done stays, under the id %(id)s.", id=done.person.id), "good")
    if done.claimed:
        flash(
            ngettext(
                "The record still claims the same name once: an administrator can erase it there.",
                "The record still claims the same name %(num)d times: an administrator can erase it there.",
                done.claimed,
            ),
            "warn",
        )
    if not own:
        return redirect(url_for("people.one", person=done.person.id), 303)
    response = make_response(redirect(url_for("home.first"), 303))
    security.end_session(response)
    return response


def _ticked(name: str) -> bool:
    return bool(request.form.get(name))


def _asked_twice(reason: str, *, own: bool) -> dict[str, str]:
    """Messages of what was not said yet, by field."""
    wrong: dict[str, str] = {}
    if not own and not reason:
        wrong["reason"] = _("Say why: it is kept.")
    if not _ticked("sure"):
        wrong["sure"] = _("Tick this: it cannot be brought back.")
    return wrong


def _at_reason(error: InvalidInput) -> dict[str, str]:
    """Raises the error again where it is about something else."""
    if error.details.get("field") != "reason":
        raise error
    return {"reason": _("The reason is kept, so it must not hold the name itself.")}


# --- of the record -------------------------------------------------------------------------------


@pages.get("/people/names")
def names() -> str:
    """Every name that ledgers claim."""
    here.actor().require("administer")
    found = list(claimed_names(here.archive()).items())
    return render_template("people/names.html", title=_("Names in the record"), names=found)


@pages.route("/people/names/erase", methods=["GET", "POST"])
def name() -> Answer:
    here.actor().require("administer")
    values = {"name": request.args.get("name", ""), **posted.typed("reason")}
    if request.method == "POST":
        values = posted.typed("name", "reason")
    times = claimed_names(here.archive()).get(values["name"], 0)
    if not times:
        raise NotFound("no ledger claims this name")

    def page(form: FormState) -> str:
        return render_template("people/erase_claimed.html", title=_("Erase a name"), times=times, form=form)

    if request.method == "GET":
        return page(FormState(values))
    wrong = _asked_twice(values["reason"], own=False)
    if wrong:
        return page(FormState(values, wrong)), 422
    try:
        done = erase_claimed_name(here.archive(), here.actor(), values["name"], values["reason"], here.now())
    except InvalidInput as error:
        return page(FormState(values, _at_reason(error))), 422
    except Refused:
        waits = _(
            "A file of a translation was edited by hand and waits to be taken in. Bring the index up to date first."
        )
        return page(FormState(values, {"sure": waits})), 422
    for work in done.works:
        after_change(here.archive(), work, here.actor().person, here.now())
    flash(ngettext("The name is erased in one place.", "The name is erased in %(num)d places.", done.claims), "good")
    if done.in_chain:
        flash(
            ngettext(
                "In one place an older version wrote it into the chain itself, where it cannot be erased.",
                "In %(num)d places an older version wrote it into the chain itself, where it cannot be erased.",
                done.in_chain,
            ),
            "warn",
        )
    return redirect(url_for("erasing.names"), 303)
