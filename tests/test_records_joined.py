"""Two records of one child are joined: what was written about each goes along, and goes back."""

import json
from datetime import time, timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse

from teamaround.accounts.door import acting, opened
from teamaround.assessments import queries as assessments
from teamaround.assessments import services as assessing
from teamaround.assessments.rules.definition import Box
from teamaround.assessments.rules.writing import mark_of
from teamaround.assessments.services import Typed
from teamaround.assessments.tests.world import agreement
from teamaround.episodes import queries, services
from teamaround.episodes.queries import meetings as of_meetings
from teamaround.episodes.queries import teams as of_team
from teamaround.episodes.queries.episodes import covered, is_covered, open_ones
from teamaround.episodes.rules.goals import Wished
from teamaround.episodes.rules.meetings import Kind, MeetingPlan
from teamaround.episodes.rules.planning import Doing, Planned
from teamaround.episodes.rules.team import Joining, Standing
from teamaround.episodes.services import meetings, team
from teamaround.family import services as families
from teamaround.family.services import FamilyWish
from teamaround.index import queries as index
from teamaround.index.models import Merge
from teamaround.index.services.following import followers
from teamaround.index.tests.two_records import join, separate, shield, two_records
from teamaround.kernel.refusal import Refusal
from teamaround.people import services as people
from teamaround.people.services import NewName
from teamaround.sharing import queries as sharing
from teamaround.sharing.agreeing import add_to_scope, withdraw_agency
from teamaround.sharing.rules import Act

pytestmark = pytest.mark.django_db
OF_A_CHILD = (
    *(table._meta.label for each in followers for table in sorted(each.tables, key=str)),
    "sharing.Agreement", "sharing.Reach", "sharing.Shield", "sharing.Standing", "index.Pointers",
)  # fmt: skip


def everything(world, *children):
    """Every row about these children, behind whatever wall: the pair's own way through it is open."""
    with acting(world.viewer("index"), now=world.now), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('teamaround.joining', %s, true)", [_pair()])
        return {
            label: [
                json.dumps(row, default=str, sort_keys=True)
                for row in apps.get_model(label)
                ._default_manager.filter(child_id__in=[child.pk for child in children])
                .order_by("pk")
                .values()
            ]
            for label in OF_A_CHILD
        }


def _pair():
    pair = apps.get_model("index", "PairToReview").objects.first()
    return pair.ref if pair else ""


def work_on(world, child, who, with_):
    """Somebody begins an assessment and a plan about a record, agreed with one other agency."""
    with acting(world.viewer(who), now=world.now) as by:
        begun = assessing.begin(child_id=child.pk, by=by, now=world.now)
        episode = services.record_agreement(
            child_id=child.pk, by=by, now=world.now, **agreement(world.agency[with_].pk)
        )
        assessing.save_section(
            ref=begun.ref, section_key="own_words", by=by, now=world.now,
            typed={Box("child_says"): Typed(f"Told to {who}", mark_of(0, ""))},
        )  # fmt: skip
        assessing.share(ref=begun.ref, by=by, now=world.now)
        planned = Planned(f"Ring {who}", "", by.practitioner_id, world.today)
        services.add_action(ref=episode.ref, planned=planned, by=by, now=world.now)
    return begun, episode


@pytest.fixture
def two(world):
    return two_records(world)


def test_what_was_written_about_the_joined_record_is_the_kept_ones(world, two, sign_in):
    begun, episode = work_on(world, two.other, "health_visitor", "practice")
    join(world, two)
    with opened(world.viewer("health_visitor")):
        assert list(assessments.of_child(two.one.pk)) == [begun] and list(queries.of_child(two.one.pk)) == [
            episode
        ]
        assert index.pointers(two.one.pk).assessment_ref == begun.ref
        assert sharing.agreement_in_force(two.one.pk).came_from_id == two.other.pk
        assert assessments.sheet(begun)[Box("child_says")].text == "Told to health_visitor"
    for who in ("health_visitor", "gp"):
        client = sign_in(who)
        listed = client.get(reverse("assessments:start", kwargs={"child": two.one.ref})).content.decode()
        assert begun.ref in listed
        read = client.get(reverse("assessments:read", kwargs={"assessment": begun.ref}))
        assert (
            "Told to health_visitor" in read.content.decode()
            and "Ring health_visitor" in read.content.decode()
        )
        assert client.get(reverse("episodes:show", kwargs={"episode": episode.ref})).status_code == 200


