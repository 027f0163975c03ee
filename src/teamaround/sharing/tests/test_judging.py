"""Whether a young person can decide one thing: in words, by a person, for that decision."""

import dataclasses

import pytest

from teamaround.accounts.door import acting
from teamaround.kernel.refusal import NotVisible, Refusal
from teamaround.sharing import judging
from teamaround.sharing.judging_queries import judgements
from teamaround.sharing.judging_rules import JudgementFacts, Matter
from teamaround.sharing.models import Judgement

from .test_agreeing import agree

pytestmark = pytest.mark.django_db


def told(world, matter=Matter.MEETING, **changes):
    plain = JudgementFacts(
        matter, "She knows who will be there and what they may ask.", "Pictures, and her aunt beside her.",
        "Sam Oyelaran, SENCO", world.today,
    )  # fmt: skip
    return dataclasses.replace(plain, **changes)


def judge(world, child, facts, by="senco"):
    with acting(world.viewer(by), now=world.now) as viewer:
        return judging.record_judgement(child_id=child.pk, facts=facts, by=viewer, now=world.now)


def seen(world, child, who):
    with acting(world.viewer(who), now=world.now) as viewer:
        return [row.matter for row in judgements(viewer, child.pk, at=world.now)]


def test_a_judgement_is_words_and_never_a_yes_or_no():
    names = {field.name for field in Judgement._meta.concrete_fields}
    booleans = {
        field.name for field in Judgement._meta.concrete_fields if field.get_internal_type() == "BooleanField"
    }
    assert booleans == {"kept_apart"}
    assert not names & {"is_competent", "competent", "score", "result", "age", "capacity"}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reasoning": " "}, "reasoning"), ({"support": ""}, "support"), ({"judged_by": ""}, "judged_by"),
        ({"matter": Matter.SHARING}, "about"), ({"reasoning": "x" * 5000}, "reasoning"),
    ],
)  # fmt: skip
def test_it_says_what_it_is_about_who_judged_and_why(world, changes, field):
    with pytest.raises(Refusal) as refused:
        judge(world, world.child(), told(world, **changes))
    assert refused.value.field == field


def test_earlier_judgements_stay_beside_a_new_one(world):
    child = world.child()
    judge(world, child, told(world))
    judge(world, child, told(world, reasoning="Today she was too tired to take it in."))
    with acting(world.viewer("senco"), now=world.now) as viewer:
        rows = judgements(viewer, child.pk, at=world.now, matters=[Matter.MEETING])
    assert [row.reasoning[:5] for row in rows] == ["Today", "She k"]


def test_others_read_it_with_the_familys_agreement_and_not_before(world):
    child = world.child()
    judge(world, child, told(world))
    assert seen(world, child, "lead") == []
    agree(world, child)
    assert seen(world, child, "lead") == ["meeting"]
    assert seen(world, child, "gp") == []


def test_about_a_sensitive_service_it_stays_with_the_agency_that_made_it(world):
    child = world.child()
    judge(world, child, told(world, Matter.SENSITIVE_SERVICE), by="lead")
    agree(world, child)
    assert seen(world, child, "senco") == [] and seen(world, child, "lead") == ["sensitive-service"]


def test_a_mistake_stays_and_says_so_and_only_its_own_agency_says_it(world):
    child = world.child()
    kept = judge(world, child, told(world))
    with acting(world.viewer("gp"), now=world.now) as viewer, pytest.raises(NotVisible):
        judging.mark_wrong(ref=kept.ref, because="no", by=viewer, now=world.now)
    with acting(world.viewer("senco"), now=world.now) as viewer:
        with pytest.raises(Refusal):
            judging.mark_wrong(ref=kept.ref, because=" ", by=viewer, now=world.now)
        judging.mark_wrong(ref=kept.ref, because="Another child's", by=viewer, now=world.now)
        (row,) = judgements(viewer, child.pk, at=world.now)
    assert row.wrong_because == "Another child's" and row.reasoning.startswith("She knows")
