"""A small world for tests, built through services only.

Marsh County:  Hill School (Asha, SENCO; Ben, teacher)   begins assessments
               Riverside Health Visiting (Cara)           joins them
               Front Door (Dev)                           receives worries
Elsewhere:     Far School (Eve)                           may not know of the child
Children:      Noor Vale, born 2016, mother Salma with parental responsibility
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from django.contrib.auth import get_user_model

from teamaround.accounts import queries as accounts
from teamaround.accounts import services as accounting
from teamaround.accounts.door import opened
from teamaround.accounts.rules import Duty, Viewer
from teamaround.agencies import services as agencies
from teamaround.agencies.rules import AgencyKind
from teamaround.kernel import clock
from teamaround.kernel.looks import collecting
from teamaround.people import services as people
from teamaround.people.rules import RelationshipType
from teamaround.people.services import NewCarer, NewChild, NewName
from teamaround.sharing.agreement_rules import AgreementFacts, How, Standing

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
TODAY = NOW.date()
WORKS = (Duty.FIND_CHILDREN, Duty.WRITE_ASSESSMENTS, Duty.RECORD_INVOLVEMENT)


@dataclass(frozen=True)
class Nobody:
    """Whoever set the installation up."""

    account_id: int = 0
    account_ref: str = "U-0"
    agency_id: int = 0
    source: str = ""
    request_id: str = ""
    purpose: str = ""


@dataclass
class World:
    """The people in the tests, each as a viewer, and the child."""

    asha: Viewer
    ben: Viewer
    cara: Viewer
    dev: Viewer
    eve: Viewer
    child_id: int = 0
    child_ref: str = ""


def person(authority, agency, name, duties, *, role="Worker"):
    """An account with a post and duties, as a viewer."""
    nobody, email = Nobody(), f"{name.lower()}@example.test"
    post = agencies.add_practitioner(
        agency_id=agency.pk, name=name, role=role, started_on=date(2020, 1, 1), by=nobody, now=NOW
    )
    account = accounting.create(
        email=email, name=name, agency_id=agency.pk, starts_on=date(2020, 1, 1), by=nobody, now=NOW,
        practitioner_id=post.pk, training_until=date(2030, 1, 1), vetted_until=date(2030, 1, 1),
    )  # fmt: skip
    for duty in duties:
        accounting.grant(account_id=account.pk, duty=duty, starts_on=date(2020, 1, 1), by=nobody, now=NOW)
    return accounts.viewer_by_email(email, today=TODAY, purpose="help")


def build():
    """The world, in the transaction at hand."""
    nobody = Nobody()
    marsh = agencies.add_authority(code="MARSH", name="Marsh County", by=nobody, now=NOW)
    far = agencies.add_authority(code="FAR", name="Far County", by=nobody, now=NOW)

    def agency(authority, code, name, kind):
        return agencies.add_agency(
            authority_id=authority.pk, code=code, name=name, kind=kind, by=nobody, now=NOW
        )

    hill = agency(marsh, "HILL", "Hill School", AgencyKind.SCHOOL)
    river = agency(marsh, "RIVER", "Riverside Health Visiting", AgencyKind.HEALTH_VISITING)
    door = agency(marsh, "DOOR", "Front Door", AgencyKind.CHILDRENS_SOCIAL_CARE)
    away = agency(far, "AWAY", "Far School", AgencyKind.SCHOOL)
    world = World(
        asha=person(marsh, hill, "Asha", WORKS, role="SENCO"),
        ben=person(marsh, hill, "Ben", WORKS, role="Teacher"),
        cara=person(marsh, river, "Cara", WORKS, role="Health visitor"),
        dev=person(marsh, door, "Dev", (Duty.FIND_CHILDREN, Duty.RECEIVE_WORRIES)),
        eve=person(far, away, "Eve", WORKS),
    )
    child = people.register_child(
        new=NewChild(
            authority_id=marsh.pk, born_on=date(2016, 4, 3), names=(NewName("Noor", "Vale"),),
            carers=(
                NewCarer(
                    RelationshipType.MOTHER, given="Salma", family="Vale", has_parental_responsibility=True,
                    is_main_carer=True,
                ),
            ),
        ),
        by=world.asha, now=NOW,
    )  # fmt: skip
    world.child_id, world.child_ref = child.pk, child.ref
    return world


def agreement(*agencies_covered, may_share=True, given_by="Salma Vale"):
    """What a mother agrees to."""
    return {
        "facts": AgreementFacts(
            given_on=TODAY, given_by=given_by, standing=Standing.PARENTAL_RESPONSIBILITY,
            competence_reason="", age=10, has_parental_responsibility=True, may_store=True,
            may_share=may_share, agencies=frozenset(agencies_covered),
        ),
        "how": How.SPOKEN,
    }  # fmt: skip


@pytest.fixture
def world(db):
    """The world, with the clock held and the database told that Asha is asking."""
    system = Viewer(0, "U-0", "Setting up", None, 0, "", "", 0)
    with clock.fixed(NOW), collecting():
        with opened(system):
            made = build()
        yield made


def acts():
    """The acts recorded so far, the newest last."""
    from teamaround.audit.models import Entry

    return list(Entry.objects.order_by("id").values_list("act", flat=True))


def sign_in(client, viewer):
    """A browser in which this person has signed in."""
    client.force_login(get_user_model().objects.get(pk=viewer.account_id))
    return client
