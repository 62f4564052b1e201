"""What every file for translators holds, before it takes the form of one format.

::

    ExchangeHead   which state of which translation, of which source; who made it; its licence
    ExchangeUnit   a unit, the source it was made from, where it stands
        └─▶ po.write   xliff.write   xliff2.write   tmx.write
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeAlias, get_args

import langcodes

from statement_archive.domain.language import primary
from statement_archive.domain.translations import Unit

FileFormat: TypeAlias = Literal["po", "xliff", "xliff2", "tmx"]
FILE_FORMATS: tuple[FileFormat, ...] = get_args(FileFormat)
EXTENSIONS: dict[FileFormat, str] = {"po": "po", "xliff": "xlf", "xliff2": "xlf", "tmx": "tmx"}
TOOL = "statement-archive"
_COMMENT_ROOM = 74


@dataclass(frozen=True, slots=True)
class Credits:
    """Names of those who translated and who reviewed, each in the order in which they came."""

    translators: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExchangeHead:
    """What a file says of the state it shows. ``version`` is the base of what comes back."""

    work: str
    expression: str
    lang: str
    source_expression: str
    source_lang: str
    source_version: int
    source_digest: str
    version: int
    event: int
    revised: datetime
    translator: str
    credits: Credits = field(default_factory=Credits)
    licence: str = ""
    standing: str = ""


@dataclass(frozen=True, slots=True)
class ExchangeUnit:
    """A unit with the source text its target was made from (where it is outdated and known, else empty) and a
    reference: a path without spaces, and line. ``by`` and ``at``: who gave its target and when, as far as known."""

    unit: Unit
    made_from: str = ""
    reference: str = ""
    comments: tuple[str, ...] = ()
    by: str = ""
    at: datetime | None = None

    @property
    def paragraph(self) -> str:
        return self.unit.source.paragraph

    @property
    def state(self) -> str:
        """``initial``, ``draft``, ``translated``, ``reviewed``, ``final``, ``outdated`` or ``verbatim``."""
        unit = self.unit
        if unit.verbatim:
            return "verbatim"
        if unit.outdated:
            return "outdated"
        return "draft" if unit.text and unit.state == "initial" else unit.state

    @property
    def target(self) -> str:
        """The target text; of a verbatim unit, the source text."""
        return self.unit.text or (self.unit.source.text if self.unit.verbatim else "")


def one_line(value: str) -> str:
    """A value without line breaks or control characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in value).split())


def credit_lines(head: ExchangeHead) -> Iterator[str]:
    """Credits and licence in lines of 74 characters at most: wider comments do not survive every PO tool."""
    for label, names in (("Translated by", head.credits.translators), ("Reviewed by", head.credits.reviewers)):
        if names:
            yield from _wrapped(f"{label}: {'; '.join(one_line(name) for name in names)}")
    if head.licence:
        yield from _wrapped(f"Licence: {one_line(head.licence)}")


def _wrapped(line: str) -> list[str]:
    return textwrap.wrap(line, _COMMENT_ROOM, subsequent_indent="  ", break_on_hyphens=False)


# Trados and memoQ expect this region where CLDR's likely subtags name another.
_LIKELY_REGION = {"ar": "SA"}


def regional(tag: str) -> str:
    """A tag with a region, as Trados demands it: ``fr`` is ``fr-FR``, ``zh-Hans`` is ``zh-CN``, ``sr-Latn`` is
    ``sr-Latn-RS``. Tags that name no one language stay as they are."""
    if primary(tag) in ("und", "mul", "zxx"):
        return tag
    given = langcodes.get(tag)
    likely = given.maximize()
    region = given.territory or _LIKELY_REGION.get(primary(tag)) or likely.territory
    if not region or not likely.language:
        return tag
    short = f"{likely.language}-{region}"
    usual = langcodes.get(short).maximize().script
    return short if likely.script in (None, usual) else f"{likely.language}-{likely.script}-{region}"


def same_language(tag: str, exact: str) -> bool:
    """Whether ``tag``, as some tool writes it, can stand for ``exact``: regions and scripts aside."""
    try:
        there = {primary(langcodes.standardize_tag(tag.replace("_", "-"), macro=m)) for m in (False, True)}
    except ValueError:
        return True  # no tag at all tells nothing
    here = {primary(langcodes.standardize_tag(exact, macro=m)) for m in (False, True)}
    return bool(there & here)


# --- what identifies a file, where only one string survives ------------------------------------------------

_ORIGINAL = re.compile(
    rf"{TOOL}/(?P<work>[a-z0-9-]+)/(?P<expression>[a-z0-9.-]+)@(?P<version>\d{{1,9}})"
    r"/(?P<source>[a-z0-9.-]+)@(?P<source_version>\d{1,9})/(?P<lang>[A-Za-z0-9-]+)/(?P<source_lang>[A-Za-z0-9-]+)"
)


def original_of(head: ExchangeHead) -> str:
    """``statement-archive/<work>/<expression>@<base>/<source>@<version>/<lang>/<source lang>``: path-like, with
    nothing in it that a tool would escape."""
    there = f"{head.expression}@{head.version}/{head.source_expression}@{head.source_version}"
    return f"{TOOL}/{head.work}/{there}/{head.lang}/{head.source_lang}"


def identity(head: ExchangeHead) -> dict[str, str]:
    """The same as named values, for a note."""
    return {
        "work": head.work,
        "expression": head.expression,
        "version": str(head.version),
        "source": head.source_expression,
        "source_version": str(head.source_version),
        "lang": head.lang,
        "source_lang": head.source_lang,
        "source_digest": head.source_digest[:32],
    }


def identified(original: str, note: str) -> dict[str, str]:
    """What a file says it is, by its ``original`` and its note, whichever survived; the note first."""
    found = _ORIGINAL.search(original.replace("\\", "/"))
    said = {**found.groupdict()} if found else {}
    for line in note.split("\n"):
        name, colon, value = line.strip().partition(": ")
        if colon and name in _NOTE_NAMES and value.strip():
            said[name] = value.strip()
    return said


_NOTE_NAMES = frozenset({"work", "expression", "version", "source", "source_version", "lang", "source_lang"})


def safe_id(key: str) -> str:
    """A unit key as an XML NMTOKEN: a space becomes ``_``, anything else that has no place there too."""
    return re.sub(r"[^A-Za-z0-9._-]", "_", key)


def key_of_id(raw: str) -> str:
    """The unit key that a safe id stands for."""
    return raw.replace("_", " ")
