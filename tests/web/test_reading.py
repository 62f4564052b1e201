"""Reading pages over small works in memory."""

from __future__ import annotations

import pytest
from flask import Flask
from tests.web.audit import AuditingClient, Element, by_class, words
from tests.web.conftest import NOW, put

from statement_archive.domain.actors import HOME_ADMINISTRATOR as EDITOR
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.correct import correct
from statement_archive.workflow.withdraw import merge, withdraw

ORIGINAL = "Заявление\n\nМы не поддерживаем запрет. Мы поддерживаем диалог.\n\nСпасибо."
ENGLISH = "Statement\n\nWe do not support the ban. We support dialogue.\n\nThank you."


def texts_of(page: Element) -> list[str]:
    return [words(e) for e in page.iter() if e.get("data-words") is not None]


@pytest.fixture
def work(archive: Archive) -> str:
    put(archive, "w-1", "ru.delivered", ORIGINAL, lang="ru", rendition="delivered", original_langs=("ru",))
    put(archive, "w-1", "en.translation", ENGLISH, lang="en", rendition="translation", translated_from="ru.delivered")
    return "w-1"


def test_original_and_translation_stand_level(client: AuditingClient, work: str) -> None:
    page = client.page(f"/works/{work}")
    heads = by_class(page, "head")
    assert [words(h.find(".//h2")) for h in heads] == ["Russian", "English"]
    rows = [r for r in by_class(page, "row") if r.get("data-row") is not None]
    together = [r for r in rows if "не поддерживаем" in words(r)]
    assert len(together) == 1
    assert "do not support" in words(together[0])
    cells = by_class(together[0], "words")
    assert [(c.get("lang"), c.get("dir")) for c in cells] == [("ru", "ltr"), ("en", "ltr")]


def test_every_sentence_and_paragraph_has_a_link_that_answers(client: AuditingClient, work: str) -> None:
    page = client.page(f"/works/{work}")
    links = {str(e.get("href")) for e in [*by_class(page, "num"), *by_class(page, "s-link")]}
    assert len(links) > 8
    for link in (link.partition("#")[0] for link in links):
        marked = client.page(link)
        assert words(marked.find(".//mark"))


def test_views(client: AuditingClient, work: str) -> None:
    one = client.page(f"/works/{work}?view=one")
    assert len(by_class(one, "head")) == 1
    sentences = client.page(f"/works/{work}?view=sentences")
    rows = [words(r) for r in by_class(sentences, "row") if r.get("data-row") is not None]
    assert any(
        "Мы поддерживаем диалог." in row and "We support dialogue." in row and "запрет" not in row for row in rows
    )
    client.page(f"/works/{work}?text=xx.none", status=404)


def test_a_missing_original_has_its_place_taken_by_nobody(client: AuditingClient, archive: Archive) -> None:
    put(archive, "w-2", "en.translation", ENGLISH, lang="en", rendition="translation", original_langs=("ru",))
    page = client.page("/works/w-2")
    card = by_class(page, "not-held")
    assert len(card) == 1
    assert "Original delivered in: Russian. Text not held." in words(card[0])
    assert "Translator unknown" in words(by_class(page, "heads")[0])
    plain = client.get("/works/w-2/wording.txt")
    assert plain.status_code == 404
    assert plain.content_type == "text/plain; charset=utf-8"
    assert "No delivered text held" in plain.text
    # the original arrives: the page turns, nothing is entered again
    put(archive, "w-2", "ru.delivered", ORIGINAL, lang="ru", rendition="delivered")
    after = client.page("/works/w-2")
    assert by_class(after, "not-held") == []
    assert [words(h.find(".//h2")) for h in by_class(after, "head")] == ["Russian", "English"]


def test_an_organisation_from_a_country_is_not_the_country(client: AuditingClient, archive: Archive) -> None:
    put(
        archive,
        "w-3",
        "en.delivered",
        ENGLISH,
        lang="en",
        rendition="delivered",
        body="Steppe Institute",
        body_kind="ngo",
        body_country="KZ",
    )
    facts = words(by_class(client.page("/works/w-3"), "facts")[0])
    assert "non-governmental organisation from: Kazakhstan; it does not speak for the State" in facts


def test_the_exact_text_is_byte_for_byte(client: AuditingClient, archive: Archive) -> None:
    raw = "Один\r\n\r\nДва\u2028три \u202eчетыре\u202c é é\r\n"
    put(archive, "w-4", "ru.delivered", raw, lang="ru", rendition="delivered", original_langs=("ru",))
    found = client.get("/works/w-4/wording.txt")
    assert found.data == raw.encode()
    assert found.content_type == "text/plain; charset=utf-8"
    etag = found.headers["ETag"]
    assert client.get("/works/w-4/ru.delivered@1.txt").data == raw.encode()
    assert client.get("/works/w-4/ru.delivered.txt").headers["ETag"] == etag
    again = client.get("/works/w-4/wording.txt", headers={"If-None-Match": etag})
    assert (again.status_code, again.data) == (304, b"")
    shown = client.page("/works/w-4/ru.delivered@1")
    joined = "".join("".join(e.itertext()) for e in shown.iter() if e.get("data-words") is not None)
    assert "Два\u2028три \u202eчетыре\u202c é é" in joined.replace("§", "")


