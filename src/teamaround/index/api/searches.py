"""Searching by program: by POST, so that no name is ever in an address."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from ninja import Field, Path, Router

from teamaround.accounts.api_door import ApiRequest, Key, Made, Terms, endpoint
from teamaround.accounts.api_types import Day, Given, Line, Years
from teamaround.accounts.rules import Duty, Viewer
from teamaround.agencies import queries as agencies
from teamaround.kernel.ids import is_ref
from teamaround.kernel.refusal import NotVisible

from .. import queries, services
from ..models import Search
from ..rules import Wanted
from . import shown
from .showing import face_fields, still_sees

router = Router(tags=["Find a child"])


class WantedGiven(Given):
    """What is known of the child; the more, the shorter the list. At least a name of three letters,
    or a postcode with a date of birth or age, or a number."""

    name: Line = Field(default="", description="In any order.", examples=["Asha Lindqvist"])
    born_on: Day | None = Field(default=None, examples=["2017-03-27"])
    age: Years | None = Field(
        default=None, description="In whole years, when the date of birth is not known."
    )
    postcode: Line = Field(default="", examples=["ZY1 1AA"])
    identifier: Line = Field(
        default="", description="NHS number, UPN, or your agency’s own number for the child."
    )


@endpoint(
    router, "POST", "/searches", gives=shown.Search, status=201, summary="Find a child",
    terms=Terms(duty=Duty.FIND_CHILDREN, key=Key.OPTIONAL), still_sees=still_sees,
)  # fmt: skip
def find(http: ApiRequest, wanted: WantedGiven) -> Made:
    """Children who may be meant, the likeliest first, each with the reasons in words.

    The search is kept under a reference: registering a child who was not found rests on it.
    """
    kept = services.search(wanted=_wanted(wanted, http.viewer, http.today), by=http.viewer, now=http.now)
    return Made(_shown(http, kept), at=f"/api/v1/searches/{kept.ref}")


@endpoint(
    router, "GET", "/searches/{search}", gives=shown.Search, summary="See a search again",
    terms=Terms(duty=Duty.FIND_CHILDREN),
)  # fmt: skip
def found(http: ApiRequest, search: Annotated[str, Path(..., examples=["S-00000000M"])]) -> shown.Search:
    """What one of your own searches found, as far as you may see it now."""
    kept = queries.search(http.viewer, search) if is_ref(search, "S") else None
    if kept is None:
        raise NotVisible
    return _shown(http, kept)


def _wanted(given: WantedGiven, viewer: Viewer, today: date) -> Wanted:
    own = agencies.named_agencies({viewer.agency_id})[viewer.agency_id].code
    return Wanted(
        name=given.name.strip(), born_on=given.born_on, age=given.age,
        on=today if given.age is not None else None, postcode=given.postcode.strip(),
        identifier=given.identifier.strip(), issuer=own if given.identifier.strip() else "",
    )  # fmt: skip


def _shown(http: ApiRequest, kept: Search) -> shown.Search:
    return shown.Search(
        ref=kept.ref, purpose=kept.purpose, was_cut=kept.was_cut,
        children=[
            shown.FoundChild(**face_fields(row.face), reasons=list(row.reasons))
            for row in services.results(http.viewer, kept, at=http.now)
        ],
    )  # fmt: skip
