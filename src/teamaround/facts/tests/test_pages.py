"""A fact's page, its JSON, and who may see them."""

import pytest

from teamaround.facts import register

from .conftest import among
from .test_services import takes

pytestmark = pytest.mark.django_db


def test_a_councillor_reads_a_fact_and_counts_it_again(world, keeper, flock, sign_in):
    fact = takes(world, keeper)
    client, here = sign_in("councillor"), f"/facts/{fact.ref}/"
    text = client.get(here).content.decode()
    for told in ("75% (30 of 40 sheep)", "between 60% and 86%", fact.source_hash[:16], "31 October 2026"):
        assert told in text
    assert "comes out the same" in client.get(f"{here}?again").content.decode()
    flock.answers[""] = among(20, 40)
    text = client.get(f"{here}?again").content.decode()
    assert "It differs now: 50% (20 of 40 sheep)" in text and "75% (30 of 40 sheep)" in text
    listed = client.get("/facts/").content.decode()
    assert here in listed and "Sheep that jumped, over all sheep." in listed


def test_facts_are_listed_page_by_page(world, keeper, flock, sign_in):
    for _ in range(27):
        takes(world, keeper)
    client = sign_in("councillor")
    first, second = (client.get(f"/facts/?page={each}").content.decode() for each in ("1", "2"))
    assert first.count("FA-") == 25 and second.count("FA-") == 2
    assert "?page=2" in first and "?page=1" in second and "?page=3" not in second
    assert client.get("/facts/?page=x").content.decode().count("FA-") == 25


def test_a_small_number_is_on_no_page(world, keeper, flock, sign_in):
    flock.answers[""] = among(3, 40)
    fact = takes(world, keeper)
    for who in ("councillor", "data"):
        text = sign_in(who).get(f"/facts/{fact.ref}/?again").content.decode()
        assert (
            "About fewer than 5 children, of 40 sheep" in text and "8%" not in text and "3 of 40" not in text
        )
    told = sign_in("councillor").get(f"/facts/{fact.ref}/fact.json").json()
    assert (told["value"], told["low"], told["n"], told["kept_back"]) == (None, None, 40, "top")


def test_others_see_a_fact_only_where_something_of_theirs_stands_on_it(
    world, keeper, flock, sign_in, monkeypatch
):
    fact = takes(world, keeper)
    for who in ("senco", "neighbour"):
        assert sign_in(who).get(f"/facts/{fact.ref}/").status_code == 404
        assert sign_in(who).get(f"/facts/{fact.ref}/fact.json").status_code == 404
    assert sign_in("senco").get("/facts/").status_code == 403
    monkeypatch.setattr(register, "readers", [lambda viewer, ref, on: ref == fact.ref])
    text = sign_in("neighbour").get(f"/facts/{fact.ref}/").content.decode()
    assert "75%" in text and 'href="/facts/"' not in text
    told = sign_in("senco").get(f"/facts/{fact.ref}/fact.json").json()
    assert told["value"] == 0.75 and told["shown"] == fact.shown and told["source_hash"] == fact.source_hash
