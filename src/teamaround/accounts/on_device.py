"""The key of what an account keeps on a device while it cannot be sent (design/static/design/kept.js)."""

from __future__ import annotations

import base64

from django.utils.crypto import salted_hmac

from .rules import Viewer

SALT = "teamaround.kept-on-device"


def key_for(viewer: Viewer) -> str:
    """The same for one account at each sign-in, and nobody else's; 32 bytes in base 64."""
    return base64.b64encode(salted_hmac(SALT, viewer.account_ref, algorithm="sha256").digest()).decode()
