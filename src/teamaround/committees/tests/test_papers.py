"""Writing a paper: the forward plan, parts, two at once, comments, sign-off, publication and correction."""

from datetime import date, timedelta

import pytest

from teamaround.accounts.door import acting
from teamaround.committees import figures, live
from teamaround.committees.models import PaperVersion
from teamaround.committees.queries import meetings as forward
from teamaround.committees.queries import papers as queries
from teamaround.committees.queries import public
from teamaround.committees.rules.document import Figure
from teamaround.committees.rules.merging import Clash
from teamaround.committees.services import commenting, meetings, papers, publishing
from teamaround.design.words import day_and_time
from teamaround.kernel.refusal import NotVisible, Refusal

from .papers import MEETING, begins, cabinet, director, publishes, signs, writes

pytestmark = pytest.mark.django_db


@pytest.fixture
def body(world, keeper):
    return cabinet(world, keeper)


@pytest.fixture
def paper(world, keeper, body):
    return begins(world, keeper, body)


def test_the_forward_plan_lists_what_is_to_come_by_day(world, keeper, body, sign_in):
    here = {"by": keeper, "now": world.now}
    with acting(keeper, now=world.now):
        later = meetings.plan_item(body_ref=body.ref, title="Later", **here)
        meetings.plan_item(body_ref=body.ref, title="Soon", meeting_on=MEETING, **here)
        with pytest.raises(Refusal, match="not there"):
            meetings.plan_item(body_ref=body.ref, title="Then", meeting_on=date(1999, 1, 1), **here)
        assert [each.title for each in forward.planned(keeper, on=world.today)] == ["Soon", "Later"]
        meetings.set_meeting(ref=later.ref, meeting_on=MEETING + timedelta(days=7), **here)
    text = sign_in("councillor").get("/forward-plan/").content.decode()
    assert "15 December 2026" in text and "Begin it" not in text
    with pytest.raises(NotVisible):
        forward.item(world.viewer("neighbour"), later.ref)


def test_a_keeper_plans_begins_and_writes_on_pages(world, keeper, body, sign_in):
    client = sign_in("data")
    day = {
        "meeting_on-day": "8",
        "meeting_on-month": "12",
        "meeting_on-year": "2026",
        "meeting_on_0": "8",
        "meeting_on_1": "12",
        "meeting_on_2": "2026",
    }
    assert (
        client.post("/forward-plan/add/", {"body": body.ref, "title": "Help", **day, "once": "a"}).status_code
        == 302
    )
    item = forward.planned(keeper, on=world.today).get()
    assert item.meeting_on == MEETING
    made = client.post(f"/forward-plan/{item.ref}/paper/", {"template": "council_report", "once": "b"})
    assert made.status_code == 302 and made["Location"].startswith("/papers/PA-")
    page = client.get(made["Location"]).content.decode()
    assert "Before anybody signs it off" in page and "this part is required and empty" in page
    at = f"{made['Location']}parts/introduction/"
    assert client.post(at, {"words": "See [paragraph 4].", "version": "1", "once": "c"}).status_code == 302
    assert "[paragraph 4] leads nowhere" in client.get(made["Location"]).content.decode()
    both = client.post(at, {"words": "Mine", "version": "1", "once": "d"})
    assert both.status_code == 409 and "Theirs, which is saved" in both.content.decode()
    for address in ("/papers/", at, f"{made['Location']}preview/", f"{made['Location']}versions/2/"):
        assert client.get(address).status_code == 200, address


def test_a_draft_is_not_there_for_others(world, paper, sign_in):
    for who in ("councillor", "senco", "neighbour"):
        client = sign_in(who)
        for address in (f"/papers/{paper.ref}/", f"/papers/{paper.ref}/preview/", f"/published/{paper.ref}/"):
            assert client.get(address).status_code == 404
    assert sign_in("senco").get("/published/").status_code == 200


def test_two_writers_lose_no_word(world, keeper, paper):
    writes(world, keeper, paper, version=1, legal="Section 11 of the Children Act 2004.")
    writes(world, keeper, paper, version=1, financial="It is in the budget.")
    told = queries.whole(paper.__class__.objects.get(pk=paper.pk))
    assert told.number == 3 and "Section 11" in told.texts["legal"] and "budget" in told.texts["financial"]
    with pytest.raises(Clash) as clash:
        writes(world, keeper, paper, version=1, legal="None.")
    assert clash.value.theirs["legal"].startswith("Section 11") and clash.value.together["legal"] == "None."
    same = writes(world, keeper, paper, legal="Section 11 of the Children Act 2004.")
    assert same.version == 3
    with pytest.raises(Refusal, match="no part"):
        writes(world, keeper, paper, poem="Roses")


