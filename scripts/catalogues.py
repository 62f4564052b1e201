"""Bring the interface catalogues to what the code says: ``python scripts/catalogues.py``.

Strings are extracted from the web ring; known translations are kept, new strings come in empty, strings that
are gone go. Nothing is guessed. With ``--check`` nothing is written: exit status 1 where a string of a complete
catalogue has no translation.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
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


def catalogues() -> list[Path]:
    return sorted(WEB.glob("translations/*/LC_MESSAGES/messages.po"))


def untranslated(path: Path) -> list[str]:
    """Strings of the code that a catalogue does not have whole, and guesses that it has."""
    held = read_po(BytesIO(path.read_bytes()), locale=path.parts[-3])
    return [str(message.id) for message in template() if message.id and not _whole(held.get(message.id))]


def _whole(message: Message | None) -> bool:
    if message is None or message.fuzzy:
        return False
    forms = message.string if isinstance(message.string, list | tuple) else (message.string,)
    return all(forms)


def check() -> int:
    wrong = {path.parts[-3]: missing for path in catalogues() if (missing := untranslated(path))}
    for code, missing in wrong.items():
        sys.stderr.write(f"{code}: {len(missing)} strings without a translation\n")
        sys.stderr.writelines(f"  {each}\n" for each in missing)
    return 1 if wrong else 0


def update() -> int:
    strings = template()
    for path in catalogues():
        held = read_po(BytesIO(path.read_bytes()), locale=path.parts[-3])
        held.update(strings, no_fuzzy_matching=True)
        held.obsolete.clear()
        out = BytesIO()
        write_po(out, held, width=110, no_location=True, sort_output=True)
        path.write_bytes(out.getvalue())
    return 0


if __name__ == "__main__":
    sys.exit(check() if "--check" in sys.argv[1:] else update())
