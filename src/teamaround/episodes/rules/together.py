"""Several children of one family with one team: who can join, and how one leaves."""

from __future__ import annotations

from dataclasses import dataclass

from teamaround.kernel.refusal import Refusal


@dataclass(frozen=True)
class Joining:
    """What is known of a child who is to join the work of a team."""

    is_of_family: bool  # a brother or sister, or another child of the household
    has_open_episode: bool  # of their own, or shared with somebody
    has_agreement: bool  # in force, for this child
    agency_agreed: bool  # and the asker's agency is within it


def check_can_join(joining: Joining) -> None:
    """One team for one family: each child with an agreement of their own (R11), and one plan at a time."""
    if not joining.is_of_family:
        raise Refusal(
            "not-family", "Choose a child of the same family. Others have a plan of their own.", field="child"
        )
    if joining.has_open_episode:
        raise Refusal(
            "has-plan", "This child has an open plan already. That one must end before they join this.",
            field="child",
        )  # fmt: skip
    if not joining.has_agreement:
        raise Refusal("agreement", "Record the family’s agreement for this child first.", field="child")
    if not joining.agency_agreed:
        raise Refusal(
            "not-agreed", "The family has not agreed that your agency takes part for this child. Ask them first.",
            field="child",
        )  # fmt: skip


def check_can_leave(*, is_first: bool, because: str) -> None:
    """The child with whom the work began stays until it ends; any other leaves with a reason."""
    if is_first:
        raise Refusal("first-child", "The work began with this child. End the work instead.")
    if not because.strip():
        raise Refusal("reason", "Say in a few words why.", field="because")
