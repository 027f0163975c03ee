"""The sample of links that were made by themselves: which are drawn, and what may be said of one."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from enum import StrEnum

ONE_IN = 200
KEPT_FOR = timedelta(weeks=8)
FEWEST_SHOWN = 5  # answers; fewer say nothing of an agency, and may say something of a child


class SampleAnswer(StrEnum):
    """What somebody says who has seen the row beside the child."""

    SAME = "same"
    NOT_SAME = "not_same"
    NOT_SURE = "not_sure"


ANSWER_WORDS = {
    SampleAnswer.SAME: "They are one child",
    SampleAnswer.NOT_SAME: "They are not one child",
    SampleAnswer.NOT_SURE: "I am not sure",
}


def is_drawn(record_key: str, *, agency: str, on: date, secret: bytes) -> bool:
    """Whether a link made in the week of this day is drawn: by a hash that only the installation can reckon."""
    year, week, _ = on.isocalendar()
    said = f"{agency}\x1f{year}-{week}\x1f{record_key}".encode()
    drawn = hashlib.blake2b(said, key=secret[:64], digest_size=8, person=b"weekly sample").digest()
    return int.from_bytes(drawn, "big") % ONE_IN == 0
