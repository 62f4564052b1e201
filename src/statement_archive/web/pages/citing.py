"""How to cite: a page for a work, a text, a passage; and the same for reference managers.

::

    GET  …/cite?style=apa&in=fr     the reference, to copy; forms for another style and language
    POST …/cite                     once in a CSL style of the reader's, which is not kept
    GET  …/cite/ris                 a file
"""

from __future__ import annotations

import json
from urllib.parse import urlencode

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from statement_archive.domain.errors import NotFound, Refused
from statement_archive.domain.locator import reference
from statement_archive.exporting.bibtex import bibtex
from statement_archive.exporting.ris import ris
from statement_archive.exporting.style_file import MAX_BYTES, Style, read_style
from statement_archive.exporting.styles import DEFAULT, NAMES, style_named
from statement_archive.web import here, posted
from statement_archive.web.citing import cited, default_language
from statement_archive.web.errors import status_of
from statement_archive.web.forms import FormState
from statement_archive.web.names import html_lang
from statement_archive.web.presenters.citation import FILES, citation_view, language_choices, where
from statement_archive.web.presenters.facts import title_of
from statement_archive.web.presenters.said import said
from statement_archive.web.say import _
from statement_archive.workflow.reading import see, version_of
from statement_archive.workflow.wording import delivered

pages = Blueprint("citing", __name__)
_ENDINGS = {"csl-json": "json", "ris": "ris", "bibtex": "bib"}


@pages.get("/works/<work_name>/cite", defaults={"ref": "", "locator": ""}, endpoint="of_work")
@pages.get("/works/<work_name>/<ref:ref>/cite", defaults={"locator": ""}, endpoint="of_text")
@pages.get("/works/<work_name>/<ref:ref>/<locator>/cite", endpoint="of_passage")
def show(work_name: str, ref: str, locator: str) -> str | BaseResponse:
    """The reference in a style and a language; both stand in the address, so that it can be kept."""
    pinned = _pinned(work_name, ref)
    if pinned != ref:
        return redirect(_address(work_name, pinned, locator, style=request.args.get("style"), lang=_asked()))
    asked = {"style": request.args.get("style", "") or DEFAULT, "in": _asked() or default_language()}
    return _page(work_name, ref, locator, style_named(asked["style"]), FormState(asked))


@pages.post("/works/<work_name>/cite", defaults={"ref": "", "locator": ""}, endpoint="of_work_once")
@pages.post("/works/<work_name>/<ref:ref>/cite", defaults={"locator": ""}, endpoint="of_text_once")
@pages.post("/works/<work_name>/<ref:ref>/<locator>/cite", endpoint="of_passage_once")
def once(work_name: str, ref: str, locator: str) -> str | tuple[str, int]:
    """In a CSL style that is handed in; nothing of it is kept."""
    sent = {"style": DEFAULT, **posted.typed("in")}
    sent["in"] = sent["in"] or default_language()
    ref = _pinned(work_name, ref)
    file = posted.upload("csl")
    if file is None or not file.content:
        state = FormState(sent, {"csl": _("Choose the file.") if file is None else _("This file is empty.")})
        return _page(work_name, ref, locator, style_named(DEFAULT), state), 422
    try:
        return _page(work_name, ref, locator, read_style(file.content), FormState(sent), own=file.name)
    except Refused as error:  # what is wrong with the style; what may not be seen is another kind of error
        state = FormState(sent, {"csl": said(error.message).words})
        return _page(work_name, ref, locator, style_named(DEFAULT), state), status_of(error)


@pages.get("/works/<work_name>/cite/<kind>", defaults={"ref": "", "locator": ""}, endpoint="file_of_work")
@pages.get("/works/<work_name>/<ref:ref>/cite/<kind>", defaults={"locator": ""}, endpoint="file_of_text")
@pages.get("/works/<work_name>/<ref:ref>/<locator>/cite/<kind>", endpoint="file_of_passage")
def file_of(work_name: str, ref: str, locator: str, kind: str) -> Response:
    """For reference managers: CSL-JSON, RIS or BibTeX."""
    if kind not in FILES:
        raise NotFound(f"a citation comes as one of {', '.join(FILES)}")
    found = cited(work_name, _pinned(work_name, ref), locator, lang=_asked())
    if kind == "csl-json":
        content = json.dumps([found.csl], ensure_ascii=False, indent=2) + "\n"
    else:
        content = ris(found.csl) if kind == "ris" else bibtex(found.csl)
    name = ".".join(part for part in (found.work, found.expression, _ENDINGS[kind]) if part)  # ids are ASCII
    response = Response(content, content_type=f"{FILES[kind][1]}; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _page(work_name: str, ref: str, locator: str, style: Style, form: FormState, *, own: str = "") -> str:
    found = cited(work_name, ref, locator, style, form.values["in"])
    work = see(here.archive(), work_name, here.actor(), here.now())
    title, title_lang = title_of(work.state.facts)
    view = citation_view(found)
    files = [(label, media, f"{href}?in={found.lang}") for label, media, href in view.files]
    return render_template(
        "works/cite.html",
        title=_("How to cite"),
        work_title=title,
        work_title_lang=html_lang(title_lang),
        found=found,
        view=view,
        files=files,
        where=where(found),
        form=form,
        styles=[(name, style_named(name).title) for name in NAMES],
        languages=language_choices(),
        own=own,
        own_title=style.title,
        several=len(delivered(work)) > 1 and not found.expression,
        texts=[e.id for e in work.expressions.values() if e.current and not e.tombstone] if not ref else [],
        most=MAX_BYTES // 1024,
    )


def _asked() -> str:
    """The language asked for. It is not ``lang``, which is the interface's."""
    return request.args.get("in", "").strip()


def _pinned(work_name: str, ref: str) -> str:
    """``ref`` with the number of the version that it names now. Raises NotFound, Gone."""
    if not ref:
        return ""
    name, n = reference(ref)
    if n is not None:
        return ref
    expression = see(here.archive(), work_name, here.actor(), here.now()).expression(name)
    return f"{name}@{version_of(expression).n}"


def _address(work_name: str, ref: str, locator: str, *, style: str | None, lang: str) -> str:
    more = urlencode({key: value for key, value in (("style", style), ("in", lang)) if value})
    if locator:
        path = url_for("citing.of_passage", work_name=work_name, ref=ref, locator=locator)
    else:
        path = url_for("citing.of_text", work_name=work_name, ref=ref)
    return f"{path}?{more}" if more else path
