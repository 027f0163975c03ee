"""Others' lists are taken in page by page, laid beside what is here, and decided about by people."""

from __future__ import annotations

import html
from copy import deepcopy

import pytest

from teamaround.accounts.door import acting
from teamaround.audit.models import Entry
from teamaround.directory import queries, services
from teamaround.directory.models import Organisation, PublicService, Service, Source, Taking, Telling
from teamaround.directory.rules.feeds.progress import State
from teamaround.directory.services import SourceWish
from teamaround.kernel.refusal import Refusal

from .feed_server import Feed, entry
from .places import SECRET_LINE, SECRET_POSTCODE, key
from .taker import may_keep, whole_entry

pytestmark = pytest.mark.django_db
CLUBS = ["Choir", "Chess", "Cooking", "Climbing", "Canoeing"]


def public_page(client, staged):
    return html.unescape(client.get(f"/directory/services/{staged.service_id}/").content.decode())


def test_every_page_is_taken_and_nothing_is_public_before_a_keeper_says_so(taker, client):
    feed, before = Feed(map(entry, CLUBS)), PublicService.objects.count()
    taking = taker.take(feed)
    assert (taking.state, taking.entries, taking.pages_done, taking.counts) == (State.DONE, 5, 3, {"new": 5})
    assert feed.asked == ["/services"] * 3 and not taking.notes
    assert PublicService.objects.count() == before
    assert b"Choir</a>" not in client.get("/directory/", {"q": "choir"}).content
    assert taker.all_stand() == 5
    assert PublicService.objects.count() == before + 5
    assert b"Choir</a>" in client.get("/directory/", {"q": "choir"}).content
    assert Organisation.objects.filter(name="Brook Trust").count() == 1


def test_all_that_an_entry_says_is_on_its_page_with_who_told_it(taker, client):
    taker.take(Feed([whole_entry()], whole=False))
    taker.decide(services.let_stand)
    page = public_page(client, taker.staged())
    for words in (
        "Anybody who likes to sing.", "Ages 7 to 16", "choir@brook.example", "Monday and Thursday, 17:00 to 18:00",
        "Brook Hall", "2 Mill Lane", "ZY1 2AB", "A ramp.", "Welsh", "Una Vale", "Sport", "Free",
        "Told by Brook County", "OGL 3.0",
    ):  # fmt: skip
        assert words in page, words


def test_taking_the_same_again_changes_nothing_and_asks_for_no_entry_twice(taker):
    feed = Feed([whole_entry(name) for name in CLUBS], whole=False)
    taker.take(feed)
    taker.all_stand()
    asked, when = len(feed.asked), Service.objects.get(name="Choir").modified_at
    assert asked == 3 + 5
    again = taker.take(feed)
    assert again.counts == {"same": 5} and len(feed.asked) == asked + 3
    assert Service.objects.get(name="Choir").modified_at == when


def test_what_is_told_otherwise_waits_and_then_stands(taker, client):
    feed = Feed([whole_entry()])
    taker.take(feed)
    taker.decide(services.let_stand)
    feed.entries = [whole_entry(wait_time="Two weeks", phones=[], cost_options=[])]
    assert taker.take(feed).counts == {"changed": 1}
    assert "Two weeks" not in public_page(client, taker.staged())
    taker.decide(services.let_stand)
    page = public_page(client, taker.staged())
    assert "Two weeks" in page and "01632 960555" not in page and "Brook Hall" in page
    assert taker.take(feed).counts == {"same": 1}


def test_a_trusted_source_changes_at_once_but_its_new_entries_wait(taker, client):
    Source.objects.update(stands_at_once=True)
    feed = Feed([whole_entry()])
    taker.take(feed)
    assert taker.states() == {"Choir": "new"}
    taker.decide(services.let_stand)
    feed.entries = [whole_entry(wait_time="Two weeks"), entry("Chess")]
    taker.take(feed)
    assert taker.states() == {"Choir": "taken", "Chess": "new"} and "Two weeks" in public_page(
        client, taker.staged()
    )


def test_what_is_told_no_more_is_marked_and_stays(taker, client):
    feed = Feed(map(entry, CLUBS))
    taker.take(feed)
    taker.all_stand()
    feed.entries = feed.entries[1:]
    assert taker.take(feed).counts == {"same": 4, "gone": 1}
    assert taker.states()["Choir"] == "gone"
    assert "tells of it no more" in public_page(client, taker.staged())
    feed.entries = [*map(entry, CLUBS)]
    taker.take(feed)
    assert taker.states()["Choir"] == "taken"
    assert "tells of it no more" not in public_page(client, taker.staged())
    feed.entries = feed.entries[1:]
    taker.take(feed)
    taker.decide(services.close)
    assert "closed for good" in public_page(client, taker.staged())


def test_a_source_that_is_suddenly_almost_empty_is_not_believed(taker):
    feed = Feed([entry(f"Club {number}") for number in range(12)], size=20)
    taker.take(feed)
    feed.entries = feed.entries[:2]
    taking = taker.take(feed)
    assert "gone" not in taking.counts and "Nothing is marked as gone" in taking.notes[0]


