"""The existence of a common assessment, for programs; what is written in it never leaves this way."""

from __future__ import annotations

from ninja import Router

from teamaround.accounts.api_door import ApiRequest, Terms, endpoint
from teamaround.accounts.rules import Duty
from teamaround.index.api import showing, shown
from teamaround.index.api.children import ChildRef, the_child
from teamaround.people import queries as people

router = Router(tags=["Common assessments"])


@endpoint(
    router, "GET", "/children/{child}/common-assessment", gives=shown.CommonAssessment,
    summary="Is there a common assessment?", terms=Terms(duty=Duty.FIND_CHILDREN),
)  # fmt: skip
def common_assessment(http: ApiRequest, child: ChildRef) -> shown.CommonAssessment:
    """Whether there is one, in what state, whom to ask and who leads. Join it rather than begin another."""
    child_id = the_child(http, child)
    people.face(http.viewer, child_id, at=http.now)
    hidden = showing.details_hidden(http.viewer, child_id, at=http.now)
    return showing.common_assessment(child_id, hidden=hidden)
