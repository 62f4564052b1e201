"""A manuscript put together part by part, for files that are no text themselves (HTML, DOCX, PDF)."""

from __future__ import annotations

from collections.abc import Iterable

from statement_archive.domain.errors import TooLarge
from statement_archive.importing.lines import has_words, trim
from statement_archive.importing.manuscript import Part, PartKind, Span

MAX_TEXT = 20_000_000  # characters
_BETWEEN = "\n\n"


class Composer:
    """Words are written between ``begin`` and ``end``; every part is parted from the one before by a blank line."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self._pieces: list[str] = []
        self._length = 0
        self._begun = 0

    @property
    def at(self) -> int:
        """The offset at which the next word will stand."""
        return self._length

    @property
    def text(self) -> str:
        return "".join(self._pieces)

    def begin(self) -> int:
        """A new part; its first offset."""
        if self.parts:
            self.write(_BETWEEN)
        self._begun = len(self._pieces)
        return self._length

    def write(self, words: str) -> Span:
        """Raises TooLarge where the text grows past ``MAX_TEXT``."""
        start = self._length
        if words:
            self._pieces.append(words)
            self._length += len(words)
        if self._length > MAX_TEXT:
            raise TooLarge(f"more than the {MAX_TEXT} characters of text taken in one piece")
        return start, self._length

    def end(
        self,
        kind: PartKind,
        *,
        page: str = "",
        lang: str = "",
        level: int = 0,
        asides: Iterable[Span] = (),
    ) -> Part | None:
        """The part that was written; one without words leaves nothing behind."""
        words = "".join(self._pieces[self._begun :])
        if not has_words(words):
            self._length -= len(words)
            del self._pieces[self._begun :]
            if self.parts and self._pieces and self._pieces[-1] == _BETWEEN:
                self._length -= len(self._pieces.pop())
            return None
        start = self._length - len(words)
        bare = trim(words, 0, len(words))
        part = Part(kind, start + bare[0], start + bare[1], page, lang, level, tuple(asides))
        self.parts.append(part)
        return part
