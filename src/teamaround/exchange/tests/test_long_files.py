"""Files with more rows than a page reads while somebody waits."""

import pytest

from teamaround.accounts.door import acting
from teamaround.exchange import jobs, services
from teamaround.exchange.models import Import
from teamaround.exchange.rules.progress import State
from teamaround.exchange.services import Said, receiving
from teamaround.kernel.refusal import Refusal

from .files_made import csv_bytes, workbook

pytestmark = pytest.mark.django_db
HEADINGS = ("Surname", "First name", "DOB")
FIRST = [("Okafor", "Ada", "27/03/2015"), ("Nowak", "Jan", "13/06/2012")]
LIKE_THEM = [("Berg", "Bo", "14/07/2013"), ("Quist", "Cara", "01/02/2014")]
OTHERWISE = [("Berg", "Bo", "07/14/2013"), ("Quist", "Cara", "02/27/2014")]


@pytest.fixture(autouse=True)
def two_rows_are_many(monkeypatch):
    monkeypatch.setattr(receiving, "FIRST_ROWS", 2)


def settled(world, content, *, said=None):
    """A file settled as the page does it, by its first rows."""
    said = said or Said()
    with acting(world.viewer("data"), now=world.now) as by:
        kept = services.receive(
            content=content, file_name="roll.xlsx", agency_id=world.agency["school"].pk, by=by, now=world.now
        )
        begun = services.understand_beginning(kept, said, now=world.now)
        assert (begun.rows, begun.is_whole) == (2, False)
        services.settle(ref=kept.ref, said=said, by=by, now=world.now, understood=begun)
    return kept.ref


def test_the_rest_is_read_in_the_background_before_the_preview(world):
    ref = settled(world, workbook(("Roll", [HEADINGS, *FIRST, *LIKE_THEM])))
    assert Import.objects.get(ref=ref).rows == 0
    with (
        acting(world.viewer("data"), now=world.now) as by,
        pytest.raises(Refusal, match="still being read through"),
    ):
        services.begin(ref=ref, by=by, now=world.now)
    assert jobs.work_once()
    kept = Import.objects.get(ref=ref)
    assert (kept.state, kept.rows, kept.preview["counts"]["new"]) == (State.PREVIEWED, 4, 4)


def test_later_dates_written_otherwise_are_asked_about_once_with_all_rows_in_view(world):
    ref = settled(world, csv_bytes([HEADINGS, *FIRST, *OTHERWISE]))
    assert jobs.work_once()
    kept = Import.objects.get(ref=ref)
    assert kept.state == State.RECEIVED
    assert kept.stopped_because.startswith("Further down in the file: How does the column 'DOB'")
    with acting(world.viewer("data"), now=world.now) as by:
        whole = services.understand_beginning(kept, Said(), now=world.now)
        assert (whole.rows, whole.is_whole) == (4, True)
        services.settle(
            ref=ref, said=Said(date_forms={"born_on": "dmy"}), by=by, now=world.now, understood=whole
        )
    assert jobs.work_once()
    assert Import.objects.get(ref=ref).state == State.PREVIEWED
