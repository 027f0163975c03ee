"""Tables of reviews, plans and months."""

from .measuring import Baseline, Beginning, Measured, Reading, WantedMeasure
from .months import Ask, AskedOwner, Evidence, Month, Update
from .plans import Action, ActionVersion, Amendment, Monitor, Plan, PlanMove
from .proposals import Proposal, ReportRead
from .reviews import Finding, Judgement, Recommendation, Review
from .telling import SaidBack, Telling

__all__ = [
    "Action",
    "ActionVersion",
    "Amendment",
    "Ask",
    "AskedOwner",
    "Baseline",
    "Beginning",
    "Evidence",
    "Finding",
    "Judgement",
    "Measured",
    "Monitor",
    "Month",
    "Plan",
    "PlanMove",
    "Proposal",
    "Reading",
    "Recommendation",
    "ReportRead",
    "Review",
    "SaidBack",
    "Telling",
    "Update",
    "WantedMeasure",
]
