"""Taking a source in: page by page, each kept as a whole or not at all, so that a killed run goes on where it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from teamaround.accounts.door import acting
from teamaround.accounts.rules import Viewer
from teamaround.audit.services import record
from teamaround.kernel import clock
from teamaround.kernel.refusal import NotVisible, Refusal

from .. import queries
from ..models import Source, Staged, Taking, Telling
from ..outward import Outward, Unreachable
from ..rules.feeds import progress
from ..rules.feeds.paging import Arrived, FeedPage, Lies, disagreements, is_end
from ..rules.feeds.progress import MOST_ENTRIES, MOST_NOTES, MOST_PAGES, ON_A_PAGE, UNDER_WAY, Move, State
from ..rules.feeds.standing import NEXT, Standing, is_believable
from ..rules.feeds.standing import Move as Told
from ..walking import Walk
from .sources import check_may_take, held_source
from .staging import Beside, beside, stage, summaries

GO_ON_WITHIN = timedelta(hours=24)  # a feed that was left longer is read from its first page
GOES = [state for state in Standing if Told.TOLD_NO_MORE in NEXT[state]]


@transaction.atomic
def begin(*, source_id: UUID, by: Viewer, now: datetime) -> Taking:
    """Say that a feed shall be taken in; one that broke off today goes on at its page."""
    source = held_source(source_id)
    check_may_take(source, is_file=False)
    last = queries.takings(source_id).first()
    if last is not None and last.state in UNDER_WAY:
        raise Refusal("under-way", f"{source.name} is being taken in already.")
    if last is not None and _goes_on(last, now=now):
        last.state, last.because, last.beat_at = progress.after(State(last.state), Move.GO_ON), "", None
        last.ended_at, last.begun_by_id = None, by.account_id or None
        last.save(update_fields=["state", "because", "beat_at", "ended_at", "begun_by"])
        record(
            "directory.taking_begun",
            by=by,
            at=now,
            about=str(last.pk),
            said=f"{source.name}, from where it was",
        )
        return last
    return _new(source, by=by, now=now)


def _goes_on(last: Taking, *, now: datetime) -> bool:
    broke_off = last.state in (State.STOPPED, State.FAILED) and not last.is_file
    return broke_off and now - last.begun_at < GO_ON_WITHIN


def _new(source: Source, *, by: Viewer, now: datetime, is_file: bool = False) -> Taking:
    taking = Taking.objects.create(
        source=source, begun_at=now, begun_by_id=by.account_id or None, is_file=is_file
    )
    record("directory.taking_begun", by=by, at=now, about=str(taking.pk), said=source.name)
    return taking


@transaction.atomic
def stop(*, taking_id: UUID, by: Viewer, now: datetime) -> Taking:
    """Stop after the page at hand; what is staged stays."""
    taking = _held(taking_id)
    _end(taking, Move.STOP, f"{by.name} stopped it.", now=now)
    record("directory.taking_stopped", by=by, at=now, about=str(taking.pk), said=taking.source.name)
    return taking


def run(
    *, taking_id: UUID, by: Viewer, outward: Outward | None = None, at_most: timedelta | None = None
) -> Taking:
    """Take in what is left of a feed; returns when it is done, stopped, or could not go on.

    After `at_most` it is laid down at the end of a page, for whoever takes it up next.
    """
    taking, known = _start(taking_id, by)
    if known is None:
        return taking
    began = clock.now()
    walk = Walk(
        outward or Outward(taking.source.address), until=began + progress.LONGEST_RUN,
        beat=lambda: _beat(taking_id, by),
    )  # fmt: skip
    try:
        while taking.state == State.RUNNING:
            if at_most is not None and clock.now() - began > at_most:
                return _lay_down(taking_id, by)
            taking = _one_page(taking, walk, known, by=by)
    except (Lies, Unreachable, Refusal) as met:
        return _fail(taking_id, met.sentence, by=by)
    return taking


def _start(taking_id: UUID, by: Viewer) -> tuple[Taking, Beside | None]:
    now = clock.now()
    with acting(by, now=now):
        taking = _held(taking_id)
        if taking.state == State.WAITING:
            taking.state = progress.after(State.WAITING, Move.BEGIN)
        elif taking.state != State.RUNNING:
            return taking, None
        taking.beat_at = now
        taking.save(update_fields=["state", "beat_at"])
        check_may_take(taking.source, is_file=taking.is_file)
        return taking, beside(taking.source_id)


def _one_page(taking: Taking, walk: Walk, known: Beside, *, by: Viewer) -> Taking:
    """Ask for the next page outside of any transaction, then keep it in one."""
    asked = taking.pages_done + 1
    if asked > MOST_PAGES or taking.entries > MOST_ENTRIES:
        raise Lies("It has no end: more pages or entries came than any list of services has.")
    page = walk.page(asked, per_page=ON_A_PAGE)
    with acting(by):
        before = summaries(taking.source_id, [key for key, _ in page.keyed])
    arrived = walk.whole(page, known=before)
    now = clock.now()
    with acting(by, now=now):
        held = _held(taking.pk)
        if held.state != State.RUNNING or held.pages_done != taking.pages_done:
            return held  # somebody stopped it, or another process was quicker
        check_may_take(held.source, is_file=False)
        _keep(held, arrived, page.told, known, asked=asked, by=by, now=now)
        if is_end(page.told, asked=asked):
            _note(held, disagreements(page.told, told=held.entries, asked=asked))
            _finish(held, is_whole=_adds_up(page.told, held), by=by, now=now)
    return held


def _keep(
    taking: Taking, arrived: Sequence[Arrived], page: FeedPage, known: Beside, *, asked: int, by: Viewer, now: datetime
) -> None:  # fmt: skip
    """One page's entries and what the page said, in the books of the taking-in."""
    counts = stage(taking, arrived, known=known, by=by, now=now)
    if arrived and counts["repeated"] == len(arrived) and not is_end(page, asked=asked):
        raise Lies(f"It goes in a circle: everything on page {asked} was told on pages before it.")
    _note(taking, page.notes)
    if len(arrived) < len(page.entries):
        _note(taking, [f"{len(page.entries) - len(arrived):,} entries on page {asked} have no identifier."])
    taking.counts = dict(Counter(taking.counts) + counts)
    taking.entries += len(arrived) - counts["repeated"]
    taking.pages_done, taking.pages_said, taking.beat_at = asked, page.total_pages, now
    taking.save(update_fields=["counts", "entries", "pages_done", "pages_said", "beat_at", "notes"])


