"""A quote slip: one quotation and its proof, as canonical JSON that carries its own digest.

::

    what is held ──workflow.slip──▶ fields ──sealed──▶ slip = fields + digest
    slip ──canonical──▶ bytes: RFC 8785 (sorted names, no white space, UTF-8)
    digest = SHA-256 of the canonical form of the slip without ``digest``

A slip attests the stored text, not the utterance. It is stored nowhere: the same state of the archive gives the same
slip again. Fields: docs/slips.md.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Any

import msgspec
import rfc8785
from msgspec import Meta

from statement_archive.domain.errors import InvalidInput
from statement_archive.domain.events import sha256

FORMAT = "quote-slip/1"
ATTESTS = (
    "This slip attests which words stand in a stored text, with the digest of that text. "
    "It does not attest that they were uttered."
)
MOST_BYTES = 32 * 1024 * 1024
_GROUPS, _GROUP = 4, 4  # of the short form: 16 hexadecimal digits

Slip = dict[str, Any]
Digest = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$")]
Count = Annotated[int, Meta(ge=0)]


class HeadField(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    ledger: str
    event: Annotated[int, Meta(ge=1)]
    hash: Digest


class FileField(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    path: str
    sha256: Digest
    bytes: Count


class TextField(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    work: str
    expression: str
    version: Annotated[int, Meta(ge=1)]
    versions: Annotated[int, Meta(ge=1)]
    lang: str
    path: str
    sha256: Digest
    characters: Count
    file: FileField | None


class PlaceField(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    locator: str
    paragraphs: tuple[str, ...]
    start: Count
    end: Count
    wording: str
    lang: str


class SentencesField(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    segments: tuple[str, ...]
    start: Count
    end: Count
    text: str


class ClaimField(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    work: str
    speaker: str
    date: str


class BesideField(msgspec.Struct, frozen=True):
    """What can be compared of a passage in another text; its facts are compared as they are."""

    expression: str
    version: Annotated[int, Meta(ge=1)]
    start: Count
    end: Count
    text: str
    sha256: Digest


class SlipFields(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The form of a slip: what must be there to be compared with an archive."""

    format: str
    attests: str
    issued: str
    home: str
    ledgers: tuple[HeadField, ...]
    link: str
    quotation: str | None
    claim: ClaimField | None
    check: dict[str, Any] | None
    relation: str
    text: TextField
    place: PlaceField
    sentences: SentencesField
    original: dict[str, Any]
    beside: tuple[BesideField, ...]
    provenance: dict[str, Any]
    sentence: str
    digest: Digest


def sealed(fields: Mapping[str, Any]) -> Slip:
    """The slip with its digest. Raises InvalidInput for what canonical JSON cannot say (half a surrogate pair)."""
    bare = {name: value for name, value in fields.items() if name != "digest"}
    return {**bare, "digest": digest_of(bare)}


def digest_of(slip: Mapping[str, Any]) -> str:
    """The digest that a slip must bear: of everything in it but the digest itself. Raises InvalidInput."""
    return sha256(_canonical({name: value for name, value in slip.items() if name != "digest"}))


def canonical(slip: Mapping[str, Any]) -> bytes:
    """The slip as a file."""
    return _canonical(dict(slip))


def _canonical(value: dict[str, Any]) -> bytes:
    try:
        return rfc8785.dumps(value)
    except (rfc8785.CanonicalizationError, UnicodeError) as error:
        raise InvalidInput(f"this cannot be written as canonical JSON: {error}") from error


def short(digest: str) -> str:
    """A digest as people compare it: ``1b4f 0e98 5197 1998``."""
    return " ".join(digest[at : at + _GROUP] for at in range(0, _GROUPS * _GROUP, _GROUP))


def read_slip(content: bytes) -> tuple[Slip, SlipFields]:
    """A slip from its JSON, as data and typed; whether it is true is for ``verify``. Raises InvalidInput."""
    if len(content) > MOST_BYTES:
        raise InvalidInput("a quote slip is not that large")
    try:
        slip = json.loads(content.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_constant)
        fields = msgspec.convert(slip, SlipFields, strict=True)
    except (ValueError, RecursionError, msgspec.ValidationError) as error:
        raise InvalidInput(f"not a quote slip: {error}") from error
    if fields.format != FORMAT:
        raise InvalidInput(f"a quote slip of another format: {fields.format[:80]!r}")
    return slip, fields


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A name that stands twice would be read one way here and another way elsewhere."""
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError("a name stands twice in one object")
    return made


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is not JSON")
