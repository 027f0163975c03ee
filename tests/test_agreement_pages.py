"""The agreement's pages: signing on the screen, what a young person can decide, consent apart."""

import base64

import pytest

from teamaround.accounts.door import acting
from teamaround.index import services as index
from teamaround.index.rules.consenting import ConsentFacts
from teamaround.sharing import queries as sharing
from teamaround.sharing.agreement_rules import How, Standing
from teamaround.sharing.models import Judgement, Signature
from teamaround.sharing.tests.test_signing import drawn

pytestmark = pytest.mark.django_db
DRAWING = "data:image/png;base64," + base64.b64encode(drawn()).decode()


def agreeing(world, **changes):
    day = world.today
    return {
        "once": "agree-1", "standing": "parental-responsibility", "given_by": "Mira Lindqvist",
        "given_on-day": day.day, "given_on-month": day.month, "given_on-year": day.year, "how": "drawn",
        "may_store": "yes", "may_share": "no", "drawing": DRAWING, **changes,
    }  # fmt: skip


@pytest.fixture
def child(world):
    return world.child()


def test_a_family_signs_on_the_screen_and_the_drawing_is_on_the_page(sign_in, world, child):
    client, place = sign_in("senco"), f"/children/{child.ref}/agreement/"
    answer = client.post(f"{place}record/", agreeing(world))
    assert answer.status_code == 302, answer.content.decode()[:3000]
    kept = Signature.objects.get()
    page = client.get(place).content.decode()
    assert f"/signatures/{kept.ref}/" in page and "Signature of Mira Lindqvist" in page
    image = client.get(f"/signatures/{kept.ref}/")
    assert image["Content-Type"] == "image/png" and image["Cache-Control"] == "no-store"
    assert sign_in("gp").get(f"/signatures/{kept.ref}/").status_code == 404


@pytest.mark.parametrize("drawing", ["", "data:image/png;base64,????", "x" * 700_000])
def test_a_signature_that_did_not_arrive_is_asked_for_again_and_nothing_typed_is_lost(
    sign_in, world, child, drawing
):
    client = sign_in("senco")
    typed = agreeing(world, drawing=drawing, not_to_share="Nothing about Nan")
    answer = client.post(f"/children/{child.ref}/agreement/record/", typed)
    page = answer.content.decode()
    assert answer.status_code == 422 and "There is a problem" in page and "Nothing about Nan" in page
    with acting(world.viewer("senco"), now=world.now):
        assert sharing.agreement_in_force(child.pk) is None


def test_a_signature_follows_later_and_is_taken_out_with_a_reason(sign_in, world, child):
    client, place = sign_in("senco"), f"/children/{child.ref}/agreement/"
    client.post(f"{place}record/", agreeing(world, how="spoken", drawing=""))
    signed = {
        "once": "s",
        "name": "Mira Lindqvist",
        "how": "typed",
        "signed_name": "Mira L",
        "declares": "on",
    }
    assert client.get(f"{place}sign/").status_code == 200
    assert client.post(f"{place}sign/", signed).status_code == 302
    kept = Signature.objects.get()
    out = f"/signatures/{kept.ref}/take-out/"
    assert client.get(out).status_code == 200
    assert client.post(out, {"once": "t", "because": ""}).status_code == 422
    assert client.post(out, {"once": "u", "because": "Her sister signed"}).status_code == 302
    assert "Her sister signed" in client.get(place).content.decode()


def test_what_a_young_person_can_decide_is_written_for_one_decision_and_shown_there(sign_in, world, child):
    client, place = sign_in("senco"), f"/children/{child.ref}/decides/"
    client.post(f"/children/{child.ref}/agreement/record/", agreeing(world))
    assert 'value="meeting" checked' in client.get(f"{place}judge/?about=meeting").content.decode()
    day = world.today
    told = {
        "once": "j", "matter": "sharing", "about": "the football club", "reasoning": "She said what would follow",
        "support": "A drawing of who sees what", "judged_by": "Sam Oyelaran", "judged_on-day": day.day,
        "judged_on-month": day.month, "judged_on-year": day.year,
    }  # fmt: skip
    assert client.post(f"{place}judge/", {**told, "reasoning": ""}).status_code == 422
    assert client.post(f"{place}judge/", {**told, "once": "k"}).status_code == 302
    for page in (place, f"/children/{child.ref}/agreement/"):
        assert "She said what would follow" in client.get(page).content.decode()
    ref = Judgement.objects.get().ref
    assert client.get(f"/judgements/{ref}/mistake/").status_code == 200
    assert client.post(f"/judgements/{ref}/mistake/", {"once": "m", "because": "Not her"}).status_code == 302
    assert "Entered by mistake" in client.get(place).content.decode()
    assert sign_in("gp").get(f"/judgements/{ref}/mistake/").status_code == 404


def test_consent_for_a_sensitive_service_stands_on_the_page_for_its_own_agency_alone(sign_in, world, child):
    clinic = sign_in("camhs")
    clinic.post(
        f"/children/{child.ref}/agreement/record/",
        agreeing(world, may_share="yes", another=world.agency["school"].ref),
    )
    with acting(world.viewer("camhs"), now=world.now) as viewer:
        row = index.record_consent(
            child_id=child.pk, service_id=world.service["clinic"].pk, by=viewer, now=world.now,
            facts=ConsentFacts(
                "Mira Lindqvist", Standing.PARENTAL_RESPONSIBILITY, How.SPOKEN, world.today,
                has_parental_responsibility=True,
            ),
        )  # fmt: skip
    place = f"/children/{child.ref}/agreement/"
    assert "Consent given" in sign_in("camhs").get(place).content.decode()
    page = sign_in("senco").get(place).content.decode()
    assert "<strong>Clinic</strong>" not in page and "Consent given" not in page
    client = sign_in("camhs")
    assert client.get(f"/children/{child.ref}/sensitive-services/").status_code == 200
    assert client.get(f"/children/{child.ref}/sensitive-services/ask/").status_code == 200
    address = f"/involvements/{row.ref}/consent/withdraw/"
    assert client.get(address).status_code == 200
    assert client.post(address, {"once": "w", "version": row.version, "because": ""}).status_code == 302
    assert "Withdrawn" in client.get(place).content.decode()
    assert "not named here" not in sign_in("senco").get(f"/children/{child.ref}/involved/").content.decode()
    assert sign_in("senco").get(address).status_code == 404
