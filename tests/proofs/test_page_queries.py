"""A page about a child asks the database few things, and no more when there is more to show."""

from datetime import time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from teamaround.accounts.door import acting
from teamaround.accounts.guests import queries as guests
from teamaround.assessments import queries as assessments
from teamaround.assessments import services as assessing
from teamaround.assessments.rules.contributing import askable
from teamaround.assessments.rules.writing import mark_of
from teamaround.assessments.services import GuestWish, Typed, Wish
from teamaround.assessments.tests.world import agreement
from teamaround.episodes import services as episodes
from teamaround.episodes.rules.goals import Wished
from teamaround.episodes.rules.meetings import Kind, MeetingPlan, MinuteKind
from teamaround.episodes.rules.planning import Planned
from teamaround.episodes.rules.reviewing import Told
from teamaround.episodes.rules.team import Joining, Standing
from teamaround.episodes.rules.voices import Heard, Hearing, Said, Whose
from teamaround.episodes.services import meetings, minutes, team
from teamaround.family import services as families
from teamaround.family.services import FamilyWish
from teamaround.index import services as index

pytestmark = pytest.mark.django_db
MOST_QUERIES = 20
MORE = {"plan": 22, "all of it, printed": 24}  # where goals, reviews, leads, team and meetings come together
FRAMES = ("BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK")
JOINING = ("visiting", "practice", "helpers", "minds")
WHO = {"visiting": "health_visitor", "practice": "gp", "helpers": "lead", "minds": "camhs"}


class Story:
    """One child whom a school and a health visitor work with together; `grow` makes it a long story."""

    def __init__(self, world):
        self.world, self.child = world, world.child()
        covered = [world.agency[agency].pk for agency in JOINING]
        with self.as_("senco") as by:
            self.begun = assessing.begin(child_id=self.child.pk, by=by, now=world.now)
            self.episode = episodes.record_agreement(
                child_id=self.child.pk, by=by, now=world.now, **agreement(*covered)
            )
            assessing.share(ref=self.begun.ref, by=by, now=world.now)
            self.write(self.form.sections[0], by)
        self.part = self.joins("visiting")
        with self.as_("senco") as by:
            self.goal = self.wants("To sleep through", by)
            self.plan("Ring the school", by)
            self.held = self.looks_again(by)
            self.ask_to_lead(by)
            self.member(Joining(Standing.FAMILY, "to say what they need", True, name="Mira Lindqvist"), by)
            self.works_in_it("senco", by)
            self.gathers(by)

    def as_(self, who):
        return acting(self.world.viewer(who), now=self.world.now)

    @property
    def form(self):
        return assessments.form_of(self.begun)

    def write(self, section, by, part_ref=""):
        boxes = dict(self.form.boxes_of(section))
        typed = {
            box: Typed("x" if asked.kind in ("long", "text") else asked.choices[0].key, mark_of(0, ""))
            for box, asked in boxes.items()
        }
        assessing.save_section(
            ref=self.begun.ref, section_key=section.key, typed=typed, by=by, now=self.world.now,
            part_ref=part_ref,
        )  # fmt: skip

    def joins(self, agency):
        with self.as_("senco") as by:
            wish = Wish(wanted=frozenset(askable(self.form)))
            return assessing.ask_for_contribution(
                ref=self.begun.ref,
                agency_id=self.world.agency[agency].pk,
                wish=wish,
                by=by,
                now=self.world.now,
            )

    def gives(self, agency):
        part = self.joins(agency)
        with self.as_(WHO[agency]) as by:
            for section in self.form.sections[1:4]:
                self.write(section, by, part.ref)
            assessing.give(ref=part.ref, by=by, now=self.world.now)

    def wants(self, wish, by):
        wished = Wished("Sleeps badly", wish)
        return episodes.add_goal(
            ref=self.episode.ref, child_id=None, wished=wished, by=by, now=self.world.now
        )

    def looks_again(self, by):
        told = Told(self.world.today, "Mum", next_on=self.world.today + timedelta(days=42))
        heard = [Said(whose, Heard.THERE, "Better") for whose in Whose]
        return episodes.record_review(
            ref=self.episode.ref, told=told, voices={self.child.pk: heard}, by=by, now=self.world.now
        )

    def plan(self, what, by):
        planned = Planned(what, "", self.world.practitioner["senco"].pk, self.world.today + timedelta(days=9))
        episodes.add_action(ref=self.episode.ref, planned=planned, by=by, now=self.world.now)

    def ask_to_lead(self, by):
        return episodes.name_lead(
            ref=self.episode.ref, practitioner_id=self.world.practitioner["lead"].pk, family_asked=True,
            family_view="", by=by, now=self.world.now,
        )  # fmt: skip

    def member(self, joining, by):
        team.add_member(ref=self.episode.ref, joining=joining, by=by, now=self.world.now)

    def works_in_it(self, who, by):
        person = self.world.practitioner[who].pk
        self.member(Joining(Standing.PRACTITIONER, "to help", True, practitioner=person), by)

    def gathers(self, by):
        """Two meetings: one that is under way, with a line, and one that is over."""
        self.meetings = [self.meets(by), self.meets(by)]
        acting = {"ref": self.meetings[1].ref, "by": by, "now": self.world.now}
        minutes.note_who_came(came=[row.ref for row in self.episode.team.all()], was=[], **acting)
        said = tuple(Said(whose, Heard.THERE, "Well") for whose in Whose)
        minutes.hear(heard={self.child.pk: Hearing(said)}, **acting)
        minutes.end(took_minutes=30, next_plan=None, **acting)
        minutes.send_minutes(**acting)

    def meets(self, by):
        plan = MeetingPlan(Kind.TEAM, self.world.today - timedelta(days=1), time(9), time(10))
        asked = [row.ref for row in self.episode.team.all()]
        acting = {"by": by, "now": self.world.now}
        found = meetings.plan_meeting(ref=self.episode.ref, plan=plan, members=asked, was_held=True, **acting)
        minutes.add_line(ref=found.ref, kind=MinuteKind.SAID, text="Better", **acting)
        return found

    def more_talk(self, by):
        acting = {"by": by, "now": self.world.now}
        for who in ("health_visitor", "gp", "camhs"):
            self.works_in_it(who, by)
        everybody = [row.ref for row in self.episode.team.all()]
        minutes.go_on(ref=self.meetings[1].ref, **acting)
        for found in self.meetings:
            minutes.note_who_came(ref=found.ref, came=everybody, was=[], **acting)
            for number in range(3):
                minutes.add_line(ref=found.ref, kind=MinuteKind.DECIDED, text=f"{number}", **acting)
        minutes.end(ref=self.meetings[1].ref, took_minutes=30, next_plan=None, **acting)
        minutes.send_minutes(ref=self.meetings[1].ref, **acting)
        self.meets(by)

    def grow(self):
        for agency in JOINING[1:]:
            self.gives(agency)
        with self.as_("senco") as by:
            for section in self.form.sections[1:-1]:
                self.write(section, by)
            for number in range(5):
                self.plan(f"Ring again, {number}", by)
                self.wants(f"To sleep, {number}", by)
                self.looks_again(by)
            self.more_talk(by)
            for _ in range(3):
                episodes.take_back_offer(ref=self.episode.ref, by=by, now=self.world.now)
                self.ask_to_lead(by)
        for who in ("health_visitor", "gp", "senco", "lead"):
            with self.as_(who) as by:
                index.record_involvement(
                    child_id=self.child.pk, by=by, now=self.world.now, starts_on=self.world.today,
                    practitioner_id=by.practitioner_id,
                )  # fmt: skip

    @property
    def coming(self):
        return self.meetings[0]

    @property
    def over(self):
        return self.meetings[1]


