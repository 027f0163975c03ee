"""Writing in an assessment: each box is kept by itself, and nobody overwrites what they have not seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from teamaround.accounts.rules import Viewer
from teamaround.audit.services import record
from teamaround.kernel.refusal import NotVisible, Refusal

from .. import guest_queries, queries
from ..models import Answer, Assessment, Contribution, EarlierWording
from ..rules.definition import Box, Section
from ..rules.states import State
from ..rules.writing import (
    Outcome,
    Sending,
    check_can_write,
    check_text,
    is_worth_keeping,
    mark_of,
    mark_of_both,
    settle,
    were_both_shown,
)
from .checklists import throw_checklist_away

NO_PAGE = Sending()


@dataclass(frozen=True)
class Typed:
    """What somebody typed in a box, and the mark of what they had before them."""

    text: str
    mark: str


@dataclass(frozen=True)
class Clash:
    """Somebody else wrote in the box meanwhile: both texts, and the mark for a joined one."""

    box: Box
    theirs: str
    mine: str
    written_by: str
    written_at: datetime
    mark: str


@dataclass
class Saved:
    """What became of each box: kept, met with another's text, or refused with a sentence."""

    kept: list[Box] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)
    refused: dict[Box, str] = field(default_factory=dict)
    marks: dict[Box, str] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """Whether everything that was typed is kept."""
        return not self.clashes and not self.refused


@dataclass(frozen=True)
class _Page:
    """The assessment that is written in, the contribution if it is one, and the section."""

    assessment: Assessment
    part: Contribution | None
    section: Section
    sending: Sending


def save_section(
    *, ref: str, section_key: str, typed: Mapping[Box, Typed], by: Viewer, now: datetime,
    part_ref: str = "", sending: Sending = NO_PAGE, taken: Mapping[Box, int] | None = None,
) -> Saved:  # fmt: skip
    """Keep what was typed in a section, box by box; `part_ref` is the contribution it belongs to.

    In the transaction at hand, in which others who write here wait until it ends.

    A box that clashes or is too long does not hold up the others. `sending` is told by a page that
    saves by itself: when it did not hear that a text was kept, it goes on from that text instead of
    meeting its own words as if they were somebody else's. `taken`: boxes whose words come from an
    earlier assessment, with its row number.
    """
    page = _for_writing(ref, section_key, part_ref, sending, by=by, now=now)
    questions = dict(queries.form_of(page.assessment).boxes_of(page.section))
    sheet, saved = queries.sheet(page.assessment, page.part), Saved()
    for box, text in typed.items():
        if box in questions:
            try:
                tidy = Typed(check_text(questions[box], text.text), text.mark)
            except Refusal as refusal:
                saved.refused[box] = refusal.sentence
                continue
            _save(saved, page, box, sheet.get(box), tidy, by=by, now=now)
    for box, earlier_id in (taken or {}).items():
        if box in saved.kept:
            _name_source(page, box, earlier_id, by=by, now=now)
    if saved.kept:
        if page.part is not None and not sheet and not by.by_link:
            throw_checklist_away(child_id=page.part.child_id, by=by, now=now)
        record(
            "assessments.written", by=by, at=now, children=[page.assessment.child_id], about=part_ref or ref,
            detail={"boxes": [str(box) for box in saved.kept]},
        )  # fmt: skip
    return saved


def _name_source(page: _Page, box: Box, earlier_id: int, *, by: Viewer, now: datetime) -> None:
    rows = Answer.objects.filter(assessment=page.assessment, contribution=page.part)
    rows.filter(part=box.part, field=box.field).update(from_earlier_id=earlier_id)
    record(
        "assessments.words_taken_over", by=by, at=now, children=[page.assessment.child_id],
        about=page.assessment.ref, detail={"box": str(box)},
    )  # fmt: skip


def _for_writing(
    ref: str, section_key: str, part_ref: str, sending: Sending, *, by: Viewer, now: datetime
) -> _Page:
    _take_turn(ref, part_ref)
    part = _part(part_ref, by=by, now=now)
    found = part.assessment if by.by_link and part is not None else queries.known(by, ref, at=now)
    section = queries.form_of(found).section(section_key)
    if section is None or (part is not None and part.assessment_id != found.pk):
        raise NotVisible
    check_can_write(
        state=State(found.state), leading=() if part is not None else queries.leading(found),
        writer=queries.writer(by, part), section=section,
    )  # fmt: skip
    return _Page(found, part, section, sending)


def _take_turn(ref: str, part_ref: str) -> None:
    """Wait for whoever is writing in the same assessment; what is read from here on is what they left.

    So that writers need not be sent away for having met, this comes before anything is read
    that decides what may be written, or what becomes of it.
    """
    _lock(Assessment.objects.filter(ref=ref))
    if part_ref:
        _lock(Contribution.objects.filter(ref=part_ref))


def _lock(rows: QuerySet[Any]) -> None:
    rows.select_for_update().values_list("pk").first()


def _part(ref: str, *, by: Viewer, now: datetime) -> Contribution | None:
    """The contribution that is written; a guest has one and no other."""
    if by.by_link:
        own = guest_queries.part_by_link(by)
        if own.ref != ref:
            raise NotVisible
        return own
    return queries.part_of(by, ref, at=now) if ref else None


def _save(
    saved: Saved,
    page: _Page,
    box: Box,
    kept: Answer | None,
    typed: Typed,
    *,
    by: Viewer,
    now: datetime,
) -> None:
    version, text = (kept.version, kept.text) if kept else (0, "")
    outcome = settle(
        kept_version=version, kept=text, typed=typed.text, mark=typed.mark,
        follows=kept is not None and _follows(page.sending, kept, by),
    )  # fmt: skip
    if outcome is Outcome.CLASH and kept is not None:
        written_by, mark = kept.written_by.name, mark_of_both(version, text)
        saved.clashes.append(Clash(box, text, typed.text, written_by, kept.written_at, mark))
        return
    if outcome is Outcome.UNCHANGED:
        saved.marks[box] = mark_of(version, text) if typed.text == text else typed.mark
        return
    if kept is None:
        _write(page, box, typed.text, by=by, now=now)
    else:
        _replace(kept, typed, page.sending, by=by, now=now)
    saved.kept.append(box)
    saved.marks[box] = mark_of(version + 1, typed.text)


def _follows(sending: Sending, kept: Answer, by: Viewer) -> bool:
    return kept.written_by_id == by.account_id and sending.follows(Sending.read(kept.sent_by))


def _write(page: _Page, box: Box, text: str, *, by: Viewer, now: datetime) -> None:
    Answer.objects.create(
        assessment=page.assessment, contribution=page.part, child_id=page.assessment.child_id,
        part=box.part, field=box.field, text=text, written_by_id=by.account_id, written_at=now,
        sent_by=str(page.sending),
    )  # fmt: skip


def _replace(kept: Answer, typed: Typed, sending: Sending, *, by: Viewer, now: datetime) -> None:
    before = kept.written_by_id, kept.written_at
    if is_worth_keeping(
        written_by=before[0], written_at=before[1], by=by.account_id, at=now, text=kept.text,
        put_aside=were_both_shown(typed.mark),
    ):  # fmt: skip
        EarlierWording.objects.create(
            answer=kept, child_id=kept.child_id, text=kept.text, written_by_id=before[0],
            written_at=before[1], replaced_at=now,
        )  # fmt: skip
    kept.text, kept.version, kept.sent_by = typed.text, kept.version + 1, str(sending)
    kept.written_by_id, kept.written_at = by.account_id, now
    kept.save(update_fields=["text", "version", "sent_by", "written_by", "written_at"])
