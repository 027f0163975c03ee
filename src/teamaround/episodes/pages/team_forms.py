"""What the pages of a team ask for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from teamaround.agencies import queries as agencies
from teamaround.design.forms import Form, Radios
from teamaround.people.portraits import CarerSeen

from ..rules.team import NOT_AGREED, Joining, Standing

YES, NO = "yes", "no"
SOMEBODY_ELSE = "else"


class MemberForm(Form):
    """What somebody is here to do, and whether they may have the minutes."""

    field_order: tuple[str, ...] | None = None

    here_to = forms.CharField(
        label="What are they here to do?", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    may_have_minutes = forms.ChoiceField(
        label="May they have the minutes of meetings?", widget=Radios, choices=[(YES, "Yes"), (NO, "No")],
        initial=YES,
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def may_have(self) -> bool:
        """Whether they may have the minutes."""
        return bool(self.cleaned_data["may_have_minutes"] == YES)


class PractitionerForm(MemberForm):
    """A practitioner of an agency that the family agreed to."""

    practitioner = forms.ChoiceField(
        label="Who?", required=False, error_messages={"invalid_choice": NOT_AGREED}
    )
    field_order = ("practitioner", "here_to", "may_have_minutes")

    def __init__(self, *args: Any, people: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["practitioner"].choices = [("", "Choose"), *people]  # type: ignore[attr-defined]

    def joining(self) -> Joining:
        """Who joins, as the rules see it."""
        found = agencies.practitioner(self.cleaned_data["practitioner"])
        return Joining(
            Standing.PRACTITIONER, self.cleaned_data["here_to"], self.may_have(),
            practitioner=found.pk if found else None,
        )  # fmt: skip


class PersonForm(MemberForm):
    """The child, or somebody else who helps: a name and, if they like, an e-mail address."""

    standing = Standing.OTHER
    name = forms.CharField(label="Their name", required=False, max_length=5_000)
    email = forms.EmailField(
        label="Their e-mail address, if they want to give it", required=False, max_length=200
    )
    field_order: tuple[str, ...] | None = ("name", "email", "here_to", "may_have_minutes")

    def joining(self) -> Joining:
        """Who joins, as the rules see it."""
        return Joining(
            self.standing, self.cleaned_data["here_to"], self.may_have(), name=self.cleaned_data["name"],
            email=self.cleaned_data["email"],
        )  # fmt: skip


class ChildForm(PersonForm):
    """The child or young person, who is a member like everybody else."""

    standing = Standing.CHILD


class FamilyForm(PersonForm):
    """Somebody of the family: one of those who look after the child, or a name typed in."""

    standing = Standing.FAMILY
    carer = forms.ChoiceField(label="Who?", widget=Radios, required=False)
    field_order = ("carer", "name", "email", "here_to", "may_have_minutes")

    def __init__(self, *args: Any, carers: Iterable[CarerSeen], **options: Any) -> None:
        super().__init__(*args, **options)
        self.known = {str(row.carer_id): row for row in carers}
        self.fields["carer"].choices = [  # type: ignore[attr-defined]
            *((number, f"{row.name}, {row.words.lower()}") for number, row in self.known.items()),
            (SOMEBODY_ELSE, "Somebody else of the family"),
        ]

    def joining(self) -> Joining:
        """Who joins: a carer whom the record knows, or somebody by name."""
        chosen, typed = self.known.get(self.cleaned_data["carer"]), self.cleaned_data
        return Joining(
            Standing.FAMILY, typed["here_to"], self.may_have(), name=chosen.name if chosen else typed["name"],
            carer=chosen.carer_id if chosen else None,
            email=typed["email"] or (chosen.email if chosen else ""),
        )  # fmt: skip


class LeaveForm(Form):
    """Why somebody leaves the team."""

    because = forms.CharField(
        label="Why do they leave, and who does their part now?", required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
