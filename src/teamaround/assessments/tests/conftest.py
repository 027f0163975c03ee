"""The small world that these tests share."""

from teamaround.assessments.tests.world import world

__all__ = ["world"]
