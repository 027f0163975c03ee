"""What else needs somebody today, by their duties: files, access that runs out, plans, their own children."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse

from teamaround.accounts.lapsing import lapsing
from teamaround.accounts.rules import Duty, Viewer
from teamaround.assessments import quality_queries as quality
from teamaround.committees.queries import decisions
from teamaround.design.words import listed
from teamaround.episodes.queries import agencys_own
from teamaround.exchange import queries as exchange
from teamaround.exchange.rules.progress import STATE_SENTENCES, State
from teamaround.family import queries as family
from teamaround.improvement.queries import telling
from teamaround.improvement.rules.telling import AUDIENCE_WORDS
from teamaround.index import attending
from teamaround.kernel import ages
from teamaround.requests import queries as requests
from teamaround.requests.rules.states import WORDS as REQUEST_WORDS
from teamaround.requests.rules.states import State as RequestState

MOST = 8
LATELY = timedelta(days=14)


@dataclass(frozen=True)
class Row:
    """One thing to see to: about a child, or under its own words.

    Without an address it leads to recording that the viewer's agency is involved with the child.
    """

    note: str
    href: str
    words: str
    text: str = ""
    child_id: int | None = None


@dataclass(frozen=True)
class Card:
    """Things of one kind; `more` is where all of them stand."""

    title: str
    rows: tuple[Row, ...]
    more: str = ""


def cards(viewer: Viewer, *, today: date, at: datetime, there: Container[str]) -> list[Card]:
    """Every kind of which there is something; `there` says which of them are worth reading (`waiting`)."""
    return [card for card in _cards(viewer, today=today, at=at, there=there) if card.rows]


def children_in(found: list[Card]) -> set[int]:
    """Row numbers of the children whom the cards name."""
    return {row.child_id for card in found for row in card.rows if row.child_id is not None}


def _cards(viewer: Viewer, *, today: date, at: datetime, there: Container[str]) -> Iterator[Card]:
    if viewer.can(Duty.IMPORT_FILES):
        yield Card("Files to see to", tuple(_files(viewer, at)), reverse("exchange:list"))
    if viewer.can(Duty.MANAGE_ACCOUNTS):
        yield Card("Access that runs out", tuple(_access(viewer, today)), reverse("accounts:list"))
    if viewer.can(Duty.WRITE_ASSESSMENTS) and viewer.can(Duty.SEE_COUNTS):
        yield Card(f"Nobody leads yet, {viewer.agency_name} takes part", tuple(_without_lead(viewer, at)))
        yield Card(f"To look at again, {viewer.agency_name} takes part", tuple(_reviews(viewer, today, at)))
    yield Card("Decisions to carry out", tuple(_decisions(viewer, today)), reverse("committees:decisions"))
    yield Card("Reviews to tell people of", tuple(_to_tell(viewer, today)), reverse("improvement:reviews"))
    if "remarks" in there:
        yield Card("A colleague has looked at your writing", tuple(_remarks(viewer, at)))
    if "requests" in there:
        yield from _requests(viewer, today)
    if "said" in there:
        yield Card("Families have said something", tuple(_said(viewer, today, at)))
    if viewer.can(Duty.WRITE_ASSESSMENTS):
        yield Card(f"At {viewer.agency_name}, helped by others", tuple(_attending(viewer, today)))


def _files(viewer: Viewer, at: datetime) -> Iterator[Row]:
    """Files that are not taken in yet, and those taken in lately of which rows came back or wait."""
    left_over = Q(refused__gt=0) | Q(needs_person__gt=0) | Q(quarantined__gt=0)
    wanted = ~Q(state=State.DONE) | (Q(finished_at__gte=at - LATELY) & left_over)
    for kept in exchange.visible_to(viewer).filter(wanted)[:MOST]:
        yield Row(
            text=kept.file_name, note=_file_words(kept), href=reverse("exchange:show", args=[kept.ref]),
            words="See to it",
        )  # fmt: skip


def _file_words(kept: Any) -> str:
    if kept.state != State.DONE:
        return STATE_SENTENCES[State(kept.state)]
    counted = (
        (kept.refused, "to put right and send again"),
        (kept.needs_person, "needing a person of the index team"),
        (kept.quarantined, "in quarantine with the index team"),
    )
    return "Rows: " + ", ".join(f"{count:,} {words}" for count, words in counted if count)


def _access(viewer: Viewer, today: date) -> Iterator[Row]:
    for lapse in lapsing(viewer.authority_id, today=today)[:MOST]:
        verb = "ended" if lapse.on < today else "ends"
        yield Row(
            text=f"{lapse.name}, {lapse.agency}", note=f"{lapse.what} {verb} {ages.in_words(lapse.on)}",
            href=reverse("accounts:show", args=[lapse.ref]), words="See the account",
        )  # fmt: skip


def _without_lead(viewer: Viewer, at: datetime) -> Iterator[Row]:
    for plan in agencys_own.nobody_leads(viewer, at=at)[:MOST]:
        yield Row(
            child_id=plan.child_id, note=f"open since {ages.in_words(plan.opened_on)}",
            href=reverse("episodes:show", args=[plan.ref]), words="The plan",
        )  # fmt: skip


def _reviews(viewer: Viewer, today: date, at: datetime) -> Iterator[Row]:
    for plan in agencys_own.to_look_at_again(viewer, today=today, at=at)[:MOST]:
        when = "was due" if plan.due_on < today else "on" if plan.review_on else "no day is set; usually by"
        yield Row(
            child_id=plan.child_id, note=f"{when} {ages.in_words(plan.due_on)}",
            href=reverse("episodes:show", args=[plan.ref]), words="The plan",
        )  # fmt: skip


def _attending(viewer: Viewer, today: date) -> Iterator[Row]:
    for found in attending.helped_by_others(viewer, today=today, most=MOST):
        led = f"{found.lead} leads, {found.lead_agency}" if found.lead else "nobody leads yet"
        yield Row(
            child_id=found.child_id, note=f"common assessment open, {led}", href="",
            words="Are you involved?",
        )  # fmt: skip


def _remarks(viewer: Viewer, at: datetime) -> Iterator[Row]:
    for given in quality.to_be_read(viewer, at=at)[:MOST]:
        assert given.given_at is not None
        yield Row(
            child_id=given.child_id, note=f"{given.reviewer.name}, {ages.in_words(given.given_at.date())}",
            href=reverse("assessments:quality", args=[given.assessment.ref]), words="Read what they say",
        )  # fmt: skip


def _decisions(viewer: Viewer, today: date) -> Iterator[Row]:
    """What meetings decided that a post of this viewer's carries out."""
    for row in decisions.to_carry_out(viewer, on=today)[:MOST]:
        assert row.due_on is not None  # a constraint sees to it
        yield Row(
            text=row.resolved or row.recommended, note=f"by {ages.in_words(row.due_on)}",
            href=reverse("committees:carry_out", args=[row.ref]), words="It was carried out",
        )  # fmt: skip


