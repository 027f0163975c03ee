"""Changes wait while the approved entry stays; suggestions need no account; checking is dated; nothing tells who searched."""

import html
from datetime import date, timedelta

import pytest

from teamaround.accounts import services as accounts
from teamaround.accounts.door import acting
from teamaround.accounts.rules import Duty, passer_by, setting_up
from teamaround.audit.models import Entry
from teamaround.directory import queries, services
from teamaround.directory.busy import Busy
from teamaround.directory.models import Change, Unfound
from teamaround.directory.pages import suggesting
from teamaround.directory.rules import changing
from teamaround.directory.services import NewPlace
from teamaround.kernel.refusal import NotVisible, Refusal

from .places import SECRET_LINE, key

pytestmark = pytest.mark.django_db
STOOD = {
    "name": "Club", "description": "Play", "minimum_age": None, "maximum_age": 9.0, "status": "active",
    **dict.fromkeys(
        ("eligibility_description", "application_process", "fees_description", "wait_time", "email", "url", "alert"), ""
    ),
}  # fmt: skip


@pytest.fixture
def keeper(world, sign_in):
    """Gil North keeps the directory."""
    with acting(setting_up(), now=world.now) as by:
        accounts.grant(
            account_id=world.account["governance"].pk, duty=Duty.KEEP_DIRECTORY, starts_on=date(2020, 1, 1), by=by,
            now=world.now,
        )  # fmt: skip
    return sign_in("governance")


@pytest.fixture
def drop_in(small):
    """A service of the agency where Leo Marsh works."""
    return small.add("Drop in", "harbour", wait_time="No wait.", application_process="Ring.")


def typed(service, **changes):
    return {name: "" if value is None else value for name, value in (queries.told(service) | changes).items()}


def sent(world, service, **changes):
    with acting(world.viewer("lead"), now=world.now) as by:
        return services.send_change(
            service_id=service.pk, typed=queries.told(service) | changes, by=by, now=world.now
        )


def page_of(client, service):
    return html.unescape(client.get(f"/directory/services/{service.pk}/").content.decode())


def test_the_approved_version_stays_live_while_a_change_waits(world, sign_in, client, drop_in):
    leo = sign_in("lead")
    answer = leo.post(
        f"/directory/services/{drop_in.pk}/change/", typed(drop_in, wait_time="Six weeks.", name="Drop-in")
    )
    assert answer.status_code == 302
    page = page_of(client, drop_in)
    assert "No wait." in page and "Six weeks." not in page and "Drop-in" not in page
    assert (
        "One change" in leo.get(f"/directory/services/{drop_in.pk}/change/").content.decode()
        or Change.objects.count() == 1
    )


def test_a_keeper_sees_both_side_by_side_and_lets_the_change_stand(world, keeper, client, drop_in):
    change = sent(world, drop_in, wait_time="Six weeks.", maximum_age=12.0)
    listing = keeper.get("/keeping/directory/").content.decode()
    assert "Drop in" in listing and "Ashby Early Help" in listing
    beside = keeper.get(f"/keeping/directory/{change.pk}/").content.decode()
    assert "No wait." in beside and "Six weeks." in beside and "Differs" in beside and "Leo Marsh" in beside
    assert keeper.post(f"/keeping/directory/{change.pk}/", {"do": "approve"}).status_code == 302
    page = page_of(client, drop_in)
    assert "Six weeks." in page and "Up to age 12" in page and "Checked this month by Ashby Council" in page
    assert keeper.post(f"/keeping/directory/{change.pk}/", {"do": "approve"}).status_code == 422


def test_a_change_is_declined_with_an_answer(world, keeper, client, drop_in):
    change = sent(world, drop_in, wait_time="Six weeks.")
    assert keeper.post(f"/keeping/directory/{change.pk}/", {"do": "decline", "answer": ""}).status_code == 422
    assert (
        keeper.post(f"/keeping/directory/{change.pk}/", {"do": "decline", "answer": "Not so."}).status_code
        == 302
    )
    assert "No wait." in page_of(client, drop_in)
    assert "Not so." in keeper.get(f"/keeping/directory/{change.pk}/").content.decode()


def test_what_changed_meanwhile_is_said(world, keeper, drop_in):
    first, second = sent(world, drop_in, wait_time="A week."), sent(world, drop_in, wait_time="A month.")
    keeper.post(f"/keeping/directory/{first.pk}/", {"do": "approve"})
    assert (
        "has changed since this was sent" in keeper.get(f"/keeping/directory/{second.pk}/").content.decode()
    )


def test_a_new_name_is_found_at_once(world, keeper, client, drop_in):
    change = sent(world, drop_in, name="Lanternfish evenings")
    assert (
        "Lanternfish"
        not in client.get("/directory/", {"q": "lanternfish"}).content.decode().partition("found</h2>")[2]
    )
    keeper.post(f"/keeping/directory/{change.pk}/", {"do": "approve"})
    assert "Lanternfish evenings</a>" in client.get("/directory/", {"q": "lanternfish"}).content.decode()


def test_only_its_own_people_and_keepers_may_change_an_entry(world, sign_in, small, drop_in):
    other = f"/directory/services/{key('Young sailors')}/change/"
    assert sign_in("lead").get(other).status_code == 404
    assert sign_in("senco").get(f"/directory/services/{drop_in.pk}/change/").status_code == 404
    for act in (services.send_change, services.assure):
        told = {"typed": STOOD} if act is services.send_change else {}
        with pytest.raises(NotVisible), acting(world.viewer("senco"), now=world.now) as by:
            act(service_id=drop_in.pk, by=by, now=world.now, **told)