def at(**names):
    """What an address names: the references of these parts of the story."""
    return lambda story: {key: getattr(story, part).ref for key, part in names.items()}


PAGES = {
    "reading": ("senco", "assessments:read", at(assessment="begun")),
    "reading another's": ("health_visitor", "assessments:read", at(assessment="begun")),
    "earlier wording": ("senco", "assessments:history", at(assessment="begun")),
    "writing a part": (
        "senco", "assessments:write_section",
        lambda story: {"assessment": story.begun.ref, "section": story.form.sections[1].key},
    ),
    "start": ("senco", "assessments:start", at(child="child")),
    "start, next door": ("health_visitor", "assessments:start", at(child="child")),
    "asking to contribute": ("duty", "assessments:offer", at(assessment="begun")),
    "asking an agency": ("senco", "assessments:ask", at(assessment="begun")),
    "contributing": ("health_visitor", "assessments:part", at(part="part")),
    "writing a contribution": (
        "health_visitor", "assessments:part_section",
        lambda story: {"part": story.part.ref, "section": story.form.sections[1].key},
    ),
    "closing": ("senco", "assessments:close", at(assessment="begun")),
    "agreement": ("senco", "episodes:agreement", at(child="child")),
    "withdrawing": ("senco", "episodes:withdraw", at(child="child")),
    "plan": ("senco", "episodes:show", at(episode="episode")),
    "an action": ("senco", "episodes:add_action", at(episode="episode")),
    "asking somebody to lead": ("senco", "episodes:lead", at(episode="episode")),
    "answering to lead": ("lead", "episodes:lead_answer", at(episode="episode")),
    "choosing the day": ("senco", "episodes:review_day", at(episode="episode")),
    "writing a review": ("senco", "episodes:review", at(episode="episode")),
    "reading a review": ("senco", "episodes:read_review", at(review="held")),
    "adding a goal": ("senco", "episodes:add_goal", at(episode="episode")),
    "a goal": ("senco", "episodes:goal", at(goal="goal")),
    "settling a goal": ("senco", "episodes:settle_goal", at(goal="goal")),
    "ending": ("senco", "episodes:close", at(episode="episode")),
    "team": ("senco", "episodes:team", at(episode="episode")),
    "the plan on paper": ("senco", "episodes:printed", at(episode="episode")),
    "an assessment on paper": ("senco", "assessments:printed", at(assessment="begun")),
    "minutes on paper": ("senco", "episodes:minutes_printed", at(meeting="over")),
    "who of the family is invited": ("senco", "family:invited", at(episode="episode")),
    "inviting the family": ("senco", "family:invite", at(episode="episode")),
    "meetings": ("senco", "episodes:meetings", at(episode="episode")),
    "planning a meeting": ("senco", "episodes:plan_meeting", at(episode="episode")),
    "a meeting": ("senco", "episodes:meeting", at(meeting="coming")),
    "meeting mode": ("senco", "episodes:room", at(meeting="coming")),
    "minutes": ("senco", "episodes:minutes", at(meeting="over")),
    "worried": ("senco", "worries:new", at(child="child")),
}  # fmt: skip


