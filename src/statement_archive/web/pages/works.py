"""Reading a work: side by side, in one language, sentence by sentence."""

from __future__ import annotations

from flask import Blueprint, render_template, request, url_for

from statement_archive.web import here
from statement_archive.web.citing import cited
from statement_archive.web.locale import reader_languages
from statement_archive.web.names import html_lang, language_title
from statement_archive.web.people import person_name
from statement_archive.web.presenters.chips import chips, visibility_chips
from statement_archive.web.presenters.citation import citation_view
from statement_archive.web.presenters.comparing import prepared_and_delivered
from statement_archive.web.presenters.credit import credit_line
from statement_archive.web.presenters.facts import rows, title_of
from statement_archive.web.presenters.history import history_line, stones
from statement_archive.web.presenters.reading import VIEWS, reading
from statement_archive.web.presenters.translated_facts import translated_lines
from statement_archive.web.readings import note_reading
from statement_archive.workflow.aligning import originals
from statement_archive.workflow.history import history
from statement_archive.workflow.reading import Work, readable, see
from statement_archive.workflow.side_by_side import MAX_COLUMNS, default_columns, side_by_side

pages = Blueprint("works", __name__)


@pages.get("/works/<work_name>")
def work(work_name: str) -> str:
    """A work: its facts, its texts in columns, every text of it, and what happened to it."""
    found = see(here.archive(), work_name, here.actor(), here.now())
    view = request.args.get("view", "")
    view = view if view in VIEWS else "side"
    names = request.args.getlist("text") or [str(name) for name in default_columns(found, reader_languages())]
    names = names[: 1 if view == "one" else MAX_COLUMNS]
    side = side_by_side(here.archive(), found, names)
    page = reading(found, side, view=view, unknown=not originals(found))
    note_reading(found.id, "read")
    title, lang = title_of(found.state.facts)
    also = translated_lines(here.archive(), found)
    return render_template(
        "works/work.html",
        title=title,
        title_lang=html_lang(lang),
        work=found,
        titles=also.get("title", ()),
        facts=rows(found, also),
        work_chips=tuple(visibility_chips(found.state.facts.visibility)),
        page=page,
        view=view,
        views=_views(found, view, [str(c.expression.id) for c in side.columns]),
        texts=_texts(found, [h.name for h in page.heads]),
        prepared=prepared_and_delivered(found),
        credits={name: credit_line(found, e) for name, e in found.expressions.items()},
        happenings=[history_line(h, person_name) for h in history(here.archive(), found)],
        citation=citation_view(cited(work_name)),
    )


def _views(found: Work, view: str, names: list[str]) -> list[tuple[str, str, bool]]:
    """View, address, whether it is shown."""
    return [(v, url_for("works.work", work_name=found.id, view=v, text=names), v == view) for v in VIEWS]


def _texts(found: Work, shown: list[str]) -> list[dict[str, object]]:
    """Every text of a work: originals first."""
    first = [e.id for e in originals(found)]
    ordered = sorted(found.expressions.values(), key=lambda e: first.index(e.id) if e.id in first else len(first))
    lines: list[dict[str, object]] = []
    for e in ordered:
        version = readable(e)
        lines.append(
            {
                "name": e.id,
                "language": language_title(e.facts.lang),
                "chips": chips(e, found),
                "ref": f"{e.id}@{version.n}" if version else "",
                "versions": [v.n for v in e.versions],
                "held": [] if e.tombstone else [v.n for v in e.versions if not v.tombstone],
                "file": bool(version and version.file),
                "shown": e.id in shown,
                "stones": stones(e),
                "alone": url_for("works.work", work_name=found.id, view="one", text=e.id),
            }
        )
    return lines


def absolute(path: str) -> str:
    """An address as readers use it."""
    base = here.services().settings.public_url or request.host_url
    return base.rstrip("/") + path
