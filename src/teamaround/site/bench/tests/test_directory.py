"""What the directory is measured with: services that can be told apart, and slips such as people make."""

import json
import random
from datetime import date

import pytest
from django.test import Client
from rapidfuzz.distance import OSA

from teamaround.accounts.door import acting
from teamaround.directory import services
from teamaround.site.bench import directory_asked, directory_times, listings

TODAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def planned():
    return listings._planned(TODAY)


def test_no_two_services_have_a_name(planned):
    names = {listings.name_of(number, planned.kinds) for number in range(100_000)}
    assert len(names) == 100_000


def test_a_slip_changes_one_letter_of_a_longer_word():
    dice = random.Random(1)
    for _ in range(300):
        slipped = directory_times.slip("Amber Owl baby massage", dice)
        assert OSA.distance(slipped, "Amber Owl baby massage") <= 1 and "Owl" in slipped
    assert directory_times.slip("Go on", dice) == "Go on"


@pytest.mark.django_db
def test_they_are_entered_found_by_name_and_told(world, planned):
    with acting(world.viewer("index"), now=world.now) as by:
        services.settle_terms(by=by, now=world.now)
        listings._enter(range(8), planned, by=by, now=world.now)
    named = directory_asked.services(many=8)
    assert directory_times.known_items(named, directory_asked.found)["name_first"] == 1.0
    told = Client().get("/open-referral/v3/services?full=true").json()["contents"]
    assert {one["id"] for one in told} == {key for key, _ in named}
    assert len({one["organization"]["id"] for one in told}) == 2
    assert all("service_at_locations" in one for one in told) and json.dumps(told)
