"""Shields, opening what is hidden, and closing it again (R6, R7)."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from teamaround.accounts.door import acting, opened
from teamaround.accounts.rules import setting_up
from teamaround.agencies import services as agencies
from teamaround.agencies.rules import AgencyKind
from teamaround.audit.models import Entry
from teamaround.kernel import clock
from teamaround.people import services as people
from teamaround.people.models import SealedDetails
from teamaround.sharing import services as sharing
from teamaround.sharing.models import Override
from teamaround.sharing.rules import OverrideKind

pytestmark = pytest.mark.django_db
WHY = "Strategy meeting at two, I must arrange a visit"
FORM = {"kind": "hidden-details", "because": WHY}


@pytest.fixture
def noon():
    """The true time: row security reads the database's own clock."""
    moment = datetime.now(UTC)
    with clock.fixed(moment):
        yield moment


@pytest.fixture
def child(world):
    found = world.child()
    with acting(world.viewer("index"), now=world.now) as by:
        people.shield(
            child_id=found.pk, because="Hidden from the father", review_on=world.today, by=by,
            now=world.now,
        )  # fmt: skip
    return found


def page(client, address):
    return client.get(address).content.decode()


def begin(client, child, **changes):
    return client.post(f"/children/{child.ref}/hidden/open/", FORM | changes)


def acts(child):
    rows = Entry.objects.filter(children__contains=[child.pk], act__startswith="sharing.override")
    return list(rows.order_by("pk").values_list("act", flat=True))


def sealed_rows(viewer):
    """What the site's role gets by plain SQL."""
    with opened(viewer), connection.cursor() as cursor:
        cursor.execute("SELECT child_id FROM people_sealeddetails")
        return [row[0] for row in cursor.fetchall()]


def test_a_warned_reader_with_the_duty_and_a_reason_opens_and_the_index_team_sees_it_at_once(
    sign_in, world, child
):
    duty = sign_in("duty")
    assert "Mill Lane" not in page(duty, f"/children/{child.ref}/")
    warning = page(duty, f"/children/{child.ref}/hidden/open/")
    assert "The index team is told at once" in warning and "Mill Lane" not in warning
    answer = begin(duty, child)
    assert answer.status_code == 302 and answer["Location"] == f"/children/{child.ref}/"
    assert "What was hidden is open to you" in page(duty, f"/children/{child.ref}/")
    assert "Ashby Green School" in page(duty, f"/children/{child.ref}/")
    listed = page(sign_in("index"), "/hidden/")
    assert "Dee Farrow" in listed and WHY in listed and "Asha Lindqvist" in listed
    assert acts(child) == ["sharing.override_begun"]
    entry = Entry.objects.get(act="sharing.override_begun")
    assert entry.said == WHY and entry.account_id == world.account["duty"].pk


def test_nobody_without_the_duty(sign_in, world, child):
    for who in ("senco", "gp", "lead", "camhs", "data"):
        client = sign_in(who)
        assert client.get(f"/children/{child.ref}/hidden/open/").status_code == 422
        assert begin(client, child).status_code == 422
    for who in ("governance", "admin", "councillor"):
        assert begin(sign_in(who), child).status_code == 403
    assert begin(sign_in("neighbour"), child).status_code == 404
    assert not Override.objects.exists()


def test_a_reason_that_says_nothing_is_refused(sign_in, child):
    duty = sign_in("duty")
    for because in ("", "urgent", "         x          "):
        assert begin(duty, child, because=because).status_code == 422
    assert not Override.objects.exists()


def test_nothing_is_opened_where_nothing_is_closed(sign_in, child):
    assert begin(sign_in("index"), child).status_code == 422


def test_content_is_for_the_front_door_alone(sign_in, world):
    open_child = world.child(addresses=())
    duty = sign_in("duty")
    offered = page(duty, f"/children/{open_child.ref}/hidden/open/")
    assert "without the family’s agreement" in offered and "telephone, school" not in offered
    assert begin(duty, open_child).status_code == 422  # nothing of this child is hidden
    assert begin(duty, open_child, kind="content").status_code == 302
    assert Override.objects.get().kind == OverrideKind.CONTENT


