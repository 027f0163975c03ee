"""Pages of team, meetings and minutes: each path, each refusal, and what was typed is given back."""

from datetime import timedelta

import icalendar
import pytest

from teamaround.accounts.door import opened
from teamaround.assessments.tests.world import NOW, TODAY
from teamaround.episodes import services as episodes
from teamaround.episodes.queries import meetings as asking
from teamaround.episodes.queries import teams
from teamaround.episodes.rules.meetings import MinuteKind
from teamaround.episodes.services import minutes
from teamaround.episodes.tests.gatherings import a_meeting, a_team, cara, heard, joins, mother, under_way
from teamaround.episodes.tests.test_pages import on, to, words

pytestmark = pytest.mark.django_db
WEEK = TODAY + timedelta(days=7)
PLAN = {"kind": "team", **on("on", WEEK), "starts": "3.30pm", "ends": "16:30", "place": "Library"}


@pytest.fixture
def team(world, episode):
    return a_team(world, episode)


# ---------------------------------------------------------------- the team


def test_the_team_on_its_page(world, episode, sign_in):
    client, page = sign_in("senco"), to("team", episode=episode.ref)
    assert "Nobody is in the team yet" in words(client.get(page))
    adding = to("team_add", episode=episode.ref, standing="practitioner")
    form = words(client.get(adding))
    assert "Hana Wójcik" in form and "Ines Ito" not in form and "/agreement/" in form
    gp = world.everything.practitioner["gp"].ref
    typed = {"here_to": "to help with sleep", "may_have_minutes": "yes"}
    wrong = client.post(adding, typed | {"practitioner": gp})
    assert wrong.status_code == 422 and "has not agreed that this agency takes part" in words(wrong)
    right = world.everything.practitioner["health_visitor"].ref
    assert client.post(adding, typed | {"practitioner": right}).status_code == 302
    family = to("team_add", episode=episode.ref, standing="family")
    assert "Mira Lindqvist, mother" in words(client.get(family))
    assert client.post(family, typed | {"name": "", "carer": "else"}).status_code == 422
    assert client.post(family, typed | {"name": "شيماء", "carer": "else"}).status_code == 302
    child = to("team_add", episode=episode.ref, standing="child")
    assert 'value="Ash"' in words(client.get(child))
    assert client.post(child, typed | {"name": "Ash"}).status_code == 302
    other = to("team_add", episode=episode.ref, standing="other")
    long = client.post(other, typed | {"name": "Jo", "here_to": "y" * 5_000})
    assert long.status_code == 422 and "fewer than 500" in words(long) and "y" * 5_000 in words(long)
    shown = words(client.get(page))
    assert "شيماء" in shown and "Hana Wójcik" in shown and "Here to: to help with sleep" in shown
    assert client.get(to("team_add", episode=episode.ref, standing="nobody")).status_code == 404


def test_a_member_is_changed_and_leaves(world, episode, team, sign_in):
    client = sign_in("senco")
    changing = to("team_change", member=team[2].ref)
    typed = {"here_to": "to ring Mum", "may_have_minutes": "no", "version": "1"}
    assert "to say what the family needs" in words(client.get(changing))
    assert client.post(changing, typed).status_code == 302
    clash = client.post(changing, typed | {"here_to": "Mine"})
    assert clash.status_code == 409 and "Both texts" in words(clash) and "to ring Mum" in words(clash)
    assert 'value="2"' in words(clash)
    leaving = to("team_leave", member=team[2].ref)
    assert client.post(leaving, {"because": ""}).status_code == 422
    assert client.post(leaving, {"because": "Moved away"}).status_code == 302
    assert "Moved away" in words(client.get(to("team", episode=episode.ref)))


def test_outsiders_find_no_team_and_no_meeting(world, episode, team, sign_in):
    found = under_way(world, episode)
    with opened(world.asha):
        line = minutes.add_line(ref=found.ref, kind=MinuteKind.SAID, text="x", by=world.asha, now=NOW)
    client = sign_in("neighbour")
    for page in (
        *(to(one, episode=episode.ref) for one in ("team", "meetings", "plan_meeting")),
        *(to(one, meeting=found.ref) for one in ("meeting", "room", "minutes", "calendar", "end_meeting")),
        to("team_change", member=team[0].ref), to("line", line=line.ref),
        to("answer_meeting", meeting=found.ref, member=team[0].ref), to("line", line="Y-NOTHERE00"),
    ):  # fmt: skip
        assert client.get(page).status_code == 404, page
    kept = client.post(to("add_line", meeting=found.ref), {"text": "My long sentence"})
    nothing = client.post(to("add_line", meeting="H-NOTHERE00"), {"text": "My long sentence"})
    assert kept.status_code == nothing.status_code == 404
    assert "My long sentence" in words(kept) and "My long sentence" in words(nothing)


