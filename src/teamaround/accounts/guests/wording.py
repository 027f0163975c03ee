"""What the letters say. Never a child's name, nor anything of a child: a mailbox is read by others."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from .models import Invitation
from .opening import opened_by
from .rules import CODE_MINUTES, day_in_words

PLACE = "by-link/open"


class Words(NamedTuple):
    """What a letter says."""

    subject: str
    body: str


def address(site: str, secret: str) -> str:
    """Where a link leads."""
    return f"{site}/{PLACE}/{secret}/"


def address_in(body: str) -> str:
    """The link that stands in a letter, on a line of its own."""
    return next((line for line in body.splitlines() if f"/{PLACE}/" in line), "")


def asks(row: Invitation) -> str:
    """What the inviter asks, as it goes on from their name."""
    return opened_by(row).asks


def of_link(*, asker: str, asks: str, until: datetime, address: str, adds: str = "") -> Words:
    """The letter with the link; `adds` is what is asked in particular."""
    body = (
        f"{asker} {asks}.\n\n"
        f"{adds}"
        "Open this link. You need no account and no password:\n\n"
        f"{address}\n\n"
        "It opens once, for you alone. When you open it, we send a code of six digits to this address.\n"
        f"The link is good until {day_in_words(until)}.\n\n"
        "If you did not expect this, do nothing, or ask whoever sent it. Please do not send it on.\n"
    )
    return Words("You are asked for your help", body)


def of_code(code: str) -> Words:
    """The letter with the code."""
    body = (
        f"Your code is {code}\n\n"
        f"Type it on the page that you opened. It is good for {CODE_MINUTES} minutes.\n"
        "Nobody will ever ask you to tell them this code.\n"
    )
    return Words("Your code", body)


def code_in(body: str) -> str:
    """The code that stands in a letter, for the inviter to read out where e-mail is not set up."""
    return next(
        (line.rsplit(" ", 1)[1] for line in body.splitlines() if line.startswith("Your code is ")), ""
    )