def test_it_closes_when_its_reader_goes_to_any_page_that_is_not_the_childs(sign_in, world, child):
    duty = sign_in("duty")
    begin(duty, child)
    for address in ("", "involved/", "looked/", "particulars/"):
        duty.get(f"/children/{child.ref}/{address}")
    assert acts(child) == ["sharing.override_begun"]
    duty.get("/find/")
    assert acts(child) == ["sharing.override_begun", "sharing.override_ended"]
    assert Override.objects.get().ends_at == world.now
    assert "Ashby Green School" not in page(duty, f"/children/{child.ref}/")
    duty.get("/find/")
    assert len(acts(child)) == 2


def test_another_childs_page_signing_out_and_missing_pages_are_leaving_too(sign_in, world, child):
    other = world.child(addresses=())
    for address in (f"/children/{other.ref}/", "/sign-in/out/", "/no-such-page/", "/"):
        duty = sign_in("duty")
        begin(duty, child)
        before = Override.objects.filter(ends_at__gt=world.now).count()
        duty.get(address)
        assert (before, Override.objects.filter(ends_at__gt=world.now).count()) == (1, 0), address


def test_health_static_files_and_autosave_are_not_leaving(sign_in, world, child):
    duty = sign_in("duty")
    begin(duty, child)
    duty.get("/health")
    for close in duty.get("/static/design/start.js")._resource_closers:
        close()
    duty.post("/no-such-page/", headers={"X-Autosave": "1"})
    assert Override.objects.get().ends_at > world.now


def test_it_closes_by_itself_when_the_time_is_over(sign_in, world, child):
    duty = sign_in("duty")
    begin(duty, child)
    with clock.fixed(world.now + timedelta(minutes=14)):
        assert "Ashby Green School" in page(duty, f"/children/{child.ref}/")
    with clock.fixed(world.now + timedelta(minutes=16)):
        assert "Ashby Green School" not in page(duty, f"/children/{child.ref}/")


def test_without_an_open_override_the_database_itself_returns_no_sealed_row(world, child):
    duty = world.viewer("duty")
    assert sealed_rows(duty) == [] and sealed_rows(world.viewer("senco")) == []
    assert sealed_rows(world.viewer("index")) == [child.pk]
    with acting(duty, now=world.now):
        sharing.begin_override(
            child_id=child.pk, kind=OverrideKind.HIDDEN_DETAILS, because=WHY, by=duty, now=world.now
        )
    assert sealed_rows(duty) == [child.pk]
    assert sealed_rows(world.viewer("senco")) == []
    Override.objects.update(ends_at=world.now - timedelta(minutes=5), begun_at=world.now - timedelta(hours=1))
    assert sealed_rows(duty) == []


def test_nobody_named_nothing_seen(world, child):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('teamaround.account','',true), set_config('teamaround.agency','',true), set_config('teamaround.duties','',true)"
        )
        for table in ("people_sealeddetails", "people_child", "people_name", "people_address"):
            cursor.execute(f"SELECT count(*) FROM {table}")
            assert cursor.fetchone()[0] == 0, table


def test_an_override_of_content_does_not_open_the_seal_nor_the_other_way_round(world, child):
    duty = world.viewer("duty")
    with acting(duty, now=world.now):
        sharing.begin_override(
            child_id=child.pk, kind=OverrideKind.CONTENT, because=WHY, by=duty, now=world.now
        )
    assert sealed_rows(duty) == []


def test_what_is_sealed_is_not_readable_in_the_database(world, child):
    with opened(world.viewer("index")):
        row = SealedDetails.objects.get(child_id=child.pk)
        assert b"Mill Lane" not in bytes(row.ciphertext)


