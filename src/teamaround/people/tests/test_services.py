"""Registering, changing and shielding, with the audit of each."""

import pytest

from teamaround.accounts.door import acting
from teamaround.people import portraits, queries, services

pytestmark = pytest.mark.django_db


def test_a_registered_child_is_seen_by_those_of_the_authority(world):
    child = world.child()
    with acting(world.viewer("senco"), now=world.now) as viewer:
        seen = portraits.portrait(viewer, child.pk, at=world.now)
    assert seen.face.name == "Asha Lindqvist"
    assert seen.address.postcode == "ZY1 1AA"
    assert seen.school.agency.name == "Ashby Green School"
    assert seen.identifiers == ()


def test_a_shielded_child_has_no_address_in_the_open_tables(world):
    from datetime import date

    child = world.child()
    with acting(world.viewer("index"), now=world.now) as viewer:
        services.shield(
            child_id=child.pk, because="Court order", review_on=date(2027, 1, 1), by=viewer, now=world.now
        )
    with acting(world.viewer("senco"), now=world.now) as viewer:
        seen = portraits.portrait(viewer, child.pk, at=world.now)
        assert seen.hidden and seen.address is None and seen.school is None
        assert seen.carers[0].telephone == ""
        assert queries.Address.objects.filter(child=child).count() == 0
    with acting(world.viewer("index"), now=world.now) as viewer:
        assert portraits.portrait(viewer, child.pk, at=world.now).address.postcode == "ZY1 1AA"
        services.lift_shield(child_id=child.pk, because="Order ended", by=viewer, now=world.now)
    with acting(world.viewer("senco"), now=world.now) as viewer:
        assert portraits.portrait(viewer, child.pk, at=world.now).address.postcode == "ZY1 1AA"
