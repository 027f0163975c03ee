"""Drawing areas and localities, and saying which postcodes lie in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from teamaround.accounts.rules import Viewer
from teamaround.audit.services import record
from teamaround.kernel import postcodes
from teamaround.kernel.ids import new_ref
from teamaround.kernel.refusal import Refusal

from . import queries
from .models import Area, Locality, Postcode
from .rules import Ring, lies_in, problems_of


@dataclass(frozen=True)
class NewPostcode:
    """A postcode with its place, and the locality that it lies in."""

    code: str
    locality_id: int
    longitude: float
    latitude: float


@transaction.atomic
def add_area(*, authority_id: int, code: str, name: str, by: Viewer, now: datetime) -> Area:
    """Add a large part of an authority."""
    if Area.objects.filter(code=code).exists():
        raise Refusal("code-taken", f"Another area already has the code {code}.", field="code")
    area = Area.objects.create(authority_id=authority_id, code=code, name=name)
    record("localities.area_added", by=by, at=now, about=code, said=name)
    return area


@transaction.atomic
def add_locality(
    *, area_id: int, code: str, name: str, outline: list[Ring], starts_on: date, by: Viewer,
    now: datetime, ref: str = "",
) -> Locality:  # fmt: skip
    """Draw a locality. One with the same code that holds now ends the day before."""
    problems = problems_of(outline)
    if problems:
        raise Refusal("outline", " ".join(problems), field="outline")
    current = Locality.objects.select_for_update().filter(code=code, ends_on__isnull=True).first()
    if current is not None:
        _end(current, starts_on=starts_on)
    drawn = Locality.objects.create(
        ref=ref or new_ref("L"), area_id=area_id, code=code, name=name, outline=outline,
        starts_on=starts_on,
    )  # fmt: skip
    if current is not None:
        _carry_over(current, drawn)
    record("localities.locality_drawn", by=by, at=now, about=drawn.ref, said=name)
    return drawn


def _end(current: Locality, *, starts_on: date) -> None:
    if starts_on <= current.starts_on:
        raise Refusal(
            "starts-before", "A new outline must start after the one that holds now.",
            field="starts_on",
        )  # fmt: skip
    current.ends_on = starts_on - timedelta(days=1)
    current.save(update_fields=["ends_on"])


def _carry_over(before: Locality, after: Locality) -> None:
    """Postcodes that lie in the new outline go with it; the others wait to be placed."""
    held = Postcode.objects.filter(locality=before)
    within = [each.code for each in held if lies_in((each.longitude, each.latitude), after.outline)]
    held.filter(code__in=within).update(locality=after)


@transaction.atomic
def add_postcodes(new: Iterable[NewPostcode], *, by: Viewer, now: datetime) -> int:
    """Say where postcodes lie; one that is there already is moved. Returns how many."""
    rows = [_row(each) for each in new]
    Postcode.objects.bulk_create(
        rows, batch_size=2000, update_conflicts=True, unique_fields=["code"],
        update_fields=["locality", "longitude", "latitude"],
    )  # fmt: skip
    record("localities.postcodes_placed", by=by, at=now, said=f"{len(rows):,} postcodes")
    return len(rows)


def _row(new: NewPostcode) -> Postcode:
    if not postcodes.is_valid_shape(new.code):
        raise Refusal("postcode", f"{new.code} is not shaped like a postcode.", field="code")
    return Postcode(
        code=postcodes.tidy(new.code), locality_id=new.locality_id, longitude=new.longitude,
        latitude=new.latitude,
    )  # fmt: skip


@transaction.atomic
def look_up(text: str, *, by: Viewer, now: datetime) -> Locality | None:
    """The locality of a postcode that somebody typed; recorded without the postcode, which may be a home's."""
    if not postcodes.is_valid_shape(text):
        raise Refusal("postcode", "Enter a whole postcode, such as ZY1 1AA.", field="postcode")
    found = queries.of_postcode(text)
    record("localities.postcode_looked_up", by=by, at=now, about=found.ref if found else "")
    return found
