"""What the pages of goals, actions, reviews and endings ask for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from teamaround.design.forms import Checkboxes, DayMonthYear, Form, Radios

from ..forms import PersonForm
from ..models import Action, Goal
from ..rules import goals
from ..rules.goals import GoalState, Settled, Wished
from ..rules.planning import WORDS as DOING_WORDS
from ..rules.planning import Doing, Planned
from ..rules.reviewing import Told
from ..rules.states import CLOSING_WORDS
from ..services import ActionChange, GoalChange

Choices = Iterable[tuple[str, str]]


def area(label: str, *, rows: int = 2, hint: str = "") -> forms.CharField:
    """A box for a few sentences; how long they may be, the rules say."""
    return forms.CharField(
        label=label, required=False, widget=forms.Textarea(attrs={"rows": rows}), help_text=hint
    )


class GoalForm(Form):
    """A need, what the family wants instead, how all will know, and how it is now."""

    child = forms.ChoiceField(label="Whose need is it?", required=False, widget=Radios)
    need = area("What is needed, or hard now?")
    goal = area("What does the family want instead?", hint="In their own words.")
    measure = area("How will we all know?", hint="Something that can be seen or counted.")
    before = area("How is it now?")
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, children: Choices = (), **options: Any) -> None:
        super().__init__(*args, **options)
        listed = list(children)
        if len(listed) > 1:
            self.fields["child"].choices = listed  # type: ignore[attr-defined]
        else:
            del self.fields["child"]

    def wished(self) -> Wished:
        """The goal as it was typed."""
        typed = self.cleaned_data
        return Wished(typed["need"], typed["goal"], typed["measure"], typed["before"])


class SettleForm(Form):
    """How far a goal has come, and how things are since."""

    state = forms.ChoiceField(
        label="How far has it come?", widget=Radios,
        choices=[(state.value, words) for state, words in goals.WORDS.items()],
    )  # fmt: skip
    after = area("How is it now?", hint="Beside how it was when the goal was set.")
    version = forms.IntegerField(widget=forms.HiddenInput)

    def settled(self) -> Settled:
        """What was said."""
        return Settled(GoalState(self.cleaned_data["state"]), self.cleaned_data["after"])


class GoalRow(SettleForm):
    """The same, as one row of a review or an ending."""

    def __init__(self, data: Any, *, kept: Goal) -> None:
        self.kept = kept
        initial = {"state": kept.state, "after": kept.after, "version": kept.version}
        super().__init__(data, prefix=kept.ref, initial=initial)
        self.theirs: Goal | None = None

    def change(self) -> GoalChange:
        """What it changes."""
        return GoalChange(self.kept.ref, self.cleaned_data["version"], self.settled())

    @property
    def says_something_new(self) -> bool:
        """Whether it is another answer than the one that is kept."""
        settled = self.settled()
        return (self.kept.state, self.kept.after) != (settled.state, settled.after.strip())


class ActionRow(Form):
    """How one action goes, as one row of a review."""

    state = forms.ChoiceField(
        label="How does it stand?", widget=Radios,
        choices=[(state.value, words) for state, words in DOING_WORDS.items()],
    )  # fmt: skip
    progress = area("How is it going?")
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any, *, kept: Action) -> None:
        self.kept = kept
        initial = {"state": kept.state, "progress": kept.progress, "version": kept.version}
        super().__init__(data, prefix=kept.ref, initial=initial)
        self.theirs: Action | None = None

    def change(self) -> ActionChange:
        """What it changes."""
        typed = self.cleaned_data
        return ActionChange(self.kept.ref, typed["version"], Doing(typed["state"]), typed["progress"])

    @property
    def says_something_new(self) -> bool:
        """Whether it is another answer than the one that is kept."""
        typed = self.cleaned_data
        return (self.kept.state, self.kept.progress) != (typed["state"], typed["progress"].strip())


class ActionForm(PersonForm):
    """What, who, by when, and for which goal."""

    what = area("What will be done?")
    goal = forms.ChoiceField(label="Which goal is it for?", required=False)
    practitioner = forms.ChoiceField(label="Who will do it?", required=False)
    who = forms.CharField(
        label="Or somebody in the family, or another person", required=False, max_length=200
    )
    by_on = DayMonthYear(label="By when?", required=False)
    nobody = "Nobody in this list"
    field_order: tuple[str, ...] | None = ("what", "goal", "child", "practitioner", "who", "by_on")

    def __init__(self, *args: Any, wished: Mapping[str, Goal], **options: Any) -> None:
        super().__init__(*args, **options)
        self.wished = wished
        if not wished:
            self.fields["goal"].widget = forms.HiddenInput()
        self.fields["goal"].choices = [  # type: ignore[attr-defined]
            ("", "No goal, by itself"), *((ref, shortened(row.goal)) for ref, row in wished.items()),
        ]  # fmt: skip

    def planned(self) -> Planned:
        """The action as it was typed, with what it is for."""
        typed, person = self.cleaned_data, self.chosen()
        goal = self.wished.get(typed["goal"])
        return Planned(
            what=typed["what"], who="" if person else typed["who"], practitioner=person, by_on=typed["by_on"],
            goal=goal.pk if goal else None,
        )  # fmt: skip


class AddActionForm(ActionForm):
    """The same, and for whom it is."""

    child = forms.ChoiceField(label="If it is for no goal: for whom is it?", required=False, widget=Radios)

    def __init__(self, *args: Any, children: Mapping[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        if len(children) > 1:
            self.fields["child"].choices = list(children.items())  # type: ignore[attr-defined]
        else:
            del self.fields["child"]


class ChangeActionForm(ActionForm):
    """The same, and how it goes."""

    state = forms.ChoiceField(
        label="How does it stand?", widget=Radios,
        choices=[(state.value, words) for state, words in DOING_WORDS.items()],
    )  # fmt: skip
    progress = area("How is it going?", rows=3)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def doing(self) -> Doing:
        """How it stands."""
        return Doing(self.cleaned_data["state"])


def shortened(text: str, *, most: int = 80) -> str:
    """The beginning of a text, for a list to choose from."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


