"""What the pages of a meeting ask for. Lengths are judged by the rules, so that nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import time
from typing import Any

from django import forms

from teamaround.design.forms import Checkboxes, DayMonthYear, Form, Radios
from teamaround.kernel import clock

from ..models import Meeting, Voice
from ..queries.teams import MemberSeen
from ..rules.meetings import KIND_WORDS, Answer, Kind, MeetingPlan, Slot, clock_time
from ..rules.planning import Planned
from ..rules.voices import HEARD_WORDS, WHOSE_WORDS, Heard, Hearing, Said, Whose, field_of, ways

AREA = forms.Textarea


class ClockTime(forms.CharField):
    """A time as people type it, such as 15:30 or 3.30pm."""

    def clean(self, value: Any) -> Any:
        """The time, or None for a blank."""
        typed = super().clean(value)
        if not typed:
            return None
        found = clock_time(typed)
        if found is None:
            raise forms.ValidationError("Write the time like 15:30 or 3.30pm.")
        return found


class MeetingForm(Form):
    """When, where and what for, and whom to ask."""

    kind = forms.ChoiceField(
        label="What kind of meeting is it?", widget=Radios,
        choices=[(kind.value, words) for kind, words in KIND_WORDS.items()],
    )  # fmt: skip
    on = DayMonthYear(label="Which day?", required=False)
    starts = ClockTime(label="From", required=False)
    ends = ClockTime(label="To", required=False)
    place = forms.CharField(label="Where?", required=False)
    purpose = forms.CharField(label="What is it about?", required=False, widget=AREA(attrs={"rows": 3}))
    members = forms.MultipleChoiceField(label="Who is asked?", required=False, widget=Checkboxes)
    was_held = forms.BooleanField(label="It has been held already", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, team: Iterable[MemberSeen], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["members"].choices = [(one.row.ref, one.called) for one in team]  # type: ignore[attr-defined]

    def plan(self) -> MeetingPlan:
        """The meeting as the rules see it."""
        typed = self.cleaned_data
        return MeetingPlan(
            Kind(typed["kind"]), typed["on"], typed["starts"], typed["ends"], typed["place"], typed["purpose"]
        )


def as_typed(found: Meeting, members: Iterable[str]) -> dict[str, Any]:
    """A meeting as the form shows it."""
    slot = Slot(found.starts_at.astimezone(clock.LONDON), found.minutes_long)
    return {
        "kind": found.kind, "on": slot.starts_at.date(), "starts": f"{slot.starts_at:%H:%M}",
        "ends": f"{slot.ends_at:%H:%M}", "place": found.place, "purpose": found.purpose,
        "members": list(members), "version": found.version,
    }  # fmt: skip


class AnswerForm(Form):
    """Whether somebody comes, and their news beforehand."""

    answer = forms.ChoiceField(
        label="Can you come?", widget=Radios,
        choices=[(Answer.COMING.value, "Yes"), (Answer.CANNOT_COME.value, "No"), (Answer.ASKED.value, "Not sure yet")],
    )  # fmt: skip
    news = forms.CharField(label="Your news beforehand", required=False, widget=AREA(attrs={"rows": 5}))
    version = forms.IntegerField(widget=forms.HiddenInput)


class CancelForm(Form):
    """Why a meeting is called off."""

    because = forms.CharField(
        label="Why does it not take place?", required=False, widget=AREA(attrs={"rows": 2})
    )


class LineForm(Form):
    """A line of the minutes."""

    text = forms.CharField(label="What was said or decided?", required=False, widget=AREA(attrs={"rows": 3}))


class ChangeLineForm(LineForm):
    """How a line should read."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class TaskForm(Form):
    """What will be done, by whom and by when."""

    what = forms.CharField(label="What will be done?", required=False, widget=AREA(attrs={"rows": 2}))
    doer = forms.ChoiceField(label="By whom?", required=False)
    who = forms.CharField(label="If it is somebody else: their name", required=False, max_length=200)
    by_on = DayMonthYear(label="By when?", required=False)

    def __init__(self, *args: Any, team: Iterable[MemberSeen], **options: Any) -> None:
        super().__init__(*args, **options)
        self.team = {one.row.ref: one for one in team}
        self.fields["doer"].choices = [  # type: ignore[attr-defined]
            ("", "Choose"), *((ref, one.called) for ref, one in self.team.items()),
        ]  # fmt: skip

    def planned(self) -> Planned:
        """The action as the plan takes it."""
        chosen, typed = self.team.get(self.cleaned_data["doer"]), self.cleaned_data
        practitioner = chosen.row.practitioner_id if chosen else None
        name = "" if practitioner else chosen.name if chosen else typed["who"]
        return Planned(what=typed["what"], who=name, practitioner=practitioner, by_on=typed["by_on"])


