"""Asking owners for a month's word: by link, reminded, their manager told; by a keeper's hand or by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction

from teamaround.accounts.guests import letters
from teamaround.accounts.guests import services as links
from teamaround.accounts.guests.rules import LINKS_EACH, Ended, Kind
from teamaround.accounts.guests.services import Guest
from teamaround.accounts.guests.wording import Words
from teamaround.accounts.rules import Viewer
from teamaround.audit.services import record
from teamaround.kernel import clock
from teamaround.kernel.ids import new_ref
from teamaround.kernel.refusal import Refusal

from ..models import Action, Ask, AskedOwner, Plan
from ..queries import asking as queries
from ..queries import months
from ..rules import asking as rules
from ..rules.months import Asking, month_of, next_asking
from ..rules.planning import Stage
from .planning import locked

GOOD_FOR = timedelta(days=21)
AT_ONCE = 10  # letters that a page sends itself; more are left to the background
ONE_DAY, A_MOMENT = timedelta(days=1), timedelta(seconds=1)


@dataclass
class Due:
    """Who is written to now: owners with their actions, managers with what those whom they manage have not said."""

    owners: dict[int, list[Action]] = field(default_factory=lambda: defaultdict(list))
    managers: dict[str, list[Action]] = field(default_factory=lambda: defaultdict(list))
    kinds: dict[int, Asking] = field(default_factory=dict)

    def count(self, kind: Asking) -> int:
        return sum(each is kind for each in self.kinds.values())


@transaction.atomic
def ask(*, ref: str, site: str, by: Viewer, now: datetime) -> Mapping[Asking, int]:
    """Ask every owner who has not spoken this month: first asked, then reminded, then their manager is told.

    One letter to each person, whatever they own. Its link opens what is asked of them, with a code, and without an account.
    """
    plan, today = locked(ref, by=by), clock.day_of(now)
    month = month_of(today)
    if plan.stage == Stage.DRAFT:
        raise Refusal("draft", "The plan is a draft: updates begin when it has been agreed.")
    if months.is_frozen(plan.pk, month):
        raise Refusal("frozen", "This month is frozen, so nobody is asked about it any more.")
    due = _due(plan, month, today)
    Ask.objects.bulk_create(
        Ask(action_id=pk, month=month, kind=kind, on=today) for pk, kind in due.kinds.items()
    )
    many = len(due.owners) + len(due.managers)
    with letters.sent_later() if many > AT_ONCE else nullcontext():
        for rows in due.owners.values():
            _ask_owner(plan, month, rows, site=site, by=by, now=now)
        for to, rows in due.managers.items():
            letters.write_to(to, words=_to_manager(rows, by), good_until=now + GOOD_FOR, now=now)
    record("improvement.updates_asked", by=by, at=now, about=ref, said=f"{many} letters")
    return {kind: due.count(kind) for kind in Asking}


def _due(plan: Plan, month: date, today: date) -> Due:
    """Whoever is to be written to now; nobody who has left, and no manager where e-mail is not set up."""
    asked, found = months.asked(plan, month), Due()
    for row in months.silent(plan, month):
        kind, owner = next_asking(asked.get(row.pk, ()), today), row.owner
        if kind is None or owner is None:
            continue
        person = owner.line_manager if kind is Asking.ESCALATED else owner
        if person is None or not person.email or (person.ended_on is not None and person.ended_on < today):
            continue
        if kind is not Asking.ESCALATED:
            found.owners[owner.pk].append(row)
        elif letters.goes_by_hand():
            continue
        else:
            found.managers[person.email].append(row)
        found.kinds[row.pk] = kind
    return found


def _ask_owner(
    plan: Plan, month: date, rows: Sequence[Action], *, site: str, by: Viewer, now: datetime
) -> None:
    owner = rows[0].owner
    assert owner is not None
    asked, _ = AskedOwner.objects.get_or_create(
        plan=plan, month=month, owner_id=owner.pk, defaults={"ref": new_ref("AO")}
    )
    sent, until = queries.invitation_to(asked), clock.midnight(rules.last_day(month) + ONE_DAY) - A_MOMENT
    if sent is not None and sent.links_sent < LINKS_EACH:
        links.renew(ref=sent.ref, by=by, now=now, until=until, email=owner.email, reminds=True)
        return
    named = rules.called(owner.name, posts=[row.content["owner_post"] for row in rows], role=owner.role)
    wish = Guest(Kind.UPDATE, asked.ref, None, named, owner.email, site, until)
    asked.guest_id = links.invite(guest=wish, by=by, now=now).guest_id
    asked.save(update_fields=["guest"])


def _to_manager(rows: Iterable[Action], by: Viewer) -> Words:
    told = "\n".join(f"- {row.content['words']}{_whose(row)}" for row in rows)
    body = (
        f"{rules.MANAGER}\n\n{told}\n\nThey have an e-mail with a link, and need no account. Please talk with them. "
        f"If somebody else should answer for it, tell {by.name}.\n\n{by.name}, {by.agency_name}\n"
    )
    return Words("An action of a plan waits for a word", body)


def _whose(row: Action) -> str:
    return f" ({row.owner.name})" if row.owner is not None else ""


@transaction.atomic
def send_again(*, asked: AskedOwner, site: str, by: Viewer, now: datetime) -> None:
    """Send an owner a new link, to the address that they have now; the one before opens nothing any more."""
    plan = locked(asked.plan.ref, by=by)
    if months.is_frozen(plan.pk, asked.month):
        raise Refusal("frozen", rules.FROZEN)
    rows = list(queries.asked_actions(asked).select_related("owner"))
    if not rows:
        raise Refusal("over", "Nothing is asked of them any more.")
    _ask_owner(plan, asked.month, rows, site=site, by=by, now=now)
    record("improvement.link_sent_again", by=by, at=now, about=asked.ref)


@transaction.atomic
def take_back(*, asked: AskedOwner, by: Viewer, now: datetime) -> None:
    """Let an owner's link open nothing any more; what they said is kept."""
    locked(asked.plan.ref, by=by)
    sent = queries.invitation_to(asked)
    if sent is not None:
        links.end(ref=sent.ref, because=Ended.TAKEN_BACK, by=by, now=now)


def end_links(plan: Plan, month: date, *, by: Viewer, now: datetime) -> None:
    """The links of a month that is frozen open nothing any more."""
    for each in queries.invitations(plan, month):
        links.end(ref=each.ref, because=Ended.DONE, by=by, now=now)


@transaction.atomic
def ask_by_itself(*, ref: str, wanted: bool, by: Viewer, now: datetime) -> None:
    """From now on the site asks each month in this keeper's name, reminds, and tells managers; or does so no more."""
    plan = locked(ref, by=by)
    plan.asks_for_id = by.account_id if wanted else None
    plan.save(update_fields=["asks_for"])
    record("improvement.asks_by_itself", by=by, at=now, about=ref, said="on" if wanted else "off")
