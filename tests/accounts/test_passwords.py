from __future__ import annotations

import unicodedata

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.profiles import RFC_9106_LOW_MEMORY

from statement_archive.accounts import Argon2Passwords
from statement_archive.accounts.passwords import COMMON, MIN_LENGTH, common_passwords
from statement_archive.domain.errors import InvalidInput
from statement_archive.domain.people import WeakPassword


class CountingHasher(PasswordHasher):
    """A cheap hasher that knows how often it verified."""

    def __init__(self, time_cost: int = 1) -> None:
        super().__init__(time_cost=time_cost, memory_cost=8, parallelism=1)
        self.verified = 0

    def verify(self, hash: str | bytes, password: str | bytes) -> bool:  # type: ignore[override] # noqa: A002 - the library narrows the result to True
        extract_parameters(str(hash))  # what is no hash costs nothing and is not counted
        self.verified += 1
        return super().verify(hash, password)


@pytest.fixture
def passwords() -> Argon2Passwords:
    return Argon2Passwords(CountingHasher())


def test_the_default_is_the_profile_of_the_standard() -> None:
    stored = Argon2Passwords().hash("vier wörter lang genug")
    assert stored.startswith("$argon2id$")
    assert extract_parameters(stored) == RFC_9106_LOW_MEMORY


def test_a_password_verifies_and_others_do_not(passwords: Argon2Passwords) -> None:
    stored = passwords.hash("vier wörter lang genug")
    assert passwords.verify(stored, "vier wörter lang genug")
    for other in ("Vier wörter lang genug", "vier wörter lang genug ", "", "vier wörter lang genug\0", "\ud800"):
        assert not passwords.verify(stored, other)


def test_one_password_typed_on_two_systems_is_the_same(passwords: Argon2Passwords) -> None:
    stored = passwords.hash("vier wörter\u00a0lang genug")
    assert passwords.verify(stored, unicodedata.normalize("NFD", "vier wörter lang genug"))
    assert not passwords.verify(stored, "vier worter lang genug")


def test_a_nul_hides_nothing_behind_it(passwords: Argon2Passwords) -> None:
    stored = passwords.hash("long enough\0 with a tail")
    assert not passwords.verify(stored, "long enough\0 with another")
    assert passwords.verify(stored, "long enough\0 with a tail")


def test_an_unknown_login_costs_one_verification_too() -> None:
    hasher = CountingHasher()
    passwords = Argon2Passwords(hasher)
    stored = passwords.hash("vier wörter lang genug")
    assert not passwords.verify(stored, "wrong")
    known = hasher.verified
    assert not passwords.verify(None, "wrong")
    assert not passwords.verify(None, "nobody has this password")
    assert (known, hasher.verified) == (1, 3)


def test_what_is_stored_wrongly_verifies_nothing(passwords: Argon2Passwords) -> None:
    for stored in ("", "plain", "$argon2id$v=19$m=8,t=1,p=1$x"):
        assert not passwords.verify(stored, "plain")
        assert passwords.outdated("plain")


def test_other_parameters_are_outdated(passwords: Argon2Passwords) -> None:
    stored = passwords.hash("vier wörter lang genug")
    assert not passwords.outdated(stored)
    assert Argon2Passwords(CountingHasher(2)).outdated(stored)


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("", "too-short"),
        ("elevenchars", "too-short"),
        ("ö" * 3 + "e\u0301" * 5, "too-short"),  # eight letters in thirteen code points
        ("correct \ud800 horse", "not-text"),
        ("päß" * 250, "too-long"),
        ("x" * 1_000_000, "too-long"),
        ("Long.Login_12", "same-as-login"),
        ("ｌong.login_12", "same-as-login"),
        ("Password1234", "common"),
        ("  qwertyuiop123 ", "common"),
        ("Пароль123456", "common"),
        ("aaaaaaaaaaaaaa", "repetitive"),
        ("abcdabcdabcdab", "repetitive"),
    ],
)
def test_what_is_guessed_first_is_refused(passwords: Argon2Passwords, password: str, reason: str) -> None:
    with pytest.raises(WeakPassword) as refused:
        passwords.check(password, login="long.login_12")
    assert refused.value.details["reason"] == reason
    assert not password or password not in str(refused.value)


@pytest.mark.parametrize(
    "password",
    ["correct horse battery", "ясный перец, а не соль", "十二个字的密码应当足够长了", "x1y" + "z7" * 400 + "q"],
)
def test_length_in_any_script_is_enough(passwords: Argon2Passwords, password: str) -> None:
    passwords.check(password, login="anna")
    assert passwords.verify(passwords.hash(password), password)


def test_what_cannot_be_checked_cannot_be_hashed(passwords: Argon2Passwords) -> None:
    for password in ("\ud800", "x" * 2000):
        with pytest.raises(InvalidInput):
            passwords.hash(password)


def test_the_list_holds_only_what_would_pass_otherwise() -> None:
    lines = COMMON.read_text(encoding="utf-8").splitlines()
    words = [line for line in lines if not line.startswith("#")]
    assert words == sorted(set(words))
    assert min(map(len, words)) >= MIN_LENGTH
    assert common_passwords() == set(words)
