"""Pairs to review through the real pages."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from teamaround.accounts.door import acting
from teamaround.audit import queries as audit
from teamaround.index import queries, reviewing, services, side_by_side
from teamaround.index.models import FirstLook, Merge, PairToReview
from teamaround.people.services import NewName

from .two_records import shield

pytestmark = pytest.mark.django_db
LONG = "The mother says that they are one"


@pytest.fixture
def two(world):
    one = world.child()
    other = world.child(names=(NewName("Aisha", "Lindquist"),), born_on=date(2017, 3, 26))
    return SimpleNamespace(one=one, other=other)


@pytest.fixture
def pair(world, two):
    with acting(world.viewer("senco"), now=world.now) as viewer:
        return services.note_pair(
            one_id=two.one.pk, other_id=two.other.pk, because=["same mother"], by=viewer,
            now=world.now,
        )  # fmt: skip


def text(page):
    return page.content.decode()


def address(pair, rest=""):
    return f"/pairs/{pair.ref}/{rest}"


def look(client, pair, said="not_sure"):
    """The pair as somebody sees it who has said what the records alone tell them."""
    client.post(address(pair), {"said": said})
    return client.get(address(pair))


def propose(client, pair, keep, **changes):
    look(client, pair)
    words = {
        "said": "same", "kept": keep.ref, "warnings_read": "on", "because": LONG,
        "version": pair.version, **changes,
    }  # fmt: skip
    return client.post(address(pair), words)


def confirm(client, pair, said="same", version=2):
    look(client, pair)
    return client.post(address(pair), {"said": said, "because": LONG, "version": version})


def test_the_list_says_what_waits_and_why_and_notes_who_was_shown(world, sign_in, two, pair):
    page = sign_in("index", purpose="").get("/pairs/")
    assert page.status_code == 200
    assert "Asha Lindqvist" in text(page) and "Aisha Lindquist" in text(page)
    assert "same mother" not in text(page) and "Waits for a first look" in text(page)
    shown = audit.asked_for(audit.Asked(acts=("page.shown",))).first()
    assert shown.children == sorted([two.one.pk, two.other.pk]) and shown.purpose == "quality"


@pytest.mark.parametrize("query", ["", "?show=joined", "?page=2", "?page=x", "?page=99999999"])
def test_an_empty_list_is_a_list(world, sign_in, query):
    page = sign_in("index").get(f"/pairs/{query}")
    assert page.status_code == 200


def test_the_list_has_pages(world, sign_in):
    children = [
        world.child(names=(NewName(f"Asha{letter}", "Lindqvist"),), identifiers=()) for letter in "abcdefg"
    ]
    with acting(world.viewer("index"), now=world.now) as viewer:
        for at, one in enumerate(children):
            for other in children[:at]:
                services.note_pair(
                    one_id=one.pk, other_id=other.pk, because=["alike"], by=viewer, now=world.now
                )
        assert queries.pairs_waiting(viewer) == 21
    client = sign_in("index")
    assert "Next page" in text(client.get("/pairs/"))
    last = text(client.get("/pairs/?page=2"))
    assert last.count("Look at M-") == 1 and "Next page" not in last and "Previous page" in last


def test_only_the_index_team_comes_in_and_only_its_own(world, sign_in, pair):
    assert sign_in("senco").get("/pairs/").status_code == 403
    assert sign_in("senco").get(address(pair)).status_code == 403
    client = sign_in("index")
    assert client.get("/pairs/M-000000000/").status_code == 404
    assert client.get(address(pair, "separate/")).status_code == 422


def test_one_screen_shows_both_side_by_side_in_words(world, sign_in, pair):
    page = look(sign_in("index"), pair)
    said = text(page)
    assert page.status_code == 200
    assert "one digit differs in the date of birth" in said
    assert "same address" in said or "same postcode" in said
    assert "4 Mill Lane, Ashby, ZY1 1AA" in said and "Ashby Green School" in said
    assert said.count("Mira Lindqvist") >= 2 and "Differs" in said


def test_a_fact_that_one_record_lacks_speaks_against_nobody(monkeypatch):
    monkeypatch.setattr(side_by_side, "FIELDS", [("Sex", lambda record: record)])
    assert [row["mark"] for row in side_by_side.rows("Female", "")] == ["Only one says"]
    assert [row["mark"] for row in side_by_side.rows("Female", "Male")] == [""]


def test_no_page_asks_the_database_more_than_25_times(
    world, sign_in, two, pair, django_assert_max_num_queries
):
    client = sign_in("index")
    client.get(address(pair))
    with django_assert_max_num_queries(27):
        assert "Save and see the reasons" in text(client.get(address(pair)))
    look(client, pair)
    for there in ("/pairs/", address(pair), f"/children/{two.one.ref}/twice/"):
        with django_assert_max_num_queries(27):  # two of them are the test's own savepoint
            assert client.get(there).status_code == 200


def test_a_shielded_record_is_seen_whole_by_the_index_team(world, sign_in, two, pair):
    shield(world, two.one)
    said = text(sign_in("index").get(address(pair)))
    assert "4 Mill Lane, Ashby, ZY1 1AA" in said and "Ashby Green School" in said


def test_reasons_are_hidden_until_somebody_has_said_what_the_records_alone_tell_them(
    world, sign_in, two, pair
):
    propose(sign_in("index"), pair, two.one)
    client = sign_in("index_two")
    before = text(client.get(address(pair)))
    assert "4 Mill Lane, Ashby, ZY1 1AA" in before
    assert not any(words in before for words in ("same mother", "one digit differs", "Ivo Penn", LONG))
    assert client.post(address(pair), {"said": ""}).status_code == 422
    assert client.post(address(pair), {"said": "same"}).status_code == 302
    after = text(client.get(address(pair)))
    assert all(words in after for words in ("same mother", "one digit differs", "Ivo Penn", LONG))
    assert "From the records alone you said: “They look like one child”." in after
    own = text(sign_in("index").get(address(pair)))
    assert "you said: “I cannot tell from the records”." in own and own.count("I cannot tell") == 1


def test_an_answer_that_was_not_preceded_by_a_look_is_not_taken(world, sign_in, pair):
    client = sign_in("index")
    page = client.post(address(pair), {"said": "different", "because": LONG, "version": pair.version})
    assert "What do the two records alone tell you?" in text(page)
    assert PairToReview.objects.get().state == "open" and not FirstLook.objects.exists()


def test_records_that_are_both_in_use_come_first(world, sign_in, two, pair):
    late = [world.child(names=(NewName(name, "Berg"),), identifiers=()) for name in ("Ida", "Idun")]
    for child in late:
        with acting(world.viewer("senco"), now=world.now) as viewer:
            services.record_involvement(
                child_id=child.pk, by=viewer, now=world.now, starts_on=date(2024, 1, 1)
            )
    with acting(world.viewer("index"), now=world.now + timedelta(hours=1)) as viewer:
        busy = services.note_pair(
            one_id=late[0].pk, other_id=late[1].pk, because=["alike"], by=viewer,
            now=world.now + timedelta(hours=1),
        )  # fmt: skip
    said = text(sign_in("index").get("/pairs/"))
    assert 0 < said.index(busy.ref) < said.index(pair.ref) and "Both records are in use" in said


def test_a_proposal_waits_for_somebody_else(world, sign_in, two, pair):
    assert propose(sign_in("index"), pair, two.one).status_code == 302
    with acting(world.viewer("index"), now=world.now) as viewer:
        assert queries.pairs_waiting(viewer) == 0
    with acting(world.viewer("index_two"), now=world.now) as viewer:
        assert queries.pairs_waiting(viewer) == 1
    own = text(sign_in("index").get(address(pair)))
    assert "Take my proposal back" in own and "join the records now" not in own
    assert confirm(sign_in("index"), pair).status_code == 422
    theirs = text(look(sign_in("index_two"), pair))
    assert "join the records now" in theirs and LONG in theirs


def test_two_people_join_and_one_separates(world, sign_in, two, pair):
    propose(sign_in("index"), pair, two.one)
    assert confirm(sign_in("index_two"), pair).status_code == 302
    client = sign_in("index_two")
    assert "No pair waits" in text(client.get("/pairs/"))
    assert "Ivo Penn and Una Reid" in text(client.get("/pairs/?show=joined"))
    decided = text(client.get(address(pair)))
    assert "What came with it" in decided and two.one.ref in decided
    assert client.get(f"/children/{two.other.ref}/").status_code == 200
    assert client.post(address(pair, "separate/"), {"because": " "}).status_code == 422
    assert client.get(address(pair, "separate/")).status_code == 200
    assert client.post(address(pair, "separate/"), {"because": "Cousins"}).status_code == 302
    assert Merge.objects.get().undone_because == "Cousins"
    again = client.get(address(pair, "separate/"))
    assert again.status_code == 422 and "somebody has separated them meanwhile" in text(again)
    assert "Separated" in text(client.get("/pairs/?show=joined"))
    assert "Two children" in text(client.get(address(pair)))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"because": "yes"}, "Write in a sentence"),
        ({"kept": ""}, "Choose which record to keep"),
        ({"version": 9}, "Somebody answered this pair meanwhile"),
        ({"said": ""}, "Answer “What do you say?”"),
    ],
)
def test_a_refusal_stands_beside_its_field(world, sign_in, two, pair, changes, words):
    page = propose(sign_in("index"), pair, two.one, **changes)
    assert page.status_code == 422 and words in text(page)
    assert PairToReview.objects.get().state == "open"


def test_twins_have_to_be_considered(world, sign_in):
    one, twin = world.child(), world.child(names=(NewName("Bodil", "Lindqvist"),), identifiers=())
    with acting(world.viewer("index"), now=world.now) as viewer:
        pair = services.note_pair(
            one_id=one.pk, other_id=twin.pk, because=["alike"], by=viewer, now=world.now
        )
    client = sign_in("index")
    assert "What stands against it" in text(look(client, pair))
    page = propose(client, pair, one, warnings_read="")
    assert page.status_code == 422 and "twins" in text(page)
    assert propose(client, pair, one).status_code == 302


@pytest.mark.parametrize(("said", "state"), [("different", "different"), ("not_sure", "open")])
def test_other_answers(world, sign_in, pair, said, state):
    assert confirm(sign_in("index"), pair, said=said, version=1).status_code == 302
    assert PairToReview.objects.get().state == state
    assert sign_in("index").get(address(pair)).status_code == 200


# noting one


def test_a_childs_page_leads_to_noting_it_and_the_likely_record_is_offered(world, sign_in, two):
    client = sign_in("senco")
    there = f"/children/{two.one.ref}/twice/"
    assert there in text(client.get(f"/children/{two.one.ref}/"))
    page = client.get(there)
    assert page.status_code == 200 and two.other.ref in text(page)
    answer = client.post(there, {"likely": two.other.ref, "because": "Same mother"})
    assert answer.status_code == 302
    found = PairToReview.objects.get()
    assert {found.one_id, found.other_id} == {two.one.pk, two.other.pk}


def test_a_reference_may_be_typed(world, sign_in, two):
    words = {"likely": "", "other": f" {two.other.ref.lower()} ", "because": "Same mother"}
    assert sign_in("senco").post(f"/children/{two.one.ref}/twice/", words).status_code == 302
    assert PairToReview.objects.count() == 1


def test_two_who_were_found_to_be_two_are_not_put_before_anybody_again(world, sign_in, two, pair):
    confirm(sign_in("index"), pair, said="different", version=1)
    words = {"other": two.other.ref, "because": "Same mother"}
    page = sign_in("senco").post(f"/children/{two.one.ref}/twice/", words, follow=True)
    assert "found that they are two children" in text(page)
    assert PairToReview.objects.get().state == "different"


def test_a_record_that_may_not_be_known_of_answers_like_one_that_is_not_there(world, sign_in, two):
    far = world.child(authority_id=world.brindle)
    client, there = sign_in("senco"), f"/children/{two.one.ref}/twice/"
    pages = [client.post(there, {"other": ref, "because": "alike"}) for ref in (far.ref, "C-000000000")]
    assert [page.status_code for page in pages] == [422, 422]
    assert all("There is no record with this reference" in text(page) for page in pages)
    for words in ({"because": "alike"}, {"other": two.one.ref, "because": "alike"}, {"other": "x"}):
        assert client.post(there, words).status_code == 422
    assert sign_in("neighbour").get(there).status_code == 404


def test_nobody_unlike_is_offered(world, two):
    stranger = world.child(
        names=(NewName("Zebedee", "Quill"),), born_on=date(2011, 1, 5), addresses=(),
        identifiers=(), carers=(),
    )  # fmt: skip
    with acting(world.viewer("senco"), now=world.now) as viewer:
        assert reviewing.likely_same(viewer, two.one.pk, at=world.now) == [two.other.pk]
        assert reviewing.likely_same(viewer, stranger.pk, at=world.now) == []


def test_the_home_page_and_the_menu_say_that_pairs_wait(world, sign_in, pair):
    home = text(sign_in("index").get("/"))
    assert "Pairs that may be one child" in home and "Pairs to review" in home
    assert "Pairs to review" not in text(sign_in("senco").get("/"))
