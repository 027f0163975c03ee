"""When a link opens, when a code is good, and what people read when it is not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from teamaround.kernel import clock
from teamaround.kernel.refusal import Refusal

LINK_DAYS, MOST_DAYS = 14, 60
CODE_MINUTES = 10
WRONG_TRIES = 5  # over all codes of a link
CODES_A_LINK = 6
LINKS_EACH = 12  # so often may one invitation's link be made anew
PAUSE = timedelta(seconds=60)  # between two codes, and between two links that a guest asks for


class Kind(StrEnum):
    """What a link opens."""

    CONTRIBUTION = "contribution"
    FAMILY = "family"
    REQUEST = "request"
    UPDATE = "update"


class Ended(StrEnum):
    """Why a link opens nothing any more."""

    GUESSED = "guessed"
    TAKEN_BACK = "taken-back"
    DONE = "done"


class Link(StrEnum):
    """How a link stands."""

    FRESH = "fresh"  # never opened: a code opens it
    USED = "used"  # opened: goes on in the browser that opened it, and nowhere else
    LATE = "late"
    GUESSED = "guessed"
    TAKEN_BACK = "taken-back"
    DONE = "done"


class Tried(StrEnum):
    """What came of a code that somebody typed."""

    RIGHT = "right"
    WRONG = "wrong"
    OLD = "old"  # no code is good now
    ENDED = "ended"  # that was one wrong code too many, or the link does not open anyhow


WORDS = {
    Link.FRESH: "Not opened yet",
    Link.USED: "Opened",
    Link.LATE: "Has run out",
    Link.GUESSED: "Ended: a wrong code was typed five times",
    Link.TAKEN_BACK: "Taken back",
    Link.DONE: "Done",
}


@dataclass(frozen=True)
class LinkFacts:
    """What decides whether a link opens."""

    expires_at: datetime
    opened_at: datetime | None = None
    ended: Ended | None = None


@dataclass(frozen=True)
class CodeFacts:
    """The codes of one link so far."""

    sent: int = 0
    last_sent_at: datetime | None = None
    is_waiting: bool = False  # one was sent and not used
    wrong_tries: int = 0


def link_now(facts: LinkFacts, *, at: datetime) -> Link:
    """How a link stands at a moment."""
    if facts.ended is not None:
        return Link(facts.ended.value)
    if at >= facts.expires_at:
        return Link.LATE
    return Link.FRESH if facts.opened_at is None else Link.USED


def runs_until(*, made_at: datetime, wanted: datetime | None = None) -> datetime:
    """When a link runs out: in a fortnight, or when it is wanted until, within two months."""
    until = made_at + timedelta(days=LINK_DAYS)
    if wanted is not None:
        until = max(until, wanted)
    return min(until, made_at + timedelta(days=MOST_DAYS))


def why_not_open(link: Link | None, *, ask: str) -> str:
    """The sentence for somebody whose link does not open; `ask` is who sent it. Empty while it does.

    None stands for a link that nobody sent, or that a newer one replaced.
    """
    return {
        None: "This link does not open anything. If you have had a newer e-mail, use the link in that one. "
        "If not, ask whoever invited you for a new link.",
        Link.FRESH: "",
        Link.USED: f"This link has been used. It opens once. Have a new one sent to you, or ask {ask} for one.",
        Link.LATE: f"This link has run out. Ask {ask} for a new one. Whatever you wrote is kept.",
        Link.GUESSED: "This link was closed because a wrong code was typed five times. "
        f"Ask {ask} for a new link. Whatever you wrote is kept.",
        Link.TAKEN_BACK: f"This link was taken back. If that surprises you, ask {ask}.",
        Link.DONE: "You have finished here. Thank you. If you want to add something, "
        f"ask {ask} for a new link.",
    }[link]  # fmt: skip


def check_can_send_code(facts: CodeFacts, *, at: datetime, ask: str) -> None:
    """One code a minute, and six for a link."""
    if facts.sent >= CODES_A_LINK:
        raise Refusal("codes", f"{CODES_A_LINK} codes were sent for this link. Ask {ask} for a new link.")
    if facts.last_sent_at is not None and at - facts.last_sent_at < PAUSE:
        raise Refusal("pause", "A code was sent a moment ago. Wait a minute before you ask for another.")


def check_can_renew(*, links_sent: int, made_at: datetime, at: datetime, by_guest: bool) -> None:
    """A dozen links for an invitation; a guest waits a minute between two."""
    if links_sent >= LINKS_EACH:
        raise Refusal("links", "Many links were sent for this already. Take it back, and ask afresh.")
    if by_guest and at - made_at < PAUSE:
        raise Refusal("pause", "A link was sent a moment ago. Look at your e-mail first.")


def code_runs_out(sent_at: datetime) -> datetime:
    """When a code that was sent then is no longer good."""
    return sent_at + timedelta(minutes=CODE_MINUTES)


def tried(facts: CodeFacts, *, is_right: bool, at: datetime) -> Tried:
    """What comes of a typed code. Only a wrong one counts; one that is too late does not."""
    if facts.wrong_tries >= WRONG_TRIES:
        return Tried.ENDED
    if not facts.is_waiting or facts.last_sent_at is None or at >= code_runs_out(facts.last_sent_at):
        return Tried.OLD
    if is_right:
        return Tried.RIGHT
    return Tried.ENDED if facts.wrong_tries + 1 >= WRONG_TRIES else Tried.WRONG


def tidied_code(text: str) -> str:
    """A code as typed: people put blanks and dashes in the middle."""
    return "".join(character for character in text if character.isascii() and character.isdigit())[:12]


def tries_left_in_words(wrong_tries: int) -> str:
    """What to say after a wrong code."""
    left = WRONG_TRIES - wrong_tries
    more = "once more" if left == 1 else f"{left} more times"
    return f"That is not the code in the newest e-mail. Look again: you can try {more}."


def ask_whom(*, name: str, agency: str, hides_agency: bool) -> str:
    """Who sent the link, and where they work unless that would say where a child is."""
    return name if hides_agency or not agency else f"{name} at {agency}"


def day_in_words(moment: datetime) -> str:
    """The day of a moment, as in a letter: 4 December 2026."""
    day = clock.day_of(moment)
    return f"{day.day} {day:%B %Y}"
