"""A county of three households, written by hand: one of each thing that the loader must do."""

from datetime import date

from teamaround.site.demo.county import shapes

TODAY = date(2026, 11, 20)
TERMS = date(2020, 9, 1)
RING = ((2.0, 54.0), (2.1, 54.0), (2.1, 54.1), (2.0, 54.1), (2.0, 54.0))
WORK = ("FIND_CHILDREN", "REGISTER_CHILDREN", "RECORD_INVOLVEMENT", "WRITE_ASSESSMENTS")


def agency(code, kind, authority="W"):
    return shapes.Agency(
        code, authority, code.title(), kind, "01632 960100", f"{code}@example.org", "1 High Street",
        "ZY1 1AA", "L1", date(2015, 9, 1),
    )  # fmt: skip


def worker(key, at, manager="", ended_on=None):
    return shapes.Practitioner(
        key, at, "", f"{key.title()} Bright", "Worker", "01632 960200", f"{key}@example.org", manager,
        date(2019, 1, 1), ended_on,
    )  # fmt: skip


def member(key, at, duties):
    return shapes.CastMember(
        key, f"{key.title()} Bright", f"{key}@example.org", "Worker", at, "Who", "Try this", duties,
        date(2019, 1, 1), date(2027, 1, 1), date(2027, 1, 1),
    )  # fmt: skip


def child(key, born_on, **more):
    facts = {
        "authority": "W", "expected_on": None, "sex": "female", "gender": "", "ethnicity": "WBRI",
        "first_language": "English", "interpreter_needed": False, "disability": "",
        "communication_needs": "", "names": (shapes.Name("legal", key.title(), "Marlow"),),
        "identifiers": (), "addresses": (address("4 Mill Lane"),),
        "attendances": (shapes.Attendance("school", "school", TERMS),), "involvements": (),
    }  # fmt: skip
    return shapes.Child(key=key, born_on=born_on, **(facts | more))


def address(line, starts_on=date(2019, 1, 1), ends_on=None):
    return shapes.Address((line, "Ashby"), "ZY1 1AA", "L1", starts_on, ends_on)


def involvement(at, practitioner, starts_on, ends_on=None, service="", basis=""):
    return shapes.Involvement(at, service, practitioner, "01632 960300", "Help", starts_on, ends_on, basis)


def mother(of, **more):
    facts = {"has_parental_responsibility": True, "is_main_carer": True, "lives_with_child": True}
    return shapes.Relationship(of, "mira", "mother", None, None, **(facts | more))


PLAIN = shapes.Household(
    "plain",
    (
        child(
            "ada", date(2015, 5, 5),
            identifiers=(
                shapes.Identifier("nhs_number", "", "999 000 0018"),
                shapes.Identifier("agency", "helpers", "FH-77"),
            ),
            addresses=(address("9 Old Road", date(2016, 1, 1), date(2019, 1, 1)), address("4 Mill Lane")),
            involvements=(
                involvement("helpers", "leo", date(2025, 3, 1), date(2025, 9, 1)),
                involvement("clinic", "cass", date(2026, 2, 1), service="clinic:minds", basis="consent"),
                involvement("across", "nadia", date(2024, 2, 1)),
            ),
        ),
        child("bee", date(2018, 2, 2), names=(
            shapes.Name("legal", "Bee", "Khan"), shapes.Name("known_as", "Bibi", ""),
        )),
    ),
    (shapes.Carer("mira", "Mira", "Marlow", "01632 960001", "mira@example.org"),),
    (mother("ada"), mother("bee")),
    (),
    family_name="Marlow and Khan",
)  # fmt: skip

