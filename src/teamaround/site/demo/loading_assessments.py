"""Loads common assessments, step by step, each step by whoever would take it and on its day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

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

from .county.shapes import Agreement, Child, Contribution, Episode
from .loading_help import Loaded
from .loading_moments import Diary
from .loading_places import Places
from .loading_plans import Work, run_plan
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
    parts: dict[str, str] = field(default_factory=dict)

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
    _write(telling, texts_of_starter(told, telling.form), by=telling.by, on=told.started_on)
    if told.agreement is not None and told.agreement.may_share:
        _share(telling)
        for part in sorted(told.contributions, key=lambda part: part.asked_on):
            _contribute(telling, part)
    if told.completed_on is not None:
        _complete(telling, told.completed_on)
    if telling.episode_ref:
        run_plan(
            Work(
                told=told, episode_ref=telling.episode_ref, child_id=telling.child_id,
                by=telling.by, diary=telling.diary, places=telling.places,
            )
        )
    elif told.closed_on is not None:
        _close(telling, told.closed_on)


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
            not_to_share=_not_with(given, telling.places),
        )  # fmt: skip
    telling.episode_ref = opened.ref


def _not_with(given: Agreement, places: Places) -> str:
    names = [places.agency_names[code] for code in given.not_with]
    return f"Not with {' or '.join(names)}" if names else ""


def _write(telling: Telling, texts: Texts, *, by: Viewer, on: date, part_ref: str = "") -> None:
    for section, boxes in texts.items():
        at = telling.diary.on(on)
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


def _contribute(telling: Telling, told: Contribution) -> None:
    """Somebody is asked for their part, and perhaps gives it; an agency's second text joins its first."""
    writer = telling.places.viewers[told.practitioner]
    if writer.agency_id == telling.by.agency_id:
        _write(telling, texts_of_contributor(told, telling.form), by=writer, on=told.asked_on)
        return
    at = telling.diary.on(told.asked_on)
    wish = Wish(
        frozenset({section_of(told.element, telling.form)}),
        message="Could you add what you see of this?", family_agrees=True,
    )  # fmt: skip
    with acting(telling.by, now=at):
        part = assessments.ask_for_contribution(
            ref=telling.ref, agency_id=writer.agency_id, wish=wish, by=telling.by, now=at,
            practitioner_id=writer.practitioner_id,
        )  # fmt: skip
    if told.given_on is not None:
        texts = texts_of_contributor(told, telling.form)
        _write(telling, texts, by=writer, on=told.given_on, part_ref=part.ref)
        at = telling.diary.then()
        with acting(writer, now=at):
            assessments.give(ref=part.ref, by=writer, now=at)


def _complete(telling: Telling, on: date) -> None:
    at = telling.diary.on(on)
    with acting(telling.by, now=at):
        assessments.complete(ref=telling.ref, by=telling.by, now=at)


def _close(telling: Telling, on: date) -> None:
    at = telling.diary.on(on)
    with acting(telling.by, now=at):
        assessments.close(
            ref=telling.ref, because=telling.told.closure_reason, by=telling.by, now=at
        )
