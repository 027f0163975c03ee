"""Reading episodes, leads, actions and worries: what is agreed, what is next, what waits for whom."""

from .episodes import (
    accepted_lead,
    asked_to_lead,
    episode,
    leads,
    led_by,
    manager_of,
    of_child,
    offered_lead,
    offers_of,
    open_count,
    open_one,
    readable,
    standing_of,
    without_lead,
)
from .planning import (
    ActionSeen,
    Next,
    action,
    actions,
    earlier,
    next_for,
    owed,
)
from .worries import (
    worries_sent_by,
    worries_to_receive,
    worry,
)

__all__ = [
    "ActionSeen",
    "Next",
    "accepted_lead",
    "action",
    "actions",
    "asked_to_lead",
    "earlier",
    "episode",
    "leads",
    "led_by",
    "manager_of",
    "next_for",
    "of_child",
    "offered_lead",
    "offers_of",
    "open_count",
    "open_one",
    "owed",
    "readable",
    "standing_of",
    "without_lead",
    "worries_sent_by",
    "worries_to_receive",
    "worry",
]
