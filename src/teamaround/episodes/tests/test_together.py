"""Several children of one family in one plan: who joins, who reads what, who leaves."""

from datetime import timedelta

import pytest
from django.urls import reverse

from teamaround.accounts.door import opened
from teamaround.assessments.tests.world import NOW, TODAY, agreement
from teamaround.episodes import queries, services
from teamaround.episodes.queries import meetings as asking
from teamaround.episodes.rules.planning import Planned
from teamaround.episodes.rules.reviewing import Told
from teamaround.episodes.rules.voices import Heard, Hearing, Said, VoiceRefused, Whose
from teamaround.episodes.services import minutes
from teamaround.episodes.tests.gatherings import VOICES, asha, cara, heard, joins, under_way
from teamaround.episodes.tests.test_goals import wish
from teamaround.episodes.tests.test_reviewing import HEARD, NEXT
from teamaround.episodes.tests.test_services import refused
from teamaround.index import queries as index
from teamaround.kernel.refusal import NotVisible, Refusal
from teamaround.people.rules import IdentifierKind
from teamaround.people.services import NewIdentifier, NewName
from teamaround.sharing import agreeing

pytestmark = pytest.mark.django_db


@pytest.fixture
def brother(world):
    """Nils, at the same address."""
    numbers = (NewIdentifier(IdentifierKind.NHS_NUMBER, "999 000 0026"),)
    return world.everything.child(names=(NewName("Nils", "Lindqvist"),), identifiers=numbers)


def join(world, episode, child, by=None, covered=()):
    by = by or world.asha
    with opened(by):
        return services.agree_and_add_child(
            ref=episode.ref, child_id=child.pk, by=by, now=NOW, **agreement(*covered)
        )


def test_a_brother_joins_under_an_agreement_of_his_own(world, episode, brother):
    with opened(world.asha):
        assert set(queries.who_could_join(world.asha, episode, at=NOW)) == {brother.pk}
        joining = {"ref": episode.ref, "child_id": brother.pk, "by": world.asha, "now": NOW}
        assert refused(services.add_child, **joining) == "agreement"
    join(world, episode, brother, covered=[world.cara.agency_id])
    with opened(world.asha):
        assert queries.open_one(brother.pk).ref == episode.ref
        assert queries.current_children(episode) == {world.child_id, brother.pk}
        assert refused(services.add_child, **joining) == "has-plan"
        assert services.open_episode(child_id=brother.pk, by=world.asha, now=NOW).ref == episode.ref


def test_only_the_family_joins(world, episode):
    other = world.everything.child(names=(NewName("Zoe", "Moss"),), identifiers=(), addresses=(), carers=())
    with pytest.raises(Refusal) as refusal:
        join(world, episode, other, covered=[world.cara.agency_id])
    assert refusal.value.code == "not-family"


def test_each_reads_only_the_children_whose_content_they_may(world, episode, brother):
    join(world, episode, brother, covered=[world.everything.agency["practice"].pk])
    goal = wish(world, episode, child_id=brother.pk)
    with opened(world.asha):
        both = queries.together(world.asha, episode.ref, at=NOW, child=brother.ref)
        assert both.children == (world.child_id, brother.pk) and both.through == brother.pk
    with opened(world.cara):
        hers = queries.together(world.cara, episode.ref, at=NOW)
        assert hers.children == (world.child_id,)
        assert queries.plans(episode, children=hers.children, today=TODAY)[0].goals == []
        with pytest.raises((Refusal, NotVisible)):
            wish(world, episode, by=world.cara, child_id=brother.pk)
    gp = world.everything.viewer("gp")
    with opened(gp):
        his = queries.together(gp, episode.ref, at=NOW)
        assert his.children == (brother.pk,) and not his.reads_first
        assert queries.plans(episode, children=his.children, today=TODAY)[0].goals[0].goal == goal
    with opened(world.eve), pytest.raises(NotVisible):
        queries.together(world.eve, episode.ref, at=NOW)


def test_actions_carry_the_child_whose_need_it_is(world, episode, brother):
    join(world, episode, brother, covered=[world.cara.agency_id])
    goal, first = wish(world, episode, child_id=brother.pk), wish(world, episode)
    with opened(world.asha):
        adding = {"ref": episode.ref, "by": world.asha, "now": NOW}
        planned = Planned("Weigh him", "Mum", None, TODAY + timedelta(days=3), goal=goal.pk)
        action = services.add_action(planned=planned, **adding)
        assert action.child_id == brother.pk
        assert queries.next_for(world.asha, brother.pk, today=TODAY, at=NOW).actions[0].action == action
        assert queries.next_for(world.asha, world.child_id, today=TODAY, at=NOW).actions == []
        changing = {"ref": action.ref, "version": 1, "state": "to_do", "progress": "", "by": world.asha}
        other = Planned("Weigh him", "Mum", None, action.by_on, goal=first.pk)
        assert refused(services.update_action, planned=other, now=NOW, **changing) == "goal"


def test_r16_a_review_hears_every_child(world, episode, brother):
    join(world, episode, brother, covered=[world.cara.agency_id])
    told = Told(held_on=TODAY, present="Mum", next_on=NEXT)
    with opened(world.asha):
        holding = {"ref": episode.ref, "told": told, "by": world.asha, "now": NOW}
        with pytest.raises(VoiceRefused) as refusal:
            services.record_review(voices={world.child_id: HEARD}, **holding)
        assert refusal.value.child == brother.pk
        services.record_review(voices={world.child_id: HEARD, brother.pk: HEARD}, **holding)


