"""What people do in an episode: agree, lead, plan, look again, end; and say that they are worried."""

from .agreeing import open_episode, record_agreement, withdraw_agreement
from .closing import close_episode
from .handing_over import (
    arrange_cover,
    end_cover,
    end_protection_lead,
    hand_over,
    name_protection_lead,
)
from .leading import accept_lead, decline_lead, end_lead, name_lead, take_back_offer
from .planning import add_action, set_review, update_action
from .worrying import answer_worry, receive_worry, record_worry

__all__ = [
    "accept_lead",
    "add_action",
    "answer_worry",
    "arrange_cover",
    "close_episode",
    "decline_lead",
    "end_cover",
    "end_lead",
    "end_protection_lead",
    "hand_over",
    "name_lead",
    "name_protection_lead",
    "open_episode",
    "receive_worry",
    "record_agreement",
    "record_worry",
    "set_review",
    "take_back_offer",
    "update_action",
    "withdraw_agreement",
]
