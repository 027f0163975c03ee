"""Loads bodies, posts, the reviews of the council papers with their plans, and a review of the county itself."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from teamaround.accounts.rules import Duty, Viewer
from teamaround.committees.rules.bodies import BodyKind, Capacity, Seat
from teamaround.committees.services import bodies as committees
from teamaround.committees.services.bodies import NewHolding, NewSeat
from teamaround.improvement.rules.months import Basis, Progress, Rating, Shows, Typed
from teamaround.improvement.rules.planning import Content, Move
from teamaround.improvement.rules.telling import Audience, How
from teamaround.improvement.services import measuring, months, planning, reviewing, telling
from teamaround.improvement.services.planning import NewAction
from teamaround.improvement.services.reviewing import (
    NewFinding,
    NewJudgement,
    NewRecommendation,
    NewReview,
)
from teamaround.improvement.services.telling import NewTelling
from teamaround.kernel.clock import LONDON

from .loading_papers import load_papers
from .loading_places import Places

FILE = Path(__file__).parent / "county" / "improvement.toml"
Table = dict[str, Any]


@dataclass
class Desk:
    """Who keeps the plans, when it is now, and what has been entered, by the file's keys."""

    by: Viewer
    now: datetime
    places: Places
    bodies: dict[str, str] = field(default_factory=dict)
    posts: dict[str, tuple[int, str]] = field(default_factory=dict)
    recommendations: dict[tuple[str, str], str] = field(default_factory=dict)
    plans: dict[str, str] = field(default_factory=dict)
    notes: Table = field(default_factory=dict)

    @property
    def here(self) -> Table:
        return {"authority_id": self.by.authority_id, "by": self.by}

    def noon(self, day: date) -> datetime:
        """Noon of a day, or now when that is still to come."""
        return min(datetime.combine(day, time(12), LONDON), self.now)

    def day(self, days_ago: int) -> date:
        return self.places.today - timedelta(days=days_ago)

    def month_end(self, months_ago: int) -> date:
        """The 26th of a month; for this month, today."""
        if months_ago == 0:
            return self.places.today
        first = self.places.today.replace(day=1)
        for _ in range(months_ago):
            first = (first - timedelta(days=1)).replace(day=1)
        return first.replace(day=26)

    def when(self, told: date | int) -> date:
        """A day of history, or the end of a month so many months ago."""
        return self.month_end(told) if isinstance(told, int) else told


def load_improvement(places: Places, *, now: datetime) -> Desk | None:
    """Enter all of it, by whoever keeps plans in the county; nothing when nobody does."""
    keeper = next((each for each in places.viewers.values() if each.can(Duty.KEEP_PLANS)), None)
    if keeper is None:
        return None
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    desk = Desk(keeper, now, places, notes=told["notes"])
    for body in told["body"]:
        _body(desk, body)
    for post in told["post"]:
        _post(desk, post)
    for review in told["review"]:
        _review(desk, review, desk.notes)
    load_papers(desk)
    return desk


def _body(desk: Desk, told: Table) -> None:
    (name, starts_on), *renamed = told["names"]
    ref = committees.found_body(
        kind=BodyKind(told["kind"]), name=name, starts_on=starts_on, quorum=told.get("quorum"),
        answers_to=desk.bodies.get(told.get("answers_to", ""), ""), now=desk.now, **desk.here,
    ).ref  # fmt: skip
    for name, starts_on in renamed:
        committees.rename_body(ref=ref, name=name, starts_on=starts_on, now=desk.now, **desk.here)
    for name in told.get("aliases", ()):
        committees.add_alias(ref=ref, name=name, now=desk.now, **desk.here)
    for name, seat, on_behalf_of in told.get("seats", ()):
        new = NewSeat(name, Seat(seat), desk.day(500), on_behalf_of=on_behalf_of)
        committees.seat(ref=ref, new=new, now=desk.now, **desk.here)
    if "ends_on" in told:
        committees.end_body(ref=ref, ends_on=told["ends_on"], now=desk.now, **desk.here)
    desk.bodies[told["key"]] = ref


def _post(desk: Desk, told: Table) -> None:
    (title, starts_on), *retitled = told["titles"]
    post = committees.make_post(
        title=title, starts_on=starts_on, organisation=told["organisation"], now=desk.now, **desk.here
    )
    for title, starts_on in retitled:
        committees.retitle_post(ref=post.ref, title=title, starts_on=starts_on, now=desk.now, **desk.here)
    for name, capacity, starts_on, *key in told["holders"]:
        who = desk.places.practitioners.get(key[0]) if key else None
        first = min(starts_on, desk.places.today)
        new = NewHolding(name, first, capacity=Capacity(capacity), practitioner_id=who)
        committees.hold(ref=post.ref, new=new, now=desk.now, **desk.here)
    desk.posts[told["key"]] = post.pk, title


