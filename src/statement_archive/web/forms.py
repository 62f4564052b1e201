"""What was typed into a form, and what is wrong with it: what the macros of ``forms.html`` print."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class FormState:
    """``values`` by field name, as typed; ``errors``: messages in the interface's language; ``notes``: names of
    fields beside which a note stands, in an element with the id ``f-<name>-note``."""

    values: Mapping[str, Any] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    notes: Container[str] = ()