EPISODE = shapes.Episode(
    key="e1", child="cleo", state="open", started_by="ruth", started_on=date(2026, 3, 2),
    completed_on=date(2026, 4, 20), closed_on=None, closure_reason="", led_to_this="Tired at school.",
    people_present="Mira", childs_words="I like drawing.", parents_words="We want sleep.",
    elements=(
        shapes.Element("behaviour", "strength", "Kind to others", "Seen in class", "worker"),
        shapes.Element("behaviour", "need", "Sleeps little", "Told by Mira", "parent"),
    ),
    conclusions="More rest.", goals="Awake in class.",
    agreement=shapes.Agreement("mira", date(2026, 3, 2), True, True, ("helpers",), ("clinic",)),
    leads=(shapes.Lead("leo", date(2026, 4, 21), date(2026, 4, 23)),),
    contributions=(
        shapes.Contribution("leo", date(2026, 3, 5), date(2026, 3, 20), "general_health", "need", "Asthma"),
        shapes.Contribution("gp", date(2026, 3, 6), None, "general_health", "need", ""),
    ),
    actions=(
        shapes.Action("A quiet corner", "", "ruth", date(2026, 6, 1), "Rest", date(2026, 5, 20), "Made"),
        shapes.Action("Read at bedtime", "Mira", "", date(2027, 1, 10), "Sleep"),
    ),
    reviews=(
        shapes.Review(date(2026, 7, 6), "Mira", "Better", "Good", "Better", date(2026, 12, 7)),
    ),
    review_on=date(2026, 12, 7), level=2,
)  # fmt: skip
BEFORE = shapes.Episode(
    key="e0", child="cleo", state="recent", started_by="ruth", started_on=date(2025, 1, 7),
    completed_on=date(2025, 2, 1), closed_on=date(2025, 8, 1), closure_reason="needs_met",
    led_to_this="First worries.", people_present="Mira", childs_words="Hello", parents_words="",
    elements=(), conclusions="", goals="",
    agreement=shapes.Agreement(
        "mira", date(2025, 1, 7), True, True, ("helpers",), withdrawn_on=date(2025, 7, 1)
    ),
    leads=(), contributions=(), actions=(), reviews=(), review_on=None, level=2,
)  # fmt: skip
TOLD = shapes.Household(
    "told",
    (
        child(
            "cleo", date(2017, 3, 27),
            involvements=(involvement("helpers", "leo", date(2026, 2, 1)),),
            shield=shapes.Shield("Court order", "Social care", date(2026, 5, 1), date(2027, 5, 1)),
        ),
        child(
            "tess", date(2017, 3, 27), addresses=(), is_sealed=True,
        ),
    ),
    PLAIN.carers,
    (mother("cleo"),),
    (BEFORE, EPISODE),
    story="told",
)  # fmt: skip
BORN = shapes.Household(
    "born",
    (
        child(
            "teo", date(2026, 9, 1), was_expected_on=date(2026, 8, 25), attendances=(),
            names=(shapes.Name("placeholder", "", "Ionescu"), shapes.Name("legal", "Teo", "Ionescu")),
        ),
        child(
            "unborn", None, expected_on=date(2027, 1, 5), attendances=(), sex="not_known",
            names=(shapes.Name("placeholder", "", "Ionescu"),),
        ),
        child("abroad", date(2012, 1, 1), authority="H", attendances=(), involvements=(
            involvement("helpers", "leo", date(2026, 2, 1)),
        )),
    ),
    (), (), (),
)  # fmt: skip
HOUSEHOLDS = (TOLD, PLAIN, BORN)


def county(households=HOUSEHOLDS, seed=7):
    return shapes.County(
        name="Tinyshire", seed=seed, today=TODAY,
        child_count=sum(len(each.children) for each in households),
        authorities=(
            shapes.Authority("W", "Tinyshire Council", "Tinyshire", True),
            shapes.Authority("H", "Nextshire Council", "Nextshire", False),
        ),
        districts=(), areas=(shapes.Area("N", "North", "W", RING),),
        localities=(shapes.Locality("L1", "Millside", "N", "W", "", RING, (2.05, 54.05), ("ZY1 1",)),),
        postcodes=(shapes.Postcode("ZY1 1AA", "ZY1 1", "L1", 2.05, 54.05, "Mill Lane"),),
        agencies=(
            agency("school", "school"), agency("helpers", "early_help"), agency("clinic", "camhs"),
            agency("practice", "gp_practice"), agency("index", "index_team"),
            agency("across", "childrens_social_care", "H"),
        ),
        services=(shapes.Service("clinic:minds", "clinic", "Minds", "mental_health", "", ""),),
        practitioners=(
            worker("ruth", "school", "head"), worker("head", "school"), worker("leo", "helpers"),
            worker("cass", "clinic"), worker("gp", "practice"), worker("hazel", "index"),
            worker("nadia", "across"), worker("carol", "helpers", "leo", date(2026, 11, 1)),
        ),
        cast=(member("ruth", "school", WORK), member("hazel", "index", (*WORK, "INDEX_TEAM"))),
        stories=(), levels=(), closure_reasons=(),
        batches=lambda: iter([tuple(households[:1]), tuple(households[1:])]),
    )  # fmt: skip
