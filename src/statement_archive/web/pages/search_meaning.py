"""Search by meaning: passages that a model takes to say much the same, always told as such."""

from __future__ import annotations

from flask import make_response, render_template, request
from werkzeug import Response

from statement_archive.domain.errors import InvalidInput
from statement_archive.web import here
from statement_archive.web.locale import reader_languages
from statement_archive.web.names import language_name
from statement_archive.web.pages.search import PAGE, asked_here, at, frame, pages, read
from statement_archive.web.presenters.results import meant
from statement_archive.web.presenters.said import Said, said
from statement_archive.web.say import _
from statement_archive.workflow.meaning import MOST, MeantResults, search_by_meaning


@pages.get("/search/meaning")
def meaning_page() -> Response:
    """The nearest passages, in whatever language the model knows."""
    asked = asked_here()
    words_in = request.args.get("words_in", "")[:40]
    page = min(max(1, request.args.get("page", 1, type=int)), MOST // PAGE)
    wrong: Said | None = None
    found: MeantResults | None = None
    if asked.words:
        try:
            found = search_by_meaning(
                here.archive(),
                here.actor(),
                asked,
                here.now(),
                words_in=words_in,
                limit=PAGE,
                offset=(page - 1) * PAGE,
                readers=reader_languages(),
            )
        except InvalidInput as error:
            wrong = said(error.message)
    more = found is not None and found.more and page < MOST // PAGE
    given = {"words_in": words_in}
    framed = frame(asked, found, "meaning_page", wrong)
    framed |= {"searched": _("passages that mean something like it, by a model’s judgement"), "notes": []}
    answer = render_template(
        "search/meaning.html",
        found=found,
        hits=[meant(hit, read) for hit in found.hits] if found else [],
        first=(page - 1) * PAGE + 1,
        words_in=words_in,
        asked_in=language_name(words_in) if words_in else "",
        unknown=[language_name(tag) for tag in found.unknown] if found else [],
        before=at(asked, "search.meaning_page", **given, page=page - 1) if page > 1 else "",
        after=at(asked, "search.meaning_page", **given, page=page + 1) if more else "",
        **framed,
    )
    return make_response(answer, 422 if wrong else 200)
