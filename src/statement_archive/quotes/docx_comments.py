"""The user's own DOCX back, with a comment at each quotation: ``with_comments``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment to be set: ``start``/``end`` in the text of the manuscript read from the same bytes.

    ``text`` may have several lines: each becomes a paragraph of the comment.
    """

    start: int
    end: int
    text: str


def with_comments(
    content: bytes, remarks: Sequence[Remark], *, author: str, now: datetime, initials: str = ""
) -> bytes:
    """The DOCX with a Word comment at each remark; everything else as it was. Raises what reading it raises."""
    raise NotImplementedError
