"""The document, the page that explains it, and addresses that are not there."""

import re

import pytest
from tests.callers import refused

from teamaround.accounts.rules import Duty
from teamaround.site.api import assembly
from teamaround.site.api.openapi import REFUSALS, document


def operations():
    return [
        (place, method, operation)
        for place, methods in document()["paths"].items()
        for method, operation in methods.items()
    ]


def test_every_operation_declares_every_refusal_and_its_headers():
    for _, method, operation in operations():
        assert {str(status) for status in REFUSALS} < set(operation["responses"])
        names = {parameter["name"] for parameter in operation["parameters"]}
        assert "X-On-Behalf-Of" in names
        if "You" not in operation["tags"]:
            assert "Purpose" in names
        if method != "get":
            assert "Idempotency-Key" in names
        assert operation["security"] == [{"ServiceToken": []}]
        assert operation["description"] and operation["summary"]


def test_every_address_names_the_duty_of_each_method():
    for pattern in assembly.urlpatterns():
        for method, duty in pattern.callback.duty.items():
            assert method in ("GET", "POST")
            assert duty is None or isinstance(duty, Duty)


def test_answers_about_a_child_are_never_optional_by_default():
    child = document()["components"]["schemas"]["Child"]
    assert not {"address", "school", "gp_practice"} & set(child["required"])
    assert "default" not in child["properties"]["address"]


@pytest.mark.django_db
def test_the_page_explains_every_call_without_a_script_of_its_own(client):
    response = client.get("/api/docs")
    assert response.status_code == 200
    page = response.content.decode()
    for place, _, operation in operations():
        assert place in page and f'id="{operation["operationId"]}"' in page
    for script in re.findall(r"<script[^>]*>", page):
        assert 'src="/static/' in script
    assert not re.search(r"<style|\sstyle=|\son\w+=|https?://(?!teamaround\.example)", page)
    assert "script-src 'self'" in response["Content-Security-Policy"]
    assert all(f'id="problem-{status}"' in page for status in REFUSALS)


@pytest.mark.django_db
def test_the_document_is_for_anybody(client):
    response = client.get("/api/openapi.json")
    assert response.json() == document() and not response.cookies


@pytest.mark.parametrize("place", ["/api/", "/api/v1/", "/api/v2/me", "/api/v1/children/", "/api/v1/me/"])
@pytest.mark.django_db
def test_an_address_that_is_not_there(client, place):
    response = client.get(place)
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"


@pytest.mark.django_db
def test_another_method_than_those_declared(client):
    response = client.delete("/api/v1/me")
    refused(response, 405, "method")
    assert response["Allow"] == "GET"
