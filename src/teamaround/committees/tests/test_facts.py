"""After one late change to what is counted, only the numbers that it should change differ in the paper."""

import pytest

from teamaround.accounts import services as accounts
from teamaround.accounts.door import acting
from teamaround.accounts.rules import Duty, setting_up
from teamaround.committees import figures
from teamaround.committees.queries import papers as queries
from teamaround.committees.rules.merging import compared, differing
from teamaround.committees.services import papers
from teamaround.facts import services as facts
from teamaround.facts.tests.conftest import among, flock  # noqa: F401

from .papers import begins, cabinet, director

pytestmark = pytest.mark.django_db


def takes(world, keeper, where):
    with acting(keeper, now=world.now):
        return facts.take("sheep", parameters={"where": where}, as_at=world.today, by=keeper, at=world.now)


@pytest.fixture
def paper(world, keeper, flock):  # noqa: F811
    """A paper with three numbers, of which one is counted of another place."""
    here, there = "", "up"
    flock.answers[there] = among(30, 40)
    found = [takes(world, keeper, where) for where in (here, there)]
    made = begins(
        world, keeper, cabinet(world, keeper),
        findings=f"All told [fact {found[0].ref}].\n\nIn the north [fact {found[1].ref}], again [fact {found[0].ref}].",
    )  # fmt: skip
    return made, found, (here, there)


def test_only_the_numbers_that_changed_differ(world, keeper, paper, flock, sign_in):  # noqa: F811
    made, found, (_, there) = paper
    client = sign_in("data")
    assert "75%" in client.get(f"/papers/{made.ref}/preview/").content.decode()
    same = client.post(f"/papers/{made.ref}/facts/", {"once": "a"}, follow=True).content.decode()
    assert (
        "Every number came out the same." in same
        and queries.paper(keeper, made.ref, on=world.today).version == 1
    )
    flock.answers[there] = among(10, 40)
    client.post(f"/papers/{made.ref}/facts/", {"once": "b"})
    made.refresh_from_db()
    before, after = queries.whole(made, 1), queries.whole(made, 2)
    assert differing(before.texts, after.texts) == ["findings"]
    went = [each for each in compared(before.texts["findings"], after.texts["findings"]) if each.how]
    assert (
        len(went) == 2 and found[1].ref in went[0].words and found[0].ref not in went[0].words + went[1].words
    )
    shown = [each.shown for each in queries.document(made, after, on=world.today).figures]
    assert shown == ["75%", "25%"]


def test_the_list_of_facts_is_offered_to_those_alone_who_may_open_it(world, keeper, paper, sign_in):
    made, found, _ = paper
    dot, at = sign_in("data"), f"/papers/{made.ref}/parts/findings/"
    page = dot.get(at).content.decode()
    assert found[0].ref in page and 'href="/facts/"' not in page and dot.get("/facts/").status_code == 403
    with acting(setting_up(), now=world.now) as by:
        accounts.grant(
            account_id=world.account["data"].pk, duty=Duty.SEE_COUNTS, starts_on=world.today, by=by, now=world.now
        )  # fmt: skip
    assert 'href="/facts/"' in dot.get(at).content.decode() and dot.get("/facts/").status_code == 200


def test_whoever_signs_a_paper_off_may_open_its_facts_and_nobody_elses(world, keeper, paper, sign_in):
    made, found, _ = paper
    other = takes(world, keeper, "")
    post = director(world, keeper)
    assert sign_in("lead").get(f"/facts/{found[0].ref}/").status_code == 404
    with acting(keeper, now=world.now):
        papers.name_office(ref=made.ref, office="legal", post_id=post.pk, by=keeper, now=world.now)
    leo = sign_in("lead")
    assert leo.get(f"/facts/{found[0].ref}/").status_code == 200
    assert leo.get(f"/facts/{other.ref}/").status_code == 404


def test_a_fact_of_another_authority_is_none(world, keeper, paper):
    ref = paper[1][0].ref
    assert figures.find([ref], authority_id=world.ashby)[ref].shown == "75%"
    assert figures.find([ref], authority_id=world.brindle) == {}
