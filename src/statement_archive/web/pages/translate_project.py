"""Many translations at once: a zip for a language out, a zip back, and what became of each file in it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug import Response

from statement_archive.domain.errors import ArchiveError, InvalidInput, NotFound
from statement_archive.domain.people import DraftFile, Person
from statement_archive.formats.exchange import FileFormat
from statement_archive.web import here, posted
from statement_archive.web.errors import status_of
from statement_archive.web.forms import FormState
from statement_archive.web.pages.files import as_download
from statement_archive.web.pages.handing_in import HandedIn, hand_in
from statement_archive.web.people import account_name
from statement_archive.web.presenters import project, submission
from statement_archive.web.presenters.languages import chosen, language_groups
from statement_archive.web.presenters.said import said
from statement_archive.web.say import _
from statement_archive.workflow.projects import export_project, unpacked

pages = Blueprint("project", __name__)
KIND = "project"
Answer = str | Response | tuple[str, int]
FORMATS: tuple[FileFormat, ...] = ("po", "xliff", "xliff2")


@pages.get("/translate/project")
def start() -> str:
    here.actor().require("translate")
    return _page(FormState({"format": "po"}))


def _page(form: FormState) -> str:
    return render_template(
        "translate/project.html",
        title=_("Many translations at once"),
        form=form,
        languages=language_groups(),
        formats=[(name, submission.format_name(name)) for name in FORMATS],
    )


@pages.get("/translate/project/zip")
def download() -> Answer:
    """The files for one language."""
    here.actor().require("translate")
    asked = {name: request.args.get(name, "") for name in ("lang", "lang_tag", "format", "works")}
    try:
        tag = chosen(asked["lang"], asked["lang_tag"])
    except InvalidInput:
        return _page(FormState(asked, {"lang_tag": _("This is not a language tag.")})), 422
    if tag in ("", "unknown", "mul"):
        return _page(FormState(asked, {"lang": _("Choose the language to translate into.")})), 422
    file_format: FileFormat = next((name for name in FORMATS if name == asked["format"]), "po")
    try:
        content = export_project(
            here.archive(),
            here.actor(),
            here.now(),
            lang=tag,
            works=asked["works"].split(),
            file_format=file_format,
            names=account_name,
        )
    except ArchiveError as error:
        return _page(FormState(asked, {"works": said(error.message).words})), status_of(error)
    response = as_download(DraftFile(f"{tag}.zip", content))
    response.content_type = "application/zip"
    return response


@pages.post("/translate/project")
def upload() -> Answer:
    here.actor().require("translate")
    person = here.person()
    file = posted.upload("file")
    if person is None or file is None or not file.content:
        wrong = _("Choose the zip that you worked in.") if file is None else _("This file is empty.")
        return _page(FormState({"format": "po"}, {"file": wrong})), 422
    return take_in(person, file)


def take_in(person: Person, file: DraftFile) -> Answer:
    """A zip is kept, and each file in it handed in by itself."""
    drafts, now = here.accounts().drafts, here.now()
    draft = drafts.save(person.id, KIND, {}, now=now, file=file)
    try:
        came = unpacked(file.content)
    except ArchiveError as error:
        drafts.delete(person.id, draft.id)
        return _page(FormState({"format": "po"}, {"file": said(error.message).words})), status_of(error)
    outcomes = [
        _kept(each.name, hand_in(person, DraftFile(each.name.rsplit("/", 1)[-1], each.content))) for each in came.files
    ]
    refused = [{"name": row.text, "reason": row.reason} for row in came.refused]
    data = {"files": outcomes, "refused": refused, "passed_over": list(came.passed_over)}
    drafts.update(person.id, draft.id, data, revision=draft.revision, now=now)
    return redirect(url_for("project.result", draft=draft.id), 303)


def _kept(name: str, done: HandedIn) -> dict[str, Any]:
    """An outcome as the draft of the zip keeps it."""
    data: dict[str, Any] = {"name": name, "draft": done.draft}
    if done.result is None:
        return {**data, "refused": done.error.message if done.error else ""}
    return {**data, "result": submission.kept(done.result)}


@pages.get("/translate/project/result/<draft>")
def result(draft: str) -> str:
    person = here.person()
    found = here.accounts().drafts.get(person.id, draft) if person else None
    if found is None or found.kind != KIND or "files" not in found.data:
        raise NotFound("no such upload")
    return render_template(
        "translate/project_result.html",
        title=_("What became of your files"),
        files=project.lines(found.data["files"]),
        refused=[(row["name"], said(row["reason"])) for row in found.data["refused"]],
        passed_over=found.data["passed_over"],
        file_name=found.file_name,
    )
