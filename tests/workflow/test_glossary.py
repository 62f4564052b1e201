"""The glossary: proposed by translators, decided by reviewers; and the concordance of its terms."""

from __future__ import annotations

import pytest
from tests.workflow.conftest import ENGLISH, RUSSIAN, Desk, fill

from statement_archive.domain.actors import HOME_ADMINISTRATOR, PUBLIC, Actor, actor
from statement_archive.domain.errors import Ambiguous, InvalidInput, NotAllowed, NotFound, Refused
from statement_archive.domain.events import Draft
from statement_archive.domain.ids import glossary_stream, translation_stream, work_id
from statement_archive.domain.terms import Concept, TermForm
from statement_archive.workflow.concordance import concordance
from statement_archive.workflow.glossary import concepts, glossary, import_concepts, retire, set_terms, term_history

TRANSLATOR = actor("p-anna", ["translator"])
REVIEWER = actor("p-rev", ["reviewer"])
FRENCH_ONLY = Actor("p-fr", frozenset({"translator"}), frozenset({("translator", "fr")}))
PROPOSAL = (TermForm("предложение", "ru"), TermForm("proposal", "en", "admitted"))


def test_a_term_is_recorded_with_its_reason_and_author(desk: Desk) -> None:
    name = set_terms(desk.archive, TRANSLATOR, PROPOSAL, desk.tick(), reason="of the talks", definition="A draft.")
    assert name == "predlozhenie"
    (concept,) = concepts(desk.archive)
    assert [(f.lang, f.text, f.status) for f in concept.forms] == [
        ("en", "proposal", "admitted"),
        ("ru", "предложение", "unknown"),
    ]
    assert concept.definition == "A draft."
    last = glossary(desk.archive)["en"].find(name, "proposal")
    assert last is not None
    assert (last.last.by, last.last.reason) == ("p-anna", "of the talks")


def test_a_further_term_joins_the_concept_that_has_one_of_them(desk: Desk) -> None:
    name = set_terms(desk.archive, TRANSLATOR, PROPOSAL, desk.tick(), reason="r")
    again = (TermForm("предложение", "ru"), TermForm("proposition", "fr"))
    assert set_terms(desk.archive, TRANSLATOR, again, desk.tick(), reason="r") == name
    other = set_terms(
        desk.archive, TRANSLATOR, (TermForm("предложение", "ru"),), desk.tick(), reason="r", concept="sentence"
    )
    assert other == "sentence"
    with pytest.raises(Ambiguous):
        set_terms(desk.archive, TRANSLATOR, again, desk.tick(), reason="r")


def test_what_is_preferred_is_decided_by_reviewers(desk: Desk) -> None:
    set_terms(desk.archive, TRANSLATOR, PROPOSAL, desk.tick(), reason="r")
    preferred = (TermForm("proposal", "en", "preferred"),)
    with pytest.raises(NotAllowed):
        set_terms(desk.archive, TRANSLATOR, preferred, desk.tick(), reason="r")
    name = set_terms(desk.archive, REVIEWER, preferred, desk.tick(), reason="agreed")
    with pytest.raises(NotAllowed):
        retire(desk.archive, TRANSLATOR, name, "en", "proposal", desk.tick(), reason="no")
    with pytest.raises(NotAllowed):
        set_terms(desk.archive, FRENCH_ONLY, (TermForm("offer", "en"),), desk.tick(), reason="r", concept=name)
    with pytest.raises(NotAllowed):
        set_terms(desk.archive, PUBLIC, (TermForm("offer", "en"),), desk.tick(), reason="r")
    assert [r.last.status for r in term_history(desk.archive, name) if r.form.lang == "en"] == ["preferred"]


def test_a_retired_term_keeps_its_history(desk: Desk) -> None:
    name = set_terms(desk.archive, TRANSLATOR, PROPOSAL, desk.tick(), reason="r")
    retire(desk.archive, TRANSLATOR, name, "en", "proposal", desk.tick(), reason="too vague")
    assert [f.lang for f in concepts(desk.archive)[0].forms] == ["ru"]
    (record,) = [r for r in term_history(desk.archive, name) if r.form.lang == "en"]
    assert [c.retired for c in record.history] == [False, True]
    with pytest.raises(Refused):
        retire(desk.archive, TRANSLATOR, name, "en", "proposal", desk.tick(), reason="again")
    with pytest.raises(NotFound):
        retire(desk.archive, TRANSLATOR, name, "en", "nothing", desk.tick(), reason="r")
    set_terms(desk.archive, TRANSLATOR, PROPOSAL[1:], desk.tick(), reason="after all", concept=name)
    assert len(concepts(desk.archive)[0].forms) == 2


