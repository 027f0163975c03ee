"""The agencies of the county and their services. A county of any size has those listed by name;
a large one has more schools, practices and nurseries besides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from random import Random

from teamaround.site.demo.county.geography import HOME, NEIGHBOUR
from teamaround.site.demo.county.shapes import Agency, Locality, Postcode, Service

PUPILS_OF_A_PRIMARY = 165
PUPILS_OF_A_SECONDARY = 1000
PATIENTS_UNDER_18 = 2100
PRIMARY_SHARE = 0.385
SECONDARY_SHARE = 0.27
_DEDICATIONS_AS_TEXT = """St_Wenna's St_Alfric's Holy_Cross St_Osyth's St_Brannoc's All_Hallows St_Etheldreda's St_Piran's
 St_Ninian's St_Bega's St_Cedd's St_Frideswide's"""
DEDICATIONS = _DEDICATIONS_AS_TEXT.split()
_TREES_AS_TEXT = """Hornbeam Larch Whitebeam Alder Rowan Spindle Hawthorn Juniper Aspen Sallow Bramble Teasel Plover Lapwing
 Curlew Linnet Dunnock Siskin Redstart Wheatear Shearwater Avocet Kingfisher Bullfinch Otter Hedgehog"""
TREES = _TREES_AS_TEXT.split()


@dataclass(frozen=True, slots=True)
class _Listed:
    name: str
    kind: str
    locality: str
    services: tuple[tuple[str, str], ...] = ()
    phase: str = ""
    area: str = ""
    authority: str = HOME


LISTED = (
    _Listed("Wrenshire Child Index Team", "index_team", "Wrenminster Castle"),
    _Listed("Wrenshire County Council", "council", "Wrenminster Castle",
            (("Information governance", ""), ("Data and returns", ""), ("Members' services", ""))),
    _Listed("Wrenshire Safeguarding Front Door", "childrens_social_care", "Wrenminster Castle",
            (("Front door duty desk", ""),)),
    _Listed("Uplands Family Safeguarding", "childrens_social_care", "Cloudhope",
            (("Child in need and protection", ""),), area="UPL"),
    _Listed("Vale Family Safeguarding", "childrens_social_care", "Marlgate",
            (("Child in need and protection", ""),), area="VAL"),
    _Listed("Coast Family Safeguarding", "childrens_social_care", "Gullhaven",
            (("Child in need and protection", ""),), area="COA"),
    _Listed("Wrenshire Disabled Children's Team", "childrens_social_care", "Wrenminster Bridge",
            (("Short breaks", ""), ("Occupational therapy at home", ""))),
    _Listed("Uplands Family Help", "early_help", "Tarnfold",
            (("Family support", ""), ("Parenting groups", "")), area="UPL"),
    _Listed("Vale Family Help", "early_help", "Osierfold",
            (("Family support", ""), ("Young carers", ""), ("Locality co-ordination", "")), area="VAL"),
    _Listed("Coast Family Help", "early_help", "Anchorfleet",
            (("Family support", ""), ("Parenting groups", "")), area="COA"),
    _Listed("Wrenshire Inclusion and Attendance Service", "education_welfare", "Wrenminster Mills",
            (("Attendance", ""), ("Educational psychology", ""))),
    _Listed("Wrenshire Community Health", "health_visiting", "Wrenminster Bridge",
            (("Health visiting", ""), ("School nursing", ""), ("Speech and language therapy", ""))),
    _Listed("Kestrel House CAMHS", "camhs", "Wrenminster Mills",
            (("Community mental health team", "mental_health"), ("Eating difficulties clinic", "mental_health"))),
    _Listed("Wrenminster General Hospital", "hospital", "Wrenminster Bridge",
            (("Community paediatrics", ""), ("Midwifery", ""),
             ("Harbour sexual health clinic for young people", "sexual_health"))),
    _Listed("Wrenshire Police", "police", "Wrenminster Castle",
            (("Neighbourhood policing", ""), ("Child protection unit", ""))),
    _Listed("Wrenshire Youth Justice Service", "youth_justice", "Wrenminster Mills",
            (("Turnaround and prevention", ""), ("Court and community orders", ""))),
    _Listed("Lantern Family Friends", "voluntary", "Osierfold", (("Home visiting by volunteers", ""),)),
    _Listed("Stepping Stones Young People's Drug and Alcohol Service", "voluntary", "Marlgate",
            (("Drug and alcohol support", "substance_misuse"),)),
    _Listed("Saltmerrow Youth Boathouse", "voluntary", "Saltmerrow", (("Youth work", ""),)),
    _Listed("Willow Bereavement Support", "voluntary", "Appleworthy", (("Grief support", ""),)),
    _Listed("Safe Harbour Domestic Abuse Support", "voluntary", "Gullhaven",
            (("Support for children", ""), ("Refuge", ""))),
    _Listed("Wrenminster and Vale District Council", "district_council", "Wrenminster Castle",
            (("Leisure and play", ""), ("Community safety", ""))),
    _Listed("Upland and Coast District Council", "district_council", "Gullhaven",
            (("Leisure and play", ""), ("Community safety", ""))),
    _Listed("Threshold Homes", "housing", "Marlgate", (("Tenancy support", ""),)),
    _Listed("Acorn Steps Nursery", "early_years", "Osierfold"),
    _Listed("Pebbles Nursery", "early_years", "Gullhaven"),
    _Listed("Tarnfold Family Hub", "early_years", "Tarnfold", (("Stay and play", ""),)),
    _Listed("Mill Lane Playgroup", "early_years", "Wrenminster Mills"),
    _Listed("The Castle Surgery", "gp_practice", "Wrenminster Castle"),
    _Listed("Bridge Street Medical Centre", "gp_practice", "Wrenminster Bridge"),
    _Listed("Osierfold Surgery", "gp_practice", "Osierfold"),
    _Listed("Marlgate Health Centre", "gp_practice", "Marlgate"),
    _Listed("Cloudhope Surgery", "gp_practice", "Cloudhope"),
    _Listed("Harrowbeck and Dale Practice", "gp_practice", "Harrowbeck"),
    _Listed("Gullhaven Quayside Practice", "gp_practice", "Gullhaven"),
    _Listed("Limpethorpe Surgery", "gp_practice", "Limpethorpe"),
    _Listed("Osierfold Primary School", "school", "Osierfold", phase="primary"),
    _Listed("Wrenminster Bridge Primary School", "school", "Wrenminster Bridge", phase="primary"),
    _Listed("St Wenna's C of E Primary School", "school", "Wrenminster Castle", phase="primary"),
    _Listed("Mills Lane Primary School", "school", "Wrenminster Mills", phase="primary"),
    _Listed("Appleworthy Village School", "school", "Appleworthy", phase="primary"),
    _Listed("Marlgate Primary School", "school", "Marlgate", phase="primary"),
    _Listed("Sedgeholme and Brindlecote Primary School", "school", "Brindlecote", phase="primary"),
    _Listed("Cloudhope Primary School", "school", "Cloudhope", phase="primary"),
    _Listed("Tarnfold Primary School", "school", "Tarnfold", phase="primary"),
    _Listed("Fell and Dale Primary School", "school", "Harrowbeck", phase="primary"),
    _Listed("Skelderholt Primary School", "school", "Skelderholt", phase="primary"),
    _Listed("Gullhaven Harbour Primary School", "school", "Gullhaven", phase="primary"),
    _Listed("St Osyth's Catholic Primary School", "school", "Saltmerrow", phase="primary"),
    _Listed("Merlinsea Primary School", "school", "Merlinsea", phase="primary"),
    _Listed("Limpethorpe Primary School", "school", "Limpethorpe", phase="primary"),
    _Listed("Wrenminster Academy", "school", "Wrenminster Castle", phase="secondary"),
    _Listed("Marlgate School", "school", "Marlgate", phase="secondary"),
    _Listed("Uplands Community School", "school", "Tarnfold", phase="secondary"),
    _Listed("Gullhaven High School", "school", "Gullhaven", phase="secondary"),
    _Listed("Anchor Bay School", "school", "Anchorfleet", phase="secondary"),
    _Listed("Kingfisher School", "school", "Wrenminster Bridge", phase="special"),
    _Listed("Hernshire Council", "council", "Hernmouth", authority=NEIGHBOUR),
    _Listed("Hernshire Children's Services", "childrens_social_care", "Hernmouth",
            (("Assessment team", ""),), authority=NEIGHBOUR),
    _Listed("Hernshire Early Help", "early_help", "Bitternwick", (("Family support", ""),), authority=NEIGHBOUR),
    _Listed("Hernmouth Primary School", "school", "Hernmouth", phase="primary", authority=NEIGHBOUR),
    _Listed("Greyfleet Academy", "school", "Greyfleet", phase="secondary", authority=NEIGHBOUR),
    _Listed("Hernmouth Medical Practice", "gp_practice", "Hernmouth", authority=NEIGHBOUR),
)  # fmt: skip


def code_of(name: str) -> str:
    """An agency's code: its name in small letters joined by hyphens."""
    plain = name.lower().replace("'", "")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def landline(number: int) -> str:
    """A number that Ofcom keeps for drama: 01632 960000 to 960999."""
    return f"01632 960{number % 1000:03d}"


