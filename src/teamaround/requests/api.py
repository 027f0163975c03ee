"""Asking a service for a child, for programs: the request with the family's agreement, its answer, what came of it.

The service's side answers here too. Each side sees what its own page shows.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Field, Path, Router
from pydantic import StringConstraints

from teamaround.accounts.api_door import ApiRequest, Key, Made, Terms, endpoint
from teamaround.accounts.api_types import PRINTABLE, Day, Given, Line, Lines, Shown, Yes
from teamaround.accounts.guests import letters
from teamaround.accounts.rules import Duty
from teamaround.directory import queries as directory
from teamaround.index.api.children import ChildRef, the_child
from teamaround.kernel import clock
from teamaround.kernel.ids import is_ref
from teamaround.kernel.refusal import NotVisible, Refusal
from teamaround.people import queries as people

from . import queries, services
from .models import Request
from .rules import states
from .rules.asking import BECAUSE_WORDS, LONGEST, OUTCOME_WORDS, Because, Outcome, Wish
from .rules.states import State
from .rules.waiting import too_long

router = Router(tags=["Asking services"])
MOST = 100
BY_HAND = "Nobody of this service signs in here, and e-mail is not set up. Ask it on its page, where the link can be copied."
ASK = Terms(duty=Duty.WRITE_ASSESSMENTS, key=Key.REQUIRED)
ANSWER = Terms(duty=Duty.RECORD_INVOLVEMENT, key=Key.REQUIRED)
EITHER = Terms(duty=None, key=Key.REQUIRED)
RequestRef = Annotated[str, Path(..., description="The request’s reference.", examples=["ZR-00000000H"])]
Words = Annotated[str, StringConstraints(max_length=LONGEST, pattern=PRINTABLE)]


class RequestGiven(Given):
    """What a service is asked, and all that it is told."""

    service: UUID = Field(
        description="The service’s identifier, as GET /open-referral/v3/services gives it.",
        examples=["6f1d9d0e-4f0b-4c3e-9d55-0e6f3a1b2c4d"],
    )
    what: Words = Field(description="What you ask them to do.", examples=["Two talks about sleep."])
    told: Words = Field(description="What they may know.", examples=["She wakes at three."])
    called: Line = Field(default="", description="What the child is called, if they may know.")
    reach: Lines = Field(default="", description="How the service reaches the family.")
    telephone: Line = Field(default="", description="How the service reaches you.")
    family_agrees: Yes = Field(
        description="That the family agreed to this service being asked.", examples=[True]
    )
    agreed_in_words: Lines = Field(
        description="Who agreed, and how they told you.", examples=["Her mother said yes today."]
    )
    email: Line = Field(
        default="", description="At the service, when nobody of it signs in here: a link goes there."
    )


class AnswerGiven(Given):
    """Yes or no, from the service."""

    says: Literal["yes", "no"] = Field(examples=["yes"])
    words: Words = Field(default="", description="For whoever asked. Needed with a no.")
    begins_on: Day | None = Field(default=None, description="With a yes, as far as anybody knows.")
    because: Because | Literal[""] = Field(default="", description="With a no.")


class BegunGiven(Given):
    """That it has begun."""

    started_on: Day


class OutcomeGiven(Given):
    """What came of it for the family."""

    outcome: Outcome
    words: Words


class RequestShown(Shown):
    """A request, as the side that asks for it may see it."""

    ref: str = Field(examples=["ZR-00000000H"])
    child: str = Field(default="", description="Absent for the service, which knows what it was told.")
    service: str = Field(examples=["6f1d9d0e-4f0b-4c3e-9d55-0e6f3a1b2c4d"])
    service_name: str = Field(examples=["Drop in"])
    organisation: str = Field(examples=["Ashby Family Hub"])
    asked_by: str = Field(examples=["Sam Oyelaran at Ashby Green School"])
    state: str = Field(description="asked, accepted, started, signposted, declined, taken-back or ended.")
    words: str = Field(description="The state in a sentence.", examples=["They said yes"])
    kept_apart: bool = Field(description="Seen by those who asked and by the service alone.")
    what: str
    told: str
    called: str
    reach: str
    telephone: str
    asked_on: date
    answer_by: date | None
    answered_on: date | None
    answer: str
    because: str
    because_in_words: str
    begins_on: date | None
    started_on: date | None
    ended_on: date | None
    outcome: str
    outcome_in_words: str
    came_of_it: str
    takes_too_long: str = Field(description="What to do when it does; else blank.")


class RequestsShown(Shown):
    """Requests, those that wait first or the newest first."""

    requests: list[RequestShown] = Field(description=f"The first {MOST}.")
    count: int


@endpoint(
    router, "POST", "/children/{child}/requests", gives=RequestShown, status=201, summary="Ask a service",
    terms=ASK, still_sees=queries.asks_for,
)  # fmt: skip
def ask(http: ApiRequest, child: ChildRef, new: RequestGiven) -> Made:
    """Ask a service of the directory to help a child. It stands on the family's agreement that your agency may share."""
    child_id = the_child(http, child)
    people.face(http.viewer, child_id, at=http.now)
    found = directory.answering(new.service, on=http.today)
    if found is not None and services.may_be_asked(found, now=http.now) is None and letters.goes_by_hand():
        raise Refusal("by-hand", BY_HAND, field="service")
    wish = Wish(
        new.what, new.told, new.called, new.reach, new.telephone, new.agreed_in_words, new.family_agrees
    )
    by_link = services.ByLink(new.email, letters.site_of(http))
    sent = services.ask(
        child_id=child_id, service_id=new.service, wish=wish, by_link=by_link, by=http.viewer, now=http.now
    )
    return Made(_as_asker(http, sent.ref), at=f"/api/v1/requests/{sent.ref}")


