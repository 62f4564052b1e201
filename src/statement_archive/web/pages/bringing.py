"""Memories and glossaries of other programs come in, and the glossary goes out.

::

    file ─ kept as a draft ─▶ verb ─┬─ brought in: a page with what was not taken of it
                                    └─ refused as a whole: why, and the file, which stays kept
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, make_response, redirect, render_template, url_for
from werkzeug import Response

from statement_archive.domain.errors import ArchiveError, NotAllowed, NotFound
from statement_archive.domain.people import Draft, DraftFile, Person
from statement_archive.formats import glossary_csv, tbx
from statement_archive.web import here, posted
from statement_archive.web.errors import status_of
from statement_archive.web.forms import FormState
from statement_archive.web.pages.files import as_download
from statement_archive.web.pages.remembering import glossary_page, memory_page
from statement_archive.web.presenters.brought import KINDS, Kind, brought, kept_memory, kept_terms
from statement_archive.web.presenters.said import said
from statement_archive.web.say import _
from statement_archive.workflow.bringing_in import bring_memory, bring_terms
from statement_archive.workflow.glossary import concepts

pages = Blueprint("bringing", __name__)
Answer = str | Response | tuple[str, int]


def _signed_in() -> Person:
    """Raises NotAllowed."""
    person = here.person()
    if person is None:
        raise NotAllowed("sign in first")
    return person


def _wrong(file: DraftFile | None) -> dict[str, str]:
    return {"file": _("Choose the file.") if file is None else _("This file is empty.")}


@pages.post("/memory/import")
def memory() -> Answer:
    """A TMX file, to compare with."""
    here.actor().require("translate")
    person, file, sent = _signed_in(), posted.upload("file"), posted.typed("name", "rights")
    if file is None or not file.content:
        return memory_page(FormState(sent, _wrong(file)))
    name = sent["name"] or file.name.rpartition(".")[0] or file.name

    def bring() -> dict[str, Any]:
        rights = sent["rights"]
        done = bring_memory(
            here.archive(), here.actor(), name, file.content, here.now(), file_name=file.name, rights=rights
        )
        return kept_memory(done)

    return _taken_in(person, file, "memory", bring)


@pages.post("/glossary/import")
def terms() -> Answer:
    """A TBX file or a table of terms."""
    here.actor().require("review")
    person, file, sent = _signed_in(), posted.upload("file"), posted.typed("import_reason")
    if file is None or not file.content:
        return glossary_page(bring=FormState(sent, _wrong(file))), 422

    def bring() -> dict[str, Any]:
        reason = sent["import_reason"]
        return kept_terms(bring_terms(here.archive(), here.actor(), file.content, here.now(), reason=reason))

    return _taken_in(person, file, "terms", bring)


def _taken_in(person: Person, file: DraftFile, kind: Kind, bring: Callable[[], dict[str, Any]]) -> Answer:
    drafts, now = here.accounts().drafts, here.now()
    draft = drafts.save(person.id, kind, {}, now=now, file=file)
    try:
        data = bring()
    except ArchiveError as error:
        drafts.update(person.id, draft.id, {"refused": error.message}, revision=draft.revision, now=now)
        page = render_template(
            "remembering/not_taken.html",
            title=_("This memory was not taken") if kind == "memory" else _("This glossary was not taken"),
            kind=kind,
            draft=draft.id,
            file_name=file.name,
            why=said(error.message),
        )
        return page, status_of(error)
    drafts.update(person.id, draft.id, data, revision=draft.revision, now=now)
    return redirect(url_for("bringing.result", draft=draft.id), 303)


def _own(draft: str) -> tuple[Draft, Kind]:
    """Raises NotFound."""
    person = here.person()
    if person is None:
        raise NotFound("no such upload")
    found = here.accounts().drafts.get(person.id, draft)
    for kind in KINDS:
        if found.kind == kind:
            return found, kind
    raise NotFound("no such upload")


@pages.get("/import/<draft>")
def result(draft: str) -> str:
    found, kind = _own(draft)
    if "rows" not in found.data:
        raise NotFound("no such upload")
    return render_template(
        "remembering/brought.html",
        title=_("The memory is brought in") if kind == "memory" else _("The glossary is brought in"),
        page=brought(kind, found.data),
        draft=found,
    )


@pages.get("/import/<draft>/file")
def kept(draft: str) -> Response:
    """The file as it came."""
    found, _kind = _own(draft)
    file = here.accounts().drafts.file(found.owner, found.id)
    return as_download(file) if file else make_response("", 404)


@pages.post("/import/<draft>/discard")
def discard(draft: str) -> Response:
    found, kind = _own(draft)
    here.accounts().drafts.delete(found.owner, found.id)
    flash(_("The kept file is gone."))
    return redirect(url_for("remembering.memory" if kind == "memory" else "remembering.glossary"), 303)


@pages.get("/glossary.tbx")
def as_tbx() -> Response:
    """Every term in use."""
    return _file("glossary.tbx", tbx.write(concepts(here.archive())), "application/x-tbx+xml")


@pages.get("/glossary.csv")
def as_csv() -> Response:
    """The same as a table for spreadsheets."""
    return _file("glossary.csv", glossary_csv.write(concepts(here.archive())), "text/csv; charset=utf-8")


def _file(name: str, content: bytes, media: str) -> Response:
    response = as_download(DraftFile(name, content))
    response.content_type = media
    return response