def _to_tell(viewer: Viewer, today: date) -> Iterator[Row]:
    """For keepers of plans: recent reviews of which somebody has not been told yet."""
    for found in telling.to_tell(viewer, on=today)[:MOST]:
        whom = listed(AUDIENCE_WORDS[each].lower() for each in found.audiences)
        yield Row(
            text=found.title, note=f"not told yet: {whom}",
            href=reverse("improvement:tell", args=[found.ref]), words="Tell them",
        )  # fmt: skip


def _said(viewer: Viewer, today: date, at: datetime) -> Iterator[Row]:
    for one in family.unread(viewer, today=today, at=at)[:MOST]:
        yield Row(
            child_id=one.child_id, note=f"{one.view.name}, {ages.in_words(one.said_at.date())}",
            href=reverse("family:said", args=[one.view.episode.ref, one.view.ref]), words="Read it",
        )  # fmt: skip


def _requests(viewer: Viewer, today: date) -> Iterator[Card]:
    """What the viewer's service is asked, and what came of what they asked of others."""
    found = requests.needing(viewer, today=today)
    to_answer = [each.request for each in found if each.is_to_answer][:MOST]
    others = [each for each in found if each.is_news or each.waiting][:MOST]
    more = reverse("requests:incoming")
    yield Card(f"{viewer.agency_name} is asked", tuple(_asked_of_us(row) for row in to_answer), more)
    yield Card("Services you asked", tuple(_asked_by_me(each) for each in others))


def _asked_of_us(row: Any) -> Row:
    by = f"please answer by {ages.in_words(row.answer_by)}" if row.answer_by else "please answer"
    return Row(
        text=row.service_name, note=f"{row.asked_by.name} asked on {ages.in_words(row.asked_at.date())}; {by}",
        href=reverse("requests:answer", args=[row.ref]), words="Answer",
    )  # fmt: skip


def _asked_by_me(each: Any) -> Row:
    row = each.request
    note = f"{row.service_name}: {REQUEST_WORDS[RequestState(row.state)]}" if each.is_news else ""
    return Row(
        child_id=row.child_id, note=note or f"{row.service_name}. {each.waiting.sentence}",
        href=reverse("requests:show", args=[row.ref]), words="Read it" if note else "What to do",
    )  # fmt: skip
