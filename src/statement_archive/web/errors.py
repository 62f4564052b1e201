"""One table from domain error to HTTP, and the page that says what happened, what was kept, what to do next."""

from __future__ import annotations

import logging

from flask import Flask, Response, make_response, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError

from statement_archive.domain import errors as domain
from statement_archive.domain.people import LinkSpent, SignInThrottled
from statement_archive.web import here
from statement_archive.web.presenters.problems import Problem, problem_of_error, problem_of_status
from statement_archive.web.presenters.typed import Typed, typed_in
from statement_archive.web.say import _

log = logging.getLogger(__name__)

# The first class that fits counts, so the narrow ones stand before the wide ones.
STATUS: tuple[tuple[type[domain.ArchiveError], int], ...] = (
    (LinkSpent, 404),
    (domain.NotFound, 404),
    (domain.Gone, 410),
    (domain.NotAllowed, 403),
    (domain.Conflict, 409),
    (domain.TooLarge, 413),
    (domain.Refused, 422),
    (SignInThrottled, 429),
    (domain.HomeBusy, 503),
    (domain.StorageFull, 507),
    (domain.Missing, 500),
    (domain.Damaged, 500),
)


def status_of(error: domain.ArchiveError) -> int:
    return next((status for kind, status in STATUS if isinstance(error, kind)), 500)


def answer_errors(app: Flask) -> None:
    app.register_error_handler(domain.ArchiveError, _archive_error)
    app.register_error_handler(CSRFError, _csrf_error)
    app.register_error_handler(HTTPException, _http_error)


def _archive_error(error: domain.ArchiveError) -> Response:
    status = status_of(error)
    if status >= 500:
        log.error("%s %s: %s", request.method, request.path, error.message, exc_info=error)
    # A session that ended while a long form was being filled in: whoever signs in sends it once more.
    ended = isinstance(error, domain.NotAllowed) and here.person() is None
    typed = _typed(again=True) if ended or status in (503, 507) else _typed(again=False) if _saving(status) else None
    response = _answer(problem_of_error(error, signed_in=here.person() is not None), status, typed)
    if isinstance(error, SignInThrottled):
        response.headers["Retry-After"] = str(error.wait)
    elif status == 503:
        response.headers["Retry-After"] = "10"
    return response


def _saving(status: int) -> bool:
    """Whether words for a passage came that cannot be taken: it was withdrawn, corrected, or another one came first."""
    return request.endpoint == "editor.save" and status != 403


def _csrf_error(error: CSRFError) -> Response:
    problem = Problem(
        title=_("This form has expired"),
        what=_("The page was open for too long, or cookies are switched off, so the form could not be trusted."),
        next_steps=(_("Load the page again and send the form once more. Cookies of this site must be allowed."),),
        detail=error.description or "",
    )
    # Not to be sent again from here: nobody knows which page it came from.
    return _answer(problem, 400, _typed(again=False))


def _typed(*, again: bool) -> Typed | None:
    """What came in a form, to be shown back."""
    return typed_in(request.form, request.files, request.full_path.rstrip("?"), again=again)


def _http_error(error: HTTPException) -> Response:
    # A redirect is an HTTPException too, and already an answer.
    if error.code is None or error.code < 400:
        redirect: Response = make_response(error.get_response())
        return redirect
    if isinstance(error, InternalServerError):
        log.error("%s %s", request.method, request.path, exc_info=error.original_exception or error)
    response = _answer(problem_of_status(error.code), error.code)
    for name, value in error.get_headers(request.environ):
        if name.lower() not in {"content-type", "content-length"}:
            response.headers[name] = value
    return response


def wants_plain_text() -> bool:
    """Whether the address asked for is one that answers in plain text."""
    return request.path.endswith(".txt")


def wants_json() -> bool:
    """Whether a script asks, and not a person."""
    return request.accept_mimetypes.best == "application/json"


def _answer(problem: Problem, status: int, typed: Typed | None = None) -> Response:
    if wants_json():
        said = {"title": problem.title, "what": problem.what, "detail": problem.detail}
        return make_response({"problem": said, "status": status, "signed_in": here.person() is not None}, status)
    if wants_plain_text():
        response = make_response(problem.plain(), status)
        response.content_type = "text/plain; charset=utf-8"
        return response
    page = render_template("error.html", problem=problem, status=status, title=problem.title, typed=typed)
    return make_response(page, status)