def _review(desk: Desk, told: Table, notes: Table) -> None:
    is_ours = "days_ago" in told
    on = desk.day(told["days_ago"]) if is_ours else told["published_on"]
    at, (regime, version) = desk.noon(on), told["regime"].split("/")
    dates = {name: told.get(name) for name in ("fieldwork_from", "fieldwork_until")}
    new = NewReview(
        authority_id=desk.by.authority_id, regime=regime, regime_version=version, title=told["title"],
        led_by=told["led_by"], partners=tuple(told.get("partners", ())), published_on=on,
        next_expected=told.get("next_expected", ""), summary=told.get("summary", ""),
        own_lines=tuple(told.get("own_lines", ())), parts=told.get("parts", {}),
        note=notes["invented" if is_ours else "history"], **dates,
    )  # fmt: skip
    ref = reviewing.enter_review(new=new, by=desk.by, now=at).ref
    judged = [NewJudgement(scale, term, line) for line, scale, term in told.get("judgements", ())]
    if judged:
        reviewing.add_judgements(ref=ref, new=judged, now=at, **desk.here)
    found = [_finding(desk, each) for each in told.get("findings", ())]
    if found:
        reviewing.add_findings(ref=ref, new=found, now=at, **desk.here)
    recommended = [_recommendation(*each) for each in told.get("recommendations", ())]
    if recommended:
        rows = reviewing.add_recommendations(ref=ref, new=recommended, now=at, **desk.here)
        desk.recommendations |= {(told["key"], row.label): row.ref for row in rows}
    for each in told.get("tellings", ()):
        _telling(desk, ref, each, notes["invented" if is_ours else "told"])
    if "plan" in told:
        desk.plans[told["key"]] = _plan(desk, ref, told["plan"], notes["invented" if is_ours else "plan"])


def _telling(desk: Desk, review: str, told: Table, note: str) -> None:
    """What an audience was told on its day, and what came back."""
    on = desk.day(told["told_days_ago"]) if "told_days_ago" in told else told["told_on"]
    new = NewTelling(
        Audience(told["audience"]), told["words"].strip(), How(told["how"]), told["told_by"], told_on=on,
        reached=told["reached"], note=note,
    )  # fmt: skip
    at = desk.noon(on)
    ref = telling.write(review_ref=review, new=new, by=desk.by, now=at).ref
    if told.get("is_public"):
        telling.publish(ref=ref, by=desk.by, now=at)
    for words, day, heard_by in told["said_back"]:
        heard_on = desk.day(day) if isinstance(day, int) else day
        telling.note_said_back(
            ref=ref, words=words, heard_on=heard_on, heard_by=heard_by, by=desk.by, now=desk.noon(heard_on)
        )


def _finding(desk: Desk, told: list[str]) -> NewFinding:
    kind, line, words, scale, term, review, label, met = (*told, *[""] * (8 - len(told)))
    earlier = desk.recommendations[review, label] if review else ""
    return NewFinding(kind, words, line, scale, term, earlier, met == "yes" if review else None)


def _recommendation(
    label: str, words: str, addressee: str, band: str, within: str = "", subject_to: str = ""
) -> NewRecommendation:
    return NewRecommendation(label, words, addressee, band, within=within, subject_to=subject_to)


def _plan(desk: Desk, review: str, told: Table, note: str) -> str:
    begun = desk.day(told["begun_days_ago"]) if "begun_days_ago" in told else told["begun_at"]
    at = desk.noon(begun)
    plan = planning.begin_plan(
        review_ref=review, title=told["title"], outside_approver=told.get("outside_approver", ""), note=note,
        now=at, **desk.here,
    )  # fmt: skip
    new = [_action(desk, each) for each in told["actions"]]
    refs = [row.ref for row in planning.add_actions(ref=plan.ref, new=new, by=desk.by, now=at)]
    for nth, measure, over in told.get("measures", ()):
        measuring.measure(ref=refs[nth - 1], measure=measure, over=over, by=desk.by, now=at)
    for move, said, on, *until in told["moves"]:
        day = desk.day(on) if isinstance(on, int) else on
        planning.move(
            ref=plan.ref, move=Move(move), said=said, by=desk.by, now=desk.noon(day),
            consulting_until=until[0] if until else None,
        )  # fmt: skip
    _months(desk, plan.ref, refs, told)
    return plan.ref


def _action(desk: Desk, told: Table) -> NewAction:
    told = dict(told)
    label, (post_id, title) = told.pop("label"), desk.posts[told.pop("post")]
    owner = told.pop("owner", "")
    for name in ("due", "starts"):
        if f"{name}_days" in told:
            told[f"{name}_on"] = desk.day(-told.pop(f"{name}_days"))
    content = Content(owner_post=title, owner=desk.places.names.get(owner, ""), **told)
    return NewAction(label, content, post_id=post_id, owner_id=desk.places.practitioners.get(owner))


def _months(desk: Desk, plan: str, refs: list[str], told: Table) -> None:
    """Evidence first, then what was said, month by month, each frozen at its end."""
    said = sorted(told["updates"], key=lambda each: desk.when(each[0]))
    ends = sorted(desk.when(each) for each in told["freezes"])
    first = desk.noon(desk.when(said[0][0]))
    for nth, shows, basis, words in told.get("evidence", ()):
        months.add_evidence(
            ref=refs[nth - 1], shows=Shows(shows), basis=Basis(basis) if basis else None, words=words,
            by=desk.by, now=first,
        )  # fmt: skip
    for each in said:
        while ends and ends[0].replace(day=1) < desk.when(each[0]).replace(day=1):
            _freeze(desk, plan, ends.pop(0))
        _update(desk, refs, each)
    for end in ends:
        _freeze(desk, plan, end)


def _update(desk: Desk, refs: list[str], told: list[Any]) -> None:
    at, nth, progress, delivery, impact, words, recovery, by_when = told
    day = desk.when(at)
    until = day + timedelta(days=by_when) if isinstance(by_when, int) else by_when
    typed = Typed(
        Progress(progress), Rating(delivery), Rating(impact), words, recovery, until if recovery else None
    )
    months.write_update(ref=refs[int(nth) - 1], typed=typed, by=desk.by, now=desk.noon(day))


def _freeze(desk: Desk, plan: str, day: date) -> None:
    at = desk.noon(day) + timedelta(hours=2)
    months.freeze(
        ref=plan, month=day, said="Invented: looked at by those who keep the plan", by=desk.by, now=at
    )
