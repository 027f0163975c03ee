"""Pages of plans ask the database as few things for forty actions as for two."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from .plans import WHOLE, adds, begins

pytestmark = pytest.mark.django_db


def asked(client, address):
    with CaptureQueriesContext(connection) as caught:
        assert client.get(address).status_code == 200
    return len(caught)


def test_pages_of_a_plan_ask_as_few_things_for_many_actions_as_for_two(world, keeper, sign_in):
    plan = begins(world, keeper)
    adds(world, keeper, plan, WHOLE, WHOLE)
    client = sign_in("data")
    addresses = [f"/improvement/plans/{plan.ref}/{end}" for end in ("", "months/", "mine/", "amendments/")]
    few = [asked(client, address) for address in addresses]
    more = [replace(WHOLE, words=f"Action {nth}") for nth in range(38)]
    adds(world, keeper, plan, *more, labels=("1", "2") * 19)
    assert [asked(client, address) for address in addresses] == few
    assert max(few) < 30, few
