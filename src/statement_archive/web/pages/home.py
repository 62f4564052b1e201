"""The first page, and help."""

from __future__ import annotations

from collections import Counter

from flask import Blueprint, render_template, url_for

from statement_archive.web import here, security
from statement_archive.web.names import language_name
from statement_archive.web.presenters.facts import card
from statement_archive.web.presenters.field_names import alias_tables
from statement_archive.web.presenters.mine import Section, sections
from statement_archive.web.say import _
from statement_archive.workflow.browsing import Entry, entries
from statement_archive.workflow.my_work import my_work

pages = Blueprint("home", __name__)
NEW = 5


@pages.get("/")
def first() -> str:
    """One box, what is new, what is held and what is not."""
    found = entries(here.archive(), here.actor(), here.now())
    newest = sorted(found, key=lambda e: (e.since, e.work.id), reverse=True)[:NEW]
    return render_template(
        "home.html",
        title=_("Statement Archive"),
        newest=[card(entry) for entry in newest],
        works=len(found),
        texts=sum(len(e.work.expressions) for e in found),
        missing=sum(bool(e.missing) for e in found),
        summaries=sum(_only_summary(e) for e in found),
        languages=_languages(found),
        yours=_yours(),
        no_account=here.accounts().people.count() == 0,
        setup=setup_offered(),
    )


def _yours() -> list[Section]:
    """What waits for a translator who is signed in; nothing for others."""
    if here.person() is None or not here.actor().may("translate"):
        return []
    found = my_work(here.archive(), here.accounts(), here.actor(), here.now())
    return sections(found, here.now(), reviews=here.actor().may("review"))


def setup_offered() -> str:
    """Where the first account is made: for whoever sits at this machine, while nobody has one; else empty."""
    token = here.services().setup_token
    if not token or not security.from_this_machine() or here.accounts().people.count():
        return ""
    if here.accounts().one_time.peek("setup", token, here.now()) is None:  # a day has gone by
        return ""
    return url_for("account.setup", token=token)


def _only_summary(entry: Entry) -> bool:
    """Whether all that is held of a work tells it in the third person."""
    texts = entry.work.expressions.values()
    return bool(texts) and all(e.facts.relation == "summary" for e in texts)


def _languages(found: list[Entry]) -> list[tuple[str, str, int]]:
    """Primary tag, name, number of works that have a text in it; the most frequent first."""
    counts = Counter(tag for e in found for tag in e.values["language"])
    return [(tag, language_name(tag), n) for tag, n in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]


@pages.get("/help")
def help_() -> str:
    return render_template("help.html", title=_("Help"), aliases=alias_tables())
