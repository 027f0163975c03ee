"""What is counted when, and whose work: as a form, in the address of a page, and as the queries want it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms

from teamaround.accounts.door import PageRequest
from teamaround.agencies import queries as agencies
from teamaround.agencies.rules import LONGEST_REVIEW_WEEKS, REVIEW_WEEKS
from teamaround.design.forms import DayMonthYear, Form, refusals_on
from teamaround.design.words import day
from teamaround.localities import queries as localities

from ..queries.counting import Scope
from ..rules.periods import Period, a_year_up_to, check_period, years_by_quarter
from ..rules.seeing_counts import sees_aggregates_only

EVERYBODY = "Everybody in the area"


@dataclass(frozen=True)
class Land:
    """An authority's agencies, and the localities in which they have their address."""

    agencies: dict[int, Any]
    localities: dict[int, Any]
    place_of: dict[int, int] = field(default_factory=dict)  # agency -> locality

    @classmethod
    def of(cls, authority_id: int, *, on: date) -> Land:
        """As it stands on a day."""
        places = {
            row.pk: row for row in localities.localities(on=on) if row.area.authority_id == authority_id
        }
        rows = [row for row in agencies.agencies() if row.authority_id == authority_id]
        there = localities.agencies_by_locality(on=on)
        place_of = {row.pk: place for place, found in there.items() for row in found if place in places}
        return cls({row.pk: row for row in rows}, places, place_of)

    def choices(self) -> list[Any]:
        """Everybody, a locality or an agency."""
        here = set(self.place_of.values())
        return [
            ("", EVERYBODY),
            *((row.ref, f"Agencies in {row.name}") for key, row in self.localities.items() if key in here),
            *((row.ref, row.name) for row in self.agencies.values()),
        ]

    def chosen(self, ref: str) -> frozenset[int] | None:
        """The agencies behind what was chosen; None for everybody."""
        if not ref:
            return None
        in_it = {agency for agency, place in self.place_of.items() if self.localities[place].ref == ref}
        return frozenset(in_it | {key for key, row in self.agencies.items() if row.ref == ref})


class PeriodForm(Form):
    """From when to when, and whose work."""

    since = DayMonthYear(label="From", required=False)
    until = DayMonthYear(label="Up to", required=False)
    whose = forms.ChoiceField(label="Whose work", required=False)

    def __init__(self, *args: Any, choices: list[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["whose"].choices = choices  # type: ignore[attr-defined]


class YearForm(Form):
    """One of the years that end with a quarter."""

    year = forms.ChoiceField(label="Twelve months", required=False)

    def __init__(self, *args: Any, periods: tuple[Period, ...], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["year"].choices = [  # type: ignore[attr-defined]
            (one.until.isoformat(), f"{day(one.since)} to {day(one.until)}") for one in periods
        ]


@dataclass(frozen=True)
class Asked:
    """What a page is asked to count."""

    period: Period
    form: Form
    land: Land
    is_guarded: bool
    agencies: frozenset[int] | None = None
    whose: str = ""
    weeks: int = REVIEW_WEEKS

    def scope(self, http: PageRequest) -> Scope:
        """The same for the queries."""
        return Scope(
            http.viewer.authority_id,
            self.period.since,
            self.period.until,
            http.today,
            self.agencies,
            self.weeks,
        )

    @property
    def query(self) -> str:
        """The same in an address."""
        if self.is_guarded:
            return urlencode({"year": self.period.until.isoformat()})
        days = {
            f"{name}-{part}": getattr(on, part)
            for name, on in (("since", self.period.since), ("until", self.period.until))
            for part in ("day", "month", "year")
        }
        return urlencode(days | ({"whose": self.whose} if self.whose else {}))

    @property
    def whose_words(self) -> str:
        """Whose work is counted."""
        return dict(self.land.choices())[self.whose] if self.whose else EVERYBODY


def asked(http: PageRequest) -> Asked:
    """What the address asks for; with nothing in it the last twelve months of everybody."""
    land = Land.of(http.viewer.authority_id, on=http.today)
    if sees_aggregates_only(http.viewer.duties):
        return _asked_by_year(http, land)
    period = a_year_up_to(http.today)
    began = {"since": period.since, "until": period.until}
    form = PeriodForm(http.GET if "since-day" in http.GET else None, initial=began, choices=land.choices())
    whose = ""
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            typed = form.cleaned_data
            period = check_period(typed["since"], typed["until"], today=http.today)
            whose = typed["whose"]
    return Asked(
        period, form, land, is_guarded=False, agencies=land.chosen(whose), whose=whose, weeks=_weeks(http)
    )


def _weeks(http: PageRequest) -> int:
    return agencies.review_weeks(http.viewer.authority_id, on=http.today)


def _asked_by_year(http: PageRequest, land: Land) -> Asked:
    periods = years_by_quarter(http.today)
    wanted = http.GET.get("year", "")
    period = next((one for one in periods if one.until.isoformat() == wanted), periods[0])
    form = YearForm(initial={"year": period.until.isoformat()}, periods=periods)
    return Asked(period, form, land, is_guarded=True, weeks=_weeks(http))


class CycleForm(Form):
    """How often teams look again, and from when."""

    weeks = forms.IntegerField(
        label="Weeks", min_value=1, max_value=LONGEST_REVIEW_WEEKS,
        error_messages={
            name: f"Give a number of weeks from 1 to {LONGEST_REVIEW_WEEKS}."
            for name in ("required", "invalid", "min_value", "max_value")
        },
    )  # fmt: skip
    starts_on = DayMonthYear(label="From which day?", required=False)
