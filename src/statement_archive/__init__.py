"""A multilingual archive of statements: exact wording, translation tracking, full-text search.

::

    cli ─▶ web ─▶ bootstrap ─▶ workflow ─▶ align | formats | importing | analysis ─▶ domain
                     └──────▶ storage | search | accounts (behind the ports of domain) ─▶ domain

    from statement_archive import open_home
    archive = open_home(Path("home"))

What stands here is public; everything else may move between releases.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from statement_archive.bootstrap import make_home, memory_archive, open_archive, open_home
    from statement_archive.domain.errors import ArchiveError
    from statement_archive.workflow.archive import Archive
    from statement_archive.workflow.wording import wording

# Looked up when asked for: a module of an inner ring must not load the outer ones.
_HOMES = {
    "Archive": "workflow.archive",
    "ArchiveError": "domain.errors",
    "make_home": "bootstrap",
    "memory_archive": "bootstrap",
    "open_archive": "bootstrap",
    "open_home": "bootstrap",
    "wording": "workflow.wording",
}

__all__ = ["Archive", "ArchiveError", "make_home", "memory_archive", "open_archive", "open_home", "wording"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
