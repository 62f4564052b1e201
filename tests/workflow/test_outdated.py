"""``is:outdated``: translations made here that do not follow their source any more, as the public may know."""

from __future__ import annotations

import pytest
from tests.workflow.conftest import RUSSIAN, Desk, fill

from statement_archive.domain.actors import HOME_ADMINISTRATOR, PUBLIC
from statement_archive.workflow.asked import Asked
from statement_archive.workflow.describe import describe
from statement_archive.workflow.indexing import status, update
from statement_archive.workflow.search import look, search
from statement_archive.workflow.translate import export, submit

FRENCH = {"p2.s1": "Nous ne soutenons pas cette proposition.", "p4.s1": "Merci."}
CORRECTED = RUSSIAN.replace("не поддерживаем", "решительно не поддерживаем")


@pytest.fixture
def made(desk: Desk) -> Desk:
    """A statement, and a translation of two of its sentences."""
    desk.deposit(RUSSIAN, "ru", "delivered", work="w", original_langs=("ru",))
    desk.submit(fill(desk.export("w", "fr"), FRENCH))
    return desk


def outdated(desk: Desk, raw: str = "is:outdated") -> set[str]:
    found = search(desk.archive, PUBLIC, raw, desk.now, limit=50, each=True)
    assert found.total == len(found.hits)  # the text bears out what the index says
    return {hit.passage.expression.id for hit in found.hits}


def corrected(desk: Desk) -> None:
    """Corrected, and nobody told the index: the next look at the stores repairs it."""
    held = dict(desk.archive.engine.holds())
    desk.correct("w", "ru.delivered", CORRECTED)
    assert {key for key, digest in desk.archive.engine.holds().items() if held.get(key) != digest}


def test_a_corrected_source_is_told_of_its_translations(made: Desk) -> None:
    assert outdated(made) == set()
    corrected(made)
    assert outdated(made) == {"fr.translation"}
    assert outdated(made, "merci is:outdated") == {"fr.translation"}
    assert outdated(made, "merci -is:outdated") == set()
    po = export(made.archive, HOME_ADMINISTRATOR, "w", "fr", made.now)[1].decode()
    made.submit(fill(po, {"p2.s1": "Nous ne soutenons résolument pas cette proposition."}))
    assert outdated(made) == set()


def test_an_update_finds_it_out_by_itself(made: Desk) -> None:
    corrected(made)
    fresh = export(made.archive, HOME_ADMINISTRATOR, "w", "fr", made.now)[1].decode()
    settled = fill(fresh, {"p2.s1": "Nous nous y opposons."}).encode()
    submit(made.archive, HOME_ADMINISTRATOR, settled, made.tick(), by="Anna", file_name="fr.po")  # and no index
    assert status(made.archive, made.now).stale
    assert update(made.archive, made.tick())
    assert outdated(made) == set()
    assert (status(made.archive, made.now).stale, status(made.archive, made.now).missing) == (0, 0)


def test_it_is_a_filter_with_a_count(made: Desk) -> None:
    asked = Asked("lang:fr")
    assert look(made.archive, PUBLIC, asked, made.now, facets=("outdated",)).facets["outdated"] == {"no": 1}
    corrected(made)
    found = look(made.archive, PUBLIC, asked.with_value("outdated", "yes"), made.now, facets=("outdated",))
    assert (found.total, found.facets["outdated"]) == (2, {"yes": 1})
    assert not look(made.archive, PUBLIC, asked.with_value("outdated", "no"), made.now).total


def test_of_a_hidden_source_it_tells_nothing(made: Desk) -> None:
    corrected(made)
    hidden = {"visibility": {"state": "draft"}}
    describe(made.archive, HOME_ADMINISTRATOR, "w", hidden, "not yet", made.tick(), expression="ru.delivered")
    made.settle("w")
    assert outdated(made) == set()
    assert outdated(made, "merci") == {"fr.translation"}
