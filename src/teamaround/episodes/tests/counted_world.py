"""Two plans whose days are known, so that every number can be worked out on paper.

Days before the day on which the clock stands (20 November 2026):

first  102 the family agrees   100 begun, agreement written down, plan opened   90 Cara leads
        70 the team meets, both voices   60 Cara's part is given, a teacher's is not   50 assessment complete, both voices
        40 the day to look again   38 the review, the child not heard   10 the next day, nobody has looked
         5 Cara stops leading
second  30 opened, assessment begun   20 ended: what was needed is done; nobody led it, and Cara's agency is not in it
"""

from dataclasses import dataclass, replace
from datetime import time, timedelta
from typing import Any

from teamaround.accounts.door import acting
from teamaround.assessments import services as assessing
from teamaround.assessments.rules.definition import Box
from teamaround.assessments.rules.writing import mark_of
from teamaround.assessments.services import Typed, Wish
from teamaround.assessments.tests.world import NOW, TODAY, agreement
from teamaround.episodes import services
from teamaround.episodes.queries import teams
from teamaround.episodes.rules.meetings import Kind, MeetingPlan
from teamaround.episodes.rules.reviewing import Told
from teamaround.episodes.rules.team import Joining, Standing
from teamaround.episodes.rules.voices import Heard, Hearing, Said, Whose
from teamaround.episodes.services import meetings, minutes, team
from teamaround.people.rules import Sex
from teamaround.people.services import NewName

START = mark_of(0, "")


def ago(days):
    """The moment so many days before now, and the day it falls on."""
    return NOW - timedelta(days=days)


def on(days):
    return TODAY - timedelta(days=days)


@dataclass
class Counted:
    """What the two plans are made of."""

    first: Any
    second: Any
    other_child: Any
    part: Any


def agrees(world, child_id, days, *agencies):
    told = agreement(*agencies)
    told["facts"] = replace(told["facts"], given_on=on(days + 2))
    with acting(world.asha, now=ago(days)) as by:
        return services.record_agreement(child_id=child_id, by=by, now=ago(days), **told)


def begins(world, child_id, days, *agencies):
    with acting(world.asha, now=ago(days)) as by:
        begun = assessing.begin(child_id=child_id, by=by, now=ago(days))
    opened = agrees(world, child_id, days, *agencies)
    with acting(world.asha, now=ago(days)) as by:
        assessing.share(ref=begun.ref, by=by, now=ago(days))
    return begun, opened


def leads(world, episode, days):
    with acting(world.asha, now=ago(days)) as by:
        services.name_lead(
            ref=episode.ref, practitioner_id=world.cara.practitioner_id, family_asked=True, family_view="", by=by,
            now=ago(days),
        )  # fmt: skip
    with acting(world.cara, now=ago(days)) as by:
        services.accept_lead(ref=episode.ref, manager_knows=True, manager="Jo", by=by, now=ago(days))


def add_both(world, episode, doing):
    for one in (
        Joining(Standing.PRACTITIONER, "to help", True, practitioner=world.asha.practitioner_id),
        Joining(Standing.FAMILY, "to say what they need", True, name="Mira Lindqvist"),
    ):
        team.add_member(ref=episode.ref, joining=one, **doing)


def meets(world, episode, days):
    plan = MeetingPlan(Kind.TEAM, on(days), time(9), time(10))
    with acting(world.asha, now=ago(days)) as by:
        doing = {"by": by, "now": ago(days)}
        if not teams.members(episode).exists():
            add_both(world, episode, doing)
        refs = [row.ref for row in teams.members(episode)]
        held = meetings.plan_meeting(ref=episode.ref, plan=plan, members=refs, was_held=True, **doing)
        minutes.note_who_came(ref=held.ref, came=refs, was=[], **doing)
        said = [Said(whose, Heard.THERE, "Better") for whose in Whose]
        minutes.hear(ref=held.ref, heard={episode.child_id: Hearing(tuple(said))}, **doing)
        minutes.end(ref=held.ref, took_minutes=40, next_plan=None, **doing)
    return held


def gives(world, begun, days):
    with acting(world.asha, now=ago(days)) as by:
        part = assessing.ask_for_contribution(
            ref=begun.ref, agency_id=world.cara.agency_id, wish=Wish(wanted=frozenset({"development"})), by=by,
            now=ago(days),
        )  # fmt: skip
    with acting(world.cara, now=ago(days)) as by:
        typed = {Box("general_health", "strengths"): Typed("Well", START)}
        assessing.save_section(
            ref=begun.ref, section_key="development", typed=typed, by=by, now=ago(days), part_ref=part.ref
        )
        return assessing.give(ref=part.ref, by=by, now=ago(days))


def completes(world, begun, days):
    words = {"own_words": Box("child_says"), "conclusions": Box("parent_comments")}
    with acting(world.asha, now=ago(days)) as by:
        for section, box in words.items():
            assessing.save_section(
                ref=begun.ref,
                section_key=section,
                typed={box: Typed("As it is", START)},
                by=by,
                now=ago(days),
            )
        assessing.complete(ref=begun.ref, by=by, now=ago(days))


def looks_again(world, episode, days, next_days, *, child=Heard.THERE, **told):
    said = [Said(Whose.CHILD, child, "Yes", "Asleep"), Said(Whose.PARENT, Heard.THERE, "Calmer")]
    with acting(world.asha, now=ago(days)) as by:
        return services.record_review(
            ref=episode.ref, told=Told(on(days), "Mum", next_on=on(next_days), **told),
            voices={episode.child_id: said}, by=by, now=ago(days),
        )  # fmt: skip


def sets_day(world, episode, days, due_days):
    with acting(world.asha, now=ago(days)) as by:
        episode.refresh_from_db()
        services.set_review(
            ref=episode.ref, version=episode.version, review_on=on(due_days), by=by, now=ago(days)
        )


def build(world):
    """Both of them, through the services."""
    begun, first = begins(world, world.child_id, 100, world.cara.agency_id)
    leads(world, first, 90)
    meets(world, first, 70)
    part = gives(world, begun, 60)
    completes(world, begun, 50)
    sets_day(world, first, 50, 40)
    looks_again(world, first, 38, 10, child=Heard.NOT_HEARD)
    with acting(world.cara, now=ago(5)) as by:
        services.end_lead(ref=first.ref, because="Another post", by=by, now=ago(5))
    other = world.everything.child(
        names=(NewName("Edda", "Okafor"),), born_on=on(2000), sex=Sex.FEMALE, identifiers=(), carers=()
    )
    _, second = begins(world, other.pk, 30, world.everything.agency["practice"].pk)
    with acting(world.asha, now=ago(20)) as by:
        services.close_episode(ref=second.ref, reason="needs_met", by=by, now=ago(20))
    return Counted(first, second, other, part)
