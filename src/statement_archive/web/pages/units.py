"""One unit: its whole story, and what can be done about it: restored, still valid, harmless."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template
from werkzeug import Response

from statement_archive.domain.errors import Conflict, Refused
from statement_archive.domain.translations import Translation
from statement_archive.web import here, posted
from statement_archive.web.links import unit_address
from statement_archive.web.names import language_name
from statement_archive.web.presenters.unit_story import unit_page
from statement_archive.web.presenters.work_facts import summary
from statement_archive.web.say import _
from statement_archive.workflow.after import after_change
from statement_archive.workflow.reading import Work, see
from statement_archive.workflow.restore import restore
from statement_archive.workflow.settle import settle
from statement_archive.workflow.targets import made_here
from statement_archive.workflow.unit_story import story
from statement_archive.workflow.waive import waive

pages = Blueprint("units", __name__)


def _seen(work: str, expression: str) -> tuple[Work, Translation]:
    """Raises NotFound, Gone."""
    seen = see(here.archive(), work, here.actor(), here.now())
    return seen, made_here(seen, expression)


def _number(raw: str) -> int:
    return int(raw) if raw.isdecimal() and len(raw) < 10 else 0


def _back(work: Work, expression: str, unit: str) -> Response:
    after_change(here.archive(), work.id, here.actor().person, here.now())
    sent = posted.typed("back")
    return redirect(posted.way_back(sent["back"], unit_address(work.id, expression, unit)), 303)


@pages.get("/works/<work>/translate/<expression>/unit/<unit>")
def one(work: str, expression: str, unit: str) -> str:
    seen, made = _seen(work, expression)
    told = story(here.archive(), here.actor(), seen, made, unit, here.now())
    page = unit_page(seen, made, told)
    return render_template(
        "review/unit.html",
        title=_("The story of %(unit)s", unit=page.label),
        work=summary(seen),
        expression=made.expression.id,
        source=made.source,
        language=language_name(made.expression.facts.lang),
        page=page,
        translates=here.actor().may("translate", made.expression.facts.lang),
        reviews=here.actor().may("review", made.expression.facts.lang),
        waives=here.actor().may("correct") or here.actor().may("review", made.expression.facts.lang),
    )


@pages.post("/works/<work>/translate/<expression>/unit/<unit>/restore")
def bring_back(work: str, expression: str, unit: str) -> Response:
    """Earlier words of a unit, as they stood."""
    seen, _made = _seen(work, expression)
    sent = posted.typed("event", "head")
    archive, actor, now = here.archive(), here.actor(), here.now()
    try:
        restore(
            archive, actor, seen.id, expression, unit, _number(sent["event"]), now, head=_number(sent["head"]) or None
        )
    except Conflict:
        flash(_("It was changed after you had opened the page. Nothing was restored: look at it as it is now."), "warn")
    except Refused:
        flash(_("It stands so already."), "warn")
    else:
        flash(_("The earlier words stand again. They are to be reviewed."), "good")
    return _back(seen, expression, unit)


@pages.post("/works/<work>/translate/<expression>/unit/<unit>/valid")
def still_valid(work: str, expression: str, unit: str) -> Response:
    """The words hold for the source as it is now: recorded, and to be reviewed."""
    seen, made = _seen(work, expression)
    sent = posted.typed("base")
    words = posted.pasted("text")
    last = made.last(unit)
    if last is None or not words.strip():
        flash(_("There are no words that could be confirmed."), "bad")
        return _back(seen, expression, unit)
    outcome = settle(
        here.archive(), here.actor(), seen.id, expression, unit, words, _number(sent["base"]), here.now(), by=""
    )
    if outcome.conflicts:
        flash(
            _("It was changed after you had opened the page. Both are kept: look at %(unit)s again.", unit=unit), "warn"
        )
    else:
        flash(_("Recorded: %(unit)s is still valid.", unit=unit), "good")
    return _back(seen, expression, unit)


@pages.post("/works/<work>/translate/<expression>/unit/<unit>/harmless")
def harmless(work: str, expression: str, unit: str) -> Response:
    """A typo that was corrected in the source does not concern this unit."""
    seen, _made = _seen(work, expression)
    sent = posted.typed("reason")
    if not sent["reason"]:
        flash(_("Say why it is harmless: the reason stays in the record."), "bad")
        return _back(seen, expression, unit)
    done = waive(here.archive(), here.actor(), seen.id, expression, [unit], sent["reason"], here.now())
    if done.units:
        flash(_("Recorded: the change does not concern %(unit)s.", unit=unit), "good")
    else:
        flash(_("Only a slip that was corrected can be declared harmless: say that it is still valid instead."), "warn")
    return _back(seen, expression, unit)
