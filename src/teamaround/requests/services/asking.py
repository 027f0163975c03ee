"""The asking side: asking a service, telling a family of one, and taking a request back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from teamaround.accounts import queries as accounts
from teamaround.accounts.guests import services as links
from teamaround.accounts.guests.rules import Ended, Kind
from teamaround.accounts.guests.services import Guest
from teamaround.accounts.rules import Duty, Viewer
from teamaround.agencies import queries as agencies
from teamaround.audit.services import record
from teamaround.directory import portraits
from teamaround.directory import queries as directory
from teamaround.directory.queries import Answering
from teamaround.kernel import clock
from teamaround.kernel.ids import new_ref
from teamaround.kernel.refusal import NotVisible, Refusal
from teamaround.kernel.working_days import bank_holidays
from teamaround.sharing import queries as sharing
from teamaround.sharing.rules import Act
from teamaround.sharing.services import check

from .. import queries
from ..models import Request
from ..rules import asking, states, waiting
from ..rules.asking import Wish
from ..rules.states import State, Step

KEPT_OF_THE_ENTRY = (
    "name", "organisation", "description", "for_whom", "how", "cost", "wait", "checked", "room", "phones", "website",
)  # fmt: skip


@dataclass(frozen=True)
class ByLink:
    """Where a link goes when the service has nobody who signs in here; `site` is where it leads."""

    email: str
    site: str


def may_be_asked(found: Answering, *, now: datetime) -> int | None:
    """The agency whose people answer here; None when only a link by e-mail would reach the service."""
    if found.agency_id is None:
        return None
    today = clock.day_of(now)
    has_people = accounts.is_anybody_with(Duty.RECORD_INVOLVEMENT, agency_id=found.agency_id, today=today)
    return found.agency_id if has_people else None


@transaction.atomic
def ask(
    *, child_id: int, service_id: UUID, wish: Wish, by_link: ByLink, by: Viewer, now: datetime
) -> Request:
    """Ask a service to help, on the family's agreement; it is told what the request says and nothing else."""
    _check_may(by, child_id, now=now)
    asking.check_standing(queries.agreed(by, child_id))
    asking.check_wish(wish)
    found = _open_service(service_id, now=now)
    agency_id, ref = may_be_asked(found, now=now), new_ref("ZR")
    guest_id = None if agency_id is not None else _invite(ref, child_id, found, by_link, by=by, now=now)
    agreement = sharing.agreement_in_force(child_id)
    assert agreement is not None
    sent = _keep(
        ref, child_id, found, State.ASKED, by=by, now=now, agreement_id=agreement.pk, to_agency_id=agency_id,
        guest_id=guest_id, answer_by=waiting.answer_by(clock.day_of(now), bank_holidays()),
        what=wish.what.strip(), told=wish.told.strip(), called=wish.called.strip(), reach=wish.reach.strip(),
        telephone=wish.telephone.strip(), agreed_in_words=wish.agreed_in_words.strip(),
    )  # fmt: skip
    record("requests.asked", by=by, at=now, children=[child_id], about=ref)
    return sent


@transaction.atomic
def signpost(*, child_id: int, service_id: UUID, what: str, by: Viewer, now: datetime) -> Request:
    """Keep that a family was told about a service. Nothing goes to the service, so no agreement is needed."""
    _check_may(by, child_id, now=now)
    found = _open_service(service_id, now=now)
    told = _keep(
        new_ref("ZR"), child_id, found, State.SIGNPOSTED, by=by, now=now, what=what.strip()[: asking.LONGEST]
    )
    record("requests.signposted", by=by, at=now, children=[child_id], about=told.ref)
    return told


@transaction.atomic
def take_back(*, ref: str, by: Viewer, now: datetime) -> Request:
    """Ask no more: the service's page closes at once."""
    found = for_asker(ref, by=by, now=now)
    found.state = states.check_can_step(State(found.state), Step.TAKE_BACK)
    found.version += 1
    found.save(update_fields=["state", "version"])
    record("requests.taken_back", by=by, at=now, children=[found.child_id], about=ref)
    end_link(found, Ended.TAKEN_BACK, by=by, now=now)
    return found


