"""Duties, and when an account may be used."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Duty(StrEnum):
    """What somebody is there to do; access follows duties, not job titles."""

    FIND_CHILDREN = "find-children"
    REGISTER_CHILDREN = "register-children"
    RECORD_INVOLVEMENT = "record-involvement"
    WRITE_ASSESSMENTS = "write-assessments"
    RECEIVE_WORRIES = "receive-worries"
    OVERRIDE_SHIELDS = "override-shields"
    INDEX_TEAM = "index-team"
    IMPORT_FILES = "import-files"
    READ_AUDIT = "read-audit"
    MANAGE_ACCOUNTS = "manage-accounts"
    SEE_COUNTS = "see-counts"
    KEEP_DIRECTORY = "keep-directory"
    KEEP_PLANS = "keep-plans"


DUTY_WORDS = {
    Duty.FIND_CHILDREN: "Find a child in the index and see who is involved",
    Duty.REGISTER_CHILDREN: "Register a child who is not in the index, and correct particulars",
    Duty.RECORD_INVOLVEMENT: "Record that their own agency is involved with a child",
    Duty.WRITE_ASSESSMENTS: "Start, write and contribute to a common assessment, and lead",
    Duty.RECEIVE_WORRIES: "Receive worries about a child at the safeguarding front door",
    Duty.OVERRIDE_SHIELDS: "Open the hidden details of a shielded child, giving a reason",
    Duty.INDEX_TEAM: "Keep the index: shields, pairs to review, quarantine, sensitive services",
    Duty.IMPORT_FILES: "Import their agency's files",
    Duty.READ_AUDIT: "Read the audit as information-governance officer",
    Duty.MANAGE_ACCOUNTS: "Create and end accounts, and grant duties",
    Duty.SEE_COUNTS: "See counts only, never a child",
    Duty.KEEP_DIRECTORY: "Keep the directory of services: decide about changes, check entries",
    Duty.KEEP_PLANS: "Keep bodies and posts, reviews and action plans, and freeze the month",
}


@dataclass(frozen=True)
class Viewer:
    """Whoever is asking, in the request at hand."""

    account_id: int
    account_ref: str
    name: str
    practitioner_id: int | None
    agency_id: int
    agency_name: str
    agency_kind: str
    authority_id: int
    duties: frozenset[Duty] = field(default_factory=frozenset)
    source: str = ""
    request_id: str = ""
    purpose: str = ""
    on_behalf_of: str = ""  # the person behind a service account, as the service names them
    by_link: str = ""  # the invitation by which a guest came; they have no duties

    def can(self, duty: Duty) -> bool:
        """Whether this duty is theirs today."""
        return duty in self.duties


def setting_up() -> Viewer:
    """Whoever sets an installation up on the command line, before anybody has an account."""
    return Viewer(
        account_id=0, account_ref="U-SETUP", name="Setting up", practitioner_id=None, agency_id=0,
        agency_name="This installation", agency_kind="", authority_id=0,
        duties=frozenset({Duty.MANAGE_ACCOUNTS}), source="command line",
    )  # fmt: skip


def passer_by(*, source: str = "", request_id: str = "") -> Viewer:
    """Somebody who has no account and says something on a page for everybody; nobody knows who."""
    return Viewer(
        account_id=0, account_ref="U-ANYBODY", name="Somebody", practitioner_id=None, agency_id=0,
        agency_name="", agency_kind="", authority_id=0, source=source, request_id=request_id,
    )  # fmt: skip


@dataclass(frozen=True)
class AccessFacts:
    """The dates on which an account's access hangs."""

    starts_on: date
    ends_on: date | None
    training_until: date | None
    vetted_until: date | None
    post_ended_on: date | None
    agency_ended_on: date | None
    is_service_account: bool = False


def why_no_access(facts: AccessFacts, *, today: date) -> str:
    """The sentence to show when access has ended or not begun; empty when it is good (R24)."""
    if today < facts.starts_on:
        return f"Your account starts on {_day(facts.starts_on)}."
    if _over(facts.ends_on, today):
        return "Your account has ended. Ask your administrator if this is wrong."
    if _over(facts.post_ended_on, today):
        return (
            "Your post at this agency has ended, so your access has too. Ask your manager if this is wrong."
        )
    if _over(facts.agency_ended_on, today):
        return "Your agency is no longer part of the partnership. Ask your administrator."
    if facts.is_service_account:
        return ""
    if facts.training_until is None or facts.training_until < today:
        return "Your training has run out. Complete it again and ask your administrator to record the date."
    if facts.vetted_until is None or facts.vetted_until < today:
        return "Your DBS check has run out. Ask your administrator to record the new one."
    return ""


def _over(last_day: date | None, today: date) -> bool:
    return last_day is not None and last_day < today


def _day(value: date) -> str:
    return f"{value.day} {value:%B %Y}"


class Purpose(StrEnum):
    """Why somebody looks; stated once and kept for the task at hand (R5)."""

    HELP = "help"
    ASSESS = "assess"
    WORRY = "worry"
    JOIN = "join"
    MOVE = "move"
    FAMILY_ASKED = "family-asked"
    QUALITY = "quality"
    TRY = "governance"


PURPOSE_WORDS = {
    Purpose.HELP: "I am working with this child or family",
    Purpose.ASSESS: "I am about to start or join a common assessment",
    Purpose.WORRY: "I am worried about this child's safety",
    Purpose.JOIN: "A child has joined my school, practice or service",
    Purpose.MOVE: "A family is moving in or out of the area",
    Purpose.FAMILY_ASKED: "The child or family asked me to look",
    Purpose.QUALITY: "I am correcting or checking the record",
    Purpose.TRY: "I am answering a question about how information is used",
}
PURPOSE_MINUTES = 60
