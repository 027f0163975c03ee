"""The Local Offer and two statements: what the law asks, what is missing, who keeps it, and “you said, we did”."""

import html
import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from teamaround.accounts.door import acting
from teamaround.accounts.rules import passer_by
from teamaround.audit.models import Entry
from teamaround.directory import services
from teamaround.directory.busy import Busy
from teamaround.directory.models import Comment
from teamaround.directory.pages import local_offer as pages
from teamaround.directory.rules import local_offer, needs
from teamaround.directory.rules.local_offer import Seen, Written
from teamaround.kernel.reading_age import grade
from teamaround.kernel.refusal import NotVisible, Refusal

from .test_keeping import keeper  # noqa: F401

TODAY = date(2026, 11, 20)
GOOD = Written("Buses and taxis.", ("sport",), "Travel team", TODAY + timedelta(90))
WORDS = "There is nothing for teenagers in the north."


def test_each_heading_has_words_a_source_and_a_mark_where_the_law_was_not_read():
    told = local_offer.statements()
    assert set(told) == {"local-offer", "short-breaks", "family-information"}
    parts = [part for each in told.values() for part in each.parts]
    assert len({part.key for part in parts}) == len(parts) > 35
    letters = {part.law[-2] for part in parts if "paragraph 5(" in part.law}
    assert letters == set("abcdefghij")
    assert all(part.is_read or "not" in part.law or "Only the beginning" in part.asks for part in parts)
    assert local_offer.part("local-offer.travel").name == "Getting there" and local_offer.part("x") is None


def test_what_families_read_of_it_can_be_read_at_eleven():
    for each in local_offer.statements().values():
        assert grade(each.about) <= 6.0, each.about
        assert grade(". ".join(part.name for part in each.parts) + ".") <= 6.0, each.code


def test_what_is_missing_is_said():
    assert local_offer.missing(GOOD, services=0, today=TODAY) == []
    assert len(local_offer.missing(Written(), services=0, today=TODAY)) == 3
    old = Written("", ("sport",), "Us", TODAY - timedelta(1))
    assert local_offer.missing(old, services=2, today=TODAY) == ["Its day has passed"]
    soon = Written("x", (), "Us", TODAY + timedelta(10))
    assert local_offer.is_soon(soon, today=TODAY) and not local_offer.is_soon(GOOD, today=TODAY)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"needs": ("nonsense",)}, "need"), ({"text": "x" * 6_001}, "too-long"), ({"owner": " "}, "owner"),
        ({"review_on": TODAY}, "review"), ({"review_on": None}, "review"),
    ],
)  # fmt: skip
def test_nothing_stands_that_nobody_keeps(change, code):
    with pytest.raises(Refusal) as no:
        local_offer.check_written(Written(**{**vars(GOOD), **change}), today=TODAY)
    assert no.value.code == code


def test_a_comment_and_its_answer_say_something():
    local_offer.check_comment(WORDS, waiting=3)
    local_offer.check_decision(Seen.PUBLISHED, "We opened a club.")
    for code, rule, args in (
        ("words", local_offer.check_comment, {"words": "Bad", "waiting": 0}),
        ("enough", local_offer.check_comment, {"words": WORDS, "waiting": 200}),
        ("state", local_offer.check_decision, {"state": Seen.WAITING, "answer": "x"}),
        ("answer", local_offer.check_decision, {"state": Seen.KEPT_BACK, "answer": " "}),
    ):
        with pytest.raises(Refusal) as no:
            rule(**args)
        assert no.value.code == code


def text(answer):
    return html.unescape(answer.content.decode())


