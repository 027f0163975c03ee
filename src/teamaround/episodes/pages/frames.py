"""The frame that every page about one child's plan carries."""

from __future__ import annotations

from typing import Any

from teamaround.accounts.door import PageRequest
from teamaround.assessments import queries as assessments
from teamaround.people import queries as people
from teamaround.people.frame import frame

from ..forms import people_of


def around(http: PageRequest, child_id: int, *, current: str = "episodes:of_child") -> dict[str, Any]:
    """Whose page it is, its sections, and “Worried now”; notes the look."""
    face = people.face(http.viewer, child_id, at=http.now)
    return frame(face, today=http.today, current=current)


def team_of(http: PageRequest, child_id: int) -> list[tuple[str, str]]:
    """Everybody who works at an agency that the family agreed to."""
    covered = assessments.agencies_agreed(child_id) | {http.viewer.agency_id}
    return people_of(covered, on=http.today)
