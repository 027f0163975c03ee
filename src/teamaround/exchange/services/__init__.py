"""What people do with agencies' files: receive, settle, try out, take in, decide, send back."""

from .receiving import receive, settle, understand_beginning, understand_import
from .reporting import report, send_back
from .running import Reading, begin, preview, reading_of, stop, take_in, try_out
from .sampling import Sampled, answer_sample, let_samples_go, show_sample
from .understanding import Said, Understood, understand
from .waiting import Waiting, decide, look_at_row, show

__all__ = [
    "Reading",
    "Said",
    "Sampled",
    "Understood",
    "Waiting",
    "answer_sample",
    "begin",
    "decide",
    "let_samples_go",
    "look_at_row",
    "preview",
    "reading_of",
    "receive",
    "report",
    "send_back",
    "settle",
    "show",
    "show_sample",
    "stop",
    "take_in",
    "try_out",
    "understand",
    "understand_beginning",
    "understand_import",
]