def test_comments_are_answered_and_settled(world, keeper, paper, sign_in):
    with acting(keeper, now=world.now):
        said = commenting.comment(ref=paper.ref, part="legal", words="Which Act?", by=keeper, now=world.now)
        here = {"ref": said.ref, "by": keeper, "now": world.now}
        with pytest.raises(Refusal, match="Choose the part"):
            commenting.comment(ref=paper.ref, part="poem", words="?", by=keeper, now=world.now)
        with pytest.raises(Refusal, match="Write an answer"):
            commenting.answer(words="", settled=False, **here)
        commenting.answer(words="The one of 2004.", settled=False, **here)
        assert queries.open_comments(paper) == 1
    client = sign_in("data")
    assert client.post(f"/comments/{said.ref}/", {"settled": "on", "once": "e"}).status_code == 302
    assert queries.open_comments(paper) == 0
    assert "The one of 2004." in client.get(f"/papers/{paper.ref}/").content.decode()
    with acting(keeper, now=world.now), pytest.raises(Refusal, match="already"):
        commenting.answer(words="More", settled=True, **here)


def test_it_is_signed_off_by_each_post_and_a_change_asks_again(world, keeper, paper, sign_in):
    post = director(world, keeper)
    with acting(keeper, now=world.now):
        papers.name_office(ref=paper.ref, office="director", post_id=post.pk, by=keeper, now=world.now)
    leo = sign_in("lead")
    assert leo.get(f"/papers/{paper.ref}/").status_code == 200
    assert leo.post(f"/papers/{paper.ref}/offices/director/sign/", {"once": "f"}).status_code == 302
    refused = leo.post(f"/papers/{paper.ref}/offices/legal/sign/", {"said": "x", "once": "g"})
    assert refused.status_code == 422 and "Another post" in refused.content.decode()
    signs(world, keeper, paper, "finance", "legal", "monitoring")
    with acting(keeper, now=world.now), pytest.raises(Refusal, match="where their sign-off is written"):
        writes(world, keeper, paper, crime="There are none.")
        publishing.sign_off(ref=paper.ref, office="legal", by=keeper, now=world.now)
    standing = queries.standing(paper, queries.whole(paper.__class__.objects.get(pk=paper.pk)).row)
    assert not any(each.signed for each in standing) and all(each.older for each in standing)
    page = leo.get(f"/papers/{paper.ref}/").content.decode()
    assert "it is asked for again" in page and "Leo Marsh, Director of Children’s Services" in page


def test_nobody_signs_off_what_has_gaps(world, keeper, paper):
    writes(world, keeper, paper, consultation="")
    with pytest.raises(Refusal, match="Consultation: this part is required and empty"):
        signs(world, keeper, paper, "legal")


def test_published_it_stays_and_a_correction_stands_beside_it(world, keeper, paper, client):
    with pytest.raises(Refusal, match="Not signed off as it is now: Finance, Legal"):
        publishes(world, keeper, paper)
    signs(world, keeper, paper)
    publishes(world, keeper, paper)
    address = f"/published/{paper.ref}/"
    before = client.get(address)
    assert before.status_code == 200 and "How children are helped" in before.content.decode()
    assert "How children are helped" in client.get("/published/").content.decode()
    with pytest.raises(Refusal, match="does not change"):
        writes(world, keeper, paper, legal="Other.")
    with acting(keeper, now=world.now):
        papers.begin_correction(ref=paper.ref, by=keeper, now=world.now)
    writes(world, keeper, paper, legal="The Children Act 2004.")
    assert "Children Act 2004" not in client.get(address).content.decode()
    signs(world, keeper, paper)
    with pytest.raises(Refusal, match="what was wrong"):
        publishes(world, keeper, paper)
    publishes(world, keeper, paper, reason="The Act was left out.")
    assert "Corrected: The Act was left out." in client.get(address).content.decode()
    first = client.get(f"{address}1/").content.decode()
    assert "This version was corrected" in first and "Children Act 2004" not in first
    assert client.get(f"{address}7/").status_code == 404
    assert len(public.published(paper.ref).all) == 2


def test_an_open_comment_or_no_day_keeps_it_back(world, keeper, body):
    paper = begins(world, keeper, body, on=None)
    signs(world, keeper, paper)
    with acting(keeper, now=world.now):
        said = commenting.comment(ref=paper.ref, part="legal", words="?", by=keeper, now=world.now)
        with pytest.raises(Refusal, match="Comments are still open"):
            publishing.publish(ref=paper.ref, by=keeper, now=world.now)
        commenting.answer(ref=said.ref, words="", settled=True, by=keeper, now=world.now)
        with pytest.raises(Refusal, match="at which meeting"):
            publishing.publish(ref=paper.ref, by=keeper, now=world.now)