class VoicesForm(Form):
    """How the child and the parents (`of` whom) were heard, and what they said, or why they were not."""

    def __init__(
        self, *args: Any, there: Mapping[str, Voice], of: Iterable[Whose] = tuple(Whose), **options: Any
    ) -> None:
        super().__init__(*args, initial=_as_heard(there), **options)
        self.of, self.there = tuple(of), there
        for whose in set(Whose) - set(self.of):
            for part in PARTS:
                del self.fields[field_of(whose, part)]
        self.theirs: Mapping[str, Voice] = {}

    @property
    def voices(self) -> list[tuple[Whose, str, str, str]]:
        """For the template: whose, and the names of the three boxes."""
        return [
            (whose, field_of(whose, "heard"), field_of(whose, "said"), field_of(whose, "why_not"))
            for whose in self.of
        ]

    def said(self) -> list[Said]:
        """The voices about which something was chosen."""
        typed = self.cleaned_data
        return [
            Said(whose, Heard(typed[heard]), *_texts(Heard(typed[heard]), typed[said], typed[why_not]))
            for whose, heard, said, why_not in self.voices
            if typed[heard]
        ]

    def hearing(self) -> Hearing:
        """The same, and which texts the writer had before them."""
        versions = {whose: self.cleaned_data[field_of(whose, "version")] or 0 for whose in self.of}
        return Hearing(tuple(self.said()), versions)

    def meets_others(self) -> bool:
        """Whether somebody saved another text meanwhile; both are then shown, and ours can be sent again."""
        seen, kept = self.hearing().versions, {whose: row.version for whose, row in self.there.items()}
        if all(seen[whose] == kept.get(whose, 0) for whose in self.of):
            return False
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        for whose in self.of:
            data[self.add_prefix(field_of(whose, "version"))] = str(kept.get(whose, 0))
        self.data, self.theirs = data, self.there
        return True


PARTS = ("heard", "said", "why_not", "version")


def _boxes_for(whose: Whose) -> dict[str, forms.Field]:
    """How somebody was heard, what they said, or why they were not; and which text the writer saw."""
    return {
        field_of(whose, "heard"): forms.ChoiceField(
            label=WHOSE_WORDS[whose], widget=Radios, required=False,
            choices=[(way.value, HEARD_WORDS[way]) for way in ways(whose)],
        ),
        field_of(whose, "said"): forms.CharField(
            label="What they said, in their words", required=False, widget=AREA(attrs={"rows": 3})
        ),
        field_of(whose, "why_not"): forms.CharField(
            label="If they were not heard: why, and how they will be next time", required=False,
            widget=AREA(attrs={"rows": 2}),
        ),
        field_of(whose, "version"): forms.IntegerField(widget=forms.HiddenInput, required=False),
    }  # fmt: skip


for each in Whose:
    VoicesForm.base_fields |= _boxes_for(each)


def _texts(heard: Heard, said: str, why_not: str) -> tuple[str, str]:
    """What was said counts when somebody was heard; why not, when they were not."""
    return ("", why_not) if heard is Heard.NOT_HEARD else (said, "")


def _as_heard(there: Mapping[str, Voice]) -> dict[str, Any]:
    return {
        field_of(Whose(whose), part): getattr(row, part) for whose, row in there.items() for part in PARTS
    }


class EndForm(Form):
    """How long it took, and when to meet next."""

    took_minutes = forms.IntegerField(label="How many minutes did it take?", required=False)
    next_on = DayMonthYear(label="When will you meet next, if you know?", required=False)
    next_starts = ClockTime(label="At what time?", required=False)

    def next_plan(self, found: Meeting) -> MeetingPlan | None:
        """The next meeting, like this one; None when no day was named."""
        typed = self.cleaned_data
        if typed["next_on"] is None:
            return None
        began = found.starts_at.astimezone(clock.LONDON)
        starts: time = typed["next_starts"] or began.time()
        minutes = starts.hour * 60 + starts.minute + found.minutes_long
        ends = time(minutes // 60, minutes % 60) if minutes < 24 * 60 else time(23, 59)
        return MeetingPlan(Kind.TEAM, typed["next_on"], starts, ends, found.place, "")
