"""The slip in a file: JSON as it is, an HTML page that holds it, a PDF to which it is attached."""

from __future__ import annotations

from html.parser import HTMLParser

import pypdfium2

from statement_archive.domain.errors import InvalidInput
from statement_archive.quotes.slip import MOST_BYTES

ELEMENT = "quote-slip"  # id of the element that holds the JSON in HTML
ATTACHMENT = "quote-slip.json"


def slip_in(content: bytes) -> bytes:
    """The JSON of a slip. Raises InvalidInput where there is none, or more than one."""
    if content.startswith(b"%PDF"):
        found = _attached(content)
    elif content.lstrip().startswith(b"{"):
        return content
    else:
        found = _held(content)
    if len(found) != 1:
        raise InvalidInput(
            "there is no quote slip in this file" if not found else "there are several slips in this file"
        )
    if len(found[0]) > MOST_BYTES:
        raise InvalidInput("a quote slip is not that large")
    return found[0]


def _attached(content: bytes) -> list[bytes]:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise InvalidInput(f"not a PDF that can be read: {error}") from error
    try:
        each = (document.get_attachment(k) for k in range(document.count_attachments()))
        return [bytes(one.get_data()) for one in each if one.get_name() == ATTACHMENT]
    except pypdfium2.PdfiumError as error:
        raise InvalidInput(f"its attachments cannot be read: {error}") from error
    finally:
        document.close()


def _held(content: bytes) -> list[bytes]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInput("neither JSON, nor HTML in UTF-8, nor a PDF") from error
    reader = _Elements()
    reader.feed(text)
    reader.close()
    return [found.encode("utf-8") for found in reader.found]


class _Elements(HTMLParser):
    """The text of every ``<pre id="quote-slip">``."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "pre" and ("id", ELEMENT) in attrs:
            self.found.append("")
            self._open = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "pre":
            self._open = False

    def handle_data(self, data: str) -> None:
        if self._open:
            self.found[-1] += data
