"""Atom feeds (RFC 4287), paged as RFC 5005 says, written by the standard library.

::

    Feed ─ entries ─ links ──write──▶ bytes, UTF-8, well-formed whatever the titles hold

Text constructs are plain text: nothing of an archive is ever markup in a feed. Characters that XML 1.0 cannot
hold are replaced, and a title that turns the direction of writing ends with itself.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID, uuid5

MEDIA_TYPE = "application/atom+xml"
_ATOM = "http://www.w3.org/2005/Atom"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_SPACE = UUID("7d0f3f0e-6a55-5b1c-9d0b-3b1f6f1b8a44")  # of this program's feeds, made once at random
# What XML 1.0 (section 2.2) cannot hold, and the noncharacters that it advises against.
_NO_XML = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")
_OPENS = {"\u202a": "\u202c", "\u202b": "\u202c", "\u202d": "\u202c", "\u202e": "\u202c"} | dict.fromkeys(
    "\u2066\u2067\u2068", "\u2069"
)
_CLOSES = frozenset(_OPENS.values())


@dataclass(frozen=True, slots=True)
class Category:
    term: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """``key`` names it for ever (an ``urn:uuid`` is made of it); ``lang`` is the language of the title,
    ``summary_lang`` that of the summary; both may be empty."""

    key: str
    title: str
    updated: datetime
    href: str
    lang: str = ""
    summary: str = ""
    summary_lang: str = ""
    categories: Sequence[Category] = ()
    published: datetime | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """``href``: the page that shows the same; ``address``: this feed; ``first`` … ``next_``: pages of it."""

    key: str
    title: str
    author: str
    address: str
    href: str
    lang: str
    entries: Sequence[Entry]
    subtitle: str = ""
    updated: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    first: str = ""
    previous: str = ""
    next_: str = ""


def write(feed: Feed) -> bytes:
    """The document. ``updated`` is that of the newest entry, where there is one."""
    ET.register_namespace("", _ATOM)
    root = ET.Element(_name("feed"), {_LANG: feed.lang} if feed.lang else {})
    _text(root, "id", identity(feed.key))
    _text(root, "title", feed.title)
    if feed.subtitle:
        _text(root, "subtitle", feed.subtitle)
    _text(root, "updated", moment(max((e.updated for e in feed.entries), default=feed.updated)))
    _text(ET.SubElement(root, _name("author")), "name", feed.author)
    _text(root, "generator", "statement-archive")
    _link(root, "self", feed.address, MEDIA_TYPE)
    _link(root, "alternate", feed.href, "text/html")
    for rel, address in (("first", feed.first), ("previous", feed.previous), ("next", feed.next_)):
        if address:
            _link(root, rel, address, MEDIA_TYPE)
    for entry in feed.entries:
        _entry(root, entry)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _entry(root: ET.Element, entry: Entry) -> None:
    element = ET.SubElement(root, _name("entry"), {_LANG: entry.lang} if entry.lang else {})
    _text(element, "id", identity(entry.key))
    _text(element, "title", entry.title)
    _text(element, "updated", moment(entry.updated))
    if entry.published is not None:
        _text(element, "published", moment(entry.published))
    _link(element, "alternate", entry.href, "text/html")
    for category in entry.categories:
        given = {"term": clean(category.term)} | ({"label": clean(category.label)} if category.label else {})
        ET.SubElement(element, _name("category"), given)
    # An entry whose alternate is a page has a summary (RFC 4287, 4.1.2 asks for it where there is no content).
    summary = _text(element, "summary", entry.summary or entry.title)
    if entry.summary and entry.summary_lang:
        summary.set(_LANG, entry.summary_lang)


def _name(tag: str) -> str:
    return f"{{{_ATOM}}}{tag}"


def _text(parent: ET.Element, tag: str, text: str) -> ET.Element:
    element = ET.SubElement(parent, _name(tag))
    element.text = clean(text)
    return element


def _link(parent: ET.Element, rel: str, href: str, media: str) -> None:
    ET.SubElement(parent, _name("link"), {"rel": rel, "type": media, "href": clean(href)})


def identity(key: str) -> str:
    """The same for the same key, on every server and for ever."""
    return f"urn:uuid:{uuid5(_SPACE, key)}"


def moment(at: datetime) -> str:
    """RFC 3339, in UTC."""
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def clean(text: str) -> str:
    """What XML can hold; marks that turn the direction of writing are closed, and none is closed that was not
    opened here."""
    plain = _NO_XML.sub("\ufffd", text)
    if _OPENS.keys().isdisjoint(plain) and _CLOSES.isdisjoint(plain):
        return plain
    out: list[str] = []
    waiting: list[str] = []
    for char in plain:
        if char in _CLOSES:
            if char not in waiting:
                continue
            while waiting and waiting[-1] != char:
                out.append(waiting.pop())
            waiting.pop()
        elif char in _OPENS:
            waiting.append(_OPENS[char])
        out.append(char)
    return "".join([*out, *reversed(waiting)])
