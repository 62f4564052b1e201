"""What was typed into a form, and what is wrong with it: what the macros of ``forms.html`` print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class FormState:
    """``values`` by field name, as typed; ``errors``: messages in the interface's language."""

    values: Mapping[str, Any] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
