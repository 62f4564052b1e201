"""FORMAT.md names every kind of event that the program writes."""

from __future__ import annotations

import re
from pathlib import Path

import statement_archive
from statement_archive.storage.home import specification

# A line is drafted, or handed to one of the two that draft lines of a translation.
_WRITES = r'(?:Draft\(|(?:note|commit_units)\(archive, actor, work, \w+,)\s*[\'"]([a-z]+)[\'"]'
SOURCE = Path(statement_archive.__file__).parent


def test_every_kind_of_event_is_specified() -> None:
    written: set[str] = set()
    for file in SOURCE.rglob("*.py"):
        written |= set(re.findall(_WRITES, file.read_text(encoding="utf-8")))
    specified = set(re.findall(r"^\| [^|]+ \| `([a-z]+)` \|", specification().decode("utf-8"), re.MULTILINE))
    assert written == specified
