"""How well records are matched: the release in force, what becomes of records, and what people found."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.rules import Duty
from teamaround.design.render import render
from teamaround.index import quality
from teamaround.index.rules import release_in_force
from teamaround.index.rules.accuracy_words import Measured, measured
from teamaround.index.rules.release_words import in_words
from teamaround.kernel.few import FEWEST
from teamaround.kernel.refusal import NotVisible
from teamaround.matching import accuracy

from ..rules.sampling import KEPT_FOR, ONE_IN

MAY_READ = (Duty.INDEX_TEAM, Duty.READ_AUDIT, Duty.SEE_COUNTS)


@page(duty=None)
def matching(http: PageRequest) -> HttpResponse:
    """For the index team, information governance, and whoever sees counts; no child is shown."""
    if not any(http.viewer.can(duty) for duty in MAY_READ):
        raise NotVisible
    months = quality.months(http.viewer)
    month = _chosen(http.GET.get("month", ""), months)
    return render(
        http, "exchange/matching_quality.html", release=in_words(release_in_force()), months=months,
        month=month, rows=quality.counted_in(http.viewer, month) if month else [],
        checked=quality.checked(http.viewer),
        answered=quality.answered(http.viewer, release=release_in_force().number), one_in=ONE_IN, weeks=KEPT_FOR.days // 7,
        fewest=FEWEST, measured=_measured(),
    )  # fmt: skip


def _measured() -> Measured | None:
    """What was measured of the release in force; None of one that came without."""
    report = accuracy.load(release_in_force().number)
    return measured(report) if report else None


def _chosen(asked: str, months: list[date]) -> date | None:
    """The month that was asked for, or else the newest."""
    return next((month for month in months if month.isoformat() == asked), months[0] if months else None)
