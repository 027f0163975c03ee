"""Loads what the stories tell of people beside the team: a guest by link, a mother's own page, a second
reader, a drawing, somebody who covers, a family that said no, and thoughts before an assessment.

Only the households of the stories have any of it.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from PIL import Image, ImageDraw

from teamaround.accounts.door import acting
from teamaround.accounts.guests import queries as links
from teamaround.accounts.rules import Viewer
from teamaround.assessments import queries as assessments
from teamaround.assessments import services as assessing
from teamaround.assessments.rules.checklist import Decision, Thought, Thoughts
from teamaround.assessments.rules.definition import Box
from teamaround.assessments.rules.quality import Depth, Remarks
from teamaround.assessments.rules.writing import mark_of
from teamaround.assessments.services import Typed
from teamaround.assessments.services.guests import GuestWish
from teamaround.episodes import queries as episodes
from teamaround.episodes import services as plans
from teamaround.episodes.rules.handing_over import CoverWish
from teamaround.family import services as family
from teamaround.family.rules import About
from teamaround.family.services import FamilyWish
from teamaround.sharing.agreeing import record_declined
from teamaround.sharing.agreement_rules import DeclinedFacts, Instead

from .loading_help import Loaded
from .loading_moments import Diary
from .loading_places import Places

SITE = ""  # the page of e-mails that a demo would have sent makes links of its own
STARTS_BLANK = mark_of(0, "")
DEVELOPMENT = "development"
SEEN_BY_GUEST = {
    Box("emotional_and_social", "strengths"): (
        "She is the first to show a new child where the coats go. In the big circle she sings."
    ),
    Box(
        "emotional_and_social", "needs"
    ): "She goes quiet when it is nearly time to go home, and asks who is coming.",
    Box("emotional_and_social", "evidence"): "Every Thursday since September, four to half past five.",
}
SECOND_READER = Remarks(
    depths={"voice": Depth.GOOD, "family": Depth.ENOUGH, "plan": Depth.THIN},
    themes=("who_by_when",),
    good="Asha is in every part of it. I can hear her.",
    better="Say who does what by when: Mum will ask, and so will the school.",
)
A_DRAWING = "Our house in the morning, with everybody running. I am the one with the bag."
SKY, GRASS, WALL, ROOF, DOOR = "#dceefc", "#a9d18e", "#f6d7a7", "#b5533c", "#6b4a2f"


@dataclass(frozen=True)
class Scene:
    """One child of a story, who tells, and the moments in order."""

    loaded: Loaded
    places: Places
    child_id: int
    diary: Diary

    def who(self, key: str) -> Viewer:
        """One of the cast."""
        return self.places.viewers[key]

    def ago(self, days: int) -> date:
        """So many days before today."""
        return self.places.today - timedelta(days=days)


def _drawn() -> bytes:
    """A house as a child of eight would draw it."""
    paper = Image.new("RGB", (480, 360), SKY)
    pen = ImageDraw.Draw(paper)
    pen.rectangle((0, 280, 480, 360), fill=GRASS)
    pen.rectangle((140, 150, 340, 300), fill=WALL, outline=DOOR, width=4)
    pen.polygon(((120, 150), (240, 60), (360, 150)), fill=ROOF)
    pen.rectangle((220, 220, 262, 300), fill=DOOR)
    for at in (60, 100, 380, 420):
        pen.ellipse((at, 230, at + 26, 256), outline=DOOR, width=4)
        pen.line((at + 13, 256, at + 13, 300), fill=DOOR, width=4)
    kept = io.BytesIO()
    paper.save(kept, "PNG")
    return kept.getvalue()


def _mornings(scene: Scene) -> None:
    """Asha: what she drew, a dance teacher by link, a second reader, and her mother's own page."""
    lead = scene.who("lead")
    with acting(lead, now=scene.diary.on(scene.ago(20))) as by:
        written = assessments.open_one(scene.child_id)
        plan = episodes.open_one(scene.child_id)
    assert written is not None and plan is not None
    at = scene.diary.then()
    with acting(lead, now=at) as by:
        assessing.add_picture(ref=written.ref, content=_drawn(), caption=A_DRAWING, by=by, now=at)
    _a_guest_gives(scene, written.ref)
    _a_mother_says(scene, plan.ref)
    at = scene.diary.on(scene.ago(2))
    with acting(scene.who("coordinator"), now=at) as by:
        assessing.keep_remarks(ref=written.ref, remarks=SECOND_READER, version=0, give=True, by=by, now=at)