# ---------------------------------------------------------------- planning and answering


def test_planning_changing_and_calling_off(world, episode, team, sign_in):
    client, planning = sign_in("senco"), to("plan_meeting", episode=episode.ref)
    assert "Mira Lindqvist" in words(client.get(planning))
    chosen = PLAN | {"members": [row.ref for row in team]}
    for wrong, said in (
        ({"ends": "15:00"}, "The end comes before the start"), ({"starts": "teatime"}, "like 15:30"),
        (on("on", TODAY - timedelta(days=3)), "has gone by"), ({"members": []}, "at least one person"),
        ({"purpose": "z" * 200_000}, "200,000 characters long"),
    ):  # fmt: skip
        answer = client.post(planning, chosen | wrong)
        assert answer.status_code == 422 and said in words(answer), said
    assert "z" * 200_000 in words(answer)
    page = client.post(planning, chosen)["Location"]
    shown = words(client.get(page))
    assert "27 November 2026 at 15:30" in shown and "Has not answered yet" in shown
    with opened(world.asha):
        found = asking.meetings(episode).get()
    changing = to("change_meeting", meeting=found.ref)
    assert 'value="15:30"' in words(client.get(changing))
    assert client.post(changing, chosen | {"starts": "14:00", "version": "1"}).status_code == 302
    clash = client.post(changing, chosen | {"version": "1", "purpose": "Mine"})
    assert clash.status_code == 409 and "Both texts" in words(clash) and "at 14:00" in words(clash)
    off = to("cancel_meeting", meeting=found.ref)
    assert client.post(off, {"because": ""}).status_code == 422
    assert client.post(off, {"because": "Mum is ill"}).status_code == 302
    assert "Mum is ill" in words(client.get(page))
    assert "Cancelled" in words(client.get(to("meetings", episode=episode.ref)))


def test_the_calendar_file_has_no_name_and_is_for_those_who_are_asked(world, episode, team, sign_in):
    found = a_meeting(world, episode)
    answer = sign_in("health_visitor").get(to("calendar", meeting=found.ref))
    assert (
        answer["Content-Type"].startswith("text/calendar") and "attachment" in answer["Content-Disposition"]
    )
    text = answer.content.decode()
    assert "Asha" not in text and "Lindqvist" not in text and world.child_ref not in text
    event = next(iter(icalendar.Calendar.from_ical(answer.content).walk("VEVENT")))
    assert event["LOCATION"] == "The library" and event["UID"] == f"{found.ref}@teamaround"
    assert sign_in("teacher").get(to("calendar", meeting=found.ref)).status_code == 404


def test_the_invited_answer_and_tell_their_news(world, episode, team, sign_in):
    found = a_meeting(world, episode)
    client = sign_in("health_visitor")
    assert "You are asked to a meeting" in words(client.get("/"))
    answering = to("answer_meeting", meeting=found.ref, member=team[1].ref)
    typed = {"answer": "coming", "news": "ישנה כל הלילה", "version": "1"}
    assert client.get(answering).status_code == 200
    assert client.post(answering, typed).status_code == 302
    clash = client.post(answering, typed | {"news": "Mine"})
    assert clash.status_code == 409 and "Both texts" in words(clash)
    long = client.post(answering, typed | {"news": "n" * 200_000, "version": "2"})
    assert long.status_code == 422 and "n" * 200_000 in words(long)
    assert "ישנה כל הלילה" in words(sign_in("senco").get(to("meeting", meeting=found.ref)))
    assert "ישנה" not in words(sign_in("teacher").get(to("meeting", meeting=found.ref)))
    assert sign_in("teacher").post(answering, typed | {"version": "2"}).status_code == 422


# ---------------------------------------------------------------- meeting mode


