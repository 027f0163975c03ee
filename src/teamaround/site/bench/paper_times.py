"""How long a paper with many actions and charts takes in its three forms, and until its copies are handed out."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from .invented import words
from .plans import keeper_of_plans
from .times import spread
from .visitor import Visitor

if TYPE_CHECKING:
    from teamaround.committees.models import Publication

ACTIONS, CHARTS, MONTHS, TIMES, LONGEST = 60, 10, 36, 8, 60.0
TITLE = "A paper of true size"


def measure(*, port: int) -> dict[str, Any]:
    """Publish such a paper; make each of its forms here some times; and wait for the site's own copies of it."""
    from teamaround.committees import drawing, making
    from teamaround.committees.rules.copies import Form

    made = _published()
    waited = _until_handed_out(made, port)
    forms: dict[str, Callable[[], object]] = {
        "html": lambda: making.public_page(made), "pdf": lambda: making.public_copy(made, Form.PDF),
        "word": lambda: making.public_copy(made, Form.WORD),
    }  # fmt: skip
    for make in forms.values():
        make()  # what draws is fetched once
    seconds: dict[str, list[float]] = {name: [] for name in forms}
    worked = []  # seconds of the processor, however busy the machine is with other things
    for _ in range(TIMES):
        drawing.as_dots.cache_clear()
        busy = time.process_time()
        for name, make in forms.items():
            started = time.perf_counter()
            make()
            seconds[name].append(time.perf_counter() - started)
        worked.append(time.process_time() - busy)
    whole = [sum(each) for each in zip(*seconds.values(), strict=True)]
    return {
        "actions": ACTIONS, "charts": CHARTS, **{name: spread(each) for name, each in seconds.items()},
        "three_forms": spread(whole), "three_forms_of_the_processor": spread(worked), "seconds_until_copies_are_handed_out": waited,
    }  # fmt: skip


def _published() -> Publication:
    from teamaround.accounts.door import acting
    from teamaround.committees.queries import bodies
    from teamaround.committees.services import meetings, papers, publishing
    from teamaround.kernel import clock

    keeper, now = keeper_of_plans(), clock.now()
    with acting(keeper, now=now) as by:
        body = bodies.bodies(by.authority_id, on=now.date())[0]
        item = meetings.plan_item(
            body_ref=body.ref, title=TITLE, meeting_on=now.date() + timedelta(days=10), by=by, now=now
        )
        paper = papers.begin_paper(
            item_ref=item.ref, template_key="council_report", texts=_texts(), by=by, now=now
        )
        for office in ("finance", "legal", "monitoring", "director"):
            publishing.sign_off(ref=paper.ref, office=office, said="Invented", by=by, now=now)
        return publishing.publish(ref=paper.ref, by=by, now=now)


def _texts() -> dict[str, str]:
    dice = Random(7)  # noqa: S311
    rows = [
        f"| {nth + 1} | {words(dice, 18)} | Head of Service | 31 March 2027 | Under way | Amber: at risk | Too early to tell |"
        for nth in range(ACTIONS)
    ]
    table = "\n".join(["| No. | Action | Answers for it | By | How far it is | Delivery | Impact |", *rows])
    charts = "\n\n".join(_chart(nth, dice) for nth in range(CHARTS))
    plain = {
        name: words(dice, 60) for name in ("introduction", "consultation", "financial", "legal", "equality")
    }
    return {
        "item_number": "CA7", "title": TITLE, "report_by": "the Director", **plain, "findings": f"{table}\n\n{charts}",
        "recommendations": "note the report\nendorse the plan", "signature": "The Director", "annexes": "None",
        "contact": "The Head of Service", "dated": "November 2026",
    }  # fmt: skip


def _chart(nth: int, dice: Random) -> str:
    rows = "\n".join(f"| Month {month + 1} | {dice.randrange(30, 70)}% |" for month in range(MONTHS))
    return f"~ Share of plans reviewed in time, place {nth + 1}\n| Month | Share |\n{rows}"


def _until_handed_out(made: Publication, port: int) -> float:
    """Seconds until the site's own background has made every copy, as somebody who waits on the page sees it."""
    visitor, started = Visitor(port), time.perf_counter()
    at = f"/published/{made.paper.ref}/{made.version.number}"
    waits = [f"{at}.pdf", f"{at}.docx", f"{at}.pdf?letters=large"]
    while waits and time.perf_counter() - started < LONGEST:
        answer = visitor.get(waits[0])
        if "refresh" in answer.headers:
            time.sleep(0.2)
        else:
            waits.pop(0)
    return round(time.perf_counter() - started, 1) if not waits else LONGEST
