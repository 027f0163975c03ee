"""The same write sent by several at the same moment: one thing done, one answer for all."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from tests.callers import Caller
from tests.world import make

from teamaround.accounts.door import acting
from teamaround.index import queries
from teamaround.kernel import clock


@pytest.fixture
def there(own_database, django_db_blocker, noon):
    """A world that is kept, for several threads."""
    with django_db_blocker.unblock():
        world = make(noon)
        yield world, world.child(), Caller(world)


def test_a_write_sent_four_times_at_once_is_done_once(there):
    world, child, caller = there

    def send(_):
        try:
            with clock.fixed(world.now):
                return caller.post(
                    f"/children/{child.ref}/involvements", {"starts_on": "2026-09-01"}, key="sent-at-once"
                )
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(send, range(4)))
    assert [answer.status_code for answer in answers] == [201] * 4
    assert len({answer.content for answer in answers}) == 1
    assert sum("Idempotency-Replayed" in answer for answer in answers) == 3
    with acting(world.viewer("senco"), now=world.now) as viewer:
        assert len(queries.involvements(viewer, child.pk, at=world.now)) == 1
    with acting(world.viewer("governance"), now=world.now):
        assert [row["children"] for row in caller.audited("api.shown")] == [[child.pk]] * 4
