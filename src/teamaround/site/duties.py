"""Who may do what, and why, told from the rules themselves: as a page and as a document."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from teamaround.accounts.rules import DUTY_WORDS
from teamaround.sharing.rules import ACT_WORDS, HIDES_EXISTENCE, OVERRIDE_MINUTES, PERMISSIONS

DOCUMENT = Path("docs") / "reference" / "duties.md"


@dataclass(frozen=True)
class Need:
    """One thing that must hold."""

    words: str
    clause: str
    hides: bool


@dataclass(frozen=True)
class Permission:
    """One thing that may be done with what is known of a child, and all that must hold for it."""

    act: str
    words: str
    needs: tuple[Need, ...]


def permissions() -> list[Permission]:
    """The table of `sharing.rules`, in words."""
    return [
        Permission(
            act.value, ACT_WORDS[act],
            tuple(Need(clause.words, clause.name, clause.name in HIDES_EXISTENCE) for clause in clauses),
        )
        for act, clauses in PERMISSIONS.items()
    ]  # fmt: skip


def duties() -> list[tuple[str, str]]:
    """Every duty by its name, with what it is for."""
    return [(duty.value, words) for duty, words in DUTY_WORDS.items()]


NOTES = (
    "Everything in a row must hold. Where one thing does not, the answer is no, and says which.",
    "Where a need is marked “or the child is not there”, the answer is the same as for a child who does not exist.",
    f"What somebody opens, giving a reason, stays open for {OVERRIDE_MINUTES} minutes or until they leave the child’s pages; "
    "the index team is told at once, and somebody other than the opener looks into it.",
    "Every look and every act is written into the audit before anything is shown.",
)


def document() -> str:
    """The same as Markdown, for `docs/reference`."""
    lines = [
        "# Who may do what, and why",
        "",
        "Written by `teamaround docs` from the rules in `src/teamaround/sharing/rules.py`; change it there.",
        "",
        *(f"- {note}" for note in NOTES),
        "",
        "| To | All of this must hold | Rule |",
        "| --- | --- | --- |",
    ]
    for permission in permissions():
        for place, need in enumerate(permission.needs):
            first = permission.words if place == 0 else ""
            words = need.words + (" *Or the child is not there.*" if need.hides else "")
            lines.append(f"| {first} | {words} | `{need.clause}` |")
    lines += ["", "## Duties", "", "| Duty | What for |", "| --- | --- |"]
    lines += [f"| `{name}` | {words} |" for name, words in duties()]
    return "\n".join(lines) + "\n"
