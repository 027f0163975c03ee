"""Tables of reviews, plans and months."""

from .months import Ask, Evidence, Month, Update
from .plans import Action, ActionVersion, Amendment, Monitor, Plan, PlanMove
from .reviews import Finding, Judgement, Recommendation, Review

__all__ = [
    "Action",
    "ActionVersion",
    "Amendment",
    "Ask",
    "Evidence",
    "Finding",
    "Judgement",
    "Monitor",
    "Month",
    "Plan",
    "PlanMove",
    "Recommendation",
    "Review",
    "Update",
]