def test_saying_that_it_still_holds_dates_the_entry(world, sign_in, client, small):
    old = small.add("Old club", "harbour", assured_on=world.today - timedelta(days=300))
    assert "Nobody has checked this page for six months" in page_of(client, old)
    assert sign_in("lead").post(f"/directory/services/{old.pk}/change/", {"do": "assure"}).status_code == 302
    page = page_of(client, old)
    assert "Nobody has checked" not in page and "Checked this month by Ashby Early Help" in page


def test_keepers_see_what_nobody_checked(world, keeper, small):
    small.add("Old club", assured_on=world.today - timedelta(days=300))
    small.add("Forgotten club", assured_on=world.today - timedelta(days=500))
    page = keeper.get("/keeping/directory/").content.decode()
    assert "2 entries not checked for six months" in page and "1 of them not for a year" in page
    assert page.index("Forgotten club") < page.index("Old club")


def test_anybody_suggests_an_edit_which_goes_to_the_keepers(world, keeper, client, small):
    path = f"/directory/services/{key('Young sailors')}/suggest/"
    visitor = client.__class__()
    assert visitor.get(path).status_code == 200
    answer = visitor.post(path, {"words": "They moved to the other quay.", "email": "a@b.example"})
    assert answer.status_code == 302
    [change] = Change.objects.all()
    assert "They moved to the other quay." in keeper.get(f"/keeping/directory/{change.pk}/").content.decode()
    assert keeper.post(f"/keeping/directory/{change.pk}/", {"do": "approve"}).status_code == 422
    entry = Entry.objects.get(act="directory.change_suggested")
    assert entry.account_ref == "U-ANYBODY" and "quay" not in str((entry.said, entry.detail))


@pytest.mark.parametrize(
    "told",
    [{"words": ""}, {"words": "short"}, {"words": "x" * 1_001}, {"words": "They have moved.", "email": "no"}],
)
def test_a_suggestion_says_something(client, small, told):
    assert client.post(f"/directory/services/{key('Young sailors')}/suggest/", told).status_code == 422
    assert not Change.objects.exists()


def test_nobody_floods_the_keepers(world, client, small, monkeypatch):
    monkeypatch.setattr(suggesting, "suggestions", Busy(2))
    path = f"/directory/services/{key('Young sailors')}/suggest/"
    said = [client.post(path, {"words": f"They have moved {number}."}).status_code for number in range(4)]
    assert said == [302, 302, 422, 422]
    monkeypatch.setattr(suggesting, "suggestions", Busy(100))
    for number in range(20):
        client.post(path, {"words": f"They have moved {number}."})
    assert Change.objects.count() == changing.MOST_WAITING


def test_what_is_internal_cannot_be_written_about(world, client, small):
    assert client.get(f"/directory/services/{key('Staff supervision')}/suggest/").status_code == 404
    with pytest.raises(NotVisible), acting(passer_by(), now=world.now) as by:
        services.suggest(
            service_id=key("Staff supervision"), words="They have moved.", email="", by=by, now=world.now
        )


def test_a_change_may_not_give_a_confidential_place_away(world, small):
    rooms = small.add("Rooms", "harbour", places=(NewPlace(key("rose")),))
    with pytest.raises(Refusal, match="confidential"):
        sent(world, rooms, description=f"At {SECRET_LINE}")


def test_searches_in_vain_are_counted_by_need_and_place_and_shown_from_five_on(world, keeper, client, small):
    for number in range(5):
        client.get("/directory/", {"q": f"bailiffs xqzwvj{number}", "place": "ZY1 1AB"})
    client.get("/directory/", {"q": "apprenticeship for my son Zebedee", "place": "ZY1 1AB", "free": "on"})
    rows = {(row.need, row.locality): row.times for row in Unfound.objects.all()}
    assert rows == {("debt", "L1"): 5, ("work", "L1"): 1}
    page = keeper.get("/keeping/directory/").content.decode()
    assert "Money and debt" in page and "Millside" in page and "Work and training" not in page
    assert "Zebedee" not in str(list(Unfound.objects.values())) and "xqzwvj" not in page


def test_without_the_duty_the_keepers_pages_are_closed(sign_in, small):
    assert sign_in("senco").get("/keeping/directory/").status_code == 403


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({}, "name"),
        ({"name": " "}, "name"),
        ({"minimum_age": 12.0}, "maximum_age"),
        ({"status": "x"}, "status"),
    ],
)
def test_a_change_must_be_one_and_must_be_possible(changes, field):
    with pytest.raises(Refusal) as refused:
        changing.changed(STOOD, STOOD | changes)
    assert refused.value.field == field


def test_differences_tell_now_from_then_and_what_moved():
    now, was = STOOD | {"wait_time": "A week."}, STOOD | {"wait_time": "A day."}
    [row] = changing.differences(now, {"wait_time": was["wait_time"]}, {"wait_time": "A month."})
    assert (row.left, row.right, row.same, row.moved) == ("A week.", "A month.", False, True)
    assert (
        changing.in_words("status", "defunct") == "closed for good"
        and changing.in_words("maximum_age", 9.0) == "9"
    )
