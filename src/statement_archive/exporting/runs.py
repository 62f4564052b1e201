"""Rendered text with its marks of type, as plain text and as HTML.

::

    citeproc-py ──Marks──▶ "Title" between noncharacters ──▶ runs ──▶ text, html (every character escaped)

citeproc-py's own HTML leaves the values of variables as they are, so that a title with a tag in it would be markup.
Unicode's noncharacters (U+FDD0-U+FDEF) are for such inner use; they are taken out of what is put in.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable

_CLOSE = "\ufddf"
_OPEN = {
    "\ufdd0": "i",
    "\ufdd1": "b",
    "\ufdd2": "u",
    "\ufdd3": "sup",
    "\ufdd4": "sub",
    "\ufdd5": 'span class="small-caps"',
}
_MARKS = f"[{''.join(_OPEN)}{_CLOSE}]"
_NONCHARACTERS = re.compile("[\ufdd0-\ufdef]")
# A stop after a stop, with nothing but marks between: citeproc-py looks at neighbouring characters only.
_DOUBLED = re.compile(rf"([.,;:!?])({_MARKS}+)\1")
_ANY = re.compile(_MARKS)


def _between(mark: str) -> Callable[[object], str]:
    return lambda text: f"{mark}{text}{_CLOSE}" if str(text) else ""


class Marks:
    """A formatter as citeproc-py wants one: an object with a function for each kind of type."""

    Italic = Oblique = staticmethod(_between("\ufdd0"))
    Bold = staticmethod(_between("\ufdd1"))
    Underline = staticmethod(_between("\ufdd2"))
    Superscript = staticmethod(_between("\ufdd3"))
    Subscript = staticmethod(_between("\ufdd4"))
    SmallCaps = staticmethod(_between("\ufdd5"))
    Light = str

    @staticmethod
    def preformat(text: object) -> str:
        return str(text)


def without_marks(value: str) -> str:
    """A value that may be put in: one line, no noncharacters, no controls."""
    plain = _NONCHARACTERS.sub("", value)
    return " ".join("".join(c if c.isprintable() or c in _KEPT else " " for c in plain).split(" ")).strip()


# Not printable by Python's reckoning, and part of words or of their order: joiners, marks of direction, spaces.
_KEPT = frozenset(
    "\u00a0\u00ad\u200b\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069"
)


def tidied(marked: str, *, stops_inside: bool) -> str:
    """Stops that stand doubled across a mark once; with ``stops_inside``, a comma or a full stop before the closing
    quotation mark, as American styles have it."""
    text = _DOUBLED.sub(r"\1\2", marked)
    return re.sub(rf"”({_MARKS}*)([.,])", r"\2”\1", text) if stops_inside else text


def as_text(marked: str) -> str:
    return _ANY.sub("", marked)


def as_html(marked: str) -> str:
    """Well-formed whatever the marks; small capitals are a class, so that no style stands inline."""
    out: list[str] = []
    opened: list[str] = []
    for piece in re.split(f"({_MARKS})", marked):
        if piece in _OPEN:
            opened.append(_OPEN[piece].split(" ")[0])
            out.append(f"<{_OPEN[piece]}>")
        elif piece == _CLOSE:
            if opened:
                out.append(f"</{opened.pop()}>")
        else:
            out.append(html.escape(piece, quote=False))
    return "".join((*out, *(f"</{tag}>" for tag in reversed(opened))))
