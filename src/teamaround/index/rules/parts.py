"""Which parts of a person a comparison looks at, so that nothing else need be read of those compared."""

from enum import StrEnum

from teamaround.matching.facts import Standard


class Part(StrEnum):
    """A part of what is known of a person; whether they are born, and their sex, is always at hand."""

    NAMES = "names"
    EARLIER_BIRTHS = "earlier_births"
    PLACES = "places"
    NUMBERS = "numbers"
    CONTACTS = "contacts"


EVERY_PART = frozenset(Part)


def parts_asked(asked: Standard) -> frozenset[Part]:
    """The parts that a comparison with somebody can turn on: where one side says nothing, none does."""
    said = {
        Part.NAMES: asked.names,
        Part.EARLIER_BIRTHS: asked.births or asked.born_between or asked.expected_on,
        Part.PLACES: asked.postcodes or asked.address,
        Part.NUMBERS: asked.numbers,
        Part.CONTACTS: asked.telephones or asked.emails,
    }
    return frozenset(part for part, facts in said.items() if facts)
