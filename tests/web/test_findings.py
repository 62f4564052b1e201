"""Findings in the words of the interface."""

from __future__ import annotations

import pytest
from flask import Flask

from statement_archive.checks import KINDS, Finding
from statement_archive.web.presenters.findings import WORDS, check_name, finding_words


def test_every_kind_has_a_sentence_and_every_check_a_name(app: Flask) -> None:
    assert set(WORDS) == {(check, kind) for check, kinds in KINDS.items() for kind in kinds}
    with app.test_request_context("/"):
        assert len({check_name(check) for check in KINDS}) == len(KINDS)


@pytest.mark.parametrize(("check", "kind"), sorted(WORDS))
def test_the_values_stand_in_the_sentence(app: Flask, check: str, kind: str) -> None:
    values = ("100 %", "%(b)s")[: KINDS[check][kind]]
    with app.test_request_context("/"):
        said = finding_words(Finding(check, (kind, *values)))
    assert all(value in said for value in values)
    assert "%(a)s" not in said
