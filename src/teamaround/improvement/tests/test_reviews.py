"""Reviews entered, compared and read: the services, and the pages of keepers and of everybody else."""

from datetime import date

import pytest

from teamaround.accounts.door import acting
from teamaround.improvement.queries import reviews as queries
from teamaround.improvement.services import reviewing
from teamaround.improvement.services.reviewing import (
    NewFinding,
    NewJudgement,
    NewRecommendation,
    NewReview,
)
from teamaround.kernel.refusal import NotVisible, Refusal

pytestmark = pytest.mark.django_db
SERVING, PROSPECTS = "social-services-serving", "social-services-prospects"


def enters(world, keeper, published, prospects, **changes):
    new = {
        "authority_id": world.ashby, "regime": "social-services", "regime_version": "2002", "led_by": "The inspectorate",
        "title": f"Social care {published.year}", "published_on": published,
    } | changes  # fmt: skip
    here = {"authority_id": world.ashby, "by": keeper, "now": world.now}
    with acting(keeper, now=world.now):
        review = reviewing.enter_review(new=NewReview(**new), by=keeper, now=world.now)
        told = [NewJudgement(SERVING, "serving some people well"), NewJudgement(PROSPECTS, prospects)]
        reviewing.add_judgements(ref=review.ref, new=told, **here)
    return review


@pytest.fixture
def both(world, keeper):
    """The judgements of 2002 and 2005, on the same two scales."""
    return enters(world, keeper, date(2002, 6, 1), "uncertain"), enters(
        world, keeper, date(2005, 12, 13), "promising"
    )


def recommends(world, keeper, review, *new):
    with acting(keeper, now=world.now):
        return reviewing.add_recommendations(
            authority_id=world.ashby, ref=review.ref, new=new, by=keeper, now=world.now
        )


def test_a_judgement_is_compared_on_each_of_its_two_axes(both):
    serving, prospects = queries.judgements(both[1])
    assert serving.trend == "same" and prospects.trend == "better"
    assert prospects.before.term == "uncertain" and prospects.before.review == both[0]
    assert all(each.before is None for each in queries.judgements(both[0]))


def test_judgements_of_another_regime_are_not_compared(world, keeper, both):
    here = {"authority_id": world.ashby, "by": keeper, "now": world.now}
    with acting(keeper, now=world.now):
        new = NewReview(
            world.ashby, "joint-area-review", "2005", "Joint", "Ofsted", published_on=date(2008, 4, 22),
            own_lines=("14 to 19",),
        )  # fmt: skip
        review = reviewing.enter_review(new=new, by=keeper, now=world.now)
        told = [
            NewJudgement("joint-area-review-grade", "adequate"),
            NewJudgement("joint-area-review-grade", "inadequate", "14 to 19"),
        ]
        reviewing.add_judgements(ref=review.ref, new=told, **here)
        with pytest.raises(Refusal, match="already"):
            reviewing.add_judgements(ref=review.ref, new=told[:1], **here)
        with pytest.raises(Refusal, match="no such line"):
            reviewing.add_findings(
                ref=review.ref, new=[NewFinding("strength", "x", line="Elsewhere")], **here
            )
    assert [each.before for each in queries.judgements(review)] == [None, None]
    assert [name for name, is_standing in review.lines if not is_standing] == ["14 to 19"]


def test_recommendations_are_due_by_their_band_and_their_clauses_with_them(world, keeper, both):
    made = recommends(
        world, keeper, both[1],
        NewRecommendation("b", "ask the director:", "The director", "six-months"),
        NewRecommendation("b(i)", "to consult", "The director", within="b"),
        NewRecommendation("c", "subject to (b) above, settle the details", "The director", own_day=date(2006, 12, 1), subject_to="b"),
    )  # fmt: skip
    assert made[0].due_on == date(2006, 6, 13) == made[1].due_on
    shown = queries.recommendations(both[1], on=world.today)
    assert [(each.row.label, [clause.label for clause in each.clauses]) for each in shown] == [
        ("b", ["b(i)"]),
        ("c", []),
    ]
    assert "not settled yet" in shown[1].not_yet
    with acting(keeper, now=world.now):
        reviewing.settle(
            authority_id=world.ashby,
            ref=made[0].ref,
            on=world.today,
            because="Minute 12",
            by=keeper,
            now=world.now,
        )
    assert queries.recommendations(both[1], on=world.today)[1].not_yet == ""


