from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from statement_archive.domain import logins
from statement_archive.domain.errors import InvalidInput

NOW = datetime(2026, 4, 28, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "folded"),
    [("Anna", "anna"), (" a.b-c_9 ", "a.b-c_9"), ("ＡＮＮＡ", "anna"), ("x" * 40, "x" * 40), ("ﬁn", "fin")],
)
def test_logins_fold(typed: str, folded: str) -> None:
    assert logins.login(typed) == folded


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "a",
        "x" * 41,
        "аdmin",
        "adm\u0131n",
        "ad min",
        "ad\0min",
        "admin\n.x",
        "\u202eadmin",
        "ad\u200dmin",
        "straße",
        "İstanbul",
        "名前",
        "admin" + " " * 500,
        "\ufdfa" * 100,
        "\ud800x",
        "a/b",
        "<b>",
    ],
)
def test_what_is_no_login_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        logins.login(typed)
    assert refused.value.details["field"] == "login"


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=60))
def test_folding_never_raises_and_folds_once(typed: str) -> None:
    folded = logins.fold_login(typed)
    assert re.fullmatch("([a-z0-9._-]{2,40})?", folded)
    assert logins.fold_login(folded) == folded


@pytest.mark.parametrize(
    "name", ["王毅", "Қасым-Жомарт Тоқаев", "محمد\u200f", "می\u200cخواهم", "श्री\u200d", "O’Neill, Jr. (III)"]
)
def test_names_of_every_script_are_taken_as_they_are(name: str) -> None:
    assert logins.display_name(f" {name}\n") == name


@pytest.mark.parametrize(
    "name",
    [
        "",
        "  ",
        "a\0b",
        "a\nb",
        "a\x1b[31m",
        "a\u202eb",
        "a\u202a",
        "a\u2066b",
        "a\u2028b",
        "a\x85b",
        "\ud800",
        "a\ufeffb",
        "\U000e0041a",
        "\u200d\u200c",
        "...",
        "x" * 201,
        "x" * 1_000_000,
    ],
)
def test_names_that_break_a_line_are_refused(name: str) -> None:
    with pytest.raises(InvalidInput):
        logins.display_name(name)


def test_mail_addresses_are_checked_in_outline() -> None:
    assert logins.email(" anna@example.org ") == "anna@example.org"
    assert logins.email("анна@пример.рф") == "анна@пример.рф"
    assert logins.email("") is None
    assert logins.email(None) is None
    for typed in ("anna", "a@b@c", "a b@c", "a@b\r\nBcc: all@example.org", "a\0@b", "a\u202e@b", "a@" + "b" * 300):
        with pytest.raises(InvalidInput):
            logins.email(typed)


def test_agents_are_short_and_on_one_line() -> None:
    assert logins.agent("Mozilla/5.0\r\n\x1b[2J \u202e x") == "Mozilla/5.0 [2J x"
    assert len(logins.agent("x" * 1_000_000)) == 120


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        ("unix:", "unix:"),
    ],
)
def test_addresses_count_by_network(address: str, expected: str) -> None:
    assert logins.network(address) == expected


def test_attempts_are_kept_under_a_key() -> None:
    key = logins.attempt_key(b"k", "login", "anna")
    assert len(key) == 64
    assert len({key, logins.attempt_key(b"l", "login", "anna"), logins.attempt_key(b"k", "network", "anna")}) == 3


@settings(deadline=None, max_examples=100)
@given(st.lists(st.integers(-100_000, 100_000), max_size=40), st.integers(1, 30))
def test_a_wait_is_never_longer_than_the_longest(seconds: list[int], free: int) -> None:
    failures = [NOW + timedelta(seconds=s) for s in seconds]
    wait = logins.seconds_to_wait(failures, NOW, free=free)
    assert 0 <= wait <= 900
    assert logins.seconds_to_wait(failures[: free - 1], NOW, free=free) == 0
