"""An organisation asks to be in the directory: what it says of itself, how that goes on, and whom it may be already."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from rapidfuzz import fuzz

from teamaround.kernel.refusal import Refusal

from .feeds.likeness import core

MOST_A_DAY = (
    60  # letters to addresses that nobody has confirmed: a flood stops there, and harms nobody's mailbox
)
MOST_EACH = 3  # of one address that nobody has decided about
LINKS_QUICKLY = 12  # so many may follow each other after a minute; later ones after half an hour
FEWEST_LETTERS = 20  # of what it does: fewer say nothing
CHARITY = re.compile(r"(?:\d{6,7}|SC0\d{5}|NIC\d{6})")
COMPANY = re.compile(r"(?:\d{8}|[A-Z]{2}\d{6})")
ANYBODYS = frozenset(
    [
        "gmail.com",
        "googlemail.com",
        "outlook.com",
        "hotmail.com",
        "hotmail.co.uk",
        "live.co.uk",
        "live.com",
        "yahoo.com",
        "yahoo.co.uk",
        "icloud.com",
        "me.com",
        "aol.com",
        "btinternet.com",
        "sky.com",
        "talktalk.net",
        "virginmedia.com",
        "proton.me",
        "protonmail.com",
    ]
)  # an address there says nothing of where somebody works
ALIKE, MOST_SHOWN = 78.0, 6


class Stage(StrEnum):
    """How far an organisation has come."""

    SENT = "sent"
    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    ENDED = "ended"


class Step(StrEnum):
    """What may be done with it."""

    CONFIRM = "confirm"
    ACCEPT = "accept"
    DECLINE = "decline"
    END = "end"


WORDS = {
    Stage.SENT: "Has not confirmed its e-mail yet",
    Stage.WAITING: "Waits for a keeper",
    Stage.ACCEPTED: "In the directory",
    Stage.DECLINED: "Declined",
    Stage.ENDED: "Its link opens nothing any more",
}
NEXT: dict[Stage, dict[Step, Stage]] = {
    Stage.SENT: {Step.CONFIRM: Stage.WAITING},
    Stage.WAITING: {Step.ACCEPT: Stage.ACCEPTED, Step.DECLINE: Stage.DECLINED},
    Stage.ACCEPTED: {Step.END: Stage.ENDED},
    Stage.DECLINED: {},
    Stage.ENDED: {},
}
LIVE = (Stage.SENT, Stage.WAITING, Stage.ACCEPTED, Stage.DECLINED)  # its link opens what there is to read


def after(stage: Stage, step: Step) -> Stage:
    """The stage that follows; refuses what cannot be done now."""
    if step not in NEXT[stage]:
        raise Refusal("stage", f"This cannot be done now: “{WORDS[stage]}”.")
    return NEXT[stage][step]


def pause_after(links_sent: int) -> timedelta:
    """How long after a link the next may go, so that nobody fills another's mailbox or keeps closing their page."""
    return timedelta(minutes=1 if links_sent < LINKS_QUICKLY else 30)


@dataclass(frozen=True)
class Said:
    """What an organisation says of itself; `contact` and `email` are never public."""

    name: str
    about: str
    contact: str
    email: str
    website: str = ""
    public_email: str = ""
    telephone: str = ""
    charity_number: str = ""
    company_number: str = ""


def tidied(said: Said) -> Said:
    """The same without blanks around it and with numbers as the registers write them; refuses what says too little."""
    told = Said(**{name: " ".join(value.split()) for name, value in vars(said).items()})
    charity, company = _number(told.charity_number), _number(told.company_number)
    if len(told.about) < FEWEST_LETTERS:
        raise Refusal("about", "Say in a sentence what you do, and for whom.", field="about")
    if charity and not CHARITY.fullmatch(charity):
        raise Refusal("charity", "Check the charity number, or leave it empty.", field="charity_number")
    if company and not COMPANY.fullmatch(company):
        raise Refusal("company", "Check the company number, or leave it empty.", field="company_number")
    changed = {"charity_number": charity, "company_number": company, "email": told.email.lower()}
    return Said(**{**vars(told), **changed})


def _number(text: str) -> str:
    return re.sub(r"[\s.-]", "", text).upper()


# ---------------------------------------------------------------- whether it is here already


@dataclass(frozen=True)
class Known:
    """What an organisation is known by."""

    ident: str
    name: str
    emails: tuple[str, ...] = ()
    website: str = ""
    numbers: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Alike:
    """An organisation that may be the same, and why in words."""

    ident: str
    name: str
    points: float
    because: tuple[str, ...]


def alike(wanted: Known, others: Iterable[Known]) -> list[Alike]:
    """Organisations that may be the same, the likest first."""
    name, sites, numbers = core(wanted.name), _sites(wanted), frozenset(map(_number, wanted.numbers))
    found = []
    for other in others:
        named = fuzz.token_set_ratio(name, core(other.name)) * 0.5 + fuzz.ratio(name, core(other.name)) * 0.5
        numbered = bool(numbers & frozenset(map(_number, other.numbers)))
        sited = bool(sites & _sites(other))
        if named >= ALIKE or numbered or sited:
            found.append(
                Alike(
                    other.ident, other.name, named + 100 * numbered + 30 * sited, _why(named, numbered, sited)
                )
            )
    return sorted(found, key=lambda each: (-each.points, each.name, each.ident))[:MOST_SHOWN]


def _why(named: float, numbered: bool, sited: bool) -> tuple[str, ...]:
    told = (
        ("It has the same number", numbered),
        ("The names are the same" if named == 100 else "The names are alike", named >= ALIKE),
        ("Its website or e-mail is at the same address", sited),
    )
    return tuple(words for words, holds in told if holds)


def _sites(known: Known) -> frozenset[str]:
    """Where it is on the internet, by its website and its addresses."""
    hosts = [email.rpartition("@")[2] for email in known.emails]
    hosts.append(re.sub(r"^\w+://", "", known.website).partition("/")[0].partition(":")[0])
    return frozenset(
        host for each in hosts if (host := each.lower().removeprefix("www.")) and host not in ANYBODYS
    )
