"""Countries to choose from, by ISO 3166 code."""

from __future__ import annotations

from statement_archive.web.locale import interface_locale
from statement_archive.web.names import own_codes, sorted_by_name, territory_name
from statement_archive.web.say import _

# Codes that CLDR names beside those of countries: unions, test codes, islands without a code of their own in ISO.
_NO_COUNTRY = frozenset({"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO", "AC", "CP", "DG", "EA", "IC", "TA", "CQ"})


def country_options() -> list[tuple[str, str]]:
    """Sorted by name in the interface's language, after an empty choice. With the States of this archive whose
    code ISO leaves to its users."""
    codes = [str(code) for code in interface_locale().territories]
    codes = [code for code in codes if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRY]
    codes = list(dict.fromkeys([*codes, *own_codes()]))
    return [("", _("Not recorded")), *((code, territory_name(code)) for code in sorted_by_name(codes, territory_name))]
