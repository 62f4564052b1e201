"""A whole file of any kind taken to one text: ``read_manuscript``."""

from __future__ import annotations

from statement_archive.importing.decode import LIMIT
from statement_archive.importing.manuscript import Manuscript, ManuscriptMedia


def read_manuscript(
    content: bytes,
    *,
    name: str = "",
    lang: str = "und",
    media: ManuscriptMedia | None = None,
    encoding: str | None = None,
    limit: int = LIMIT,
) -> Manuscript:
    """Read TXT, Markdown, HTML, DOCX or PDF, told apart by the bytes, then by the suffix of ``name``.

    ``lang`` is what a person says (BCP 47); a language the file declares stands where nobody says.
    ``encoding`` is for text and HTML. ``limit`` in bytes.

    Raises TooLarge (bytes, pages, members of a zip, its unpacked size), Refused (empty; a PDF without
    text: ``reason="no-text"``; an encrypted one: ``reason="encrypted"``), Undecodable, and InvalidInput for
    a damaged file or one with external entities.
    """
    raise NotImplementedError
