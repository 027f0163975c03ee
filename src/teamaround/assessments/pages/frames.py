"""The frame that every page about one child's assessment carries."""

from __future__ import annotations

from typing import Any

from teamaround.accounts.door import PageRequest
from teamaround.people import queries as people
from teamaround.people.frame import frame


def around(http: PageRequest, child_id: int) -> dict[str, Any]:
    """Whose page it is, its sections, and “Worried now”; notes the look."""
    face = people.face(http.viewer, child_id, at=http.now)
    return frame(face, today=http.today, current="assessments:start")
