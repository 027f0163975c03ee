"""What the product can count of itself, in words: each under a name that stays."""

from __future__ import annotations

from teamaround.episodes.rules.counts import COUNTS
from teamaround.facts.rules.counting import Unit, Words

TITLES = {
    "joined": "Assessments joined rather than begun anew",
    "first-meeting": "Days from agreement to the first meeting",
    "without-lead": "Days without a lead",
    "on-time": "Reviews held on time",
    "voices-assessment": "Both voices recorded in assessments",
    "voices-meeting": "Both voices heard at meetings",
    "voices-review": "Both voices heard at reviews",
    "ended": "Plans that ended because what was needed was done",
}
WITHOUT_LEAD = Words(
    "children-without-lead", "Children in an open plan without a lead",
    "Plans that were open on the day and that nobody led, over all plans that were open on it.",
    Unit.SHARE, top="plans that nobody led", bottom="plans open on the day", others="plans that somebody led",
    is_of_the_day=True,
)  # fmt: skip


ACTIONS = Words(
    "actions-on-time", "Actions of plans done on time",
    "Actions that were done by their day, over all whose day fell in the time and that were not given up.",
    Unit.SHARE, top="actions done by their day", bottom="actions whose day fell in the time",
    others="actions done later, or not yet",
)  # fmt: skip
WORRIES = Words(
    "worries-in-time", "Worries answered by the next working day",
    "Worries answered by the end of the working day after they were sent, over all that were sent in the time and"
    " whose answer was due by its last day.",
    Unit.SHARE, top="worries answered in time", bottom="worries sent", others="worries answered later, or not yet",
)  # fmt: skip
REQUESTS = Words(
    "requests-begun", "Services asked that have begun",
    "Requests for which the service had begun by the last day, over all requests of the time that nobody took back.",
    Unit.SHARE, top="services that have begun", bottom="services asked", others="services that have not begun",
)  # fmt: skip


def of_count(key: str, title: str) -> Words:
    """A count of the counts' page in the words of a measure; the middle one where days are counted."""
    count = COUNTS[key]
    is_middle = key == "first-meeting"
    sentence = (
        "Days from the family's agreement to the team's first meeting: half of the plans whose first meeting was held"
        " in the time had it within so many days."
        if is_middle
        else count.sentence
    )
    return Words(
        key, title, sentence, Unit.DAYS if is_middle else Unit.SHARE, count.top, count.bottom, count.others,
        has_interval=not (is_middle or count.is_of_days),
    )  # fmt: skip


COUNTED = {key: of_count(key, title) for key, title in TITLES.items()}
EVERY = (*COUNTED.values(), WITHOUT_LEAD, ACTIONS, WORRIES, REQUESTS)
