"""The county's directory: sixty organisations with four hundred services, every word of it known to the lists."""

import json
from datetime import date

import pytest
from django.urls import reverse

from teamaround.directory.rules import needs
from teamaround.directory.rules.crisis import may_mean_danger
from teamaround.directory.rules.feeds.reading import read
from teamaround.site.demo.county.offering import directory
from teamaround.site.demo.county.plan import plan_county
from teamaround.site.demo.loading_sources import FILE
from teamaround.site.demo.tests import tiny

TODAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def planned():
    return directory(plan_county(60, today=TODAY))


def test_every_organisation_and_service_is_there_once(planned):
    assert len({body.key for body in planned.bodies}) == 60
    assert len({offer.key for offer in planned.offers}) == len(planned.offers) == 400
    assert planned == directory(plan_county(60, seed=5, today=TODAY))


def test_what_they_help_with_is_in_the_lists(planned):
    known = {taxonomy.code: {term.code for term in taxonomy.terms} for taxonomy in needs.taxonomies()}
    for offer in planned.offers:
        assert set(offer.kind["needs"]) <= known["needs"] and set(offer.kind.get("send", ())) <= known["send"]
    used = {need for offer in planned.offers for need in offer.kind["needs"]}
    assert len(used) >= 35


def test_one_place_is_confidential_and_no_name_sounds_like_danger(planned):
    assert [where.is_confidential for where in planned.places].count(True) == 1
    usual = [offer for offer in planned.offers if not {"safe-at-home"} & set(offer.kind["needs"])]
    assert not [offer.name for offer in usual if may_mean_danger(offer.name)]


@pytest.mark.django_db
def test_it_can_be_found_once_the_county_is_loaded(load, client):
    load(tiny.county())
    page = client.get(reverse("directory:find"), {"q": "food bank"}).content.decode()
    assert "Find help for your family" in page
    page = client.get(reverse("directory:find"), {"q": "dads on saturday"}).content.decode()
    assert "Dads on Saturday</a>" in page
    assert (
        "Signing choir</a>"
        not in client.get(reverse("directory:find"), {"q": "signing choir"}).content.decode()
    )


def test_what_the_neighbours_tell_partly_waits():
    """Two of it cannot be used, and say why."""
    faults = [read(each).fault for each in json.loads(FILE.read_text(encoding="utf-8"))]
    assert len(faults) == 7 and sum(map(bool, faults)) == 2
