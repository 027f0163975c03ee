"""An invented county: places, agencies, practitioners, families and their stories, as plain data."""

from teamaround.site.demo.county.plan import plan_county
from teamaround.site.demo.county.shapes import County
from teamaround.site.demo.county.stories import STORIES

__all__ = ["STORIES", "County", "plan_county"]
