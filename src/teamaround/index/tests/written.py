"""People as written, for the tests of the rules: short ways to say them, and Hypothesis strategies."""

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from teamaround.index.rules import (
    AddressAsWritten,
    Candidate,
    NameAsWritten,
    NumberAsWritten,
    PersonAsWritten,
    Standard,
    standardise,
    traits_of,
)
from teamaround.kernel import nhs_numbers

SALT = b"salt for tests"
BORN = date(2015, 4, 23)

GIVEN = [
    "Aisha",
    "Amelia",
    "Anna",
    "Elizabeth",
    "Lizzie",
    "Hassan",
    "Hussein",
    "Jayden",
    "Jaydon",
    "Mohammed",
    "Muhammad",
    "Siobhán",
    "Łukasz",
    "Mary-Jane",
    "Zoë",
    "Baby",
    "J",
    "小龙",
]
FAMILY = [
    "Smith",
    "Jones",
    "Smith-Jones",
    "van der Berg",
    "O'Brien",
    "McDonald",
    "Kowalska",
    "al-Hassan",
    "Nguyen",
    "Patel",
    "Smyth",
    "",
]
POSTCODES = ["ZX1 2AB", "ZX1 2AD", "ZX2 7QQ", "ZX12 2AB", "ZZ99 3VZ", "nonsense", ""]


def person(
    given="",
    family="",
    born=None,
    *,
    postcode="",
    lines="",
    nhs="",
    upn="",
    numbers=(),
    more_names=(),
    **more,
):
    """The standard form of somebody said in a few words."""
    numbers = [*numbers]
    numbers += [NumberAsWritten(kind="nhs_number", value=nhs)] if nhs else []
    numbers += [NumberAsWritten(kind="upn", value=upn)] if upn else []
    return standardise(
        PersonAsWritten(
            names=(NameAsWritten(given=given, family=family), *more_names),
            born_on=born,
            addresses=(AddressAsWritten(lines=lines, postcode=postcode),) if postcode else (),
            numbers=tuple(numbers),
            **more,
        )
    )


def candidate(child_id, standard, *, is_shielded=False, is_sealed=False):
    """A child of the index in the form in which records are compared."""
    return Candidate(child_id, traits_of(standard), is_shielded=is_shielded, is_sealed=is_sealed)


def as_shielded(standard):
    """Only what a shielded record shows: names, sex and date of birth (R6)."""
    return replace(standard, postcodes=(), households=(), address="", numbers=(), telephones=(), emails=())


def as_written(standard: Standard) -> PersonAsWritten:
    """A standard form, put as if somebody had written it so."""
    return PersonAsWritten(
        names=tuple(
            NameAsWritten(given=each.written_given, family=each.written_family, kind=each.kind)
            for each in standard.names
        ),
        born_on=standard.births[0] if standard.births else None,
        formerly_born_on=standard.births[1:],
        expected_on=standard.expected_on,
        sex=standard.sex,
        addresses=tuple(AddressAsWritten(postcode=each) for each in standard.postcodes),
        numbers=tuple(
            NumberAsWritten(kind=each.kind, value=each.value, issuer=each.issuer) for each in standard.numbers
        ),
        telephones=standard.telephones,
        emails=standard.emails,
    )


names = st.builds(
    NameAsWritten,
    given=st.one_of(st.sampled_from(GIVEN), st.text(max_size=12)),
    family=st.one_of(st.sampled_from(FAMILY), st.text(max_size=12)),
    kind=st.sampled_from(["legal", "known_as", "former", "placeholder"]),
)
births = st.dates(date(2008, 1, 1), date(2026, 1, 1))
numbers = st.one_of(
    st.builds(
        NumberAsWritten,
        kind=st.just("nhs_number"),
        value=st.one_of(st.integers(0, 40).map(nhs_numbers.made_for_tests), st.text(max_size=12)),
    ),
    st.builds(
        NumberAsWritten,
        kind=st.just("upn"),
        value=st.sampled_from(["B801200005001", "P207000016049", "A801200005001", ""]),
    ),
    st.builds(
        NumberAsWritten,
        kind=st.just("agency"),
        value=st.sampled_from(["17", "18", " 17 "]),
        issuer=st.sampled_from(["SCH1", "SCH2", ""]),
    ),
)
written_people = st.builds(
    PersonAsWritten,
    names=st.lists(names, max_size=3).map(tuple),
    born_on=st.none() | births,
    formerly_born_on=st.lists(births, max_size=1).map(tuple),
    expected_on=st.none() | births,
    sex=st.sampled_from(["Female", "M", "", "not specified", "2"]),
    addresses=st.lists(st.builds(AddressAsWritten, postcode=st.sampled_from(POSTCODES)), max_size=2).map(
        tuple
    ),
    numbers=st.lists(numbers, max_size=3).map(tuple),
    telephones=st.lists(
        st.sampled_from(["07700 900123", "+44 7700 900123", "01632 960001", "none", "0000000000"]), max_size=2
    ).map(tuple),
    emails=st.lists(
        st.sampled_from(["A.B@home.test", "a.b+school@home.test", "none", "noreply@home.test"]), max_size=2
    ).map(tuple),
)
people = written_people.map(standardise)
