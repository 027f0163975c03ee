"""A keeper takes another county's list in: allowed by an administrator, looked through, side by side, let stand."""

import pytest
from django.db import transaction

from teamaround.directory.tests import places
from teamaround.directory.tests.taker import may_keep

from .stories import DESK, PHONE

pytestmark = pytest.mark.journey
LIST = (
    "Name,Organisation,Description,Telephone,How to get it\n"
    "Woodland rangers,Fell Trust,Walks in the woods.,01632 960801,Come along.\n"
    "Young sailors,Ashby Sail Trust,Sailing for children.,01632 960102,Write to us.\n"
    ",Fell Trust,Nameless.,,\n"
)


@pytest.fixture
def small(county):
    with transaction.atomic():
        small = places.make(county)
        may_keep(county)
    return small


def test_a_neighbours_list_is_taken_in(person, small, tmp_path):
    keeper = person("governance", **DESK)
    page = keeper.open("/keeping/directory/")
    page.get_by_role("link", name="Where entries come from").click()
    page.get_by_label("Whose list it is").fill("Fell County")
    page.get_by_label("Address of the feed").fill("https://fell.example/open-referral")
    keeper.is_well()
    page.get_by_role("button", name="Name the source").click()
    page.get_by_text("Ask an administrator to allow the address").wait_for()
    admin = person("admin", **DESK)
    admin.open("/keeping/directory/sources/allowed/")
    admin.is_well()
    admin.page.get_by_role("button", name="Allow it").click()
    admin.page.get_by_role("button", name="Forbid it").wait_for()
    page.get_by_role("link", name="Take in a file").click()
    file = tmp_path / "list.csv"
    file.write_text(LIST)
    page.get_by_label("The file").set_input_files(file)
    keeper.is_well()
    page.get_by_role("button", name="Send the file").click()
    page.get_by_text("3 entries are here").wait_for()
    keeper.is_well()
    page.get_by_role("link", name="Young sailors").click()
    page.get_by_text("The names are the same").wait_for()
    keeper.is_well()
    page.get_by_role("button", name="It is this one").click()
    page.get_by_role("button", name="Let the changes stand").click()
    page.get_by_role("button", name="Let the source say: How to get it").wait_for()
    keeper.is_well()
    page.get_by_role("link", name="The entry’s page").click()
    page.get_by_text("Told by Fell County, last taken in on").wait_for()
    on_phone = person("governance", **PHONE)
    page = on_phone.open("/keeping/directory/sources/")
    on_phone.is_well()
    page.get_by_role("link", name="Fell County").click()
    page.get_by_role("link", name="New: 1").or_(page.get_by_text("New: 1")).first.wait_for()
    on_phone.is_well()
    page.get_by_role("link", name="Woodland rangers").click()
    page.get_by_role("button", name="Let it stand").click()
    page.get_by_text("It stands.").wait_for()
    on_phone.is_well()
