"""The API against its own document: what schemathesis makes up, sent to the site as it is served.

Every answer must be one that the document declares, of the declared shape and with the
declared headers; nothing may break; what is not as described must be refused, and so must
a call without a token. Examples are bounded and the same each time.
"""

import pytest
import schemathesis
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS

from teamaround.accounts.door import acting
from teamaround.accounts.rules import Duty
from teamaround.index import services as index
from teamaround.kernel import clock
from teamaround.requests.tests.conftest import Asking
from teamaround.site.api.openapi import document
from tests.callers import DUTIES, Caller, refused
from tests.world import make

BOUNDS = settings(
    max_examples=12, deadline=None, database=None, derandomize=True, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
FILE = b"Surname,First name,Birth,Colour\nCarver,Ben,04/05/2014,red\n"
OPERATIONS = [(place, method.upper()) for place, methods in document()["paths"].items() for method in methods]
CHECKED = [
    "not_a_server_error", "status_code_conformance", "content_type_conformance",
    "response_headers_conformance", "response_schema_conformance", "negative_data_rejection",
    "missing_required_header", "unsupported_method", "allow_header_conformance",
]  # fmt: skip


@pytest.fixture(scope="module")
def schema():
    made = schemathesis.openapi.from_dict(document())
    made.app = get_wsgi_application()
    made.config.generation.update(with_security_parameters=False)  # the token is put in below
    return made


@pytest.fixture
def called(own_database, django_db_blocker, noon):
    """A service account with a child, an involvement, a search and a request of its own, in a database that keeps what is sent."""
    with django_db_blocker.unblock(), clock.fixed(noon):
        world = make(noon)
        asking = Asking(world)
        child = asking.child
        asking.agree("helpers")
        asked = asking.ask(who="lead")  # a service of their own agency, so that they are on both sides
        with acting(world.viewer("lead"), now=noon) as viewer:
            ours = index.record_involvement(
                child_id=child.pk, by=viewer, now=noon, starts_on=world.today, reason="reading"
            )
        caller = Caller(world, agency="helpers", duties=(*DUTIES, Duty.WRITE_ASSESSMENTS))
        search = caller.post("/searches", {"name": "Asha Lindqvist"}).json()["ref"]
        file = caller.client.post(
            "/api/v1/imports", {"file": SimpleUploadedFile("roll.csv", FILE)},
            headers=caller.headers(Idempotency_Key="a-file-sent-before"),
        ).json()["ref"]  # fmt: skip
        caller.known = {
            "child": child.ref,
            "involvement": ours.ref,
            "search": search,
            "file": file,
            "ref": asked.ref,
        }
        yield caller


def test_the_document_is_an_openapi_document():
    """Its own schema, as schemathesis carries it, finds no fault with it."""
    schemathesis.openapi.from_dict(document()).validate()


@pytest.mark.django_db
@pytest.mark.parametrize(("place", "method"), OPERATIONS)
def test_nothing_is_answered_without_a_token(client, place, method):
    refused(
        client.generic(method, place.format(child="x", search="x", involvement="x", file="x", ref="x")),
        401,
        "token",
    )


@pytest.mark.slow
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_answers_are_as_the_document_says(schema, called, mode):
    for place, method in OPERATIONS:
        statuses = sent(schema[place][method], called, mode)
        if mode is GenerationMode.POSITIVE:
            assert statuses - {400, 404}, f"{method} {place}: the examples do not reach the call"


def sent(operation, called, mode):
    """Send what is made up, check each answer, and return the statuses."""
    checks = [check for check in CHECKS.get_all() if check.__name__ in CHECKED]
    statuses = set()

    @BOUNDS
    @given(case=operation.as_strategy(generation_mode=mode))
    def send(case):
        if mode is GenerationMode.POSITIVE:
            case.path_parameters.update({name: called.known[name] for name in case.path_parameters})
        case.headers["Authorization"] = f"Bearer {called.token}"
        response = case.call()
        statuses.add(response.status_code)
        case.validate_response(response, checks=checks)
        assert "set-cookie" not in response.headers
        assert response.headers["cache-control"] == ["no-store"]

    send()
    return statuses
