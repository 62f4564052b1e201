"""Feeds are well-formed, and hold what RFC 4287 asks for, whatever the titles are."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statement_archive.formats.atom import Category, Entry, Feed, clean, identity, moment, write

ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
AT = datetime(2026, 11, 21, 17, 0, tzinfo=UTC)
TRAPS = [
    "]]>",
    "<![CDATA[",
    "&amp;",
    "<script>",
    "\0",
    "\x0b",
    "\ud800",
    "\ufffe",
    "\u202e",
    "\u2069",
    "\u2066",
    "\r",
    "𐍈",
    "ى",
]
HOSTILE = st.lists(st.one_of(st.sampled_from(TRAPS), st.text(max_size=6)), max_size=8).map("".join)


def feed(*entries: Entry) -> Feed:
    return Feed("k", "New", "Archive", "https://a.example/new.atom?in=a&page=2", "https://a.example/", "en", entries)


def entry(title: str, key: str = "e", at: datetime = AT, summary: str = "") -> Entry:
    return Entry(key, title, at, "https://a.example/works/x?a=1&b=2", "ru", summary, "en", (Category("new", title),))


def check(content: bytes) -> ET.Element:
    """Rules of RFC 4287, sections 4.1.1 and 4.1.2. Raises AssertionError."""
    root = ET.fromstring(content)
    assert root.tag == f"{ATOM}feed"
    _one(root, "id", "title", "updated", "author")
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    links = [(link.get("rel"), link.get("type")) for link in root.findall(f"{ATOM}link")]
    assert links.count(("self", "application/atom+xml")) == 1
    assert len(set(links)) == len(links)
    names = [root.findtext(f"{ATOM}id")]
    for each in root.findall(f"{ATOM}entry"):
        _one(each, "id", "title", "updated", "summary")
        assert [link.get("rel") for link in each.findall(f"{ATOM}link")] == ["alternate"]
        names.append(each.findtext(f"{ATOM}id"))
    assert len(set(names)) == len(names), "two entries of one name"
    assert all(re.fullmatch("urn:uuid:[0-9a-f-]{36}", str(name)) for name in names)
    for updated in root.iter(f"{ATOM}updated"):
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", str(updated.text))
    return root


def _one(element: ET.Element, *tags: str) -> None:
    for tag in tags:
        assert len(element.findall(f"{ATOM}{tag}")) == 1, tag


@settings(deadline=None, max_examples=150)
@given(HOSTILE, HOSTILE)
def test_hostile_titles_make_a_well_formed_feed(title: str, summary: str) -> None:
    root = check(write(feed(entry(title, summary=summary))))
    got = root.findtext(f"{ATOM}entry/{ATOM}title") or ""
    assert got.replace("\r", "\n") == clean(title).replace("\r\n", "\n").replace("\r", "\n") or "\r" in title
    assert got.count("\u202e") + got.count("\u202a") + got.count("\u202b") + got.count("\u202d") == got.count("\u202c")
    assert sum(got.count(c) for c in "\u2066\u2067\u2068") == got.count("\u2069")


def test_a_feed_names_languages_and_times() -> None:
    east = timezone(timedelta(hours=5))
    content = write(feed(entry("Заявление", at=AT.astimezone(east)), entry("Older", "f", AT - timedelta(days=1))))
    root = check(content)
    assert root.get(LANG) == "en"
    first = root.find(f"{ATOM}entry")
    assert first is not None
    assert first.get(LANG) == "ru"
    assert first.findtext(f"{ATOM}summary") == "Заявление"
    assert root.findtext(f"{ATOM}updated") == "2026-11-21T17:00:00Z" == moment(AT)
    assert check(write(feed())).findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"


def test_an_identity_is_for_ever() -> None:
    assert identity("a") != identity("b")
    assert identity("statement") == "urn:uuid:5b3e5189-a9f6-5256-a782-fe28036bd083"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("a\u202eb", "a\u202eb\u202c"),
        ("a\u202cb\u2069", "ab"),
        ("\u2068\u202eb\u2069c", "\u2068\u202eb\u202c\u2069c"),
        ("a\0b\ud800", "a\ufffdb\ufffd"),
    ],
)
def test_what_turns_the_writing_ends_with_its_text(text: str, shown: str) -> None:
    assert clean(text) == shown
