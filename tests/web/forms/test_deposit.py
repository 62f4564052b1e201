"""Depositing by page: what is handed in is kept, and nothing goes in before it was said what it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

import pytest
from tests.web.audit import audited, words
from tests.web.conftest import NOW
from tests.web.forms.conftest import PASSWORD, Browser

from statement_archive.domain.errors import StorageFull
from statement_archive.domain.people import Accounts, Person
from statement_archive.domain.ports import BlobKey, Blobs
from statement_archive.settings import Settings
from statement_archive.web.app import create_app
from statement_archive.workflow.aligning import missing_originals
from statement_archive.workflow.archive import Archive
from statement_archive.workflow.reading import load, readable, text_of, work_ids
from statement_archive.workflow.side_by_side import default_columns, side_by_side

Browse = Callable[..., Browser]
TEXT = """Originally delivered in Russian

**Statement of the Center for Peaceful Rivers
at the meeting of the Committee on Water**

29 August, 2018, Geneva

Delivered by Asel Sadykova, director of the Center for Peaceful Rivers (Kazakhstan)

Thank you, Mr. Chair, for giving me the floor.

The Center for Peaceful Rivers is a non-governmental organisation. We work for <script>alert(1)</script> "calm & peace".

Rivers carry the memory of those who live beside the

water... and they forgive nobody."

Thank you.
"""
RUSSIAN = """Спасибо, господин председатель, за предоставленное слово.

Центр мирных рек — неправительственная организация. Мы работаем ради мира.

Реки хранят память о тех, кто живёт у воды, и никого не прощают.