def test_the_minutes_are_made_while_people_talk(world, episode, team, sign_in):
    found = a_meeting(world, episode)
    client, room = sign_in("senco"), to("room", meeting=found.ref)
    assert client.get(room)["Location"] == to("meeting", meeting=found.ref)
    assert client.post(to("begin_meeting", meeting=found.ref))["Location"] == room
    assert client.post(to("came", meeting=found.ref), {"came": [row.ref for row in team]}).status_code == 302
    said = to("add_line", meeting=found.ref)
    assert client.post(said, {"text": "She sleeps better", "kind": "said"}).status_code == 302
    assert client.post(said, {"text": "Bed at eight", "kind": "decided"}).status_code == 302
    empty = client.post(said, {"text": " ", "kind": "said"})
    assert empty.status_code == 422 and "Write what was said" in words(empty)
    long = client.post(said, {"text": "w" * 200_000, "kind": "said"})
    assert long.status_code == 422 and "w" * 200_000 in words(long)
    doing = {"what": "Ring the nurse", "doer": team[2].ref, **on("by_on", WEEK)}
    assert (
        client.post(
            to("add_task", meeting=found.ref), doing | on("by_on", TODAY - timedelta(days=1))
        ).status_code
        == 422
    )
    assert client.post(to("add_task", meeting=found.ref), doing).status_code == 302
    shown = words(client.get(room))
    assert "Ring the nurse (Mira Lindqvist, by 27 November 2026)" in shown and "Bed at eight" in shown
    assert "Ring the nurse" in words(client.get(to("show", episode=episode.ref)))

    ending = {"took_minutes": "50", **on("next_on", WEEK), "next_starts": "10:00"}
    assert client.post(to("end_meeting", meeting=found.ref), ending).status_code == 422
    typed = {
        "child_heard": "wrote_or_drew", "child_said": "More walks", "child_version": "0",
        "parent_heard": "there", "parent_said": "Better", "parent_version": "0",
    }  # fmt: skip
    voices = to("voices", meeting=found.ref)
    missing = client.post(voices, typed | {"child_said": ""})
    assert missing.status_code == 422 and "what they wrote or drew" in words(missing)
    assert client.post(voices, typed).status_code == 302
    clash = client.post(voices, typed | {"child_said": "Mine"})
    assert clash.status_code == 422 and "Both texts" in words(clash) and "Mine" in words(clash)
    assert 'name="child_version" value="1"' in words(clash)
    over = client.post(to("end_meeting", meeting=found.ref), ending)
    assert over["Location"] == to("minutes", meeting=found.ref)
    read = words(client.get(over["Location"]))
    assert "What we decided" in read and "More walks" in read and "50 minutes together" in read
    assert client.get(room)["Location"] == to("meeting", meeting=found.ref)
    with opened(world.asha):
        assert asking.ahead(episode, at=NOW).count() == 1


def test_a_line_is_put_right_and_taken_out(world, episode, team, sign_in):
    found = under_way(world, episode)
    with opened(world.cara):
        line = minutes.add_line(ref=found.ref, kind=MinuteKind.SAID, text="Hers", by=world.cara, now=NOW)
    client, page = sign_in("senco"), to("line", line=line.ref)
    assert client.post(page, {"text": "", "version": "1"}).status_code == 422
    assert client.post(page, {"text": "Put right", "version": "1"}).status_code == 302
    clash = client.post(page, {"text": "Mine", "version": "1"})
    assert clash.status_code == 409 and "Put right" in words(clash) and "Mine" in words(clash)
    assert client.post(page, {"text": "Put right", "version": "2", "take_out": ""}).status_code == 302
    assert "Put right</span>" not in words(client.get(to("room", meeting=found.ref)))
    assert "Lines that were taken out" in words(client.get(to("minutes", meeting=found.ref)))


def test_minutes_are_sent_and_found_at_home_by_those_who_may_have_them(world, episode, sign_in):
    joins(world, episode, cara(world))
    joins(world, episode, mother(may=False))
    found = under_way(world, episode)
    with opened(world.asha):
        acting = {"ref": found.ref, "by": world.asha, "now": NOW}
        minutes.hear(heard=heard(world), **acting)
        minutes.note_who_came(came=[row.ref for row in teams.members(episode)], was=[], **acting)
        minutes.end(took_minutes=30, next_plan=None, **acting)
    client, page = sign_in("senco"), to("minutes", meeting=found.ref)
    assert "Send them to those who may have them" in words(client.get(page))
    assert client.post(to("send_minutes", meeting=found.ref)).status_code == 302
    assert "Sent to 1" in words(client.get(page))
    hers = sign_in("health_visitor")
    assert "Minutes for you" in words(hers.get("/")) and hers.get(page).status_code == 200
    assert sign_in("teacher").get(page).status_code == 422
    client = sign_in("senco")
    assert client.post(to("go_on_meeting", meeting=found.ref))["Location"] == to("room", meeting=found.ref)


def test_words_are_given_back_when_access_ends_in_mid_sentence(world, episode, team, sign_in):
    found = under_way(world, episode)
    with opened(world.asha):
        episodes.withdraw_agreement(child_id=world.child_id, because="", by=world.asha, now=NOW)
    answer = sign_in("health_visitor").post(
        to("add_line", meeting=found.ref), {"text": "Half a sentence that", "kind": "said"}
    )
    assert answer.status_code in (404, 422)
    assert "Half a sentence that" in words(answer) and "This was not saved" in words(answer)
