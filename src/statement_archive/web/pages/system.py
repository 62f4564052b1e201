"""The state of this server: for administrators."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug import Response

from statement_archive.web import here
from statement_archive.web.say import _, ngettext
from statement_archive.workflow import indexing
from statement_archive.workflow.reading import work_ids
from statement_archive.workflow.sync import sync
from statement_archive.workflow.verify import Verified, verify

pages = Blueprint("system", __name__, url_prefix="/system")
_SHOWN = 200  # problems


@pages.get("")
def page() -> str:
    here.actor().require("administer")
    return _page(None)


def _page(verified: Verified | None) -> str:
    settings = here.services().settings
    return render_template(
        "manage/system.html",
        title=_("State of this server"),
        index=indexing.status(here.archive(), here.now()),
        works=len(work_ids(here.archive())),
        engine=settings.engine,
        home=str(settings.home),
        version=_version(),
        verified=verified,
        problems=verified.problems[:_SHOWN] if verified else (),
    )


def _version() -> str:
    try:
        return version("statement-archive")
    except PackageNotFoundError:  # run from the source
        return _("not installed")


@pages.post("/update")
def update() -> Response:
    here.actor().require("administer")
    done = sync(here.archive(), here.actor(), here.now())
    flash(ngettext("Brought up to date: %(num)d change.", "Brought up to date: %(num)d changes.", done.indexed), "good")
    for path, reason in done.failed.items():
        flash(f"{path}: {reason}", "bad")
    for path in done.offers:
        flash(_("%(path)s was edited by hand and waits for somebody to adopt it.", path=path), "warn")
    return redirect(url_for("system.page"), 303)


@pages.post("/rebuild")
def rebuild() -> Response:
    here.actor().require("administer")
    done = indexing.rebuild(here.archive(), here.now())
    flash(
        ngettext("The index is made again: %(num)d passage.", "The index is made again: %(num)d passages.", done),
        "good",
    )
    return redirect(url_for("system.page"), 303)


@pages.post("/verify")
def check() -> str:
    here.actor().require("administer")
    return _page(verify(here.archive()))