@transaction.atomic
def send_link_again(*, ref: str, email: str, by: Viewer, now: datetime) -> Request:
    """Send the service a new link, to another address if need be."""
    found = for_asker(ref, by=by, now=now)
    invitation = queries.invitation_to(found)
    if invitation is None:
        raise NotVisible
    if State(found.state) not in states.OPEN:
        raise Refusal("over", "This request is over. Ask the service anew.")
    asking.check_standing(queries.agreed(by, found.child_id))
    links.renew(ref=invitation.ref, by=by, now=now, email=email.strip())
    record("requests.link_sent_again", by=by, at=now, children=[found.child_id], about=ref)
    return found


@transaction.atomic
def note_read(*, ref: str, by: Viewer, now: datetime) -> Request:
    """Whoever asked has read what the service said last; it leaves their home page."""
    found = for_asker(ref, by=by, now=now)
    found.read_at = now
    found.save(update_fields=["read_at"])
    record("requests.answer_read", by=by, at=now, children=[found.child_id], about=ref)
    return found


def for_asker(ref: str, *, by: Viewer, now: datetime) -> Request:
    """A request for change by the agency that asked."""
    found = queries.asked(by, ref, at=now)
    if found.agency_id != by.agency_id:
        raise Refusal("not-yours", f"{found.agency.name} asked for this. Talk with them.")
    _check_duty(by)
    return Request.objects.select_for_update().get(pk=found.pk)


def end_link(found: Request, because: Ended, *, by: Viewer, now: datetime) -> None:
    """The link of a request that is over opens nothing."""
    invitation = queries.invitation_to(found) if found.guest_id is not None else None
    if invitation is not None:
        links.end(ref=invitation.ref, because=because, by=by, now=now)


def _check_may(by: Viewer, child_id: int, *, now: datetime) -> None:
    check(by, Act.SEE_INDEX_ENTRY, child_id, at=now)
    _check_duty(by)


def _check_duty(by: Viewer) -> None:
    if not by.can(Duty.WRITE_ASSESSMENTS):
        raise Refusal("duty", "Asking services is not one of your duties. Ask whoever manages accounts.")


def _open_service(service_id: UUID, *, now: datetime) -> Answering:
    found = directory.answering(service_id, on=clock.day_of(now))
    if found is None:
        raise Refusal(
            "not-listed", "This service is closed, or nobody has checked its page for a year. Choose another."
        )
    return found


def _invite(ref: str, child_id: int, found: Answering, by_link: ByLink, *, by: Viewer, now: datetime) -> int:
    if not by_link.email.strip():
        raise Refusal(
            "nobody-answers",
            "Nobody of this service signs in here. Enter an e-mail address at the service, or ring them and "
            "record that you told the family.",
            field="email",
        )
    guest = Guest(
        kind=Kind.REQUEST, about=ref, child_id=child_id, name=found.organisation, email=by_link.email.strip(),
        site=by_link.site,
    )  # fmt: skip
    return links.invite(guest=guest, by=by, now=now).guest_id


def _keep(
    ref: str, child_id: int, found: Answering, state: State, *, by: Viewer, now: datetime, **told: Any
) -> Request:
    service = directory.service(found.service_id)
    assert service is not None  # it is open, so it is public
    shown = portraits.whole(service, today=clock.day_of(now))
    return Request.objects.create(
        ref=ref, child_id=child_id, agency_id=by.agency_id, asked_by_id=by.account_id,
        service_id=found.service_id, service_name=found.name, organisation=found.organisation, state=state,
        shown=_kept_of(shown), kept_apart=_is_sensitive(found), asked_at=now, **told,
    )  # fmt: skip


def _kept_of(shown: Mapping[str, Any]) -> dict[str, Any]:
    return {name: shown[name] for name in KEPT_OF_THE_ENTRY}


def _is_sensitive(found: Answering) -> bool:
    offered = agencies.services(found.agency_id) if found.agency_id is not None else ()
    return asking.is_sensitive(
        found.needs, agency_is_sensitive=any(bool(service.sensitive) for service in offered)
    )
