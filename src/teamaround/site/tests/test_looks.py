"""Who has looked at a child, and what information governance reads."""

import csv
import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape
from tests.callers import Caller

from teamaround.accounts.door import acting
from teamaround.audit.models import Entry
from teamaround.people import services as people

pytestmark = pytest.mark.django_db


@pytest.fixture
def child(world):
    return world.child()


def looked(client, child):
    return client.get(f"/children/{child.ref}/looked/")


def text_of(response):
    return response.content.decode()


def test_a_look_is_shown_with_name_agency_and_purpose(sign_in, child):
    sign_in("gp").get(f"/children/{child.ref}/")
    page = text_of(looked(sign_in("senco"), child))
    assert "Ines Ito" in page and "Ashby Practice" in page
    assert "I am working with this child or family" in page


def test_looking_at_the_looks_is_a_look(sign_in, child):
    looked(sign_in("senco"), child)
    assert "Sam Oyelaran" in text_of(looked(sign_in("senco"), child))
    entry = Entry.objects.filter(act="page.shown").latest("pk")
    assert entry.children == [child.pk] and entry.said == "site.pages.looks.of_child"


def test_many_looks_of_a_day_are_one_line_and_ten_times_as_many_need_no_more_queries(sign_in, child):
    client = sign_in("senco")
    looked(client, child)
    with CaptureQueriesContext(
        connection,
    ) as few:
        looked(client, child)
    for _ in range(10):
        looked(client, child)
    with CaptureQueriesContext(connection) as many:
        page = text_of(looked(client, child))
    assert "looked 12 times" in page
    assert len(many) <= max(len(few), 25) and len(many) == len(few)


def test_what_was_done_or_said_is_not_shown_to_practitioners(sign_in, world, child):
    with acting(world.viewer("index"), now=world.now) as by:
        people.shield(
            child_id=child.pk, because="A secret reason", review_on=world.today, by=by, now=world.now
        )
        people.lift_shield(child_id=child.pk, because="Another secret", by=by, now=world.now)
    page = text_of(looked(sign_in("senco"), child))
    assert "secret" not in page and "shield" not in page


def test_a_sensitive_service_is_not_named_to_other_agencies(sign_in, child):
    sign_in("camhs").get(f"/children/{child.ref}/")
    page = text_of(looked(sign_in("senco"), child))
    assert "Cass Bell" not in page and "Minds" not in page
    assert "A service that is not named here" in page
    assert "Cass Bell" in text_of(looked(sign_in("index"), child))
    assert "Cass Bell" in text_of(looked(sign_in("camhs"), child))


def test_a_shielded_child_shows_no_other_agency_than_ones_own(sign_in, world, child):
    for who in ("gp", "health_visitor"):
        sign_in(who).get(f"/children/{child.ref}/")
    with acting(world.viewer("index"), now=world.now) as by:
        people.shield(child_id=child.pk, because="Moved", review_on=world.today, by=by, now=world.now)
    page = text_of(looked(sign_in("gp"), child))
    assert "Ines Ito" in page
    assert "Wójcik" not in page and "Visiting" not in page
    assert "because this child is shielded" in page


def test_a_child_out_of_reach_has_no_such_page(sign_in, child):
    assert looked(sign_in("neighbour"), child).status_code == 404
    assert looked(sign_in("governance"), child).status_code == 403


def test_older_looks_are_on_the_next_page(sign_in, child, monkeypatch):
    from teamaround.site.pages import looks

    monkeypatch.setattr(looks, "LOOKS_A_PAGE", 2)
    client = sign_in("senco")
    for _ in range(3):
        page = text_of(looked(client, child))
    assert "looked 2 times" in text_of(looked(client, child))
    before = text_of(looked(client, child)).split("?before=")[1].split('"')[0]
    page = text_of(client.get(f"/children/{child.ref}/looked/?before={before}"))
    assert "looked 2 times" in page
    assert looked(client, child).status_code == 200
    assert client.get(f"/children/{child.ref}/looked/?before=x").status_code == 200


