"""What plans are measured with: years of months that are made again the same, and a paper that can be published."""

from datetime import date

import pytest

from teamaround.accounts import services as accounts
from teamaround.accounts.door import acting
from teamaround.accounts.rules import Duty, setting_up
from teamaround.committees.queries import papers as paper_queries
from teamaround.committees.services import meetings, papers
from teamaround.committees.tests.papers import cabinet
from teamaround.improvement.queries import months, plans
from teamaround.improvement.rules.months import digest
from teamaround.improvement.services.months import made_again
from teamaround.site.bench import paper_times
from teamaround.site.bench import plans as measured

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(world):
    with acting(setting_up(), now=world.now) as by:
        accounts.grant(
            account_id=world.account["data"].pk, duty=Duty.KEEP_PLANS, starts_on=date(2020, 1, 1), by=by, now=world.now
        )  # fmt: skip
    return world.viewer("data")


def test_a_measured_plan_has_frozen_months_that_are_made_again_the_same(world, keeper):
    owners = [(world.practitioner["lead"].pk, "Leo Marsh"), (world.practitioner["senco"].pk, "Ned Roe")]
    with acting(keeper, now=world.now):
        measured._Plan(0, 12, owners, keeper, world.now).make(2)
        (plan,) = plans.plans(keeper, on=world.today)
        assert [len(each.actions) for each in plans.answered(plan, plans.actions(plan), on=world.today)] == [
            10,
            2,
        ]
        frozen = list(months.months(plan))
        assert len(frozen) == 2 and all(digest(made_again(row)) == row.digest for row in frozen)
        assert len(months.told(frozen[0])["actions"]) == 12


def test_the_measured_paper_lacks_nothing(world, keeper):
    body = cabinet(world, keeper)
    with acting(keeper, now=world.now):
        item = meetings.plan_item(body_ref=body.ref, title="Whole", by=keeper, now=world.now)
        made = papers.begin_paper(
            item_ref=item.ref,
            template_key="council_report",
            texts=paper_times._texts(),
            by=keeper,
            now=world.now,
        )
        document = paper_queries.document(made, paper_queries.whole(made), on=world.today)
    assert not document.faults
    blocks = [block for section in document.sections for block in section.blocks]
    assert sum(block.chart is not None for block in blocks) == paper_times.CHARTS
    assert max(len(block.rows) for block in blocks) == paper_times.ACTIONS
