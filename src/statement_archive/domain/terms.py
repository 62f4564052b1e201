"""Terms of a glossary: a concept and its forms in several languages.

::

    concept ──▶ forms: text, language, standing (preferred, admitted, deprecated, unknown)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class TermForm:
    """One way to say a concept in one language (BCP 47)."""

    text: str
    lang: str
    status: Literal["preferred", "admitted", "deprecated", "unknown"] = "unknown"


@dataclass(frozen=True, slots=True)
class Concept:
    """``subject`` is the field a term belongs to; ``source`` says who recorded it."""

    id: str
    forms: tuple[TermForm, ...]
    definition: str = ""
    subject: str = ""
    source: str = ""
