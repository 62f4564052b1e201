"""XML written by hand: escapes, and characters that XML 1.0 cannot hold.

::

    U+0007 ── XLIFF 2 ──▶ <cp hex="0007"/>
           ── XLIFF 1.2 ─▶ <x id="u0007-1" ctype="x-u0007"/>     the id alone brings it back: tools keep it
           ── TMX ──────▶ <ph x="1" type="x-u0007"/>
           ── notes, TBX ─▶ U+FFFD
"""

from __future__ import annotations

import re
from collections.abc import Callable

# XML 1.0, section 2.2, Char: everything else may not stand in a file, not even as a reference.
_IMPOSSIBLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_IN_TEXT = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_IN_ATTRIBUTE = {**_IN_TEXT, '"': "&quot;", "\n": "&#10;", "\t": "&#9;"}
_SPECIAL = re.compile("[&<>\r]")
_SPECIAL_IN_ATTRIBUTE = re.compile('[&<>\r\n\t"]')
_STAND_IN = re.compile(r"(?:x-)?u([0-9a-f]{4})(?:-\d+)?")


def escaped(text: str) -> str:
    """Character data; what XML cannot hold becomes U+FFFD."""
    return _SPECIAL.sub(lambda c: _IN_TEXT[c[0]], _IMPOSSIBLE.sub("\ufffd", text))


def attribute(text: str) -> str:
    """A value for double quotes; what XML cannot hold becomes U+FFFD."""
    return _SPECIAL_IN_ATTRIBUTE.sub(lambda c: _IN_ATTRIBUTE[c[0]], _IMPOSSIBLE.sub("\ufffd", text))


def with_stand_ins(text: str, element: Callable[[int, int], str]) -> str:
    """Character data, each impossible character as ``element(code point, count from 1)``."""
    out: list[str] = []
    at = 0
    for n, found in enumerate(_IMPOSSIBLE.finditer(text), start=1):
        out += (escaped(text[at : found.start()]), element(ord(found[0]), n))
        at = found.end()
    return "".join((*out, escaped(text[at:])))


def stood_for(*values: str) -> str | None:
    """The character that an element stands for, by the first of its attributes that says so."""
    for value in values:
        found = _STAND_IN.fullmatch(value)
        if found and _IMPOSSIBLE.fullmatch(chr(int(found[1], 16))):
            return chr(int(found[1], 16))
    return None


def attributes(**values: str) -> str:
    """`` name="value"`` for each value that is not empty; ``_`` in a name stands for ``-``, ``__`` for ``:``."""
    pairs = ((name.replace("__", ":").replace("_", "-"), value) for name, value in values.items() if value)
    return "".join(f' {name}="{attribute(value)}"' for name, value in pairs)
