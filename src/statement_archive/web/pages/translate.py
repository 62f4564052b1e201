"""Translate: progress, a PO file out, a PO file back, and what became of it."""

from __future__ import annotations

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from werkzeug import Response

from statement_archive.domain.errors import ArchiveError, InvalidInput, NotAllowed, NotFound, Refused
from statement_archive.domain.ids import ExpressionId
from statement_archive.domain.people import Draft, DraftFile
from statement_archive.domain.translations import Translation
from statement_archive.domain.units import Grain
from statement_archive.formats import sniff
from statement_archive.formats.exchange import EXTENSIONS, FILE_FORMATS, FileFormat
from statement_archive.web import here, posted
from statement_archive.web.errors import status_of
from statement_archive.web.forms import FormState
from statement_archive.web.pages.files import as_download
from statement_archive.web.pages.handing_in import KIND, hand_in
from statement_archive.web.pages.translate_project import take_in
from statement_archive.web.people import account_name
from statement_archive.web.presenters import submission
from statement_archive.web.presenters.better_source import better_lines
from statement_archive.web.presenters.credit import credit_line
from statement_archive.web.presenters.desks import desk_address
from statement_archive.web.presenters.languages import chosen, language_groups
from statement_archive.web.presenters.said import said
from statement_archive.web.presenters.work_facts import summary, texts_of
from statement_archive.web.say import _
from statement_archive.workflow.after import after_change
from statement_archive.workflow.names import slug
from statement_archive.workflow.reading import Work, see
from statement_archive.workflow.settle import settle as settle_unit
from statement_archive.workflow.targets import target_for
from statement_archive.workflow.translate import export
from statement_archive.workflow.translation_status import progress_of, status

pages = Blueprint("translate", __name__)
Answer = str | Response | tuple[str, int]
_BLANK = {"grain": "sentence", "format": "po"}
_ASKED = ("lang", "lang_tag", "expression", "source", "grain", "name", "format")
_MEDIA: dict[FileFormat, str] = {
    "po": "text/x-gettext-translation",
    "xliff": "application/x-xliff+xml",
    "xliff2": "application/xliff+xml",  # IANA's, of 2.0 and later
    "tmx": "application/x-tmx+xml",
}


def _see(work: str) -> Work:
    """Raises NotFound, Gone."""
    return see(here.archive(), work, here.actor(), here.now())


def _bars(work: Work) -> list[submission.Bar]:
    return [submission.bar(p, work.translations[p.expression]) for p in progress_of(here.archive(), work)]


# --- what waits ----------------------------------------------------------------------------------


@pages.get("/translate")
def queue() -> str:
    """Every translation made here, those that wait for somebody first."""
    here.actor().require("translate")
    waiting: list[tuple[submission.Bar, str, str, str]] = []
    works: dict[str, Work] = {}
    for progress in status(here.archive(), here.actor(), here.now()):
        work = works.setdefault(progress.work, _see(progress.work))
        line = summary(work)
        made = submission.bar(progress, work.translations[progress.expression])
        waiting.append((made, line.id, line.title, line.title_lang))
    waiting.sort(key=lambda row: (row[0].done and not row[0].outdated and not row[0].conflicts, -row[0].outdated))
    return render_template("translate/queue.html", title=_("Translate"), waiting=waiting, kept=_kept(), said=said)


def _kept() -> list[Draft]:
    """My uploads that were refused as a whole."""
    person = here.person()
    drafts = here.accounts().drafts.list(person.id, KIND) if person else ()
    return [each for each in drafts if "refused" in each.data]


# --- one work ------------------------------------------------------------------------------------


@pages.get("/works/<work>/translate")
def panel(work: str) -> str:
    return _panel(_see(work), FormState(_BLANK))


def _panel(work: Work, form: FormState) -> str:
    sources = [each for each in texts_of(work) if not each.made_here]
    return render_template(
        "translate/panel.html",
        title=_("Translate"),
        work=summary(work),
        bars=_bars(work),
        credits={name: credit_line(work, made.expression) for name, made in work.translations.items()},
        languages=language_groups(),
        sources=[(each.id, f"{each.language}, {each.relation} ({each.id})") for each in sources],
        expressions=[(name, name) for name in work.translations],
        better={name: better_lines(here.archive(), work, made) for name, made in work.translations.items()},
        reviewable={n for n, t in work.translations.items() if here.actor().may("review", t.expression.facts.lang)},
        formats=[(name, submission.format_name(name)) for name in FILE_FORMATS],
        form=form,
    )


