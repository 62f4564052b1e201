"""Fields of a query find what the facts record, by any name; what is not public is not told of."""

from __future__ import annotations

import pytest
from tests.statement import FACTS
from tests.workflow.conftest import ENGLISH, RUSSIAN, Desk

from statement_archive.analysis.query_language.aliases import VALUE_ALIASES
from statement_archive.bootstrap import memory_archive
from statement_archive.domain.actors import HOME_ADMINISTRATOR, PUBLIC
from statement_archive.domain.facts import Name
from statement_archive.workflow.cldr_names import countries_named, languages_named
from statement_archive.workflow.names import add_name
from statement_archive.workflow.query_fields import IS
from statement_archive.workflow.search import Results, search


@pytest.fixture(scope="module")
def held() -> Desk:
    desk = Desk(memory_archive())
    desk.deposit(RUSSIAN, "ru", "delivered", work="w", **FACTS)
    desk.deposit(
        ENGLISH,
        "en",
        "translation",
        work="w",
        translated_from="ru.delivered",
        method="machine",
        standing="unofficial",
        maker="Anna Müller",
    )
    desk.deposit(
        "The river is ours.",
        "en",
        "delivered",
        work="v",
        original_langs=("en",),
        date="2019-05",
        speaker="Anna Kask",
        body="River Watch",
        body_kind="ngo",
        body_country="EE",
    )
    desk.deposit("Secretive zebras.", "en", "delivered", work="hidden", speaker="Zed Hidden", date="1999", draft=True)
    name = Name(value="Yerlan Akhmetov")
    add_name(desk.archive, HOME_ADMINISTRATOR, "people", "Ерлан Ахметов", name, desk.tick())
    return desk


def found(desk: Desk, raw: str, **options: bool) -> Results:
    actor = HOME_ADMINISTRATOR if options.get("unpublished") else PUBLIC
    return search(desk.archive, actor, raw, desk.now, limit=100, each=True, **options)  # type: ignore[arg-type]  # all are flags


def texts(desk: Desk, raw: str) -> set[str]:
    return {f"{h.passage.work.id} {h.passage.expression.id}" for h in found(desk, raw).hits}


RU, EN, V = "w ru.delivered", "w en.translation", "v en.delivered"


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("speaker:Akhmetov", {RU, EN}),
        ("speaker:АХМЕТОВ", {RU, EN}),
        ("speaker:akhm*", {RU, EN}),
        ("speaker:akhm", set()),
        ("forum:riv*", {RU, EN}),
        ('speaker:"Akhmetov, Yerlan"', {RU, EN}),
        ("speaker:Kask,Akhmetov", {RU, EN, V}),
        ("-speaker:Kask", {RU, EN}),
        ("by:Kazakhstan", {RU, EN}),
        ('by:"River Watch"', {V}),
        ("by:kask", {V}),
        ("state:KZ", {RU, EN}),
        ("state:Қазақстан", {RU, EN}),
        ("state:哈萨克斯坦", {RU, EN}),
        ("state:KAZ", {RU, EN}),
        ("state:EE", set()),
        ("country:Estonia", {V}),
        ("-state:KZ", {V}),
        ("state:(KZ OR EE)", {RU, EN}),
        ("body:watch", {V}),
        ("on-behalf-of:rivers", {RU, EN}),
        ("kind:state", {RU, EN}),
        ("kind:ngo", {V}),
        ("kind:statement", {RU, EN, V}),
        ("forum:river", {RU, EN}),
        ("meeting:third", {RU, EN}),
        ("topic:Rivers", {RU, EN}),
        ("symbol:A/RES/78/241", {RU, EN}),
        ("symbol:78/241", {RU, EN}),
        ("symbol:gge.1/2018", {RU, EN}),
        ("symbol:8/24", set()),
        ("lang:ru", {RU}),
        ("lang:русский", {RU}),
        ("lang:Russian,en", {RU, EN, V}),
        ("original-lang:ru lang:en", {EN}),
        ("maker:muller", {EN}),
        ("date:2018", {RU, EN}),
        ("year:2018,2019", {RU, EN, V}),
        ("date:2018-08", {RU, EN}),
        ("date:2018-08-29", {RU, EN}),
        ("date:2018-09..", {V}),
        ("date:..2019-04", {RU, EN}),
        ("date:2018-08-01..2019-05-31", {RU, EN, V}),
        ("date:2019-05-02..", set()),  # a month may begin before
        ("date:2018..2019", {RU, EN, V}),
        ("date:29/08/2018", set()),
        ("is:original", {RU, V}),
        ("is:translation", {EN}),
        ("is:machine", {EN}),
        ("-is:machine lang:en", {V}),
        ("is:unofficial", {EN}),
        ("is:delivered", {RU, V}),
        ("is:wonderful", set()),
        ("докладчик:Akhmetov это:машинный", {EN}),
        ("язык:английский вид:нпо", {V}),
        ("-это:подлинник год:2018", {EN}),
        ("work:v", {V}),
        ("поддерживаем state:KZ is:original", {RU}),
    ],
)
def test_fields(held: Desk, raw: str, wanted: set[str]) -> None:
    assert texts(held, raw) == wanted


