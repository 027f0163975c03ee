"""The pages of plans: a keeper's, an owner's, a member's, and a clash that shows both texts."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from teamaround.accounts.door import acting
from teamaround.improvement.queries import plans as queries
from teamaround.improvement.services import planning, sheets

from .plans import WHOLE, adds, begins, moves

pytestmark = pytest.mark.django_db


def day(name, on):
    return {f"{name}-day": str(on.day), f"{name}-month": str(on.month), f"{name}-year": str(on.year)}


def typed(version="", **changes):
    told = {
        "words": "Tell children what was found", "partners": "Schools\nYouth council", "milestones": "2026-12-01 A first draft",
        "fte": "0.5", "money": "12000", "source": "Grant", "contingent_on": "The budget",
        "measure": "Children who have heard of it", "baseline": "None", "target": "Half", "version": version,
        **day("starts_on", date(2026, 10, 1)), **day("due_on", date(2027, 2, 28)), **day("measured_on", date(2027, 2, 28)),
    }  # fmt: skip
    return told | changes


def posts(client, address, expect=302, **sent):
    answer = client.post(address, sent | {"once": f"{address}{len(str(sent))}{expect}"})
    assert answer.status_code == expect, (address, answer.content.decode()[-4000:])
    return answer["Location"] if expect == 302 else answer.content.decode()


def test_a_keeper_makes_a_plan_and_it_goes_its_way(world, keeper, sign_in):
    plan = begins(world, keeper, outside="The inspectorate")
    client, here = sign_in("data"), f"/improvement/plans/{plan.ref}/"
    assert "2 recommendations have no action yet: (1), (2)." in client.get(here).content.decode()
    assert client.get(f"{here}add/").status_code == 200
    action = posts(client, f"{here}add/", label="1", owner_email="lead@helpers.example", **typed())
    assert "Leo Marsh" in client.get(action).content.decode()
    assert "(2)" in posts(client, f"{here}agree/", expect=422, said="Letter")
    posts(client, f"{here}add/", label="2", owner_email="", **typed(words="Train all", version=""))
    assert "lacks who answers" in posts(client, f"{here}agree/", expect=422, said="A letter")
    other = queries.actions(plan)[1].ref
    posts(
        client,
        f"/improvement/actions/{other}/change/",
        owner_email="senco@school.example",
        **typed("1", words="Train all"),
    )
    wrong = posts(
        client, f"{here}add/", expect=422, label="2", owner_email="x@y.example", **typed(money="much")
    )
    assert "no number" in wrong
    posts(client, f"{here}agree/", said="The letter")
    posts(client, f"{here}consult/", said="Sent to all", **day("consulting_until", date(2026, 12, 20)))
    posts(client, f"{here}watch/", email="neighbour@brindle-care.example", **day("starts_on", world.today))
    assert "Nobody has an account" in posts(
        client, f"{here}watch/", expect=422, email="nobody@x.example", **day("starts_on", world.today)
    )
    amendment = posts(
        client, f"{action}amend/", behind="response", said="Response 3", **typed("1", target="All")
    )
    text = client.get(amendment).content.decode()
    assert "Waits for approval" in text and "Half" in text and "All" in text
    posts(client, amendment, reply="refuse", said="Letter of the inspectorate")
    text = client.get(f"{here}amendments/").content.decode()
    assert "Refused: the plan stays as it was" in text and "Response 3" in text
    review = f"/improvement/reviews/{plan.review.ref}/"
    assert "Add a finding" in client.get(review).content.decode()
    assert "Ashby 2026" in sign_in("neighbour").get(review).content.decode()
    text = sign_in("neighbour").get(here).content.decode()
    assert "Out to consultation" in text and "Add an action" not in text and "Amend" in text
    assert "Amend this action" not in sign_in("neighbour").get(action).content.decode()


def test_a_clash_shows_both_texts_and_goes_on_from_what_both_wrote(world, keeper, sign_in):
    plan = begins(world, keeper)
    row = adds(world, keeper, plan, WHOLE)[0]
    with acting(keeper, now=world.now):
        theirs = replace(WHOLE, target="Everybody", source="Core budget")
        planning.change_action(ref=row.ref, version=1, content=theirs, by=keeper, now=world.now)
    client, here = sign_in("lead"), f"/improvement/actions/{row.ref}/change/"
    assert client.get(here).status_code == 200
    text = posts(client, here, expect=409, **typed("1", target="Two in three"))
    assert "Everybody" in text and "Two in three" in text and "Core budget" in text and 'value="2"' in text
    posts(client, here, **typed("2", target="Two in three, then everybody", source="Core budget"))
    now = queries.actions(plan)[0].content
    assert (now.target, now.source, now.owner) == ("Two in three, then everybody", "Core budget", "Leo Marsh")


def test_a_member_reads_an_agreed_plan_and_takes_its_file(world, keeper, sign_in):
    plan = begins(world, keeper)
    rows = adds(world, keeper, plan, WHOLE, WHOLE)
    client = sign_in("councillor")
    assert "no action plan for you" in client.get("/improvement/plans/").content.decode()
    assert client.get(f"/improvement/actions/{rows[0].ref}/").status_code == 404
    moves(world, keeper, plan)
    text = client.get("/improvement/plans/").content.decode()
    assert "Plan of 2026" in text and "2 actions" in text
    assert "Tell children" in client.get(f"/improvement/plans/{plan.ref}/").content.decode()
    for kind, start in (("csv", b"\xef\xbb\xbfReference"), ("xlsx", b"PK")):
        answer = client.get(f"/improvement/plans/{plan.ref}/plan.{kind}")
        assert answer.content.startswith(start) and kind in answer["Content-Disposition"]


def test_a_file_comes_back_by_the_page(world, keeper, sign_in):
    plan = begins(world, keeper)
    adds(world, keeper, plan, WHOLE, WHOLE)
    file = sheets.as_file(plan, is_workbook=False)
    client, here = sign_in("data"), f"/improvement/plans/{plan.ref}/file/"
    assert client.get(here).status_code == 200
    posts(client, here, file=SimpleUploadedFile("p.csv", file.replace(b"Half", b"Most", 1)))
    assert queries.actions(plan)[0].content.target == "Most"
    broken = file.replace(b"2027-02-28", b"sometime", 1)
    text = posts(client, here, expect=422, file=SimpleUploadedFile("p.csv", broken))
    assert "Row 2" in text and "is no day" in text
