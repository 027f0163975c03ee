"""What people do in an episode: agree, lead, plan, look again, end; and say that they are worried."""

from .agreeing import correct_agreement, open_episode, record_agreement, withdraw_agreement
from .closing import close_episode, reopen_episode
from .cycles import set_cycle
from .goals import GoalChange, add_goal, change_goal, settle_goal
from .handing_over import (
    arrange_cover,
    end_cover,
    end_protection_lead,
    hand_over,
    name_protection_lead,
)
from .leading import accept_lead, decline_lead, end_lead, name_lead, take_back_offer
from .planning import add_action, set_review, update_action
from .reviewing import ActionChange, Changes, record_review
from .together import add_child, agree_and_add_child, take_out_child
from .worrying import answer_worry, receive_worry, record_worry

__all__ = [
    "ActionChange",
    "Changes",
    "GoalChange",
    "accept_lead",
    "add_action",
    "add_child",
    "add_goal",
    "agree_and_add_child",
    "answer_worry",
    "arrange_cover",
    "change_goal",
    "close_episode",
    "correct_agreement",
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
    "record_review",
    "record_worry",
    "reopen_episode",
    "set_cycle",
    "set_review",
    "settle_goal",
    "take_back_offer",
    "take_out_child",
    "update_action",
    "withdraw_agreement",
]
