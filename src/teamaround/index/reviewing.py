"""Reading pairs to review: who waits, what agrees and what differs in words, what was joined."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from teamaround.accounts.rules import Duty, Viewer
from teamaround.matching.reasons import Step
from teamaround.people import queries as people_queries
from teamaround.people import sources

from . import queries
from .models import FirstLook, Involvement, Merge, PairToReview
from .reading import candidates, crowded, evidence_of, people_as_written
from .rules import Candidate, PairState, Weighed, guards_of, likest, release_in_force, standardise, weigh

WAITING = (PairState.OPEN, PairState.PROPOSED)
MOST_LIKE = 5


def pairs(viewer: Viewer) -> QuerySet[PairToReview]:
    """Pairs whose two records the viewer's index team keeps, the longest waiting first.

    A pair with an identity that was sealed since is not among them: no link to it is shown (R10).
    """
    if not viewer.can(Duty.INDEX_TEAM):
        return PairToReview.objects.none()
    own = Q(
        one__standing__authority_id=viewer.authority_id,
        other__standing__authority_id=viewer.authority_id,
        one__standing__is_sealed=False,
        other__standing__is_sealed=False,
    )
    return (
        PairToReview.objects.filter(own)
        .select_related("one", "other", "noted_by", "proposed_by", "decided_by")
        .order_by("noted_at", "pk")
    )


def waiting(viewer: Viewer) -> QuerySet[PairToReview]:
    """Pairs that nobody has decided, between records that both still stand."""
    return pairs(viewer).filter(
        state__in=WAITING, one__merged_into__isnull=True, other__merged_into__isnull=True
    )


def queue(viewer: Viewer, *, on: date) -> QuerySet[Any]:
    """Pairs that wait: first those whose two records are both in use (`both_in_use`), for then each of two
    services may see only half; and of these the longest waiting."""
    in_use = Involvement.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
    both = Exists(in_use.filter(child=OuterRef("one"))) & Exists(in_use.filter(child=OuterRef("other")))
    return waiting(viewer).annotate(both_in_use=both).order_by("-both_in_use", "noted_at", "pk")


def first_look(viewer: Viewer, pair: PairToReview) -> FirstLook | None:
    """What the viewer said of a pair from the records alone, if they have."""
    return FirstLook.objects.filter(pair=pair, account_id=viewer.account_id).first()


def pair(viewer: Viewer, ref: str) -> PairToReview | None:
    """The pair with this reference, for the team that keeps both records."""
    return pairs(viewer).filter(ref=ref).first()


def merges(viewer: Viewer) -> QuerySet[Merge]:
    """What was joined, newest first; separated ones included."""
    return (
        Merge.objects.filter(pair__in=pairs(viewer).order_by())
        .select_related("pair", "joined", "kept", "proposed_by", "merged_by", "undone_by")
        .order_by("-merged_at", "-pk")
    )


def merge_in_force(pair_id: int) -> Merge | None:
    """The joining of a pair that has not been undone."""
    return (
        Merge.objects.filter(pair_id=pair_id, undone_at__isnull=True)
        .select_related("kept", "joined", "proposed_by", "merged_by")
        .first()
    )


def refs_of_pair(pair: PairToReview) -> dict[str, int]:
    """The two records by reference."""
    return {pair.one.ref: pair.one_id, pair.other.ref: pair.other_id}


@dataclass(frozen=True)
class Compared:
    """Two records side by side in words: what agrees, what does not, and what stands against joining them.

    `steps`: the waterfall, by the release of that number.
    """

    agree: tuple[str, ...]
    differ: tuple[str, ...]
    warnings: tuple[str, ...]
    steps: tuple[Step, ...]
    release: int


def weigh_pair(pair: PairToReview) -> Weighed:
    """How much speaks for one child, by all that is known of both, sealed facts included."""
    ids = [pair.one_id, pair.other_id]
    people = people_as_written(ids, opened=sources.sealed_addresses(ids))
    things = crowded()
    one, other = (evidence_of(people[child_id], standardise(people[child_id]), things) for child_id in ids)
    (weighed,) = weigh(one, [Candidate(pair.other_id, other)])
    return weighed


def compared(pair: PairToReview) -> Compared:
    """How far the two records of a pair agree; for the index team, sealed facts included."""
    weighed = weigh_pair(pair)
    said = weighed.steps[1:]
    return Compared(
        agree=tuple(each.words for each in said if each.bits > 0),
        differ=tuple(each.words for each in said if each.bits <= 0),
        warnings=guards_of(weighed),
        steps=weighed.steps,
        release=release_in_force().number,
    )


def likely_same(viewer: Viewer, child_id: int, *, at: datetime) -> list[int]:
    """Row numbers of visible children most like this one, by what any viewer may see of them."""
    about = people_queries.known(viewer, [child_id, *queries.sharing_keys_with(child_id)], at=at)
    known = {each.child_id: each for each in candidates(about)}
    asked = known.pop(child_id, None)
    if asked is None:
        return []
    return [each.child_id for each in likest(asked.traits, known.values())[:MOST_LIKE]]
