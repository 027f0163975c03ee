"""Telling people what a review found: services, the keeper's pages, and the public page."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from teamaround.accounts.door import acting
from teamaround.audit.models import Entry
from teamaround.improvement.queries import telling as queries
from teamaround.improvement.rules.telling import Audience, How
from teamaround.improvement.services import reviewing, telling
from teamaround.improvement.services.reviewing import NewFinding, NewReview
from teamaround.improvement.services.telling import NewTelling
from teamaround.kernel.refusal import NotVisible, Refusal

pytestmark = pytest.mark.django_db
EASY = "We looked at the help you get.\nMost of it is good. Some of it is slow."
HARD = "Multidisciplinary arrangements for dissemination remain insufficiently coordinated."


@pytest.fixture
def review(world, keeper):
    """A published review with a finding of which no word may reach the public page."""
    with acting(keeper, now=world.now):
        new = NewReview(
            world.ashby, "ilacs", "2023", "Ashby in autumn", "Ofsted", published_on=date(2026, 9, 1)
        )
        made = reviewing.enter_review(new=new, by=keeper, now=world.now)
        reviewing.add_findings(
            authority_id=world.ashby, ref=made.ref, new=[NewFinding("weakness", "Kept inside")], by=keeper,
            now=world.now,
        )  # fmt: skip
    return made


def writes(world, keeper, review, **changes):
    told = {"audience": Audience.CHILDREN, "words": EASY, "how": How.PAGE, "told_by": "The Youth Council"}
    with acting(keeper, now=world.now):
        return telling.write(
            review_ref=review.ref, new=NewTelling(**(told | changes)), by=keeper, now=world.now
        )


def day(name, on):
    return {f"{name}-day": str(on.day), f"{name}-month": str(on.month), f"{name}-year": str(on.year)}


def posts(client, address, expect=302, **typed):
    sent = client.post(address, typed | {"once": address + str(typed)})
    assert sent.status_code == expect, (address, sent.content.decode()[-3000:])
    return sent["Location"] if expect == 302 else sent.content.decode()


def test_who_is_not_told_yet_counts_only_what_has_been_told(world, keeper, review):
    writes(world, keeper, review)
    assert queries.still_to_tell(review) == tuple(Audience)
    writes(world, keeper, review, audience=Audience.STAFF, told_on=world.today, reached=80)
    assert Audience.STAFF not in queries.still_to_tell(review)
    found = queries.to_tell(keeper, on=world.today)
    assert [(each.title, len(each.audiences)) for each in found] == [("Ashby in autumn", 4)]
    assert queries.to_tell(keeper, on=world.today + timedelta(days=800)) == []
    assert queries.to_tell(world.viewer("senco"), on=world.today) == []


def test_what_has_been_told_stays_as_it_was_told(world, keeper, review):
    row = writes(world, keeper, review, told_on=world.today)
    new = NewTelling(Audience.CHILDREN, "Other words", How.PAGE, "The Youth Council")
    with acting(keeper, now=world.now):
        with pytest.raises(Refusal, match="Write a new one"):
            telling.change(ref=row.ref, version=1, new=new, by=keeper, now=world.now)
        telling.note_told(ref=row.ref, told_on=world.today, reached=300, by=keeper, now=world.now)
    row.refresh_from_db()
    assert (row.words, row.reached) == (EASY, 300)


def test_a_change_begins_from_what_one_has_seen(world, keeper, review):
    row = writes(world, keeper, review)
    new = NewTelling(Audience.CHILDREN, "Other words", How.PAGE, "The Youth Council")
    with acting(keeper, now=world.now):
        telling.change(ref=row.ref, version=1, new=new, by=keeper, now=world.now)
        with pytest.raises(Refusal, match="Somebody else"):
            telling.change(ref=row.ref, version=1, new=new, by=keeper, now=world.now)


def test_what_is_said_back_comes_after_the_telling(world, keeper, review):
    row = writes(world, keeper, review)
    said = {"ref": row.ref, "words": "Come again", "heard_by": "A teacher", "by": keeper, "now": world.now}
    with acting(keeper, now=world.now):
        with pytest.raises(Refusal, match="not been told yet"):
            telling.note_said_back(heard_on=world.today, **said)
        with pytest.raises(Refusal, match="on which they were told"):
            telling.note_told(ref=row.ref, told_on=None, reached=None, by=keeper, now=world.now)
        telling.note_told(ref=row.ref, told_on=world.today, reached=None, by=keeper, now=world.now)
        with pytest.raises(Refusal, match="until today"):
            telling.note_said_back(heard_on=world.today - timedelta(days=1), **said)
        telling.note_said_back(heard_on=world.today, **said)
    assert [each.words for each in queries.said_back(row)] == ["Come again"]
    acts = set(Entry.objects.filter(about=row.ref).values_list("act", flat=True))
    assert acts == {"improvement.telling_written", "improvement.told", "improvement.said_back"}


def test_nobody_tells_of_another_areas_review(world, keeper, review):
    row = writes(world, keeper, review, told_on=world.today)
    other = world.viewer("senco")
    with acting(other, now=world.now):
        for do in (telling.publish, telling.take_down):
            more = {"because": "x"} if do is telling.take_down else {}
            with pytest.raises(NotVisible):
                do(ref=row.ref, by=other, now=world.now, **more)
        with pytest.raises(NotVisible):
            telling.write(
                review_ref=review.ref, new=NewTelling(Audience.STAFF, "x", How.LETTER, "y"), by=other, now=world.now
            )  # fmt: skip


def test_the_public_page_is_there_only_while_it_is_published_and_tells_nothing_else(
    world, keeper, review, client
):
    row = writes(world, keeper, review)
    staff = writes(world, keeper, review, audience=Audience.STAFF, told_on=world.today)
    here = f"/improvement/told/{row.ref}/"
    assert client.get(here).status_code == 404
    with acting(keeper, now=world.now):
        with pytest.raises(Refusal, match="no public page"):
            telling.take_down(ref=row.ref, because="x", by=keeper, now=world.now)
        telling.publish(ref=row.ref, by=keeper, now=world.now)
        with pytest.raises(Refusal, match="Only the words for children"):
            telling.publish(ref=staff.ref, by=keeper, now=world.now)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(here)
    text = answer.content.decode()
    assert answer.status_code == 200 and len(asked) <= 2 and answer["Cache-Control"] == "no-cache"
    assert "Most of it is good." in text and "govuk-body-l" in text
    for hidden in ("Ashby in autumn", "Kept inside", "Youth Council", "Ofsted", review.ref):
        assert hidden not in text, hidden
    row.refresh_from_db()
    assert row.told_on == world.today
    assert client.get(f"/improvement/told/{staff.ref}/").status_code == 404
    with acting(keeper, now=world.now):
        telling.take_down(ref=row.ref, because="A slip", by=keeper, now=world.now)
    assert client.get(here).status_code == 404


def test_a_keeper_tells_people_on_pages(world, keeper, review, sign_in):
    keeps, of = sign_in("data"), f"/improvement/reviews/{review.ref}/"
    text = keeps.get("/").content.decode()
    assert "Reviews to tell people of" in text and "children and young people, parents and carers" in text
    text = keeps.get(of).content.decode()
    assert "Not told yet: children and young people, parents and carers, staff" in text
    assert "Draft" not in text and keeps.get(f"{of}tell/").status_code == 200
    typed = {"audience": "children", "words": f"{EASY} {HARD}", "how": "page", "told_by": "The Youth Council"}
    ahead = day("told_on", world.today + timedelta(days=3))
    assert "when they have been told" in posts(keeps, f"{of}tell/", expect=422, **typed, **ahead)
    here = posts(keeps, f"{of}tell/", **typed)
    text = keeps.get(here).content.decode()
    assert "would find this hard to read" in text and f"<li>{HARD}</li>" in text
    assert "Draft" in keeps.get(of).content.decode()
    posts(keeps, f"{here}change/", **(typed | {"words": EASY, "version": "1"}))
    both = posts(keeps, f"{here}change/", expect=409, **(typed | {"words": "Mine", "version": "1"}))
    assert "Most of it is good." in both and "Mine" in both and 'value="2"' in both
    assert "can read these words" in keeps.get(here).content.decode()
    posts(keeps, f"{here}told/", **day("told_on", world.today), reached="1200")
    said = {"words": "Show us next year", "heard_by": "A teacher"}
    posts(keeps, f"{here}said-back/", **said, **day("heard_on", world.today))
    text = keeps.get(of).content.decode()
    assert "Not told yet: parents and carers, staff" in text and "said something back" in text


def test_a_keeper_publishes_on_a_page_and_takes_it_down(world, keeper, review, sign_in):
    row = writes(world, keeper, review)
    keeps, here, anybody = sign_in("data"), f"/improvement/tellings/{row.ref}/", Client()
    assert "nothing else of the review" in keeps.get(f"{here}publish/").content.decode()
    posts(keeps, f"{here}publish/")
    public = f"/improvement/told/{row.ref}/"
    assert public in keeps.get(here).content.decode() and anybody.get(public).status_code == 200
    posts(keeps, f"{here}take-down/", because="A slip")
    assert anybody.get(public).status_code == 404


def test_others_read_what_was_told_and_no_draft(world, keeper, review, sign_in):
    draft, told = writes(world, keeper, review), writes(world, keeper, review, told_on=world.today)
    reads = sign_in("senco")
    assert "Reviews to tell people of" not in reads.get("/").content.decode()
    text = reads.get(f"/improvement/reviews/{review.ref}/").content.decode()
    assert told.ref in text and draft.ref not in text and "Draft" not in text
    assert reads.get(f"/improvement/tellings/{draft.ref}/").status_code == 404
    text = reads.get(f"/improvement/tellings/{told.ref}/").content.decode()
    assert (
        "Most of it is good." in text
        and "Make it a public page" not in text
        and "child of eleven" not in text
    )


def test_a_reviews_page_asks_no_more_for_many_tellings(world, keeper, review, sign_in):
    client, of = sign_in("data"), f"/improvement/reviews/{review.ref}/"

    def asked():
        with CaptureQueriesContext(connection) as caught:
            assert client.get(of).status_code == 200
        return len(caught)

    writes(world, keeper, review, told_on=world.today)
    few = asked()
    for _ in range(12):
        writes(world, keeper, review, audience=Audience.PARENTS, told_on=world.today)
    assert asked() == few < 30
