"""Reading who was asked by link, what their link shows, and for which plans the site asks by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from teamaround.accounts import queries as accounts
from teamaround.accounts.guests import queries as guests
from teamaround.accounts.guests.models import Invitation
from teamaround.accounts.rules import Viewer, why_no_access
from teamaround.design.words import month as month_in_words
from teamaround.kernel import clock
from teamaround.kernel.refusal import NotVisible

from ..models import Action, Ask, AskedOwner, Plan, Update
from ..rules import asking as rules
from ..rules.months import Asking
from ..rules.planning import Content, Stage, content_from
from .months import is_frozen
from .plans import keeps, plans


@dataclass(frozen=True)
class OwnAction:
    """An action as its owner sees it by link: what it says, what was said before, and what they have said this month."""

    row: Action
    content: Content
    before: Update | None
    now: Update | None


def by_link(viewer: Viewer) -> AskedOwner:
    """What a guest was asked, and nothing else."""
    rows = AskedOwner.objects.select_related("plan", "owner")
    found = rows.filter(guest_id=viewer.account_id).first() if viewer.by_link else None
    if found is None:
        raise NotVisible
    return found


def asked_actions(asked: AskedOwner) -> QuerySet[Action]:
    """The actions asked of an owner for a month, as far as they still are theirs, in the plan's order."""
    rows = Action.objects.filter(plan=asked.plan_id, owner=asked.owner_id)
    there = rows.filter(pk__in=Ask.objects.filter(month=asked.month).values("action_id"))
    return there.select_related("recommendation").order_by("recommendation__position", "position", "pk")


def own_actions(asked: AskedOwner) -> list[OwnAction]:
    """The same with what was said of them, in three queries."""
    rows = list(asked_actions(asked))
    said = Update.objects.filter(action__in=rows).order_by("action_id", "-month", "-at", "-pk")
    before = {row.action_id: row for row in said.filter(month__lt=asked.month).distinct("action_id")}
    now = {row.action_id: row for row in said.filter(month=asked.month).distinct("action_id")}
    return [OwnAction(row, content_from(row.content), before.get(row.pk), now.get(row.pk)) for row in rows]


def own_action(asked: AskedOwner, ref: str) -> OwnAction:
    """One of them."""
    found = next((each for each in own_actions(asked) if each.row.ref == ref), None)
    if found is None:
        raise NotVisible
    return found


def why_closed(invitation: Invitation, at: datetime) -> str:
    """Why a link shows nothing now: the month is frozen, the owner has gone, or a newer link replaced it."""
    found = _of(invitation)
    if found is None or found.guest_id != invitation.guest_id:
        return rules.OVER
    if found.owner.ended_on is not None and found.owner.ended_on < clock.day_of(at):
        return rules.OVER
    if is_frozen(found.plan_id, found.month):
        return rules.FROZEN
    return "" if asked_actions(found).exists() else rules.OVER


def adds(invitation: Invitation) -> str:
    """What the letter says beside the link: the actions of which nothing has been said, or else all."""
    found = _of(invitation)
    if found is None:
        return ""
    rows = own_actions(found)
    silent = [each for each in rows if each.now is None]
    last = (
        Ask.objects.filter(month=found.month, action__in=[each.row for each in silent]).order_by("pk").last()
    )
    has_account = accounts.practitioners_with_access({found.owner_id}, today=clock.day_of(invitation.made_at))
    return rules.listed(
        [each.content.words for each in silent or rows], month=month_in_words(found.month),
        is_reminder=last is not None and last.kind == Asking.REMINDED,
        sign_in_at=f"{invitation.site}/improvement/plans/{found.plan.ref}/mine/" if has_account else "",
    )  # fmt: skip


def _of(invitation: Invitation) -> AskedOwner | None:
    return AskedOwner.objects.select_related("plan", "owner").filter(ref=invitation.about).first()


def hides_agency(invitation: Invitation) -> bool:  # noqa: ARG001 - links of all kinds are asked alike
    """An action of a plan is about no child: who asks, and where they work, is no secret."""
    return False


def asked_owner(viewer: Viewer, ref: str, *, on: date) -> AskedOwner:
    """Somebody who was asked, for a keeper of the plan."""
    found = AskedOwner.objects.select_related("plan", "owner").filter(ref=ref).first()
    if found is None or not plans(viewer, on=on).filter(pk=found.plan_id).exists():
        raise NotVisible
    return found


def asked_owners(plan: Plan, month: date) -> dict[int, str]:
    """The references of those asked for a month, by owner."""
    rows = AskedOwner.objects.filter(plan=plan, month=month)
    return dict(rows.values_list("owner_id", "ref"))


def invitation_to(asked: AskedOwner) -> Invitation | None:
    """The newest link of somebody who was asked, as far as the viewer's agency sent it."""
    return guests.about([asked.ref]).get(asked.ref)


def invitations(plan: Plan, month: date) -> Sequence[Invitation]:
    """The links of a month of a plan that the viewer's agency sent."""
    return list(guests.about(asked_owners(plan, month).values()).values())


def asking_by_itself() -> list[Plan]:
    """Plans for which the site asks by itself; drafts ask nobody."""
    rows = Plan.objects.filter(asks_for__isnull=False).exclude(stage=Stage.DRAFT)
    return list(rows.order_by("pk"))


def asks_in_the_name_of(plan: Plan, *, today: date, source: str = "") -> Viewer | None:
    """The keeper in whose name the site asks; nobody when they keep plans no more, or may not sign in."""
    return keeper(plan, plan.asks_for_id, today=today, source=source)


def keeper(plan: Plan, account_id: int | None, *, today: date, source: str = "") -> Viewer | None:
    """Somebody as a keeper of a plan, with the duties that they have on a day; None when they have not."""
    account = accounts.with_duties(today).filter(pk=account_id or 0).first()
    if account is None or why_no_access(accounts.access_facts(account), today=today):
        return None
    found = accounts.viewer_for(account, source=source)
    return found if keeps(found, plan) else None
