"""What a reader cannot see in a text, said in words: controls, bidi marks, mixed line ends, odd forms.

Nothing is changed; each finding is one warning with the lines it stands on.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict

from statement_archive.importing.lines import LineIndex

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
_PARAGRAPH_END = re.compile("\r\n|[\n\r\x1c-\x1e\x85\u2029]")  # Unicode class B (UAX 9, P1)
_NAMED = (
    ("U+FFFD stands in the text: an earlier conversion has lost characters", re.compile("\ufffd")),
    ("soft hyphens", re.compile("\u00ad")),
    ("line or page separators that are not line breaks to every program", re.compile("[\v\x85\u2028\u2029]")),
    ("byte order marks inside the text", re.compile("(?<!^)\ufeff")),
)


def warnings_of(text: str) -> tuple[str, ...]:
    """Warnings about ``text``, in a fixed order, each naming lines (1-based)."""
    index = LineIndex(text)
    found: list[str] = []
    if text.startswith("\ufeff"):
        found.append("byte order mark (U+FEFF) at the beginning, kept")
    found += _mixed_line_ends(text)
    found += _listed("control characters", _CONTROLS, text, index)
    found += _listed("bidirectional controls", _BIDI, text, index)
    found += _unbalanced(text, index)
    found += _listed("private-use characters", _PRIVATE, text, index)
    for name, pattern in _NAMED:
        lines = {index.number(m.start()) for m in pattern.finditer(text)}
        if lines:
            found.append(f"{name} ({lines_in_words(lines)})")
    if not unicodedata.is_normalized("NFC", text):
        found.append("not in Unicode form NFC: some letters are written with separate marks; kept as they are")
    return tuple(found)


def lines_in_words(lines: set[int], limit: int = 5) -> str:
    """``lines 3, 7, 9 and 12 more``."""
    first = sorted(lines)[:limit]
    more = f" and {len(lines) - limit} more" if len(lines) > limit else ""
    return f"line{'s' if len(lines) > 1 else ''} {', '.join(map(str, first))}{more}"


def _listed(noun: str, pattern: re.Pattern[str], text: str, index: LineIndex) -> list[str]:
    """One warning that names each code point and its lines."""
    places: defaultdict[str, set[int]] = defaultdict(set)
    for match in pattern.finditer(text):
        places[match.group()].add(index.number(match.start()))
    if not places:
        return []
    parts = [f"{code_point(char)} ({lines_in_words(lines)})" for char, lines in sorted(places.items())[:10]]
    return [f"{noun}: {', '.join(parts)}"]


def code_point(char: str) -> str:
    """``U+202E RIGHT-TO-LEFT OVERRIDE``."""
    name = unicodedata.name(char, "")
    return f"U+{ord(char):04X} {name}".rstrip()


def _mixed_line_ends(text: str) -> list[str]:
    crlf = text.count("\r\n")
    counts = {"LF": text.count("\n") - crlf, "CR": text.count("\r") - crlf, "CRLF": crlf}
    used = [f"{n} {name}" for name, n in counts.items() if n]
    return [f"mixed line ends: {', '.join(used)}; kept as they are"] if len(used) > 1 else []


def _unbalanced(text: str, index: LineIndex) -> list[str]:
    """Embeddings and isolates that are not closed in their own paragraph, or closed twice."""
    open_lines: set[int] = set()
    stray_lines: set[int] = set()
    stack: list[tuple[str, int]] = []
    breaks = [m.start() for m in _PARAGRAPH_END.finditer(text)] if _BIDI.search(text) else []
    at = 0
    for match in _BIDI.finditer(text):
        while at < len(breaks) and breaks[at] < match.start():
            open_lines.update(line for _, line in stack)
            stack.clear()
            at += 1
        char, line = match.group(), index.number(match.start())
        if char in "\u202a\u202b\u202d\u202e":
            stack.append(("\u202c", line))
        elif char in "\u2066\u2067\u2068":
            stack.append(("\u2069", line))
        elif char in "\u202c\u2069":
            if stack and stack[-1][0] == char:
                stack.pop()
            else:
                stray_lines.add(line)
    open_lines.update(line for _, line in stack)
    found = []
    if open_lines:
        found.append(f"unbalanced bidirectional controls: not closed ({lines_in_words(open_lines)})")
    if stray_lines:
        found.append(f"unbalanced bidirectional controls: closed without opening ({lines_in_words(stray_lines)})")
    return found
