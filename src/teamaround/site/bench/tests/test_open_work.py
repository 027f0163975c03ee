"""Episodes opened many at once: the same rows as through the services."""

import pytest
from django.db import connection, transaction

from teamaround.accounts.door import acting
from teamaround.assessments import services as assessing
from teamaround.assessments.rules import library
from teamaround.assessments.rules.reading import choose_form
from teamaround.assessments.rules.writing import mark_of
from teamaround.assessments.services import Typed
from teamaround.assessments.tests.world import team
from teamaround.episodes import queries, services
from teamaround.episodes.rules.planning import Planned
from teamaround.sharing.agreement_rules import How
from teamaround.site.bench.open_work import Beginning, open_batch

pytestmark = pytest.mark.django_db
TABLES = (
    "assessments_assessment", "assessments_answer", "assessments_formrelease", "episodes_episode",
    "episodes_episodemove", "episodes_lead", "episodes_goal", "episodes_action", "sharing_agreement",
    "sharing_agreementscope", "sharing_reach", "index_pointers",
)  # fmt: skip
CHANCE = (
    "id",
    "ref",
    "source",
    "_ref",
    "assessment_id",
    "agreement_id",
    "episode_id",
    "goal_id",
    "loaded_at",
)


@pytest.fixture
def beginning(world):
    people = team(world)
    form = choose_form(library.forms(), key=library.COMMON, on=people.now.date())
    return Beginning(people.child_id, people.asha, people.cara, people.now.date(), form)


def through_services(one):
    """Step by step, as people would."""
    by, lead, at = one.by, one.lead, one.at
    with acting(by, now=at):
        begun = assessing.begin(child_id=one.child_id, by=by, now=at)
        episode = services.record_agreement(
            child_id=one.child_id, facts=one.agreed, how=How.SPOKEN, by=by, now=at
        )
        for section in one.form.sections:
            boxes = {box for box, _ in one.form.boxes_of(section)} & set(one.texts)
            if boxes:
                typed = {box: Typed(one.texts[box], mark_of(0, "")) for box in boxes}
                assessing.save_section(ref=begun.ref, section_key=section.key, typed=typed, by=by, now=at)
        assessing.share(ref=begun.ref, by=by, now=at)
        services.name_lead(
            ref=episode.ref, practitioner_id=lead.practitioner_id, family_asked=True, family_view="",
            by=by, now=at,
        )  # fmt: skip
    with acting(lead, now=at):
        services.accept_lead(ref=episode.ref, manager_knows=True, manager="Head of service", by=lead, now=at)
        goal = services.add_goal(ref=episode.ref, child_id=None, wished=one.wished, by=lead, now=at)
        for promise in one.promises:
            planned = Planned(promise.what, "", promise.doer.practitioner_id, promise.by_on, goal=goal.pk)
            services.add_action(ref=episode.ref, planned=planned, by=lead, now=at)
        found = queries.episode(episode.ref)
        services.set_review(ref=episode.ref, version=found.version, review_on=one.review_on, by=lead, now=at)


def rows(by):
    """What the tables hold, but for numbers and references that chance draws."""
    found = {}
    with acting(by), connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"SELECT * FROM {table}")
            names = [column.name for column in cursor.description]
            kept = [name for name in names if name not in CHANCE and not name.endswith("_ref")]
            found[table] = sorted(
                repr({name: value for name, value in zip(names, row, strict=True) if name in kept})
                for row in cursor.fetchall()
            )
    return found


def test_the_same_rows_as_through_the_services(beginning):
    seen = []
    for open_it in (through_services, lambda one: open_batch([one])):
        with transaction.atomic():
            open_it(beginning)
            seen.append(rows(beginning.by))
            transaction.set_rollback(True)
    for table in TABLES:
        assert seen[0][table], table
        assert seen[0][table] == seen[1][table], table


def test_a_child_who_has_an_episode_gets_no_second(beginning):
    with acting(beginning.by):
        assert open_batch([beginning]) == 1
        assert open_batch([beginning]) == 0
