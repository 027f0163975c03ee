"""Queues that a team shares: how many wait, and the page on which they are dealt with."""

from __future__ import annotations

from dataclasses import dataclass

from teamaround.accounts.rules import Duty, Viewer
from teamaround.episodes import queries as episodes
from teamaround.exchange import queries as exchange
from teamaround.exchange.rules.waiting import WaitingFor
from teamaround.index import queries as index
from teamaround.sharing import queries as sharing


@dataclass(frozen=True)
class Queue:
    """What waits, how many, and the name of the page; without a count, `about` says what the page is for."""

    name: str
    text: str
    count: int | None = None
    about: str = ""


def of_team(viewer: Viewer) -> list[Queue]:
    """Every queue that this viewer's duties let them deal with."""
    found: list[Queue] = []
    if viewer.can(Duty.RECEIVE_WORRIES):
        waiting = episodes.worries_to_receive(viewer).count()
        found.append(Queue("worries:list", "Worries to receive or answer", waiting))
    if viewer.can(Duty.INDEX_TEAM):
        found += _of_index_team(viewer)
    if viewer.can(Duty.READ_AUDIT):
        about = "Ask the audit by child, person, agency or day."
        found.append(Queue("looks:audit", "Who has looked", about=about))
        about = "What is laid to a child without asking anybody, and how often that was right."
        found.append(Queue("exchange:matching_quality", "How well records are matched", about=about))
    return found


def _of_index_team(viewer: Viewer) -> list[Queue]:
    rows = exchange.waiting_counts(viewer)
    opened = sharing.overrides_to_review(viewer.authority_id).count()
    asked = index.contact_requests_waiting(viewer).count()
    return [
        Queue("overrides:list", "Openings of hidden details to review", opened),
        Queue("index:contact_requests", "Requests to be put in touch", asked),
        Queue("exchange:waiting", "Rows that touch a hidden record", rows[WaitingFor.QUARANTINE]),
        Queue("exchange:waiting", "Rows that need a person", rows[WaitingFor.WHO]),
        Queue("exchange:samples", "Links made without asking, to check", exchange.samples(viewer).count()),
        Queue("index:pairs", "Pairs that may be one child", index.pairs_waiting(viewer)),
    ]
