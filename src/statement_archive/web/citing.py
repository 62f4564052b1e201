"""How pages cite: with the addresses readers use, and the names of this server's accounts."""

from __future__ import annotations

from flask import request

from statement_archive.exporting.style_file import Style
from statement_archive.exporting.styles import DEFAULT, style_named
from statement_archive.web import here
from statement_archive.web.locale import interface
from statement_archive.web.people import account_name
from statement_archive.workflow.cite import Citation, cite


def base() -> str:
    """What stands before paths in addresses as readers use them."""
    return (here.services().settings.public_url or request.host_url).rstrip("/")


def default_language() -> str:
    """Of a citation, until a reader chooses another."""
    return interface().tag


def cited(work: str, ref: str = "", locator: str = "", style: Style | None = None, lang: str = "") -> Citation:
    """In the default style and the interface's language where nothing else is said. Raises as ``cite``."""
    return cite(
        here.archive(),
        here.actor(),
        work,
        ref,
        locator,
        style or style_named(DEFAULT),
        lang or default_language(),
        here.now(),
        base=base(),
        names=account_name,
    )
