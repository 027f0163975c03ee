"""What people do with requests."""

from .answering import accept, begin, decline, end
from .asking import ByLink, ask, may_be_asked, note_read, send_link_again, signpost, take_back

__all__ = [
    "ByLink", "accept", "ask", "begin", "decline", "end", "may_be_asked", "note_read", "send_link_again", "signpost",
    "take_back",
]  # fmt: skip
