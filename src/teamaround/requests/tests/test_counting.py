"""How many services that were asked began to help: a sum for whoever asks, and no row."""

from datetime import timedelta

import pytest

from teamaround.accounts.door import opened
from teamaround.requests import counting, services
from teamaround.requests.models import Request

pytestmark = pytest.mark.django_db


def test_services_begun_of_those_asked(agreed):
    today = agreed.world.today
    begun, waiting = agreed.ask(), agreed.ask(agreed.sail, email="crew@sail.example")
    agreed.do(services.accept, begun.ref, words="Yes", begins_on=None)
    agreed.do(services.begin, begun.ref, started_on=today)
    with opened(agreed.world.viewer("councillor")):
        ask = {"since": today, "until": today}
        found = counting.begun(agreed.world.ashby, **ask)
        assert (found["begun"], found["asked"], found["children"]) == (1, 2, 1)
        assert (found["counted_children"], found["other_children"]) == (1, 1)
        assert counting.begun(agreed.world.brindle, **ask)["asked"] == 0
        nobody = counting.begun(agreed.world.ashby, agencies=frozenset(), **ask)
        assert nobody["asked"] == 0
        early = counting.begun(agreed.world.ashby, since=today - timedelta(9), until=today - timedelta(1))
        assert early["asked"] == 0
        assert list(Request.objects.all()) == []
    agreed.do(services.take_back, waiting.ref, who="senco")
    with opened(agreed.world.viewer("councillor")):
        assert counting.begun(agreed.world.ashby, **ask)["asked"] == 1
