"""What stands on either side of a quotation mark, and what that says of it.

::

    said ‘words’, the   left: may open    right: may close    neither: « spaced »    both: 他说"我们"了
         └left └right
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_NO_SPACES = re.compile("[\u2e80-\u9fff\uac00-\ud7af\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\uf900-\ufaff\uff00-\uffef]")
_HEBREW = re.compile("[\u0590-\u05ff]")
_BEFORE_OPENING = frozenset("([{<-–—―‐‑/\\:=¿¡…“„‘‚«‹»\"'「『（【《|*_~\u200b")
_AFTER_CLOSING = frozenset("([{¹²³⁰⁴⁵⁶⁷⁸⁹†‡*)]}>-–—―‐‑/\\.,;:!?…”’»›«\"'」』）】》|*_~،؛؟。，、；：！？।۔↑‘“\u200b")
# Words that begin with an apostrophe, so that none of them is opened by it.
_CLIPPED = re.compile(
    r"(?:tis|twas|twere|twill|em|til|till|cause|bout|round|neath|cos|n|s|t|k|m|ll|re|ve|d|er|im|ns|nem|"
    r"\d{2}(?:s|er|ern)?)(?![^\W_])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Flanks:
    """The characters beside a mark, unseen ones skipped; empty at the ends of the paragraph."""

    before: str
    after: str

    @property
    def inside_word(self) -> bool:
        if self.after.isdigit() and not self.before.isdigit():
            return False  # the number of a note
        return self.before.isalnum() and self.after.isalnum() and not self._unspaced

    @property
    def gershayim(self) -> bool:
        """Within a Hebrew abbreviation: ארה"ב."""
        return _HEBREW.match(self.before) is not None and _HEBREW.match(self.after) is not None

    @property
    def _unspaced(self) -> bool:
        return bool(_NO_SPACES.match(self.before) or _NO_SPACES.match(self.after))

    @property
    def left(self) -> bool:
        """Whether the mark may open what follows."""
        if not self.after or self.after.isspace() or self.after in ".,;:!?)]}،؛؟。，、；：！？）":
            return False
        return (
            not self.before
            or self.before.isspace()
            or self.before in _BEFORE_OPENING
            or _NO_SPACES.match(self.before) is not None
        )

    @property
    def right(self) -> bool:
        """Whether the mark may close what stands before it."""
        if not self.before or self.before.isspace() or self.before in "([{":
            return False
        return (
            not self.after
            or self.after.isspace()
            or self.after in _AFTER_CLOSING
            or (self.after.isdigit() and not self.before.isdigit())
            or _NO_SPACES.match(self.after) is not None
        )


def flanks(text: str, start: int, end: int, low: int, high: int) -> Flanks:
    """Of the mark at ``start:end`` in the paragraph ``low:high``."""
    before, after = start - 1, end
    while before >= low and unicodedata.category(text[before]) == "Cf":
        before -= 1
    while after < high and unicodedata.category(text[after]) == "Cf":
        after += 1
    return Flanks(text[before] if before >= low else "", text[after] if after < high else "")


def is_clipped(text: str, at: int) -> bool:
    """Whether the word at ``at`` is one that an apostrophe stands before: ’90s, ’tis, 'n, 's."""
    return _CLIPPED.match(text, at) is not None


def is_possessive(text: str, at: int, end: int) -> bool:
    """states’ obligations: an s before, a space and a small letter or digit after."""
    return (
        text[at - 1 : at] in ("s", "S", "z", "x") and text[end : end + 1] == " " and text[end + 1 : end + 2].islower()
    )
