"""What a comparison does not ask about makes no difference to it."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from teamaround.index.rules import (
    EVERY_PART,
    Candidate,
    Part,
    Wanted,
    parts_asked,
    rank,
    standardise,
    standardise_wanted,
    weigh,
)
from teamaround.index.tests.written import BORN, people, written_people

LEFT_OUT = {
    Part.NAMES: {"names": ()},
    Part.EARLIER_BIRTHS: {"formerly_born_on": ()},
    Part.PLACES: {"addresses": ()},
    Part.NUMBERS: {"numbers": ()},
    Part.CONTACTS: {"telephones": (), "emails": ()},
}
asked = people | st.builds(
    Wanted,
    name=st.sampled_from(["", "Lizzie Smith", "smith", "Anna van der Berg"]),
    born_on=st.none() | st.just(BORN),
    age=st.none() | st.integers(0, 18),
    on=st.just(date(2024, 6, 1)),
    postcode=st.sampled_from(["", "ZX1 2AB"]),
    identifier=st.sampled_from(["", "943 476 5919", "17"]),
    issuer=st.sampled_from(["", "SCH1"]),
).map(standardise_wanted)


def only(person, parts):
    """A person as written, without the parts that are not read."""
    for part in EVERY_PART - parts:
        person = replace(person, **LEFT_OUT[part])
    return person


@given(asked, written_people)
def test_parts_that_are_not_asked_about_change_nothing(asked, person):
    # of a person who is neither born nor expected nothing is kept
    if person.born_on is None and person.expected_on is None:
        person = replace(person, born_on=BORN)
    whole, read = standardise(person), standardise(only(person, parts_asked(asked)))
    (one,), (other,) = (weigh(asked, [Candidate(1, each)]) for each in (read, whole))
    assert (one.score, one.settled) == (other.score, other.settled)
    assert rank(asked, [Candidate(1, read)]) == rank(asked, [Candidate(1, whole)])


def test_a_search_by_name_reads_names_alone():
    assert parts_asked(standardise_wanted(Wanted(name="Lizzie Smith"))) == {Part.NAMES}
    assert parts_asked(standardise_wanted(Wanted(postcode="ZX1 2AB", born_on=BORN))) == {
        Part.PLACES,
        Part.EARLIER_BIRTHS,
    }
