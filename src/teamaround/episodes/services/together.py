"""Several children of one family with one team: a child joins, and leaves."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from teamaround.accounts.rules import Viewer
from teamaround.audit.services import record
from teamaround.index import services as index
from teamaround.kernel import clock
from teamaround.kernel.refusal import Refusal
from teamaround.sharing import agreeing as sharing
from teamaround.sharing import queries as agreements
from teamaround.sharing.agreement_rules import AgreementFacts, How
from teamaround.sharing.rules import Act
from teamaround.sharing.services import check
from teamaround.sharing.signing_rules import NOTHING, Proof

from .. import queries
from ..models import Episode, EpisodeChild
from ..queries.together import family_of, joined
from ..rules import together
from ..rules.together import Joining
from .agreeing import check_duty
from .planning import open_for


@transaction.atomic
def add_child(*, ref: str, child_id: int, by: Viewer, now: datetime) -> EpisodeChild:
    """Let the team work with another child of the family as well, under that child's own agreement."""
    found, _ = open_for(ref, child_id=None, by=by, now=now)
    check(by, Act.SEE_INDEX_ENTRY, child_id, at=now)
    together.check_can_join(_joining(found, child_id, by=by, now=now))
    row = EpisodeChild.objects.create(
        episode=found, child_id=child_id, joined_on=clock.day_of(now), joined_by_id=by.account_id
    )
    lead = queries.accepted_lead(found)
    if lead is not None:
        index.note_lead(child_id=child_id, practitioner_id=lead.practitioner_id, since=row.joined_on)
    record("episodes.child_joined", by=by, at=now, children=[child_id, found.child_id], about=found.ref)
    return row


@transaction.atomic
def agree_and_add_child(
    *, ref: str, child_id: int, facts: AgreementFacts, how: How, by: Viewer, now: datetime,
    not_to_share: str = "", ask_again_on: date | None = None, proof: Proof = NOTHING,
) -> EpisodeChild:  # fmt: skip
    """Record the agreement for another child of the family, who joins the plan that is there."""
    check_duty(by)
    check(by, Act.SEE_INDEX_ENTRY, child_id, at=now)
    sharing.record_agreement(
        child_id=child_id, facts=facts, how=how, by=by, now=now, not_to_share=not_to_share,
        ask_again_on=ask_again_on, proof=proof,
    )  # fmt: skip
    return add_child(ref=ref, child_id=child_id, by=by, now=now)


@transaction.atomic
def take_out_child(*, ref: str, child_id: int, because: str, by: Viewer, now: datetime) -> EpisodeChild:
    """The team's work with one of several children ends; what was written for that child stays."""
    found, _ = open_for(ref, child_id=child_id, by=by, now=now)
    together.check_can_leave(is_first=child_id == found.child_id, because=because)
    row = joined(found, child_id)
    if row is None:
        raise Refusal("child", "The team does not work with this child now.")
    row.left_on, row.left_because = clock.day_of(now), because.strip()
    parts = EpisodeChild.objects.filter(episode=found, child_id=child_id, left_on__isnull=True)
    parts.update(left_on=row.left_on, left_because=row.left_because)
    index.note_lead(child_id=child_id, practitioner_id=None, since=row.left_on)
    record(
        "episodes.child_left", by=by, at=now, children=[child_id, found.child_id], about=found.ref,
        said=because.strip(),
    )  # fmt: skip
    return row


def _joining(found: Episode, child_id: int, *, by: Viewer, now: datetime) -> Joining:
    return Joining(
        is_of_family=child_id in family_of(found.child_id, at=now),
        has_open_episode=queries.open_one(child_id) is not None,
        has_agreement=agreements.agreement_in_force(child_id) is not None,
        agency_agreed=agreements.decide(by, Act.CONTRIBUTE, child_id, at=now).allowed,
    )
