"""Reports on quotations that somebody saved: what each verdict is today, and what changed since."""

from __future__ import annotations

from flask import Blueprint, flash, make_response, redirect, render_template, url_for
from werkzeug import Response

from statement_archive.domain.people import DraftFile
from statement_archive.web import here
from statement_archive.web.pages.feeds import answer, private
from statement_archive.web.pages.files import as_download
from statement_archive.web.pages.quote_documents import finished_report
from statement_archive.web.pages.works import absolute
from statement_archive.web.presenters.kept_reports import change_entries, change_lines, item_lines, report_tallies
from statement_archive.web.say import _
from statement_archive.workflow.feed_keys import reader_of
from statement_archive.workflow.kept_reports import remove_report, save_report, saved_report, saved_reports
from statement_archive.workflow.quote_report import json_report

pages = Blueprint("reports", __name__)


@pages.post("/quotes/documents/<token>/save")
def save(token: str) -> Response:
    """Keep the report on a file that was checked; the file itself is not kept."""
    name, data = finished_report(token)
    kept = save_report(here.archive(), here.accounts(), here.actor(), name, data, here.now())
    flash(_("The report is saved. The file is not: only its quotations are."), "good")
    return redirect(url_for("reports.one", report=kept.id), 303)


@pages.get("/reports")
def listing() -> Response:
    found = saved_reports(here.archive(), here.accounts(), here.actor(), here.now())
    shown = [(each, report_tallies(each), change_lines(each)[-1:]) for each in found]
    return _own(make_response(render_template("quotes/reports.html", title=_("Saved reports"), kept=shown)))


@pages.get("/reports/<report>")
def one(report: str) -> Response:
    found = saved_report(here.archive(), here.accounts(), here.actor(), report, here.now())
    page = render_template(
        "quotes/report.html",
        title=found.report.name,
        kept=found,
        tallies=report_tallies(found),
        changes=change_lines(found)[::-1],
        items=item_lines(found),
    )
    return _own(make_response(page))


@pages.get("/reports/<report>.json")
def as_json(report: str) -> Response:
    found = saved_report(here.archive(), here.accounts(), here.actor(), report, here.now())
    return _own(as_download(DraftFile(f"{found.report.name}.quotations.json", json_report(found.data))))


@pages.post("/reports/<report>/remove")
def remove(report: str) -> Response:
    if remove_report(here.accounts(), here.actor(), report):
        flash(_("The report is gone."), "good")
    return redirect(url_for("reports.listing"), 303)


@pages.get("/feeds/private/<token>/quotations.atom")
def feed(token: str) -> Response:
    """What became of the quotations that somebody follows. Raises NotFound."""
    reader = reader_of(here.accounts(), token)
    found = saved_reports(here.archive(), here.accounts(), reader, here.now())
    entries = change_entries(found, absolute)
    return private(
        answer(_("Quotations you follow"), entries, url_for("reports.listing"), key=f"quotations {reader.person}")
    )


def _own(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
