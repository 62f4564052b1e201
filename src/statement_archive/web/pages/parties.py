"""Parties of a statement: who else it was made for, who joined it, who did not."""

from __future__ import annotations

from typing import cast, get_args

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug import Response

from statement_archive.domain.dates import edtf_date
from statement_archive.domain.errors import InvalidInput
from statement_archive.domain.facts import Body, BodyKind, DateClaim, Party, PartyPart
from statement_archive.web import here, posted
from statement_archive.web.forms import FormState
from statement_archive.web.presenters import choices
from statement_archive.web.presenters.countries import country_options
from statement_archive.web.presenters.facts import party_line
from statement_archive.web.presenters.work_facts import summary
from statement_archive.web.say import _
from statement_archive.workflow.after import after_change
from statement_archive.workflow.deposit_request import country_code, date_claim
from statement_archive.workflow.describe import add_parties
from statement_archive.workflow.reading import Work, see

pages = Blueprint("parties", __name__)
Answer = str | Response | tuple[str, int]
_FIELDS = ("name", "kind", "country", "part", "date", "source")


@pages.route("/works/<work>/manage/parties", methods=["GET", "POST"])
def page(work: str) -> Answer:
    """Those recorded, and a form for one more."""
    here.actor().require("describe")
    seen = see(here.archive(), work, here.actor(), here.now())
    if request.method == "GET":
        return _page(seen, FormState({"kind": "state", "part": ""}))
    values = posted.typed(*_FIELDS)
    party, wrong = _party(values, seen.state.facts.kind)
    if party is None:
        return _page(seen, FormState(values, wrong)), 422
    add_parties(here.archive(), here.actor(), seen.id, [party], here.now())
    after_change(here.archive(), seen.id, here.actor().person, here.now())
    flash(_("%(name)s is recorded.", name=party.body.name), "good")
    return redirect(url_for("parties.page", work=seen.id), 303)


def _page(work: Work, form: FormState) -> str:
    return render_template(
        "manage/parties.html",
        title=_("Parties"),
        work=summary(work),
        parties=[party_line(each) for each in work.state.facts.parties],
        form=form,
        choices=choices,
        countries=country_options(),
    )


def _party(values: dict[str, str], kind: str) -> tuple[Party | None, dict[str, str]]:
    """The party that was typed, or what is wrong, by field."""
    wrong: dict[str, str] = {}
    country: str | None = None
    date: DateClaim | None = None
    if not values["name"]:
        wrong["name"] = _("Write the name, as it is given.")
    if values["kind"] not in get_args(BodyKind):
        wrong["kind"] = _("Kind of body: say it, or mark it as unknown.")
    if values["part"] not in get_args(PartyPart):
        wrong["part"] = _("Say what its part was.")
    try:
        country = country_code(values["country"], "en") if values["country"] else None
    except InvalidInput:
        wrong["country"] = _("No country has this name or code.")
    try:
        date = date_claim(values["date"], kind) if values["date"] else None
        if date and date.edtf:
            edtf_date(date.edtf)
    except InvalidInput:
        wrong["date"] = _("This is not read as a date. Write it as 2018-08-29.")
    if wrong:
        return None, wrong
    body = Body(name=values["name"], kind=cast("BodyKind", values["kind"]), country=country)
    return Party(body=body, part=cast("PartyPart", values["part"]), date=date, source=values["source"]), {}
