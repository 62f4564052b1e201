"""Pages by journey: each view parses, calls one verb, and hands a presenter's answer to a template."""

from __future__ import annotations

from flask import Blueprint, Flask
from werkzeug.routing import BaseConverter

from statement_archive.web.pages import (
    account,
    bringing,
    browse,
    citing,
    correcting,
    deposit,
    editor,
    editor_acts,
    editor_save,
    erasing,
    feeds,
    formula,
    home,
    integrity,
    manage,
    merge,
    overview,
    parties,
    people,
    quote_documents,
    quotes,
    rebasing,
    remembering,
    reports,
    review,
    search,
    search_meaning,
    search_views,
    slips,
    system,
    texts,
    translate,
    translate_project,
    units,
    works,
)

BLUEPRINTS: tuple[Blueprint, ...] = (
    home.pages,
    browse.pages,
    search.pages,
    quotes.pages,
    slips.pages,
    reports.pages,
    works.pages,
    texts.pages,
    citing.pages,
    account.pages,
    people.pages,
    erasing.pages,
    deposit.pages,
    translate.pages,
    editor.pages,
    translate_project.pages,
    remembering.pages,
    bringing.pages,
    manage.pages,
    correcting.pages,
    review.pages,
    units.pages,
    rebasing.pages,
    parties.pages,
    merge.pages,
    system.pages,
    overview.pages,
    feeds.pages,
    integrity.pages,
    formula.pages,
)


# Their views belong to the blueprint of the editor.
_MODULES_OF_EDITOR = (editor_acts, editor_save)
# And theirs to that of search.
_MODULES_OF_SEARCH = (search_meaning, search_views)
# And its to that of quotations.
_MODULES_OF_QUOTES = (quote_documents,)


class Reference(BaseConverter):
    """``ru.delivered`` or ``ru.delivered@2`` in an address."""

    regex = r"[a-z0-9-]+\.[a-z0-9-]+(?:@[0-9]{1,6})?"


def register(app: Flask) -> None:
    app.url_map.converters["ref"] = Reference
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
