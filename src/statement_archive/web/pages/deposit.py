"""Deposit: handed in and kept at once, looked at, described, and only then taken in.

::

    POST /deposit ──▶ a draft on the server, whatever is wrong with it ──▶ /deposit/<draft>
    /deposit/<draft>: save | look again | deposit ──▶ workflow.confirmation ──▶ /works/<work>
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug import Response

from statement_archive.domain.errors import (
    ArchiveError,
    Conflict,
    Gone,
    HomeBusy,
    InvalidInput,
    NotFound,
    Refused,
    StorageFull,
)
from statement_archive.domain.people import Draft, DraftChanged, DraftFile
from statement_archive.importing import Imported
from statement_archive.web import here, posted
from statement_archive.web.errors import status_of
from statement_archive.web.forms import FormState
from statement_archive.web.pages.files import as_download
from statement_archive.web.presenters import choices, deposit_form, handed_in, three_way
from statement_archive.web.presenters.countries import country_options
from statement_archive.web.presenters.labels import FIELD_LABELS
from statement_archive.web.presenters.languages import language_groups, split_tag
from statement_archive.web.presenters.said import Said, said
from statement_archive.web.presenters.work_facts import WorkSummary, summary, texts_of
from statement_archive.web.say import _
from statement_archive.workflow.after import after_change
from statement_archive.workflow.confirmation import deposit_confirmed
from statement_archive.workflow.deposit import read
from statement_archive.workflow.deposit_request import DepositRequest
from statement_archive.workflow.reading import Work, see

pages = Blueprint("deposit", __name__, url_prefix="/deposit")
KIND = "deposit"
Answer = str | Response | tuple[str, int]
_DEFAULTS = {
    "kind": "statement",
    "visibility": "public",
    "sentences": "auto",
    "method": "unknown",
    "standing": "unknown",
    "maker_kind": "unknown",
}


@dataclass(frozen=True, slots=True)
class Desk:
    """A draft on the table: the file, what was read of it, the work it is for."""

    draft: Draft
    file: DraftFile
    values: dict[str, str]
    look: handed_in.Look | None
    trouble: handed_in.Trouble | None
    work: Work | None
    wrong_work: bool

    @property
    def shown(self) -> dict[str, str]:
        """What the form shows: what was typed, else what the file says of itself, else the usual."""
        filled = handed_in.prefilled(self.look.notes) if self.look else {}
        return {**_DEFAULTS, **filled, **self.values}


# --- handing in ----------------------------------------------------------------------------------


@pages.get("")
def start() -> str:
    here.actor().require("deposit")
    work = request.args.get("work", "")
    lang, tag = split_tag(request.args.get("for", ""))
    return _start_page(FormState({"work": work, "lang": lang, "lang_tag": tag}))


def _start_page(form: FormState) -> str:
    named = _work(str(form.values.get("work", "")))
    return render_template(
        "deposit/start.html",
        title=_("Deposit a text"),
        form=form,
        languages=language_groups(),
        drafts=_drafts(),
        work=summary(named) if named else None,
        limit=here.services().settings.max_upload_bytes // 1024 // 1024,
    )


def _drafts() -> list[tuple[Draft, str]]:
    """My own, last changed first, each with a name to know it by."""
    person = here.person()
    kept = here.accounts().drafts.list(person.id, KIND) if person else ()
    return [(each, str(_values(each).get("title") or each.file_name or _("without a name"))) for each in kept]


@pages.post("")
def hand_in() -> Answer:
    here.actor().require("deposit")
    person = here.person()
    values = posted.typed("work", "lang", "lang_tag", "encoding")
    text = posted.pasted("text")
    file = posted.upload("file")
    if file is None and text.strip():
        file = DraftFile("pasted.txt", text.encode("utf-8", "replace"))
    if person is None or file is None:
        wrong = {"file": _("Choose a file, or paste a text below.")}
        return _start_page(FormState({**values, "text": text}, wrong)), 422
    draft = here.accounts().drafts.save(person.id, KIND, {"values": values}, now=here.now(), file=file)
    return redirect(url_for("deposit.draft", draft=draft.id), 303)


# --- on the table --------------------------------------------------------------------------------


def _values(draft: Draft) -> dict[str, str]:
    kept = draft.data.get("values", {})
    return {key: value for key, value in kept.items() if isinstance(value, str)}


def _draft(name: str) -> tuple[Draft, DraftFile]:
    """Raises NotAllowed, NotFound."""
    here.actor().require("deposit")
    person = here.person()
    if person is None:
        raise NotFound("no such draft")
    drafts = here.accounts().drafts
    found = drafts.get(person.id, name)
    if found.kind != KIND:
        raise NotFound("no such draft")
    return found, drafts.file(person.id, name) or DraftFile("", b"")


def _work(name: str) -> Work | None:
    if not name:
        return None
    try:
        return see(here.archive(), name, here.actor(), here.now())
    except (NotFound, Gone):
        return None


def _on_the_table(draft: Draft, file: DraftFile, values: dict[str, str]) -> Desk:
    look: handed_in.Look | None = None
    trouble: handed_in.Trouble | None = None
    try:
        look = _look(file, values)
    except ArchiveError as error:
        trouble = handed_in.trouble(error)
    work = _work(values.get("work", ""))
    return Desk(draft, file, values, look, trouble, work, wrong_work=bool(values.get("work")) and work is None)


def _look(file: DraftFile, values: Mapping[str, str]) -> handed_in.Look:
    """Read the file as the form says, storing nothing. Raises Undecodable, Refused."""
    try:
        lang = deposit_form.language_of(values) or "und"
    except InvalidInput:  # said at its field
        lang = "und"
    try:
        langs = deposit_form.segment_langs(values)
        imported = _read(file, values, lang, langs)
    except InvalidInput:
        imported = _read(file, values, lang, {})
    return handed_in.look(imported, lang)


def _read(file: DraftFile, values: Mapping[str, str], lang: str, langs: Mapping[str, str]) -> Imported:
    media = values.get("media", "")
    request_ = DepositRequest(
        content=file.content,
        file_name=file.name,
        lang=lang,
        rendition="unknown",
        encoding=values.get("encoding", ""),
        media=media if media in ("text", "markdown") else "",
        sentences="lines" if values.get("sentences") == "lines" else "auto",
        bridge=bool(values.get("bridge")),
        segment_langs=langs,
    )
    return read(request_)


@pages.get("/<draft>")
def draft(draft: str) -> Answer:
    found, file = _draft(draft)
    return _page(_on_the_table(found, file, _values(found)))


def _page(
    desk: Desk,
    errors: Mapping[str, str] | None = None,
    *,
    refused: Said | None = None,
    differences: list[three_way.Difference] | None = None,
) -> str:
    notes = desk.look.notes if desk.look else {}
    wrong = dict(errors or {})
    if desk.wrong_work:
        wrong["work"] = _("This archive holds no work of this name.")
    return render_template(
        "deposit/draft.html",
        title=_("A text handed in"),
        desk=desk,
        look=desk.look,
        trouble=desk.trouble,
        form=FormState(desk.shown, wrong, tuple(notes)),
        notes=notes,
        base=three_way.pack({name: desk.shown.get(name, "") for name in deposit_form.FIELDS}),
        refused=refused,
        differences=[(str(FIELD_LABELS.get(each.field, each.field)), each) for each in differences or ()],
        languages=language_groups(),
        work=_summary(desk),
        texts=_texts(desk),
        choices=choices,
        countries=country_options(),
    )


def _summary(desk: Desk) -> WorkSummary | None:
    return summary(desk.work) if desk.work else None


def _texts(desk: Desk) -> list[tuple[str, str]]:
    texts = texts_of(desk.work) if desk.work else []
    return [(each.id, f"{each.language}, {each.relation} ({each.id})") for each in texts]


@pages.get("/<draft>/file")
def file(draft: str) -> Response:
    """The file as it was handed in."""
    _found, kept = _draft(draft)
    return as_download(kept)


@pages.post("/<draft>/discard")
def discard(draft: str) -> Response:
    found, _file = _draft(draft)
    here.accounts().drafts.delete(found.owner, found.id)
    flash(_("The draft is gone. Nothing of it was in the archive."))
    return redirect(url_for("deposit.start"), 303)


@pages.post("/<draft>")
def work_on(draft: str) -> Answer:
    found, file = _draft(draft)
    mine = {**_values(found), **_sent()}
    revision = request.form.get("revision", "")
    new = posted.upload("file")
    try:
        kept = here.accounts().drafts.update(
            found.owner,
            found.id,
            {"values": mine},
            revision=int(revision) if revision.isdecimal() and len(revision) < 10 else 0,
            now=here.now(),
            file=new,
        )
    except DraftChanged as error:
        return _met_another_window(error.current, file, mine)
    desk = _on_the_table(kept, new or file, mine)
    act = request.form.get("do", "save")
    if act == "deposit":
        return _deposit(desk)
    if act == "look" or new is not None:
        return redirect(url_for("deposit.draft", draft=kept.id), 303)
    flash(_("The draft is kept. Go on whenever you like."), "good")
    return redirect(url_for("deposit.start"), 303)


def _sent() -> dict[str, str]:
    """Fields that the page had. Others keep what was typed before, so that naming a work and thinking better
    of it loses nothing."""
    sent = posted.typed(*(name for name in deposit_form.FIELDS if name in request.form))
    if "bridge_shown" in request.form:  # a box that is not ticked is not sent
        sent["bridge"] = request.form.get("bridge", "")
    return sent


def _met_another_window(current: Draft, file: DraftFile, mine: dict[str, str]) -> Answer:
    """Base, theirs and mine; nothing is overwritten, and sending again keeps what the page shows."""
    base = three_way.unpack(request.form.get("base", ""))
    theirs = {**base, **_values(current)}
    joined, differences = three_way.three_way(base, theirs, mine)
    desk = _on_the_table(current, file, joined)
    return _page(desk, differences=differences), 409


def _deposit(desk: Desk) -> Answer:
    wrong = deposit_form.problems(desk.values, known_work=desk.work is not None)
    if desk.trouble:  # what cannot be read is not described yet: those fields are not on the page
        wrong = {name: message for name, message in wrong.items() if name in deposit_form.READING}
    if wrong or desk.trouble or desk.wrong_work:
        return _page(desk, wrong), 422
    archive, actor, now = here.archive(), here.actor(), here.now()
    lang = deposit_form.language_of(desk.values)
    stated = deposit_form.stated(desk.values, lang)
    try:
        done = deposit_confirmed(archive, actor, stated, desk.file.content, desk.file.name or "text.txt", now)
    except (Refused, Conflict, HomeBusy, StorageFull) as error:
        return _page(desk, refused=said(error.message)), status_of(error)
    after_change(archive, done.work, actor.person, now)
    here.accounts().drafts.delete(desk.draft.owner, desk.draft.id)
    flash(_("The text is in the archive, byte for byte, as %(name)s.", name=done.expression), "good")
    for warning in done.warnings:
        flash(_("Reported on the way in: %(warning)s", warning=said(warning).words), "warn")
    return redirect(f"/works/{done.work}", 303)