# Information governance


def audit(client, **asked):
    return client.get("/audit/", {"child": "", **asked})


def test_the_audit_needs_its_duty_and_starts_with_a_form_that_reads_nothing(sign_in, child):
    assert sign_in("senco").get("/audit/").status_code == 403
    before = Entry.objects.filter(act="audit.read").count()
    assert sign_in("governance").get("/audit/").status_code == 200
    assert Entry.objects.filter(act="audit.read").count() == before


def test_by_child_by_person_by_agency_by_act_by_day(sign_in, world, child):
    other = world.child(addresses=())
    sign_in("gp").get(f"/children/{child.ref}/")
    sign_in("lead").get(f"/children/{other.ref}/")
    client = sign_in("governance")
    page = text_of(audit(client, child=child.ref.lower()))
    assert "Ines Ito" in page and "Leo Marsh" not in page and "Lindqvist" not in page
    assert "Leo Marsh" not in text_of(audit(client, person="Ines"))
    assert child.ref in text_of(audit(client, person=world.account["gp"].ref))
    school = world.agency["helpers"].ref
    page = text_of(audit(client, agency=school))
    assert other.ref in page and child.ref not in page
    page = text_of(audit(client, act="people.child_registered"))
    assert "registered a child" in page and "Ines Ito" not in page.split("<table")[1]
    day = {"since-day": "20", "since-month": "11", "since-year": "2026"}
    assert child.ref in text_of(audit(client, **day))
    day = {"until-day": "19", "until-month": "11", "until-year": "2026"}
    assert child.ref not in text_of(audit(client, **day))


def test_every_reading_is_recorded_with_the_question_and_the_children(sign_in, world, child):
    client = sign_in("governance")
    audit(client, person="Ivo Penn")
    read = Entry.objects.filter(act="audit.read").latest("pk")
    assert read.account_id == world.account["governance"].pk
    assert read.terms == {"person": "Ivo Penn"} and child.pk in read.children
    number = Entry.objects.filter(act="people.child_registered").latest("pk").pk
    assert client.get(f"/audit/{number}/").status_code == 200
    read = Entry.objects.filter(act="audit.read").latest("pk")
    assert read.about == str(number) and read.children == [child.pk]
    client.get("/audit/file/", {"child": child.ref})
    read = Entry.objects.filter(act="audit.read").latest("pk")
    assert read.said == "file" and read.children == [child.pk]


def test_wrong_filters_are_met_with_words(sign_in, child):
    client = sign_in("governance")
    assert "No child of your authority" in text_of(audit(client, child="C-NOTTHERE0"))
    assert "No account has this name" in text_of(audit(client, person="Nobody Here"))
    assert client.get("/audit/file/", {"child": "C-NOTTHERE0"}).status_code == 422


def test_another_authoritys_looks_are_not_read(sign_in, world, child):
    sign_in("neighbour").get("/find/")
    client = sign_in("governance")
    with acting(world.viewer("neighbour"), now=world.now) as by:
        from teamaround.audit.services import record

        record("index.searched", by=by, at=world.now)
        record("page.shown", by=by, at=world.now, children=[child.pk])
    other, about_ours = Entry.objects.filter(agency_id=world.agency["brindle-care"].pk).order_by("pk")
    assert "Nadia Frost" not in text_of(audit(client))
    assert client.get(f"/audit/{other.pk}/").status_code == 404
    assert "Nadia Frost" in text_of(audit(client, child=child.ref))
    assert client.get(f"/audit/{about_ours.pk}/").status_code == 200


def test_words_typed_about_a_shielded_child_are_for_the_index_team(sign_in, world, child):
    with acting(world.viewer("index"), now=world.now) as by:
        people.shield(child_id=child.pk, because="Moved", review_on=world.today, by=by, now=world.now)
        from teamaround.audit.services import record

        record("index.searched", by=by, at=world.now, children=[child.pk], terms={"postcode": "ZY1 1AA"})
    number = Entry.objects.filter(act="index.searched").latest("pk").pk
    page = text_of(sign_in("governance").get(f"/audit/{number}/"))
    assert "ZY1" not in page and "shielded child" in page


