"""Plans: covering every recommendation, moving on, amended, watched, written by several at once, out and in as files."""

from dataclasses import replace
from datetime import date

import pytest

from teamaround.accounts.door import acting
from teamaround.audit import queries as audit
from teamaround.improvement.queries import plans as queries
from teamaround.improvement.rules.merging import Clash
from teamaround.improvement.rules.planning import Behind, Content, Move, Reply, content_from
from teamaround.improvement.rules.sheets import HEADINGS, as_row
from teamaround.improvement.services import amending, planning, sheets
from teamaround.kernel.refusal import NotVisible, Refusal

from .plans import DUE, WHOLE, adds, begins, moves

pytestmark = pytest.mark.django_db
SECOND = replace(WHOLE, words="Train everybody")


@pytest.fixture
def draft(world, keeper):
    plan = begins(world, keeper)
    adds(world, keeper, plan, WHOLE, SECOND)
    return plan


@pytest.fixture
def agreed(world, keeper):
    plan = begins(world, keeper, outside="The inspectorate")
    adds(world, keeper, plan, WHOLE, SECOND)
    return moves(world, keeper, plan)


def first(plan):
    return queries.actions(plan)[0]


def amends(world, keeper, plan, behind=Behind.RESPONSE, said="Response 14", version=None, **changes):
    shown = first(plan)
    with acting(keeper, now=world.now):
        return amending.amend(
            ref=shown.ref, version=version or shown.row.version, content=replace(shown.content, **changes), behind=behind,
            said=said, by=keeper, now=world.now,
        )  # fmt: skip


def answers(world, keeper, made, reply):
    with acting(keeper, now=world.now):
        return amending.answer(
            ref=made.ref, reply=reply, said="Letter of 18 November", by=keeper, now=world.now
        )


def test_r31_a_draft_without_an_action_for_each_cannot_be_agreed(world, keeper):
    plan = begins(world, keeper)
    adds(world, keeper, plan, WHOLE)
    with pytest.raises(Refusal, match=r"Without one: \(2\)"):
        moves(world, keeper, plan)
    adds(world, keeper, plan, Content("Train everybody"), labels=("2",))
    with pytest.raises(Refusal, match="lacks who answers for it"):
        moves(world, keeper, plan)


def test_a_plan_is_agreed_consulted_on_and_final_with_what_stands_behind_each(world, keeper, agreed):
    with pytest.raises(Refusal, match="until which day"):
        moves(world, keeper, agreed, Move.CONSULT)
    moves(world, keeper, agreed, Move.CONSULT, consulting_until=date(2026, 12, 31))
    with pytest.raises(Refusal, match="runs until 31 December 2026"):
        moves(world, keeper, agreed, Move.FINISH)
    history = [(each.to, each.said) for each in agreed.moves.order_by("pk")]
    assert history == [("agreed", "Letter of 3 November"), ("consulting", "Letter of 3 November")]


def test_what_was_agreed_is_changed_only_by_an_amendment(world, keeper, agreed):
    shown = first(agreed)
    with acting(keeper, now=world.now), pytest.raises(Refusal, match="by an amendment"):
        planning.change_action(ref=shown.ref, version=1, content=SECOND, by=keeper, now=world.now)
    with pytest.raises(Refusal, match="Name the response"):
        amends(world, keeper, agreed, said=" ", target="All")
    with pytest.raises(Refusal, match="Nothing would change"):
        amends(world, keeper, agreed)


def test_an_amendment_refused_by_the_inspectorate_leaves_all_as_it_was(world, keeper, agreed):
    made = amends(world, keeper, agreed, target="All of them")
    assert made.state == "waiting" and first(agreed).content.target == "Half"
    with pytest.raises(Refusal, match="wait for an answer"):
        moves(world, keeper, agreed, Move.FINISH)
    answers(world, keeper, made, Reply.REFUSE)
    agreed.refresh_from_db()
    assert first(agreed).content == WHOLE and agreed.stage == "agreed"
    with pytest.raises(Refusal, match="answered already"):
        answers(world, keeper, made, Reply.APPROVE)


def test_an_approved_amendment_is_made_and_the_plan_is_amended(world, keeper, agreed):
    made = amends(world, keeper, agreed, target="All of them")
    amends(world, keeper, agreed, behind=Behind.APPROVAL, said="Their letter", baseline="One in ten")
    answers(world, keeper, made, Reply.APPROVE)
    agreed.refresh_from_db()
    now = first(agreed)
    assert (now.content.target, now.content.baseline, now.row.version) == ("All of them", "One in ten", 3)
    assert agreed.stage == "amended" and queries.version(now.row, 1) == WHOLE
    assert audit.asked_for(audit.Asked(acts=("improvement.amendment_answered",))).get().said == "made"


