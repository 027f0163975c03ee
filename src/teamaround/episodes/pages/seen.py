"""What the pages of a plan know of the children in it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from teamaround.accounts.door import PageRequest
from teamaround.people import queries as people

from ..models import Goal
from ..queries import Together, open_goals


def children_of(http: PageRequest, seen: Together) -> dict[int, people.Face]:
    """The children whose part of the plan still grows and whom the viewer may read about, in their order."""
    faces = people.faces(http.viewer, seen.writable, at=http.now)
    return {one: faces[one] for one in seen.writable if one in faces}


def goals_of(seen: Together, *, child_id: int | None = None, but_with: Goal | None = None) -> dict[str, Goal]:
    """Open goals that an action can serve, by reference; of one child if asked, with the one it serves."""
    children = seen.writable if child_id is None else [child_id]
    served = [but_with] if but_with is not None else []
    return {row.ref: row for row in [*served, *open_goals(seen.episode, children=children)]}


def to_plan(seen: Together, http: PageRequest) -> HttpResponse:
    """Back to the plan, seen from the same child."""
    address = reverse("episodes:show", kwargs={"episode": seen.episode.ref})
    child = http.GET.get("child", "")
    return redirect(f"{address}?child={child}" if child else address)
