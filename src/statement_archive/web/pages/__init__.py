"""Pages by journey: each view parses, calls one verb, and hands a presenter's answer to a template."""

from __future__ import annotations

from flask import Blueprint

from statement_archive.web.pages import home, search

BLUEPRINTS: tuple[Blueprint, ...] = (home.pages, search.pages)
