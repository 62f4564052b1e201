"""What was said before: the memory, the glossary, the concordance."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug import Response

from statement_archive.domain.errors import Ambiguous, InvalidInput, Refused
from statement_archive.domain.language import language_tag, primary
from statement_archive.domain.terms import TERM_STATUSES, Concept, TermForm, TermStatus
from statement_archive.domain.text import fold
from statement_archive.web import here, posted
from statement_archive.web.forms import FormState
from statement_archive.web.locale import reader_languages
from statement_archive.web.people import person_name
from statement_archive.web.presenters.brought import kept_files
from statement_archive.web.presenters.remembering import (
    STATUS_CHIPS,
    STATUSES,
    languages,
    match_view,
    occurrence_view,
    words_of,
)
from statement_archive.web.presenters.said import Said, said
from statement_archive.web.say import _
from statement_archive.workflow import memory_sync
from statement_archive.workflow.concordance import concordance
from statement_archive.workflow.glossary import concepts, retire, set_terms, term_history
from statement_archive.workflow.memory import MemoryMatch, matches
from statement_archive.workflow.reference_memory import references, remove_reference

pages = Blueprint("remembering", __name__)
PAGE = 60
Answer = str | Response | tuple[str, int]


def _asked() -> tuple[str, str, str]:
    """What was typed, and the languages it goes from and to: the reader's, where none was chosen."""
    readers = [*reader_languages(), "en", "fr"]
    source, target = request.args.get("from", ""), request.args.get("to", "")
    source = source or next(tag for tag in reversed(readers) if tag != target)
    return request.args.get("q", "").strip(), source, target or next(tag for tag in readers if tag != source)


# --- the memory ----------------------------------------------------------------------------------


@pages.get("/memory")
def memory() -> Answer:
    """What was said for a passage like the one typed; imported memories, for translators."""
    return memory_page(FormState({}))


def memory_page(bring: FormState) -> Answer:
    """``bring``: the form by which a memory is brought in."""
    q, source, target = _asked()
    wrong: Said | None = None
    found: tuple[MemoryMatch, ...] = ()
    if q:
        try:
            found = matches(here.archive(), here.actor(), q, source, target, here.now(), limit=20)
        except InvalidInput as error:
            wrong = said(error.message)
    actor = here.actor()
    page = render_template(
        "remembering/memory.html",
        title=_("Memory"),
        q=q,
        source=source,
        target=target,
        languages=languages(source, target),
        wrong=wrong,
        found=[match_view(m) for m in found],
        memories=references(here.archive(), actor) if actor.may("translate") else [],
        mine=actor.person,
        name_of=person_name,
        bring=bring,
        kept=kept_files("memory"),
        said=said,
    )
    return (page, 422) if wrong or bring.errors else page


@pages.post("/memory/<name>/remove")
def remove(name: str) -> Response:
    """Take an imported memory out of use."""
    reason = posted.typed("reason")["reason"]
    if not reason:
        flash(_("Say why this memory is removed."), "bad")
        return redirect(url_for("remembering.memory"), 303)
    done = remove_reference(here.archive(), here.actor(), name, here.now(), reason=reason)
    memory_sync.update_reference(here.archive(), done.id)
    flash(_("The memory is no longer used."), "good")
    return redirect(url_for("remembering.memory"), 303)


# --- the glossary --------------------------------------------------------------------------------


@pages.get("/glossary")
def glossary() -> str:
    """Terms by pair of languages, and whatever holds the words typed."""
    return glossary_page()


def glossary_page(form: FormState | None = None, bring: FormState | None = None) -> str:
    """``form``: of one term; ``bring``: by which a term base is brought in."""
    q, source, target = _asked()
    held = [c for c in concepts(here.archive()) if _bears(c, q) and (q or _has(c, source) or _has(c, target))]
    held.sort(key=lambda c: fold(next((f.text for f in c.forms if f.lang == source), c.forms[0].text)).text)
    page = max(1, request.args.get("page", 1, type=int))
    shown = held[(page - 1) * PAGE : page * PAGE]

    def address(number: int) -> str:
        known: dict[str, Any] = {"q": q or None, "from": source, "to": target}  # “from” is a word of Python
        return url_for("remembering.glossary", **known, page=number)

    return render_template(
        "remembering/glossary.html",
        title=_("Glossary"),
        q=q,
        source=source,
        target=target,
        languages=languages(source, target),
        total=len(held),
        rows=[(c.id, _forms(c, source), _forms(c, target), c) for c in shown],
        statuses=[(status, str(STATUSES[status])) for status in TERM_STATUSES],
        form=form or FormState({"status": "admitted"}),
        bring=bring or FormState({}),
        kept=kept_files("terms"),
        said=said,
        before=address(page - 1) if page > 1 else "",
        after=address(page + 1) if page * PAGE < len(held) else "",
    )


