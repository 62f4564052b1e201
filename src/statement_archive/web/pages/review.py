"""Review: what waits, and one translation beside its source, decided unit by unit."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug import Response

from statement_archive.domain.errors import InvalidInput
from statement_archive.domain.translations import Translation, hand
from statement_archive.domain.unit_states import VERDICTS, Verdict
from statement_archive.web import here, posted
from statement_archive.web.forms import FormState
from statement_archive.web.names import language_name
from statement_archive.web.presenters.facts import title_of
from statement_archive.web.presenters.review_desk import Show, refused_lines, review_desk
from statement_archive.web.presenters.review_queue import queue_lines
from statement_archive.web.presenters.work_facts import summary
from statement_archive.web.say import _, ngettext
from statement_archive.workflow.after import after_change
from statement_archive.workflow.comments import comment, resolve
from statement_archive.workflow.reading import Work, see
from statement_archive.workflow.review import ReviewResult, UnitVerdict
from statement_archive.workflow.review import review as decide_units
from statement_archive.workflow.review_queue import ORDERS, Order, review_queue
from statement_archive.workflow.targets import made_here

pages = Blueprint("review", __name__)
Answer = str | Response | tuple[str, int]


def _seen(work: str, expression: str) -> tuple[Work, Translation]:
    """Raises NotAllowed, NotFound, Gone."""
    seen = see(here.archive(), work, here.actor(), here.now())
    made = made_here(seen, expression)
    here.actor().require("review", made.expression.facts.lang)
    return seen, made


@pages.get("/review")
def queue() -> str:
    """Translations that wait for this reviewer."""
    here.actor().require("review")
    wanted = request.args.get("order", "")
    order: Order = next((each for each in ORDERS if each == wanted), "age")
    lang = request.args.get("in", "")
    waiting = review_queue(here.archive(), here.accounts().readings, here.actor(), here.now(), order=order)
    languages = sorted({w.lang for w in waiting}, key=language_name)
    return render_template(
        "review/queue.html",
        title=_("Review"),
        lines=queue_lines([w for w in waiting if lang in ("", w.lang)], here.now()),
        form=FormState({"in": lang, "order": order}),
        languages=[("", _("all of yours")), *((tag, language_name(tag)) for tag in languages)],
        orders=[("age", _("what waits longest")), ("asked", _("what is read most")), ("language", _("by language"))],
        filtered=bool(lang),
    )


@pages.get("/works/<work>/translate/<expression>/review")
def desk(work: str, expression: str) -> str:
    return _desk(*_seen(work, expression))


def _desk(work: Work, made: Translation, done: ReviewResult | None = None, kept: FormState | None = None) -> str:
    show: Show = "all" if request.values.get("show") == "all" else "waiting"
    wanted = request.values.get("page", "")
    page = int(wanted) if wanted.isdecimal() and len(wanted) < 6 else 1
    view = review_desk(
        here.archive(), work, made, hand(here.actor().person, ""), show="all" if done else show, page=page
    )
    return render_template(
        "review/desk.html",
        title=_("Review: %(title)s", title=title_of(work.state.facts)[0]),
        work=summary(work),
        expression=made.expression.id,
        source=made.source,
        language=language_name(made.expression.facts.lang),
        desk=view,
        show=show,
        refused=refused_lines(view, done.refused) if done else (),
        decided=len(done.decided) if done else 0,
        kept=kept,
    )


@pages.post("/works/<work>/translate/<expression>/review")
def decide(work: str, expression: str) -> Answer:
    """One unit, a paragraph, or everything that was shown. What was changed since the page was made is refused."""
    seen, made = _seen(work, expression)
    sent = posted.typed("verdict", "reason", "head", "anchor")
    verdict: Verdict | None = next((each for each in VERDICTS if each == sent["verdict"]), None)
    units = posted.ticked("unit")
    if verdict is None or not units:
        raise InvalidInput("no unit, or no decision, was sent")
    if verdict == "send back" and not sent["reason"]:
        wrong = {f"reason-{units[0]}": _("Say why: whoever translated it reads your reason.")}
        return _desk(seen, made, kept=FormState(sent, wrong)), 422
    head = int(sent["head"]) if sent["head"].isdecimal() and len(sent["head"]) < 10 else 0
    archive, actor, now = here.archive(), here.actor(), here.now()
    verdicts = [UnitVerdict(unit, verdict, sent["reason"]) for unit in dict.fromkeys(units)]
    done = decide_units(archive, actor, seen.id, expression, verdicts, now, head=head)
    if done.decided:
        after_change(archive, seen.id, actor.person, now)
    if done.refused:
        return _desk(*_seen(work, expression), done), 409
    flash(_said(verdict, len(done.decided)), "good")
    return _back(seen, expression, sent["anchor"])


def _said(verdict: Verdict, n: int) -> str:
    if verdict == "accept":
        return ngettext("One unit accepted.", "%(num)d units accepted.", n)
    if verdict == "finish":
        return ngettext("One unit is final.", "%(num)d units are final.", n)
    return _("Sent back, with your reason.")


def _back(work: Work, expression: str, anchor: str) -> Response:
    plain = anchor if anchor.isalnum() and len(anchor) < 10 else None
    show, page = request.form.get("show") or None, request.form.get("page") or None
    return redirect(
        url_for("review.desk", work=work.id, expression=expression, show=show, page=page, _anchor=plain), 303
    )


# --- remarks -------------------------------------------------------------------------------------


@pages.post("/works/<work>/translate/<expression>/remarks")
def remark(work: str, expression: str) -> Response:
    """Leave a remark on a unit; it is open until somebody resolves it."""
    sent = posted.typed("unit", "text", "back")
    if not sent["text"]:
        flash(_("Write the comment first."), "bad")
    else:
        comment(here.archive(), here.actor(), work, expression, sent["unit"], sent["text"], here.now())
        flash(_("Your comment stands beside the unit, open until somebody resolves it."), "good")
    return redirect(posted.way_back(sent["back"], url_for("translate.panel", work=work)), 303)


@pages.post("/works/<work>/translate/<expression>/remarks/<remark_id>")
def close(work: str, expression: str, remark_id: str) -> Response:
    """Resolve a remark, or open it again."""
    sent = posted.typed("open", "back")
    reopen = bool(sent["open"])
    resolve(here.archive(), here.actor(), work, expression, remark_id, here.now(), reopen=reopen)
    flash(_("The comment is open again.") if reopen else _("The comment is resolved."), "good")
    return redirect(posted.way_back(sent["back"], url_for("translate.panel", work=work)), 303)
