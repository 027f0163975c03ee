"""The one decision: may this viewer do this to this child? Facts in, decision out.

`queries.within_reach` says the same in SQL; a proof compares the two on generated worlds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from teamaround.accounts.rules import Duty


class Act(StrEnum):
    """What may be done with what is known of a child."""

    SEE_INDEX_ENTRY = "see-index-entry"
    SEE_HIDDEN_DETAILS = "see-hidden-details"
    CHANGE_IDENTITY = "change-identity"
    RECORD_INVOLVEMENT = "record-involvement"
    SEE_CONTENT = "see-content"
    CONTRIBUTE = "contribute"


class ReachKind(StrEnum):
    """How an agency comes to a child."""

    INVOLVED = "involved"
    CONTENT = "content"


class OverrideKind(StrEnum):
    """What an override opens, for one person, for one child, for a few minutes."""

    HIDDEN_DETAILS = "hidden-details"
    CONTENT = "content"


OVERRIDE_MINUTES = 15


@dataclass(frozen=True)
class ViewerFacts:
    """Who asks."""

    agency_id: int
    authority_id: int
    duties: frozenset[Duty]


@dataclass(frozen=True)
class ChildFacts:
    """What stands between this viewer and this child, at the moment of asking."""

    authority_id: int
    is_shielded: bool = False
    is_sealed: bool = False
    agency_is_involved: bool = False
    agency_may_see_content: bool = False
    hidden_details_opened: bool = False
    content_opened: bool = False


@dataclass(frozen=True)
class Decision:
    """Yes or no, the reason in words, and the clause that decided."""

    allowed: bool
    because: str
    clause: str


@dataclass(frozen=True)
class Clause:
    """One line of the table: a condition, in words and as a test."""

    name: str
    words: str
    holds: Callable[[ViewerFacts, ChildFacts], bool]


ANY_CHILD_DUTY = frozenset(
    {
        Duty.FIND_CHILDREN, Duty.REGISTER_CHILDREN, Duty.RECORD_INVOLVEMENT,
        Duty.WRITE_ASSESSMENTS, Duty.RECEIVE_WORRIES, Duty.OVERRIDE_SHIELDS, Duty.INDEX_TEAM,
        Duty.IMPORT_FILES,
    }
)  # fmt: skip


def _keeps_index(viewer: ViewerFacts, child: ChildFacts) -> bool:
    return Duty.INDEX_TEAM in viewer.duties and viewer.authority_id == child.authority_id


KNOWN = Clause(
    "in-reach",
    "The child belongs to your authority or your agency is involved, and you have a duty to children.",
    lambda viewer, child: (
        bool(viewer.duties & ANY_CHILD_DUTY)
        and (viewer.authority_id == child.authority_id or child.agency_is_involved)
    ),
)
NOT_SEALED = Clause(
    "not-sealed",
    "The record is not an earlier identity that was sealed; only the index team keeps those.",
    lambda viewer, child: not child.is_sealed or _keeps_index(viewer, child),
)
NOT_HIDDEN = Clause(
    "not-shielded",
    "The child is not shielded; or you keep the index; or you opened the hidden details, giving a reason.",
    lambda viewer, child: not child.is_shielded or child.hidden_details_opened or _keeps_index(viewer, child),
)
REGISTERS = Clause(
    "registers-children",
    "Your duty is to register children and correct particulars, or to keep the index.",
    lambda viewer, child: bool(viewer.duties & {Duty.REGISTER_CHILDREN, Duty.INDEX_TEAM}),
)
KEEPS_IF_SHIELDED = Clause(
    "shielded-by-index-team",
    "Particulars of a shielded child are changed by the index team alone.",
    lambda viewer, child: not child.is_shielded or _keeps_index(viewer, child),
)
RECORDS = Clause(
    "records-involvement",
    "Your duty is to record your agency's involvement, or to keep the index.",
    lambda viewer, child: bool(viewer.duties & {Duty.RECORD_INVOLVEMENT, Duty.INDEX_TEAM}),
)
READS_CONTENT = Clause(
    "writes-assessments",
    "Your duty is to write assessments or to receive worries.",
    lambda viewer, child: bool(viewer.duties & {Duty.WRITE_ASSESSMENTS, Duty.RECEIVE_WORRIES}),
)
AGREED = Clause(
    "agreed",
    "The family agreed that your agency may see it, or you opened it for safeguarding, giving a reason.",
    lambda viewer, child: child.agency_may_see_content or child.content_opened,
)
WRITES = Clause(
    "writes",
    "Your duty is to write assessments.",
    lambda viewer, child: Duty.WRITE_ASSESSMENTS in viewer.duties,
)
AGREED_TO_WRITE = Clause(
    "agreed-agency",
    "The family agreed that your agency takes part.",
    lambda viewer, child: child.agency_may_see_content,
)

PERMISSIONS: Mapping[Act, tuple[Clause, ...]] = {
    Act.SEE_INDEX_ENTRY: (KNOWN, NOT_SEALED),
    Act.SEE_HIDDEN_DETAILS: (KNOWN, NOT_SEALED, NOT_HIDDEN),
    Act.CHANGE_IDENTITY: (KNOWN, NOT_SEALED, REGISTERS, KEEPS_IF_SHIELDED),
    Act.RECORD_INVOLVEMENT: (KNOWN, NOT_SEALED, RECORDS),
    Act.SEE_CONTENT: (KNOWN, NOT_SEALED, READS_CONTENT, AGREED),
    Act.CONTRIBUTE: (KNOWN, NOT_SEALED, WRITES, AGREED_TO_WRITE),
}
ACT_WORDS = {
    Act.SEE_INDEX_ENTRY: "Find a child and see the index entry",
    Act.SEE_HIDDEN_DETAILS: "See address, telephone, school, GP and services",
    Act.CHANGE_IDENTITY: "Correct names, dates, addresses and identifiers",
    Act.RECORD_INVOLVEMENT: "Record that your agency is involved",
    Act.SEE_CONTENT: "Read the common assessment, the plan and what is agreed",
    Act.CONTRIBUTE: "Write in the common assessment",
}
HIDES_EXISTENCE = frozenset({KNOWN.name, NOT_SEALED.name})


def may(viewer: ViewerFacts, act: Act, child: ChildFacts) -> Decision:
    """Decide one question; the first clause that fails is the reason."""
    for clause in PERMISSIONS[act]:
        if not clause.holds(viewer, child):
            return Decision(False, f"Needed: {clause.words}", clause.name)
    last = PERMISSIONS[act][-1]
    return Decision(True, last.words, last.name)
