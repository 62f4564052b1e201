"""A text that is not public, and what is made from it: nothing of it shows (invariant 8)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from statement_archive.domain.actors import HOME_ADMINISTRATOR, PUBLIC, Actor, actor
from statement_archive.domain.errors import ArchiveError, NotFound
from statement_archive.domain.ids import ExpressionId
from statement_archive.domain.submissions import Submission, SubmittedUnit
from statement_archive.workflow.comments import comment
from statement_archive.workflow.describe import describe, publish
from statement_archive.workflow.describing_works import describe_work
from statement_archive.workflow.history import history
from statement_archive.workflow.reading import see
from statement_archive.workflow.rebase import rebase
from statement_archive.workflow.search import search
from statement_archive.workflow.side_by_side import side_by_side
from statement_archive.workflow.translate import export, submit, submit_units
from statement_archive.workflow.translation_status import status
from statement_archive.workflow.unit_story import story
from statement_archive.workflow.withdraw import merge
from statement_archive.workflow.wording import wording

from .conftest import ENGLISH, RUSSIAN, START, Desk, fill

FRENCH = {"p2.s1": "Nous n'appuyons pas cette proposition.", "p4.s1": "Merci."}
TRANSLATOR = actor("p-anna", ["translator"])


@pytest.fixture
def embargoed(desk: Desk) -> str:
    """A public work: English is public; the Russian text waits, and French was made from it."""
    desk.deposit(ENGLISH, "en", "prepared", work="w")
    desk.deposit(RUSSIAN, "ru", "delivered", work="w", embargo_until=START + timedelta(days=30))
    desk.submit(fill(desk.export("w", "fr", source="ru.delivered"), FRENCH))
    return "w"


def test_a_translation_is_no_more_public_than_what_it_was_made_from(desk: Desk, embargoed: str) -> None:
    assert list(see(desk.archive, embargoed, PUBLIC, desk.now).expressions) == ["en.prepared"]
    assert not search(desk.archive, PUBLIC, "appuyons", desk.now).hits
    later = desk.now + timedelta(days=31)
    assert len(see(desk.archive, embargoed, PUBLIC, later).expressions) == 3


@pytest.fixture
def published_early(desk: Desk, embargoed: str) -> str:
    """The translation was published although its source still waits."""
    publish(desk.archive, HOME_ADMINISTRATOR, embargoed, "agreed", desk.tick(), expression="fr.translation")
    desk.settle(embargoed)
    return embargoed


def test_a_public_translation_of_a_hidden_source_is_read_without_it(desk: Desk, published_early: str) -> None:
    work = see(desk.archive, published_early, PUBLIC, desk.now)
    shown = str(describe_work(desk.archive, work)) + str(status(desk.archive, PUBLIC, desk.now, published_early))
    shown += str(side_by_side(desk.archive, work, ["fr.translation", "en.prepared"]))
    results = search(desk.archive, PUBLIC, "appuyons", desk.now)
    assert [h.passage.expression.id for h in results.hits] == ["fr.translation"]
    for leak in ("ru.delivered", "предложение", "Спасибо"):
        assert leak not in shown
        assert leak not in str([h.counterparts for h in results.hits])
        assert leak not in str(results.hits[0].passage)


def test_errors_do_not_name_the_hidden_source(desk: Desk, published_early: str) -> None:
    content = desk.export(published_early, "fr").encode()
    with pytest.raises(ArchiveError) as caught:
        submit(desk.archive, TRANSLATOR, content, desk.now, by="Anna")
    assert "ru.delivered" not in str(caught.value.details) + caught.value.message
    new, exported = export(desk.archive, TRANSLATOR, published_early, "fr", desk.now)
    assert (new.expression.id, new.source) == ("fr.translation-2", "en.prepared")
    assert b"ru.delivered" not in exported


def test_a_draft_work_takes_nothing_from_who_may_not_see_it(desk: Desk) -> None:
    desk.deposit(ENGLISH, "en", "delivered", work="w", draft=True)
    content = desk.export("w", "fr").encode()
    with pytest.raises(NotFound):
        submit(desk.archive, TRANSLATOR, content, desk.now, by="Anna")


def test_a_translator_who_cannot_see_a_draft_translation_gets_a_name_of_their_own(desk: Desk) -> None:
    desk.deposit(ENGLISH, "en", "delivered", work="w")
    desk.submit(fill(desk.export("w", "fr"), FRENCH))
    draft = {"visibility": {"state": "draft"}}
    describe(desk.archive, HOME_ADMINISTRATOR, "w", draft, "not yet", desk.tick(), expression="fr.translation")
    _, content = export(desk.archive, TRANSLATOR, "w", "fr", desk.now)
    filled = fill(content.decode(), {"p4.s1": "Merci bien."}).encode()
    done = submit(desk.archive, TRANSLATOR, filled, desk.tick(), by="Anna")
    assert (done.expression, done.accepted) == ("fr.translation-2", ("p4.s1",))


def test_a_merge_does_not_name_a_draft(desk: Desk) -> None:
    desk.deposit(ENGLISH, "en", "delivered", work="open")
    desk.deposit(RUSSIAN, "ru", "delivered", work="hidden", draft=True)
    merge(desk.archive, HOME_ADMINISTRATOR, "hidden", "open", "one event", desk.tick())
    seen = see(desk.archive, "open", PUBLIC, desk.now)
    assert "hidden" not in str(seen) + str(history(desk.archive, seen))
    assert "hidden" in str(see(desk.archive, "open", HOME_ADMINISTRATOR, desk.now))


def test_the_wording_of_a_hidden_text_is_not_offered(desk: Desk, embargoed: str) -> None:
    with pytest.raises(NotFound) as caught:
        wording(desk.archive, PUBLIC, embargoed, desk.now, ref="ru.delivered")
    assert "ru.delivered" not in str(caught.value.details)


@pytest.mark.parametrize("hidden", ["fr.secret", "fr.kept"])
def test_nothing_begins_under_the_name_of_what_is_hidden(desk: Desk, hidden: str) -> None:
    """It would stand in the light of the text that has the name."""
    desk.deposit(RUSSIAN, "ru", "delivered", work="w")
    desk.deposit("Un secret.", "fr", "delivered", work="w", expression="fr.secret", draft=True)
    desk.deposit(ENGLISH, "en", "delivered", work="w", expression="en.secret", draft=True)
    desk.submit(fill(desk.export("w", "fr", source="en.secret", expression="fr.kept"), FRENCH))
    content = desk.export("w", "fr", source="ru.delivered", expression="fr.mine").replace("fr.mine", hidden)
    with pytest.raises(NotFound):
        submit(desk.archive, TRANSLATOR, fill(content, FRENCH).encode(), desk.now, by="")
    with pytest.raises(NotFound):
        comment(desk.archive, TRANSLATOR, "w", hidden, "p1.s1", "Hm.", desk.now, lang="fr")
    assert desk.work("w").expression("fr.secret").facts.form != "units"


def test_the_story_of_a_unit_tells_readers_neither_drafts_nor_where_hidden_words_came_from(desk: Desk) -> None:
    desk.deposit(RUSSIAN, "ru", "delivered", work="w")
    desk.deposit(RUSSIAN, "ru", "delivered", work="secret", draft=True)
    source = "Мы не поддерживаем это предложение."
    for text, draft in (("Brouillon.", True), ("Non.", False)):
        unit = SubmittedUnit("p2.s1", source, text, draft, 0, "memory", "secret fr.kept@1 p2.s1")
        base = 0 if draft else 1
        submission = Submission("w", "fr.translation", "fr", "ru.delivered", 1, base, "", (unit,))
        submit_units(desk.archive, HOME_ADMINISTRATOR, submission, desk.tick(), by="", via="page")
    spanish = Actor("p-es", frozenset({"translator"}), frozenset({("translator", "es")}))
    for reader in (PUBLIC, spanish):
        work = see(desk.archive, "w", reader, desk.now)
        made = work.translations[ExpressionId("fr.translation")]
        told = story(desk.archive, reader, work, made, "p2.s1", desk.now)
        assert "Non." in str(told)
        for leak in ("Brouillon", "secret", "fr.kept"):
            assert leak not in str(told.told)
    made = desk.work("w").translations[ExpressionId("fr.translation")]
    told = story(desk.archive, HOME_ADMINISTRATOR, desk.work("w"), made, "p2.s1", desk.now)
    assert "Brouillon." in str(told)
    assert "fr.kept" in str(told)


def test_a_translation_does_not_name_the_hidden_one_it_was_filled_from(desk: Desk) -> None:
    desk.deposit(ENGLISH, "en", "prepared", work="w")
    desk.submit(fill(desk.export("w", "fr", expression="fr.kept"), FRENCH))
    desk.deposit(RUSSIAN, "ru", "delivered", work="w")
    rebase(desk.archive, HOME_ADMINISTRATOR, "w", "fr.kept", "ru.delivered", desk.tick(), name="fr.open")
    change = {"visibility.state": "draft"}
    describe(desk.archive, HOME_ADMINISTRATOR, "w", change, "not yet", desk.tick(), expression="fr.kept")
    seen = see(desk.archive, "w", TRANSLATOR, desk.now)
    assert "fr.kept" not in str(seen.translations)
    assert "fr.kept" not in str(
        story(desk.archive, TRANSLATOR, seen, seen.translations[ExpressionId("fr.open")], "p2.s1", desk.now)
    )
    assert "fr.kept" in str(desk.work("w").translations)
