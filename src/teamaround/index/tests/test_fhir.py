"""The index in FHIR R4: whom a Patient may mean, how certain that is, and what is refused."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.callers import Caller

from teamaround.accounts.door import acting
from teamaround.accounts.rules import Duty
from teamaround.index.fhir.grading import likelihood
from teamaround.index.fhir.reading import NHS_NUMBER, UPN, asked
from teamaround.index.rules import NameKind
from teamaround.kernel.refusal import Refusal
from teamaround.people import services as people

ASHA = {
    "resourceType": "Patient",
    "name": [{"family": "Lindqvist", "given": ["Asha"]}],
    "birthDate": "2017-03-27",
    "address": [{"line": ["4 Mill Lane"], "postalCode": "ZY1 1AA"}],
}
STRANGER = {
    "resourceType": "Patient",
    "name": [{"family": "Quill", "given": ["Zebedee"]}],
    "birthDate": "2011-01-05",
}
GRADE = "http://hl7.org/fhir/StructureDefinition/match-grade"


def parameters(patient, **others):
    rows = [{"name": "resource", "resource": patient}]
    for name, value in others.items():
        rows.append({"name": name, ("valueBoolean" if isinstance(value, bool) else "valueInteger"): value})
    return {"resourceType": "Parameters", "parameter": rows}


class Fhir(Caller):
    """Calls as a hospital's system would make them."""

    def match(self, body, **headers):
        return self.client.post(
            "/fhir/r4/Patient/$match", body if isinstance(body, str) else json.dumps(body),
            content_type="application/fhir+json", headers=self.headers(**headers),
        )  # fmt: skip

    def read(self, ref, **headers):
        return self.client.get(f"/fhir/r4/Patient/{ref}", headers=self.headers(**headers))


@pytest.fixture
def caller(world):
    return Fhir(world)


def shield(world, child):
    with acting(world.viewer("index"), now=world.now) as viewer:
        people.shield(
            child_id=child.pk, because="Order", review_on=world.today.replace(year=2027), by=viewer,
            now=world.now,
        )  # fmt: skip


def matches(response):
    assert response.status_code == 200, response.content
    assert response["Content-Type"] == "application/fhir+json"
    shown = response.json()
    assert shown["resourceType"] == "Bundle" and shown["type"] == "searchset"
    found = [row for row in shown.get("entry", []) if row["search"]["mode"] == "match"]
    assert shown["total"] == len(found)
    return found


def said(response):
    rows = [row for row in response.json().get("entry", []) if row["search"]["mode"] == "outcome"]
    return " ".join(issue["diagnostics"] for row in rows for issue in row["resource"]["issue"])


def outcome(response, status, code):
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/fhir+json"
    assert response["Cache-Control"] == "no-store"
    [issue] = response.json()["issue"]
    assert response.json()["resourceType"] == "OperationOutcome" and issue["code"] == code
    return issue


# ---------------------------------------------------------------- matching


@pytest.mark.django_db
def test_the_child_is_recognised_and_the_look_is_recorded(caller, world):
    child = world.child()
    response = caller.match(parameters(ASHA))
    [found] = matches(response)
    assert found["resource"]["id"] == child.ref and found["fullUrl"].endswith(f"/fhir/r4/Patient/{child.ref}")
    assert found["search"]["extension"] == [{"url": GRADE, "valueCode": "certain"}]
    assert 0.99 < found["search"]["score"] <= 1
    assert caller.audited("index.matched")[0]["children"] == [child.pk]
    [look] = caller.audited("api.shown")
    assert look["children"] == [child.pk] and look["purpose"] == "help"


@pytest.mark.django_db
def test_nobody_is_like_enough(caller, world):
    world.child()
    response = caller.match(parameters(STRANGER))
    assert matches(response) == [] and "like enough" in said(response)
    assert caller.audited("index.matched")[0]["children"] == []


@pytest.mark.django_db
def test_a_likely_child_is_not_given_as_certain(caller, world):
    world.child()
    other_name = ASHA | {"name": [{"family": "Lindqvist", "given": ["Bo"]}]}
    response = caller.match(parameters(other_name))
    [found] = matches(response)
    assert found["search"]["extension"][0]["valueCode"] == "probable"
    assert "given name does not agree" in said(response)
    assert matches(caller.match(parameters(other_name, onlyCertainMatches=True))) == []


@pytest.mark.django_db
def test_a_shielded_child_is_not_named_and_a_person_is_asked(caller, world):
    child = world.child()
    shield(world, child)
    response = caller.match(parameters(ASHA))
    assert matches(response) == [] and "index team" in said(response)
    assert child.ref not in response.content.decode()


@pytest.mark.django_db
def test_a_patient_alone_is_understood_and_count_is_kept(caller, world):
    world.child()
    assert len(matches(caller.match(ASHA))) == 1
    assert len(matches(caller.match(parameters(ASHA, count=1)))) == 1


