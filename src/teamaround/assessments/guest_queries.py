"""Reading what belongs to guests: the part that one was invited to write, and the link that leads to it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from teamaround.accounts.guests import queries as guests
from teamaround.accounts.rules import Viewer
from teamaround.kernel import clock
from teamaround.kernel.looks import touched
from teamaround.kernel.refusal import NotVisible
from teamaround.sharing import queries as sharing

from . import queries
from .models import Assessment, Contribution
from .rules import guests as rules
from .rules import states
from .rules.contributing import ContributionState
from .rules.states import State

if TYPE_CHECKING:
    from teamaround.accounts.guests.models import Invitation


def part_by_link(viewer: Viewer) -> Contribution:
    """The part that a guest was invited to write, and no other; noted as a look."""
    rows = Contribution.objects.select_related(
        "asked_by", *(f"assessment__{name}" for name in queries.BESIDE)
    )
    found = rows.filter(guest_id=viewer.account_id).first() if viewer.by_link else None
    if found is None:
        raise NotVisible
    touched([found.child_id])
    return found


def invitation_to(part: Contribution) -> Invitation | None:
    """The invitation to a guest's part, as far as the viewer's agency sent it."""
    return guests.about([part.ref]).get(part.ref)


def emails_of_guests(found: Assessment) -> list[str]:
    """Addresses of those who are asked by a link and have not said no."""
    rows = queries.contributions(found).filter(guest__isnull=False).exclude(state=ContributionState.DECLINED)
    return [row.email for row in guests.about(rows.values_list("ref", flat=True)).values()]


def why_closed_to_guest(invitation: Invitation, at: datetime) -> str:
    """Why a part is not open to its guest now; empty while it is."""
    part = queries.contribution(invitation.about)
    if part is None:
        return rules.why_closed(
            state=State.CLOSED, part=ContributionState.DECLINED, has_agreement=True, has_reach=True
        )
    facts = sharing.child_facts(guests.guest_viewer(invitation), part.child_id, at=at)
    return rules.why_closed(
        state=State(part.assessment.state), part=ContributionState(part.state),
        has_agreement=queries.standing_of(part.assessment).agreed.to_take_part,
        has_reach=facts is not None and facts.agency_may_see_content,
    )  # fmt: skip


def is_about_shielded(invitation: Invitation) -> bool:
    """Whether the name of an agency could say where a child is."""
    part = queries.contribution(invitation.about)
    children = [part.child_id] if part is not None else invitation.children
    standings = sharing.standings(children)
    return any(
        each not in standings or standings[each].is_shielded or standings[each].is_sealed for each in children
    )


def guests_to_remind(*, today: date) -> list[Contribution]:
    """Guests' parts whose day is near, of whom nobody was reminded yet."""
    rows = Contribution.objects.filter(
        guest__isnull=False, state=ContributionState.ASKED, reminded_on__isnull=True, due_on__gte=today,
        due_on__lte=today + timedelta(days=rules.REMIND_DAYS), assessment__state__in=states.OPEN,
    )  # fmt: skip
    return [
        row
        for row in rows.select_related("asked_by")
        if row.asked_at is not None
        and rules.is_to_remind(
            row.due_on, asked_on=clock.day_of(row.asked_at), reminded_on=row.reminded_on, today=today
        )
    ]


def soon(parts: Iterable[Contribution], *, today: date) -> set[int]:
    """Which of these parts are wanted within days."""
    return {part.pk for part in parts if rules.is_soon(part.due_on, today=today)}