def shielded_with_work(world, child):
    """A shielded child whom the practice works with, and has recorded it."""
    from teamaround.index import services as index

    with acting(world.viewer("gp"), now=world.now) as by:
        index.record_involvement(child_id=child.pk, by=by, now=world.now, starts_on=world.today)
    with acting(world.viewer("index"), now=world.now) as by:
        people.shield(child_id=child.pk, because="Moved", review_on=world.today, by=by, now=world.now)


def rows_about(client, child, /, **question):
    """Rows about a child in what the audit answers, page and file."""
    for place in ("/audit/", "/audit/file/"):
        rows = re.split(r"</tr>|\r\n", text_of(client.get(place, {"child": "", **question})))
        yield from (row for row in rows if child.ref in row and "<input" not in row)


def test_the_officer_sees_who_looked_at_a_shielded_child(sign_in, world, child):
    shielded_with_work(world, child)
    sign_in("lead").get(f"/children/{child.ref}/")
    client = sign_in("governance")
    for question in ({"child": child.ref}, {"person": world.account["lead"].ref}):
        looks = [row for row in rows_about(client, child, **question) if "Leo Marsh" in row]
        assert len(looks) == 2 and all("Ashby Early Help" in row for row in looks)
    number = Entry.objects.filter(account_ref=world.account["lead"].ref, act="page.shown").latest("pk").pk
    page = text_of(client.get(f"/audit/{number}/"))
    assert "Leo Marsh" in page and "Mill Lane" not in page


def test_who_looked_at_a_shielded_child_is_told_to_the_officer_on_the_childs_page(sign_in, world, child):
    from teamaround.accounts.rules import Duty

    shielded_with_work(world, child)
    sign_in("lead").get(f"/children/{child.ref}/")
    assert "Leo Marsh" not in text_of(looked(sign_in("senco"), child))
    also(world, "governance", Duty.FIND_CHILDREN)
    assert "Leo Marsh" in text_of(looked(sign_in("governance"), child))


def test_who_works_with_a_shielded_child_is_told_to_nobody_but_the_index_team(sign_in, world, child):
    from teamaround.accounts.rules import Duty

    shielded_with_work(world, child)
    client = sign_in("governance")
    practice, ines = world.agency["practice"].ref, world.account["gp"].ref
    for question in ({"child": child.ref}, {}, {"agency": practice}, {"person": ines}):
        ours = list(rows_about(client, child, **question))
        assert not any(ines in row or "Ines Ito" in row or "Ashby Practice" in row for row in ours)
        assert any("Somebody" in row for row in ours) == (question in ({}, {"child": child.ref}))
    entry = Entry.objects.filter(account_ref=ines, act="index.involvement_recorded").latest("pk").pk
    page = text_of(client.get(f"/audit/{entry}/"))
    assert ines not in page and "Ines" not in page and "Practice" not in page
    also(world, "index", Duty.READ_AUDIT)
    assert "Ines Ito" in text_of(audit(sign_in("index"), child=child.ref))


def also(world, who, duty):
    """Somebody has one more duty."""
    from teamaround.accounts import services as accounts
    from teamaround.accounts.rules import setting_up

    with acting(setting_up(), now=world.now) as by:
        accounts.grant(
            account_id=world.account[who].pk, duty=duty, starts_on=world.today, by=by, now=world.now
        )


def test_a_sealed_identity_is_not_told(sign_in, world, child):
    old = world.child()
    from teamaround.audit.services import record
    from teamaround.sharing.services import seal_identity

    with acting(world.viewer("index"), now=world.now) as by:
        seal_identity(child_id=old.pk, by=by, now=world.now, because="Adopted")
        record("page.shown", by=by, at=world.now, children=[old.pk, child.pk], about=old.ref)
    client = sign_in("governance")
    assert old.ref not in text_of(audit(client))
    assert "No child of your authority" in text_of(audit(client, child=old.ref))
    number = Entry.objects.filter(about=old.ref).latest("pk").pk
    page = text_of(client.get(f"/audit/{number}/"))
    assert old.ref not in page and child.ref in page


