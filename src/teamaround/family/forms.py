"""What the pages about a family's links, and the family's own pages, ask for."""

from __future__ import annotations

from typing import Any

from django import forms

from teamaround.design.forms import DayMonthYear, Form, Radios

from .rules import ABOUT_WORDS, LONGEST, About
from .services import FamilyWish

YOUNG_PERSON = "young-person"
EMAIL = forms.TextInput(attrs={"type": "email"})


class InviteForm(Form):
    """Who of the family, where the link goes, and that somebody thought whether it is safe."""

    who = forms.ChoiceField(label="Who?", widget=Radios)
    name = forms.CharField(label="Their name", max_length=200, help_text="Stands on their own page.")
    called = forms.CharField(label="What their page calls the child", max_length=60)
    email = forms.EmailField(
        label="Their e-mail address", max_length=200, widget=EMAIL,
        help_text="An address that only they read. The link and a code go there.",
    )  # fmt: skip
    until = DayMonthYear(label="Until when?", required=False, help_text="Within 60 days. Blank: two weeks.")
    shows_place = forms.BooleanField(
        label="They may see where we meet", required=False,
        help_text="Leave this blank if a meeting is at somebody’s home.",
    )  # fmt: skip
    is_safe = forms.BooleanField(
        label="I have read the plan as they would read it, and it is safe that they see it", required=False
    )

    def __init__(
        self,
        *args: Any,
        people: list[tuple[str, str]],
        hides_place: bool,
        only_looks: bool = False,
        **options: Any,
    ) -> None:
        """`only_looks`: they are not invited yet, so no address is asked for."""
        super().__init__(*args, **options)
        self.fields["email"].required = not only_looks
        self.fields["who"].choices = people  # type: ignore[attr-defined]
        if hides_place:
            del self.fields["shows_place"]

    def wish(self) -> FamilyWish:
        """Who was chosen, and what goes to them."""
        typed = dict(self.cleaned_data)
        who = typed.pop("who")
        return FamilyWish(carer_id=None if who == YOUNG_PERSON else int(who), **typed)


class AgainForm(Form):
    """A new link, to another address if the first was wrong."""

    email = forms.EmailField(label="E-mail address", max_length=200, widget=EMAIL)
    until = DayMonthYear(label="Until when?", required=False, help_text="Within 60 days. Blank: two weeks.")


class AnswerForm(Form):
    """An answer, for them alone; blank only marks it as read."""

    answer = forms.CharField(
        label="Your answer", required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="They see it on their page, with your name. You may leave it blank.",
    )  # fmt: skip


class SayForm(Form):
    """What somebody of the family wants to say."""

    about = forms.ChoiceField(
        label="What is it about?", widget=Radios,
        choices=[(one.value, words) for one, words in ABOUT_WORDS.items() if one is not About.SHARING],
    )  # fmt: skip
    text = forms.CharField(
        label="What do you want to say?", max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 5})
    )


class SayNoForm(Form):
    """Why, if they like; nobody has to."""

    because = forms.CharField(
        label="You can say why. You do not have to.", required=False, max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