def test_a_number_is_kept_with_the_version_as_it_was(world, keeper, paper, monkeypatch):
    shown = {"F-7K2MQ9XDT": Figure("F-7K2MQ9XDT", "Waiting", "41", "30 November 2026")}
    monkeypatch.setattr(figures, "find", lambda refs, **_: {ref: shown[ref] for ref in refs if ref in shown})
    writes(world, keeper, paper, findings="There were [fact F-7K2MQ9XDT].")
    shown["F-7K2MQ9XDT"] = Figure("F-7K2MQ9XDT", "Waiting", "42", "1 December 2026")
    paper.refresh_from_db()
    told = queries.document(paper, queries.whole(paper), on=world.today)
    assert [each.shown for each in told.figures] == ["41"]


def test_a_part_is_made_from_live_data_and_frozen_with_its_version(
    world, keeper, paper, sign_in, monkeypatch
):
    monkeypatch.setattr(live, "_parts", {})
    state = {"words": "Three are late."}
    live.register(
        live.LivePart(
            "plan", "A plan", lambda by, now: [("PL-1", "Our plan")], lambda by, ref, at: state["words"]
        )
    )
    client = sign_in("data")
    at = f"/papers/{paper.ref}/parts/progress/fill/"
    assert "A plan: Our plan" in client.get(at).content.decode()
    assert client.post(at, {"source": "plan/PL-1", "once": "h"}).status_code == 302
    state["words"] = "None is late."
    paper.refresh_from_db()
    told = queries.whole(paper)
    assert told.texts["progress"] == "Three are late." and told.row.made["progress"]["subject"] == "PL-1"
    made = f"Made from live data, as at {day_and_time(world.now)}."
    assert made in client.get(f"/papers/{paper.ref}/").content.decode()
    with acting(keeper, now=world.now), pytest.raises(Refusal, match="running words"):
        papers.fill(
            ref=paper.ref,
            part="title",
            live_key="plan",
            subject="PL-1",
            as_at=world.now,
            by=keeper,
            now=world.now,
        )


def test_every_version_is_kept_and_compared_word_by_word(world, keeper, paper, sign_in):
    writes(world, keeper, paper, legal="There are some.")
    page = sign_in("data").get(f"/papers/{paper.ref}/versions/2/").content.decode()
    assert '<del class="ta-went">' in page and "some." in page and "Legal implications" in page
    assert PaperVersion.objects.filter(paper=paper).count() == 2


def test_what_was_made_from_data_is_not_taken_for_typed_until_it_is_changed(
    world, keeper, paper, sign_in, monkeypatch
):
    monkeypatch.setattr(live, "_parts", {})
    live.register(
        live.LivePart("plan", "A plan", lambda by, now: [("PL-1", "P")], lambda by, ref, at: "41 are late.")
    )
    here = {"ref": paper.ref, "by": keeper, "now": world.now}
    with acting(keeper, now=world.now):
        papers.fill(part="progress", live_key="plan", subject="PL-1", as_at=world.now, **here)
        with pytest.raises(Refusal, match="still to come"):
            papers.fill(
                part="progress", live_key="plan", subject="PL-1", as_at=world.now + timedelta(days=1), **here
            )
        with pytest.raises(Refusal, match="made from"):
            papers.fill(part="progress", live_key="plan", subject="PL-2", as_at=world.now, **here)
    client = sign_in("data")
    assert "typed by hand" not in client.get(f"/papers/{paper.ref}/").content.decode()
    writes(world, keeper, paper, progress="40 are late.")
    page = client.get(f"/papers/{paper.ref}/").content.decode()
    assert "typed by hand, not from a fact: 40." in page and "changed by hand since" in page


def test_a_draft_shows_its_parts_as_they_will_be_printed(world, keeper, paper, sign_in):
    writes(
        world, keeper, paper,
        progress="# So far\n\nIt goes on from [paragraph 1].\n\n| No. | Action |\n| 1 | <b>Meet</b> |\n| 2 | |\n\n- sooner",
    )  # fmt: skip
    page = sign_in("data").get(f"/papers/{paper.ref}/").content.decode()
    assert "| No." not in page and "[paragraph 1]" not in page and "# So far" not in page
    assert ">So far</h4>" in page and 'href="#paragraph-1"' in page and 'id="paragraph-1"' in page
    assert 'role="columnheader" class="govuk-table__header">Action</th>' in page
    assert "&lt;b&gt;Meet&lt;/b&gt;" in page and ">sooner</li>" in page
    assert 'id="recommendation-b"' in page and ">(i) to work with partners</li>" in page
