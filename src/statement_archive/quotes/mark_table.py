"""Quotation marks of all languages: what each may be closed by, and what is taken for a slip.

::

    opening   belongs      slip (found, and said to be mismatched)
    “         ”            " '' ’’ “            Sources: CLDR delimiters; Unicode 6.2; „…” hu pl ro, „…“ de cs,
    ‘         ’            '                    ”…” sv fi, »…» sv, »…« da de, «…» fr ru ar, 「…」 ja zh-Hant
    „         “ ”          " '' ’’
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_DOUBLE_SLIPS = ("''", "’’", '"', "”")


@dataclass(frozen=True, slots=True)
class Opening:
    """``weak``: also an apostrophe or a letter of a transliteration, so that it needs a closing mark."""

    closings: tuple[str, ...]
    slips: tuple[str, ...] = ()
    weak: bool = False


OPENINGS: dict[str, Opening] = {
    "“": Opening(("”",), (*_DOUBLE_SLIPS, "“")),
    "”": Opening(("”", "“"), ('"',)),  # “ closes it in Arabic and Hebrew, where the pair is turned
    "„": Opening(("“", "”", "‟"), ("''", "’’", '"', "``")),
    "‟": Opening(("”", "“"), ('"',)),
    '"': Opening(('"',), ("”", "“", "''", "’’")),
    "＂": Opening(("＂",), ('"', "”")),
    "״": Opening(("״",), ('"', "”")),
    "''": Opening(("''",), ('"', "”")),
    "‘‘": Opening(("’’",), ("''", '"', "”")),
    "``": Opening(("''",), ("’’", '"', "”")),
    ",,": Opening(("''", "``", "’’"), ('"', "”", "“")),
    "«": Opening(("»",), ('"', "”", ">>")),
    "»": Opening(("«", "»"), ('"',)),
    "<<": Opening((">>",), ("»",)),
    "‹": Opening(("›",)),
    "›": Opening(("‹", "›")),
    "‘": Opening(("’",), ("'",), weak=True),
    "’": Opening(("’", "‘"), ("'",), weak=True),
    "‚": Opening(("‘", "’"), ("'",), weak=True),
    "‛": Opening(("’",), ("'",), weak=True),
    "'": Opening(("'",), ("’",), weak=True),
    "＇": Opening(("＇",), ("'", "’"), weak=True),
    "`": Opening(("'",), ("`", "’", "´"), weak=True),
    "「": Opening(("」",), ("』",)),
    "『": Opening(("』",), ("」",)),
    "｢": Opening(("｣",), ("」",)),
    "﹁": Opening(("﹂",)),
    "﹃": Opening(("﹄",)),
    "〝": Opening(("〞", "〟"), ("”",)),
    "《": Opening(("》",)),  # quotations in Korean of the north; titles in Chinese
    "❝": Opening(("❞",)),
    "❛": Opening(("❜",), weak=True),
}
ANY = re.compile(
    "``|''|‘‘|’’|,,|<<|>>|[" + re.escape("".join(m for m in OPENINGS if len(m) == 1) + "”’»›」』｣﹂﹄〞〟》❞❜´") + "]"
)
# Marks that open and close alike: the words beside them tell.
BOTH = frozenset(['"', "＂", "״", "''", "'", "＇", "”", "’", "»", "›"])
# Marks that are nothing but opening ones.
ONLY_OPEN = frozenset("「『｢﹁﹃〝❝❛《")
ONLY_CLOSE = frozenset(["」", "』", "｣", "﹂", "﹄", "〞", "〟", "》", "❞", "❜", "’’", "´"])
APOSTROPHES = frozenset("'’‘＇`´‛")
# What an orphaned closing mark may be of, so that an opening one without its own is closed by it.
RESCUING = frozenset(["”", "“", '"', "»", "«", "’’", "''", "’", "'", "」", "』", "〞"])


def is_weak(mark: str) -> bool:
    return mark in APOSTROPHES or (mark in OPENINGS and OPENINGS[mark].weak)


def closes(closing: str, opening: str) -> bool:
    """Whether ``closing`` may close ``opening``, by right or by slip."""
    known = OPENINGS[opening]
    return closing in known.closings or closing in known.slips


def mismatched(opening: str, closing: str) -> bool:
    return closing not in OPENINGS[opening].closings
