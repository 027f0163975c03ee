"""The people whom a visitor to the demo may sign in as, and the note that this is a demo.

Two things must agree before anybody is offered without a password: the program was started
as a demo, and the database says of itself that it holds an invented county.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings

from teamaround.site.models import DemoCounty

Member = dict[str, str]


def members() -> list[Member]:
    """The cast as the sign-in page shows it: email, account, name, title, agency, who, try_this."""
    if not settings.DEMO:
        return []
    county = DemoCounty.objects.filter(made_at__isnull=False).first()
    cast: list[Member] = county.cast if county else []
    return cast


def is_of_the_cast(email: str) -> bool:
    """Whether somebody may be picked without a password; never outside a demo."""
    return any(member["email"] == email for member in members())


def for_sign_in() -> dict[str, Any]:
    """What the sign-in page's template calls `cast`: where to post, and whom one may pick."""
    return {
        "people": [
            {
                "value": member["account"],
                "name": member["name"],
                "role": member["title"],
                "agency": member["agency"],
                "story": member["try_this"],
            }
            for member in members()
        ]
    }


def is_made() -> bool:
    """Whether the county is there, whole."""
    return DemoCounty.objects.filter(made_at__isnull=False).exists()


def is_half_made() -> bool:
    """Whether the making of the county was begun and did not end."""
    return DemoCounty.objects.filter(made_at__isnull=True).exists()


def begin(*, name: str, seed: int, children: int, now: datetime) -> None:
    """Note that an invented county is being made here."""
    DemoCounty.objects.create(name=name, seed=seed, children=children, begun_at=now)


def finish(*, cast: list[Member], now: datetime) -> None:
    """Note that it is there, and who may be picked."""
    DemoCounty.objects.filter(made_at__isnull=True).update(cast=cast, made_at=now)
