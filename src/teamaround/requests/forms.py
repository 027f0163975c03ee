"""What the pages of requests ask for."""

from __future__ import annotations

from typing import Any

from django import forms

from teamaround.design.forms import DayMonthYear, Form, Radios
from teamaround.directory import queries as directory
from teamaround.directory.rules import needs
from teamaround.directory.rules.asking import METRES_IN_A_MILE, USUAL_MILES, Ground, Wanted, chosen
from teamaround.kernel import postcodes
from teamaround.kernel.refusal import Refusal

from .rules.asking import BECAUSE_WORDS, LONGEST, OUTCOME_WORDS, Wish
from .services.asking import ByLink

ANY = ("", "Any")
MILES = {"3": "3 miles", "5": "5 miles", "10": "10 miles", "20": "20 miles"}


def _words(label: str, *, rows: int = 3, hint: str = "", required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": rows}), help_text=hint,
        required=required,
    )  # fmt: skip


class SearchForm(Form):
    """What is looked for, for one child. It is sent in the page and never stands in an address."""

    q = forms.CharField(
        label="What would help?", max_length=200, required=False,
        help_text="In plain words, such as “sleep” or “trouble with reading”. No names.",
    )  # fmt: skip
    need = forms.ChoiceField(label="Kind of help", required=False)
    age = forms.IntegerField(label="Age", min_value=0, max_value=25, required=False)
    place = forms.CharField(label="Near the postcode", max_length=10, required=False)
    miles = forms.ChoiceField(label="How far", choices=list(MILES.items()), required=False)
    send = forms.ChoiceField(label="For a special need or disability", required=False)
    room = forms.BooleanField(label="Only those that say there is room", required=False)

    ground: Ground | None = None

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, taxonomy in (("need", needs.NEEDS), ("send", needs.SEND)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [ANY, *((term.code, term.name) for term in needs.terms(taxonomy))]

    def clean_place(self) -> str:
        """Refuse what is no postcode, and one that nobody here knows."""
        text = str(self.cleaned_data["place"])
        try:
            self.ground = directory.ground_asked(text)
        except Refusal as refusal:
            raise forms.ValidationError(refusal.sentence) from None
        return postcodes.tidy(text) if self.ground else ""

    def wanted(self) -> Wanted:
        """The same in the words of the directory's rules."""
        told = self.cleaned_data
        return Wanted(
            words=told["q"], needs=chosen(told["need"]), send=chosen(told["send"]), minimum_age=told["age"],
            maximum_age=told["age"], ground=self.ground, has_room=told["room"],
            metres=float(told["miles"] or USUAL_MILES) * METRES_IN_A_MILE if self.ground else None,
        )  # fmt: skip


class AskForm(Form):
    """What a service is asked and told."""

    what = _words("What do you ask them to do?", hint="For example: two sessions on sleep, at home.")
    told = _words(
        "What may they know?", rows=5,
        hint="Only what they need in order to answer. They see nothing else of the record.",
    )  # fmt: skip
    called = forms.CharField(
        label="The name by which they know the child", max_length=80, required=False,
        help_text="As much of it as the family agreed to.",
    )  # fmt: skip
    reach = forms.CharField(
        label="How does the family want to be reached?", max_length=300, required=False,
        help_text="For example: ring Mira on 01632 960001, after four.",
    )  # fmt: skip
    telephone = forms.CharField(
        label="Your telephone, if they have a question", max_length=30, required=False
    )
    email = forms.EmailField(
        label="E-mail address at the service", max_length=200, required=False,
        widget=forms.TextInput(attrs={"type": "email"}),
        help_text="Nobody of this service signs in here. They get a link that opens this request alone, after a code.",
    )  # fmt: skip
    family_agrees = forms.BooleanField(
        label="I asked the family, and they agree that this service is asked and told this", required=False
    )
    agreed_in_words = _words("Who agreed, and how did they tell you?", rows=2, required=False)

    def __init__(self, *args: Any, by_link: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not by_link:
            del self.fields["email"]

    def wish(self) -> Wish:
        """What was written, for the rules."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "email"}
        return Wish(**told)

    def by_link(self, *, site: str) -> ByLink:
        """Where a link would go."""
        return ByLink(email=self.cleaned_data.get("email", ""), site=site)


class SignpostForm(Form):
    """That a family was told about a service."""

    what = _words("What did you tell them it could help with?", rows=2, required=False)


class AcceptForm(Form):
    """Yes."""

    words = _words("What happens next?", hint="For example: Jo rings the family this week.", required=False)
    begins_on = DayMonthYear(label="When does it begin?", required=False)


class DeclineForm(Form):
    """No, and why."""

    because = forms.ChoiceField(
        label="Why not?", choices=[(kind.value, words) for kind, words in BECAUSE_WORDS.items()], widget=Radios
    )  # fmt: skip
    words = _words("A few words for whoever asked", hint="What could the family try instead?", required=False)


class BeginForm(Form):
    """The day on which it began."""

    started_on = DayMonthYear(label="When did it begin?")


class EndForm(Form):
    """What came of it."""

    outcome = forms.ChoiceField(
        label="What came of it?", choices=[(kind.value, words) for kind, words in OUTCOME_WORDS.items()],
        widget=Radios,
    )  # fmt: skip
    words = _words("In a few words", hint="As the family would say it.", required=False)


class LinkForm(Form):
    """A new link, to another address if the first was wrong."""

    email = forms.EmailField(
        label="E-mail address", max_length=200, widget=forms.TextInput(attrs={"type": "email"})
    )
