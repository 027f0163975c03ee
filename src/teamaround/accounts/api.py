"""The API about the caller itself: which account this is, and what its agency offers."""

from __future__ import annotations

from datetime import date

from ninja import Field, Router

from teamaround.agencies import queries as agencies

from .api_door import ApiRequest, Terms, endpoint
from .api_types import Shown
from .rules import DUTY_WORDS, Duty

router = Router(tags=["You"])


class DutyShown(Shown):
    """A duty that the account holds today."""

    code: str = Field(examples=[Duty.FIND_CHILDREN.value])
    words: str = Field(examples=[DUTY_WORDS[Duty.FIND_CHILDREN]])


class Me(Shown):
    """The service account that calls."""

    ref: str = Field(examples=["U-00000000C"])
    name: str = Field(examples=["School records system"])
    agency: str
    agency_kind: str
    duties: list[DutyShown]
    today: date = Field(description="The day in London, by which dates are judged.")


class ServiceShown(Shown):
    """What an agency offers; named when recording an involvement."""

    name: str = Field(examples=["Speech and language therapy"])
    sensitive: str = Field(
        description="Empty, or sexual_health, mental_health, substance_misuse: such an involvement needs a basis."
    )


class PractitionerShown(Shown):
    """Somebody in post at the caller's agency today."""

    ref: str = Field(examples=["P-00000000D"])
    name: str = Field(examples=["Sam Oyelaran"])
    role: str


class MyAgency(Shown):
    """The names to use when recording the agency's involvements."""

    name: str = Field(examples=["Ashby Green School"])
    services: list[ServiceShown]
    practitioners: list[PractitionerShown]


@endpoint(
    router, "GET", "/me", gives=Me, terms=Terms(duty=None, about_children=False), summary="Who am I?"
)  # fmt: skip
def me(http: ApiRequest) -> Me:
    """The service account behind the token, and its duties today."""
    viewer = http.viewer
    return Me(
        ref=viewer.account_ref, name=viewer.name, agency=viewer.agency_name,
        agency_kind=viewer.agency_kind, today=http.today,
        duties=[
            DutyShown(code=duty.value, words=DUTY_WORDS[duty]) for duty in Duty if viewer.can(duty)
        ],
    )  # fmt: skip


@endpoint(
    router, "GET", "/my-agency", gives=MyAgency, summary="What does my agency offer, and who works there?",
    terms=Terms(duty=Duty.RECORD_INVOLVEMENT, about_children=False),
)  # fmt: skip
def my_agency(http: ApiRequest) -> MyAgency:
    """Services and practitioners of the caller's own agency, to name in an involvement."""
    return MyAgency(
        name=http.viewer.agency_name,
        services=[
            ServiceShown(name=row.name, sensitive=row.sensitive)
            for row in agencies.services(http.viewer.agency_id)
        ],
        practitioners=[
            PractitionerShown(ref=row.ref, name=row.name, role=row.role)
            for row in agencies.practitioners(http.viewer.agency_id, on=http.today)
        ],
    )
