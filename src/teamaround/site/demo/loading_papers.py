"""Loads papers for meetings: those of 2003 to 2008 in our own words, one with its decisions, and a draft with facts."""

from __future__ import annotations

import tomllib
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from teamaround.accounts.door import acting
from teamaround.committees.rules.decisions import Outcome, Resolved
from teamaround.committees.services import commenting, deciding, meetings, papers, publishing
from teamaround.facts import services as facts

if TYPE_CHECKING:
    from .loading_improvement import Desk

FILE = Path(__file__).parent / "county" / "papers.toml"
NEXT = "ours-next"  # what is told of live data waits until they are there
TEMPLATE = "council_report"
OFFICES = {"finance": "commissioning", "legal": "director", "monitoring": "director", "director": "director"}
Table = dict[str, Any]


def told() -> list[Table]:
    """What the file says of each paper."""
    found: list[Table] = tomllib.loads(FILE.read_text(encoding="utf-8"))["paper"]
    return found


def load_papers(desk: Desk) -> None:
    """Every paper that is public, and what was decided on the one of this year."""
    for each in told():
        if each["key"] == NEXT:
            continue
        ref = _published(desk, each, desk.notes["invented" if "days_ago" in each else "history"])
        if each["key"] == "ours":
            _decide(desk, ref, desk.day(each["days_ago"]))


def _meeting(desk: Desk, each: Table) -> date:
    found: date = each["meeting_on"] if "meeting_on" in each else desk.day(each["days_ago"])
    return found


def _begun(desk: Desk, each: Table, note: str, at: datetime) -> str:
    item = meetings.plan_item(
        body_ref=desk.bodies[each["body"]], title=each["texts"]["title"], meeting_on=_meeting(desk, each),
        by=desk.by, now=at,
    )  # fmt: skip
    return papers.begin_paper(
        item_ref=item.ref, template_key=TEMPLATE, texts=each["texts"], note=note, by=desk.by, now=at
    ).ref


def _published(desk: Desk, each: Table, note: str) -> str:
    """A paper that is published eight days before its meeting; in the years before, nobody kept who agreed."""
    on = _meeting(desk, each)
    at = desk.noon(on - timedelta(days=8))
    ref = _begun(desk, each, note, desk.noon(on - timedelta(days=20)))
    if "days_ago" in each:
        _name_offices(desk, ref, at)
        for office in OFFICES:
            said = "Invented: their e-mail of the day before"
            publishing.sign_off(ref=ref, office=office, said=said, by=desk.by, now=at)
    publishing.publish(ref=ref, by=desk.by, now=at)
    return ref


def _name_offices(desk: Desk, ref: str, at: datetime) -> None:
    for office, post in OFFICES.items():
        papers.name_office(ref=ref, office=office, post_id=desk.posts[post][0], by=desk.by, now=at)


def _decide(desk: Desk, ref: str, on: date) -> None:
    """Noted, endorsed, delegated to a post in consultation, referred: each has its way on."""
    decided = (
        Resolved("a", Outcome.NOTED),
        Resolved("b", Outcome.ENDORSED, minute="Members asked that the film be shown to every school council."),
        Resolved(
            "c", Outcome.DELEGATED, post_id=desk.posts["coordination"][0], consulting="the Cabinet Member for Children",
            due_on=desk.day(-30),
        ),
        Resolved("d", Outcome.REFERRED, to_body=desk.bodies["scrutiny"]),
    )  # fmt: skip
    for each in decided:
        deciding.decide(ref=ref, typed=each, by=desk.by, now=desk.noon(on) + timedelta(hours=3))


def load_next_paper(desk: Desk) -> None:
    """The draft for the next meeting: numbers from facts, parts from live data, and comments."""
    each = next(one for one in told() if one["key"] == NEXT)
    at, by = desk.now, desk.by
    with acting(by, now=at):
        ref = _begun(desk, each, desk.notes["invented"], at)
        _name_offices(desk, ref, at)
        _tell(desk, ref)
        _fill(desk, ref)
        asked = commenting.comment(
            ref=ref, part="financial", words="Is the second year paid for too?", by=by, now=at
        )
        commenting.answer(ref=asked.ref, words="Yes, until March after next.", settled=True, by=by, now=at)
        commenting.comment(
            ref=ref, part="findings", words="Say by area, when there are enough.", by=by, now=at
        )


def _tell(desk: Desk, ref: str) -> None:
    """What is found, each number from a fact that was taken now."""
    sentences = (
        ("joined", "Assessments that agencies joined rather than began anew: {}."),
        ("on-time", "Reviews of families’ plans that were held on time: {}."),
        ("children-without-lead", "Open plans without a lead: {}."),
    )
    lines = []
    for name, sentence in sentences:
        taken = facts.take(name, parameters={}, as_at=desk.places.today, by=desk.by, at=desk.now)
        lines.append(sentence.replace("{}", f"[fact {taken.ref}]"))
    papers.write(ref=ref, version=1, texts={"findings": "\n\n".join(lines)}, by=desk.by, now=desk.now)


def _fill(desk: Desk, ref: str) -> None:
    filled = (
        ("action_plan", "plan", desk.plans.get("ours", "")),
        ("progress", "decided", desk.bodies["executive"]),
    )
    for part, key, subject in filled:
        papers.fill(
            ref=ref, part=part, live_key=key, subject=subject, as_at=desk.now, by=desk.by, now=desk.now
        )