@endpoint(
    router, "GET", "/children/{child}/requests", gives=RequestsShown, summary="See what was asked for a child",
    terms=Terms(duty=Duty.FIND_CHILDREN),
)  # fmt: skip
def of_child(http: ApiRequest, child: ChildRef) -> RequestsShown:
    """Your agency's own requests, and those of the team whose plan you may read; the newest first."""
    child_id = the_child(http, child)
    face = people.face(http.viewer, child_id, at=http.now)
    rows = queries.of_child(http.viewer, child_id, at=http.now)
    return RequestsShown(
        requests=[_shown(http, row, child=face.ref) for row in rows[:MOST]], count=rows.count()
    )


@endpoint(
    router, "GET", "/requests/{ref}", gives=RequestShown, summary="See a request and its answer",
    terms=Terms(duty=Duty.FIND_CHILDREN),
)  # fmt: skip
def request(http: ApiRequest, ref: RequestRef) -> RequestShown:
    """What was asked and told, the answer, and what came of it."""
    return _as_asker(http, _of_shape(ref))


@endpoint(
    router, "POST", "/requests/{ref}/take-back", gives=RequestShown, summary="Take a request back", terms=ASK,
    still_sees=queries.asks_for,
)  # fmt: skip
def take_back(http: ApiRequest, ref: RequestRef) -> RequestShown:
    """Ask no more. What the service could see of it closes at once."""
    services.take_back(ref=_of_shape(ref), by=http.viewer, now=http.now)
    return _as_asker(http, ref)


@endpoint(
    router, "GET", "/my-agency/requests", gives=RequestsShown, summary="See what your agency is asked",
    terms=Terms(duty=Duty.RECORD_INVOLVEMENT),
)  # fmt: skip
def incoming(http: ApiRequest) -> RequestsShown:
    """Requests to your agency's services that are open: those without an answer first."""
    rows = queries.to_agency(http.viewer)
    shown = [_as_service(http, row.ref) for row in rows[:MOST]]
    return RequestsShown(requests=shown, count=rows.count())


