"""What may be written to a log: where and what kind, never who."""

from __future__ import annotations

import logging
import re
from typing import Any

_LINK = re.compile(r"(/(?:by-link|yours)/open/)[^/\s]+")


def without_links(text: str) -> str:
    """A text with the secret taken out of every address of a link: whoever reads it could use it."""
    return _LINK.sub(r"\1…", text)


def _without(argument: Any) -> Any:
    return without_links(argument) if isinstance(argument, str) else argument


class NoPersonalData(logging.Filter):
    """Drops the text of exceptions and the arguments of database errors, which may carry names; and links.

    The kind of exception and the place in the code stay; the request's number leads to
    the audit, where those who may can see the rest.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and record.exc_info[0] is not None:
            kind, _, trace = record.exc_info
            while trace is not None and trace.tb_next is not None:
                trace = trace.tb_next
            place = ""
            if trace is not None:
                place = f" at {trace.tb_frame.f_code.co_filename.rsplit('/src/', 1)[-1]}:{trace.tb_lineno}"
            record.msg = f"{record.msg} [{kind.__name__}{place}]"
            record.exc_info = None
            record.exc_text = None
        if isinstance(record.args, tuple):
            record.args = tuple(_without(argument) for argument in record.args)
        record.msg = _without(record.msg)
        return True
