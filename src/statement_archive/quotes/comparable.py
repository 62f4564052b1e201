"""A text as it is compared with quotations: typography folded, with a map back to the stored characters.

::

    stored     “We  shall nego-⏎tiate”⏎⏎12⏎⏎… 核⏎裁军         (12: a page number, blanked by the caller's ``aside``)
    compared   'We shall negotiate'... 核裁军
               └──── pieces: this much was copied, that much was put for it ────▶ stored offsets

What is folded is what printers exchange without changing a word, and nothing else: the kind of quotation marks,
apostrophes and dashes; spaces, line and page breaks; hyphenation at line ends; ligatures, widths and composition
of characters; marks that take no room. Capitals stay. No folded character is ever shown.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from statement_archive.domain.text import APOSTROPHES, INVISIBLE, QUOTATION_MARKS

MARK = "'"  # stands for any run of quotation marks and apostrophes
_ELLIPSIS = "..."
_LONG_DASHES = "–—―⸺⸻﹘"
_HYPHENS = "‐‑‒−﹣－-"  # the last one stands last in each class
_DASHES = _LONG_DASHES + _HYPHENS
_TATWEEL = 0x0640

_WS = r"\s\u200b\u2060\ufeff"
_GONE = "".join(f"\\U{c:08x}" for c in sorted({*INVISIBLE, _TATWEEL} - {0x00AD}))
_SPACE = f"[{_WS}{_GONE}\u00ad]"
_MARKS = "[" + re.escape(QUOTATION_MARKS.replace('"', "") + APOSTROPHES.replace("'", "")) + "\"']"
_DASH_RUN = f"(?:[{_HYPHENS}]{_SPACE}*){{0,8}}[{_LONG_DASHES}](?:{_SPACE}*[{_DASHES}])*"
_UNSPACED = "\u2e80-\u303f\u3040-\u30ff\u3100-\u312f\u31a0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff01-\uffef"
_UNSPACED += "\U00020000-\U0003ffff"
_COMBINING = "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f"
_COMBINING += "\u0670\u093c\u09bc\u0a3c\u0b3c\u0cbc\u0dca"
_COMBINING += "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\u3099\u309a\ufe20-\ufe2f"
_LIGATURES = "\ufb00-\ufb06\ufb13-\ufb17\ufb50-\ufdff\ufe70-\ufefc"
_WIDE = "\uff01-\uffee"

# Letters and digits on which nothing can hang. Rules are only tried where something else stands.
_PLAIN = "A-Za-z0-9\u00c0-\u02af\u0388-\u0482\u048a-\u055f\u0561-\u0587\u05d0-\u05ea\u0620-\u063f\u0641-\u064a"
_PLAIN += "\u0660-\u0669\u066e-\u066f\u0671-\u06d3\u0904-\u0939\u093e-\u0963\u0e01-\u0e4e\u10a0-\u10ff"
_PLAIN += "\u3041-\u3096\u30a1-\u30ff\u3400-\u9fff\uac00-\ud7a3"
_SOMETHING = re.compile(f"[^{_PLAIN}](?:(?<! )|(?=[^{_PLAIN}]|[{_UNSPACED}]))")

# One alternative for each rule, the widest first: what a rule takes, no other sees.
_RULES = re.compile(
    "|".join(
        (
            rf"(?P<soft>\u00ad[{_GONE}]*[^\S\n]*\n{_SPACE}*)",
            rf"(?P<hyphen>(?<=[^\W\d_])[-‐‑][{_GONE}]*[^\S\n\f]*[\n\f\u2028]{_SPACE}*(?=[^\W\d_]))",
            rf"(?P<marks>{_SPACE}*{_MARKS}(?:{_SPACE}*{_MARKS})*{_SPACE}*)",
            rf"(?P<dots>(?:(?:{_SPACE}*[…⋯])+|{_SPACE}*\.(?:{_SPACE}?\.){{2,}}){_SPACE}*)",
            rf"(?P<dash>{_SPACE}*(?:{_DASH_RUN}|[{_HYPHENS}]{{2,}}){_SPACE}*|{_SPACE}+[{_HYPHENS}]{_SPACE}+)",
            rf"(?P<hyphens>[{_HYPHENS[:-1]}])",
            rf"(?P<pressed>{_SPACE}+(?=[;:!?%,.\u060c\u061b\u061f\u0964]))",
            rf"(?P<unspaced>(?<=[{_UNSPACED}]){_SPACE}+(?=[{_UNSPACED}]))",
            rf"(?P<space>{_SPACE}{{2,}}|[^\S ]|[{_GONE}\u00ad])",
            rf"(?P<composed>(?<=[^\W_])[{_COMBINING}]+|[\u1100-\u115f][\u1160-\u11ff]+)",
            rf"(?P<other>[{_LIGATURES}{_WIDE}\u212a\u212b\u2126\u0340-\u0344\u0374\u037e\u0387])",
        )
    )
)


@dataclass(frozen=True, slots=True)
class Comparable:
    """``text`` to compare, and of each of its pieces where it begins (``folded``) and which stored characters it came
    from (``starts``, ``ends``). A piece as long as its stored characters was copied, each for each.

    ``low`` is ``text`` without capitals, of the same length. ``breaks`` are offsets in ``text`` at which a hyphen at
    a line end was taken away: there one may also stand.
    """

    text: str
    low: str
    folded: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    breaks: frozenset[int]

    def start(self, at: int) -> int:
        """The stored offset at which the compared character ``at`` begins."""
        piece = bisect_right(self.folded, at) - 1
        inside = at - self.folded[piece]
        return self.starts[piece] + inside if self._copied(piece) else self.starts[piece]

    def end(self, at: int) -> int:
        """The stored offset after the compared character before ``at``."""
        if at <= 0:
            return 0
        piece = bisect_right(self.folded, at - 1) - 1
        inside = at - self.folded[piece]
        return self.starts[piece] + inside if self._copied(piece) else self.ends[piece]

    def at(self, stored: int) -> int:
        """The compared offset of a stored one: of what it became, or of what follows."""
        piece = bisect_right(self.starts, stored) - 1
        if piece < 0:
            return 0
        following = self.folded[piece + 1] if piece + 1 < len(self.folded) else len(self.text)
        if self._copied(piece):
            return min(self.folded[piece] + stored - self.starts[piece], following)
        return self.folded[piece] if stored <= self.starts[piece] else following

    def _copied(self, piece: int) -> bool:
        following = self.folded[piece + 1] if piece + 1 < len(self.folded) else len(self.text)
        return following - self.folded[piece] == self.ends[piece] - self.starts[piece]


def comparable(text: str, aside: Iterable[tuple[int, int]] = ()) -> Comparable:
    """Fold a text; ``aside``: spans that are not part of its words (page numbers, running heads, note marks)."""
    blanked = _blanked(text, aside)
    parts: list[str] = []
    folded: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    breaks: list[int] = []
    at = size = 0
    for start, end, instead, broken in _replaced(blanked):
        if start > at:
            parts.append(blanked[at:start])
            folded.append(size)
            starts.append(at)
            ends.append(start)
            size += start - at
        twice = instead == " " and (not parts or parts[-1].endswith(" "))
        put = "" if twice else instead
        if broken:
            breaks.append(size)
        if put:
            parts.append(put)
            folded.append(size)
            starts.append(start)
            ends.append(end)
            size += len(put)
        at = end
    if at < len(blanked) or not parts:
        parts.append(blanked[at:])
        folded.append(size)
        starts.append(at)
        ends.append(len(blanked))
    whole = "".join(parts)
    return Comparable(whole, lowered(whole), tuple(folded), tuple(starts), tuple(ends), frozenset(breaks))


def folded(text: str) -> str:
    """The compared form alone, without white space around it."""
    return comparable(text).text.strip()


def lowered(text: str) -> str:
    """Without capitals, character for character."""
    # The one letter whose small form is two (Unicode, SpecialCasing).
    return text.lower() if "İ" not in text else text.replace("İ", "\ue000").lower().replace("\ue000", "İ")


def _blanked(text: str, aside: Iterable[tuple[int, int]]) -> str:
    """Spans put out of sight by marks that take no room, offsets unchanged."""
    parts: list[str] = []
    at = 0
    for start, end in aside:
        parts += (text[at:start], "\u200b" * (end - start))
        at = end
    return "".join((*parts, text[at:])) if parts else text


def _replaced(text: str) -> Iterator[tuple[int, int, str, bool]]:
    """What is put for which span, and whether a hyphen at a line end was taken away there."""
    at = last = 0
    while (near := _SOMETHING.search(text, at)) is not None:
        found = _RULES.match(text, near.start())
        if found is None:
            at = near.end()
            continue
        start, end = found.span()
        at = end
        kind = found.lastgroup
        raw = found[0]
        if kind == "space":
            put = " " if any(c.isspace() for c in raw) else ""
        elif kind == "marks":
            put = MARK
        elif kind == "dots":
            put = _ELLIPSIS
        elif kind in ("dash", "hyphens"):
            put = "-"
        elif kind == "hyphen":
            following = text[end : end + 1]
            put = "-" if following.isupper() else ""
        elif kind in ("composed", "other"):
            if kind == "composed" and not "\u1100" <= raw[0] <= "\u115f" and start > last:
                start -= 1  # marks: with the letter they hang on
                raw = text[start:end]
            put = _unicode_form(raw)
            if put == raw:
                continue  # nothing to put: as it stands
        else:  # soft, pressed, unspaced: nothing stands there
            put = ""
        if put != raw:
            yield start, end, put, kind == "hyphen" and not put
            last = end


@lru_cache(maxsize=1 << 14)
def _unicode_form(raw: str) -> str:
    """Composed; ligatures and widths undone. Superscripts stay what they are: ``10²`` is not ``102``."""
    composed = unicodedata.normalize("NFC", raw)
    if len(composed) == 1 and (0xFB00 <= ord(composed) <= 0xFEFC or 0xFF01 <= ord(composed) <= 0xFFEE):
        return unicodedata.normalize("NFKC", composed)
    return composed
