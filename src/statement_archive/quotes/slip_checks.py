"""What a slip says, each statement checked by itself; and those that need no archive.

::

    ok              it is so
    failed          it is not so: the slip is not what it says, or the archive is not what it was
    not checkable   what it takes is not here (withdrawn since, no archive at hand)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from statement_archive.domain.errors import InvalidInput
from statement_archive.domain.events import sha256
from statement_archive.quotes.slip import SlipFields, digest_of

Result = Literal["ok", "failed", "not checkable"]


@dataclass(frozen=True, slots=True)
class Line:
    """``name``: what was checked; ``told``: what was found, in words."""

    name: str
    result: Result
    told: str


@dataclass(frozen=True, slots=True)
class Since:
    """What happened to the text after the slip was issued; it does not make the slip untrue."""

    kind: Literal["corrected", "withdrawn", "redacted", "merged"]
    date: str
    reason: str
    authority: str = ""
    version: int | None = None


@dataclass(frozen=True, slots=True)
class Verified:
    lines: tuple[Line, ...]
    since: tuple[Since, ...] = ()

    @property
    def failed(self) -> bool:
        return any(line.result == "failed" for line in self.lines)

    @property
    def holds(self) -> bool:
        """Everything could be checked, and is so."""
        return all(line.result == "ok" for line in self.lines)


def judged(name: str, good: bool, told: str, otherwise: str) -> Line:
    return Line(name, "ok", told) if good else Line(name, "failed", otherwise)


def own_digest(slip: Mapping[str, Any]) -> Line:
    """Whether the slip is the one that bears its digest."""
    try:
        found = digest_of(slip)
    except InvalidInput as error:
        return Line("slip", "failed", error.message)
    return judged(
        "slip",
        found == slip["digest"],
        f"SHA-256 {found}",
        f"it was changed: its digest is {found}, it says {slip['digest']}",
    )


def against_files(slip: Mapping[str, Any], fields: SlipFields, files: Sequence[tuple[str, bytes]]) -> Verified:
    """Against digests alone: files (name, bytes) that somebody keeps, and no archive."""
    given = {sha256(content): content for _name, content in files}
    lines = [own_digest(slip), *_texts(fields, given)]
    if fields.text.file is not None:
        lines.append(_received(fields, given))
    named = {fields.text.sha256, *(other.sha256 for other in fields.beside)}
    named |= {fields.text.file.sha256} if fields.text.file else set()
    for name, content in files:
        if sha256(content) not in named:
            lines.append(Line(f"file {name}", "failed", f"the slip names no file of this digest: {sha256(content)}"))
    lines.append(Line("archive", "not checkable", "the record, the verdict and the provenance take the archive"))
    return Verified(tuple(lines))


def _texts(fields: SlipFields, given: Mapping[str, bytes]) -> Iterator[Line]:
    content = given.get(fields.text.sha256)
    if content is None:
        yield Line("text", "not checkable", f"no file given has SHA-256 {fields.text.sha256}")
        yield Line("wording", "not checkable", "the text was not given")
    else:
        yield Line("text", "ok", f"SHA-256 {fields.text.sha256}")
        spans = [("place", fields.place.start, fields.place.end, fields.place.wording)]
        spans.append(("sentences", fields.sentences.start, fields.sentences.end, fields.sentences.text))
        yield wording_line("wording", content, spans)
    for other in fields.beside:
        held = given.get(other.sha256)
        name = f"beside {other.expression}@{other.version}"
        if held is None:
            yield Line(name, "not checkable", f"no file given has SHA-256 {other.sha256}")
        else:
            yield wording_line(name, held, [("passage", other.start, other.end, other.text)])


def wording_line(name: str, content: bytes, spans: Iterable[tuple[str, int, int, str]]) -> Line:
    """Whether the words printed are what stands in the text at their offsets, in code points."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return Line(name, "failed", "the text is not UTF-8")
    wrong = [what for what, start, end, words in spans if text[start:end] != words or end > len(text)]
    return judged(name, not wrong, "the words stand at their offsets", f"other words stand there: {', '.join(wrong)}")


def _received(fields: SlipFields, given: Mapping[str, bytes]) -> Line:
    file = fields.text.file
    if file is None or file.sha256 not in given:
        digest = file.sha256 if file else ""
        return Line("source file", "not checkable", f"no file given has SHA-256 {digest}")
    right = len(given[file.sha256]) == file.bytes
    return judged("source file", right, f"SHA-256 {file.sha256}", f"it has not {file.bytes} bytes")
