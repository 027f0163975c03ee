"""Where the stories begin: children who are being helped already, made through the services."""

from datetime import date, timedelta

from django.db import transaction

from teamaround.accounts.door import acting
from teamaround.assessments import services as assessments
from teamaround.assessments.rules.definition import Box
from teamaround.assessments.rules.writing import mark_of
from teamaround.assessments.services import Typed
from teamaround.episodes import services as episodes
from teamaround.episodes.rules.planning import Planned
from teamaround.index import services as index
from teamaround.people import services as people
from teamaround.people.rules import RelationshipType
from teamaround.people.services import NewCarer, NewName
from teamaround.sharing.agreement_rules import AgreementFacts, How, Standing

DESK = {"viewport": {"width": 1280, "height": 900}}
SMALL_DESK = {"viewport": {"width": 1280, "height": 800}}
PHONE = {"viewport": {"width": 390, "height": 800}}
PURPOSE = "I am working with this child or family"
OWN_WORDS = "I like it when Nan picks me up, because then we go the long way round."


def involve(world, child, *staff):
    """The agencies of these people are involved with the child."""
    for who in staff:
        with acting(world.viewer(who), now=world.now) as viewer:
            index.record_involvement(
                child_id=child.pk, by=viewer, now=world.now, starts_on=date(2026, 1, 5),
                practitioner_id=viewer.practitioner_id, reason="family support",
            )  # fmt: skip


def a_child_with_help(world):
    """Asha: health visiting and early help are involved, and a clinic that is not named."""
    with transaction.atomic():
        child = world.child()
        involve(world, child, "health_visitor", "lead")
        with acting(world.viewer("camhs"), now=world.now) as viewer:
            index.record_involvement(
                child_id=child.pk, by=viewer, now=world.now, starts_on=date(2026, 2, 5),
                service_id=world.service["clinic"].pk, sensitive_basis="consent",
            )  # fmt: skip
    return child


def agreement(world, *agencies):
    """What Asha's mother agrees to."""
    return {
        "facts": AgreementFacts(
            given_on=world.today, given_by="Mira Lindqvist", standing=Standing.PARENTAL_RESPONSIBILITY,
            competence_reason="", age=9, has_parental_responsibility=True, may_store=True, may_share=True,
            agencies=frozenset(world.agency[code].pk for code in agencies),
        ),
        "how": How.SPOKEN,
    }  # fmt: skip


def a_child_with_a_team(world, *, agreed=("helpers", "visiting")):
    """Asha: Leo has begun the common assessment and leads it, with the mother's agreement; what is next."""
    child = a_child_with_help(world)
    with transaction.atomic(), acting(world.viewer("lead"), now=world.now) as leo:
        begun = assessments.begin(child_id=child.pk, by=leo, now=world.now)
        assessments.save_section(
            ref=begun.ref, section_key="own_words", by=leo, now=world.now,
            typed={Box("child_says"): Typed(OWN_WORDS, mark_of(0, ""))},
        )  # fmt: skip
        plan = episodes.record_agreement(
            child_id=child.pk, by=leo, now=world.now, **agreement(world, *agreed)
        )
        assessments.share(ref=begun.ref, by=leo, now=world.now)
        episodes.name_lead(
            ref=plan.ref, practitioner_id=leo.practitioner_id, family_asked=True,
            family_view="They know Leo", by=leo, now=world.now,
        )  # fmt: skip
        episodes.accept_lead(ref=plan.ref, manager_knows=True, manager="May Hill", by=leo, now=world.now)
    return child, begun, plan


def plan_ahead(world, child, plan):
    """Three actions and a day to look again, and a grandmother: a record as full as most become."""
    ahead = [
        ("Visit once a week until half term", "lead", 21), ("Talk about sleep, with a simple chart", "health_visitor", 9),
        ("Keep Tuesdays free for Nan", "Mira Lindqvist", 30),
    ]  # fmt: skip
    with transaction.atomic(), acting(world.viewer("lead"), now=world.now) as leo:
        for what, who, days in ahead:
            doer = world.practitioner.get(who)
            planned = Planned(
                what, "" if doer else who, doer.pk if doer else None, world.today + timedelta(days=days)
            )
            episodes.add_action(ref=plan.ref, planned=planned, by=leo, now=world.now)
        plan.refresh_from_db()
        episodes.set_review(
            ref=plan.ref, version=plan.version, review_on=world.today + timedelta(days=42), by=leo,
            now=world.now,
        )  # fmt: skip
    with transaction.atomic(), acting(world.viewer("index"), now=world.now) as by:
        people.record_carer(
            child_id=child.pk, by=by, now=world.now,
            new=NewCarer(
                RelationshipType.GRANDMOTHER, "Ingrid", "Dahl", telephone="01632 960002",
                has_parental_responsibility=True,
            ),
        )  # fmt: skip
        people.change_particulars(
            child_id=child.pk, version=1, because="The school asked her mother", by=by, now=world.now,
            changes={"first_language": "Swedish", "ethnicity": "MWAS", "communication_needs": "Time to answer"},
        )  # fmt: skip


def still_fuller(world, child, plan):
    """As full as the fullest child of the demo: one more carer and action, and a brother in the same home."""
    with transaction.atomic(), acting(world.viewer("index"), now=world.now) as by:
        people.record_carer(
            child_id=child.pk, by=by, now=world.now,
            new=NewCarer(
                RelationshipType.FATHER, "Per", "Lindqvist", telephone="01632 960003",
                has_parental_responsibility=True,
            ),
        )  # fmt: skip
    world.child(names=(NewName("Nils", "Lindqvist"),), identifiers=(), carers=())
    with transaction.atomic(), acting(world.viewer("lead"), now=world.now) as leo:
        what = "Ask the school whether Asha may ring home at dinner time"
        planned = Planned(what, "Mira Lindqvist", None, world.today + timedelta(days=12))
        episodes.add_action(ref=plan.ref, planned=planned, by=leo, now=world.now)


def search(somebody, label, words, *, age=""):
    """Search by one thing, or with an age; the purpose is asked for once and then kept."""
    page = somebody.open("/find/")
    purpose = page.get_by_label(PURPOSE)
    if purpose.is_visible():
        purpose.check()
    page.get_by_label(label, exact=True).fill(words)
    page.get_by_label("Or age in years").fill(age)
    page.get_by_role("button", name="Find").click()
    return page


def to_asha(somebody):
    """Asha's page, by way of a search."""
    page = search(somebody, "Name", "Asha Lindqvist")
    page.get_by_role("link", name="Asha Lindqvist").click()
    page.get_by_role("link", name="Worried now").wait_for()
    return page
