"""A better source has come: a translation is begun anew from it, filled with what the old one says."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug import Response

from statement_archive.domain.errors import NotFound, Refused
from statement_archive.domain.translations import Translation
from statement_archive.web import here, posted
from statement_archive.web.forms import FormState
from statement_archive.web.links import editor_address, unit_address
from statement_archive.web.names import html_lang, language_name, text_direction
from statement_archive.web.presenters.better_source import better_lines
from statement_archive.web.presenters.said import said
from statement_archive.web.presenters.work_facts import summary
from statement_archive.web.say import _
from statement_archive.workflow.after import after_change
from statement_archive.workflow.names import slug
from statement_archive.workflow.reading import Work, see
from statement_archive.workflow.rebase import rebase
from statement_archive.workflow.targets import made_here
from statement_archive.workflow.translation_file import units_of

pages = Blueprint("rebasing", __name__)
Answer = str | Response | tuple[str, int]


def _seen(work: str, expression: str) -> tuple[Work, Translation]:
    """Raises NotAllowed, NotFound, Gone."""
    seen = see(here.archive(), work, here.actor(), here.now())
    made = made_here(seen, expression)
    here.actor().require("translate", made.expression.facts.lang)
    return seen, made


@pages.get("/works/<work>/translate/<expression>/rebase")
def offer(work: str, expression: str) -> str:
    return _offer(*_seen(work, expression), FormState({"source": request.args.get("source", "")}))


def _offer(work: Work, made: Translation, form: FormState) -> str:
    return render_template(
        "translate/rebase.html",
        title=_("A better source"),
        work=summary(work),
        made=made,
        language=language_name(made.expression.facts.lang),
        source_language=language_name(work.expression(made.source).facts.lang),
        better=better_lines(here.archive(), work, made),
        form=form,
    )


@pages.post("/works/<work>/translate/<expression>/rebase")
def begin(work: str, expression: str) -> Answer:
    seen, made = _seen(work, expression)
    sent = posted.typed("source", "name")
    plain = slug(sent["name"], 40)
    name = f"{made.expression.facts.lang.lower()}.translation-{plain}" if plain else ""
    try:
        new = rebase(here.archive(), here.actor(), seen.id, expression, sent["source"], here.now(), name=name)
    except (Refused, NotFound) as error:
        detail = said(error.message).words
        return _offer(seen, made, FormState(sent, {"name": _("Nothing was begun: %(detail)s", detail=detail)})), 422
    after_change(here.archive(), seen.id, here.actor().person, here.now())
    flash(_("Begun. The old translation stays as it is."), "good")
    return redirect(url_for("rebasing.done", work=seen.id, expression=new.expression.id), 303)


@pages.get("/works/<work>/translate/<expression>/rebased")
def done(work: str, expression: str) -> str:
    """What a translation was filled with, and from where."""
    seen, made = _seen(work, expression)
    if not made.rebased_from:
        raise NotFound(f"{made.expression.id} was not filled from another translation")
    lang = made.expression.facts.lang
    filled, empty = [], []
    for unit in units_of(here.archive(), seen, made):
        key = unit.source.key
        link = editor_address(seen.id, made.expression.id, key) or unit_address(seen.id, made.expression.id, key)
        first = next((r for r in made.history.get(key, ()) if r.how == "rebased"), None)
        if first:
            filled.append((key, link, unit.source.text, first.text, first.origin, unit.state))
        elif not unit.text and not unit.verbatim:
            empty.append((key, link))
    source = seen.expression(made.source).facts.lang
    return render_template(
        "translate/rebased.html",
        title=_("Begun from a better source"),
        work=summary(seen),
        made=made,
        filled=filled,
        empty=empty,
        langs=(html_lang(source), text_direction(source), html_lang(lang), text_direction(lang)),
        editor=editor_address(seen.id, made.expression.id),
        held=made.rebased_from in seen.expressions,
    )