def _adds_up(page: FeedPage, taking: Taking) -> bool:
    """Whether as many entries came as the feed says that it has."""
    return page.total_items is None or page.total_items <= taking.entries


def _finish(taking: Taking, *, is_whole: bool, by: Viewer, now: datetime) -> None:
    """Mark what is told no more, unless too little came to believe that; say until when all was told."""
    before = Staged.objects.filter(source=taking.source_id, state__in=GOES)
    unseen = before.exclude(seen_in=taking)
    if not is_whole or not is_believable(told=taking.entries, before=before.count()):
        if unseen.exists():
            _note(
                taking, ["Fewer entries came than before, or than it says it has. Nothing is marked as gone."]
            )
    else:
        gone = list(unseen.values_list("service_id", flat=True))
        unseen.update(state=Standing.GONE)
        if gone:
            taking.counts = {**taking.counts, "gone": len(gone)}
        Telling.objects.filter(source=taking.source_id, service__in=[each for each in gone if each]).update(
            gone_since=now
        )
    seen = Staged.objects.filter(seen_in=taking, service__isnull=False).values("service_id")
    Telling.objects.filter(source=taking.source_id, service__in=seen).update(last_at=now, gone_since=None)
    Source.objects.filter(pk=taking.source_id).update(last_taken_at=now)
    taking.save(update_fields=["counts", "notes"])
    _end(taking, Move.FINISH, "", now=now)
    record(
        "directory.taking_finished", by=by, at=now, about=str(taking.pk), said=taking.source.name,
        detail=taking.counts,
    )  # fmt: skip


def take_file(
    *, source_id: UUID, rows: Iterable[dict[str, Any]], about: Sequence[str], by: Viewer, now: datetime
) -> Taking:
    """Take in a list that came in a file, all of it or nothing; `about` says how the file was read."""
    with acting(by, now=now):
        source = held_source(source_id)
        check_may_take(source, is_file=True)
        last = queries.takings(source_id).first()
        if last is not None and last.state in UNDER_WAY:
            raise Refusal("under-way", f"{source.name} is being taken in already.")
        taking = _new(source, by=by, now=now, is_file=True)
        taking.state = progress.after(State.WAITING, Move.BEGIN)
        taking.save(update_fields=["state"])
        entries = [Arrived(str(row["id"]), row) for row in rows]
        _note(taking, about)
        known = beside(source.pk)
        for asked, start in enumerate(range(0, len(entries), ON_A_PAGE), 1):
            some = entries[start : start + ON_A_PAGE]
            counts = stage(taking, some, known=known, by=by, now=now)
            taking.counts = dict(Counter(taking.counts) + counts)
            taking.entries += len(some) - counts["repeated"]
            taking.pages_done = asked
        taking.save(update_fields=["counts", "entries", "pages_done", "notes"])
        _finish(taking, is_whole=True, by=by, now=now)
    return taking


def _lay_down(taking_id: UUID, by: Viewer) -> Taking:
    """Leave it to whoever comes next."""
    with acting(by):
        taking = _held(taking_id)
        taking.beat_at = None
        taking.save(update_fields=["beat_at"])
        return taking


def _beat(taking_id: UUID, by: Viewer) -> None:
    """Give a sign of life, so that nobody takes the work over."""
    with acting(by):
        Taking.objects.filter(pk=taking_id, state=State.RUNNING).update(beat_at=clock.now())


def _fail(taking_id: UUID, because: str, *, by: Viewer) -> Taking:
    now = clock.now()
    with acting(by, now=now):
        taking = _held(taking_id)
        if taking.state in UNDER_WAY:
            _end(taking, Move.FAIL, because, now=now)
            record(
                "directory.taking_failed", by=by, at=now, about=str(taking.pk),
                said=f"{taking.source.name}: {because}",
            )  # fmt: skip
        return taking


def give_up(*, taking_id: UUID, because: str, by: Viewer) -> Taking:
    """End a run that cannot go on, with the reason."""
    return _fail(taking_id, because, by=by)


def _end(taking: Taking, move: Move, because: str, *, now: datetime) -> None:
    taking.state = progress.after(State(taking.state), move)
    taking.because, taking.ended_at = because, now
    taking.save(update_fields=["state", "because", "ended_at"])


def _note(taking: Taking, sentences: Iterable[str]) -> None:
    taking.notes = list(dict.fromkeys([*taking.notes, *sentences]))[:MOST_NOTES]


def _held(taking_id: UUID) -> Taking:
    taking = (
        Taking.objects.select_related("source").select_for_update(of=("self",)).filter(pk=taking_id).first()
    )
    if taking is None:
        raise NotVisible
    return taking