def _a_guest_gives(scene: Scene, ref: str) -> None:
    at = scene.diary.on(scene.ago(9))
    wish = GuestWish(
        name="Bryony Tamsett", email="bryony@thursdaydance.example", organisation="Thursday dance club",
        called="Asha", wanted=frozenset({DEVELOPMENT}), family_agrees=True,
        agreed_in_words="Mum said yes at home, with Asha beside her.",
        message="You see Asha every week. What goes well, and what is hard?", due_on=scene.ago(2),
    )  # fmt: skip
    with acting(scene.who("lead"), now=at) as by:
        part = assessing.ask_guest(ref=ref, wish=wish, site=SITE, by=by, now=at)
        guest = links.guest_viewer(links.about([part.ref])[part.ref])
    at = scene.diary.on(scene.ago(6))
    with acting(guest, now=at) as by:
        typed = {box: Typed(text, STARTS_BLANK) for box, text in SEEN_BY_GUEST.items()}
        assessing.save_section(
            ref=ref, section_key=DEVELOPMENT, typed=typed, part_ref=part.ref, by=by, now=at
        )
        assessing.give_by_link(by=by, now=at)


def _a_mother_says(scene: Scene, ref: str) -> None:
    at = scene.diary.on(scene.ago(5))
    mother = next(number for key, number in scene.loaded.carers.items() if key.endswith("leanne"))
    wish = FamilyWish(
        carer_id=mother, name="Leanne Marlow", email="leanne@post.example", called="Asha", is_safe=True
    )
    with acting(scene.who("lead"), now=at) as by:
        view = family.invite(ref=ref, child_ref="", wish=wish, site=SITE, by=by, now=at)
        guest = links.guest_viewer(links.about([view.ref])[view.ref])
    at = scene.diary.on(scene.ago(4))
    with acting(guest, now=at) as by:
        family.say(
            text="Mornings are better since we pack the bag in the evening. Thursdays are still hard.",
            about=About.PLAN, by=by, now=at,
        )  # fmt: skip


def _away(scene: Scene) -> None:
    """Dami: his lead is away soon, and somebody stands in."""
    cover = scene.who("coordinator")
    assert cover.practitioner_id is not None
    at = scene.diary.on(scene.ago(1))
    wish = CoverWish(
        cover.practitioner_id, scene.places.today + timedelta(days=6),
        scene.places.today + timedelta(days=17), "Two weeks of leave. Gwen has met Dami and his mother.",
    )  # fmt: skip
    with acting(scene.who("lead"), now=at) as by:
        plan = episodes.open_one(scene.child_id)
        assert plan is not None
        plans.arrange_cover(ref=plan.ref, wish=wish, by=by, now=at)


def _said_no(scene: Scene) -> None:
    """Tyrell: his grandmother was asked and said no."""
    on = scene.ago(15)
    at = scene.diary.on(on)
    facts = DeclinedFacts(
        said_on=on, said_by="Tyrell's grandmother", instead=Instead.OWN_SERVICE,
        note="She would rather the school did what it can first. We told her where she can ask later.",
    )  # fmt: skip
    with acting(scene.who("senco"), now=at) as by:
        record_declined(child_id=scene.child_id, facts=facts, by=by, now=at)


def _thinking(scene: Scene) -> None:
    """Marek: the SENCO thinks before she decides, for herself alone."""
    thoughts = Thoughts(
        answers={
            "well": Thought.YES, "safe": Thought.YES, "learning": Thought.NOT_SURE, "others": Thought.NOT_SURE,
        },
        notes={"learning": "New language, new school. Ask his teacher what he does when he is stuck."},
        decision=Decision.ASSESS,
    )  # fmt: skip
    at = scene.diary.on(scene.ago(1))
    with acting(scene.who("senco"), now=at) as by:
        assessing.keep_checklist(child_id=scene.child_id, thoughts=thoughts, version=0, by=by, now=at)


TOLD: dict[str, Callable[[Scene], None]] = {
    "asha-asha": _mornings,
    "dami-dami": _away,
    "tyrell-tyrell": _said_no,
    "marek-marek": _thinking,
}


def load_guests(loaded: Loaded, places: Places, *, now: datetime) -> None:
    """Whatever is told of the children of this household."""
    for key, tell in TOLD.items():
        if key in loaded.children:
            tell(Scene(loaded, places, loaded.children[key], Diary(now=now, salt=f"beside {key}")))
