"""On what footing an agency may know what is shared with it: the lawful basis, apart from the agreement.

A family's agreement to take part is not the lawful basis of sharing: public bodies act in
their public task (UK GDPR Article 6(1)(e), with the Children Act 2004, sections 10 and 11),
voluntary bodies in a legitimate interest (Article 6(1)(f)). A partnership's data protection
officer confirms the table for each authority.
"""

from __future__ import annotations

from dataclasses import dataclass

from teamaround.agencies.rules import AgencyKind


@dataclass(frozen=True)
class Basis:
    """A lawful basis in plain words, and where the law says so."""

    words: str
    law: str


PUBLIC_TASK = Basis(
    "It is this body’s public task to look after the welfare of children.",
    "UK GDPR Article 6(1)(e); Children Act 2004, sections 10 and 11",
)
HEALTH_CARE = Basis(
    "It is this body’s public task, and part of giving health care.",
    "UK GDPR Articles 6(1)(e) and 9(2)(h); Children Act 2004, sections 10 and 11",
)
LEGITIMATE_INTEREST = Basis(
    "It has a fair reason to know: it helps this family because they asked it to.",
    "UK GDPR Article 6(1)(f)",
)
IN_HEALTH = frozenset(
    {AgencyKind.HEALTH_VISITING, AgencyKind.GP_PRACTICE, AgencyKind.CAMHS, AgencyKind.HOSPITAL}
)


def basis_for(kind: str) -> Basis:
    """The lawful basis on which a kind of agency receives what a family agreed to share."""
    if kind in IN_HEALTH:
        return HEALTH_CARE
    return LEGITIMATE_INTEREST if kind == AgencyKind.VOLUNTARY else PUBLIC_TASK
