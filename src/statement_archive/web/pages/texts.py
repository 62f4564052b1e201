"""One text: a version, a passage of it, its exact bytes, the file it came in, and a comparison of two."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from statement_archive.domain.errors import ArchiveError, NotFound
from statement_archive.domain.locator import reference
from statement_archive.domain.translations import Unit
from statement_archive.web import here
from statement_archive.web.citing import cited
from statement_archive.web.names import html_lang, language_title, text_direction
from statement_archive.web.people import person_name
from statement_archive.web.presenters.chips import chips
from statement_archive.web.presenters.citation import citation_view
from statement_archive.web.presenters.comparing import between_line, choices, numbered
from statement_archive.web.presenters.credit import credit_line
from statement_archive.web.presenters.facts import title_of
from statement_archive.web.presenters.unit_words import column_chips
from statement_archive.web.presenters.version import version_view
from statement_archive.web.readings import note_reading
from statement_archive.web.say import _
from statement_archive.workflow.compare import compare as compare_words
from statement_archive.workflow.reading import see, table_of, text_of, version_of
from statement_archive.workflow.translation_file import units_of
from statement_archive.workflow.wording import Wording, wording

pages = Blueprint("texts", __name__)


@pages.get("/works/<work_name>/<ref:ref>")
@pages.get("/works/<work_name>/<ref:ref>/<locator>", endpoint="passage")
def version(work_name: str, ref: str, locator: str = "") -> str | BaseResponse:
    """A version, whole; with a locator, its passage is marked. Without a number: the newest, by redirect,
    so that what is copied from the address bar is pinned."""
    name, n = reference(ref)
    found = wording(here.archive(), here.actor(), work_name, here.now(), ref=ref, locator=locator)
    if n is None:
        pinned = f"{name}@{found.version.n}"
        if locator:
            return redirect(url_for("texts.passage", work_name=work_name, ref=pinned, locator=locator))
        return redirect(url_for("texts.version", work_name=work_name, ref=pinned))
    note_reading(found.work.id, "cited" if locator else "read")
    text, table = text_of(here.archive(), found.version), table_of(here.archive(), found.version)
    title, lang = title_of(found.work.state.facts)
    made = found.work.translations.get(found.expression.id)
    units = units_of(here.archive(), found.work, made) if made and found.newest else ()
    view = version_view(found, text, table, person_name(found.version.by))
    return render_template(
        "works/version.html",
        title=title,
        title_lang=html_lang(lang),
        found=found,
        ref=ref,
        view=view,
        language=language_title(found.expression.facts.lang),
        chips_of=(*chips(found.expression, found.work, outdated=_outdated(units)), *column_chips(units)),
        credit_line=credit_line(found.work, found.expression),
        changed=_changed(found),
        newest=f"{found.expression.id}@{len(found.expression.versions)}",
        citation=citation_view(cited(work_name, ref, locator)),
    )


def _outdated(units: Sequence[Unit]) -> int:
    return sum(u.outdated for u in units)


def _changed(found: Wording) -> str:
    """Of an old version: whether the marked words still stand so in the newest: ``same``, ``changed``, or
    ``version`` where nothing is marked; empty for the newest."""
    if found.newest:
        return ""
    if not found.locator:
        return "version"
    try:
        now = wording(
            here.archive(),
            here.actor(),
            found.work.id,
            here.now(),
            ref=found.expression.id,
            locator=found.locator,
        )
    except ArchiveError:
        return "changed"
    return "same" if now.content == found.content else "changed"


@pages.get("/works/<work_name>/wording.txt", defaults={"ref": ""}, endpoint="delivered")
@pages.get("/works/<work_name>/<ref:ref>.txt", endpoint="plain")
def plain(work_name: str, ref: str) -> Response:
    """The exact bytes of the delivered wording, or of the version named."""
    found = wording(here.archive(), here.actor(), work_name, here.now(), ref=ref)
    name = f"{found.work.id}.{found.expression.id}.{found.version.n}.txt"
    pinned = url_for("texts.plain", work_name=found.work.id, ref=f"{found.expression.id}@{found.version.n}")
    response = Response(found.content, content_type="text/plain; charset=utf-8")
    response.set_etag(found.sha256)
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    response.headers["Content-Location"] = pinned
    response.headers["Content-Language"] = html_lang(found.expression.facts.lang) or "mul"
    response.make_conditional(request.environ, accept_ranges=True, complete_length=len(found.content))
    return response


@pages.get("/works/<work_name>/source/<ref:ref>")
def source(work_name: str, ref: str) -> Response:
    """The file as received, as an attachment: never shown by this server."""
    found = see(here.archive(), work_name, here.actor(), here.now())
    name, n = reference(ref)
    made = version_of(found.expression(name), n)
    if made.file is None:
        raise NotFound(f"{name}@{made.n} came without a file")
    response = Response(here.archive().blobs.get(made.file.key), content_type="application/octet-stream")
    # The sender's name of the file in ASCII, and as it is for browsers that read RFC 6266.
    plain_name = "".join(c if c.isascii() and (c.isalnum() or c in "._-") else "_" for c in made.file.name) or "file"
    response.headers["Content-Disposition"] = (
        f"attachment; filename=\"{plain_name}\"; filename*=UTF-8''{quote(made.file.name, safe='')}"
    )
    response.set_etag(made.file.key.sha256)
    response.make_conditional(request.environ)
    return response


@pages.get("/works/<work_name>/compare")
def compare(work_name: str) -> str:
    """What changed between two wordings, word by word."""
    a, b = request.args.get("a", ""), request.args.get("b", "")
    found = see(here.archive(), work_name, here.actor(), here.now())
    compared = compare_words(here.archive(), here.actor(), work_name, a, b, here.now()) if a and b else None
    lang = compared.b.expression.facts.lang if compared else ""
    return render_template(
        "works/compare.html",
        title=_("Compare wordings"),
        work=found,
        work_title=title_of(found.state.facts)[0],
        groups=choices(found),
        a=a,
        b=b,
        compared=compared,
        changes=numbered(compared.paragraphs) if compared else (),
        between=[between_line(v, compared.b.expression) for v in compared.between] if compared else [],
        chips_a=chips(compared.a.expression, found) if compared else (),
        chips_b=chips(compared.b.expression, found) if compared else (),
        lang=html_lang(lang),
        dir=text_direction(lang),
    )
