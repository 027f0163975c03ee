"""The design alone: no database, no other package."""

import pytest
from django.template import engines
from django.test import RequestFactory


@pytest.fixture
def http():
    """A request as it reaches a page."""
    return RequestFactory().get("/")


@pytest.fixture
def drawn(http):
    """A template given as text, rendered as a page would be."""

    def draw(text, **context):
        return engines["jinja2"].from_string(text).render(context, http)

    return draw
