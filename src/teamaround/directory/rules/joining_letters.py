"""What is written to an organisation that asked to be in the directory. No name that a stranger typed stands in the first letter."""

from __future__ import annotations

KEEPERS = "whoever keeps the directory"
LINK_SUBJECT = "Your link to the directory of services"
ACCEPTED_SUBJECT = "You are in the directory of services"
DECLINED_SUBJECT = "Your organisation and the directory of services"
USED = "This link has been used, or has run out. Have a new one sent to you."
SENT_ANYHOW = "If this address is known here, a new link is on its way to it."


def link(address: str, *, until: str, is_first: bool) -> str:
    """The letter with a link: the first one confirms the address, a later one opens what is theirs."""
    why = (
        "Somebody gave this address to put an organisation into the directory of services for families."
        if is_first
        else "Here is the link to your organisation in the directory of services for families."
    )
    return (
        f"{why}\n\n"
        "Open this link. You need no account and no password:\n\n"
        f"{address}\n\n"
        "It opens once. When you open it, we send a code of six digits to this address.\n"
        f"The link is good until {until}.\n\n"
        "If you did not expect this, do nothing. What is not confirmed is forgotten.\n"
    )


def accepted(name: str, address: str) -> str:
    """The letter that says yes."""
    return (
        f"{name} is in the directory of services for families.\n\n"
        "Now add your services. Somebody looks at each before families find it. "
        "This is where you come in, today and later:\n\n"
        f"{address}\n\n"
        "Give the address at which you read this, and we send you a link each time.\n"
    )


def declined(name: str, answer: str) -> str:
    """The letter that says no, with the keeper's words."""
    return f"You asked to have {name} in the directory of services for families. It is not taken in:\n\n{answer}\n"