def test_a_child_leaves_and_history_stays(world, episode, brother):
    join(world, episode, brother, covered=[world.cara.agency_id])
    goal = wish(world, episode, child_id=brother.pk)
    with opened(world.asha):
        leaving = {"ref": episode.ref, "by": world.asha, "now": NOW}
        assert refused(services.take_out_child, child_id=brother.pk, because="", **leaving) == "reason"
        first = leaving | {"child_id": world.child_id, "because": "Well"}
        assert refused(services.take_out_child, **first) == "first-child"
        services.take_out_child(child_id=brother.pk, because="Well again", **leaving)
        assert queries.open_one(brother.pk) is None
        sight = queries.together(world.asha, episode.ref, at=NOW)
        assert brother.pk in sight.children and brother.pk not in sight.writable
        assert queries.plans(episode, children=[brother.pk], today=TODAY)[0].goals[0].goal == goal
        assert index.pointers(brother.pk).lead_practitioner is None
        assert refused(services.add_goal, child_id=brother.pk, wished=None, **leaving) == "child"


def test_a_brother_whose_agreement_is_withdrawn_takes_nobody_with_him(world, episode, brother):
    join(world, episode, brother, covered=[world.cara.agency_id])
    with opened(world.asha):
        services.withdraw_agreement(child_id=brother.pk, because="", by=world.asha, now=NOW)
        assert agreeing.Agreement.objects.filter(withdrawn_at__isnull=True).count() == 1
    with opened(world.cara):
        assert queries.together(world.cara, episode.ref, at=NOW).children == (world.child_id,)


def test_ending_the_work_lets_every_child_go(world, episode, brother):
    join(world, episode, brother, covered=[world.cara.agency_id])
    with opened(world.asha):
        services.close_episode(ref=episode.ref, reason="needs_met", by=world.asha, now=NOW)
        assert queries.open_one(brother.pk) is None
        assert list(queries.of_child(brother.pk)) == [episode]
        assert queries.together(world.asha, episode.ref, at=NOW).children == (world.child_id, brother.pk)


def test_a_meeting_hears_each_child_and_the_parents_once(world, episode, brother):
    join(world, episode, brother, covered=[world.cara.agency_id])
    of_asha = joins(world, episode, asha(world))
    found = under_way(world, episode)
    doing = {"ref": found.ref, "by": world.asha, "now": NOW}
    his = Said(Whose.CHILD, Heard.NOT_HEARD, why_not="He was at school; we ask him next week")
    with opened(world.asha):
        minutes.note_who_came(came=[of_asha.ref], was=[], **doing)
        minutes.hear(heard=heard(world), **doing)
        with pytest.raises(VoiceRefused) as missing:
            minutes.end(took_minutes=30, next_plan=None, **doing)
        assert missing.value.child == brother.pk and missing.value.field == "child_heard"
        minutes.hear(heard={brother.pk: Hearing((his,))}, **doing)
        with pytest.raises(VoiceRefused) as behind:
            minutes.hear(heard={brother.pk: Hearing((Said(Whose.CHILD, Heard.THERE, "Mine"),))}, **doing)
        assert (behind.value.child, behind.value.code) == (brother.pk, "changed-meanwhile")
        minutes.end(took_minutes=30, next_plan=None, **doing)
        assert {child: set(rows) for child, rows in asking.voices(found).items()} == {
            world.child_id: {"child", "parent"}, brother.pk: {"child"},
        }  # fmt: skip


def test_who_may_not_read_the_brother_is_not_asked_for_his_voice(world, episode, brother):
    join(world, episode, brother, covered=[world.everything.agency["practice"].pk])
    of_cara = joins(world, episode, cara(world))
    found = under_way(world, episode)
    doing = {"ref": found.ref, "by": world.cara, "now": NOW}
    with opened(world.cara):
        minutes.note_who_came(came=[of_cara.ref], was=[], **doing)
        minutes.hear(heard=heard(world) | {brother.pk: Hearing(tuple(VOICES[:1]))}, **doing)
        minutes.end(took_minutes=30, next_plan=None, **doing)
        assert set(asking.voices(found)) == {world.child_id}


def test_the_page_of_a_meeting_asks_about_each_child_by_name(world, episode, brother, sign_in):
    join(world, episode, brother, covered=[world.cara.agency_id])
    joins(world, episode, asha(world))
    found = under_way(world, episode)
    client = sign_in("senco")
    page = client.get(reverse("episodes:room", kwargs={"meeting": found.ref})).content.decode()
    assert f'name="{brother.ref}-child_heard"' in page and f"{brother.ref}-parent_heard" not in page
    assert "Nils</h3>" in page
    typed = {
        "child_heard": "there", "child_said": "More walks", "parent_heard": "there", "parent_said": "Better",
        f"{brother.ref}-child_heard": "there", f"{brother.ref}-child_said": "",
    }  # fmt: skip
    saving = reverse("episodes:voices", kwargs={"meeting": found.ref})
    missing = client.post(saving, typed)
    assert missing.status_code == 422 and "More walks" in missing.content.decode()
    over = reverse("episodes:end_meeting", kwargs={"meeting": found.ref})
    unheard = client.post(over, {"took_minutes": "30"})
    assert unheard.status_code == 422
    assert client.post(saving, typed | {f"{brother.ref}-child_said": "Football"}).status_code == 302
    read = client.get(reverse("episodes:minutes", kwargs={"meeting": found.ref})).content.decode()
    assert "Nils: The child or young person" in read and "Football" in read
    with opened(world.asha):
        assert asking.voices(found)[brother.pk]["child"].version == 1
