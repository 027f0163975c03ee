"""Reviews, endings and going on from one: on a real database, each refusal and each act."""

from datetime import date, timedelta

import pytest

from teamaround.accounts.door import opened
from teamaround.assessments import queries as assessments
from teamaround.assessments.tests.world import NOW, TODAY, acts, agreement
from teamaround.episodes import queries, services
from teamaround.episodes.models import EpisodeMove
from teamaround.episodes.queries.reviews import stage_facts, voices_at
from teamaround.episodes.rules import stages
from teamaround.episodes.rules.goals import GoalState, Settled
from teamaround.episodes.rules.planning import Doing
from teamaround.episodes.rules.reviewing import Told
from teamaround.episodes.rules.states import State
from teamaround.episodes.rules.voices import Heard, Said, Whose
from teamaround.episodes.services import ActionChange, Changes, GoalChange
from teamaround.episodes.tests.test_goals import do, wish
from teamaround.episodes.tests.test_services import accept, name, refused
from teamaround.kernel.refusal import Refusal

pytestmark = pytest.mark.django_db
NEXT = TODAY + timedelta(weeks=6)
HEARD = (Said(Whose.CHILD, Heard.THERE, "I sleep"), Said(Whose.PARENT, Heard.NOT_HEARD, why_not="At work"))


def look_again(world, episode, by=None, voices=HEARD, changes=None, **told):
    by = by or world.asha
    with opened(by):
        return services.record_review(
            ref=episode.ref, told=Told(**{"held_on": TODAY, "present": "Mum, Asha", "next_on": NEXT} | told),
            voices={world.child_id: voices}, by=by, now=NOW, changes=changes,
        )  # fmt: skip


def test_r16_a_review_hears_both_and_ends_in_a_date(world, episode):
    held = look_again(world, episode, progress="Calmer")
    with opened(world.cara):
        assert [row.ref for row in queries.reviews(episode)] == [held.ref]
        assert queries.open_one(world.child_id).review_on == NEXT
        seen = voices_at(held, children=[world.child_id])
        assert [one.voice.said or one.voice.why_not for one in seen] == ["I sleep", "At work"]
        assert "episodes.review_recorded" in acts()


def test_r16_a_review_without_an_ending_or_a_voice_is_refused_and_nothing_is_written(world, episode):
    for told, code in (
        ({"next_on": None}, "no-end"), ({"closes_for": "needs_met"}, "both-ends"), ({"present": ""}, "present"),
        ({"held_on": date(1990, 1, 1)}, "before"), ({"progress": "x" * 200_000}, "too-long"),
        ({"voices": HEARD[:1]}, "voice"),
    ):  # fmt: skip
        with pytest.raises(Refusal) as refusal:
            look_again(world, episode, **told)
        assert refusal.value.code == code
    with opened(world.asha):
        assert not queries.reviews(episode).exists()


def test_a_review_says_how_goals_and_actions_go(world, episode):
    goal, action = wish(world, episode), do(world, episode)
    changes = Changes(
        goals=[GoalChange(goal.ref, 1, Settled(GoalState.REACHED, "Sleeps well"))],
        actions=[ActionChange(action.ref, 1, Doing.DONE, "Each evening")],
    )
    look_again(world, episode, changes=changes)
    with opened(world.asha):
        assert queries.goal(goal.ref).after == "Sleeps well"
        assert queries.action(action.ref).progress == "Each evening"
    with pytest.raises(Refusal) as refusal:
        again = GoalChange(goal.ref, 1, Settled(GoalState.PARTLY, "Not quite"))
        look_again(world, episode, changes=Changes(goals=[again]))
    assert refusal.value.code == "changed-meanwhile"


def test_the_stage_follows_what_is_recorded(world, episode):
    def at(**known):
        found = queries.episode(episode.ref)
        return stages.stage(
            stage_facts(
                found,
                **{"has_agreement": True, "has_plan": False, "has_review": False, "has_met": False} | known,
            )
        )

    with opened(world.asha):
        assert at(has_agreement=False) is stages.Stage.AGREEMENT
        assert at() is stages.Stage.ASSESSMENT
        assert at(has_plan=True) is stages.Stage.PLAN
        assert at(has_plan=True, has_review=True) is stages.Stage.REVIEWS
        services.close_episode(ref=episode.ref, reason="needs_met", by=world.asha, now=NOW)
        assert at(has_plan=True) is stages.Stage.CLOSURE


def test_ending_tells_what_changed_and_going_on_starts_from_what_is_there(world, episode):
    name(world, episode, world.cara)
    accept(episode, world.cara)
    goal, left = wish(world, episode), wish(world, episode)
    change = GoalChange(goal.ref, 1, Settled(GoalState.REACHED, "Sleeps well"))
    told = {"what_changed": "Sleep", "family_says": "Thank you", "call_later": "The school nurse"}
    with opened(world.asha):
        ending = {"ref": episode.ref, "by": world.asha, "now": NOW}
        assert refused(services.close_episode, reason="", **ending) == "reason"
        long = told | {"family_says": "x" * 200_000}
        assert refused(services.close_episode, reason="needs_met", **long, **ending) == "too-long"
        services.close_episode(reason="needs_met", changes=[change], **told, **ending)
        closed = queries.episode(episode.ref)
        assert closed.what_changed == "Sleep" and closed.call_later == "The school nurse"
        assert assessments.open_one(world.child_id) is None

        again = {"ref": episode.ref, "by": world.asha, **agreement(world.cara.agency_id)}
        assert refused(services.reopen_episode, now=NOW + timedelta(days=366), **again) == "afresh"
        services.reopen_episode(now=NOW + timedelta(days=30), **again)
        opened_one = queries.open_one(world.child_id)
        assert opened_one.ref == episode.ref and opened_one.state == State.OPENED
        assert queries.open_goals(opened_one, children=[world.child_id]) == [left]
        assert assessments.open_one(world.child_id) is not None
        assert refused(services.reopen_episode, now=NOW, **again) == "state"
        moves = list(EpisodeMove.objects.order_by("at", "pk").values_list("move", flat=True))
        assert moves == ["open", "activate", "close", "reopen"]
        assert "episodes.reopened" in acts()
