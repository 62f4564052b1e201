"""Passwords: Argon2id, what is refused as a new one, and equal cost for logins that do not exist.

::

    typed ──NFC, spaces alike──▶ bytes ──Argon2id (RFC 9106, second recommendation)──▶ "$argon2id$v=19$…"

No rules about capitals and digits: length, and not being in anybody's first ten thousand guesses
(NIST SP 800-63B). The list next to this file holds only what the minimum length lets through.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from statement_archive.domain.errors import InvalidInput
from statement_archive.domain.logins import fold_login
from statement_archive.domain.people import WeakPassword

MIN_LENGTH = 12  # code points
MAX_BYTES = 1024  # UTF-8: longer than any passphrase, short enough that hashing costs the same
COMMON = Path(__file__).with_name("common-passwords.txt")
_LONGEST_PERIOD = 4  # "123412341234" is one guess


class Argon2Passwords:
    """The library's default parameters unless a hasher is given (tests take a cheap one)."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        # Verified against where there is no such login. Made now: made on first use it would tell.
        self._dummy = self._hasher.hash("nobody has this password")

    def check(self, password: str, *, login: str) -> None:
        """Raises WeakPassword."""
        raw = _raw(password)
        if raw is None:
            raise WeakPassword("the password is not text", reason="not-text")
        text = raw.decode("utf-8")
        if len(text) < MIN_LENGTH:
            raise WeakPassword(f"a password needs {MIN_LENGTH} characters or more", reason="too-short")
        if len(raw) > MAX_BYTES:
            raise WeakPassword(f"a password has at most {MAX_BYTES} bytes", reason="too-long")
        if fold_login(text) == login or text.casefold().strip() == login:
            raise WeakPassword("the password is the login", reason="same-as-login")
        if text.casefold().strip() in common_passwords():
            raise WeakPassword("this password is one of the first that are guessed", reason="common")
        if any(text[period:] == text[:-period] for period in range(1, _LONGEST_PERIOD + 1)):
            raise WeakPassword("the password repeats a few characters", reason="repetitive")

    def hash(self, password: str) -> str:
        """Raises InvalidInput where the password is not text."""
        raw = _raw(password)
        if raw is None or len(raw) > MAX_BYTES:
            raise InvalidInput("not a password", field="password")
        return self._hasher.hash(raw)

    def verify(self, stored: str | None, password: str) -> bool:
        """Never raises. What could never have been set is wrong without hashing, whoever's it is."""
        raw = _raw(password)
        if raw is None or len(raw) > MAX_BYTES:
            return False
        try:
            self._hasher.verify(stored if stored is not None else self._dummy, raw)
        except (VerificationError, InvalidHashError):
            return False
        return stored is not None

    def outdated(self, stored: str) -> bool:
        try:
            return self._hasher.check_needs_rehash(stored)
        except InvalidHashError:
            return True


@cache
def common_passwords() -> frozenset[str]:
    """Case-folded; lines that begin with # are comments."""
    lines = COMMON.read_text(encoding="utf-8").splitlines()
    return frozenset(line.casefold() for line in lines if line and not line.startswith("#"))


def _raw(password: str) -> bytes | None:
    """The bytes that are hashed, by RFC 8265 (OpaqueString): NFC, every space U+0020, nothing else changed.

    One password typed on two systems is the same bytes. None where it holds half a surrogate pair.
    """
    # Cut first: normalising megabytes is work for the asking. Three times covers every composition.
    spaced = "".join(" " if unicodedata.category(char) == "Zs" else char for char in password[: 4 * MAX_BYTES])
    try:
        return unicodedata.normalize("NFC", spaced).encode("utf-8")
    except UnicodeEncodeError:
        return None
