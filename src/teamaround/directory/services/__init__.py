"""What people do in the directory."""

from .capacity import say_room
from .changing import approve, assure, decline, may_send, send_change, suggest
from .counting import count_unfound
from .entries import add_location, add_organisation, add_service
from .local_offer import answer_comment, comment, write_part
from .terms import settle_terms
from .wishes import (
    NewAddress,
    NewArea,
    NewContact,
    NewCost,
    NewLocation,
    NewOrganisation,
    NewPhone,
    NewPlace,
    NewSchedule,
    NewService,
)

__all__ = [
    "NewAddress", "NewArea", "NewContact", "NewCost", "NewLocation", "NewOrganisation", "NewPhone", "NewPlace",
    "NewSchedule", "NewService", "add_location", "add_organisation", "add_service", "answer_comment", "approve", "assure", "comment",
    "count_unfound", "decline", "may_send", "say_room", "send_change", "settle_terms", "suggest", "write_part",
]  # fmt: skip
