"""Forgetting what is over."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session

from teamaround.site.background import tidy

pytestmark = pytest.mark.django_db


def test_answered_forms_and_sessions_are_forgotten_after_their_time(world, sign_in):
    child = world.child()
    sign_in("senco").post(
        f"/children/{child.ref}/involved/add/",
        {"starts_on-day": "1", "starts_on-month": "9", "starts_on-year": "2026", "once": "key"},
    )
    assert tidy(now=world.now) == 0
    assert tidy(now=world.now + timedelta(days=3650)) >= 2  # sessions go by the real clock
    assert not Session.objects.exists()