def test_joining_widens_nobodys_sight(world, two, sign_in):
    """Each record came with an assessment, a plan and an agreement: each goes on to cover its own."""
    ours, our_plan = work_on(world, two.one, "senco", "helpers")
    theirs, their_plan = work_on(world, two.other, "health_visitor", "practice")
    join(world, two)
    for who, readable, other in (
        ("senco", (ours, our_plan), (theirs, their_plan)), ("lead", (ours, our_plan), (theirs, their_plan)),
        ("health_visitor", (theirs, their_plan), (ours, our_plan)), ("gp", (theirs, their_plan), (ours, our_plan)),
    ):  # fmt: skip
        viewer = world.viewer(who)
        with acting(viewer, now=world.now):
            assert assessments.sight(viewer, readable[0].ref, at=world.now).may_read
            assert not assessments.sight(viewer, other[0].ref, at=world.now).may_read
            assert queries.readable(viewer, readable[1].ref, at=world.now) == readable[1]
            with pytest.raises(Refusal, match="has not agreed"):
                queries.readable(viewer, other[1].ref, at=world.now)
            assert (
                queries.next_for(viewer, two.one.pk, today=world.today, at=world.now).episode == readable[1]
            )
        page = sign_in(who).get(reverse("assessments:read", kwargs={"assessment": readable[0].ref}))
        actions = page.content.decode()
        assert ("Ring senco" in actions) is (readable[0] == ours)
        assert ("Ring health_visitor" in actions) is (readable[0] == theirs)


def test_two_open_ones_are_shown_and_one_is_closed_as_joined_to_the_other(world, two, sign_in):
    ours, _ = work_on(world, two.one, "senco", "helpers")
    theirs, _ = work_on(world, two.other, "health_visitor", "practice")
    join(world, two)
    start = reverse("assessments:start", kwargs={"child": two.one.ref})
    client = sign_in("health_visitor")
    page = client.get(start).content.decode()
    assert ours.ref in page and theirs.ref in page and "each came with an open assessment" in page
    both = client.get(reverse("episodes:of_child", kwargs={"child": two.one.ref})).content.decode()
    assert "each came with a plan" in both
    closing = reverse("assessments:close", kwargs={"assessment": theirs.ref})
    assert f"Joined to the assessment {ours.ref}" in client.get(closing).content.decode()
    with acting(world.viewer("health_visitor"), now=world.now) as by:
        assessing.close(ref=theirs.ref, because=f"Joined to {ours.ref}", by=by, now=world.now)
        assert list(assessments.open_ones(two.one.pk)) == [ours]
        with pytest.raises(Refusal):
            assessing.reopen(ref=theirs.ref, by=by, now=world.now)
    assert "each came with" not in client.get(start).content.decode()


def test_separating_gives_both_back_to_the_last_row(world, two):
    work_on(world, two.one, "senco", "helpers")
    work_on(world, two.other, "health_visitor", "practice")
    shield(world, two.other)
    apart = [everything(world, child) for child in (two.one, two.other)]
    pair = join(world, two)
    assert (
        sum(map(len, everything(world, two.other).values())) == 2
    )  # its standing, and the pointers nobody reads
    with acting(world.viewer("index"), now=world.now):
        assert sharing.standings([two.one.pk])[two.one.pk].is_shielded
    separate(world, pair)
    hidden = ("assessments.Answer", "episodes.Action")
    for before, child in zip(apart, (two.one, two.other), strict=True):
        after = everything(world, child)
        assert {k: v for k, v in after.items() if k not in hidden} == {
            k: v for k, v in before.items() if k not in hidden
        }
    for who, child in (("senco", two.one), ("health_visitor", two.other)):
        with acting(world.viewer(who), now=world.now):
            [answer] = apps.get_model("assessments", "Answer").objects.all()
            [action] = apps.get_model("episodes", "Action").objects.all()
            assert answer.child_id == action.child_id == child.pk


def test_what_was_added_while_joined_goes_back_with_its_assessment(world, two):
    theirs, plan = work_on(world, two.other, "health_visitor", "practice")
    pair = join(world, two)
    with acting(world.viewer("health_visitor"), now=world.now) as by:
        typed = {Box("child_said_how"): Typed("By drawing", mark_of(0, ""))}
        assessing.save_section(ref=theirs.ref, section_key="own_words", typed=typed, by=by, now=world.now)
        services.add_action(
            ref=plan.ref, planned=Planned("Visit", "", by.practitioner_id, world.today), by=by, now=world.now
        )
    separate(world, pair)
    with acting(world.viewer("health_visitor"), now=world.now):
        sheet = assessments.sheet(theirs).values()
        assert {row.child_id for row in sheet} == {two.other.pk} and len(sheet) == 2
        assert len(queries.actions(plan, today=world.today)) == 2
        assert index.pointers(two.one.pk) is None or index.pointers(two.one.pk).assessment_ref == ""
        assert index.pointers(two.other.pk).assessment_ref == theirs.ref


