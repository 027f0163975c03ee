"""Asking a family to agree, wherever that is asked: the form, and what was agreed."""

from __future__ import annotations

from typing import Any

from teamaround.accounts.door import PageRequest
from teamaround.agencies import queries as agencies
from teamaround.assessments import queries as assessments
from teamaround.index import queries as index
from teamaround.kernel import ages
from teamaround.people import portraits

from ..forms import NO, YES, AgreementForm


class Asked:
    """The questions about one child, with what is known of those who may agree (R12)."""

    def __init__(
        self, http: PageRequest, child_id: int, *, kept: Any = None, kind: type[AgreementForm] = AgreementForm
    ) -> None:
        portrait = portraits.portrait(http.viewer, child_id, at=http.now)
        self.responsible = [row.name for row in portrait.carers if row.has_parental_responsibility]
        born = portrait.face.born_on
        self._age = ages.age_on(born, http.today) if born else None
        only = self.responsible[0] if len(self.responsible) == 1 else ""
        self.form = kind(
            http.POST or None, involved=involved_with(http, child_id, kept=kept),
            initial=as_kept(kept) if kept else {"given_on": http.today, "given_by": only},
        )  # fmt: skip

    def agreed(self) -> dict[str, Any]:
        """What was agreed, as the services take it."""
        typed = self.form.cleaned_data
        facts = self.form.facts(age=self._age, with_responsibility=self.responsible)
        return {
            "facts": facts, "how": self.form.how_given(), "proof": self.form.proof(),
            "not_to_share": typed["not_to_share"],
            "ask_again_on": typed["ask_again_on"],
        }  # fmt: skip


def as_kept(kept: Any) -> dict[str, Any]:
    """An agreement as its form shows it, to be put right."""
    covered = [row.agency.ref for row in kept.scope.all() if row.ended_at is None]
    return {
        "standing": kept.standing, "given_by": kept.given_by, "competence_reason": kept.competence_reason,
        "given_on": kept.given_on, "how": kept.how, "may_store": YES if kept.may_store else NO,
        "may_share": YES if kept.may_share else NO, "agencies": covered, "version": kept.version,
        "not_to_share": kept.not_to_share, "ask_again_on": kept.ask_again_on, "witness": kept.witness,
        "witness_role": kept.witness_role, "kept_at": kept.kept_at,
    }  # fmt: skip


def involved_with(http: PageRequest, child_id: int, *, kept: Any = None) -> list[tuple[str, str]]:
    """Agencies that work with the child now, have offered to contribute or are agreed to, to tick."""
    ids = {
        row.agency_id
        for row in index.involvements(http.viewer, child_id, at=http.now)
        if row.agency_id is not None and (row.ends_on is None or row.ends_on >= http.today)
    }
    begun = assessments.open_one(child_id)
    if begun is not None:
        ids |= {begun.agency_id} | {
            row.agency_id for row in assessments.contributions(begun) if row.agency_id
        }
    if kept is not None:
        ids |= {row.agency_id for row in kept.scope.all() if row.ended_at is None}
    ids.discard(http.viewer.agency_id)
    return sorted(
        ((row.ref, row.name) for row in agencies.named_agencies(ids).values()), key=lambda row: row[1]
    )