def mobile(number: int) -> str:
    """A mobile number that Ofcom keeps for drama: 07700 900000 to 900999."""
    return f"07700 900{number % 1000:03d}"


def agencies(
    *, children: int, localities: tuple[Locality, ...], postcodes: tuple[Postcode, ...], today: date
) -> tuple[Agency, ...]:
    """Every agency, those listed by name first."""
    rng = Random("the agencies of Wrenshire")
    by_name = {place.name: place for place in localities}
    by_place: dict[str, list[Postcode]] = {}
    for postcode in postcodes:
        by_place.setdefault(postcode.locality, []).append(postcode)
    homes = [place.name for place in localities if place.authority == HOME]
    found = []
    for number, listed in enumerate([*LISTED, *_more(children, homes)]):
        place = by_name[listed.locality]
        serves = [p.code for p in localities if listed.area and p.area == listed.area]
        found.append(_agency(listed, number, place, rng.choice(by_place[place.code]), serves, rng, today))
    return tuple(found)


def services(agencies: tuple[Agency, ...]) -> tuple[Service, ...]:
    """What the agencies offer by name; schools and practices have no separate services."""
    by_name = {agency.name: agency for agency in agencies}
    found: list[Service] = []
    for listed in LISTED:
        agency = by_name[listed.name]
        for name, sensitive in listed.services:
            key = f"{agency.code}/{code_of(name)}"
            number = landline(400 + len(found))
            found.append(Service(key, agency.code, name, sensitive, number, agency.email))
    return tuple(found)


