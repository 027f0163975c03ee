"""A report's recommendations are answered one by one, and entered when every one is answered."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from teamaround.accounts.door import acting
from teamaround.improvement.forms.proposals import ReportForm
from teamaround.improvement.models import Proposal, Recommendation
from teamaround.improvement.queries import proposals as queries
from teamaround.improvement.reports.opening import pasted
from teamaround.improvement.services import proposing, reviewing
from teamaround.improvement.services.reviewing import NewRecommendation, NewReview
from teamaround.kernel.refusal import NotVisible, Refusal

from .reports import TEXT, a_pdf
from .test_plan_pages import posts

pytestmark = pytest.mark.django_db


@pytest.fixture
def review(world, keeper):
    with acting(keeper, now=world.now):
        new = NewReview(world.ashby, "ilacs", "2023", "Ashby 2026", "Ofsted", published_on=date(2026, 9, 1))
        return reviewing.enter_review(new=new, by=keeper, now=world.now)


@pytest.fixture
def report(world, keeper, review):
    with acting(keeper, now=world.now):
        return proposing.read(ref=review.ref, report=pasted(TEXT), by=keeper, now=world.now)


def confirms(world, keeper, row, **changes):
    told = queries.proposal(keeper, row.ref).told
    told["label"] = told["label"] or f"{row.position}"
    with acting(keeper, now=world.now):
        return proposing.confirm(
            ref=row.ref,
            version=row.version,
            typed=NewRecommendation(**(told | changes)),
            by=keeper,
            now=world.now,
        )


def test_nothing_is_entered_before_every_one_is_answered(world, keeper, review, report):
    first, *others = [each.row for each in queries.proposals(report)]
    with acting(keeper, now=world.now):
        with pytest.raises(Refusal, match="6 of them wait"):
            proposing.enter(ref=report.ref, by=keeper, now=world.now)
        with pytest.raises(Refusal, match="being gone through"):
            proposing.read(ref=review.ref, report=pasted(TEXT), by=keeper, now=world.now)
        proposing.leave_out(ref=first.ref, version=1, by=keeper, now=world.now)
        with pytest.raises(Refusal, match="Somebody else has answered"):
            proposing.leave_out(ref=first.ref, version=1, by=keeper, now=world.now)
    for row in others:
        confirms(world, keeper, row)
    assert not Recommendation.objects.filter(review=review).exists()
    with acting(keeper, now=world.now):
        made = proposing.enter(ref=report.ref, by=keeper, now=world.now)
        with pytest.raises(Refusal, match="entered already"):
            proposing.leave_rest_out(ref=report.ref, by=keeper, now=world.now)
    assert [(each.label, each.due_on.isoformat()) for each in made] == [
        ("2", "2026-10-01"), ("a", "2027-03-01"), ("b", "2027-03-31"), ("b(i)", "2027-03-31"), ("b(ii)", "2027-03-31"),
    ]  # fmt: skip
    assert (
        made[1].subject_to == made[2]
        and made[3].within == made[2]
        and made[0].addressee == "The local partnership"
    )
    assert [row.recommendation_id for row in Proposal.objects.filter(report=report).order_by("position")] == [
        None, *(each.pk for each in made),
    ]  # fmt: skip
    assert queries.open_report(review) is None


def test_r32_what_leads_nowhere_stops_them_all_together(world, keeper, review, report):
    rows = [each.row for each in queries.proposals(report)]
    confirms(world, keeper, rows[2])
    with acting(keeper, now=world.now):
        assert proposing.leave_rest_out(ref=report.ref, by=keeper, now=world.now) == 5
        with pytest.raises(Refusal, match="refers to \\(b\\), which is not there"):
            proposing.enter(ref=report.ref, by=keeper, now=world.now)
    assert not Recommendation.objects.filter(review=review).exists()
    confirms(
        world,
        keeper,
        Proposal.objects.get(pk=rows[3].pk),
        words="review its policies",
        own_day=date(2027, 3, 1),
    )
    shown = queries.proposals(report)
    assert shown[3].is_amended and not shown[2].is_amended
    assert shown[3].row.proposed["words"] == "review its policies by 31 March 2027:"
    with acting(keeper, now=world.now):
        made = proposing.enter(ref=report.ref, by=keeper, now=world.now)
    assert [each.words for each in made] == [
        "agree who is in it, subject to (b) below",
        "review its policies",
    ]


def test_a_report_in_which_all_is_left_out_is_closed_and_another_may_be_read(world, keeper, review, report):
    with acting(keeper, now=world.now):
        proposing.leave_rest_out(ref=report.ref, by=keeper, now=world.now)
        assert proposing.enter(ref=report.ref, by=keeper, now=world.now) == []
        again = proposing.read(ref=review.ref, report=pasted(TEXT), by=keeper, now=world.now)
        assert again.digest == report.digest and again.ref != report.ref
        with pytest.raises(Refusal, match="No recommendation was recognised"):
            proposing.leave_rest_out(ref=again.ref, by=keeper, now=world.now)
            proposing.enter(ref=again.ref, by=keeper, now=world.now)
            nothing = pasted("Everything was found to be well kept here.")
            proposing.read(ref=review.ref, report=nothing, by=keeper, now=world.now)


def test_only_keepers_of_a_published_review_go_through_its_report(world, keeper, report):
    row = queries.proposals(report)[0].row
    for who in ("neighbour", "councillor"):
        viewer = world.viewer(who)
        with acting(viewer, now=world.now):
            for ask in (
                lambda by: queries.report(by, report.ref), lambda by: queries.proposal(by, row.ref),
                lambda by: proposing.leave_out(ref=row.ref, version=1, by=by, now=world.now),
                lambda by: proposing.enter(ref=report.ref, by=by, now=world.now),
            ):  # fmt: skip
                with pytest.raises(NotVisible):
                    ask(viewer)
    with acting(keeper, now=world.now):
        new = NewReview(world.ashby, "ilacs", "2023", "Not out", "Ofsted")
        hidden = reviewing.enter_review(new=new, by=keeper, now=world.now)
        with pytest.raises(Refusal, match="from publication"):
            proposing.read(ref=hidden.ref, report=pasted(TEXT), by=keeper, now=world.now)


def test_whoever_brings_a_report_is_told_first_that_its_day_is_wanted(world, keeper, review, sign_in):
    with acting(keeper, now=world.now):
        new = NewReview(world.ashby, "ilacs", "2023", "Not out", "Ofsted")
        hidden = reviewing.enter_review(new=new, by=keeper, now=world.now)
    client = sign_in("data")
    for row, wants in ((hidden, True), (review, False)):
        page = client.get(f"/improvement/reviews/{row.ref}/report/").content.decode()
        assert (f'href="/improvement/reviews/{row.ref}/published/"' in page) is wants


def test_a_keeper_goes_through_a_file_page_by_page(keeper, review, sign_in):
    client, here = sign_in("data"), f"/improvement/reviews/{review.ref}/"
    assert "Take the recommendations from the report" in client.get(here).content.decode()
    bring = f"{here}report/"
    assert "read once and not kept" in client.get(bring).content.decode()
    assert "one of the two" in posts(client, bring, expect=422, text="")
    assert "plain text" in posts(
        client, bring, expect=422, text="", file=SimpleUploadedFile("r.pdf", b"Dear all")
    )
    pdf = a_pdf(
        ("Recommendations", "The council should:", "(a) tell children what was found;", "(b) meet by and by.")
    )
    report = posts(client, bring, text="", file=SimpleUploadedFile("r.pdf", pdf))
    assert client.get(bring)["Location"] == report
    text = client.get(report).content.decode()
    assert (
        "In the report, page 1" in text
        and "2 wait for an answer" in text
        and "Nothing is entered yet" in text
    )
    first, second = [f"/improvement/proposals/{each.ref}/" for each in Proposal.objects.order_by("position")]
    text = client.get(first).content.decode()
    assert "tell children what was found" in text and "The council" in text
    typed = {
        "label": "a",
        "words": "tell children what was found",
        "addressee": "The council",
        "band": "",
        "version": "1",
    }
    assert "Choose by when, or enter a day" not in posts(
        client, first, expect=422, **typed | {"addressee": ""}
    )
    assert posts(client, first, **typed | {"band": "three-months"}) == second
    assert posts(client, second, leave_out="1", version="1") == report
    assert "Nothing is entered yet" in client.get(report).content.decode()
    assert posts(client, f"{report}enter/") == here
    text = client.get(here).content.decode()
    assert "1 recommendation was entered" in text and "tell children what was found" in text
    assert "was entered on" in client.get(report).content.decode()
    assert client.get(first).status_code == 302


def test_a_form_that_is_read_again_reads_the_same_file():
    pdf = a_pdf(("Recommendations", "1. The council should tell children what was found."))
    form = ReportForm({"text": ""}, {"file": SimpleUploadedFile("r.pdf", pdf)})
    assert form.is_valid() and form.report() == form.report()


def test_a_label_of_our_own_is_said_to_be_ours_and_a_time_must_be_named(world, review, report, sign_in):
    client = sign_in("data")
    rows = [each.row for each in queries.proposals(report)]
    here = f"/improvement/proposals/{rows[0].ref}/"
    text = client.get(here).content.decode()
    assert "The one below is ours" in text and 'value="1"' in text
    typed = {"label": "1", "words": "tell them", "addressee": "All", "band": "", "version": "1"}
    assert "Choose by when, or enter a day" in posts(client, here, expect=422, **typed)
    assert posts(client, f"/improvement/reports/{report.ref}/leave-out/").endswith(f"{report.ref}/")
    assert "6 passages were left out" in client.get(f"/improvement/reports/{report.ref}/").content.decode()
