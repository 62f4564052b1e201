"""FORMAT.md names every kind of event that the program writes."""

from __future__ import annotations

import re
from pathlib import Path

import statement_archive
from statement_archive.storage.home import specification

SOURCE = Path(statement_archive.__file__).parent


def test_every_kind_of_event_is_specified() -> None:
    written: set[str] = set()
    for file in SOURCE.rglob("*.py"):
        written |= set(re.findall(r'Draft\(\s*"([a-z]+)"', file.read_text(encoding="utf-8")))
    written |= {"submitted", "regrouped"}  # handed to Draft as a value
    specified = set(re.findall(r"^\| [^|]+ \| `([a-z]+)` \|", specification().decode("utf-8"), re.MULTILINE))
    assert written == specified
