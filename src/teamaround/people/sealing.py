"""Encryption of what a shielded child's record must not hold in the open.

AES-256-GCM in the application, so that the database and its backups never see the words.
Keys are named; the newest seals, any of them opens. The child's row number is bound in, so
that a sealed record cannot be moved to another child unnoticed.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models
from django.utils.dateparse import parse_date, parse_datetime


def _key(key_id: str) -> bytes:
    return hashlib.sha256(f"teamaround sealed details {settings.SEALING_KEYS[key_id]}".encode()).digest()


def close(child_id: int, details: dict[str, Any]) -> tuple[str, bytes, bytes]:
    """Key name, nonce and ciphertext of the details."""
    key_id, nonce = max(settings.SEALING_KEYS), secrets.token_bytes(12)
    text = json.dumps(details, separators=(",", ":"), default=str).encode()
    return key_id, nonce, AESGCM(_key(key_id)).encrypt(nonce, text, str(child_id).encode())


def open_again(
    child_id: int, *, key_id: str, nonce: bytes | memoryview, ciphertext: bytes | memoryview
) -> dict[str, Any]:
    """The details, or an error from the cipher when anything was tampered with."""
    text = AESGCM(_key(key_id)).decrypt(bytes(nonce), bytes(ciphertext), str(child_id).encode())
    details: dict[str, Any] = json.loads(text)
    return details


def read_row(model: type[models.Model], row: dict[str, Any]) -> dict[str, Any]:
    """A row as JSON kept it, with its dates as dates again."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    read = dict(row)
    for name, value in row.items():
        if value is None:
            continue
        if isinstance(fields[name], models.DateTimeField):
            read[name] = parse_datetime(value)
        elif isinstance(fields[name], models.DateField):
            read[name] = parse_date(value)
    return read
