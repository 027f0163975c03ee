"""Who is involved, for programs: the list, recording one's own agency, ending it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from ninja import Field, Path, Router

from teamaround.accounts.api_door import ApiRequest, Key, Made, Terms, endpoint
from teamaround.accounts.api_types import Day, Given, Line, Version
from teamaround.accounts.rules import Duty, Viewer
from teamaround.agencies import queries as agencies
from teamaround.kernel import clock
from teamaround.kernel.ids import is_ref
from teamaround.kernel.refusal import NotVisible, Refusal
from teamaround.people import queries as people

from .. import queries, services
from . import showing, shown
from .children import ChildRef, the_child

router = Router(tags=["Involvements"])


class InvolvementGiven(Given):
    """That your agency works with a child: never anything about the child."""

    starts_on: Day
    ends_on: Day | None = None
    service: Line = Field(default="", description="One of your agency’s services by name (GET /my-agency).")
    practitioner: Line = Field(
        default="", description="Who should be asked: a reference P-… (GET /my-agency)."
    )
    contact_route: Line = Field(
        default="", description="How to reach them; left empty, your agency’s number is shown."
    )
    reason: Line = Field(
        default="", description="What kind of help, in a few words.", examples=["speech therapy"]
    )
    sensitive_basis: Literal["", "consent", "significant_harm"] = Field(
        default="", description="For a sensitive service: on what basis it is recorded."
    )


class EndGiven(Given):
    """When your agency's involvement ended."""

    ends_on: Day
    version: Version = Field(description="As it was when you last looked.")


@endpoint(
    router, "GET", "/children/{child}/involvements", gives=shown.Involvements,
    summary="See who is involved", terms=Terms(duty=Duty.FIND_CHILDREN),
)  # fmt: skip
def involvements(http: ApiRequest, child: ChildRef) -> shown.Involvements:
    """Everybody who is or was involved, as far as you may see; the current ones first."""
    child_id = the_child(http, child)
    face = people.face(http.viewer, child_id, at=http.now)
    rows = queries.involvements(http.viewer, child_id, at=http.now)
    return shown.Involvements(
        child=face.ref, details_hidden=showing.details_hidden(http.viewer, child_id, at=http.now),
        involvements=[showing.involvement(row) for row in rows],
    )  # fmt: skip


@endpoint(
    router, "POST", "/children/{child}/involvements", gives=shown.InvolvementShown, status=201,
    summary="Record that your agency is involved", still_sees=showing.still_sees,
    terms=Terms(duty=Duty.RECORD_INVOLVEMENT, key=Key.REQUIRED),
)  # fmt: skip
def record(http: ApiRequest, child: ChildRef, new: InvolvementGiven) -> Made:
    """Record your own agency's involvement with a child."""
    child_id = the_child(http, child)
    face = people.face(http.viewer, child_id, at=http.now)
    made = services.record_involvement(
        child_id=child_id, by=http.viewer, now=http.now, starts_on=new.starts_on,
        ends_on=new.ends_on, service_id=_service(http.viewer, new.service),
        practitioner_id=_practitioner(http.viewer, new.practitioner, at=http.now),
        contact_route=new.contact_route, reason=new.reason, sensitive_basis=new.sensitive_basis,
    )  # fmt: skip
    return Made(_own(http, child_id, made.ref), at=f"/api/v1/children/{face.ref}/involvements")


@endpoint(
    router, "POST", "/involvements/{involvement}/end", gives=shown.InvolvementShown,
    summary="End your agency’s involvement", still_sees=showing.still_sees,
    terms=Terms(duty=Duty.RECORD_INVOLVEMENT, key=Key.REQUIRED),
)  # fmt: skip
def end(
    http: ApiRequest, ended: EndGiven,
    involvement: Annotated[str, Path(..., examples=["V-00000000F"])],
) -> shown.InvolvementShown:  # fmt: skip
    """Your agency is no longer involved; the entry stays as history."""
    row = queries.own_involvement(http.viewer, involvement) if is_ref(involvement, "V") else None
    if row is None or row.agency_id != http.viewer.agency_id:
        raise NotVisible
    people.face(http.viewer, row.child_id, at=http.now)
    services.end_involvement(
        ref=involvement, version=ended.version, ends_on=ended.ends_on, by=http.viewer, now=http.now
    )
    return _own(http, row.child_id, involvement)


def _own(http: ApiRequest, child_id: int, ref: str) -> shown.InvolvementShown:
    rows = queries.involvements(http.viewer, child_id, at=http.now)
    return next(showing.involvement(row) for row in rows if row.ref == ref)


def _service(viewer: Viewer, name: str) -> int | None:
    if not name.strip():
        return None
    named = {row.name.casefold(): row.pk for row in agencies.services(viewer.agency_id)}
    found = named.get(name.strip().casefold())
    if found is None:
        raise Refusal("service", "Your agency has no service of this name.", field="service")
    return int(found)


def _practitioner(viewer: Viewer, ref: str, *, at: datetime) -> int | None:
    if not ref.strip():
        return None
    for row in agencies.practitioners(viewer.agency_id, on=clock.day_of(at)):
        if row.ref == ref.strip():
            return int(row.pk)
    raise Refusal("practitioner", "Nobody at your agency has this reference.", field="practitioner")
