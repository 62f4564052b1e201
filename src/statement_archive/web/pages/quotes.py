"""Quotations: check one, and what a check promises."""

from __future__ import annotations

from flask import Blueprint, make_response, render_template, request
from werkzeug import Response

from statement_archive.domain.errors import ArchiveError
from statement_archive.domain.segments import SegmentTable
from statement_archive.domain.works import Version
from statement_archive.web import here, posted
from statement_archive.web.forms import FormState
from statement_archive.web.locale import reader_languages
from statement_archive.web.presenters.checked import CheckView, checked
from statement_archive.web.presenters.said import said
from statement_archive.web.say import _
from statement_archive.workflow.quote_check import check
from statement_archive.workflow.quote_claims import Claim
from statement_archive.workflow.reading import table_of, text_of

pages = Blueprint("quotes", __name__)


@pages.get("/quotes")
def start() -> Response:
    """An empty form, or one that names the statement to be compared with."""
    return _page(FormState({"work": request.args.get("work", "")[:200]}))


@pages.post("/quotes")
def result() -> Response:
    """The verdict beneath the form. The quotation comes in the body of the request, so that it is in no address, no
    log and no history."""
    values = {"quotation": posted.showable(posted.pasted("quotation")), **posted.typed("work", "speaker", "date")}
    claim = Claim(work_named(values["work"]), values["speaker"], values["date"])
    try:
        found = check(here.archive(), here.actor(), values["quotation"], here.now(), claim, langs=reader_languages())
    except ArchiveError as error:
        return _page(FormState(values, {_field(error, claim): said(error.message).words}), status=422)
    return _page(FormState(values), checked(found, read))


@pages.get("/quotes/promise")
def promise() -> str:
    """The contract, word for word as in docs/quotations.md."""
    return render_template("quotes/promise.html", title=_("What a check promises"))


def _page(form: FormState, one: CheckView | None = None, *, status: int = 200) -> Response:
    answer = render_template("quotes/check.html", title=_("Check a quotation"), form=form, one=one)
    return make_response(answer, status)


def _field(error: ArchiveError, claim: Claim) -> str:
    """The field that was refused."""
    if error.code in ("not-found", "gone"):
        return "work"
    return "date" if claim.date and claim.date in error.message else "quotation"


def work_named(raw: str) -> str:
    """A work by its name or by an address of it."""
    return raw.rsplit("/works/", maxsplit=1)[-1].split("/", maxsplit=1)[0].split("?", maxsplit=1)[0]


def read(version: Version) -> tuple[str, SegmentTable]:
    return text_of(here.archive(), version), table_of(here.archive(), version)
