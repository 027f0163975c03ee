"""What matching knows: a person as written, the same as standard, what is looked for."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class NameKind(StrEnum):
    """Which of a person's names this is."""

    LEGAL = "legal"
    KNOWN_AS = "known_as"
    FORMER = "former"
    PLACEHOLDER = "placeholder"


@dataclass(frozen=True, slots=True, kw_only=True)
class NameAsWritten:
    """A name in two halves as somebody typed it; a name known only as a whole is `Wanted.name`."""

    given: str = ""
    family: str = ""
    kind: str = NameKind.LEGAL


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberAsWritten:
    """A number that stands for a child: kind is nhs_number, upn or agency; issuer is an agency's code."""

    kind: str
    value: str
    issuer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressAsWritten:
    """A place lived at, the present one first in a person's list."""

    lines: str = ""
    postcode: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonAsWritten:
    """All that a source or the index says about who a child is, former names and places included."""

    names: tuple[NameAsWritten, ...] = ()
    born_on: date | None = None
    formerly_born_on: tuple[date, ...] = ()
    expected_on: date | None = None
    sex: str = ""
    addresses: tuple[AddressAsWritten, ...] = ()
    numbers: tuple[NumberAsWritten, ...] = ()
    telephones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StandardName:
    """A name as folded words, with the halves as written for showing."""

    given: tuple[str, ...]
    family: tuple[str, ...]
    kind: str
    written_given: str
    written_family: str


@dataclass(frozen=True, slots=True)
class Number:
    """An identifier in its one spelling; a failing one counts as evidence and is never a key."""

    kind: str
    issuer: str
    value: str
    passes_check: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """A person in the form in which people are compared.

    births: the present date of birth first. born_between: for somebody known by age only.
    postcodes and households: the present ones first, in capitals without spaces. address: the present
    first line, folded.
    """

    version: int
    names: tuple[StandardName, ...] = ()
    births: tuple[date, ...] = ()
    born_between: tuple[date, date] | None = None
    expected_on: date | None = None
    sex: str = ""
    postcodes: tuple[str, ...] = ()
    households: tuple[str, ...] = ()
    address: str = ""
    numbers: tuple[Number, ...] = ()
    telephones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()

    @property
    def has_given_name(self) -> bool:
        """False for an unborn or newborn child who has no name of their own yet."""
        return any(name.given for name in self.names)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a practitioner types to find a child; any part may be blank.

    name is in any order; age is in whole years on the day `on`. issuer is the searcher's own agency,
    because an agency's number finds a child only for the agency that gave it.
    """

    name: str = ""
    given: str = ""
    family: str = ""
    born_on: date | None = None
    age: int | None = None
    on: date | None = None
    sex: str = ""
    postcode: str = ""
    identifier: str = ""
    issuer: str = ""
