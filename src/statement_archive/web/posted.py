"""What came in a form: plain values for a verb, and safe ways back."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from flask import request

from statement_archive.domain.people import DraftFile

# Planes end in two nonsigns each.
_UNSHOWN = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17))
    + "]"
)


def typed(*names: str) -> dict[str, str]:
    """Fields of one value, white space around them removed; line breaks as LF.

    Browsers send every line break of a text area as CR LF, whatever was typed (HTML, form submission).
    """
    return {name: _lines(request.form.get(name, "")).strip() for name in names}


def secret(name: str) -> str:
    """A password, exactly as typed."""
    return request.form.get(name, "")


def ticked(name: str) -> list[str]:
    """Every value of a field that may be ticked several times."""
    return request.form.getlist(name)


def pasted(name: str) -> str:
    """A text that was pasted: nothing is removed but the form's own CR before each LF."""
    return _lines(request.form.get(name, ""))


def showable(text: str) -> str:
    """With U+FFFD for each character that no page can show (HTML, characters): controls, halves of a pair, nonsigns."""
    return _UNSHOWN.sub("\ufffd", text)


def upload(name: str) -> DraftFile | None:
    """An uploaded file under its own name without folders; None where none was chosen."""
    given = request.files.get(name)
    if given is None or not given.filename:
        return None
    return DraftFile(given.filename.replace("\\", "/").rsplit("/", 1)[-1], given.read())


def way_back(raw: str, otherwise: str) -> str:
    r"""``raw`` where it is a path on this site, else ``otherwise``.

    Browsers read ``//host``, ``/\host`` and paths with tabs or line breaks in them as other hosts.
    """
    plain = raw.isprintable() and "\\" not in raw and raw.startswith("/") and not raw.startswith("//")
    try:
        parts = urlsplit(raw)
    except ValueError:
        return otherwise
    return raw if plain and not (parts.scheme or parts.netloc) else otherwise


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
