"""Somebody without an account contributes by a link: asked, reminded, given, declined, taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from teamaround.accounts.guests import services as links
from teamaround.accounts.guests.queries import link_of
from teamaround.accounts.guests.rules import Ended, Kind, Link
from teamaround.accounts.guests.services import Guest
from teamaround.accounts.rules import Viewer
from teamaround.audit.services import record
from teamaround.kernel import clock
from teamaround.kernel.ids import new_ref
from teamaround.kernel.refusal import NotVisible, Refusal

from .. import guest_queries, queries
from ..models import Answer, Contribution
from ..rules import contributing, guests
from ..rules.contributing import ContributionState
from ..rules.states import OPEN, State
from .assessing import check_duty, for_change


@dataclass(frozen=True)
class GuestWish:
    """Who is asked for what. `called` is all that they are told of whose child it is."""

    name: str
    email: str
    organisation: str
    called: str
    wanted: frozenset[str]
    agreed_in_words: str
    family_agrees: bool = False
    message: str = ""
    due_on: date | None = None


@transaction.atomic
def ask_guest(*, ref: str, wish: GuestWish, site: str, by: Viewer, now: datetime) -> Contribution:
    """Ask somebody without an account for their part, once the family agrees to them; `site` is where the link leads."""
    found = for_change(ref, by=by, now=now)
    standing = queries.standing_of(found)
    guests.check_can_ask_guest(
        state=State(found.state), email=wish.email, asked=guest_queries.emails_of_guests(found), due=wish.due_on,
        today=clock.day_of(now),
    )  # fmt: skip
    guests.check_agreed(
        has_agreement=standing.agreed.to_take_part,
        family_agrees=wish.family_agrees,
        in_words=wish.agreed_in_words,
    )
    wanted = sorted(contributing.check_wanted(queries.form_of(found), wish.wanted))
    part_ref = new_ref("J")
    invitation = links.invite(
        guest=Guest(
            kind=Kind.CONTRIBUTION, about=part_ref, child_id=found.child_id, name=wish.name, email=wish.email,
            site=site, until=guests.link_until(wish.due_on),
        ),
        by=by, now=now,
    )  # fmt: skip
    part = Contribution.objects.create(
        ref=part_ref, assessment=found, child_id=found.child_id, guest_id=invitation.guest_id, guest_name=wish.name,
        organisation=wish.organisation, called=wish.called, agreed_in_words=wish.agreed_in_words, wanted=wanted,
        message=wish.message.strip(), due_on=wish.due_on, state=ContributionState.ASKED, asked_by_id=by.account_id,
        asked_at=now,
    )  # fmt: skip
    record(
        "assessments.guest_asked", by=by, at=now, children=[found.child_id], about=part.ref,
        detail={"invitation": invitation.ref, "agreed": wish.agreed_in_words},
    )  # fmt: skip
    return part


@transaction.atomic
def send_again(*, ref: str, by: Viewer, now: datetime, email: str = "") -> Contribution:
    """Send a guest a new link, to another address if need be; what they wrote is still there."""
    part = _for_change(ref, by=by, now=now)
    if not queries.standing_of(part.assessment).agreed.to_take_part:
        raise Refusal("agreement", "The family has withdrawn its agreement. Ask them first.")
    if State(part.assessment.state) not in OPEN:
        raise Refusal("not-open", "This assessment is no longer open. Open it again first.")
    part.state = guests.asked_again(ContributionState(part.state))
    part.given_by_id = part.given_at = part.declined_at = None
    part.declined_because = ""
    _keep(part)
    links.renew(
        ref=_invitation_of(part), by=by, now=now, until=guests.link_until(part.due_on), email=email.strip()
    )
    record("assessments.guest_asked", by=by, at=now, children=[part.child_id], about=part.ref)
    return part


@transaction.atomic
def take_back(*, ref: str, by: Viewer, now: datetime) -> Contribution:
    """Close a guest's part from the asking side: their link opens nothing from now on."""
    part = _for_change(ref, by=by, now=now)
    if part.state != ContributionState.ASKED:
        raise Refusal("part", "There is nothing to take back: this part is not being written.")
    part.state = contributing.check_can_decline(
        part=ContributionState(part.state), because=f"Taken back by {by.name}"
    )
    part.declined_because, part.declined_at = f"Taken back by {by.name}", now
    _keep(part)
    links.end(ref=_invitation_of(part), because=Ended.TAKEN_BACK, by=by, now=now)
    record("assessments.part_taken_back", by=by, at=now, children=[part.child_id], about=part.ref)
    return part


@transaction.atomic
def give_by_link(*, by: Viewer, now: datetime) -> Contribution:
    """The guest hands over what they wrote, for everybody who may read the assessment."""
    part = guest_queries.part_by_link(by)
    has_written = Answer.objects.filter(contribution=part).exclude(text="").exists()
    part.state = contributing.check_can_give(
        state=State(part.assessment.state), part=ContributionState(part.state), has_written=has_written
    )
    part.given_by_id, part.given_at = by.account_id, now
    _keep(part)
    record("assessments.contribution_given", by=by, at=now, children=[part.child_id], about=part.ref)
    links.end(ref=by.by_link, because=Ended.DONE, by=by, now=now)
    return part


@transaction.atomic
def decline_by_link(*, because: str, by: Viewer, now: datetime) -> Contribution:
    """The guest says no, with a reason; their link has done its work."""
    part = guest_queries.part_by_link(by)
    part.state = contributing.check_can_decline(part=ContributionState(part.state), because=because)
    part.declined_because, part.declined_at = because.strip(), now
    _keep(part)
    record(
        "assessments.contribution_declined", by=by, at=now, children=[part.child_id], about=part.ref,
        said=because.strip(),
    )  # fmt: skip
    links.end(ref=by.by_link, because=Ended.DONE, by=by, now=now)
    return part


@transaction.atomic
def remind(*, ref: str, by: Viewer, now: datetime) -> bool:
    """Write to a guest once more a few days before the day, with a new link; says whether it was sent."""
    part = queries.contribution(ref)
    if part is None:
        raise NotVisible
    invitation = guest_queries.invitation_to(part)
    part.reminded_on = clock.day_of(now)
    _keep(part)
    link = link_of(invitation, at=now) if invitation is not None else None
    if invitation is None or link not in (Link.FRESH, Link.USED):
        return False
    links.renew(ref=invitation.ref, by=by, now=now, until=guests.link_until(part.due_on), reminds=True)
    record("assessments.guest_reminded", by=by, at=now, children=[part.child_id], about=part.ref)
    return True


def _for_change(ref: str, *, by: Viewer, now: datetime) -> Contribution:
    """A guest's part, for those who lead the assessment."""
    part = queries.part_of(by, ref, at=now)
    if part.guest_id is None:
        raise NotVisible
    check_duty(by)
    for_change(part.assessment.ref, by=by, now=now)
    return part


def _invitation_of(part: Contribution) -> str:
    found = guest_queries.invitation_to(part)
    if found is None:
        raise Refusal("link", f"{_asker(part)} sent this link. Ask them.")
    return found.ref


def _asker(part: Contribution) -> str:
    return part.asked_by.name if part.asked_by is not None else "Somebody else"


def _keep(part: Contribution) -> None:
    part.version += 1
    part.save()
