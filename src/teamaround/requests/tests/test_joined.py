"""Two records of one child are joined: what was asked of services goes along with its link, and goes back."""

import pytest

from teamaround.accounts.door import acting
from teamaround.accounts.guests import queries as guests
from teamaround.assessments import services as assessing
from teamaround.assessments.tests.world import agreement
from teamaround.directory.tests.places import make
from teamaround.episodes import services as plans
from teamaround.index.tests.two_records import join, separate, two_records
from teamaround.requests import queries, services
from teamaround.requests.services.asking import ByLink

from .conftest import SITE, WISH

pytestmark = pytest.mark.django_db


def test_a_request_goes_with_its_child_and_comes_back(world):
    small, two = make(world), two_records(world)
    with acting(world.viewer("health_visitor"), now=world.now) as by:
        assessing.begin(child_id=two.other.pk, by=by, now=world.now)
        plans.record_agreement(
            child_id=two.other.pk, by=by, now=world.now, **agreement(world.agency["practice"].pk)
        )
        sent = services.ask(
            child_id=two.other.pk, service_id=small.service["Young sailors"].pk, wish=WISH,
            by_link=ByLink("young@sail.example", SITE), by=by, now=world.now,
        )  # fmt: skip

    def of(child):
        with acting(world.viewer("health_visitor"), now=world.now) as by:
            link = guests.about([sent.ref])[sent.ref]
            return [row.ref for row in queries.of_child(by, child.pk, at=world.now)], link.child_id

    pair = join(world, two)
    assert of(two.one) == ([sent.ref], two.one.pk)
    separate(world, pair)
    assert of(two.other) == ([sent.ref], two.other.pk) and of(two.one)[0] == []
