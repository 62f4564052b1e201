"""A search as lines, as a frequency, in two languages, narrowed, taken away, followed: nothing hidden is told."""

from __future__ import annotations

import csv
import io
import json
import zipfile

import pytest
from flask import Flask
from tests.formats.test_atom import ATOM, check
from tests.sample_copy import sample_archive
from tests.web.audit import AuditingClient, audited, by_class, words
from tests.web.conftest import NOW, put

from statement_archive.accounts.memory import in_memory
from statement_archive.settings import Settings
from statement_archive.web.app import create_app
from statement_archive.workflow.archive import Archive

PAGES = [
    "/search?q=river",
    "/search?year=2023&original=yes&order=newest",
    "/search?q=river&page=2&state=XX&body=nobody",
    "/search/lines?q=river",
    "/search/lines?q=river&by=left&nth=2&beneath=ru",
    "/search/lines?q=-river",
    "/search/lines",
    "/search/frequency?q=river",
    "/search/frequency?q=river&by=body&measure=raw",
    "/search/frequency?q=-river&by=lang",
    "/search/frequency",
    "/search/pair?a=река&la=ru&b=river&lb=en",
    "/search?q=in:ru(река)+in:en(river)",
    "/search/lines?q=in:ru(река)+in:en(river)",
    "/search/frequency?q=in:ru(река)+in:en(river)",
    "/search/pair",
]


@pytest.fixture(scope="module")
def sample() -> Archive:
    return sample_archive()


@pytest.fixture(scope="module")
def reader(sample: Archive, tmp_path_factory: pytest.TempPathFactory) -> AuditingClient:
    settings = Settings(
        home=tmp_path_factory.mktemp("home"),
        secret_key="k" * 40,
        rate_limit="10000 per minute",
        rate_limit_search="10000 per minute",
    )
    return audited(create_app(sample, in_memory(), settings, clock=lambda: NOW, testing=True))


@pytest.mark.parametrize("lang", ["ru", "ar"])
def test_pages_hold_in_every_direction(reader: AuditingClient, lang: str) -> None:
    for path in PAGES:
        assert reader.page(f"{path}{'&' if '?' in path else '?'}lang={lang}") is not None
    reader.page("/search?lang=en")


def test_a_filter_is_added_and_taken_away_by_its_link(reader: AuditingClient) -> None:
    page = reader.page("/search?q=river")
    (choice,) = [li for li in by_class(page, "narrow")[0].iter("li") if words(li).startswith("2023")]
    link, count = next(choice.iter("a")), words(choice).split()[-1]
    narrowed = reader.page(link.get("href", ""))
    assert f"{count} works" in words(by_class(narrowed, "count")[0])
    (active,) = by_class(narrowed, "active")[0].iter("a")
    assert "Year: 2023" in words(active)
    assert words(by_class(reader.page(active.get("href", "")), "count")[0]) == words(by_class(page, "count")[0])


def test_lines_are_sorted_by_what_stands_beside(reader: AuditingClient) -> None:
    rights = [words(e).casefold() for e in by_class(reader.page("/search/lines?q=river&language=en&by=right"), "right")]
    letters = ["".join(c for c in right if c.isalnum() or c == " ").split()[:1] for right in rights]
    assert len(rights) > 10
    assert letters == sorted(letters)


def test_the_state_of_the_archive_is_shown_when_asked_for(reader: AuditingClient) -> None:
    page = reader.page("/search/lines?q=river")
    assert "State of the archive:" not in words(page)
    (link,) = [a.get("href", "") for a in page.iter("a") if words(a) == "Show the state of the archive"]
    assert "State of the archive:" in words(reader.page(link))


def test_one_passage_in_two_languages_from_the_search_box(reader: AuditingClient) -> None:
    pairs = reader.page("/search/pair?a=река&la=ru&b=river&lb=en")
    (link,) = [a.get("href", "") for a in pairs.iter("a") if words(a).startswith("The same as one search")]
    page = reader.page(link)
    assert "in \u2068Russian\u2069: the word “\u2068река\u2069” in any of its forms" in words(page)
    assert "in \u2068English\u2069: the word “\u2068river\u2069” in any of its forms" in words(page)
    for hit in by_class(page, "hits")[0]:
        assert "Found in:" in words(hit)
    assert "feed" in reader.get(link.replace("/search?", "/search.atom?")).text
    unknown = words(reader.page("/search?q=in:ru(река)+in:tlh(bIQ)"))
    assert "in “\u2068tlh\u2069” (nothing is known by this)" in unknown


def test_a_frequency_has_its_numbers(reader: AuditingClient) -> None:
    page = reader.page("/search/frequency?q=river&language=en")
    rows = [[words(c) for c in row] for row in by_class(page, "numbers")[0].iter("tr")]
    assert rows[0] == ["Year", "Occurrences", "Words", "For each million words"]
    total = sum(int(row[1].replace(",", "")) for row in rows[1:])
    assert words(by_class(page, "count")[0]).startswith(f"{total} occurrences")
    for _year, count, of, rate in rows[1:]:
        n, m = int(count.replace(",", "")), int(of.replace(",", ""))
        assert float(rate.replace(",", "")) == pytest.approx(1e6 * n / m, abs=0.5)


