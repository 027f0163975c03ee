"""Hard input in an assessment: very long, from right to left, emoji; and access that ends in mid-sentence."""

from datetime import timedelta

import pytest

from teamaround.accounts import services as accounts
from teamaround.accounts.door import acting
from teamaround.accounts.rules import Duty
from teamaround.assessments import services as assessing
from teamaround.assessments.forms import MARK
from teamaround.assessments.models import Answer
from teamaround.assessments.rules.definition import Box
from teamaround.assessments.rules.writing import mark_of

pytestmark = pytest.mark.django_db
WORDS = "سارة says: בוא הביתה 👩‍👧, and then in English again."


@pytest.fixture
def begun(world):
    child = world.child()
    with acting(world.viewer("senco"), now=world.now) as by:
        return assessing.begin(child_id=child.pk, by=by, now=world.now)


def send(client, begun, text, **options):
    box = str(Box("child_says"))
    typed = {"once": "o", box: text, f"{MARK}{box}": mark_of(0, ""), "then": "stop"}
    return client.post(f"/assessments/{begun.ref}/write/own_words/", typed, **options)


def test_from_right_to_left_and_emoji_come_back_as_they_were_typed(sign_in, begun):
    client = sign_in("senco")
    assert send(client, begun, WORDS).status_code == 302
    assert Answer.objects.get().text == WORDS
    page = client.get(f"/assessments/{begun.ref}/write/own_words/").content.decode()
    assert WORDS in page
    box = page[page.index("<textarea") : page.index("</textarea>")]
    assert 'dir="auto"' in box
    read = client.get(f"/assessments/{begun.ref}/").content.decode()
    assert WORDS in read


def test_two_hundred_thousand_characters_get_a_sentence_and_stay_in_the_box(sign_in, begun):
    client, long = sign_in("senco"), "ab👧 " * 50_000
    answer = send(client, begun, long)
    page = answer.content.decode()
    assert answer.status_code == 422 and "20,000 is the most" in page
    assert page.count("ab👧") == 50_000
    assert "There is a problem" in page
    by_itself = send(client, begun, long, headers={"X-Autosave": "1"})
    assert by_itself.status_code == 422 and "20,000 is the most" in by_itself.json()["sentence"]
    assert not Answer.objects.exists()


def lose_duty(world, who="senco"):
    with acting(world.viewer("admin"), now=world.now) as by:
        accounts.end_duty(
            account_id=world.account[who].pk, duty=Duty.WRITE_ASSESSMENTS,
            on=world.today - timedelta(days=1), by=by, now=world.now,
        )  # fmt: skip


def test_a_duty_that_ends_in_mid_sentence_gives_a_sentence_and_the_words_back(sign_in, world, begun):
    client = sign_in("senco")
    lose_duty(world)
    answer = send(client, begun, WORDS)
    page = answer.content.decode()
    assert answer.status_code == 403 and WORDS in page and "This was not saved" in page
    assert answer["Cache-Control"] == "no-store"
    by_itself = send(client, begun, WORDS, headers={"X-Autosave": "1"})
    assert by_itself.status_code == 403 and "duty" in by_itself.json()["sentence"]


def test_what_is_not_there_and_what_is_there_no_more_give_the_same_back(sign_in, begun, world):
    client = sign_in("neighbour")
    hidden = send(client, begun, WORDS)
    begun.ref = "A-000000000"
    nothing = send(client, begun, WORDS)
    assert hidden.status_code == nothing.status_code == 404

    def told(answer):
        return answer.content.decode().partition("<h1")[2].partition("</form>")[0]

    assert told(hidden) == told(nothing) and WORDS in told(hidden)


def test_words_that_another_site_sends_are_never_given_back(sign_in, world, begun):
    client = sign_in("senco")
    lose_duty(world)
    answer = send(client, begun, WORDS, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403 and WORDS not in answer.content.decode()
