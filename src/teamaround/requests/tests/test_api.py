"""A program asks a service as its people do: on the family's agreement, once, and each side sees what its page shows."""

from dataclasses import asdict

import pytest
from tests.callers import Caller, refused

from teamaround.accounts.guests.models import Letter
from teamaround.accounts.rules import Duty
from teamaround.directory.tests.places import key
from teamaround.requests.models import Request
from teamaround.sharing import queries as sharing
from teamaround.sharing.agreeing import withdraw_agreement

from .conftest import WISH

pytestmark = pytest.mark.django_db
ASKING = (Duty.FIND_CHILDREN, Duty.WRITE_ASSESSMENTS)
ANSWERING = (Duty.FIND_CHILDREN, Duty.RECORD_INVOLVEMENT)


@pytest.fixture
def school(asking):
    return Caller(asking.world, duties=ASKING)


@pytest.fixture
def helpers(asking):
    return Caller(asking.world, agency="helpers", duties=ANSWERING)


def place(scene):
    return f"/children/{scene.child.ref}/requests"


def wish(scene, service=None, **changes):
    return {"service": service or str(scene.drop_in.pk), **asdict(WISH), **changes}


def sent(scene, caller, **changes):
    response = caller.post(place(scene), wish(scene, **changes))
    assert response.status_code == 201, response.content
    return response


def test_asked_answered_begun_and_what_came_of_it(agreed, school, helpers):
    response = sent(agreed, school)
    shown = response.json()
    assert response["Location"] == f"/api/v1/requests/{shown['ref']}"
    assert (shown["state"], shown["child"], shown["service_name"]) == ("asked", agreed.child.ref, "Drop in")
    assert school.audited("requests.asked")[0]["children"] == [agreed.child.pk]
    (waits,) = helpers.get("/my-agency/requests").json()["requests"]
    assert waits["ref"] == shown["ref"] and waits["told"] == WISH.told and "child" not in waits
    assert helpers.audited("api.shown")[0]["children"] == [agreed.child.pk]
    here = f"/requests/{shown['ref']}"
    yes = helpers.post(f"{here}/answer", {"says": "yes", "words": "Jo rings them."})
    assert yes.json()["words"] == "They said yes" and "child" not in yes.json()
    assert helpers.audited("requests.accepted")
    assert school.post(f"{here}/begin", {"started_on": str(agreed.world.today)}).json()["state"] == "started"
    came = {"outcome": "helped", "words": "She sleeps until six."}
    assert helpers.post(f"{here}/outcome", came).status_code == 200
    told = school.get(here).json()
    assert (told["state"], told["outcome_in_words"], told["came_of_it"]) == (
        "ended",
        "It helped",
        came["words"],
    )
    (row,) = school.get(place(agreed)).json()["requests"]
    assert row["ref"] == shown["ref"]


def test_a_no_has_a_reason_and_a_request_can_be_taken_back(agreed, school, helpers):
    ref = sent(agreed, school).json()["ref"]
    refused(helpers.post(f"/requests/{ref}/answer", {"says": "no", "words": "Try the hub."}), 422, "because")
    no = {"says": "no", "because": "full", "words": "Try the hub."}
    assert helpers.post(f"/requests/{ref}/answer", no).json()["because_in_words"] == "There is no room"
    ref = sent(agreed, school).json()["ref"]
    assert school.post(f"/requests/{ref}/take-back", {}).json()["state"] == "taken-back"
    refused(helpers.post(f"/requests/{ref}/answer", no), 422, "request-state")


def test_without_the_right_nothing_is_asked_seen_or_answered(agreed, school, helpers):
    finder = Caller(agreed.world, duties=(Duty.FIND_CHILDREN,))
    refused(finder.post(place(agreed), wish(agreed)), 403, Duty.WRITE_ASSESSMENTS)
    next_door = Caller(agreed.world, agency="brindle-care", duties=(*ASKING, Duty.RECORD_INVOLVEMENT))
    refused(next_door.post(place(agreed), wish(agreed)), 404, "not-found")
    ref = sent(agreed, school).json()["ref"]
    refused(next_door.get(f"/requests/{ref}"), 404, "not-found")
    for step, said in (
        ("answer", {"says": "yes"}),
        ("begin", {"started_on": str(agreed.world.today)}),
        ("outcome", {"outcome": "helped", "words": "It did."}),
        ("take-back", {}),
    ):
        refused(next_door.post(f"/requests/{ref}/{step}", said), 404, "not-found")
    refused(school.post(f"/requests/{ref}/answer", {"says": "yes"}), 403, Duty.RECORD_INVOLVEMENT)
    refused(finder.post(f"/requests/{ref}/begin", {"started_on": str(agreed.world.today)}), 403, "duty")
    refused(school.client.get(f"/api/v1/requests/{ref}"), 401, "token")
    assert Request.objects.filter(ref=ref, state="asked").exists()


