"""Pictures of the real pages with invented people, for the README: `make pictures`. Not collected as a test."""

from pathlib import Path

from .stories import DESK, a_child_with_a_team, plan_ahead, to_asha

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
MOST = 200_000


def test_child(person, county):
    child, _, plan = a_child_with_a_team(county, agreed=("helpers", "visiting", "school"))
    plan_ahead(county, child, plan)
    page = to_asha(person("senco", **DESK))
    taken = page.screenshot(path=FOLDER / "child.png")
    assert len(taken) <= MOST
