"""What the sign-in page of a demo shows beside the form (a context processor)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse


def cast(http: HttpRequest) -> dict[str, Any]:
    """The cast to pick from: on the sign-in page, in a demo, and nowhere else."""
    if not settings.DEMO or http.path != reverse("account_login"):
        return {}
    from .demo.cast import for_sign_in

    found = for_sign_in()
    return {"cast": {"action": reverse("pick"), **found}} if found["people"] else {}
