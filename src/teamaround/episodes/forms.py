"""What the pages of episodes and worries ask for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from teamaround.agencies import queries as agencies
from teamaround.design.forms import Checkboxes, DayMonthYear, Form, Radios
from teamaround.sharing.agreement_rules import (
    INSTEAD_WORDS,
    STANDING_WORDS,
    AgreementFacts,
    DeclinedFacts,
    Standing,
)

from .rules.handing_over import CoverWish, Handover
from .rules.worries import NEARNESS_WORDS, Told
from .signing_forms import HowFields

YES, NO = "yes", "no"
AREA = forms.Textarea


class AgreementForm(HowFields):
    """What a family agrees to: taking part, keeping, sharing, and with whom."""

    standing = forms.ChoiceField(
        label="Who agrees?", widget=Radios,
        choices=[(kind.value, words[0].upper() + words[1:]) for kind, words in STANDING_WORDS.items()],
    )  # fmt: skip
    given_by = forms.CharField(label="Their name", max_length=200)
    competence_reason = forms.CharField(
        label="For a young person under 16: how you know that they understand this decision",
        required=False, max_length=2000, widget=AREA(attrs={"rows": 3}),
    )  # fmt: skip
    given_on = DayMonthYear(label="When?")
    may_store = forms.ChoiceField(
        label="May this be written down and kept?", widget=Radios,
        choices=[(YES, "Yes"), (NO, "No")],
    )  # fmt: skip
    may_share = forms.ChoiceField(
        label="May it be shared with other services?", widget=Radios,
        choices=[(YES, "Yes, with the services chosen below"), (NO, "No, keep it here")],
    )  # fmt: skip
    agencies = forms.MultipleChoiceField(label="With which services?", required=False, widget=Checkboxes)
    another = forms.ChoiceField(label="Another service, if it is not in the list", required=False)
    not_to_share = forms.CharField(
        label="Is there anything that must not be shared, or anybody who must not see it?", required=False,
        max_length=2000, widget=AREA(attrs={"rows": 3}),
    )  # fmt: skip
    ask_again_on = DayMonthYear(label="When will you ask them again?", required=False)

    def __init__(self, *args: Any, involved: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        listed = list(involved)
        there = {ref for ref, _ in listed}
        others = agencies.agencies().filter(ended_on__isnull=True)
        self.fields["agencies"].choices = listed  # type: ignore[attr-defined]
        self.fields["another"].choices = [  # type: ignore[attr-defined]
            ("", "No other"), *((row.ref, row.name) for row in others if row.ref not in there),
        ]  # fmt: skip

    def facts(self, *, age: int | None, with_responsibility: Iterable[str]) -> AgreementFacts:
        """What was agreed, with what is known of the one who agreed (R12)."""
        typed = self.cleaned_data
        refs = {*typed["agencies"], typed["another"]} - {""}
        covered = agencies.agencies().filter(ref__in=refs).values_list("pk", flat=True)
        name = typed["given_by"].strip()
        return AgreementFacts(
            given_on=typed["given_on"], given_by=name, standing=Standing(typed["standing"]),
            competence_reason=typed["competence_reason"], age=age,
            has_parental_responsibility=name.casefold() in {each.casefold() for each in with_responsibility},
            may_store=typed["may_store"] == YES, may_share=typed["may_share"] == YES,
            agencies=frozenset(covered),
        )  # fmt: skip


class CorrectionForm(AgreementForm):
    """The same, to put a wrong entry right."""

    because = forms.CharField(
        label="What was wrong?", required=False, max_length=1000, widget=AREA(attrs={"rows": 2})
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class DeclinedForm(Form):
    """A family's no, and what there is instead."""

    said_by = forms.CharField(label="Who said no?", required=False, max_length=200)
    said_on = DayMonthYear(label="When?")
    instead = forms.ChoiceField(
        label="What did you do instead?", required=False, widget=Radios,
        choices=[(kind.value, words) for kind, words in INSTEAD_WORDS.items()],
    )  # fmt: skip
    note = forms.CharField(
        label="Anything to remember?", required=False, max_length=2000, widget=AREA(attrs={"rows": 3}),
        help_text="For example when they would like to be asked again. Nobody has to say why they said no.",
    )  # fmt: skip

    def facts(self) -> DeclinedFacts:
        """The no, as the rules see it."""
        return DeclinedFacts(**self.cleaned_data)


class WithdrawForm(Form):
    """Why, if the family says; nobody has to."""

    because = forms.CharField(
        label="What they said, if they gave a reason", required=False, max_length=1000,
        widget=AREA(attrs={"rows": 3}),
    )  # fmt: skip


