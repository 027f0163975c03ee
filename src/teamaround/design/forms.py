"""Forms of every page: plain Django fields with messages that say what to do.

Templates show them with `{{ field(form, "name") }}`; see controls.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django import forms

from teamaround.design.dates import DayMonthYear, PartDate, ThreeBoxes
from teamaround.kernel.refusal import Refusal

__all__ = [
    "Checkboxes",
    "DayMonthYear",
    "Form",
    "PartDate",
    "Radios",
    "ThreeBoxes",
    "refusals_on",
]


class Radios(forms.RadioSelect):
    """One of a few; `hints` explains a choice beneath it."""

    def __init__(self, *args: Any, hints: Mapping[str, str] | None = None, **options: Any) -> None:
        self.hints = dict(hints or {})
        super().__init__(*args, **options)


class Checkboxes(forms.CheckboxSelectMultiple):
    """Any of a few; `hints` explains a choice beneath it."""

    def __init__(self, *args: Any, hints: Mapping[str, str] | None = None, **options: Any) -> None:
        self.hints = dict(hints or {})
        super().__init__(*args, **options)


class Form(forms.Form):
    """A form whose messages name the field, and whose browser does not judge before we do.

    Two forms on one page need different ids: give the second `prefix` or `auto_id`.
    """

    use_required_attribute = False

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            label = str(field.label or name.replace("_", " ").capitalize())
            for code, sentence in _sentences(field, label).items():
                if field.error_messages.get(code) == _usual(field, code):
                    field.error_messages[code] = sentence


@contextmanager
def refusals_on(form: forms.BaseForm) -> Iterator[None]:
    """Put a refusal raised inside the block beside its field, or at the top of the form."""
    try:
        yield
    except Refusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)


def _sentences(field: forms.Field, label: str) -> dict[str, str]:
    """Our wording of what may be wrong with a field."""
    if label.endswith("?"):
        required = f"Answer “{label}”"
    else:
        verb = _verb(field)
        required = f"{verb} {label[:1].lower() + label[1:] if label[1:2].islower() else label}"
    choose = "Choose one of the answers in the list"
    said = {"required": required, "invalid_choice": choose, "invalid_list": choose, **NOT_AS_WRITTEN}
    for kind, words in IN_FULL.items():
        if isinstance(field, kind):
            said["invalid"] = words
    if isinstance(field, forms.CharField):
        said["max_length"] = (
            f"Shorten “{label}”: at most %(limit_value)d letters fit, and it has %(show_value)d"
        )
    return said


IN_FULL: dict[type[forms.Field], str] = {
    forms.EmailField: "Enter an e-mail address in full, such as name@example.org",
    forms.URLField: "Enter a web address in full, such as https://www.example.org",
}
NOT_AS_WRITTEN = {
    "null_characters_not_allowed": "A sign in it cannot be kept. Type it again instead of pasting it",
    "min_value": "Enter a number of at least %(limit_value)s",
    "max_value": "Enter a number of at most %(limit_value)s",
    "empty": "The file is empty. Choose another, or save it again first",
}


def _verb(field: forms.Field) -> str:
    if isinstance(field, forms.FileField | forms.ChoiceField):
        return "Choose"
    return "Confirm:" if isinstance(field, forms.BooleanField) else "Enter"


def _usual(field: forms.Field, code: str) -> object:
    """Django's own message, by which one given by the form's author is told apart."""
    for kind in type(field).__mro__:
        messages = vars(kind).get("default_error_messages", {})
        if code in messages:
            return messages[code]
    return None
