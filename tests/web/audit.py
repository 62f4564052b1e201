"""A test client that reads every page it fetches the way a strict reader would."""

from __future__ import annotations

import re
import unicodedata
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import html5lib
from flask import Flask
from flask.testing import FlaskClient
from jinja2.bccache import Bucket, BytecodeCache
from werkzeug.test import TestResponse

from statement_archive.web.security import CONTENT_SECURITY_POLICY

Element = ET.Element
CONTROLS = {"input", "select", "textarea"}
UNLABELLED = {"hidden", "submit", "button", "reset"}
HANDLER = re.compile(r"on[a-z]+")


class AuditingClient(FlaskClient):
    """Every HTML answer is audited; ``client.page(...)`` also parses it."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        response = super().open(*args, **kwargs)
        if response.mimetype == "text/html" and response.status_code not in (301, 302, 303, 307, 308):
            audit(response.get_data(as_text=True), response.headers)
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        return response

    def page(self, path: str, *, status: int = 200, **kwargs: Any) -> Element:
        """Fetch, check the status, parse."""
        response = self.get(path, **kwargs)
        assert response.status_code == status, (path, response.status_code, response.get_data(as_text=True)[:3000])
        return parse(response.get_data(as_text=True))


class _Compiled(BytecodeCache):
    """Templates compiled once for all applications of a run: each test makes its own."""

    def __init__(self) -> None:
        self._held: dict[tuple[str, str], bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if (held := self._held.get((bucket.key, bucket.checksum))) is not None:
            bucket.bytecode_from_string(held)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._held[bucket.key, bucket.checksum] = bucket.bytecode_to_string()


_compiled = _Compiled()


def audited(app: Flask) -> AuditingClient:
    app.jinja_env.bytecode_cache = _compiled
    app.test_client_class = AuditingClient
    client = app.test_client()
    assert isinstance(client, AuditingClient)
    return client


@lru_cache(maxsize=4)  # a page is audited, and then read by its test
def parse(html: str) -> Element:
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), strict=True, namespaceHTMLElements=False)
    document: Element = parser.parse(html)
    return document


def words(element: Element | None) -> str:
    """The text of an element, white space folded."""
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def by_class(document: Element, name: str) -> list[Element]:
    return [e for e in document.iter() if name in str(e.get("class", "")).split()]


def audit(html: str, headers: Any) -> None:
    """Raises AssertionError with the first thing that is wrong."""
    document = parse(html)
    elements = [e for e in document.iter() if type(e.tag) is str]  # a comment's tag is a function
    assert headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert document.get("lang"), "no lang on html"
    assert document.get("dir") in {"ltr", "rtl"}
    _audit_title(document, elements)
    ids = Counter(e.get("id") for e in elements if e.get("id") is not None)
    assert all(n == 1 for n in ids.values()), f"ids used twice: {[i for i, n in ids.items() if n > 1]}"
    for element in elements:
        _audit_element(element, set(ids))
    _audit_labels(document, elements)
    _audit_forms(elements)
    _audit_headings(elements)


def _audit_title(document: Element, elements: list[Element]) -> None:
    headings = [e for e in elements if e.tag == "h1"]
    assert len(headings) == 1, f"{len(headings)} h1"
    title = words(document.find(".//title"))
    assert words(headings[0]), "an empty h1"
    assert title.startswith(words(headings[0])), (title, words(headings[0]))
    assert document.find(".//main") is not None


def _audit_element(element: Element, ids: set[str | None]) -> None:
    assert "style" not in element.attrib, f"inline style on {element.tag}"
    handlers = [name for name in element.attrib if HANDLER.fullmatch(str(name))]
    assert not handlers, f"inline handler {handlers}"
    if element.tag == "style" or (element.tag == "script" and not element.get("src")):
        raise AssertionError(f"inline {element.tag}")
    if element.tag == "img":
        assert element.get("alt") is not None, "an image without alt"
    if element.tag == "a":
        assert element.get("href"), f"a link to nowhere: {words(element)!r}"
        assert words(element) or element.get("aria-label"), f"a link without words: {element.get('href')}"
        target = element.get("href", "")
        if target.startswith("#"):
            assert target[1:] in ids, f"a link to a missing id: {target}"
    if element.tag == "button":
        assert words(element) or element.get("aria-label"), "a button without words"
    for name in ("aria-labelledby", "aria-describedby", "aria-controls"):
        for one in str(element.get(name, "")).split():
            assert one in ids, f"{name} names a missing id: {one}"
    for name in ("lang", "hreflang"):
        value = element.get(name)
        assert value is None or unicodedata.normalize("NFKC", value) == value
        assert value not in ("und", "mul"), f"{name}={value}"


def _audit_labels(document: Element, elements: list[Element]) -> None:
    named = {e.get("for") for e in elements if e.tag == "label"}
    wrapped = {id(inner) for e in elements if e.tag == "label" for inner in e.iter()}
    for element in elements:
        if element.tag in CONTROLS and element.get("type") not in UNLABELLED:
            labelled = element.get("id") in named or id(element) in wrapped or element.get("aria-label")
            assert labelled, f"a control without a label: {element.attrib}"
    for element in elements:
        if element.tag == "fieldset":
            assert element[0].tag == "legend", "a fieldset without a legend"


def _audit_forms(elements: list[Element]) -> None:
    for form in (e for e in elements if e.tag == "form"):
        assert form.get("action"), "a form without an action"
        method = str(form.get("method", "get")).lower()
        tokens = [e for e in form.iter() if e.get("name") == "csrf_token"]
        assert bool(tokens) == (method == "post"), f"{method} form to {form.get('action')}: {len(tokens)} tokens"
        assert any(e.tag == "button" and e.get("type", "submit") == "submit" for e in form.iter()), "no button"


def _audit_headings(elements: list[Element]) -> None:
    before = 0
    for level in _levels(elements):
        assert level <= before + 1, f"h{level} after h{before}"
        before = level


def _levels(elements: list[Element]) -> Iterator[int]:
    for element in elements:
        if re.fullmatch("h[1-6]", str(element.tag)):
            yield int(str(element.tag)[1])
