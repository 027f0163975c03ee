"""Encryption of files as they arrived and of rows that wait: they may say where a shielded child is.

AES-256-GCM in the application, as for the sealed details of a child, with a key of its own
derived from the same secrets. What a piece belongs to is bound in.
"""

from __future__ import annotations

import hashlib
import secrets
import zlib
from dataclasses import dataclass

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings


@dataclass(frozen=True)
class Sealed:
    """Encrypted bytes and what is needed, besides the key, to read them."""

    key_id: str
    nonce: bytes
    ciphertext: bytes


def seal(content: bytes, *, bound_to: str) -> Sealed:
    """Pack and encrypt; only the same `bound_to` opens it again."""
    key_id, nonce = max(settings.SEALING_KEYS), secrets.token_bytes(12)
    packed = zlib.compress(content, 6)
    return Sealed(key_id, nonce, AESGCM(_key(key_id)).encrypt(nonce, packed, bound_to.encode()))


def unseal(sealed: Sealed, *, bound_to: str) -> bytes:
    """The bytes, or an error from the cipher when anything was tampered with."""
    cipher = AESGCM(_key(sealed.key_id))
    return zlib.decompress(cipher.decrypt(bytes(sealed.nonce), bytes(sealed.ciphertext), bound_to.encode()))


def _key(key_id: str) -> bytes:
    return hashlib.sha256(f"teamaround agency files {settings.SEALING_KEYS[key_id]}".encode()).digest()
