"""The key that signs checkpoints: Ed25519 (RFC 8032), private to this server, backed up with its instance.

::

    instance/checkpoint-key.pem   0600, PKCS #8, made on first use; never in archive/, never replaced

The one place that knows ``cryptography``.
"""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from statement_archive.domain.errors import Damaged
from statement_archive.storage.layout import TEMPORARY

KEY_FILE = "checkpoint-key.pem"


class InstanceKey:
    """See :class:`statement_archive.domain.checkpoints.Signer`."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key

    @property
    def public_key(self) -> str:
        return self._key.public_key().public_bytes_raw().hex()

    def sign(self, content: bytes) -> str:
        return self._key.sign(content).hex()


def open_key(instance: Path) -> InstanceKey:
    """The key of an instance; made where there is none. Of several processes that start at once one makes it and all
    read the same. Raises Damaged."""
    path = instance / KEY_FILE
    if not path.exists():
        instance.mkdir(mode=0o700, parents=True, exist_ok=True)
        _make(path)
    elif path.stat().st_mode & 0o077:  # a backup brought it back: in a private folder, open by itself
        with suppress(OSError):
            path.chmod(0o600)
    return _read(path)


def held_key(instance: Path) -> str:
    """The public key of an instance; empty where it has none: a mirror, or a home that has signed nothing yet."""
    path = instance / KEY_FILE
    return _read(path).public_key if path.exists() else ""


def verify_signature(public_key: str, signature: str, content: bytes) -> bool:
    """Whether a signature is good; all but ``content`` as hex digits."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key)).verify(bytes.fromhex(signature), content)
    except (InvalidSignature, ValueError):
        return False
    return True


def _make(path: Path) -> None:
    aside = path.with_name(f"{TEMPORARY}{secrets.token_hex(8)}")
    descriptor = os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "wb") as new:
        new.write(Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        new.flush()
        os.fsync(new.fileno())
    # A link appears whole or not at all, and never replaces the key that another process has made.
    with suppress(FileExistsError):
        path.hardlink_to(aside)
    aside.unlink()


def _read(path: Path) -> InstanceKey:
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise Damaged(f"{path} holds no private key", path=str(path)) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise Damaged(f"{path} holds no Ed25519 key", path=str(path))
    return InstanceKey(key)