Спасибо.
"""
ALL: dict[str, Any] = {
    "rendition": "translation",
    "delivered_in": "other",
    "speaker_is": "named",
    "body_kind": "ngo",
}


def hand_in(browser: Browser, text: str | bytes = TEXT, lang: str = "en", name: str = "a.txt", **more: Any) -> None:
    browser.open("/deposit")
    content = text.encode() if isinstance(text, str) else text
    browser.send("/deposit$", file=(content, name), lang=lang, **more)


def drafts(accounts: Accounts, login: str = "anna") -> list[str]:
    person = accounts.people.by_login(login)
    assert person is not None
    return [each.id for each in accounts.drafts.list(person.id, "deposit")]


def test_a_draft_shows_the_text_and_what_it_says_of_itself(editor: Browser) -> None:
    hand_in(editor)
    assert "line 1 Originally delivered in Russian" in editor.text
    assert "read as: Russian" in editor.text
    assert "read as: Kazakhstan" in editor.text
    assert "seems to have cut a paragraph" in editor.text
    assert '<script>alert(1)</script> "calm & peace"' in editor.text
    fields = editor.fields("/deposit/d-")
    assert fields["speaker"] == "Asel Sadykova"
    assert fields["place"] == "Geneva"
    assert fields["body_country"] == "KZ"
    # Asked, never chosen beforehand.
    assert not {"rendition", "delivered_in", "speaker_is", "body_kind"} & set(fields)


def test_nothing_goes_in_before_it_is_confirmed(editor: Browser, archive: Archive, accounts: Accounts) -> None:
    hand_in(editor)
    editor.send("/deposit/d-", status=422, do="deposit")
    assert editor.notices.count("say it, or mark it as unknown.") == 4
    assert not work_ids(archive)
    for name in ALL:
        said = {key: value for key, value in ALL.items() if key != name}
        editor.open(f"/deposit/{drafts(accounts)[0]}")
        fields = editor.fields("/deposit/d-")
        form = {key: value for key, value in fields.items() if key not in ALL}
        path = editor.form("/deposit/d-").get("action", "")
        response = editor.client.post(path, data={**form, **said, name: "", "do": "deposit"})
        assert response.status_code == 422, name
        assert not work_ids(archive)


def test_the_statement_goes_in_as_confirmed_and_a_later_original_stands_beside_it(
    editor: Browser, archive: Archive, accounts: Accounts
) -> None:
    hand_in(editor)
    editor.send("/deposit/d-", status=303, do="deposit", bridge="yes", **ALL)
    (name,) = work_ids(archive)
    assert not drafts(accounts)
    work = load(archive, name)
    facts = work.state.facts
    assert facts.original_languages == ("ru",)
    assert (facts.body.kind, facts.body.country, facts.body.name) == ("ngo", "KZ", "Center for Peaceful Rivers")
    assert (facts.speaker.name, facts.place) == ("Asel Sadykova", "Geneva")
    date = facts.date()
    assert date is not None
    assert (date.raw, date.edtf) == ("29 August, 2018", "2018-08-29")
    (english,) = work.expressions.values()
    assert (english.facts.lang, english.facts.relation, english.facts.source.kind) == ("en", "unknown", "not_held")
    assert (english.facts.method, english.facts.standing, english.facts.maker.name) == ("unknown", "unknown", "")
    version = readable(english)
    assert version is not None
    assert text_of(archive, version) == TEXT
    assert missing_originals(work) == ("ru",)
    assert "Text not held" in words(editor.open(f"/works/{name}"))
    # The Russian text, later: only its language and its relation are said.
    editor.open(f"/deposit?work={name}")
    assert "Asel Sadykova" in editor.text
    editor.send("/deposit$", file=(RUSSIAN.encode(), "ru.txt"), lang="ru")
    assert not {"title", "speaker", "body"} & set(editor.fields("/deposit/d-"))
    editor.send("/deposit/d-", status=303, do="deposit", rendition="delivered")
    work = load(archive, name)
    assert work.state.facts == facts
    assert missing_originals(work) == ()
    page = words(editor.open(f"/works/{name}"))
    assert "not held" not in page
    assert "Delivered wording" in page
    columns = default_columns(work)
    assert [work.expression(c).facts.lang for c in columns] == ["ru", "en"]
    rows = side_by_side(archive, work, columns).rows
    assert all(cell.paragraphs for cell in rows[-1])


def test_the_seed_goes_in(editor: Browser, archive: Archive, seed: bytes) -> None:
    hand_in(editor, seed)
    editor.send("/deposit/d-", status=303, do="deposit", **ALL)
    work = load(archive, work_ids(archive)[0])
    facts = work.state.facts
    assert (facts.original_languages, facts.body.kind, facts.body.country) == (("ru",), "ngo", "KZ")
    assert (facts.place, facts.speaker.name) == ("Geneva", "Alimzhan Akhmetov")
    assert facts.dates[0].edtf == "2018-08-29"
    (english,) = work.expressions.values()
    assert (english.facts.source.kind, english.facts.source.lang) == ("not_held", "ru")
    assert (english.facts.maker.kind, english.facts.method, english.facts.standing) == ("unknown",) * 3
    version = readable(english)
    assert version is not None
    assert text_of(archive, version).encode() == seed
    editor.open(f"/deposit?work={work.id}")
    editor.send("/deposit$", file=(RUSSIAN.encode(), "ru.txt"), lang="ru")
    editor.send("/deposit/d-", status=303, do="deposit", rendition="delivered")
    work = load(archive, work.id)
    assert missing_originals(work) == ()
    assert [work.expression(c).facts.lang for c in default_columns(work)] == ["ru", "en"]
    assert work.state.facts == facts


def test_unknown_is_an_answer(editor: Browser, archive: Archive) -> None:
    hand_in(editor, "Wir danken.\n\nWir sind bereit.", lang="unknown")
    said: dict[str, Any] = dict.fromkeys(("rendition", "delivered_in", "speaker_is", "body_kind"), "unknown")
    editor.send("/deposit/d-", status=303, do="deposit", **said)
    work = load(archive, work_ids(archive)[0])
    facts = work.state.facts
    assert (facts.original_languages, facts.speaker.name, facts.body.kind) == ((), "", "unknown")
    (text,) = work.expressions.values()
    assert (text.facts.lang, text.facts.relation, text.facts.source.kind) == ("und", "unknown", "unknown")


def test_an_unknown_language_of_delivery_is_not_filled_in(editor: Browser, archive: Archive) -> None:
    hand_in(editor, "We thank the Chair.")
    editor.send(
        "/deposit/d-",
        status=303,
        do="deposit",
        rendition="prepared",
        delivered_in="unknown",
        speaker_is="unknown",
        body_kind="state",
    )
    work = load(archive, work_ids(archive)[0])
    assert work.state.facts.original_languages == ()
    (text,) = work.expressions.values()
    assert (text.facts.relation, text.facts.source.kind) == ("prepared", "unknown")


def test_contradictions_are_asked_about(editor: Browser, archive: Archive) -> None:
    hand_in(editor)
    wrong: dict[str, Any] = {**ALL, "rendition": "delivered", "delivered_in": "unknown"}
    editor.send("/deposit/d-", status=422, do="deposit", **wrong)
    assert "then they were delivered in the language of this text" in editor.notices
    editor.send("/deposit/d-", status=422, do="deposit", **{**ALL, "original_langs": "Russian!"})
    assert "is not a language tag" in editor.notices
    editor.send("/deposit/d-", status=422, do="deposit", **{**ALL, "original_langs": "ru", "date": "yesterday"})
    assert "not read as a date" in editor.notices
    editor.send(
        "/deposit/d-",
        status=422,
        do="deposit",
        **{**ALL, "date": "", "visibility": "embargoed", "embargo_zone": "../x"},
    )
    assert "An embargo needs" in editor.notices
    assert not work_ids(archive)


def test_an_embargo_and_a_draft_stay_out_of_sight(editor: Browser, archive: Archive) -> None:
    hand_in(editor)
    when: dict[str, Any] = {"visibility": "embargoed", "embargo_until": "2026-12-01T10:00", "embargo_zone": "+01:00"}
    editor.send("/deposit/d-", status=303, do="deposit", **ALL, **when)
    until = load(archive, work_ids(archive)[0]).state.facts.visibility.until
    assert until is not None
    assert until.isoformat() == "2026-12-01T10:00:00+01:00"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "There is no text"),
        (b"   \n\n", "There is no text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "cannot be read as text"),
        ("Уважаемые коллеги, спасибо за внимание.".encode("cp1251"), "Which encoding is this file in?"),
        ("Хорошо. ".encode() * 9 + b"\xd5\xee", "cannot be read as text"),
    ],
)
def test_what_cannot_be_read_is_kept(
    content: bytes, says: str, editor: Browser, accounts: Accounts, archive: Archive
) -> None:
    hand_in(editor, content, name="..\\..\\etc/passwd.txt")
    assert says in editor.text
    draft = drafts(accounts)[0]
    person = accounts.people.by_login("anna")
    assert person is not None
    file = accounts.drafts.file(person.id, draft)
    assert file is not None
    assert (file.name, file.content) == ("passwd.txt", content)
    assert editor.client.get(f"/deposit/{draft}/file").data == content
    editor.send("/deposit/d-", status=422, do="deposit", **ALL)
    assert not work_ids(archive)


def test_the_encoding_is_chosen_by_reading(editor: Browser, archive: Archive) -> None:
    russian = "Уважаемые коллеги, спасибо за внимание. Мы поддерживаем это предложение."
    hand_in(editor, russian.encode("cp1251"), lang="ru")
    assert russian[:20] in editor.text
    editor.send("/deposit/d-", do="look", encoding="windows-1251")
    assert russian in editor.text
    said: dict[str, Any] = {
        "rendition": "delivered",
        "delivered_in": "own",
        "speaker_is": "unknown",
        "body_kind": "state",
    }
    editor.send("/deposit/d-", status=303, do="deposit", **said)
    (text,) = load(archive, work_ids(archive)[0]).expressions.values()
    version = readable(text)
    assert version is not None
    assert text_of(archive, version) == russian
    assert version.encoding == "windows-1251"


def test_pasted_text_has_the_line_breaks_that_were_pasted(editor: Browser, accounts: Accounts) -> None:
    editor.open("/deposit")
    editor.send("/deposit$", status=422, lang="en")
    assert "Choose a file" in editor.notices
    editor.send("/deposit$", text="  One.\r\n\r\nTwo.\r\n", lang="en")
    person = accounts.people.by_login("anna")
    assert person is not None
    file = accounts.drafts.file(person.id, drafts(accounts)[0])
    assert file is not None
    assert file.content == b"  One.\n\nTwo.\n"


def test_a_draft_waits_and_is_nobody_elses(editor: Browser, browse: Browse, accounts: Accounts) -> None:
    hand_in(editor)
    editor.send("/deposit/d-", do="save", title="Rivers & <peace>", rendition="translation")
    assert "Rivers & <peace>" in editor.text
    draft = drafts(accounts)[0]
    fields_of = Browser(editor.client)
    fields_of.open(f"/deposit/{draft}")
    fields = fields_of.fields("/deposit/d-")
    assert (fields["title"], fields["rendition"]) == ("Rivers & <peace>", "translation")
    other = browse("editor", login="boris")
    other.open(f"/deposit/{draft}", status=404)
    other.open(f"/deposit/{draft}/file", status=404)
    browse("translator", login="clara").open(f"/deposit/{draft}", status=403)
    editor.open(f"/deposit/{draft}")
    editor.send("discard")
    assert not drafts(accounts)


def test_two_windows_lose_nothing(editor: Browser, accounts: Accounts) -> None:
    hand_in(editor)
    draft = drafts(accounts)[0]
    first, second = Browser(editor.client), Browser(editor.client)
    first.open(f"/deposit/{draft}")
    second.open(f"/deposit/{draft}")
    first.send("/deposit/d-", title="From the first", place="Bern")
    second.send("/deposit/d-", status=409, title="From the second", forum="A forum")
    assert "changed in another window" in second.text
    rows = [words(e) for e in second.page.iter() if e.tag == "tr"]
    assert any("From the firstFrom the second" in row for row in rows)
    fields = second.fields("/deposit/d-")
    assert (fields["title"], fields["place"], fields["forum"]) == ("From the second", "Bern", "A forum")
    second.send("/deposit/d-")
    person = accounts.people.by_login("anna")
    assert person is not None
    kept = accounts.drafts.get(person.id, draft).data["values"]
    assert (kept["title"], kept["place"], kept["forum"]) == ("From the second", "Bern", "A forum")


def test_naming_a_work_and_thinking_better_of_it_loses_nothing(editor: Browser) -> None:
    hand_in(editor)
    editor.send("/deposit/d-", do="look", title="Mine", work="no-such-work")
    assert "holds no work of this name" in editor.text
    editor.send("/deposit/d-", do="look", work="")
    assert editor.fields("/deposit/d-")["title"] == "Mine"


def test_a_huge_upload_says_what_happened(
    archive: Archive, accounts: Accounts, settings: Settings, person: Callable[..., Person]
) -> None:
    person("anna", "editor")
    small = replace(settings, max_upload_bytes=1024)
    browser = Browser(audited(create_app(archive, accounts, small, clock=lambda: NOW, testing=True)))
    browser.open("/account/sign-in?next=/deposit")
    browser.send("sign-in", login="anna", password=PASSWORD)
    browser.send("/deposit$", status=413, file=(b"a" * 300_000, "big.txt"), lang="en")
    assert "your file is where it was" in browser.text


class FullDisk:
    """Blobs as they are, and no room for more."""

    def __init__(self, blobs: Blobs) -> None:
        self._blobs = blobs

    def __getattr__(self, name: str) -> Any:
        return getattr(self._blobs, name)

    def put(self, key: BlobKey, content: bytes) -> None:
        raise StorageFull(f"no room for {len(content)} bytes of {key.path}")


def test_a_full_disk_keeps_the_draft(
    archive: Archive, accounts: Accounts, settings: Settings, person: Callable[..., Person]
) -> None:
    person("anna", "editor")
    full = replace(archive, blobs=cast("Blobs", FullDisk(archive.blobs)))
    browser = Browser(audited(create_app(full, accounts, settings, clock=lambda: NOW, testing=True)))
    browser.open("/account/sign-in?next=/deposit")
    browser.send("sign-in", login="anna", password=PASSWORD)
    browser.send("/deposit$", file=(TEXT.encode(), "a.txt"), lang="en")
    browser.send("/deposit/d-", status=507, do="deposit", title="Mine", **ALL)
    assert "your draft is kept" in browser.notices
    assert browser.fields("/deposit/d-")["title"] == "Mine"
    assert not work_ids(archive)
    assert len(drafts(accounts)) == 1


def test_translators_do_not_deposit(browse: Browse) -> None:
    translator = browse("translator")
    translator.open("/deposit", status=403)
    browse().open("/deposit", status=403)


def test_a_bridge_joins_what_a_page_break_cut(editor: Browser) -> None:
    hand_in(editor)
    before = re.search(r"(\d+) paragraphs", editor.text)
    editor.send("/deposit/d-", do="look", bridge="yes")
    after = re.search(r"(\d+) paragraphs", editor.text)
    assert before is not None
    assert after is not None
    assert int(after[1]) == int(before[1]) - 1
    assert "Joined across a page break" in editor.text


def test_right_to_left_and_chinese_are_shown_as_such(editor: Browser) -> None:
    hand_in(editor, "السيد الرئيس،\n\nنشكركم على عقد هذا الاجتماع.", lang="ar")
    shown = [e for e in editor.page.iter() if "words" in str(e.get("class", "")).split()]
    assert {(e.get("lang"), e.get("dir")) for e in shown} == {("ar", "rtl")}
    editor.open("/deposit?lang=ru")
    assert editor.page.get("lang") == "ru"
    editor.open("/deposit?lang=ar")
    assert editor.page.get("dir") == "rtl"
