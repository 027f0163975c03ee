"""What may be written to a log: where and what kind, never who."""

from __future__ import annotations

import logging


class NoPersonalData(logging.Filter):
    """Drops the text of exceptions and the arguments of database errors, which may carry names.

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
        return True
