"""Tables for spreadsheets: CSV that no cell of can run.

A cell that a spreadsheet would take for a formula goes out with an apostrophe, as OWASP advises; so does one that
begins with an apostrophe before such a sign, so that what was added can be taken off again. UTF-8 with a byte order
mark, without which Excel reads another encoding; lines end in CRLF, as RFC 4180 has it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

_FORMULA = re.compile(r"\s*'*[=+\-@\t\r\n＝＋－＠|%]")  # spreadsheets take the wide signs too
# PostgreSQL and many readers refuse NUL; no text of an archive needs it in a table.
_NUL = "\0"


def write(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A table with its names in the first row; numbers stay numbers."""
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(header)
    for row in rows:
        table.writerow([cell(value) for value in row])
    return ("\ufeff" + out.getvalue()).encode("utf-8", "replace")


def cell(value: object) -> object:
    """A value as it goes out."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return value
    text = str(value).replace(_NUL, "\ufffd")
    return f"'{text}" if _FORMULA.match(text) else text