def test_somebody_else_reviews_and_only_once(sign_in, world, child):
    begin(sign_in("duty"), child)
    ref = Override.objects.get().ref
    address = f"/hidden/{ref}/review/"
    assert sign_in("duty").get(address).status_code == 403
    index = sign_in("index")
    assert WHY in page(index, address)
    assert index.post(address, {"note": ""}).status_code == 422
    assert index.post(address, {"note": "Spoke to Dee, the visit took place"}).status_code == 302
    assert "the visit took place" in page(index, "/hidden/")
    assert sign_in("index_two").post(address, {"note": "Again"}).status_code == 422
    assert acts(child)[-1] == "sharing.override_seen"


def test_nobody_reviews_what_they_opened_themselves(world, child):
    from teamaround.accounts import services as accounts
    from teamaround.accounts.rules import Duty, setting_up
    from teamaround.kernel.refusal import Refusal

    with acting(setting_up(), now=world.now) as by:
        accounts.grant(
            account_id=world.account["duty"].pk,
            duty=Duty.INDEX_TEAM,
            starts_on=world.today,
            by=by,
            now=world.now,
        )
    both = world.viewer("duty")
    with acting(both, now=world.now):
        made = sharing.begin_override(
            child_id=child.pk, kind=OverrideKind.CONTENT, because=WHY, by=both, now=world.now
        )
        with pytest.raises(Refusal):
            sharing.review_override(ref=made.ref, note="Fine", by=both, now=world.now)


def test_the_list_keeps_itself_up_to_date_unless_stopped_and_keeps_no_session_awake(sign_in, world, child):
    index = sign_in("index")
    assert index.get("/hidden/")["Refresh"] == "15; url=/hidden/?by-itself"
    assert "Refresh" not in index.get("/hidden/?still")
    with clock.fixed(world.now + timedelta(minutes=29)):
        assert index.get("/hidden/?by-itself").status_code == 200
    with clock.fixed(world.now + timedelta(minutes=31)):
        assert index.get("/hidden/?by-itself").status_code == 302


def test_shields_are_put_up_listed_and_lifted_by_the_index_team_alone(sign_in, world):
    child = world.child(addresses=())
    raise_it = {
        "because": "Hidden from an uncle", "review_on-day": "1", "review_on-month": "3",
        "review_on-year": str(world.today.year + 1),
    }  # fmt: skip
    for who in ("senco", "duty", "governance"):
        for address in (f"/children/{child.ref}/shield/", f"/children/{child.ref}/shield/lift/", "/shields/"):
            assert sign_in(who).get(address).status_code == 403
    index = sign_in("index")
    assert index.post(f"/children/{child.ref}/shield/", {"because": ""}).status_code == 422
    assert index.post(f"/children/{child.ref}/shield/", raise_it).status_code == 302
    assert "Hidden from an uncle" in page(index, "/shields/")
    assert index.post(f"/children/{child.ref}/shield/", raise_it).status_code == 422  # already
    assert index.get(f"/children/{child.ref}/shield/").status_code == 302
    assert "Ashby Green School" not in page(sign_in("gp"), f"/children/{child.ref}/")
    index = sign_in("index")
    assert index.post(f"/children/{child.ref}/shield/lift/", {"because": "Moved abroad"}).status_code == 302
    assert "Ashby Green School" in page(sign_in("gp"), f"/children/{child.ref}/")
    done = Entry.objects.filter(act__in=["sharing.shielded", "sharing.shield_lifted"])
    assert done.filter(children=[child.pk]).count() == 2


def test_the_index_teams_telephone_number_stands_where_details_are_hidden(sign_in, world, child):
    for path in (f"/children/{child.ref}/", f"/children/{child.ref}/involved/"):
        assert "telephone number is not kept here yet" in page(sign_in("lead"), path)
    with acting(setting_up(), now=world.now) as by:
        agencies.add_agency(
            authority_id=world.ashby, code="index-team", name="Ashby Index Team", telephone="01632 960700",
            kind=AgencyKind.INDEX_TEAM, by=by, now=world.now,
        )  # fmt: skip
    for path in (f"/children/{child.ref}/", f"/children/{child.ref}/involved/"):
        assert "Ashby Index Team" in page(sign_in("lead"), path) and "01632 960700" in page(
            sign_in("lead"), path
        )
