"""Tables of reviews, plans and months."""

from .plans import Action, ActionVersion, Amendment, Monitor, Plan, PlanMove
from .reviews import Finding, Judgement, Recommendation, Review

__all__ = [
    "Action",
    "ActionVersion",
    "Amendment",
    "Finding",
    "Judgement",
    "Monitor",
    "Plan",
    "PlanMove",
    "Recommendation",
    "Review",
]
