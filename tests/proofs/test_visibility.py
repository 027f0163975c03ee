"""What SQL lets somebody see is what the rule says, on any world that can be made up."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from teamaround.accounts.door import opened
from teamaround.accounts.rules import Duty, Viewer, setting_up
from teamaround.people import queries as people
from teamaround.people.models import Child
from teamaround.sharing import queries
from teamaround.sharing.models import Override, Reach, Standing
from teamaround.sharing.rules import Act, ChildFacts, OverrideKind, ReachKind, may

CHILDREN = 6
AGENCIES = ("school", "practice", "helpers", "brindle-care")
ACCOUNTS = ("senco", "duty", "neighbour")

minutes = st.integers(-30, 30)
reaches = st.tuples(
    st.integers(0, CHILDREN - 1), st.sampled_from(AGENCIES), st.sampled_from(ReachKind), minutes,
    st.none() | st.integers(0, 40),
)  # fmt: skip
overrides = st.tuples(
    st.integers(0, CHILDREN - 1), st.sampled_from(ACCOUNTS), st.sampled_from(OverrideKind), minutes,
    st.integers(0, 40),
)  # fmt: skip
standings = st.lists(
    st.tuples(st.booleans(), st.booleans(), st.booleans()), min_size=CHILDREN, max_size=CHILDREN
)
viewers = st.tuples(
    st.sampled_from(ACCOUNTS), st.sampled_from(AGENCIES), st.booleans(), st.frozensets(st.sampled_from(Duty)),
)  # fmt: skip


@pytest.fixture
def county(world):
    """A few bare children, to stand differently in every example."""
    with opened(setting_up()):
        world.children = [
            Child.objects.create(
                ref=f"C-{number}", authority_id=world.ashby, born_on=world.today,
                registered_at=world.now, registered_by=world.account["index"],
            )
            for number in range(CHILDREN)
        ]  # fmt: skip
        Standing.objects.bulk_create(
            Standing(child_id=child.pk, authority_id=world.ashby) for child in world.children
        )
    return world


def lay_out(world, stand, reach, override):
    """Put the example into the tables."""
    for child, (is_ours, is_shielded, is_sealed) in zip(world.children, stand, strict=True):
        Standing.objects.filter(child_id=child.pk).update(
            authority_id=world.ashby if is_ours else world.brindle, is_shielded=is_shielded,
            is_sealed=is_sealed,
        )  # fmt: skip
    Reach.objects.bulk_create(
        Reach(
            child=world.children[child], agency=world.agency[agency], kind=kind, source=str(number),
            starts_at=world.now + timedelta(minutes=begins),
            ends_at=None if lasts is None else world.now + timedelta(minutes=begins + lasts),
        )
        for number, (child, agency, kind, begins, lasts) in enumerate(reach)
    )  # fmt: skip
    Override.objects.bulk_create(
        Override(
            ref=f"O-{number}", child=world.children[child], account=world.account[account], kind=kind,
            because="A reason", begun_at=world.now + timedelta(minutes=begins),
            ends_at=world.now + timedelta(minutes=begins + lasts),
        )
        for number, (child, account, kind, begins, lasts) in enumerate(override)
    )  # fmt: skip


def facts_of(world, number, who, stand, reach, override):
    """The facts between a viewer and a child, told from the example and not from the tables."""
    account, agency = who[0], who[1]

    def reached(kind):
        return any(
            (child, name, sort) == (number, agency, kind)
            and begins <= 0
            and (lasts is None or begins + lasts > 0)
            for child, name, sort, begins, lasts in reach
        )

    def held(kind):
        return any(
            (child, name, sort) == (number, account, kind) and begins <= 0 < begins + lasts
            for child, name, sort, begins, lasts in override
        )

    is_ours, is_shielded, is_sealed = stand[number]
    return ChildFacts(
        authority_id=world.ashby if is_ours else world.brindle, is_shielded=is_shielded, is_sealed=is_sealed,
        agency_is_involved=reached(ReachKind.INVOLVED), agency_may_see_content=reached(ReachKind.CONTENT),
        hidden_details_opened=held(OverrideKind.HIDDEN_DETAILS), content_opened=held(OverrideKind.CONTENT),
    )  # fmt: skip


def as_viewer(world, who):
    account, agency, is_ours, duties = who
    return Viewer(
        account_id=world.account[account].pk, account_ref="U", name="Somebody", practitioner_id=None,
        agency_id=world.agency[agency].pk, agency_name="", agency_kind="",
        authority_id=world.ashby if is_ours else world.brindle, duties=duties,
    )  # fmt: skip


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    stand=standings, reach=st.lists(reaches, max_size=12), override=st.lists(overrides, max_size=8),
    asking=st.lists(viewers, min_size=1, max_size=4),
)  # fmt: skip
def test_sql_sees_exactly_what_the_rule_allows(county, stand, reach, override, asking):
    with transaction.atomic():
        lay_out(county, stand, reach, override)
        for who in asking:
            compare(county, as_viewer(county, who), who, stand, reach, override)
        transaction.set_rollback(True)


def compare(world, viewer, who, stand, reach, override):
    told = [facts_of(world, number, who, stand, reach, override) for number in range(CHILDREN)]
    for child, facts in zip(world.children, told, strict=True):
        assert queries.child_facts(viewer, child.pk, at=world.now) == facts
    with opened(viewer):
        for act in Act:
            rows = queries.within_reach(Child.objects.filter(ref__startswith="C-"), viewer, act, at=world.now)
            seen = set(rows.values_list("pk", flat=True))
            allowed = {
                child.pk
                for child, facts in zip(world.children, told, strict=True)
                if may(queries.viewer_facts(viewer), act, facts).allowed
            }
            assert seen & {child.pk for child in world.children} == allowed, act
            if act is Act.SEE_INDEX_ENTRY:
                known = people.known(viewer, [child.pk for child in world.children], at=world.now)
                assert known == {
                    child.pk: (facts.is_shielded, facts.is_sealed)
                    for child, facts in zip(world.children, told, strict=True)
                    if child.pk in allowed
                }
