"""The small world that tests share, built through the services like everything else.

Ashby (authority 901)                         Brindle (902, next door)
  school    senco: Sam Oyelaran                 brindle-care  Nadia Frost
            teacher: Ben Teal
  practice  gp: Dr Ito
  visiting  health_visitor: Hana Wójcik       accounts with other duties, all in Ashby:
  helpers   lead: Leo Marsh (early help)        duty (front door), index, index_two,
  minds     camhs: Cass Bell (sensitive)        governance, data, councillor, admin
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from teamaround.accounts import queries as accounts
from teamaround.accounts import services as account_services
from teamaround.accounts.door import acting
from teamaround.accounts.rules import Duty, Viewer, setting_up
from teamaround.agencies import services as agencies
from teamaround.agencies.rules import AgencyKind, Sensitive
from teamaround.people import services as people
from teamaround.people.rules import AttendanceKind, IdentifierKind, NameType, RelationshipType, Sex
from teamaround.people.services import (
    NewAddress,
    NewAttendance,
    NewCarer,
    NewChild,
    NewIdentifier,
    NewName,
)

WORKER = (
    Duty.FIND_CHILDREN, Duty.REGISTER_CHILDREN, Duty.RECORD_INVOLVEMENT, Duty.WRITE_ASSESSMENTS,
)  # fmt: skip
AGENCIES = {
    "school": ("Ashby Green School", AgencyKind.SCHOOL),
    "practice": ("Ashby Practice", AgencyKind.GP_PRACTICE),
    "visiting": ("Ashby Health Visiting", AgencyKind.HEALTH_VISITING),
    "helpers": ("Ashby Early Help", AgencyKind.EARLY_HELP),
    "minds": ("Ashby Young Minds Clinic", AgencyKind.CAMHS),
    "care": ("Ashby Children's Social Care", AgencyKind.CHILDRENS_SOCIAL_CARE),
    "council": ("Ashby Council", AgencyKind.COUNCIL),
}
STAFF: dict[str, tuple[str, str, str, tuple[Duty, ...]]] = {
    "senco": ("Sam Oyelaran", "SENCO", "school", WORKER),
    "teacher": ("Ben Teal", "Teacher", "school", WORKER),
    "gp": ("Ines Ito", "GP", "practice", WORKER),
    "health_visitor": ("Hana Wójcik", "Health visitor", "visiting", WORKER),
    "lead": ("Leo Marsh", "Family support worker", "helpers", WORKER),
    "camhs": ("Cass Bell", "Clinician", "minds", WORKER),
    "duty": (
        "Dee Farrow", "Duty social worker", "care",
        (*WORKER, Duty.RECEIVE_WORRIES, Duty.OVERRIDE_SHIELDS),
    ),
    "index": ("Ivo Penn", "Index officer", "council", (*WORKER, Duty.INDEX_TEAM)),
    "index_two": ("Una Reid", "Index officer", "council", (*WORKER, Duty.INDEX_TEAM)),
    "governance": ("Gil North", "Information governance officer", "council", (Duty.READ_AUDIT,)),
    "data": ("Dot Vale", "Data officer", "school", (Duty.FIND_CHILDREN, Duty.IMPORT_FILES)),
    "councillor": ("Cora Hill", "Councillor", "council", (Duty.SEE_COUNTS,)),
    "admin": ("Abe Stone", "Administrator", "council", (Duty.MANAGE_ACCOUNTS,)),
    "neighbour": ("Nadia Frost", "Social worker", "brindle-care", WORKER),
}  # fmt: skip
PASSWORD = "correct horse battery staple"


@dataclass
class World:
    """Row numbers and viewers by the names in the drawing above."""

    now: datetime
    ashby: int = 0
    brindle: int = 0
    agency: dict[str, Any] = field(default_factory=dict)
    service: dict[str, Any] = field(default_factory=dict)
    practitioner: dict[str, Any] = field(default_factory=dict)
    account: dict[str, Any] = field(default_factory=dict)

    @property
    def today(self) -> date:
        return self.now.date()

    def viewer(self, who: str, *, purpose: str = "help") -> Viewer:
        """Somebody of the staff, as the door would have them."""
        email = self.account[who].email
        found = accounts.viewer_by_email(email, today=self.today, purpose=purpose)
        assert found is not None
        return found

    def watches_over(self, who: str) -> None:
        """Let somebody who works with children see the counts too, as a manager does."""
        with acting(setting_up(), now=self.now) as by:
            account_services.grant(
                account_id=self.account[who].pk, duty=Duty.SEE_COUNTS, starts_on=self.today,
                by=by, now=self.now,
            )  # fmt: skip

    def child(self, by: str = "index", **changes: Any) -> Any:
        """A registered child: Asha Lindqvist of 4 Mill Lane, at the school and the practice."""
        new = replace(self.new_child(), **changes)
        with acting(self.viewer(by), now=self.now) as viewer:
            return people.register_child(new=new, by=viewer, now=self.now)

    def new_child(self) -> NewChild:
        return NewChild(
            authority_id=self.ashby, born_on=date(2017, 3, 27), sex=Sex.FEMALE,
            names=(NewName("Asha", "Lindqvist"), NewName("Ash", "", NameType.KNOWN_AS)),
            addresses=(NewAddress("4 Mill Lane\nAshby", "ZY1 1AA", date(2019, 1, 1)),),
            identifiers=(NewIdentifier(IdentifierKind.NHS_NUMBER, "999 000 0018"),),
            carers=(
                NewCarer(
                    RelationshipType.MOTHER, "Mira", "Lindqvist", telephone="01632 960001",
                    has_parental_responsibility=True, is_main_carer=True,
                ),
            ),
            attendances=(
                NewAttendance(self.agency["school"].pk, AttendanceKind.SCHOOL, date(2021, 9, 1)),
                NewAttendance(
                    self.agency["practice"].pk, AttendanceKind.GP_PRACTICE, date(2017, 4, 1)
                ),
            ),
        )  # fmt: skip


def make(now: datetime) -> World:
    """Build the world in the transaction at hand."""
    world, by = World(now), setting_up()
    with acting(by, now=now):
        world.ashby = agencies.add_authority(code="901", name="Ashby", by=by, now=now).pk
        world.brindle = agencies.add_authority(code="902", name="Brindle", by=by, now=now).pk
        for code, (name, kind) in AGENCIES.items():
            world.agency[code] = agencies.add_agency(
                authority_id=world.ashby, code=code, name=name, kind=kind, by=by, now=now
            )
        world.agency["brindle-care"] = agencies.add_agency(
            authority_id=world.brindle, code="brindle-care", name="Brindle Social Care",
            kind=AgencyKind.CHILDRENS_SOCIAL_CARE, by=by, now=now,
        )  # fmt: skip
        world.service["clinic"] = agencies.add_service(
            agency_id=world.agency["minds"].pk, name="Clinic", sensitive=Sensitive.MENTAL_HEALTH,
            telephone="01632 960077", by=by, now=now,
        )  # fmt: skip
        for who in STAFF:
            _hire(world, who, by)
    return world


def _hire(world: World, who: str, by: Viewer) -> None:
    name, role, agency, duties = STAFF[who]
    started = date(2020, 1, 1)
    person = agencies.add_practitioner(
        agency_id=world.agency[agency].pk, name=name, role=role, started_on=started,
        telephone="01632 960010", email=f"{who}@{agency}.example", by=by, now=world.now,
    )  # fmt: skip
    account = account_services.create(
        email=f"{who}@{agency}.example", name=name, agency_id=person.agency_id,
        practitioner_id=person.pk, starts_on=started, training_until=date(2099, 1, 1),
        vetted_until=date(2099, 1, 1), by=by, now=world.now,
    )  # fmt: skip
    for duty in duties:
        account_services.grant(account_id=account.pk, duty=duty, starts_on=started, by=by, now=world.now)
    world.practitioner[who], world.account[who] = person, account
