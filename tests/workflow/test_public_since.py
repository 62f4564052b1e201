"""What was published later is new on the day it became public, whoever looks where."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.workflow.conftest import ENGLISH, RUSSIAN, Desk, fill

from statement_archive.domain.actors import HOME_ADMINISTRATOR, PUBLIC
from statement_archive.workflow.asked import Asked
from statement_archive.workflow.browsing import browse
from statement_archive.workflow.describe import describe, publish
from statement_archive.workflow.overview import sheets
from statement_archive.workflow.public_since import text_since, work_since
from statement_archive.workflow.search import look


def days_later(desk: Desk, days: int) -> datetime:
    desk.now += timedelta(days=days)
    return desk.tick()


def added(desk: Desk, words: str = "") -> list[str]:
    found = look(desk.archive, PUBLIC, Asked(words, order="added"), desk.now, limit=50, each=True)
    return list(dict.fromkeys(f"{h.passage.work.id} {h.passage.expression.id}" for h in found.hits))


def test_a_draft_is_new_when_it_is_published(desk: Desk) -> None:
    desk.deposit(RUSSIAN, "ru", "delivered", work="late", draft=True)
    desk.deposit(ENGLISH, "en", "delivered", work="early")
    published = days_later(desk, 3)
    publish(desk.archive, HOME_ADMINISTRATOR, "late", "agreed", published)
    desk.settle("late")
    assert added(desk) == ["late ru.delivered", "early en.delivered"]
    found = {str(sheet.work): sheet for sheet in sheets(desk.archive, PUBLIC, desk.now)}
    assert [news.at for news in found["late"].news] == [published]
    assert {finding.at for finding in found["late"].findings} == {published}
    listed = browse(desk.archive, PUBLIC, desk.now, chosen={}, order="added").entries
    assert [each.work.id for each in listed] == ["late", "early"]


def test_publishing_one_text_makes_no_other_new(desk: Desk) -> None:
    first = desk.deposit(RUSSIAN, "ru", "delivered", work="w").version
    desk.deposit(ENGLISH, "en", "translation", work="w", translated_from="ru.delivered", draft=True)
    came = desk.work("w").expression("ru.delivered").versions[0].at
    published = days_later(desk, 3)
    publish(desk.archive, HOME_ADMINISTRATOR, "w", "agreed", published)
    desk.settle("w")
    (sheet,) = sheets(desk.archive, PUBLIC, desk.now)
    assert (first, [(news.expression, news.at) for news in sheet.news]) == (
        1,
        [("ru.delivered", came), ("en.translation", published)],
    )
    assert added(desk) == ["w en.translation", "w ru.delivered"]


def test_what_was_described_without_becoming_public_stays_where_it_was(desk: Desk) -> None:
    desk.deposit(RUSSIAN, "ru", "delivered", work="w")
    work = desk.work("w")
    came = work.state.created_at
    ways: tuple[dict[str, object], ...] = ({"visibility": {}}, {"place": "Geneva"})
    for changes in ways:
        describe(desk.archive, HOME_ADMINISTRATOR, "w", changes, "again", days_later(desk, 1))
    assert work_since(desk.archive, desk.work("w")) == came


def test_an_embargo_that_ended_by_itself_keeps_its_day(desk: Desk) -> None:
    end = desk.now + timedelta(days=1)
    desk.deposit(RUSSIAN, "ru", "delivered", work="w", embargo_until=end)
    assert work_since(desk.archive, desk.work("w")) == end
    publish(desk.archive, HOME_ADMINISTRATOR, "w", "for the record", days_later(desk, 5))
    assert work_since(desk.archive, desk.work("w")) == text_since(desk.archive, desk.work("w"), "ru.delivered") == end


def test_a_translation_made_here_that_was_held_back(desk: Desk) -> None:
    desk.deposit(RUSSIAN, "ru", "delivered", work="w")
    desk.submit(fill(desk.export("w", "fr"), {"p4.s1": "Merci."}))
    for state in ("draft", "public"):
        at = days_later(desk, 1)
        changes = {"visibility": {"state": state}}
        describe(desk.archive, HOME_ADMINISTRATOR, "w", changes, "for now", at, expression="fr.translation")
    assert text_since(desk.archive, desk.work("w"), "fr.translation") == at
    desk.settle("w")
    assert added(desk, "merci") == ["w fr.translation"]
