"""A whole file checked for its quotations: handed in, compared while its page is looked at, reported, forgotten."""

from __future__ import annotations

from typing import Any

from flask import flash, make_response, redirect, render_template, request, session, url_for
from werkzeug import Response

from statement_archive.domain.errors import ArchiveError, InvalidInput, NotFound
from statement_archive.domain.people import DraftFile
from statement_archive.importing.manuscripts import read_manuscript
from statement_archive.quotes.docx_comments import with_comments
from statement_archive.quotes.found import FoundQuotation
from statement_archive.web import here, posted
from statement_archive.web.document_jobs import Job, jobs
from statement_archive.web.forms import FormState
from statement_archive.web.locale import reader_languages
from statement_archive.web.pages.files import as_download
from statement_archive.web.pages.quotes import pages, read
from statement_archive.web.presenters.checked_document import document_items, tallies
from statement_archive.web.presenters.said import said
from statement_archive.web.say import _
from statement_archive.workflow.archive_state import archive_state
from statement_archive.workflow.document_check import CheckedQuotation, check_found, quotations_of
from statement_archive.workflow.quote_remarks import remarks
from statement_archive.workflow.quote_report import file_data, item_data, json_report, report_data

PAGE = 50
_MOST_OWN = 20  # files of one browser that can be found again


@pages.get("/quotes/document")
def document_start() -> Response:
    return _form(FormState())


@pages.post("/quotes/document")
def document_sent() -> Response:
    """Read the file, and go to the page on which it is checked."""
    sent, file = posted.typed("lang"), posted.upload("file")
    if file is None or not file.content:
        return _form(
            FormState(sent, {"file": _("Choose the file.") if file is None else _("This file is empty.")}), 422
        )
    try:
        manuscript = read_manuscript(file.content, name=file.name, lang=sent["lang"] or "und")
        found = quotations_of(manuscript)
    except ArchiveError as error:
        field = "lang" if isinstance(error, InvalidInput) and "language" in error.message else "file"
        return _form(FormState(sent, {field: said(error.message).words}), 422)
    state = archive_state(here.archive(), here.actor(), here.now()).digest
    job = jobs().add(file.name, file.content, manuscript, found, here.actor(), state, here.now())
    session["documents"] = [*session.get("documents", ()), job.token][-_MOST_OWN:]
    return redirect(url_for("quotes.document", token=job.token), 303)


@pages.get("/quotes/documents/<token>")
def document(token: str) -> Response:
    """How far it is, or the report."""
    job = _job(token)
    job.go_on(lambda one: _check(job, one))
    verdict, page = request.args.get("verdict", ""), max(1, request.args.get("page", 1, type=int))
    checked = list(job.checked)
    chosen = [c for c in checked if not verdict or _verdict(c) == verdict]
    answer = make_response(
        render_template(
            "quotes/document.html",
            title=_("Quotations of a file"),
            job=job,
            done=len(checked) == len(job.found),
            tallies=tallies(
                checked, verdict, lambda name: url_for("quotes.document", token=token, verdict=name or None)
            ),
            items=document_items(job.manuscript, chosen[(page - 1) * PAGE : page * PAGE], job.found, read),
            before=_at(token, verdict, page - 1) if page > 1 else "",
            after=_at(token, verdict, page + 1) if page * PAGE < len(chosen) else "",
            can_save=here.person() is not None,
        )
    )
    if len(checked) < len(job.found):
        answer.headers["Refresh"] = "1"
    answer.headers["Cache-Control"] = "no-store"
    return answer


@pages.get("/quotes/documents/<token>/report.json")
def document_json(token: str) -> Response:
    job = _finished(token)
    return _private(as_download(DraftFile(f"{_stem(job)}.quotations.json", json_report(_report(job)))))


@pages.get("/quotes/documents/<token>/commented.docx")
def document_comments(token: str) -> Response:
    """The file back, with each verdict as a comment."""
    job = _finished(token)
    if job.manuscript.media != "docx":
        raise NotFound("comments are set in DOCX files only")
    content = with_comments(
        job.content, remarks(_report(job)["checks"]), author=_("Statement Archive"), now=here.now(), initials="SA"
    )
    return _private(as_download(DraftFile(f"{_stem(job)}.checked.docx", content)))


@pages.post("/quotes/documents/<token>/forget")
def document_forget(token: str) -> Response:
    jobs().forget(_job(token).token)
    session["documents"] = [each for each in session.get("documents", ()) if each != token]
    flash(_("The file and its report are forgotten."), "good")
    return redirect(url_for("quotes.document_start"), 303)


def _form(form: FormState, status: int = 200) -> Response:
    own = [job for token in session.get("documents", ()) if (job := jobs().get(token, here.now()))]
    return make_response(
        render_template("quotes/document_start.html", title=_("Check the quotations of a file"), form=form, own=own),
        status,
    )


def _job(token: str) -> Job:
    """Raises NotFound: for a file that is forgotten, and for one of another browser."""
    job = jobs().get(token, here.now()) if token in session.get("documents", ()) else None
    if job is None:
        raise NotFound("this file was forgotten, as files handed in for checking are after an hour")
    return job


def _finished(token: str) -> Job:
    job = _job(token)
    while not job.done:
        job.go_on(lambda one: _check(job, one))
    return job


def finished_report(token: str) -> tuple[str, dict[str, Any]]:
    """Name of the file and the report on it, for whoever saves it. Raises NotFound."""
    job = _finished(token)
    return job.name, _report(job)


def _check(job: Job, one: FoundQuotation) -> CheckedQuotation:
    return check_found(here.archive(), job.reader, one, here.now(), langs=reader_languages())


def _verdict(one: CheckedQuotation) -> str:
    return one.check.verdict if one.check else "refused"


def _report(job: Job) -> dict[str, Any]:
    items = [item_data(one, job.manuscript) for one in job.checked]
    return report_data(file_data(job.name, job.content, job.manuscript), items, job.state, here.now())


def _stem(job: Job) -> str:
    return job.name.rpartition(".")[0] or job.name


def _at(token: str, verdict: str, page: int) -> str:
    return url_for("quotes.document", token=token, verdict=verdict or None, page=page)


def _private(answer: Response) -> Response:
    answer.headers["Cache-Control"] = "no-store"
    return answer