def test_the_file_as_received_is_an_attachment(client: AuditingClient, archive: Archive) -> None:
    put(archive, "w-5", "en.delivered", ENGLISH, lang="en", rendition="delivered", file_name='речь "1".txt')
    found = client.get("/works/w-5/source/en.delivered@1")
    assert found.data == ENGLISH.encode()
    assert found.headers["Content-Disposition"].startswith("attachment; ")
    assert found.mimetype == "application/octet-stream"


def test_an_old_link_shows_the_old_words_and_says_so(client: AuditingClient, archive: Archive, work: str) -> None:
    fixed = ORIGINAL.replace("запрет", "мораторий")
    correct(
        archive,
        EDITOR,
        work,
        "ru.delivered",
        fixed.encode(),
        NOW,
        file_name="2.txt",
        significance="minor",
        reason="checked against the recording",
        authority="",
    )
    page = client.page(f"/works/{work}/ru.delivered@1")
    assert "There is a newer version of this text." in words(page)
    table = {e.get("id"): words(e) for e in by_class(page, "para")}
    name = next(key for key, value in table.items() if "запрет" in value)
    changed = client.page(f"/works/{work}/ru.delivered@1/{name}")
    assert "The wording has changed since." in words(changed)
    same = client.page(f"/works/{work}/ru.delivered@1/{name}.s2")
    assert "stand in it unchanged" in words(same)
    diff = client.page(f"/works/{work}/compare?a=ru.delivered@1&b=ru.delivered@2")
    assert "запрет" in " ".join(words(e) for e in diff.iter("del"))
    assert "мораторий" in " ".join(words(e) for e in diff.iter("ins"))
    assert "checked against the recording" in words(client.page(f"/works/{work}"))
    client.page(f"/works/{work}/compare?a=ru.delivered@1&b=en.translation@1", status=422)


def test_withdrawn_and_merged(client: AuditingClient, archive: Archive, work: str) -> None:
    put(archive, "w-6", "en.delivered", ENGLISH, lang="en", rendition="delivered")
    merge(archive, EDITOR, "w-6", work, "the same speech", NOW)
    page = client.page("/works/w-6")
    assert "the same speech" in words(page)
    assert any(e.get("href") == f"/works/{work}" for e in page.iter("a"))
    withdraw(archive, EDITOR, work, "asked for by the speaker", "letter of 3 May", NOW)
    gone = client.page(f"/works/{work}", status=410)
    assert "asked for by the speaker" in words(gone)
    assert "letter of 3 May" in words(gone)
    assert client.get(f"/works/{work}/ru.delivered@1.txt").status_code == 410


def test_what_is_not_public_is_not_there(client: AuditingClient, archive: Archive) -> None:
    put(archive, "w-7", "en.delivered", ENGLISH, lang="en", rendition="delivered", draft=True)
    missing = client.get("/works/w-8")
    hidden = client.get("/works/w-7")
    assert missing.status_code == hidden.status_code == 404
    assert missing.text.replace("w-8", "w-7") == hidden.text
    for path in ("/", "/browse", "/search?q=dialogue"):
        assert "w-7" not in client.get(path).text


def test_markup_in_a_text_is_text(client: AuditingClient, archive: Archive) -> None:
    traps = "<script>alert(1)</script> & <b>bold</b> {{ 7 * 7 }} %(x)s"
    put(archive, "w-9", "en.delivered", traps, lang="en", rendition="delivered", title=traps, body=traps)
    for path in ("/works/w-9", "/", "/browse", "/search?q=alert", "/works/w-9/en.delivered@1"):
        page = client.page(path)
        assert "<script>alert(1)</script>" in words(page)
        assert "49" not in words(page)


ROUTES = """
/ /browse /help /search
/works/<work_name> /works/<work_name>/<ref:ref> /works/<work_name>/<ref:ref>/<locator> /works/<work_name>/<ref:ref>.txt
/works/<work_name>/wording.txt /works/<work_name>/source/<ref:ref> /works/<work_name>/compare
/works/<work_name>/cite /works/<work_name>/<ref:ref>/cite /works/<work_name>/<ref:ref>/<locator>/cite
/works/<work_name>/cite/<kind> /works/<work_name>/<ref:ref>/cite/<kind>
/works/<work_name>/<ref:ref>/<locator>/cite/<kind>
/memory /glossary /glossary/<concept> /concordance /glossary.tbx /glossary.csv
"""


def test_reading_addresses_stay(app: Flask) -> None:
    known = {rule.rule for rule in app.url_map.iter_rules()}
    assert set(ROUTES.split()) <= known


def test_a_mark_that_turns_the_writing_ends_with_its_fact(archive: Archive, client: AuditingClient) -> None:
    put(archive, "a", "en.delivered", "Peace.", lang="en", rendition="delivered", title="Turned \u202ebackwards")
    page = client.page("/works/a/en.delivered@1")
    cited = words(next(e for e in page.iter() if e.get("id") == "citation"))
    assert "“\u2068Turned \u202ebackwards\u2069”" in cited
