"""Stories about who somebody is, where they are, and who may know of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from teamaround.site.demo.county.assessing import TALES, Family, Teller, Times
from teamaround.site.demo.county.bodies import code_of
from teamaround.site.demo.county.ground import Ground, Numbers
from teamaround.site.demo.county.scene import Scene, years_ago
from teamaround.site.demo.county.schooling import PRIMARY_YEARS, reception_year
from teamaround.site.demo.county.shapes import Attendance, Household, Identifier, Name, Shield


def twins(ground: Ground, numbers: Numbers) -> tuple[Household, Household]:
    """Two sisters of fifteen. One lives elsewhere, and nobody who does not need it may learn where."""
    today, born_on = ground.today, years_ago(ground.today, 15, 40)
    home = Scene("imogen", "Marlgate", ground, numbers)
    mother = home.carer("helen", "Helen", "Fairbrother")
    imogen = home.born("imogen", "Imogen", "Fairbrother", born_on, "female", gp="Marlgate Health Centre",
                       schools=("Marlgate Primary School", "Marlgate School"))  # fmt: skip
    home.kin(imogen, mother, "mother", main=True)
    away = Scene("isabel", "Limpethorpe", ground, numbers)
    aunt = away.carer("ros", "Rosalind", "Garland")
    also_mother = away.carer("helen", "Helen", "Fairbrother")
    moved_on = today - timedelta(days=140)
    social_worker = away.involve("Coast Family Safeguarding", "Child in need and protection",
                                 "Social work", moved_on - timedelta(days=6))  # fmt: skip
    isabel = away.born(
        "isabel", "Isabel", "Fairbrother", born_on, "female", gp="Limpethorpe Surgery",
        schools=("Marlgate Primary School", "Anchor Bay School"), involved=(social_worker,),
        addresses=(home.home(born_on, moved_on), away.home(moved_on, is_confidential=True)),
        shield=Shield("Threatened by an older former boyfriend, who is looking for her",
                      "duty-social-worker", moved_on, today + timedelta(days=45)),
    )  # fmt: skip
    away.kin(isabel, aunt, "aunt", responsible=False, main=True, since=moved_on)
    away.kin(isabel, also_mother, "mother", lives=False)
    return home.household(), away.household()


def same_name(ground: Ground, numbers: Numbers) -> tuple[Household, Household]:
    """Two boys with one name, born on one day, who have nothing to do with each other."""
    born_on = years_ago(ground.today, 10, 77)
    found = []
    for key, place, school, gp, mother in (
        ("oliver-a", "Osierfold", "Osierfold Primary School", "Osierfold Surgery", "Rachel"),
        (
            "oliver-b",
            "Gullhaven",
            "Gullhaven Harbour Primary School",
            "Gullhaven Quayside Practice",
            "Kirsty",
        ),
    ):
        scene = Scene(key, place, ground, numbers)
        carer = scene.carer("mother", mother, "Taylor")
        child = scene.born("child", "Oliver", "Taylor", born_on, "male", schools=(school,), gp=gp)
        scene.kin(child, carer, "mother", main=True)
        found.append(scene.household())
    return found[0], found[1]


def expected(ground: Ground, numbers: Numbers) -> Household:
    """A child not born yet, with a big brother and an assessment begun in good time."""
    scene = Scene("kasia", "Marlgate", ground, numbers)
    today = ground.today
    mother = scene.carer("kasia", "Kasia", "Wojnarowska")
    midwife = scene.involve("", "", "Midwifery", today - timedelta(days=70), who="midwife")
    child = scene.unborn("baby", "Wojnarowska", today + timedelta(days=63), (midwife,))
    scene.kin(child, mother, "mother", main=True)
    carers, kin = scene.people()
    when = Times("open", today - timedelta(days=40), today - timedelta(days=26), None)
    family = Family(scene.child(child), carers, kin)
    teller = Teller(
        TALES["waiting-for-baby"], family, ground, when, scene.rng, starter="midwife", lead="lead"
    )
    scene.assess(teller.episode())
    return scene.household()


def newly_born(ground: Ground, numbers: Numbers) -> Household:
    """A boy whose record was begun before his birth three weeks ago."""
    scene = Scene("teodor", "Osierfold", ground, numbers)
    today = ground.today
    mother = scene.carer("elena", "Elena", "Ionescu")
    father = scene.carer("bogdan", "Bogdan", "Ionescu")
    born_on = today - timedelta(days=21)
    midwife = scene.involve("", "", "Midwifery", today - timedelta(days=110), who="midwife",
                            until=today - timedelta(days=9))  # fmt: skip
    visitor = scene.involve("", "", "Health visiting", today - timedelta(days=9), who="health-visitor")
    child = scene.born(
        "baby", "Teodor", "Ionescu", born_on, "male", ethnicity="WOTH", first_language="Romanian",
        involved=(midwife, visitor), was_expected_on=born_on + timedelta(days=8),
        names=(Name("placeholder", "", "Ionescu", None, born_on),),
        addresses=(scene.home(today - timedelta(days=700)),),
    )  # fmt: skip
    scene.change(child, attendances=())
    scene.kin(child, mother, "mother", main=True)
    scene.kin(child, father, "father")
    return scene.household()


def in_hiding(ground: Ground, numbers: Numbers) -> Household:
    """A girl who left with her mother; the whole home is hidden."""
    scene = Scene("jasmine", "Samphire Cross", ground, numbers)
    today = ground.today
    moved_on = today - timedelta(days=95)
    mother = scene.carer("blessing", "Blessing", "Okoro")
    support = scene.involve("Safe Harbour Domestic Abuse Support", "Support for children",
                            "Support for children", moved_on)  # fmt: skip
    born_on = years_ago(today, 6, 30)
    child = scene.born(
        "jasmine", "Jasmine", "Okoro", born_on, "female", ethnicity="BAFR",
        schools=("Limpethorpe Primary School",), gp="Limpethorpe Surgery", involved=(support,),
        addresses=(scene.elsewhere("Cloudhope", born_on, moved_on), scene.home(moved_on, is_confidential=True)),
        shield=Shield("Left with her mother because of violence; the father is looking for them",
                      "duty-social-worker", moved_on, today + timedelta(days=60)),
    )  # fmt: skip
    scene.kin(child, mother, "mother", main=True)
    return scene.household()


def adopted(ground: Ground, numbers: Numbers) -> tuple[Household, Household]:
    """A boy with a new name. The old record is sealed, and nothing leads from one to the other."""
    today = ground.today
    born_on = years_ago(today, 5, 180)
    old = Scene("dylan", "Cloudhope", ground, numbers)
    first = old.carer("mother", "Kayleigh", "Pryce")
    left_on = today - timedelta(days=500)
    worker = old.involve("Uplands Family Safeguarding", "Child in need and protection", "Social work",
                         born_on + timedelta(days=90), until=left_on)  # fmt: skip
    former = old.born("dylan", "Dylan", "Pryce", born_on, "male", gp="Cloudhope Surgery",
                      involved=(worker,), is_sealed=True)  # fmt: skip
    practice = replace(old.child(former).attendances[0], ends_on=left_on)
    old.change(former, addresses=(old.home(born_on, left_on),), attendances=(practice,))
    old.kin(former, first, "mother", responsible=False, main=True, until=left_on)
    new = Scene("freddie", "Appleworthy", ground, numbers)
    parents = (new.carer("anna", "Anna", "Ashdown"), new.carer("simon", "Simon", "Ashdown"))
    child = new.born("freddie", "Freddie", "Ashdown", born_on, "male", schools=("Appleworthy Village School",),
                     addresses=(new.home(left_on),))  # fmt: skip
    for number, parent in enumerate(parents):
        new.kin(child, parent, "adoptive_parent", main=number == 0, since=left_on)
    return old.household(), new.household()


def moved(ground: Ground, numbers: Numbers) -> Household:
    """A boy who came across the border five weeks ago, with help there that has not ended."""
    scene = Scene("marek", "Appleworthy", ground, numbers)
    today = ground.today
    came_on = today - timedelta(days=36)
    mother = scene.carer("ewa", "Ewa", "Kowalska")
    father = scene.carer("pawel", "Paweł", "Kowalski")
    born_on = years_ago(today, 12, 150)
    there = scene.involve(
        "", "", "Family support at home", today - timedelta(days=200), who="across-the-border"
    )
    social = scene.involve("", "", "Social work", today - timedelta(days=160), who="neighbour")
    child = scene.born("marek", "Marek", "Kowalski", born_on, "male", ethnicity="WOTH", first_language="Polish",
                       involved=(there, social),
                       addresses=(scene.elsewhere("Bitternwick", born_on, came_on), scene.home(came_on)))  # fmt: skip
    first = reception_year(born_on)
    practice, joined = came_on + timedelta(days=9), came_on + timedelta(days=12)
    middle = min(date(first + PRIMARY_YEARS, 7, 21), came_on)
    scene.change(
        child,
        identifiers=(numbers.nhs_number(), *_upn(numbers, first)),
        attendances=(
            Attendance(code_of("Hernmouth Medical Practice"), "gp_practice", born_on, practice),
            Attendance(code_of("Osierfold Surgery"), "gp_practice", practice),
            Attendance(code_of("Hernmouth Primary School"), "school", date(first, 9, 4), middle),
            Attendance(code_of("Wrenminster Academy"), "school", joined),
        ),
    )
    scene.kin(child, mother, "mother", main=True)
    scene.kin(child, father, "father")
    return scene.household()


def _upn(numbers: Numbers, year: int) -> tuple[Identifier, ...]:
    number = numbers.upn(school=code_of("Hernmouth Primary School"), year=year)
    return (number,) if number is not None else ()


def grandmother(ground: Ground, numbers: Numbers) -> Household:
    """A boy brought up by his grandmother, who has parental responsibility; his mother visits."""
    scene = Scene("tyrell", "Osierfold", ground, numbers)
    today = ground.today
    since = years_ago(today, 4)
    gran = scene.carer("gloria", "Gloria", "Campbell")
    mother = scene.carer("simone", "Simone", "Grant")
    child = scene.born("tyrell", "Tyrell", "Campbell-Grant", years_ago(today, 10, 300), "male",
                       ethnicity="BCRB", schools=("Osierfold Primary School",),
                       names=(Name("former", "Tyrell", "Grant", years_ago(today, 10, 300), since),))  # fmt: skip
    scene.kin(child, gran, "grandmother", main=True, since=since)
    scene.kin(child, mother, "mother", lives=False)
    return scene.household()


def private(ground: Ground, numbers: Numbers) -> Household:
    """A girl of sixteen with two services that are nobody else's business."""
    scene = Scene("niamh", "Wrenminster Castle", ground, numbers)
    today = ground.today
    mother = scene.carer("orla", "Orla", "Gallagher")
    clinic = scene.involve("", "", "Appointments", today - timedelta(days=50), who="sexual-health-nurse",
                           basis="consent")  # fmt: skip
    camhs = scene.involve("", "", "Appointments", today - timedelta(days=170), who="camhs", basis="consent")
    child = scene.born("niamh", "Niamh", "Gallagher", years_ago(today, 16, 25), "female", ethnicity="WIRI",
                       schools=("St Wenna's C of E Primary School", "Wrenminster Academy"),
                       gp="The Castle Surgery", involved=(clinic, camhs))  # fmt: skip
    scene.kin(child, mother, "mother", main=True)
    return scene.household()


