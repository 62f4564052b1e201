"""What became of each file of a zip."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import url_for

from statement_archive.web.presenters import submission
from statement_archive.web.presenters.said import Said, said


@dataclass(frozen=True, slots=True)
class Line:
    """One file: its name in the zip, where it is told of, what was counted or why it was refused."""

    name: str
    address: str
    expression: str
    counts: tuple[tuple[str, str], ...]
    waits: bool
    refused: Said | None


def lines(files: list[dict[str, Any]]) -> list[Line]:
    """Files as the draft of a zip keeps them: ``name``, ``draft``, and ``result`` or ``refused``.

    Those that wait for somebody come first, then refused ones, then the rest, each in the order of the zip.
    """
    return sorted((_line(each) for each in files), key=lambda line: (not line.waits, line.refused is None))


def _line(each: dict[str, Any]) -> Line:
    if "result" not in each:
        address = url_for("translate.kept_file", draft=each["draft"])
        return Line(each["name"], address, "", (), waits=False, refused=said(each["refused"]))
    result = each["result"]
    address = url_for("translate.result", work=result["work"], expression=result["expression"], draft=each["draft"])
    waits = any(result[name] for name in ("conflicts", "refused", "questions"))
    return Line(each["name"], address, result["expression"], submission.counts(result), waits, refused=None)