def test_a_recommendation_that_leads_nowhere_or_has_no_day_is_refused(world, keeper, both):
    with pytest.raises(Refusal, match="refers to"):
        recommends(
            world,
            keeper,
            both[1],
            NewRecommendation("3", "subject to (b) above, act", "All", "six-months", subject_to="b"),
        )
    with pytest.raises(Refusal, match="by when"):
        recommends(world, keeper, both[1], NewRecommendation("1", "act", "All"))
    with pytest.raises(Refusal, match="clause of"):
        recommends(world, keeper, both[1], NewRecommendation("1(i)", "act", "All", within="1"))


def test_a_finding_says_that_an_earlier_recommendation_was_not_met(world, keeper, both, sign_in):
    earlier = recommends(world, keeper, both[0], NewRecommendation("1", "plan for it", "All", "six-months"))[
        0
    ]
    here = {"authority_id": world.ashby, "ref": both[1].ref, "by": keeper, "now": world.now}
    with acting(keeper, now=world.now):
        with pytest.raises(Refusal, match="whether it was met"):
            reviewing.add_findings(new=[NewFinding("weakness", "slow", earlier=earlier.ref)], **here)
        told = [
            NewFinding("weakness", "slow", earlier=earlier.ref, was_met=False),
            NewFinding("strength", "children are heard", scale=PROSPECTS, term="excellent"),
        ]
        reviewing.add_findings(new=told, **here)
    text = sign_in("senco").get(f"/improvement/reviews/{both[1].ref}/").content.decode()
    assert "An earlier recommendation was not met" in text and "“excellent”" in text
    assert "Better than before: “uncertain” in June 2002" in text and "Add a finding" not in text


def test_before_publication_it_is_there_for_keepers_alone(world, keeper, sign_in):
    new = NewReview(world.ashby, "ilacs", "2023", "Ours", "Ofsted")
    with acting(keeper, now=world.now):
        review = reviewing.enter_review(new=new, by=keeper, now=world.now)
        with pytest.raises(Refusal, match="enter its day first"):
            reviewing.add_recommendations(
                authority_id=world.ashby, ref=review.ref, new=[NewRecommendation("1", "x", "y", "immediate")], by=keeper,
                now=world.now,
            )  # fmt: skip
        with pytest.raises(NotVisible):
            reviewing.publish(
                authority_id=world.brindle, ref=review.ref, on=world.today, by=keeper, now=world.now
            )
    assert sign_in("senco").get(f"/improvement/reviews/{review.ref}/").status_code == 404
    assert "Ours" in sign_in("data").get("/improvement/reviews/").content.decode()


def day(name, on):
    return {f"{name}-day": str(on.day), f"{name}-month": str(on.month), f"{name}-year": str(on.year)}


def test_a_keeper_enters_a_whole_review_on_pages(world, keeper, both, sign_in):
    client = sign_in("data")

    def posts(address, **typed):
        sent = client.post(address, typed | {"once": address + str(typed)})
        assert sent.status_code == 302, (address, sent.content.decode()[-3000:])
        return sent["Location"]

    for page in ("/improvement/reviews/", "/improvement/reviews/add/"):
        assert client.get(page).status_code == 200
    address = posts(
        "/improvement/reviews/add/",
        regime="ilacs/2023",
        title="Ashby 2026",
        led_by="Ofsted",
        partners="A\nB",
        own_lines="Schools",
    )
    assert "not yet" in client.get(address).content.decode()
    assert client.get(f"{address}recommended/").status_code == 422
    posts(f"{address}published/", **day("on", date(2026, 9, 1)))
    posts(f"{address}judged/", line="Leaders", judged="ilacs-grade|good")
    posts(f"{address}found/", kind="mixed", line="Schools", words="Some are ahead", judged="")
    posts(f"{address}recommended/", label="(A)", words="Hear children", addressee="All", band="six-months")
    posts(
        f"{address}recommended/",
        label="b",
        words="subject to (a) above, tell them",
        addressee="All",
        band="six-months",
        subject_to="a",
    )
    wrong = client.post(
        f"{address}recommended/",
        {"label": "c", "words": "as in (z) above", "addressee": "x", "band": "immediate", "once": "w"},
    )
    assert wrong.status_code == 422 and "which is not there" in wrong.content.decode()
    text = client.get(address).content.decode()
    assert "Due" not in text.partition("Within six months: due")[0][-3:] and "1 March 2027" in text
    assert "It is subject to (a), which is not settled yet." in text
    settle = text.partition("/recommendations/")[2].partition("/")[0]
    posts(f"/improvement/recommendations/{settle}/settled/", because="Minute 4", **day("on", world.today))
    text = client.get(address).content.decode()
    assert "not settled yet" not in text and "Minute 4" in text
