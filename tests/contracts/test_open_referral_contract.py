"""The open feed against its own document: what schemathesis makes up, sent to the site as it is served.

Examples are bounded and the same each time.
"""

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS

from teamaround.directory.api import answers
from teamaround.directory.api.document import document
from teamaround.directory.busy import Busy
from teamaround.directory.tests import places
from teamaround.kernel import clock
from tests.world import make

BOUNDS = settings(
    max_examples=12, deadline=None, database=None, derandomize=True, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
DOCUMENT = document("http://localhost/open-referral/v3")
CHECKED = [
    "not_a_server_error", "status_code_conformance", "content_type_conformance",
    "response_headers_conformance", "response_schema_conformance", "negative_data_rejection",
]  # fmt: skip


@pytest.fixture(scope="module")
def schema():
    made = schemathesis.openapi.from_dict(DOCUMENT)
    made.app = get_wsgi_application()
    return made


@pytest.fixture
def known(own_database, django_db_blocker, noon, monkeypatch):
    """Identifiers of what is there, in a database that other connections see."""
    monkeypatch.setattr(answers, "calls", Busy(1_000_000))
    with django_db_blocker.unblock(), clock.fixed(noon):
        small = places.make(make(noon))
        yield {
            "services": places.key("Young sailors"),
            "service_at_locations": small.service["Young sailors"].places.get().pk,
            "organizations": places.key("harbour"),
            "taxonomies": small.service["Young sailors"].attributes.first().term.taxonomy_id,
            "taxonomy_terms": small.service["Young sailors"].attributes.first().term_id,
        }


def test_the_document_is_an_openapi_document():
    schemathesis.openapi.from_dict(DOCUMENT).validate()


@pytest.mark.slow
@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_answers_are_as_the_document_says(schema, known, mode):
    for place in DOCUMENT["paths"].keys() - {"/"}:  # which asks for nothing, so nothing can be made up
        statuses = sent(schema[place]["GET"], known.get(place.split("/")[1]), mode)
        if mode is GenerationMode.POSITIVE:
            assert 200 in statuses, place


def sent(operation, key, mode):
    """Send what is made up, check each answer, and return the statuses."""
    checks = [check for check in CHECKS.get_all() if check.__name__ in CHECKED]
    statuses = set()

    @BOUNDS
    @given(case=operation.as_strategy(generation_mode=mode))
    def send(case):
        if mode is GenerationMode.POSITIVE:
            case.path_parameters.update({name: str(key) for name in case.path_parameters})
        response = case.call()
        statuses.add(response.status_code)
        case.validate_response(response, checks=checks)

    send()
    return statuses