@pages.get("/works/<work>/translate/po", endpoint="download_po")
@pages.get("/works/<work>/translate/file")
def download(work: str) -> Answer:
    """The file of a translation that is made here, or of one that is about to be."""
    seen = _see(work)
    asked = {name: request.args.get(name, "") for name in _ASKED}
    try:
        made = seen.translations.get(ExpressionId(asked["expression"]))
        tag = made.expression.facts.lang if made else chosen(asked["lang"], asked["lang_tag"])
    except InvalidInput:
        return _panel(seen, FormState(asked, {"lang_tag": _("This is not a language tag.")})), 422
    if tag in ("", "unknown", "mul"):
        return _panel(seen, FormState(asked, {"lang": _("Choose the language to translate into.")})), 422
    expression = asked["expression"] or _second(tag, asked["name"])
    if made is None and expression in seen.expressions and expression not in seen.translations:
        taken = _("A whole text was deposited under this name: choose another one.")
        return _panel(seen, FormState(asked, {"name": taken})), 422
    # Only before the first submission: afterwards another grain is an event, and reading a page makes none.
    file_format: FileFormat = next((name for name in FILE_FORMATS if name == asked["format"]), "po")
    grain: Grain | None = "paragraph" if asked["grain"] == "paragraph" and not _made(seen, tag, expression) else None
    translation, content = export(
        here.archive(),
        here.actor(),
        seen.id,
        tag,
        here.now(),
        expression=expression,
        source=asked["source"],
        grain=grain,
        file_format=file_format,
        names=account_name,
    )
    response = as_download(DraftFile(f"{seen.id}.{translation.expression.id}.{EXTENSIONS[file_format]}", content))
    response.content_type = f"{_MEDIA[file_format]}; charset=utf-8"
    return response


def chosen_target(seen: Work) -> Translation:
    """The translation that the panel's form means. Raises InvalidInput (no language), NotFound, Gone, Ambiguous."""
    asked = {name: request.args.get(name, "") for name in ("lang", "lang_tag", "expression", "source", "name")}
    tag = chosen(asked["lang"], asked["lang_tag"])
    if tag in ("", "unknown", "mul"):
        raise InvalidInput("no language to translate into", field="lang")
    return target_for(seen, tag, asked["expression"] or _second(tag, asked["name"]), asked["source"])


def _second(tag: str, name: str) -> str:
    """The name of a translation beside the one that is made here: ``fr.translation-`` and what was written."""
    plain = slug(name, 40)
    return f"{tag.lower()}.translation-{plain}" if plain else ""


def _made(work: Work, tag: str, expression: str) -> bool:
    if expression:
        return expression in work.translations
    return any(t.expression.facts.lang == tag for t in work.translations.values())


@pages.post("/works/<work>/translate/<expression>/grain")
def regroup(work: str, expression: str) -> Response:
    """Units by the sentence or by the paragraph from now on."""
    here.actor().require("translate")
    made = _translation(_see(work), expression)
    grain: Grain = "paragraph" if request.form.get("grain") == "paragraph" else "sentence"
    lang = made.expression.facts.lang
    export(here.archive(), here.actor(), work, lang, here.now(), expression=expression, grain=grain)
    after_change(here.archive(), _see(work).id, here.actor().person, here.now())
    flash(_("The units of this translation are grouped anew. Nothing that was typed is lost."), "good")
    return redirect(posted.way_back(request.form.get("next", ""), url_for("translate.panel", work=work)), 303)


def _translation(work: Work, expression: str) -> Translation:
    found = work.translations.get(ExpressionId(expression))
    if found is None:
        raise NotFound(f"no translation {expression[:80]} of {work.id} is made here")
    return found


# --- a file comes back ---------------------------------------------------------------------------


