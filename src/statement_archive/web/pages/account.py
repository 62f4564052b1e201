"""One's own account: setting up the first, signing in and out, passwords, invitations."""

from __future__ import annotations

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from werkzeug import Response

from statement_archive.domain.errors import InvalidInput, NotAllowed
from statement_archive.domain.people import LinkSpent, LoginTaken, OneTimePurpose, SignInThrottled, WeakPassword
from statement_archive.web import here, posted, security
from statement_archive.web.forms import FormState
from statement_archive.web.presenters.people import field_errors, moment, role_names, wait_message
from statement_archive.web.say import _
from statement_archive.workflow import accounts as workflow

pages = Blueprint("account", __name__, url_prefix="/account")
Answer = str | Response | tuple[str, int] | tuple[str, int, dict[str, str]]


@pages.app_context_processor
def _first_account() -> dict[str, object]:
    """For the first page: whether nobody has an account yet."""
    return {"no_account_yet": lambda: here.accounts().people.count() == 0}


def _address() -> str:
    return request.remote_addr or ""


def _sign_in(login: str, password: str, target: str) -> Response:
    """Start a session and go on. Raises NotAllowed, SignInThrottled."""
    agent = request.headers.get("User-Agent", "")
    _person, token = workflow.sign_in(here.accounts(), login, password, address=_address(), now=here.now(), agent=agent)
    before = security.session_token()
    if before:  # a browser has one session: the one that was signed in here ends
        workflow.sign_out(here.accounts(), before)
    response = make_response(redirect(target, 303))
    security.start_session(response, token)
    return response


# --- signing in and out --------------------------------------------------------------------------


@pages.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> Answer:
    if request.method == "POST":
        return _try_sign_in()
    back = posted.way_back(request.args.get("next", ""), "")
    if here.person():
        return redirect(back or url_for("account.own"), 303)
    return _sign_in_page(FormState({"next": back, "login": request.args.get("login", "")[:40]}))


def _try_sign_in() -> Answer:
    values = posted.typed("login", "next")
    back = posted.way_back(values["next"], url_for("home.first"))
    password = posted.secret("password")
    if not values["login"] or not password:
        missing = {"login": _("Write your login.")} if not values["login"] else {"password": _("Write your password.")}
        return _sign_in_page(FormState(values, missing)), 422
    try:
        return _sign_in(values["login"], password, back)
    except SignInThrottled as error:
        state = FormState(values, {"login": wait_message(error.wait)})
        return _sign_in_page(state), 429, {"Retry-After": str(error.wait)}
    except NotAllowed:
        return _sign_in_page(FormState(values, {"login": _("The login or the password is wrong.")})), 422


def _sign_in_page(form: FormState) -> str:
    return render_template("account/sign_in.html", title=_("Sign in"), form=form)


@pages.post("/sign-out")
def sign_out() -> Response:
    token = security.session_token()
    if token:
        workflow.sign_out(here.accounts(), token)
    response = make_response(redirect(url_for("home.first"), 303))
    security.end_session(response)
    flash(_("You are signed out."))
    return response


# --- one's own -----------------------------------------------------------------------------------


@pages.get("")
def own() -> Answer:
    if here.person() is None:
        return redirect(url_for("account.sign_in", next=url_for("account.own")), 303)
    return _own_page(FormState())


def _own_page(form: FormState) -> str:
    person = here.person()
    roles = role_names(person.roles, person.limits) if person else ""
    return render_template("account/own.html", title=_("Your account"), person=person, roles=roles, form=form)


@pages.post("/password")
def change_password() -> Answer:
    new = posted.secret("new_password")
    if new != posted.secret("again"):
        return _own_page(FormState(errors={"again": _("This is not the same as above.")})), 422
    try:
        workflow.change_password(
            here.accounts(),
            here.actor(),
            old=posted.secret("old_password"),
            new=new,
            address=_address(),
            now=here.now(),
            keep=security.session_token(),
        )
    except WeakPassword as error:
        return _own_page(FormState(errors=field_errors(error, "new_password"))), 422
    except SignInThrottled as error:
        wait = {"Retry-After": str(error.wait)}
        return _own_page(FormState(errors={"old_password": wait_message(error.wait)})), 429, wait
    except NotAllowed:
        if here.person() is None:
            raise
        return _own_page(FormState(errors={"old_password": _("The old password is wrong.")})), 422
    flash(_("The password is changed. Every other browser that was signed in as you is signed out."), "good")
    return redirect(url_for("account.own"), 303)


# --- links that work once ------------------------------------------------------------------------


def _check_link(purpose: OneTimePurpose, token: str) -> None:
    """Raises LinkSpent: no form is shown that could not be sent."""
    if here.accounts().one_time.peek(purpose, token, here.now()) is None:
        raise LinkSpent("this link was used, has expired, or never was")


@pages.route("/setup/<token>", methods=["GET", "POST"])
def setup(token: str) -> Answer:
    """The first administrator."""
    _check_link("setup", token)
    return _new_account("setup", token)


@pages.route("/invitation/<token>", methods=["GET", "POST"])
def invitation(token: str) -> Answer:
    _check_link("invite", token)
    return _new_account("invitation", token)


def _new_account(kind: str, token: str) -> Answer:
    title = _("The first account") if kind == "setup" else _("Your invitation")

    def page(form: FormState) -> str:
        gives = workflow.invited(here.accounts(), token, here.now()) if kind == "invitation" else None
        return render_template(
            "account/new.html",
            title=title,
            form=form,
            kind=kind,
            token=token,
            roles=role_names(gives.roles, gives.limits) if gives else "",
            until=moment(gives.expires_at) if gives else "",
        )

    if request.method == "GET":
        return page(FormState())
    values = posted.typed("login", "display_name", "email")
    password = posted.secret("password")
    if password != posted.secret("again"):
        return page(FormState(values, {"again": _("This is not the same as above.")})), 422
    name = values["display_name"] or values["login"]
    try:
        if kind == "setup":
            workflow.setup_first_administrator(
                here.accounts(),
                token,
                login=values["login"],
                display_name=name,
                password=password,
                now=here.now(),
            )
        else:
            workflow.accept_invitation(
                here.accounts(),
                token,
                login=values["login"],
                display_name=name,
                password=password,
                now=here.now(),
                email=values["email"],
            )
    except (InvalidInput, LoginTaken) as error:
        return page(FormState(values, field_errors(error))), 422
    flash(_("Welcome. Your account is made, and you are signed in."), "good")
    return _sign_in(values["login"], password, url_for("account.own"))


@pages.route("/reset/<token>", methods=["GET", "POST"])
def reset(token: str) -> Answer:
    _check_link("reset", token)

    def page(form: FormState) -> str:
        return render_template("account/reset.html", title=_("A new password"), form=form, token=token)

    if request.method == "GET":
        return page(FormState())
    password = posted.secret("password")
    if password != posted.secret("again"):
        return page(FormState(errors={"again": _("This is not the same as above.")})), 422
    try:
        person = workflow.use_reset_link(here.accounts(), token, password=password, now=here.now())
    except WeakPassword as error:
        return page(FormState(errors=field_errors(error))), 422
    flash(_("The password is changed. Sign in with it."), "good")
    return redirect(url_for("account.sign_in", login=person.login), 303)
