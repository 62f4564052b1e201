"""Bring the interface catalogues to what the code says: ``python scripts/catalogues.py``.

Strings are extracted from the web ring; known translations are kept, new strings come in empty, strings that
are gone go. Nothing is guessed: a test fails until every string is translated.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
WEB = ROOT / "src" / "statement_archive" / "web"
METHODS = [("**.py", "python"), ("templates/**.html", "jinja2")]
KEYWORDS = {"_": None, "N_": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}


def template() -> Catalog:
    """Every string of the interface, as it stands in the code."""
    found = Catalog(project="statement-archive", fuzzy=False)
    options = {"templates/**.html": {"trimmed": "true", "silent": "false"}}
    extracted = extract_from_dir(WEB, METHODS, options, keywords=KEYWORDS, comment_tags=("Translators:",))
    for file, _line, message, comments, context in extracted:
        found.add(message, None, [(file, 0)], auto_comments=comments, context=context)
    return found


def main() -> None:
    strings = template()
    for path in sorted(WEB.glob("translations/*/LC_MESSAGES/messages.po")):
        held = read_po(BytesIO(path.read_bytes()), locale=path.parts[-3])
        held.update(strings, no_fuzzy_matching=True)
        held.obsolete.clear()
        out = BytesIO()
        write_po(out, held, width=110, no_location=True, sort_output=True, omit_header=False)
        path.write_bytes(out.getvalue())


if __name__ == "__main__":
    main()
