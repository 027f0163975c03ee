"""How a link stands, as its inviter is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from . import letters, queries
from .models import Invitation, Letter
from .rules import WORDS, Link
from .wording import code_in


@dataclass(frozen=True)
class Told:
    """One link in words. `code` is there only where e-mail is not set up and the guest asked for one."""

    ref: str
    name: str
    email: str
    words: str
    is_live: bool
    until: datetime
    post: str
    by_hand: bool
    code: str
    link_waits: bool


def told(row: Invitation, *, at: datetime) -> Told:
    """How this invitation stands at a moment."""
    link = queries.link_of(row, at=at)
    letter = queries.letter_of(row, is_code=False, at=at)
    by_hand = letters.goes_by_hand()
    code = queries.letter_of(row, is_code=True, at=at) if by_hand and row.code_digest else None
    return Told(
        ref=row.ref, name=row.name, email=row.email, words=WORDS[link], is_live=link in (Link.FRESH, Link.USED),
        until=row.expires_at, post=_post(letter) if link is Link.FRESH and not by_hand else "", by_hand=by_hand,
        code=code_in(code.body) if code else "", link_waits=bool(by_hand and letter and letter.body),
    )  # fmt: skip


def _post(letter: Letter | None) -> str:
    if letter is None:
        return ""
    if letter.sent_at is not None:
        return "Sent"
    if letter.next_try_at is None:
        return "Could not be sent. Check the address, and send a new link"
    return "On its way" if letter.tries == 0 else "Has not gone yet. We go on trying; you need do nothing"