def test_without_the_familys_agreement_nothing_is_asked(asking, school):
    refused(school.post(place(asking), wish(asking)), 422, "agreement")
    asking.agree(may_share=False)
    refused(school.post(place(asking), wish(asking)), 422, "not-shared")
    assert not Request.objects.exists() and not Letter.objects.exists()


def test_the_family_has_agreed_to_this_service_and_somebody_says_how(agreed, school):
    refused(school.post(place(agreed), wish(agreed, family_agrees=False)), 422, "family-agrees")
    refused(school.post(place(agreed), wish(agreed, agreed_in_words=" ")), 422, "agreed-how")
    refused(school.post(place(agreed), wish(agreed, family_agrees="yes")), 422, "not-as-described")


def test_once_the_family_withdraws_the_service_sees_nothing(agreed, school, helpers):
    ref = sent(agreed, school).json()["ref"]
    yes = helpers.post(f"/requests/{ref}/answer", {"says": "yes"}, key="the-same-key-3")
    assert yes.status_code == 200
    with agreed.as_("senco") as by:
        agreement = sharing.agreement_in_force(agreed.child.pk)
        withdraw_agreement(ref=agreement.ref, because="They changed their mind", by=by, now=agreed.world.now)
    refused(helpers.post(f"/requests/{ref}/answer", {"says": "yes"}, key="the-same-key-3"), 404, "not-found")
    refused(helpers.post(f"/requests/{ref}/answer", {"says": "yes"}), 404, "not-found")
    assert helpers.get("/my-agency/requests").json() == {"requests": [], "count": 0}


def test_the_same_key_twice_is_one_request(agreed, school):
    first = school.post(place(agreed), wish(agreed), key="the-same-key-1")
    again = school.post(place(agreed), wish(agreed), key="the-same-key-1")
    assert again["Idempotency-Replayed"] == "true" and again.json() == first.json()
    assert Request.objects.count() == 1
    refused(
        school.post(place(agreed), wish(agreed, what="Else."), key="the-same-key-1"), 422, "key-used-before"
    )
    refused(school.post(place(agreed), wish(agreed), key=None), 400, "idempotency-key")


def test_the_services_answer_can_be_sent_again(agreed, school, helpers):
    ref = sent(agreed, school).json()["ref"]
    for _ in range(2):
        yes = helpers.post(f"/requests/{ref}/answer", {"says": "yes", "words": "Yes."}, key="the-same-key-2")
        assert yes.status_code == 200 and yes.json()["state"] == "accepted"
    assert len(helpers.audited("requests.accepted")) == 1


def test_a_service_that_is_unknown_or_internal_is_not_asked(agreed, school):
    refused(school.post(place(agreed), wish(agreed, service=str(key("nothing")))), 422, "not-listed")
    hidden = agreed.small.service["Staff supervision"]
    refused(school.post(place(agreed), wish(agreed, service=str(hidden.pk))), 422, "not-listed")
    refused(school.post(place(agreed), wish(agreed, service="sleep")), 422, "not-as-described")
    refused(school.get("/requests/nothing"), 404, "not-found")


def test_a_service_where_nobody_signs_in_gets_a_link(agreed, school, settings):
    told, settings.MAIL = wish(agreed, str(agreed.sail.pk)), "by-hand"
    refused(school.post(place(agreed), told), 422, "by-hand")
    settings.MAIL = "sent"
    assert refused(school.post(place(agreed), told), 422, "nobody-answers")["field"] == "email"
    shown = school.post(place(agreed), told | {"email": "office@sail.example"}).json()
    assert Letter.objects.get().to == "office@sail.example"
    assert shown["organisation"] == "Ashby Sail Trust" and "office@" not in str(shown)


def test_a_shielded_child_is_asked_for_without_saying_which_agency_asks(agreed, school, helpers):
    agreed.hide()
    shown = sent(agreed, school, called="").json()
    (waits,) = helpers.get("/my-agency/requests").json()["requests"]
    assert "Ashby Green School" not in str(waits) and waits["asked_by"] == "School records system"
    assert shown["asked_by"] == "School records system at Ashby Green School"
    assert agreed.child.ref not in str(waits)


def test_what_is_asked_of_a_sensitive_service_stays_with_those_who_asked(agreed, school):
    safe = agreed.small.add("Safe harbour", "harbour", terms=(("needs", "safe-at-home"),))
    ref = sent(agreed, school, service=str(safe.pk)).json()["ref"]
    assert school.get(f"/requests/{ref}").json()["kept_apart"] is True
    team = Caller(agreed.world, agency="visiting", duties=ASKING)
    refused(team.get(f"/requests/{ref}"), 404, "not-found")
    listed = team.get(place(agreed)).json()
    assert ref not in str(listed) and "Safe harbour" not in str(listed)
