"""Which encodings a file that is not UTF-8 could be in: offers for a person, never a decision."""

from __future__ import annotations

import re
import unicodedata

import charset_normalizer

# Encodings files of the field are found in, for short texts that statistics cannot tell apart.
_USUAL = (
    "windows-1251", "koi8-r", "windows-1252", "windows-1250", "windows-1256", "windows-1253", "windows-1254",
    "windows-1255", "windows-1257", "iso-8859-2", "iso-8859-5", "cp866", "gb18030", "big5", "shift_jis",
    "euc-jp", "euc-kr",
)  # fmt: skip
_MANY = 6
_SAMPLE = 32768  # bytes
_WORDS_WITH_LETTERS = re.compile(r"[^\W\d_]+")
Candidate = dict[str, str]


def of(content: bytes) -> tuple[Candidate, ...]:
    """Up to six encodings that fit every byte: those of the statistics first, then plausible usual ones."""
    first = next((i for i, b in enumerate(content) if b > 0x7F), 0)
    start = max(0, first - 512)
    sample = content[start : start + _SAMPLE]
    matched = [m.encoding for m in charset_normalizer.from_bytes(sample)]
    found: dict[str, Candidate] = {}
    usual = sorted(_USUAL, key=lambda n: -_plausible(sample, n))
    for name in map(_label, (*matched[:3], *usual, *matched[3:])):
        if name in found or _plausible(sample, name) <= 0 or len(found) == _MANY:
            continue
        try:
            text = content.decode(name)
        except UnicodeDecodeError:
            continue
        found[name] = {"encoding": name, "preview": preview(text)}
    return tuple(found.values())


def without_mark(content: bytes) -> tuple[Candidate, ...]:
    """UTF-16 or UTF-32 without a byte order mark, where every other byte of plain letters is NUL."""
    found = []
    for name in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"):
        try:
            text = content.decode(name)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text and any(c in text for c in " \n") and _share_of_letters(text[:2000]) > 0.6:
            found.append({"encoding": name, "preview": preview(text)})
    return tuple(found)


def preview(text: str, width: int = 60) -> str:
    """The first words that are not plain ASCII, with what stands around them."""
    at = next((i for i, c in enumerate(text) if c > "\x7f"), 0)
    start = text.rfind(" ", 0, at - 10) + 1 if at > 10 else 0
    return " ".join(text[start : start + width].split())


def _label(name: str) -> str:
    """``cp1251`` as people say it."""
    return re.sub(r"^cp(125\d)$", r"windows-\1", name.replace("_", "-").lower())


def _share_of_letters(text: str) -> float:
    return sum(c.isalnum() or c.isspace() for c in text) / max(1, len(text))


def _plausible(sample: bytes, name: str) -> float:
    """How much the non-ASCII part looks like writing: letters of one script, in lower case mostly.

    Zero or less where it does not decode or holds C1 controls.
    """
    try:
        text = sample.decode(name, "strict")
    except UnicodeDecodeError as error:
        if error.start < len(sample) - 4:  # not just a letter cut in two by the sample's end
            return 0.0
        text = sample[: error.start].decode(name)
    strange = [c for c in text if c > "\x7f"]
    if not strange or any("\x80" <= c <= "\x9f" for c in strange):
        return 0.0
    letters = [c for c in strange if c.isalpha()]
    if not letters:
        return 0.1
    scripts: dict[str, int] = {}
    for c in letters[:4000]:
        script = unicodedata.name(c, "?").split(" ")[0]
        scripts[script] = scripts.get(script, 0) + 1
    one = max(scripts.values()) / sum(scripts.values())
    words: list[str] = _WORDS_WITH_LETTERS.findall(text)
    upper_inside = sum(len(w) > 2 and not w.isupper() and w[1:] != w[1:].lower() for w in words)
    return one * len(letters) / len(strange) / (1 + upper_inside)
