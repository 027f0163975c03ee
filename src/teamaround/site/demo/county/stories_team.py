"""Stories about working as one team: joining, leading, agreeing, withdrawing, handing over."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from teamaround.site.demo.county.assessing import TALES, Family, Teller, Times
from teamaround.site.demo.county.ground import Ground, Numbers
from teamaround.site.demo.county.scene import Scene, years_ago
from teamaround.site.demo.county.shapes import Action, Episode, Household, Lead, Name, Review


def asha(ground: Ground, numbers: Numbers) -> Household:
    """The main story: an open assessment that the school does not know of. Three surnames, one home."""
    scene = Scene("asha", "Osierfold", ground, numbers, family_name="Marlow and Khan")
    today = ground.today
    mother = scene.carer("leanne", "Leanne", "Marlow")
    father = scene.carer("tariq", "Tariq", "Khan")
    first = scene.carer("darren", "Darren", "Pike")
    gran = scene.carer("jean", "Jean", "Marlow")
    callum = scene.born("callum", "Callum", "Pike", years_ago(today, 14, 60), "male",
                        schools=("Osierfold Primary School", "Wrenminster Academy"))  # fmt: skip
    born_on = years_ago(today, 8, 120)
    child = scene.born(
        "asha", "Ayesha", "Marlow-Khan", born_on, "female", schools=("Osierfold Primary School",),
        ethnicity="MWAS", names=(Name("known_as", "Asha", "Marlow-Khan", born_on),),
    )  # fmt: skip
    visitor = scene.involve("", "", "Health visiting", years_ago(today, 3), who="health-visitor")
    zara = scene.born("zara", "Zara", "Khan", years_ago(today, 3, 20), "female", ethnicity="MWAS",
                      involved=(visitor,))  # fmt: skip
    for key in (callum, child, zara):
        scene.kin(key, mother, "mother", main=True)
    scene.kin(callum, first, "father", lives=False)
    scene.kin(callum, father, "step_parent", responsible=False, since=years_ago(today, 9))
    for key in (child, zara):
        scene.kin(key, father, "father")
        scene.kin(key, gran, "grandmother", responsible=False, lives=False)
    scene.assess(_mornings(scene, child))
    return scene.household()


def _mornings(scene: Scene, child: str) -> Episode:
    """Led by Denise Faraday. The school is not in it yet: joining is what the story is about."""
    today, ground = scene.today, scene.ground
    when = Times("open", today - timedelta(days=37), today - timedelta(days=23), None)
    told = _told(scene, "mornings", child, when)
    return replace(
        told,
        review_on=today + timedelta(days=12),
        people_present=f"Asha, Mum, {ground.name_of('lead')}",
    )


def _told(
    scene: Scene, tale: str, child: str, when: Times, *, starter: str = "lead", lead: str = ""
) -> Episode:
    carers, kin = scene.people()
    family = Family(scene.child(child), carers, kin)
    teller = Teller(TALES[tale], family, scene.ground, when, scene.rng, starter=starter, lead=lead or starter)
    return teller.episode()


def carer_of_thirteen(ground: Ground, numbers: Numbers) -> Household:
    """A thirteen-year-old whose own words lead the assessment."""
    scene = Scene("dami", "Osierfold", ground, numbers)
    today = ground.today
    mother = scene.carer("folasade", "Folasade", "Adeyemi")
    born_on = years_ago(today, 13, 50)
    child = scene.born(
        "dami", "Damilola", "Adeyemi", born_on, "male", ethnicity="BAFR",
        schools=("Osierfold Primary School", "Wrenminster Academy"),
        names=(Name("known_as", "Dami", "Adeyemi", born_on),),
    )  # fmt: skip
    scene.kin(child, mother, "mother", main=True)
    when = Times("open", today - timedelta(days=80), today - timedelta(days=62), None)
    scene.assess(_told(scene, "carer-at-thirteen", child, when))
    return scene.household()


def two_homes(ground: Ground, numbers: Numbers) -> Household:
    """Parents who live apart and both have responsibility; both views are written down."""
    scene = Scene("bethan", "Osierfold", ground, numbers)
    today = ground.today
    mother = scene.carer("cerys", "Cerys", "Prosser")
    father = scene.carer("gareth", "Gareth", "Llewellyn")
    child = scene.born("bethan", "Bethan", "Llewellyn", years_ago(today, 7, 90), "female",
                       schools=("Osierfold Primary School",), first_language="Welsh")  # fmt: skip
    scene.kin(child, mother, "mother", main=True)
    scene.kin(child, father, "father", lives=False)
    when = Times("open", today - timedelta(days=66), today - timedelta(days=48), None)
    scene.assess(_told(scene, "two-homes", child, when, starter="senco", lead="senco"))
    return scene.household()


def withdrawn(ground: Ground, numbers: Numbers) -> Household:
    """A family that agreed and has since said no; what was agreed stays, nothing new is shared."""
    scene = Scene("lena", "Osierfold", ground, numbers)
    today = ground.today
    mother = scene.carer("agnieszka", "Agnieszka", "Nowak")
    child = scene.born("lena", "Lena", "Nowak", years_ago(today, 9, 200), "female", ethnicity="WOTH",
                       schools=("Osierfold Primary School",), first_language="Polish")  # fmt: skip
    scene.kin(child, mother, "mother", main=True)
    when = Times("open", today - timedelta(days=55), today - timedelta(days=40), None)
    told = _told(scene, "after-grandad", child, when)
    agreement = told.agreement
    assert agreement is not None
    no_more = replace(
        agreement, withdrawn_on=today - timedelta(days=3),
        withdrawn_note="Mum feels that things are better and would like to carry on without meetings for now.",
    )  # fmt: skip
    done = tuple(a for a in told.actions if a.by_when <= today - timedelta(days=4))
    scene.assess(replace(told, agreement=no_more, actions=done, reviews=()))
    return scene.household()


def finished(ground: Ground, numbers: Numbers) -> Household:
    """An assessment closed not long ago: met again before another is begun."""
    scene = Scene("haroon", "Osierfold", ground, numbers)
    today = ground.today
    mother = scene.carer("saima", "Saima", "Malik")
    father = scene.carer("khalid", "Khalid", "Malik")
    child = scene.born("haroon", "Haroon", "Malik", years_ago(today, 10, 15), "male", ethnicity="APKN",
                       schools=("Osierfold Primary School",))  # fmt: skip
    scene.kin(child, mother, "mother", main=True)
    scene.kin(child, father, "father")
    when = Times(
        "recent", today - timedelta(days=280), today - timedelta(days=262), today - timedelta(days=118)
    )
    told = _told(scene, "always-moving", child, when)
    reviews = tuple(_with_end(review, "needs_met") for review in told.reviews)
    scene.assess(replace(told, closure_reason="needs_met", reviews=reviews))
    return scene.household()


def _with_end(review: Review, reason: str) -> Review:
    return replace(review, closure_reason=reason)


def handed_over(ground: Ground, numbers: Numbers) -> Household:
    """The lead practitioner left last week; somebody has been asked and has not answered."""
    scene = Scene("sol", "Anchorfleet", ground, numbers)
    today = ground.today
    father = scene.carer("isaac", "Isaac", "Rivers")
    mother = scene.carer("naomi", "Naomi", "Rivers")
    child = scene.born("sol", "Solomon", "Rivers", years_ago(today, 12, 100), "male", ethnicity="BCRB",
                       schools=("Limpethorpe Primary School", "Anchor Bay School"),
                       names=(Name("known_as", "Sol", "Rivers", years_ago(today, 12, 100)),),
                       gp="Limpethorpe Surgery")  # fmt: skip
    scene.kin(child, mother, "mother", main=True)
    scene.kin(child, father, "father", lives=False)
    when = Times("open", today - timedelta(days=95), today - timedelta(days=75), None)
    told = _told(scene, "not-going-in", child, when, starter="taking-over", lead="leaver")
    left_on = today - timedelta(days=4)
    first = replace(told.leads[0], ended_on=left_on)
    second = Lead("taking-over", left_on, None)
    passed = tuple(_passed(action) for action in told.actions)
    scene.assess(replace(told, leads=(first, second), actions=passed))
    return scene.household()


def _passed(action: Action) -> Action:
    """Whatever the one who left had to do falls to whoever takes over."""
    return replace(action, practitioner="taking-over") if action.practitioner == "leaver" else action


def edge(ground: Ground, numbers: Numbers) -> Household:
    """A young person with youth justice, and a drug service that others do not see."""
    scene = Scene("kieran", "Marlgate", ground, numbers)
    today = ground.today
    mother = scene.carer("donna", "Donna", "Doyle")
    drugs = scene.involve("", "", "Appointments", today - timedelta(days=100), who="drug-worker",
                          basis="significant_harm")  # fmt: skip
    child = scene.born("kieran", "Kieran", "Doyle", years_ago(today, 15, 30), "male", ethnicity="WIRI",
                       schools=("Marlgate Primary School", "Marlgate School"), gp="Marlgate Health Centre",
                       involved=(drugs,))  # fmt: skip
    scene.kin(child, mother, "mother", main=True)
    when = Times("open", today - timedelta(days=88), today - timedelta(days=70), None)
    scene.assess(_told(scene, "edge-of-trouble", child, when, starter="youth-justice"))
    return scene.household()
