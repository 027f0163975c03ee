"""What the pages of plans ask for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from teamaround.design.forms import DayMonthYear, Form, Radios, refusals_on

from ..rules.planning import BEHIND_WORDS
from ..rules.sheets import read
from .boxes import box

Pairs = Iterable[tuple[str, str]]


class PlanForm(Form):
    """A plan that answers a review."""

    title = forms.CharField(label="Title", max_length=300)
    outside_approver = forms.CharField(
        label="Who outside must approve amendments, if anybody?", required=False, max_length=200
    )


class ActionForm(Form):
    """What an action says. Boxes for lists take one on each line."""

    words = box("What will be done")
    starts_on = DayMonthYear(label="Begins on", required=False)
    due_on = DayMonthYear(label="Done by", required=False)
    partners = box("Partner agencies. One on each line", required=False)
    milestones = box("Milestones. A day and what is reached then, one on each line", required=False,
                       help_text="Such as 2027-01-31 the first two areas have begun. Write (reached) at the end when it is.")  # fmt: skip
    fte = forms.CharField(label="Full-time posts that it takes", required=False, max_length=10)
    money = forms.CharField(label="Money that it takes, in pounds", required=False, max_length=20)
    source = forms.CharField(label="Where the money comes from", required=False, max_length=300)
    contingent_on = forms.CharField(label="Decision on which all this hangs", required=False, max_length=300)
    measure = forms.CharField(
        label="How will we know that it made a difference?", required=False, max_length=500
    )
    baseline = forms.CharField(label="How is it now?", required=False, max_length=300)
    target = forms.CharField(label="What do we aim for?", required=False, max_length=300)
    measured_on = DayMonthYear(label="Measured on", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        """Lists and numbers as rules keep them; what cannot be read is said beside its box."""
        typed = super().clean() or {}
        for name in ("partners", "milestones", "fte", "money"):
            with refusals_on(self):
                typed[name] = read(name, str(typed.get(name) or ""))
        return typed


class OwnedForm(ActionForm):
    """What an action says, and which post and person answer for it."""

    post = forms.ChoiceField(label="Post that answers for it", required=False)
    owner_email = forms.EmailField(
        label="E-mail address of whoever writes its updates", required=False, max_length=254
    )

    def __init__(self, *args: Any, posts: Pairs, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["post"].choices = [("", "No post"), *posts]  # type: ignore[attr-defined]
        self.order_fields(["words", "post", "owner_email"])


class NewActionForm(OwnedForm):
    """An action for one of the recommendations."""

    label = forms.ChoiceField(label="Which recommendation does it answer?")

    def __init__(self, *args: Any, labels: Pairs, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["label"].choices = list(labels)  # type: ignore[attr-defined]
        self.order_fields(["label", "words", "post", "owner_email"])


class DecidedForm(OwnedForm):
    """An action that carries a decision out; its post is the one that was decided."""

    answers = forms.ChoiceField(label="Which recommendation of which plan does it answer?")
    approved = box("If the plan was agreed and somebody outside must approve: who did, when, and where is it written?", required=False)  # fmt: skip

    def __init__(self, *args: Any, answers: Pairs, **options: Any) -> None:
        super().__init__(*args, posts=(), **options)
        del self.fields["post"], self.fields["version"]
        self.fields["answers"].choices = [("", "Choose"), *answers]  # type: ignore[attr-defined]
        self.order_fields(["answers", "words", "owner_email"])


class AmendForm(ActionForm):
    """A change of what was agreed, and what stands behind it."""

    behind = forms.ChoiceField(
        label="What stands behind this change?", widget=Radios,
        choices=[(each.value, said) for each, said in BEHIND_WORDS.items()],
    )  # fmt: skip
    said = box("Which one, and where is it written?")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.order_fields(["words", "behind", "said"])


class MoveForm(Form):
    """Where a plan goes next, and what stands behind it."""

    said = box("Who agreed to it, when, and where is it written?")


class ConsultForm(MoveForm):
    """The plan goes out to consultation."""

    consulting_until = DayMonthYear(label="People are asked until")


class ReplyForm(Form):
    """What the outside approver says."""

    reply = forms.ChoiceField(
        label="What do they say?",
        widget=Radios,
        choices=[("approve", "They approve it"), ("refuse", "They refuse it")],
    )
    said = box("Who answered, when, and where is it written?")


class SheetForm(Form):
    """A file with the plan's actions."""

    file = forms.FileField(label="The file, as CSV or XLSX")


class WatchForm(Form):
    """Somebody from outside who may read the plan."""

    email = forms.EmailField(label="E-mail address of their account", max_length=254)
    starts_on = DayMonthYear(label="From")
    ends_on = DayMonthYear(label="Until, if it is known", required=False)
