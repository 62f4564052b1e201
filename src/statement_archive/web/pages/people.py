"""The people of this server: for administrators."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from werkzeug import Response

from statement_archive.domain.errors import InvalidInput, NotFound
from statement_archive.domain.people import LastAdministrator, LoginTaken, Person
from statement_archive.web import here, posted
from statement_archive.web.forms import FormState
from statement_archive.web.people import person_name
from statement_archive.web.presenters.people import (
    field_errors,
    limit_values,
    limits_typed,
    moment,
    role_names,
    role_options,
)
from statement_archive.web.say import _
from statement_archive.workflow import accounts as workflow

pages = Blueprint("people", __name__, url_prefix="/people")
Answer = str | Response | tuple[str, int]


@pages.get("")
def listing() -> str:
    people = workflow.list_people(here.accounts(), here.actor())
    rows = [(each, role_names(each.roles, each.limits)) for each in people]
    open_links = workflow.invitations(here.accounts(), here.actor(), here.now())
    links = [(e, role_names(e.roles, e.limits), person_name(e.by), moment(e.expires_at)) for e in open_links]
    return render_template("people/list.html", title=_("People of this server"), rows=rows, invitations=links)


@pages.get("/add")
def add() -> str:
    here.actor().require("administer")
    return _add_page(FormState({"roles": ["translator"]}), FormState({"roles": ["translator"]}))


def _add_page(form: FormState, invitation: FormState) -> str:
    return render_template(
        "people/add.html", title=_("Add somebody"), form=form, invitation=invitation, roles=role_options()
    )


@pages.post("/add")
def add_post() -> Answer:
    values = posted.typed("login", "display_name", "email")
    roles = posted.ticked("roles")
    languages = posted.typed("translates", "reviews")
    state = {**values, **languages, "roles": roles}
    try:
        person = workflow.add_user(
            here.accounts(),
            here.actor(),
            login=values["login"],
            display_name=values["display_name"] or values["login"],
            password=posted.secret("password"),
            roles=roles,
            limits=limits_typed(roles, languages),
            now=here.now(),
            email=values["email"],
        )
    except (InvalidInput, LoginTaken) as error:
        return _add_page(FormState(state, field_errors(error)), FormState({"roles": ["translator"]})), 422
    flash(_("%(name)s has an account now.", name=person.display_name), "good")
    return redirect(url_for("people.one", person=person.id), 303)


@pages.post("/invite")
def invite() -> Answer:
    here.actor().require("administer")
    roles, typed = posted.ticked("roles"), posted.typed("invite_translates", "invite_reviews")
    try:
        limits = limits_typed(roles, {name.removeprefix("invite_"): tags for name, tags in typed.items()})
        token = workflow.invite(here.accounts(), here.actor(), roles=roles, limits=limits, now=here.now())
    except InvalidInput as error:
        wrong = {f"invite_{name}": message for name, message in field_errors(error).items()}
        invitation = FormState({**typed, "roles": roles}, wrong)
        return _add_page(FormState({"roles": ["translator"]}), invitation), 422
    invited = workflow.invited(here.accounts(), token, here.now())
    # Shown once and never kept: not in a session's cookie either, which is why nothing is redirected here.
    return _link_page(
        _("Invitation"),
        _(
            "Whoever opens this link can make one account with these roles: %(roles)s.",
            roles=role_names(invited.roles, invited.limits) if invited else "",
        ),
        url_for("account.invitation", token=token),
        here.now() + workflow.INVITATION_LASTS,
    )


@pages.post("/invitations/<invitation>/revoke")
def revoke_invitation(invitation: str) -> Response:
    workflow.revoke_invitation(here.accounts(), here.actor(), invitation)
    flash(_("The invitation is ended: its link opens nothing any more."), "good")
    return redirect(url_for("people.listing"), 303)


def _link_page(title: str, what: str, path: str, until: datetime) -> Response:
    public = here.services().settings.public_url or request.url_root
    page = render_template(
        "people/link.html", title=title, what=what, link=public.rstrip("/") + path, until=moment(until)
    )
    response = make_response(page)
    response.headers["Cache-Control"] = "no-store"  # not in the browser's memory of pages either
    return response


def _found(person: str) -> Person:
    """Raises NotAllowed, NotFound."""
    here.actor().require("administer")
    found = here.accounts().people.by_id(person)
    if found is None:
        raise NotFound("no such person")
    return found


@pages.get("/<person>")
def one(person: str) -> str:
    found = _found(person)
    return _one_page(found, FormState(_held(found)))


def _held(person: Person) -> dict[str, object]:
    return {"roles": sorted(person.roles), **limit_values(person.limits)}


def _one_page(found: Person, form: FormState) -> str:
    return render_template(
        "people/one.html",
        title=person_name(found.id),
        person=found,
        form=form,
        roles=role_options(),
        held=role_names(found.roles, found.limits),
    )


@pages.post("/<person>/roles")
def set_roles(person: str) -> Answer:
    found = _found(person)
    roles, languages = posted.ticked("roles"), posted.typed("translates", "reviews")
    try:
        limits = limits_typed(roles, languages)
        changed = workflow.set_roles(here.accounts(), here.actor(), person, roles, limits)
    except (InvalidInput, LastAdministrator) as error:
        return _one_page(found, FormState({**languages, "roles": roles}, field_errors(error))), 422
    held = role_names(changed.roles, changed.limits)
    flash(_("%(name)s is now: %(roles)s.", name=changed.display_name, roles=held), "good")
    return redirect(url_for("people.one", person=changed.id), 303)


@pages.post("/<person>/deactivate")
def deactivate(person: str) -> Answer:
    try:
        changed = workflow.deactivate(here.accounts(), here.actor(), person)
    except LastAdministrator as error:
        found = _found(person)
        return _one_page(found, FormState(_held(found), field_errors(error))), 422
    flash(_("%(name)s can no longer sign in. What they did keeps their name.", name=changed.display_name), "good")
    return redirect(url_for("people.one", person=changed.id), 303)


@pages.post("/<person>/reactivate")
def reactivate(person: str) -> Response:
    changed = workflow.reactivate(here.accounts(), here.actor(), person)
    flash(_("%(name)s can sign in again.", name=changed.display_name), "good")
    return redirect(url_for("people.one", person=changed.id), 303)


@pages.post("/<person>/reset-link")
def reset_link(person: str) -> Response:
    token = workflow.reset_link(here.accounts(), here.actor(), person, here.now())
    found = _found(person)
    return _link_page(
        _("Link for a new password"),
        _(
            "With this link %(name)s can set a new password, once. Their present one works until then.",
            name=found.display_name,
        ),
        url_for("account.reset", token=token),
        here.now() + workflow.RESET_LASTS,
    )
