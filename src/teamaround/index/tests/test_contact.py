"""Being put in touch with a service that is not named: the request, the index team's list, the answer."""

from datetime import date

import pytest

from teamaround.accounts.door import acting
from teamaround.accounts.rules import Duty
from teamaround.index import queries, services
from teamaround.kernel.refusal import NotVisible

pytestmark = pytest.mark.django_db
WHY = "We see the same worries at school"


@pytest.fixture
def asked(world):
    child = world.child()
    with acting(world.viewer("camhs"), now=world.now) as viewer:
        services.record_involvement(
            child_id=child.pk, by=viewer, now=world.now, starts_on=date(2026, 2, 5),
            service_id=world.service["clinic"].pk, sensitive_basis="consent",
        )  # fmt: skip
    with acting(world.viewer("senco"), now=world.now) as viewer:
        return services.ask_for_contact(child_id=child.pk, because=WHY, by=viewer, now=world.now)


def neighbouring_index_team(world):
    from teamaround.accounts import services as accounts
    from teamaround.accounts.rules import setting_up

    accounts.grant(
        account_id=world.account["neighbour"].pk, duty=Duty.INDEX_TEAM, starts_on=date(2020, 1, 1),
        by=setting_up(), now=world.now,
    )  # fmt: skip
    return world.viewer("neighbour")


def test_a_request_reaches_the_index_team_and_the_answer_comes_back(world, sign_in, asked):
    home = sign_in("index").get("/").content.decode()
    assert "Requests to be put in touch" in home and 'href="/contact-requests/"' in home
    rows = sign_in("index", purpose="").get("/contact-requests/").content.decode()
    assert "Asha Lindqvist" in rows and "Sam Oyelaran, Ashby Green School" in rows
    assert f"/contact-requests/{asked.ref}/" in rows and WHY not in rows
    page = sign_in("index").get(f"/contact-requests/{asked.ref}/").content.decode()
    assert WHY in page and "Clinic" in page
    done = sign_in("index").post(
        f"/contact-requests/{asked.ref}/", {"answer": "They will ring you on Monday"}
    )
    assert done.status_code == 302
    assert "Nobody waits" in sign_in("index_two").get("/contact-requests/").content.decode()
    assert "They will ring you on Monday" in sign_in("senco").get("/").content.decode()


def test_only_the_index_team_has_the_list(world, sign_in, asked):
    assert sign_in("senco").get("/contact-requests/").status_code == 403
    assert "put in touch" not in sign_in("senco").get("/").content.decode()


def test_another_authoritys_index_team_neither_sees_nor_answers_it(world, asked):
    neighbour = neighbouring_index_team(world)
    with acting(neighbour, now=world.now):
        assert not queries.contact_requests_waiting(neighbour).exists()
        with pytest.raises(NotVisible):
            services.answer_contact_request(ref=asked.ref, answer="No", by=neighbour, now=world.now)


def test_an_answer_is_given_once(world, sign_in, asked):
    for _ in range(2):
        answer = sign_in("index").post(f"/contact-requests/{asked.ref}/", {"answer": "Yes"})
    assert answer.status_code == 404
