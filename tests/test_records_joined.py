"""Two records of one child are joined: what was written about each goes along, and goes back."""

import json

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
from teamaround.episodes.queries.episodes import is_covered, open_ones
from teamaround.episodes.rules.planning import Planned
from teamaround.index import queries as index
from teamaround.index.models import Merge
from teamaround.index.services.following import followers
from teamaround.index.tests.two_records import join, separate, shield, two_records
from teamaround.kernel.refusal import Refusal
from teamaround.sharing import queries as sharing

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
