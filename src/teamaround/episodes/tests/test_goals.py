"""Goals on a real database: added, put in other words, settled; and actions that serve them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from teamaround.accounts.door import opened
from teamaround.assessments.tests.world import NOW, TODAY, acts
from teamaround.episodes import queries, services
from teamaround.episodes.rules.goals import GoalState, Settled, Wished
from teamaround.episodes.rules.planning import Doing, Planned
from teamaround.episodes.tests.test_services import refused
from teamaround.kernel.refusal import NotVisible, Refusal

pytestmark = pytest.mark.django_db
WISHED = Wished("Sleeps badly", "To sleep through the night", "Mum keeps a chart", "Two nights in seven")


def wish(world, episode, by=None, wished=WISHED, child_id=None):
    by = by or world.asha
    with opened(by):
        return services.add_goal(ref=episode.ref, child_id=child_id, wished=wished, by=by, now=NOW)


def do(world, episode, what="Warm milk", **more):
    planned = Planned(what, "Mum", None, TODAY + timedelta(days=5), **more)
    with opened(world.asha):
        return services.add_action(ref=episode.ref, planned=planned, by=world.asha, now=NOW)


def test_a_goal_gathers_its_actions(world, episode):
    goal = wish(world, episode)
    served, loose = do(world, episode, goal=goal.pk), do(world, episode, "Ring the school")
    with opened(world.cara):
        (part,) = queries.plans(episode, children=[world.child_id], today=TODAY)
        assert [one.action for one in part.goals[0].actions] == [served]
        assert [one.action for one in part.actions] == [loose]
        assert "episodes.goal_added" in acts()


def test_a_goal_is_put_in_other_words_and_settled_and_nothing_is_lost(world, episode):
    goal = wish(world, episode)
    with opened(world.cara):
        changing = {"ref": goal.ref, "by": world.cara, "now": NOW}
        services.change_goal(version=1, wished=replace(WISHED, goal="😴 every night"), **changing)
        assert refused(services.change_goal, version=1, wished=WISHED, **changing) == "changed-meanwhile"
        done = Settled(GoalState.PARTLY, "Five nights in seven")
        services.settle_goal(version=2, settled=done, **changing)
        assert refused(services.settle_goal, version=2, settled=done, **changing) == "changed-meanwhile"
        kept = queries.goal(goal.ref)
        assert (kept.state, kept.after, kept.version) == ("partly", "Five nights in seven", 3)
        assert [row.goal for row in queries.earlier_goals(kept)] == ["😴 every night", WISHED.goal]
        assert queries.open_goals(episode, children=[world.child_id]) == []


def test_who_may_not_write_goals(world, episode):
    adding = {"ref": episode.ref, "child_id": None, "wished": WISHED, "now": NOW}
    with opened(world.eve), pytest.raises(NotVisible):
        services.add_goal(by=world.eve, **adding)
    gp = world.everything.viewer("gp")
    with opened(gp):
        assert refused(services.add_goal, by=gp, **adding) == "agreed"
    goal = wish(world, episode)
    with opened(world.asha):
        assert refused(services.add_goal, by=world.asha, **adding | {"wished": Wished("", "")}) == "need"
        services.withdraw_agreement(child_id=world.child_id, because="", by=world.asha, now=NOW)
        assert refused(services.add_goal, by=world.asha, **adding) == "agreement"
    with opened(world.cara), pytest.raises((Refusal, NotVisible)):
        services.settle_goal(
            ref=goal.ref, version=1, settled=Settled(GoalState.REACHED), by=world.cara, now=NOW
        )


def test_an_action_serves_a_goal_of_its_own_plan(world, episode):
    goal, action = wish(world, episode), do(world, episode)
    with opened(world.asha):
        changing = {"ref": action.ref, "state": Doing.TO_DO, "progress": "", "by": world.asha, "now": NOW}
        planned = Planned(action.what, action.who, None, action.by_on, goal=goal.pk)
        services.update_action(version=1, planned=planned, **changing)
        assert queries.action(action.ref).goal_id == goal.pk
        services.close_episode(ref=episode.ref, reason="needs_met", by=world.asha, now=NOW)
        assert refused(services.update_action, version=2, planned=planned, **changing) == "state"


def test_late_actions_are_shown_to_the_agency_that_owes_them(world, episode):
    late = NOW + timedelta(days=9)
    planned = Planned("Weigh her", "", world.cara.practitioner_id, TODAY + timedelta(days=5))
    school = Planned("Ring home", "", world.asha.practitioner_id, TODAY + timedelta(days=5))
    with opened(world.asha):
        for one in (planned, school):
            services.add_action(ref=episode.ref, planned=one, by=world.asha, now=NOW)
        asking = {"today": late.date(), "at": late}
        assert [one.action.what for one in queries.to_do(world.asha, **asking)[0]] == ["Ring home"]
        assert queries.to_do(world.asha, **asking)[1] == []
        assert queries.owing(queries.actions(episode, today=late.date())) == [
            ("Ashby Green School", 1), ("Ashby Health Visiting", 1),
        ]  # fmt: skip
    with opened(world.ben):
        assert [one.action.what for one in queries.to_do(world.ben, **asking)[1]] == ["Ring home"]
