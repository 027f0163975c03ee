"""The plan on one page: where we are, what each child needs and who does what, who leads, when we look again."""

from __future__ import annotations

from itertools import chain
from typing import Any

from django.http import HttpResponse

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.rules import Duty
from teamaround.assessments import queries as assessments
from teamaround.assessments.pages.appendices import Appendix
from teamaround.assessments.queries import Sight
from teamaround.design.render import render
from teamaround.people import queries as people
from teamaround.requests import queries as requests
from teamaround.requests.pages.following import in_words
from teamaround.sharing import queries as sharing

from .. import queries
from ..queries import ChildsPlan, Together
from ..queries.episodes import agreement_about, is_covered_for, open_ones, shared_ones
from ..queries.looking import shown_due
from ..queries.reviews import ending, meetings_held, stage_facts, waiting_to_be_written, waits_to_finish
from ..rules import planning, stages, states
from ..rules.planning import Doing
from ..rules.states import CLOSING_WORDS, Closing, State
from .frames import around
from .leading import who_leads
from .team import gathering_of

MOST_REVIEWS = 12
MOST_ASKED = 4


@page(duty=Duty.FIND_CHILDREN)
def show(http: PageRequest, episode: str) -> HttpResponse:
    """The plan on one page."""
    seen = queries.together(http.viewer, episode, at=http.now, child=http.GET.get("child", ""))
    found, writes = seen.episode, http.viewer.can(Duty.WRITE_ASSESSMENTS)
    is_first = seen.through == found.child_id
    agreement = agreement_about(found) if is_first else sharing.agreement_in_force(seen.through)
    parts = queries.plans(found, children=seen.children, today=http.today)
    looked, frame = _reviews(http, seen), around(http, seen.through)
    return render(
        http, "episodes/show.html", **frame, episode=found, seen=seen, agreement=agreement,
        words=states.WORDS[State(found.state)], parts_of_plan=_shown(http, seen, parts, frame["face"]),
        when_words=planning.WHEN_WORDS, doing_words=planning.WORDS, **who_leads(http, found), **looked, **gathering_of(http, found),
        steps=stages.steps(_facts(seen, parts, has_agreement=agreement is not None, looked=looked)),
        place_words=stages.PLACE_WORDS,
        owing=queries.owing(one for part in parts for one in part.all_actions),
        assessment=_assessment(seen), closed_for=CLOSING_WORDS[Closing(found.closed_for)] if found.closed_for else "",
        is_open=found.state != State.CLOSED, may_write=writes and seen.reads_first, may_plan=writes,
        may_reopen=states.may_reopen(found.closed_on, on=http.today), asked_of=_asked_of(http, seen),
    )  # fmt: skip


def _asked_of(http: PageRequest, seen: Together) -> list[dict[str, Any]]:
    """Services that were asked for the child whose page it is, and what came of it."""
    rows = requests.of_child(http.viewer, seen.through, at=http.now)[:MOST_ASKED] if seen.reads_first else []
    return [in_words(row, today=http.today) for row in rows]


def _shown(
    http: PageRequest, seen: Together, parts: list[ChildsPlan], own: people.Face
) -> list[dict[str, Any]]:
    """One section for each child who is in it or of whom something is kept."""
    others = set(seen.children) - {seen.through}
    faces = {**people.faces(http.viewer, others, at=http.now), seen.through: own}
    return [
        {
            "face": faces[part.child_id], "plan": part, "grows": part.child_id in seen.writable,
            "is_first": part.child_id == seen.episode.child_id,
        }
        for part in parts
        if part.child_id in faces and (part.child_id in seen.current or not part.is_empty)
    ]  # fmt: skip


def _reviews(http: PageRequest, seen: Together) -> dict[str, Any]:
    """What was reviewed, what waits to be written, and how near the next day is."""
    found = seen.episode
    rows = list(queries.reviews(found)[: MOST_REVIEWS + 1]) if seen.reads_first else []
    due = shown_due(found, today=http.today)
    open_now, held = found.state != State.CLOSED, meetings_held(found) if seen.reads_first else []
    return {
        "reviews": rows[:MOST_REVIEWS],
        "more_reviews": len(rows) > MOST_REVIEWS,
        "has_met": bool(held),
        "to_write": waiting_to_be_written(held) if open_now else [],
        "review_due": due,
        "review_when": planning.when_due(due, Doing.TO_DO, today=http.today),
        "to_finish": rows[0] if rows and open_now and waits_to_finish(rows[0]) else None,
        "ending": ending(rows[0]) if rows else "",
    }


def _facts(
    seen: Together, parts: list[ChildsPlan], *, has_agreement: bool, looked: dict[str, Any]
) -> stages.Facts:
    return stage_facts(
        seen.episode, has_agreement=has_agreement, has_review=bool(looked["reviews"]), has_met=looked["has_met"],
        has_plan=any(not part.is_empty for part in parts),
    )  # fmt: skip


def _assessment(seen: Together) -> Any:
    """The assessment on which the plan of the child rests whose page it is."""
    own = assessments.open_one(seen.through)
    return own or (seen.episode.assessment if seen.through == seen.episode.child_id else None)


def as_appendix(http: PageRequest, seen: Sight) -> Appendix | None:
    """The actions, for the end of the assessment as it is read and printed."""
    child_id = seen.assessment.child_id
    there = open_ones(child_id) if seen.may_see_content else []
    with_it = [one for one in there if one.came_from_id == seen.assessment.came_from_id]
    shared = shared_ones(child_id) if seen.may_see_content else []
    others = (one for one in chain(there, shared) if is_covered_for(http.viewer, one, child_id, at=http.now))
    found = with_it[0] if with_it else next(others, None)
    if found is None:
        return None
    actions = queries.actions_of(found, children=[child_id], today=http.today)
    told = {"episode": found, "actions": actions, "doing_words": planning.WORDS}
    return Appendix("episodes/appendix.html", told)
