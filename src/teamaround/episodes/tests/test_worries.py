"""Worried now: anybody who may know of the child, no agreement, and always an answer."""

import pytest
from django.db import connection

from teamaround.accounts.door import opened
from teamaround.assessments.tests.world import NOW, acts
from teamaround.episodes import queries, services
from teamaround.episodes.models import Worry
from teamaround.episodes.rules.worries import Told, WorryState
from teamaround.episodes.tests.test_services import refused
from teamaround.kernel.refusal import NotVisible

pytestmark = pytest.mark.django_db
TOLD = Told(what="A bruise on his arm", done_already="Asked him gently", nearness="now")


def tell(world, by=None, told=TOLD):
    by = by or world.ben
    with opened(by):
        return services.record_worry(child_id=world.child_id, told=told, telephone="", by=by, now=NOW)


def test_a_worry_is_told_received_and_answered(world):
    worry = tell(world)
    with opened(world.dev):
        assert list(queries.worries_to_receive(world.dev)) == [worry]
        services.receive_worry(ref=worry.ref, by=world.dev, now=NOW)
        assert refused(services.receive_worry, ref=worry.ref, by=world.dev, now=NOW) == "worry-state"
        assert refused(services.answer_worry, ref=worry.ref, answer="", by=world.dev, now=NOW) == "answer"
        services.answer_worry(ref=worry.ref, answer="We visited today", by=world.dev, now=NOW)
        assert list(queries.worries_to_receive(world.dev)) == []
        assert [act for act in acts() if "worry" in act] == [
            "episodes.worry_told", "episodes.worry_received", "episodes.worry_answered",
        ]  # fmt: skip
    with opened(world.ben):
        assert queries.worry(world.ben, worry.ref, at=NOW).answer == "We visited today"
        assert list(queries.worries_sent_by(world.ben)) == [worry]


def test_an_answer_at_once_counts_as_received(world):
    worry = tell(world)
    with opened(world.dev):
        answered = services.answer_worry(ref=worry.ref, answer="On our way", by=world.dev, now=NOW)
        assert answered.state == WorryState.ANSWERED and answered.received_by_id == world.dev.account_id


def test_needs_words_and_how_soon_and_nothing_else(world):
    for told, code in ((Told("", nearness="now"), "what"), (Told("x"), "nearness")):
        with opened(world.ben):
            telling = {"child_id": world.child_id, "told": told, "telephone": "", "by": world.ben, "now": NOW}
            assert refused(services.record_worry, **telling) == code


def test_only_its_sender_and_those_who_receive_worries_read_it(world):
    worry = tell(world)
    for other in (world.asha, world.cara, world.eve):
        with opened(other), pytest.raises(NotVisible):
            queries.worry(other, worry.ref, at=NOW)
    with opened(world.ben):
        assert refused(services.receive_worry, ref=worry.ref, by=world.ben, now=NOW) == "duty"
    with opened(world.asha):
        assert list(queries.worries_to_receive(world.asha)) == []
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM episodes_worry")
            assert cursor.fetchone() == (0,)


def test_nobody_far_away_can_tell_of_a_child_they_may_not_know_of(world):
    with opened(world.eve), pytest.raises(NotVisible):
        services.record_worry(child_id=world.child_id, told=TOLD, telephone="", by=world.eve, now=NOW)
    with opened(world.dev):
        assert Worry.objects.count() == 0
