"""What the pages of the forward plan and of papers ask for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from teamaround.design.forms import DayMonthYear, Form, Radios

from ..rules.exempt import PARAGRAPHS
from ..rules.templates import Kind, Part

LONG, LINE = 60_000, 1_000
Pairs = Iterable[tuple[str, str]]


class ItemForm(Form):
    """Something that is to come before a body."""

    body = forms.ChoiceField(label="Body")
    title = forms.CharField(label="What is it about?", max_length=300)
    meeting_on = DayMonthYear(label="Day of the meeting, if it is known", required=False)

    def __init__(self, *args: Any, bodies: Pairs, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["body"].choices = list(bodies)  # type: ignore[attr-defined]


class MeetingForm(Form):
    """The day of a meeting."""

    meeting_on = DayMonthYear(label="Day of the meeting")


class BeginForm(Form):
    """With which template a paper begins."""

    template = forms.ChoiceField(label="Template", widget=Radios)

    def __init__(self, *args: Any, templates: Pairs, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["template"].choices = list(templates)  # type: ignore[attr-defined]


class PartForm(Form):
    """The words of one part, beginning from the version that one has seen."""

    words = forms.CharField(required=False, max_length=LONG)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, part: Part, **options: Any) -> None:
        super().__init__(*args, **options)
        words = self.fields["words"]
        words.label, words.help_text = part.heading, part.help
        if part.kind in (Kind.TITLE, Kind.LINE):
            words.widget = forms.TextInput()
        else:
            words.widget = forms.Textarea(attrs={"rows": 20 if part.kind is Kind.WORDS else 8})


class WithholdForm(Form):
    """Why a part is not public."""

    paragraph = forms.TypedChoiceField(
        label="Under which paragraph of the Schedule?", widget=Radios, coerce=int,
        choices=[(number, f"{number}. {words}") for number, words in PARAGRAPHS.items()],
    )  # fmt: skip
    because = forms.CharField(
        label="Why does keeping it back serve the public better than publishing it?", max_length=LINE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class FillForm(Form):
    """What a part is to be made from, as it was known on a day."""

    source = forms.ChoiceField(label="What is it to be made from?", widget=Radios)
    as_at = DayMonthYear(
        label="As it was known at the end of this day. Leave it empty for now", required=False
    )

    def __init__(self, *args: Any, sources: Pairs, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["source"].choices = list(sources)  # type: ignore[attr-defined]


class CommentForm(Form):
    """What somebody says of a part."""

    words = forms.CharField(label="Your comment", max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))


class AnswerForm(Form):
    """An answer to a comment, and whether it is settled."""

    words = forms.CharField(
        label="Answer", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    settled = forms.BooleanField(label="It is settled", required=False)


class OfficeForm(Form):
    """Which post signs off for an office."""

    post = forms.TypedChoiceField(label="Post that signs it off", coerce=int)

    def __init__(self, *args: Any, posts: Pairs, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["post"].choices = list(posts)  # type: ignore[attr-defined]


class SignForm(Form):
    """A sign-off; `said` when it was given elsewhere."""

    said = forms.CharField(
        label="If you note it for somebody else: where is it written?", required=False, max_length=LINE
    )


class PublishForm(Form):
    """Publication; a correction says what was wrong."""

    sure = forms.BooleanField(label="I have read the public version: it may be published as it is")


class CorrectForm(PublishForm):
    """Publication of a correction."""

    reason = forms.CharField(
        label="What was wrong? The public reads this",
        max_length=LINE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
