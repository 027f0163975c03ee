"""What people do with an assessment: begin, write, share, complete, close, contribute."""

from .assessing import begin, close, complete, reopen, share, stop_sharing
from .checklists import forget_checklists, keep_checklist, throw_checklist_away
from .contributing import Wish, ask_for_contribution, decline, give, offer, welcome
from .guests import GuestWish, ask_guest, decline_by_link, give_by_link, remind, send_again, take_back
from .pictures import add_picture, take_out_picture
from .releasing import Loaded, load_form
from .reviewing import keep_remarks, read_remarks
from .writing import Clash, Saved, Typed, save_section

__all__ = [
    "Clash",
    "GuestWish",
    "Loaded",
    "Saved",
    "Typed",
    "Wish",
    "add_picture",
    "ask_for_contribution",
    "ask_guest",
    "begin",
    "close",
    "complete",
    "decline",
    "decline_by_link",
    "forget_checklists",
    "give",
    "give_by_link",
    "keep_checklist",
    "keep_remarks",
    "load_form",
    "offer",
    "read_remarks",
    "remind",
    "reopen",
    "save_section",
    "send_again",
    "share",
    "stop_sharing",
    "take_back",
    "take_out_picture",
    "throw_checklist_away",
    "welcome",
]
