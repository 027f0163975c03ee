"""A shielded child's pointers name nobody through whom the child could be found (R6)."""

from datetime import date

import pytest

from teamaround.accounts.door import acting
from teamaround.index import services
from teamaround.people import services as people

pytestmark = pytest.mark.django_db


def shielded_with_a_lead(world):
    child = world.child()
    with acting(world.viewer("index"), now=world.now) as viewer:
        lead = world.practitioner["lead"]
        services.note_common_assessment(
            child_id=child.pk, assessment_ref="A-00000000X", state="open", on=date(2026, 1, 5),
            ask_agency_id=lead.agency_id, ask_practitioner_id=lead.pk,
        )  # fmt: skip
        services.note_lead(child_id=child.pk, practitioner_id=lead.pk, since=date(2026, 1, 5))
        people.shield(
            child_id=child.pk, because="Order", review_on=date(2027, 1, 1), by=viewer, now=world.now
        )
    return child


@pytest.mark.parametrize(("who", "sees"), [("senco", False), ("index", True)])
def test_on_the_page_and_in_the_list(world, sign_in, who, sees):
    child = shielded_with_a_lead(world)
    client = sign_in(who)
    page = client.get(f"/children/{child.ref}/").content.decode()
    found = client.post("/find/", {"name": "Asha Lindqvist", "purpose": "help"}, follow=True).content.decode()
    for text in (page, found):
        assert "Common assessment open" in text
        assert ("Leo Marsh" in text) is sees and ("Ashby Early Help" in text) is sees
    assert ("Ask the index team" in page) is not sees
