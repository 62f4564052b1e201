"""Formats and projects by page: out, back, and what became of each file."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from tests.web.audit import words
from tests.web.forms.conftest import Browser
from tests.workflow.conftest import ENGLISH, RUSSIAN, Desk, fill

from statement_archive.domain.errors import ArchiveError
from statement_archive.domain.ids import ExpressionId
from statement_archive.formats import sniff, zips
from statement_archive.web.presenters.said import said
from statement_archive.workflow.archive import Archive

Browse = Callable[..., Browser]
FR = ExpressionId("fr.translation")


@pytest.fixture
def desk(archive: Archive) -> Desk:
    made = Desk(archive)
    made.deposit(RUSSIAN, "ru", "delivered", work="a")
    made.deposit(ENGLISH, "en", "delivered", work="b", title="Words & <deeds>")
    return made


@pytest.fixture
def translator(browse: Browse, desk: Desk) -> Browser:
    return browse("translator")


def take(browser: Browser, path: str, media: str) -> bytes:
    response = browser.client.get(path)
    assert response.status_code == 200, response.text[:500]
    assert response.mimetype == media
    return bytes(response.data)


@pytest.mark.parametrize(
    ("name", "media", "ending"),
    [
        ("xliff", "application/x-xliff+xml", "xlf"),
        ("xliff2", "application/xliff+xml", "xlf"),
        ("tmx", "application/x-tmx+xml", "tmx"),
    ],
)
def test_every_format_is_offered_and_taken(translator: Browser, desk: Desk, name: str, media: str, ending: str) -> None:
    desk.submit(fill(desk.export("b", "fr"), {"p1.s1": "Monsieur"}))
    page = translator.open("/works/b/translate")
    links = [e.get("href", "") for e in page.iter() if e.get("href", "").endswith(f"format={name}")]
    (link,) = links
    content = take(translator, link, media)
    assert b"Monsieur" in content
    response = translator.client.get(link)
    assert response.headers["Content-Disposition"].endswith(f"{FR}.{ending}")
    translator.send("/translate$", file=(content, "x.bin"), status=422 if name == "tmx" else 200)
    expected = "not a file of a translation" if name == "tmx" else "Unchanged7"
    assert expected in translator.text


def test_a_file_begun_by_the_form_has_the_chosen_format(translator: Browser) -> None:
    content = take(translator, "/works/a/translate/file?lang=fr&format=xliff", "application/x-xliff+xml")
    assert b'target-language="fr-FR"' in content
    take(translator, "/works/a/translate/file?lang=fr&format=nonsense", "text/x-gettext-translation")


def test_broken_xliff_is_refused_with_its_line_and_kept(translator: Browser) -> None:
    content = take(translator, "/works/a/translate/file?lang=fr&format=xliff", "application/x-xliff+xml")
    translator.open("/works/a/translate")
    translator.send("/translate$", file=(content[: len(content) // 2], "half.xlf"), status=422)
    assert "cannot be read as XLIFF" in translator.text
    assert "Look at line" in translator.text
    assert "half.xlf" in translator.text
    translator.open("/works/a/translate")
    spoiled = content.replace(b"<xliff", b'<!DOCTYPE x [<!ENTITY a "b">]><xliff', 1)
    translator.send("/translate$", file=(spoiled, "bomb.xlf"), status=422)
    assert "bears a DTD" in translator.text


def test_tags_left_out_are_told(translator: Browser, desk: Desk) -> None:
    content = desk.export("a", "fr", file_format="xliff").replace(
        '<target state="new">', '<target state="translated">Monsieur <g id="1">le P.</g>', 1
    )
    translator.open("/works/a/translate")
    translator.send("/translate$", file=(content.encode(), "a.xlf"))
    assert "Inline tags <g> were left out; the text inside them was kept: 1." in translator.text


def test_a_zip_goes_out_comes_back_and_each_file_has_its_page(translator: Browser, desk: Desk) -> None:
    translator.open("/translate")
    translator.open("/translate/project")
    content = take(translator, "/translate/project/zip?lang=fr&format=po&works=", "application/zip")
    files = {m.name: m.content for m in zips.read(content)[0]}
    desk.submit(fill(desk.export("b", "fr"), {"p1.s1": "De B"}), by="B")
    for name, said_here in (("a/fr.translation.po", "Monsieur,"), ("b/fr.translation.po", "De A")):
        files[name] = fill(files[name].decode(), {"p1.s1": said_here}).encode()
    files |= {"bad.po": b'msgid "a"\nmsgstr "b', "../evil.po": b"x"}
    translator.send("/translate/project$", file=(zips.write(files), "back.zip"))
    rows = [words(e) for e in translator.page.iter() if e.tag == "li" and "row-head" in repr([c.attrib for c in e])]
    assert [row.split()[0] for row in rows] == ["b/fr.translation.po", "bad.po", "a/fr.translation.po"]
    assert "In conflict1" in rows[0]
    assert "Not taken" in rows[1]
    assert "Accepted1" in rows[2]
    assert "../evil.po" in translator.text
    assert "Its name leads out of the zip." in translator.text
    links = [e.get("href", "") for e in translator.page.iter() if "/result/" in e.get("href", "")]
    translator.open(next(link for link in links if "/works/b/" in link))
    assert "To be decided by you" in translator.text
    assert desk.work("a").translations[FR].last("p1.s1")
    translator.open("/translate")
    assert "bad.po" in translator.text


def test_a_zip_may_be_sent_from_the_panel_too(translator: Browser, desk: Desk) -> None:
    filled = fill(desk.export("a", "fr"), {"p1.s1": "Monsieur,"}).encode()
    translator.open("/works/b/translate")
    translator.send("/translate$", file=(zips.write({"x.po": filled}), "any.name"))
    assert "1 translation was in this zip" in translator.text
    assert desk.work("a").translations[FR].last("p1.s1")


def test_what_is_wrong_is_told_beside_its_field(translator: Browser) -> None:
    for query, status, told in (
        ("lang=", 422, "Choose the language"),
        ("lang=other&lang_tag=fran%C3%A7ais", 422, "not a language tag"),
        ("lang=fr&works=none", 404, "This archive shows no work"),
    ):
        translator.open(f"/translate/project/zip?{query}", status=status)
        assert told in translator.notices
    translator.open("/translate/project")
    translator.send("/translate/project$", file=(b"no zip", "a.zip"), status=422)
    assert "This zip cannot be read." in translator.notices
    translator.send("/translate/project$", file=(zips.write({"a.txt": b"x"}), "a.zip"), status=422)
    assert "no PO or XLIFF file" in translator.notices
    translator.send("/translate/project$", status=422)
    assert "Choose the zip" in translator.notices


def test_projects_are_for_translators_and_results_for_their_owner(
    translator: Browser, browse: Browse, desk: Desk
) -> None:
    reader = browse()
    for path in ("/translate/project", "/translate/project/zip?lang=fr"):
        reader.open(path, status=403)
    translator.open("/translate/project")
    translator.send("/translate/project$", file=(zips.write({"x.po": desk.export("a", "fr").encode()}), "z.zip"))
    assert translator.response is not None
    path = translator.response.request.path
    browse("translator", login="boris").open(path, status=404)
    reader.open(path, status=404)


SAYINGS = [
    "not an XLIFF file: no element found at line 3, column 1",
    "not an XLIFF file that is taken here: it declares an entity (line 2)",
    "not an XLIFF file that is taken here: more than 100 elements deep (line 2)",
    "more than 300000 elements in one piece (line 9)",
    "not an XLIFF file: its root element is <html> (line 1)",
    "not an XLIFF file: there is no element in it",
    "there is no unit in this XLIFF file",
    "the file holds several translations (a fr, b fr): send each by itself",
    "the file is in de-DE by its target language, and was made for fr",
    "p1.s1 left out (line 3): OmegaT cannot hold the line separator in it",
    "501 translations in one zip, more than the 500 taken in one piece",
    "its name is empty or too long",
    "its name is an absolute path",
    "its name holds control characters or marks that are not seen",
    "its name is not that of a file",
    "it is a link or a device, not a file",
    "it is encrypted",
    "this name stands twice in the zip; the first one counts",
    "it is a zip within the zip",
    "it cannot be unpacked: Bad CRC-32",
    "it unpacks to more than 20 MB",
    "the zip unpacks to more than 300 MB, most of it of no use",
    "there is nothing to translate into fr (a: no)",
]


@pytest.mark.parametrize("message", SAYINGS)
def test_what_codecs_say_is_known(app: Flask, message: str) -> None:
    with app.test_request_context("/"):
        assert said(message).lang == ""


@pytest.mark.parametrize("content", [b"<tmx/>", b"<tbx/>", b"<html>"])
def test_what_other_files_are_is_known(app: Flask, content: bytes) -> None:
    with pytest.raises(ArchiveError) as refused, app.test_request_context("/"):
        sniff.read_submission(content)
    with app.test_request_context("/"):
        assert said(refused.value.message).lang == ""
