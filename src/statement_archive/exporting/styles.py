"""The styles at hand, by name: written for this archive, for statements and documents alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from statement_archive.domain.errors import InvalidInput
from statement_archive.exporting.style_file import Style, packaged, read_style

DEFAULT = "chicago-notes"
NAMES = (
    "chicago-notes",
    "chicago-author-date",
    "mla",
    "apa",
    "oscola",
    "bluebook",
    "gost-r-7.0.5",
    "gb-t-7714",
    "un",
)
# What else they are called, letters and digits alone.
_ALSO: Mapping[str, str] = {
    "chicago": "chicago-notes",
    "chicagonote": "chicago-notes",
    "chicagonotesbibliography": "chicago-notes",
    "chicagofullnotebibliography": "chicago-notes",
    "modernlanguageassociation": "mla",
    "americanpsychologicalassociation": "apa",
    "bluebooklawreview": "bluebook",
    "gost": "gost-r-7.0.5",
    "gostr7052008": "gost-r-7.0.5",
    "gbt77142015": "gb-t-7714",
    "gb7714": "gb-t-7714",
    "chinanationalstandardgbt77142015note": "gb-t-7714",
    "unitednations": "un",
}


def style_named(name: str) -> Style:
    """Raises InvalidInput with the names that are known."""
    plain = _plain(name)
    found = next((each for each in NAMES if _plain(each) == plain), _ALSO.get(plain))
    if found is None:
        raise InvalidInput(f"no citation style {name[:60]!r}", choices=NAMES)
    return _read(found)


@lru_cache(maxsize=len(NAMES))
def _read(name: str) -> Style:
    return read_style(packaged(f"{name}.csl"), name=name, own=True)


def _plain(name: str) -> str:
    return re.sub(r"[\W_]", "", name.casefold())
