"""How much text there is, as translators count it: words, and characters where a script writes no spaces.

::

    "Мы не поддерживаем A/RES/78/241"  ──▶ 7     (letters and digits; strokes and apostrophes part words)
    "我们不支持。"                        ──▶ 5     (each character is one)
"""

from __future__ import annotations

from statement_archive.analysis.characters import ASCII_TOKENS, TOKENS, UNITS


def count_words(text: str) -> int:
    """Words of spaced scripts plus characters of the others; marks and punctuation count for nothing."""
    if text.isascii():
        return sum(1 for _ in ASCII_TOKENS.finditer(text))
    # Group 2 of the pattern is a run of a script without spaces.
    return sum(sum(1 for _ in UNITS.finditer(m[0])) if m.lastindex == 2 else 1 for m in TOKENS.finditer(text))
