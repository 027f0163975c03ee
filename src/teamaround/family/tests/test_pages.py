"""The pages of two parents who live apart (R26), and those where they are invited."""

import pytest
from django.test import Client
from django.urls import reverse
from tests import papers

from teamaround.accounts.door import opened
from teamaround.accounts.guests.models import Letter
from teamaround.assessments.tests.world import NOW, TODAY
from teamaround.audit.models import Entry
from teamaround.design.pdf import NO_PANGO, NotMade
from teamaround.episodes import services as plans
from teamaround.family import services
from teamaround.family.models import FamilyComment, FamilyView
from teamaround.people import services as people

from .conftest import enter, invite, viewer_of

pytestmark = pytest.mark.django_db
OWN = ("plan", "team", "sharing", "say", "say_no", "printed")


def seen(client, name, **more):
    answer = client.get(reverse(f"family:{name}"), more)
    assert answer.status_code == 200, (name, answer.status_code)
    return answer.content.decode()


def test_two_parents_who_live_apart_see_the_plan_and_nothing_of_each_other(world, plan, mira, tomas):
    by = viewer_of(world, mira)
    with opened(by):
        services.say(text="He never telephones", about="general", by=by, now=NOW)
    one, two = Client(), Client()
    assert enter(one, world, mira)["Location"] == reverse("family:plan")
    enter(two, world, tomas)
    his = "".join(seen(two, name) for name in OWN) + seen(two, "printed", letters="large")
    assert "She sleeps all night" in his and "Hana Wójcik" in his and "01632 960010" in his
    for hers in ("Mira", "Mill Lane", "01632 960001", "mira@example.org", "He never telephones", "spoken"):
        assert hers not in his, hers
    hers = "".join(seen(one, name) for name in OWN)
    assert "He never telephones" in hers and "Tomas" not in hers and "01632 960099" not in hers
    assert "You, by" in hers and "Somebody in your family, or a friend, by" in hers
    assert (
        "The library" not in hers + his and world.child_ref not in hers + his and plan.ref not in hers + his
    )


def test_a_parent_says_what_they_think_and_reads_the_answer(client, sign_in, world, plan, mira):
    parent = Client()
    enter(parent, world, mira)
    assert parent.post(reverse("family:say"), {"about": "plan", "text": " "}).status_code == 422
    answer = parent.post(reverse("family:say"), {"about": "plan", "text": "Bedtime is at eight"})
    assert answer.status_code == 302
    lead = sign_in("senco")
    home = lead.get("/").content.decode()
    assert "Families have said something" in home and "Mira Lindqvist" in home
    page = reverse("family:invited", args=[plan.ref])
    assert "Bedtime is at eight" in lead.get(page).content.decode()
    kept = FamilyComment.objects.get()
    address = reverse("family:answer", args=[kept.ref])
    assert "Bedtime is at eight" in lead.get(address).content.decode()
    assert lead.post(address, {"answer": "We will try that."}).status_code == 302
    assert "We will try that." in seen(parent, "say")
    assert "Families have said something" not in lead.get("/").content.decode()


def test_a_parent_leaves_out_a_service_then_says_no(world, plan, mira):
    parent = Client()
    enter(parent, world, mira)
    visiting = world.everything.agency["visiting"]
    assert visiting.name in seen(parent, "sharing")
    parent.post(reverse("family:sharing"), {"agency": visiting.ref})
    assert visiting.name not in seen(parent, "sharing").split('<ul class="ta-lines">')[1]
    answer = parent.post(reverse("family:say_no"), {"because": ""})
    assert answer["Location"] == reverse("family:changed")
    assert "It is done" in parent.get(answer["Location"]).content.decode()
    shut = parent.get(reverse("family:plan"))
    assert shut.status_code == 403 and "This is not open now" in shut.content.decode()


def test_where_a_child_is_shielded_no_agency_or_place_is_named(world, plan, mira):
    everything = world.everything
    index = everything.viewer("index")
    with opened(index):
        people.shield(child_id=world.child_id, because="Moved away", review_on=TODAY, by=index, now=NOW)
    parent = Client()
    enter(parent, world, mira)
    text = "".join(seen(parent, name) for name in OWN)
    for place in ("Ashby Health Visiting", "Ashby Green School", "The library", "01632 960010"):
        assert place not in text, place
    assert "Hana Wójcik" in text and "School" in text


def test_inviting_and_looking_after_the_link(sign_in, world, plan, parents):
    lead = sign_in("senco")
    shown = lead.get(reverse("episodes:show", args=[plan.ref])).content.decode()
    assert reverse("family:invited", args=[plan.ref]) in shown
    assert "Nobody of the family" in lead.get(reverse("family:invited", args=[plan.ref])).content.decode()
    address = reverse("family:invite", args=[plan.ref])
    assert "Tomas Lindqvist" in lead.get(address).content.decode()
    typed = {"who": str(parents.tomas), "name": "Tomas", "called": "Ash", "email": "tomas@example.org"}
    assert lead.post(address, typed).status_code == 422
    there = lead.post(address, {**typed, "is_safe": "on"})["Location"]
    assert "tomas@example.org" in lead.get(there).content.decode()
    assert lead.post(there, {"do": "send", "email": "t@example.org"}).status_code == 302
    assert lead.post(there, {"do": "end"}).status_code == 302
    assert "Taken back" in lead.get(there).content.decode()
    assert sign_in("gp").get(there).status_code == 404


