"""How documents lie in a tantivy index, and which folder it lies in.

::

    <folder>/format          layout, and the name of the index that counts
    <folder>/<name>/         tantivy's files; another name is a new index beside the old one

    line         token ␠ stem ␠ token ␠ stem ...    even positions exact tokens, odd ones stems, marked
    key, ref     the key; the key with the digest
    attribute    name and value, and ``all`` for every document
    group        a number for a text with all its attributes: what facets and orders are counted by
    grouping     that number with the text and the attributes as JSON, in pieces
    segment      its name as a number, if it has at most seven bytes: with the group, the key of a hit
    length       number of tokens
    date         the least value of that attribute: orders by it are asked for most

With stems between the tokens one field answers for both, and a phrase query with offsets says exactly which of
them stand how far from each other.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import uuid
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import tantivy

from statement_archive.domain.query import Document, DocumentKey

LAYOUT = f"statement-archive search 1, tantivy {version('tantivy')}"
Attributes = Mapping[str, Sequence[str]]
STEM = "\x01"  # before each stem: no exact token begins so
ALL = "all"
DATE = "date"  # the attribute that has a column of its own
_FITS = 7  # bytes of the name of a segment
_PIECE = 16_000  # characters of a grouping in one term; a term has at most 65,530 bytes
_LONGEST = 10_000  # characters of a token as it stands
# White space parts tokens in a line, so one inside a token is spelt; so is what spells.
_SPELT = re.compile("[\\s\x01\x1c-\x1f\x85\ue000]")


def spelt(token: str) -> str:
    """A token as one run without white space; its beginnings are spelt as beginnings."""
    if len(token) > _LONGEST:
        token = token[:_LONGEST] + blake2b(token.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    return _SPELT.sub(lambda m: f"\ue000{ord(m[0]):x}\ue000", token) if token else "\ue000"


def line_of(exact: Sequence[str], stems: Sequence[str]) -> str:
    """The content of the field ``line``: tokens and their stems in turn."""
    # What prints has no white space but the blank and nothing that spells: so are nearly all lines.
    content = "".join((*exact, *stems))
    if content.isprintable() and " " not in content and "" not in exact and len(content) < _LONGEST:
        return " ".join(map(f" {STEM}".join, zip(exact, stems, strict=True)))
    return " ".join(
        [f"{spelt(token)} {STEM}{spelt(stem) if stem else ''}" for token, stem in zip(exact, stems, strict=True)]
    )


def stem_term(stem: str) -> str:
    return STEM + spelt(stem)


def tokens_of(line: str) -> tuple[list[str], list[str]]:
    """Exact tokens and stems of a line, spelt as they lie there."""
    words = line.split(" ") if line else []
    return words[::2], [stem[1:] for stem in words[1::2]]


def key_text(key: DocumentKey) -> str:
    return "\t".join((key.work, key.expression, str(key.version), key.segment))


def parse_ref(ref: str) -> tuple[DocumentKey, str]:
    """The key and the digest in a ``ref``."""
    name, _, digest = ref.rpartition("\n")
    work, expression, version, segment = name.split("\t")
    return DocumentKey(work, expression, int(version), segment), digest


def attribute_term(name: str, value: str) -> str:
    return f"{name}\x1f{value}"


class _Group(NamedTuple):
    """What documents of one text with the same attributes have in common."""

    number: int
    pieces: list[str]
    terms: list[str]
    date: str


def _group(work: str, expression: str, version: int, attributes: Attributes) -> _Group:
    listed = {name: sorted(set(values)) for name, values in sorted(attributes.items()) if values}
    text = json.dumps([work, expression, version, listed], ensure_ascii=False, separators=(",", ":"))
    number = int.from_bytes(blake2b(text.encode(), digest_size=8).digest()) >> 1
    pieces = [f"{number:016x}{n:04}{text[at : at + _PIECE]}" for n, at in enumerate(range(0, len(text), _PIECE))]
    terms = [ALL, *sorted(attribute_term(name, v) for name, values in listed.items() for v in values)]
    return _Group(number, pieces, terms, min(listed.get(DATE, ()), default=""))


def segment_number(segment: str) -> int:
    """0 where the name does not fit."""
    encoded = segment.encode("utf-8", "surrogatepass")
    return int.from_bytes(encoded) if len(encoded) <= _FITS and not encoded.startswith(b"\0") else 0


@lru_cache(maxsize=1 << 12)
def segment_name(number: int) -> str:
    return number.to_bytes((number.bit_length() + 7) // 8).decode("utf-8", "surrogatepass")


class Storing:
    """Documents as tantivy takes them. What has just been worked out of a group is kept for the next document."""

    def __init__(self) -> None:
        self._asked: tuple[str, str, int, Attributes] | None = None
        self._found = _Group(0, [], [], "")

    def document(self, document: Document) -> tantivy.Document:
        line = line_of(document.exact, document.stems)
        return self.stored(document.key, document.digest, line, document.attributes)

    def stored(self, key: DocumentKey, digest: str, line: str, attributes: Attributes) -> tantivy.Document:
        asked = key.work, key.expression, key.version, attributes
        if asked != self._asked:
            self._asked, self._found = asked, _group(*asked)
        group, name = self._found, key_text(key)
        ref = f"{name}\n{digest}"
        made = tantivy.Document(key=name, ref=ref, line=line, attribute=group.terms, grouping=group.pieces)
        made.add_unsigned("group", group.number)
        made.add_unsigned("segment", segment_number(key.segment))
        made.add_unsigned("length", (line.count(" ") + 1) // 2 if line else 0)
        if group.date:
            made.add_text("date", group.date)
        return made


def schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("ref", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("line", stored=True, tokenizer_name="tokens", index_option="position")
    builder.add_text_field("attribute", tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("group", stored=True, indexed=True, fast=True)
    builder.add_unsigned_field("segment", fast=True)
    builder.add_unsigned_field("length", fast=True)
    builder.add_text_field("date", fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("grouping", tokenizer_name="raw", index_option="basic")
    return builder.build()


def open_index(folder: Path, name: str) -> tantivy.Index:
    index = tantivy.Index.open(str(folder / name))
    index.register_tokenizer("tokens", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    index.config_reader("manual")
    return index


# -- folders ------------------------------------------------------------------------------------------


def make(folder: Path) -> str:
    """An empty index in the folder; what else lies there goes. Returns its name."""
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(mode=0o700)
    name = make_beside(folder)
    name_index(folder, name)
    return name


def make_beside(folder: Path) -> str:
    """An empty index that does not count yet."""
    name = uuid.uuid4().hex
    (folder / name).mkdir(mode=0o700)
    tantivy.Index(schema(), path=str(folder / name))
    return name


def name_index(folder: Path, name: str) -> None:
    """From now on this index counts; the others go."""
    aside = folder / f"format.{name}"
    aside.write_text(f"{LAYOUT}\n{name}\n", encoding="utf-8")
    aside.replace(folder / "format")
    for other in folder.iterdir():
        if other.is_dir() and other.name != name:
            shutil.rmtree(other, ignore_errors=True)


def instance(folder: Path) -> str:
    """Which index counts; empty where there is none of this layout, or one that somebody else could have
    written to."""
    try:
        found = folder.lstat()
        named = (folder / "format").read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
    private = stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o022
    layout, _, name = named.strip().partition("\n")
    return name if private and layout == LAYOUT and name.isalnum() else ""


def signature(folder: Path, name: str) -> tuple[Any, ...]:
    """Equal as long as nothing was committed and the folder is as private as it was; empty without an index."""
    try:
        # os.stat, not pathlib: every query asks, and the paths cost more than the answers.
        above, named, state = folder.lstat(), os.stat(f"{folder}/format"), os.stat(f"{folder}/{name}/meta.json")  # noqa: PTH116
    except OSError:
        return ()
    return (above.st_mode, above.st_uid, above.st_ino, *_mark(named), *_mark(state))


def _mark(found: os.stat_result) -> Iterable[int]:
    return found.st_ino, found.st_mtime_ns, found.st_size