def _bears(concept: Concept, q: str) -> bool:
    words = fold(q).text
    return not q or any(words in fold(form.text).text for form in concept.forms)


def _has(concept: Concept, lang: str) -> bool:
    return any(primary(form.lang) == primary(lang) for form in concept.forms)


def _forms(concept: Concept, lang: str) -> list[tuple[object, str, str]]:
    """Terms of a language: words, kind of chip, status in words."""
    own = [f for f in concept.forms if primary(f.lang) == primary(lang)]
    return [(words_of(f.text, f.lang), STATUS_CHIPS[f.status], str(STATUSES[f.status])) for f in own]


@pages.post("/glossary")
def add_term() -> Answer:
    """Record a term in one or two languages."""
    sent = posted.typed("term", "from", "other", "to", "status", "definition", "source", "reason", "concept")
    status: TermStatus = next((s for s in TERM_STATUSES if s == sent["status"]), "admitted")
    forms = [TermForm(sent[w], sent[t], status) for w, t in (("term", "from"), ("other", "to")) if sent[w]]
    errors = {}
    if not sent["term"]:
        errors["term"] = _("Write the term.")
    if not sent["reason"]:
        errors["reason"] = _("Say why, or where it comes from: others will ask.")
    try:
        if not errors:
            concept = set_terms(
                here.archive(),
                here.actor(),
                [TermForm(f.text, language_tag(f.lang), f.status) for f in forms],
                here.now(),
                reason=sent["reason"],
                concept=sent["concept"],
                definition=sent["definition"],
                source=sent["source"],
            )
            flash(_("The term is recorded."), "good")
            return redirect(url_for("remembering.term", concept=concept), 303)
    except Ambiguous as error:
        choices = error.details.get("choices")
        listed = ", ".join(choices) if isinstance(choices, list) else ""
        errors["concept"] = _("Several concepts have this term: %(ids)s. Write which one is meant.", ids=listed)
    except InvalidInput as error:
        errors["term"] = said(error.message).words
    return glossary_page(FormState(sent, errors)), 422


@pages.get("/glossary/<concept>")
def term(concept: str) -> str:
    """One concept: its terms in every language, and everything ever said of them."""
    records = term_history(here.archive(), concept)
    held = next((c for c in concepts(here.archive()) if c.id == concept), None)
    changes = [(change, record) for record in records for change in record.history]
    changes.sort(key=lambda pair: pair[0].at, reverse=True)
    return render_template(
        "remembering/term.html",
        title=_("Term: %(words)s", words=records[0].form.text),
        concept=held,
        id=concept,
        terms=[(r, words_of(r.form.text, r.form.lang), _may_retire(r.last.status, r.form.lang)) for r in records],
        changes=[(c, words_of(r.form.text, r.form.lang), person_name(c.by)) for c, r in changes],
        statuses=STATUSES,
        status_chips=STATUS_CHIPS,
    )


def _may_retire(status: TermStatus, lang: str) -> bool:
    return here.actor().may("review" if status in ("preferred", "deprecated") else "translate", lang)


@pages.post("/glossary/<concept>/retire")
def retire_term(concept: str) -> Response:
    sent = posted.typed("term", "tag", "reason")
    try:
        retire(here.archive(), here.actor(), concept, sent["tag"], sent["term"], here.now(), reason=sent["reason"])
        flash(_("The term is retired; its history stays."), "good")
    except Refused as error:
        flash(_("Say why the term is retired.") if not sent["reason"] else said(error.message).words, "bad")
    return redirect(url_for("remembering.term", concept=concept), 303)


# --- the concordance -----------------------------------------------------------------------------


@pages.get("/concordance")
def renderings() -> Answer:
    """Every passage that has the words typed, each with every rendering that was given."""
    q, source, target = _asked()
    wrong: Said | None = None
    found = None
    if q:
        try:
            found = concordance(here.archive(), here.actor(), q, source, target, here.now())
        except InvalidInput as error:
            wrong = said(error.message)
    page = render_template(
        "remembering/concordance.html",
        title=_("Concordance: %(words)s", words=q[:120]) if q else _("Concordance"),
        q=q,
        source=source,
        target=target,
        languages=languages(source, target),
        wrong=wrong,
        found=found,
        rows=[occurrence_view(each) for each in found.occurrences] if found else [],
    )
    return (page, 422) if wrong else page
