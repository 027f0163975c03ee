"""A shielded child sent again by a feed, in many wrong ways: never a second, visible record (R8)."""

from datetime import date

import pytest

from teamaround.accounts.door import acting
from teamaround.exchange.models import ImportRow
from teamaround.people import services as people
from teamaround.people.models import Child

from .files_made import csv_bytes
from .test_services import taken_in

pytestmark = pytest.mark.django_db

HEADINGS = (
    "Pupil ID", "Surname", "First name", "Known as", "Former surname", "DOB", "Address", "Postcode", "NHS no",
    "Carer", "Carer phone",
)  # fmt: skip
ASHA = {
    "Surname": "Lindqvist", "First name": "Asha", "DOB": "27/03/2017", "Address": "4 Mill Lane, Ashby",
    "Postcode": "ZY1 1AA",
}  # fmt: skip
WRONG_WAYS = {
    "as she is": {},
    "all in capitals": {"Surname": "LINDQVIST", "First name": "ASHA"},
    "names swapped": {"Surname": "Asha", "First name": "Lindqvist"},
    "a slip in the given name": {"First name": "Ahsa"},
    "a slip in the family name": {"Surname": "Lindkvist"},
    "spelt as heard": {"Surname": "Lindquist"},
    "known by her short name": {"First name": "Ash"},
    "without a given name": {"First name": ""},
    "as a baby": {"First name": "Baby"},
    "another family name": {"Surname": "Berg"},
    "both family names": {"Surname": "Lindqvist-Berg"},
    "a former name": {"Surname": "Berg", "Former surname": "Lindqvist"},
    "the names of a new life, the old number": {"Surname": "Berg", "First name": "Ines", "NHS no": "999 000 0018"},
    "day and month swapped": {"DOB": "03/07/2017"},
    "a digit wrong in the date": {"DOB": "27/03/2016"},
    "a day out": {"DOB": "28/03/2017"},
    "an old postcode": {"Postcode": "ZY9 9ZZ", "Address": ""},
    "no address": {"Postcode": "", "Address": ""},
    "the number alone": dict.fromkeys(ASHA, "") | {"NHS no": "9990000018"},
    "a middle name": {"First name": "Asha Maria"},
    "an accent": {"First name": "Ásha"},
    "a space inside": {"Surname": "Lind qvist"},
    "her mother's telephone and her birthday, another name": {
        "Surname": "Berg", "First name": "Ines", "Address": "", "Postcode": "", "Carer": "M Berg",
        "Carer phone": "01632 960001",
    },
}  # fmt: skip


@pytest.fixture
def shielded(world):
    child = world.child()
    with acting(world.viewer("index"), now=world.now) as by:
        people.shield(
            child_id=child.pk, because="Court order", review_on=date(2027, 1, 1), by=by, now=world.now
        )
    return child


@pytest.mark.parametrize("way", WRONG_WAYS)
def test_no_wrong_way_of_writing_her_makes_a_second_record(world, shielded, way):
    said = ASHA | WRONG_WAYS[way]
    row = tuple(said.get(heading, "") for heading in HEADINGS)
    marker = ("", "", "", "", "", "31/12/2015", "", "", "", "", "")  # settles the form of the dates
    kept = taken_in(world, csv_bytes([HEADINGS, row, marker], divider=";"))
    outcome = ImportRow.objects.get(of=kept, number=2).outcome
    assert outcome in ("quarantined", "refused"), outcome
    assert list(Child.objects.all()) == [shielded]


def test_a_stranger_is_not_kept_apart_for_nothing(world, shielded):
    row = {"Surname": "Carver", "First name": "Ben", "DOB": "27/03/2017", "Postcode": "ZY2 2BB"}
    other = {"Surname": "Lindqvist", "First name": "Olle", "DOB": "13/11/2009", "Postcode": "ZY7 7AA"}
    rows = [tuple(each.get(heading, "") for heading in HEADINGS) for each in (row, other)]
    kept = taken_in(world, csv_bytes([HEADINGS, *rows], divider=";"))
    assert kept.new == 2