class DayForm(Form):
    """The day to look again together."""

    review_on = DayMonthYear(label="When will you look again together?", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


class ReviewForm(Form):
    """Who looked again, how it goes, and what comes next."""

    held_on = DayMonthYear(label="On which day did you look again together?", required=False)
    present = area("Who was there?")
    progress = area("How is it going, all in all?", rows=4)
    next_steps = area("What next?", rows=3)
    next_on = DayMonthYear(label="When will you look again together?", required=False)
    closes_for = forms.ChoiceField(
        label="Or does the work end? Then say why", required=False,
        choices=[("", "It goes on"), *((reason.value, words) for reason, words in CLOSING_WORDS.items())],
    )  # fmt: skip
    meeting = forms.CharField(required=False, widget=forms.HiddenInput)

    def told(self) -> Told:
        """The review as it was typed."""
        typed = {name: value for name, value in self.cleaned_data.items() if name != "meeting"}
        return Told(**typed)


class EndForm(Form):
    """Why the work ends, and what everybody makes of it."""

    reason = forms.ChoiceField(
        label="Why does it end?", required=False, widget=Radios,
        choices=[(reason.value, words) for reason, words in CLOSING_WORDS.items()],
    )  # fmt: skip
    what_changed = area("What has changed?", rows=4)
    family_says = area("What does the family say about it?", rows=3)
    call_later = area(
        "Whom can they ring later, if they want help again?", hint="The family reads this on their own page."
    )
    also = forms.MultipleChoiceField(
        label="Which other assessments end with it?", required=False, widget=Checkboxes
    )

    def __init__(self, *args: Any, beside: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        listed = list(beside)
        if listed:
            self.fields["also"].choices = listed  # type: ignore[attr-defined]
        else:
            del self.fields["also"]


class LeaveForm(Form):
    """Why the work with one of several children ends."""

    because = area("Why?", rows=3)
