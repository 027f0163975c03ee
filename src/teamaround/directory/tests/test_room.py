"""Whether a service has room: said by its own people, shown with the day, the newest first, never telling a secret place."""

from dataclasses import asdict
from datetime import date, timedelta

import pytest

from teamaround.accounts.door import acting
from teamaround.directory import queries, services
from teamaround.directory.models import Capacity, PublicCapacity
from teamaround.directory.rules.capacity import Room, Taking, check_room, room_in_words, said_in_words
from teamaround.directory.services import NewPlace
from teamaround.kernel import clock
from teamaround.kernel.refusal import NotVisible, Refusal

from .places import SECRET_LINE, key

ROOM = Room(Taking.WAITING_LIST, None, 6, "Mornings only")


@pytest.mark.parametrize(
    ("room", "words"),
    [
        (Room(Taking.YES, 1, 0), "There is room. 1 place. Wait: none."),
        (Room(Taking.YES, 3), "There is room. 3 places."),
        (ROOM, "There is a waiting list. Wait: about 6 weeks. Mornings only."),
        (Room(Taking.NO, 0, 1), "Full for now. Wait: about a week."),
    ],
)
def test_room_is_said_in_a_sentence(room, words):
    check_room(room)
    assert room_in_words(room) == words


@pytest.mark.parametrize(
    ("room", "code"),
    [
        (Room("perhaps"), "taking"),
        (Room(Taking.YES, -1), "places"),
        (Room(Taking.YES, 1, 900), "weeks"),
        (Room(Taking.NO, 2), "full"),
    ],
)
def test_what_contradicts_itself_is_refused(room, code):
    with pytest.raises(Refusal) as refused:
        check_room(room)
    assert refused.value.code == code


def test_after_four_weeks_a_word_of_caution():
    said = date(2026, 11, 2)
    assert "changed" not in said_in_words(said, by="Sail", today=said + timedelta(days=28))
    assert "It may have changed since." in said_in_words(said, by="Sail", today=said + timedelta(days=29))


@pytest.fixture
def drop_in(small):
    """A service of the agency where Leo Marsh works."""
    return small.add("Drop in", "harbour", application_process="Ring.", places=(NewPlace(key("rose")),))


def says(world, service, room, who="lead"):
    with acting(world.viewer(who), now=world.now) as by:
        return services.say_room(service_id=service.pk, room=room, by=by, now=clock.now())


@pytest.mark.django_db
def test_its_own_people_say_it_and_everybody_sees_the_newest(world, sign_in, client, drop_in):
    says(world, drop_in, ROOM)
    leo, place = sign_in("lead"), f"/directory/services/{drop_in.pk}/room/"
    with clock.fixed(world.now + timedelta(minutes=5)):
        told = asdict(Room(Taking.YES, 4, 1)) | {"taking": "yes"}
        assert leo.post(place, told).status_code == 302
    assert "about 6 weeks" in leo.get(place).content.decode()
    client.logout()
    page = client.get(f"/directory/services/{drop_in.pk}/").content.decode()
    assert "There is room. 4 places. Wait: about a week." in page and "about 6 weeks" not in page
    assert "Said by Ashby Early Help on 20 November 2026." in page
    found = client.get("/directory/", {"q": "drop in"}).content.decode()
    assert "There is room. 4 places." in found
    assert Capacity.objects.count() == 2 and PublicCapacity.objects.count() == 1


@pytest.mark.django_db
def test_nobody_else_says_it_and_no_words_tell_a_secret_place(world, sign_in, drop_in):
    with pytest.raises(NotVisible):
        says(world, drop_in, ROOM, who="senco")
    assert sign_in("senco").get(f"/directory/services/{drop_in.pk}/room/").status_code == 404
    with pytest.raises(Refusal):
        says(world, drop_in, Room(Taking.YES, note=f"Come to {SECRET_LINE}"))
    answer = sign_in("lead").post(f"/directory/services/{drop_in.pk}/room/", {"taking": "no", "places": "2"})
    assert answer.status_code == 422 and "no free places" in answer.content.decode()
    assert not queries.rooms_said(drop_in).exists()
