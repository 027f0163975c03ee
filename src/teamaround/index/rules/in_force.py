"""The model release that this index matches by, and which of its sources each kind of agency writes like."""

from functools import lru_cache

from teamaround.matching import release as releases
from teamaround.matching.release import Release
from teamaround.matching.scoring import Scorer

LEARNT_OF = {
    "school": "school",
    "education_welfare": "school",
    "early_years": "early_years",
    "health_visiting": "health",
    "gp_practice": "health",
    "camhs": "health",
    "hospital": "health",
    "childrens_social_care": "social_care",
    "early_help": "social_care",
    "youth_justice": "youth_justice",
    "police": "police",
}


def release_in_force() -> Release:
    """The newest release that the product ships."""
    return releases.load()


@lru_cache(maxsize=8)
def scorer(children: int = 0) -> Scorer:
    """Scores against an index of so many children; in a small one by the odds of a town."""
    return Scorer(release_in_force(), children=children)
