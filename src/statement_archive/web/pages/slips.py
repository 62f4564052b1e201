"""Quote slips: of a quotation that was checked, and of what a permanent link names. Nothing is kept of either.

::

    POST /quotes/slip                  the quotation and its claim come again, in the body
    GET  /works/…@n/<locator>/slip     public text, so an address is enough
    as=pdf|html|json, moment           the slip of that page again, as a file: the moment is signed, and counts only
                                       where it gives the very slip that it was signed for
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from flask import Blueprint, current_app, make_response, redirect, render_template, request, url_for
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug import Response

from statement_archive.domain.locator import reference
from statement_archive.domain.people import DraftFile
from statement_archive.quotes.slip import Slip, canonical
from statement_archive.web import here, posted
from statement_archive.web.pages.files import as_download
from statement_archive.web.pages.quotes import work_named
from statement_archive.web.pages.works import absolute
from statement_archive.web.people import account_name
from statement_archive.web.presenters.slip import slip_view
from statement_archive.web.printing.code import code_address
from statement_archive.web.printing.page import slip_page
from statement_archive.workflow.quote_claims import Claim
from statement_archive.workflow.slip import slip_of_passage, slip_of_quotation
from statement_archive.workflow.wording import wording

pages = Blueprint("slips", __name__)
_TYPES = {"json": "application/json", "pdf": "application/pdf", "html": "application/octet-stream"}


@pages.post("/quotes/slip")
def of_quotation() -> Response:
    """The slip of a quotation. It comes in the body of the request, as for a check."""
    values = {"quotation": posted.showable(posted.pasted("quotation")), **posted.typed("work", "speaker", "date")}
    claim = Claim(work_named(values["work"]), values["speaker"], values["date"])

    def make(now: datetime) -> Slip:
        return slip_of_quotation(
            here.archive(), here.actor(), values["quotation"], now, claim, address=absolute(""), names=account_name
        )

    answer = _answer(make, request.form, url_for("slips.of_quotation"), values)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@pages.get("/works/<work_name>/<ref:ref>/<locator>/slip")
def of_passage(work_name: str, ref: str, locator: str) -> Response:
    """The slip of a passage; without a number of the version it leads to the newest."""
    name, n = reference(ref)
    if n is None:
        found = wording(here.archive(), here.actor(), work_name, here.now(), ref=ref, locator=locator)
        pinned = f"{name}@{found.version.n}"
        return redirect(url_for("slips.of_passage", work_name=work_name, ref=pinned, locator=locator))

    def make(now: datetime) -> Slip:
        return slip_of_passage(
            here.archive(), here.actor(), work_name, ref, locator, now, address=absolute(""), names=account_name
        )

    return _answer(make, request.args, request.path, {})


def _answer(
    make: Callable[[datetime], Slip], sent: Mapping[str, str], action: str, asked: Mapping[str, str]
) -> Response:
    slip = _again(make, sent.get("moment", "")) or make(here.now())
    kind = sent.get("as", "")
    if kind in _TYPES:
        return _file(slip, kind)
    view = slip_view(slip)
    page = render_template(
        "quotes/slip.html",
        title=view.title,
        view=view,
        code=code_address(view.link),
        data=canonical(slip).decode("utf-8"),
        action=action,
        asked=asked,
        moment=_signer().dumps([slip["issued"], slip["digest"]]),
    )
    return make_response(page)


def _again(make: Callable[[datetime], Slip], moment: str) -> Slip | None:
    """The slip that was shown, made again as of that time; None where it would be another one now."""
    if not moment:
        return None
    try:
        issued, digest = _signer().loads(moment)
    except (BadSignature, ValueError):
        return None
    slip = make(datetime.fromisoformat(issued))
    return slip if slip["digest"] == digest else None


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.config["SECRET_KEY"]), salt="moment of a quote slip")


def _file(slip: Slip, kind: str) -> Response:
    if kind == "pdf":
        # Eighty megabytes of machine code, which no other page needs.
        from statement_archive.web.printing.pdf import slip_pdf  # noqa: PLC0415

        content = slip_pdf(slip)
    else:
        content = canonical(slip) if kind == "json" else slip_page(slip)
    answer = as_download(DraftFile(f"quote-slip-{slip['digest'][:8]}.{kind}", content))
    answer.content_type = _TYPES[kind]
    return answer
