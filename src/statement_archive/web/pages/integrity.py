"""How anybody can check later that nothing was taken away: the public checkpoint, and the manifest."""

from __future__ import annotations

from functools import partial

from flask import Blueprint, Response, current_app, render_template, request

from statement_archive.bootstrap import id_of_home, open_signer
from statement_archive.domain.checkpoints import Checkpoint
from statement_archive.domain.manifest import to_manifest
from statement_archive.web import here
from statement_archive.web.dates import show_day
from statement_archive.web.latest import Latest
from statement_archive.web.say import _
from statement_archive.workflow.public_files import public_files

pages = Blueprint("integrity", __name__)
_KEY = "statement_archive.latest"


@pages.get("/integrity")
def page() -> str:
    made = _latest()
    return render_template(
        "integrity.html",
        title=_("Integrity"),
        checkpoint=made,
        day=show_day(here.now()),
        key=" ".join(made.public_key[i : i + 4] for i in range(0, len(made.public_key), 4)),
        files=len(public_files(here.archive(), here.now())),
    )


@pages.get("/checkpoint.json")
def checkpoint() -> Response:
    """The latest public checkpoint, byte for byte as it is to be kept."""
    made = _latest()
    return _file(made.to_json(), "application/json", "checkpoint.json", made.digest)


@pages.get("/manifest.sha256")
def manifest() -> Response:
    """What ``sha256sum -c`` reads, of every text and file that everybody may read."""
    return _file(to_manifest(public_files(here.archive(), here.now())), "text/plain; charset=utf-8", "manifest.sha256")


def _latest() -> Checkpoint:
    services = here.services()
    held: Latest | None = current_app.extensions.get(_KEY)
    if held is None:
        fresh = Latest(services.archive, id_of_home(services.settings), partial(open_signer, services.settings))
        held = current_app.extensions.setdefault(_KEY, fresh)
    return held.get(here.now())


def _file(content: bytes, kind: str, name: str, etag: str = "") -> Response:
    response = Response(content, content_type=kind)
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    if etag:
        response.set_etag(etag)
    response.make_conditional(request.environ)
    return response
