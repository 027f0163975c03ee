"""What the pages of a report's recommendations ask for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from teamaround.design.forms import Form
from teamaround.kernel.refusal import Refusal

from ..reports.opening import Report, check_size, opened, pasted
from .reviews import RecommendationForm

LONGEST_PASTED = 400_000


class ReportForm(Form):
    """A report, as a file or as words."""

    file = forms.FileField(
        label="The report as a file", required=False, help_text="PDF or DOCX, at most 20 MB and 300 pages"
    )
    text = forms.CharField(
        label="Or its words, pasted", required=False, max_length=LONGEST_PASTED,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="The passage with the recommendations is enough",
    )  # fmt: skip

    def report(self) -> Report:
        """What was brought, read; Refusal says what to do when it cannot be."""
        file, text = self.cleaned_data["file"], self.cleaned_data["text"]
        if bool(file) == bool(text.strip()):
            raise Refusal("one-of-both", "Choose a file or paste its words, one of the two.", field="file")
        if not file:
            return pasted(text)
        check_size(file.size)
        file.seek(0)  # the page may be worked out again when two people meet in the database
        return opened(bytes(file.read()))


class ProposalForm(RecommendationForm):
    """A recommendation as it was recognised, to be put right where it is not as in the report."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, labels: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, others=(), **options)
        told = [(label, f"({label}) {words[:80]}") for label, words in labels]
        for name in ("within", "subject_to"):
            self.fields[name].choices = [("", "No"), *told]  # type: ignore[attr-defined]
