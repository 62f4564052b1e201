"""What the index can be asked about a document beside its words."""

from __future__ import annotations

import pytest
from tests.statement import FACTS
from tests.workflow.conftest import ENGLISH, RUSSIAN, Desk

from statement_archive.domain.actors import HOME_ADMINISTRATOR
from statement_archive.domain.dates import units_of
from statement_archive.domain.facts import Name
from statement_archive.workflow.attributes import Attributes, attributes_of
from statement_archive.workflow.indexing import status
from statement_archive.workflow.names import add_name


def attributes(desk: Desk, expression: str) -> Attributes:
    work = desk.work("w")
    found = work.expression(expression)
    return attributes_of(desk.archive, work, found, found.versions[-1], desk.now)


def deposited(desk: Desk) -> None:
    desk.deposit(RUSSIAN, "ru", "delivered", work="w", **FACTS | {"speaker": "Ерлан  Ахметов"})
    desk.deposit(
        ENGLISH, "en-GB", "translation", work="w", translated_from="ru.delivered", maker="A. Maker", method="machine"
    )


def test_every_fact_that_is_asked_for_is_there(desk: Desk) -> None:
    deposited(desk)
    told = attributes(desk, "ru.delivered")
    wanted = {
        "work": ("w",),
        "state": ("KZ",),
        "country": ("KZ",),
        "body_kind": ("state",),
        "for": ("group-of-rivers",),
        "speaker": ("ерлан ахметов",),
        "forum": ("River Forum",),
        "meeting": ("Third session",),
        "symbol": FACTS["symbols"],
        "topic": ("rivers",),
        "year": ("2018",),
        "month": ("2018-08",),
        "day": ("2018-08-29",),
        "date": ("2018-08-29",),
        "original": ("yes",),
        "source": ("original",),
        "original_lang": ("ru",),
    }
    assert {name: told[name] for name in wanted} == wanted
    translation = attributes(desk, translation_of(desk))
    assert translation["lang"] == ("en-GB", "en")
    assert (translation["method"], translation["source"], translation["original"]) == (
        ("machine",),
        ("expression",),
        ("no",),
    )
    assert "a. maker" in translation["maker"]


def translation_of(desk: Desk) -> str:
    return next(name for name in desk.work("w").expressions if name.startswith("en"))


def test_the_country_of_an_organisation_is_no_state_that_spoke(desk: Desk) -> None:
    desk.deposit(ENGLISH, "en", "delivered", work="w", body="River Watch", body_kind="ngo", body_country="KZ")
    told = attributes(desk, "en.delivered")
    assert told["country"] == ("KZ",)
    assert "state" not in told


def test_what_is_not_known_is_left_out(desk: Desk) -> None:
    desk.deposit(ENGLISH, "en", "delivered", work="w")
    told = attributes(desk, "en.delivered")
    assert told["standing"] == ("unknown",)
    assert not {"state", "person", "forum", "year", "date", "symbol"} & set(told)


def test_a_new_form_of_a_name_changes_no_document(desk: Desk) -> None:
    deposited(desk)
    add_name(desk.archive, HOME_ADMINISTRATOR, "people", "Ерлан Ахметов", Name(value="Yerlan Akhmetov"), desk.tick())
    now = status(desk.archive, desk.now)
    assert (now.missing, now.stale) == (0, 0)


@pytest.mark.parametrize(
    ("raw", "units"),
    [
        ("2018-05-03", (("2018",), "2018-05", "2018-05-03")),
        ("2018-05", (("2018",), "2018-05", "")),
        ("2018?", (("2018",), "", "")),
        ("2018-12-30/2019-01-02", (("2018", "2019"), "", "")),
        ("2018-05-03/2018-05-09", (("2018",), "2018-05", "")),
        ("18XX", (("1800",), "", "")),
        ("2018/..", (("2018",), "", "")),
        ("last spring", ((), "", "")),
    ],
)
def test_units_of_a_date(raw: str, units: tuple[tuple[str, ...], str, str]) -> None:
    assert units_of(raw) == units
