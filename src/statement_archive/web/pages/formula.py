"""What a speaker said last time beside this time."""

from __future__ import annotations

from flask import Blueprint, render_template, request

from statement_archive.domain.errors import NotFound
from statement_archive.web import here
from statement_archive.web.locale import reader_languages
from statement_archive.web.names import language_title
from statement_archive.web.presenters.facts import title_of
from statement_archive.web.presenters.formula import column, earlier_choices, row_views, tallies
from statement_archive.web.say import _
from statement_archive.workflow.formula import SaidBefore, said_before

pages = Blueprint("formula", __name__)


@pages.get("/works/<work_name>/formula")
def page(work_name: str) -> str:
    """Level rows of the two statements, sentence by sentence."""
    found = _found(work_name, request.args.get("with", "")[:200], request.args.get("lang_of_texts", "")[:40])
    title, _lang = title_of(found.work.state.facts)
    return render_template(
        "works/formula.html",
        title=_("Last time and this time"),
        work_title=title,
        found=found,
        groups=earlier_choices(found),
        langs=[(tag, language_title(tag)) for tag in found.langs],
        heads=[column(found.before), column(found.after)] if found.before and found.after else [],
        rows=row_views(found),
        tallies=tallies(found),
    )


def _found(work_name: str, beside: str, lang: str) -> SaidBefore:
    """Whoever chooses another statement sends the language of the one before with it: where the new pair is not held in
    it, it is compared in another, which the page names."""

    def look(lang: str) -> SaidBefore:
        return said_before(
            here.archive(), here.actor(), work_name, here.now(), beside=beside, lang=lang, langs=reader_languages()
        )

    try:
        return look(lang)
    except NotFound:
        if not lang:
            raise
        return look("")
