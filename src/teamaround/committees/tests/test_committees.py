"""Bodies that change their names, posts that change their titles, and the pages that keep them."""

import json
from datetime import date

import pytest

from teamaround.accounts.door import acting
from teamaround.committees.queries import bodies as queries
from teamaround.committees.rules.bodies import BodyKind, Capacity, Seat
from teamaround.committees.services import bodies as services
from teamaround.committees.services.bodies import NewHolding, NewSeat
from teamaround.kernel.refusal import NotVisible, Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def executive(world, keeper):
    """An Executive that became a Cabinet, with a chair and a member."""
    here = {"authority_id": world.ashby, "by": keeper, "now": world.now}
    with acting(keeper, now=world.now):
        body = services.found_body(
            kind=BodyKind.EXECUTIVE, name="Executive", starts_on=date(2001, 5, 1), quorum=3, **here
        )
        services.rename_body(ref=body.ref, name="Cabinet", starts_on=date(2005, 11, 1), **here)
        services.add_alias(ref=body.ref, name="The leader's meeting", **here)
        for name, seat, acts in (("Ida Crewe", Seat.CHAIR, True), ("Jo Hart", Seat.CO_OPTED, False)):
            new = NewSeat(name, seat, date(2024, 5, 20), on_behalf_of="Ashby Council", is_acting=acts)
            services.seat(ref=body.ref, new=new, **here)
    return body


@pytest.fixture
def director(world, keeper):
    here = {"authority_id": world.ashby, "by": keeper, "now": world.now}
    with acting(keeper, now=world.now):
        post = services.make_post(
            title="Director for Learning", starts_on=date(2002, 4, 1), organisation="Ashby Council", **here
        )
        services.retitle_post(
            ref=post.ref, title="Director of Children's Services", starts_on=date(2005, 6, 1), **here
        )
        services.hold(ref=post.ref, new=NewHolding("Ned Roe", date(2021, 1, 4)), **here)
        services.hold(
            ref=post.ref, new=NewHolding("May Lund", date(2026, 10, 1), capacity=Capacity.INTERIM), **here
        )
    return post


def test_a_body_goes_by_the_name_of_its_day(world, executive):
    def name(on):
        return queries.body(world.ashby, executive.ref, on=on).name

    assert name(date(2005, 3, 9)) == "Executive" and name(date(2006, 1, 17)) == "Cabinet"
    with pytest.raises(NotVisible):
        queries.body(world.brindle, executive.ref, on=world.today)


def test_a_second_chair_a_known_name_and_an_end_in_the_past_are_refused(world, keeper, executive):
    here = {"authority_id": world.ashby, "ref": executive.ref, "by": keeper, "now": world.now}
    with acting(keeper, now=world.now):
        with pytest.raises(Refusal, match="in the chair"):
            services.seat(new=NewSeat("Kit Moss", Seat.CHAIR, date(2026, 1, 1)), **here)
        with pytest.raises(Refusal, match="already"):
            services.add_alias(name="cabinet", **here)
        with pytest.raises(Refusal, match="not there on that day"):
            services.seat(new=NewSeat("Kit Moss", Seat.MEMBER, date(1999, 1, 1)), **here)
        with pytest.raises(Refusal, match="began after"):
            services.end_body(ends_on=date(2004, 1, 1), **here)
        services.end_body(ends_on=world.today, **here)
    shown = queries.body(world.ashby, executive.ref, on=world.today)
    assert shown.body.ends_on == world.today and all(each.ends_on for each in shown.members)


def test_whoever_stands_in_answers_for_the_post(world, director):
    assert queries.post(world.ashby, director.ref, on=world.today).holder.name == "May Lund"
    before = queries.post(world.ashby, director.ref, on=date(2005, 3, 9))
    assert before.title == "Director for Learning" and before.holder is None


def test_the_pages_show_names_seats_and_a_quorum_that_cannot_be_reached(sign_in, executive, director):
    client = sign_in("senco")
    text = client.get("/bodies/").content.decode()
    assert "Cabinet" in text and "in the chair: Ida Crewe" in text and "May Lund" in text
    assert "Add a body" not in text
    text = client.get(f"/bodies/{executive.ref}/").content.decode()
    assert "Acting: Chair" in text and "It needs 3 members with a vote" in text and "Executive" in text
    assert "Interim" in client.get(f"/posts/{director.ref}/").content.decode()
    assert sign_in("neighbour").get(f"/bodies/{executive.ref}/").status_code == 404


