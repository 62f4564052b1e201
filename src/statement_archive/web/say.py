"""Words in the language of the interface: flask_babel's functions, typed.

``N_`` marks a text that is translated when it is printed with ``str``.
"""

from __future__ import annotations

from typing import TypeAlias

import flask_babel

Later: TypeAlias = object


def _(message: str, **values: object) -> str:
    return str(flask_babel.gettext(message, **values))


def ngettext(one: str, many: str, n: int, **values: object) -> str:
    """``%(num)d`` is ``n``."""
    return str(flask_babel.ngettext(one, many, n, **values))


def pgettext(context: str, message: str, **values: object) -> str:
    return str(flask_babel.pgettext(context, message, **values))


def N_(message: str) -> Later:  # noqa: N802 (the usual name)
    return flask_babel.lazy_gettext(message)
