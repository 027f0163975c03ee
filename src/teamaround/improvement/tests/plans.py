"""A review with recommendations and a plan for it: for the tests."""

from datetime import date

from teamaround.accounts.door import acting
from teamaround.improvement.rules.planning import Content, Milestone, Move
from teamaround.improvement.services import planning, reviewing
from teamaround.improvement.services.planning import NewAction
from teamaround.improvement.services.reviewing import NewRecommendation, NewReview

DUE = date(2027, 2, 28)
WHOLE = Content(
    words="Tell children what was found", owner_post="Head of Voice", owner="Leo Marsh", partners=("Schools", "Youth council"),
    starts_on=date(2026, 10, 1), due_on=DUE, milestones=(Milestone("A first draft", date(2026, 12, 1)),), fte=5, money=12_000,
    source="Grant", contingent_on="The budget", measure="Children who have heard of it", baseline="None", target="Half",
    measured_on=DUE,
)  # fmt: skip


def begins(world, keeper, *, outside="", labels=("1", "2")):
    """A published review with two recommendations, the second subject to the first, and a draft plan."""
    with acting(keeper, now=world.now):
        new = NewReview(world.ashby, "ilacs", "2023", "Ashby 2026", "Ofsted", published_on=date(2026, 9, 1))
        review = reviewing.enter_review(new=new, by=keeper, now=world.now)
        reviewing.add_recommendations(
            authority_id=world.ashby, ref=review.ref, by=keeper, now=world.now,
            new=[
                NewRecommendation(
                    label, f"Do what {label} says", "The partnership", "six-months",
                    subject_to=labels[0] if label == "2" else "",
                )
                for label in labels
            ],
        )  # fmt: skip
        return planning.begin_plan(
            authority_id=world.ashby, review_ref=review.ref, title="Plan of 2026", by=keeper, now=world.now,
            outside_approver=outside,
        )  # fmt: skip


def adds(world, keeper, plan, *contents, labels=("1", "2"), owner="lead"):
    """Actions by the label that they answer, owned by Leo Marsh."""
    new = [
        NewAction(label, content, owner_id=world.practitioner[owner].pk)
        for label, content in zip(labels, contents, strict=False)
    ]
    with acting(keeper, now=world.now):
        return planning.add_actions(ref=plan.ref, new=new, by=keeper, now=world.now)


def moves(world, keeper, plan, move=Move.AGREE, **more):
    with acting(keeper, now=world.now):
        return planning.move(
            ref=plan.ref, move=move, said="Letter of 3 November", by=keeper, now=world.now, **more
        )