@pytest.mark.parametrize(
    ("raw", "searched"),
    [
        ("speaker:akhmetov", "speaker: Ерлан Ахметов (2 forms of the name)"),
        ("speaker:kask", "speaker: Anna Kask"),
        ("symbol:2018", "symbol: CCW/GGE.1/2018/WP.4"),
        ("state:Kazakhstan", "state: KZ"),
        ("state:France", "state: France (nothing known by this)"),
        ("date:2018..2019", "date: 2018..2019"),
    ],
)
def test_what_was_searched(held: Desk, raw: str, searched: str) -> None:
    assert found(held, raw).searched == f"{searched}, in every language, in current versions"


@pytest.mark.parametrize("raw", ["speaker:Zed", "by:hidden", "work:hidden", "date:1999", "zebra", "zebrs", "secretiv"])
def test_nothing_tells_of_a_draft(held: Desk, raw: str) -> None:
    results = found(held, raw)
    assert (results.total, results.alternatives) == (0, ())
    assert "Hidden" not in results.searched


def test_who_may_see_drafts_finds_them_by_their_fields(held: Desk) -> None:
    assert found(held, "speaker:Zed zebras", unpublished=True).total == 1
    assert [a.query for a in found(held, "zebrs", unpublished=True).alternatives] == ["zebras"]


@pytest.mark.parametrize(
    ("raw", "instead"),
    [
        ("suport", [("spelling", "support")]),
        ('"not suport"', [("spelling", '"not support"')]),
        ("oportunity predecesors", [("spelling", "opportunity predecessors")]),
        ("rivre", [("spelling", "river")]),
        ("predecessorship had", [("beginning", "predecessors* had")]),
        ("predecessorship xyzzy", []),
        ('"ready negotiate"', [("any-form", "ready negotiate"), ("near", "ready near/10 negotiate")]),
        ('("ready negotiate" OR xyzzy)', [("any-form", "((ready negotiate) OR xyzzy)")]),
        ('"not OR -support"', [("any-form", None), ("near", None)]),
        ("support state:EE", [("without", "support")]),
        ("suport state:EE", [("spelling", "support")]),
        ("support -proposal", [("without", "support")]),
        ("support is:original lang:en", [("without", "support lang:en")]),
        ("state:France", []),
        ("xyzzy", []),
        ("?!", []),
    ],
)
def test_nearest_alternatives(held: Desk, raw: str, instead: list[tuple[str, str | None]]) -> None:
    results = found(held, raw)
    assert results.total == 0
    known = [(a.kind, a.query) for a in results.alternatives]
    if any(query is None for _, query in instead):
        assert all("-support" not in query for _, query in known)
    else:
        assert [k for k in known if k in instead] == instead
        assert known == [] or instead
    assert all(found(held, a.query).total == a.total > 0 for a in results.alternatives)


def test_without_what_was_chosen_beside_the_words(held: Desk) -> None:
    results = search(held.archive, PUBLIC, "support", held.now, lang="ru", original_only=True)
    assert [(a.kind, a.lang, a.original_only) for a in results.alternatives] == [("any-language", "", False)]
    results = search(held.archive, PUBLIC, "support", held.now, original_only=True)
    assert [(a.kind, a.lang, a.original_only, a.total) for a in results.alternatives] == [("any-wording", "", False, 1)]


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("kz", {"KZ"}),
        ("398", {"KZ"}),
        ("United States of America", {"US"}),
        ("Korea", {"KR", "KP"}),
        ("Russian Federation", {"RU"}),
        ("Cote d'Ivoire", {"CI"}),
        ("Niger", {"NE"}),
        ("nowhere", set()),
        ("?", set()),
    ],
)
def test_countries(typed: str, codes: set[str]) -> None:
    assert countries_named(typed) == codes


@pytest.mark.parametrize(
    ("typed", "tags"),
    [("ru", {"ru"}), ("Қазақ тілі", {"kk"}), ("ZH-hans", {"zh-Hans"}), ("中文", {"zh"}), ("no such tongue", set())],
)
def test_languages(typed: str, tags: set[str]) -> None:
    assert languages_named(typed) == tags


def test_every_value_has_its_names() -> None:
    for table in VALUE_ALIASES.values():
        assert set(table["is"]) == set(IS)