@pytest.mark.django_db
def test_what_cannot_be_used_is_said(caller, world):
    world.child()
    patient = ASHA | {
        "birthDate": "2017-03",
        "identifier": [{"system": "http://hospital.example/mrn", "value": "77"}],
    }
    told = said(caller.match(parameters(patient)))
    assert "Patient.birthDate was passed over" in told and "Patient.identifier[0] was passed over" in told


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "place"),
    [
        ({}, None),
        ([], None),
        ({"resourceType": "Parameters"}, "Parameters.parameter"),
        (parameters({"resourceType": "Group"}), "Parameters.parameter"),
        (parameters({"resourceType": "Patient"}), "Patient"),
        (parameters(ASHA | {"birthDate": "2017-02-30"}), "Patient.birthDate"),
        (parameters(ASHA | {"birthDate": 2017}), "Patient.birthDate"),
        (parameters(ASHA | {"name": "Asha"}), "Patient.name"),
        (parameters(ASHA | {"name": [{"family": 7}]}), "Patient.name[0].family"),
        (parameters(ASHA | {"name": [{"family": "x" * 201}]}), "Patient.name[0].family"),
        (parameters(ASHA | {"address": [{"line": "4 Mill Lane"}]}), "Patient.address[0].line"),
        (parameters(ASHA | {"identifier": [{}] * 11}), "Patient.identifier"),
        (parameters(ASHA, count=0), "Parameters.parameter"),
    ],
)
def test_what_is_wrong_is_refused_with_its_place(caller, body, place):
    issue = outcome(caller.match(body), 422, "invalid")
    if place:
        assert issue["expression"] == [place]
    assert not caller.audited("index.matched")


@pytest.mark.django_db
def test_calls_without_token_purpose_or_duty_and_other_methods(caller, world):
    outcome(caller.match(ASHA, Authorization=None), 401, "login")
    outcome(caller.match(ASHA, Authorization="Bearer no-such-token"), 401, "login")
    outcome(caller.match(ASHA, Purpose=None), 400, "invalid")
    outcome(Fhir(world, duties=(Duty.RECORD_INVOLVEMENT,)).match(ASHA), 403, "forbidden")
    outcome(caller.client.get("/fhir/r4/Patient/$match", headers=caller.headers()), 405, "not-supported")
    outcome(caller.match("{"), 400, "invalid")
    outcome(caller.match("[" * 100_000), 400, "invalid")


@pytest.mark.django_db
def test_a_patient_is_read_as_far_as_the_caller_may_know(caller, world):
    child = world.child()
    shown = caller.read(child.ref).json()
    assert shown["name"][0] == {
        "use": "official", "text": "Asha Lindqvist", "family": "Lindqvist", "given": ["Asha"],
    }  # fmt: skip
    assert (shown["id"], shown["birthDate"]) == (child.ref, "2017-03-27")
    assert "address" not in shown
    outcome(caller.read("C-000000009"), 404, "not-found")
    outcome(caller.read("nobody"), 404, "not-found")


def test_what_the_server_can_do_is_said_to_anybody(client):
    shown = client.get("/fhir/r4/metadata").json()
    assert shown["fhirVersion"] == "4.0.1"
    [resource] = shown["rest"][0]["resource"]
    assert [operation["name"] for operation in resource["operation"]] == ["match"]
    outcome(client.post("/fhir/r4/metadata"), 405, "not-supported")


# ---------------------------------------------------------------- reading


def test_names_places_and_numbers_are_read():
    person = asked(
        ASHA
        | {
            "gender": "other",
            "name": [
                {"use": "old", "family": "Berg", "given": ["Asha"]},
                {"use": "nickname", "given": ["Ash"]},
                {"text": "Asha"},
            ],
            "address": [{"use": "old", "postalCode": "ZY2 2BB"}, {"postalCode": "ZY1 1AA"}],
            "identifier": [{"system": NHS_NUMBER, "value": "999 000 0018"}, {"system": UPN, "value": "A1"}],
            "telecom": [{"system": "phone", "value": "01632 960001"}, {"system": "fax", "value": "1"}],
        }
    ).person
    assert [name.kind for name in person.names] == [NameKind.FORMER, NameKind.KNOWN_AS]
    assert [place.postcode for place in person.addresses] == ["ZY1 1AA", "ZY2 2BB"]
    assert [number.kind for number in person.numbers] == ["nhs_number", "upn"]
    assert person.telephones == ("01632 960001",) and person.sex == ""


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
ELEMENTS = st.sampled_from(["name", "birthDate", "gender", "address", "identifier", "telecom"])


@given(
    st.dictionaries(
        ELEMENTS,
        JSON
        | st.lists(
            st.dictionaries(
                st.sampled_from(["use", "family", "given", "line", "postalCode", "system", "value", "text"]),
                JSON,
            ),
            max_size=3,
        ),
    )
)
def test_any_patient_is_read_or_refused_in_a_sentence(elements):
    try:
        assert asked({"resourceType": "Patient", **elements}).person
    except Refusal as refusal:
        assert refusal.sentence.strip() and refusal.field


@given(st.floats(-200, 200), st.floats(-200, 200))
def test_more_bits_are_never_less_likely(one, other):
    assert likelihood(min(one, other)) <= likelihood(max(one, other))
    assert likelihood(0) == 0.5
