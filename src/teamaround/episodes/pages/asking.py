"""Asking a family to agree, wherever that is asked: the form, and what was agreed."""

from __future__ import annotations

from typing import Any

from teamaround.accounts.door import PageRequest
from teamaround.kernel import ages
from teamaround.people import portraits

from ..forms import AgreementForm
from .agreeing import involved_with


class Asked:
    """The questions about one child, with what is known of those who may agree (R12)."""

    def __init__(self, http: PageRequest, child_id: int) -> None:
        portrait = portraits.portrait(http.viewer, child_id, at=http.now)
        self.responsible = [row.name for row in portrait.carers if row.has_parental_responsibility]
        born = portrait.face.born_on
        self._age = ages.age_on(born, http.today) if born else None
        only = self.responsible[0] if len(self.responsible) == 1 else ""
        self.form = AgreementForm(
            http.POST or None, involved=involved_with(http, child_id),
            initial={"given_on": http.today, "given_by": only},
        )  # fmt: skip

    def agreed(self) -> dict[str, Any]:
        """What was agreed, as the services take it."""
        typed = self.form.cleaned_data
        facts = self.form.facts(age=self._age, with_responsibility=self.responsible)
        return {
            "facts": facts, "how": self.form.how_given(), "not_to_share": typed["not_to_share"],
            "ask_again_on": typed["ask_again_on"],
        }  # fmt: skip
