"""What people do with an assessment: begin, write, share, complete, close, contribute."""

from .assessing import begin, close, complete, reopen, share, stop_sharing
from .contributing import Wish, ask_for_contribution, decline, give, offer, welcome
from .writing import Clash, Saved, Typed, save_section

__all__ = [
    "Clash",
    "Saved",
    "Typed",
    "Wish",
    "ask_for_contribution",
    "begin",
    "close",
    "complete",
    "decline",
    "give",
    "offer",
    "reopen",
    "save_section",
    "share",
    "stop_sharing",
    "welcome",
]