@pages.post("/works/<work>/translate")
def upload(work: str) -> Answer:
    here.actor().require("translate")
    person = here.person()
    seen = _see(work)
    file = posted.upload("file")
    if person is None or file is None or not file.content:
        wrong = _("Choose the file that you worked in.") if file is None else _("This file is empty.")
        return _panel(seen, FormState(_BLANK, {"file": wrong})), 422
    if sniff.kind_of(file.content) == "zip":
        return take_in(person, file)
    handed = hand_in(person, file, work=seen.id, expression=request.form.get("expression", ""))
    if isinstance(handed.error, NotAllowed):
        raise handed.error
    if handed.result is None:
        return _refused(seen, handed.draft, file, handed.error or Refused("the file was not taken"))
    address = url_for("translate.result", work=seen.id, expression=handed.result.expression, draft=handed.draft)
    return redirect(address, 303)


def _refused(work: Work, draft: str, file: DraftFile, error: ArchiveError) -> Answer:
    title, what = submission.whole_file(error)
    page = render_template(
        "translate/refused.html",
        title=title,
        what=what,
        detail=said(error.message),
        file_name=file.name,
        draft=draft,
        work=summary(work),
    )
    return page, status_of(error)


def _own(draft: str) -> Draft:
    """Raises NotFound."""
    person = here.person()
    if person is None:
        raise NotFound("no such upload")
    found = here.accounts().drafts.get(person.id, draft)
    if found.kind != KIND:
        raise NotFound("no such upload")
    return found


@pages.get("/works/<work>/translate/<expression>/result/<draft>")
def result(work: str, expression: str, draft: str) -> str:
    found = _own(draft)
    seen = _see(work)
    if found.data.get("work") != seen.id or "result" not in found.data:
        raise NotFound("no such upload")
    # A file that changed nothing in a translation that was never begun leaves no translation.
    made = seen.translations.get(ExpressionId(expression))
    page = submission.result_page(here.archive(), seen, made, found.data["result"]) if made else None
    return render_template(
        "translate/result.html",
        title=_("What became of your file"),
        work=summary(seen),
        expression=expression,
        page=page,
        draft=found,
        desk_address=desk_address,
    )


@pages.get("/works/<work>/translate/<expression>/open")
def open_units(work: str, expression: str) -> str:
    """What waits for somebody in a translation, whoever left it: conflicts, and units whose source changed."""
    here.actor().require("translate")
    seen = _see(work)
    made = _translation(seen, expression)
    return render_template(
        "translate/result.html",
        title=_("What waits for a decision"),
        work=summary(seen),
        expression=expression,
        page=submission.result_page(here.archive(), seen, made, submission.open_units(here.archive(), seen, made)),
        draft=None,
        desk_address=desk_address,
    )


@pages.post("/works/<work>/translate/<expression>/settle", defaults={"draft": ""})
@pages.post("/works/<work>/translate/<expression>/settle/<draft>")
def settle(work: str, expression: str, draft: str) -> Response:
    """One conflict settled, or one outdated unit said to be valid."""
    here.actor().require("translate")
    person = here.person()
    back = url_for("translate.open_units", work=work, expression=expression)
    if draft:
        _own(draft)
        back = url_for("translate.result", work=work, expression=expression, draft=draft)
    sent = posted.typed("unit", "base", "take")
    words = posted.pasted(sent["take"] if sent["take"] in ("theirs", "mine", "text") else "text")
    if person is None or (not words.strip() and sent["take"] != "theirs"):
        flash(_("A unit cannot be settled for nothing: write the words first."), "bad")
        return redirect(back, 303)
    base = int(sent["base"]) if sent["base"].isdecimal() and len(sent["base"]) < 10 else 0
    outcome = settle_unit(
        here.archive(),
        here.actor(),
        work,
        expression,
        sent["unit"],
        words,
        base,
        here.now(),
        by="",
    )
    after_change(here.archive(), _see(work).id, here.actor().person, here.now())
    if outcome.conflicts:
        flash(
            _("It was changed once more in the meantime. Both are kept: look at %(unit)s again.", unit=sent["unit"]),
            "warn",
        )
    else:
        flash(_("%(unit)s is settled.", unit=sent["unit"]), "good")
    return redirect(back, 303)


@pages.get("/translate/kept/<draft>")
def kept_file(draft: str) -> Response:
    """An upload as it came."""
    found = _own(draft)
    file = here.accounts().drafts.file(found.owner, found.id)
    return as_download(file) if file else make_response("", 404)


@pages.post("/translate/kept/<draft>/discard")
def discard(draft: str) -> Response:
    found = _own(draft)
    here.accounts().drafts.delete(found.owner, found.id)
    flash(_("The kept file is gone."))
    return redirect(url_for("translate.queue"), 303)
