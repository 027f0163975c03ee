"""Where a child's entry comes from, on screen."""

import pytest

from teamaround.exchange.tests.test_moving_records import ROW, sent
from teamaround.index.models import LinkEvent, SourceRecord

from .two_records import second_record, shield

pytestmark = pytest.mark.django_db


@pytest.fixture
def laid(world):
    child = world.child()
    sent(world, ROW)
    return child


def text(answer):
    return answer.content.decode()


def test_the_page_tells_how_and_on_what_evidence(world, laid, sign_in):
    client = sign_in("index")
    assert "Where this entry comes from" in text(client.get(f"/children/{laid.ref}/"))
    shown = text(client.get(f"/children/{laid.ref}/records/"))
    assert "Ashby Green School" in shown and "Its number S1" in shown
    assert "Matched by itself" in shown and "Same date of birth" in shown
    assert "By model release 1" in shown and "<svg" in shown


def test_a_record_is_moved_and_put_back_on_screen(world, laid, sign_in):
    other, client = second_record(world, identifiers=()), sign_in("index")
    record = SourceRecord.objects.get(source_key="child number s1")
    address = f"/children/{laid.ref}/records/{record.pk}/move/"
    asked = text(client.get(address))
    assert "the agency, since" in asked or "Ashby Green School, since" in asked
    said = {
        "whose": "other",
        "to": other.ref,
        "because": "The school rang about it",
        "with_involvements": "on",
    }
    assert client.post(address, {"whose": "other", "because": said["because"]}).status_code == 422
    assert client.post(address, said).status_code == 302
    shown = text(client.get(f"/children/{laid.ref}/records/"))
    assert "Moved away or taken off" in shown and other.ref in shown
    event = LinkEvent.objects.get(how="moved")
    back = f"/children/{laid.ref}/records/back/{event.pk}/"
    assert client.post(back, {"because": "It was right after all"}).status_code == 302
    assert "Put back as it was" in text(client.get(f"/children/{laid.ref}/records/"))
    assert client.get(back).status_code == 404


def test_only_the_index_team_of_the_authority_sees_it(world, laid, sign_in):
    shield(world, laid)
    assert sign_in("index").get(f"/children/{laid.ref}/records/").status_code == 200
    for who in ("senco", "data", "duty", "governance"):
        assert sign_in(who).get(f"/children/{laid.ref}/records/").status_code in (403, 404), who