def test_what_may_be_here_already_is_shown_and_decided_once(taker, small, client):
    sailors = {"name": "Young Sailors!", "organization": {"name": "Ashby Sail Trust", "description": "x"}}
    feed = Feed(
        [entry("one", **sailors, phones=[{"id": "p", "number": "+44 1632 960102"}], wait_time="Ages.")]
    )
    assert taker.take(feed).counts == {"doubt": 1}
    staged = taker.staged("Young Sailors!")
    assert [each["ident"] for each in staged.likes] == [str(key("Young sailors"))]
    assert "It has the same telephone number" in staged.likes[0]["because"]
    with pytest.raises(Refusal):
        taker.decide(services.let_stand, "Young Sailors!")
    taker.decide(services.say_same, "Young Sailors!", service_id=key("Young sailors"))
    taker.decide(services.let_stand, "Young Sailors!")
    entry_now = Service.objects.get(pk=key("Young sailors"))
    assert (entry_now.name, entry_now.wait_time) == (
        "Young sailors",
        "No wait.",
    )  # our own people's words stand
    assert taker.take(feed).counts == {"same": 1}


def test_another_is_remembered(taker, small):
    sailors = {"name": "Young sailors", "organization": {"name": "Ashby Sail Trust", "description": "x"}}
    feed = Feed([entry("one", **sailors)])
    taker.take(feed)
    taker.decide(services.say_another, "Young sailors")
    feed.entries = [entry("one", **sailors, wait_time="A day.")]
    taker.take(feed)
    assert taker.states() == {"Young sailors": "new"}


def test_our_own_word_stands_until_somebody_lets_go_of_it(taker, world, client):
    feed = Feed([whole_entry(wait_time="A week.")])
    taker.take(feed)
    service = taker.decide(services.let_stand)
    with taker.as_keeper() as by:
        words = queries.words_of(service.pk)
        assert words["wait_time"].source == taker.source and "places" in words
    may_keep(world)
    with acting(world.viewer("governance"), now=world.now) as by:
        change = services.send_change(
            service_id=service.pk,
            typed=queries.told(service) | {"wait_time": "A month."},
            by=by,
            now=world.now,
        )
        services.approve(change_id=change.pk, by=by, now=world.now)
    feed.entries = [whole_entry(wait_time="A day.", description="Songs.")]
    taker.take(feed)
    taker.decide(services.let_stand)
    page = public_page(client, taker.staged())
    assert "A month." in page and "A day." not in page and "Songs." in page
    taker.decide(services.let_go, field="wait_time")
    assert "A day." in public_page(client, taker.staged())


def test_left_out_stays_left_out_until_it_is_taken_up(taker):
    feed = Feed([entry("Choir")])
    taker.take(feed)
    taker.decide(services.leave)
    feed.entries = [entry("Choir", wait_time="A day.")]
    taker.take(feed)
    assert taker.states() == {"Choir": "left"}
    taker.decide(services.take_up)
    taker.decide(services.let_stand)
    assert taker.states() == {"Choir": "taken"}


def test_a_killed_run_goes_on_at_its_page(taker, world):
    feed = Feed(map(entry, CLUBS), size=1)
    real = feed.page

    def dies(number):
        if number == 3:
            raise OSError
        return real(number)

    feed.page = dies
    broken = taker.take(feed)
    assert (broken.state, broken.pages_done) == (State.FAILED, 2)
    feed.page, feed.asked = real, []
    done = taker.take(feed)
    assert done.pk == broken.pk and (done.state, done.entries, len(feed.asked)) == (State.DONE, 5, 3)
    assert len(taker.states()) == 5


def test_what_would_tell_where_a_confidential_place_is_cannot_be_taken(taker):
    at = deepcopy(whole_entry()["service_at_locations"])
    at[0]["location"]["addresses"][0] |= {"address_1": "Side door", "postal_code": SECRET_POSTCODE}
    feed = Feed([whole_entry(service_at_locations=at), entry("Chess", description=f"Meet at {SECRET_LINE}.")])
    assert taker.take(feed).counts == {"faulty": 2}
    assert taker.all_stand() == 0


def test_nothing_is_asked_before_an_administrator_allowed_the_very_address(taker, world):
    with taker.as_keeper() as by:
        services.change_source(
            source_id=taker.source.pk,
            wish=SourceWish("Brook County", "http://other.example"),
            by=by,
            now=world.now,
        )
        with pytest.raises(Refusal, match="No administrator"):
            services.begin(source_id=taker.source.pk, by=by, now=world.now)
        with pytest.raises(Refusal, match="changed since"):
            services.allow(source_id=taker.source.pk, address="http://feed.example", by=by, now=world.now)
    with pytest.raises(Refusal, match="administrator"), acting(world.viewer("index"), now=world.now) as by:
        services.allow(source_id=taker.source.pk, address="http://other.example", by=by, now=world.now)
    assert Entry.objects.filter(
        act="directory.source_allowed", detail__address="http://feed.example"
    ).exists()


def test_an_allowed_name_that_leads_inside_is_not_asked(taker, world):
    with taker.as_keeper() as by:
        services.change_source(
            source_id=taker.source.pk, wish=SourceWish("Brook", "http://localhost:1"), by=by, now=world.now
        )
        services.allow(source_id=taker.source.pk, address="http://localhost:1", by=by, now=world.now)
        begun = services.begin(source_id=taker.source.pk, by=by, now=world.now)
    taking = services.run(taking_id=begun.pk, by=by)
    assert taking.state == State.FAILED and "private network" in taking.because


def test_each_act_is_in_the_audit(taker):
    taker.take(Feed([entry("Choir")]))
    taker.decide(services.let_stand)
    acts = set(Entry.objects.filter(act__startswith="directory.").values_list("act", flat=True))
    assert {
        "directory.source_added", "directory.source_allowed", "directory.taking_begun", "directory.taking_finished",
        "directory.told_stands",
    } <= acts  # fmt: skip
    assert Telling.objects.count() == 1 and Taking.objects.count() == 1