class PersonForm(Form):
    """One practitioner, chosen from those at hand."""

    practitioner = forms.ChoiceField(label="Who?")
    nobody = "Choose"

    def __init__(self, *args: Any, people: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["practitioner"].choices = [("", self.nobody), *people]  # type: ignore[attr-defined]

    def chosen(self) -> int | None:
        """The row number of whoever was chosen."""
        person = agencies.practitioner(self.cleaned_data["practitioner"])
        return person.pk if person else None


class LeadForm(PersonForm):
    """Who is asked to lead, and what the family thinks."""

    family_asked = forms.ChoiceField(
        label="Did the family say whom they would like?", widget=Radios,
        choices=[(YES, "Yes, we asked them"), (NO, "No")],
    )  # fmt: skip
    family_view = forms.CharField(
        label="What they said, or why they were not asked", required=False, max_length=1000,
        widget=AREA(attrs={"rows": 3}),
    )  # fmt: skip


class HandoverForm(LeadForm):
    """The same, with what the next lead should know and when all three meet."""

    note = forms.CharField(
        label="What should the next lead know?", required=False, max_length=5000, widget=AREA(attrs={"rows": 6}),
        help_text="What works with this family, what is agreed, what is still open. The family may read it.",
    )  # fmt: skip
    meet_on = DayMonthYear(label="When do you, the next lead and the family meet?", required=False)
    why_not_meeting = forms.CharField(
        label="If you cannot meet, why not?", required=False, max_length=1000, widget=AREA(attrs={"rows": 2})
    )
    field_order = ("practitioner", "family_asked", "family_view", "note", "meet_on", "why_not_meeting")

    def handover(self) -> Handover:
        """What is handed over."""
        typed = self.cleaned_data
        return Handover(
            self.chosen() or 0, note=typed["note"], meet_on=typed["meet_on"],
            why_not_meeting=typed["why_not_meeting"],
        )  # fmt: skip


class CoverForm(PersonForm):
    """Who stands in while the lead is away, and for how long."""

    practitioner = forms.ChoiceField(label="Who covers?")
    starts_on = DayMonthYear(label="From", required=False)
    ends_on = DayMonthYear(label="Until (the last day)", required=False)
    because = forms.CharField(
        label="Anything the family should be told?", required=False, max_length=1000,
        widget=AREA(attrs={"rows": 2}),
    )  # fmt: skip

    def wish(self) -> CoverWish:
        """The cover that is asked for."""
        typed = self.cleaned_data
        return CoverWish(self.chosen() or 0, typed["starts_on"], typed["ends_on"], typed["because"])


class ProtectionLeadForm(PersonForm):
    """The social worker who leads on protection, and since when."""

    practitioner = forms.ChoiceField(label="Who leads on protection?")
    starts_on = DayMonthYear(label="Since when?", required=False)


class AcceptForm(Form):
    """That one's manager knows."""

    manager_knows = forms.BooleanField(label="My manager knows that I lead for this family", required=False)
    manager = forms.CharField(label="Your manager’s name", required=False, max_length=200)


class ReasonForm(Form):
    """A reason in a few words."""

    because = forms.CharField(label="Why?", required=False, max_length=2000, widget=AREA(attrs={"rows": 3}))


class WorryForm(Form):
    """What worries somebody, and how soon somebody should act. Nothing else is needed."""

    what = forms.CharField(
        label="What worries you?", required=False, strip=False, widget=AREA(attrs={"rows": 5})
    )
    nearness = forms.ChoiceField(
        label="How soon should somebody act?", required=False, widget=Radios,
        choices=[(near.value, words) for near, words in NEARNESS_WORDS.items()],
    )  # fmt: skip
    done_already = forms.CharField(
        label="What have you done already, and whom have you spoken to?", required=False,
        widget=AREA(attrs={"rows": 3}),
    )  # fmt: skip
    family_knows = forms.CharField(
        label="Does the family know that you are telling somebody?", required=False,
        widget=AREA(attrs={"rows": 2}),
    )  # fmt: skip
    telephone = forms.CharField(
        label="A number on which you can be reached in the next hours", required=False, max_length=40
    )

    def told(self) -> Told:
        """What was written."""
        typed = self.cleaned_data
        return Told(
            what=typed["what"], done_already=typed["done_already"], nearness=typed["nearness"],
            family_knows=typed["family_knows"],
        )  # fmt: skip


class AnswerForm(Form):
    """What the person who was worried may know."""

    answer = forms.CharField(
        label="What may they know?", required=False, max_length=5000, widget=AREA(attrs={"rows": 4})
    )


def people_of(agency_ids: Iterable[int], *, on: date) -> list[tuple[str, str]]:
    """Everybody in post at some agencies, for a list to choose from."""
    return [
        (row.ref, f"{row.name}, {row.role}, {row.agency.name}")
        for agency_id in sorted(set(agency_ids))
        for row in agencies.practitioners(agency_id, on=on)
    ]


def renew_version(form: Form, version: int) -> None:
    """Let a form that met somebody else's change be sent again, once both texts have been seen."""
    data: Any = form.data
    renewed = data.copy()
    renewed["version"] = str(version)
    form.data = renewed