def in_one_plan(world, two):
    """Nils's plan, in which both records of his sister stand as if they were two sisters."""
    nils = world.child(names=(NewName("Nils", "Lindqvist"),), identifiers=())
    children = [nils.pk, two.one.pk, two.other.pk]
    with acting(world.viewer("index"), now=world.now) as by:
        people.name_family(name="Lindqvist", child_ids=children, carer_ids=[], by=by, now=world.now)
    with acting(world.viewer("senco"), now=world.now) as by:
        agreed = agreement(world.agency["helpers"].pk)
        plan = services.record_agreement(child_id=nils.pk, by=by, now=world.now, **agreed)
        for child in (two.one, two.other):
            services.agree_and_add_child(ref=plan.ref, child_id=child.pk, by=by, now=world.now, **agreed)
            needs(world, plan, child, f"A goal for {child.ref}", by)
    return plan


def needs(world, plan, child, goal, by):
    wished = Wished("To sleep", goal, "", "")
    services.add_goal(ref=plan.ref, child_id=child.pk, wished=wished, by=by, now=world.now)


def test_both_records_of_a_sister_can_stand_in_one_plan_and_come_apart_again(world, two):
    plan = in_one_plan(world, two)
    apart = [everything(world, child) for child in (two.one, two.other)]
    pair = join(world, two)
    with acting(world.viewer("senco"), now=world.now) as by:
        seen = queries.together(by, plan.ref, at=world.now)
        assert seen.children == (plan.child_id, two.one.pk) and len(seen.current) == 2
        mine = queries.plans(plan, children=[two.one.pk], today=world.today)[0].goals
        assert len(mine) == 2
    separate(world, pair)
    goals = apps.get_model("episodes", "Goal").objects
    for before, child in zip(apart, (two.one, two.other), strict=True):
        after = everything(world, child)
        for table in ("episodes.EpisodeChild", "sharing.Agreement", "sharing.Reach"):
            assert after[table] == before[table] != []
        with acting(world.viewer("senco"), now=world.now):
            assert [row.goal for row in goals.filter(child_id=child.pk)] == [f"A goal for {child.ref}"]


def test_ending_the_work_with_a_joined_child_ends_it_for_both_records(world, two):
    plan = in_one_plan(world, two)
    pair = join(world, two)
    with acting(world.viewer("senco"), now=world.now) as by:
        services.take_out_child(ref=plan.ref, child_id=two.one.pk, because="Enough", by=by, now=world.now)
        assert queries.current_children(plan) == {plan.child_id}
    separate(world, pair)
    with acting(world.viewer("senco"), now=world.now):
        assert queries.open_one(two.one.pk) is None and queries.open_one(two.other.pk) is None


def test_a_goal_set_while_joined_goes_back_with_the_only_record_in_that_plan(world, two):
    nils = world.child(names=(NewName("Nils", "Lindqvist"),), identifiers=())
    with acting(world.viewer("index"), now=world.now) as by:
        family = [nils.pk, two.other.pk]
        people.name_family(name="Lindqvist", child_ids=family, carer_ids=[], by=by, now=world.now)
    with acting(world.viewer("senco"), now=world.now) as by:
        agreed = agreement(world.agency["helpers"].pk)
        plan = services.record_agreement(child_id=nils.pk, by=by, now=world.now, **agreed)
        services.agree_and_add_child(ref=plan.ref, child_id=two.other.pk, by=by, now=world.now, **agreed)
    pair = join(world, two)
    with acting(world.viewer("senco"), now=world.now) as by:
        needs(world, plan, two.one, "To sleep through", by)
    separate(world, pair)
    with acting(world.viewer("senco"), now=world.now):
        [goal] = apps.get_model("episodes", "Goal").objects.all()
        assert goal.child_id == two.other.pk


def test_nobody_is_chased_for_or_shown_what_no_agreement_covers(world, two):
    """The GP took part in the other record's plan; that plan is then shared with somebody else."""
    work_on(world, two.one, "senco", "practice")
    _, plan = work_on(world, two.other, "health_visitor", "practice")
    gp = world.viewer("gp")
    with acting(world.viewer("health_visitor"), now=world.now) as by:
        person = gp.practitioner_id
        joining = Joining(Standing.PRACTITIONER, "to help", may_have_minutes=True, practitioner=person)
        member = team.add_member(ref=plan.ref, joining=joining, by=by, now=world.now)
        day = world.today + timedelta(days=3)
        meeting = MeetingPlan(Kind.TEAM, day, time(15), time(16), "The library", "")
        meetings.plan_meeting(ref=plan.ref, plan=meeting, members=[member.ref], by=by, now=world.now)
        planned = Planned("Write to the clinic", "", person, world.today)
        action = services.add_action(ref=plan.ref, planned=planned, by=by, now=world.now)
        needs(world, plan, two.other, "To walk", by)
    join(world, two)
    assert shown_to(world, gp) == (1, 1, 1)
    with acting(world.viewer("health_visitor"), now=world.now) as by:
        held = sharing.agreement_in_force(two.one.pk, came_from_id=two.other.pk)
        withdraw_agency(ref=held.ref, agency_id=world.agency["practice"].pk, by=by, now=world.now)
        add_to_scope(ref=held.ref, agency_ids=[world.agency["helpers"].pk], by=by, now=world.now)
    assert shown_to(world, gp) == (0, 0, 0)
    with acting(gp, now=world.now):
        assert sharing.decide(gp, Act.SEE_CONTENT, two.one.pk, at=world.now).allowed
        with pytest.raises(Refusal, match="has not agreed"):
            services.update_action(
                ref=action.ref,
                version=1,
                planned=planned,
                state=Doing.DONE,
                progress="",
                by=gp,
                now=world.now,
            )


