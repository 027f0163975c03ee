"""What the index shows to programs. Hidden facts are absent from the answer; unknown ones are null."""

from __future__ import annotations

from datetime import date

from ninja import Field

from teamaround.accounts.api_types import Shown

HIDDEN = "Absent when the child’s details are hidden from you."
NOT_NAMED = "Absent for a service that is not named to you."


class Face(Shown):
    """Who a child is, as a list says it: never more than a shielded record shows."""

    ref: str
    name: str
    known_as: str
    born_on: date | None
    expected_on: date | None = Field(description="For an unborn child, in place of a date of birth.")
    died_on: date | None
    sex: str
    is_shielded: bool


class FoundChild(Face):
    """A child whom a search found."""

    reasons: list[str] = Field(description="In words, why this child may be the one meant.")


class Search(Shown):
    """A search that was kept, and the children whom it found, the likeliest first."""

    ref: str = Field(examples=["S-00000000M"])
    purpose: str
    was_cut: bool = Field(description="There were more than are shown: say more and search again.")
    children: list[FoundChild]


class NameShown(Shown):
    """A name, and what it is to its bearer."""

    type: str
    given: str
    family: str


class NumberShown(Shown):
    """A number that your agency issued or needs."""

    kind: str = Field(description="nhs_number, upn or agency (your own).", examples=["agency"])
    value: str = Field(examples=["4711"])
    passes_check: bool = Field(description="A number that fails its check was kept as it was written.")


class CarerShown(Shown):
    """A parent or carer."""

    name: str = Field(examples=["Mira Lindqvist"])
    relationship: str
    has_parental_responsibility: bool
    is_main_carer: bool
    lives_with_child: bool = Field(default=False, description=HIDDEN)
    telephone: str = Field(default="", description=HIDDEN)
    email: str = Field(default="", description=HIDDEN)


class AddressShown(Shown):
    """Where a child lives."""

    lines: str
    postcode: str
    since: date | None
    is_confidential: bool


class PlaceShown(Shown):
    """A school or GP practice."""

    code: str
    name: str = Field(examples=["Ashby Green School"])
    since: date | None


class InvolvementShown(Shown):
    """An agency that works or worked with a child: who to ask, never what about."""

    ref: str = Field(examples=["V-00000000F"])
    agency: str
    is_own: bool
    is_hidden: bool = Field(description="A service that is not named to you; how to reach it is.")
    contact_route: str
    ends_on: date | None
    starts_on: date = Field(default=date.min, description=NOT_NAMED)
    kind: str = Field(default="", description=NOT_NAMED)
    service: str = Field(default="", description=NOT_NAMED)
    practitioner: str = Field(default="", description=NOT_NAMED)
    role: str = Field(default="", description=NOT_NAMED)
    reason: str = Field(default="", description=NOT_NAMED)
    version: int = Field(
        default=1, description="To be sent back when you end it; absent unless it is your own."
    )


class Involvements(Shown):
    """Who is and was involved, as far as you may see; the current ones first."""

    child: str
    details_hidden: bool
    involvements: list[InvolvementShown]


class PersonToAsk(Shown):
    """A practitioner who can be asked."""

    name: str = Field(examples=["Sam Oyelaran"])
    role: str
    agency: str
    telephone: str


class CommonAssessment(Shown):
    """Whether a child has a common assessment, and whom to ask; never what is in it."""

    exists: bool
    state: str = Field(description="open, recent, closed, or empty when there is none.")
    since: date | None
    ref: str = Field(
        default="", description="To be named when you ask to contribute. " + HIDDEN, examples=["A-00000000E"]
    )
    ask: PersonToAsk | None = Field(default=None, description="Whoever began it. " + HIDDEN)
    lead: PersonToAsk | None = Field(
        default=None, description="The lead practitioner, if there is one. " + HIDDEN
    )


class Child(Face):
    """The index entry of a child."""

    version: int
    details_hidden: bool = Field(
        description="The child is shielded: address, telephone, school, GP and services are not in this answer. "
        "Telephone the index team, who can put you in touch."
    )
    names: list[NameShown]
    gender: str
    ethnicity: str
    first_language: str
    interpreter_needed: bool
    disability: str
    communication_needs: str
    numbers: list[NumberShown]
    carers: list[CarerShown]
    involvements: list[InvolvementShown]
    common_assessment: CommonAssessment
    address: AddressShown | None = Field(default=None, description=HIDDEN)
    school: PlaceShown | None = Field(default=None, description=HIDDEN)
    gp_practice: PlaceShown | None = Field(default=None, description=HIDDEN)


class Registered(Shown):
    """A child who is in the index now."""

    ref: str
