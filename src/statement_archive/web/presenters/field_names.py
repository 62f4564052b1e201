"""Names of fields and values of the query language in the languages of the interface, for the help page."""

from __future__ import annotations

from dataclasses import dataclass

from statement_archive.analysis.query_language.aliases import FIELD_ALIASES, IN_ALIASES, VALUE_ALIASES
from statement_archive.web.names import html_lang, language_name, text_direction


@dataclass(frozen=True, slots=True)
class AliasTable:
    """``rows``: what can be typed, and what it stands for."""

    name: str
    lang: str
    dir: str
    rows: tuple[tuple[str, str], ...]


def alias_tables() -> list[AliasTable]:
    """One for each language that has names of its own."""
    return [AliasTable(language_name(tag), html_lang(tag), text_direction(tag), _rows(tag)) for tag in FIELD_ALIASES]


def _rows(tag: str) -> tuple[tuple[str, str], ...]:
    fields = FIELD_ALIASES[tag]
    rows = [(" ".join(f"{alias}:" for alias in names), f"{field}:") for field, names in fields.items()]
    rows += [(f"{alias}:en(…)", "in:en(…)") for alias in IN_ALIASES.get(tag, ())]
    for field, values in VALUE_ALIASES.get(tag, {}).items():
        prefix = fields[field][0]
        rows += [
            (" ".join(f"{prefix}:{alias}" for alias in names), f"{field}:{value}") for value, names in values.items()
        ]
    return tuple(rows)