def test_popolo_has_other_names_dates_seats_and_one_person_in_two_seats(
    world, keeper, sign_in, executive, director
):
    here = {"authority_id": world.ashby, "by": keeper, "now": world.now}
    leo = world.practitioner["lead"].pk
    with acting(keeper, now=world.now):
        board = services.found_body(
            kind=BodyKind.PARTNERSHIP,
            name="Board",
            starts_on=date(2020, 1, 1),
            answers_to=executive.ref,
            **here,
        )
        for ref in (board.ref, executive.ref):
            new = NewSeat("Leo Marsh", Seat.MEMBER, date(2025, 1, 1), practitioner_id=leo)
            services.seat(ref=ref, new=new, **here)
    told = json.loads(sign_in("senco").get("/bodies/popolo.json").content)
    cabinet = next(each for each in told["organizations"] if each["id"] == executive.ref)
    assert cabinet["name"] == "Cabinet" and cabinet["founding_date"] == "2001-05-01"
    assert {"name": "Executive", "start_date": "2001-05-01", "end_date": "2005-10-31"} in cabinet[
        "other_names"
    ]
    assert (
        next(each for each in told["organizations"] if each["id"] == board.ref)["parent_id"] == executive.ref
    )
    leos = [each for each in told["memberships"] if each["person_id"] == world.practitioner["lead"].ref]
    assert len(leos) == 2 and [each["name"] for each in told["persons"]].count("Leo Marsh") == 1
    assert {each["id"] for each in told["persons"]} == {each["person_id"] for each in told["memberships"]}


def date_of(name, day):
    return {
        f"{name}-{part}": str(value)
        for part, value in zip(("day", "month", "year"), (day.day, day.month, day.year), strict=True)
    }


def test_a_keeper_enters_renames_seats_and_ends_on_pages(world, keeper, sign_in):
    client, today = sign_in("data"), world.today
    posted = {
        "name": "Youth Board",
        "kind": "partnership",
        "once": "1",
        **date_of("starts_on", date(2020, 1, 1)),
    }
    answer = client.post("/bodies/add/", posted)
    assert answer.status_code == 302, answer.content.decode()[:2000]
    address = answer["Location"]
    for what, typed in (
        ("rename/", {"name": "Young People's Board", **date_of("starts_on", today)}),
        ("alias/", {"name": "YPB"}),
        ("quorum/", {"quorum": "5"}),
        ("join/", {"name": "Bo Dunn", "seat": "chair", **date_of("starts_on", today)}),
    ):
        sent = client.post(f"{address}{what}", typed | {"once": what})
        assert sent.status_code == 302, (what, sent.content.decode()[:2000])
    text = client.get(address).content.decode()
    assert "Young People" in text and "YPB" in text and "Bo Dunn" in text and "5 of 1" in text
    body = queries.body(world.ashby, address.strip("/").split("/")[1], on=today)
    assert (
        client.post(f"/seats/{body.chair.ref}/end/", {"once": "e", **date_of("ends_on", today)}).status_code
        == 302
    )
    wrong = client.post(f"{address}alias/", {"name": "YPB", "once": "again"})
    assert wrong.status_code == 422 and "already" in wrong.content.decode()


def test_a_keeper_makes_a_post_and_somebody_takes_and_leaves_it(world, keeper, sign_in):
    client, today = sign_in("data"), world.today
    made = client.post(
        "/posts/add/", {"title": "Head of Quality", "once": "1", **date_of("starts_on", today)}
    )
    address = made["Location"]
    typed = {"name": "Bo Dunn", "capacity": "acting", "once": "2", **date_of("starts_on", today)}
    assert client.post(f"{address}hold/", typed).status_code == 302
    post = queries.post(world.ashby, address.strip("/").split("/")[1], on=today)
    assert (
        client.post(
            f"/holdings/{post.holder.ref}/end/", {"once": "3", **date_of("ends_on", today)}
        ).status_code
        == 302
    )
    tomorrow = date(today.year, today.month, today.day + 1)
    new = {"name": "Head of Practice", "once": "4", **date_of("starts_on", tomorrow)}
    assert client.post(f"{address}title/", new).status_code == 302
