"""What people do in the directory."""

from .capacity import say_room
from .changing import approve, assure, decline, may_send, send_change, suggest
from .counting import count_unfound
from .entries import add_location, add_organisation, add_service
from .joining import (
    accept,
    decline_sign_up,
    end_link,
    enter_code,
    forget_unconfirmed,
    send_code,
    send_links,
    sign_up,
)
from .letting_stand import close, leave, let_all_stand, let_go, let_stand, say_another, say_same, take_up
from .local_offer import answer_comment, comment, write_part
from .own_entries import send_new, send_own_change, still_right
from .reminding import confirm, remind
from .sources import SourceWish, add_source, allow, change_source, forbid, pause
from .taking import begin, give_up, run, stop, take_file
from .terms import settle_terms
from .translating import translate
from .wishes import (
    NewAddress,
    NewArea,
    NewContact,
    NewCost,
    NewLocation,
    NewOrganisation,
    NewPhone,
    NewPlace,
    NewRoom,
    NewSchedule,
    NewService,
)

__all__ = [
    "NewAddress",
    "NewArea",
    "NewContact",
    "NewCost",
    "NewLocation",
    "NewOrganisation",
    "NewPhone",
    "NewPlace",
    "NewRoom",
    "NewSchedule",
    "NewService",
    "SourceWish",
    "accept",
    "add_location",
    "add_organisation",
    "add_service",
    "add_source",
    "allow",
    "answer_comment",
    "approve",
    "assure",
    "begin",
    "change_source",
    "close",
    "comment",
    "confirm",
    "count_unfound",
    "decline",
    "decline_sign_up",
    "end_link",
    "enter_code",
    "forbid",
    "forget_unconfirmed",
    "give_up",
    "leave",
    "let_all_stand",
    "let_go",
    "let_stand",
    "may_send",
    "pause",
    "remind",
    "run",
    "say_another",
    "say_room",
    "say_same",
    "send_change",
    "send_code",
    "send_links",
    "send_new",
    "send_own_change",
    "settle_terms",
    "sign_up",
    "still_right",
    "stop",
    "suggest",
    "take_file",
    "take_up",
    "translate",
    "write_part",
]  # fmt: skip