def _agency(
    listed: _Listed, number: int, place: Locality, where: Postcode, serves: list[str], rng: Random,
    today: date,
) -> Agency:  # fmt: skip
    code = code_of(listed.name)
    return Agency(
        code=code,
        authority=listed.authority,
        name=listed.name,
        kind=listed.kind,
        telephone=landline(number),
        email=f"office@{code}.example",
        address=f"{rng.randint(1, 60)} {where.street}, {place.name}",
        postcode=where.code,
        locality=place.code,
        started_on=date(today.year - rng.randint(11, 40), 9 if listed.kind == "school" else 4, 1),
        phase=listed.phase,
        localities=tuple(serves),
    )


def _more(children: int, homes: list[str]) -> list[_Listed]:
    """The further schools, practices and nurseries that a county of this many children has."""
    listed = {each.name for each in LISTED}
    found: list[_Listed] = []
    for kind, phase, ending, wanted in (
        ("school", "primary", "Primary School", children * PRIMARY_SHARE / PUPILS_OF_A_PRIMARY - 15),
        ("school", "secondary", "Academy", children * SECONDARY_SHARE / PUPILS_OF_A_SECONDARY - 5),
        ("school", "special", "Special School", children / 12_000 - 1),
        ("gp_practice", "", "Surgery", children / PATIENTS_UNDER_18 - 8),
        ("early_years", "", "Nursery", children / 2500 - 4),
    ):
        for number in range(max(0, round(wanted))):
            home = homes[number % len(homes)]
            name = _fresh(home, number // len(homes), ending, listed)
            listed.add(name)
            found.append(_Listed(name, kind, home, phase=phase))
    return found


def _fresh(home: str, nth: int, ending: str, taken: set[str]) -> str:
    words = [""] + [word.replace("_", " ") for word in TREES + DEDICATIONS]
    for word in words[nth:] + words[:nth]:
        name = " ".join(f"{home} {word} {ending}".split())
        if name not in taken:
            return name
    raise ValueError(f"no more names for another {ending} at {home}")
