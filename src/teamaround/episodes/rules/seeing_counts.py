"""Who sees what of the counts."""

from __future__ import annotations

from collections.abc import Set

from teamaround.accounts.rules import Duty
from teamaround.sharing.rules import ANY_CHILD_DUTY


def sees_aggregates_only(duties: Set[Duty]) -> bool:
    """Whether somebody never sees a child: small numbers are kept back, and nothing opens (R25)."""
    return not duties & ANY_CHILD_DUTY


def may_set_cycle(duties: Set[Duty]) -> bool:
    """Whether somebody says how often teams look again: who sees the counts and works on plans."""
    return Duty.SEE_COUNTS in duties and Duty.WRITE_ASSESSMENTS in duties
