"""Agencies that come to a child beyond school and practice, in numbers a county would know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from teamaround.site.demo.county.geography import HOME
from teamaround.site.demo.county.ground import Ground, Post
from teamaround.site.demo.county.shapes import Identifier, Involvement

ADDITIONAL = 0.12
YEAR = 365


@dataclass(frozen=True, slots=True)
class Offer:
    """A kind of help: from which agency (code, or "area:kind"), for which ages, how often."""

    agency: str
    service: str
    youngest: int
    oldest: int
    weight: float
    reason: str
    is_sensitive: bool = False


OFFERS = (
    Offer("area:early_help", "Family support", 0, 17, 3.0, "Family support at home"),
    Offer("area:early_help", "Parenting groups", 2, 12, 0.8, "Parenting group"),
    Offer("area:childrens_social_care", "Child in need and protection", 0, 17, 1.5, "Social work"),
    Offer("wrenshire-disabled-childrens-team", "Short breaks", 3, 17, 0.5, "Short breaks"),
    Offer("wrenshire-community-health", "Speech and language therapy", 2, 8, 1.8, "Speech and language therapy"),
    Offer("wrenshire-community-health", "School nursing", 5, 16, 0.8, "School nursing"),
    Offer("wrenshire-inclusion-and-attendance-service", "Attendance", 5, 15, 1.2, "Help with attendance"),
    Offer("wrenshire-inclusion-and-attendance-service", "Educational psychology", 5, 16, 0.7, "Educational psychology"),
    Offer("kestrel-house-camhs", "Community mental health team", 7, 17, 1.5, "Appointments", True),
    Offer("kestrel-house-camhs", "Eating difficulties clinic", 11, 17, 0.25, "Appointments", True),
    Offer("wrenminster-general-hospital", "Community paediatrics", 0, 15, 1.2, "Paediatric clinic"),
    Offer("wrenminster-general-hospital", "Harbour sexual health clinic for young people", 14, 17, 0.35,
          "Appointments", True),
    Offer("stepping-stones-young-peoples-drug-and-alcohol-service", "Drug and alcohol support", 13, 17, 0.4,
          "Appointments", True),
    Offer("wrenshire-police", "Neighbourhood policing", 10, 17, 0.5, "Neighbourhood officer"),
    Offer("wrenshire-youth-justice-service", "Turnaround and prevention", 11, 17, 0.5, "Prevention programme"),
    Offer("wrenshire-youth-justice-service", "Court and community orders", 12, 17, 0.2, "Youth justice"),
    Offer("lantern-family-friends", "Home visiting by volunteers", 0, 6, 1.0, "A volunteer visits at home"),
    Offer("saltmerrow-youth-boathouse", "Youth work", 9, 17, 0.9, "Youth work"),
    Offer("willow-bereavement-support", "Grief support", 4, 17, 0.5, "Bereavement support"),
    Offer("safe-harbour-domestic-abuse-support", "Support for children", 3, 17, 0.6, "Support for children"),
    Offer("threshold-homes", "Tenancy support", 0, 17, 0.5, "Tenancy support"),
    Offer("vale-family-help", "Young carers", 8, 17, 0.3, "Young carers' group"),
)  # fmt: skip
ACROSS = (
    Offer("hernshire-early-help", "Family support", 0, 17, 2.0, "Family support at home"),
    Offer("hernshire-childrens-services", "Assessment team", 0, 17, 1.0, "Social work"),
)
ISSUERS = {"childrens_social_care": "SC", "hospital": "H", "youth_justice": "YJ"}
_BY_AGE = {
    (age, home): [o for o in (OFFERS if home else ACROSS) if o.youngest <= age <= o.oldest]
    for age in range(26)
    for home in (True, False)
}
_WEIGHTS = {key: [offer.weight for offer in offers] for key, offers in _BY_AGE.items()}


def universal(born_on: date, locality: str, nursery: str, ground: Ground, rng: Random) -> list[Involvement]:
    """Health visiting until five, and a nursery for most from two."""
    days = (ground.today - born_on).days
    found = []
    is_home = ground.localities[locality].authority == HOME
    if is_home and days > 14 and (days < 5 * YEAR or rng.random() < 0.25):
        post = ground.at("wrenshire-community-health", "Health visiting", rng)
        ends_on = born_on + timedelta(days=5 * YEAR)
        found.append(_by(post, "Health visiting", born_on + timedelta(days=12),
                         ends_on if ends_on <= ground.today else None))  # fmt: skip
    if is_home and 2 * YEAR < days < 4.4 * YEAR and rng.random() < 0.6:
        starts_on = born_on + timedelta(days=2 * YEAR - 20)
        found.append(_by(ground.at(nursery, "", rng), "Nursery place", starts_on))
    return found


def additional(
    born_on: date, locality: str, ground: Ground, rng: Random, *, share: float = ADDITIONAL
) -> list[Involvement]:
    """For about one child in eight: one to three further agencies, some of them finished."""
    if rng.random() > share:
        return []
    age = min((ground.today - born_on).days // YEAR, 17)
    key = (age, ground.localities[locality].authority == HOME)
    wanted = rng.choices((1, 2, 3), weights=(60, 27, 13))[0]
    offers = {o.agency + o.service: o for o in rng.choices(_BY_AGE[key], _WEIGHTS[key], k=wanted)}
    return [_offered(offer, born_on, locality, ground, rng) for offer in offers.values()]


def own_numbers(involvements: list[Involvement], ground: Ground, rng: Random) -> list[Identifier]:
    """The numbers by which agencies with records of their own know the child."""
    found = {}
    for each in involvements:
        letters = ISSUERS.get(ground.agencies[each.agency].kind)
        if letters is not None and each.agency not in found:
            value = f"{letters}{rng.randrange(1_000_000):06d}"
            found[each.agency] = Identifier("agency", each.agency, value)
    return list(found.values())


def _offered(offer: Offer, born_on: date, locality: str, ground: Ground, rng: Random) -> Involvement:
    agency = offer.agency
    if agency.startswith("area:"):
        agency = ground.area_team(locality, agency.removeprefix("area:"))
    days = max(20, min((ground.today - born_on).days - offer.youngest * YEAR, 1200))
    starts_on = max(ground.today - timedelta(days=rng.randrange(6, days)), born_on)
    ends_on = None
    if rng.random() < 0.3 and starts_on < ground.today - timedelta(days=40):
        ends_on = starts_on + timedelta(days=rng.randrange(30, (ground.today - starts_on).days))
    basis = ("significant_harm" if rng.random() < 0.15 else "consent") if offer.is_sensitive else ""
    return _by(ground.at(agency, offer.service, rng), offer.reason, starts_on, ends_on, basis)


def _by(
    post: Post, reason: str, starts_on: date, ends_on: date | None = None, basis: str = ""
) -> Involvement:
    route = f"Ring {post.telephone}"
    return Involvement(post.agency, post.service, post.practitioner, route, reason, starts_on, ends_on, basis)