def test_an_amendment_of_what_was_amended_otherwise_since_is_not_made(world, keeper, agreed):
    made = amends(world, keeper, agreed, target="All of them")
    amends(world, keeper, agreed, behind=Behind.APPROVAL, said="Their letter", target="Nine in ten")
    with pytest.raises(Refusal, match="amended otherwise since"):
        answers(world, keeper, made, Reply.APPROVE)


def test_two_who_change_different_things_at_once_both_have_their_way(world, keeper, draft):
    shown, leo = first(draft), world.viewer("lead")
    with acting(keeper, now=world.now):
        planning.change_action(
            ref=shown.ref, version=1, content=replace(WHOLE, target="All"), by=keeper, now=world.now
        )
    with acting(leo, now=world.now):
        planning.change_action(
            ref=shown.ref, version=1, content=replace(WHOLE, baseline="Few"), by=leo, now=world.now
        )
        with pytest.raises(Clash) as clash:
            planning.change_action(
                ref=shown.ref, version=1, content=replace(WHOLE, target="None"), by=leo, now=world.now
            )
    assert clash.value.fields == ("target",) and clash.value.theirs.target == "All"
    assert clash.value.together == replace(WHOLE, target="None", baseline="Few")
    now = first(draft)
    assert (now.content.target, now.content.baseline, now.row.version) == ("All", "Few", 3)
    assert [each.by_name for each in queries.versions(now.row)] == ["Leo Marsh", "Dot Vale", "Dot Vale"]


def test_who_may_read_a_plan(world, keeper, draft, agreed):
    def sees(who):
        return {each.pk for each in queries.plans(world.viewer(who), on=world.today)}

    assert sees("data") == {draft.pk, agreed.pk} == sees("lead")
    assert sees("councillor") == {agreed.pk}
    assert sees("senco") == sees("neighbour") == set()
    with acting(keeper, now=world.now):
        planning.let_watch(
            ref=agreed.ref,
            account_id=world.account["neighbour"].pk,
            starts_on=world.today,
            by=keeper,
            now=world.now,
        )
    assert sees("neighbour") == {agreed.pk}
    watching = queries.action(world.viewer("neighbour"), first(agreed).ref, on=world.today)
    assert not queries.may_write(world.viewer("neighbour"), watching)
    with acting(world.viewer("neighbour"), now=world.now), pytest.raises(NotVisible):
        planning.change_action(
            ref=first(agreed).ref, version=1, content=SECOND, by=world.viewer("neighbour"), now=world.now
        )


@pytest.mark.parametrize("is_workbook", [False, True])
def test_a_plan_goes_out_as_a_file_and_comes_back_as_it_was(world, keeper, draft, is_workbook):
    with acting(keeper, now=world.now):
        file = sheets.as_file(draft, is_workbook=is_workbook)
        taken = sheets.take_in(ref=draft.ref, file=file, by=keeper, now=world.now)
    assert (taken.added, taken.changed, taken.same, taken.refused) == (0, 0, 2, ())
    assert [each.row.version for each in queries.actions(draft)] == [1, 1]


def as_csv(*rows):
    import csv
    import io

    to = io.StringIO()
    csv.writer(to).writerows([HEADINGS, *rows])
    return to.getvalue().encode()


def test_a_file_changes_adds_and_says_of_each_row_why_not(world, keeper, draft):
    shown = first(draft)
    with acting(keeper, now=world.now):
        planning.change_action(
            ref=shown.ref, version=1, content=replace(WHOLE, target="All"), by=keeper, now=world.now
        )
        other = queries.actions(draft)[1]
        file = as_csv(
            as_row(shown.ref, 1, "1", replace(WHOLE, target="None")),
            as_row(other.ref, 1, "2", replace(SECOND, baseline="Few")),
            ["", "", *as_row("", 0, "1", Content("Ask children again", due_on=DUE))[2:]],
            ["", "", *as_row("", 0, "9", Content("Nowhere to go"))[2:]],
            as_row("AC-000000000", 1, "1", WHOLE),
        )
        taken = sheets.take_in(ref=draft.ref, file=file, by=keeper, now=world.now)
    assert (taken.added, taken.changed) == (1, 1)
    why = dict(taken.refused)
    assert sorted(why) == [2, 5, 6]
    assert (
        "“What we aim for”" in why[2]
        and "no recommendation (9)" in why[5]
        and "no action with that" in why[6]
    )
    assert first(draft).content.target == "All"
    assert content_from(queries.actions(draft)[1].row.content).words == "Ask children again"
