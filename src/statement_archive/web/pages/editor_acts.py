"""Acts beside saving: keystrokes kept, who is here, claims, comments, joining, doubts let stand, restoring."""

from __future__ import annotations

from datetime import date

from flask import flash, jsonify, redirect, render_template, request
from werkzeug import Response

from statement_archive.domain.desk import Claimed
from statement_archive.domain.errors import Conflict, InvalidInput, Refused
from statement_archive.domain.translations import Unit
from statement_archive.web import afterwards, here, posted
from statement_archive.web.pages.editor import Answer, address, news, pages, the_desk
from statement_archive.web.people import person_name
from statement_archive.web.presenters.editor_people import in_words, present
from statement_archive.web.say import _
from statement_archive.workflow import claims, comments, joining, presence, typing
from statement_archive.workflow.desk import Desk
from statement_archive.workflow.restore import restore as restore_unit

_MOST = 9  # digits of a number in a form


def _int(name: str) -> int:
    raw = request.form.get(name, "")
    return int(raw) if raw.isdecimal() and len(raw) <= _MOST else 0


def _back(desk: Desk, unit: Unit | None) -> Response:
    return redirect(address(desk, unit), 303)


def _again(work: str, expression: str, name: str) -> Response:
    """Back to a unit of a translation that may have begun just now."""
    desk = the_desk(work, expression)
    return _back(desk, desk.find(name))


# --- keystrokes, presence ------------------------------------------------------------------------


@pages.post("/<expression>/typing")
def keep(work: str, expression: str) -> Answer:
    """What a window holds for a unit. Quick: it comes with every pause of the keys."""
    sent = posted.typed("unit", "window", "into")
    text = posted.pasted("text")
    kept = typing.keep(
        here.archive(),
        here.accounts(),
        here.actor(),
        work,
        expression,
        sent["unit"],
        sent["window"],
        text,
        here.now(),
        lang=sent["into"],
        base=_int("base"),
    )
    return jsonify(kept=True, at=kept.at.isoformat())


@pages.post("/<expression>/presence")
def here_now(work: str, expression: str) -> Answer:
    """A sign of life; what changed meanwhile comes back with it."""
    sent = posted.typed("unit", "window", "leave")
    if sent["leave"]:
        presence.leave(here.accounts(), here.actor(), work, expression, sent["window"])
        return jsonify(left=True)
    desk = the_desk(work, expression)
    unit = desk.find(sent["unit"])
    key = unit.source.key if unit else ""
    archive, accounts, actor = here.archive(), here.accounts(), here.actor()
    found = presence.note(archive, accounts, actor, work, expression, key, sent["window"], here.now())
    others = present(desk, found)
    said = news(desk, None)
    html = render_template("editor/here.html", here_now=others)
    return jsonify({**said, "here": html, "here_words": in_words(others)})


# --- claims --------------------------------------------------------------------------------------


@pages.post("/<expression>/claim")
def claim(work: str, expression: str) -> Answer:
    desk = the_desk(work, expression)
    sent = posted.typed("until", "note", "over", "unit")
    try:
        until = date.fromisoformat(sent["until"])
        claims.claim(
            here.archive(),
            here.accounts(),
            here.actor(),
            work,
            desk.lang,
            until,
            here.now(),
            expression=desk.name,
            source=desk.source.id,
            note=sent["note"],
            over=bool(sent["over"]),
        )
    except Claimed as error:
        who = person_name(error.claim.person)
        flash(_("%(who)s has taken this. To take it over, say so: they will be told.", who=who), "warn")
    except (ValueError, InvalidInput):
        flash(_("Choose a day from today, at most 60 days away."), "bad")
    else:
        flash(_("It is yours until the end of that day. Others see it."), "good")
    return _back(desk, desk.find(sent["unit"]))


@pages.post("/<expression>/release")
def release(work: str, expression: str) -> Answer:
    claims.release(here.accounts(), here.actor(), work, expression)
    flash(_("It is free for others again."))
    return _again(work, expression, posted.typed("unit")["unit"])


# --- comments, doubts ----------------------------------------------------------------------------


@pages.post("/<expression>/comment")
def comment(work: str, expression: str) -> Answer:
    desk = the_desk(work, expression)
    sent = posted.typed("unit", "comment")
    unit = desk.find(sent["unit"])
    try:
        lang = "" if desk.begun else desk.lang
        comments.comment(
            here.archive(), here.actor(), work, expression, sent["unit"], sent["comment"], here.now(), lang=lang
        )
    except InvalidInput:
        flash(_("Write the comment first; it has at most 10,000 characters."), "bad")
    return _again(work, expression, unit.source.key if unit else sent["unit"])


@pages.post("/<expression>/comment/<comment>/resolve")
def resolve(work: str, expression: str, comment: str) -> Answer:
    sent = posted.typed("unit", "open")
    reopen = bool(sent["open"])
    comments.resolve(here.archive(), here.actor(), work, expression, comment, here.now(), reopen=reopen)
    return _again(work, expression, sent["unit"])


@pages.post("/<expression>/dismiss")
def dismiss(work: str, expression: str) -> Answer:
    desk = the_desk(work, expression)
    sent = posted.typed("unit", "check", "fingerprint", "reason")
    try:
        comments.dismiss(
            here.archive(),
            here.actor(),
            work,
            expression,
            sent["unit"],
            sent["check"],
            sent["fingerprint"],
            sent["reason"],
            here.now(),
            lang="" if desk.begun else desk.lang,
        )
    except InvalidInput:
        flash(_("Say why it may stand: others will look at it too."), "bad")
    return _again(work, expression, sent["unit"])


# --- units ---------------------------------------------------------------------------------------


@pages.post("/<expression>/join")
def join(work: str, expression: str) -> Answer:
    desk = the_desk(work, expression)
    units = posted.typed("units")["units"]
    joining.join(here.archive(), here.actor(), work, desk.lang, expression, units.split(" "), here.now())
    afterwards.change_of(desk.work.id, here.actor().person)
    flash(_("These sentences are one unit now. The reader is told."), "good")
    return _again(work, expression, units)


@pages.post("/<expression>/part")
def part(work: str, expression: str) -> Answer:
    desk = the_desk(work, expression)
    unit = posted.typed("unit")["unit"]
    joining.part(here.archive(), here.actor(), work, desk.lang, expression, unit, here.now())
    afterwards.change_of(desk.work.id, here.actor().person)
    return _again(work, expression, unit.split(" ")[0])


@pages.post("/<expression>/restore")
def restore(work: str, expression: str) -> Answer:
    desk = the_desk(work, expression)
    sent = posted.typed("unit")
    try:
        restore_unit(
            here.archive(), here.actor(), work, expression, sent["unit"], _int("event"), here.now(), head=_int("head")
        )
    except Refused:
        flash(_("It stands so already."))
    except Conflict:
        flash(_("Somebody changed it meanwhile: look again."), "warn")
    else:
        afterwards.change_of(desk.work.id, here.actor().person)
        flash(_("The earlier words stand again. Nothing of the history is lost."), "good")
    return _again(work, expression, sent["unit"])
