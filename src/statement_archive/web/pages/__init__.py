"""Pages by journey: each view parses, calls one verb, and hands a presenter's answer to a template."""

from __future__ import annotations

from flask import Blueprint

from statement_archive.web.pages import account, deposit, home, manage, people, search, system, translate

BLUEPRINTS: tuple[Blueprint, ...] = (
    home.pages,
    search.pages,
    account.pages,
    people.pages,
    deposit.pages,
    translate.pages,
    manage.pages,
    system.pages,
)
