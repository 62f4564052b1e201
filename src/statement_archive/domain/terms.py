"""Terms: a concept and the words for it, in any number of languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

TermStatus: TypeAlias = Literal["preferred", "admitted", "deprecated", "unknown"]
TERM_STATUSES: tuple[TermStatus, ...] = get_args(TermStatus)


@dataclass(frozen=True, slots=True)
class TermForm:
    """One word or phrase for a concept. ``lang`` is a canonical BCP 47 tag."""

    text: str
    lang: str
    status: TermStatus = "unknown"


@dataclass(frozen=True, slots=True)
class Concept:
    """What several forms mean. ``id`` as its source names it; unique within one glossary, empty where it names none."""

    id: str
    forms: tuple[TermForm, ...]
    definition: str = ""
    subject: str = ""
    source: str = ""
