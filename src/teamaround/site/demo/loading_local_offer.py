"""Loads the county's Local Offer: some headings are written, others are still missing; one comment is answered, one waits."""

from __future__ import annotations

from datetime import datetime, timedelta

from teamaround.accounts.door import acting
from teamaround.accounts.rules import passer_by
from teamaround.directory import services
from teamaround.directory.rules.local_offer import Seen, Written

from .loading_places import Places

KEEPER = "data-officer"
SEND_TEAM, FAMILIES = "SEND commissioning", "Family information service"
TOLD: dict[str, tuple[str, tuple[str, ...], str]] = {
    "local-offer.mainstream": (
        "Every school in Wrenshire has somebody who looks after special needs: ask for the SENCO. "
        "They plan with you what your child needs, and look at it with you three times a year.", (), SEND_TEAM,
    ),
    "local-offer.health": (
        "Ask your GP, your health visitor or the school nurse. They can ask for a speech therapist, a "
        "physiotherapist or an occupational therapist.", ("speech", "movement", "long-term"), "Community health",
    ),
    "local-offer.leisure": ("Clubs where all children are welcome.", ("sport", "arts", "youth", "holidays"), FAMILIES),
    "local-offer.travel": (
        "If your child cannot walk to school because of a special need, ask us about a bus pass, a taxi, or "
        "money for petrol.", (), "School travel",
    ),
    "local-offer.adulthood": ("Start to plan at 14. Your school can begin.", ("adulthood", "work"), SEND_TEAM),
    "local-offer.plans": (
        "You, your child from 16, or the school can ask us for an assessment. We answer within six weeks.",
        ("plans",), SEND_TEAM,
    ),
    "local-offer.advice": ("Talk to somebody who does not work for us.", ("support-groups",), FAMILIES),
    "local-offer.on-paper": (
        "Ring 01632 960300. We send you these pages on paper, in large letters or in your language.", (), FAMILIES,
    ),
    "short-breaks.fun": ("Clubs and days out with people who know what your child needs.", ("short-breaks",), SEND_TEAM),
    "short-breaks.out-of-school": ("Holiday clubs in every town.", ("holidays",), SEND_TEAM),
    "family-information.places": ("Nurseries, playgroups and childminders.", ("childcare", "play-groups"), FAMILIES),
    "family-information.other": ("Advice on money, food and a home.", ("debt", "food", "home"), FAMILIES),
}  # fmt: skip
DUE = {"local-offer.health": -20, "short-breaks.fun": 30}  # days from today; the others have half a year
ANSWERED = "My daughter uses a wheelchair. I could not tell which clubs have a ramp."
DONE = "You can now choose “step-free” when you look for a club. We asked each club to tell us."
WAITS = "Why is there no swimming club for teenagers with autism on the coast?"


def load_local_offer(places: Places, *, now: datetime) -> None:
    """Written by whoever keeps the directory."""
    by = places.viewers.get(KEEPER)
    if by is None:
        return
    with acting(by, now=now):
        for key, (text, needs, owner) in TOLD.items():
            _write(key, Written(text, needs, owner), places, now=now)
    with acting(passer_by(), now=now) as somebody:
        then = now - timedelta(days=40)
        asked = services.comment(statement="local-offer", words=ANSWERED, by=somebody, now=then)
        services.comment(statement="local-offer", words=WAITS, by=somebody, now=now - timedelta(days=2))
    with acting(by, now=now):
        services.answer_comment(
            comment_id=asked.pk, state=Seen.PUBLISHED, answer=DONE, by=by, now=now - timedelta(days=12)
        )


def _write(key: str, written: Written, places: Places, *, now: datetime) -> None:
    """As of so long ago that its day lies where it should."""
    by, review_on = places.viewers[KEEPER], places.today + timedelta(days=DUE.get(key, 180))
    at = now - timedelta(days=90)
    services.write_part(
        key=key, written=Written(written.text, written.needs, written.owner, review_on), by=by, now=at
    )
