"""Every field of every table is classed: about a person, or plain."""

import pytest

from .walking import models


@pytest.mark.parametrize("model", models(), ids=lambda model: model._meta.label)
def test_every_field_is_classed_once(model):
    fields = {field.name for field in model._meta.concrete_fields + tuple(model._meta.local_many_to_many)}
    personal, plain = set(model.Privacy.personal), set(model.Privacy.plain)
    assert personal | plain == fields
    assert not personal & plain


@pytest.mark.parametrize("model", models(), ids=lambda model: model._meta.label)
def test_nothing_about_a_child_goes_when_something_else_does(model):
    from django.db.models import PROTECT

    for field in model._meta.concrete_fields:
        if field.is_relation:
            assert field.remote_field.on_delete is PROTECT, f"{model._meta.label}.{field.name}"