def test_exports_bear_the_state_of_the_archive(reader: AuditingClient) -> None:
    path = "/search/export.{}?q=%22river%22&language=en"
    table, data, memory = (reader.get(path.format(kind)) for kind in ("csv", "json", "tmx"))
    state = table.headers["X-Archive-State"]
    assert len(state) == 64
    assert state[:12] in table.headers["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(table.data.decode("utf-8-sig"))))
    parsed = json.loads(data.data)
    assert parsed["archive_state"] == rows[0]["archive_state"] == state
    assert [row["text"].lstrip("'") for row in rows] == [h["text"].lstrip("'") for h in parsed["hits"]]
    assert parsed["left_out"] == 0
    assert state in memory.data.decode()
    assert memory.data.count(b"<tu ") == sum(
        len({h["lang"], *(c["lang"] for c in h["counterparts"])}) > 1 for h in parsed["hits"]
    )
    assert reader.get("/search/export.xls?q=a").status_code == 404


def test_texts_are_taken_away_byte_for_byte(client: AuditingClient, archive: Archive) -> None:
    put(archive, "w-1", "en.delivered", "A lake.\n\nA sea.", lang="en", rendition="delivered", title="=1+1")
    put(archive, "w-2", "en.delivered", "A lake.", lang="en", rendition="delivered", draft=True)
    packed = zipfile.ZipFile(io.BytesIO(client.get("/search/export.zip?q=lake").data))
    assert packed.namelist() == ["README.txt", "metadata.csv", "texts/w-1/en.delivered@1.txt"]
    assert packed.read("texts/w-1/en.delivered@1.txt").decode() == "A lake.\n\nA sea."
    (row,) = csv.DictReader(io.StringIO(packed.read("metadata.csv").decode("utf-8-sig")))
    assert (row["title"], row["work"], row["original"]) == ("'=1+1", "w-1", "yes")


def test_a_feed_tells_what_came_last_and_nothing_hidden(client: AuditingClient, archive: Archive) -> None:
    put(archive, "w-1", "en.delivered", "A lake.", lang="en", rendition="delivered", title="One", date="2020-01-01")
    put(archive, "w-2", "en.delivered", "A lake!", lang="en", rendition="delivered", title="Two", date="1990-01-01")
    put(archive, "w-3", "en.delivered", "Dark lake.", lang="en", rendition="delivered", title="Three", draft=True)
    answer = client.get("/search.atom?q=lake")
    feed = check(answer.data)
    assert {e.findtext(f"{ATOM}title") for e in feed.findall(f"{ATOM}entry")} == {"One", "Two"}
    assert client.get("/search.atom?q=lake", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    assert check(client.get("/search.atom?q=lake&year=1990&year=1991").data).findall(f"{ATOM}entry")[0] is not None
    assert client.get("/search.atom?q=a&language=%00").status_code == 422


def test_a_state_changes_with_what_is_public_only(client: AuditingClient, archive: Archive) -> None:
    def state() -> str:
        return client.get("/search/export.json?q=lake").headers["X-Archive-State"]

    put(archive, "w-1", "en.delivered", "A lake.", lang="en", rendition="delivered")
    first = state()
    put(archive, "w-2", "en.delivered", "A lake.", lang="en", rendition="delivered", draft=True)
    put(archive, "w-1", "fr.translation", "Un lac.", lang="fr", rendition="translation", draft=True)
    assert state() == first
    put(archive, "w-3", "en.delivered", "A lake.", lang="en", rendition="delivered")
    assert state() != first


def test_words_of_two_languages_meet_in_one_passage(client: AuditingClient, archive: Archive) -> None:
    put(archive, "w-1", "ru.delivered", "Мы за мир.\n\nРека наша.", lang="ru", rendition="delivered")
    english = "We are for peace.\n\nThe river is ours."
    put(archive, "w-1", "en.translation", english, lang="en", rendition="translation", translated_from="ru.delivered")
    page = client.page("/search/pair?a=мир&la=ru&b=peace&lb=en")
    assert [words(m) for m in by_class(page, "hits")[0].iter("mark")] == ["мир", "peace"]
    assert "No passage has both." in words(client.page("/search/pair?a=мир&la=ru&b=river&lb=en"))
    client.page("/search/pair?a=мир&la=ru&b=&lb=en", status=422)
    client.page("/search/pair?a=мир&la=%00&b=x&lb=en", status=422)


def test_addresses_stay(app: Flask) -> None:
    known = {rule.rule for rule in app.url_map.iter_rules()}
    assert set(ROUTES.split()) <= known


ROUTES = """
/search /search/lines /search/frequency /search/pair /search/export.<format> /search.atom
/searches /searches/<search>/remove
"""