def asked(client, path):
    with CaptureQueriesContext(connection) as caught:
        answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return [row["sql"] for row in caught.captured_queries if not row["sql"].startswith(FRAMES)]


GUESTS = ("plan", "team", "sharing", "say", "printed")
PARTS = ("by_link", "by_link_decline")


@pytest.fixture
def story(world):
    return Story(world)


@pytest.mark.parametrize("named", PAGES)
def test_a_page_asks_few_things_at_any_size(named, story, sign_in):
    who, name, of = PAGES[named]
    client, path = sign_in(who, purpose="help" if who == "duty" else ""), reverse(name, kwargs=of(story))
    stays_few(client, path, story, most=MORE.get(named, MOST_QUERIES))


def stays_few(client, path, story, *, most):
    """At most so many, and not one more when the story has grown."""
    few = asked(client, path)
    story.grow()
    many = asked(client, path)
    short = ["", *(" ".join(sql.split())[:90] + " FROM " + sql.partition(" FROM ")[2][:60] for sql in many)]
    assert len(many) == len(few) <= most, "\n".join(short)


def comes_in(invitation, now):
    """A browser in which somebody came in by their link."""
    client = Client()
    session = client.session
    session["link"] = invitation.digest
    session["guest"] = {"link": invitation.digest, "seen_at": now.timestamp()}
    session.save()
    return client


def opens(invitation, now):
    type(invitation).objects.filter(pk=invitation.pk).update(opened_at=now)


@pytest.mark.parametrize("name", GUESTS)
def test_a_familys_page_asks_few_things_at_any_size(name, story):
    world = story.world
    with story.as_("senco") as by:
        wish = FamilyWish(carer_id=None, name="Asha", email="asha@example.org", called="Ash", is_safe=True)
        view = families.invite(
            ref=story.episode.ref, child_ref="", wish=wish, site="https://ta.example", by=by, now=world.now
        )
        invitation = guests.about([view.ref])[view.ref]
        opens(invitation, world.now)
    client = comes_in(invitation, world.now)
    stays_few(
        client,
        reverse(f"family:{name}"),
        story,
        most=MORE["all of it, printed"] if name == "printed" else MOST_QUERIES,
    )


@pytest.mark.parametrize("name", [*PARTS, "by_link_section"])
def test_a_guests_page_asks_few_things_at_any_size(name, story):
    world = story.world
    section = story.form.sections[1]
    with story.as_("senco") as by:
        wish = GuestWish(
            name="Rosa", email="rosa@example.org", organisation="Toddlers", called="Ash",
            wanted=frozenset({section.key}), agreed_in_words="Mum said yes", family_agrees=True,
        )  # fmt: skip
        part = assessing.ask_guest(
            ref=story.begun.ref, wish=wish, site="https://ta.example", by=by, now=world.now
        )
        invitation = guests.about([part.ref])[part.ref]
        opens(invitation, world.now)
    client = comes_in(invitation, world.now)
    address = reverse(
        f"assessments:{name}", kwargs={"section": section.key} if name.endswith("section") else {}
    )
    stays_few(client, address, story, most=MOST_QUERIES)
