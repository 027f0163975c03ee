"""Loads common assessments, step by step, each step by whoever would take it and on its day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from teamaround.accounts.door import acting
from teamaround.accounts.rules import Viewer
from teamaround.assessments import services as assessments
from teamaround.assessments.rules import library
from teamaround.assessments.rules.definition import Form
from teamaround.assessments.rules.library import COMMON
from teamaround.assessments.rules.reading import choose_form
from teamaround.assessments.rules.writing import mark_of
from teamaround.assessments.services import Typed, Wish
from teamaround.episodes import services as episodes
from teamaround.sharing.agreement_rules import How
from teamaround.sharing.signing_rules import Proof

from .county.shapes import Agreement, Child, Contribution, Episode
from .loading_help import Loaded
from .loading_moments import Diary
from .loading_places import Places
from .loading_plans import Step, Work, steps_of_plan
from .loading_words import Texts, agreed, section_of, texts_of_contributor, texts_of_starter

NOTHING_YET = mark_of(0, "")


@dataclass
class Telling:
    """One planned assessment on its way into the database."""

    told: Episode
    child: Child
    loaded: Loaded
    places: Places
    diary: Diary
    by: Viewer
    form: Form
    ref: str = ""
    episode_ref: str = ""

    @property
    def child_id(self) -> int:
        return self.loaded.children[self.child.key]


def load_assessments(loaded: Loaded, places: Places, *, now: datetime) -> None:
    """Every assessment planned for a household, the earliest first."""
    children = {child.key: child for child in loaded.household.children}
    for told in sorted(loaded.household.episodes, key=lambda told: told.started_on):
        telling = Telling(
            told=told, child=children[told.child], loaded=loaded, places=places,
            diary=Diary(now=now, salt=told.key), by=places.viewers[told.started_by],
            form=choose_form(library.forms(), key=COMMON, on=told.started_on),
        )  # fmt: skip
        _tell(telling)


def _tell(telling: Telling) -> None:
    told = telling.told
    _begin(telling)
    if told.agreement is not None:
        _agree(telling, told.agreement)
    texts = texts_of_starter(told, telling.form)
    _write(telling, texts, by=telling.by, at=telling.diary.then())
    if told.agreement is not None and told.agreement.may_share:
        _share(telling)
    for day, _, happen in sorted(_steps(telling), key=lambda step: step[:2]):
        happen(telling.diary.on(day))


def _steps(telling: Telling) -> Iterator[Step]:
    """What follows the first writing, with its day and its place among what happens that day."""
    told = telling.told
    if told.agreement is not None and told.agreement.may_share:
        for part in told.contributions:
            yield from _contributing(telling, part)
    if told.completed_on is not None and not _awaits_others(telling):
        yield told.completed_on, 2, partial(_complete, telling)
    if telling.episode_ref:
        yield from steps_of_plan(
            Work(
                told=told, episode_ref=telling.episode_ref, child_id=telling.child_id,
                by=telling.by, places=telling.places,
            )
        )  # fmt: skip
    elif told.closed_on is not None:
        yield told.closed_on, 9, partial(_close, telling)


def _awaits_others(telling: Telling) -> bool:
    """An open assessment of a story is still being written, so that a visitor can join it."""
    return telling.told.state == "open" and bool(telling.loaded.household.story)


def _begin(telling: Telling) -> None:
    told, by = telling.told, telling.by
    at = telling.diary.on(told.started_on)
    with acting(by, now=at):
        begun = assessments.begin(child_id=telling.child_id, by=by, now=at, because=told.led_to_this)
    telling.ref = begun.ref


def _agree(telling: Telling, given: Agreement) -> None:
    by, at = telling.by, telling.diary.on(max(given.given_on, telling.told.started_on))
    facts = agreed(given, telling.told, telling.child, telling.loaded.household, telling.places)
    with acting(by, now=at):
        opened = episodes.record_agreement(
            child_id=telling.child_id, facts=facts, how=How.SIGNED, by=by, now=at,
            not_to_share=_not_with(given, telling.places), proof=Proof(kept_at=f"With {by.agency_name}"),
        )  # fmt: skip
    telling.episode_ref = opened.ref


def _not_with(given: Agreement, places: Places) -> str:
    names = [places.agency_names[code] for code in given.not_with]
    return f"Not with {' or '.join(names)}" if names else ""


def _write(telling: Telling, texts: Texts, *, by: Viewer, at: datetime, part_ref: str = "") -> None:
    for section, boxes in texts.items():
        with acting(by, now=at):
            saved = assessments.save_section(
                ref=telling.ref, section_key=section, by=by, now=at, part_ref=part_ref,
                typed={box: Typed(text, NOTHING_YET) for box, text in boxes.items()},
            )  # fmt: skip
        if not saved.is_whole:
            raise ValueError(f"the plan's text does not fit the form: {saved.refused}")


def _share(telling: Telling) -> None:
    at = telling.diary.then()
    with acting(telling.by, now=at):
        assessments.share(ref=telling.ref, by=telling.by, now=at)


def _contributing(telling: Telling, told: Contribution) -> Iterator[Step]:
    """Somebody is asked for their part, and perhaps gives it; a colleague simply writes."""
    writer = telling.places.viewers[told.practitioner]
    if writer.agency_id == telling.by.agency_id:
        yield told.asked_on, 0, lambda at: _write_part(telling, told, writer, "", at)
        return
    kept: list[str] = []
    latest = telling.told.completed_on or telling.places.today
    yield min(told.asked_on, latest), 0, partial(_ask, telling, told, kept)
    if told.given_on is not None:
        yield min(told.given_on, latest), 1, partial(_give, telling, told, kept)


def _ask(telling: Telling, told: Contribution, kept: list[str], at: datetime) -> None:
    writer = telling.places.viewers[told.practitioner]
    wish = Wish(
        frozenset({section_of(told.element, telling.form)}),
        message="Could you add what you see of this?", family_agrees=True,
    )  # fmt: skip
    with acting(telling.by, now=at):
        part = assessments.ask_for_contribution(
            ref=telling.ref, agency_id=writer.agency_id, wish=wish, by=telling.by, now=at,
            practitioner_id=writer.practitioner_id,
        )  # fmt: skip
    kept.append(part.ref)


def _give(telling: Telling, told: Contribution, kept: list[str], at: datetime) -> None:
    writer = telling.places.viewers[told.practitioner]
    _write_part(telling, told, writer, kept[0], at)
    with acting(writer, now=at):
        assessments.give(ref=kept[0], by=writer, now=at)


def _write_part(telling: Telling, told: Contribution, writer: Viewer, part_ref: str, at: datetime) -> None:
    texts = texts_of_contributor(told, telling.form)
    _write(telling, texts, by=writer, part_ref=part_ref, at=at)


def _complete(telling: Telling, at: datetime) -> None:
    with acting(telling.by, now=at):
        assessments.complete(ref=telling.ref, by=telling.by, now=at)


def _close(telling: Telling, at: datetime) -> None:
    with acting(telling.by, now=at):
        assessments.close(ref=telling.ref, because=telling.told.closure_reason, by=telling.by, now=at)
