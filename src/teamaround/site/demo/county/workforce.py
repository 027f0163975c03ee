"""Who works in the county: posts by kind of agency, the cast in theirs, everybody with a manager."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from random import Random

from teamaround.kernel.letters import in_latin
from teamaround.kernel.origins import Origin, origins
from teamaround.site.demo.county.bodies import code_of, mobile
from teamaround.site.demo.county.cast import LEFT, OTHERS, PARTS, Part
from teamaround.site.demo.county.geography import HOME
from teamaround.site.demo.county.shapes import Agency, Practitioner, Service

IN_ALL = 250
Post = tuple[str, str, int]
"""A role, the service it belongs to ("" for none) and how many hold it; the first one manages."""

POSTS: dict[str, tuple[Post, ...]] = {
    "school": (("Headteacher", "", 1), ("Special educational needs co-ordinator", "", 1),
               ("Designated safeguarding lead", "", 1), ("Pastoral lead", "", 1)),
    "early_years": (("Nursery manager", "", 1), ("Key person", "", 1)),
    "gp_practice": (("GP partner", "", 1), ("Practice nurse", "", 1), ("Practice manager", "", 1)),
    "health_visiting": (("Clinical team lead", "Health visiting", 1), ("Health visitor", "Health visiting", 9),
                        ("School nurse", "School nursing", 4),
                        ("Speech and language therapist", "Speech and language therapy", 2)),
    "camhs": (("Clinical psychologist", "Community mental health team", 1),
              ("Mental health nurse", "Community mental health team", 3),
              ("Family therapist", "Eating difficulties clinic", 1)),
    "hospital": (("Community paediatrician", "Community paediatrics", 2), ("Midwife", "Midwifery", 3),
                 ("Sexual health nurse", "Harbour sexual health clinic for young people", 2)),
    "police": (("Child protection sergeant", "Child protection unit", 1),
               ("Neighbourhood officer", "Neighbourhood policing", 3)),
    "youth_justice": (("Team manager", "Court and community orders", 1),
                      ("Youth justice worker", "Turnaround and prevention", 2),
                      ("Orders officer", "Court and community orders", 1)),
    "voluntary": (("Manager", "", 1), ("Project worker", "*", 1)),
    "childrens_social_care": (("Team manager", "*", 1), ("Social worker", "*", 3)),
    "early_help": (("Team manager", "Family support", 1), ("Senior family support worker", "Family support", 1),
                   ("Family support worker", "Family support", 3)),
    "education_welfare": (("Attendance lead", "Attendance", 1), ("Attendance officer", "Attendance", 1),
                          ("Educational psychologist", "Educational psychology", 1)),
    "district_council": (("Community safety manager", "Community safety", 1),
                         ("Play and leisure officer", "Leisure and play", 1)),
    "housing": (("Tenancy support manager", "Tenancy support", 1), ("Tenancy support officer", "Tenancy support", 1)),
    "index_team": (("Index team manager", "", 1), ("Index officer", "", 2), ("System administrator", "", 1)),
    "council": (("Head of children's partnerships", "", 1),),
}  # fmt: skip
UNMANAGED = frozenset({"Lead member for children"})
GROWS_WITH_NUMBER = frozenset({"school", "early_years", "gp_practice"})
CHILDREN_TO_A_TEAM = 15_000
EXTRA = ("Family support worker", "Family support")


def practitioners(
    agencies: tuple[Agency, ...], services: tuple[Service, ...], *, children: int, seed: int, today: date
) -> tuple[Practitioner, ...]:
    """Everybody in post: 250 in a county with the listed agencies only, more with more schools."""
    roll = _Roll(services, seed=seed, today=today)
    for agency in agencies:
        roll.fill(agency, _posts_at(agency, services, times=max(1, children // CHILDREN_TO_A_TEAM)))
    helpers = [a for a in agencies if a.kind == "early_help" and a.authority == HOME]
    number = 0
    while len(roll.people) < IN_ALL:
        roll.add(helpers[number % len(helpers)], *EXTRA)
        number += 1
    return tuple(roll.people)


class _Roll:
    """The list as it grows; e-mail addresses are unique in it."""

    def __init__(self, services: tuple[Service, ...], *, seed: int, today: date) -> None:
        self.people: list[Practitioner] = []
        self._services = {(each.agency, each.name): each.key for each in services}
        self._rng = Random(f"workforce {seed}")
        self._today = today
        self._managers: dict[str, str] = {}
        self._emails: set[str] = set()
        self._cast: dict[str, list[Part]] = {}
        for part in (*PARTS, *OTHERS):
            self._cast.setdefault(code_of(part.agency), []).append(part)

    def fill(self, agency: Agency, posts: Iterable[tuple[str, str]]) -> None:
        """Put somebody in each post: one of the cast where the part says so."""
        waiting = list(self._cast.get(agency.code, []))
        for role, service in posts:
            part = next((each for each in waiting if each.fills == role), None)
            if part is not None:
                waiting.remove(part)
            self.add(agency, role, part.service if part else service, part)
        for part in waiting:
            self.add(agency, part.fills, part.service, part)

    def add(self, agency: Agency, role: str, service: str, part: Part | None = None) -> None:
        """One more person; the first at an agency manages the rest."""
        name = part.name if part else self._name()
        key = part.key if part else f"p{len(self.people) + 1:05d}"
        manager = "" if role in UNMANAGED else self._managers.get(agency.code, "")
        self._managers.setdefault(agency.code, key)
        started_on = self._today - timedelta(days=self._rng.randint(200, 4000))
        self.people.append(
            Practitioner(
                key=key, agency=agency.code, service=self._services.get((agency.code, service), ""),
                name=name, role=role, telephone=mobile(len(self.people)),
                email=self._email(name, agency.code), line_manager=manager,
                started_on=max(started_on, agency.started_on),
                ended_on=self._today - timedelta(days=4) if key in LEFT else None,
            )
        )  # fmt: skip

    def _name(self) -> str:
        origin = _pick_origin(self._rng)
        woman = self._rng.random() < 0.72
        given = self._rng.choice(origin.women if woman else origin.men)
        family = self._rng.choice(origin.families_girls if woman else origin.families)
        return f"{given} {family}"

    def _email(self, name: str, agency: str) -> str:
        words = [w for w in name.split() if w not in {"Dr", "PC", "Cllr"}]
        plain = "".join(sign for sign in in_latin(".".join(words)).lower() if sign.isalnum() or sign in ".-")
        email, number = f"{plain}@{agency}.example", 2
        while email in self._emails:
            email, number = f"{plain}{number}@{agency}.example", number + 1
        self._emails.add(email)
        return email


def _posts_at(agency: Agency, services: tuple[Service, ...], *, times: int) -> Iterator[tuple[str, str]]:
    """The posts at an agency; larger counties have larger teams, but no larger schools."""
    own = [each.name for each in services if each.agency == agency.code] or [""]
    for role, service, count in POSTS[agency.kind]:
        grown = count * times if count > 1 and agency.kind not in GROWS_WITH_NUMBER else count
        for number in range(grown):
            yield role, own[number % len(own)] if service == "*" else service


def _pick_origin(rng: Random) -> Origin:
    every = origins()
    return rng.choices(every, weights=[each.share for each in every])[0]
