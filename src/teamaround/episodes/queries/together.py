"""Which children a team works with, and what of it one viewer may read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef

from teamaround.accounts.rules import Viewer
from teamaround.assessments import queries as assessments
from teamaround.kernel.looks import touched
from teamaround.kernel.refusal import NotVisible
from teamaround.people import queries as people
from teamaround.sharing import queries as sharing
from teamaround.sharing.rules import Act

from ..models import Episode, EpisodeChild
from ..rules.states import State
from .episodes import check_readable, covered, episodes, is_covered


@dataclass(frozen=True)
class Together:
    """An episode as one viewer may read it: whose page it is, and which of its children are theirs to read."""

    episode: Episode
    through: int
    children: tuple[int, ...]
    current: frozenset[int]

    @property
    def reads_first(self) -> bool:
        """Whether the child with whom the work began is among them: meetings and reviews are kept there."""
        return self.episode.child_id in self.children

    @property
    def writable(self) -> tuple[int, ...]:
        """The children whose part of the plan still grows."""
        if self.episode.state == State.CLOSED:
            return ()
        return tuple(child for child in self.children if child in self.current)


def together(viewer: Viewer, ref: str, *, at: datetime, child: str = "") -> Together:
    """The episode for whoever may read the content of one of its children; those others are not even counted.

    `child` is the reference of the child from whose page somebody comes.
    """
    shared = EpisodeChild.objects.filter(episode=OuterRef("pk"))
    found = episodes().filter(ref=ref).annotate(is_shared=Exists(shared)).first()
    if found is None:
        raise NotVisible
    rows = others(found) if found.is_shared else []
    mine = _readable(viewer, rows, at=at)
    mine = tuple(one for one in mine if one != found.child_id)
    if not mine or _reads_first(viewer, found, at=at):
        check_readable(viewer, found, at=at)
        mine = (found.child_id, *mine)
    touched(mine)
    through = next((one for one in mine if child and people.ref_of(one) == child), mine[0])
    return Together(found, through, mine, _current(found, rows))


def others(found: Episode) -> list[EpisodeChild]:
    """Every other child whom the team works with or has worked with, in the order in which they joined."""
    return list(EpisodeChild.objects.filter(episode=found).order_by("joined_on", "pk"))


def current_children(found: Episode) -> frozenset[int]:
    """Row numbers of the children whom the team works with now, or worked with until it ended."""
    return _current(found, others(found))


def joined(found: Episode, child_id: int) -> EpisodeChild | None:
    """How another child came to be in the work of this team, while they are."""
    return EpisodeChild.objects.filter(episode=found, child_id=child_id, left_on__isnull=True).first()


def written_beside(found: Episode, viewer: Viewer, *, at: datetime) -> list[Any]:
    """Open assessments of brothers and sisters in it that the viewer's agency leads: theirs to end or go on with."""
    others = sorted(current_children(found) - {found.child_id})
    allowed = [one for one in others if sharing.decide(viewer, Act.CONTRIBUTE, one, at=at).allowed]
    open_now = [one for child in allowed for one in assessments.open_ones(child)]
    return [one for one in open_now if viewer.agency_id in assessments.leading(one)]


def who_could_join(viewer: Viewer, found: Episode, *, at: datetime) -> dict[int, people.Face]:
    """Children of the family or household whom the viewer may know of, and who are not in it yet."""
    wanted = family_of(found.child_id, at=at) - current_children(found) - {found.child_id}
    return people.faces(viewer, wanted, at=at)


def family_of(child_id: int, *, at: datetime) -> set[int]:
    """Row numbers of the other children of a child's families and, unless one is hidden, of the household."""
    family = {one for row in people.families_of(child_id) for one in people.children_in_family(row.pk)}
    household = set(people.children_at_same_address(child_id, at=at))
    hidden = {
        one for one, standing in sharing.standings(household | {child_id}).items() if standing.is_shielded
    }
    return (family | (set() if child_id in hidden else household - hidden)) - {child_id}


def _reads_first(viewer: Viewer, found: Episode, *, at: datetime) -> bool:
    allowed = sharing.decide(viewer, Act.SEE_CONTENT, found.child_id, at=at).allowed
    return allowed and is_covered(viewer, found, at=at)


def _readable(viewer: Viewer, rows: Iterable[EpisodeChild], *, at: datetime) -> tuple[int, ...]:
    rows = list(rows)
    if not rows:
        return ()
    wanted = EpisodeChild.objects.filter(pk__in=[row.pk for row in rows]).order_by("joined_on", "pk")
    within = sharing.within_reach(wanted, viewer, Act.SEE_CONTENT, at=at, child="child_id")
    within = covered(within, viewer, at=at, episode="episode__")
    return tuple(dict.fromkeys(within.values_list("child_id", flat=True)))


def _current(found: Episode, rows: Iterable[EpisodeChild]) -> frozenset[int]:
    ended = found.closed_on
    return frozenset(
        {found.child_id}
        | {row.child_id for row in rows if row.left_on is None or (ended and row.left_on == ended)}
    )
