"""What was typed into a form that could not be taken: shown back, so that nothing is typed twice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from werkzeug.datastructures import FileStorage, MultiDict

from statement_archive.web.presenters.labels import FIELD_LABELS

_MOST = 2_000_000  # characters: what a page can show back
# Not what a person wrote: what the page put there, and choices, which are sent again but tell nobody anything.
_UNTOLD = frozenset(
    {
        *("csrf_token", "base", "revision", "head", "bridge_shown", "do", "take", "unit", "expression", "grain"),
        *("kind", "rendition", "delivered_in", "speaker_is", "body_kind", "maker_kind", "method", "standing", "part"),
        *(
            "digest",
            "window",
            "took",
            "took_at",
            "how",
            "origin",
            "inserted",
            "seen",
            "source",
            "into",
            "source_version",
        ),
        *("visibility", "sentences", "media", "bridge", "statement_kind", "basis_how", "significance", "sure"),
    }
)
_SECRET = ("password", "again")


@dataclass(frozen=True, slots=True)
class Typed:
    """``shown``: label and value of what a person wrote; ``fields``: everything, to be sent again to ``address``,
    empty where it must not be; ``files``: names of files, which have to be chosen again."""

    shown: tuple[tuple[str, str], ...]
    fields: tuple[tuple[str, str], ...]
    files: tuple[str, ...]
    address: str


def typed_in(
    form: MultiDict[str, str], files: MultiDict[str, FileStorage], address: str, *, again: bool
) -> Typed | None:
    """None where nothing was typed, where it is too much to show, and where it holds a password."""
    pairs = [(name, value) for name, value in form.items(multi=True) if name != "csrf_token"]
    if sum(len(value) for _name, value in pairs) > _MOST or any(_secret(name) for name, _value in pairs):
        return None
    shown = tuple(_shown(pairs))
    chosen = tuple(file.filename for file in files.values() if file.filename)
    if not shown and not chosen:
        return None
    return Typed(shown, tuple(pairs) if again and not chosen else (), chosen, address)


def _secret(name: str) -> bool:
    return any(part in name for part in _SECRET)


def _shown(pairs: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    for name, value in pairs:
        if value.strip() and name not in _UNTOLD:
            yield str(FIELD_LABELS.get(name, name)), value
