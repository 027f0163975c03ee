"""What an entry may say: its states, who it is for, what it costs, and what it must not give away."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum

from teamaround.kernel import postcodes
from teamaround.kernel.refusal import Refusal


class Status(StrEnum):
    """Whether a service is given at present, in the standard's words."""

    ACTIVE = "active"
    INACTIVE = "inactive"
    DEFUNCT = "defunct"
    CLOSED_FOR_NOW = "temporarily closed"


LISTED = (Status.ACTIVE, Status.CLOSED_FOR_NOW)
STATUS_WORDS = {
    Status.ACTIVE: "open",
    Status.INACTIVE: "not running at the moment",
    Status.DEFUNCT: "closed for good",
    Status.CLOSED_FOR_NOW: "closed for a time",
}


class LocationType(StrEnum):
    """Where a service is given: at a place, by post, or on a screen or the telephone."""

    PHYSICAL = "physical"
    POSTAL = "postal"
    VIRTUAL = "virtual"


class AddressType(StrEnum):
    """What an address is for."""

    PHYSICAL = "physical"
    POSTAL = "postal"
    VIRTUAL = "virtual"


DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAY_WORDS = dict(
    zip(DAYS, ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), strict=True)
)


def day_code(text: str) -> str | None:
    """The two letters of a day of the week, given as MO, Mon or Monday; None when it is no day."""
    word = text.strip().lower()
    for code, name in DAY_WORDS.items():
        if word == code.lower() or (len(word) >= 3 and name.lower().startswith(word)):
            return code
    return None


def check_ages(minimum: float | None, maximum: float | None) -> None:
    """Refuse ages that nobody has, or that end before they begin."""
    for age in (minimum, maximum):
        if age is not None and not 0 <= age <= 120:
            raise Refusal("age", "Give ages from 0 to 120 years.", field="minimum_age")
    if minimum is not None and maximum is not None and maximum < minimum:
        raise Refusal("ages", "The highest age is below the lowest.", field="maximum_age")


def is_free(amounts: Iterable[Decimal | None]) -> bool | None:
    """Whether nobody pays; None where nothing was said."""
    said = [amount for amount in amounts if amount is not None]
    return all(amount == 0 for amount in said) if said else None


def tells_the_place(texts: Iterable[str], *, postcode: str, address_1: str) -> bool:
    """Whether public texts give a confidential address away: its postcode or its first line."""
    said = "".join("".join(text.split()).lower() for text in texts)
    code = postcodes.tidy(postcode).replace(" ", "").lower()
    line = "".join(address_1.split()).lower()
    return bool(code and code in said) or bool(len(line) > 5 and line in said)
