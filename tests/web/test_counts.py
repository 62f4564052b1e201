"""Counts in sentences are written as the language of the page writes numbers."""

from __future__ import annotations

import pytest
from flask import Flask, render_template_string

from statement_archive.web.say import ngettext


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", "12,443 works"), ("ru", "12\u00a0443 материала"), ("ar", "12,443 works")],
)
def test_a_count_is_grouped(app: Flask, lang: str, said: str) -> None:
    template = "{{ ngettext('One work', '%(num)d works', 12443) }}"
    with app.test_request_context(f"/?lang={lang}"):
        assert ngettext("One work", "%(num)d works", 12443) == said
        assert render_template_string(template) == said
        assert ngettext("One work", "%(num)d works", 1).startswith(("One", "Од", "1"))
