"""A slip as PDF: set by Typst, PDF/A-3b with the JSON attached; the same slip gives the same bytes.

::

    view, slip ──json──▶ slip.typ ──typst──▶ PDF/A-3b, or CannotPrint

PDF/A forbids characters without a shape, so a font that is missing is an error and never an empty box. Fonts are those
of this system and those that come with Typst (Latin, Greek, Cyrillic, Hebrew); the bytes are the same where those are.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from functools import lru_cache
from importlib import resources

import typst

from statement_archive.domain.errors import Refused
from statement_archive.quotes.slip import Slip, canonical
from statement_archive.web.locale import interface, interface_direction
from statement_archive.web.presenters.slip import SlipView, slip_view
from statement_archive.web.printing.code import code_svg
from statement_archive.web.say import _

# The first of each that is here; for other scripts Typst takes any font that has them.
_TEXT = ("Libertinus Serif", "Noto Serif", "Noto Naskh Arabic", "Amiri", "Noto Serif CJK SC", "Source Han Serif SC")
_MONO = ("DejaVu Sans Mono", "Noto Sans Mono")
_WITHOUT = re.compile(r"the text `(.*?)` could not be displayed", re.DOTALL)


class CannotPrint(Refused):
    """A PDF cannot be made here: a font is missing, or a character has no shape in any."""

    code = "cannot-print"


def slip_pdf(slip: Slip) -> bytes:
    """In the language of the interface. Raises CannotPrint."""
    view = slip_view(slip)
    given = {"view": json.dumps(_data(slip, view), ensure_ascii=False), "slip": canonical(slip).decode("utf-8")}
    compiler = typst.Compiler(_template(), font_paths=_fonts())
    try:
        made = compiler.compile(format="pdf", sys_inputs=given, pdf_standards=["a-3b"])
    except typst.TypstError as error:
        raise CannotPrint(_why(error), kept="the slip as JSON and as a page") from error
    if not isinstance(made, bytes):
        raise CannotPrint("no PDF was made", kept="the slip as JSON and as a page")
    return made


def _data(slip: Slip, view: SlipView) -> dict[str, object]:
    families = set(_fonts().families())
    at = datetime.fromisoformat(slip["issued"])
    blocks = [{**asdict(one), "dir": _dir(one.dir, one.text)} for one in view.blocks]
    return {
        **asdict(view),
        "blocks": blocks,
        "way": _dir("auto", view.quotation),
        "at": [at.year, at.month, at.day, at.hour, at.minute, at.second],
        "lang": interface().tag.split("-")[0],
        "dir": interface_direction(),
        "also": [_("also: %(verdict)s", verdict=each) for each in view.also],
        "fonts": [family for family in _TEXT if family in families],
        "mono": [family for family in _MONO if family in families],
        "qr": code_svg(view.link),
        "said": {"quotation": _("Quotation")},
    }


def _dir(given: str, text: str) -> str:
    """``auto`` as HTML has it: of the first character that has a direction; Typst goes by language alone."""
    if given != "auto":
        return given
    strong = (unicodedata.bidirectional(char) for char in text)
    first = next((each for each in strong if each in ("L", "R", "AL")), "")
    return {"L": "ltr", "R": "rtl", "AL": "rtl"}.get(first, "auto")


def _why(error: typst.TypstError) -> str:
    """Which characters no font here can show; else what Typst says."""
    missing = dict.fromkeys(_characters(error.diagnostic or error.message))
    if missing:
        return f"no font on this system shows {', '.join(missing)}: install one, or take the slip as JSON or as a page"
    return f"no PDF could be made: {error.message.splitlines()[0]}"


def _characters(said: str) -> Iterator[str]:
    """``U+0378`` of each character in what Typst says could not be displayed."""
    for found in _WITHOUT.findall(said):
        shown = re.sub(r"\\u\{([0-9a-f]+)\}", lambda m: chr(int(m[1], 16)), found).strip('"')
        yield from (f"U+{ord(char):04X}" for char in shown)


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    return typst.Fonts()  # looking through a system's fonts takes a quarter of a second


@lru_cache(maxsize=1)
def _template() -> bytes:
    return resources.files("statement_archive.web.printing").joinpath("slip.typ").read_bytes()
