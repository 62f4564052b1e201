"""Every kind of finding has a name and words; a dismissal counts for one finding only."""

from __future__ import annotations

import pytest

from statement_archive.checks import CHECKS, KINDS, Finding, Pair, message, run

EVERY = [(check, kind, many) for check, kinds in KINDS.items() for kind, many in kinds.items()]


@pytest.mark.parametrize(("check", "kind", "many"), EVERY)
def test_every_kind_has_a_sentence(check: str, kind: str, many: int) -> None:
    values = ("«one»", "“two”")[:many]
    said = message(Finding(check, (kind, *values)))
    assert all(value in said for value in values)
    assert "{" not in said


def test_every_check_is_listed() -> None:
    assert list(CHECKS) == list(KINDS)


def test_fingerprints_follow_what_is_found_and_not_where() -> None:
    def prints(target: str) -> set[str]:
        return {f.fingerprint for f in run(Pair("In 2018 we met.", target, "en", "ru"))}

    assert prints("Мы встретились в 2019 году.") == prints("В 2019 году мы встретились.")
    assert prints("Мы встретились в 2019 году.") != prints("Мы встретились в 2017 году.")
    # Kept in ledgers: it must not change from one release to the next.
    assert Finding("numbers", ("missing", "5")).fingerprint == (
        "88a8f8f0d48bc0c9bbf01a874c115f4349ce3fa62ca71c98422165a798ea215e"
    )


def test_nothing_typed_is_no_finding() -> None:
    assert run(Pair("In 2018 we met.", " ", "en", "ru")) == ()


def test_checks_come_together() -> None:
    found = run(Pair("On 29 August 2018 he said “no” (twice).", "28 августа 2018 г. он он сказал нет.", "en", "ru"))
    assert [f.check for f in found] == ["dates", "quotes", "brackets", "doubled"]
