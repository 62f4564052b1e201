"""What the printer added: page numbers, "to be continued" marks, running heads, rules."""

from __future__ import annotations

import re
from collections import Counter

from statement_archive.importing.lines import Line, has_words

# Symbols of documents of the United Nations and bodies near it: A/RES/78/241, CCW/GGE.1/2018/WP.4.
SYMBOL = r"[A-Z][A-Z0-9]{0,9}(?:\.[0-9]{1,3})?(?:/[A-Za-z0-9.\-()*]{1,24}){1,8}"
_PAGE_WORD = r"(?:page|p\.|seite|s\.|стр\.|страница|página|pág\.|pagina|бет|صفحة|الصفحة)"
_OF = r"(?:of|de|von|из|sur|/|من)"
_CERTAIN = (
    re.compile(r"[-–—]\s?(\d{1,4}|[ivxlc]{1,7})\s?[-–—]"),
    re.compile(rf"{_PAGE_WORD}\s?(\d{{1,4}})(?:\s?{_OF}\s?\d{{1,4}})?", re.IGNORECASE),
    re.compile(rf"(\d{{1,4}})\s?{_OF}\s?\d{{1,4}}", re.IGNORECASE),
    re.compile(r"第\s?(\d{1,4})\s?[页頁](?:\s?[,，/]?\s?共\s?\d{1,4}\s?[页頁])?"),
    re.compile(rf"{SYMBOL}\s{{1,40}}(?:page\s)?(\d{{1,4}})(?:\s?/\s?\d{{1,4}})?"),
    re.compile(rf"(\d{{1,4}})(?:\s?/\s?\d{{1,4}})?\s{{1,40}}{SYMBOL}"),
)
_CONTINUED = re.compile(r"/\s?(?:…|\.{2,3})|(?:…|\.{3})\s?/")
_BARE = re.compile(r"\d{1,3}")
_ONLY_SYMBOL = re.compile(SYMBOL)
_MAX_HEAD = 100  # characters of a running head


def certain_page(words: str) -> str | None:
    """The page number of a line that can be nothing else, "" for a mark without one, else None."""
    if len(words) > _MAX_HEAD:
        return None
    if _CONTINUED.fullmatch(words):
        return ""
    match = next((m for m in (p.fullmatch(words) for p in _CERTAIN) if m), None)
    return match.group(1) if match else None


def page_alone(words: str) -> str | None:
    """The page number of a line that stands alone or at a page break: a bare number will do."""
    if _BARE.fullmatch(words):
        return words
    return certain_page(words)


def is_symbol(words: str) -> bool:
    """Whether a line is nothing but a document symbol."""
    return len(words) <= _MAX_HEAD and _ONLY_SYMBOL.fullmatch(words) is not None and any(c.isdigit() for c in words)


def is_rule(words: str) -> bool:
    """A line of signs without letters or digits: ``* * *``, ``______``."""
    return not has_words(words)


def head_key(words: str) -> str:
    """A running head with its page number taken out, for counting how often it comes back."""
    return re.sub(r"\d+", "#", " ".join(words.split()))


def running_heads(text: str, lines: list[Line]) -> frozenset[str]:
    """Keys of lines that come back at page breaks (a form feed or a page number beside them)."""
    full = [line for line in lines if not line.blank]
    beside: Counter[str] = Counter()
    previous_page = False
    for i, line in enumerate(full):
        if line.end - line.start > _MAX_HEAD:
            previous_page = False
            continue
        words = line.cut(text)
        page = page_alone(words) is not None
        after = full[i + 1] if i + 1 < len(full) else None
        next_page = after is not None and (
            after.paged or (after.end - after.start <= _MAX_HEAD and page_alone(after.cut(text)) is not None)
        )
        if not page and (line.paged or previous_page or next_page):
            beside[head_key(words)] += 1
        previous_page = page
    return frozenset(key for key, count in beside.items() if count > 1)