@pytest.mark.parametrize(
    ("forms", "reason"),
    [((), "r"), (PROPOSAL, " "), ((TermForm("", "en"),), "r"), ((TermForm("x", "no tag!"),), "r")],
)
def test_bad_terms_are_refused(desk: Desk, forms: tuple[TermForm, ...], reason: str) -> None:
    with pytest.raises(InvalidInput):
        set_terms(desk.archive, TRANSLATOR, forms, desk.tick(), reason=reason)
    assert glossary(desk.archive) == {}


def test_an_import_says_only_what_is_new(desk: Desk) -> None:
    items = (Concept("C 1", PROPOSAL, "A draft."), Concept("C 2", (TermForm("договор", "ru"),)))
    with pytest.raises(NotAllowed):
        import_concepts(desk.archive, TRANSLATOR, items, desk.tick(), reason="from the term base")
    done = import_concepts(desk.archive, REVIEWER, items, desk.tick(), reason="from the term base")
    assert (done.recorded, done.known, done.concepts) == ({"en": 1, "ru": 2}, 0, 2)
    again = import_concepts(desk.archive, REVIEWER, items, desk.tick(), reason="from the term base")
    assert (again.recorded, again.known) == ({}, 3)
    assert desk.archive.ledger.head(glossary_stream("ru")) == 1


@pytest.mark.parametrize("name", ["glossary", "memory"])
def test_no_work_takes_the_name_of_a_folder_of_the_archive(desk: Desk, name: str) -> None:
    with pytest.raises(InvalidInput, match="kept for the archive"):
        desk.deposit(RUSSIAN, "ru", "delivered", work=name)
    assert desk.deposit(RUSSIAN, "ru", "delivered", title=name).work != name


def test_a_work_of_that_name_made_earlier_is_read_beside_the_glossary(desk: Desk) -> None:
    set_terms(desk.archive, TRANSLATOR, PROPOSAL, desk.tick(), reason="r")
    stream = translation_stream(work_id("glossary"), "fr.translation")  # type: ignore[arg-type]  # a name
    desk.archive.ledger.append(stream, Draft("submitted", "p", desk.tick(), {}), head=0)
    assert set(glossary(desk.archive)) == {"en", "ru"}


@pytest.fixture
def held(desk: Desk) -> Desk:
    desk.deposit(RUSSIAN, "ru", "delivered", work="talks", title="Talks")
    desk.deposit(ENGLISH, "en", "translation", work="talks")
    return desk


def test_the_concordance_shows_every_rendering_and_counts_the_glossarys(held: Desk) -> None:
    set_terms(held.archive, TRANSLATOR, PROPOSAL, held.tick(), reason="r")
    found = concordance(held.archive, PUBLIC, "предложения", "ru", "en", held.now)
    (one,) = found.occurrences
    assert one.text[slice(*one.spans[0])] == "предложение"
    (given,) = one.renderings
    assert (given.term, given.text[slice(*given.spans[0])]) == ("proposal", "proposal")
    assert (found.counts, found.more) == ((("proposal", 1),), False)


def test_the_concordance_tells_who_said_what_when_to_translators(held: Desk) -> None:
    po = held.export("talks", "fr").split("\n")
    at = next(i for i, line in enumerate(po) if "предложение" in line)
    unit = next(line for line in reversed(po[:at]) if line.startswith("msgctxt")).split('"')[1]
    held.submit(fill(held.export("talks", "fr"), {unit: "Nous refusons l’offre."}))
    held.submit(fill(held.export("talks", "fr"), {unit: "Nous refusons la proposition."}))
    public = concordance(held.archive, PUBLIC, "предложение", "ru", "fr", held.now).occurrences[0].renderings
    assert [g.text for g in public] == ["Nous refusons la proposition."]
    known = concordance(held.archive, TRANSLATOR, "предложение", "ru", "fr", held.now).occurrences[0].renderings
    assert [(g.text, g.earlier, g.version) for g in known] == [
        ("Nous refusons la proposition.", False, 2),
        ("Nous refusons l’offre.", True, 1),
    ]
    assert all(g.claimed == "Anna" and not g.by for g in known)


def test_the_concordance_shows_nothing_hidden(desk: Desk) -> None:
    desk.deposit(RUSSIAN, "ru", "delivered", work="shut", draft=True)
    desk.deposit(ENGLISH, "en", "translation", work="shut", draft=True)
    assert concordance(desk.archive, PUBLIC, "предложение", "ru", "en", desk.now).occurrences == ()
    assert concordance(desk.archive, HOME_ADMINISTRATOR, "предложение", "ru", "en", desk.now).occurrences
    assert concordance(desk.archive, PUBLIC, "", "ru", "en", desk.now).occurrences == ()
    with pytest.raises(InvalidInput):
        concordance(desk.archive, PUBLIC, "x" * 600, "ru", "en", desk.now)
