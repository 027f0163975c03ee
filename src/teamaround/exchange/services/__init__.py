"""What people do with agencies' files: receive, settle, try out, take in, decide, send back."""

from .receiving import receive, settle, understand_beginning, understand_import
from .reporting import report, send_back
from .running import Reading, begin, preview, reading_of, stop, take_in, try_out
from .understanding import Said, Understood, understand
from .waiting import Waiting, decide, show

__all__ = [
    "Reading",
    "Said",
    "Understood",
    "Waiting",
    "begin",
    "decide",
    "preview",
    "reading_of",
    "receive",
    "report",
    "send_back",
    "settle",
    "show",
    "stop",
    "take_in",
    "try_out",
    "understand",
    "understand_beginning",
    "understand_import",
]
