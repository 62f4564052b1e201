"""What a login, a display name and a network address may look like, and how long a guesser waits.

::

    "ＡＤＭＩＮ " ──fold──▶ "admin"            one person has one login, however it is typed
    "аdmin" (Cyrillic а) ──▶ refused          a login cannot look like another one
    2001:db8::5 ──▶ 2001:db8::/64             one network counts as one guesser

Pure rules; who keeps accounts is in :mod:`statement_archive.domain.people`.
"""

from __future__ import annotations

import hmac
import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from statement_archive.domain.errors import InvalidInput

MAX_DISPLAY_NAME = 200  # code points
MAX_EMAIL = 254  # RFC 5321: the longest address that mail can be delivered to
MAX_AGENT = 120  # code points: enough to tell a phone from the desk computer
_MAX_TYPED = 200  # code points looked at before folding: one ligature may fold to eighteen characters
_LOGIN = re.compile(r"[a-z0-9._-]{2,40}")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+")
# Format characters that a name may need: joiners (Persian, Hindi) and the three weak direction marks.
_NAME_MARKS = frozenset("\u200c\u200d\u200e\u200f\u061c")


def fold_login(typed: str) -> str:
    """The form under which a login is looked up: NFKC, lower case, no white space around it.

    Never raises: what cannot be a login folds to something that no account has.
    """
    folded = unicodedata.normalize("NFKC", typed[:_MAX_TYPED]).lower().strip()
    return folded if _LOGIN.fullmatch(folded) else ""


def login(typed: str) -> str:
    """Check a new login. Raises InvalidInput.

    ASCII only, so that no two logins look alike; the display name takes every script.
    """
    folded = fold_login(typed)
    if not folded or len(typed) > _MAX_TYPED:
        raise InvalidInput(
            "not a login (expected 2 to 40 of: letters a to z, digits, full stop, hyphen, underscore)", field="login"
        )
    return folded


def display_name(typed: str) -> str:
    """Check a name as shown: any script, white space around it removed. Raises InvalidInput.

    Control characters, line separators and bidi embeddings, overrides and isolates are refused: they
    would reorder or break the line of whoever stands beside this name.
    """
    name = typed.strip()
    if len(name) > MAX_DISPLAY_NAME:
        raise InvalidInput(f"a display name longer than {MAX_DISPLAY_NAME} characters", field="display_name")
    for char in name:
        category = unicodedata.category(char)
        if category in {"Cc", "Cs", "Zl", "Zp"} or (category == "Cf" and char not in _NAME_MARKS):
            raise InvalidInput(f"a display name may not hold U+{ord(char):04X}", field="display_name")
    if not any(unicodedata.category(char)[0] in "LN" for char in name):
        raise InvalidInput("a display name needs a letter", field="display_name")
    return name


def email(typed: str | None) -> str | None:
    """Check the outline of a mail address; an empty one is none. Raises InvalidInput."""
    address = (typed or "").strip()
    if not address:
        return None
    printable = all(unicodedata.category(char)[0] != "C" for char in address)
    if len(address) > MAX_EMAIL or not printable or not _EMAIL.fullmatch(address):
        raise InvalidInput("not a mail address", field="email")
    return address


def agent(header: str) -> str:
    """A browser's own description, short and on one line."""
    clean = "".join(" " if unicodedata.category(char)[0] in "CZ" else char for char in header[: 4 * MAX_AGENT])
    return " ".join(clean.split())[:MAX_AGENT]


def network(address: str) -> str:
    """What counts as one guesser: an IPv4 address, or the /64 that one IPv6 customer is given."""
    try:
        parsed: IPv4Address | IPv6Address = ip_address(address.strip())
    except ValueError:
        return address.strip()[:_MAX_TYPED]
    if isinstance(parsed, IPv4Address):
        return str(parsed)
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(IPv6Network((parsed.packed[:8] + bytes(8), 64)))


def attempt_key(key: bytes, kind: str, value: str) -> str:
    """A login or a network as failed tries know it: HMAC-SHA-256, useless without the server's key."""
    return hmac.new(key, f"{kind}\0{value}".encode("utf-8", "backslashreplace"), "sha256").hexdigest()


FAILURES_COUNT_FOR = timedelta(hours=1)
LONGEST_WAIT = timedelta(minutes=15)
FREE_PER_LOGIN = 5
# An office or a mission shares one address.
FREE_PER_NETWORK = 25


def seconds_to_wait(failures: Iterable[datetime], now: datetime, *, free: int) -> int:
    """Seconds until the next try, given the times of failed ones.

    Nothing for the first ``free`` failures within the hour, then 2, 4, 8 … seconds after the newest
    one, never more than a quarter of an hour: a guesser gets about a hundred tries a day, and whoever
    is locked out by a stranger's guesses gets in again the same hour.
    """
    recent = [at for at in failures if now - at < FAILURES_COUNT_FOR]
    over = len(recent) - free
    if over < 0 or not recent:
        return 0
    # 2**10 seconds are longer than the longest wait: the exponent needs no more.
    delay = min(timedelta(seconds=2 ** min(over + 1, 10)), LONGEST_WAIT)
    left = max(recent) + delay - now
    # A clock set back must not lock anybody out for longer than the delay itself.
    return -int(-min(left, delay).total_seconds() // 1) if left > timedelta(0) else 0