def shown_to(world, viewer):
    """How many actions to do, teams and invitations stand on somebody's home page."""
    with acting(viewer, now=world.now):
        own, _ = queries.to_do(viewer, today=world.today, at=world.now)
        teams = of_team.teams_of(viewer, at=world.now)
        return len(own), len(teams), len(of_meetings.invitations(viewer, at=world.now))


def test_the_rule_in_sql_says_what_the_rule_says(world, two):
    """`covered` and `covers` agree for every agency and both plans, whatever each agreement covers."""
    work_on(world, two.one, "senco", "helpers")
    work_on(world, two.other, "health_visitor", "practice")
    join(world, two)
    for who in ("senco", "lead", "health_visitor", "gp", "camhs"):
        viewer = world.viewer(who)
        with acting(viewer, now=world.now):
            rows = apps.get_model("episodes", "Episode").objects.all()
            said = {row.pk for row in rows if is_covered(viewer, row, at=world.now)}
            assert {row.pk for row in covered(rows, viewer, at=world.now)} == said


def test_links_go_along_with_their_child_and_back_with_those_sent_since(world, two):
    _, plan = work_on(world, two.other, "health_visitor", "practice")

    def invites(name, child, ref):
        wish = FamilyWish(carer_id=None, name=name, email=f"{name}@example.org", called="Ash", is_safe=True)
        with acting(world.viewer("health_visitor"), now=world.now) as by:
            return families.invite(
                ref=ref, child_ref=child.ref, wish=wish, site="https://ta.example", by=by, now=world.now
            )

    def children():
        with acting(world.viewer("health_visitor"), now=world.now):
            return list(
                apps.get_model("accounts", "Invitation")
                .objects.order_by("pk")
                .values_list("child_id", flat=True)
            )

    first = invites("one", two.other, plan.ref)
    pair = join(world, two)
    assert children() == [two.one.pk]
    with acting(world.viewer("health_visitor"), now=world.now) as by:
        families.end(ref=first.ref, by=by, now=world.now)
    invites("two", two.one, plan.ref)
    assert children() == [two.one.pk, two.one.pk]
    separate(world, pair)
    assert children() == [two.other.pk, two.other.pk]


def test_the_wall_opens_for_the_index_team_and_a_pair_that_two_people_decided(world, two):
    """Naming a pair is not enough: it must have been joined, and only the index team comes through."""
    work_on(world, two.other, "health_visitor", "practice")
    answers = apps.get_model("assessments", "Answer").objects
    pair = join(world, two)
    for who, ref, seen in (
        ("index", "", 0),
        ("index", "M-0", 0),
        ("index", pair.ref, 1),
        ("camhs", pair.ref, 0),
    ):
        with acting(world.viewer(who), now=world.now), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('teamaround.joining', %s, true)", [ref])
            assert answers.count() == seen, (who, ref)
    separate(world, pair)
    with acting(world.viewer("index"), now=world.now), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('teamaround.joining', %s, true)", [pair.ref])
        assert answers.count() == 0


def test_every_table_about_a_child_follows_or_is_named_here(world):
    """A new table about children must say whether it goes along."""
    follows = {table for each in followers for table in each.tables}
    stays = {
        "assessments.Checklist",
        "episodes.EpisodeChild",
    }  # one's own thoughts; a child in another's plan
    for app in ("assessments", "episodes"):
        for model in apps.get_app_config(app).get_models():
            if any(field.name == "child" for field in model._meta.concrete_fields):
                assert model in follows or model._meta.label in stays, model._meta.label


def test_a_merge_says_what_it_moved(world, two):
    work_on(world, two.other, "health_visitor", "practice")
    join(world, two)
    moved = Merge.objects.get().moved
    assert (
        len(moved["assessments.assessment"]) == len(moved["episodes.episode"]) == len(moved["agreement"]) == 1
    )
    with opened(world.viewer("senco")):
        assert is_covered(world.viewer("gp"), open_ones(two.one.pk).get(), at=world.now)