def twice(ground: Ground, numbers: Numbers) -> tuple[Household, Household]:
    """One boy with two records: a school's, and a hospital's with his name as it was heard."""
    born_on = years_ago(ground.today, 8, 12)
    right = Scene("jakub", "Tarnfold", ground, numbers)
    mother = right.carer("monika", "Monika", "Zielińska")
    known = (Name("known_as", "Kuba", "Zieliński", born_on),)
    child = right.born("jakub", "Jakub", "Zieliński", born_on, "male", ethnicity="WOTH", names=known,
                       schools=("Tarnfold Primary School",), gp="Cloudhope Surgery")  # fmt: skip
    right.kin(child, mother, "mother", main=True)
    wrong = Scene("jacob", "Tarnfold", ground, numbers)
    clinic = wrong.involve("Wrenminster General Hospital", "Community paediatrics", "Paediatric clinic",
                           ground.today - timedelta(days=300))  # fmt: skip
    other = wrong.born("jacob", "Jacob", "Zielinski", born_on, "male", gp="Cloudhope Surgery",
                       involved=(clinic,), addresses=(right.home(born_on),), duplicate_of=child)  # fmt: skip
    wrong.change(other, identifiers=(), attendances=())
    wrong.kin(other, wrong.carer("monica", "Monica", "Zielinska"), "mother", main=True)
    return right.household(), wrong.household()


def spelling(ground: Ground, numbers: Numbers) -> Household:
    """Two sisters whose names nobody types the same way twice."""
    scene = Scene("zoe", "Kittiwyke", ground, numbers)
    mother = scene.carer("aisling", "Aisling", "O'Neill")
    for slug, given, years in (("zoe", "Zoë", 9), ("caoimhe", "Caoimhe", 6)):
        child = scene.born(slug, given, "D'Arcy-O'Neill", years_ago(ground.today, years, 45), "female",
                           ethnicity="WIRI", schools=("Merlinsea Primary School",),
                           gp="Gullhaven Quayside Practice")  # fmt: skip
        scene.kin(child, mother, "mother", main=True)
    return scene.household()
