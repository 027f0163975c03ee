"""One-time links and codes: what leaves in an e-mail, and what is kept here of it.

The secret of a link and the code that opens it are never kept, only their digests. A code's digest is made with the
digest of its link and with a salt, so that the same six digits open no other link, and none of another kind.
"""

from __future__ import annotations

import hashlib
import secrets

from django.utils.crypto import constant_time_compare, salted_hmac

from . import rules


def new_secret() -> str:
    """The last part of a link's address."""
    return secrets.token_urlsafe(32)


def digest_of(secret: str) -> str:
    """What is kept of a link."""
    return hashlib.sha256(secret.encode()).hexdigest()


def new_code() -> str:
    """Six digits."""
    return f"{secrets.randbelow(10**6):06d}"


def digest_of_code(code: str, *, link: str, salt: str) -> str:
    """What is kept of a code; `link` is the digest of the link that it opens."""
    return salted_hmac(salt, f"{link}.{code}", algorithm="sha256").hexdigest()


def is_code(typed: str, *, kept: str, link: str, salt: str) -> bool:
    """Whether somebody typed the code of which a digest is kept, in a time that tells nothing about it."""
    return constant_time_compare(kept, digest_of_code(rules.tidied_code(typed), link=link, salt=salt))