def test_their_copy_for_paper_says_all_that_their_page_says(world, plan, mira):
    parent = Client()
    enter(parent, world, mira)
    assert reverse("family:printed") in seen(parent, "plan")
    answer = parent.get(reverse("family:printed_pdf"), {"letters": "large"})
    assert answer["Content-Disposition"] == 'inline; filename="plan-large-print.pdf"'
    assert answer["Cache-Control"] == "no-store"
    paper = papers.read(answer.content)
    assert paper.says_ua and paper.title == "The plan" and "The plan for Ash" in paper.words
    assert papers.in_order(
        paper.words, "She sleeps all night", "Who helps", "Who can see the plan", "You can say no"
    )
    shown = Entry.objects.filter(act="page.shown").latest("pk")
    assert world.child_id in shown.children and shown.account_id == mira.guest_id


def test_what_cannot_be_drawn_on_paper_is_told_without_commands_for_engineers(world, plan, mira, monkeypatch):
    def lacking(*_, **__):
        raise NotMade(NO_PANGO)

    monkeypatch.setattr("teamaround.design.paper.tagged", lacking)
    parent = Client()
    enter(parent, world, mira)
    answer = parent.get(reverse("family:printed_pdf"))
    text = answer.content.decode()
    assert answer.status_code == 503 and reverse("family:printed") in text and "apt-get" not in text


def test_words_in_any_script_stand_on_the_page_and_on_paper(world, plan, parents):
    view = invite(world, plan, parents.mira, called="آشا 🌟")
    parent = Client()
    enter(parent, world, view)
    said = {"about": "plan", "text": "אני רוצה לישון 😴"}
    assert parent.post(reverse("family:say"), said).status_code == 302
    assert "אני רוצה לישון 😴" in seen(parent, "say") and "آشا 🌟" in seen(parent, "plan")
    assert parent.get(reverse("family:printed_pdf")).content.startswith(b"%PDF")


def test_whoever_invites_sees_first_what_they_would_see(sign_in, world, plan, parents):
    lead, address = sign_in("senco"), reverse("family:invite", args=[plan.ref])
    typed = {"who": str(parents.tomas), "name": "Tomas", "called": "Ash", "email": ""}
    looked = lead.post(address, {**typed, "do": "look"})
    text = looked.content.decode()
    assert looked.status_code == 200 and "What Tomas would see" in text and "Nothing is sent yet" in text
    assert not FamilyView.objects.exists() and not Letter.objects.exists()
    assert "She sleeps all night" in text and "Hana Wójcik" in text and "Ashby Health Visiting" in text
    assert "You, by" in text and "Mira Lindqvist" not in text.split("ta-seen")[1]
    assert '<input type="hidden" name="who"' in text and 'name="is_safe"' in text
    back = lead.post(address, {**typed, "do": "back"})
    assert back.status_code == 200 and 'value="Tomas"' in back.content.decode()
    assert lead.post(address, {**typed, "is_safe": "on"}).status_code == 422  # now an address is asked for
    assert lead.post(address, {**typed, "email": "t@example.org", "is_safe": "on"}).status_code == 302


def test_what_is_previewed_is_what_they_see(sign_in, world, plan, parents, mira):
    parent, lead = Client(), sign_in("senco")
    enter(parent, world, mira)
    ahead = lead.get(reverse("family:as_they_see_it", args=[mira.ref])).content.decode()
    theirs = seen(parent, "printed")
    for part in ("<h2>What we want</h2>", "<h2>Who helps</h2>"):
        inside = theirs.split(part)[1].split("<h2>")[0]
        assert " ".join(inside.split()) in " ".join(ahead.split())
    assert "On their page they can change" in ahead and "leave out Ashby Health Visiting" in ahead
    assert sign_in("gp").get(reverse("family:as_they_see_it", args=[mira.ref])).status_code == 404


def test_back_after_half_an_hour_a_parent_reads_how_to_come_back(world, plan, mira):
    parent = Client()
    enter(parent, world, mira)
    kept = parent.session
    kept["guest"] = {**kept["guest"], "seen_at": kept["guest"]["seen_at"] - 31 * 60}
    kept.save()
    late = parent.post(reverse("family:say"), {"about": "plan", "text": "Hello"})
    assert late.status_code == 401 and "Ask for a new link (opens in a new tab)" in late.content.decode()
    page = parent.get(reverse("family:plan"), follow=True).content.decode()
    assert "You were away for a while" in page and "we send you a new code" in page
    assert "Send me a new link" in page and "This link has been used" not in page


def test_when_the_work_is_over_the_page_says_so_and_whom_to_call(world, plan, mira):
    parent = Client()
    enter(parent, world, mira)
    assert "When we meet next" in seen(parent, "plan")
    ending = {
        "call_later": "Hana, on 01632 960010",
        "what_changed": "He moved out",
        "family_says": "He was late",
    }
    with opened(world.asha):
        plans.close_episode(ref=plan.ref, reason="needs_met", by=world.asha, now=NOW, **ending)
    words = seen(parent, "plan")
    assert "We have finished" in words and "Hana, on 01632 960010" in words
    assert "When we meet next" not in words and "We have finished" in seen(parent, "printed")
    assert "He moved out" not in words and "He was late" not in words
