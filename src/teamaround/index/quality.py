"""How well records are matched, in counts: by agency and month, and what people found who checked a sample.

Counts under five are not told: they say nothing of an agency, and may say something of a child.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet, Sum

from teamaround.accounts.rules import Viewer
from teamaround.kernel.few import FEWER, FEWEST

from .labelling import bands
from .models import LinkCount
from .rules.labels import Band
from .rules.ledger import ASKED, BY_ITSELF, CHECKED, How


@dataclass(frozen=True)
class Counted:
    """An agency's records of one month by what became of them; a small number is words."""

    agency: str
    by_itself: str
    asked: str
    founded: str
    decided: str


@dataclass(frozen=True)
class Checked:
    """What people found of an agency's links that were made by themselves, by one release."""

    agency: str
    release: int
    checked: str
    right: str


def months(viewer: Viewer) -> list[date]:
    """The months of which anything is counted, the newest first."""
    return list(_own(viewer).order_by("-month").values_list("month", flat=True).distinct()[:24])


def counted_in(viewer: Viewer, month: date) -> list[Counted]:
    """Every agency of the authority with what became of its records in a month, by name."""
    found = _by_agency(_own(viewer).filter(month=month))
    return [
        Counted(
            agency,
            told(sum(counts.get(how, 0) for how in BY_ITSELF)),
            told(counts.get(ASKED, 0)),
            told(counts.get(How.FOUNDED, 0)),
            told(counts.get(How.DECIDED, 0)),
        )
        for (agency, _), counts in sorted(found.items())
    ]


def checked(viewer: Viewer) -> list[Checked]:
    """What the weekly sample came to, by agency and release."""
    found = _by_agency(_own(viewer).filter(how__in=CHECKED.values()), by_release=True)
    return [_checked(agency, release, counts) for (agency, release), counts in sorted(found.items())]


def _checked(agency: str, release: int, counts: dict[str, int]) -> Checked:
    """Those who were not sure are left out of the share; an agency with few answers has none."""
    same, different = counts.get(CHECKED["same"], 0), counts.get(CHECKED["not_same"], 0)
    sure, every = same + different, same + different + counts.get(CHECKED["not_sure"], 0)
    if sure < FEWEST:
        return Checked(agency, release, told(every), "too few to say")
    return Checked(agency, release, told(every), f"{100 * same / sure:.1f} %")


@dataclass(frozen=True)
class Answered:
    """What people answered where so much spoke for one child; of few answers no share is told."""

    bits: str
    read: str
    same: str
    expected: str


def answered(viewer: Viewer, *, release: int) -> list[Answered]:
    """People's answers beside what the bits had said, by a release."""
    return [_answered(band) for band in bands(viewer, release=release)]


def _answered(band: Band) -> Answered:
    if band.read < FEWEST:
        return Answered(band.words, told(band.read), "too few to say", "")
    return Answered(band.words, told(band.read), _share(band.same, band), _share(band.expected, band))


def _share(part: float, band: Band) -> str:
    return f"{100 * part / band.read:.0f} %"


def told(count: int) -> str:
    """A count as it is shown."""
    return FEWER if 0 < count < FEWEST else f"{count:,}"


def _own(viewer: Viewer) -> QuerySet[LinkCount]:
    return LinkCount.objects.filter(agency__authority_id=viewer.authority_id)


def _by_agency(
    rows: QuerySet[LinkCount], *, by_release: bool = False
) -> dict[tuple[str, int], dict[str, int]]:
    grouped: Iterable[tuple[str, int, str, int]] = (
        rows.order_by().values_list("agency__name", "release", "how").annotate(n=Sum("records"))
    )
    found: dict[tuple[str, int], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for agency, release, how, n in grouped:
        found[agency, release if by_release else 0][how] += n
    return found
