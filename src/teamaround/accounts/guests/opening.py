"""What each kind of link opens: told by the package that owns it, when the program starts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from .models import Invitation
from .rules import Kind, ask_whom


def _nothing(invitation: Invitation) -> str:  # noqa: ARG001 - links of all kinds are asked alike
    return ""


@dataclass(frozen=True)
class Opens:
    """One kind of link.

    `start` names the address where a guest goes in. `asks` goes on from the inviter's name in the
    e-mail, and must say nothing of any child. `why_closed` gives a sentence when the thing itself
    is not open to its guest now (agreement withdrawn, assessment closed), else nothing. `adds` are
    further words of the e-mail, and `sees` says on the page of the link what it shows.
    """

    start: str
    asks: str
    why_closed: Callable[[Invitation, datetime], str]
    hides_agency: Callable[[Invitation], bool]
    adds: Callable[[Invitation], str] = _nothing
    sees: str = "You see only your own part, and nothing that others wrote."


_kinds: dict[Kind, Opens] = {}


def register(kind: Kind, opens: Opens) -> None:
    """Say what a kind of link opens."""
    _kinds[kind] = opens


def opened_by(invitation: Invitation) -> Opens:
    """What this invitation's link opens."""
    return _kinds[Kind(invitation.kind)]


def asker(invitation: Invitation) -> str:
    """Who sent it, in words that give nothing away about a shielded child."""
    return ask_whom(
        name=invitation.invited_by.name, agency=invitation.agency.name,
        hides_agency=opened_by(invitation).hides_agency(invitation),
    )  # fmt: skip