def test_the_file_has_safe_cells_and_the_same_entries(sign_in, world, child):
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE accounts_account SET name = '=HYPERLINK(1)' WHERE id = %s", [world.account["gp"].pk]
        )
    sign_in("gp").get(f"/children/{child.ref}/")
    response = sign_in("governance").get("/audit/file/", {"child": child.ref})
    assert response["Content-Type"].startswith("text/csv") and response["Cache-Control"] == "no-store"
    head, *rows = csv.reader(io.StringIO(response.content.decode("utf-8-sig")))
    assert head[3] == "Name" and rows[0][3] == "'=HYPERLINK(1)" and child.ref in rows[0][8]
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_a_file_that_would_be_too_long_is_refused_in_words(sign_in, child, monkeypatch):
    from teamaround.site.pages import looks

    monkeypatch.setattr(looks, "MOST_IN_FILE", 1)
    response = sign_in("governance").get("/audit/file/", {"child": ""})
    assert response.status_code == 422 and "Choose fewer days" in text_of(response)


def test_fifty_a_page_and_the_same_queries_at_any_size(sign_in, world, child):
    client = sign_in("governance")
    with acting(world.viewer("index"), now=world.now) as by:
        from teamaround.audit.services import record

        for _ in range(60):
            record("index.searched", by=by, at=world.now, children=[child.pk])
    with CaptureQueriesContext(connection) as captured:
        page = text_of(audit(client, child=child.ref))
    assert page.count('<tr class="govuk-table__row"') == 51 and len(captured) <= 25
    rest = page.split("&amp;before=")[1].split('"')[0]
    page = text_of(audit(client, child=child.ref, before=rest))
    assert 10 <= page.count("searched for a child") - 1 <= 15
    assert escape("Earlier entries") not in page


# Programs that act for somebody


@pytest.fixture
def by_program(world, child):
    """A look by the practice's program on behalf of somebody whom it names."""
    caller = Caller(world, agency="practice")
    answer = caller.get(f"/children/{child.ref}", X_On_Behalf_Of="Dr Grey, locum")
    assert answer.status_code == 200, answer.content
    return caller


def test_on_whose_behalf_a_program_looked_is_shown_everywhere(sign_in, world, child, by_program):
    assert "on behalf of Dr Grey, locum" in text_of(looked(sign_in("senco"), child))
    client = sign_in("governance")
    asked = {"child": child.ref}, {"person": by_program.account.ref}, {"agency": world.agency["practice"].ref}
    for question in asked:
        assert "on behalf of Dr Grey, locum" in text_of(audit(client, **question)), question
    page = text_of(client.get(f"/audit/{entry_of(by_program).pk}/"))
    assert page.count("Dr Grey, locum") == 1 and "On behalf of" in page
    rows = list(csv.DictReader(io.StringIO(client.get("/audit/file/", asked[0]).content.decode("utf-8-sig"))))
    assert "Dr Grey, locum" in {row["On behalf of"] for row in rows}


def test_on_whose_behalf_is_kept_back_where_who_is(sign_in, world, child, by_program):
    with acting(world.viewer("index"), now=world.now) as by:
        people.shield(child_id=child.pk, because="Moved", review_on=world.today, by=by, now=world.now)
    assert "Dr Grey" not in text_of(looked(sign_in("senco"), child))
    client = sign_in("governance")  # answers for every look, of a shielded child too
    assert "Dr Grey" in text_of(audit(client, child=child.ref))
    assert "Dr Grey" in text_of(client.get(f"/audit/{entry_of(by_program).pk}/"))
    assert "Dr Grey" in client.get("/audit/file/", {"child": child.ref}).content.decode()


def entry_of(caller):
    return Entry.objects.filter(account_id=caller.account.pk, act="api.shown").latest("pk")
