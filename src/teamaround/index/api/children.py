"""A child's index entry for programs, and registering a child who was searched for and not found."""

from __future__ import annotations

from typing import Annotated

from ninja import Field, Path, Router

from teamaround.accounts.api_door import ApiRequest, Key, Made, Terms, endpoint
from teamaround.accounts.api_types import Day, Given, Line, Lines, Yes
from teamaround.accounts.rules import Duty
from teamaround.kernel.ids import is_ref
from teamaround.kernel.refusal import NotVisible, Refusal
from teamaround.people import portraits
from teamaround.people import queries as people
from teamaround.people.rules import ETHNICITIES, NameType, RelationshipType, Sex
from teamaround.people.services import NewAddress, NewCarer, NewChild, NewName

from .. import services
from . import showing, shown

router = Router(tags=["Children"])
ChildRef = Annotated[str, Path(..., description="The child’s reference.", examples=["C-000000009"])]


class CarerGiven(Given):
    """A parent or carer, and what they are to the child."""

    relationship: RelationshipType
    family: Line
    given: Line = ""
    telephone: Line = ""
    email: Line = ""
    has_parental_responsibility: Yes = False
    is_main_carer: Yes = False


class AddressGiven(Given):
    """Where the child lives."""

    lines: Lines = Field(default="", examples=["4 Mill Lane\nAshby"])
    postcode: Line = ""


class ChildGiven(Given):
    """A child who was searched for and not found."""

    search: Line = Field(description="The reference of your search, made within the last half hour (S-…).")
    because_not_found: Lines = Field(
        default="", description="When the search found children: why none of them is the one you mean."
    )
    given: Line = Field(default="", description="May be blank for an unborn child.")
    family: Line
    known_as: Line = ""
    born_on: Day | None = Field(default=None, description="Exactly one of this and expected_on.")
    expected_on: Day | None = Field(default=None, description="For an unborn child.")
    sex: Sex = Sex.NOT_KNOWN
    ethnicity: Line = Field(default="NOBT", description="A code of the school census.", examples=["NOBT"])
    first_language: Line = ""
    address: AddressGiven | None = None
    carers: list[CarerGiven] = Field(default_factory=list, max_length=10)


@endpoint(
    router, "GET", "/children/{child}", gives=shown.Child, summary="See the index entry",
    terms=Terms(duty=Duty.FIND_CHILDREN),
)  # fmt: skip
def entry(http: ApiRequest, child: ChildRef) -> shown.Child:
    """Who the child is, who cares for them, who is involved, and whom to ask about a common assessment."""
    child_id = the_child(http, child)
    portrait = portraits.portrait(http.viewer, child_id, at=http.now)
    return showing.child(http.viewer, portrait, at=http.now)


@endpoint(
    router, "POST", "/children", gives=shown.Registered, status=201, summary="Register a child",
    terms=Terms(duty=Duty.REGISTER_CHILDREN, key=Key.REQUIRED), still_sees=showing.still_sees,
)  # fmt: skip
def register(http: ApiRequest, new: ChildGiven) -> Made:
    """Register a child in your authority. Search first, so that nobody is entered twice."""
    if new.ethnicity not in ETHNICITIES:
        raise Refusal("ethnicity", "There is no such code of ethnicity.", field="ethnicity")
    child_id = services.register(
        new=_new_child(new, http.viewer.authority_id), search_ref=new.search,
        because_not_found=new.because_not_found, by=http.viewer, now=http.now,
    )  # fmt: skip
    ref = people.ref_of(child_id)
    return Made(shown.Registered(ref=ref), at=f"/api/v1/children/{ref}")


def the_child(http: ApiRequest, ref: str) -> int:
    """The row number of a child whom the caller may know of."""
    if not is_ref(ref, "C"):
        raise NotVisible
    return people.child_id(http.viewer, ref, at=http.now)


def _new_child(new: ChildGiven, authority_id: int) -> NewChild:
    names = [NewName(new.given.strip(), new.family.strip())]
    if new.known_as.strip():
        names.append(NewName(new.known_as.strip(), "", NameType.KNOWN_AS))
    place = new.address
    return NewChild(
        authority_id=authority_id, names=tuple(names), born_on=new.born_on,
        expected_on=new.expected_on, sex=new.sex, ethnicity=new.ethnicity,
        first_language=new.first_language,
        addresses=(NewAddress(place.lines, place.postcode),) if place else (),
        carers=tuple(
            NewCarer(
                row.relationship, row.given, row.family, telephone=row.telephone, email=row.email,
                has_parental_responsibility=row.has_parental_responsibility,
                is_main_carer=row.is_main_carer,
            )
            for row in new.carers
        ),
    )  # fmt: skip
