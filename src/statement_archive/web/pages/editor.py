"""The editor: a translation unit by unit, on a page that works with scripts and without.

::

    page ── a plain form for the unit in the address        save ─▶ see other (forms), what changed (scripts)
    unit ── the same form, rows that changed since: JSON    help ── what lies beside it: JSON
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, current_app, flash, jsonify, redirect, render_template, request, url_for
from flask_wtf.csrf import generate_csrf
from werkzeug import Response

from statement_archive.domain.desk import Typed
from statement_archive.domain.errors import InvalidInput
from statement_archive.domain.translations import Unit
from statement_archive.web import here
from statement_archive.web.pages.translate import chosen_target
from statement_archive.web.presenters import editor as shapes
from statement_archive.web.presenters.better_source import better_lines
from statement_archive.web.presenters.editor_help import doubts, help_for
from statement_archive.web.presenters.editor_people import claim_line, others_here
from statement_archive.web.presenters.work_facts import summary
from statement_archive.web.say import _
from statement_archive.workflow import typing
from statement_archive.workflow.desk import JUMPS, Desk, changed_since, opened
from statement_archive.workflow.desk import desk as desk_of
from statement_archive.workflow.reading import see

pages = Blueprint("editor", __name__, url_prefix="/works/<work>/translate")
Answer = str | Response | tuple[str | Response, int]


def the_desk(work: str, expression: str) -> Desk:
    """Raises NotAllowed, NotFound, Gone, Ambiguous, InvalidInput."""
    # Not "lang": that chooses the language of the interface.
    lang, source = request.values.get("into", ""), request.values.get("source", "")
    return desk_of(here.archive(), here.actor(), work, expression, here.now(), lang=lang, source=source)


def meant(desk: Desk) -> dict[str, str]:
    """What goes into every address and form of a translation that has not begun."""
    return {} if desk.begun else {"into": desk.lang, "source": desk.source.id}


def my_typing(desk: Desk) -> dict[str, list[Typed]]:
    return shapes.by_unit(typing.kept(here.accounts(), here.actor(), desk.work.id, desk.name))


def address(desk: Desk, unit: Unit | None) -> str:
    """The page with a unit open, scrolled to it."""
    known: dict[str, Any] = {"work": desk.work.id, "expression": desk.name, **meant(desk)}
    if unit is None:
        return url_for("editor.page", **known)
    name = unit.source.ids[0]
    return url_for("editor.page", **known, unit=name, _anchor=f"u-{name}")


# --- in ------------------------------------------------------------------------------------------


@pages.get("/begin")
def begin(work: str) -> Answer:
    """From a choice of language and source to the editor of the translation that is meant."""
    here.actor().require("translate")
    seen = see(here.archive(), work, here.actor(), here.now())
    try:
        target = chosen_target(seen)
    except InvalidInput:
        flash(_("Choose the language to translate into."), "bad")
        return redirect(url_for("translate.panel", work=work), 303)
    facts = target.expression.facts
    at: dict[str, Any] = {} if target.head else {"into": facts.lang, "source": target.source}
    return redirect(url_for("editor.page", work=work, expression=target.expression.id, **at), 303)


@pages.get("/<expression>")
def page(work: str, expression: str) -> Answer:
    desk = the_desk(work, expression)
    wanted, jump = request.args.get("unit", ""), request.args.get("to", "")
    if jump in JUMPS:
        key = found.source.key if (found := desk.find(wanted)) else ""
        there = desk.jump(key, jump)
        if there is None:
            flash(_("There is none of these."))
        return redirect(address(desk, there or desk.find(wanted)), 303)
    unit = desk.find(wanted) if wanted else desk.begin()
    if wanted and unit is None:
        flash(_("This passage is not in the source any more: it was corrected."), "warn")
        unit = desk.begin()
    return whole(desk, unit)


def whole(desk: Desk, unit: Unit | None, filled: shapes.Field | None = None) -> str:
    """The page, with a unit open."""
    typed = my_typing(desk)
    shown = shapes.editor_page(desk, typed, meant(desk))
    found = opened(here.archive(), desk, unit) if unit and not unit.verbatim else None
    one = shapes.open_unit(desk, found, typed, filled=filled) if found else None
    work = summary(desk.work)
    person = here.person()
    return render_template(
        "editor/page.html",
        title=_("%(title)s, into %(language)s", title=work.title, language=shown.language),
        work=work,
        page=shown,
        one=one,
        help=help_for(here.archive(), here.actor(), desk, found, one.field.text, here.now()) if found and one else None,
        jumps=shapes.counts(shown),
        claim=claim_line(desk),
        review_address=_review_address(desk),
        better=better_lines(here.archive(), desk.work, desk.translation) if desk.begun else (),
        here_now=others_here(desk),
        person=person.id if person else "",
    )


def _review_address(desk: Desk) -> str:
    """Where this translation is reviewed, for those who may, if there is such a page."""
    if not (desk.begun and here.actor().may("review", desk.lang) and "review.desk" in current_app.view_functions):
        return ""
    return url_for("review.desk", work=desk.work.id, expression=desk.name)


# --- for scripts ---------------------------------------------------------------------------------


@pages.get("/<expression>/unit")
def unit(work: str, expression: str) -> Answer:
    """A unit opened, and what changed on the page meanwhile. ``close``: a unit to show as a row again."""
    desk = the_desk(work, expression)
    wanted, to = request.args.get("unit", ""), request.args.get("to", "")
    found = desk.find(wanted)
    if to in JUMPS:
        found = desk.jump(found.source.key if found else "", to)
    return jsonify(news(desk, found, also=request.args.get("close", "")))


@pages.get("/<expression>/help")
def help_(work: str, expression: str) -> Answer:
    desk = the_desk(work, expression)
    unit = desk.find(request.args.get("unit", ""))
    found = opened(here.archive(), desk, unit) if unit else None
    if found is None:
        return jsonify(help="")
    text = shapes.open_unit(desk, found, my_typing(desk)).field.text
    shown = help_for(here.archive(), here.actor(), desk, found, text, here.now())
    page = shapes.frame(desk, meant(desk))
    one = shapes.open_unit(desk, found, {})
    return jsonify(help=render_template("editor/help.html", help=shown, page=page, one=one))


@pages.post("/<expression>/look")
def look(work: str, expression: str) -> Answer:
    """What checks say about words that are being typed."""
    desk = the_desk(work, expression)
    unit = desk.find(request.form.get("unit", ""))
    found = doubts(here.archive(), desk, unit, request.form.get("text", "")) if unit else ()
    page = shapes.frame(desk, meant(desk))
    key = unit.source.key if unit else ""
    html = render_template("editor/doubts.html", findings=found, page=page, key=key)
    return jsonify(html=html, count=len(found))


def news(desk: Desk, unit: Unit | None, *, also: str = "", window: str = "") -> dict[str, Any]:
    """What a page that is open needs to be as if it was loaded now, with this unit open."""
    window = window or request.values.get("window", "")
    seen = request.values.get("seen", "")
    typed = my_typing(desk)
    touched = changed_since(here.archive(), desk, int(seen)) if seen.isdecimal() and len(seen) < 10 else None
    shown = shapes.frame(desk, meant(desk))
    source_seen = request.values.get("source_seen", "")
    said: dict[str, Any] = {
        "csrf": generate_csrf(),
        "head": shown.head,
        "base": shown.base,
        "reload": touched is None or source_seen not in ("", str(shown.source_version)),
        "begun": shown.begun,
        "bar": render_template("editor/bar.html", page=shown, jumps=shapes.counts(shown), name=""),
        "rows": {},
    }
    keys = {*(touched or ()), also}
    for key in keys:
        there = desk.find(key) if key else None
        if there is not None and (unit is None or there is not unit):
            one_row = shapes.row(desk, there, typed)
            said["rows"][one_row.name] = render_template("editor/row.html", row=one_row, page=shown)
    if unit is not None and not unit.verbatim:
        one = shapes.open_unit(desk, opened(here.archive(), desk, unit), typed, window=window)
        said["name"] = one.row.name
        said["address"] = address(desk, unit)
        said["open"] = render_template("editor/open.html", one=one, page=shown)
    return said