@endpoint(
    router, "POST", "/requests/{ref}/answer", gives=RequestShown, summary="Say yes or no", terms=ANSWER,
    still_sees=queries.is_asked_for,
)  # fmt: skip
def answer(http: ApiRequest, ref: RequestRef, said: AnswerGiven) -> RequestShown:
    """The service's answer. A no has a reason, and words that whoever asked can do something with."""
    given: dict[str, Any] = {"ref": _of_shape(ref), "words": said.words, "by": http.viewer, "now": http.now}
    if said.says == "yes":
        services.accept(begins_on=said.begins_on, **given)
    else:
        services.decline(because=said.because, **given)
    return _as_service(http, ref)


@endpoint(
    router, "POST", "/requests/{ref}/begin", gives=RequestShown, summary="Say that it has begun",
    terms=EITHER, still_sees=queries.is_of_either,
)  # fmt: skip
def begin(http: ApiRequest, ref: RequestRef, begun: BegunGiven) -> RequestShown:
    """Said by the service, or by whoever asked when they hear of it first."""
    services.begin(ref=_of_shape(ref), started_on=begun.started_on, by=http.viewer, now=http.now)
    return _of_either(http, ref)


@endpoint(
    router, "POST", "/requests/{ref}/outcome", gives=RequestShown, summary="Say what came of it",
    terms=EITHER, still_sees=queries.is_of_either,
)  # fmt: skip
def end(http: ApiRequest, ref: RequestRef, came: OutcomeGiven) -> RequestShown:
    """What came of it, for everybody who may know of the request; also of a family that was told of a service."""
    services.end(ref=_of_shape(ref), outcome=came.outcome, words=came.words, by=http.viewer, now=http.now)
    return _of_either(http, ref)


def _of_shape(ref: str) -> str:
    if not is_ref(ref, "ZR"):
        raise NotVisible
    return ref


def _of_either(http: ApiRequest, ref: str) -> RequestShown:
    return _as_service(http, ref) if queries.is_to(http.viewer, ref) else _as_asker(http, ref)


def _as_asker(http: ApiRequest, ref: str) -> RequestShown:
    found = queries.asked(http.viewer, ref, at=http.now)
    return _shown(http, found, child=people.ref_of(found.child_id))


def _as_service(http: ApiRequest, ref: str) -> RequestShown:
    return _shown(http, queries.to_service(http.viewer, ref))


def _shown(http: ApiRequest, row: Request, *, child: str = "") -> RequestShown:
    """The request in words. The service is not told which child's entry it is, nor, of one in hiding, which agency asks."""
    waits = too_long(queries.standing_of(row), today=http.today)
    about = {"child": child} if child else {}
    return RequestShown(
        **about, ref=row.ref, service=str(row.service_id), service_name=row.service_name, organisation=row.organisation,
        asked_by=f"{row.asked_by.name} at {row.agency.name}" if child else queries.asker_of(row),
        state=row.state, words=states.WORDS[State(row.state)], kept_apart=row.kept_apart,
        what=row.what, told=row.told, called=row.called, reach=row.reach, telephone=row.telephone,
        asked_on=clock.day_of(row.asked_at), answer_by=row.answer_by,
        answered_on=clock.day_of(row.answered_at) if row.answered_at else None, answer=row.answer,
        because=row.because, because_in_words=BECAUSE_WORDS[Because(row.because)] if row.because else "",
        begins_on=row.begins_on, started_on=row.started_on,
        ended_on=clock.day_of(row.ended_at) if row.ended_at else None, outcome=row.outcome,
        outcome_in_words=OUTCOME_WORDS[Outcome(row.outcome)] if row.outcome else "", came_of_it=row.came_of_it,
        takes_too_long=f"{waits.sentence} {waits.remedy}" if waits else "",
    )  # fmt: skip
