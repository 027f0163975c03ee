"""The frame that every page about one child's assessment carries."""

from __future__ import annotations

from typing import Any

from teamaround.accounts.door import PageRequest
from teamaround.people import queries as people
from teamaround.people.frame import frame
from teamaround.people.queries import Face

from ..models import Contribution


def around(http: PageRequest, child_id: int) -> dict[str, Any]:
    """Whose page it is, its sections, and “Worried now”; notes the look."""
    return framed(http, people.face(http.viewer, child_id, at=http.now))


def framed(http: PageRequest, face: Face) -> dict[str, Any]:
    """The same for a face that is at hand already."""
    return frame(face, today=http.today, current="assessments:start")


def guest_frame(part: Contribution) -> dict[str, Any]:
    """What a guest's page says of whose child it is: the name by which they know the child, and no more."""
    return {"layout": "assessments/by_link_frame.html", "face": {"called": part.called or "the child"}}
