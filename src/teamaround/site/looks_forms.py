"""What the pages of the audit ask for."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms

from teamaround.accounts import queries as accounts
from teamaround.accounts.rules import Duty, Viewer
from teamaround.agencies import queries as agencies
from teamaround.audit.queries import Asked
from teamaround.audit.sentences import SENTENCES
from teamaround.design.forms import DayMonthYear, Form
from teamaround.kernel import clock, ids
from teamaround.people.references import numbers_behind
from teamaround.sharing import queries as sharing

MOST_PEOPLE = 50


class AuditForm(Form):
    """Whose looks, at whom, when; everything may be left empty."""

    child = forms.CharField(label="Child’s reference", required=False, max_length=20)
    person = forms.CharField(
        label="Name, e-mail address or reference of a person", required=False, max_length=100
    )
    agency = forms.ChoiceField(label="Agency", required=False)
    act = forms.ChoiceField(
        label="What they did", required=False,
        choices=[("", "Anything"), *((act, f"… {words}") for act, words in SENTENCES.items())],
    )  # fmt: skip
    since = DayMonthYear(label="From", required=False)
    until = DayMonthYear(label="To", required=False)

    def __init__(self, *args: Any, viewer: Viewer, **options: Any) -> None:
        super().__init__(*args, **options)
        self.viewer = viewer
        self.agencies = {
            row.ref: row for row in agencies.agencies() if row.authority_id == viewer.authority_id
        }
        self.fields["agency"].choices = [  # type: ignore[attr-defined]
            ("", "Any"), *((ref, row.name) for ref, row in self.agencies.items()),
        ]  # fmt: skip

    def clean_child(self) -> list[int]:
        """Row numbers behind the reference; one of another authority is not told from none."""
        ref = ids.tidy(self.cleaned_data["child"])
        if not ref:
            return []
        found = numbers_behind(ref)
        standing = sharing.standings(found)
        may = [number for number in found if number in standing and self._may_ask(standing[number])]
        if not may:
            raise forms.ValidationError("No child of your authority has this reference")
        return may

    def _may_ask(self, standing: Any) -> bool:
        is_own = standing.authority_id == self.viewer.authority_id
        return is_own and (not standing.is_sealed or self.viewer.can(Duty.INDEX_TEAM))

    def clean_person(self) -> list[int]:
        """Accounts that the words fit."""
        words = self.cleaned_data["person"].strip()
        if not words:
            return []
        by_ref = accounts.account(ids.tidy(words))
        if by_ref is not None:
            return [by_ref.pk]
        found = [row.pk for row in accounts.managers_list(words=words, guests_too=True)[: MOST_PEOPLE + 1]]
        if not found:
            raise forms.ValidationError("No account has this name, e-mail address or reference")
        if len(found) > MOST_PEOPLE:
            raise forms.ValidationError("Many accounts fit: write more of the name")
        return found

    def asked(self) -> Asked:
        """The question as the record understands it."""
        typed = self.cleaned_data
        chosen = self.agencies.get(typed["agency"])
        return Asked(
            children=tuple(typed["child"]), accounts=tuple(typed["person"]),
            agency=chosen.pk if chosen else None, acts=(typed["act"],) if typed["act"] else (),
            since=_midnight(typed["since"]),
            until=_midnight(typed["until"] + timedelta(days=1)) if typed["until"] else None,
        )  # fmt: skip


def _midnight(day: date | None) -> datetime | None:
    return datetime.combine(day, time(), tzinfo=clock.LONDON) if day else None
