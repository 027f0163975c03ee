"""What a row says of a service's involvement: which service, who, from when to when, and on what basis (R9)."""

from __future__ import annotations

from datetime import date

from . import vocabulary
from .child_cells import LONGEST_LINE, LONGEST_NAME, telephone
from .fields import INVOLVEMENT, Field
from .reading import InvolvementAsRead
from .row_in_hand import RowInHand

_SAY_BASIS = "Write 'consent' or 'significant harm'. Without either the involvement must not be recorded: leave the row out."


def read(hand: RowInHand) -> InvolvementAsRead | None:
    """The involvement in a row, or None when its cells are empty; faults are left in the hand."""
    if not any(hand.text(wanted) for wanted in INVOLVEMENT):
        return None
    service, is_sensitive = _service(hand)
    basis = _basis(hand, is_sensitive=is_sensitive)
    starts_on, ends_on = _period(hand)
    return InvolvementAsRead(
        service=service,
        practitioner_name=hand.line(Field.PRACTITIONER_NAME, most=LONGEST_NAME),
        practitioner_email=_email(hand),
        practitioner_telephone=telephone(hand, Field.PRACTITIONER_TELEPHONE),
        starts_on=starts_on,
        ends_on=ends_on,
        reason=hand.line(Field.REASON, most=LONGEST_LINE),
        sensitive_basis=basis,
    )


def _service(hand: RowInHand) -> tuple[str, bool]:
    """The agency's service as the agency's own list spells it, and whether it is sensitive."""
    offered = {name.casefold(): name for name in hand.terms.services}
    text = hand.line(Field.SERVICE, most=LONGEST_LINE)
    if not text:
        return _only_service(hand, offered)
    name = offered.get(text.casefold())
    if name is None:
        known = ", ".join(offered.values()) or "none yet"
        hand.fault(
            Field.SERVICE,
            "is not a service of this agency",
            f"Its services are: {known}. Correct the spelling, or ask the index team to add the service.",
        )
        return text, False
    return name, hand.terms.services[name]


def _only_service(hand: RowInHand, offered: dict[str, str]) -> tuple[str, bool]:
    """With one service there is no doubt which is meant; with several the row has to say."""
    if len(offered) > 1:
        hand.fault(
            Field.SERVICE, "is empty", f"Say which service is involved: {', '.join(offered.values())}."
        )
    if len(offered) != 1:
        return "", False
    name = next(iter(offered.values()))
    return name, hand.terms.services[name]


def _basis(hand: RowInHand, *, is_sensitive: bool) -> str:
    """The basis for recording a sensitive service: consent, or reasonable cause to suspect significant harm (R9)."""
    text = hand.line(Field.SENSITIVE_BASIS, most=LONGEST_LINE)
    found = vocabulary.basis(text) if text else ""
    if is_sensitive and not found:
        says = (
            "does not say why this sensitive service may be recorded"
            if text
            else "is empty, but this service is sensitive"
        )
        hand.fault(Field.SENSITIVE_BASIS, says, _SAY_BASIS)
    return found if is_sensitive else ""


def _period(hand: RowInHand) -> tuple[date, date | None]:
    """First and last day; the first is needed and not in the future, the last not before it."""
    starts_on, ends_on = hand.date(Field.INVOLVED_FROM), hand.date(Field.INVOLVED_UNTIL)
    if starts_on is None:
        if not hand.text(Field.INVOLVED_FROM):
            hand.fault(Field.INVOLVED_FROM, "is empty", "Say on which day the involvement started.")
        return hand.terms.today, ends_on
    if starts_on > hand.terms.today:
        hand.fault(
            Field.INVOLVED_FROM, "is in the future", "Send the row again when the involvement has started."
        )
    if ends_on is not None and ends_on < starts_on:
        hand.fault(Field.INVOLVED_UNTIL, "is before the start", "Correct the start or the end.")
    return starts_on, ends_on


def _email(hand: RowInHand) -> str:
    text = hand.line(Field.PRACTITIONER_EMAIL, most=LONGEST_LINE)
    name, _, domain = text.partition("@")
    if text and not (name and "." in domain and " " not in text):
        hand.notice(Field.PRACTITIONER_EMAIL, "is not an email address", "It was left out.")
        return ""
    return text