@pytest.mark.django_db
def test_a_keeper_fills_a_heading_and_everybody_reads_it(world, keeper, client, small):  # noqa: F811
    before = text(keeper.get("/keeping/local-offer/"))
    assert "0 of 30 headings are whole" in before and "Neither a text nor a service" in before
    assert "Not verified" in before
    day = world.today + timedelta(days=90)
    typed = {
        "text": "Buses, taxis and a bus pass.", "needs": ["sport"], "owner": "Travel team",
        "review_on-day": day.day, "review_on-month": day.month, "review_on-year": day.year,
    }  # fmt: skip
    place = "/keeping/local-offer/local-offer.travel/"
    assert keeper.post(place, {**typed, "owner": ""}).status_code == 422
    assert keeper.post(place, typed).status_code == 302
    assert "1 of 30 headings are whole" in text(keeper.get("/keeping/local-offer/"))
    assert "Travel team" in text(keeper.get(place))
    assert keeper.get("/keeping/local-offer/local-offer.nothing/").status_code == 404
    client.logout()
    page = text(client.get("/directory/local-offer/"))
    assert (
        "Buses, taxis and a bus pass." in page
        and "?need=sport" in page
        and "Travel team looked at this" in page
    )
    assert "Help to learn, here" not in page
    assert "still writing" in text(client.get("/directory/short-breaks/"))
    assert Entry.objects.filter(act="directory.offer_written", about="local-offer.travel").count() == 1


@pytest.mark.django_db
def test_only_keepers_write_and_answer(world, sign_in, small):
    assert sign_in("senco").get("/keeping/local-offer/").status_code == 403
    with acting(world.viewer("senco"), now=world.now) as by:
        with pytest.raises(NotVisible):
            services.write_part(key="local-offer.travel", written=GOOD, by=by, now=world.now)
        with pytest.raises(NotVisible):
            services.answer_comment(
                comment_id=small.service["Young sailors"].pk,
                state=Seen.PUBLISHED,
                answer="x",
                by=by,
                now=world.now,
            )


def said(world, statement="local-offer", words=WORDS):
    with acting(passer_by(), now=world.now) as by:
        return services.comment(statement=statement, words=words, by=by, now=world.now)


@pytest.mark.django_db
def test_you_said_we_did(world, keeper, client, monkeypatch):  # noqa: F811
    monkeypatch.setattr(pages, "said", Busy(2))
    place = "/directory/local-offer/comment/"
    assert client.post(place, {"words": "Bad"}).status_code == 422
    assert client.post(place, {"words": WORDS}).status_code == 302
    assert client.post(place, {"words": WORDS}).status_code == 422
    kept = Comment.objects.get()
    assert WORDS in text(keeper.get("/keeping/local-offer/"))
    answer = f"/keeping/local-offer/comments/{kept.pk}/"
    assert keeper.post(answer, {"state": "published", "answer": ""}).status_code == 422
    assert WORDS not in text(client.get("/directory/local-offer/"))
    assert keeper.post(answer, {"state": "published", "answer": "A club opens in May."}).status_code == 302
    page = text(client.get("/directory/local-offer/"))
    assert WORDS in page and "A club opens in May." in page
    assert WORDS not in text(client.get("/directory/family-information/"))
    assert "Shown" in text(keeper.get(answer))
    assert keeper.post(answer, {"state": "kept-back", "answer": "Again"}).status_code == 422
    assert keeper.get(f"/keeping/local-offer/comments/{needs.key_of('x')}/").status_code == 404


@pytest.mark.django_db
def test_what_is_kept_back_is_hidden_by_the_database_too(world, keeper, client):  # noqa: F811
    kept = said(world)
    answer = f"/keeping/local-offer/comments/{kept.pk}/"
    assert keeper.post(answer, {"state": "kept-back", "answer": "It names a teacher."}).status_code == 302
    assert WORDS not in text(client.get("/directory/local-offer/"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('teamaround.account', '', true)")
    assert not Comment.objects.exists()
    with pytest.raises(NotVisible):
        said(world, statement="nothing")


@pytest.mark.django_db
def test_the_page_asks_few_things_however_much_it_says(world, keeper, client, small):  # noqa: F811
    def asked():
        with CaptureQueriesContext(connection) as caught:
            assert client.get("/directory/local-offer/").status_code == 200
        return len([row for row in caught.captured_queries if not re.match("SAVEPOINT|RELEASE", row["sql"])])

    gil = world.viewer("governance")
    with acting(gil, now=world.now) as by:
        services.write_part(key="local-offer.travel", written=GOOD, by=by, now=world.now)
    few = asked()
    with acting(gil, now=world.now) as by:
        for part in local_offer.statements()["local-offer"].parts:
            services.write_part(key=part.key, written=GOOD, by=by, now=world.now)
    assert asked() <= few <= 8
